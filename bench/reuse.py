"""Find planted copies and altered quotations among thousands of reports (`bench.planting` writes them).

- passages: recall of the planted pairs of reports, for each share of words changed; precision of the pairs found; the
  share of a planted passage's characters that the found one covers; how often the source is named as the first.
- quotations: recall of the planted pairs, linked with each other or through other quotations of the same one, for each
  share of words changed; precision of the links.
- cpu_seconds: reading the words, finding the candidates, comparing them. Nothing is kept between the steps.

A pair counts as right if what one report has from the other, or both from a third, was planted.
"""

import argparse
import resource
import time
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path

from bench.options import print_figures
from bench.planting import RATES, SHORT, Planted, Planting, plant
from whence.linking.reuse.agencies import find_credits
from whence.linking.reuse.quotations import candidate_quotations, link_quotations
from whence.linking.reuse.report_words import ReportWords, read_words
from whence.linking.reuse.reuse import candidate_pairs, open_words, shared_passages
from whence.linking.reuse.standing import find_standing
from whence.records.report import Report
from whence.records.reuse import SharedPassage

__all__ = ["Groups", "find_passages", "measure_passages", "measure_quotations", "recall_by_rate", "share_of"]

_NONE: frozenset[int] = frozenset()


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--reports", type=int, default=10_000, help="how many")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other reports")
    options = parser.parse_args()
    planting = plant(options.shared, count=options.reports, seed=options.seed)
    clock = Clock()
    reports = [read_words(one) for one in planting.reports]
    clock.stop("words")
    figures = {
        "reports": options.reports,
        "passages": measure_passages(planting, reports),
        "quotations": measure_quotations(planting, reports),
        "cpu_seconds": clock.seconds,
    }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print_figures("reuse", {**figures, "peak_megabytes": round(peak)})


class Groups:
    """Things that belong together, directly or through others.

    >>> groups = Groups([("a", "b"), ("b", "c")])
    >>> groups.has("a", "c"), groups.has("a", "d")
    (True, False)
    """

    def __init__(self, pairs: Iterable[tuple[Hashable, Hashable]] = ()) -> None:
        self._above: dict[Hashable, Hashable] = {}
        for one, other in pairs:
            self._above[self.top(one)] = self.top(other)

    def has(self, one: Hashable, other: Hashable) -> bool:
        """Check whether two belong together."""
        return self.top(one) == self.top(other)

    def top(self, one: Hashable) -> Hashable:
        """Give the one that stands for all that one belongs together with."""
        while (above := self._above.get(one, one)) != one:
            self._above[one] = self._above.get(above, above)
            one = above
        return one


