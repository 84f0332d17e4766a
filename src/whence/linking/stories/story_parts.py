"""Parts: the reports of which the stories can be found without looking at others.

Reports that likely pairs connect are a part. Where chains of pairs connect too many, only likelier pairs connect, so
that what a report that is added can change stays small, however large the archive is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from sys import maxsize

__all__ = ["MOST_TOGETHER", "find_parts"]

MOST_TOGETHER = 200
"""How many reports a part has at most, unless the likeliest pairs alone connect more."""


def find_parts(
    start: Iterable[str], linked: Callable[[str, int], Iterable[str]], levels: Sequence[int], most: int = MOST_TOGETHER
) -> Iterator[tuple[str, ...]]:
    """Find the parts that some reports are in: each is connected by pairs of the lowest level that keeps it small.

    Args:
        start: Ids of the reports.
        linked: Looks up the reports whose score with a report is at least a level.
        levels: Scores in ascending order, at least one. The last holds even where a part is larger.
        most: How many reports a part has at most.

    Returns:
        The ids of each part once, sorted.

    >>> scores = {"ab": 90, "bc": 40, "cd": 90}
    >>> def linked(own, level):
    ...     return [ids.replace(own, "") for ids, score in scores.items() if own in ids and score >= level]
    >>> [list(find_parts(["a"], linked, levels=[30, 60], most=most)) for most in (4, 3)]
    [[('a', 'b', 'c', 'd')], [('a', 'b')]]
    """
    limits = [most] * (len(levels) - 1) + [maxsize]
    in_larger: list[set[str]] = [set() for _ in levels]
    """For each level, reports known to be in too large a part."""
    done: set[str] = set()
    for own in sorted(set(start)):
        if own not in done:
            reaches = (_reach(own, linked, *each) for each in zip(levels, limits, in_larger, strict=True))
            part = next(filter(None, reaches))  # the last has no limit
            done |= part
            yield tuple(sorted(part))


def _reach(own: str, linked: Callable[[str, int], Iterable[str]], level: int, limit: int, larger: set[str]) -> set[str]:
    """Follow pairs from a report; if they lead to more reports than the limit, note that and return none."""
    part = {own}
    waiting = [own]
    while waiting:
        if len(part) > limit or not part.isdisjoint(larger):
            larger |= part
            return set()
        new = set(linked(waiting.pop(), level)) - part
        part |= new
        waiting += new
    return part
