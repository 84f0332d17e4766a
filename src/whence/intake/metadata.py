"""What a page says about itself: headline, publisher, byline, time of publication, language, address."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from htmldate import find_date
from lxml import html

from whence.intake.bylines import read_byline
from whence.intake.linkeddata import LinkedData, read_linked_data

__all__ = ["Facts", "find_facts", "fold"]

_MAX_HEADLINE_CHARACTERS = 300
_TITLES = ("og:title", "twitter:title", "headline", "title", "dc.title", "sailthru.title", "parsely-title")
_PUBLISHERS = ("og:site_name", "publisher", "dc.publisher", "application-name", "apple-mobile-web-app-title")
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
_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:by-?line|author|authors|authorname)(?:$|[\s_-])", re.IGNORECASE)
_NO_BYLINE_CLASS = re.compile(r"comment|bio|avatar|img|image|social|box|related|desc|follow|date", re.IGNORECASE)
_MAX_BYLINE_CHARACTERS = 200
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
    """ISO 8601, as precise as the page says."""
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
    titles = [title for title in page.titles() if 0 < len(title) <= _MAX_HEADLINE_CHARACTERS]
    publisher = _find_publisher(page, url)
    headline = _find_headline(page, titles, {fold(name) for name in (publisher, _site_name(url)) if name})
    return Facts(
        headline=headline,
        titles=frozenset(fold(title) for title in [*titles, headline or ""]) - {""},
        publisher=publisher,
        byline=_find_byline(page, publisher),
        published=_find_published(page),
        language=_find_language(tree),
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
        self.linked_data: LinkedData = read_linked_data(tree)
        self._meta: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            content = " ".join((element.get("content") or "").split())
            for attribute in ("property", "name", "itemprop"):
                if content and element.get(attribute):
                    self._meta.setdefault(element.get(attribute).strip().lower(), []).append(content)

    def meta(self, names: Iterable[str]) -> Iterator[str]:
        """Walk over the meta elements of these names, in the order of the names."""
        for name in names:
            yield from self._meta.get(name, [])

    def linked(self, *names: str) -> Iterator[str]:
        """Walk over what JSON-LD says of the report under these names."""
        for article in self.linked_data.articles():
            for name in names:
                yield from self.linked_data.texts(article.get(name))

    def titles(self) -> Iterator[str]:
        yield from self.linked("headline")
        yield from self.meta(_TITLES)
        yield from (text_of(element) for element in self.tree.iterfind(".//head/title"))


def text_of(element: html.HtmlElement) -> str:
    """Collect an element's text, in one line."""
    return " ".join(element.text_content().split())


def _find_headline(page: _Page, titles: list[str], outlets: set[str]) -> str | None:
    bare_titles = [bare for title in titles if (bare := _without_outlet(title, outlets))]
    folded = [set(fold(title).split()) for title in bare_titles]
    # The headline in plain sight is what readers read; what the metadata says is often put for search engines.
    headings = [text for element in page.tree.iter("h1") if (text := text_of(element))]
    for heading in headings:
        words = set(fold(heading).split())
        if len(heading) <= _MAX_HEADLINE_CHARACTERS and any(_are_alike(words, title) for title in folded):
            return heading
    if bare_titles:
        return bare_titles[0]
    return headings[0] if len(headings) == 1 and len(headings[0]) <= _MAX_HEADLINE_CHARACTERS else None


def _are_alike(words: set[str], title: set[str]) -> bool:
    return len(words & title) > _MIN_SHARED_WORDS * max(1, min(len(words), len(title))) and len(words) > 1


def _without_outlet(title: str, outlets: set[str]) -> str:
    """Take the names of outlet and section off the end of a title: "Harbour to close | News | The Post"."""
    pieces = _SEPARATOR.split(title)
    for count in range(1, len(pieces)):
        head, tail = pieces[:count], pieces[count:]
        if any(fold(piece).replace(" ", "") in {outlet.replace(" ", "") for outlet in outlets} for piece in tail):
            end = title.find(tail[0], len(" ".join(head)) - 1)
            return _SEPARATOR.split(title[: end + 0] + "\0")[0] if False else title[:end].rstrip(" |–—·•»:-")
    return title
