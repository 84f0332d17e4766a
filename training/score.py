"""Evaluate a model on PolNeAR's development split, and tune its decoder there.

``python -m training.score MODEL.zip`` prints the figures. With ``--tune`` it first fits the confidence weights and
thresholds, and writes them to the model file.
"""

import argparse
import importlib.util
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from training.files import change_settings
from training.passing import PassingTagger
from whence.language.words import Shape, Words, segment
from whence.reading.model.decode import FoundAttribution
from whence.reading.model.encoder import EncodedWindows, Tagger
from whence.reading.reader import Reader
from whence.records.report import Report

_BIASES = (-2.0, -1.5, -1.0, -0.5, 0.0)
_RIDGE = 1.0
_FOLDS = 6
_HALF = 0.5
"""Least overlap for the scorer to count a relation as found."""

WordSets = dict[str, frozenset[int]]
"""The words of one attribution, as the reference scorer counts them, by role: source, cue, content."""


class RememberingTagger(PassingTagger):
    """A tagger that caches the encoder's results for each text, so that many decoder settings can be tried quickly."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__(tagger)
        self._parts: dict[tuple[str, ...], list[EncodedWindows]] = {}

    def read(self, words: Words) -> Iterator[EncodedWindows]:
        """Return the encoder's windows, from the cache if possible."""
        if words.texts not in self._parts:
            self._parts[words.texts] = list(super().read(words))
        yield from self._parts[words.texts]


