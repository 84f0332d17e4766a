"""The likely pairs of an archive's reports, and the parts that they connect."""

import json
from collections.abc import Collection, Iterable, Iterator

from whence.archive.linking.items import hexadecimal, number_of_id
from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.store import Store
from whence.linking.clusters import ScoredPair
from whence.linking.stories.stories import levels_above
from whence.linking.stories.story_parts import MOST_TOGETHER, find_parts
from whence.linking.stories.story_scores import read_weights

__all__ = ["StoryLinks"]

_PAIRS = """
  SELECT value, second, score FROM json_each(?1) CROSS JOIN story_pairs ON first = value
  UNION ALL SELECT value, first, score FROM json_each(?1) CROSS JOIN story_pairs ON second = value
"""
_STORED = """
  SELECT first, second, score FROM json_each(?) AS wanted
  CROSS JOIN story_pairs ON first = wanted.value ->> 0 AND second = wanted.value ->> 1
"""


class StoryLinks:
    """The pairs of reports that are stored, each read once. A report goes by the 16 hexadecimal digits of its number.

    Args:
        store: The archive's file.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, dict[str, int]] = {}

    def of(self, own: str) -> dict[str, int]:
        """Look up the reports that are paired with one, and the scores."""
        if own not in self._known:
            self._read([own])
        return self._known[own]

    def _read(self, reports: Collection[str]) -> None:
        self._known.update((own, {}) for own in reports)
        numbers = json_numbers(number_of_id(f"r:{own}") for own in reports)
        for own, other, score in self._store.each(_PAIRS, (numbers,)):
            self._known[hexadecimal(own)][hexadecimal(other)] = score

    def stored(self, pairs: Iterable[tuple[int, int]]) -> Iterator[ScoredPair]:
        """List those of some pairs of numbers, the lower first, that are stored."""
        for first, second, score in self._store.each(_STORED, (json.dumps(list(pairs)),)):
            yield ScoredPair(hexadecimal(first), hexadecimal(second), score)

    def parts_of(self, reports: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """Find the parts that reports are in, as `find_parts` does."""
        reports = list(reports)
        self._read_around(reports)

        def linked(own: str, level: int) -> Iterator[str]:
            return (other for other, score in self.of(own).items() if score >= level)

        return find_parts(reports, linked, levels_above(read_weights().least))

    def _read_around(self, reports: Iterable[str]) -> None:
        """Read the pairs of reports and of those around them, many at once, as far as a part of a few may reach."""
        least, count = read_weights().least, 0
        ahead = set(reports)
        while ahead and count <= MOST_TOGETHER:
            self._read(ahead - self._known.keys())
            count += len(ahead)
            near = {other for own in ahead for other, score in self._known[own].items() if score >= least}
            ahead = near - self._known.keys()

    def inside(self, part: Collection[str]) -> Iterator[ScoredPair]:
        """List the pairs among the reports of a part."""
        members = set(part)
        for own in part:
            for other, score in self.of(own).items():
                if own < other and other in members:
                    yield ScoredPair(own, other, score)

    def replace(self, removed: Collection[ScoredPair], added: Collection[ScoredPair]) -> None:
        """Remove pairs that are stored, and add others; the lower id comes first. Call only within a transaction."""
        for one, other, _ in removed:
            del self.of(one)[other], self.of(other)[one]
        for one, other, score in added:
            self.of(one)[other] = self.of(other)[one] = score
        self._store.run_many(
            "DELETE FROM story_pairs WHERE first = ? AND second = ?",
            [(number_of_id(f"r:{one}"), number_of_id(f"r:{other}")) for one, other, _ in removed],
        )
        self._store.run_many(
            "INSERT INTO story_pairs (first, second, score) VALUES (?, ?, ?)",
            [(number_of_id(f"r:{one}"), number_of_id(f"r:{other}"), score) for one, other, score in added],
        )
