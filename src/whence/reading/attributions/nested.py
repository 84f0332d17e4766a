"""Nested attributions: those whose cue stands within the content of another.

For outlets and officials that passed words on, see `whence.reading.attributions.relays`; the editor's question about
words from another outlet is asked in `whence.reading.findings.second_hand`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from whence.language.english import FIRST_PERSON, KNOWING, SAYING
from whence.language.words import Shape, Words
from whence.reading.model.decode import FoundAttribution

__all__ = ["find_nested", "likely_nested", "unfold"]

_PLAIN = SAYING | KNOWING
_LEAST_OF_PLAIN = 0.25
"""Share of the usual confidence from which a plain verb is enough. Of the labelled reports' plain verbs below that
confidence, 14 of 16 are nested: python -m bench.voices --part read"""

# Before a verb of saying, these make it part of a description: "a man who once said that …".
_DESCRIBING = frozenset({"who", "which", "that", "once", "also", "later", "first"})


def likely_nested(words: Words, candidates: Iterable[FoundAttribution], keep: float) -> Iterator[FoundAttribution]:
    """Choose the candidates that are likely enough, or whose cue leaves little doubt: "the company knew of it".

    Args:
        words: The report's words.
        candidates: Attributions that only count within another's content.
        keep: Confidence from which any candidate is likely; plain ones below it get this confidence.
    """
    for one in candidates:
        if one.confidence >= keep:
            yield one
        elif one.confidence >= keep * _LEAST_OF_PLAIN and _is_plain(words, one):
            yield replace(one, confidence=keep)


def _is_plain(words: Words, one: FoundAttribution) -> bool:
    """Check for a verb that nearly always attributes, with somebody else than the speaker right before it."""
    if one.cue[1] - one.cue[0] > 1 or words.texts[one.cue[0]].lower() not in _PLAIN or len(one.source) != 1:
        return False
    start, end = one.source[0]
    subject = [words.texts[i].lower() for i in range(start, end) if words.shapes[i] != Shape.PUNCTUATION]
    return end == one.cue[0] and subject[:1] != ["you"] and FIRST_PERSON.isdisjoint(subject[:1]) and subject != []


def find_nested(found: Sequence[FoundAttribution], candidates: Sequence[FoundAttribution]) -> list[FoundAttribution]:
    """Choose the candidates that stand within the content of an attribution, and perhaps within each other's.

    Args:
        found: The attributions that stand by themselves.
        candidates: Attributions that only count within another's content.

    Returns:
        In the order of their cues, each with only those words of its content that lie within the content around it.
    """
    taken = {i for one in found for i in range(*one.cue)}
    contents = sorted({run for one in found for run in one.contents}, key=lambda run: run[0] - run[1])
    # Of the contents around a word the smallest is written last.
    around = {i: run for run in contents for i in range(*run)}
    chosen: list[FoundAttribution] = []
    for one in sorted(candidates, key=lambda one: one.cue):
        start, end = around.get(one.cue[0], (0, 0))
        runs = [(max(start, first), min(end, last)) for first, last in one.contents]
        kept = tuple(run for run in runs if run[0] < run[1])
        if one.cue[1] <= end and kept and taken.isdisjoint(range(*one.cue)):
            chosen.append(replace(one, contents=kept))
    return chosen


def unfold(words: Words, found: Iterable[FoundAttribution]) -> Iterator[FoundAttribution]:
    """Divide an attribution whose source says itself who told of it into the outer and the inner one.

    Args:
        words: The report's words.
        found: Attributions as the model finds them; those with a plain source are returned as they are.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> words = segment("A guard said that the mayor had told Orlin it leaked.")
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> one = FoundAttribution(source=((0, 6),), cue=(6, 8), contents=((9, 11),), confidence=0.9, evidence=nothing)
    >>> [[" ".join(words.texts[a:b]) for a, b in each.source] for each in unfold(words, [one])]
    [['A guard'], ['the mayor']]
    """
    for one in found:
        said = _said_within_source(words, one)
        if said is None:
            yield one
            continue
        (start, end), *_ = one.source
        last = max(one.cue[1], *(run[1] for run in one.contents))
        yield replace(one, source=((start, said),), cue=(said, said + 1), contents=((said + 1, last),))
        yield replace(one, source=((said + 2, end),))


def _said_within_source(words: Words, one: FoundAttribution) -> int | None:
    """Find "said" of "a guard said that the mayor", where that stands for the source of what follows."""
    if len(one.source) != 1 or one.source[0][1] != one.cue[0] or not one.contents:
        return None
    start, end = one.source[0]
    texts = [text.lower() for text in words.texts[start:end]]
    for i in range(1, len(texts) - 2):
        is_described = texts[i - 1] in _DESCRIBING or texts[i - 1].endswith("ly")
        if texts[i] in SAYING and texts[i + 1] == "that" and not is_described:
            return start + i
    return None
