"""Split a report into overlapping windows for the encoder, at paragraph boundaries if possible."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Window", "cut_windows"]


@dataclass(frozen=True, slots=True)
class Window:
    """A run of words that the encoder reads at once, and the part of it whose scores are taken from this window."""

    start: int
    end: int
    own_start: int
    own_end: int

    @property
    def own(self) -> tuple[int, int]:
        """The part whose scores are taken from this window, its words counted from the window's first."""
        return self.own_start - self.start, self.own_end - self.start


def cut_windows(sizes: Sequence[int], paragraphs: Sequence[int], *, room: int, overlap: int) -> list[Window]:
    """Split a report's words into overlapping windows, at paragraph boundaries if possible.

    Args:
        sizes: Number of word pieces of each word.
        paragraphs: Paragraph index of each word.
        room: Most word pieces in one window.
        overlap: Approximate number of word pieces that a window shares with the one before it.

    Returns:
        Windows in the order of the text. Their own parts cover every word exactly once.

    >>> cut_windows([1] * 10, [0] * 6 + [1] * 4, room=7, overlap=2)
    [Window(start=0, end=6, own_start=0, own_end=6), Window(start=4, end=10, own_start=6, own_end=10)]
    """
    total = [0]
    for size in sizes:
        total.append(total[-1] + size)
    borders = [i for i in range(1, len(sizes)) if paragraphs[i] != paragraphs[i - 1]]
    spans: list[tuple[int, int]] = []
    # Windows have similar sizes, so that a batch of them needs little padding.
    count = max(1, -(-(total[-1] - overlap) // max(1, room - overlap)))
    share = (total[-1] + overlap * (count - 1)) / count
    start = 0
    while start < len(sizes):
        most = bisect_right(total, total[start] + room) - 1
        end = max(start + 1, most)
        if end < len(sizes):
            aim = bisect_left(total, total[start] + min(share, room))
            least = bisect_right(total, total[start] + room * 3 // 5)
            end = _nearest(borders, aim, least, end) or min(max(aim, start + 1), end)
        spans.append((start, end))
        if end >= len(sizes):
            break
        back = bisect_left(total, total[end] - overlap)
        nearest = _nearest(borders, back, bisect_left(total, total[end] - 2 * overlap), end - 1)
        start = max(start + 1, min(end, nearest or back))
    return _share_out(spans, borders, len(sizes))


def _share_out(spans: Sequence[tuple[int, int]], borders: Sequence[int], count: int) -> list[Window]:
    """Assign each word in an overlap to the window with more context around it; keep paragraphs whole if possible."""
    owned = [0]
    for (_, end), (start, _) in pairwise(spans):
        middle = (start + end) // 2
        quarter = (end - start) // 4
        owned.append(max(owned[-1], _nearest(borders, middle, start + quarter, end - quarter) or middle))
    owned.append(count)
    return [Window(*span, *own) for span, own in zip(spans, pairwise(owned), strict=False)]


def _nearest(borders: Sequence[int], aim: int, least: int, most: int) -> int | None:
    at = bisect_left(borders, aim)
    near = [b for b in borders[max(0, at - 1) : at + 1] if least <= b <= most]
    return min(near, key=lambda b: abs(b - aim), default=None)
