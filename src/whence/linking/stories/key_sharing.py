"""Which of many reports share enough keys with one, counted in arrays: reports go by their slots, whole numbers from 0.

The same as `whence.linking.stories.story_pairs.find_candidates`, for whoever has the holders of each key at hand.
"""

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from whence.language.idf import idf_of
from whence.linking.stories.story_pairs import FEWEST_KEYS, FEWEST_NEAR_KEYS, NEAR_DAYS

__all__ = ["Slots", "best_of", "slots_sharing"]

Slots = npt.NDArray[np.int64]
_ONE_KEY = 1 << 20
"""Stands for one key in a sum of rarities, which are less: so that both are summed at once."""
_NO_SLOTS = np.zeros(0, np.int32)


def slots_sharing(
    terms: Collection[str], held: Sequence[npt.NDArray[np.int32]], days: Slots, day: int | None
) -> tuple[Slots, Slots]:
    """Find the reports that share enough keys with one, itself among them if it has a slot.

    Args:
        terms: The keys of the one.
        held: The slots of the reports that hold each of these keys.
        days: The day of the report in each slot, 0 if it has none.
        day: That of the one.

    Returns:
        Slots, and the summed weight of the keys that are shared.

    >>> held = [np.array([0, 2], np.int32), np.array([1, 2], np.int32)]
    >>> slots, rarities = slots_sharing(["okafor", "harbour"], held, np.array([9, 9, 9]), 9)
    >>> slots.tolist(), rarities.tolist()
    ([2], [149])
    """
    each = np.array([_ONE_KEY + idf_of(term) for term in terms], np.int32)
    summed = np.zeros(len(days), np.int32)
    lengths = np.array([len(slots) for slots in held], np.int64)
    np.add.at(summed, np.concatenate([_NO_SLOTS, *held]), np.repeat(each, lengths))
    found = np.flatnonzero(summed >= FEWEST_NEAR_KEYS * _ONE_KEY)
    counts, rarities = np.divmod(summed[found].astype(np.int64), _ONE_KEY)
    others = days[found]
    is_near = (others > 0) & (np.abs(others - (day or 0)) <= NEAR_DAYS)
    is_enough = counts >= np.where(is_near, FEWEST_NEAR_KEYS, FEWEST_KEYS)
    return found[is_enough], rarities[is_enough]


def best_of(rarities: Slots, numbers: Slots, most: int) -> Slots:
    """Choose those who share the rarest keys, the best first, equal ones by their numbers.

    Args:
        rarities: Summed weight of the keys that each shares.
        numbers: The number of each.
        most: How many are chosen at most.

    >>> best_of(np.array([5, 9, 9]), np.array([1, 3, 2]), 2).tolist()
    [2, 1]
    """
    enough = np.arange(len(rarities))
    if len(enough) > most:
        least = np.partition(rarities, -most)[-most]
        enough = np.flatnonzero(rarities >= least)
    return enough[np.lexsort((numbers[enough], -rarities[enough]))[:most]]
