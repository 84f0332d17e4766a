"""A page's metadata: headline, publisher, byline, time of publication, language, canonical address."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urljoin, urlsplit

from lxml import html

from whence.intake.html.article_lines import PageLine, find_published_near, lines_around, read_lines
from whence.intake.html.authors import find_byline
from whence.intake.html.fields import Fields, bare_words, line_of
from whence.intake.html.markup import clean_line
from whence.intake.html.publisher import find_publisher, squeeze, without_outlet
from whence.intake.published import normalise_time
from whence.intake.urls import host_of, is_same_site, read_capture

__all__ = ["PageMetadata", "find_metadata"]

_TIMES = (
    "article:published_time",
    "datepublished",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "article_date_original",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published",
    "published_at",
    "sailthru.date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "date",
)
_CHANGES = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_MAX_HEADLINE_CHARACTERS = 300
# A shorter heading that no title agrees with names a section or the outlet: "News", "The Tidewater Post".
_MIN_HEADLINE_WORDS = 4
_MIN_HEADLINE_CHARACTERS = 12
# A title may have extra words that the headline lacks; with half of its words in common it is another wording of the
# headline.
_MIN_SHARED_WORDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """Metadata of a page; None or empty if the page does not state it."""

    headline: str | None
    titles: frozenset[str]
    """All its titles, headline included, each reduced by `bare_words`."""
    publisher: str | None
    byline: tuple[str, ...]
    published: str | None
    """ISO 8601, with the precision of the page's metadata or the lines around its headline."""
    changed: str | None
    """The last change, likewise, by the page's own metadata."""
    language: str | None
    url: str | None
    is_article: bool
    """True if the page declares that it is an article, or when it was published."""


def find_metadata(tree: html.HtmlElement, *, url: str | None = None) -> PageMetadata:
    """Find a page's metadata, in its fields and in its visible lines.

    Args:
        tree: The parsed page.
        url: Address that it was fetched from.
    """
    fields, lines = Fields(tree), read_lines(tree)
    url = _find_url(fields, url)
    publisher = find_publisher(fields, url, [line.text for line in lines])
    outlets = {name for name in (publisher, host_of(url)) if name}
    seen = {bare_words(line.text) for line in lines}
    titles = [without_outlet(title, outlets, seen) for title in fields.titles()]
    titles = _without_names(titles, outlets) or titles
    headline = _find_headline(fields, titles, lines, outlets)
    around = lines_around(lines, headline)
    return PageMetadata(
        headline=headline,
        titles=frozenset(bare_words(title) for title in [*titles, headline or ""]) - {""},
        publisher=publisher,
        byline=find_byline(fields, publisher, around, lines),
        published=_find_published(fields, around),
        changed=max(_find_times(fields.json_ld("dateModified"), fields.meta(_CHANGES)), default=None),
        language=_find_language(fields),
        url=url,
        is_article=_is_article(fields),
    )


def _is_article(fields: Fields) -> bool:
    kinds = (kind.lower() for kind in fields.meta(["og:type"]))
    times = [*fields.json_ld("datePublished"), *fields.meta(_TIMES[:1])]
    return bool(times) or any("article" in kind for kind in kinds)


def _find_headline(fields: Fields, titles: list[str], lines: list[PageLine], outlets: set[str]) -> str | None:
    headings = [each for each in dict.fromkeys(fields.headings) if 0 < len(each) <= _MAX_HEADLINE_CHARACTERS]
    others = _without_names(headings, outlets)
    # Readers see the visible headline; metadata are often written for search engines.
    for heading in others:
        if any(_are_alike(bare_words(heading), bare_words(title)) for title in titles):
            return heading
    folded = {bare_words(title) for title in titles}
    smaller = (line.text for line in lines if line.is_heading and bare_words(line.text) in folded)
    alone = [heading for heading in others if _is_long_enough(heading)]
    found = (*smaller, *(alone if len(alone) == 1 else ()), *_visible_titles(titles, lines), *titles)
    return next(iter(found), headings[0] if len(headings) == 1 else None)


def _without_names(titles: list[str], outlets: set[str]) -> list[str]:
    """Drop titles that only name the outlet."""
    names = {squeeze(outlet) for outlet in outlets}
    return [title for title in titles if squeeze(title) not in names]


def _is_long_enough(heading: str) -> bool:
    return len(heading.split()) >= _MIN_HEADLINE_WORDS and len(heading) >= _MIN_HEADLINE_CHARACTERS


def _visible_titles(titles: list[str], lines: list[PageLine]) -> list[str]:
    """List the visible lines that equal a title."""
    folded = {bare_words(title) for title in titles}
    return [
        line.text for line in lines if bare_words(line.text) in folded and len(line.text) <= _MAX_HEADLINE_CHARACTERS
    ]


def _are_alike(heading: str, title: str) -> bool:
    words, title_words = set(heading.split()), set(title.split())
    shared_count = len(words & title_words)
    return heading == title or (
        shared_count > 1 and shared_count >= _MIN_SHARED_WORDS * min(len(words), len(title_words))
    )


def _find_published(fields: Fields, around: list[str]) -> str | None:
    marked = (element for element in fields.tree.iter("time", "span", "p", "div") if element.get("pubdate") is not None)
    said = (
        *fields.json_ld("datePublished"),
        *fields.meta(_TIMES),
        *(element.get("datetime") or line_of(element) for element in marked),
        *(element.get("datetime") for element in fields.tree.xpath("(//article//time[@datetime])[1]")),
    )
    stamp = find_published_near(around)
    found = _find_times(said, [stamp or ""])
    if not found:
        return None
    # Some fields hold only the day; another one may have the hour.
    return next((moment for moment in found if "T" in moment and moment.startswith(found[0][:10])), found[0])


def _find_times(*texts: Iterable[str | None]) -> list[str]:
    return [moment for text in chain(*texts) if (moment := normalise_time(text or ""))]


def _find_language(fields: Fields) -> str | None:
    root = fields.tree
    declared: list[str | None] = [
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
    ]
    for code in (*declared, *fields.json_ld("inLanguage"), *fields.meta(["og:locale", "language", "dc.language"])):
        found = re.match(r"([a-z]{2})(?:[-_]|$)", (code or "").strip().lower())
        if found:
            return found[1]
    return None


def _find_url(fields: Fields, fetched: str | None) -> str | None:
    links = [each.get("href") or "" for each in fields.tree.iter("link") if each.get("rel") == "canonical"]
    canonical = _addresses(links, fetched)
    own = _addresses(fields.meta(["og:url"]), fetched)
    if own and canonical and not is_same_site(host_of(own[0]), host_of(canonical[0])):
        # A syndicated copy gives the original as the canonical page, and itself in these fields.
        return own[0]
    return next(iter((*canonical, *own, *_addresses(fields.json_ld("mainEntityOfPage", "url"), fetched))), fetched)


def _addresses(links: Iterable[str], fetched: str | None) -> list[str]:
    found = []
    for link in links:
        try:
            url = urljoin(fetched or "", clean_line(link))
            capture = read_capture(url)
            url = capture.url if capture else url
            parts = urlsplit(url)
            host = parts.hostname
        except ValueError:
            continue
        # Some templates give the front page instead of the article's address.
        if parts.scheme in {"http", "https"} and host and (parts.path.strip("/") or parts.query):
            found.append(url)
    return found
