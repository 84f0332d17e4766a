"""Passages that reports of an archive share, kept up to date."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from whence.archive.linking.compared_words import ComparedWords, WordsOfBatch
from whence.archive.linking.items import hexadecimal, number_of_id
from whence.archive.linking.postings import FINGERPRINTS, Posting, change_postings
from whence.archive.linking.standing import update_standing
from whence.archive.storage.store import Row, Store
from whence.linking.reuse.reuse import shared_passages
from whence.records.report import Span
from whence.records.reuse import SharedPassage

__all__ = ["passage_of_row", "update_passages"]

_COLUMNS = 11
"""Columns of a passage; that of the links follows."""
_INSERT = f"INSERT INTO passages VALUES ({', '.join('?' * (_COLUMNS + 1))})"
_PASSAGES = """
SELECT passages.* FROM json_each(?) AS wanted
CROSS JOIN passages ON earlier = wanted.value ->> 0 AND later = wanted.value ->> 1
"""
Pair = tuple[int, int]


def update_passages(store: Store, batch: WordsOfBatch) -> set[Pair]:
    """Bring the passages up to date. Call only within a transaction.

    Args:
        store: The archive's file.
        batch: The reports that come, change or go.

    Returns:
        The pairs of reports that share other passages than before, the lower number first.
    """
    update_standing(store, batch)
    old = {**batch.old, **batch.reopened}
    new = {**batch.new, **{number: batch.of(number) for number in batch.reopened}}
    before, after = defaultdict[Pair, set[Row]](set), defaultdict[Pair, set[Row]](set)
    for number in sorted(old):
        for row in _rows_of(store, number):
            before[row[0], row[1]].add(row[:_COLUMNS])
        store.run("DELETE FROM passages WHERE earlier = ?", (number,))
        store.run("DELETE FROM passages WHERE later = ?", (number,))
    removed, added = list(_postings(old.values())), list(_postings(new.values()))
    changes = list(change_postings(store, FINGERPRINTS, removed, added))
    held = _held(store, [(earlier[1], later[1]) for earlier, later, _ in changes])
    for (_, earlier), (_, later), links in changes:
        pair = earlier, later
        rows = held.get(pair, ())
        if rows and rows[0][_COLUMNS] + links > 0:
            store.run("UPDATE passages SET links = links + ? WHERE earlier = ? AND later = ?", (links, *pair))
        elif rows:
            before[pair].update(row[:_COLUMNS] for row in rows)
            store.run("DELETE FROM passages WHERE earlier = ? AND later = ?", pair)
        # Without passages, as with too few links: then they were compared before, and will be found equal again.
        elif links > 0 and (found := sorted(_compare(batch.of(earlier), batch.of(later)))):
            after[pair].update(found)
            store.run_many(_INSERT, [(*row, links) for row in found])
    changed = {pair for pair in before.keys() | after.keys() if before.get(pair) != after.get(pair)}
    return {(min(pair), max(pair)) for pair in changed}


def passage_of_row(row: Row) -> SharedPassage:
    """Make a passage of its row in ``passages``."""
    earlier, later, _, start, end, later_start, later_end, same_words, first, first_by, agency = row[:_COLUMNS]
    return SharedPassage(
        reports=(_id(earlier), _id(later)),
        spans=(Span(start, end), Span(later_start, later_end)),
        same_words=same_words,
        first=None if first is None else _id(first),
        first_by=first_by,
        agency=agency,
    )


def _rows_of(store: Store, number: int) -> Iterator[Row]:
    for column in ("earlier", "later"):
        yield from store.rows(f"SELECT * FROM passages WHERE {column} = ?", (number,))


def _held(store: Store, pairs: Collection[Pair]) -> dict[Pair, list[Row]]:
    """Look up the passages of pairs of reports, the earlier report first."""
    held: dict[Pair, list[Row]] = defaultdict(list)
    for row in store.each(_PASSAGES, (json.dumps(pairs),)):
        held[row[0], row[1]].append(row)
    return held


def _postings(reports: Iterable[ComparedWords]) -> Iterator[Posting]:
    for one in reports:
        for key in one.fingerprint:
            yield key, one.place


def _compare(earlier: ComparedWords, later: ComparedWords) -> Iterator[Row]:
    found = shared_passages(earlier.open_words, later.open_words, (earlier.credits, later.credits))
    for number, one in enumerate(found):
        (start, end), (later_start, later_end) = ((span.start, span.end) for span in one.spans)
        first = None if one.first is None else number_of_id(one.first)
        yield (
            earlier.number, later.number, number, start, end, later_start, later_end, one.same_words, first,
            one.first_by, one.agency,
        )  # fmt: skip


def _id(number: int) -> str:
    return f"r:{hexadecimal(number)}"
