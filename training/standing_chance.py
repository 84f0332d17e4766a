"""Fit how likely what the model found is an attribution: ``whence/reading/attributions/standing_chance.json``.

    python -m training.standing_chance --shared FOLDER [--write]

Rows are the candidates in the reports of ``labels/voices.jsonl`` that may be read, right if a labelled attribution has
their cue, and half of their source and of their content; what lies within another's content by ``labels/nested.jsonl``
and is no attribution of the report's own is left out. And those that were judged in ``labels/standing.jsonl``. The
model was taught the attributions of PolNeAR's training half, so that its scores flatter it there; by how much is
fitted, too, and left out of the weights. Cross-validated by report, it prints what is kept from each probability: of
the candidates that are an attribution, and of the others.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bench.editors import read_pages
from bench.spans import dice, touch
from training.logistic import Scaled, cross_validate, fit_logistic, read_options, write_vector_weights, write_weights
from training.voices import LabelledReport, labelled_texts, read_voices
from whence.language.words import Words, segment
from whence.reading.attributions.standing_chance import FEATURES, features_of
from whence.reading.model.decode import FoundAttribution, WordRange
from whence.reading.model.logistic import log_odds
from whence.reading.reader import Reader
from whence.records.report import Span

_HOME = Path(__file__).parent
_LABELS = _HOME / "labels/voices.jsonl"
_JUDGED = _HOME / "labels/standing.jsonl"
_FOLDER = _HOME.parent / "src/whence/reading/attributions"
_SCORED = ("bias", "confidence", "alone", "within", "roles", "source_score", "content_score")
"""Features that the model's having been taught a report changes."""
_TAUGHT = "polnear-train"
_HALF = 0.5
_THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
_VECTORS_RIDGE = 400.0
"""Ridge penalty of vectors of variance 1; that of named features is 1."""

_Judge: TypeAlias = Callable[[FoundAttribution], bool | None]
"""Tells whether a candidate is an attribution; None if that is not known."""
_Report: TypeAlias = tuple[Words, str, _Judge]
"""A report's words, its corpus, and what is known of its candidates."""


def main() -> None:
    """Fit the weights, print their figures, and write them."""
    options = read_options(__doc__)
    reader = Reader(options.model)
    labelled = read_voices(_LABELS, options.shared / "data", "read")
    reports: Iterator[_Report] = ((one.words, one.corpus, partial(_is_labelled, one)) for one in labelled)
    both = enumerate(chain(reports, _judged(options.shared)))
    rows = [row for number, (words, corpus, judge) in both for row in _rows(reader, words, number, corpus, judge)]
    right = np.array([row.is_right for row in rows], dtype=np.float64)
    scaled = Scaled.of(np.array([row.vector for row in rows]), ridge=_VECTORS_RIDGE)
    evidence = np.hstack([np.array([_evidence(row) for row in rows]), scaled.vectors])
    chances = cross_validate(evidence, right, np.array([row.report for row in rows]))
    taught = np.array([row.is_taught for row in rows])
    model = np.array([row.features[FEATURES.index("confidence")] for row in rows])
    for is_taught in (False, True):
        of = right[taught == is_taught]
        by_model = right[(model >= log_odds(reader.settings.keep)) & (taught == is_taught)]
        print(json.dumps({"is_taught": is_taught, "all": _counts(of), "by the model alone": _counts(by_model)}))
        for threshold in _THRESHOLDS:
            print(json.dumps({"least": threshold, **_counts(right[(chances >= threshold) & (taught == is_taught)])}))
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


def _judged(shared: Path) -> Iterator[_Report]:
    """Yield the judged reports, but those set apart, which brought the fit no more."""
    rows = map(json.loads, _JUDGED.read_text("utf-8").splitlines())
    labels = [row for row in rows if "part" not in row]
    texts = labelled_texts(shared / "data")
    texts |= {("pages", name): page.text for name, page in read_pages(shared, labels)}
    for row in labels:
        words = segment(texts[row["set"], row["report"]])
        yield words, row["set"], partial(_is_judged, words, row["attributions"])


def _rows(reader: Reader, words: Words, number: int, corpus: str, judge: _Judge) -> Iterator[_Row]:
    scan = reader.scan(words)
    for found in reader.find_candidates(words, scan):
        is_right = judge(found)
        if is_right is not None:
            features = list(features_of(words, found, scan.cues).values())
            yield _Row(features, found.vector, is_right, number, corpus == _TAUGHT)


def _evidence(row: _Row) -> list[float]:
    return row.features + [row.features[FEATURES.index(name)] * row.is_taught for name in _SCORED]


def _is_labelled(one: LabelledReport, found: FoundAttribution) -> bool | None:
    """Check whether a candidate is labelled as an attribution; None for what is only one within another's content."""
    cue, source, content = (_characters(one.words, runs) for runs in ((found.cue,), found.source, found.contents))
    there = [voice for voice in one.voices if voice.valid and touch(voice.cue, cue)]
    if not there and any(touch(nested.cue, cue) for nested in one.nested):
        return None
    return any(
        dice(voice.content, content) >= _HALF and (dice(voice.source, source) >= _HALF or voice.source == source == ())
        for voice in there
    )


def _is_judged(words: Words, judged: Sequence[tuple[int, int, bool]], found: FoundAttribution) -> bool | None:
    """Return what was judged of the first candidate that shares a word with this one's cue, if any was."""
    cue = _characters(words, (found.cue,))
    return next((is_right for start, end, is_right in judged if touch((Span(start, end),), cue)), None)


def _characters(words: Words, runs: Sequence[WordRange]) -> tuple[Span, ...]:
    return tuple(Span(words.starts[start], words.ends[end - 1]) for start, end in runs)


def _counts(right: NDArray[np.float64]) -> dict[str, int]:
    return {"right": int(right.sum()), "wrong": int((1 - right).sum())}


if __name__ == "__main__":
    main()
