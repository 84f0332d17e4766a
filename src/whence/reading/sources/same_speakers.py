"""Find the speakers that are another speaker over again, so that each voice is one source.

`Speakers` resolves one source after the other, from left to right. The rules here need the whole report: "Police: …" in
a headline and "Marram police" beneath it, "a crowd … the crowd", "he … he".
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from whence.language.english import (
    ARTICLES,
    DEFINITE,
    FEMININE,
    FIRST_PLURAL,
    FIRST_SINGULAR,
    MASCULINE,
    NEUTER,
    POSSESSIVES,
    SECOND_PERSON,
    SUBJECT_PRONOUNS,
    THIRD_PLURAL,
)
from whence.language.quotation_marks import Mark
from whence.language.words import Words
from whence.reading.sources.described_speakers import Phrase, phrases
from whence.reading.sources.likelihood import OFFICES
from whence.reading.sources.named_entities import Document
from whence.reading.sources.names_given import who_gave_a_name, who_is_named_later
from whence.reading.sources.roles import is_deputy_nearer
from whence.reading.sources.same_bodies import in_full, may_be_second, one_survey, only_body
from whence.reading.sources.same_voice import VoicePair, likely_pairs, pairs_of_voices
from whence.reading.sources.speaker_register import Speaker
from whence.reading.sources.voice_evidence import Clues

__all__ = ["Joined", "find_same"]

_Pairs = Iterator[tuple[Speaker, Speaker]]
_Rule = Callable[[Document, Sequence[Speaker]], _Pairs]

_PRONOUNS = {
    word: group
    for group in (MASCULINE, FEMININE, NEUTER, THIRD_PLURAL, FIRST_SINGULAR, FIRST_PLURAL, SECOND_PERSON)
    for word in group
}
"""The pronouns that one speaker goes on with, by each of them."""
_FIRST_PERSON = (FIRST_SINGULAR, FIRST_PLURAL)
_OF_THE_PAGE = (*_FIRST_PERSON, SECOND_PERSON)
_POINTING = DEFINITE - POSSESSIVES - {"that"}
_COUPLES = (("pair",), ("couple",), ("duo",))
_TWO, _FEW_WORDS, _NEAR_PARAGRAPHS = 2, 3, 10
_MOST_BEARERS = 6
"""Persons called by one noun, and mentions of each, that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What became of the speakers that are another one over again."""

    kept: Mapping[Speaker, Speaker]
    """For each speaker to drop, the speaker to keep, who now has the mentions of both."""
    pairs: tuple[VoicePair, ...]
    """The pairs that no rule joins and that may be one voice, likely or not."""


def find_same(document: Document, speakers: Sequence[Speaker], clues: Clues) -> Joined:
    """Find the speakers that are another one over again. Two speakers with names of their own never are.

    Rules come first, then what is likely.

    Args:
        document: The report, with its names.
        speakers: Everybody who is a source or a relay; a speaker may stand there several times.
        clues: What else is known of them.
    """
    kept: dict[Speaker, Speaker] = {}
    here = list(dict.fromkeys(speakers))
    for rule in _RULES:
        for one, other in list(rule(document, [speaker for speaker in here if speaker not in kept])):
            _join(kept, one, other)
    for one, other in list(_called_so(document, [speaker for speaker in here if speaker not in kept], clues)):
        _join(kept, one, other)
    left = [speaker for speaker in here if speaker not in kept]
    told = [(_last(kept, one), _last(kept, other)) for one, other in clues.told]
    found = pairs_of_voices(left, document.words, replace(clues, told=told))
    pairs = tuple(pair for pair in found if not _may_be_second(document, pair))
    for pair in likely_pairs(pairs):
        _join(kept, pair.one, pair.other)
    return Joined(kept={speaker: _last(kept, speaker) for speaker in kept}, pairs=pairs)


def _may_be_second(document: Document, pair: VoicePair) -> bool:
    """Check whether a pair goes by the noun of a body of which the report names two: "police" and "Marram police"."""
    one, other = ({document.words.lower[i] for i in heads} for heads in pair.heads)
    return may_be_second(document, one & other)


def _last(kept: Mapping[Speaker, Speaker], speaker: Speaker) -> Speaker:
    while speaker in kept:
        speaker = kept[speaker]
    return speaker


def _join(kept: dict[Speaker, Speaker], one: Speaker, other: Speaker) -> None:
    """Join two speakers, unless both have names; the one with a name is kept, or the one that is known."""
    keep, drop = _last(kept, one), _last(kept, other)
    if keep is drop or (keep.entity is not None and drop.entity is not None):
        return
    if (drop.entity is not None, keep.is_unresolved) > (keep.entity is not None, drop.is_unresolved):
        keep, drop = drop, keep
    kept[drop] = keep
    _take_over(keep, drop)


def _take_over(keep: Speaker, drop: Speaker) -> None:
    """Give a speaker what the report says of another, and the fuller of both descriptions."""
    is_fuller = (drop.is_named_within, len(drop.name.split())) > (keep.is_named_within, len(keep.name.split()))
    # Officers of a force are no better a name for it.
    if keep.entity is None and is_fuller and (drop.kind == keep.kind or keep.kind != "organisation"):
        keep.name, keep.kind = drop.name, drop.kind
    keep.heads += drop.heads
    keep.mentions += drop.mentions
    keep.qualified += drop.qualified
    keep.roles |= drop.roles
    keep.members = keep.members or drop.members
    keep.is_withheld |= drop.is_withheld
    keep.is_named_within |= drop.is_named_within
    keep.is_bare &= drop.is_bare


def _at_one_place(_: Document, speakers: Sequence[Speaker]) -> _Pairs:
    """Pair speakers of the same words: "a neighbour who asked … said" is the neighbour twice."""
    seen: dict[int, Speaker] = {}
    for one in speakers:
        for head in one.heads:
            other = seen.setdefault(head, one)
            if other is not one:
                yield other, one


def _by_going_on(document: Document, speakers: Sequence[Speaker]) -> _Pairs:
    """Pair pronouns that go on with the speaker before them, even if that is unresolved: "he said. He added"."""
    words = document.words
    asking = _asking(words)
    places = sorted((head, i) for i, speaker in enumerate(speakers) for head in speaker.heads)
    last: dict[frozenset[str], tuple[int, Speaker]] = {}
    for head, i in places:
        speaker = speakers[i]
        group = _PRONOUNS.get(words.lower[head]) if speaker.is_unresolved else None
        if group in last:
            before, other = last[group]
            here, there = words.paragraphs[head], words.paragraphs[before]
            is_asked = not asking.isdisjoint({here, there})
            goes_on = here == there or (here - there == 1 and _goes_into_next_paragraph(group, is_asked=is_asked))
            if goes_on and words.marks[head] == words.marks[before]:
                yield other, speaker
        if group not in _FIRST_PERSON and speaker.kind in {"person", "group"}:
            # Whoever else speaks, "he" is no longer sure to be the same; "I" is.
            last = {first: last[first] for first in _FIRST_PERSON if first in last}
        if group is not None:
            last[group] = head, speaker


def _goes_into_next_paragraph(group: frozenset[str] | None, *, is_asked: bool) -> bool:
    """Check whether a pronoun is likely to be the same in the next paragraph.

    The "I" of an interview's question is not that of the answer after it, and "they" are soon others.
    """
    return not is_asked if group in _FIRST_PERSON else group is not THIRD_PLURAL


def _ends_paragraph(words: Words, i: int) -> bool:
    return i + 1 == len(words) or words.paragraphs[i + 1] != words.paragraphs[i]


def _of_the_page(document: Document, speakers: Sequence[Speaker]) -> _Pairs:
    """Pair every "I", "we" or "you" outside quotation marks with the first: it is the writer, or the reader.

    Not where somebody is asked: the "I" of an interview's question is not that of the answer.
    """
    words = document.words
    asking = _asking(words)
    first: dict[frozenset[str], Speaker] = {}
    places = [(words.lower[head] not in SUBJECT_PRONOUNS, head, one) for one in speakers for head in one.heads]
    for _, head, one in sorted(places, key=lambda place: place[:2]):
        group = _PRONOUNS.get(words.lower[head]) if one.is_unresolved else None
        if group in _OF_THE_PAGE and words.marks[head] == Mark.OUTSIDE and words.paragraphs[head] not in asking:
            other = first.setdefault(group, one)
            if other is not one:
                yield other, one


def _asking(words: Words) -> set[int]:
    """List the paragraphs that end with a question mark."""
    return {words.paragraphs[i] for i in words.places_of({"?"}) if _ends_paragraph(words, i)}


def _described_again(document: Document, speakers: Sequence[Speaker]) -> _Pairs:
    """Pair "a crowd" and "the crowd" if no other crowd speaks, and a description that is repeated word for word."""
    bearers: dict[str, dict[Speaker, frozenset[str]]] = {}
    repeated: dict[tuple[str, frozenset[str]], Speaker] = {}
    for phrase in phrases(document, speakers):
        before = bearers.setdefault(phrase.noun, {})
        same = phrase.speaker
        if phrase.determiner in _POINTING:
            if len(before) == 1 and any(phrase.others <= others for others in before.values()):
                same = next(iter(before))
        elif phrase.determiner in {"", *ARTICLES} and (
            phrase.others or not (phrase.determiner or phrase.noun == "one")
        ):
            same = repeated.setdefault((phrase.noun, phrase.others), phrase.speaker)
        if same is not phrase.speaker:
            yield same, phrase.speaker
        else:
            before[same] = phrase.others


def _in_headline(document: Document, speakers: Sequence[Speaker]) -> _Pairs:
    """Pair the "lawmaker" of a headline with the only lawmaker whom the report introduces: "a lawmaker in Marram"."""
    people = [one for one in phrases(document, speakers) if one.speaker.kind == "person" and not one.speaker.is_plural]
    introduced: dict[str, list[Speaker]] = {}
    for phrase in people:
        if phrase.determiner in {"a", "an"}:
            introduced.setdefault(phrase.noun, []).append(phrase.speaker)
    for phrase in people:
        again = introduced.get(phrase.noun, ())
        is_told_beneath = any(document.words.paragraphs[head] for head in phrase.speaker.heads)
        if len(again) == 1 and not phrase.determiner and not is_told_beneath:
            yield again[0], phrase.speaker


def _both(document: Document, speakers: Sequence[Speaker]) -> _Pairs:
    """Pair "the two", "both men" or "the couple" with the two who were named together last before it."""
    words = document.words
    pairs = sorted((head, i) for i, one in enumerate(speakers) if len(one.members) == _TWO for head in one.heads)
    for one in speakers if pairs else ():
        if one.entity is not None or one.members or not one.heads or not one.qualified:
            continue
        start, end = one.qualified[0]
        last = bisect_left(pairs, (start,)) - 1
        if last >= 0 and _are_two(words.lower[start:end]):
            head, rank = pairs[last]
            if words.paragraphs[start] - words.paragraphs[head] <= _NEAR_PARAGRAPHS:
                yield speakers[rank], one


def _are_two(texts: Sequence[str]) -> bool:
    """Tell "both" and "the two lawmakers" from "both of his rivals", "both pilots and anglers"."""
    is_two = texts[0] == "both" or texts[:2] == ("the", "two") or (texts[0] == "the" and texts[1:] in _COUPLES)
    return is_two and len(texts) <= _FEW_WORDS and {"and", "of", "in"}.isdisjoint(texts)


def _called_so(document: Document, speakers: Sequence[Speaker], clues: Clues) -> _Pairs:
    """Pair "the Marram police chief" with the one person beside whose name all these words stand.

    And "the sheriff" with the only sheriff whom the report names.
    """
    texts, roles = document.words.texts, clues.roles
    called: dict[str, dict[Speaker, list[frozenset[str]]]] = {}
    for one in speakers:
        for start, end in roles.ranges(one.entity) if one.entity else ():
            told = frozenset(text.lower() for text in texts[start:end])
            for text in told:
                called.setdefault(text, {}).setdefault(one, []).append(told)
    by_entity = {id(one.entity): one for one in speakers if one.entity is not None}
    for phrase in phrases(document, speakers):
        is_of_person = phrase.speaker.kind == "person" and not phrase.speaker.is_plural and not phrase.speaker.members
        known = called.get(phrase.noun, {})
        if not is_of_person or phrase.determiner not in {"", "the"}:
            continue
        if phrase.others and (bearer := _bearer(document.words, phrase, known)) is not None:
            yield bearer, phrase.speaker
        holders = clues.bearers.get(phrase.noun, ()) if phrase.noun in OFFICES and not phrase.others else ()
        is_holder = len(holders) == 1 and id(holders[0]) in by_entity and phrase.noun in roles.heads(holders[0])
        if is_holder and not is_deputy_nearer(clues.bearers, phrase.noun, holders[0], phrase.head):
            yield by_entity[id(holders[0])], phrase.speaker


def _bearer(words: Words, phrase: Phrase, known: Mapping[Speaker, list[frozenset[str]]]) -> Speaker | None:
    """Find the one person whom the report calls all that a description says, or who is named next by its office.

    Args:
        words: The report's words.
        phrase: A description.
        known: The persons called by its noun, with the words of what each is called.
    """
    if len(known) > _MOST_BEARERS:
        return None
    told = phrase.others | {phrase.noun}
    bearers = [one for one, runs in known.items() if any(told <= run for run in runs[:_MOST_BEARERS])]
    return bearers[0] if len(bearers) == 1 else _introduced_next(words, phrase, known)


def _introduced_next(words: Words, phrase: Phrase, known: Mapping[Speaker, list[frozenset[str]]]) -> Speaker | None:
    """Find who is named next by the office that a description has of a country: "the energy minister of Drovia".

    "Energy Minister Ivo Brandt", two paragraphs further down at most, if nobody else has this office. An office of one
    word tells too little: the president of Drovia may be followed by one's own.
    """
    before = words.lower[phrase.speaker.mentions[0][0] : phrase.head]
    office = frozenset(before[bool(phrase.determiner) :]) | {phrase.noun}
    if words.lower[phrase.head + 1 : phrase.head + 2] != ("of",) or len(office) < _TWO or phrase.noun not in OFFICES:
        return None
    holders = [one for one, runs in known.items() if any(office <= run for run in runs[:_MOST_BEARERS])]
    if len(holders) != 1 or holders[0].entity is None or office not in known[holders[0]]:
        return None
    first = holders[0].entity.mentions[0].start
    is_next = first > phrase.head and words.paragraphs[first] - words.paragraphs[phrase.head] <= _TWO
    return holders[0] if is_next else None


_RULES: tuple[_Rule, ...] = (
    _at_one_place,
    _by_going_on,
    _of_the_page,
    _described_again,
    _in_headline,
    one_survey,
    in_full,
    only_body,
    _both,
    who_is_named_later,
    who_gave_a_name,
)
