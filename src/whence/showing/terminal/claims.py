"""Claims in the terminal: a list, and a single one with all that reports say of it."""

from collections.abc import Iterator, Sequence

from whence.records.claims import ClaimDetails, ClaimEntry, Counterclaim
from whence.records.reuse import WordChange
from whence.showing.claims import (
    SameWording,
    group_wordings,
    is_denial,
    list_alterations,
    phrase_difference,
    phrase_stance,
    phrase_way,
)
from whence.showing.marks import one_line
from whence.showing.origins import name_origins, phrase_withdrawn, quoted_claim, summarise_counts, summarise_origins
from whence.showing.terminal.answers import mark_change, write_lines
from whence.showing.terminal.columns import short_id
from whence.showing.terminal.origins import render_origins, tree_lines
from whence.showing.terminal.styles import ADDED, BOLD, DIM, REMOVED, SOURCE, indent_beside
from whence.showing.terminal.wrapping import Line, fit, shorten, wrap
from whence.showing.wording import count_of

__all__ = [
    "lay_out_changes",
    "render_claim",
    "render_claim_origins",
    "render_claims",
]

_DAY = len("2031-03-04")
_INDENT, _NARROW = 3, 30
_WORD_LINES, _OTHER_LINES, _LISTED_LINES = 4, 3, 2
"""Most lines of a claim's words, of those of a claim that says otherwise, and of those of a claim in a list."""
_MOST_OTHERS, _MOST_DIFFERENCES, _MOST_WORDINGS, _MOST_REPORTS = 20, 3, 100, 10


def render_claims(entries: Sequence[ClaimEntry], *, width: int, color: bool) -> str:
    """Show claims: the words of each, and below them how many make it and who disputes it.

    >>> print(render_claims([], width=80, color=False), end="")
    No claims.
    """
    room = fit(width)
    if not entries:
        return write_lines([[("No claims.", ())]], room, color=color)
    lines = [line for entry in entries for line in (*_entry_lines(entry, room), [])]
    return write_lines(lines[:-1], room, color=color)


def render_claim(details: ClaimDetails, *, width: int, color: bool) -> str:
    """Show a claim: its words, how many origins it has, who says otherwise, and the words of each report.

    Args:
        details: The claim.
        width: Width of the terminal in columns. From 10 columns on, no line is longer.
        color: Whether to write escape sequences for colour and weight.

    Returns:
        Lines, each ending with a line break.
    """
    room = fit(width)
    lines: list[Line] = [
        *_claim_lines(details, room),
        [],
        [(summarise_origins(details.origins), (BOLD,))],
        *tree_lines(details.origins, room),
        *_counterclaim_lines(details, room),
        *_wording_lines(details, room, color=color),
    ]
    return write_lines(lines, room, color=color)


def render_claim_origins(details: ClaimDetails, *, width: int, color: bool) -> str:
    """Show where a claim comes from: its words, how many origins it has, and why.

    Args:
        details: The claim.
        width: Width of the terminal in columns. From 10 columns on, no line is longer.
        color: Whether to write escape sequences for colour and weight.
    """
    words = write_lines([*_claim_lines(details, fit(width)), []], fit(width), color=color)
    return words + render_origins(details.origins, width=width, color=color)


def _entry_lines(entry: ClaimEntry, room: int) -> Iterator[Line]:
    yield from shorten([(quoted_claim(entry.claim.text), (BOLD,))], room, max_lines=_LISTED_LINES)
    told = ["denied"] * entry.is_denied + [
        summarise_counts(entry.reports, entry.outlets, entry.least, entry.most) + phrase_withdrawn(entry.withdrawn)
    ]
    if entry.claim.disagreeing:
        told.append(f"disputed by {count_of(len(entry.claim.disagreeing), 'claim')}")
    told.append(" to ".join(dict.fromkeys(filter(None, (entry.first, entry.last)))))
    line: Line = [(" · ".join(filter(None, told)), ()), (f" · {short_id(entry.claim.id)}", (DIM,))]
    yield from _beside(wrap(line, room - _indent(room)), room)


