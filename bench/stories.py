"""Measure stories: BCubed F1 of the groups that reports are put in.

Two sets are mixed and cross-validated by story: a pair of reports is scored by weights that were fitted on neither of
the two stories, and all reports are grouped together. On two more sets, without dates, nothing was fitted.

Reference:
    Amigó et al., "A comparison of extrinsic clustering evaluation metrics based on formal constraints", Information
    Retrieval 12, 2009 (BCubed).
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations_with_replacement
from pathlib import Path
from zlib import crc32

import numpy as np

from bench.options import find_corpus, print_figures
from training.stories import Pairs, fit_pairs, list_pairs
from training.story_corpora import DATED_SETS, SETS, LabelledReport, read_labelled, story_of
from whence.linking.clusters import ScoredPair
from whence.linking.stories.stories import LEAST_SCORE, group_reports
from whence.linking.stories.story_scores import read_weights, score_features

__all__ = ["bcubed"]

_FOLDS = 5


def main() -> None:
    """Measure, and print the figures: a line for each least average score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--ledgers", type=Path, help="folder to keep ledgers in; reading 2,246 reports takes minutes")
    parser.add_argument(
        "--least", type=int, nargs="+", default=[read_weights().least], help="lowest average of a story, in millionths"
    )
    options = parser.parse_args()
    for path in SETS.values():
        find_corpus(options.shared, path)
    sets = {name: read_labelled(options.shared, name, options.ledgers) for name in SETS}
    mixed = [report for name in sorted(DATED_SETS) for report in sets[name]]
    stories, pairs = story_of(mixed), list_pairs(mixed)
    validated = _cross_validate(pairs, stories)
    outside = [(name, *_score(sets[name])) for name in sorted(SETS.keys() - DATED_SETS)]
    for least in options.least:
        figures: dict[str, object] = {"least": least, "pairs that are candidates": _found(pairs, stories)}
        for kind, scored in validated.items():
            figures[f"mixed, {kind}"] = bcubed(group_reports(stories, scored, least), stories)
            for name in sorted(DATED_SETS):
                own = {one: story for one, story in stories.items() if one.startswith(name)}
                inside = [pair for pair in scored if pair.first in own and pair.second in own]
                figures[f"{name} alone, {kind}"] = bcubed(group_reports(own, inside, least), own)
        for name, own, scored in outside:
            figures[name] = bcubed(group_reports(own, scored, least), own)
        print_figures("stories", figures)


def bcubed(groups: Sequence[Sequence[str]], stories: Mapping[str, str]) -> dict[str, float]:
    """Compute BCubed precision, recall and F1.

    Args:
        groups: The ids of all reports in groups.
        stories: The story of each.

    >>> bcubed([["a", "b", "c"], ["d"]], {"a": "1", "b": "1", "c": "2", "d": "2"})
    {'precision': 0.667, 'recall': 0.75, 'f1': 0.7059}
    """
    members = defaultdict(set)
    for own, story in stories.items():
        members[story].add(own)
    shares = []
    for group in groups:
        for own in group:
            both = len(members[stories[own]].intersection(group))
            shares.append((both / len(group), both / len(members[stories[own]])))
    precision, recall = (sum(column) / len(shares) for column in zip(*shares, strict=True))
    f1 = 2 * precision * recall / (precision + recall)
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 4)}


def _cross_validate(pairs: Pairs, stories: Mapping[str, str]) -> dict[str, list[ScoredPair]]:
    """Score each pair by weights that were fitted without the stories of its reports, with its days and without."""
    folds = np.array([sorted(crc32(stories[own].encode()) % _FOLDS for own in ids) for ids in pairs.ids])
    dated, undated = [0] * len(pairs.ids), [0] * len(pairs.ids)
    for low, high in combinations_with_replacement(range(_FOLDS), 2):
        chosen = (folds != low).all(axis=1) & (folds != high).all(axis=1)
        fitted = fit_pairs(pairs, chosen)
        for at in np.flatnonzero((folds[:, 0] == low) & (folds[:, 1] == high)).tolist():
            undated[at] = score_features(fitted.undated, pairs.undated[at].tolist())
            if pairs.dated is not None:
                dated[at] = score_features(fitted.dated, pairs.dated[at].tolist())
    return {
        kind: _likely(zip(pairs.ids, scores, strict=True)) for kind, scores in (("dated", dated), ("undated", undated))
    }


def _score(reports: list[LabelledReport]) -> tuple[dict[str, str], list[ScoredPair]]:
    """Score the candidates among reports without days, by the weights that whence ships."""
    pairs, weights = list_pairs(reports), read_weights().undated
    rows = zip(pairs.ids, pairs.undated.tolist(), strict=True)
    return story_of(reports), _likely((ids, score_features(weights, row)) for ids, row in rows)


def _likely(scored: Iterable[tuple[tuple[str, str], int]]) -> list[ScoredPair]:
    return [ScoredPair(*ids, score) for ids, score in scored if score >= LEAST_SCORE]


def _found(pairs: Pairs, stories: Mapping[str, str]) -> float:
    """Compute the share of pairs on one story that are candidates."""
    sizes = Counter(stories.values())
    whole = sum(size * (size - 1) // 2 for size in sizes.values())
    return round(float(pairs.are_one.sum()) / whole, 4)


if __name__ == "__main__":
    main()
