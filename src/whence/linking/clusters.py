"""Group what belongs together by average linkage, over pairs that were scored and no others.

A pair that nobody scored counts as a score of 0, so a chain of likely pairs alone makes no group. The result depends on
the set of pairs and not on their order: scores are whole numbers, and ties are broken by ids.

Reference:
    Sokal and Michener, "A statistical method for evaluating systematic relationships", University of Kansas Science
    Bulletin 38, 1958; Müllner, "Modern hierarchical, agglomerative clustering algorithms", arXiv:1109.2378, 2011.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from heapq import heappop, heappush
from itertools import chain
from typing import NamedTuple

__all__ = ["ScoredPair", "average_linkage", "connected"]


class ScoredPair(NamedTuple):
    """Two ids, and how likely they belong together."""

    first: str
    second: str
    score: int
    """In whole units, so that a sum does not depend on the order."""


_Rank = tuple[float, int, int]
"""The average score of two clusters, negative, and their numbers, the lower first: the least rank is merged first."""


def average_linkage(
    pairs: Iterable[ScoredPair], *, least: int, most_links: int | None = None
) -> tuple[tuple[str, ...], ...]:
    """Merge the two clusters with the highest average score, again and again, while it is at least ``least``.

    Args:
        pairs: Each pair once, in any order.
        least: Lowest average at which two clusters merge; greater than 0.
        most_links: Where each id was scored with its nearest neighbours alone: how many these were at most. From
            there on, pairs that were left out no longer count as 0, which would let no cluster become large.

    Returns:
        Every id of the pairs in one group, each sorted, in the order of their first ids. Some have one member.

    Raises:
        ValueError: ``least`` or ``most_links`` is not positive, or a pair has one id twice, or occurs twice.

    >>> chain = [ScoredPair("a", "b", 90), ScoredPair("b", "c", 60), ScoredPair("c", "d", 90)]
    >>> average_linkage(chain, least=50)
    (('a', 'b'), ('c', 'd'))
    """
    if least <= 0:
        message = f"clusters with nothing in common would merge at an average of {least}; it must be greater than 0"
        raise ValueError(message)
    if most_links is not None and most_links <= 0:
        message = f"most_links must be greater than 0, not {most_links}"
        raise ValueError(message)
    links = _links(pairs)
    groups = (_Component(links, ids, least, most_links or len(ids)).merge() for ids in _components(links))
    return tuple(sorted(chain.from_iterable(groups)))


def connected(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Find the connected components of a graph.

    Returns:
        Every id of the pairs in one component, each sorted, in the order of their first ids.

    >>> connected([("d", "c"), ("a", "b"), ("b", "e")])
    (('a', 'b', 'e'), ('c', 'd'))
    """
    links: dict[str, dict[str, int]] = defaultdict(dict)
    for first, second in pairs:
        links[first][second] = links[second][first] = 1
    return tuple(map(tuple, _components(links)))


def _links(pairs: Iterable[ScoredPair]) -> dict[str, dict[str, int]]:
    links: dict[str, dict[str, int]] = defaultdict(dict)
    for first, second, score in pairs:
        if first == second or second in links[first]:
            message = f"{first} and {second} are one id, or a pair that occurs twice"
            raise ValueError(message)
        links[first][second] = links[second][first] = score
    return links


def _components(links: Mapping[str, Mapping[str, int]]) -> Iterator[list[str]]:
    seen: set[str] = set()
    for start in sorted(links):
        if start in seen:
            continue
        seen.add(start)
        found = [start]
        for one in found:  # grows while it is read
            new = [other for other in links[one] if other not in seen]
            seen.update(new)
            found += new
        yield sorted(found)


class _Component:
    """The clusters of one component: numbers of its sorted ids, of which a cluster is called by its lowest.

    Each cluster remembers the rank of its best partner, or a better one that a merger has made out of date; the heap
    holds these. So a merger need not look at all partners of all neighbours.
    """

    def __init__(self, links: Mapping[str, Mapping[str, int]], ids: list[str], least: int, most_links: int) -> None:
        numbers = {one: number for number, one in enumerate(ids)}
        self._ids = ids
        self._least = least
        self._most_links = most_links
        self._members = {number: [number] for number in numbers.values()}
        # Sums of the scores between two clusters.
        self._sums = {numbers[one]: {numbers[other]: score for other, score in links[one].items()} for one in ids}
        self._best: dict[int, _Rank] = {}
        self._heap: list[tuple[_Rank, int]] = []

    def merge(self) -> Iterator[tuple[str, ...]]:
        for number in self._members:
            self._choose(number)
        while self._heap:
            rank, owner = heappop(self._heap)
            if owner not in self._members or self._best.get(owner) != rank:
                continue
            _, first, second = rank
            if second in self._sums.get(first, ()) and self._rank(first, second) == rank:
                self._join(first, second)
            else:
                self._choose(owner)
        for members in self._members.values():
            yield tuple(self._ids[number] for number in sorted(members))

    def _rank(self, one: int, other: int) -> _Rank:
        few, many = len(self._members[one]), len(self._members[other])
        if few > many:
            few, many = many, few
        average = self._sums[one][other] / (few * min(many, self._most_links))
        return (-average, one, other) if one < other else (-average, other, one)

    def _choose(self, one: int) -> None:
        """Find the best partner of a cluster, if any is good enough."""
        self._best.pop(one, None)
        best = min((self._rank(one, other) for other in self._sums[one]), default=None)
        if best is not None and -best[0] >= self._least:
            self._note(one, best)

    def _note(self, one: int, rank: _Rank) -> None:
        self._best[one] = rank
        heappush(self._heap, (rank, one))

    def _join(self, first: int, second: int) -> None:
        """Merge the second cluster into the first."""
        sums = self._sums[first]
        for other, score in self._sums.pop(second).items():
            del self._sums[other][second]
            if other != first:
                sums[other] = self._sums[other][first] = sums.get(other, 0) + score
        self._members[first] += self._members.pop(second)
        self._choose(first)
        for other in sums:
            rank = self._rank(first, other)
            if -rank[0] >= self._least and (other not in self._best or rank < self._best[other]):
                self._note(other, rank)
