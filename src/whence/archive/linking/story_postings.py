"""Postings: which reports have a key that brings reports together, and their days.

Those of a key are stored together for some weeks of publication each, so that few rows are read for a key that many
reports have, and few bytes are written for a report more.
"""

import json
from collections.abc import Collection, Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.store import Store

__all__ = ["Postings", "add_postings", "join_postings", "posted_reports", "read_postings", "remove_postings"]

_Numbers = npt.NDArray[np.int64]

_DAYS = 64
"""Days of publication whose postings are stored together: with 100,000 reports of three years, some hundred at most."""
_ENTRY = np.dtype([("item", "<i8"), ("day", "u1")])
"""A posting as it is stored: the report, and its day, counted from the first of those stored together."""
_STORED = """
  SELECT term, period, held FROM json_each(?) AS wanted
  CROSS JOIN story_postings ON term = wanted.value ->> 0 AND period = wanted.value ->> 1
"""


class Postings(NamedTuple):
    """Reports and the keys that they have."""

    terms: _Numbers
    """Numbers of the keys."""
    days: _Numbers
    """Days of publication; 0 where a report has none."""
    items: _Numbers
    """Numbers of the reports."""


_NONE = Postings(*(np.zeros(0, np.int64) for _ in Postings._fields))


def join_postings(postings: Iterable[Postings]) -> Postings:
    """Join several lists of postings."""
    return Postings(*map(np.concatenate, zip(_NONE, *postings, strict=True)))


def read_postings(store: Store, terms: Collection[int]) -> Postings:
    """Read the postings of keys, those of each key one after another."""
    sql = "SELECT term, period, held FROM json_each(?) CROSS JOIN story_postings ON term = value"
    return _decoded(store.rows(sql, (json_numbers(terms),)))


def add_postings(store: Store, added: Postings) -> None:
    """Add postings that are not stored yet. Call only within a transaction."""
    _write(store, join_postings([_stored_beside(store, added), added]))


def remove_postings(store: Store, removed: Postings) -> None:
    """Remove postings, all those of each of their reports. Call only within a transaction."""
    beside = _stored_beside(store, removed)
    store.run_many("DELETE FROM story_postings WHERE term = ? AND period = ?", _places_of(removed))
    is_kept = ~np.isin(beside.items, removed.items)
    _write(store, Postings(*(column[is_kept] for column in beside)))


def posted_reports(store: Store) -> set[int]:
    """List all reports that have postings."""
    found: set[int] = set()
    for (held,) in store.each("SELECT held FROM story_postings"):
        found.update(np.frombuffer(bytes(held), _ENTRY)["item"].tolist())
    return found


def _places_of(postings: Postings) -> list[tuple[int, int]]:
    """List where postings are stored: keys and numbers of periods."""
    return sorted(set(zip(postings.terms.tolist(), (postings.days // _DAYS).tolist(), strict=True)))


def _stored_beside(store: Store, postings: Postings) -> Postings:
    """Read what is stored where some postings belong."""
    return _decoded(store.rows(_STORED, (json.dumps(_places_of(postings)),)))


def _decoded(rows: Collection[Collection[object]]) -> Postings:
    if not rows:
        return _NONE
    terms, periods, held = zip(*rows, strict=True)
    entries = np.frombuffer(b"".join(held), _ENTRY)
    counts = np.array([len(one) // _ENTRY.itemsize for one in held], np.int64)
    return Postings(
        np.repeat(np.array(terms, np.int64), counts),
        np.repeat(np.array(periods, np.int64) * _DAYS, counts) + entries["day"],
        entries["item"].astype(np.int64),
    )


def _write(store: Store, postings: Postings) -> None:
    """Write all postings of some keys and periods, in the order of the reports."""
    terms, days, items = postings
    periods, days_in = np.divmod(days, _DAYS)
    order = np.lexsort((items, periods, terms))
    terms, periods = terms[order], periods[order]
    entries = np.empty(len(order), _ENTRY)
    entries["item"], entries["day"] = items[order], days_in[order]
    told = entries.tobytes()
    is_first = np.ones(len(order), np.bool_)
    is_first[1:] = (terms[1:] != terms[:-1]) | (periods[1:] != periods[:-1])
    firsts = np.flatnonzero(is_first)
    ends = (np.append(firsts, len(order))[1:] * _ENTRY.itemsize).tolist()
    starts = (firsts * _ENTRY.itemsize).tolist()
    store.run_many(
        "INSERT OR REPLACE INTO story_postings (term, period, held) VALUES (?, ?, ?)",
        [
            (term, period, told[start:end])
            for term, period, start, end in zip(
                terms[firsts].tolist(), periods[firsts].tolist(), starts, ends, strict=True
            )
        ],
    )
