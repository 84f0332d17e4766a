"""Fit how likely what the model found is an attribution: ``whence/reading/attributions/standing_chance.json``.

    python -m training.standing_chance --shared FOLDER [--write]

Rows are the candidates in the reports of ``labels/voices.jsonl`` that may be read, right if a labelled attribution has
their cue, and half of their source and of their content. What lies within another's content by ``labels/nested.jsonl``
and is no attribution of the report's own is left out. The model was taught the attributions of PolNeAR's training half,
so that its scores flatter it there; by how much is fitted, too, and left out of the weights. Cross-validated by report,
it prints what is kept from each probability: of the candidates that are an attribution, and of the others.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.spans import dice, touch
from training.logistic import Scaled, cross_validate, fit_logistic, read_options, write_vector_weights, write_weights
from training.voices import LabelledReport, read_voices
from whence.reading.attributions.standing_chance import FEATURES, features_of
from whence.reading.model.decode import FoundAttribution, WordRange
from whence.reading.reader import Reader
from whence.records.report import Span

_HOME = Path(__file__).parent
_LABELS = _HOME / "labels/voices.jsonl"
_FOLDER = _HOME.parent / "src/whence/reading/attributions"
_SCORED = ("bias", "confidence", "alone", "within", "roles", "source_score", "content_score")
"""Features that the model's having been taught a report changes."""
_TAUGHT = "polnear-train"
_HALF = 0.5
_THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
_VECTORS_RIDGE = 400.0
"""Ridge penalty of vectors of variance 1; that of named features is 1."""


def main() -> None:
    """Fit the weights, print their figures, and write them."""
    options = read_options(__doc__)
    reader = Reader(options.model)
    labelled = read_voices(_LABELS, options.shared / "data", "read")
    rows = [row for number, one in enumerate(labelled) for row in _rows(reader, one, number)]
    right = np.array([row.is_right for row in rows], dtype=np.float64)
    scaled = Scaled.of(np.array([row.vector for row in rows]), ridge=_VECTORS_RIDGE)
    evidence = np.hstack([np.array([_evidence(row) for row in rows]), scaled.vectors])
    chances = cross_validate(evidence, right, np.array([row.report for row in rows]))
    taught = np.array([row.is_taught for row in rows])
    for is_taught in (False, True):
        for threshold in _THRESHOLDS:
            kept, of = right[(chances >= threshold) & (taught == is_taught)], right[taught == is_taught]
            figures = {"right": [int(kept.sum()), int(of.sum())], "wrong": [int((1 - kept).sum()), int((1 - of).sum())]}
            print(json.dumps({"is_taught": is_taught, "least": threshold, **figures}))
    weights = fit_logistic(evidence, right)
    named = {"standing": {**dict(zip(FEATURES, weights.tolist(), strict=False)), "vector": 1.0}}
    if options.write:
        write_weights(_FOLDER / "standing_chance.json", named)
        of_vectors = scaled.weights(weights[-scaled.vectors.shape[1] :])
        write_vector_weights(_FOLDER / "standing_vectors.json", {"standing": of_vectors})


class _Row(NamedTuple):
    """A candidate."""

    features: list[float]
    vector: NDArray[np.float32]
    is_right: bool
    report: int
    is_taught: bool


def _rows(reader: Reader, one: LabelledReport, number: int) -> Iterator[_Row]:
    scan = reader.scan(one.words)
    for found in reader.find_candidates(one.words, scan):
        is_right = _is_labelled(one, found)
        if is_right is not None:
            features = list(features_of(one.words, found, scan.cues).values())
            yield _Row(features, found.vector, is_right, number, one.corpus == _TAUGHT)


def _evidence(row: _Row) -> list[float]:
    return row.features + [row.features[FEATURES.index(name)] * row.is_taught for name in _SCORED]


def _is_labelled(one: LabelledReport, found: FoundAttribution) -> bool | None:
    """Check whether a candidate is labelled as an attribution; None for what is only one within another's content."""
    cue, source, content = (_characters(one, runs) for runs in ((found.cue,), found.source, found.contents))
    there = [voice for voice in one.voices if voice.valid and touch(voice.cue, cue)]
    if not there and any(touch(nested.cue, cue) for nested in one.nested):
        return None
    return any(
        dice(voice.content, content) >= _HALF and (dice(voice.source, source) >= _HALF or voice.source == source == ())
        for voice in there
    )


def _characters(one: LabelledReport, runs: Sequence[WordRange]) -> tuple[Span, ...]:
    return tuple(Span(one.words.starts[start], one.words.ends[end - 1]) for start, end in runs)


if __name__ == "__main__":
    main()
