"""The encoder's vectors of sentences: the mean of their words' vectors, summed up window by window."""

import numpy as np
from numpy.typing import NDArray

from whence.language.words import Words
from whence.reading.model.windows import Window

__all__ = ["SentenceVectors"]


class SentenceVectors:
    """Sums up the vectors of each sentence's words, while a report is read; a window may cut a sentence in two.

    Args:
        words: The report's words.

    >>> from whence.language.words import segment
    >>> vectors = SentenceVectors(segment("It leaks. Run!"))
    >>> vectors.add(Window(0, 2, 0, 2), np.array([[1.0], [2.0]], dtype=np.float32))
    >>> vectors.add(Window(0, 5, 2, 5), np.array([[0.0], [0.0], [3.0], [4.0], [0.0]], dtype=np.float32))
    >>> vectors.means().tolist()
    [[2.0], [2.0]]
    """

    def __init__(self, words: Words) -> None:
        self._starts = np.array(words.sentence_starts, dtype=np.int64)
        self._lengths = np.diff(self._starts, append=len(words))
        self._sums = np.zeros((len(self._starts), 0), dtype=np.float32)

    def add(self, window: Window, vectors: NDArray[np.float32]) -> None:
        """Add the vectors of a window's own words.

        Args:
            window: The window.
            vectors: (W, width) of all of its words, perhaps with others behind.
        """
        own = vectors[slice(*window.own)]
        if not len(own):
            return
        if not self._sums.size:
            self._sums = np.zeros((len(self._starts), own.shape[1]), dtype=np.float32)
        first = int(np.searchsorted(self._starts, window.own_start, side="right")) - 1
        end = int(np.searchsorted(self._starts, window.own_end))
        cuts = np.maximum(self._starts[first:end] - window.own_start, 0)
        self._sums[first:end] += np.add.reduceat(own, cuts, axis=0)

    def means(self) -> NDArray[np.float32]:
        """Return the mean vector of each sentence, (S, width); (S, 0) if nothing was added."""
        lengths = self._lengths.astype(np.float32)
        means: NDArray[np.float32] = self._sums / lengths[:, None]
        return means
