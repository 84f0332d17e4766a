"""Fit what a sentence in the page's own voice is: ``statement_kinds.json`` and ``statement_vectors.json``.

    python -m training.statements --shared FOLDER [--write]

Sentences that a reader labelled, from the part to read of ``labels/sorts.jsonl`` and of ``labels/editors.jsonl``. It
prints, cross-validated by report, how many sentences are told above each probability, and how many of these rightly;
then the same by kind; and then the figures of the fresh part of ``sorts.jsonl``, which is not fitted on.
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
_THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8)

_Sentences = list[tuple[int, int, str]]


def main() -> None:
    """Fit the weights, print their figures, and write them."""
    options = read_options(__doc__)
    reader = Reader(options.model)
    read, fresh = (list(_rows(reader, options.shared, part)) for part in ("read", "fresh"))
    scaled = Scaled.of(np.array([row.vector for row in read]), ridge=_VECTORS_RIDGE)
    evidence, labels = _evidence(read, scaled), _labels(read)
    reports = np.array([row.report for row in read])
    _print(
        "read",
        labels,
        np.array([cross_validate(evidence, _is(labels, kind), reports, ridge=_RIDGE) for kind in KINDS]),
    )
    fitted = {kind: fit_logistic(evidence, _is(labels, kind), ridge=_RIDGE) for kind in KINDS}
    if fresh:
        scores = np.array([_evidence(fresh, scaled) @ fitted[kind] for kind in KINDS])
        _print("fresh", _labels(fresh), 1 / (1 + np.exp(-scores)))
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


def _rows(reader: Reader, shared: Path, part: str) -> Iterator[_Row]:
    """Compute the features of each labelled sentence that nobody is cited for."""
    for number, (report, sentences) in enumerate(_reports(shared, part)):
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
                yield _Row(list(named.values()), vector, label, number)


def _reports(shared: Path, part: str) -> Iterator[tuple[Report, _Sentences]]:
    """Read the reports of a part with their labelled sentences; of ``editors.jsonl`` only the part to read."""
    if part == "read":
        for page in read_labels(shared, part):
            yield page.report, [(span.start, span.end, sort) for span, sort in page.sentences]
    texts = labelled_texts(shared / "data")
    rows = [row for row in map(json.loads, _LABELS.read_text("utf-8").splitlines()) if row["part"] == part]
    pages = dict(read_pages(shared, rows))
    for row in rows:
        name = row["report"]
        text = pages[name].text if name in pages else texts[row["set"], name]
        yield Report(text=text, headline=text.partition("\n")[0], language="en", name=name), row["sentences"]


def _evidence(rows: list[_Row], scaled: Scaled) -> NDArray[np.float64]:
    vectors = (np.array([row.vector for row in rows]) - scaled.mean) / scaled.spread
    return np.hstack([np.array([row.features for row in rows]), vectors])


def _labels(rows: list[_Row]) -> NDArray[np.str_]:
    return np.array([row.label for row in rows])


def _is(labels: NDArray[np.str_], kind: str) -> NDArray[np.float64]:
    return (labels == kind).astype(np.float64)


def _print(part: str, labels: NDArray[np.str_], chances: NDArray[np.float64]) -> None:
    """Print the figures of a part, from the probability of each kind."""
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
