"""Which of many reports share enough keys with one, counted in arrays: reports go by their slots, whole numbers from 0.

The same as `whence.linking.stories.story_pairs.find_candidates`, for whoever has the holders of each key at hand.
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from whence.linking.stories.story_pairs import FEWEST_KEYS, FEWEST_NEAR_KEYS, NEAR_DAYS

__all__ = ["Slots", "best_of", "fewest_keys", "slots_sharing"]

Slots = npt.NDArray[np.int64]
_NO_SLOTS = np.zeros(0, np.int64)
_ONE_KEY = 1 << 20
"""Stands for one key in a sum of rarities, which are less: so that both are summed at once."""


def slots_sharing(
    held: Iterable[tuple[int, Slots | npt.NDArray[np.int32]]], days: Slots, day: int | None
) -> tuple[Slots, Slots]:
    """Find the reports that share enough keys with one, itself among them if it has a slot.

    Args:
        held: For each key of the one its weight by the table, and the slots of the reports that hold it.
        days: The day of the report in each slot, 0 if it has none.
        day: That of the one.

    Returns:
        Slots, and the summed weight of the keys that are shared.

    >>> held = [(80, np.array([0, 2])), (69, np.array([1, 2]))]
    >>> slots, rarities = slots_sharing(held, np.array([9, 9, 9]), 9)
    >>> slots.tolist(), rarities.tolist()
    ([2], [149])
    """
    of_key = [(_ONE_KEY + rarity, slots) for rarity, slots in held]
    weights = np.repeat(np.array([weight for weight, _ in of_key], np.float64), [len(slots) for _, slots in of_key])
    # Sums of whole numbers far below 2 ** 53 are exact.
    summed = np.bincount(np.concatenate([_NO_SLOTS, *(slots for _, slots in of_key)]), weights, len(days))
    found = np.flatnonzero(summed >= FEWEST_NEAR_KEYS * _ONE_KEY)
    counts, rarities = np.divmod(summed[found].astype(np.int64), _ONE_KEY)
    is_enough = counts >= fewest_keys(days[found], day)
    return found[is_enough], rarities[is_enough]


def fewest_keys(days: Slots, day: int | None) -> Slots:
    """Tell how many keys reports of some days share at least with one of another day.

    >>> fewest_keys(np.array([9, 0, 900]), 9).tolist()
    [2, 3, 3]
    """
    is_near = (days > 0) & (np.abs(days - (day or 0)) <= NEAR_DAYS)
    return np.where(is_near, FEWEST_NEAR_KEYS, FEWEST_KEYS)


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
