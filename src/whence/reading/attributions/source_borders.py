"""Where the words for a source end: with their paragraph, whatever the model takes together with them."""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from whence.language.words import Words
from whence.reading.model.decode import FoundAttribution, WordRange

__all__ = ["within_paragraph"]


def within_paragraph(words: Words, one: FoundAttribution) -> FoundAttribution:
    r"""Leave out of an attribution's source what another paragraph has of it: the time above an entry of a live blog.

    Args:
        words: The report's words.
        one: An attribution. Of each run of its source, the paragraph nearest to the cue is kept.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> words = segment("15:31\nNorthern Grid says that it is dark.")
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> one = FoundAttribution(source=((2, 5),), cue=(5, 6), contents=((6, 10),), confidence=0.9, evidence=nothing)
    >>> within_paragraph(words, one).source
    ((3, 5),)
    """
    paragraphs = words.paragraphs
    if all(paragraphs[start] == paragraphs[end - 1] for start, end in one.source):
        return one
    return replace(one, source=tuple(_nearest(words, run, one.cue[0]) for run in one.source))


def _nearest(words: Words, run: WordRange, cue: int) -> WordRange:
    start, end = run
    if start < cue:
        return max(start, bisect_left(words.paragraphs, words.paragraphs[end - 1])), end
    return start, min(end, bisect_right(words.paragraphs, words.paragraphs[start]))
