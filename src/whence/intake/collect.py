"""Collect inputs from all that `Archive.add` accepts: files, folders, globs, tables, web archives, feeds, addresses."""

import glob
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import TypeAlias, cast

from whence.errors import FetchError, ReadError, WhenceError
from whence.intake.folders import find_inputs
from whence.intake.formats.form import Document, FeedAddress
from whence.intake.formats.usual import ADDRESS_LIST, FEED
from whence.intake.forms import ENDINGS, Opened, read_document
from whence.intake.html.fragments import read_whole
from whence.intake.inputs import Input, Unchanged
from whence.intake.load import load
from whence.intake.opening import STANDARD_INPUT
from whence.intake.urls import address_key, is_address, unwrap
from whence.intake.web.feed_listing import list_entries, report_gaps
from whence.intake.web.feeds import Feed, FeedEntry, read_feed
from whence.intake.web.fetch import FEED_LIMITS, FEEDS
from whence.intake.web.visitor import Visitor, add_response
from whence.records.report import Rejected

__all__ = ["Choose", "Collector", "Item"]

Item: TypeAlias = Input | Rejected | Unchanged
Choose: TypeAlias = Callable[[Input], Input | None]
"""Takes an input named by an address; returns the input to fetch, or None if no fetch is needed."""

_PATTERN = frozenset("*?[")
_GZIP = b"\x1f\x8b"
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

    def collect(self, names: Iterable[str | Input]) -> Iterator[Item]:
        """Find inputs, and load their bytes.

        Args:
            names: Paths of files and folders, glob patterns, addresses, and ``-``; and inputs with their bytes.

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

    def _expand(self, name: str | Input) -> Iterator[Input | Rejected]:
        """Expand a folder or a glob pattern to its files; yield any other name unchanged."""
        if isinstance(name, Input):
            yield name
        elif name == STANDARD_INPUT or is_address(name):
            yield Input(name=unwrap(name))
        elif _PATTERN.isdisjoint(name) or Path(name).exists():
            yield from self._find(name)
        elif paths := sorted(glob.iglob(name, recursive=True)):  # noqa: PTH207 -- Path's takes no absolute pattern
            for path in paths:
                yield from self._find(path)
        else:
            yield Rejected(input=name, reason="no file matches this pattern. Check the pattern.")

    def _find(self, path: str) -> Iterator[Input | Rejected]:
        return find_inputs([path], endings=ENDINGS, on_skipped=self._count_skipped)

    def _count_skipped(self, kind: str) -> None:
        self.skipped[kind] += 1

    def _open(self, given: Input) -> Iterator[Item]:
        """Open one input of any kind."""
        if given.is_plain or given.is_page:
            yield given
            return
        if is_address(given.name) and given.data is None:
            yield from self._open_address(given)
            return
        data = load(given).data if given.name == STANDARD_INPUT else given.data
        try:
            found = read_document(Document(given.name, data, encoding=given.encoding, columns=self.columns))
            for is_page, group in groupby(found, lambda each: isinstance(each, FeedEntry)):
                yield from self._open_found(group, given.name, is_page=is_page)
        except (FetchError, ReadError) as error:
            yield _reject(given.name, error)

    def _open_found(self, found: Iterable[Opened], name: str, *, is_page: bool) -> Iterator[Item]:
        """Follow what a document gave: pages to fetch, several at a time, or all the rest."""
        if is_page:
            yield from self.visit(cast("Iterable[FeedEntry]", found))
            return
        for each in found:
            if isinstance(each, FeedAddress):
                yield from self._open_address(Input(name=each.url))
            elif isinstance(each, Feed):
                yield from self._open_feed(each, name)
            else:
                yield cast("Input | Rejected", each)

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
    document = Document("", data)
    start = document.text.lstrip()
    is_expected = start.startswith("<?xml") and not document.is_html
    return data.startswith(_GZIP) or is_expected or FEED.tells(document) or ADDRESS_LIST.tells(document)


def _weigh(one: Input | Rejected) -> int:
    """Estimate the size of an input, roughly in bytes."""
    if isinstance(one, Rejected):
        return 1
    if one.data is not None:
        return len(one.data) or 1
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
