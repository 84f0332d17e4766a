"""Candidate pairs: texts that share keys, found without comparing all with all."""

from dataclasses import dataclass

import numpy as np

from whence.linking.reuse.numbered_words import Numbers

__all__ = ["BEFORE", "Candidates", "link_postings"]

BEFORE = 5
"""Each posting is linked to the 5 before it, which are nearest to it in time. So a key that stands in n texts makes at
most 5 n pairs and not n ** 2, and a text that comes or goes changes pairs of its neighbours alone. Where many repeat a
text, the later copies are linked to the source through those between.

With the 3 before and the 2 first instead, where an older text would change all pairs of the first, recall is the same
(``python -m bench.reuse``)."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Candidates:
    """Pairs of texts to compare. All arrays have one entry per pair, sorted by `later`, then `earlier`."""

    earlier: Numbers
    """Rank of the earlier text."""
    later: Numbers
    """Rank of the later text."""
    shared: Numbers
    """Number of keys by which the pair was found. They may share more."""

    def __len__(self) -> int:
        return len(self.earlier)


def link_postings(keys: Numbers, ranks: Numbers) -> Candidates:
    """Find the pairs of texts that share keys.

    A pure function of the set of postings: neither their order nor repeated postings change anything. It may run over
    all postings of a set of keys in one place and over those of others elsewhere, if the numbers of shared keys are
    summed.

    Args:
        keys: The key of each posting.
        ranks: Whose key it is: the rank of the text, from 0, among all texts in the order of publication, as
            `whence.linking.chronology.order_of` sorts them.

    >>> found = link_postings(np.array([5, 5, 8, 8]), np.array([0, 2, 1, 2]))
    >>> list(zip(found.earlier.tolist(), found.later.tolist(), found.shared.tolist()))
    [(0, 2, 1), (1, 2, 1)]
    """
    keys, ranks = _sorted_postings(keys, ranks)
    count = int(ranks.max(initial=-1)) + 1
    codes = [np.zeros(0, dtype=np.int64)]
    for back in range(1, BEFORE + 1):
        is_linked = keys[back:] == keys[:-back]
        # Pairs of postings as one number each, by which they sort.
        codes.append(ranks[back:][is_linked] * count + ranks[:-back][is_linked])
    pairs, shared = np.unique(np.concatenate(codes), return_counts=True)
    later, earlier = np.divmod(pairs, max(count, 1))
    return Candidates(earlier=earlier, later=later, shared=shared)


def _sorted_postings(keys: Numbers, ranks: Numbers) -> tuple[Numbers, Numbers]:
    """Sort postings by key and rank, and drop repeated ones."""
    order = np.lexsort((ranks, keys))
    keys, ranks = keys[order], ranks[order]
    if len(keys):
        is_new = np.concatenate(([True], (keys[1:] != keys[:-1]) | (ranks[1:] != ranks[:-1])))
        keys, ranks = keys[is_new], ranks[is_new]
    return keys, ranks
