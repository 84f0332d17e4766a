"""What a page says about itself: headline, publisher, byline, time of publication, language, address."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import html

from whence.intake.bylines import read_byline, starts_as_byline
from whence.intake.linkeddata import read_linked_data
from whence.intake.markup import clean_line

__all__ = ["Facts", "find_facts", "fold"]

_MAX_HEADLINE_CHARACTERS = 300
_TITLES = ("og:title", "twitter:title", "headline", "title", "dc.title", "sailthru.title", "parsely-title")
_PUBLISHERS = ("publisher", "dc.publisher", "application-name", "apple-mobile-web-app-title")
_AUTHORS = ("author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator", "article_author")
_TIMES = (
    "article:published_time",
    "datepublished",
    "article:published",
    "og:published_time",
    "article_date_original",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
)
_SEPARATOR = re.compile(r"\s+[|–—·•»:-]+\s+|\s*[|»]\s*")
_TAGLINE = re.compile(r"\s+[|–—-]\s+")
_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:by-?line|author|authors|authorname)(?:$|[\s_-])", re.IGNORECASE)
_NO_BYLINE_CLASS = re.compile(r"comment|bio|avatar|img|image|social|box|related|desc|follow|date", re.IGNORECASE)
_BYLINE_TAGS = ("p", "span", "div", "h2", "h3", "h4", "address", "small", "strong", "em")
_MAX_BYLINE_CHARACTERS = 120
# What is not among the first of its kind is not what the page is about; and a hostile page may nest thousands.
_MAX_LOOKS = 20
_MAX_PUBLISHER_CHARACTERS = 80
_EARLIEST_YEAR = 1800
_WORD = re.compile(r"\w+")
# A word in a page's title that its headline lacks costs little; half in common is the same title otherwise put.
_MIN_SHARED_WORDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a page says about itself; none where it does not say."""

    headline: str | None
    titles: frozenset[str]
    """All that it calls itself, headline included, folded by `fold`."""
    publisher: str | None
    byline: tuple[str, ...]
    published: str | None
    """ISO 8601, as precise as the page says in a field made for it."""
    language: str | None
    url: str | None


def find_facts(tree: html.HtmlElement, *, url: str | None = None) -> Facts:
    """Find what a page says about itself, in its metadata and in plain sight.

    Args:
        tree: The parsed page.
        url: Where it was fetched from.
    """
    page = _Page(tree)
    url = _find_url(page, url)
    publisher = _find_publisher(page, url)
    titles = [_without_outlet(title, {publisher, _host(url)} - {None}) for title in page.titles()]
    headline = _find_headline(page, titles)
    return Facts(
        headline=headline,
        titles=frozenset(fold(title) for title in [*titles, headline or ""]) - {""},
        publisher=publisher,
        byline=_find_byline(page, publisher),
        published=_find_published(page),
        language=_find_language(page),
        url=url,
    )


def fold(text: str) -> str:
    """Reduce a text to its words in small letters, to compare it by.

    >>> fold("“Harbour to Close” –  Council")
    'harbour to close council'
    """
    return " ".join(_WORD.findall(text.casefold()))


class _Page:
    """The places in a page where facts stand."""

    def __init__(self, tree: html.HtmlElement) -> None:
        self.tree = tree
        self.headings = [clean_line(heading.text_content()) for heading in islice(tree.iter("h1"), _MAX_LOOKS)]
        self._meta: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            content = clean_line(element.get("content") or "")
            for attribute in ("property", "name", "itemprop"):
                if content and element.get(attribute):
                    self._meta.setdefault(element.get(attribute).strip().lower(), []).append(content)
        self._linked_data = read_linked_data(tree)
        # A page may describe other reports too, to which it leads.
        own = {fold(title) for title in (*self.headings, *self.meta(_TITLES))}
        self._articles = sorted(
            self._linked_data.articles(), key=lambda node: fold(str(node.get("headline"))) not in own
        )

    def meta(self, names: Iterable[str]) -> Iterator[str]:
        """Walk over the meta elements of these names, in the order of the names."""
        for name in names:
            yield from self._meta.get(name, [])

    def linked(self, *names: str) -> list[str]:
        """List what JSON-LD says of the report under the first of these names that it uses."""
        for article in self._articles:
            for name in names:
                texts = [text for text in self._linked_data.texts(article.get(name)) if text]
                if texts:
                    return texts
        return []

    def titles(self) -> list[str]:
        """List what the page calls itself in its metadata."""
        found = [*self.linked("headline"), *self.meta(_TITLES)]
        found += [clean_line(title.text_content()) for title in self.tree.iterfind("./head/title")]
        return [title for title in dict.fromkeys(found) if 0 < len(title) <= _MAX_HEADLINE_CHARACTERS]


def _find_headline(page: _Page, titles: list[str]) -> str | None:
    headings = [heading for heading in page.headings if 0 < len(heading) <= _MAX_HEADLINE_CHARACTERS]
    # What stands in plain sight is what readers read; what the metadata says is often put for search engines.
    for heading in headings:
        if any(_are_alike(fold(heading), fold(title)) for title in titles):
            return heading
    if titles:
        return titles[0]
    return headings[0] if len(headings) == 1 else None


