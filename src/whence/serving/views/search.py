"""Search over the reports of an archive, with the filters of the command line."""

from dataclasses import dataclass

from whence.archive.archive import Archive
from whence.archive.query.search import FIELDS
from whence.records.answers import Held, Hit
from whence.serving.filters import FILTERS, PAGE, PAGE_SIZE, filters_of
from whence.serving.parameters import Asked, Parameter
from whence.serving.view import JsonForm, Table, View

__all__ = ["SEARCH", "Search"]

_WORDS = Parameter(
    name="q",
    about='Words that a report must contain; "two words" for a phrase, harb* for a beginning, -word to exclude.',
    label="Words",
)
_FIELDS = Parameter(
    name="in",
    about="Search only in these; in all if none is named.",
    kind="choices",
    choices=FIELDS,
    label="Search in",
)
_VERSIONS = Parameter(
    name="all-versions", about="Whether to search earlier versions too.", kind="flag", label="Earlier versions too"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The reports that meet a search, or, without words, all that meet its filters."""

    hits: tuple[Hit, ...]
    """Without words, those published last, with no passages."""
    total: int | None
    """Number of matching reports, up to the maximum that is counted; None if they were not counted."""
    more_match: bool
    """True if more reports match than were counted."""
    is_more: bool
    """True if there is a next page."""


def _search(archive: Archive, asked: Asked) -> Search:
    words, filters = asked.text("q"), filters_of(asked)
    offset = (asked.number("page") - 1) * PAGE_SIZE
    if words is None:
        reports = archive.reports(filters=filters, limit=PAGE_SIZE + 1, offset=offset)
        hits = tuple(Hit(held=held, passages=(), score=0.0) for held in reports[:PAGE_SIZE])
        return Search(hits=hits, total=None, more_match=False, is_more=len(reports) > PAGE_SIZE)
    found = archive.search(
        words,
        filters=filters,
        fields=asked.words("in"),
        limit=PAGE_SIZE,
        offset=offset,
        all_versions=asked.flag("all-versions"),
    )
    is_more = offset + len(found.hits) < found.total
    return Search(hits=found.hits, total=found.total, more_match=found.is_more, is_more=is_more)


def _reports(found: Search) -> list[Held]:
    return [hit.held for hit in found.hits]


SEARCH: View[Search] = View(
    path="/search",
    title="Search",
    about="Reports that contain some words and meet some filters, the best match first.",
    ask=_search,
    template="search.html",
    json=JsonForm(kind=Search),
    parameters=(_WORDS, *FILTERS, _FIELDS, _VERSIONS, PAGE),
    table=Table(kind=Hit, rows=lambda found: found.hits),
    feed=_reports,
    is_in_menu=True,
)
