"""Split a report's text for display: by line, and wherever a highlight or remark begins or ends."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Generic, Literal, NamedTuple, TypeVar

from whence.records.ledger import Attribution, Ledger, StatementKind
from whence.records.report import Span
from whence.records.sourcing_mix import Footing, SourcingMix
from whence.showing.wording import FOOTINGS

__all__ = [
    "Cover",
    "Highlight",
    "Piece",
    "Remark",
    "Stretch",
    "cut_bar",
    "cut_lines",
    "number_of",
    "one_line",
    "quote",
    "visible",
]

# Characters that control a terminal, change the writing direction, or cannot be encoded in UTF-8.
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Highlight(NamedTuple):
    """One span of an attribution, as its source, cue or content."""

    attribution: Attribution
    part: Literal["source", "cue", "content"]
    span: Span


@dataclass(frozen=True, slots=True)
class Remark:
    """One span of a finding, or of a statement in the page's own voice."""

    kind: Literal["finding"] | StatementKind
    letter: str
    """The finding's letter, as in the list of questions; empty for a statement."""
    span: Span


_Mark = TypeVar("_Mark", Highlight, Remark)


class Cover(NamedTuple, Generic[_Mark]):
    """The marks that cover a run of characters."""

    covering: tuple[_Mark, ...]
    """Outermost first."""
    opening: tuple[_Mark, ...]
    """Those of ``covering`` that begin here, outermost first."""
    closing: tuple[_Mark, ...]
    """Those of ``covering`` that end here, innermost first."""


class Piece(NamedTuple):
    """A run of characters on one line, all with the same marks.

    A tuple, as is its `Cover`: a text may have a hundred thousand, and a frozen dataclass takes ten times as long.
    """

    start: int
    """Offset of its first character in the report's text."""
    text: str
    """Empty only if a mark begins or ends at a line break."""
    highlights: Cover[Highlight]
    remarks: Cover[Remark]

    @property
    def depth(self) -> int:
        """The number of contents that overlap here."""
        return sum(highlight.part == "content" for highlight in self.highlights.covering)


def cut_lines(ledger: Ledger, remarks: Iterable[Remark] = ()) -> Iterator[list[Piece]]:
    """Split a report's text into lines, and each line wherever a highlight or remark begins or ends.

    Args:
        ledger: The ledger; its attributions give the highlights.
        remarks: Further marks to show in the text.

    Yields:
        The pieces of each line, in the order of the text; an empty list for an empty line. Joined, they are the text
        without its line breaks. Spans may nest, overlap and cross line breaks. A character that is shown as several is
        a piece of its own, so that offsets can be counted in what is shown.
    """
    text = ledger.report.text
    highlights, remarked = _in_order(_highlights(ledger)), _in_order(remarks)
    breaks = [match.start() for match in re.finditer("\n", text)]
    spans = [*(mark.span for mark in highlights), *(mark.span for mark in remarked), *_long_signs(text)]
    edges = {edge for span in spans for edge in (span.start, span.end)}
    cuts = sorted({0, len(text), *breaks, *(i + 1 for i in breaks)} | edges)
    line: list[Piece] = []
    for (start, end), over, beside in zip(
        pairwise(cuts), _covers_of_stretches(highlights, cuts), _covers_of_stretches(remarked, cuts), strict=True
    ):
        piece = Piece(start=start, text=text[start:end].removesuffix("\n"), highlights=over, remarks=beside)
        if piece.text or any((over.opening, over.closing, beside.opening, beside.closing)):
            line.append(piece)
        if text[start] == "\n":
            yield line
            line = []
    yield line


def number_of(attribution: str) -> str:
    """Return an attribution's number, as shown in the text and the list of entries, from its id.

    >>> number_of("a3")
    '3'
    """
    return attribution.removeprefix("a")


