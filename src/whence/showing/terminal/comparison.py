"""Reports compared, in the terminal: each has a letter, by which the rest refers to it."""

from collections.abc import Iterable, Iterator, Sequence

from whence.records.claims import ClaimWording
from whence.records.reuse import SharedPassage
from whence.records.stories import (
    CommonClaim,
    ComparedPassage,
    ComparedQuotation,
    ComparedReport,
    Comparison,
    Disagreement,
)
from whence.showing.claims import phrase_difference, phrase_stance
from whence.showing.csv_text import csv_text
from whence.showing.marks import one_line
from whence.showing.origins import quoted_claim
from whence.showing.stories import name_outlet, outermost, phrase_shares
from whence.showing.terminal.answers import write_lines
from whence.showing.terminal.claims import lay_out_changes
from whence.showing.terminal.columns import short_id
from whence.showing.terminal.stories import day_of, name_sources, section
from whence.showing.terminal.styles import BOLD, DIM, SOURCE, indent_beside
from whence.showing.terminal.wrapping import Line, fit, shorten, wrap
from whence.showing.wording import count_of, letter_of

__all__ = ["comparison_csv", "render_comparison"]

_MARGIN, _NARROW = 2, 30
_TEXT_LINES = 4
_MOST, _MOST_ONLY = 50, 12


def render_comparison(found: Comparison, *, width: int, color: bool) -> str:
    """Show what reports have in common, and what only one of them has.

    Args:
        found: The comparison.
        width: Width of the terminal in columns. From 10 columns on, no line is longer.
        color: Whether to write escape sequences for colour and weight.

    Returns:
        Lines, each ending with a line break.
    """
    drawn = _Drawing(found, fit(width), color=color)
    return write_lines(drawn.lines(), fit(width), color=color)


def comparison_csv(found: Comparison) -> str:
    """Write a comparison as CSV: a row for each thing that reports share, disagree on or have alone.

    Reference:
        RFC 4180: lines end in CR LF.
    """
    headings = ["kind", "report", "other_report", "claim", "text", "other_text", "words", "first"]
    rows: list[tuple[str | int | None, ...]] = []
    for report in found.reports:
        shares = report.shares
        parts = {"words": shares.words, "own": shares.own, "copied": shares.copied, "shared": shares.shared}
        parts |= {"quoted": shares.quoted, "standing": shares.standing}
        rows += [(name, report.id, "", "", report.headline, "", count, "") for name, count in parts.items()]
    for passage in found.passages:
        one = passage.passage
        rows.append(("passage", *one.reports, "", passage.text, "", one.same_words, one.first))
    for quotation in found.quotations:
        link = quotation.link
        first = link.first.partition("#")[0] if link.first else ""
        kind = "quotation" if link.is_exact else "altered quotation"
        rows.append((kind, *link.reports, "", *quotation.texts, link.same_words, first))
        rows += [(change.kind, *link.reports, "", *change.words, "", "") for change in link.changes]
    for claim in found.claims:
        rows += [("claim", _report_of(one), "", claim.id, one.text, "", "", "") for one in claim.wordings]
    for difference in found.disagreements:
        rows += _disagreement_rows(difference)
    for report in found.reports:
        rows += [("only", report.id, "", "", one.text, "", "", "") for one in report.only]
    return csv_text(headings, rows)


def _disagreement_rows(one: Disagreement) -> Iterator[tuple[str | int | None, ...]]:
    """Write the two sides as their first reports have them, then the words that differ."""
    (first, *_), (second, *_) = one.sides
    reports = _report_of(first), _report_of(second)
    for claim, texts in ((one.claims[0], (first.text, second.text)),):
        yield ("disagreement", *reports, claim, *texts, "", "")
    for difference in one.differences:
        yield (f"another {difference.kind}", *reports, one.claims[1], *difference.words, "", "")


def _report_of(wording: ClaimWording) -> str:
    return wording.appearances[0].report


