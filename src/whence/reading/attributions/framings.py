"""Framings: in "said that it leaked, framing it as an accident", the same source frames what it said."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from whence.language.english import FRAMING
from whence.language.quotation_marks import Mark
from whence.language.words import Words, sentence_around
from whence.reading.model.decode import FoundAttribution, WordRange

__all__ = ["divide_framings"]

_MOST_BETWEEN = 6
"""Most words between "framing" and "as"."""


def divide_framings(words: Words, found: Sequence[FoundAttribution]) -> Iterator[FoundAttribution]:
    """Make an attribution of each framing that stands at the end of another's content.

    Args:
        words: The report's words.
        found: All attributions, nested ones too.

    Returns:
        The attributions, in their order, each before the framing that was cut off its content.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> words = segment("Brandt said it leaked, framing it as an accident.")
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> said = FoundAttribution(source=((0, 1),), cue=(1, 2), contents=((2, 10),), confidence=0.9, evidence=nothing)
    >>> [" ".join(words.texts[a:b]) for one in divide_framings(words, [said]) for a, b in (one.cue, *one.contents)]
    ['said', 'it leaked', 'framing', 'it as an accident']
    """
    places = [at for at in words.places_of(FRAMING, (2, len(words) - 2)) if _frames(words, at)]
    if not places:
        yield from found
        return
    # What the model finds for the framing alone leaves it in the content before it.
    alone = {(at, at + 1) for at in places}
    others = [one for one in found if one.cue not in alone]
    taken = {i for one in others for i in range(*one.cue)}
    around = {at: _innermost(words, others, at) for at in places if at not in taken}
    framed = {i: at for at, i in around.items() if i is not None}
    yield from (one for one in found if one.cue in alone and around[one.cue[0]] is None)
    for i, one in enumerate(others):
        at = framed.get(i)
        if at is None:
            yield one
            continue
        start, end = next(run for run in one.contents if run[0] < at < run[1])
        rest = tuple(run for run in one.contents if run != (start, end))
        yield replace(one, contents=(*(run for run in rest if run[0] < start), (start, at - 1)))
        yield replace(one, cue=(at, at + 1), contents=((at + 1, end),))


def _frames(words: Words, at: int) -> bool:
    """Check for "framing it as" after a comma, outside quotation marks."""
    after = list(words.lower[at + 1 : at + 1 + _MOST_BETWEEN])
    return words.texts[at - 1] == "," and words.marks[at] == Mark.OUTSIDE and "as" in after[1:]


def _innermost(words: Words, found: Sequence[FoundAttribution], at: int) -> int | None:
    """Find the attribution with a source and the smallest content around a framing in its cue's own sentence."""
    first, _ = sentence_around(words, at)

    def size(i: int) -> int:
        return sum(end - start for start, end in found[i].contents)

    around = [i for i, one in enumerate(found) if one.source and first <= one.cue[0] < at and _holds(one.contents, at)]
    return min(around, key=size, default=None)


def _holds(contents: Sequence[WordRange], at: int) -> bool:
    return any(start < at - 1 and at + 1 < end for start, end in contents)
