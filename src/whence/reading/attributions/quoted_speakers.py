"""Who speaks a quotation without a cue: named after a dash, before a colon, doing something beside it, or before it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from whence.language.english import PHRASE_ENDS, SAYING, SHORT_TITLES
from whence.language.gazetteer import ACTING_KINDS, kind_of_noun
from whence.language.quotation_marks import Mark
from whence.language.words import CAPITALISED, Shape, Words, sentence_around
from whence.reading.attributions.quoted_passages import Passage, is_sentence, is_title
from whence.reading.attributions.transcripts import ADDRESSES, Turn
from whence.reading.model.decode import FoundAttribution, Name, WordRange
from whence.reading.sources.named_entities import names_within

__all__ = ["QuotedSpeaker", "Surroundings", "find_signed", "find_speaker"]

_DASHES = frozenset({"-", "–", "—", "―", "~"})
_SIGNATURE_ENDS = frozenset({",", "(", ".", "|", "["})
_IN_NAMES = frozenset({"of", "the", "de", "da", "van", "von", "al", "bin", "and", "&", "-", "'", "’"})
_LEADS_OUT = frozenset({",", "?", "!"})
_SUBJECTS = frozenset({"he", "she"})
_AUTHORS = frozenset({"by", "from"})
_LONGEST_SIGNATURE = 12
_FEWEST_QUOTED = 5
_LONGEST_POST = 400
"""Characters of a post, with the addresses in it."""
_LONGEST_DESK = 7
"""Words from "From" to the end of a name: "From the desk of Ines Okafor, harbour master."."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known around a quotation."""

    words: Words
    names: Sequence[Name]
    """In order."""
    found: Sequence[FoundAttribution]
    holders: Mapping[int, Sequence[int]]
    """For each word in a content, the attributions that hold it."""
    cues: Mapping[int, int]
    """For the first word of each cue, its attribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedSpeaker:
    """Who speaks a quotation. Neither field is set if nobody was found."""

    goes_on: int | None = None
    """The attribution that it goes on with."""
    source: WordRange | None = None
    is_beside: bool = False
    """Whether only a dash or a colon parts the source's words and the quotation."""


_NOBODY = QuotedSpeaker()


def find_speaker(around: Surroundings, passage: Passage) -> QuotedSpeaker:
    """Find who speaks a quotation that no attribution holds."""
    words = around.words
    after = _said_after(around, passage)
    if after is not None:
        return QuotedSpeaker(goes_on=after)
    signature = (
        _signature(words, passage.end)
        or _signed_beneath(words, around.names, passage.end)
        or _signed_without_verb(words, around.names, passage.end)
    )
    if signature is None and passage.end < len(words) and words.texts[passage.end] == ":":
        signature = _named_after(words, around.names, passage)
    if signature is not None:
        return QuotedSpeaker(source=signature, is_beside=True)
    start, _ = sentence_around(words, passage.start)
    first_of_paragraph = passage.start == 0 or words.paragraphs[passage.start - 1] != words.paragraphs[passage.start]
    if not first_of_paragraph and start != passage.start:
        return _in_sentence(around, (start, passage.start))
    if not first_of_paragraph:
        return _after_sentence(around, passage, sentence_around(words, passage.start - 1))
    beside = _acting_after(around, passage)
    if beside is not None:
        return QuotedSpeaker(source=beside)
    is_alone = passage.end == len(words) or words.paragraphs[passage.end] != words.paragraphs[passage.end - 1]
    return _after_paragraph(around, passage) if is_alone and passage.start else _NOBODY


def _said_after(around: Surroundings, passage: Passage) -> int | None:
    """Find who is told to say it right after a quotation: "“It leaks,” she said to Okafor", "“I did,” said Brandt"."""
    words = around.words
    is_led_out = words.texts[passage.end - 2] in _LEADS_OUT and not is_title(words, passage)
    cued = (around.cues[at] for at in range(passage.end, passage.end + _LONGEST_SIGNATURE) if at in around.cues)
    for i in cued:
        one = around.found[i]
        is_said = bool(one.source) and not SAYING.isdisjoint(words.lower[slice(*one.cue)])
        if is_said and min(one.cue[0], one.source[0][0]) == passage.end and (is_led_out or not one.contents):
            return i
    return None


def find_signed(words: Words) -> Iterator[Turn]:
    """Find posts signed with a dash, a name and a handle, "— Ines Okafor (@okafor)", beside them or in the next line.

    One in quotation marks is found as all quotations are.
    """
    before = None
    for start, end in words.paragraph_ranges:
        dash = next((i for i in words.places_of(_DASHES, (start, end)) if _has_handle(words, i)), None)
        signature = _signature(words, dash) if dash is not None else None
        post = before if dash == start else (start, dash or start)
        before = start, end
        if signature is None or post is None or words.marks[post[0]] == Mark.OPENS or signature[1] >= end:
            continue
        if words.lower[post[0]] in ADDRESSES:
            continue  # The post is in the line before, and only its links are here.
        if words.ends[post[1] - 1] - words.starts[post[0]] <= _LONGEST_POST:
            yield Turn(signature, (post,), signature)


