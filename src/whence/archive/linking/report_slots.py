"""Slots: the places of reports in arrays, for as long as a linking lasts."""

from collections import defaultdict
from collections.abc import Collection
from itertools import count, islice
from typing import TypeVar

import numpy as np
import numpy.typing as npt

__all__ = ["ReportSlots", "Slots", "enlarged"]

Slots = npt.NDArray[np.int64]
_Number = TypeVar("_Number", bound=np.generic)


class ReportSlots:
    """The slot of each report: whole numbers from 0, in the order in which they are first asked for.

    >>> slots = ReportSlots()
    >>> slots.of([70, 50]), slots.of([50, 90]), slots.numbers.tolist()
    ([0, 1], [1, 2], [70, 50, 90])
    """

    def __init__(self) -> None:
        self._slots: defaultdict[int, int] = defaultdict(count().__next__)
        self._numbers = np.zeros(0, np.int64)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def numbers(self) -> npt.NDArray[np.int64]:
        """The report of each slot, by its number."""
        return self._numbers[: self._count]

    def of(self, reports: Collection[int]) -> list[int]:
        """Find the slots of reports, and make them where there is none."""
        before = len(self._slots)
        slots = list(map(self._slots.__getitem__, reports))
        if added := len(self._slots) - before:
            self._numbers = enlarged(self._numbers, self._count + added, 0)
            self._numbers[self._count : self._count + added] = list(islice(reversed(self._slots), added))[::-1]
            self._count += added
        return slots

    def forget(self, report: int) -> None:
        """Forget a report: if it comes back, it has another slot."""
        self._slots.pop(report, None)


def enlarged(array: npt.NDArray[_Number], length: int, fill: int) -> npt.NDArray[_Number]:
    """Give an array more rows if it has fewer than a length, twice as many as that, so that it seldom has to be."""
    if len(array) >= length:
        return array
    more = np.full((2 * length - len(array), *array.shape[1:]), fill, array.dtype)
    return np.concatenate([array, more])
