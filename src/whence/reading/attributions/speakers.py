"""Find the speaker behind each attribution, and its relays."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from whence.language.date_words import MONTHS, WEEKDAYS, is_date
from whence.language.english import FEMININE, HEARSAY, MASCULINE, ONE_OF_MANY, WHERE
from whence.language.gazetteer import country_of, kind_of_noun
from whence.language.quotation_marks import Mark
from whence.language.words import CAPITALISED, Shape, Words
from whence.reading.attributions.bracketed_outlets import bracketed_outlets
from whence.reading.attributions.circumstances import Circumstances, circumstances
from whence.reading.attributions.citations import find_cited
from whence.reading.attributions.credits import Credit, carry_on
from whence.reading.attributions.interviews import pass_on_answers, recall_interviews
from whence.reading.attributions.outlets import is_like_an_outlet, is_own, reports_as_outlet
from whence.reading.attributions.relays import (
    find_carriers,
    only_reacts,
    passes_on,
    told_officially,
)
from whence.reading.attributions.surveys import survey_behind
from whence.reading.attributions.withheld_names import withhold_names
from whence.reading.model.decode import FoundAttribution, Name, WordRange
from whence.reading.sources.aliases import aliases_of
from whence.reading.sources.coreference import Speakers
from whence.reading.sources.fuller_words import countries_named, fuller_words
from whence.reading.sources.named_entities import Document, is_title_case
from whence.reading.sources.noun_phrases import Description
from whence.reading.sources.speaker_register import Speaker

__all__ = ["credit"]


_NEAR_WORDS = 4
_LEAD = 1
"""Number of the paragraph beneath a headline; a text without one begins with paragraph 0."""
_NEAR_ATTRIBUTIONS = 4
"""Attributions before and after one among which those of its sentence are sought."""
_BESIDE = frozenset({"and", "like", "including"})
_GOVERNED = frozenset({"for", "of", "to", "by", "with", "both"})
_ASKING = frozenset({"ask", "asks", "asked", "asking"})
_HELD = frozenset({"seen", "viewed", "obtained", "reviewed", "received", "acquired", "examined", "read"})
"""What whoever has a document did, and not who issued it."""
_DATES = frozenset({*MONTHS, *WEEKDAYS})
_PARTS_OF_BODIES = frozenset({"panel", "court", "committee", "division", "branch", "arm", "unit", "office", "bench"})


def credit(
    document: Document,
    found: Sequence[FoundAttribution],
    outer: Mapping[int, int],
    speakers: Speakers,
    own_outlet: Sequence[str] = (),
) -> list[Credit]:
    """Find the speaker and the relays of each attribution.

    Args:
        document: The report, with its names.
        found: Its attributions, in the order of their cues.
        outer: For each nested attribution, the index of the attribution that contains it.
        speakers: Resolves words to speakers.
        own_outlet: Names of the outlet that publishes the report, which relays nothing to itself.
    """
    setting = _Setting(
        document=document,
        found=found,
        speakers=speakers,
        countries=countries_named(document),
        items=bracketed_outlets(document),
    )
    done: dict[int, Credit] = {}
    for i in range(len(found)):
        # Outermost first: a nested attribution depends on the speaker of the attribution around it.
        chain = [i]
        while chain[-1] in outer and chain[-1] not in done:
            chain.append(outer[chain[-1]])
        for one in reversed(chain):
            if one not in done:
                around = done[outer[one]] if one in outer else None
                done[one] = _credit_one(setting, one, around)
    listed = [done[i] for i in range(len(found))]
    recall_interviews(document, found, listed, speakers)
    carry_on(document, found, outer, listed)
    pass_on_answers(document, found, outer, listed, speakers)
    withhold_names(document, found, listed)

    @cache
    def is_its_own(speaker: Speaker) -> bool:
        return is_own(own_outlet, (speaker.name, *aliases_of(document, speaker)))

    for given in listed if own_outlet else ():
        given.relays = [relay for relay in given.relays if not is_its_own(relay)]
        speaker = given.speaker if given.circumstances.channel == "press report" else None
        if speaker is not None and is_its_own(speaker):
            given.circumstances = replace(given.circumstances, channel=None)
    return listed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What the attributions of a report are credited by."""

    document: Document
    found: Sequence[FoundAttribution]
    speakers: Speakers
    countries: Mapping[str, WordRange]
    """Countries named in the report."""
    items: Sequence[tuple[WordRange, WordRange]]
    """What is from an outlet in brackets, and the words of that outlet."""


