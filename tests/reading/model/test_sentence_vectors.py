"""The mean of the vectors of each sentence's words, however windows cut the text."""

from itertools import pairwise

import numpy as np
import pytest

from whence.language.words import segment
from whence.reading.model.sentence_vectors import SentenceVectors
from whence.reading.model.windows import Window

WORDS = segment("The ferry leaks.\n\nIt has leaked for years. Nobody came.")
VECTORS = np.arange(3.0 * len(WORDS), dtype=np.float32).reshape(len(WORDS), 3)


@pytest.mark.parametrize("cuts", [[], [4], [6], [1, 2, 3], [5, 9, 11]])
def test_windows_that_cut_sentences_give_the_same_means(cuts):
    sentences = SentenceVectors(WORDS)
    borders = [0, *cuts, len(WORDS)]
    for start, end in pairwise(borders):
        first = max(0, start - 2)
        padded = np.vstack([VECTORS[first : min(len(WORDS), end + 1)], np.full((2, 3), 99, dtype=np.float32)])
        sentences.add(Window(first, min(len(WORDS), end + 1), start, end), padded)
    starts = WORDS.sentence_starts
    expected = [VECTORS[a:b].mean(axis=0) for a, b in zip(starts, (*starts[1:], len(WORDS)), strict=True)]
    assert np.allclose(sentences.means(), expected)


def test_what_nothing_read_has_no_vectors():
    assert SentenceVectors(WORDS).means().shape == (3, 0)
    assert SentenceVectors(segment("")).means().shape == (0, 0)