class GoldReport(TypedDict):
    """One line of a PolNeAR split, with the fields that scoring reads."""

    id: str
    text: str
    annotations: list[dict[str, list[dict[str, list[list[int]]]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """All candidates found in one report, and which of them match the annotation."""

    gold: list[WordSets]
    found: list[FoundAttribution]
    predicted: list[WordSets]


def main() -> None:
    """Parse the command line, then evaluate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--tune", action="store_true")
    options = parser.parse_args()
    if options.tune:
        tune(options.model, options.shared)
    print(json.dumps(score(options.model, options.shared)))


def score(model: Path, shared: Path) -> dict[str, float]:
    """Evaluate a model file as it is."""
    scorer = load_scorer(shared)
    reader = Reader(str(model), threads=2)
    sums, nested = [], 0
    for row in read_gold(shared):
        attributions = reader.read(Report(text=row["text"])).attributions
        nested += sum(a.within is not None for a in attributions)
        spans = [
            {
                "source": [(s.start, s.end) for s in a.source_spans],
                "cue": [(s.start, s.end) for s in a.cue_spans],
                "content": [(s.start, s.end) for s in a.content_spans],
            }
            for a in attributions
        ]
        gold = scorer.word_sets(row["text"], row["annotations"][0]["attributions"])
        sums.append(scorer.compare(gold, scorer.word_sets(row["text"], spans)))
    sizes = {"gold": sum(g for _, g, _ in sums), "predicted": sum(p for _, _, p in sums), "nested": nested}
    return sizes | scorer.f1(sums)


def read_gold(shared: Path) -> list[GoldReport]:
    """Read the development split in the form that the scorer reads."""
    return [json.loads(line) for line in (shared / "data/polnear/dev.jsonl").read_text("utf-8").splitlines()]


def load_scorer(shared: Path) -> ModuleType:
    """Load the reference scorer, unchanged."""
    spec = importlib.util.spec_from_file_location("score_attributions", shared / "eval/score_attributions.py")
    if spec is None or spec.loader is None:
        message = f"no scorer under {shared}"
        raise FileNotFoundError(message)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def find(reader: Reader, row: GoldReport, scorer: ModuleType) -> Candidates:
    """Find all candidates of one report, and its gold attributions."""
    text, annotations = row["text"], row["annotations"]
    words = segment(text)
    # The scorer ignores attributions without a word in their cue, such as a colon alone.
    found = [one for one in reader.scan(words).found if one.contents and _says_a_word(words, one)]
    spans = [
        {"source": _spans(words, f.source), "cue": _spans(words, (f.cue,)), "content": _spans(words, f.contents)}
        for f in found
    ]
    return Candidates(
        gold=scorer.word_sets(text, annotations[0]["attributions"]),
        found=found,
        predicted=scorer.word_sets(text, spans),
    )


def tune(model: Path, shared: Path) -> None:
    """Choose cue bias, confidence weights and threshold by relation F1, and write them to the model file."""
    scorer, gold = load_scorer(shared), read_gold(shared)
    tagger = RememberingTagger(Tagger(str(model), threads=2))
    best: tuple[float, dict[str, object]] = (0.0, {})
    for bias in _BIASES:
        tagger.settings = replace(tagger.settings, cue_bias=bias)
        rows = [find(Reader(tagger), row, scorer) for row in gold]
        evidence = np.array([(1.0, *f.evidence.values()) for row in rows for f in row.found])
        hits = np.concatenate([mark_hits(row.gold, row.predicted, scorer) for row in rows])
        weights = fit_logistic(evidence, hits)
        chances = 1 / (1 + np.exp(-evidence @ weights))
        borders = np.cumsum([0, *(len(row.found) for row in rows)])
        for keep in np.arange(0.2, 0.6, 0.02).tolist():
            sums = []
            for row, (start, end) in zip(rows, pairwise(borders.tolist()), strict=True):
                kept = [p for p, c in zip(row.predicted, chances[start:end], strict=True) if c >= keep]
                sums.append(scorer.compare(row.gold, kept))
            score = scorer.f1(sums)["relation"]
            if score > best[0]:
                best = (score, {"cue_bias": bias, "keep": round(keep, 2), "confidence": weights.round(4).tolist()})
        print(json.dumps({"cue_bias": bias, "candidates": len(hits), "best so far": best}))
    change_settings(model, best[1])


def fit_logistic(
    evidence: NDArray[np.float64],
    hits: NDArray[np.float64],
    counts: NDArray[np.float64] | None = None,
    *,
    ridge: float = _RIDGE,
) -> NDArray[np.float64]:
    """Fit a logistic regression by Newton's method with a light ridge penalty.

    Args:
        evidence: (M, K) features; the first column is all ones.
        hits: (M,) 1 for candidates that match the annotation.
        counts: (M,) how many rows each row counts for; by default one.
        ridge: How strongly weights other than the first are pulled towards 0.

    Returns:
        (K,) weights.
    """
    weights = np.zeros(evidence.shape[1])
    pull = ridge * np.eye(len(weights))
    pull[0, 0] = 0.0
    times = np.ones(len(hits)) if counts is None else counts
    for _ in range(30):
        chance = 1 / (1 + np.exp(-evidence @ weights))
        slope = evidence.T @ (times * (hits - chance)) - pull @ weights
        curve = (evidence * (times * chance * (1 - chance))[:, None]).T @ evidence + pull
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def cross_validate(
    evidence: NDArray[np.float64], hits: NDArray[np.float64], reports: NDArray[np.int64], *, ridge: float = _RIDGE
) -> NDArray[np.float64]:
    """Compute each row's probability from a regression fitted without its report and those of the same fold.

    Args:
        evidence: (M, K) features, as in `fit_logistic`.
        hits: (M,) 1 for what is right.
        reports: (M,) number of each row's report.
        ridge: As in `fit_logistic`.

    Returns:
        (M,) probabilities.
    """
    chances = np.zeros(len(hits))
    for fold in range(_FOLDS):
        held_out = reports % _FOLDS == fold
        weights = fit_logistic(evidence[~held_out], hits[~held_out], ridge=ridge)
        chances[held_out] = 1 / (1 + np.exp(-evidence[held_out] @ weights))
    return chances


def mark_hits(gold: Sequence[WordSets], predicted: Sequence[WordSets], scorer: ModuleType) -> NDArray[np.float64]:
    """Mark attributions whose source and content each overlap by half those of a gold attribution with the same cue.

    Args:
        gold: The gold attributions, as sets of words by role.
        predicted: The attributions found.
        scorer: The reference scorer.

    Returns:
        1 for each attribution that matches, else 0.
    """
    hits = np.zeros(len(predicted))
    for i, p in enumerate(predicted):
        hits[i] = any(
            p["cue"] & g["cue"]
            and scorer.dice(p["source"], g["source"]) >= _HALF
            and scorer.dice(p["content"], g["content"]) >= _HALF
            for g in gold
        )
    return hits


def _says_a_word(words: Words, found: FoundAttribution) -> bool:
    return any(words.shapes[i] != Shape.PUNCTUATION for i in range(*found.cue))


def _spans(words: Words, ranges: Sequence[tuple[int, int]]) -> list[list[int]]:
    return [[words.starts[start], words.ends[end - 1]] for start, end in ranges]


if __name__ == "__main__":
    main()
