"""What linking needs of each report, made from its ledger alone: in this process, or ahead in another one."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import apsw

from whence.archive.linking.claim_rows import ClaimRows, claim_rows
from whence.archive.linking.compared_words import ComparedWords
from whence.archive.linking.items import Item, open_item
from whence.archive.linking.rare_collection import collect_rarely
from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.store import Store
from whence.errors import ArchiveError
from whence.linking.chronology import Order, order_of
from whence.linking.people.named_sources import NamedSource
from whence.linking.stories.weighed_reports import weigh, weighed_to_bytes
from whence.scaling.processes import Lost, map_in_processes

__all__ = ["Batch", "PreparedItem", "prepare_batches", "prepare_item"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedItem:
    """What a report is linked by. It does not hold the ledger, so that a process passes it on to another fast."""

    number: int
    """Number of the report in the tables of links."""
    version: int
    """Number of the version in the archive."""
    report: str
    """The report's id in the archive."""
    order: Order
    """Its place in the order of publication."""
    story_keys: bytes
    """What stories are found by, as `weighed_to_bytes` writes it."""
    words: ComparedWords
    claims: ClaimRows
    named_sources: tuple[NamedSource, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Versions to link in one transaction."""

    versions: tuple[int, ...]
    items: tuple[PreparedItem, ...]
    """Those of the versions that are the latest of their reports and not damaged."""


def prepare_item(item: Item) -> PreparedItem:
    """Find all that linking needs of a report."""
    words = ComparedWords(number=item.number, words=item.words, credits=item.credits, standing=frozenset())
    words.prepare()
    return PreparedItem(
        number=item.number,
        version=item.version,
        report=item.report.id,
        order=order_of(item.report.id, item.report.published),
        story_keys=weighed_to_bytes(weigh(item.story_keys)),
        words=words,
        claims=claim_rows(item),
        named_sources=item.named_sources,
    )


def prepare_batches(store: Store, batches: Sequence[tuple[int, ...]], *, ahead: bool) -> Generator[Batch, None, None]:
    """Prepare versions in their order, a batch at a time.

    Args:
        store: The archive's file.
        batches: Numbers of the versions of each batch.
        ahead: Whether another process prepares each batch while the one before it is linked. If that process dies, the
            batch is prepared in this one.

    Raises:
        ArchiveError: The file cannot be read.
    """
    if not ahead:
        yield from (_prepare(store, batch) for batch in batches)
        return
    with closing(map_in_processes(batches, partial(_open_work, store.path), jobs=1)) as results:
        for result in results:
            if isinstance(result, ArchiveError):
                raise result
            yield _prepare(store, result.item) if isinstance(result, Lost) else result


def _open_work(path: Path) -> Callable[[tuple[int, ...]], Batch | ArchiveError]:
    store = Store(path)
    collect_rarely()
    return partial(_prepare_or_tell, store)


def _prepare_or_tell(store: Store, versions: tuple[int, ...]) -> Batch | ArchiveError:
    """Prepare a batch in another process, which cannot raise errors in this one."""
    try:
        return _prepare(store, versions)
    except ArchiveError as error:
        return error


def _prepare(store: Store, versions: tuple[int, ...]) -> Batch:
    return Batch(versions=versions, items=tuple(map(prepare_item, _open_items(store, versions))))


def _open_items(store: Store, versions: Sequence[int]) -> Iterator[Item]:
    """Open the latest versions among these; a damaged one is passed over."""
    sql = "SELECT id FROM versions WHERE id IN (SELECT value FROM json_each(?)) AND is_latest"
    latest = {row[0] for row in store.rows(sql, (json_numbers(versions),))}
    for version in versions:
        if version in latest:
            try:
                yield open_item(store, version)
            except ArchiveError as error:
                if isinstance(error.__cause__, apsw.Error):
                    raise
