"""Tags of words with respect to a cue or a trigger, and the runs of words that they mark."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

__all__ = ["Tag", "WordRange", "find_runs", "tag_logs"]

WordRange = tuple[int, int]
"""Half-open range of words."""


class Tag(IntEnum):
    """Role of a word with respect to one cue."""

    NONE = 0
    BEGINS_SOURCE = 1
    SOURCE = 2
    BEGINS_CONTENT = 3
    CONTENT = 4


def tag_logs(scores: NDArray[np.float32], tags: NDArray[np.intp]) -> NDArray[np.float32]:
    """Compute the log-probability of each word's tag, whatever its neighbours' tags are; 0 where the tag is none.

    Args:
        scores: (N, S, 5).
        tags: (N, S).

    Returns:
        (N, S).
    """
    certain = np.zeros(tags.shape, dtype=np.float32)
    tagged = tags.nonzero()
    certain[tagged] = scores[*tagged, tags[tagged]] - np.logaddexp.reduce(scores[tagged], axis=1)
    return certain


def find_runs(tags: NDArray[np.intp], begins: Tag) -> list[list[WordRange]]:
    """Find the runs of a role in each row: its first tag begins a run, its other tag continues one.

    Args:
        tags: (N, S).
        begins: The role's first tag.

    >>> find_runs(np.array([[0, 1, 2, 1], [0, 0, 0, 0], [2, 0, 0, 2]]), Tag.BEGINS_SOURCE)
    [[(1, 3), (3, 4)], [], [(0, 1), (3, 4)]]
    """
    found: list[list[WordRange]] = [[] for _ in tags]
    first = int(begins)
    rows, places = np.nonzero((tags == first) | (tags == first + 1))
    if len(rows) == 0:
        return found
    goes_on = (np.diff(rows) == 0) & (np.diff(places) == 1) & (tags[rows[1:], places[1:]] != first)
    starts = np.concatenate([[0], 1 + np.flatnonzero(~goes_on)])
    ends = places[np.append(starts[1:], len(rows)) - 1] + 1
    for row, start, end in zip(rows[starts].tolist(), places[starts].tolist(), ends.tolist(), strict=True):
        found[row].append((start, end))
    return found
