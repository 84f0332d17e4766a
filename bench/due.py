"""Measure how many of the questions that are due whence asks, on ``training/labels/due.jsonl``.

Readers who did not know what whence asks listed for 200 reports each question that an editor would put to the reporter,
with its words and how much it matters, from 1 to 3. Mistakes may be read, and rules made, on the part ``read``;
``fresh`` gives figures alone. All figures are in percent, with their counts:

- due_asked: of the questions of a report's first reader, those that whence asks; grave_due_asked: of those that matter
  more than the least.
- asked_due: of the questions that whence asks, those that any reader of the report listed.

A finding is a listed question if both are of one family and share a sentence; about headlines, if the families agree.
The kinds on headlines are one family, and so are those on unnamed sources; each other kind is one of its own. Readers
of one report agree by this measure on 59 % of what either lists. ``--show`` prints what is not asked, and what is asked
and not listed.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.editors import read_part
from bench.options import print_figures
from whence.language.words import segment, sentence_around
from whence.reading.model.package import SHIPPED
from whence.reading.reader import Reader
from whence.records.ledger import Ledger
from whence.records.report import Report, Span

__all__ = ["DueQuestion", "judge", "read_due"]

_LABELS = Path(__file__).parent.parent / "training/labels/due.jsonl"
_UNNAMED = frozenset({"anonymity-without-reason", "unnamed-only", "bare-source", "plural-for-one"})
_LEAST = 1

Verdict = tuple[str, str, bool, str]
"""The figure, the kind, whether it is right, and the words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueQuestion:
    """One question that a reader listed."""

    kind: str
    span: Span
    weight: int
    """How much it matters, from 1 to 3."""
    is_first: bool
    """Whether the report's first reader listed it."""


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--model", default=SHIPPED, help="a model's name, or the path of a model file")
    parser.add_argument("--part", choices=("read", "fresh"), default="fresh")
    parser.add_argument("--show", action="store_true", help="print the mistakes instead; only on the part to read")
    options = parser.parse_args()
    if options.show and options.part == "fresh":
        parser.error("the mistakes of the fresh part are not to be seen; give --part read")
    reader = Reader(options.model)
    verdicts = [
        (report.name, *verdict)
        for report, due in read_due(options.shared, options.part)
        for verdict in judge(reader.read(report), due)
    ]
    if options.show:
        for name, figure, kind, is_right, told in verdicts:
            if not is_right and figure != "grave_due_asked":
                print(f"{name}  {figure}  {kind}: {told}")
        return
    figures = {figure: _share(verdicts, figure) for figure in ("due_asked", "grave_due_asked", "asked_due")}
    kinds = {
        kind: {figure: _share(verdicts, figure, kind) for figure in ("due_asked", "asked_due")}
        for kind in sorted({kind for _, _, kind, _, _ in verdicts})
    }
    print_figures("due", {"part": options.part, **figures, "kinds": kinds})


def _share(verdicts: list[tuple[str | None, str, str, bool, str]], figure: str, kind: str | None = None) -> list[float]:
    counts = Counter(right for _, one, of, right, _ in verdicts if one == figure and kind in {None, of})
    return [round(100 * counts[True] / max(1, counts.total()), 1), counts[True], counts.total()]


def judge(ledger: Ledger, due: list[DueQuestion]) -> Iterator[Verdict]:
    """Compare what whence asks about a report with what its readers listed."""
    text = ledger.report.text
    sentences = _Sentences(text)
    asked = [(_family(one.kind), {sentences.at(span) for span in one.spans}) for one in ledger.findings]
    for question in due:
        family, place = _family(question.kind), sentences.at(question.span)
        is_asked = any(family == other and (family == "headline" or place in places) for other, places in asked)
        told = " ".join(question.span.of(text).split())
        if question.is_first:
            yield "due_asked", question.kind, is_asked, told
            if question.weight > _LEAST:
                yield "grave_due_asked", question.kind, is_asked, told
    listed = {(_family(one.kind), sentences.at(one.span)) for one in due}
    families = {family for family, _ in listed}
    for one, (family, places) in zip(ledger.findings, asked, strict=True):
        is_due = family in families if family == "headline" else any((family, place) in listed for place in places)
        yield "asked_due", one.kind, is_due, " / ".join(" ".join(span.of(text).split()) for span in one.spans)[:140]


def _family(kind: str) -> str:
    """Return which kinds answer each other.

    >>> _family("headline-hedge"), _family("bare-source"), _family("denied")
    ('headline', 'unnamed', 'denied')
    """
    if kind.startswith("headline"):
        return "headline"
    return "unnamed" if kind in _UNNAMED else kind


class _Sentences:
    """The sentences of a text, by the first word of each."""

    def __init__(self, text: str) -> None:
        self._words = segment(text)

    def at(self, span: Span) -> int:
        return sentence_around(self._words, self._words.covering(span.start, span.end)[0])[0]


def read_due(shared: Path, part: str) -> Iterator[tuple[Report, list[DueQuestion]]]:
    """Read the listed questions of one part; a report whose text has changed is left out, and named."""
    for report, row in read_part(shared, _LABELS, part):
        readings = [(one, True) for one in row["questions"]] + [(one, False) for one in row.get("second", ())]
        yield (
            report,
            [
                DueQuestion(kind=kind, span=Span(start, end), weight=weight, is_first=is_first)
                for (kind, (start, end), weight), is_first in readings
            ],
        )


if __name__ == "__main__":
    main()