def _credit_one(setting: _Setting, at: int, around: Credit | None) -> Credit:
    document, speakers, one = setting.document, setting.speakers, setting.found[at]
    beside = setting.found[max(0, at - _NEAR_ATTRIBUTIONS) : at + _NEAR_ATTRIBUTIONS + 1]
    words = document.words
    within = around.contents if around else ()
    cited = find_cited(words, one, within)
    source = (cited,) if cited else () if _is_nobody(words, one) else one.source
    speaker = None
    if source:
        others = (*_told_of(document, one), *_asker(around))
        meant = fuller_words(document, source[0], setting.countries) or source[0]
        speaker, described = speakers.find(
            meant,
            within=around.speaker if around else None,
            is_quoted=around is not None and around.is_without_cue,
            others=others,
        )
        speaker.is_named_within |= meant != source[0] or _names_itself(document, described, speaker)
    said = circumstances(document, one, speaker.kind if speaker else None, within, beside)
    passed: list[Speaker] = []
    if around:
        passed, said = _within(setting, around, one, speaker, said)
        is_told = not around.only_reacts or words.marks[one.cue[0]] == Mark.INSIDE
        if not is_told or _may_be_oneself(words, one, around.speaker, speaker):
            passed = [relay for relay in passed if relay is not around.speaker]
    carriers = [_found_named(document, speakers, one.source[0])] if cited and one.source else []
    if speaker:
        speaker.is_withheld |= bool(said.anonymity_spans)
    carriers += find_carriers(document, one, speakers, beside)
    listeners = (survey_behind(words, one), told_officially(words, one))
    credited = [outlet for item, outlet in setting.items if item[0] <= one.cue[0] < item[1]]
    passed = [speakers.find(run)[0] for run in credited] + passed
    passed += carriers + [speakers.find(run)[0] for run in listeners if run]
    relays = [relay for relay in dict.fromkeys(passed) if relay is not speaker and not relay.is_unresolved]
    return Credit(
        speaker=speaker,
        circumstances=said,
        relays=relays,
        carriers=[one for one in carriers if is_like_an_outlet(one.name) or reports_as_outlet(one.name)],
        source=source,
        contents=one.contents,
        is_without_cue=all(shape == Shape.PUNCTUATION for shape in words.shapes[slice(*one.cue)]),
        asks_somebody=_asks_somebody(words, one),
        only_reacts=only_reacts(words, one),
    )


def _found_named(document: Document, speakers: Speakers, run: WordRange) -> Speaker:
    """Find whom words mean, and note whether they hold a name: "the Skerry agency"."""
    speaker, described = speakers.find(run)
    speaker.is_named_within |= _names_itself(document, described, speaker)
    return speaker


def _asks_somebody(words: Words, one: FoundAttribution) -> bool:
    """Check whether words stand between a verb of asking and what is asked: those who are asked."""
    is_asking = bool(_ASKING.intersection(words.lower[i] for i in range(*one.cue)))
    return is_asking and bool(one.contents) and one.contents[0][0] > one.cue[1]


def _asker(around: Credit | None) -> Sequence[Name]:
    """Find the names of whoever asks another what a nested attribution is in: "he" of it is the one who is asked."""
    if around is None or not around.asks_somebody or around.speaker is None or around.speaker.entity is None:
        return ()
    return around.speaker.entity.mentions


def _is_nobody(words: Words, one: FoundAttribution) -> bool:
    """Check whether the words found as the source are none: "Okafor allegedly fled" is not what Okafor says.

    Neither is a mark alone anybody, nor a date.
    """
    if one.source and all(words.shapes[i] == Shape.PUNCTUATION for i in range(*one.source[0])):
        return True
    is_hearsay = one.cue[1] - one.cue[0] == 1 and words.lower[one.cue[0]] in HEARSAY
    return is_hearsay or (bool(one.source) and is_date(words.texts[slice(*one.source[0])]))


def _may_be_oneself(words: Words, one: FoundAttribution, outer: Speaker | None, inner: Speaker | None) -> bool:
    """Check whether a pronoun in reported words may mean whoever reports them: "the pilot said that he knew"."""
    is_pronoun = len(one.source) == 1 and one.source[0][1] == one.source[0][0] + 1
    at = one.source[0][0] if is_pronoun else one.cue[0]
    if not is_pronoun or words.lower[at] not in MASCULINE | FEMININE or words.marks[at] == Mark.INSIDE:
        return False
    return outer is not None and outer.kind == "person" and not (outer.entity and inner and inner.entity)


def _told_of(document: Document, one: FoundAttribution) -> Iterator[Name]:
    """Find the names that are not a source's: of what it says, and of what it does that to in the cue's clause.

    Nobody says "Okafor" and means himself, but a body may name itself where it is quoted, or be named in a report's
    first sentence: "Norda Holdings will appeal, it said".
    """
    words = document.words
    end = bisect_right(words.paragraphs, words.paragraphs[min(one.cue[0], len(words) - 1)])
    stop = next((i for i in range(one.cue[1], end) if words.shapes[i] == Shape.PUNCTUATION), end)
    clause = (one.cue[0], min([stop, *(start for start, _ in one.source if start >= one.cue[1])]))
    yield from document.names_in(clause)
    for content in one.contents:
        for name in document.names_in(content):
            is_quoted = words.marks[name.start] == Mark.INSIDE
            if name.kind == "person" or not (is_quoted or _is_first_subject(document, name, one)):
                yield name


