"""Bodies and documents that are another one over again: "police" and "Marram police", "the poll" and whose it is."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from whence.language.date_words import MONTHS, WEEKDAYS
from whence.language.english import ARTICLES, COMPANIES, OUTLET_NOUNS, SURVEYS
from whence.language.gazetteer import country_of, is_region, kind_of_noun
from whence.language.scripts import tokens_of
from whence.language.words import CAPITALISED
from whence.reading.sources.accused_bodies import accused_before
from whence.reading.sources.agreement import may_be_called
from whence.reading.sources.described_speakers import Phrase, phrases
from whence.reading.sources.introductions import OF_ANOTHER, is_force, is_short_for
from whence.reading.sources.named_entities import Document
from whence.reading.sources.speaker_register import Speaker

__all__ = ["in_full", "may_be_second", "one_survey", "only_body"]

_Pairs = Iterator[tuple[Speaker, Speaker]]
_SOLE_GROUPS = frozenset({"family", "deputies", "detectives", "troopers", "prosecutors"})
"""Groups of which a report with one of them means that one by the noun alone."""
_OF_ANOTHER = OF_ANOTHER.union(MONTHS, ("last", "past", "similar", "recent", "one"))
"""What tells that a survey is one of several."""
_RESULTS = frozenset({"results", "findings"})
"""What a survey found, if the report tells of no other results."""
_OF_FORCES = frozenset({
    "police", "department", "dept", "force", "service", "bureau", "officers", "metro", "metropolitan", "pd",
})  # fmt: skip
"""What stands in a police force's name besides its place."""
_LOCAL = frozenset({"city", "county", "town", "local", "area"})
"""What tells no place by itself: "city police"."""
_OF_OUTLETS = frozenset({"news", "daily", "weekly", "local"})
_OTHER_OUTLETS = frozenset({"organization", "organisation", "site", "service"})
"""Nouns that mean an outlet after "news"."""
_OF_OTHERS = frozenset({"former", "other", "retired", "fellow"})
"""What tells that a body or group is not the one that its noun alone means."""
_AS_OFTEN = 2
_LONGEST_NAME = 8
_MOST_FORCES = 24
"""Police forces of different places that are looked at."""


def one_survey(document: Document, speakers: Sequence[Speaker]) -> _Pairs:
    """Pair "a new poll", "the findings" and "the Harbour University survey", until another is meant."""
    words = document.words
    told = [one for one in phrases(document, speakers) if one.speaker.kind == "document"]
    found = [one for one in told if one.noun in SURVEYS and not one.speaker.is_plural]
    # After "an earlier poll", "the poll" may be either.
    surveys = list(takewhile(lambda one: _OF_ANOTHER.isdisjoint(one.others | {one.determiner}), found))
    names: list[tuple[str, ...]] = []
    for one in surveys:
        runs = [*one.speaker.mentions, *one.speaker.qualified]
        large = {i for run in runs for i in range(run[0] + 1, run[1]) if words.shapes[i] in CAPITALISED}
        named = (words.lower[i] for i in sorted(large))
        names.append(tuple(word for word in named if word not in SURVEYS and word not in WEEKDAYS))
    fullest = max(range(len(surveys)), key=lambda i: len(set(names[i])), default=0)
    if surveys and all(_is_shorter(one, names[fullest]) for one in names):
        results = [
            one
            for one in told
            if surveys == found and one.noun in _RESULTS and one.determiner in {"", "the"} and not one.others
        ]
        others = [one for one in (*surveys, *results) if one is not surveys[fullest]]
        yield from ((surveys[fullest].speaker, one.speaker) for one in others)


def _is_shorter(one: Sequence[str], other: Sequence[str]) -> bool:
    """Check whether all words of a name are in another, or its letters are: "HIP" and "Harbour Institute of Piers"."""
    letters = "".join(word[0] for word in other)
    return all(word in other or (len(word) > 2 and word in letters) for word in one)  # noqa: PLR2004 -- letters of one


