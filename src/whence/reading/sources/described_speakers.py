"""Descriptions of speakers taken apart: what a speaker without a name is called at its first mention."""

from collections.abc import Sequence
from dataclasses import dataclass

from whence.language.english import (
    ARTICLES,
    DEMONSTRATIVES,
    INDEFINITE,
    PLURAL_NUMBERS,
    POSSESSIVES,
    WHERE,
)
from whence.language.words import Shape, Words
from whence.reading.sources.agreement import OF_POLICE
from whence.reading.sources.named_entities import Document
from whence.reading.sources.noun_phrases import Description
from whence.reading.sources.speaker_register import Speaker
from whence.records.ledger import Kind

__all__ = ["Phrase", "phrases", "says_no_more"]

_DETERMINERS = ARTICLES | DEMONSTRATIVES | POSSESSIVES | INDEFINITE | PLURAL_NUMBERS
_SAY_NOTHING = ARTICLES | WHERE | {"of", "s"}
_FORCE = OF_POLICE | {"officers"}
"""What stands after "police" in a description of a force."""

_LONGEST_POINTER = 8
"""Words of a description that points to somebody and tells no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A description taken apart: "the | old harbour | office | in Marram"."""

    speaker: Speaker
    head: int
    noun: str
    """The head, in lower case."""
    determiner: str
    """Empty if there is none."""
    others: frozenset[str]
    """All other words in lower case, without those that say nothing."""


def phrases(document: Document, speakers: Sequence[Speaker]) -> list[Phrase]:
    """Take apart the first mention of each speaker that is only described, in the order of the text."""
    described = (one for one in speakers if one.entity is None and not one.is_unresolved and one.heads and one.mentions)
    found = (_phrase(document.words, one) for one in described)
    return sorted((phrase for phrase in found if phrase), key=lambda phrase: phrase.head)


def _phrase(words: Words, speaker: Speaker) -> Phrase | None:
    start, end = speaker.mentions[0]
    head = speaker.heads[0]
    if speaker.qualified and speaker.qualified[0][0] == start:
        end = max(end, speaker.qualified[0][1])
    if not start <= head < end:
        return None
    texts = list(words.lower[start:end])
    determiner = texts[0] if texts[0] in _DETERMINERS and head > start else ""
    others = {
        text
        for i, text in enumerate(texts, start)
        if i != head and i >= start + bool(determiner) and words.shapes[i] != Shape.PUNCTUATION
    }
    noun = words.lower[head]
    if noun in _FORCE and words.lower[head - 1] == "police" and head - 1 > start:
        noun, others = "police", others - {"police"} | {noun}
    return Phrase(
        speaker=speaker,
        head=head,
        noun=noun,
        determiner=determiner,
        others=frozenset(others - _SAY_NOTHING),
    )


def says_no_more(found: Description, kind: Kind) -> bool:
    """Check whether a description is short and of one person or body."""
    is_short = found.core[1] - found.core[0] <= _LONGEST_POINTER
    return is_short and kind != "group" and found.noun is not None and found.span[1] <= found.core[1]
