"""Align two texts word by word: shared runs of words, chained near a diagonal, with the gaps between them filled in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Indel

from whence.linking.reuse.numbered_words import Numbers, shingle_keys, told_apart

__all__ = ["Block", "Shingles", "Stretch", "align", "index_shingles", "same_words"]

_WIDEST_GAP = 20
"""Words between two shared runs of one stretch, in either text. So a gap is cheap to align whatever the texts."""
_MOST_OPEN = 8
"""Chains that a run may join: those that grew last. Texts that repeat themselves have many."""
_MOST_CHAINS = 1000
"""Chains that are compared, the longest: two texts of a few words in any order have as many as words."""
_SAME, _MISSED = 2, 1
"""What a stretch gains by a word that is the same, and loses by a word that has no counterpart."""


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """A run of words that is the same in both texts."""

    first: int
    """Position of its first word in the first text."""
    second: int
    length: int

    @property
    def ends(self) -> tuple[int, int]:
        """Positions after its last word in both texts."""
        return self.first + self.length, self.second + self.length


Stretch = tuple[Block, ...]
"""Blocks that belong together, in the order of both texts."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Shingles:
    """The runs of so many words of a text, for finding those that another text has too."""

    size: int
    keys: Numbers
    """Sorted. A run that occurs several times has a key for each occurrence."""
    positions: Numbers
    """Where each run begins."""


def index_shingles(numbers: Numbers, size: int, breaks: Numbers | None = None) -> Shingles:
    """Index the runs of words of a text.

    Args:
        numbers: The numbers of the text's words.
        size: Words in a run.
        breaks: Positions of words that nothing runs into: each begins anew, as words before it were left out.
    """
    keys = shingle_keys(numbers, size)
    positions = np.arange(len(keys))
    if breaks is not None and len(breaks):
        inside = np.zeros(len(numbers) + 1, dtype=np.int64)
        inside[breaks] = 1
        passed = np.cumsum(inside)
        positions = positions[passed[positions + size - 1] == passed[positions]]
        keys = keys[positions]
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    if (ranked[1:] == ranked[:-1]).any():
        keys = told_apart(keys)
        order = np.argsort(keys, kind="stable")
        ranked = keys[order]
    return Shingles(size=size, keys=ranked, positions=positions[order])


def align(first: Numbers, second: Numbers, shingles: tuple[Shingles, Shingles], *, fewest: int) -> list[Stretch]:
    """Find the stretches that two texts share, word by word, with small differences.

    Only what lies between and beside shared runs of words is compared, so that two texts of a million words take no
    longer than reading them. Which text is given first can matter where words can be matched in two ways: give the
    earlier one first.

    Args:
        first: The numbers of the words of one text.
        second: Those of the other.
        shingles: The runs of words of each, of the same size.
        fewest: Leave out stretches of which fewer words are the same.

    Returns:
        Stretches by their place in the first text. Two of them may overlap in one text, and never in both.

    Reference:
        Smith, Cordell and Mullen, "Computational Methods for Uncovering Reprinted Texts in Antebellum Newspapers",
        American Literary History 27, 2015, whose alignments begin from shared n-grams as well.
    """
    chains = sorted(_chains(_runs(*shingles)), key=lambda chain: (-same_words(chain), chain))
    found = {
        part
        for chain in chains[:_MOST_CHAINS]
        for part in _best_parts(_filled(first, second, chain))
        if same_words(part) >= fewest
    }
    stretches: list[Stretch] = []
    for part in sorted(found, key=lambda part: (-same_words(part), part)):
        if not any(_overlap(part, longer) for longer in stretches):
            stretches.append(part)
    return sorted(stretches)


def same_words(blocks: Iterable[Block]) -> int:
    """Count the words of blocks."""
    return sum(block.length for block in blocks)


def _overlap(one: Stretch, other: Stretch) -> bool:
    """Check whether two stretches overlap in both texts."""
    (begin, ends), (other_begin, other_ends) = (one[0], one[-1].ends), (other[0], other[-1].ends)
    in_first = begin.first < other_ends[0] and other_begin.first < ends[0]
    return in_first and begin.second < other_ends[1] and other_begin.second < ends[1]