def _is_first_subject(document: Document, name: Name, one: FoundAttribution) -> bool:
    """Check for the name with which the first sentence beneath the headline begins, and no body is named before it.

    There "it" after what is said can be nobody else.
    """
    words = document.words
    is_it = any(words.lower[slice(*run)] == ("it",) for run in one.source) and name.end <= one.cue[0]
    begun = name.start - (name.start > 0 and words.lower[name.start - 1] == "the")
    here = words.paragraphs[begun]
    opens = here <= _LEAD and (begun == 0 or words.paragraphs[begun - 1] < here)
    shown = words.lower[slice(name.start, name.end)]
    before = (words.lower[other.start : other.end] for other in document.names_in((0, begun)))
    return is_it and opens and all(other[0] == shown[0] for other in before)


def _within(
    setting: _Setting, around: Credit, one: FoundAttribution, speaker: Speaker | None, said: Circumstances
) -> tuple[list[Speaker], Circumstances]:
    """Return the relays and the circumstances that a nested attribution has from the one around it.

    A document of the nested source itself relays nothing: it is the channel.
    """
    passed = list(around.relays)
    if around.speaker is None or not around.source:
        return passed, said
    if passes_on(setting.document, around, one, speaker, setting.speakers):
        passed.append(around.speaker)
    elif speaker is not None and speaker is not around.speaker:
        around.speaker.author = speaker
    if around.speaker is speaker or around.speaker.kind == "document":
        said = _by_the_same_way(said, around)
    return passed, said


def _by_the_same_way(said: Circumstances, around: Credit) -> Circumstances:
    """Add the channel of the attribution around it to circumstances that state none."""
    if said.channel is not None:
        return said
    return replace(said, channel=around.circumstances.channel, channel_spans=around.circumstances.channel_spans)


def _names_itself(document: Document, found: Description, speaker: Speaker) -> bool:
    """Check for an identifying name in a description: "the Trump campaign", "a study by the Harbour Office"."""
    if found.also:
        return True
    if speaker.kind in {"person", "group"}:
        return speaker.entity is None and _holds_person(document, found.span)
    start, end = found.core
    texts = document.words.texts
    noun = texts[found.head]
    is_part = noun.lower() in _PARTS_OF_BODIES
    is_any = texts[start].lower() in ONE_OF_MANY and noun.islower() and not is_part
    if speaker.kind == "organisation" and is_any:
        return False  # "a giant Skerry Valley company" bears no name
    if speaker.kind == "document" or is_part:
        start, end = found.span
    named = [name for name in document.names_in((start, end)) if not _tells_where(document, name)]
    if speaker.kind == "document":
        named = [name for name in named if not _only_holds(document.words, name)]
    # The model takes "anglers" in "the anglers' federation" for a name.
    named = [one for one in named if any(document.words.shapes[i] != Shape.LOWER for i in range(one.start, one.end))]
    placed = {i for name in document.names_in((start, end)) for i in range(name.start, name.end)}
    words = document.words
    large = [i for i in range(start + 1, end) if words.shapes[i] in CAPITALISED and i not in placed]
    # "A Drovian newspaper", "a memo released Friday" and "an FIR" bear no name.
    large = [i for i in large if not country_of(words.texts[i]) and words.lower[i] not in _DATES]
    large = [i for i in large if words.shapes[i] != Shape.UPPER or kind_of_noun(words.texts[i]) != "document"]
    return bool(named) or any(not is_title_case(words, i) for i in large)


def _holds_person(document: Document, span: WordRange) -> bool:
    """Check whether a person is named beside others: "the star and her husband Ivo Brandt", "critics like Okafor"."""
    words = document.words
    for name in document.names_in(span):
        before = {words.lower[i] for i in range(max(span[0], name.start - _NEAR_WORDS), name.start)}
        first = name.start == span[0] and words.texts[name.end : name.end + 1] == ("and",)
        if name.kind == "person" and (first or (before & _BESIDE and not before & _GOVERNED)):
            return True
    return False


def _only_holds(words: Words, name: Name) -> bool:
    """Check whether a name is of who has a document and not of who issued it: "a letter seen by the Post"."""
    before = [text for text in words.lower[max(0, name.start - 3) : name.start] if text != "the"]
    return before[-1:] == ["by"] and not _HELD.isdisjoint(before[-2:-1])


def _tells_where(document: Document, name: Name) -> bool:
    """Check whether a place name only gives a location: "polls in Marram"."""
    before = document.words.lower[name.start - 1] if name.start else ""
    return name.kind == "place" and before in WHERE
