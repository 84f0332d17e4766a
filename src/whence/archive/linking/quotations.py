"""Quotations that reports of an archive share, kept up to date."""

import json
from collections.abc import Iterable, Iterator

from whence.archive.linking.compared_words import ComparedWords, WordsOfBatch
from whence.archive.linking.items import number_of_id
from whence.archive.linking.postings import QUOTATION_KEYS, Place, Posting, change_postings
from whence.archive.linking.quotation_groups import group, regroup
from whence.archive.storage.store import Store
from whence.linking.reuse.quotations import link_quotations
from whence.linking.reuse.quoted_words import QuotedWords
from whence.records.reuse import QuotationLink

__all__ = ["quotation_at", "update_quotations"]

_Ends = tuple[int, int, int, int]
"""Report and start of the earlier and of the later quotation."""
_PAIRS = """
SELECT quotation_pairs.* FROM json_each(?) AS wanted CROSS JOIN quotation_pairs
ON earlier = wanted.value ->> 0 AND earlier_start = wanted.value ->> 1
AND later = wanted.value ->> 2 AND later_start = wanted.value ->> 3
"""
_PAIR = "earlier = ? AND earlier_start = ? AND later = ? AND later_start = ?"


def update_quotations(store: Store, batch: WordsOfBatch) -> set[tuple[int, int]]:
    """Bring the quotations up to date. Call only within a transaction.

    Args:
        store: The archive's file.
        batch: The reports that come, change or go.

    Returns:
        The pairs of reports that share other quotations than before, the lower number first.
    """
    before = _delete(store, batch)
    for one in batch.new.values():
        store.run_many(
            "INSERT INTO quotations VALUES (?, ?, ?, ?, ?)",
            [
                (one.number, start, one.place[0], _json_of(quoted), number_of_id(quoted.id))
                for start, quoted in one.quotations.items()
            ],
        )
    joined: dict[_Ends, tuple[int, bool]] = {}
    removed, added = list(_postings(batch.old.values())), list(_postings(batch.new.values()))
    changes = [
        ((earlier[1], earlier[2], later[1], later[2]), earlier, later, links)
        for earlier, later, links in change_postings(store, QUOTATION_KEYS, removed, added)
    ]
    held = {row[:4]: row[4:] for row in store.each(_PAIRS, (json.dumps([ends for ends, *_ in changes]),))}
    for ends, earlier, later, links in changes:
        known = held.get(ends)
        if known and known[2] + links > 0:
            store.run(f"UPDATE quotation_pairs SET links = links + ? WHERE {_PAIR}", (links, *ends))
        elif known:
            before[ends] = known[:2]
            store.run(f"DELETE FROM quotation_pairs WHERE {_PAIR}", ends)
        elif links > 0 and (link := _compare(batch, earlier, later)):
            joined[ends] = link.same_words, link.is_exact
            store.run("INSERT INTO quotation_pairs VALUES (?, ?, ?, ?, ?, ?, ?)", (*ends, *joined[ends], links))
    group(store, [(ends[:2], ends[2:]) for ends in sorted(joined)])
    regroup(store, {one for ends in before for one in (ends[:2], ends[2:])})
    changed = {ends for ends in before.keys() | joined.keys() if before.get(ends) != joined.get(ends)}
    return {(min(ends[0], ends[2]), max(ends[0], ends[2])) for ends in changed}


def quotation_at(one: ComparedWords, start: int) -> QuotedWords:
    """Get the quotation of a report that begins at an offset."""
    return one.quotations[start]


def _delete(store: Store, batch: WordsOfBatch) -> dict[_Ends, tuple[int, int]]:
    """Delete the quotations of reports that go or change, and their pairs, which are listed."""
    parted: dict[_Ends, tuple[int, int]] = {}
    for number in batch.old:
        for column in ("earlier", "later"):
            rows = store.rows(f"SELECT * FROM quotation_pairs WHERE {column} = ?", (number,))
            parted.update({row[:4]: row[4:6] for row in rows})
            store.run(f"DELETE FROM quotation_pairs WHERE {column} = ?", (number,))
        store.run("DELETE FROM quotations WHERE item = ?", (number,))
    return parted


def _postings(reports: Iterable[ComparedWords]) -> Iterator[Posting]:
    for one in reports:
        for start, quoted in one.quotations.items():
            for key in quoted.keys.tolist():
                yield key, (*one.place, start)


def _compare(batch: WordsOfBatch, earlier: Place, later: Place) -> QuotationLink | None:
    one, other = (quotation_at(batch.whole(number), start) for _, number, start in (earlier, later))
    return link_quotations(one, other)


def _json_of(quoted: QuotedWords) -> str:
    return json.dumps([(span.start, span.end) for span in quoted.quotation.spans])
