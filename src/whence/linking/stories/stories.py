"""Stories: the reports on one happening.

Candidates share keys, pairs are scored, and reports whose scores are high on average are one story. Each step is a pure
function of the reports' keys, and the result depends on which reports there are and not on when they came.
"""

from collections.abc import Callable, Iterable, Mapping

from whence.linking.clusters import ScoredPair, average_linkage
from whence.linking.stories.story_keys import StoryKeys
from whence.linking.stories.story_pairs import Candidates, find_candidates, pairs_of
from whence.linking.stories.story_scores import UNITS, read_weights, score_reports

__all__ = ["component_of", "find_stories", "group_reports", "score_pairs", "share_scored"]


def find_stories(reports: Iterable[StoryKeys]) -> tuple[tuple[str, ...], ...]:
    """Group reports into stories.

    Returns:
        The ids of all reports, sorted within each story; the stories in the order of their first ids. A report that
        shares its story with no other is a story of one.
    """
    known = {report.id: report for report in reports}
    candidates = find_candidates(known.values())
    pairs = score_pairs(known, pairs_of(candidates))
    return group_reports(known, pairs, share_scored(candidates, pairs), read_weights().least)


def score_pairs(reports: Mapping[str, StoryKeys], pairs: Iterable[tuple[str, str]]) -> list[ScoredPair]:
    """Score pairs of ids, in their order."""
    return [ScoredPair(one, other, score_reports(reports[one], reports[other])) for one, other in pairs]


def group_reports(
    ids: Iterable[str], pairs: Iterable[ScoredPair], scored: Mapping[str, int], least: int
) -> tuple[tuple[str, ...], ...]:
    """Group reports by the scores of their pairs.

    Args:
        ids: The reports to group: all, or those of some connected components.
        pairs: All scored pairs among them.
        scored: What `share_scored` says of them.
        least: Lowest average score at which two groups are one story: `StoryWeights.least`.

    Returns:
        As `find_stories`.
    """
    groups = average_linkage(pairs, least=least, scored=scored)
    alone = set(ids).difference(*groups)
    return tuple(sorted([*groups, *((own,) for own in alone)]))


def share_scored(candidates: Mapping[str, Candidates], pairs: Iterable[ScoredPair]) -> dict[str, int]:
    """Estimate which share of a report's pairs with its own story was scored, where candidates were crowded out.

    Those crowded out share less with it, so they are on its story at most as often as those that were scored.

    Args:
        candidates: The candidates of each report.
        pairs: The scored pairs of these reports.

    Returns:
        A share in millionths for each report of which candidates were crowded out.

    >>> from whence.linking.stories.story_pairs import Candidate
    >>> crowded = {"r:1": Candidates((Candidate(-90, "r:2"),), 4), "r:2": Candidates((), 0)}
    >>> share_scored(crowded, [ScoredPair("r:1", "r:2", 800_000)])
    {'r:1': 400000}
    """
    scores = {(pair.first, pair.second): pair.score for pair in pairs}
    shares = {}
    for own, (best, found) in candidates.items():
        if len(best) < found:
            total = sum(scores[min(own, other.id), max(own, other.id)] for other in best)
            left_out = (found - len(best)) * total // (found * len(best))
            shares[own] = UNITS - left_out
    return shares


def component_of(
    start: Iterable[str], pairs_with: Callable[[str], Iterable[ScoredPair]]
) -> dict[str, list[ScoredPair]]:
    """Collect the connected components that some reports are in: what adding or removing pairs of theirs can change.

    Args:
        start: Ids of the reports whose pairs changed, the other ends of removed pairs included.
        pairs_with: Looks up the scored pairs of a report.

    Returns:
        The ids of the components, each with the pairs of which it is the first.
    """
    found: dict[str, list[ScoredPair]] = {}
    waiting = sorted(set(start), reverse=True)
    while waiting:
        own = waiting.pop()
        if own in found:
            continue
        pairs = list(pairs_with(own))
        found[own] = [pair for pair in pairs if pair.first == own]
        waiting += [pair.second if pair.first == own else pair.first for pair in pairs]
    return found
