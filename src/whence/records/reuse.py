"""Words that reports share: passages that one took from another, and quotations, exact or altered."""

from dataclasses import dataclass
from typing import Literal

from whence.records.report import Span

__all__ = [
    "ChangeKind",
    "Credit",
    "CreditPlace",
    "FirstBy",
    "Quotation",
    "QuotationLink",
    "QuotationVersion",
    "SharedPassage",
    "Shares",
    "WordChange",
]

FirstBy = Literal["time", "credit"]
"""How it is known which report was first: by the times of publication, or because the other credits its agency."""

CreditPlace = Literal["publisher", "byline", "dateline", "notice", "sign-off", "relay"]
"""Where a report credits a news agency. A notice is a copyright notice, a sign-off the last line of the text."""

ChangeKind = Literal["dropped", "added", "replaced", "punctuation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A news agency that a report credits with its text or with some of its words."""

    agency: str
    """Its name in the table of outlets."""
    place: CreditPlace
    spans: tuple[Span, ...] = ()
    """The words that the agency is credited with; empty if it is all of the report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPassage:
    """A passage that two reports have in common, outside quotation marks."""

    reports: tuple[str, str]
    """Ids of the two reports, in the order of publication."""
    spans: tuple[Span, Span]
    """The passage in each, from its first shared word to its last."""
    same_words: int
    """Words that are the same, without those in quotation marks and in standing paragraphs."""
    first: str | None
    """Id of the report that had it first; None if that cannot be told."""
    first_by: FirstBy | None = None
    agency: str | None = None
    """The news agency that both reports credit, or that one credits and the other is: then it is wire copy."""

    def __post_init__(self) -> None:
        if self.reports[0] == self.reports[1]:
            message = f"a passage is shared by two reports, not by {self.reports[0]} and itself"
            raise ValueError(message)
        if self.first not in {None, *self.reports} or (self.first is None) != (self.first_by is None):
            message = f"first {self.first} by {self.first_by}: one of {self.reports} and its evidence, or neither"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """What the words of a report are: the parts sum to `words`."""

    report: str
    words: int
    quoted: int
    """Words in quotation marks."""
    standing: int
    """Words of standing paragraphs, which recur in unrelated reports of the same outlet."""
    copied: int
    """Words shared with a report that had them first."""
    shared: int
    """Words shared with a report of which it cannot be told whether it was first."""
    own: int
    """Words that no other report at hand had first."""

    def __post_init__(self) -> None:
        parts = (self.quoted, self.standing, self.copied, self.shared, self.own)
        if min(parts) < 0 or sum(parts) != self.words:
            message = f"{self.report}: parts of {parts} words do not make {self.words}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words in quotation marks that a report attributes to one source in one place."""

    report: str
    """Id of the report."""
    spans: tuple[Span, ...]
    """Without the marks; more than one if the cue interrupts it or it runs over paragraphs."""
    published: str | None = None
    """The report's time of publication, ISO 8601."""

    def __post_init__(self) -> None:
        if not self.spans:
            message = f"a quotation in {self.report} needs at least one span"
            raise ValueError(message)

    @property
    def id(self) -> str:
        """The report's id, a hash sign and the offset of the first word."""
        return f"{self.report}#{self.spans[0].start}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChange:
    """Where two versions of a quotation differ. The first version is that of the earlier report."""

    kind: ChangeKind
    """From the first version to the second: words dropped, added or replaced, or only the punctuation changed."""
    words: tuple[str, str]
    """What each version has there, as it is written; "" for nothing."""
    spans: tuple[tuple[Span, ...], tuple[Span, ...]]
    """Where it stands in each report, one span in each piece of the quotation; empty for nothing. Where the punctuation
    differs, the words on both sides of it."""
    is_at_edge: bool = False
    """True if the words begin or end the quoted sentence, and are not one word for another: one version may only quote
    less of it."""
    is_marked: bool = False
    """True if one of the reports shows the change, by an ellipsis or square brackets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationLink:
    """The same quotation in two reports, exact or altered."""

    quotations: tuple[str, str]
    """Ids of the two, in the order of publication."""
    reports: tuple[str, str]
    """Ids of their reports."""
    spans: tuple[tuple[Span, ...], tuple[Span, ...]]
    """The words of each that say the same, changes included."""
    same_words: int
    changes: tuple[WordChange, ...] = ()
    """In the order of the text. Sentences that only one of the two quotes are no change."""
    first: str | None
    """Id of the quotation that was published first; None if that cannot be told."""

    @property
    def is_exact(self) -> bool:
        """True if no word differs; punctuation may."""
        return all(change.kind == "punctuation" for change in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationVersion:
    """One wording of a quotation, and who has it."""

    text: str
    """As its first report writes it."""
    quotations: tuple[str, ...]
    """Ids of the quotations with these words, in the order of publication."""
    first: str | None
    """Id of the quotation that was published before the others; None if that cannot be told."""
