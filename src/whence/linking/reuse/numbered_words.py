"""Words as numbers, and keys of runs of words: the same in every report, on every machine."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from whence.language.words import Words

__all__ = ["Numbers", "number_of", "number_words", "row_keys", "shingle_keys", "told_apart", "winnow"]

Numbers = NDArray[np.int64]
"""Whole numbers in one dimension: numbers of words, keys, or positions."""

_MOST_REMEMBERED = 65_536
"""Words whose number is cached."""
_UNUSED_BITS = 4
"""rapidfuzz compares numbers by their hash, and the hash of a number is the number itself below 2 ** 61 - 1."""
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIXERS = ((np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)), (np.uint64(27), np.uint64(0x94D049BB133111EB)))


@lru_cache(maxsize=_MOST_REMEMBERED)
def number_of(word: str) -> int:
    """Give a word its number, from 0 to 2 ** 60 - 1, whatever its case, its accents and the width of its letters.

    >>> number_of("Café") == number_of("CAFE"), number_of("cafe")
    (True, 397223326614679892)
    """
    if not word.isascii():
        apart = unicodedata.normalize("NFKD", word)
        word = "".join(one for one in apart if not unicodedata.combining(one)) or word
    # A lone surrogate can stand in a Python string; it must not make a key fail.
    digest = blake2b(word.casefold().encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> _UNUSED_BITS


def number_words(words: Words, positions: Numbers) -> Numbers:
    """Give the words at some positions their numbers."""
    texts = map(words.texts.__getitem__, positions.tolist())
    return np.fromiter(map(number_of, texts), np.int64, len(positions))


def shingle_keys(numbers: Numbers, size: int) -> Numbers:
    """Give each run of so many words a key, from 0 to 2 ** 63 - 1.

    Args:
        numbers: The numbers of n words.
        size: Words in a run.

    Returns:
        The keys of the n - size + 1 runs, in order; none if there are fewer words.

    >>> words = np.array([number_of(word) for word in "the tide came in and the tide came".split()])
    >>> keys = shingle_keys(words, 3)
    >>> len(keys), keys[0] == keys[5]
    (6, np.True_)
    """
    count = max(len(numbers) - size + 1, 0)
    return row_keys([numbers[i : i + count] for i in range(size)])


def row_keys(columns: Sequence[Numbers]) -> Numbers:
    """Give each row of words a key, from 0 to 2 ** 63 - 1: that of a run of the same words.

    Args:
        columns: The numbers of the first, second, … words of n rows.

    Returns:
        The keys of the n rows, in order.

    >>> words = np.array([number_of(word) for word in "the tide came in".split()])
    >>> row_keys([words[:2], words[1:3], words[2:]]).tolist() == shingle_keys(words, 3).tolist()
    True
    """
    keys = np.zeros(len(columns[0]), dtype=np.uint64)
    for numbers in columns:
        keys = keys * _FACTOR + numbers.astype(np.uint64) + np.uint64(1)
    return _mixed(keys)


def told_apart(keys: Numbers) -> Numbers:
    """Give keys that occur several times one key for each occurrence: the first keeps its own.

    So the second occurrence in one text meets the second in another, and the number of meetings stays linear.

    >>> told_apart(np.array([7, 9, 7]))[:2]
    array([7, 9])
    """
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    starts = np.flatnonzero(np.concatenate(([True], ranked[1:] != ranked[:-1]))) if len(keys) else order
    if len(starts) == len(keys):
        return keys
    lengths = np.diff(np.concatenate((starts, [len(keys)])))
    occurrence = np.arange(len(keys)) - np.repeat(starts, lengths)
    apart = keys.copy()
    later = occurrence > 0
    apart[order[later]] = _mixed(ranked[later].astype(np.uint64) + occurrence[later].astype(np.uint64) * _FACTOR)
    return apart


def winnow(keys: Numbers, window: int) -> Numbers:
    """Choose some of a text's keys so that any two texts that share so many keys in a row share one of those chosen.

    Returns:
        Positions of the smallest key of each window, the last of equal ones, in order. Fewer keys are one window.

    Reference:
        Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003.

    >>> winnow(np.array([9, 3, 7, 5, 8, 1]), 3)
    array([1, 3, 5])
    """
    if not len(keys):
        return np.zeros(0, dtype=np.int64)
    window = min(window, len(keys))
    windows = sliding_window_view(keys, window)[:, ::-1]
    last = np.arange(window - 1, len(keys)) - windows.argmin(axis=1)
    return np.unique(last)


def _mixed(keys: NDArray[np.uint64]) -> Numbers:
    """Spread keys evenly (splitmix64's last step), and make them fit into a signed number."""
    for shift, factor in _MIXERS:
        keys = (keys ^ (keys >> shift)) * factor
    return ((keys ^ (keys >> np.uint64(31))) >> np.uint64(1)).astype(np.int64)
