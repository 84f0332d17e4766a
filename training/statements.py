"""Fit what a sentence in the page's own voice is: ``whence/reading/attributions/statement_kinds.json``.

    python -m training.statements --shared FOLDER [--write]

Sentences that a reader labelled, from ``labels/sorts.jsonl`` and the part to read of ``labels/editors.jsonl``. It
prints, cross-validated by report, how many sentences are told above each probability, and how many of these rightly;
then the same by kind.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.editors import read_labels
from training.logistic import cross_validate, fit_logistic, read_options, write_weights
from training.voices import labelled_texts
from whence.reading.attributions.own_voice import find_own
from whence.reading.attributions.statement_kinds import FEATURES, KINDS, SURE_KIND, features_of
from whence.reading.findings.genre import genre_of
from whence.reading.reader import Reader
from whence.records.report import Report

_HOME = Path(__file__).parent
_LABELS = _HOME / "labels/sorts.jsonl"
_WEIGHTS = _HOME.parent / "src/whence/reading/attributions/statement_kinds.json"
_RIDGE = 3.0
_THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8)

_Sentences = list[tuple[int, int, str]]


def main() -> None:
    """Fit the weights, print their figures, and write them."""
    options = read_options(__doc__)
    rows = list(_rows(options.shared, options.model))
    evidence = np.array([row.features for row in rows])
    labels = np.array([row.label for row in rows])
    reports = np.array([row.report for row in rows])
    chances = np.array([cross_validate(evidence, _is(labels, kind), reports, ridge=_RIDGE) for kind in KINDS])
    best, sure = np.array(KINDS)[chances.argmax(axis=0)], chances.max(axis=0)
    for threshold in _THRESHOLDS:
        print(json.dumps({"probability": threshold, **_figures(labels, best, sure >= threshold)}))
    for kind in KINDS:
        told = (sure >= SURE_KIND) & (best == kind)
        print(json.dumps({"kind": kind, "labelled": int((labels == kind).sum()), **_figures(labels, best, told)}))
    fitted = {kind: fit_logistic(evidence, _is(labels, kind), ridge=_RIDGE) for kind in KINDS}
    if options.write:
        write_weights(
            _WEIGHTS, {kind: dict(zip(FEATURES, found.tolist(), strict=True)) for kind, found in fitted.items()}
        )


class _Row(NamedTuple):
    """A labelled sentence that can be in the page's own voice."""

    features: list[float]
    label: str
    report: int


def _rows(shared: Path, model: str) -> Iterator[_Row]:
    """Compute the features of each labelled sentence that nobody is cited for."""
    reader = Reader(model)
    for number, (report, sentences) in enumerate(_reports(shared)):
        assembly = reader.assemble(report)
        words = assembly.document.words
        own, share = find_own(assembly, has_headline=True)
        genre = genre_of(report, assembly.document)
        for (start, end), features in zip(
            own, features_of(assembly.document, own, own_share=share, genre=genre), strict=True
        ):
            first, last = words.starts[start], words.ends[end - 1]
            label = next((sort for low, high, sort in sentences if low < last and first < high), None)
            if label is not None:
                yield _Row(list(features.values()), label, number)


def _reports(shared: Path) -> Iterator[tuple[Report, _Sentences]]:
    """Read the reports with their labelled sentences; nothing of the fresh part."""
    for page in read_labels(shared, "read"):
        yield page.report, [(span.start, span.end, sort) for span, sort in page.sentences]
    texts = labelled_texts(shared / "data")
    for row in map(json.loads, _LABELS.read_text("utf-8").splitlines()):
        text = texts[row["set"], row["report"]]
        report = Report(text=text, headline=text.partition("\n")[0], language="en", name=row["report"])
        yield report, row["sentences"]


def _is(labels: NDArray[np.str_], kind: str) -> NDArray[np.float64]:
    return (labels == kind).astype(np.float64)


def _figures(labels: NDArray[np.str_], best: NDArray[np.str_], told: NDArray[np.bool_]) -> dict[str, object]:
    right = int((labels[told] == best[told]).sum())
    precision = round(right / int(told.sum()), 3) if told.any() else None
    return {"sentences": len(labels), "told": int(told.sum()), "right": right, "precision": precision}


if __name__ == "__main__":
    main()
