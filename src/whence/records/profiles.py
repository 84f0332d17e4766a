"""What an archive knows of one source, and of one outlet, over time."""

from dataclasses import dataclass

from whence.records.answers import Count
from whence.records.ledger import Kind
from whence.records.links import Person

__all__ = [
    "CitedClaim",
    "OutletDetails",
    "OutletMonth",
    "OutletUse",
    "RelatedSource",
    "SilentChange",
    "SourceDetails",
    "TakenWords",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedSource:
    """A source or relay that has to do with another source, or with an outlet."""

    name: str
    """Its fullest name; of one that is not linked, its name or description in the reports."""
    kind: Kind | None
    entity: str | None
    """Id of the person, organisation or document; None if it is not linked."""
    attributions: int
    reports: int
    """Number of the reports that these attributions are in."""
    denials: int = 0
    """How many of the attributions deny what they are about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletUse:
    """How the reports of one publisher cite a source."""

    publisher: str
    """Empty for reports without a publisher."""
    attributions: int
    reports: int
    """Number of reports that cite the source by name."""
    unnamed: int
    """Number of further reports that have one of its claims from a source whom they do not name."""
    first: str | None
    """Day of publication of the first of these reports, ISO 8601."""
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedClaim:
    """A claim that a source is cited for."""

    id: str
    text: str
    """Its words in the first report that cites the source for it."""
    cited: int
    """Number of reports that cite the source for it."""
    reports: int
    """Number of all reports that have it."""
    first: str | None
    """Day of publication of the first report that cites the source for it."""
    appearance: str
    """Where that report does: its id, a slash, and the attribution's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDetails:
    """All that linked reports cite a person, organisation or document for."""

    person: Person
    attributions: int
    reports: int
    outlets: int
    """Number of outlets whose reports cite it; those of one owner count once."""
    first: str | None
    """Day of publication of the first report that cites it, ISO 8601."""
    last: str | None
    months: tuple[Count, ...]
    """Attributions by month of publication, ``2031-03``, the earliest first; those of undated reports under ""."""
    uses: tuple[OutletUse, ...]
    """By publisher, most attributions first; then those that have its claims, and never name it."""
    relays: tuple[RelatedSource, ...]
    """Through whom it is cited, most attributions first."""
    opponents: tuple[RelatedSource, ...]
    """Who makes claims that say otherwise than its own, most attributions first."""
    claims: tuple[CitedClaim, ...]
    """Its claims, those that most reports cite it for first, up to a limit."""
    claim_count: int
    """Number of all its claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletMonth:
    """What the reports of an outlet rest on in one month: the shares of `whence.records.sourcing_mix.SourcingMix`."""

    month: str
    """``2031-03``; empty for undated reports."""
    reports: int
    named: float
    described: float
    withheld: float
    documentary: float
    nobody: float
    own: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenWords:
    """What the reports of an outlet share with those of another publisher that had it first."""

    publisher: str
    """Empty for reports without a publisher."""
    reports: int
    """Number of the outlet's reports that have these words."""
    words: int
    """Words in shared passages; a word that several reports of the publisher have counts with each of them."""
    agency: str | None
    """The news agency that most of the passages are wire copy of; None if most are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentChange:
    """A later version of a report with other words, and without a notice that says so."""

    report: str
    """Id of the report."""
    version: int
    """Number of the later version."""
    headline: str | None
    added: str
    """When the later version was added, ISO 8601 in UTC."""
    places: int
    """Number of places in headline and text whose words differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletDetails:
    """What the reports of one outlet rest on over time, in their latest versions."""

    name: str
    """The publisher's name, as most of the reports have it."""
    owner: str | None
    """Its owner by the table of owners; None if the table has none."""
    siblings: tuple[str, ...]
    """Other publishers in the archive with this owner."""
    reports: int
    first: str | None
    """Day of publication of the first report, ISO 8601."""
    last: str | None
    mix: tuple[tuple[str, float], ...]
    """What the reports rest on, on average: the shares by their names."""
    months: tuple[OutletMonth, ...]
    """The earliest first; the undated reports last."""
    findings: tuple[Count, ...]
    """Findings by kind, most first."""
    taken: tuple[TakenWords, ...]
    """Whose words its reports have, most words first."""
    relays: tuple[RelatedSource, ...]
    """Other outlets that its reports cite, or have something through, most attributions first."""
    changed: int
    """Number of later versions whose words differ from those before them."""
    silent: tuple[SilentChange, ...]
    """Those without a notice that says so, the latest first."""
