"""Fit what a sentence in the page's own voice is: ``statement_kinds.json`` and ``statement_vectors.json``.

    python -m training.statements --shared FOLDER [--write]

Sentences that readers labelled, from ``labels/sorts.jsonl`` and from the part to read of ``labels/editors.jsonl``. It
prints, cross-validated by report, how many sentences are told above each probability, and how many of these rightly;
then the same by kind: of all, of reports all of whose sentences are labelled, and of the fresh part of ``sorts.jsonl``,
which is fitted on but not to be looked at.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.editors import read_labels, read_pages
from training.logistic import Scaled, cross_validate, fit_logistic, read_options, write_vector_weights, write_weights
from training.voices import labelled_texts
from whence.language.words import segment
from whence.reading.attributions.own_voice import find_own, vectors_of
from whence.reading.attributions.statement_kinds import FEATURES, KINDS, SURE_KIND, features_of
from whence.reading.findings.genre import genre_of
from whence.reading.reader import Reader
from whence.records.report import Report

_HOME = Path(__file__).parent
_LABELS = _HOME / "labels/sorts.jsonl"
_FOLDER = _HOME.parent / "src/whence/reading/attributions"
_RIDGE = 3.0
_VECTORS_RIDGE = 50.0
"""How much more strongly than those of named features the weights of vectors of variance 1 are pulled towards 0."""
_WHOLE_SHARE = 0.8
"""Least share of a report's text in labelled sentences if all of them are labelled."""
_THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8)

_Sentences = list[tuple[int, int, str]]


def main() -> None:
    """Fit the weights, print their figures, and write them."""
    options = read_options(__doc__)
    reader = Reader(options.model)
    rows = list(_rows(reader, options.shared))
    scaled = Scaled.of(np.array([row.vector for row in rows]), ridge=_VECTORS_RIDGE)
    evidence, labels = _evidence(rows, scaled), np.array([row.label for row in rows])
    reports = np.array([row.report for row in rows])
    chances = np.array([cross_validate(evidence, _is(labels, kind), reports, ridge=_RIDGE) for kind in KINDS])
    parts = {"whole reports": [row.is_whole for row in rows], "fresh": [row.part == "fresh" for row in rows]}
    for part, chosen in {"all": [True] * len(rows), **parts}.items():
        _print(part, labels[chosen], chances[:, chosen])
    fitted = {kind: fit_logistic(evidence, _is(labels, kind), ridge=_RIDGE) for kind in KINDS}
    if options.write:
        named: dict[str, dict[str, float]] = {
            kind: {**dict(zip(FEATURES, found.tolist(), strict=False)), "vector": 1.0} for kind, found in fitted.items()
        }
        write_weights(_FOLDER / "statement_kinds.json", named)
        of_vectors: dict[str, NDArray[np.float64]] = {
            kind: scaled.weights(found[len(FEATURES) :]) for kind, found in fitted.items()
        }
        write_vector_weights(_FOLDER / "statement_vectors.json", of_vectors)


class _Row(NamedTuple):
    """A labelled sentence that can be in the page's own voice."""

    features: list[float]
    vector: NDArray[np.float64]
    label: str
    report: int
    part: str
    is_whole: bool
    """Whether all sentences of its report are labelled, and not only those that had been shown."""


def _rows(reader: Reader, shared: Path) -> Iterator[_Row]:
    """Compute the features of each labelled sentence that nobody is cited for."""
    for number, (part, report, sentences) in enumerate(_reports(shared)):
        is_whole = sum(end - start for start, end, _ in sentences) > _WHOLE_SHARE * len(report.text)
        scan = reader.scan(segment(report.text))
        assembly = reader.assemble(report, scan)
        words, genre = assembly.document.words, genre_of(report, assembly.document)
        own, share = find_own(assembly, scan.weights, has_headline=True, genre=genre)
        features = features_of(assembly.document, own, own_share=share, genre=genre)
        vectors = vectors_of(words, own, scan.sentence_vectors)
        for (start, end), named, vector in zip(own, features, vectors, strict=True):
            first, last = words.starts[start], words.ends[end - 1]
            label = next((sort for low, high, sort in sentences if low < last and first < high), None)
            if label is not None:
                yield _Row(list(named.values()), vector, label, number, part, is_whole)


def _reports(shared: Path) -> Iterator[tuple[str, Report, _Sentences]]:
    """Read the reports with their parts and labelled sentences; of ``editors.jsonl`` only the part to read."""
    for page in read_labels(shared, "read"):
        yield "read", page.report, [(span.start, span.end, sort) for span, sort in page.sentences]
    texts = labelled_texts(shared / "data")
    rows = [json.loads(line) for line in _LABELS.read_text("utf-8").splitlines()]
    pages = dict(read_pages(shared, rows))
    for row in rows:
        name = row["report"]
        text = pages[name].text if name in pages else texts[row["set"], name]
        report = Report(text=text, headline=text.partition("\n")[0], language="en", name=name)
        yield row["part"], report, row["sentences"]


def _evidence(rows: list[_Row], scaled: Scaled) -> NDArray[np.float64]:
    vectors = (np.array([row.vector for row in rows]) - scaled.mean) / scaled.spread
    return np.hstack([np.array([row.features for row in rows]), vectors])


def _is(labels: NDArray[np.str_], kind: str) -> NDArray[np.float64]:
    return (labels == kind).astype(np.float64)


def _print(part: str, labels: NDArray[np.str_], chances: NDArray[np.float64]) -> None:
    """Print the figures of some sentences, from the probability of each kind."""
    best, sure = np.array(KINDS)[chances.argmax(axis=0)], chances.max(axis=0)
    for threshold in _THRESHOLDS:
        print(json.dumps({"part": part, "probability": threshold, **_figures(labels, best, sure >= threshold)}))
    for kind in KINDS:
        told = (sure >= SURE_KIND) & (best == kind)
        figures = {"labelled": int((labels == kind).sum()), **_figures(labels, best, told)}
        print(json.dumps({"part": part, "kind": kind, **figures}))


def _figures(labels: NDArray[np.str_], best: NDArray[np.str_], told: NDArray[np.bool_]) -> dict[str, object]:
    right = int((labels[told] == best[told]).sum())
    precision = round(right / int(told.sum()), 3) if told.any() else None
    return {"sentences": len(labels), "told": int(told.sum()), "right": right, "precision": precision}


if __name__ == "__main__":
    main()