def _has_handle(words: Words, at: int) -> bool:
    """Check whether a handle stands behind the name after a dash."""
    if "@" not in words.texts[at + 1 : at + _LONGEST_SIGNATURE + 3]:
        return False
    signature = _signature(words, at)
    return signature is not None and words.texts[signature[1] : signature[1] + 2] == ("(", "@")


def _signature(words: Words, at: int) -> WordRange | None:
    """Find a name after a dash, up to the paragraph's end or to what tells more of its bearer."""
    start = at
    while start < len(words) and words.texts[start] in _DASHES:
        start += 1
    if not at < start < len(words) or words.paragraphs[start] != words.paragraphs[at]:
        return None
    end = _name_end(words, start)
    ends_paragraph = end == len(words) or words.paragraphs[end] != words.paragraphs[start]
    if not start < end <= start + _LONGEST_SIGNATURE or not (ends_paragraph or words.texts[end] in _SIGNATURE_ENDS):
        return None
    return start, end


def _signed_beneath(words: Words, names: Sequence[Name], at: int) -> WordRange | None:
    """Find a person whose name, with no more than an office or a body, is the paragraph that begins at a word."""
    if not 0 < at < len(words) or words.paragraphs[at] == words.paragraphs[at - 1]:
        return None
    name = next(iter(names_within(names, (at, at + _LONGEST_SIGNATURE))), None)
    if name is None or name.kind != "person" or any(words.shapes[i] not in CAPITALISED for i in range(at, name.start)):
        return None
    end = name.end
    while end < len(words) and words.paragraphs[end] == words.paragraphs[at]:
        if words.shapes[end] == Shape.LOWER and words.texts[end] not in _IN_NAMES:
            return None
        end += 1
    return (at, name.end) if end <= at + _LONGEST_SIGNATURE else None


def _signed_without_verb(words: Words, names: Sequence[Name], at: int) -> WordRange | None:
    """Find a person whose name is all that follows a comma and a closing mark: "“It was dark,” pilot Ines Okafor."."""
    if not 1 < at < len(words) or words.paragraphs[at] != words.paragraphs[at - 1] or words.texts[at - 2] != ",":
        return None
    name = next(iter(names_within(names, (at, at + _LONGEST_SIGNATURE))), None)
    if name is None or name.kind != "person" or words.texts[name.end : name.end + 1] != (".",):
        return None
    titles = (words.lower[i] for i in range(at, name.start) if words.texts[i] != ".")
    if any(title not in SHORT_TITLES and kind_of_noun(title) != "person" for title in titles):
        return None
    is_last = name.end + 1 == len(words) or words.paragraphs[name.end + 1] != words.paragraphs[at]
    return (at, name.end) if is_last else None


def _name_end(words: Words, start: int) -> int:
    """Find where words written as a name end."""
    end = start
    while end < len(words) and words.paragraphs[end] == words.paragraphs[start]:
        is_initial = words.texts[end] == "." and end > start and len(words.texts[end - 1]) <= len("Gov")
        is_last = end + 1 == len(words) or words.paragraphs[end + 1] != words.paragraphs[start]
        is_small = end > start and words.texts[end] in _IN_NAMES
        if words.shapes[end] not in CAPITALISED and not is_small and not (is_initial and not is_last):
            break
        end += 1
    return end


def _named_after(words: Words, names: Sequence[Name], passage: Passage) -> WordRange | None:
    """Find who is named after a colon: "“We were lied to”: villagers on the night of the flood"."""
    start = end = passage.end + 1
    while end < len(words) and words.paragraphs[end] == words.paragraphs[passage.end]:
        if words.lower[end] in PHRASE_ENDS or words.shapes[end] == Shape.PUNCTUATION:
            break
        end += 1
    is_source = any(name.end == end for name in names_within(names, (start, end))) or (
        end > start and kind_of_noun(words.texts[end - 1]) in ACTING_KINDS
    )
    return (start, end) if is_source and end <= start + _LONGEST_SIGNATURE else None


def _in_sentence(around: Surroundings, lead: WordRange) -> QuotedSpeaker:
    """Find the speaker of a quotation within a sentence, from the words before it."""
    words = around.words
    speaker = _one_speaker(around, lead)
    if words.texts[lead[1] - 1] in {":", ","}:
        source = _led_in_by(around, lead, speaker)
        return QuotedSpeaker(source=source, is_beside=source is not None and words.texts[lead[1] - 1] == ":")
    return QuotedSpeaker(source=speaker)


