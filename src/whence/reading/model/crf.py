"""Decoding under a linear-chain conditional random field (CRF): the best tag sequences, and how likely they are.

Sequences are laid side by side, the longest first, so that those still running at a step come first and no masks are
needed. Tags come before sequences, so that each step runs over contiguous memory: python -m bench.rules

Reference:
    Lafferty, McCallum and Pereira, "Conditional Random Fields", ICML 2001.
"""

from dataclasses import dataclass

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
    for step in range(1, len(running)):
        some = running[step]
        paths = best[step - 1, :, None, :some] + moves[:, :, None]
        best[step, :, :some] += np.maximum.reduce(paths, axis=0)
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
    columns, running = chains.columns, chains.running
    first = columns[0] + chains.begins[:, None]
    peaks = columns.max(axis=1)
    peaks[0] = first.max(axis=0)
    ahead = np.exp(columns - peaks[:, None])
    # The sums are kept as shares of their total, so that none overflows; the logarithms are taken at the end, at once.
    shares = np.exp(first - peaks[0])
    norms = np.ones_like(peaks)
    odds = np.exp(chains.moves).T
    for step in range(1, len(running)):
        some = running[step]
        grown = (odds @ shares[:, :some]) * ahead[step, :, :some]
        norms[step, :some] = np.add.reduce(grown, axis=0)
        shares[:, :some] = grown / norms[step, :some]
    logs = np.log(norms) + peaks
    logs[np.arange(len(running))[:, None] > chains.ends] = 0.0
    totals: NDArray[np.float64] = logs.cumsum(axis=0, dtype=np.float64)[-1] + np.log(shares.sum(axis=0))
    return totals[np.argsort(chains.order)]
