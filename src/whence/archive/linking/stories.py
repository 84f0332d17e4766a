"""Stories in an archive: which reports are on one happening, kept up to date.

What is stored is what `whence.linking.stories.stories.find_stories` finds among all reports at hand. Only those
parts are grouped again of which a pair changed.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from whence.archive.linking.items import hexadecimal, number_of_id
from whence.archive.linking.prepared_items import PreparedItem
from whence.archive.linking.story_candidates import update_candidates
from whence.archive.linking.story_index import StoryIndex
from whence.archive.linking.story_links import LinkedPair, StoryLinks
from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.store import Store
from whence.linking.clusters import ScoredPair
from whence.linking.stories.stories import LEAST_SCORE, group_part
from whence.linking.stories.story_scores import read_weights

__all__ = ["find_story", "update_stories"]


class _Row(NamedTuple):
    """A row of `stories`, which sorts by the order of publication."""

    is_undated: bool
    second: int
    item: int
    story: int


def update_stories(store: Store, index: StoryIndex, new: Sequence[PreparedItem], gone: Collection[int]) -> set[int]:
    """Bring the stories up to date. Call only within a transaction.

    Args:
        store: The archive's file.
        index: The index of keys, which lasts for as long as the linking.
        new: Reports to link.
        gone: Numbers of reports that were linked and are no more, or are linked anew.

    Returns:
        The reports whose story has other members than before, new ones included.
    """
    old = _rows_of(store, gone)
    keys = {item.number: item.story_keys for item in new}
    left = old.keys() - keys.keys()
    store.run_many("DELETE FROM stories WHERE item = ?", [(own,) for own in old])
    store.run_many("INSERT INTO stories (item, story, second, bar) VALUES (?, ?, ?, 0)", map(_first_row, new))
    changed = update_candidates(store, index, keys, gone)
    links = StoryLinks(store)
    added = _score(index, changed.added, keys)
    removed = _linked(links, changed.removed, gone)
    touched = _touched({*keys, *old}, (*removed, *added))
    touched.update(*links.parts_of(touched))  # as they were: a report may leave its part, and others with it
    links.replace(removed, added)
    parts = links.parts_of(touched - left)
    held = _rows_of(store, chain.from_iterable(parts))
    old |= {own: row for own, row in held.items() if own not in keys}
    stories = [
        story for part, pairs in zip(parts, links.inside(parts), strict=True) for story in _group(part, pairs, held)
    ]
    _write(store, stories)
    _follow_removed(store, old, held)
    return keys.keys() | _other_members(old, stories)


def find_story(store: Store, public_id: str) -> int | None:
    """Find the story that an id is of, whichever of its reports is the earliest now.

    Args:
        store: The archive's file.
        public_id: ``st:`` and the 16 hexadecimal digits of a report. If that is no more, its story is that of the
            earliest report that was in one with it.

    Returns:
        The number of the story; None if there is none.
    """
    number = number_of_id(public_id)
    while not (found := store.one("SELECT story FROM stories WHERE item = ?", (number,))):
        # An alias leads to a report that was removed later, if at all. So there is an end.
        alias = store.one("SELECT number FROM link_aliases WHERE id = ?", (_public_id(number),))
        if not alias:
            return None
        number = alias[0]
    return int(found[0])


def _public_id(story: int) -> str:
    return f"st:{hexadecimal(story)}"


def _first_row(item: PreparedItem) -> tuple[int, int, int | None]:
    """Make the row of a new report: it is a story of one until it is grouped."""
    return (item.number, item.number, None if item.order.is_undated else item.order.second)


def _rows_of(store: Store, items: Iterable[int]) -> dict[int, _Row]:
    sql = """
      SELECT second IS NULL, ifnull(second, 0), item, story FROM json_each(?) CROSS JOIN stories ON item = value
    """
    return {row[2]: _Row(*row) for row in store.rows(sql, (json_numbers(items),))}


def _score(index: StoryIndex, pairs: npt.NDArray[np.int64], new: Collection[int]) -> list[LinkedPair]:
    """Score pairs, and keep those that count. All pairs of new reports are scored at once."""
    is_turned = ~np.isin(pairs[:, 0], np.array(list(new), np.int64))
    own, other = np.where(is_turned, pairs[:, 1], pairs[:, 0]), np.where(is_turned, pairs[:, 0], pairs[:, 1])
    order = np.argsort(own, kind="stable")
    own, other = own[order], other[order]
    ones, firsts = np.unique(own, return_index=True)
    parts = np.split(other, firsts[1:]) if len(ones) else []
    compared = {one: others.tolist() for one, others in zip(ones.tolist(), parts, strict=True)}
    scores = np.array(list(chain.from_iterable(index.score(compared, least=LEAST_SCORE))), np.int64)
    found = np.flatnonzero(scores)
    ends = zip(own[found].tolist(), other[found].tolist(), scores[found].tolist(), strict=True)
    return sorted(LinkedPair(min(one, each), max(one, each), score) for one, each, score in ends)


def _linked(links: StoryLinks, pairs: npt.NDArray[np.int64], gone: Collection[int]) -> list[LinkedPair]:
    """List those of the pairs that are stored, and all pairs of the reports that are gone."""
    return sorted({*links.stored(pairs), *(links.of(gone) if gone else ())})


def _touched(changed: Iterable[int], pairs: Iterable[LinkedPair]) -> set[int]:
    """List reports of all parts that may be others now, or have other pairs inside."""
    touched = set(changed)
    least = read_weights().least
    for one, other, score in pairs:
        if score >= least:
            touched |= {one, other}
        elif one not in touched and other not in touched:
            touched.add(one)  # such a pair connects no parts: it counts if the other is in the same
    return touched


def _group(part: Collection[int], pairs: Iterable[LinkedPair], held: Mapping[int, _Row]) -> Iterator[list[_Row]]:
    """Group a part into stories, the earliest report of each first."""
    names = {own: hexadecimal(own) for own in part}
    rows = {name: held[own] for own, name in names.items()}
    inside = (ScoredPair(names[one], names[other], score) for one, other, score in pairs)
    for group in group_part(rows, inside, read_weights().least):
        yield sorted(map(rows.__getitem__, group))


def _write(store: Store, stories: Iterable[Sequence[_Row]]) -> None:
    store.run_many(
        "UPDATE stories SET story = ? WHERE item = ?",
        [(rows[0].item, row.item) for rows in stories for row in rows if row.story != rows[0].item],
    )


def _other_members(old: Mapping[int, _Row], stories: Iterable[Sequence[_Row]]) -> set[int]:
    """List the reports whose story has other members than it had."""
    members: dict[int | None, set[int]] = defaultdict(set)
    for row in old.values():
        members[row.story].add(row.item)
    changed = set()
    for rows in stories:
        now = {row.item for row in rows}
        changed |= {own for own in now if own not in old or members[old[own].story] != now}
    return changed


def _follow_removed(store: Store, old: Mapping[int, _Row], held: Mapping[int, _Row]) -> None:
    """Let the id of a removed report lead to the earliest that was in one story with it, and still is there."""
    store.run_many("DELETE FROM link_aliases WHERE id = ?", [(_public_id(own),) for own in held])
    heirs: dict[int, int] = {}
    for row in sorted(row for row in old.values() if row.item in held):
        heirs.setdefault(row.story, row.item)
    store.run_many(
        "INSERT OR REPLACE INTO link_aliases (id, number) VALUES (?, ?)",
        [
            (_public_id(row.item), heirs[row.story])
            for row in sorted(old.values())
            if row.item not in held and row.story in heirs
        ],
    )
