"""Cues that the model finds twice or in two pieces: "later" and "told" of one act of telling."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from whence.language.english import FINITE, IRREGULAR_PASTS
from whence.language.words import Shape, Words
from whence.reading.model.decode import FoundAttribution, WordRange

__all__ = ["join_split_cues", "without_doubles", "without_stretched"]


def join_split_cues(found: Iterable[FoundAttribution]) -> list[FoundAttribution]:
    """Make one attribution of two whose cues touch, if source and content are the same.

    Args:
        found: Attributions, in any order.

    Returns:
        In their order; of two that are one, in the place of the first.

    >>> from whence.reading.model.decode import Evidence
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> one, other = (
    ...     FoundAttribution(source=((0, 1),), cue=cue, contents=((3, 9),), confidence=sure, evidence=nothing)
    ...     for cue, sure in (((1, 2), 0.6), ((2, 3), 0.9))
    ... )
    >>> [(each.cue, each.confidence) for each in join_split_cues([other, one])]
    [((1, 3), 0.9)]
    """
    joined: list[FoundAttribution] = []
    places: dict[int, int] = {}
    for one in found:
        # The words at which its cue would go on, on either side.
        beside = next((places[at] for at in (one.cue[0], -one.cue[1]) if at in places), None)
        if beside is None or not _is_one_act(one, joined[beside]):
            beside = len(joined)
            joined.append(one)
        else:
            other = joined[beside]
            sure = max(other, one, key=lambda each: each.confidence)
            joined[beside] = replace(sure, cue=(min(one.cue[0], other.cue[0]), max(one.cue[1], other.cue[1])))
        first, end = joined[beside].cue
        places[end], places[-first] = beside, beside
    return joined


def _is_one_act(one: FoundAttribution, other: FoundAttribution) -> bool:
    return one.source == other.source and one.contents == other.contents and bool(one.contents)


def without_stretched(words: Words, found: Sequence[FoundAttribution]) -> list[FoundAttribution]:
    """Leave out a verb within what somebody says that was given the same source, though its own subject stands before.

    In "Records show Okafor pleaded guilty" the records plead nothing.

    Args:
        words: The report's words.
        found: Attributions, in any order.

    Returns:
        In their order.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> one, other = (
    ...     FoundAttribution(source=((0, 1),), cue=cue, contents=((end - 1, end),), confidence=0.9, evidence=nothing)
    ...     for cue, end in (((1, 2), 5), ((3, 4), 5))
    ... )
    >>> one = replace(one, contents=((2, 5),))
    >>> without_stretched(segment("Records show Okafor pleaded guilty."), [one, other]) == [one]
    True
    """
    outer: dict[tuple[WordRange, ...], list[FoundAttribution]] = {}
    for one in found:
        if len(one.source) == 1 and len(one.contents) == 1 and one.contents[0][0] == one.cue[1]:
            outer.setdefault(one.source, []).append(one)
    kept = []
    for one in found:
        around = outer.get(one.source, ())
        is_within = any(whole is not one and _has_own_subject(words, whole.contents[0], one) for whole in around)
        if not is_within:
            kept.append(one)
    return kept


def _has_own_subject(words: Words, content: WordRange, one: FoundAttribution) -> bool:
    """Check for a cue within a content, before which nothing joins it to the verb that the content belongs to."""
    start, end = content
    lead = words.lower[start : one.cue[0]]
    verb = words.lower[one.cue[0]]
    is_finite = verb.endswith("ed") or verb in IRREGULAR_PASTS or verb in FINITE
    is_within = start < one.cue[0] < end and one.source[0][1] <= start and is_finite
    is_plain = not any(words.shapes[i] == Shape.PUNCTUATION for i in range(start, one.cue[0]))
    return is_within and is_plain and bool(lead) and (lead[-1] != "to" and {"and", "but"}.isdisjoint(lead))


def without_doubles(words: Words, found: Sequence[FoundAttribution]) -> list[FoundAttribution]:
    """Leave out an act of telling that was found twice: the less sure of two whose cues share a word.

    Of two with one content, of which one has its cue in the other's source, one is left out, too: "Witness" is no cue
    in "Witness CJ: It was dark", but "admission" is one in "by Okafor's admission".

    Args:
        words: The report's words.
        found: Attributions, in any order.

    Returns:
        In their order.

    >>> from whence.language.words import segment
    >>> from whence.reading.model.decode import Evidence
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> one, other = (
    ...     FoundAttribution(source=((0, 1),), cue=cue, contents=((4, 7),), confidence=sure, evidence=nothing)
    ...     for cue, sure in (((2, 4), 0.9), ((3, 4), 0.6))
    ... )
    >>> without_doubles(segment("Okafor then is asking rowers to wait"), [one, other]) == [one]
    True
    """
    ranked = sorted(range(len(found)), key=lambda i: (-found[i].confidence, found[i].cue[0] - found[i].cue[1], i))
    holder: dict[int, int] = {}
    for i in ranked:
        for at in range(*found[i].cue):
            holder.setdefault(at, i)
    doubles = {i for i, one in enumerate(found) if any(holder[at] != i for at in range(*one.cue))}
    sources = {(at, one.contents): i for i, one in enumerate(found) for run in one.source for at in range(*run)}
    for i, one in enumerate(found):
        other = sources.get((one.cue[0], one.contents), i)
        if other != i and one.cue[0] < one.cue[1]:
            doubles.add(i if words.shapes[found[other].cue[0]] == Shape.PUNCTUATION else other)
    return [one for i, one in enumerate(found) if i not in doubles]
