"""Parse feeds (RSS, Atom, JSON Feed), sitemaps and lists of addresses into entries.

XML feeds are filtered by `whence.intake.web.feed_xml` before feedparser sees them: it gets titles, links, names and
times only.
"""

import html
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, NoReturn
from urllib.parse import urldefrag, urljoin, urlsplit

import feedparser
from lxml import etree

from whence.errors import ReadError
from whence.intake.bylines import read_byline
from whence.intake.encoding import decode
from whence.intake.html.markup import FEED_KINDS, clean_line, looks_like_html, parse_html
from whence.intake.inputs import Given
from whence.intake.published import normalise_time
from whence.intake.untrusted_json import parse_json
from whence.intake.urls import address_key
from whence.intake.web.feed_xml import sift, unpack

__all__ = ["Feed", "FeedEntry", "looks_like_address_list", "read_address_list", "read_feed"]

# News feeds list 10 to 500 reports; the sitemap standard allows 50,000.
_MOST = {"feed": 10_000, "sitemap": 50_000, "sitemap index": 50_000}
_MAX_HEADLINE_CHARACTERS = 300
_MAX_PUBLISHER_CHARACTERS = 80
_MAX_ADDRESS_CHARACTERS = 2000
_MAX_TIME_CHARACTERS = 100
# Latest accepted date, from now: clocks go wrong, and some outlets give the date of printing.
_AHEAD = timedelta(days=2)