def only_body(document: Document, speakers: Sequence[Speaker]) -> _Pairs:
    """Pair "the newspaper" with the only outlet that speaks under its name, "the company" with the firm it is about."""
    bodies = [one for one in speakers if one.entity is not None and one.kind == "organisation"]
    told = [phrase for phrase in phrases(document, speakers) if phrase.determiner == "the"] if bodies else []
    firm = _main_firm(document, bodies) if any(phrase.noun in COMPANIES for phrase in told) else None
    first = firm.entity.mentions[0].start if firm and firm.entity else 0
    for phrase in told:
        if noun := _noun_of_outlet(phrase):
            outlets = [one for one in bodies if one.entity is not None and may_be_called(one.entity, noun)]
            if len(outlets) == 1:
                yield outlets[0], phrase.speaker
        elif phrase.noun in COMPANIES and not phrase.others and firm is not None and first < phrase.head:
            # "The company" that denies something is whom the sentence before accuses, of whatever firm the report is.
            yield from [] if accused_before(document, phrase.head) else [(firm, phrase.speaker)]


def _main_firm(document: Document, bodies: Sequence[Speaker]) -> Speaker | None:
    """Find the firm that a report names twice as often as any other body that may be one."""
    most = max(bodies, key=lambda one: len(one.entity.mentions) if one.entity else 0, default=None)
    own = most.entity if most else None
    if own is None or not may_be_called(own, "company") or may_be_called(own, "newspaper"):
        return None
    shown = (document.shown((name.start, name.end)) for name in document.names if name.kind == "organisation")
    named = (name for name in shown if not is_region(name) and not country_of(name))
    counts = Counter(token for name in named for token in tokens_of(name)[:1])
    rival = max((count for token, count in counts.items() if token not in own.full), default=0)
    return most if len(own.mentions) >= _AS_OFTEN * rival else None


def _noun_of_outlet(phrase: Phrase) -> str | None:
    """Return the noun of a description that says no more than that somebody is an outlet."""
    if not phrase.others <= _OF_OUTLETS or phrase.speaker.kind in {"person", "group"}:
        return None
    if phrase.noun in OUTLET_NOUNS:
        return phrase.noun
    return "outlet" if phrase.noun in _OTHER_OUTLETS and "news" in phrase.others else None


def in_full(document: Document, speakers: Sequence[Speaker]) -> _Pairs:
    """Pair "police" and "Marram police", "the campaign" and "the Okafor campaign", if the report names no second.

    Where it does, "Marram police" is still the Marram Police Department.
    """
    for noun, bearers in _mates(document, speakers).items():
        if noun == "police":
            yield from _one_force(document, bearers)
            continue
        fullest = max(bearers, key=lambda one: len(bearers[one]))
        is_one = all(others <= bearers[fullest] for others in bearers.values())
        if len(bearers) > 1 and is_one and _names_no_second(document, noun):
            yield from ((fullest, one) for one in bearers if one is not fullest)


def _one_force(document: Document, bearers: Mapping[Speaker, frozenset[str]]) -> _Pairs:
    """Pair the mentions of one police force; the bare "police" is the only one that speaks, if it is the main one."""
    places = {one: _place(others) for one, others in bearers.items() if "and" not in others}
    fullest: dict[frozenset[str], Speaker] = {}
    for one in sorted(places, key=lambda one: (-len(places[one]), -len(bearers[one]))):
        fullest.setdefault(places[one], one)
    named = [place for place in fullest if place][:_MOST_FORCES]
    is_main = bool(named) and _is_main_force(document, named[0])
    for one, place in places.items():
        holding = [other for other in named if (place or is_main) and place <= other] or [place]
        if all(less <= more for more, less in pairwise(holding)) and fullest[holding[0]] is not one:
            yield fullest[holding[0]], one


