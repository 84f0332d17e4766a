"""Parts: the reports of which the stories can be found without looking at others.

Reports that likely pairs connect are a part. Where chains of pairs connect too many, only likelier pairs connect, so
that what a report that is added can change stays small, however large the archive is.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from sys import maxsize
from typing import TypeAlias, TypeVar

__all__ = ["MOST_TOGETHER", "find_parts"]

_Id = TypeVar("_Id", str, int)
_Linked: TypeAlias = Callable[[Collection[_Id], int], Iterable[_Id]]

MOST_TOGETHER = 200
"""How many reports a part has at most, unless the likeliest pairs alone connect more."""


def find_parts(
    start: Iterable[_Id], linked: _Linked[_Id], levels: Sequence[int], most: int = MOST_TOGETHER
) -> Iterator[tuple[_Id, ...]]:
    """Find the parts that some reports are in: each is connected by pairs of the lowest level that keeps it small.

    Args:
        start: Ids or numbers of the reports.
        linked: Looks up the reports whose score with one of some reports is at least a level.
        levels: Scores in ascending order, at least one. The last holds even where a part is larger.
        most: How many reports a part has at most.

    Returns:
        The ids of each part once, sorted.

    >>> scores = {"ab": 90, "bc": 40, "cd": 90}
    >>> def linked(reports, level):
    ...     return [other for ids, score in scores.items() if score >= level and reports & set(ids) for other in ids]
    >>> [list(find_parts(["a"], linked, levels=[30, 60], most=most)) for most in (4, 3)]
    [[('a', 'b', 'c', 'd')], [('a', 'b')]]
    """
    limits = [most] * (len(levels) - 1) + [maxsize]
    in_larger: list[set[_Id]] = [set() for _ in levels]
    """For each level, reports known to be in too large a part."""
    done: set[_Id] = set()
    for own in sorted(set(start)):
        if own not in done:
            reaches = (_reach(own, linked, *each) for each in zip(levels, limits, in_larger, strict=True))
            part = next(filter(None, reaches))  # the last has no limit
            done |= part
            yield tuple(sorted(part))


def _reach(own: _Id, linked: _Linked[_Id], level: int, limit: int, larger: set[_Id]) -> set[_Id]:
    """Follow pairs from a report; if they lead to more reports than the limit, note that and return none."""
    part, layer = {own}, {own}
    while layer:
        if len(part) > limit or not layer.isdisjoint(larger):
            larger |= part
            return set()
        layer = set(linked(layer, level)) - part
        part |= layer
    return part
