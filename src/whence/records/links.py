"""What many reports say together: claims, the stories they belong to, and where each claim comes from."""

from dataclasses import dataclass
from typing import Literal

from whence.records.ledger import Channel, Kind, Naming
from whence.records.owners import OutletOwner
from whence.records.report import Span

__all__ = [
    "Appearance",
    "Claim",
    "ClaimOrigins",
    "Collapse",
    "CollapseKind",
    "Copy",
    "CopyOrder",
    "Edge",
    "EdgeKind",
    "Evidence",
    "Node",
    "NodeKind",
    "Origin",
    "Person",
    "SourceStep",
    "Story",
    "Unsettled",
]

CopyOrder = Literal["time", "credit"]
"""How it is known which of two reports copied: by their times of publication, or because one credits the other."""

NodeKind = Literal["report", "source", "outlet"]
"""A report; a source or relay that reports cite; an outlet, cited by others or saying it in its own voice."""

EdgeKind = Literal["cites", "copies", "has the same text", "follows", "has from its outlet", "says itself", "is named"]
"""How the words came from the end of an edge to its start: the start cites the end; a report copies another; one of two
reports copies the other, and it is not known which; a report cites an outlet whose own report is at hand; a report
without a source has it from an earlier one of its outlet; an outlet says it in its own voice; a source that one report
does not name is named by another."""

