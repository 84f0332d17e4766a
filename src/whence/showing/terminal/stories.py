"""Stories in the terminal: as a table, and a single one with its reports, its claims and what became of them."""

from collections.abc import Iterable, Iterator, Sequence

from whence.records.claims import ClaimWording
from whence.records.stories import Milestone, StoryClaim, StoryDetails, StoryEntry, StoryReport
from whence.showing.claims import phrase_difference, phrase_stance, phrase_way
from whence.showing.csv_text import csv_text
from whence.showing.marks import one_line
from whence.showing.origins import quoted_claim
from whence.showing.stories import (
    MILESTONES,
    claims_of_one_outlet,
    disputed_claims,
    name_outlet,
    phrase_correction,
    phrase_shares,
    phrase_taken,
    spread_claims,
)
from whence.showing.terminal.answers import mark_change, write_lines
from whence.showing.terminal.columns import STORY_COLUMNS, draw_table, short_id
from whence.showing.terminal.styles import ADDED, BOLD, DIM, REMOVED, SOURCE, indent_beside
from whence.showing.terminal.wrapping import NARROWEST, Line, fit, shorten, wrap
from whence.showing.wording import count_of

__all__ = ["beside", "day_of", "name_sources", "render_stories", "render_story", "section", "story_csv"]

_OR_FIRST = "or first"
"""Heading for further reports that may have been the first."""
_DAY = len("2031-03-04")
_UNDATED = "undated"
_LEAD = max(_DAY, *map(len, MILESTONES.values())) + 2
"""Columns for a day, or for what happened to a claim."""
_NARROW = 40
"""Up to this width, text goes below its day."""
_TEXT_LINES = 3
"""Most lines of the words of a claim."""
_MOST_REPORTS, _MOST_CLAIMS, _MOST_MILESTONES = 100, 40, 8
_MOST_ONLY = 3
"""Most claims shown that only one outlet has, for each report."""


def render_stories(entries: Sequence[StoryEntry], *, width: int, color: bool) -> str:
    """Show stories as a table.

    >>> print(render_stories([], width=80, color=False), end="")
    No stories.
    """
    room = max(NARROWEST, width)  # a table may be as wide as the terminal
    lines: list[Line] = draw_table(entries, STORY_COLUMNS, room) if entries else [[("No stories.", ())]]
    return write_lines(lines, room, color=color)


def render_story(details: StoryDetails, *, width: int, color: bool) -> str:
    """Show a story: its reports on a timeline, its claims and what became of them, and what only one outlet has.

    Args:
        details: The story.
        width: Width of the terminal in columns. From 10 columns on, no line is longer.
        color: Whether to write escape sequences for colour and weight.

    Returns:
        Lines, each ending with a line break.
    """
    room = fit(width)
    disputed, spread = disputed_claims(details), spread_claims(details)
    lines = [
        *_head(details, room),
        *section("Reports", (_lay_out_report(one, room) for one in details.reports), _MOST_REPORTS),
        *section("Corrections", (_lay_out_correction(one, details, room) for one in details.corrections), _MOST_CLAIMS),
        *section("Disputed or corrected", (_lay_out_claim(one, room, color=color) for one in disputed), _MOST_CLAIMS),
        *section("What several outlets have", (_lay_out_claim(one, room, color=color) for one in spread), _MOST_CLAIMS),
        *section("What only one outlet has", _lay_out_only(details, room), _MOST_REPORTS),
    ]
    return write_lines(lines, room, color=color)


def story_csv(details: StoryDetails) -> str:
    """Write a story as CSV: a row for each report, for all that it took from another, and for each milestone.

    Reference:
        RFC 4180: lines end in CR LF.
    """
    headings = ["kind", "at", "report", "publisher", "claim", "text", "source", "other", "words"]
    rows: list[list[str | int | None]] = []
    for report in details.reports:
        told = [report.published, report.id, report.publisher]
        rows.append(["report", *told, "", report.headline, "", "", report.shares.words])
        rows.append(["own", *told, "", "", "", "", report.shares.own])
        rows += [
            ["copied" if one.first_by else "shared", *told, "", "", "", one.report, one.words] for one in report.taken
        ]
    for claim in details.claims:
        rows += [_milestone_row(claim.id, one) for one in claim.milestones]
    rows += [_milestone_row("", one) for one in details.corrections]
    return csv_text(headings, rows)


def _milestone_row(claim: str, one: Milestone) -> list[str | int | None]:
    source = name_sources(one.wording) if one.wording else ""
    return [one.kind, one.at, one.report, one.publisher, claim, one.text, source, one.claim or one.corrects, ""]


def name_sources(wording: ClaimWording) -> str:
    """Say who says it in a report, each from the nearest to the page on."""
    return "; ".join(dict.fromkeys(map(phrase_way, wording.appearances)))


def day_of(time: str | None) -> str:
    """Write the day of a time."""
    return one_line(time[:_DAY]) if time else _UNDATED


def beside(lead: str, lines: Iterable[Line], room: int) -> Iterator[Line]:
    """Set lines to the right of a day or another lead, or below it if there is no room."""
    if room > _NARROW:
        yield from indent_beside(lead.ljust(_LEAD - 2), lines, indent=_LEAD)
    else:
        yield [(lead, (DIM,))]
        yield from lines


def _inner(room: int) -> int:
    return room - _LEAD if room > _NARROW else room


