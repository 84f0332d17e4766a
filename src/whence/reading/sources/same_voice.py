"""How likely two speakers are one voice, at least one of them without a name, and which of them are taken to be one.

Hard tests come first: whose names, sex or owners differ are two. What speaks for the pairs that are left is a list of
numbers for a logistic regression, one for each kind of pair, fitted on labelled attributions:
``python -m training.same_voice``.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from whence.language.english import (
    INDEFINITE,
    POSSESSIVES,
)
from whence.language.gazetteer import kind_of_noun
from whence.language.words import Words
from whence.reading.model.decode import Meant
from whence.reading.model.logistic import chance_of, read_weights
from whence.reading.sources.agreement import may_be_one
from whence.reading.sources.introductions import OF_ANOTHER
from whence.reading.sources.not_meant import owner_in
from whence.reading.sources.speaker_register import Speaker
from whence.reading.sources.voice_evidence import Clues, Evidence, Voice, ends_in_name, voice_of, words_of

__all__ = ["PairKind", "VoicePair", "likely_pairs", "pairs_of_voices"]

PairKind = Literal["unnamed", "named"]
"""Two speakers without a name of their own, or a person with one and a description."""
# Of labelled pairs of the part to read, on which the hard tests and these thresholds were chosen too (only the weights
# are cross-validated): 49 joined rightly and 12 wrongly without a name, 9 and 1 with one: python -m training.same_voice
_SURE: Mapping[PairKind, float] = {"unnamed": 0.7, "named": 0.8}
_WORTH_A_LOOK = 0.03
"""Probability of the model from which a pair is looked at."""
_MOST_PAIRS = 24
"""Pairs of one speaker that are looked at."""
_MOST_BEARERS = 6
"""Speakers before one that share a word with it and are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicePair:
    """Two speakers that may be one, with what speaks for it."""

    one: Speaker
    """The one to keep: the one that has a name or is no pronoun, or else the first."""
    other: Speaker
    kind: PairKind
    heads: tuple[tuple[int, ...], tuple[int, ...]]
    """Head words of both, before they are joined."""
    features: Mapping[str, float]

    @property
    def chance(self) -> float:
        """The probability that they are one voice."""
        return chance_of(read_weights("whence.reading.sources", "same_voice.json")[self.kind], self.features)


def likely_pairs(pairs: Sequence[VoicePair]) -> list[VoicePair]:
    """Choose the pairs that are likely one voice, the likeliest first.

    Whoever is likely one with two that are not likely one with each other is neither: after two crowds, "the crowd".
    """
    likely = [pair for pair in pairs if pair.chance >= _SURE[pair.kind]]
    mates: dict[Speaker, set[Speaker]] = {}
    for pair in likely:
        mates.setdefault(pair.one, {pair.one}).add(pair.other)
        mates.setdefault(pair.other, {pair.other}).add(pair.one)
    agreed = [pair for pair in likely if mates[pair.one] == mates[pair.other]]
    return sorted(agreed, key=lambda pair: -pair.chance)


def pairs_of_voices(speakers: Sequence[Speaker], words: Words, clues: Clues) -> Iterator[VoicePair]:
    """List the pairs of speakers that something ties, at least one of them without a name.

    Args:
        speakers: Everybody who is a source or a relay.
        words: The report's words.
        clues: What else is known of them.
    """
    voices = [voice_of(words, one, clues.roles) for one in dict.fromkeys(speakers) if one.heads]
    voices.sort(key=lambda one: one.heads[0])
    evidence = Evidence(words, voices, clues)
    shared = _shared_nouns(voices)
    for first, second in _tied(voices, clues.meant):
        one, other = voices[first], voices[second]
        if (other.is_named, one.is_pronoun) > (one.is_named, other.is_pronoun):
            one, other = other, one
        if not shared.isdisjoint(one.nouns & other.nouns) and not (one.names and other.names):
            continue
        if _owns(words, one, other) or _owns(words, other, one):
            continue
        if _may_be_one(one, other) and (not one.is_named or _may_be_called(words, one, other, clues)):
            yield VoicePair(
                one=one.speaker,
                other=other.speaker,
                kind="named" if one.is_named else "unnamed",
                heads=(one.heads, other.heads),
                features=evidence.of(one, other),
            )


def _owns(words: Words, one: Voice, other: Voice) -> bool:
    """Check whether one is the owner in what the other is called: "the suspect" of "the suspect's wife"."""
    owners = (owner_in(words, run) for run in other.speaker.qualified)
    heads = {words.lower[owner[1] - 1] for owner in owners if owner}
    return not heads.isdisjoint(one.nouns | {words.lower[i] for i in one.heads})


def _shared_nouns(voices: Sequence[Voice]) -> set[str]:
    """Find the nouns that are for several: "deputies" beside Marram County deputies and Quill County deputies."""
    names: dict[str, frozenset[str]] = {}
    shared = set()
    for voice in voices:
        for noun in voice.nouns if voice.names and not voice.is_named else ():
            first = names.setdefault(noun, voice.names)
            if not (first <= voice.names or voice.names <= first):
                shared.add(noun)
    return shared


