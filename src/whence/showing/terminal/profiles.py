"""One source and one outlet of an archive, for the terminal."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from whence.records.answers import Count
from whence.records.profiles import (
    CitedClaim,
    OutletDetails,
    OutletMonth,
    OutletUse,
    RelatedSource,
    SilentChange,
    SourceDetails,
    TakenWords,
)
from whence.records.sourcing_mix import mix_of_shares
from whence.showing.marks import one_line
from whence.showing.origins import quoted_claim
from whence.showing.terminal.answers import write_lines
from whence.showing.terminal.columns import Column, draw_table, short_id
from whence.showing.terminal.shares import share_lines
from whence.showing.terminal.stats import count_section
from whence.showing.terminal.styles import BOLD, DIM, indent_beside
from whence.showing.terminal.wrapping import Line, fit, shorten, wrap
from whence.showing.wording import count_of, phrase_moment, under_headings

__all__ = ["render_outlet", "render_source"]

_Row = TypeVar("_Row")

_INDENT = 3
_CLAIM_LINES = 2
_MOST_ROWS, _MOST_MONTHS = 20, 24
_NO_DATE, _NO_PUBLISHER = "no date", "no publisher"

_USES: tuple[Column[OutletUse], ...] = (
    Column(heading="publisher", value=lambda one: one.publisher or _NO_PUBLISHER, least=16, style=(BOLD,)),
    Column(heading="cited", value=lambda one: one.attributions, is_number=True, rank=1),
    Column(heading="reports", value=lambda one: one.reports, is_number=True, rank=2),
    Column(heading="not named", value=lambda one: one.unnamed, is_number=True, rank=3),
    Column(heading="first", value=lambda one: one.first, rank=5),
    Column(heading="last", value=lambda one: one.last, rank=4),
)
_RELATED: tuple[Column[RelatedSource], ...] = (
    Column(heading="name", value=lambda one: one.name, least=20, style=(BOLD,)),
    Column(heading="kind", value=lambda one: one.kind, rank=4),
    Column(heading="cited", value=lambda one: one.attributions, is_number=True, rank=1),
    Column(heading="reports", value=lambda one: one.reports, is_number=True, rank=2),
)
_OPPONENTS: tuple[Column[RelatedSource], ...] = (
    *_RELATED,
    Column(heading="denials", value=lambda one: one.denials, is_number=True, rank=3),
)
_TAKEN: tuple[Column[TakenWords], ...] = (
    Column(heading="publisher", value=lambda one: one.publisher or _NO_PUBLISHER, least=16, style=(BOLD,)),
    Column(heading="reports", value=lambda one: one.reports, is_number=True, rank=2),
    Column(heading="words", value=lambda one: one.words, is_number=True, rank=1),
    Column(heading="wire copy", value=lambda one: one.agency, least=12, rank=3),
)
_MONTHS: tuple[Column[OutletMonth], ...] = (
    Column(heading="month", value=lambda one: one.month or _NO_DATE, style=(BOLD,)),
    Column(heading="reports", value=lambda one: one.reports, is_number=True, rank=1),
    Column(heading="named", value=lambda one: _percent(one.named), is_number=True, rank=2),
    Column(heading="described", value=lambda one: _percent(one.described), is_number=True, rank=6),
    Column(heading="withheld", value=lambda one: _percent(one.withheld), is_number=True, rank=3),
    Column(heading="documents", value=lambda one: _percent(one.documentary), is_number=True, rank=5),
    Column(heading="no source", value=lambda one: _percent(one.nobody), is_number=True, rank=4),
    Column(heading="own voice", value=lambda one: _percent(one.own), is_number=True, rank=7),
)


def render_source(details: SourceDetails, *, width: int, color: bool) -> str:
    """Show what a source is cited for: by which outlets, through whom, who says otherwise, and its claims.

    Args:
        details: The source.
        width: Columns of the terminal.
        color: Whether to write escape sequences.
    """
    room, person = fit(width), details.person
    told = [person.kind, ", ".join(person.roles[:3]), f"also {', '.join(person.aliases)}" if person.aliases else ""]
    lines: list[Line] = [
        [(one_line(person.name), (BOLD,))],
        *wrap([(one_line(" · ".join(filter(None, (*told, person.id)))), (DIM,))], room),
        [],
        *wrap([(_cited(details), ())], room),
        [],
        *count_section("Months", _named_months(details.months), room),
        *_table("Cited by", details.uses, _USES, room),
        *_table("Through whom", details.relays, _RELATED, room),
        *_table("Who says otherwise", details.opponents, _OPPONENTS, room),
        *_claim_lines(details.claims, details.claim_count, room),
    ]
    return write_lines(lines[:-1] if not lines[-1] else lines, room, color=color)


def render_outlet(details: OutletDetails, *, width: int, color: bool) -> str:
    """Show what the reports of an outlet rest on, whose words they have, whom they cite, and silent changes.

    Args:
        details: The outlet.
        width: Columns of the terminal.
        color: Whether to write escape sequences.
    """
    room = fit(width)
    lines: list[Line] = [
        [(one_line(details.name), (BOLD,))],
        *wrap([(one_line(_owned(details)), (DIM,))], room),
        [],
        *share_lines(mix_of_shares(details.mix), room),
        [],
        *_month_lines(details.months, room),
        *count_section("Findings", under_headings(details.findings), room),
        *_table("Words that others had first", details.taken, _TAKEN, room),
        *_table("Other outlets cited", details.relays, _RELATED, room),
        *_change_lines(details, room),
    ]
    return write_lines(lines[:-1] if not lines[-1] else lines, room, color=color)


def _cited(details: SourceDetails) -> str:
    days = " to ".join(dict.fromkeys(filter(None, (details.first, details.last))))
    times = f"Cited {count_of(details.attributions, 'time')} in {count_of(details.reports, 'report')}"
    return f"{times} of {count_of(details.outlets, 'outlet')}{f', {days}' if days else ''}."


def _named_months(months: Sequence[Count]) -> list[Count]:
    return [Count(name=month.name or _NO_DATE, count=month.count) for month in months]


def _table(heading: str, rows: Sequence[_Row], columns: Sequence[Column[_Row]], room: int) -> Iterator[Line]:
    if not rows:
        return
    yield [(heading, (BOLD,))]
    yield []
    yield from draw_table(rows[:_MOST_ROWS], columns, room)
    if len(rows) > _MOST_ROWS:
        yield [(f"and {len(rows) - _MOST_ROWS:,} more", (DIM,))]
    yield []


def _month_lines(months: Sequence[OutletMonth], room: int) -> Iterator[Line]:
    yield [("Months", (BOLD,))]
    yield []
    yield from draw_table(months[-_MOST_MONTHS:], _MONTHS, room)
    if len(months) > _MOST_MONTHS:
        yield [(f"and {len(months) - _MOST_MONTHS:,} earlier", (DIM,))]
    yield []


def _claim_lines(claims: Sequence[CitedClaim], count: int, room: int) -> Iterator[Line]:
    if not claims:
        return
    yield [("Claims", (BOLD,))]
    for one in claims:
        yield []
        yield from shorten([(quoted_claim(one.text), ())], room, max_lines=_CLAIM_LINES)
        cited = count_of(one.cited, "report")
        told = cited if one.cited == one.reports else f"{cited} of {one.reports:,} that have it"
        line = " · ".join(filter(None, (told, f"first {one.first}" if one.first else "", short_id(one.id))))
        yield from indent_beside("", wrap([(line, (DIM,))], room - _INDENT), indent=_INDENT)
    if count > len(claims):
        yield []
        yield [(f"and {count - len(claims):,} more claims", (DIM,))]


def _owned(details: OutletDetails) -> str:
    days = " to ".join(dict.fromkeys(filter(None, (details.first, details.last))))
    reports = count_of(details.reports, "report")
    owner = f"owned by {details.owner}" if details.owner else ""
    siblings = f", as {', '.join(details.siblings)}" if owner and details.siblings else ""
    return " · ".join(filter(None, (reports, days, owner + siblings)))


def _change_lines(details: OutletDetails, room: int) -> Iterator[Line]:
    if not details.changed:
        return
    yield [("Changes", (BOLD,))]
    yield []
    later = count_of(details.changed, "later version")
    silent = count_of(len(details.silent), "version")
    yield from wrap([(f"{later} with other words; {silent} without a notice that says so.", ())], room)
    for one in details.silent[:_MOST_ROWS]:
        yield []
        yield from _silent_lines(one, room)
    if len(details.silent) > _MOST_ROWS:
        yield []
        yield [(f"and {len(details.silent) - _MOST_ROWS:,} more", (DIM,))]


def _silent_lines(one: SilentChange, room: int) -> Iterator[Line]:
    yield from shorten([(one_line(one.headline or "Without a headline"), ())], room, max_lines=_CLAIM_LINES)
    added = f"version {one.version}, added {phrase_moment(one.added)}"
    line = f"{added} · {count_of(one.places, 'place')} · {short_id(one.report)}"
    yield from indent_beside("", wrap([(line, (DIM,))], room - _INDENT), indent=_INDENT)


def _percent(share: float) -> str:
    return f"{round(100 * share)}%" if round(100 * share) or not share else "<1%"
