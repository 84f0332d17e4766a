"""The likely pairs of an archive's reports, and the parts that they connect."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.store import Store
from whence.linking.stories.stories import levels_above
from whence.linking.stories.story_parts import find_parts
from whence.linking.stories.story_scores import read_weights

__all__ = ["LinkedPair", "StoryLinks"]

_PAIRS = """
  SELECT value, second, score FROM json_each(?1) CROSS JOIN story_pairs ON first = value WHERE score >= ?2
  UNION ALL SELECT value, first, score FROM json_each(?1) CROSS JOIN story_pairs ON second = value AND score >= ?2
"""
_INSIDE = "SELECT first, second, score FROM json_each(?) CROSS JOIN story_pairs ON first = value"
_STORED = """
  SELECT first, second, score FROM json_each(?) AS wanted
  CROSS JOIN story_pairs ON first = wanted.value ->> 0 AND second = wanted.value ->> 1
"""


class LinkedPair(NamedTuple):
    """Two reports, the lower number first, and how likely they are on one story."""

    first: int
    second: int
    score: int


class StoryLinks:
    """The pairs of reports that are stored. Those that connect parts are read once.

    Args:
        store: The archive's file.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._least = read_weights().least
        self._known: dict[int, dict[int, int]] = {}
        """For reports, the others with which they connect parts, and the scores."""

    def of(self, reports: Iterable[int]) -> Iterator[LinkedPair]:
        """List all pairs of some reports."""
        for own, other, score in self._store.rows(_PAIRS, (json_numbers(reports), 0)):
            yield LinkedPair(min(own, other), max(own, other), score)

    def stored(self, pairs: npt.NDArray[np.int64]) -> Iterator[LinkedPair]:
        """List those of some pairs of numbers, (pairs, 2), the lower first, that are stored."""
        if len(pairs):
            yield from (LinkedPair(*row) for row in self._store.rows(_STORED, (json.dumps(pairs.tolist()),)))

    def parts_of(self, reports: Iterable[int]) -> list[tuple[int, ...]]:
        """Find the parts that reports are in, as `find_parts` does."""
        reports = list(reports)
        self._read(reports)

        def linked(layer: Collection[int], level: int) -> Iterator[int]:
            self._read(layer)
            return (other for own in layer for other, score in self._known[own].items() if score >= level)

        return list(find_parts(reports, linked, levels_above(self._least)))

    def inside(self, parts: Sequence[Sequence[int]]) -> list[list[LinkedPair]]:
        """List the pairs among the reports of each of some parts."""
        part_of = {own: number for number, part in enumerate(parts) if len(part) > 1 for own in part}
        found: dict[int, list[LinkedPair]] = defaultdict(list)
        for first, second, score in self._store.rows(_INSIDE, (json_numbers(part_of),)) if part_of else ():
            if part_of.get(second) == part_of[first]:
                found[part_of[first]].append(LinkedPair(first, second, score))
        return [found[number] for number in range(len(parts))]

    def replace(self, removed: Collection[LinkedPair], added: Collection[LinkedPair]) -> None:
        """Remove pairs that are stored, and add others. Call only within a transaction."""
        for pair in removed:
            for own, other in ((pair.first, pair.second), (pair.second, pair.first)):
                self._known.get(own, {}).pop(other, None)
        for pair in added:
            for own, other in ((pair.first, pair.second), (pair.second, pair.first)):
                if pair.score >= self._least and own in self._known:
                    self._known[own][other] = pair.score
        self._store.run_many(
            "DELETE FROM story_pairs WHERE first = ? AND second = ?", [(first, second) for first, second, _ in removed]
        )
        self._store.run_many("INSERT INTO story_pairs (first, second, score) VALUES (?, ?, ?)", added)

    def _read(self, reports: Collection[int]) -> None:
        """Read the pairs of reports that were not read yet: one statement for each takes several times as long."""
        unread = [own for own in reports if own not in self._known]
        if unread:
            self._known.update((own, {}) for own in unread)
            for own, other, score in self._store.rows(_PAIRS, (json_numbers(unread), self._least)):
                self._known[own][other] = score
