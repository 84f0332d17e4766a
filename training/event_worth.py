"""Fit how likely an event is right: the weights in ``whence/reading/events/worth.json``.

    python -m training.event_worth --shared FOLDER [--write]

``labels/eventworth.jsonl`` has events that the model found in reports, and whether their type and all their parties are
right. Cross-validated by report, it prints the precision and recall of the events above each confidence.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.score import fit_logistic
from training.voices import labelled_texts
from whence.language.words import segment
from whence.reading.events.worth import FEATURES, features_of, settle
from whence.reading.model.package import SHIPPED
from whence.reading.reader import Reader
from whence.reading.sources.named_entities import Document

_HOME = Path(__file__).parent
_LABELS = _HOME / "labels/eventworth.jsonl"
_WEIGHTS = _HOME.parent / "src/whence/reading/events/worth.json"
_FOLDS = 6
_THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9)


def main() -> None:
    """Fit the weights, print their figures, and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--model", default=SHIPPED, help="a model's name, or the path of a model file")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    options = parser.parse_args()
    rows = list(_rows(options.shared, options.model))
    evidence = np.array([features for features, _, _ in rows])
    right = np.array([is_right for _, is_right, _ in rows], dtype=np.float64)
    folds = np.array([number % _FOLDS for _, _, number in rows])
    for threshold, precision, recall in _measure(evidence, right, folds):
        print(json.dumps({"confidence": threshold, "precision": precision, "recall": recall}))
    weights = fit_logistic(evidence, right)
    found = {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)}
    print(json.dumps(found))
    if options.write:
        _WEIGHTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _rows(shared: Path, model: str) -> Iterator[tuple[list[float], bool, int]]:
    """Compute the features of each labelled event that the model still finds, with the number of its report."""
    texts, reader = labelled_texts(shared / "data"), Reader(model)
    for number, row in enumerate(map(json.loads, _LABELS.read_text("utf-8").splitlines())):
        text = texts[row["set"], row["report"]]
        words = segment(text)
        scan = reader.scan(words)
        document = Document(text=text, words=words, names=tuple(scan.names))
        found = {words.starts[event.trigger]: event for event in scan.found_events}
        for start, _, is_right in row["events"]:
            if start in found:
                yield features_of(document, settle(words, found[start])), is_right, number


def _measure(
    evidence: NDArray[np.float64], right: NDArray[np.float64], folds: NDArray[np.int64]
) -> Iterator[tuple[float, float, float]]:
    chances = np.zeros(len(right))
    for fold in range(_FOLDS):
        held_out = folds == fold
        weights = fit_logistic(evidence[~held_out], right[~held_out])
        chances[held_out] = 1 / (1 + np.exp(-evidence[held_out] @ weights))
    for threshold in _THRESHOLDS:
        shown = chances >= threshold
        precision, recall = right[shown].mean(), right[shown].sum() / right.sum()
        yield threshold, round(float(precision), 3), round(float(recall), 3)


if __name__ == "__main__":
    main()
