"""A report's text cut up for showing: by line, and wherever a source, cue or content begins or ends."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from whence.records.ledger import Attribution, Ledger
from whence.records.report import Span

__all__ = ["Highlight", "Piece", "cut_lines", "number_of", "one_line", "visible"]

# What a terminal acts upon, what turns the order of the letters around it, and what UTF-8 cannot hold.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Highlight:
    """One span of one attribution, and the part that it plays there."""

    attribution: Attribution
    part: Literal["source", "cue", "content"]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of characters of one line, all with the same highlights."""

    text: str
    """Empty only where a highlight begins or ends at a line break."""
    covering: tuple[Highlight, ...]
    """Outermost first."""
    opening: tuple[Highlight, ...]
    """Those of ``covering`` that begin here, outermost first."""
    closing: tuple[Highlight, ...]
    """Those of ``covering`` that end here, innermost first."""

    @property
    def depth(self) -> int:
        """How many contents lie over one another here."""
        return sum(highlight.part == "content" for highlight in self.covering)


def cut_lines(ledger: Ledger) -> Iterator[list[Piece]]:
    """Cut a report's text into lines, and these wherever a highlight begins or ends.

    Yields:
        The pieces of each line, in the order of the text: an empty list for an empty line. Joined, they are the text
        without its line breaks. Spans may nest, cross and run over line breaks.
    """
    text = ledger.report.text
    highlights = _highlights(ledger)
    breaks = [match.start() for match in re.finditer("\n", text)]
    edges = {0, len(text), *breaks, *(i + 1 for i in breaks)}
    for highlight in highlights:
        edges |= {highlight.span.start, highlight.span.end}
    line: list[Piece] = []
    covering: list[Highlight] = []
    upcoming = 0
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        first = upcoming
        while upcoming < len(highlights) and highlights[upcoming].span.start == start:
            upcoming += 1
        opening = highlights[first:upcoming]
        covering += opening
        closing = [highlight for highlight in reversed(covering) if highlight.span.end == end]
        piece = Piece(
            text=text[start:end].removesuffix("\n"),
            covering=tuple(covering),
            opening=tuple(opening),
            closing=tuple(closing),
        )
        if piece.text or opening or closing:
            line.append(piece)
        if text[start] == "\n":
            yield line
            line = []
        if closing:
            covering = [highlight for highlight in covering if highlight.span.end > end]
    yield line


def number_of(attribution: Attribution) -> str:
    """Find the number that marks in the text and entries of the ledger share: ``3`` for ``a3``."""
    return attribution.id.removeprefix("a")


def visible(text: str) -> str:
    r"""Show what would otherwise act on a terminal or page instead of being seen.

    Control characters, overrides of writing direction and lone surrogates become signs that stand for them; tabs, line
    breaks, letters of every script and what joins them stay.

    >>> visible("\x1b[31mred\x9b1m")
    '␛[31mred\\x9b1m'
    """
    return _UNSEEN.sub(_sign, text)


def one_line(text: str) -> str:
    r"""Make a text fit for one line: visible, with every run of white space a single space.

    >>> one_line("Harbour\n to close\x07")
    'Harbour to close␇'
    """
    return " ".join(visible(text).split())


def _highlights(ledger: Ledger) -> Sequence[Highlight]:
    found: list[Highlight] = []
    for attribution in ledger.attributions:
        found += [Highlight(attribution, "content", span) for span in attribution.content_spans]
        found += [Highlight(attribution, "source", span) for span in attribution.source_spans]
        found += [Highlight(attribution, "cue", span) for span in attribution.cue_spans]
    # Of two that begin together the longer lies outside. The sort is stable: of two alike, the content does.
    return sorted(found, key=lambda highlight: (highlight.span.start, -highlight.span.end))


def _sign(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:  # noqa: PLR2004
        return chr(0x2400 + code)
    if code == 0x7F:  # noqa: PLR2004
        return "␡"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004