def _may_be_one(one: Voice, other: Voice) -> bool:
    """Check that nothing tells two apart: "the Okafor campaign" and "the Brandt campaign", "his aides" and "hers"."""
    if other.is_named or (not one.is_named and one.names and other.names and one.names.isdisjoint(other.names)):
        return False
    if None not in {one.gender, other.gender} and one.gender != other.gender:
        return False
    if one.is_pronoun:
        # What rules leave of "they" and "I" are others.
        return one.is_singular and other.is_singular
    if not one.is_named and (_is_paper_of(one, other) or not _nouns_fit(one, other)):
        return False
    owners = [voice.firsts & POSSESSIVES for voice in (one, other)]
    return not (owners[0] and owners[1] and owners[0].isdisjoint(owners[1])) and not _is_another(one, other)


def _is_paper_of(one: Voice, other: Voice) -> bool:
    """Check for what is written beside those who may have written it: "the letters" are no ministry.

    "The website" may be a body that is a website, too.
    """
    if not (one.nouns | one.others).isdisjoint(other.nouns | other.others):
        return False
    kinds = {one.speaker.kind, other.speaker.kind}
    return "document" in kinds and not kinds.isdisjoint({"organisation", "person", "group"})


def _nouns_fit(one: Voice, other: Voice) -> bool:
    """Check that nouns do not tell two apart: "an airline" is "the company"; no "union" is it, nor a nurse a driver."""
    pairs = [(first, noun) for first in one.nouns for noun in other.nouns]
    kind = one.speaker.kind
    return kind != other.speaker.kind or not pairs or any(may_be_one(kind, first, noun) for first, noun in pairs)


def _is_another(one: Voice, other: Voice) -> bool:
    """Tell another of the same noun: "an inspector" after "an inspector", "the second witness" after "a witness"."""
    if one.is_named or one.nouns.isdisjoint(other.nouns):
        return False
    if other.speaker.kind == "document" and not OF_ANOTHER & other.others <= one.others:
        return True
    is_new = not (one.firsts.isdisjoint(INDEFINITE) or other.firsts.isdisjoint(INDEFINITE)) and not other.others
    return is_new or (other.speaker.kind == "person" and not other.others <= one.others)


def _may_be_called(words: Words, one: Voice, other: Voice, clues: Clues) -> bool:
    """Check whether a person with a name may be a description: "the French president", but never "her father".

    A description that holds the name is of somebody else, "a senior Okafor adviser", unless it ends in it: "former
    rival Ines Okafor". Whom the report calls a judge is the judge, and no other.
    """
    entity = one.speaker.entity
    are_persons = {one.speaker.kind, other.speaker.kind} == {"person"}
    if entity is None or not are_persons or other.is_pronoun or other.firsts & POSSESSIVES or other.speaker.members:
        return False
    is_before = other.heads[0] < entity.mentions[0].start
    if is_before and ("the" in other.firsts or one.nouns.isdisjoint(other.nouns)):
        return False
    if any(bearer is not entity for noun in other.nouns for bearer in clues.bearers.get(noun, ())):
        return False
    if not _may_hold(words, one, other, clues):
        return False
    holds_name = not (other.others | other.nouns).isdisjoint(entity.full)
    return (not holds_name or ends_in_name(words, entity, other)) and all(
        clues.roles.may_be_of(entity, run) for run in other.speaker.mentions
    )


def _may_hold(words: Words, one: Voice, other: Voice, clues: Clues) -> bool:
    """Check that a description is no office or trade, and of no ministry, unless the report says so."""
    entity = one.speaker.entity
    unsaid = other.nouns - clues.roles.nouns(entity) if entity else ()
    if entity and not all(clues.roles.may_hold(entity, noun, is_more=bool(other.others)) for noun in unsaid):
        return False
    owners = (owner_in(words, run) for run in other.speaker.mentions)
    theirs = {words.lower[owner[1] - 1] for owner in owners if owner}
    return not any(kind_of_noun(noun) and noun not in one.others | one.nouns for noun in theirs)


def _tied(voices: Sequence[Voice], meant: Meant) -> Iterator[tuple[int, int]]:
    """Find the pairs with a word in common, those the model tells something of, and those that follow each other."""
    of_word = words_of(voices)
    bearers: dict[str, deque[int]] = {}
    pairs = set()
    for k, voice in enumerate(voices):
        for word in sorted(voice.nouns | voice.others):
            before = bearers.setdefault(word, deque(maxlen=_MOST_BEARERS))
            pairs |= {(i, k) for i in before}
            before.append(k)
        for head in voice.heads:
            chances = meant.get(head, {})
            pairs |= {(of_word[i], k) for i, chance in chances.items() if chance >= _WORTH_A_LOOK and i in of_word}
    order = sorted((head, k) for k, voice in enumerate(voices) for head in voice.heads)
    pairs |= {(k, other) for (_, k), (_, other) in pairwise(order)}
    return _bounded(sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}))


def _bounded(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Keep the first pairs of each voice, so that a report of many voices takes no more time for each."""
    counts = Counter[int]()
    for pair in pairs:
        if max(counts[rank] for rank in pair) < _MOST_PAIRS:
            counts.update(pair)
            yield pair
