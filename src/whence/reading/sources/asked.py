"""What is asked about a pronoun or a description: where it stands, whom it may mean, and how likely each is meant."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from whence.reading.sources.likelihood import Mention
from whence.reading.sources.noun_phrases import Description
from whence.reading.sources.speaker_register import Speaker
from whence.records.ledger import Kind

__all__ = ["Asked", "Candidate", "Choice", "Clause"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Where a source's words stand."""

    within: Speaker | None = None
    """Who says the content that they stand in: the "I" and "we" of it."""
    reporter: Speaker | None = None
    """The same, if a person: the likely "he" of it, if the words are not that person's own."""
    others: Collection[int] = ()
    """Ranks of those whom they can hardly mean."""
    barred: Collection[int] = ()
    """Ranks of those whom they cannot mean, whatever speaks for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A pronoun or description that is asked about, and what the hard tests know of it."""

    at: int
    """The pronoun, or the head of the description."""
    kinds: Collection[Kind]
    """Kinds of source that it can mean."""
    noun: str | None = None
    """The description's noun; None for a pronoun."""
    phrase: Description
    reporter: Speaker | None = None
    """The person who says the content that it stands in, if that may be meant."""
    others: Collection[int] = ()
    """Ranks of those whom it can hardly mean."""
    barred: Collection[int] = ()
    """Ranks of those whom it cannot mean, whatever speaks for them."""
    bearers: Collection[int] = ()
    """Ranks of those whom the report calls by the noun."""

    @property
    def mention(self) -> Mention:
        """Which kind of mention it is: a person's pronoun, another pronoun, or a description."""
        return "noun" if self.noun else "person" if "person" in self.kinds else "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may be meant."""

    rank: int | None
    """Rank among those named and met; None for somebody who was only mentioned so far."""
    phrase: Description | None
    """The words of somebody who was only mentioned."""
    features: Mapping[str, float]

    @property
    def is_named(self) -> bool:
        """Whether it has a name."""
        return "met" not in self.features and self.phrase is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was asked about, and everybody who may be meant."""

    asked: Asked
    candidates: tuple[Candidate, ...]
    chances: tuple[float, ...]
    """How likely each of the candidates is meant."""
