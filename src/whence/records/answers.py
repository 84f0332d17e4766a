"""What an archive holds and answers: reports as they are kept, hits, changes, counts."""

import re
from dataclasses import dataclass
from typing import get_args

from whence.records.arguments import check_choice
from whence.records.ledger import FindingKind, Kind, Level, Naming
from whence.records.report import Span

__all__ = [
    "MOST_REFUSED",
    "Change",
    "Compaction",
    "Count",
    "Fault",
    "FeedState",
    "Filters",
    "Held",
    "Hit",
    "Passage",
    "Progress",
    "Receipt",
    "Refused",
    "SearchResult",
    "SourceCount",
    "Stats",
    "Tally",
    "is_day",
]

MOST_REFUSED = 20
"""So many inputs that could not be read are named in a tally."""
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """How a report came in."""

    input: str
    """The path or address as it was given, or a place in it."""
    fetched: str | None
    """When it was fetched, ISO 8601 in UTC; none of what was read from disk."""
    digest: str
    """SHA-256 of the bytes, in hexadecimal digits."""
    extractor: str
    """What made a report of the bytes, with versions."""
    etag: str | None = None
    modified: str | None = None
    """What the server said the version of the page was, and when it was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One version of a report, as the archive holds it."""

    id: str
    """The report's id: that of its first version. It stays, however often the report changes."""
    version: int
    """1, 2, …"""
    versions: int
    """How many there are."""
    headline: str | None
    publisher: str | None
    byline: tuple[str, ...]
    published: str | None
    language: str | None
    url: str | None
    added: str
    """When it was added, ISO 8601 in UTC."""
    model: str
    """Name of the model that read it."""
    whence: str
    """Version of the whence that read it."""
    attributions: int
    findings: int
    receipt: Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which reports are asked about; whatever is none or left out is not asked for.

    Kind, naming and certainty are asked of one and the same attribution.

    Raises:
        ValueError: A day is no day, or there is no such kind, naming, certainty or finding.
    """

    publisher: str | None = None
    """Its name in any case, or the beginning of it with a star: ``Tidewater*``."""
    since: str | None = None
    """First day of publication, ISO 8601; a year or a month stands for its first day."""
    until: str | None = None
    """Last day of publication; a year or a month stands for its last."""
    source: str | None = None
    """A source's name, in any script."""
    kind: Kind | None = None
    naming: Naming | None = None
    certainty: Level | None = None
    event: str | None = None
    """A type of PLOVER, such as ``ACCUSE``."""
    finding: FindingKind | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        for name, day in (("since", self.since), ("until", self.until)):
            if day is not None and not is_day(day):
                message = f"{name} must be a day as 2031-03-04, a month or a year, and is {day!r}"
                raise ValueError(message)
        check_choice("kind", self.kind, get_args(Kind))
        check_choice("naming", self.naming, get_args(Naming))
        check_choice("certainty", self.certainty, get_args(Level))
        check_choice("finding", self.finding, get_args(FindingKind))


def is_day(written: str) -> bool:
    """Tell whether this is a day, a month or a year.

    >>> is_day("2031-03-04"), is_day("2031"), is_day("2031-13")
    (True, True, False)
    """
    return _DAY.fullmatch(written) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words in their context."""

    text: str
    """In one line; an ellipsis stands where it was cut."""
    marks: tuple[Span, ...]
    """Where the words that were asked for stand in it."""
    field: str
    """``headline``, ``contents``, ``sources`` or ``text``: where they were found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report in which what was asked for stands."""

    held: Held
    passages: tuple[Passage, ...]
    score: float
    """Higher is nearer to what was asked for; only to be compared within one answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """What a search found."""

    hits: tuple[Hit, ...]
    """The best ones first, as many as were asked for."""
    total: int
    """How many reports there are in all, up to the most that are counted."""
    is_more: bool
    """Whether there are more than were counted. Then the newest of them were ranked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCount:
    """A source by its name, and how often it is cited in the reports asked about."""

    name: str
    kind: Kind | None
    naming: Naming | None
    country: str | None
    attributions: int
    reports: int
    publishers: int
    first: str | None
    """Day of publication of the first report that cites it."""
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is different between a version of a report and the one before it."""

    id: str
    """The report's."""
    version: int
    """The later one."""
    headline: str | None
    publisher: str | None
    url: str | None
    added: str
    """When the later version was added."""
    field: str
    """``headline``, ``text``, ``byline``, ``publisher`` or ``published``."""
    lead: str
    """Up to eight words before it, which stayed; empty at the beginning."""
    before: str
    """The words that went; empty where some were put in."""
    after: str
    """The words that came; empty where some were taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """An input that could not be read, as the archive remembers it."""

    input: str
    reason: str
    """One sentence: what was wrong, and what to do."""
    at: str
    """When it was tried last, ISO 8601 in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many there are of something."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Counts over the reports asked about, each report by its latest version."""

    reports: int
    versions: int
    """Of all versions, the latest included."""
    attributions: int
    sources: int
    events: int
    rejected: int
    """Inputs that could not be read; of the whole archive."""
    publishers: tuple[Count, ...]
    """Reports by publisher, most first."""
    months: tuple[Count, ...]
    """Reports by month of publication, ``2031-03``, earliest first."""
    publisher_months: tuple[tuple[str, str, int], ...]
    """Reports by publisher and month."""
    mix: tuple[tuple[str, float], ...]
    """What the reports rest on, on average: the shares of `whence.records.sourcing_mix.SourcingMix` by their names."""
    cited: tuple[SourceCount, ...]
    """The sources cited most, most first."""
    findings: tuple[Count, ...]
    """Findings by kind, most first."""
    event_types: tuple[Count, ...]
    """Events by type, most first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of what was added."""

    added: int = 0
    """Reports that were new."""
    changed: int = 0
    """New versions of reports that the archive had."""
    known: int = 0
    """Inputs that it had already."""
    rejected: int = 0
    """Inputs that could not be read."""
    refused: tuple[Refused, ...] = ()
    """The first of these, twenty at most."""
    passed_over: tuple[tuple[str, int], ...] = ()
    """What folders held and no report is in, by ending, and how many of each, most first: ``((".jpg", 3),)``."""

    def __add__(self, other: "Tally") -> "Tally":
        """Sum up two.

        >>> Tally(added=2, known=1) + Tally(added=1)
        Tally(added=3, changed=0, known=1, rejected=0, refused=(), passed_over=())
        """
        return Tally(
            added=self.added + other.added,
            changed=self.changed + other.changed,
            known=self.known + other.known,
            rejected=self.rejected + other.rejected,
            refused=(self.refused + other.refused)[:MOST_REFUSED],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed that is watched."""

    url: str
    asked: str | None
    """When it was asked for last, ISO 8601 in UTC; none if never."""
    due: str
    """When it is asked for next, ISO 8601 in UTC."""
    problem: str | None
    """Why it, or a part of it, could not be read the last time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is."""

    added: int
    changed: int
    known: int
    rejected: int
    done: float | None
    """Share of all that is to be read that is behind, 0 to 1; none where nobody can tell."""

    @property
    def count(self) -> int:
        """How many inputs are dealt with."""
        return self.added + self.changed + self.known + self.rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Compaction:
    """What compacting an archive has brought."""

    before: int
    """Bytes that it took on the disk, without its segments."""
    after: int
    segments: int
    """How many segments were written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something in an archive that is not as it should be."""

    where: str
    problem: str
    """One sentence."""
    is_mended: bool
    """Whether it was repaired."""
