"""What an archive returns: stored reports, search hits, changes, counts."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from whence.records.arguments import check_choice
from whence.records.ledger import FindingKind, Kind, Level, Naming
from whence.records.report import Span

__all__ = [
    "MAX_REFUSED",
    "Change",
    "Compaction",
    "Count",
    "Fault",
    "FeedState",
    "Filters",
    "Held",
    "Hit",
    "Holdings",
    "InputForm",
    "Passage",
    "Progress",
    "Receipt",
    "Refused",
    "ReportOrder",
    "SearchResult",
    "SourceCount",
    "Stats",
    "Tally",
    "is_day",
]

MAX_REFUSED = 20
"""Maximum number of rejected inputs, and of ids of reports, listed in a tally."""
ReportOrder = Literal["published", "added"]
"""By what reports are listed: when they were published, or when they were added."""
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Provenance record of a report."""

    input: str
    """The path or address as given, or a place in a file."""
    fetched: str | None
    """When the report was fetched, ISO 8601 in UTC; None if it was read from disk."""
    digest: str
    """SHA-256 of the bytes, in hexadecimal digits."""
    extractor: str
    """The program that extracted the report from the bytes, with versions."""
    etag: str | None = None
    modified: str | None = None
    """The server's ETag and Last-Modified headers; or when an agency issued this version of its item, ISO 8601."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One version of a report in the archive."""

    id: str
    """The report's id: that of its first version. It stays, however often the report changes."""
    version: int
    """1, 2, …"""
    versions: int
    """Number of versions."""
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
class Holdings:
    """How much an archive holds."""

    reports: int
    rejected: int
    """Inputs that could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which reports to select. A filter that is None selects all.

    Kind, naming, certainty and confidence must hold for the same attribution.

    Raises:
        ValueError: A date is not a date, a kind, naming, certainty or finding does not exist, or a confidence is not
            from 0 to 1.
    """

    publisher: str | None = None
    """The publisher's name, ignoring case, or its beginning with a star: ``Tidewater*``."""
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
    sure: float | None = None
    """Least confidence of the attribution, from 0 to 1."""

    def __post_init__(self) -> None:
        for name, day in (("since", self.since), ("until", self.until)):
            if day is not None and not is_day(day):
                message = f"{name} must be a day such as 2031-03-04, a month or a year, not {day!r}"
                raise ValueError(message)
        if self.sure is not None and not 0 <= self.sure <= 1:
            message = f"sure must be a confidence from 0 to 1, not {self.sure}"
            raise ValueError(message)
        check_choice("kind", self.kind, get_args(Kind))
        check_choice("naming", self.naming, get_args(Naming))
        check_choice("certainty", self.certainty, get_args(Level))
        check_choice("finding", self.finding, get_args(FindingKind))


