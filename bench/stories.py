"""Measure stories: BCubed F1 of the groups that reports are put in.

Two sets are mixed and cross-validated by story: a pair of reports is scored by weights that were fitted on neither of
the two stories, and all reports are grouped together. On two more sets, without dates, nothing was fitted.

Reference:
    Amigó et al., "A comparison of extrinsic clustering evaluation metrics based on formal constraints", Information
    Retrieval 12, 2009 (BCubed).
"""

import argparse
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations_with_replacement
from pathlib import Path
from zlib import crc32

import numpy as np

from bench.options import find_corpus, print_figures
from training.stories import LEAST, Array, Pairs, fit_pairs, list_pairs
from training.story_corpora import DATED_SETS, SETS, read_labelled, story_of
from whence.linking.clusters import ScoredPair
from whence.linking.stories import group_reports
from whence.linking.story_scores import read_weights, score_features

__all__ = ["bcubed"]

_FOLDS = 5


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--ledgers", type=Path, help="folder to keep ledgers in; reading 2,246 reports takes minutes")
    parser.add_argument("--least", type=int, default=LEAST, help="lowest average score of a story, in millionths")
    options = parser.parse_args()
    for path in SETS.values():
        find_corpus(options.shared, path)
    sets = {name: read_labelled(options.shared, name, options.ledgers) for name in SETS}
    mixed = [report for name in sorted(DATED_SETS) for report in sets[name]]
    stories, pairs = story_of(mixed), list_pairs(mixed)
    figures: dict[str, object] = {"least": options.least}
    for kind in ("dated", "undated"):
        scored = _cross_validate(pairs, stories, is_dated=kind == "dated")
        groups = group_reports(stories, scored, options.least)
        figures[f"mixed, {kind}"] = bcubed(groups, stories)
        for name in sorted(DATED_SETS):
            figures[f"{name} within, {kind}"] = bcubed(
                groups, stories, [own for own in stories if own.startswith(name)]
            )
            own = {one: story for one, story in stories.items() if one.startswith(name)}
            inside = [pair for pair in scored if pair.first in own and pair.second in own]
            figures[f"{name} alone, {kind}"] = bcubed(group_reports(own, inside, options.least), own)
    figures["pairs of a story that are candidates"] = _found(pairs, stories)
    for name in sorted(SETS.keys() - DATED_SETS):
        stories, pairs = story_of(sets[name]), list_pairs(sets[name])
        weights = read_weights().undated
        scored = [
            ScoredPair(*ids, score_features(weights, row))
            for ids, row in zip(pairs.ids, pairs.undated.tolist(), strict=True)
        ]
        figures[name] = bcubed(group_reports(stories, scored, options.least), stories)
    print_figures("stories", figures)


def bcubed(
    groups: Sequence[Sequence[str]], stories: Mapping[str, str], counted: Collection[str] | None = None
) -> dict[str, float]:
    """Compute BCubed precision, recall and F1.

    Args:
        groups: The ids of all reports in groups.
        stories: The story of each.
        counted: The reports to average over; all by default.

    >>> bcubed([["a", "b", "c"], ["d"]], {"a": "1", "b": "1", "c": "2", "d": "2"})
    {'precision': 0.667, 'recall': 0.75, 'f1': 0.7059}
    """
    members = defaultdict(set)
    for own, story in stories.items():
        members[story].add(own)
    shares = []
    for group in groups:
        for own in group:
            if counted is None or own in counted:
                both = len(members[stories[own]].intersection(group))
                shares.append((both / len(group), both / len(members[stories[own]])))
    precision, recall = (sum(column) / len(shares) for column in zip(*shares, strict=True))
    f1 = 2 * precision * recall / (precision + recall)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 4)}


def _cross_validate(pairs: Pairs, stories: Mapping[str, str], *, is_dated: bool) -> list[ScoredPair]:
    """Score each pair by weights that were fitted without the stories of its reports."""
    folds = np.array([sorted(crc32(stories[own].encode()) % _FOLDS for own in ids) for ids in pairs.ids])
    features: Array = pairs.dated if is_dated and pairs.dated is not None else pairs.undated
    scores = np.zeros(len(pairs.ids), dtype=int)
    for low, high in combinations_with_replacement(range(_FOLDS), 2):
        fitted = fit_pairs(pairs, ~np.isin(folds, (low, high)).any(axis=1))
        weights = fitted.dated if is_dated else fitted.undated
        for at in np.flatnonzero((folds[:, 0] == low) & (folds[:, 1] == high)):
            scores[at] = score_features(weights, features[at].tolist())
    return [ScoredPair(*ids, score) for ids, score in zip(pairs.ids, scores.tolist(), strict=True)]


def _found(pairs: Pairs, stories: Mapping[str, str]) -> float:
    sizes = defaultdict(int)
    for story in stories.values():
        sizes[story] += 1
    return round(float(pairs.are_one.sum()) / sum(size * (size - 1) // 2 for size in sizes.values()), 4)


if __name__ == "__main__":
    main()
