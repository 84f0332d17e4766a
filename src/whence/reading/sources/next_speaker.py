"""Who speaks the quotation that follows: whoever was just asked, or is told to speak, laugh or be sure right before it.

In "“Who locked it?” Ada Marsh asked Mr Brandt. // “I did not,” he said" it is Brandt, and after "His lawyer, Otto Roe,
was less sure." it is Roe, however much else the report is about others.
"""

from dataclasses import dataclass

from whence.language.english import (
    ARTICLES,
    BEFORE_VERBS,
    FEMININE,
    FORMS_OF_BE,
    INTERVIEWERS,
    MASCULINE,
    POSSESSIVES,
    RELATIVE,
    SAYING,
    SECOND_PERSON,
    SHORT_TITLES,
)
from whence.language.gazetteer import kind_of_noun
from whence.language.quotation_marks import APOSTROPHES, Mark
from whence.language.words import CAPITALISED, Shape, Words, sentence_around
from whence.reading.model.decode import Name, WordRange
from whence.reading.sources.accused_bodies import accuser_before
from whence.reading.sources.agreement import gender_told
from whence.reading.sources.named_entities import Document
from whence.reading.sources.obituaries import remembered

__all__ = ["NextSpeaker", "is_told_to_say", "next_speaker"]

_REACTS = frozenset({
    "agreed", "chuckled", "disagreed", "frowned", "grinned", "hesitated", "laughed", "nodded", "paused", "reacted",
    "responded", "scoffed", "shook", "shrugged", "sighed", "smiled", "sobbed", "spoke", "wept", "winced",
})  # fmt: skip
"""What somebody does who speaks next: "laughed", "shook his head", "spoke only once"."""
_BODILY = _REACTS - {"agreed", "disagreed", "hesitated", "paused", "reacted", "responded", "spoke"}
"""What only a person does, and no body."""
_STANDS = frozenset({
    "adamant", "blunt", "categorical", "cautious", "certain", "clear", "convinced", "damning", "defiant", "delighted",
    "emphatic", "enthusiastic", "furious", "impressed", "optimistic", "outspoken", "pessimistic", "scathing",
    "sceptical", "skeptical", "sure", "unconvinced", "unequivocal", "unimpressed", "unmoved", "unrepentant", "upbeat",
})  # fmt: skip
"""What somebody is who speaks next: "was less sure"."""
_ANSWERS_TO = frozenset({"called", "denied", "described", "dismissed", "disputed", "rejected", "ridiculed"})
"""What somebody did with a claim whose words on it come next: "a claim that his aide, Ada Marsh, dismissed"."""
_SIDES = frozenset({"defence", "defense", "prosecution", "crown", "state"})
_PHRASE_ENDS = frozenset({",", "."})
_LONGEST_TAIL, _LONGEST_CLAUSE, _LONGEST_PREDICATE = 16, 14, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class NextSpeaker:
    """Whom the sentence before a quotation makes its speaker."""

    name: Name | None = None
    """Who speaks it; None if the sentence does not tell."""
    barred: tuple[Name, ...] = ()
    """Who does not speak it."""
    is_somebody: bool = False
    """Whether that is somebody whose name was taken for a body's."""


_NOBODY = NextSpeaker()


def next_speaker(document: Document, at: int) -> NextSpeaker:
    """Find who speaks the quotation that a pronoun follows, or who does not, from the sentence before it.

    Args:
        document: The report, with its names.
        at: The pronoun: "he" in "“I did not,” he said".
    """
    words = document.words
    start = _quotation_before(words, at)
    if start is None:
        accuser = accuser_before(document, at)
        return NextSpeaker(name=remembered(document, at), barred=(accuser,) if accuser else ())
    named = (one for one in document.names_in((start, at)) if one.kind == "person")
    quoted = tuple(one for one in named if is_told_to_say(words, one.end - 1, at))
    if start == 0 or (words.marks[start - 1] == Mark.OUTSIDE and words.texts[start - 1] not in {".", "!", "?"}):
        return NextSpeaker(barred=quoted)
    found = _NOBODY if "?" in words.texts[at - 2 : at] else _asked(document, start, words.lower[at])
    if found == _NOBODY:
        found = _told_before(document, start, at)
    return NextSpeaker(name=found.name, barred=(*found.barred, *quoted), is_somebody=found.is_somebody)


