"""Collect inputs from all that `Archive.add` accepts: files, folders, globs, tables, web archives, feeds, addresses."""

import glob
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from whence.errors import FetchError, ReadError, UsageError, WhenceError
from whence.intake.encoding import peek
from whence.intake.folders import TEXT_ENDINGS, find_inputs
from whence.intake.formats.tables import TABLE_ENDINGS, is_table, read_table
from whence.intake.formats.warc_pages import WEB_ARCHIVE_ENDINGS, is_web_archive, read_web_archive
from whence.intake.html.fragments import read_whole
from whence.intake.html.markup import looks_like_feed, looks_like_html, looks_like_outline
from whence.intake.inputs import ExternalMetadata, Input, Unchanged
from whence.intake.load import load
from whence.intake.opening import STANDARD_INPUT
from whence.intake.urls import address_key, is_address, unwrap
from whence.intake.web.feed_listing import list_entries, report_gaps
from whence.intake.web.feeds import Feed, FeedEntry, looks_like_address_list, read_address_list, read_feed
from whence.intake.web.fetch import FEED_LIMITS, FEEDS
from whence.intake.web.opml import read_outline
from whence.intake.web.visitor import Visitor, add_response
from whence.records.report import Rejected

__all__ = ["Choose", "Collector", "Item"]

Item: TypeAlias = Input | Rejected | Unchanged
Choose: TypeAlias = Callable[[Input], Input | None]
"""Takes an input named by an address; returns the input to fetch, or None if no fetch is needed."""

_FEED_ENDINGS = (".xml", ".xml.gz", ".rss", ".atom", ".rdf", ".json")
_JSON_FEED = "jsonfeed.org/version"
_PATTERN = frozenset("*?[")
_GZIP = b"\x1f\x8b"
_SNIFFED_CHARACTERS = 20_000
_ALL_ENDINGS = (*TEXT_ENDINGS, *TABLE_ENDINGS, *WEB_ARCHIVE_ENDINGS)
_ADDRESS_WEIGHT = 50_000
"""Size assumed for an address, in bytes, to estimate progress. Sizes of files are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collector:
    """Finds inputs one at a time, and loads their bytes.

    Args:
        visitor: Polite web client.
        columns: Columns of tables given for fields.
        choose: Decides which addresses to fetch.
    """

    visitor: Visitor
    columns: Mapping[str, str]
    choose: Choose
    skipped: Counter[str] = field(default_factory=Counter, init=False)
    """Files in folders that cannot hold a report, counted by extension; complete at the end of a collection."""
    _chosen_keys: set[str] = field(default_factory=set, init=False)

    def collect(self, names: Iterable[str]) -> Iterator[Item]:
        """Find inputs, and load their bytes.

        Args:
            names: Paths of files and folders, glob patterns, addresses, and ``-``.

        Yields:
            Inputs with their bytes, rejected inputs, and unchanged ones. Each has the progress through all names.

        Raises:
            UsageError: A table has no such columns, or a package for its format is not installed.
        """
        found = [one for name in names for one in self._expand(name)]
        weights = [_weigh(one) for one in found]
        total, behind = sum(weights), 0
        for one, weight in zip(found, weights, strict=True):
            for item in [one] if isinstance(one, Rejected) else self._open(one):
                yield _placed(item, start=behind / total, share=weight / total)
            behind += weight

    def visit(self, entries: Iterable[FeedEntry | Rejected]) -> Iterator[Item]:
        """Fetch the pages that the entries link to, each once, unless `choose` decides that no fetch is needed."""
        yield from self.visitor.visit_all(self._chosen(entries))

    def _chosen(self, entries: Iterable[FeedEntry | Rejected]) -> Iterator[Item]:
        for entry in entries:
            if isinstance(entry, Rejected):
                yield entry
                continue
            if (key := address_key(entry.url)) in self._chosen_keys:
                continue
            self._chosen_keys.add(key)
            given = Input(name=entry.url, metadata=entry.metadata, updated=entry.updated)
            yield self.choose(given) or Unchanged(input=given)

    def _expand(self, name: str) -> Iterator[Input | Rejected]:
        """Expand a folder or a glob pattern to its files; yield any other name unchanged."""
        if name == STANDARD_INPUT or is_address(name):
            yield Input(name=unwrap(name))
        elif _PATTERN.isdisjoint(name) or Path(name).exists():
            yield from self._find(name)
        elif paths := sorted(glob.iglob(name, recursive=True)):  # noqa: PTH207 -- Path's takes no absolute pattern
            for path in paths:
                yield from self._find(path)
        else:
            yield Rejected(input=name, reason="no file matches this pattern. Check the pattern.")

    def _find(self, path: str) -> Iterator[Input | Rejected]:
        return find_inputs([path], endings=_ALL_ENDINGS, on_skipped=self._count_skipped)

    def _count_skipped(self, kind: str) -> None:
        self.skipped[kind] += 1

    def _open(self, given: Input) -> Iterator[Item]:
        """Open one input of any kind."""
        name = given.name
        if is_address(name):
            yield from self._open_address(given)
        elif is_table(name):
            yield from self._open_table(given)
        elif is_web_archive(name):
            yield from read_web_archive(name)
        else:
            yield from self._open_file(given)

    def _open_table(self, given: Input) -> Iterator[Item]:
        """Open a table. Unless columns are given, a table without reports is no error.

        It may be one file of many in a folder.
        """
        try:
            yield from read_table(given.name, columns=self.columns)
        except UsageError as error:
            if self.columns:
                raise
            yield _reject(given.name, error)

    def _open_file(self, given: Input) -> Iterator[Item]:
        """Open a file: a feed, a list of feeds or of addresses, or else a report."""
        try:
            loaded = load(given)
            data = loaded.data or b""
            start = peek(data)
            if looks_like_outline(start):
                for feed in read_outline(data, name=given.name):
                    yield from self._open_address(Input(name=feed))
            elif _is_feed(start, is_expected=given.name.lower().endswith(_FEED_ENDINGS)):
                yield from self._open_feed(read_feed(data, url=given.name, with_texts=True), given.name)
            elif _begins_with_addresses(start):
                addresses = read_address_list(data.decode("utf-8", "replace"))
                yield from self.visit(
                    FeedEntry(url=unwrap(address), metadata=ExternalMetadata()) for address in addresses
                )
            else:
                yield loaded
        except (FetchError, ReadError) as error:
            yield _reject(given.name, error)

    def _open_address(self, given: Input) -> Iterator[Item]:
        """Fetch an address: a feed, a sitemap, or a page."""
        chosen = self.choose(given)
        if chosen is None:
            yield Unchanged(input=given)
            return
        try:
            fetched = self.visitor.visit(
                given.name, accept=FEEDS, limits=FEED_LIMITS, etag=chosen.etag, modified=chosen.modified
            )
            if not fetched.is_unchanged and _is_list(fetched.data):
                feed = read_feed(fetched.data, url=fetched.url, encoding=fetched.encoding)
                yield from self._open_feed(feed, fetched.url)
            else:
                yield add_response(chosen, fetched)
        except (FetchError, ReadError) as error:
            yield _reject(given.name, error)

    def _open_feed(self, feed: Feed, name: str) -> Iterator[Item]:
        """Fetch the pages of a feed's entries. If a page cannot be fetched, use the full text in the feed instead."""
        carried = {entry.url: entry for entry in feed.entries if entry.content}
        for item in self.visit(list_entries(self.visitor, feed)):
            entry = carried.get(item.input) if isinstance(item, Rejected) else None
            yield (entry and _input_from_feed_text(entry)) or item
        yield from report_gaps(feed, name)


