"""Feeds, sitemaps and lists of addresses: where reports are, and what is told of them."""

import re
from collections.abc import Iterable, Iterator
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
from whence.intake.inputs import Given
from whence.intake.published import normalise_time
from whence.intake.untrusted_json import parse_json
from whence.intake.urls import address_key, unwrap
from whence.intake.web.feed_entries import Found, Item, read_tree
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
    """When it was last changed: ISO 8601, as precise as it is told."""
    content: Fragment | None = None
    """What the feed carries of its text, if that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A parsed feed or sitemap."""

    title: str | None
    kind: str
    """``feed``, ``sitemap``, or ``sitemap index``, whose entries are further sitemaps."""
    entries: tuple[FeedEntry, ...]
    """In the order of the feed, without repeated addresses."""
    notes: tuple[str, ...] = ()
    """What had to be assumed or left out, a sentence each, without a full stop."""
    gaps: tuple[str, ...] = ()
    """Those of the notes that say that entries are missing."""


def read_feed(
    data: bytes, *, url: str, encoding: str | None = None, now: datetime | None = None, with_texts: bool = False
) -> Feed:
    """Read a feed (RSS, Atom, JSON Feed) or a sitemap (in XML, or bare addresses), perhaps compressed with gzip.

    Args:
        data: The whole of it. At most 50 MB when unpacked.
        url: Its address; those of entries may be relative to it. Of a file they may be relative to what the feed gives
            as its own address.
        encoding: As the server declared it.
        now: What time it is. An entry dated more than two days later is taken to have no date.
        with_texts: Whether to keep the texts of reports that it carries.

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
        found = Found(kind="sitemap", items=(Item(addresses=(line,)) for line in read_address_list(text)))
    else:
        found = _read_xml(text, url, with_texts=with_texts)
    base = url if _resolve("", url) else found.place or url
    feed = _check(found, base=base, latest=(now or datetime.now(UTC)) + _AHEAD, with_texts=with_texts)
    return replace(feed, notes=(*decoded.notes, *feed.notes))


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


def _check(found: Found, *, base: str, latest: datetime, with_texts: bool) -> Feed:
    """Make entries of what is told, leave out what cannot be so, and say what was left out."""
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
        entry = _enter(item, found, address=address, published=published, latest=latest, with_text=with_texts)
        entries.setdefault(address_key(entry.url), entry)
    gaps = list(found.gaps)
    if next(items, None) is not None:
        gaps.append(f"only its first {_MOST[found.kind]:,} entries were taken")
    if nowhere_count:
        gaps.append(f"{_entries(nowhere_count)} without an address left out")
    notes = [*found.notes, *gaps[len(found.gaps) :]]
    if too_late:
        notes.append(f"{_entries(len(too_late))} dated in the future ({too_late[0]}), which counts as no date")
    return Feed(
        title=found.title, kind=found.kind, entries=tuple(entries.values()), notes=tuple(notes), gaps=tuple(gaps)
    )


def _enter(  # noqa: PLR0913 -- what an item and its feed tell, and what was found of it
    item: Item, found: Found, *, address: str, published: str | None, latest: datetime, with_text: bool
) -> FeedEntry:
    """Make an entry of what is told of a report, with the address that it leads to in the end."""
    url, updated = unwrap(address), _moment(item.updated)
    # A service that leads through itself, as one that sends alerts, publishes nothing of what it lists.
    publisher = _bounded(item.publisher or (found.title if url == address else None), _MAX_PUBLISHER_CHARACTERS)
    given = Given(
        headline=_bounded(item.headline, _MAX_HEADLINE_CHARACTERS),
        publisher=publisher,
        byline=_byline(item.names, publisher),
        published=published,
        language=_language(item.language) or _language(found.language),
    )
    updated = None if updated and _is_after(updated, latest) else updated
    return FeedEntry(url=url, given=given, updated=updated, content=item.content if with_text else None)


def _read_xml(text: str, url: str, *, with_texts: bool) -> Found:
    most = {name: _MOST[kind] for name, kind in FEED_KINDS.items()}
    sifted = sift(text, name=url, most=most, with_texts=with_texts)
    if sifted is None:
        _refuse(text, url)
    found = read_tree(sifted)
    return replace(found, title=_bounded(found.title, _MAX_HEADLINE_CHARACTERS))


def _read_json(text: str, url: str) -> Found:
    if text.count("{") + text.count("[") > _MAX_BRACKETS:
        raise ReadError(url, f"it has more than {_MAX_BRACKETS:,} brackets", "Give the address of a smaller feed")
    try:
        feed = parse_json(text)
    except ValueError as error:
        raise ReadError(url, str(error), "Get a sound copy of it") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if "jsonfeed.org/version" not in str(_get(feed, "version")) or not isinstance(items, list):
        raise ReadError(url, "it is JSON and no JSON Feed", _FIX)
    return Found(
        kind="feed",
        items=(_read_object(item) for item in items if isinstance(item, dict)),
        title=_bounded(_get(feed, "title"), _MAX_HEADLINE_CHARACTERS),
        language=_get(feed, "language"),
        place=_get(feed, "feed_url") or _get(feed, "home_page_url"),
    )


def _read_object(item: dict[str, Any]) -> Item:
    listed = item.get("authors")
    names = (_get(author, "name") for author in [*(listed if isinstance(listed, list) else ()), item.get("author")])
    return Item(
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
    """Get a text; what stands there may be of any type."""
    text = of.get(key) if isinstance(of, dict) else None
    return text if isinstance(text, str) else None


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


def _moment(text: str | None) -> str | None:
    # Some programs write the year 1 for a missing time.
    return normalise_time(text) if text and len(text) <= _MAX_TIME_CHARACTERS and " 0001 " not in text else None


def _is_after(text: str, latest: datetime) -> bool:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) > latest


def _entries(count: int) -> str:
    return f"{count:,} entry" if count == 1 else f"{count:,} entries"