class Clock:
    """CPU seconds of the steps, one after another."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = time.process_time()

    def stop(self, step: str) -> None:
        """Note the time since the last step."""
        now = time.process_time()
        self.seconds[step] = round(now - self._since, 2)
        self._since = now


def measure_passages(planting: Planting, reports: Sequence[ReportWords]) -> dict[str, object]:
    """Find the planted passages.

    Args:
        planting: The reports and what was planted in them.
        reports: Their words.
    """
    clock = Clock()
    found = find_passages(reports, planting.reports, clock)
    ids = [one.id for one in planting.reports]
    by_pair: dict[tuple[str, str], list[SharedPassage]] = defaultdict(list)
    for one in found:
        by_pair[one.reports].append(one)
    groups = Groups((ids[one.source], ids[one.copy]) for one in planting.passages)
    right = [pair for pair in by_pair if groups.has(*pair)]
    hits = [one for one in planting.passages if (ids[one.source], ids[one.copy]) in by_pair]
    firsts = [one.first for hit in hits for one in by_pair[ids[hit.source], ids[hit.copy]]]
    sources = {ids[hit.source] for hit in hits}
    return {
        "planted": len(planting.passages),
        "recall": recall_by_rate(planting.passages, hits),
        "precision": share_of(len(right), len(by_pair)),
        "covered": _covered(planting, hits, by_pair),
        "first_right": share_of(sum(first in sources for first in firsts), len(firsts)),
        "cpu_seconds": clock.seconds,
    }


def find_passages(
    reports: Sequence[ReportWords], credited_reports: Sequence[Report], clock: Clock | None = None
) -> list[SharedPassage]:
    """Find the passages that reports share.

    Args:
        reports: Their words.
        credited_reports: The reports themselves, for the agencies that they credit.
        clock: Told when each step ends.
    """
    clock = clock or Clock()
    standing = find_standing(reports)
    clock.stop("standing paragraphs")
    words = [open_words(one, standing.get(one.outlet or "", _NONE)) for one in reports]
    clock.stop("open words")
    pairs = candidate_pairs(words)
    clock.stop("candidates")
    credited = {one.id: find_credits(one) for one in credited_reports}
    clock.stop("credits")
    found = [one for a, b in pairs for one in shared_passages(a, b, (credited[a.report.id], credited[b.report.id]))]
    clock.stop("comparing")
    return found


def measure_quotations(planting: Planting, reports: Sequence[ReportWords]) -> dict[str, object]:
    """Find the planted quotations.

    Args:
        planting: The reports and what was planted in them.
        reports: Their words.
    """
    clock = Clock()
    quotations = [one for report in reports for one in report.quotations]
    pairs = candidate_quotations(quotations)
    clock.stop("candidates")
    links = [link for one, other in pairs if (link := link_quotations(one, other))]
    clock.stop("comparing")
    ids = [one.id for one in planting.reports]
    planted = Groups((ids[one.source], ids[one.copy]) for one in planting.quotations)
    linked = Groups(link.reports for link in links)
    long = [one for one in planting.quotations if len(one.words.split()) >= SHORT]
    short = [one for one in planting.quotations if len(one.words.split()) < SHORT]
    hits = [one for one in planting.quotations if linked.has(ids[one.source], ids[one.copy])]
    return {
        "planted": len(planting.quotations),
        "recall": recall_by_rate(long, hits),
        "recall_of_short": recall_by_rate(short, hits),
        "precision": share_of(sum(planted.has(*link.reports) for link in links), len(links)),
        "exact": share_of(sum(link.is_exact for link in links), len(links)),
        "candidates": len(pairs),
        "cpu_seconds": clock.seconds,
    }


def recall_by_rate(planted: Sequence[Planted], hits: Sequence[Planted]) -> dict[str, float]:
    """Measure which share of the planted is among the hits, for each share of words changed."""
    rates = {f"{rate} %": [one for one in planted if one.rate == rate] for rate in RATES}
    known = set(map(id, hits))
    found = {name: sum(id(one) in known for one in those) for name, those in rates.items()}
    return {
        "all": share_of(sum(found.values()), len(planted)),
        **{name: share_of(found[name], len(those)) for name, those in rates.items()},
    }


def _covered(
    planting: Planting, hits: Iterable[Planted], found: Mapping[tuple[str, str], Sequence[SharedPassage]]
) -> float:
    """Measure the share of the characters of passages, as their sources have them, that what was found covers."""
    covered = whole = 0
    for hit in hits:
        source, copy = planting.reports[hit.source], planting.reports[hit.copy]
        for part in hit.words.split("\n"):
            start = source.text.index(part)
            whole += len(part)
            places: set[int] = set()
            for one in found[source.id, copy.id]:
                span = one.spans[one.reports.index(source.id)]
                places.update(range(max(start, span.start), min(start + len(part), span.end)))
            covered += len(places)
    return share_of(covered, whole)


def share_of(part: float, whole: float) -> float:
    """Divide, and round to four digits; 0 of nothing.

    >>> share_of(1, 3)
    0.3333
    """
    return round(part / whole, 4) if whole else 0.0


if __name__ == "__main__":
    main()