def visible(text: str) -> str:
    r"""Replace characters that would control a terminal or page with visible signs.

    Replaces control characters, overrides of writing direction and lone surrogates; keeps tabs, line breaks, letters of
    every script and the characters that join them.

    >>> visible("\x1b[31mred\x9b1m")
    '␛[31mred\\x9b1m'
    """
    return _CONTROL_CHARACTERS.sub(_sign, text)


def quote(text: str, spans: Sequence[Span]) -> str:
    """Return the text of some spans on one line, with an ellipsis between them."""
    return " … ".join(one_line(span.of(text)) for span in spans)


def one_line(text: str) -> str:
    r"""Make a text fit on one line: visible, with each run of white space as a single space.

    >>> one_line("Harbour\n to close\x07")
    'Harbour to close␇'
    """
    return " ".join(visible(text).split())


def _highlights(ledger: Ledger) -> Iterator[Highlight]:
    for attribution in ledger.attributions:
        yield from (Highlight(attribution, "content", span) for span in attribution.content_spans)
        yield from (Highlight(attribution, "source", span) for span in attribution.source_spans)
        yield from (Highlight(attribution, "cue", span) for span in attribution.cue_spans)


def _in_order(marks: Iterable[_Mark]) -> list[_Mark]:
    # Of two marks that begin together, the longer is outside. The sort is stable: of two equal marks, a content is
    # outside.
    return sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))


def _covers_of_stretches(marks: Sequence[_Mark], cuts: Sequence[int]) -> Iterator[Cover[_Mark]]:
    """Find the marks that cover each stretch between two cuts; every mark begins and ends at a cut."""
    covering: list[_Mark] = []
    uncovered: Cover[_Mark] = Cover(covering=(), opening=(), closing=())
    upcoming = 0
    for start, end in pairwise(cuts):
        first = upcoming
        while upcoming < len(marks) and marks[upcoming].span.start == start:
            upcoming += 1
        opening = marks[first:upcoming]
        covering += opening
        if not covering:
            yield uncovered
            continue
        closing = [mark for mark in reversed(covering) if mark.span.end == end]
        yield Cover(covering=tuple(covering), opening=tuple(opening), closing=tuple(closing))
        if closing:
            covering = [mark for mark in covering if mark.span.end > end]


def _long_signs(text: str) -> Iterator[Span]:
    """Find the characters that are shown as several."""
    return (Span(*match.span()) for match in _CONTROL_CHARACTERS.finditer(text) if len(_sign(match)) > 1)


def _sign(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:  # noqa: PLR2004
        return chr(0x2400 + code)
    if code == 0x7F:  # noqa: PLR2004
        return "␡"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One segment of the bar."""

    footing: Footing
    label: str
    start: int
    """Number of cells before the segment."""
    width: int
    """Number of cells in the segment, at least one."""


def cut_bar(mix: SourcingMix, cell_count: int) -> list[Stretch]:
    """Divide a bar by the shares of a mix, from named sources to the page's own voice.

    Args:
        mix: The shares of a text's sourcing.
        cell_count: Cells of the whole bar, at least 20.

    Returns:
        A segment for every share above 0, however small; none for a report without text.

    >>> mix = SourcingMix(named=0.749, described=0, withheld=0.001, documentary=0, nobody=0, own=0.25, sources=())
    >>> [(stretch.label, stretch.start, stretch.width) for stretch in cut_bar(mix, 20)]
    [('named', 0, 14), ('withheld', 14, 1), ('own voice', 15, 5)]
    """
    shares = {footing: share for footing in FOOTINGS if (share := mix.share(footing))}
    if not shares:
        return []
    widths = [max(1, round(share * cell_count / sum(shares.values()))) for share in shares.values()]
    # Add the rounding error to the largest segment, where it is least visible.
    widths[widths.index(max(widths))] += cell_count - sum(widths)
    return [
        Stretch(footing=footing, label=FOOTINGS[footing], start=end - width, width=width)
        for footing, width, end in zip(shares, widths, accumulate(widths), strict=True)
    ]