def _quotation_before(words: Words, at: int) -> int | None:
    """Find where a quotation begins that ends right before a pronoun or its verb: "“I did not,” he said"."""
    end = next((i for i in (at, at - 1) if i > 0 and words.marks[i - 1] == Mark.CLOSES), None)
    if end is None or words.marks[at] != Mark.OUTSIDE or words.shapes[at] != Shape.LOWER:
        return None
    start = end - 1
    while start and words.marks[start - 1] != Mark.OUTSIDE and words.paragraphs[start - 1] == words.paragraphs[at]:
        start -= 1
        if words.marks[start] == Mark.OPENS and words.marks[start - 1] == Mark.CLOSES:
            break  # Another quotation ends right before it.
    return start


def is_told_to_say(words: Words, head: int, at: int) -> bool:
    """Check whether a quotation that ends before a pronoun has somebody say something: that one does not speak it.

    >>> from whence.language.words import segment
    >>> is_told_to_say(segment('"Mum said it was safe," he told the court.'), 1, 8)
    True
    """
    is_in_quotation = Mark.OUTSIDE not in words.marks[head:at] and words.marks[at] == Mark.OUTSIDE
    return is_in_quotation and words.texts[head + 1] in SAYING


def _asked(document: Document, start: int, pronoun: str) -> NextSpeaker:
    """Find who was asked a question right before a quotation, or at least that whoever asked does not answer."""
    words = document.words
    closed = next((i for i in range(start - 1, max(0, start - _LONGEST_TAIL), -1) if words.marks[i] == Mark.CLOSES), 0)
    cue = next((i for i in range(closed + 1, start - 1) if words.lower[i] == "asked"), None)
    if cue is None or words.texts[closed - 1] != "?" or sentence_around(words, cue)[1] < start:
        return _NOBODY
    askers = [name for name in document.names_in((closed + 1, cue)) if name.end == cue]
    name = _titled_name(document, cue + 1, start)
    if not askers and words.lower[cue - 1] not in {"he", "she"}:
        return NextSpeaker(barred=(name,)) if name and _asks_for_a_side(words, (closed, name.end)) else _NOBODY
    if name is not None:
        is_hearer = name.kind == "person" and _text(words, name.end) in _PHRASE_ENDS
        return NextSpeaker(name=name, barred=tuple(askers)) if is_hearer else _NOBODY
    return NextSpeaker(barred=tuple(askers)) if _is_hearer(words, cue + 1, gender_told(pronoun)) else _NOBODY


def _asks_for_a_side(words: Words, run: WordRange) -> bool:
    """Check for counsel who ask somebody: "“Did you ring?” asked Ada Marsh, for the defence"."""
    closed, end = run
    opened = next((i for i in range(closed, 0, -1) if words.marks[i] == Mark.OPENS), 0)
    is_counsel = words.lower[end : end + 3] == (",", "for", "the") and _text(words, end + 3).lower() in _SIDES
    return is_counsel and not SECOND_PERSON.isdisjoint(words.lower[opened:closed])


def _is_hearer(words: Words, at: int, gender: str | None) -> bool:
    """Check for "him", "the witness" or "a nurse" of a gender, and the end of the phrase after it."""
    is_described = words.lower[at] in ARTICLES and kind_of_noun(_text(words, at + 1)) == "person"
    head = at + is_described
    told = gender_told(words.lower[head])
    is_told = told == gender or (is_described and told is None)
    return is_told and words.lower[head] not in INTERVIEWERS and _text(words, head + 1) in _PHRASE_ENDS


def _titled_name(document: Document, at: int, end: int) -> Name | None:
    """Find the name that begins at a word, with a title before it or without: "Mr. | Brandt"."""
    name = next(iter(document.names_in((at, end))), None)
    titles = document.words.lower[at : name.start] if name else ()
    return name if all(text in {*SHORT_TITLES, "."} for text in titles) else None


