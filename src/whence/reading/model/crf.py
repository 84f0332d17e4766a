"""Decoding under a linear-chain conditional random field (CRF): the best tag sequences, and how likely they are.

All sequences take each step together, and what is computed beyond a sequence's end is not used. Tags come before
sequences, so that a step runs over contiguous memory: python -m bench.rules

Reference:
    Lafferty, McCallum and Pereira, "Conditional Random Fields", ICML 2001.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["Chains", "best_tags", "lay_chains", "log_partitions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """N sequences of scores under one CRF, the longest first."""

    order: NDArray[np.intp]
    """(N,) which sequence stands at each place."""
    columns: NDArray[np.float32]
    """(S, T, N) score of each tag at each step."""
    ends: NDArray[np.intp]
    """(N,) the last step of each sequence."""
    running: tuple[int, ...]
    """(S,) how many sequences have not ended before each step."""
    moves: NDArray[np.float32]
    """(T, T) score of going from a tag (row) to the next (column)."""
    begins: NDArray[np.float32]
    """(T,) score of starting with a tag."""


def lay_chains(
    scores: NDArray[np.float32], lengths: NDArray[np.intp], moves: NDArray[np.float32], begins: NDArray[np.float32]
) -> Chains:
    """Lay sequences side by side.

    Args:
        scores: (N, S, T) score of each tag for each word.
        lengths: (N,) how many of the S are words, at least 1.
        moves: (T, T) score of going from a tag (row) to the next (column).
        begins: (T,) score of starting with a tag.
    """
    order = np.argsort(-lengths, kind="stable")
    size = int(lengths.max())
    return Chains(
        order=order,
        columns=np.ascontiguousarray(scores[order, :size].transpose(1, 2, 0)),
        ends=lengths[order] - 1,
        running=tuple(np.count_nonzero(lengths[None] > np.arange(size)[:, None], axis=1).tolist()),
        moves=moves,
        begins=begins,
    )


def best_tags(chains: Chains) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Find the best tag sequences with Viterbi's algorithm.

    Returns:
        (N, S) tags in the order of the scores, S being the greatest length, 0 beyond a sequence's end; (N,) the score
        of each sequence.

    Reference:
        Viterbi, "Error Bounds for Convolutional Codes", 1967.
    """
    moves, running = chains.moves, chains.running
    # (S, T, N): the score of the best sequence up to a step that ends with a tag.
    best = chains.columns.copy()
    best[0] += chains.begins[:, None]
    to_next = moves[:, :, None]
    for before, here in pairwise(best):
        np.add(here, np.maximum.reduce(before[:, None] + to_next, axis=0), out=here)
    rows = np.arange(len(chains.order))
    last = best[chains.ends, :, rows]
    tags = np.zeros((len(running), len(rows)), dtype=np.intp)
    tags[chains.ends, rows] = last.argmax(axis=1)
    for step in range(len(running) - 1, 0, -1):
        some = running[step]
        tags[step - 1, :some] = (best[step - 1, :, :some] + moves.take(tags[step, :some], axis=1)).argmax(axis=0)
    given = np.argsort(chains.order)
    return tags.T[given], last.max(axis=1)[given]


def log_partitions(chains: Chains) -> NDArray[np.float64]:
    """Sum over all tag sequences with the forward algorithm.

    Returns:
        (N,) what a sequence's score has to be lowered by to be its log-probability, in nats, in the order of the
        scores.
    """
    columns = chains.columns
    first = columns[0] + chains.begins[:, None]
    peaks = columns.max(axis=1)
    peaks[0] = first.max(axis=0)
    # (S, T, N): the sum over all sequences up to a step that end with a tag, as a share of the sum over all tags, so
    # that none overflows. The logarithms of these totals are taken at the end, all at once.
    shares = np.exp(columns - peaks[:, None])
    shares[0] = np.exp(first - peaks[0])
    norms = np.ones_like(peaks)
    odds = np.exp(chains.moves).T
    for before, here, norm in zip(shares, shares[1:], norms[1:], strict=False):
        np.multiply(here, odds @ before, out=here)
        np.add.reduce(here, axis=0, out=norm)
        np.divide(here, norm, out=here)
    logs = np.log(norms) + peaks
    logs[np.arange(len(logs))[:, None] > chains.ends] = 0.0
    last = shares[chains.ends, :, np.arange(len(chains.order))]
    totals: NDArray[np.float64] = logs.cumsum(axis=0, dtype=np.float64)[-1] + np.log(last.sum(axis=1))
    return totals[np.argsort(chains.order)]
