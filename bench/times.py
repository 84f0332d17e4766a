"""Measure the times of reports, on ``training/labels/times.jsonl``: whether they are found, with the right days.

Readers listed the expressions of calendar time in the running text of 219 reports, with the first and last day meant.
Mistakes may be read, and rules made, on the part ``read``; on ``fresh`` nothing is looked at but these figures, in
percent, with their counts:

- right: of the labelled expressions that are found, those with the right first and last day. A bound such as *since*
  or *by* is no part of a labelled expression, so one open end is right.
- found: of all labelled expressions, those that are found.

``--show`` prints the mistakes instead, and refuses to do so on the fresh part.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bench.editors import find_time, has_days, read_part
from bench.options import print_figures
from whence.reading.model.package import SHIPPED
from whence.reading.reader import Reader
from whence.records.ledger import Ledger
from whence.records.report import Report, Span

__all__ = ["TimedReport", "judge_times", "read_timed"]

_LABELS = Path(__file__).parent.parent / "training/labels/times.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedReport:
    """A report, and the times that a reader listed."""

    report: Report
    times: tuple[tuple[Span, str | None, str | None], ...]
    """Words, first and last day of each."""


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--model", default=SHIPPED, help="a model's name, or the path of a model file")
    parser.add_argument("--part", choices=("read", "fresh"), default="fresh")
    parser.add_argument("--show", action="store_true", help="print the mistakes; only on the part to read")
    options = parser.parse_args()
    if options.show and options.part == "fresh":
        parser.error("the mistakes of the fresh part are not to be seen; give --part read")
    reader = Reader(options.model)
    verdicts = [
        verdict
        for timed in read_timed(options.shared, options.part)
        for verdict in judge_times(reader.read(timed.report), timed)
    ]
    if options.show:
        print("\n".join(told for _, is_right, told in verdicts if not is_right))
        return
    found = [is_right for is_found, is_right, _ in verdicts if is_found]
    figures = {"right": (sum(found), len(found)), "found": (len(found), len(verdicts))}
    shares = {name: [round(100 * part / of, 1), part, of] for name, (part, of) in figures.items()}
    print_figures("times", {"part": options.part, **shares})


def judge_times(ledger: Ledger, timed: TimedReport) -> Iterator[tuple[bool, bool, str]]:
    """Tell of each labelled time whether it is found, whether its days are right, and what to print of a mistake."""
    for span, first, last in timed.times:
        found = find_time(ledger, span)
        days = (found.start, found.end) if found else None
        told = f"{timed.report.name}  {span.of(timed.report.text)!r} is {first} to {last}, not {days}"
        yield found is not None, found is not None and has_days(found, first, last), told


def read_timed(shared: Path, part: str) -> Iterator[TimedReport]:
    """Read the labels of one part with their reports; a report whose text has changed is left out, and named."""
    for report, row in read_part(shared, _LABELS, part):
        yield TimedReport(
            report=replace(report, published=row["published"]),
            times=tuple((Span(start, end), first, last) for start, end, first, last in row["times"]),
        )


if __name__ == "__main__":
    main()
