"""Fit the weights by which reports are put on one story: ``python -m training.stories``.

On the development halves of two sets: reports on 35 world events, and local reports on 300 incidents. Every pair is
fitted twice, with its days and without.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.logistic import fit_logistic
from training.story_corpora import DATED_SETS, LabelledReport, read_labelled, story_of
from whence.linking.stories.story_pairs import find_candidates, pairs_of
from whence.linking.stories.story_scores import DATED, UNDATED, features_of, with_days
from whence.linking.stories.weighed_reports import weigh

__all__ = ["LEAST", "FittedWeights", "Pairs", "fit_pairs", "list_pairs"]

LEAST = 300_000
"""Lowest average score of a story, in millionths: chosen by cross-validation in `bench.stories --least`."""
_OUT = Path("src/whence/linking/weights/story-scores.json")

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Candidates of a set: M pairs of ids, their features, and whether they are on one story."""

    ids: list[tuple[str, str]]
    undated: Array
    """(M, U) features as `UNDATED` names them."""
    dated: Array | None
    """(M, D) features as `DATED` names them; None if the reports have no days."""
    are_one: Array
    """(M,) 1 for pairs on one story."""
    counts: Array
    """(M,) how much a pair counts: all pairs of one report with its story together as much as two others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedWeights:
    """The weights of both regressions, in the order of their features."""

    dated: tuple[float, ...]
    undated: tuple[float, ...]


def main() -> None:
    """Parse the command line, then fit and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--ledgers", type=Path, help="folder to keep the reports' ledgers in")
    options = parser.parse_args()
    reports = [one for name in sorted(DATED_SETS) for one in read_labelled(options.shared, name, options.ledgers)]
    pairs = list_pairs(reports)
    fitted = fit_pairs(pairs, np.ones(len(pairs.ids), dtype=bool))
    row = {
        "dated": dict(zip(DATED, fitted.dated, strict=True)),
        "undated": dict(zip(UNDATED, fitted.undated, strict=True)),
        "least": LEAST,
    }
    _OUT.write_text(json.dumps(row, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({"reports": len(reports), "pairs": len(pairs.ids), "one story": int(pairs.are_one.sum())}))


def list_pairs(reports: Sequence[LabelledReport]) -> Pairs:
    """Find the candidates among reports, and compute their features."""
    known = {report.keys.id: report.keys for report in reports}
    stories = story_of(list(reports))
    sizes = Counter(stories.values())
    ids = pairs_of(find_candidates(known.values()))
    is_dated = all(keys.day is not None for keys in known.values())
    are_one = [stories[one] == stories[other] for one, other in ids]
    weighed = {own: weigh(keys) for own, keys in known.items()}
    undated = [
        row
        for one, pairs in groupby(ids, key=itemgetter(0))
        for row in features_of(weighed[one], [weighed[other] for _, other in pairs])
    ]
    dated = (
        [with_days(known[one], known[other], row) for (one, other), row in zip(ids, undated, strict=True)]
        if is_dated
        else None
    )
    return Pairs(
        ids=ids,
        undated=np.array(undated),
        dated=np.array(dated) if is_dated else None,
        are_one=np.array(are_one, dtype=np.float64),
        counts=np.array(
            [2 / (sizes[stories[one]] - 1) if same else 1.0 for (one, _), same in zip(ids, are_one, strict=True)]
        ),
    )


def fit_pairs(pairs: Pairs, chosen: NDArray[np.bool_]) -> FittedWeights:
    """Fit both regressions on some of the pairs.

    Raises:
        ValueError: The reports have no days.
    """
    if pairs.dated is None:
        message = "nothing can be fitted on reports without days"
        raise ValueError(message)
    return FittedWeights(
        dated=_fit(pairs.dated[chosen], pairs.are_one[chosen], pairs.counts[chosen]),
        undated=_fit(pairs.undated[chosen], pairs.are_one[chosen], pairs.counts[chosen]),
    )


def _fit(features: Array, are_one: Array, counts: Array) -> tuple[float, ...]:
    """Fit on features of equal spread, so that the ridge penalty means the same for each; undo that in the weights."""
    centre, spread = features.mean(0), features.std(0)
    centre[0], spread[spread == 0] = 0.0, 1.0  # the bias, and what is the same for all
    weights = fit_logistic((features - centre) / spread, are_one, counts) / spread
    weights[0] -= (weights[1:] * centre[1:]).sum()
    return tuple(weights.round(4).tolist())


if __name__ == "__main__":
    main()