def section(heading: str, parts: Iterable[Iterable[Line]], most: int) -> Iterator[Line]:
    """Write parts below a heading, an empty line before each; the rest is counted. Without parts, write nothing."""
    count = 0
    for part in parts:
        if not count:
            yield []
            yield [(heading, (BOLD,))]
        count += 1
        if count <= most:
            yield []
            yield from part
    if count > most:
        yield []
        yield [(f"and {count - most:,} more", (DIM,))]


def _head(details: StoryDetails, room: int) -> Iterator[Line]:
    yield from shorten([(one_line(details.story.headline or "Without a headline"), (BOLD,))], room, max_lines=2)
    days = sorted(one.published[:_DAY] for one in details.reports if one.published)
    told = [
        f"{count_of(len(details.reports), 'report')} by {count_of(details.outlets, 'outlet')}",
        " to ".join(dict.fromkeys((days[0], days[-1]))) if days else _UNDATED,
        short_id(details.story.id),
    ]
    yield from wrap([(" · ".join(map(one_line, told)), (DIM,))], room)


def _lay_out_report(report: StoryReport, room: int) -> Iterator[Line]:
    inner, is_withdrawn = _inner(room), " · withdrawn" if report.withdrawn_by else ""
    lines = [
        *wrap([(name_outlet(report.publisher), SOURCE), (f" · {short_id(report.id)}{is_withdrawn}", (DIM,))], inner),
        *shorten([(one_line(report.headline or "Without a headline"), ())], inner, max_lines=2),
        *wrap([(phrase_shares(report.shares), (DIM,))], inner),
        *(
            line
            for one in report.taken
            for line in wrap([(f"{phrase_taken(one, report.publisher)} · {short_id(one.report)}", (DIM,))], inner)
        ),
    ]
    yield from beside(day_of(report.published), lines, room)


def _lay_out_correction(one: Milestone, details: StoryDetails, room: int) -> Iterator[Line]:
    corrected = next((each for each in details.reports if each.id == one.corrects and each.id != one.report), None)
    told = f" of {day_of(corrected.published)} · {short_id(corrected.id)}" if corrected else ""
    inner = _inner(room)
    lines = [
        *wrap([(name_outlet(one.publisher), SOURCE), (f" {phrase_correction(one)}{told}", ())], inner),
        *shorten([(one_line(one.text), ())], inner, max_lines=_TEXT_LINES),
    ]
    yield from beside(day_of(one.at), lines, room)


def _lay_out_claim(claim: StoryClaim, room: int, *, color: bool) -> Iterator[Line]:
    yield from shorten([(quoted_claim(claim.text), ())], room, max_lines=_TEXT_LINES)
    counts = f"{count_of(claim.reports, 'report')}, {count_of(claim.outlets, 'outlet')}"
    yield [(f"{short_id(claim.id)} · {counts}", (DIM,))]
    for place, one in enumerate(claim.milestones[:_MOST_MILESTONES]):
        heading = _OR_FIRST if place and one.kind == "first" else MILESTONES[one.kind]
        yield from beside(heading, _lay_out_milestone(one, _inner(room), color=color), room)
    if len(claim.milestones) > _MOST_MILESTONES:
        yield from beside("", [[(f"and {len(claim.milestones) - _MOST_MILESTONES:,} more", (DIM,))]], room)


def _lay_out_milestone(one: Milestone, room: int, *, color: bool) -> Iterator[Line]:
    way = name_sources(one.wording) if one.wording else ""
    yield from wrap(
        [
            (f"{day_of(one.at)} ", (DIM,)),
            (name_outlet(one.publisher), SOURCE),
            (f" · {way}" if way else "", ()),
            (phrase_stance(one.wording) if one.wording else "", ()),
        ],
        room,
    )
    if one.words is not None:
        yield from wrap(list(_lay_out_words(one.words, color=color)), room)
    elif one.claim is not None:
        yield from shorten(
            [(quoted_claim(one.text), ()), (f" · {short_id(one.claim)}", (DIM,))], room, max_lines=_TEXT_LINES
        )
        for difference in one.differences:
            yield from wrap([(phrase_difference(difference), (DIM,))], room)
    elif one.wording is None:
        yield from shorten([(one_line(one.text), ())], room, max_lines=_TEXT_LINES)


def _lay_out_words(words: tuple[str, str], *, color: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    before, after = words
    yield from mark_change(before, REMOVED, color=color) if before else ()
    yield (" " if before and after else "", ())
    yield from mark_change(after, ADDED, color=color) if after else ()


def _lay_out_only(details: StoryDetails, room: int) -> Iterator[list[Line]]:
    """Lay out, for each report, the claims that no other outlet of the story has."""
    inner = _inner(room)
    for report, claims in claims_of_one_outlet(details):
        lines: list[Line] = [
            [(name_outlet(report.publisher), SOURCE), (f" · {count_of(len(claims), 'claim')}", (DIM,))]
        ]
        for claim in claims[:_MOST_ONLY]:
            stance = phrase_stance(wording) if (wording := claim.milestones[0].wording) else ""
            lines += shorten([(quoted_claim(claim.text), ()), (stance, ())], inner, max_lines=2)
        if len(claims) > _MOST_ONLY:
            lines.append([(f"and {len(claims) - _MOST_ONLY:,} more", (DIM,))])
        yield list(beside(day_of(report.published), lines, room))
