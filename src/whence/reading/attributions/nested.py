"""Nested attributions: reads each content again by itself, to find attributions inside it.

The annotators of the training reports marked no attribution inside another's content (0 of 22,466 in PolNeAR), so the
first reading misses them. Read as if it were a report, the same content shows them.

For outlets and officials that passed words on, see `whence.reading.attributions.relays`; the editor's question about
words from another outlet is asked in `whence.reading.findings.second_hand`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from whence.language.english import SAYING
from whence.language.quotation_marks import Mark
from whence.language.words import Words, segment
from whence.reading.model.decode import FoundAttribution, WordRange

__all__ = ["excerpt", "place", "says_plainly", "worth_another"]

_FEWEST_WORDS = 5
_SAYS = SAYING | {
    "emphasized", "emphasised", "stressed", "argued", "claimed", "claims", "alleged", "denied", "confirmed",
    "announced", "reported", "believed", "stated", "explained", "acknowledged",
}  # fmt: skip


def worth_another(
    found: Sequence[FoundAttribution], chances: NDArray[np.float64], words: Words, *, floor: float
) -> list[WordRange]:
    """Find the contents that may contain nested attributions.

    Args:
        found: Attributions of the first reading.
        chances: (W,) cue probability of each word, from the first reading.
        words: The report's words.
        floor: Re-read a content if one of its words, not yet in a cue, has at least this cue probability, or is a plain
            verb of saying, which the first reading misses inside contents.

    Returns:
        Disjoint ranges of words, without the quotation marks around them, in the order of the text.
    """
    open_chances = chances.copy()
    taken = {i for one in found for i in range(*one.cue)}
    for one in found:
        open_chances[one.cue[0] : one.cue[1]] = 0.0
    worth: list[WordRange] = []
    for start, end in sorted({run for one in found for run in one.contents}):
        inner = _without_marks(words, start, end)
        overlaps = worth and inner[0] < worth[-1][1]
        if inner[1] - inner[0] >= _FEWEST_WORDS and not overlaps:
            says = any(words.texts[i].lower() in _SAYS and i not in taken for i in range(*inner))
            if says or open_chances[inner[0] : inner[1]].max() >= floor:
                worth.append(inner)
    return worth


def says_plainly(words: Words, found: FoundAttribution) -> bool:
    """Check whether a source says something by a plain verb of saying, which is rarely a false positive."""
    return bool(found.source) and any(words.texts[i].lower() in _SAYS for i in range(*found.cue))


def excerpt(text: str, words: Words, ranges: Sequence[WordRange]) -> Words:
    """Extract ranges of a report's words, each as a paragraph, with quotation marks parsed anew.

    >>> words = segment("“She said ‘no’ to it,” he recalled.")
    >>> [mark.name for mark in excerpt("“She said ‘no’ to it,” he recalled.", words, [(1, 6)]).marks]
    ['OUTSIDE', 'OUTSIDE', 'OPENS', 'INSIDE', 'CLOSES']
    """
    offsets = [words.starts[start] for start, _ in ranges]
    parts = [segment(text[words.starts[start] : words.ends[end - 1]]) for start, end in ranges]
    return Words(
        starts=tuple(start + offset for part, offset in zip(parts, offsets, strict=True) for start in part.starts),
        ends=tuple(end + offset for part, offset in zip(parts, offsets, strict=True) for end in part.ends),
        texts=tuple(word for part in parts for word in part.texts),
        shapes=tuple(shape for part in parts for shape in part.shapes),
        marks=tuple(mark for part in parts for mark in part.marks),
        # Paragraph 0 would count as the headline.
        paragraphs=tuple(number for number, part in enumerate(parts, 1) for _ in part.texts),
    )


def place(
    excerpted: Words, found: Sequence[FoundAttribution], words: Words, known: Sequence[FoundAttribution]
) -> Iterator[FoundAttribution]:
    """Map attributions found in an excerpt back to the report; skip those that cross ranges or are already known."""
    taken = {i for one in known for i in range(*one.cue)}
    for one in found:
        runs = (one.cue, *one.source, *one.contents)
        cue = _moved(excerpted, one.cue, words)
        if len({excerpted.paragraphs[i] for run in runs for i in range(*run)}) == 1 and taken.isdisjoint(range(*cue)):
            yield replace(
                one,
                cue=cue,
                source=tuple(_moved(excerpted, run, words) for run in one.source),
                contents=tuple(_moved(excerpted, run, words) for run in one.contents),
            )


def _moved(excerpted: Words, run: WordRange, words: Words) -> WordRange:
    return words.covering(excerpted.starts[run[0]], excerpted.ends[run[1] - 1])


def _without_marks(words: Words, start: int, end: int) -> WordRange:
    if words.marks[start] == Mark.OPENS:
        start += 1
        if end - start > 1 and words.marks[end - 1] == Mark.CLOSES:
            end -= 1
    return start, end
