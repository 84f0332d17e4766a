"""Fit the weights of `whence.linking.claims.claim_scores`: ``python -m training.claims``.

A logistic regression over the features of a pair, on pairs that people judged: claims of one story (our own labels,
``training/labels/claims.jsonl``) and news sentences, whether they say the same (MSRP), and how much (STS), where a
score from 0 to 5 counts as a share of "the same". The pairs of each set were chosen in another way, so each has a bias
of its own; the shipped one is that of claims of one story, as an archive compares no others.

Reference:
    Dolan and Brockett, "Automatically Constructing a Corpus of Sentential Paraphrases", IWP 2005; Agirre et al., "*SEM
    2013 shared task: Semantic Textual Similarity", *SEM 2013.
"""

import argparse
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from training.story_corpora import read_ledgers
from whence.linking.claims.claim_features import FEATURES, features_of
from whence.linking.claims.claim_scores import SCORES
from whence.linking.claims.claim_vectors import ClaimVectors, open_vectors
from whence.linking.claims.claims import ClaimMention, analyse_claim
from whence.linking.claims.mentions import mentions_of
from whence.records.report import Report, Span

__all__ = [
    "FOLDS",
    "LabelledPair",
    "fit",
    "folds_of",
    "measure_pairs",
    "predict",
    "read_judged",
    "read_paraphrases",
    "read_told",
]

Rows = npt.NDArray[np.float64]

FOLDS = 5
_STEPS, _RIDGE = 15, 3.0
"""Newton steps; strength of the pull towards 0, in pairs."""
_SHARES = (1.0, 1.0, 2.0)
"""Weight of a pair of MSRP, of STS, and of our own labels, of which there are fewer."""
_LABELS = Path(__file__).parent / "labels/claims.jsonl"
_SIDES = ("one", "other")
_SAME = 690
_REST = {"vote": 0, "count": 550, "number": 840, "negation": 925, "date": 965, "actor": 994, "place": 994}
"""Scores from which claims say the same, and from which they do so beside a difference, in thousandths. Other days,
names and places are more often those of another event than other numbers are. Numbers of what both claims count, and
tell alike, need less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPair:
    """Two claims, and how far people took them for the same."""

    one: ClaimMention
    other: ClaimMention
    target: float
    """From 0 to 1."""
    story: str | None = None
    """The story of both, if they are of one."""


def main() -> None:
    """Parse the command line, then fit and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("src/whence/linking/weights", SCORES))
    parser.add_argument("--ledgers", type=Path, help="folder to keep ledgers in; reading 988 reports takes minutes")
    options = parser.parse_args()
    data, vectors = options.shared / "data/claims", open_vectors()
    sets = [
        read_paraphrases(data / "msrp-train.jsonl"),
        read_judged(data / "sts-news-dev.jsonl"),
        read_told(options.shared, options.ledgers),
    ]
    rows = [measure_pairs(pairs, vectors) for pairs in sets]
    targets = [pair.target for pairs in sets for pair in pairs]
    model = fit(np.concatenate(rows), targets, sizes=[len(one) for one in rows], shares=_SHARES)
    settings = {
        "bias": round(model[0], 4),
        "weights": {name: round(weight, 4) for name, weight in zip(FEATURES, model[1], strict=True)},
        "same": _SAME,
        "rest": _REST,
    }
    options.out.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({"pairs": sum(map(len, rows))}))


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


def read_told(shared: Path, ledgers: Path | None) -> list[LabelledPair]:
    """Read our own labels: claims of two reports on one story, as whence finds them in these reports.

    Args:
        shared: Folder with the corpora.
        ledgers: Folder to keep the ledgers in, so that the reports are read once.
    """
    labels = [json.loads(line) for line in _LABELS.read_text("utf-8").splitlines()]
    wanted = {label[side]["report"] for label in labels for side in _SIDES}
    known = {
        row["id"]: ({one.spans: one.claim for one in mentions_of(ledger)}, ledger.report)
        for name in sorted({label["set"] for label in labels})
        for row, ledger in read_ledgers(shared, name, ledgers)
        if row["id"] in wanted
    }
    return [
        LabelledPair(
            one=_told(label["one"], *known[label["one"]["report"]]),
            other=_told(label["other"], *known[label["other"]["report"]]),
            target=float(label["is"] == "same"),
            story=label["story"],
        )
        for label in labels
    ]


def _told(side: dict[str, Any], claims: Mapping[tuple[Span, ...], ClaimMention], report: Report) -> ClaimMention:
    """Find a labelled claim among those that whence finds; one that it no longer finds is its words alone."""
    spans = tuple(Span(*one) for one in side["spans"])
    words = " ".join(span.of(report.text) for span in spans)
    return claims.get(spans) or ClaimMention(id=words, text=words, published=report.published)


def fit(
    rows: Rows, targets: Sequence[float], sizes: Sequence[int] = (), shares: Sequence[float] = (1.0,)
) -> tuple[float, list[float]]:
    """Fit a logistic regression with a pull towards 0, by Newton's method; targets may be shares.

    Args:
        rows: (pairs, features).
        targets: One a pair, from 0 to 1.
        sizes: How many pairs each set has, in their order, each with a bias of its own; by default all are one set.
        shares: Weight of a pair of each set.

    Returns:
        Bias of the last set, and a weight for each feature.
    """
    wanted, sizes = np.asarray(targets), sizes or [len(rows)]
    centre, spread = rows.mean(0), rows.std(0) + 1e-9
    sets = np.repeat(np.eye(len(sizes)), sizes, axis=0)
    weight = np.repeat(np.resize(shares, len(sizes)), sizes)
    inputs = np.column_stack([(rows - centre) / spread, sets])
    pull = np.diag([*[_RIDGE] * rows.shape[1], *[1e-6] * len(sizes)])
    found = np.zeros(inputs.shape[1])
    for _ in range(_STEPS):
        told = 1 / (1 + np.exp(-inputs @ found))
        slope = inputs.T @ (weight * (wanted - told)) - pull @ found
        found = found + np.linalg.solve((inputs.T * (weight * told * (1 - told))) @ inputs + pull, slope)
    weights = found[: rows.shape[1]] / spread
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
