"""Fit the weights of `whence.linking.claims.claim_scores`: ``python -m training.claims``.

A logistic regression over the features of a pair, on pairs of news sentences that people judged: whether they say the
same (MSRP), and how much (STS), where a score from 0 to 5 counts as a share of "the same". MSRP's pairs were chosen for
sharing most of their words, those of STS were not, so each set has a bias of its own; the shipped one is MSRP's.

Reference:
    Dolan and Brockett, "Automatically Constructing a Corpus of Sentential Paraphrases", IWP 2005; Agirre et al., "*SEM
    2013 shared task: Semantic Textual Similarity", *SEM 2013.
"""

import argparse
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from whence.linking.claims.claim_features import FEATURES, features_of
from whence.linking.claims.claim_scores import SCORES
from whence.linking.claims.claim_vectors import ClaimVectors, open_vectors
from whence.linking.claims.claims import ClaimMention, analyse_claim

__all__ = ["FOLDS", "LabelledPair", "fit", "folds_of", "measure_pairs", "predict", "read_judged", "read_paraphrases"]

Rows = npt.NDArray[np.float64]

FOLDS = 5
_STEPS, _RIDGE, _SHARE_OF_JUDGED = 15, 3.0, 1.0
"""Newton steps; strength of the pull towards 0, in pairs; weight of a pair of STS beside one of MSRP."""
_SAME = 700
_REST = {"number": 640, "negation": 800, "date": 900, "actor": 980, "place": 980}
"""Scores from which claims say the same, and from which they do so beside a difference, in thousandths. Other days,
names and places are more often those of another event than other numbers are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPair:
    """Two claims, and how far people took them for the same."""

    one: ClaimMention
    other: ClaimMention
    target: float
    """From 0 to 1."""


def main() -> None:
    """Parse the command line, then fit and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("src/whence/linking/weights", SCORES))
    options = parser.parse_args()
    data, vectors = options.shared / "data/claims", open_vectors()
    paraphrases = read_paraphrases(data / "msrp-train.jsonl")
    judged = read_judged(data / "sts-news-dev.jsonl")
    rows = np.concatenate([measure_pairs(paraphrases, vectors), measure_pairs(judged, vectors)])
    model = fit(rows, [pair.target for pair in (*paraphrases, *judged)], len(paraphrases))
    settings = {
        "bias": round(model[0], 4),
        "weights": {name: round(weight, 4) for name, weight in zip(FEATURES, model[1], strict=True)},
        "same": _SAME,
        "rest": _REST,
    }
    options.out.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({"pairs": len(rows)}))


def read_paraphrases(path: Path) -> list[LabelledPair]:
    """Read MSRP: pairs of sentences from news, the same in meaning or not, with the days of their reports."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [LabelledPair(one=_mention(row["a"]), other=_mention(row["b"]), target=float(row["same"])) for row in rows]


def _mention(row: dict[str, str]) -> ClaimMention:
    return ClaimMention(id=row["text"], text=row["text"], published=row["date"].replace("/", "-") or None)


def read_judged(path: Path) -> list[LabelledPair]:
    """Read STS: pairs of headlines or sentences with a judgement of how similar they are."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        LabelledPair(
            one=ClaimMention(id=row["a"], text=row["a"]),
            other=ClaimMention(id=row["b"], text=row["b"]),
            target=row["score"] / 5,
        )
        for row in rows
    ]


def measure_pairs(pairs: Iterable[LabelledPair], vectors: ClaimVectors) -> Rows:
    """Compute the features of pairs: (pairs, features)."""
    return np.array([
        features_of(analyse_claim(pair.one, vectors), analyse_claim(pair.other, vectors)) for pair in pairs
    ])  # fmt: skip


def fit(rows: Rows, targets: Sequence[float], paraphrases: int | None = None) -> tuple[float, list[float]]:
    """Fit a logistic regression with a pull towards 0, by Newton's method; targets may be shares.

    Args:
        rows: (pairs, features).
        targets: One a pair, from 0 to 1.
        paraphrases: How many of the first pairs are MSRP's, whose bias is returned; by default all are.

    Returns:
        Bias, and a weight for each feature.
    """
    wanted, count = np.asarray(targets), len(rows) if paraphrases is None else paraphrases
    centre, spread = rows.mean(0), rows.std(0) + 1e-9
    is_judged = (np.arange(len(rows)) >= count).astype(np.float64)
    inputs = np.column_stack([(rows - centre) / spread, is_judged, np.ones(len(rows))])
    pull = np.diag([*[_RIDGE] * rows.shape[1], 1e-6, 1e-6])
    shares = 1 + (_SHARE_OF_JUDGED - 1) * is_judged
    found = np.zeros(inputs.shape[1])
    for _ in range(_STEPS):
        told = 1 / (1 + np.exp(-inputs @ found))
        slope = inputs.T @ (shares * (wanted - told)) - pull @ found
        found = found + np.linalg.solve((inputs.T * (shares * told * (1 - told))) @ inputs + pull, slope)
    weights = found[:-2] / spread
    return float(found[-1] - centre @ weights), [float(weight) for weight in weights]


def predict(rows: Rows, model: tuple[float, Sequence[float]]) -> Rows:
    """Compute the log-odds of each pair: (pairs,)."""
    return np.asarray(rows @ np.asarray(model[1]) + model[0])


def folds_of(pairs: Sequence[LabelledPair]) -> npt.NDArray[np.int64]:
    """Part pairs into `FOLDS` folds, such that pairs with a text in common are in one: (pairs,).

    >>> pairs = [
    ...     LabelledPair(one=ClaimMention(id=a, text=a), other=ClaimMention(id=b, text=b), target=1.0)
    ...     for a, b in (("tide", "ebb"), ("surf", "wave"), ("wave", "tide"))
    ... ]
    >>> len(set(folds_of(pairs).tolist()))
    1
    """
    parent: dict[str, str] = {}

    def root(text: str) -> str:
        while parent.setdefault(text, text) != text:
            text = parent[text]
        return text

    for pair in pairs:
        low, high = sorted((root(pair.one.text), root(pair.other.text)))
        parent[high] = low
    return np.array([zlib.crc32(root(pair.one.text).encode()) % FOLDS for pair in pairs])


if __name__ == "__main__":
    main()