def _runs(one: Shingles, other: Shingles) -> list[Block]:
    """Find the shared runs of words, each as long as it goes, in the order of the first text."""
    if not len(one.keys) or not len(other.keys):
        return []
    at = np.minimum(np.searchsorted(other.keys, one.keys), len(other.keys) - 1)
    is_shared = other.keys[at] == one.keys
    first, second = one.positions[is_shared], other.positions[at[is_shared]]
    order = np.argsort(first, kind="stable")
    first, second = first[order], second[order]
    begins = np.flatnonzero(np.concatenate(([True], (np.diff(first) != 1) | (np.diff(second) != 1))))
    if not len(first):
        return []
    lengths = np.diff(np.concatenate((begins, [len(first)]))) + one.size - 1
    return [
        Block(*found) for found in zip(first[begins].tolist(), second[begins].tolist(), lengths.tolist(), strict=True)
    ]


def _chains(runs: Iterable[Block]) -> list[list[Block]]:
    """Join runs that follow each other in both texts, near one diagonal."""
    chains: list[list[Block]] = []
    opened: list[int] = []
    for run in runs:
        near = [(found, i) for i in opened if (found := _distance(chains[i][-1], run)) is not None]
        if near:
            _, i = min(near)
            ends = chains[i][-1].ends
            overlap = max(ends[0] - run.first, ends[1] - run.second, 0)
            chains[i].append(Block(run.first + overlap, run.second + overlap, run.length - overlap))
            opened.remove(i)
        else:
            i = len(chains)
            chains.append([run])
        opened = [*opened, i][-_MOST_OPEN:]
    return chains


def _distance(last: Block, run: Block) -> int | None:
    """Measure how far a run is off a chain's diagonal; None if it cannot follow the chain's last run."""
    gaps = run.first - last.ends[0], run.second - last.ends[1]
    if max(gaps) > _WIDEST_GAP or min(gaps) <= -run.length or run.first <= last.first or run.second <= last.second:
        return None
    return abs(gaps[0] - gaps[1])


def _filled(first: Numbers, second: Numbers, chain: Sequence[Block]) -> list[Block]:
    """Add the words that are the same between the runs of a chain, before the first and after the last."""
    margin = _WIDEST_GAP
    start, (end_first, end_second) = chain[0], chain[-1].ends
    before = max(0, start.first - margin), max(0, start.second - margin)
    after = min(len(first), end_first + margin), min(len(second), end_second + margin)
    blocks: list[Block] = []
    done = before
    for run in (*chain, Block(*after, 0)):
        blocks += _compared(first, second, done, (run.first, run.second))
        if run.length:
            blocks.append(run)
        done = run.ends
    return list(_merged(blocks))


def _compared(first: Numbers, second: Numbers, start: tuple[int, int], end: tuple[int, int]) -> Iterator[Block]:
    """Find the words that are the same in a part of both texts, by their longest common subsequence."""
    one, other = first[start[0] : end[0]].tolist(), second[start[1] : end[1]].tolist()
    if one and other:
        for found in Indel.opcodes(one, other).as_matching_blocks():
            if found.size:
                yield Block(start[0] + found.a, start[1] + found.b, found.size)


def _merged(blocks: Iterable[Block]) -> Iterator[Block]:
    """Join blocks that touch in both texts."""
    last: Block | None = None
    for block in blocks:
        if last is not None and last.ends == (block.first, block.second):
            last = Block(last.first, last.second, last.length + block.length)
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


def _best_parts(blocks: Sequence[Block]) -> Iterator[Stretch]:
    """Cut a chain where too many words differ, and cut off ends where more differ than are the same.

    Reference:
        Smith and Waterman, "Identification of Common Molecular Subsequences", Journal of Molecular Biology 147, 1981.
    """
    start = 0
    while start < len(blocks):
        score = best = _SAME * blocks[start].length
        end = i = start + 1
        while i < len(blocks):
            ends, block = blocks[i - 1].ends, blocks[i]
            score -= _MISSED * max(block.first - ends[0], block.second - ends[1])
            if score <= 0:
                break
            score += _SAME * block.length
            i += 1
            if score > best:
                best, end = score, i
        yield tuple(_head_cut(blocks[start:end]))
        start = end


def _head_cut(blocks: Sequence[Block]) -> Sequence[Block]:
    """Cut off a beginning that loses more than it gains."""
    score = lowest = start = 0
    for i in range(1, len(blocks)):
        ends = blocks[i - 1].ends
        score += _SAME * blocks[i - 1].length
        score -= _MISSED * max(blocks[i].first - ends[0], blocks[i].second - ends[1])
        if score <= lowest:
            lowest, start = score, i
    return blocks[start:]