def _are_alike(heading: str, title: str) -> bool:
    words, title_words = set(heading.split()), set(title.split())
    shared_count = len(words & title_words)
    return heading == title or (
        shared_count > 1 and shared_count >= _MIN_SHARED_WORDS * min(len(words), len(title_words))
    )


def _without_outlet(title: str, outlets: set[str | None]) -> str:
    """Take the outlet's name off the end of a title: "Harbour to close | The Post"."""
    known = {_squeeze(outlet) for outlet in outlets if outlet}
    for separator in reversed(list(_SEPARATOR.finditer(title))):
        if separator.start() and _squeeze(title[separator.end() :]) in known:
            return title[: separator.start()]
    return title


def _squeeze(outlet: str) -> str:
    return fold(outlet).removeprefix("the ").replace(" ", "")


def _find_publisher(page: _Page, url: str | None) -> str | None:
    own = [_TAGLINE.split(name)[0].lstrip("@") for name in page.meta(["og:site_name"])]
    # An agency stands here on copy that an outlet took over from it, so the outlet's own name counts more.
    linked = [_TAGLINE.split(name)[0] for name in page.linked("publisher", "sourceOrganization")]
    others = list(page.meta(_PUBLISHERS))
    proper = [name for name in (*own, *linked) if " " in name or not (name.islower() or "." in name)]
    names = [name for name in (*proper, *own, *linked, *others) if "://" not in name]
    return next((name for name in names if 0 < len(name) <= _MAX_PUBLISHER_CHARACTERS), None) or _host(url)


def _host(url: str | None) -> str | None:
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None


def _find_byline(page: _Page, publisher: str | None) -> tuple[str, ...]:
    marked = islice((element for element in page.tree.iter("*") if _is_byline(element)), _MAX_LOOKS)
    plain = (
        element for element in page.tree.iter(*_BYLINE_TAGS) if starts_as_byline(f"{element.text or ''} ".lstrip())
    )
    in_sight = ["\n".join(element.itertext()).strip() for element in (*marked, *islice(plain, _MAX_LOOKS))]
    said_together = (page.linked("author", "creator"), list(page.meta(_AUTHORS)))
    for texts in (*said_together, *([text] for text in in_sight if len(text) <= _MAX_BYLINE_CHARACTERS)):
        names = [name for text in texts if "://" not in text for name in read_byline(text, is_list=True).names]
        names = [name for name in names if not publisher or _squeeze(name) != _squeeze(publisher)]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def _is_byline(element: html.HtmlElement) -> bool:
    if element.get("rel") == "author" or element.get("itemprop") == "author":
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return _BYLINE_CLASS.search(names) is not None and _NO_BYLINE_CLASS.search(names) is None


def _find_published(page: _Page) -> str | None:
    marked = [
        element
        for element in page.tree.iter("time", "span", "p", "div")
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
    ]
    in_sight = (*marked, *page.tree.xpath("(//article//time[@datetime])[1]"))
    said = (
        *page.linked("datePublished"),
        *page.meta(_TIMES),
        *(element.get("datetime") or element.get("content") or "" for element in in_sight),
    )
    found = [moment for text in said if (moment := normalise_time(text))]
    if not found:
        return None
    # Some fields hold the day alone; another may know the hour.
    return next((moment for moment in found if "T" in moment and moment.startswith(found[0][:10])), found[0])


def normalise_time(text: str) -> str | None:
    """Put a time into ISO 8601, as precise as it is given.

    >>> normalise_time("2031-03-04T09:30:00.000+0000"), normalise_time("4 Mar 2031 09:30 GMT")
    ('2031-03-04T09:30:00Z', '2031-03-04T09:30:00Z')
    >>> normalise_time("20310304"), normalise_time("yesterday") is None
    ('2031-03-04', True)
    """
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, OverflowError):
            return None
    if moment.year < _EARLIEST_YEAR:
        return None
    if re.fullmatch(r"\d{4}-?\d\d-?\d\d", text):
        return moment.date().isoformat()
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _find_language(page: _Page) -> str | None:
    root = page.tree
    declared: list[str | None] = [
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
    ]
    for code in (*declared, *page.linked("inLanguage"), *page.meta(["og:locale", "language", "dc.language"])):
        found = re.match(r"([a-z]{2})(?:[-_]|$)", (code or "").strip().lower())
        if found:
            return found[1]
    return None


def _find_url(page: _Page, fetched: str | None) -> str | None:
    links = [element.get("href") or "" for element in page.tree.iter("link") if element.get("rel") == "canonical"]
    for link in (*links, *page.meta(["og:url"]), *page.linked("mainEntityOfPage", "url")):
        try:
            url = urljoin(fetched or "", clean_line(link))
            parts = urlsplit(url)
        except ValueError:
            continue
        # The front page is what a template gives where the article's address should stand.
        if parts.scheme in {"http", "https"} and parts.hostname and (parts.path.strip("/") or parts.query):
            return url
    return fetched
