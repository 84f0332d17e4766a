"""Measure whether questions are worth asking, on ``training/labels/questions.jsonl``.

Readers judged as an editor would 1,791 questions about 638 reports, those that whence asked and a sample of those that
looser rules would have asked: ``ask`` if the editor would put the question to the reporter, ``fair`` if it is true and
idle, ``wrong`` if it is false. Mistakes may be read, and rules made, on the part ``read``; ``held`` gives figures
alone.

A finding is one of the judged if their kinds agree and their places share a character; about headlines, if their last
places do. For each kind, and for all of them, it prints of the judged questions that are asked how many are worth
asking, fair, and wrong, and of those worth asking how many are not asked. What is only noted,
as denials, counts as asked, but for ``without_notes``.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.editors import findings_asked, read_part
from bench.options import print_figures
from whence.reading.model.package import SHIPPED
from whence.reading.reader import Reader
from whence.records.ledger import Finding
from whence.records.report import Report, Span

__all__ = ["JudgedQuestion", "is_asked", "read_judged"]

_LABELS = Path(__file__).parent.parent / "training/labels/questions.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedQuestion:
    """One question about a report, and what a reader thought of it."""

    kind: str
    spans: tuple[Span, ...]
    worth: str
    """``ask``, ``fair`` or ``wrong``."""


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--model", default=SHIPPED, help="a model's name, or the path of a model file")
    parser.add_argument("--part", choices=("read", "held"), default="held")
    options = parser.parse_args()
    reader = Reader(options.model)
    told, asked = [], []
    for report, questions in read_judged(options.shared, options.part):
        ledger = reader.read(report)
        told += [(one.kind, one.worth, is_asked(one, ledger.findings)) for one in questions]
        asked += [(one.kind, one.worth, is_asked(one, findings_asked(ledger))) for one in questions]
    kinds = {kind: _figures(each for each in told if each[0] == kind) for kind in sorted({each[0] for each in told})}
    print_figures(
        "questions", {"part": options.part, **_figures(told), "without_notes": _figures(asked), "kinds": kinds}
    )


def _figures(told: Iterable[tuple[str, str, bool]]) -> Mapping[str, object]:
    counts = Counter((worth, asked) for _, worth, asked in told)
    asked = {worth: counts[worth, True] for worth in ("ask", "fair", "wrong")}
    share = round(100 * asked["ask"] / max(1, sum(asked.values())), 1)
    return {"asked": sum(asked.values()), "worth_asking": share, **asked, "ask_missed": counts["ask", False]}


def is_asked(question: JudgedQuestion, findings: Sequence[Finding]) -> bool:
    """Check whether one of a report's findings asks a question.

    >>> question = JudgedQuestion(kind="denied", spans=(Span(10, 16),), worth="fair")
    >>> is_asked(question, [Finding(kind="denied", spans=(Span(12, 14),), attributions=(), note="?", rule="")])
    True
    """
    places = question.spans[-1:] if question.kind.startswith("headline") else question.spans
    return any(
        finding.kind == question.kind
        and any(one.start < other.end and other.start < one.end for one in finding.spans for other in places)
        for finding in findings
    )


def read_judged(shared: Path, part: str) -> Iterator[tuple[Report, Sequence[JudgedQuestion]]]:
    """Read the judged questions of one part; a report whose text has changed is left out, and named."""
    for report, row in read_part(shared, _LABELS, part):
        yield (
            report,
            [
                JudgedQuestion(kind=kind, spans=tuple(Span(*span) for span in spans), worth=worth)
                for kind, spans, worth in row["questions"]
            ],
        )


if __name__ == "__main__":
    main()
