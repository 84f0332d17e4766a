"""Fit how likely an attribution within another is one: ``whence/reading/attributions/nested_chance.json``.

    python -m training.nested_chance --shared FOLDER [--write]

Rows are the candidates in the reports of ``labels/voices.jsonl`` that may be read: what the model finds in a content,
right if ``labels/nested.jsonl`` has it.
The model was taught five sixths of these reports, so that its scores flatter it there; by how much is fitted, too, and
left out of the weights. The figures are those of the sixth that it was not taught, cross-validated by report.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from training.logistic import Scaled, cross_validate, fit_logistic, read_options, write_vector_weights, write_weights
from training.voices import LabelledReport, Nested, parted, read_voices
from whence.language.words import Words
from whence.reading.attributions.nested import candidates_within
from whence.reading.attributions.nested_chance import (
    APART_CHANCE,
    FEATURES,
    LEAST_CHANCE,
    Candidate,
    candidates,
    features_of,
    vectors_of,
)
from whence.reading.reader import Reader
from whence.records.report import Span

_HOME = Path(__file__).parent
_LABELS = _HOME / "labels/voices.jsonl"
_FOLDER = _HOME.parent / "src/whence/reading/attributions"
_SCORED = ("bias", "alone", "within", "sure_within", "roles", "source_score", "content_score")
"""Features that the model's having been taught a report changes."""
_THRESHOLDS = (0.3, 0.4, 0.45, 0.5, LEAST_CHANCE, 0.6)
_DEEPEST = 5
_VECTORS_RIDGE = 400.0
"""Ridge penalty of vectors of variance 1; that of named features is 1."""


def main() -> None:
    """Fit the weights, print their figures, and write them."""
    options = read_options(__doc__)
    taught, held_out = parted(read_voices(_LABELS, options.shared / "data", "read"))
    reader = Reader(options.model)
    rows = [
        row
        for number, one in enumerate([*held_out, *taught])
        for row in _rows(reader, one, number, is_taught=number >= len(held_out))
    ]
    right = np.array([row.is_right for row in rows], dtype=np.float64)
    scaled = Scaled.of(np.array([row.vectors for row in rows]), ridge=_VECTORS_RIDGE)
    evidence = np.hstack([np.array([_evidence(row) for row in rows]), scaled.vectors])
    found = cross_validate(evidence, right, np.array([row.report for row in rows]))
    unseen = np.array([not row.is_taught for row in rows])
    labelled = sum(len(one.nested) for one in held_out)
    for threshold in _THRESHOLDS:
        kept = found >= np.where([row.stands for row in rows], APART_CHANCE, threshold)
        print(json.dumps({"confidence": threshold, **_figures(right[unseen & kept], labelled)}))
    weights = fit_logistic(evidence, right)
    found_weights = {"nested": {**dict(zip(FEATURES, weights.tolist(), strict=False)), "vectors": 1.0}}
    print(json.dumps(found_weights))
    if options.write:
        write_weights(_FOLDER / "nested_chance.json", found_weights)
        write_vector_weights(
            _FOLDER / "nested_vectors.json", {"nested": scaled.weights(weights[-scaled.vectors.shape[1] :])}
        )


class _Row(NamedTuple):
    """A candidate."""

    features: list[float]
    vectors: NDArray[np.float64]
    is_right: bool
    report: int
    is_taught: bool
    stands: bool


def _rows(reader: Reader, one: LabelledReport, number: int, *, is_taught: bool) -> Iterator[_Row]:
    scan = reader.scan(one.words)
    found = reader.find_standing(one.words, scan)
    for candidate in candidates(found, candidates_within(one.words, found, scan.nested)):
        features = list(features_of(one.words, candidate, scan.cues).values())
        yield _Row(features, vectors_of(candidate), _is_labelled(one, candidate), number, is_taught, candidate.stands)


def _evidence(row: _Row) -> list[float]:
    return row.features + [row.features[FEATURES.index(name)] * row.is_taught for name in _SCORED]


def _is_labelled(one: LabelledReport, candidate: Candidate) -> bool:
    """Check whether an attribution with this cue and most of this content is labelled within the one around it."""
    cue, content = (_characters(one.words, runs) for runs in ((candidate.one.cue,), candidate.one.contents))
    outer = _characters(one.words, (candidate.outer.cue,))
    return any(
        cue & _covered(label.cue)
        and 4 * len(content & _covered(label.content)) >= len(content) + len(_covered(label.content))
        and (not label.outer or any(outer & cues for cues in _around(one, label)))
        for label in one.nested
    )


def _around(one: LabelledReport, label: Nested | None) -> Iterator[set[int]]:
    """Yield the cues of the attributions around one, the nearest first."""
    for _ in range(_DEEPEST):
        if label is None:
            return
        yield _covered(label.outer)
        label = next((other for other in one.nested if other.cue == label.outer), None)


def _characters(words: Words, runs: Sequence[tuple[int, int]]) -> set[int]:
    return {at for start, end in runs for at in range(words.starts[start], words.ends[end - 1])}


def _covered(spans: Sequence[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _figures(kept: NDArray[np.float64], labelled: int) -> Mapping[str, object]:
    """Compute precision and recall of the candidates kept."""
    return {
        "kept": len(kept),
        "precision": round(float(kept.mean()), 3) if len(kept) else None,
        "recall": round(float(kept.sum()) / max(1, labelled), 3),
    }


if __name__ == "__main__":
    main()