def is_day(written: str) -> bool:
    """Check whether a text is a day, a month or a year.

    >>> is_day("2031-03-04"), is_day("2031"), is_day("2031-13")
    (True, True, False)
    """
    return _DAY.fullmatch(written) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A snippet: search words in their context."""

    text: str
    """The snippet in one line, with an ellipsis where the text was cut."""
    marks: tuple[Span, ...]
    """The spans of the search words in the snippet."""
    field: str
    """``headline``, ``contents``, ``sources`` or ``text``: where they were found."""
    place: str = ""
    """Where that is in the report: ``t120-150`` for characters of its text, ``a3`` for an attribution, ``s2`` for a
    source; empty for a headline that is not in the text. On the desk, the fragment of an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report that matches a search."""

    held: Held
    passages: tuple[Passage, ...]
    score: float
    """The higher, the better the match; comparable only within one search result."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """The result of a search."""

    hits: tuple[Hit, ...]
    """The best hits, up to the limit, the best first."""
    total: int
    """Number of matching reports, up to the maximum that is counted."""
    is_more: bool
    """True if more reports match than were counted. Then only the newest were ranked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCount:
    """A source, and how often the selected reports cite it.

    In reports that are linked, this is one person, organisation or document by all of its names; two namesakes are two.
    Sources without a name, and those of reports that are not linked, are counted by name, kind and naming.
    """

    name: str
    """Of a linked source, the fullest name in most of the reports."""
    kind: Kind | None
    naming: Naming | None
    country: str | None
    attributions: int
    reports: int
    publishers: int
    first: str | None
    """Day of publication of the first report that cites it."""
    last: str | None
    aliases: tuple[str, ...] = ()
    """Its other names in all reports, the commonest first."""
    roles: tuple[str, ...] = ()
    """Titles, offices and descriptions in all reports, the commonest first."""
    countries: tuple[str, ...] = ()
    """ISO 3166 codes of three letters that reports give it, the commonest first."""
    entity: str | None = None
    """Id of the person, organisation or document: ``s:5f0c…``; None if it is not linked."""
    outlets: int | None = None
    """Number of outlets that cite it, those of one owner counted once; None without a table of owners."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A difference between a version of a report and the version before it."""

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
    """Up to eight unchanged words before the change; empty at the beginning."""
    before: str
    """The removed words; empty if words were only added."""
    after: str
    """The added words; empty if words were only removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """An input that could not be read."""

    input: str
    reason: str
    """One sentence: what was wrong, and what to do."""
    at: str
    """Time of the last try, ISO 8601 in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A name and a number."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Counts over the selected reports, each in its latest version."""

    reports: int
    versions: int
    """All versions, including the latest."""
    attributions: int
    sources: int
    events: int
    rejected: int
    """Inputs that could not be read, in the whole archive."""
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
    corrections: int = 0
    """Readers' corrections of these reports, without those withdrawn."""
    statuses: tuple[Count, ...] = ()
    """Questions that a reader gave a status, by status, most first; all other questions are open."""
    owners: tuple[Count, ...] = ()
    """Reports by owner, most first, or by outlet if its owner is not known; empty without a table of owners."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The outcome of an import."""

    added: int = 0
    """New reports."""
    changed: int = 0
    """New versions of reports in the archive."""
    known: int = 0
    """Inputs that were already in the archive."""
    rejected: int = 0
    """Inputs that could not be read."""
    refused: tuple[Refused, ...] = ()
    """The first rejected inputs, twenty at most."""
    passed_over: tuple[tuple[str, int], ...] = ()
    """Skipped files in folders, which cannot hold a report, counted by extension, most first: ``((".jpg", 3),)``."""
    reports: tuple[str, ...] = ()
    """Ids of the first reports that were read or known, twenty at most."""

    def __add__(self, other: "Tally") -> "Tally":
        """Add two tallies.

        >>> Tally(added=2, known=1) + Tally(added=1)
        Tally(added=3, changed=0, known=1, rejected=0, refused=(), passed_over=(), reports=())
        """
        return Tally(
            added=self.added + other.added,
            changed=self.changed + other.changed,
            known=self.known + other.known,
            rejected=self.rejected + other.rejected,
            refused=(self.refused + other.refused)[:MAX_REFUSED],
            passed_over=self.passed_over + other.passed_over,
            reports=(self.reports + other.reports)[:MAX_REFUSED],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed that is watched."""

    url: str
    asked: str | None
    """Time of the last check, ISO 8601 in UTC; None if never checked."""
    due: str
    """Time of the next check, ISO 8601 in UTC."""
    problem: str | None
    """Why the last check failed, in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputForm:
    """A form of file that reports are read from."""

    family: str
    """What such files are: press databases, newswires, mail."""
    name: str
    endings: tuple[str, ...]
    """Usual extensions, in lower case. The content decides, not the extension."""
    told_by: str
    """How it is recognized."""
    gives: tuple[str, ...]
    """Text and other fields of a report that it can give; for a list, addresses of pages to fetch, and their fields."""
    extra: str | None
    """The extra of the package that installs what reading it needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Progress of a run."""

    added: int
    changed: int
    known: int
    rejected: int
    done: float | None
    """Share of the input that is done, 0 to 1; None if unknown."""

    @property
    def count(self) -> int:
        """Number of inputs handled."""
        return self.added + self.changed + self.known + self.rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Compaction:
    """The outcome of compacting an archive."""

    before: int
    """Size on disk in bytes, without segments."""
    after: int
    segments: int
    """Number of segments written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """An integrity problem of an archive."""

    where: str
    problem: str
    """One sentence."""
    is_mended: bool
    """True if the problem was repaired."""