def _input_from_feed_text(entry: FeedEntry) -> Input | None:
    """Make an input from the text in a feed's entry; None if that is not the full text."""
    text = read_whole(entry.content, name=entry.url) if entry.content else None
    if text is None:
        return None
    metadata = replace(entry.metadata, url=entry.url)
    return Input(
        name=entry.url,
        data=text.encode(),
        is_plain=True,
        metadata=metadata,
        updated=entry.updated,
        lacks_capture_time=True,
        is_feed_text=True,
    )


def _is_list(data: bytes) -> bool:
    """Check whether bytes from a server are a feed, sitemap or list of addresses, and not a page or a text."""
    if data.startswith(_GZIP):
        return True
    start = peek(data)
    is_expected = start.lstrip().startswith(("<?xml", "{"))
    return _is_feed(start, is_expected=is_expected) or _begins_with_addresses(start)


def _is_feed(text: str, *, is_expected: bool) -> bool:
    """Recognize a feed or sitemap by its root element; if one is expected, anything but a page counts as one.

    The feed reader then reports what is wrong with it.
    """
    if text.lstrip("\ufeff \t\r\n").startswith("{"):  # tags in it belong to the texts of its entries
        return is_expected or _JSON_FEED in text
    return looks_like_feed(text) or (is_expected and not looks_like_html(text))


def _begins_with_addresses(text: str) -> bool:
    start = text[:_SNIFFED_CHARACTERS]
    return looks_like_address_list(start.rpartition("\n")[0] or start)


def _weigh(one: Input | Rejected) -> int:
    """Estimate the size of an input, roughly in bytes."""
    if isinstance(one, Rejected):
        return 1
    try:
        return max(1, Path(one.name).stat().st_size)
    except (OSError, ValueError):
        return _ADDRESS_WEIGHT


def _placed(item: Item, *, start: float, share: float) -> Item:
    """Convert an input's progress within its own file to the progress through all names."""
    if not isinstance(item, Input):
        return item
    return replace(item, done=min(1.0, start + share * (1.0 if item.done is None else item.done)))


def _reject(name: str, error: WhenceError) -> Rejected:
    return Rejected(input=name, reason=error.reason, exit_code=error.exit_code)