def _place(others: frozenset[str]) -> frozenset[str]:
    """Leave of what stands in a force's name its place."""
    place = frozenset(word for word in others if word not in _OF_FORCES and not word.isdigit() and not is_force(word))
    return frozenset() if place <= _LOCAL else place


def _mates(document: Document, speakers: Sequence[Speaker]) -> dict[str, dict[Speaker, frozenset[str]]]:
    """Collect the bodies and documents that one noun is for, each with the other words that it is described by."""
    mates: dict[str, dict[Speaker, frozenset[str]]] = {}
    for phrase in phrases(document, speakers):
        noun = "police" if phrase.noun == "cops" and not phrase.others else phrase.noun
        is_body = _is_of_body(noun) or kind_of_noun(noun) == "document"
        is_sole = phrase.determiner in {"", "the"} or (phrase.determiner in ARTICLES and phrase.others)
        is_sole = is_sole and (noun not in _SOLE_GROUPS or _OF_OTHERS.isdisjoint(phrase.others))
        if is_body and is_sole and OF_ANOTHER.isdisjoint(phrase.others):
            mates.setdefault(noun, {})[phrase.speaker] = phrase.others
    for one in speakers:
        if one.entity is not None and (one.entity.kind != "person" or is_force(one.entity.name)):
            tokens = {token.removesuffix("'s") for token in one.entity.full}
            if is_force(one.entity.name):
                spelt = (others for others in mates.get("police", {}).values() if is_short_for(one.entity.name, others))
                tokens |= {"police"}.union(*spelt)
            for noun in tokens & mates.keys():
                mates[noun][one] = frozenset(tokens - {noun})
    return mates


def _is_of_body(noun: str) -> bool:
    return kind_of_noun(noun) == "organisation" or noun in _SOLE_GROUPS


def _names_no_second(document: Document, noun: str) -> bool:
    """Check whether at most one name stands with a noun throughout the report: "Marram police", "Harbour Office"."""
    names = _names_with(document, noun)
    if not all(one <= other for one, other in pairwise(sorted(names, key=len))):
        return False
    forces = _forces(document) if noun == "police" else {}
    # "MPD" is short for "Marram Police Department", and "TPD" is another.
    return len(forces) <= 1 and all(text[0].lower() in {word[0] for word in name} for text in forces for name in names)


def _names_with(document: Document, noun: str) -> Counter[frozenset[str]]:
    """Count the names that stand with a noun, each as its other words."""
    words = document.words
    names: Counter[frozenset[str]] = Counter()
    for i in words.places_of({noun}):
        end = i
        while end and words.texts[end - 1] in {"s", "'", "’"}:
            end -= 1
        for name in document.names_in((max(0, end - _LONGEST_NAME), min(len(words), i + _LONGEST_NAME))):
            if name.end == end or name.start <= i < name.end:
                named = {words.lower[k] for k in range(name.start, name.end)}
                names[frozenset(named - {noun})] += 1
    return names


def _forces(document: Document) -> Counter[str]:
    """Count the short forms of police departments: "MPD"."""
    return Counter(text for text in document.words.texts if is_force(text))


def _is_main_force(document: Document, place: frozenset[str]) -> bool:
    """Check whether a report names the police of a place at least as often as all others."""
    names: Counter[frozenset[str]] = Counter()
    for name, count in _names_with(document, "police").items():
        names[_place(name)] += count
    own = sum(count for name, count in names.items() if name <= place or place <= name)
    short = _forces(document)
    own += sum(count for text, count in short.items() if text.lower() in place or is_short_for(text, place))
    return own >= sum(names.values()) + sum(short.values()) - own


def may_be_second(document: Document, nouns: Collection[str]) -> bool:
    """Check whether one of some nouns is that of a body of which the report names two: "police", "Marram police".

    Args:
        document: The report, with its names.
        nouns: What two speakers are both called.
    """
    return any(_is_of_body(noun) and not _names_no_second(document, noun) for noun in nouns)