def _told_before(document: Document, start: int, at: int) -> NextSpeaker:
    """Find who is told right before a quotation to speak, to laugh, to be sure, or to call a claim something."""
    words = document.words
    first, end = sentence_around(words, start - 1)
    first += words.lower[first] in {"and", "but"}
    subject = _subject(document, first, end)
    if subject is not None and _is_about_to_speak(words, subject, end):
        name = subject[0]
        if any(one.kind == "person" for one in document.names_in((name.end, end))):
            return _NOBODY
        if name.kind == "person":
            return NextSpeaker(name=name)
        is_surname = name.kind == "organisation" and name.end == name.start + 1
        is_somebody = (
            is_surname and kind_of_noun(words.texts[name.start]) is None and words.lower[subject[1]] in _BODILY
        )
        return NextSpeaker(is_somebody=is_somebody)
    for i in range(first, end - _LONGEST_PREDICATE):
        if words.texts[i] == "," and words.lower[i + 1] in ARTICLES:
            begin = i + 3 + (words.lower[i + 3] in RELATIVE)
            subject = _subject(document, begin, end)
            # "“He took it,” he said" may well be said by another.
            own = MASCULINE if words.lower[at] in MASCULINE else FEMININE
            if subject and words.lower[subject[1]] in _ANSWERS_TO and own.isdisjoint(words.lower[start:at]):
                return NextSpeaker(name=subject[0] if subject[0].kind == "person" else None)
    return _NOBODY


def _is_about_to_speak(words: Words, subject: tuple[Name, int], end: int) -> bool:
    """Check what a sentence says that somebody does: "laughed", "shook his head", "was less sure"."""
    verb = subject[1]
    if words.lower[verb] in FORMS_OF_BE:
        return not _STANDS.isdisjoint(words.lower[verb + 1 : min(end, verb + _LONGEST_PREDICATE)])
    return words.lower[verb] in _REACTS and (words.lower[verb] != "shook" or "head" in words.lower[verb:end])


def _subject(document: Document, start: int, end: int) -> tuple[Name, int] | None:
    """Find the subject of a clause, somebody with a name, and its verb: "His lawyer, Otto Roe, | was"."""
    words = document.words
    names = document.names_in((start, end))
    has_owner = bool(names) and _text(words, names[0].end) in APOSTROPHES
    name = next(iter(names[has_owner:]), None)
    if name is None:
        return None
    if has_owner or words.lower[start] in POSSESSIVES | ARTICLES:
        verb = _after_apposition(words, start, name)
        return (name, _verb(words, verb)) if verb else None
    if any(words.shapes[i] not in CAPITALISED and words.texts[i] != "." for i in range(start, name.start)):
        return None
    verb = name.end
    if _text(words, verb) == ",":
        commas = (i for i in range(verb + 1, min(end, verb + _LONGEST_CLAUSE)) if words.texts[i] == ",")
        verb = next(commas, verb) + 1
    return name, _verb(words, verb)


def _after_apposition(words: Words, start: int, name: Name) -> int | None:
    """Find the word after a name that says who somebody is: "his lawyer, former judge Otto Roe, | was"."""
    comma = next((i for i in range(name.start - 1, start, -1) if words.texts[i] == ","), None)
    role = name.start - 1
    while role > start and (words.lower[role] in SHORT_TITLES or words.texts[role] == "."):
        role -= 1
    is_told = comma == role or kind_of_noun(words.texts[role]) == "person"
    if comma is None:
        return name.end if is_told else None
    is_closed = is_told and words.texts[name.end : name.end + 1] == (",",)
    return name.end + 1 if is_closed and kind_of_noun(words.texts[comma - 1]) == "person" else None


def _verb(words: Words, at: int) -> int:
    """Skip the adverbs before a verb."""
    while at + 1 < len(words) and (words.lower[at] in BEFORE_VERBS or words.lower[at].endswith("ly")):
        at += 1
    return min(at, len(words) - 1)


def _text(words: Words, at: int) -> str:
    """Return a word, or nothing after the last."""
    return words.texts[at] if at < len(words) else ""
