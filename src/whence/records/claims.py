"""What a reader gets of a claim: how many make it, in which words, who says otherwise, and what it rests on."""

from dataclasses import dataclass
from typing import Literal

from whence.records.ledger import Certainty, Quotation, Stance
from whence.records.links import Appearance, Claim, ClaimOrigins
from whence.records.reuse import QuotationLink

__all__ = ["ClaimDetails", "ClaimDifference", "ClaimEntry", "ClaimWording", "Counterclaim", "DifferenceKind"]

DifferenceKind = Literal["number", "date", "actor", "negation", "place"]
"""What two claims differ in that say the same otherwise. With a negation, one says that it is not so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntry:
    """A claim in a list."""

    claim: Claim
    story: str | None
    """Id of the story of its first report; None if stories are not linked yet."""
    reports: int
    outlets: int
    least: int
    """It has at least so many origins."""
    most: int
    """It has at most so many."""
    first: str | None
    """Day of publication of the first report that makes it, ISO 8601; None if no report has a date."""
    last: str | None
    is_denied: bool = False
    """True if all who say these words deny them."""
    withdrawn: int = 0
    """Number of the reports that their outlets withdrew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWording:
    """One place in a report where a claim is made, and in which words."""

    appearances: tuple[Appearance, ...]
    """Who says it through whom: one appearance; for a source of several named members one for each."""
    text: str
    """The words, on one line."""
    headline: str | None
    """That of the report."""
    quotation: Quotation | None = None
    """Whether it stands in quotation marks; None in the page's own voice."""
    stance: Stance | None = None
    certainty: Certainty | None = None
    """How sure the source is; None in the page's own voice."""
    version: QuotationLink | None = None
    """The quoted words, compared with those of the first report at hand that quotes them; None if this is the first, or
    if no other report quotes them."""

    def __post_init__(self) -> None:
        if len({one.report for one in self.appearances}) != 1:
            message = f"a wording stands in one report, not in {[one.id for one in self.appearances]}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDifference:
    """What two claims differ in, in their words."""

    kind: DifferenceKind
    words: tuple[str, str]
    """The words of the claim, and of the other; "" if one has no words for it, as a source that denies it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterclaim:
    """A claim that says otherwise, and who stands behind it."""

    claim: Claim
    differences: tuple[ClaimDifference, ...]
    """Each once, those of most reports first."""
    origins: ClaimOrigins


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDetails:
    """A claim, everywhere it is made, what speaks against it, and what it rests on."""

    claim: Claim
    story: str | None
    """As in `ClaimEntry`."""
    wordings: tuple[ClaimWording, ...]
    """In the order of publication, and of the text."""
    counterclaims: tuple[Counterclaim, ...]
    """Those of most reports first."""
    origins: ClaimOrigins