CollapseKind = Literal[
    "same outlet",
    "same owner",
    "copy",
    "same text",
    "relay",
    "same source",
    "same relay",
    "sourced elsewhere",
    "passed on",
    "named elsewhere",
]
"""Why two of something count once.

Two reports of one outlet, or of outlets with one owner. A report copies another; has the
same text as another, and it is not known which of them copied; cites an outlet whose own report is at
hand; cites a source that another report cites; has it through the same relay from somebody unnamed. A report repeats
without a source what it, or its outlet before it, gives a source for. A cited source has it from somebody else, by
another report; or is named by another report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStep:
    """A relay or the source of a claim, as one report has it."""

    source: str
    """Its id in the report's ledger."""
    name: str
    """Its fullest name in the report, or its description; empty for a pronoun that could not be resolved."""
    aliases: tuple[str, ...] = ()
    """Other names of it in the report."""
    kind: Kind | None = None
    naming: Naming | None = None
    entity: str | None = None
    """Id of the person, organisation or document across reports; None if it is not settled who that is."""
    channel: Channel | None = None
    """The written channel through which the words came from here to the step before."""
    spans: tuple[Span, ...] = ()
    """The words that name it here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A place in a report where a claim is made.

    Raises:
        ValueError: A claim in the page's own voice has a relay or a source.
    """

    id: str
    """The report's id, a slash, and the attribution's id, or the offset of a statement's first character."""
    report: str
    """Id of the report."""
    spans: tuple[Span, ...]
    """The words that make the claim."""
    is_attributed: bool
    """False if the page says it in its own voice."""
    steps: tuple[SourceStep, ...] = ()
    """The relays, from the nearest to the page on, and the source. Empty in the page's own voice, and if the report
    attributes the claim to nobody, as in "reportedly"."""
    publisher: str | None = None
    host: str | None = None
    """Host of the report's address, without ``www.``."""
    published: str | None = None
    """ISO 8601 date, or date and time."""
    agency: str | None = None
    """A news agency that the report credits with all of its text."""

    def __post_init__(self) -> None:
        if self.steps and not self.is_attributed:
            message = f"{self.id} is in the page's own voice, so it cannot have {self.steps[-1].name} as a source"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A passage that one report took from another.

    Raises:
        ValueError: A report would be its own copy.
    """

    report: str
    """Id of the report that copied."""
    original: str
    """Id of the report that it copied."""
    spans: tuple[Span, ...] = ()
    """The passage in the copy; empty if all of the report is copied."""
    original_spans: tuple[Span, ...] = ()
    """The passage in the original; empty if it is all of the report."""
    same_words: int = 0
    """Number of words that are the same."""
    order: CopyOrder | None = None
    """How it is known who copied; None if it is not known, and the reports may be exchanged."""
    agency: str | None = None
    """The news agency that both reports have the passage from."""

    def __post_init__(self) -> None:
        if self.report == self.original:
            message = f"{self.report} cannot be a copy of itself"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing said, however many reports carry it."""

    id: str
    """``c:`` and 16 hexadecimal digits."""
    text: str
    """The words of the first appearance."""
    appearances: tuple[str, ...]
    """Ids of the appearances, the earliest first."""
    disagreeing: tuple[str, ...] = ()
    """Ids of the claims that say otherwise."""
    aliases: tuple[str, ...] = ()
    """Ids that the claim had before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Reports on the same happening."""

    id: str
    """``st:`` and 16 hexadecimal digits."""
    headline: str | None
    """That of the first report."""
    reports: tuple[str, ...]
    """Ids of the reports, the earliest first."""
    claims: tuple[str, ...] = ()
    """Ids of the claims that the reports make, by first appearance."""
    aliases: tuple[str, ...] = ()
    """Ids that the story had before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person, organisation or document, wherever reports name it as a source."""

    id: str
    """It stays valid when reports come and go; the ids of two that prove to be one both stay valid."""
    kind: Kind
    name: str
    """The fullest name in most of the reports."""
    aliases: tuple[str, ...] = ()
    """The other names, the commonest first."""
    roles: tuple[str, ...] = ()
    """Titles, offices and descriptions, the commonest first."""
    countries: tuple[str, ...] = ()
    """ISO 3166 codes of three letters, the commonest first."""


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The words of a report that something rests on."""

    report: str
    """Id of the report."""
    spans: tuple[Span, ...]
    """Empty if it rests on the report as a whole, such as on its publisher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A report, source or outlet in the graph of a claim."""

    id: str
    """A report's id; ``o:`` and the key of an outlet; a source's id across reports; or the id of a report, a slash and
    an id in its ledger, for a source of which it is not settled who it is."""
    kind: NodeKind
    name: str
    """A report's outlet; the fullest name of a source or an outlet, or else its description."""
    source_kind: Kind | None = None
    naming: Naming | None = None
    is_identified: bool
    """True if it is settled who or what it is, so that it can be told from others."""
    published: str | None = None
    """Time of publication of a report, ISO 8601."""
    withdrawn_by: str | None = None
    """Id of the report that withdraws a report, which may be itself in its latest version; None if none does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One step back: the start has the claim from the end."""

    start: str
    """Id of a node."""
    end: str
    """Id of a node."""
    kind: EdgeKind
    channel: Channel | None = None
    """The written channel through which the words came."""
    evidence: tuple[Evidence, ...]
    """For a copy, the passage in the copy and the passage in the original."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collapse:
    """Why a count is lower by one."""

    count: Literal["outlets", "origins"]
    """The count that it lowers."""
    kind: CollapseKind
    item: str
    """What no longer counts by itself. For outlets, a report's id; for origins, a report's id, a slash and the id in
    its ledger of the source that it gives, or the report's id alone if it gives none."""
    into: str
    """Id of the node that it counts with."""
    by: str | None = None
    """The name that it rests on: of an owner, an outlet, an agency or a source."""
    owners: tuple[OutletOwner, ...] = ()
    """The rows of the table of owners that it rests on, in the order of the table."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a claim enters the reports at hand: a source nobody relays it from, or an outlet that gives no source."""

    node: str
    """Id of its node."""
    is_unsourced: bool
    """True if it is an outlet that says it in its own voice."""
    reports: tuple[str, ...]
    """Ids of the reports that have the claim from it, the earliest first."""
    outlets: int
    """Number of outlets of these reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """Origins that may be one and the same, or several: why there are at least so many origins, and at most so many."""

    unnamed: tuple[str, ...]
    """Ids of the nodes of origins of which it is not settled who they are: they have no name, or only a part of one."""
    may_be: tuple[str, ...]
    """Ids of the identified origins that each of them may be; if empty, one of them at least is another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimOrigins:
    """What a claim rests on: so many reports, outlets and origins, the graph that shows it, and why each counts.

    The number of outlets is that of reports, less the collapses of outlets; ``most`` is ``stated``, less the collapses
    of origins.
    """

    reports: int
    outlets: int
    stated: int
    """Number of sources that the reports state, each counted in each report; a report without a source counts 1."""
    least: int
    """There are at least so many origins."""
    most: int
    """There are at most so many."""
    origins: tuple[Origin, ...]
    """In the order of their first reports."""
    unsettled: tuple[Unsettled, ...]
    """Empty if ``least`` is ``most``."""
    collapses: tuple[Collapse, ...]
    """In the order of publication."""
    nodes: tuple[Node, ...]
    """The reports in the order of publication, then sources and outlets by id."""
    edges: tuple[Edge, ...]
    """By the places of their starts among the nodes, then of their ends. There is no circle."""