def _led_in_by(around: Surroundings, lead: WordRange, speaker: WordRange | None) -> WordRange | None:
    """Find who is quoted after a colon: the author told of, a speaker found, or the subject."""
    words = around.words
    for name in names_within(around.names, lead):
        is_voice = name.kind in {"person", "organisation"}
        if is_voice and {words.lower[i] for i in range(max(lead[0], name.start - 2), name.start)} & _AUTHORS:
            return name.start, name.end
    if speaker is not None:
        return speaker
    begins = [i + 1 for i in range(lead[0], lead[1] - 1) if words.texts[i] == "," or words.texts[i] in _DASHES]
    return next((one for at in (lead[0], *begins) if (one := _subject(around, at, lead[1])) is not None), None)


def _after_sentence(around: Surroundings, passage: Passage, before: WordRange) -> QuotedSpeaker:
    """Find the speaker of a quotation after another sentence of its paragraph."""
    words = around.words
    last = _last_held(around, before)
    if last is not None and around.found[last].source and is_sentence(words, passage):
        return QuotedSpeaker(goes_on=last)
    if words.texts[before[1] - 1] == ":":
        return QuotedSpeaker(source=_led_in_by(around, before, _one_speaker(around, before)))
    speaker = _one_speaker(around, before) or _subject(around, before[0], before[1])
    return QuotedSpeaker(source=speaker) if is_sentence(words, passage) else _NOBODY


def _after_paragraph(around: Surroundings, passage: Passage) -> QuotedSpeaker:
    """Find the speaker of a quotation that is alone in its paragraph, from the paragraph before."""
    words = around.words
    before = sentence_around(words, passage.start - 1)
    if words.texts[before[1] - 1] == ":":
        return QuotedSpeaker(source=_led_in_by(around, before, _one_speaker(around, before)))
    if words.lower[before[0]] in _AUTHORS:
        author = next(iter(names_within(around.names, (before[0], min(before[1], before[0] + _LONGEST_DESK)))), None)
        return QuotedSpeaker(source=(author.start, author.end) if author else None)
    asked = "?" in {*words.texts[passage.end - 2 : passage.end], *words.texts[passage.start - 2 : passage.start]}
    if asked or not is_sentence(words, passage):
        return _NOBODY  # In a dialogue the next one speaks.
    last = _last_held(around, before)
    if last is not None:
        is_alike = (words.texts[passage.start] == '"') == ('"' in words.texts[before[0] : before[1]])
        return QuotedSpeaker(goes_on=last) if is_alike and around.found[last].source else _NOBODY
    subject, speaker = _subject(around, *before), _one_speaker(around, before)
    # Somebody who is only told of in the paragraph before is not its speaker.
    return QuotedSpeaker(source=speaker) if subject and speaker and subject[0] == speaker[0] else _NOBODY


def _last_held(around: Surroundings, sentence: WordRange) -> int | None:
    """Find the attribution that holds the last quotation in a sentence, or whose cue follows it there."""
    words = around.words
    quoted = [i for i in range(sentence[1] - 1, sentence[0] - 1, -1) if words.marks[i] == Mark.INSIDE]
    if len(quoted) < _FEWEST_QUOTED and words.marks[sentence[0]] == Mark.OUTSIDE:
        return None  # A few words within a sentence: nothing goes on after them.
    held = next((around.holders[i] for i in quoted if i in around.holders), ())
    return min(held, default=None)


def _one_speaker(around: Surroundings, run: WordRange) -> WordRange | None:
    """Find the source of the attributions that begin in a range of words, if there is only one."""
    cued = [around.found[around.cues[i]] for i in range(*run) if i in around.cues and i not in around.holders]
    sources = {around.words.texts[slice(*one.source[0])]: one.source[0] for one in cued if one.source}
    return next(iter(sources.values())) if len(sources) == 1 else None


def _acting_after(around: Surroundings, passage: Passage) -> WordRange | None:
    """Find who does something right after a quotation: "“I did not sign it.” She shook her head."."""
    words, at = around.words, passage.end
    if at >= len(words) or words.paragraphs[at] != words.paragraphs[at - 1] or not is_sentence(words, passage):
        return None
    if sentence_around(words, at)[0] != at:
        return None
    return _subject(around, at, sentence_around(words, at)[1])


def _subject(around: Surroundings, at: int, end: int) -> WordRange | None:
    """Find the person who is the subject of words: a name or "she" where they begin."""
    words = around.words
    if words.lower[at] in _SUBJECTS:
        return at, at + 1
    # What comes before a person's name may be a place's: "U.S. Sen. Ana Brandt".
    name = next((name for name in names_within(around.names, (at, end)) if name.kind != "place"), None)
    if name is None or name.kind != "person" or words.texts[name.end : name.end + 1] in {("'",), ("’",)}:
        return None
    is_titled = all(words.shapes[i] in CAPITALISED or (words.texts[i] == "." and i > at) for i in range(at, name.start))
    return (at, name.end) if is_titled else None
