"""The text of a report as runs for the page: each with its classes, its links, and what lights it up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from whence.records.ledger import Attribution, Ledger
from whence.records.sourcing_mix import Footing, footing_of
from whence.showing.marks import Highlight, Piece, Remark, cut_lines, number_of, visible

__all__ = ["Run", "join_lines", "letter_once", "list_runs"]

_DEEPEST = 3
"""Depth from which nested contents look the same."""


class Run(NamedTuple):
    """A piece of text, as the template needs it. Keys identify a source or attribution within the page: ``r1-a3``.

    A tuple, as a report may have a hundred thousand: a frozen dataclass takes ten times as long to make.
    """

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

    @property
    def has_offset(self) -> bool:
        """True if a script has to know where the text begins, or that it stands for one character."""
        return self.at is not None or self.is_sign


def list_runs(ledger: Ledger, key: str, remarks: Iterable[Remark]) -> list[list[Run]]:
    """Cut a report into runs, line by line.

    Args:
        ledger: The ledger of the report.
        key: What all keys of the report begin with.
        remarks: What to mark besides attributions.
    """
    sources = {source.id: footing_of(source) for source in ledger.sources}
    looks = {
        one.id: _Look(
            keys=tuple([f"{key}{name}" for name in (one.id, one.source) if name]),
            footing=sources[one.source] if one.source else "nobody",
            numbered_at=_numbered_at(one),
        )
        for one in ledger.attributions
    }
    return [
        [_run(piece, key, looks, is_first=not number) for number, piece in enumerate(pieces)]
        for pieces in cut_lines(ledger, remarks)
    ]


def join_lines(lines: Sequence[list[Run]]) -> list[Run]:
    """Join lines into one, with a blank between them that is marked if the words around it are one content."""
    first, *others = lines
    joined = list(first)
    for line in others:
        before, after = joined[-1], line[0]
        is_one = (before.lights, before.classes) == (after.lights, after.classes) and not before.own
        blank = before._replace(text=" ", numbers=(), letters=(), at=None, is_sign=False) if is_one else _BLANK
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
            runs.append(run._replace(letters=letters, begun=begun) if run.letters else run)
        shown.append(runs)
    return shown


_BLANK = Run(text=" ")
_Part: TypeAlias = Literal["source", "cue", "content"]
"""What a piece is shown as, if it is several, is the first of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What all runs of an attribution share."""

    keys: tuple[str, ...]
    """Its own key, and its source's if it has one."""
    footing: Footing
    numbered_at: int
    """Offset behind which its number stands."""


def _numbered_at(attribution: Attribution) -> int:
    """Find where to put an attribution's number: after its cue, or after the whole attribution if it has no cue."""
    spans = attribution.cue_spans or attribution.content_spans + attribution.source_spans
    return max((span.end for span in spans), default=0)


def _run(piece: Piece, key: str, looks: Mapping[str, _Look], *, is_first: bool) -> Run:
    covering, remarks = piece.highlights.covering, piece.remarks.covering
    shown = visible(piece.text)
    at, is_sign = piece.start if is_first else None, len(shown) != len(piece.text)
    if not covering and not remarks:
        return Run(text=shown, at=at, is_sign=is_sign)
    parts = {highlight.part: looks[highlight.attribution.id] for highlight in covering}
    part: _Part | None = "source" if "source" in parts else "cue" if "cue" in parts else "content" if parts else None
    asked = list(dict.fromkeys(f"{key}q{remark.letter}" for remark in remarks if remark.letter)) if remarks else []
    lit_by = _keys(covering, looks)
    return Run(
        text=shown,
        classes=_classes(piece, part, parts),
        lights=parts[part].keys[part == "source"] if part else "".join(asked[:1]),
        lit_by=" ".join([lit_by, *asked] if lit_by else asked) if asked else lit_by,
        own=_keys([one for one in covering if one.part == part], looks) if part in {"source", "cue"} else "",
        is_source=part == "source",
        numbers=_numbers(piece.highlights.closing, looks),
        letters=_letters(piece.remarks.closing),
        at=at,
        is_sign=is_sign,
    )


def _classes(piece: Piece, part: _Part | None, parts: Mapping[_Part, _Look]) -> str:
    covering, remarks = piece.highlights.covering, piece.remarks
    classes: list[str] = [*sorted(parts), parts[part].footing] if part else []
    if len(covering) > 1 and piece.depth > 1:
        classes.append(f"depth{min(piece.depth, _DEEPEST)}")
    if remarks.covering:
        classes += sorted({"asked" if each.kind == "finding" else f"voice {each.kind}" for each in remarks.covering})
        classes += ["begins"] * any(remark.kind != "finding" for remark in remarks.opening)
    return " ".join(classes)


def _numbers(closing: Sequence[Highlight], looks: Mapping[str, _Look]) -> tuple[str, ...]:
    if not closing:
        return ()
    ended = {one.attribution.id: None for one in closing if one.span.end == looks[one.attribution.id].numbered_at}
    return tuple(map(number_of, ended))


def _letters(closing: Sequence[Remark]) -> tuple[str, ...]:
    letters = {remark.letter for remark in closing if remark.letter} if closing else set()
    return tuple(sorted(letters, key=lambda one: (len(one), one)))


def _keys(highlights: Sequence[Highlight], looks: Mapping[str, _Look]) -> str:
    keys = [name for one in highlights for name in looks[one.attribution.id].keys]
    return " ".join(keys if len(highlights) == 1 else dict.fromkeys(keys))
