"""Lists: stories, claims, sources and outlets, each row a link to a view of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from whence.archive.archive import Archive
from whence.records.answers import Count, Filters, SourceCount
from whence.records.claims import ClaimEntry
from whence.records.stories import StoryEntry
from whence.serving.filters import FILTERS, MIN_REPORTS, PAGE, PAGE_SIZE, filters_of
from whence.serving.parameters import Asked, Parameter
from whence.serving.view import JsonForm, Table, View

__all__ = ["CLAIMS", "OUTLETS", "SOURCES", "STORIES"]

_Row = TypeVar("_Row")
_ABOUT = Parameter(
    name="about",
    about="Only claims that contain these words, written as for a search.",
    label="Words of the claim",
)
_STORY = Parameter(name="story", about="Only claims of this story, by its id.", most=40)
_NAME = Parameter(
    name="name", about="Only sources with a name that contains this, in any script.", label="Name", most=200
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """A page of the list of stories."""

    stories: tuple[StoryEntry, ...]
    is_more: bool
    """True if there is a next page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """A page of the list of claims."""

    claims: tuple[ClaimEntry, ...]
    is_more: bool
    """True if there is a next page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """A page of the list of sources."""

    sources: tuple[SourceCount, ...]
    is_more: bool
    """True if there is a next page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """A page of the list of outlets, those of most reports first."""

    outlets: tuple[Count, ...]
    """Each outlet and its number of reports."""
    is_more: bool
    """True if there is a next page."""


_EVERYTHING = Filters()
_LIMIT = PAGE_SIZE + 1
"""Rows to ask for: those of a page, and one more, to know whether there are more."""


def _start(asked: Asked) -> int:
    return (asked.number("page") - 1) * PAGE_SIZE


def _page(rows: Sequence[_Row]) -> tuple[tuple[_Row, ...], bool]:
    return tuple(rows[:PAGE_SIZE]), len(rows) > PAGE_SIZE


def _list_stories(archive: Archive, asked: Asked) -> Stories:
    found = archive.stories(
        filters=filters_of(asked), min_reports=asked.number("min-reports"), limit=_LIMIT, offset=_start(asked)
    )
    rows, is_more = _page(found)
    return Stories(stories=rows, is_more=is_more)


def _list_claims(archive: Archive, asked: Asked) -> Claims:
    found = archive.claims(
        filters=filters_of(asked),
        story=asked.text("story"),
        about=asked.text("about"),
        min_reports=asked.number("min-reports"),
        limit=_LIMIT,
        offset=_start(asked),
    )
    rows, is_more = _page(found)
    return Claims(claims=rows, is_more=is_more)


def _list_sources(archive: Archive, asked: Asked) -> Sources:
    found = archive.sources(filters=filters_of(asked), name=asked.text("name"), limit=_LIMIT, offset=_start(asked))
    rows, is_more = _page(found)
    return Sources(sources=rows, is_more=is_more)


def _list_outlets(archive: Archive, asked: Asked) -> Outlets:
    start = _start(asked)
    rows, is_more = _page(archive.publishers(filters=filters_of(asked), limit=start + _LIMIT)[start:])
    return Outlets(outlets=rows, is_more=is_more)


STORIES: View[Stories] = View(
    path="/stories",
    title="Stories",
    about="Stories, the reports on one happening each; those of most reports first.",
    ask=_list_stories,
    template="stories.html",
    json=JsonForm(kind=Stories),
    parameters=(MIN_REPORTS, *FILTERS, PAGE),
    table=Table(kind=StoryEntry, rows=lambda found: found.stories),
    rests_on_links=lambda asked: filters_of(asked) == _EVERYTHING,
    is_in_menu=True,
)
CLAIMS: View[Claims] = View(
    path="/claims",
    title="Claims",
    about="Claims that several reports make, and how many origins each has; those of most reports first.",
    ask=_list_claims,
    template="claims.html",
    json=JsonForm(kind=Claims),
    parameters=(_ABOUT, MIN_REPORTS, *FILTERS, _STORY, PAGE),
    table=Table(kind=ClaimEntry, rows=lambda found: found.claims),
    rests_on_links=lambda asked: filters_of(asked) == _EVERYTHING and asked.text("about") is None,
    is_in_menu=True,
)
SOURCES: View[Sources] = View(
    path="/sources",
    title="Sources",
    about="The sources that reports cite, and how often; those cited most first.",
    ask=_list_sources,
    template="sources.html",
    json=JsonForm(kind=Sources),
    parameters=(_NAME, *FILTERS, PAGE),
    table=Table(kind=SourceCount, rows=lambda found: found.sources),
    is_in_menu=True,
)
OUTLETS: View[Outlets] = View(
    path="/outlets",
    title="Outlets",
    about="The outlets whose reports the archive has, those of most reports first.",
    ask=_list_outlets,
    template="outlets.html",
    json=JsonForm(kind=Outlets),
    parameters=(*FILTERS, PAGE),
    table=Table(kind=Count, rows=lambda found: found.outlets),
    is_in_menu=True,
)
