"""The filters of reports as parameters, under the names that they have on the command line."""

from typing import cast, get_args

from whence.records.answers import Filters
from whence.records.ledger import FindingKind, Kind, Level, Naming
from whence.records.plover import EVENT_TYPES
from whence.serving.parameters import Asked, Parameter

__all__ = ["FILTERS", "MIN_REPORTS", "PAGE", "PAGE_SIZE", "filters_of"]

PAGE_SIZE = 50
"""Number of rows on one page of a list."""

FILTERS = (
    Parameter(
        name="publisher",
        about="Only reports by this publisher; NAME* for all that begin with NAME.",
        label="Publisher",
    ),
    Parameter(
        name="from",
        about="Only reports published on this date or later: 2031-03-04, 2031-03, 2031.",
        kind="day",
        label="From",
    ),
    Parameter(
        name="to",
        about="Only reports published on this date or earlier.",
        kind="day",
        label="To",
    ),
    Parameter(
        name="source",
        about="Only reports that cite this source, in any script.",
        label="Source",
    ),
    Parameter(
        name="kind",
        about="Only reports that cite a source of this kind.",
        kind="choice",
        choices=get_args(Kind),
        label="Kind of source",
    ),
    Parameter(
        name="naming",
        about="Only reports that cite a source named this way.",
        kind="choice",
        choices=get_args(Naming),
        label="Naming",
    ),
    Parameter(
        name="certainty",
        about="Only reports with an attribution of this certainty.",
        kind="choice",
        choices=get_args(Level),
        label="Certainty",
    ),
    Parameter(
        name="sure",
        about="Only reports with an attribution whose confidence is at least this, from 0 to 1.",
        kind="share",
        label="Confidence from",
    ),
    Parameter(
        name="event",
        about="Only reports with an event of this PLOVER type.",
        kind="choice",
        choices=tuple(sorted(EVENT_TYPES)),
        label="Event",
    ),
    Parameter(
        name="finding",
        about="Only reports with a finding of this kind.",
        kind="choice",
        choices=get_args(FindingKind),
        label="Finding",
    ),
    Parameter(
        name="language",
        about="Only reports in this language: en, de, ru.",
        most=12,
        label="Language",
    ),
)
PAGE = Parameter(
    name="page",
    about=f"Which page of the list, {PAGE_SIZE} rows each; the first is 1.",
    kind="number",
    least=1,
    most=200,
    default=1,
)
MIN_REPORTS = Parameter(
    name="min-reports",
    about="Only those of at least so many reports.",
    kind="number",
    least=1,
    most=1000,
    default=2,
    label="Reports, at least",
)


def filters_of(asked: Asked) -> Filters:
    """Collect the filters that a view is asked for.

    >>> from whence.serving.parameters import read_parameters
    >>> filters_of(read_parameters(FILTERS, {"language": ["EN"], "from": ["2031"]})).since
    '2031'
    """
    language = asked.text("language")
    return Filters(
        publisher=asked.text("publisher"),
        since=asked.text("from"),
        until=asked.text("to"),
        source=asked.text("source"),
        kind=cast("Kind | None", asked.text("kind")),
        naming=cast("Naming | None", asked.text("naming")),
        certainty=cast("Level | None", asked.text("certainty")),
        event=asked.text("event"),
        finding=cast("FindingKind | None", asked.text("finding")),
        language=language.lower() if language else None,
        sure=asked.share("sure"),
    )