def _claim_lines(details: ClaimDetails, room: int) -> Iterator[Line]:
    """Write the words of a claim, that they are denied if these words are a denial's, and below them its id."""
    denied = " · denied" if is_denial(details) else ""
    yield from shorten([(quoted_claim(details.claim.text), (BOLD,)), (denied, ())], room, max_lines=_WORD_LINES)
    yield [(short_id(details.claim.id), (DIM,))]


def _counterclaim_lines(details: ClaimDetails, room: int) -> Iterator[Line]:
    counterclaims, is_denied = details.counterclaims, is_denial(details)
    if counterclaims:
        yield []
        yield [("Who says otherwise", (BOLD,))]
    for one in counterclaims[:_MOST_OTHERS]:
        yield []
        yield from _beside(_lay_out_counterclaim(one, room - _indent(room), is_denied=is_denied), room)
    if len(counterclaims) > _MOST_OTHERS:
        yield []
        yield [(f"and {len(counterclaims) - _MOST_OTHERS:,} more", (DIM,))]


def _lay_out_counterclaim(one: Counterclaim, room: int, *, is_denied: bool) -> Iterator[Line]:
    names = name_origins(one.origins)
    yield from wrap([(names, SOURCE), (f" · {summarise_origins(one.origins)}", (DIM,))], room)
    yield from shorten([(quoted_claim(one.claim.text), ())], room, max_lines=_OTHER_LINES)
    for difference in one.differences[:_MOST_DIFFERENCES]:
        yield from wrap([(phrase_difference(difference, is_denied=is_denied), (DIM,))], room)
    yield [(short_id(one.claim.id), (DIM,))]


def _wording_lines(details: ClaimDetails, room: int, *, color: bool) -> Iterator[Line]:
    """Write the wordings, each once for all reports that have it of the same source."""
    groups = group_wordings(details)
    yield []
    yield [("The words of each report", (BOLD,))]
    for group in groups[:_MOST_WORDINGS]:
        yield []
        yield from _beside(_lay_out_wording(group, room - _indent(room), color=color), room)
    if len(groups) > _MOST_WORDINGS:
        yield []
        yield [(f"and {len(groups) - _MOST_WORDINGS:,} more", (DIM,))]


def _lay_out_wording(group: SameWording, room: int, *, color: bool) -> Iterator[Line]:
    for wording in group.wordings[:_MOST_REPORTS]:
        first = wording.appearances[0]
        where = (
            *(first.publisher or first.host, (first.published or "")[:_DAY], short_id(first.report)),
            "withdrawn" if first.report in group.withdrawn else None,
        )
        yield from wrap([(" · ".join(one_line(part) for part in where if part), (DIM,))], room)
    if len(group.wordings) > _MOST_REPORTS:
        yield [(f"and {len(group.wordings) - _MOST_REPORTS:,} more", (DIM,))]
    wording = group.wording
    for one in wording.appearances:
        yield from wrap([(phrase_way(one), SOURCE), (phrase_stance(wording), ())], room)
    yield from shorten([(one_line(wording.text), ())], room, max_lines=_WORD_LINES)
    changes = list_alterations(wording)
    if changes:
        yield from wrap([("Altered: ", (DIM,)), *lay_out_changes(changes, color=color)], room)


def lay_out_changes(changes: Sequence[WordChange], *, color: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Mark what differs between two versions of a quotation, word by word."""
    for number, change in enumerate(changes):
        before, after = change.words
        yield ("; " if number else "", ())
        yield from mark_change(before, REMOVED, color=color) if before else ()
        yield (" " if before and after else "", ())
        yield from mark_change(after, ADDED, color=color) if after else ()


def _indent(room: int) -> int:
    return _INDENT if room > _NARROW else 0


def _beside(lines: Iterator[Line], room: int) -> Iterator[Line]:
    return indent_beside("", lines, indent=_INDENT) if _indent(room) else lines
