"""Stories: the reports on one happening.

Candidates share keys, pairs are scored, and reports whose scores are high on average are one story. Each step is a pure
function of the reports' keys, and the result depends on which reports there are and not on when they came.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from whence.linking.clusters import ScoredPair, average_linkage
from whence.linking.stories.story_keys import StoryKeys
from whence.linking.stories.story_pairs import MOST_CANDIDATES, find_candidates, pairs_of
from whence.linking.stories.story_parts import MOST_TOGETHER, find_parts
from whence.linking.stories.story_scores import read_weights, score_others
from whence.linking.stories.weighed_reports import weigh

__all__ = ["LEAST_SCORE", "find_stories", "group_part", "group_reports", "levels_above", "score_pairs"]

LEAST_SCORE = 50_000
"""A pair that is less likely counts as one that nobody scored: most candidates are such, and the stories are the same
without them (``python -m bench.stories``)."""
_HIGHER_LEVELS = range(400_000, 850_000, 50_000)
"""Scores that connect reports where lower ones connect too many. Nearly all copies of a report score above the last."""


def find_stories(reports: Iterable[StoryKeys]) -> tuple[tuple[str, ...], ...]:
    """Group reports into stories.

    Returns:
        The ids of all reports, sorted within each story; the stories in the order of their first ids. A report that
        shares its story with no other is a story of one.
    """
    known = {report.id: report for report in reports}
    pairs = score_pairs(known, pairs_of(find_candidates(known.values())))
    return group_reports(known, pairs, read_weights().least)


def score_pairs(reports: Mapping[str, StoryKeys], pairs: Iterable[tuple[str, str]]) -> Iterator[ScoredPair]:
    """Score pairs of ids, in their order; those below `LEAST_SCORE` are left out."""
    weighed = {own: weigh(report) for own, report in reports.items()}
    for one, group in groupby(pairs, key=itemgetter(0)):
        others = [other for _, other in group]
        scores = score_others(weighed[one], [weighed[other] for other in others], least=LEAST_SCORE)
        for other, score in zip(others, scores, strict=True):
            if score >= LEAST_SCORE:
                yield ScoredPair(one, other, score)


def levels_above(least: int) -> tuple[int, ...]:
    """List the scores that connect reports to parts, as `find_parts` takes them.

    >>> levels_above(690_000)
    (690000, 700000, 750000, 800000)
    """
    return (least, *(level for level in _HIGHER_LEVELS if level > least))


def group_reports(
    ids: Iterable[str], pairs: Iterable[ScoredPair], least: int, most: int = MOST_TOGETHER
) -> tuple[tuple[str, ...], ...]:
    """Group reports by the scores of their pairs.

    Args:
        ids: The reports to group.
        pairs: All scored pairs among them.
        least: Lowest average score at which two groups are one story: `StoryWeights.least`.
        most: How many reports a part has at most, as `find_parts` takes it.

    Returns:
        As `find_stories`.
    """
    scores: dict[str, dict[str, int]] = defaultdict(dict)
    for first, second, score in pairs:
        scores[first][second] = scores[second][first] = score

    def linked(reports: Iterable[str], level: int) -> Iterator[str]:
        return (other for own in reports for other, score in scores[own].items() if score >= level)

    groups: list[tuple[str, ...]] = []
    for part in find_parts(ids, linked, levels_above(least), most):
        members = set(part)
        inside = (
            ScoredPair(own, other, score)
            for own in part
            for other, score in scores[own].items()
            if own < other and other in members
        )
        groups += group_part(part, inside, least)
    return tuple(sorted(groups))


def group_part(part: Iterable[str], pairs: Iterable[ScoredPair], least: int) -> list[tuple[str, ...]]:
    """Group the reports of one part by the average scores of their pairs.

    Args:
        part: Ids of the reports, as `find_parts` returns them.
        pairs: All scored pairs among them.
        least: As `group_reports`.

    Returns:
        The ids of each group, sorted.
    """
    groups = average_linkage(pairs, least=least, most_links=MOST_CANDIDATES)
    alone = set(part).difference(*groups)
    return [*groups, *((own,) for own in alone)]
