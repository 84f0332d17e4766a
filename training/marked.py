"""Marked texts, the one form that training reads besides attributions: names, references, certainty, events."""

from dataclasses import dataclass
from enum import IntEnum

from whence.language.words import Words
from whence.reading.model.decode import WordRange

__all__ = ["Habit", "Judged", "MarkedEvent", "MarkedText", "Name", "Reference"]


class Habit(IntEnum):
    """Whose rules a text's names were marked by. The network learns each corpus's habits apart."""

    NOBODY = 0
    UNER = 1
    WIKIGOLD = 2
    # 3 were GUM's own names, which no longer teach.
    MEANTIME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name, as a half-open range of words."""

    at: WordRange
    kind: int
    """Place in person, organisation, place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One pronoun or description, and the words that mean the same."""

    asked: int
    right: frozenset[int]
    """Words of mentions of the same. Where it and ``wrong`` are empty, nothing in the text is."""
    wrong: frozenset[int] = frozenset()
    """Where given, and nothing is right: words that are known to mean somebody else."""
    ignored: frozenset[int] = frozenset()
    """Words of which nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How sure a text is that what a word tells of happened."""

    at: int
    score: float
    """From -3, certainly not, to 3, certainly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedEvent:
    """One event coded in PLOVER."""

    trigger: int
    """The word that tells it."""
    type: int
    """Place in `whence.reading.model.decode.EVENT_TYPES`."""
    actor: WordRange | None
    recipient: WordRange | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """A text's words and what is marked in it."""

    words: Words
    habit: Habit
    names: tuple[Name, ...] | None
    """None where the corpus marks no names."""
    references: tuple[Reference, ...] = ()
    judged: tuple[Judged, ...] | None = None
    """None where nobody judged certainty; else every predicate has its score."""
    events: tuple[MarkedEvent, ...] | None = None
    """None where nobody coded events; else all that the text tells."""
