"""Parse feeds, sitemaps and lists of addresses to entries: the address of each report, and its metadata."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, NoReturn
from urllib.parse import urldefrag, urljoin, urlsplit

from whence.errors import ReadError
from whence.intake.bylines import read_byline
from whence.intake.encoding import decode
from whence.intake.html.fragments import Fragment
from whence.intake.html.markup import FEED_KINDS, clean_line, looks_like_html, parse_html
from whence.intake.inputs import ExternalMetadata
from whence.intake.published import normalise_time
from whence.intake.untrusted_json import parse_json
from whence.intake.urls import address_key, unwrap
from whence.intake.web.address_list import is_address_line, looks_like_address_list, read_address_list
from whence.intake.web.feed_entries import FeedContents, FeedItem, read_tree
from whence.intake.web.feed_xml import filter_feed, unpack

__all__ = ["Feed", "FeedEntry", "read_feed"]

# News feeds list 10 to 500 reports; the sitemap standard allows 50,000.
_MOST = {"feed": 10_000, "sitemap": 50_000, "sitemap index": 50_000}
_MAX_HEADLINE_CHARACTERS = 300
_MAX_PUBLISHER_CHARACTERS = 80
_MAX_ADDRESS_CHARACTERS = 2000
_MAX_TIME_CHARACTERS = 100
# Latest accepted date, from now: clocks go wrong, and some outlets give the date of printing.
_AHEAD = timedelta(days=2)

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_HEAD_CHARACTERS = 200_000
# Limit on brackets in JSON: an empty object takes 64 bytes of memory, but its brackets only two.
_MAX_BRACKETS = 1_000_000
_FIX = "Give the address of a feed or a sitemap"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """An entry of a feed or sitemap: a report, or a further sitemap."""

    url: str
    """Its address; http or https."""
    metadata: ExternalMetadata
    updated: str | None = None
    """Time of the last change, ISO 8601, with the precision that the feed gives."""
    content: Fragment | None = None
    """The text in the feed, if `read_feed` was called with ``with_texts``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A parsed feed or sitemap."""

    title: str | None
    kind: str
    """``feed``, ``sitemap``, or ``sitemap index``, whose entries are further sitemaps."""
    entries: tuple[FeedEntry, ...]
    """In the order of the feed, without repeated addresses."""
    notes: tuple[str, ...] = ()
    """Assumptions made and entries skipped, one sentence each, without a full stop."""
    gaps: tuple[str, ...] = ()
    """The notes that report missing entries."""


def read_feed(
    data: bytes, *, url: str, encoding: str | None = None, now: datetime | None = None, with_texts: bool = False
) -> Feed:
    """Read a feed (RSS, Atom, JSON Feed) or a sitemap (in XML, or bare addresses), perhaps compressed with gzip.

    Args:
        data: The complete feed, at most 50 MB after decompression.
        url: Its address or path. Relative addresses of entries are resolved against the address; for a file, against
            the address that the feed gives for itself.
        encoding: Encoding declared by the server.
        now: Current time. A date more than two days later is ignored.
        with_texts: Whether to keep the texts in the feed.

    Raises:
        ReadError: It is not a feed or sitemap, or is too large.

    >>> feed = read_feed(
    ...     b"<rss><channel><title>The Tidewater Post</title>"
    ...     b"<item><link>/harbour</link><title>Harbour to close</title></item></channel></rss>",
    ...     url="https://example.org/rss.xml",
    ... )
    >>> feed.entries[0].url, feed.entries[0].metadata.headline, feed.entries[0].metadata.publisher
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
        found = FeedContents(kind="sitemap", items=(FeedItem(addresses=(line,)) for line in read_address_list(text)))
    else:
        found = _read_xml(text, url, with_texts=with_texts)
    base = url if _resolve("", url) else found.address or url
    feed = _make_feed(found, base=base, latest=(now or datetime.now(UTC)) + _AHEAD, with_texts=with_texts)
    return replace(feed, notes=(*decoded.notes, *feed.notes))


def _make_feed(found: FeedContents, *, base: str, latest: datetime, with_texts: bool) -> Feed:
    """Make a feed from its raw items: skip invalid items, and note what was skipped."""
    entries: dict[str, FeedEntry] = {}
    too_late: list[str] = []
    nowhere_count = 0
    items = iter(found.items)
    for item in islice(items, _MOST[found.kind]):
        addresses = (_resolve(base, each) for each in (*item.addresses, _whole(item.id_)))
        address = next(filter(None, addresses), None)
        if address is None:
            nowhere_count += 1
            continue
        published = _moment(item.published)
        if published and _is_after(published, latest):
            too_late.append(published)
            published = None
        entry = _make_entry(item, found, address=address, published=published, latest=latest, with_text=with_texts)
        entries.setdefault(address_key(entry.url), entry)
    gaps = list(found.gaps)
    if next(items, None) is not None:
        gaps.append(f"only its first {_MOST[found.kind]:,} entries were read")
    if nowhere_count:
        gaps.append(f"{_entries(nowhere_count)} without an address skipped")
    notes = [*found.notes, *gaps[len(found.gaps) :]]
    if too_late:
        notes.append(f"{_entries(len(too_late))} dated in the future ({too_late[0]}): the date was ignored")
    return Feed(
        title=found.title, kind=found.kind, entries=tuple(entries.values()), notes=tuple(notes), gaps=tuple(gaps)
    )


