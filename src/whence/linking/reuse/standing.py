"""Standing paragraphs: what an outlet puts under reports that have nothing else in common."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from whence.language.english import words_that_count
from whence.linking.reuse.report_words import ReportWords

__all__ = ["FEWEST_CARRIERS", "MOST_CARRIERS", "find_standing", "has_unrelated", "is_standing", "topic_of"]

MOST_CARRIERS = 10
"""Of the reports that carry a paragraph so many are looked at, the first. So those that come later change nothing."""
FEWEST_CARRIERS = 3
_TOPIC_CHARACTERS = 600
"""Characters from the beginning of a report that tell what it is about."""
_MOST_IN_COMMON = 0.15
"""Share of the words of two topics, as the smaller has them, up to which the reports are unrelated."""


def find_standing(reports: Iterable[ReportWords]) -> dict[str, frozenset[int]]:
    """Find the standing paragraphs of each outlet.

    Args:
        reports: Reports of any outlets, in any order; those without an outlet are passed over.

    Returns:
        Keys of paragraphs by outlet; outlets without any are left out.
    """
    carrying: dict[tuple[str, int], list[ReportWords]] = defaultdict(list)
    for one in sorted({one.id: one for one in reports}.values(), key=lambda one: one.order):
        if one.outlet:
            for key in {paragraph.key for paragraph in one.paragraphs}:
                carrying[one.outlet, key].append(one)
    found: dict[str, set[int]] = defaultdict(set)
    for (outlet, key), carriers in sorted(carrying.items(), key=lambda item: item[0]):
        if is_standing(carriers):
            found[outlet].add(key)
    return {outlet: frozenset(keys) for outlet, keys in found.items()}


def is_standing(carriers: Sequence[ReportWords]) -> bool:
    """Tell whether a paragraph is a standing one: three of the first reports that carry it have nothing else in common.

    Args:
        carriers: The reports of one outlet that carry the paragraph, in the order of publication. Those after the first
            `MOST_CARRIERS` change nothing.
    """
    carriers = carriers[:MOST_CARRIERS]
    if len(carriers) < FEWEST_CARRIERS:
        return False
    counts = Counter(key for one in carriers for key in {paragraph.key for paragraph in one.paragraphs})
    repeated = {key for key, count in counts.items() if count >= FEWEST_CARRIERS}
    return has_unrelated(topic_of(one, repeated) for one in carriers)


def topic_of(report: ReportWords, repeated: Collection[int]) -> frozenset[str]:
    """Tell what a report is about: stems of the words that count at its beginning.

    Args:
        report: The report's words.
        repeated: Keys of paragraphs that stand in several reports. They are passed over.
    """
    own: list[str] = []
    length = 0
    for paragraph in report.paragraphs:
        if length < _TOPIC_CHARACTERS and paragraph.key not in repeated:
            start, end = report.starts[paragraph.start], report.ends[paragraph.end - 1]
            own.append(report.text[start : min(end, start + _TOPIC_CHARACTERS - length)])
            length += len(own[-1])
    return words_that_count("\n".join(own))


def has_unrelated(topics: Iterable[frozenset[str]]) -> bool:
    """Tell whether three of some reports have nothing in common.

    Args:
        topics: What each report is about, in the order of publication. Follow-ups and new versions of a report count
            once, as they are about the same; those about nothing do not count.

    >>> has_unrelated(map(frozenset, [{"harbour", "tide"}, {"harbour", "crane"}, {"election"}]))
    False
    >>> has_unrelated(map(frozenset, [{"harbour", "tide"}, {"museum", "clock"}, {"election"}]))
    True
    """
    unrelated: list[frozenset[str]] = []
    for topic in filter(None, topics):
        if all(_are_unrelated(one, topic) for one in unrelated):
            unrelated.append(topic)
    return len(unrelated) >= FEWEST_CARRIERS


def _are_unrelated(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) <= _MOST_IN_COMMON * min(len(one), len(other))
