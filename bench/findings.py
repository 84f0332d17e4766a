"""Measure findings on labelled reports: precision and recall over all kinds, and by kind.

Sixty reports of PolNeAR dev and of the news stories are labelled in ``training/labels/findings.jsonl`` by kind and
place; the rules were tuned on them. Twenty-six others, ``findings-second.jsonl``, were labelled afterwards by one
reader: they show what to expect of unseen reports. A finding is right if a label of its kind overlaps one of its
places; a finding about the headline, if the report has a label of its kind.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from bench.options import find_corpus, parse_options, print_figures
from whence.reading.reader import Reader
from whence.records.ledger import Ledger
from whence.records.report import Report

__all__ = ["PUBLISHERS", "Label", "count_right"]

PUBLISHERS = {
    "breitbart": "Breitbart News",
    "huff-post": "The Huffington Post",
    "wash-post": "The Washington Post",
    "west-journal": "Western Journalism",
    "usa-today": "USA Today",
    "ny-times": "The New York Times",
    "nyt": "The New York Times",
    "politico": "Politico",
}
"""The publishers' names that PolNeAR abbreviates."""
_FOLDER = Path(__file__).parent.parent / "training/labels"
_LABELS = {"findings": _FOLDER / "findings.jsonl", "findings-second": _FOLDER / "findings-second.jsonl"}


class _Row(TypedDict):
    report: str
    findings: list[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Label:
    """A place in a report that a reader questioned."""

    kind: str
    start: int
    end: int


def main() -> None:
    """Measure, and print the figures."""
    options = parse_options(__doc__)
    reports = _reports(options.shared)
    reader = Reader(options.model)
    for name, labels in _LABELS.items():
        rows = [json.loads(line) for line in labels.read_text("utf-8").splitlines()]
        print_figures(name, {"name": options.model, **_measure(reader, reports, rows)})


def _measure(reader: Reader, reports: Mapping[str, Report], rows: Iterable[_Row]) -> dict[str, object]:
    found, right, labelled, met = (Counter[str]() for _ in range(4))
    for row in rows:
        labels = [Label(*label) for label in row["findings"]]
        ledger = reader.read(reports[row["report"]])
        found.update(finding.kind for finding in ledger.findings)
        labelled.update(label.kind for label in labels)
        hits, seen = count_right(ledger, labels)
        right.update(hits)
        met.update(seen)
    return {
        "labelled": labelled.total(),
        "found": found.total(),
        "precision": _share(right.total(), found.total()),
        "recall": _share(met.total(), labelled.total()),
        "kinds": {
            kind: {
                "labelled": labelled[kind],
                "found": found[kind],
                "precision": _share(right[kind], found[kind]),
                "recall": _share(met[kind], labelled[kind]),
            }
            for kind in sorted(labelled | found)
        },
    }


def count_right(ledger: Ledger, labels: list[Label]) -> tuple[list[str], list[str]]:
    """Match findings with labels.

    Returns:
        The kind of each finding that matches a label, and of each label that matches a finding.
    """
    pairs = [
        (i, j)
        for i, finding in enumerate(ledger.findings)
        for j, label in enumerate(labels)
        if finding.kind == label.kind
        and (
            finding.kind.startswith("headline")
            or any(span.start < label.end and label.start < span.end for span in finding.spans)
        )
    ]
    return (
        [ledger.findings[i].kind for i in sorted({i for i, _ in pairs})],
        [labels[j].kind for j in sorted({j for _, j in pairs})],
    )


def _reports(shared: Path) -> Mapping[str, Report]:
    reports = {}
    for line in find_corpus(shared, "polnear/dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        headline = row["text"].partition("\n")[0].strip()
        reports[row["id"]] = Report(
            text=row["text"], headline=headline or None, publisher=PUBLISHERS.get(row["publisher"], row["publisher"])
        )
    for line in find_corpus(shared, "stories/dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        whole = row["text"].startswith(row["title"] or "\0")
        text = row["text"] if whole else f"{row['title']}\n\n{row['text']}"
        reports[row["id"]] = Report(text=text, headline=row["title"], publisher=row["publisher"])
    return reports


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


if __name__ == "__main__":
    main()
