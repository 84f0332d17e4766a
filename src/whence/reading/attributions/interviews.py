"""Interviews that the page tells of before it quotes from them: "He gave Skerry TV an interview. “It leaks,” he said".

And pages that are an interview, with answers in paragraphs of their own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from whence.language.english import FIRST_PERSON, FIRST_SINGULAR, INTERVIEWERS, SECOND_PERSON
from whence.language.quotation_marks import Mark
from whence.language.words import Words, sentence_around
from whence.reading.attributions.credits import Credit, is_quotation
from whence.reading.attributions.relays import find_carriers
from whence.reading.model.decode import Evidence, FoundAttribution, Name, WordRange
from whence.reading.sources.coreference import Speakers
from whence.reading.sources.named_entities import Document
from whence.reading.sources.speaker_register import Speaker

__all__ = ["pass_on_answers", "recall_interviews"]

_INTERVIEW = frozenset({"interview"})
_MOST_BACK = 2
"""Sentences before a quotation in which an interview is sought."""
_NOTHING = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
_THE_SAME = re.compile(r"\b(?:the|that|this|same) $", re.IGNORECASE)
"""Before "interview": one that was named before."""
_LONGEST_QUESTION = 80
_FEWEST_ANSWERS = 3
"""Fewest paragraphs in which somebody says "I" outside quotation marks."""
_BEFORE_INTERVIEWERS = INTERVIEWERS | {"s", "'", "’", "'s", "’s"}


def recall_interviews(
    document: Document, found: Sequence[FoundAttribution], listed: Sequence[Credit], speakers: Speakers
) -> None:
    """Give what somebody said in an interview the relays of that interview, where another sentence tells of it.

    This holds for what is said "in the interview", and for a quotation after "Okafor gave Skerry TV an interview".

    Args:
        document: The report.
        found: Its attributions, in the order of their cues.
        listed: Parallel to ``found``; changed in place.
        speakers: Resolves words to speakers.
    """
    known: dict[int, list[Speaker]] = {}
    for one, here in zip(found, listed, strict=True):
        if here.speaker is None or here.circumstances.channel not in {None, "interview"}:
            continue
        spans = here.circumstances.channel_spans
        if not here.relays and any(_THE_SAME.search(document.text, 0, span.start) for span in spans):
            here.relays = list(known.get(id(here.speaker), ()))
        elif not here.relays and here.circumstances.channel is None:
            here.relays = here.carriers = _of_interview_before(document, one, here.speaker, speakers)
        if here.relays and here.circumstances.channel == "interview":
            known[id(here.speaker)] = here.relays


def pass_on_answers(
    document: Document,
    found: Sequence[FoundAttribution],
    outer: Mapping[int, int],
    listed: Sequence[Credit],
    speakers: Speakers,
) -> None:
    """Make who answers on a page that is an interview the relay of what others say in the answers, and cite there.

    This is the only person whom the headline names, where it tells of an interview, and somebody says "I".

    Args:
        document: The report, with its names.
        found: Its attributions, in the order of their cues.
        outer: For each nested attribution, the index of the attribution that contains it.
        listed: Parallel to ``found``; changed in place.
        speakers: Resolves words to speakers.
    """
    words = document.words
    if not words.paragraphs:
        return
    title, *paragraphs = words.paragraph_ranges
    persons = [name for name in document.names_in(title) if name.kind == "person"]
    is_interview = any(text.startswith("interview") for text in words.lower[slice(*title)])
    if not is_interview or len({words.texts[name.end - 1] for name in persons}) != 1:
        return
    told = [run for run in paragraphs if any(_is_own(words, i) for i in range(*run))]
    asked = {run for run in paragraphs if _is_asked(words, run)}
    if len(told) < _FEWEST_ANSWERS or not asked:
        return
    answers = {i for run in paragraphs if run not in asked and run >= told[0] for i in range(*run)}
    answerer = speakers.named(persons[0])
    given: set[int] = set()
    for i, (one, here) in enumerate(zip(found, listed, strict=True)):
        is_answers = i not in outer and one.cue[0] in answers and words.marks[one.cue[0]] == Mark.OUTSIDE
        is_anothers = one.source and words.lower[one.source[0][0]] not in FIRST_PERSON
        if is_answers and is_anothers and here.speaker not in {None, answerer} and answerer not in here.relays:
            here.relays.insert(0, answerer)
            given.add(i)
    for i in outer if given else ():
        is_anothers = listed[i].speaker is not answerer and answerer not in listed[i].relays
        if is_anothers and not given.isdisjoint(_around(i, outer)):
            listed[i].relays.insert(0, answerer)


def _around(i: int, outer: Mapping[int, int]) -> Iterator[int]:
    """List the attributions that an attribution stands in, the innermost first."""
    while i in outer:
        i = outer[i]
        yield i


def _is_asked(words: Words, run: WordRange) -> bool:
    """Check for the interviewer's words: a question, or what is said to "you" and by nobody who says "I"."""
    if run[1] - run[0] > _LONGEST_QUESTION:
        return False
    spoken = {words.lower[i] for i in range(*run) if words.marks[i] == Mark.OUTSIDE}
    return words.texts[run[1] - 1] == "?" or not (spoken.isdisjoint(SECOND_PERSON) or spoken & FIRST_PERSON)


def _is_own(words: Words, at: int) -> bool:
    return words.lower[at] in FIRST_SINGULAR and words.marks[at] == Mark.OUTSIDE


def _of_interview_before(
    document: Document, one: FoundAttribution, speaker: Speaker, speakers: Speakers
) -> list[Speaker]:
    words = document.words
    if speaker.kind != "person" or speaker.entity is None or not one.contents:
        return []
    if not is_quotation(words, one):
        return []
    start = min(one.cue[0], one.contents[0][0])
    start = sentence_around(words, start)[0]
    for _ in range(_MOST_BACK):
        if not start:
            break
        sentence = sentence_around(words, start - 1)
        start = sentence[0]
        persons = [name for name in document.names_in(sentence) if name.kind == "person" and not _asks(words, name)]
        if persons and persons[0] in speaker.entity.mentions:
            told = _carriers(document, sentence, speakers)
            if told:
                return [relay for relay in told if relay is not speaker]
    return []


def _asks(words: Words, name: Name) -> bool:
    """Check whether somebody is named as an outlet's, or by the noun for who asks: "Harbour TV's host Tove Lind"."""
    before = words.lower[name.start - 1] if name.start else ""
    return before in _BEFORE_INTERVIEWERS


def _carriers(document: Document, sentence: WordRange, speakers: Speakers) -> list[Speaker]:
    at = next(iter(document.words.places_of(_INTERVIEW, sentence)), None)
    if at is None:
        return []
    told = FoundAttribution(source=(), cue=(at, at + 1), contents=(), confidence=1.0, evidence=_NOTHING)
    return find_carriers(document, told, speakers)