class _Drawing:
    def __init__(self, found: Comparison, room: int, *, color: bool) -> None:
        self._found = found
        self._color = color
        self._letters = {report.id: letter_of(place) for place, report in enumerate(found.reports)}
        self._indent = max(map(len, self._letters.values())) + _MARGIN if room > _NARROW else 0
        self._room = room
        self._inner = room - self._indent

    def lines(self) -> Iterator[Line]:
        found = self._found
        yield [(f"{count_of(len(found.reports), 'report')} compared", (BOLD,))]
        for report in found.reports:
            yield []
            yield from self._beside(report.id, self._report(report))
        if not (found.passages or found.quotations or found.claims or found.disagreements):
            yield []
            yield [("They share no passage, no quotation and no claim.", ())]
        yield from section("Passages that they share", map(self._passage, found.passages), _MOST)
        yield from section("Quotations that they share", map(self._quotation, found.quotations), _MOST)
        yield from section("Claims that they share", map(self._claim, found.claims), _MOST)
        yield from section("Where they disagree", map(self._disagreement, found.disagreements), _MOST)
        alone = [report for report in found.reports if report.only]
        yield from section("What only one of them has", map(self._only, alone), _MOST)

    def _beside(self, report: str, lines: Iterable[Line]) -> Iterator[Line]:
        """Set lines beside the letter of a report."""
        letter = self._letters[report]
        if self._indent:
            return indent_beside(letter.ljust(self._indent - _MARGIN), lines, indent=self._indent)
        return iter([[(letter, (DIM,))], *lines])

    def _between(self, reports: Sequence[str]) -> str:
        return " and ".join(self._letters[report] for report in reports)

    def _report(self, report: ComparedReport) -> Iterator[Line]:
        is_withdrawn = " · withdrawn" if report.withdrawn_by else ""
        told = f" · {day_of(report.published)} · {short_id(report.id)}{is_withdrawn}"
        yield from wrap([(name_outlet(report.publisher), SOURCE), (told, (DIM,))], self._inner)
        yield from shorten([(one_line(report.headline or "Without a headline"), ())], self._inner, max_lines=2)
        yield from wrap([(phrase_shares(report.shares), (DIM,))], self._inner)

    def _passage(self, one: ComparedPassage) -> Iterator[Line]:
        told = [
            self._between(one.passage.reports),
            count_of(one.passage.same_words, "same word"),
            *self._order(one.passage),
        ]
        yield from wrap([(" · ".join(told), (DIM,))], self._room)
        yield from shorten([(quoted_claim(one.text), ())], self._room, max_lines=_TEXT_LINES)

    def _order(self, passage: SharedPassage) -> Iterator[str]:
        if passage.first is None:
            yield "not known who had it first"
        else:
            by = ", which is credited" if passage.first_by == "credit" else ""
            yield f"{self._letters[passage.first]} had it first{by}"
        if passage.agency:
            yield f"wire copy of {one_line(passage.agency)}"

    def _quotation(self, one: ComparedQuotation) -> Iterator[Line]:
        other_words = [change for change in one.link.changes if change.kind != "punctuation"]
        changes = [change for change in other_words if not change.is_at_edge]
        same = "one quotes less" if other_words else "the same words"
        told = [self._between(one.link.reports), "altered" if changes else same]
        if one.link.first:
            told.append(f"{self._letters[one.link.first.partition('#')[0]]} had it first")
        yield from wrap([(" · ".join(told), (DIM,))], self._room)
        yield from shorten([(quoted_claim(one.texts[0]), ())], self._room, max_lines=_TEXT_LINES)
        if changes:
            yield from wrap([("Altered: ", (DIM,)), *lay_out_changes(changes, color=self._color)], self._room)

    def _claim(self, one: CommonClaim) -> Iterator[Line]:
        for wording in one.wordings:
            yield from self._wording(wording)
        yield [(short_id(one.id), (DIM,))]

    def _wording(self, wording: ClaimWording) -> Iterator[Line]:
        words = [
            (quoted_claim(wording.text), ()),
            (f" · {name_sources(wording)}", SOURCE),
            (phrase_stance(wording), ()),
        ]
        return self._beside(_report_of(wording), shorten(list(words), self._inner, max_lines=_TEXT_LINES))

    def _disagreement(self, one: Disagreement) -> Iterator[Line]:
        for difference in one.differences:
            yield from wrap([(phrase_difference(difference), (DIM,))], self._room)
        for side in one.sides:
            for wording in side:
                yield from self._wording(wording)
        yield [(" and ".join(map(short_id, one.claims)), (DIM,))]

    def _only(self, report: ComparedReport) -> Iterator[Line]:
        lines: list[Line] = []
        only = outermost(report.only, lambda one: one.appearances[0].spans)
        for one in only[:_MOST_ONLY]:
            lines += shorten([(quoted_claim(one.text), ()), (phrase_stance(one), ())], self._inner, max_lines=2)
        if len(only) > _MOST_ONLY:
            lines.append([(f"and {len(only) - _MOST_ONLY:,} more", (DIM,))])
        return self._beside(report.id, lines)
