"""Persons whose name the report gives apart from their description: "the headteacher … the headteacher, Joan Petty"."""

import re
from collections.abc import Iterator, Sequence

from whence.language.words import sentence_around
from whence.reading.sources.described_speakers import phrases
from whence.reading.sources.named_entities import Document
from whence.reading.sources.speaker_register import Speaker

__all__ = ["who_gave_a_name", "who_is_named_later"]

_LONGEST = 20
"""Words after a description in which the name stands that somebody goes by."""
_GAVE_A_NAME = re.compile(
    r"^[^.]{0,60}\b(?:who|whose) [^,.]{0,60}?\b(?:call ?sign(?: is| was)?|goes by|went by"
    r"|name (?:as|is|was)|known (?:only )?as|identified (?:only )?(?:as|by)|called (?:him|her)self)"
    r"(?: (?:the|his|her|a))?(?: (?:name|nickname|call ?sign|first name|surname))?,?$"
)


def who_is_named_later(document: Document, speakers: Sequence[Speaker]) -> Iterator[tuple[Speaker, Speaker]]:
    """Pair "the headteacher" with the one person who is named as that: "the headteacher, Joan Petty".

    Args:
        document: The report, with its names.
        speakers: Everybody who is a source or a relay.
    """
    lower = document.words.lower
    named: dict[str, list[Speaker]] = {}
    for one in speakers:
        for start, end in one.roles if one.entity is not None and one.kind == "person" else ():
            if end - start > 1 and lower[start] == "the" and lower[end : end + 1] == (",",):
                named.setdefault(" ".join(lower[start + 1 : end]), []).append(one)
    for phrase in phrases(document, speakers) if named else ():
        described = phrase.speaker
        start, end = described.mentions[0]
        bearers = dict.fromkeys(named.get(" ".join(lower[start + 1 : end]), ()) if lower[start] == "the" else ())
        if len(bearers) == 1 and described.kind == "person" and not described.is_plural:
            yield next(iter(bearers)), described


def who_gave_a_name(document: Document, speakers: Sequence[Speaker]) -> Iterator[tuple[Speaker, Speaker]]:
    """Pair "a fighter" with Sirko where the sentence goes on ", who goes by the callsign Sirko,".

    Args:
        document: The report, with its names.
        speakers: Everybody who is a source or a relay.
    """
    words = document.words
    persons = {
        name.start: one for one in speakers if one.entity and one.kind == "person" for name in one.entity.mentions
    }
    for phrase in phrases(document, speakers) if persons else ():
        if phrase.speaker.kind != "person" or phrase.speaker.is_plural:
            continue
        end = min(sentence_around(words, phrase.head)[1], phrase.head + _LONGEST)
        for at in range(phrase.head + 2, end):
            if at in persons and _GAVE_A_NAME.match(" ".join(words.lower[phrase.head + 1 : at])):
                yield persons[at], phrase.speaker
                break
