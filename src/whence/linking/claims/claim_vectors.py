"""Claim vectors: where a text's meaning points, by a table of one vector for each word piece.

A vector is a sum of rows of whole numbers, so it is the same on every machine and in every batch; cosines are made of
whole numbers too. The table is distilled from a sentence encoder (``python -m training.claim_vectors``).

Reference:
    Tulkens and van Dongen, "Model2Vec: Fast State-of-the-Art Static Embeddings", 2024.
"""

import io
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from math import sqrt
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import numpy as np
import numpy.typing as npt

from whence.errors import ModelError
from whence.reading.model.wordpieces import WordPieces

__all__ = ["ClaimVectors", "Lengths", "Sums", "Vector", "cosine", "cosines", "lengths_of", "open_vectors"]

Vector = npt.NDArray[np.int8]
"""(256,) a direction; the largest number is 127 or -127, or all are 0 for a text without words."""

Sums = npt.NDArray[np.int16]
"""(words, 256) sums of rows of the table: a word has 64 pieces at most, so these are far below 2 ** 15."""
Lengths = npt.NDArray[np.float64]
"""(words,) how long each sum is."""

SHIPPED = "claim-vectors.zip"
_MOST_REMEMBERED = 65_536
"""Words whose sum of rows is cached, 0.7 kB each."""
_LARGEST = 127


class ClaimVectors:
    """The table of word pieces, and the centres that the vectors of news gather around.

    Args:
        pieces: The word pieces that the table's rows belong to.
        table: (pieces, 256) a vector for each.
        centres: (cells, 256) directions in no order that matters.

    >>> vectors = open_vectors()
    >>> flood = vectors.of("The river flooded the town".split())
    >>> dam = vectors.of("Water from the river covered the town".split())
    >>> cup = vectors.of("The striker missed a penalty".split())
    >>> cosine(flood, dam) > 0.5 > 0.3 > cosine(flood, cup)
    True
    """

    def __init__(self, pieces: WordPieces, table: npt.NDArray[np.int8], centres: npt.NDArray[np.int8]) -> None:
        self._pieces = pieces
        self._table = table
        self._centres = centres.astype(np.int32)
        self._lengths = np.sqrt((self._centres * self._centres).sum(-1, dtype=np.int64))
        self._told_of = lru_cache(_MOST_REMEMBERED)(self._sum_of)

    def of(self, words: Sequence[str]) -> Vector:
        """Return the vector of a text's words, punctuation included."""
        pieces = np.array([piece for own in self._pieces.of_all(words) for piece in own], np.intp)
        return _reduce(self._table[pieces].sum(0, dtype=np.int64))

    def toward(self, rows: Sums) -> Vector:
        """Return the vector of a text by where each of its words points."""
        return _reduce(rows.sum(0, dtype=np.int64))

    def of_each(self, words: Sequence[str]) -> Sums:
        """Return where each word points: (words, 256) whole numbers, all 0 if the table has nothing on a word."""
        # Joined as bytes, which takes a fifth of the time of joining arrays.
        rows = b"".join([self._told_of(word)[0] for word in words])
        return np.frombuffer(rows, np.int16).reshape(len(words), -1)

    def lengths_of_each(self, words: Sequence[str]) -> Lengths:
        """Return how long the direction of each word is."""
        return np.array([self._told_of(word)[1] for word in words], np.float64)

    def cells_of(self, vector: Vector, count: int) -> tuple[int, ...]:
        """Find the centres nearest to a vector, the nearest first; at equal distance the lower number.

        An empty text has none.
        """
        if not vector.any():
            return ()
        near = (self._centres * vector).sum(-1) / self._lengths
        return tuple(int(cell) for cell in np.argsort(-near, kind="stable")[:count])

    def _sum_of(self, word: str) -> tuple[bytes, float]:
        """Return where a word points, in bytes, and how long that is."""
        row = self._table[self._pieces.of(word)].sum(0, dtype=np.int16)
        return row.tobytes(), float(lengths_of(row))


def cosine(one: Vector, other: Vector) -> float:
    """Compute the cosine of two vectors, from -1 to 1; 0 if one is empty."""
    a, b = one.astype(np.int64), other.astype(np.int64)
    lengths = int(a @ a) * int(b @ b)
    return int(a @ b) / sqrt(lengths) if lengths else 0.0


def lengths_of(rows: Sums) -> Lengths:
    """Compute how long each row is."""
    exact = rows.astype(np.float64)
    return np.asarray(np.sqrt((exact * exact).sum(-1)))


def cosines(some: Sums, others: Sums, *, lengths: tuple[Lengths, Lengths] | None = None) -> npt.NDArray[np.float64]:
    """Compute the cosine of each of some words and each of others: (some, others); 0 where the table has nothing.

    Args:
        some: Where some words point.
        others: Where others do.
        lengths: How long the rows of both are, if that is known.

    >>> some, others = (open_vectors().of_each(words) for words in (["sold", "moved"], ["sell", "cup"]))
    >>> (cosines(some, others) > 0.5).tolist()
    [[True, False], [False, False]]
    """
    own_lengths, other_lengths = lengths or (lengths_of(some), lengths_of(others))
    # Products of whole numbers, and their sums far below 2 ** 53, are exact, however a processor orders them.
    products = some.astype(np.float64) @ others.astype(np.float64).T
    return np.asarray(products / np.maximum(own_lengths[:, None] * other_lengths, 1))


@cache
def open_vectors(name: str = SHIPPED) -> ClaimVectors:
    """Open a table of claim vectors, by default the one that whence ships.

    Raises:
        ModelError: The file is missing, or is no such table.
    """
    path = Path(name) if name != SHIPPED else Path(str(files("whence").joinpath("linking", "weights", name)))
    try:
        with ZipFile(path) as archive:
            table, centres = (np.load(io.BytesIO(archive.read(f"{part}.npy"))) for part in ("pieces", "centres"))
            return ClaimVectors(WordPieces(archive.read("tokenizer.json")), table, centres)
    except (OSError, BadZipFile, KeyError, ValueError) as exc:
        fix = "Make one with python -m training.claim_vectors"
        raise ModelError(name, f"not a table of claim vectors ({exc})", fix) from exc


def _reduce(summed: npt.NDArray[np.int64]) -> Vector:
    """Scale a sum so that its largest number is 127; halves are rounded away from 0, in whole numbers."""
    sizes = np.abs(summed)
    largest = int(sizes.max(initial=0))
    if not largest:
        return np.zeros(summed.shape, np.int8)
    scaled = (2 * _LARGEST * sizes + largest) // (2 * largest)
    return np.where(summed < 0, -scaled, scaled).astype(np.int8)
