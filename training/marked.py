"""Marked texts: annotated names, references, certainty and events, in the form that training reads."""

from dataclasses import dataclass
from enum import IntEnum

from whence.language.words import Words
from whence.reading.model.decode import WordRange

__all__ = ["Habit", "Judged", "MarkedEvent", "MarkedText", "Name", "Reference"]


class Habit(IntEnum):
    """The corpus whose annotation rules a text follows. The network has a bias for each corpus."""

    NOBODY = 0
    UNER = 1
    WIKIGOLD = 2
    # 3 was GUM's own name annotation, which is not used for training any more.
    MEANTIME = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name, as a half-open range of words."""

    at: WordRange
    kind: int
    """Index in person, organisation, place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One pronoun or description, and the words of its antecedents."""

    asked: int
    right: frozenset[int]
    """Words of other mentions of the entity. If this and ``wrong`` are empty, the text has no other mention."""
    wrong: frozenset[int] = frozenset()
    """If given while ``right`` is empty: words that are known to refer to another entity."""
    ignored: frozenset[int] = frozenset()
    """Words for which nothing is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How certain a text is that what a predicate says happened."""

    at: int
    score: float
    """From -3 (certainly not) to 3 (certainly)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedEvent:
    """One event coded in PLOVER."""

    trigger: int
    """The event's trigger."""
    type: int
    """Index in `whence.records.plover.EVENT_TYPES`."""
    actor: WordRange | None
    recipient: WordRange | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """A text's words and annotations."""

    words: Words
    habit: Habit
    names: tuple[Name, ...] | None
    """None if the corpus has no annotated names."""
    references: tuple[Reference, ...] = ()
    judged: tuple[Judged, ...] | None = None
    """None if certainty was not annotated; otherwise every predicate has a score."""
    events: tuple[MarkedEvent, ...] | None = None
    """None if events were not annotated; otherwise all events of the text."""