_SPACING_TAG = re.compile(r"</?(?:br|p|div|li|h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_NAME_IN_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_HEAD_CHARACTERS = 200_000
# Limit on brackets in JSON: an empty object takes 64 bytes of memory, but its brackets only two.
_MAX_BRACKETS = 1_000_000
_LINE = re.compile(r"[^\r\n]+")
_ADDRESS_LINE = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_FIX = "Give the address of a feed or a sitemap"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """An entry of a feed or sitemap: a report, or a further sitemap."""

    url: str
    """Its address; http or https."""
    given: Given
    updated: str | None = None
    """When it was last changed: ISO 8601, with the precision given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A parsed feed or sitemap."""

    title: str | None
    kind: str
    """``feed``, ``sitemap``, or ``sitemap index``, whose entries are further sitemaps."""
    entries: tuple[FeedEntry, ...]
    """In the order of the feed, without repeated addresses."""
    notes: tuple[str, ...] = ()
    """What was assumed or left out, one sentence each, without a full stop."""


def read_feed(data: bytes, *, url: str, encoding: str | None = None, now: datetime | None = None) -> Feed:
    """Parse a feed (RSS, Atom, JSON Feed) or a sitemap (XML or plain addresses), optionally gzip-compressed.

    Args:
        data: The whole feed, at most 50 MB decompressed.
        url: Its address, to resolve relative addresses of entries.
        encoding: Encoding that the server declared.
        now: Current time. A date more than two days later is ignored.

    Raises:
        ReadError: It is not a feed or sitemap, or is too large.

    >>> feed = read_feed(
    ...     b"<rss><channel><title>The Tidewater Post</title>"
    ...     b"<item><link>/harbour</link><title>Harbour to close</title></item></channel></rss>",
    ...     url="https://example.org/rss.xml",
    ... )
    >>> feed.entries[0].url, feed.entries[0].given.headline, feed.entries[0].given.publisher
    ('https://example.org/harbour', 'Harbour to close', 'The Tidewater Post')
    """
    unpacked = unpack(data, name=url)
    try:
        decoded = decode(unpacked, name=url, declared=encoding)
    except ReadError as error:
        raise ReadError(url, error.args[1], _FIX) from error
    text = decoded.text.lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        found = _read_json(text, url)
    elif looks_like_address_list(text):
        found = _Found(kind="sitemap", items=(_Item(addresses=(line,)) for line in read_address_list(text)))
    else:
        found = _read_xml(text, url)
    entries, notes = _check(found, url=url, latest=(now or datetime.now(UTC)) + _AHEAD)
    return Feed(title=found.title, kind=found.kind, entries=entries, notes=(*decoded.notes, *found.notes, *notes))


def looks_like_address_list(text: str) -> bool:
    r"""Check whether every line of a text is an http or https address; ignore empty lines and those after a #.

    >>> looks_like_address_list("# Ports\nhttps://example.org/harbour\n"), looks_like_address_list("Harbour to close")
    (True, False)
    """
    is_empty = next(_address_lines(text), None) is None
    return not is_empty and all(_ADDRESS_LINE.fullmatch(line) for line in _address_lines(text))


def read_address_list(text: str) -> list[str]:
    r"""List the addresses in a list of addresses, in its order, without repetitions.

    >>> read_address_list("# Ports\nhttps://example.org/harbour\n\nhttps://example.org/quay\n")
    ['https://example.org/harbour', 'https://example.org/quay']
    """
    return list(dict.fromkeys(_address_lines(text)))


def _address_lines(text: str) -> Iterator[str]:
    lines = (found[0].strip("\ufeff \t") for found in _LINE.finditer(text))
    return (line for line in lines if line and not line.startswith("#"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """Raw values of one entry."""

    addresses: tuple[str | None, ...]
    """Candidates for its address; the first valid one counts."""
    headline: str | None = None
    publisher: str | None = None
    names: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Raw values of a feed or sitemap."""

    kind: str
    items: Iterable[_Item]
    title: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


def _check(found: _Found, *, url: str, latest: datetime) -> tuple[tuple[FeedEntry, ...], list[str]]:
    """Validate raw entries: drop invalid ones, and note what was dropped."""
    entries: dict[str, FeedEntry] = {}
    too_late: list[str] = []
    nowhere_count = 0
    items = iter(found.items)
    for item in islice(items, _MOST[found.kind]):
        address = next((address for each in item.addresses if (address := _resolve(url, each))), None)
        if address is None:
            nowhere_count += 1
            continue
        published = _moment(item.published)
        if published and _is_after(published, latest):
            too_late.append(published)
            published = None
        updated = _moment(item.updated)
        given = Given(
            headline=_bounded(item.headline, _MAX_HEADLINE_CHARACTERS),
            publisher=(publisher := _bounded(item.publisher or found.title, _MAX_PUBLISHER_CHARACTERS)),
            byline=_byline(item.names, publisher),
            published=published,
            language=_language(item.language) or _language(found.language),
        )
        updated = None if updated and _is_after(updated, latest) else updated
        entries.setdefault(address_key(address), FeedEntry(url=address, given=given, updated=updated))
    notes = []
    if next(items, None) is not None:
        notes.append(f"only its first {_MOST[found.kind]:,} entries were taken")
    if nowhere_count:
        notes.append(f"{_entries(nowhere_count)} without an address left out")
    if too_late:
        notes.append(f"{_entries(len(too_late))} dated in the future ({too_late[0]}), which counts as no date")
    return tuple(entries.values()), notes


def _read_xml(text: str, url: str) -> _Found:
    sifted = sift(text, name=url, most={name: _MOST[kind] for name, kind in FEED_KINDS.items()})
    if sifted is None:
        _refuse(text, url)
    if FEED_KINDS[sifted.name] == "feed":
        return _read_entries(sifted.root, url, sifted.notes)
    items = (_read_place(place) for place in sifted.root)
    return _Found(kind=FEED_KINDS[sifted.name], items=items, notes=sifted.notes)


def _read_place(place: etree._Element) -> _Item:
    return _Item(
        addresses=(place.findtext("loc"),),
        headline=place.findtext("news/title"),
        publisher=place.findtext("news/publication/name"),
        published=place.findtext("news/publication_date"),
        updated=place.findtext("lastmod"),
        language=place.findtext("news/publication/language"),
    )


def _read_entries(root: etree._Element, url: str, notes: tuple[str, ...]) -> _Found:
    for element in root.iter("guid", "{*}id"):
        element.set("isPermaLink", "false")  # an id is a link only if it is a complete address, whatever it declares
    names = [_take_names(entry) for entry in root.iter("{*}entry", "{*}item")]
    parsed = feedparser.parse(
        io.BytesIO(etree.tostring(root, encoding="utf-8")),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    return _Found(
        kind="feed",
        items=(_read_entry(entry, each) for entry, each in zip(parsed.entries, names, strict=True)),
        title=_bounded(_text(parsed.feed, "title"), _MAX_HEADLINE_CHARACTERS),
        language=_get(parsed.feed, "language"),
        notes=notes,
    )


def _take_names(entry: etree._Element) -> tuple[str, ...]:
    """Take the authors out of an entry. feedparser's search for names takes time quadratic in their length."""
    authors = list(entry.iter("{*}author", "{*}creator"))
    for author in authors:
        entry.remove(author)
    names = (author.findtext("{*}name") or _name(author.text or "") for author in authors)
    return tuple(name for name in names if name)


def _read_entry(entry: dict[str, Any], names: tuple[str, ...]) -> _Item:
    links = [link for link in dict.get(entry, "links", ()) if link.get("rel") == "alternate"]
    detail, source = (dict.get(entry, key) for key in ("title_detail", "source"))
    return _Item(
        addresses=(_get(entry, "link"), *(_get(link, "href") for link in links), _whole(_get(entry, "id"))),
        headline=_text(entry, "title"),
        publisher=_text(source, "title"),
        names=names,
        # RSS 1.0 has one time per entry; Atom may omit the time of publication if it equals that of the last change.
        # feedparser's own parsing of times is not used: it turns "2031-márc-4" into the first of November.
        published=_get(entry, "published") or _get(entry, "updated"),
        updated=_get(entry, "updated"),
        language=_get(entry, "language") or _get(detail, "language"),
    )


def _get(of: object, key: str) -> str | None:
    """Get a text. feedparser's own access warns if there is none, and may return any type."""
    text = dict.get(of, key) if isinstance(of, dict) else None
    return text if isinstance(text, str) else None


def _text(of: object, key: str) -> str | None:
    """Get a text without markup."""
    text = _get(of, key)
    if text and isinstance(of, dict) and _get(dict.get(of, f"{key}_detail"), "type") in _HTML_TYPES:
        return html.unescape(_TAG.sub("", _SPACING_TAG.sub(" ", text)))
    return text


def _read_json(text: str, url: str) -> _Found:
    if text.count("{") + text.count("[") > _MAX_BRACKETS:
        raise ReadError(url, f"it has more than {_MAX_BRACKETS:,} brackets", "Give the address of a smaller feed")
    try:
        feed = parse_json(text)
    except ValueError as error:
        raise ReadError(url, str(error), "Try again later") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if "jsonfeed.org/version" not in str(_get(feed, "version")) or not isinstance(items, list):
        raise ReadError(url, "it is JSON and no JSON Feed", _FIX)
    return _Found(
        kind="feed",
        items=(_read_object(item) for item in items if isinstance(item, dict)),
        title=_bounded(_get(feed, "title"), _MAX_HEADLINE_CHARACTERS),
        language=_get(feed, "language"),
    )


def _read_object(item: dict[str, Any]) -> _Item:
    listed = item.get("authors")
    names = (_get(author, "name") for author in [*(listed if isinstance(listed, list) else ()), item.get("author")])
    return _Item(
        addresses=(_get(item, "url"), _get(item, "external_url"), _whole(_get(item, "id"))),
        headline=_get(item, "title"),
        names=tuple(name for name in names if name),
        published=_get(item, "date_published"),
        updated=_get(item, "date_modified"),
        language=_get(item, "language"),
    )


def _refuse(text: str, url: str) -> NoReturn:
    if not looks_like_html(text):
        raise ReadError(url, "it is neither a feed nor a sitemap" if text else "it is empty", _FIX)
    feed = _find_feed(text, url)
    fix = f"Give the address of its feed, {feed}" if feed else "Give the address of its feed"
    raise ReadError(url, "it is a web page and no feed", fix)


def _find_feed(page: str, url: str) -> str | None:
    """Find the first feed that a page links to."""
    try:
        tree = parse_html(page[:_HEAD_CHARACTERS], name=url)
    except ReadError:
        return None
    for link in tree.iter("link"):
        relations, kind = (link.get("rel") or "").lower().split(), (link.get("type") or "").strip().lower()
        if "alternate" in relations and kind in _FEED_TYPES and (feed := _resolve(url, link.get("href"))):
            return feed
    return None


def _resolve(base: str, link: str | None) -> str | None:
    """Resolve an address against its base; None if it cannot be fetched."""
    line = clean_line(link or "")
    if not 0 < len(line) <= _MAX_ADDRESS_CHARACTERS:
        return None
    try:
        address = urldefrag(urljoin(base, line)).url
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname else None


def _whole(id_: str | None) -> str | None:
    return id_ if id_ and _ADDRESS_LINE.fullmatch(id_.strip()) else None


def _bounded(text: str | None, most_characters: int) -> str | None:
    line = clean_line(text or "")
    return line if 0 < len(line) <= most_characters else None


def _byline(texts: Iterable[str], publisher: str | None) -> tuple[str, ...]:
    names = [name for text in texts for name in read_byline(text, is_list=True).names]
    return tuple(dict.fromkeys(name for name in names if name.casefold() != (publisher or "").casefold()))


def _language(code: str | None) -> str | None:
    found = re.match(r"([a-z]{2})(?:[-_]|$)", (code or "").strip().lower())
    return found[1] if found else None


def _name(text: str) -> str:
    """Extract the name from RSS's author: "desk@example.org (Ana Brandt)", or a bare name."""
    found = _NAME_IN_BRACKETS.search(text) if "@" in text else None
    return found[1] if found else text


def _moment(text: str | None) -> str | None:
    # Some programs write the year 1 for a missing time.
    return normalise_time(text) if text and len(text) <= _MAX_TIME_CHARACTERS and " 0001 " not in text else None


def _is_after(text: str, latest: datetime) -> bool:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) > latest


def _entries(count: int) -> str:
    return f"{count:,} entry" if count == 1 else f"{count:,} entries"
