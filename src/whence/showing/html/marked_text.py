"""The text of a report as runs for the page: each with its classes, its links, and what lights it up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from whence.records.ledger import Attribution, Ledger
from whence.records.sourcing_mix import Footing, footing_of
from whence.showing.marks import Highlight, Piece, Remark, cut_lines, is_unsure, number_of, visible

__all__ = ["Run", "join_lines", "letter_once", "list_runs"]

_DEEPEST = 3
"""Depth from which nested contents look the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of text, as the template needs it. Keys identify a source or attribution within the page: ``r1-a3``."""

    text: str
    classes: str = ""
    lights: str = ""
    """Key of what lights up when the pointer is over this piece."""
    lit_by: str = ""
    """Keys that light up this piece."""
    own: str = ""
    """Keys of the attributions whose source or cue this piece is."""
    is_source: bool = False
    numbers: tuple[str, ...] = ()
    """Numbers of the attributions whose cue ends here; each number appears once in the text."""
    letters: tuple[str, ...] = ()
    """Letters of the questions that end here."""
    at: int | None = None
    """Offset of its first character in the report's text, if it begins a line; from there on, a script counts."""
    is_sign: bool = False
    """True if it shows one character of the report by several."""
    begun: tuple[str, ...] = ()
    """Those of the letters that stand in the report for the first time; their entry's link leads here."""

    @property
    def has_number(self) -> bool:
        """True if a number or letter is shown here."""
        return bool(self.numbers or self.letters)


def list_runs(ledger: Ledger, key: str, remarks: Iterable[Remark]) -> list[list[Run]]:
    """Cut a report into runs, line by line.

    Args:
        ledger: The ledger of the report.
        key: What all keys of the report begin with.
        remarks: What to mark besides attributions.
    """
    sources = {source.id: footing_of(source) for source in ledger.sources}
    footings = {one.id: sources[one.source] if one.source else "nobody" for one in ledger.attributions}
    ends = {attribution.id: _numbered_at(attribution) for attribution in ledger.attributions}
    return [
        [_run(piece, key, ends, footings, is_first=not number) for number, piece in enumerate(pieces)]
        for pieces in cut_lines(ledger, remarks)
    ]


def join_lines(lines: Sequence[list[Run]]) -> list[Run]:
    """Join lines into one, with a blank between them that is marked if the words around it are one content."""
    first, *others = lines
    joined = list(first)
    for line in others:
        before, after = joined[-1], line[0]
        is_one = (before.lights, before.classes) == (after.lights, after.classes) and not before.own
        blank = replace(before, text=" ", numbers=(), letters=(), at=None, is_sign=False) if is_one else _BLANK
        joined += [blank, *line]
    return joined


def letter_once(lines: Sequence[list[Run]], lettered: set[str]) -> list[list[Run]]:
    """Keep each letter once in a paragraph, and note where it stands for the first time.

    Args:
        lines: The paragraph.
        lettered: Letters that stand above; updated in place.
    """
    kept: set[str] = set()
    shown = []
    for line in lines:
        runs = []
        for run in line:
            letters = tuple(letter for letter in run.letters if letter not in kept)
            begun = tuple(letter for letter in letters if letter not in lettered)
            kept |= set(letters)
            lettered |= set(letters)
            runs.append(replace(run, letters=letters, begun=begun) if run.letters else run)
        shown.append(runs)
    return shown


_BLANK = Run(text=" ")


def _numbered_at(attribution: Attribution) -> int:
    """Find where to put an attribution's number: after its cue, or after the whole attribution if it has no cue."""
    spans = attribution.cue_spans or attribution.content_spans + attribution.source_spans
    return max((span.end for span in spans), default=0)


def _run(piece: Piece, key: str, ends: dict[str, int], footings: dict[str, Footing], *, is_first: bool) -> Run:
    covering = piece.highlights.covering
    shown = visible(piece.text)
    at, is_sign = piece.start if is_first else None, len(shown) != len(piece.text)
    if not covering and not piece.remarks.covering:
        return Run(text=shown, at=at, is_sign=is_sign)
    parts = {highlight.part: highlight.attribution for highlight in covering}
    part = next((part for part in ("source", "cue", "content") if part in parts), None)
    numbers = {
        number_of(highlight.attribution.id): None
        for highlight in piece.highlights.closing
        if highlight.span.end == ends[highlight.attribution.id]
    }
    letters = {remark.letter for remark in piece.remarks.closing if remark.letter}
    asked = [f"q{remark.letter}" for remark in piece.remarks.covering if remark.letter]
    lights = (parts[part].source if part == "source" else parts[part].id) if part else next(iter(asked), None)
    footing = footings[parts[part].id] if part else ""
    return Run(
        text=shown,
        classes=_classes(piece, sorted(parts), footing),
        lights=f"{key}{lights}" if lights else "",
        lit_by=" ".join(filter(None, (_keys(covering, key), *(f"{key}{one}" for one in dict.fromkeys(asked))))),
        own=_keys([highlight for highlight in covering if highlight.part == part != "content"], key),
        is_source=part == "source",
        numbers=tuple(numbers),
        letters=tuple(sorted(letters, key=lambda one: (len(one), one))),
        at=at,
        is_sign=is_sign,
    )


def _classes(piece: Piece, parts: Sequence[str], footing: str) -> str:
    remarks = piece.remarks
    kinds = dict.fromkeys(
        "asked" if remark.kind == "finding" else f"voice {remark.kind}" for remark in remarks.covering
    )
    begins = any(remark.kind != "finding" for remark in remarks.opening)
    depth = f"depth{min(piece.depth, _DEEPEST)}" if piece.depth > 1 else ""
    covering = piece.highlights.covering
    unsure = "unsure" if covering and all(is_unsure(highlight.attribution) for highlight in covering) else ""
    return " ".join(filter(None, (*parts, footing, depth, unsure, *sorted(kinds), "begins" if begins else "")))


def _keys(highlights: Iterable[Highlight], key: str) -> str:
    names = [(highlight.attribution.id, highlight.attribution.source) for highlight in highlights]
    return " ".join(dict.fromkeys(f"{key}{name}" for pair in names for name in pair if name))