def _make_entry(  # noqa: PLR0913 -- an item, its feed, and values derived from both
    item: FeedItem, found: FeedContents, *, address: str, published: str | None, latest: datetime, with_text: bool
) -> FeedEntry:
    """Make an entry from a raw item, with the address behind redirect links."""
    url, updated = unwrap(address), _moment(item.updated)
    # If links go through the feed's own redirect service, as in alerts, the feed is not the publisher.
    publisher = _bounded(item.publisher or (found.title if url == address else None), _MAX_PUBLISHER_CHARACTERS)
    metadata = ExternalMetadata(
        headline=_bounded(item.headline, _MAX_HEADLINE_CHARACTERS),
        publisher=publisher,
        byline=_byline(item.names, publisher),
        published=published,
        language=_language(item.language) or _language(found.language),
    )
    updated = None if updated and _is_after(updated, latest) else updated
    return FeedEntry(url=url, metadata=metadata, updated=updated, content=item.content if with_text else None)


def _read_xml(text: str, url: str, *, with_texts: bool) -> FeedContents:
    most = {name: _MOST[kind] for name, kind in FEED_KINDS.items()}
    filtered = filter_feed(text, name=url, most=most, with_texts=with_texts)
    if filtered is None:
        _refuse(text, url)
    found = read_tree(filtered)
    return replace(found, title=_bounded(found.title, _MAX_HEADLINE_CHARACTERS))


def _read_json(text: str, url: str) -> FeedContents:
    if text.count("{") + text.count("[") > _MAX_BRACKETS:
        raise ReadError(url, f"it has more than {_MAX_BRACKETS:,} brackets", "Give the address of a smaller feed")
    try:
        feed = parse_json(text)
    except ValueError as error:
        raise ReadError(url, str(error), "Get an undamaged copy of it") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if "jsonfeed.org/version" not in str(_get(feed, "version")) or not isinstance(items, list):
        raise ReadError(url, "it is JSON, but not a JSON Feed", _FIX)
    return FeedContents(
        kind="feed",
        items=(_read_json_item(item) for item in items if isinstance(item, dict)),
        title=_bounded(_get(feed, "title"), _MAX_HEADLINE_CHARACTERS),
        language=_get(feed, "language"),
        address=_get(feed, "feed_url") or _get(feed, "home_page_url"),
    )


def _read_json_item(item: dict[str, Any]) -> FeedItem:
    listed = item.get("authors")
    names = (_get(author, "name") for author in [*(listed if isinstance(listed, list) else ()), item.get("author")])
    return FeedItem(
        addresses=(_get(item, "url"), _get(item, "external_url")),
        id_=_get(item, "id"),
        headline=_get(item, "title"),
        names=tuple(name for name in names if name),
        published=_get(item, "date_published"),
        updated=_get(item, "date_modified"),
        language=_get(item, "language"),
        content=_carried(item),
    )


def _carried(item: dict[str, Any]) -> Fragment | None:
    markup, text = _get(item, "content_html"), _get(item, "content_text")
    body = markup or text
    return Fragment(text=body, is_html=bool(markup), is_summary=body == _get(item, "summary")) if body else None


def _get(of: object, key: str) -> str | None:
    """Get a string; None if the value has another type."""
    text = of.get(key) if isinstance(of, dict) else None
    return text if isinstance(text, str) else None


def _refuse(text: str, url: str) -> NoReturn:
    if not looks_like_html(text):
        raise ReadError(url, "it is neither a feed nor a sitemap" if text else "it is empty", _FIX)
    feed = _find_feed(text, url)
    fix = f"Give the address of its feed, {feed}" if feed else "Give the address of its feed"
    raise ReadError(url, "it is a web page, not a feed", fix)


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
    return id_ if id_ and is_address_line(id_.strip()) else None


def _bounded(text: str | None, most_characters: int) -> str | None:
    line = clean_line(text or "")
    return line if 0 < len(line) <= most_characters else None


def _byline(texts: Iterable[str], publisher: str | None) -> tuple[str, ...]:
    names = [name for text in texts for name in read_byline(text, is_list=True).names]
    return tuple(dict.fromkeys(name for name in names if name.casefold() != (publisher or "").casefold()))


def _language(code: str | None) -> str | None:
    found = re.match(r"([a-z]{2})(?:[-_]|$)", (code or "").strip().lower())
    return found[1] if found else None


def _moment(text: str | None) -> str | None:
    # Some programs write the year 1 for a missing time.
    return normalise_time(text) if text and len(text) <= _MAX_TIME_CHARACTERS and " 0001 " not in text else None


def _is_after(text: str, latest: datetime) -> bool:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) > latest


def _entries(count: int) -> str:
    return f"{count:,} entry" if count == 1 else f"{count:,} entries"
