"""Fit how likely an event is right: the weights in ``whence/reading/events/worth.json``.

    python -m training.event_worth --shared FOLDER [--write]

``labels/eventworth.jsonl`` has events that the model found in reports, and whether their type and all their parties are
right. Cross-validated by report, it prints the precision and recall of the events above each confidence, and, of those
that are shown, by type.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from training.score import cross_validate, fit_logistic
from training.voices import labelled_texts
from whence.language.words import segment
from whence.reading.events.worth import FEATURES, features_of, settle
from whence.reading.model.package import SHIPPED
from whence.reading.reader import Reader
from whence.reading.sources.named_entities import Document
from whence.records.sure import SURE_EVENT

_HOME = Path(__file__).parent
_LABELS = _HOME / "labels/eventworth.jsonl"
_WEIGHTS = _HOME.parent / "src/whence/reading/events/worth.json"
_THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9)


def main() -> None:
    """Fit the weights, print their figures, and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--model", default=SHIPPED, help="a model's name, or the path of a model file")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    options = parser.parse_args()
    rows = list(_rows(options.shared, options.model))
    evidence = np.array([row.features for row in rows])
    right = np.array([row.is_right for row in rows], dtype=np.float64)
    chances = cross_validate(evidence, right, np.array([row.report for row in rows]))
    for threshold in _THRESHOLDS:
        print(json.dumps({"confidence": threshold, **_figures(right, chances >= threshold)}))
    for kind in sorted({row.type for row in rows}):
        of_kind = np.array([row.type == kind for row in rows])
        print(json.dumps({"type": kind, **_figures(right[of_kind], chances[of_kind] >= SURE_EVENT)}))
    weights = fit_logistic(evidence, right)
    found = {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)}
    print(json.dumps(found))
    if options.write:
        _WEIGHTS.write_text(json.dumps({"right": found}, indent=1) + "\n", encoding="utf-8")


class _Row(NamedTuple):
    """A labelled event."""

    features: list[float]
    is_right: bool
    type: str
    report: int


def _rows(shared: Path, model: str) -> Iterator[_Row]:
    """Compute the features of each labelled event that the model still finds."""
    texts, reader = labelled_texts(shared / "data"), Reader(model)
    for number, row in enumerate(map(json.loads, _LABELS.read_text("utf-8").splitlines())):
        text = texts[row["set"], row["report"]]
        words = segment(text)
        scan = reader.scan(words)
        document = Document(text=text, words=words, names=tuple(scan.names))
        found = {words.starts[event.trigger]: event for event in scan.found_events}
        for start, _, is_right in row["events"]:
            if start in found:
                settled = settle(words, found[start])
                yield _Row(features_of(document, settled), is_right, settled.type, number)


def _figures(right: NDArray[np.float64], shown: NDArray[np.bool_]) -> dict[str, object]:
    precision = round(float(right[shown].mean()), 3) if shown.any() else None
    return {
        "events": len(right),
        "shown": int(shown.sum()),
        "precision": precision,
        "recall": round(float(right[shown].sum() / max(1.0, right.sum())), 3),
    }


if __name__ == "__main__":
    main()
