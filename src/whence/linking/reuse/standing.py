"""Standing paragraphs: what an outlet puts under reports that have nothing else in common."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from whence.language.english import words_that_count
from whence.linking.reuse.report_words import ReportWords

__all__ = ["find_standing", "is_standing", "topic_of"]

_FEWEST_CARRIERS = 3
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
    repeated: dict[str, set[int]] = defaultdict(set)
    for (outlet, key), carriers in carrying.items():
        if len(carriers) >= _FEWEST_CARRIERS:
            repeated[outlet].add(key)
    found: dict[str, frozenset[int]] = {}
    for outlet, keys in sorted(repeated.items()):
        known = {one.id: one for key in keys for one in carrying[outlet, key]}
        topics = {name: topic_of(one, keys) for name, one in known.items()}
        found[outlet] = frozenset(key for key in keys if is_standing(topics[one.id] for one in carrying[outlet, key]))
    return {outlet: keys for outlet, keys in found.items() if keys}


def topic_of(report: ReportWords, repeated: Collection[int]) -> frozenset[str]:
    """Tell what a report is about: stems of the words that count at its beginning.

    Args:
        report: The report's words.
        repeated: Keys of paragraphs that stand in several reports of its outlet. They are passed over.
    """
    own: list[str] = []
    length = 0
    for paragraph in report.paragraphs:
        if length < _TOPIC_CHARACTERS and paragraph.key not in repeated:
            start, end = report.starts[paragraph.start], report.ends[paragraph.end - 1]
            own.append(report.text[start : min(end, start + _TOPIC_CHARACTERS - length)])
            length += len(own[-1])
    return words_that_count("\n".join(own))


def is_standing(topics: Iterable[frozenset[str]]) -> bool:
    """Tell whether a paragraph is a standing one: three of the reports that carry it have nothing else in common.

    Args:
        topics: What each report of one outlet that carries the paragraph is about, in the order of publication.
            Follow-ups and new versions of a report count once, as they are about the same.

    >>> is_standing(map(frozenset, [{"harbour", "tide"}, {"harbour", "crane"}, {"election"}]))
    False
    >>> is_standing(map(frozenset, [{"harbour", "tide"}, {"museum", "clock"}, {"election"}]))
    True
    """
    unrelated: list[frozenset[str]] = []
    for topic in topics:
        if all(_are_unrelated(one, topic) for one in unrelated):
            unrelated.append(topic)
            if len(unrelated) == _FEWEST_CARRIERS:
                return True
    return False


def _are_unrelated(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and len(one & other) <= _MOST_IN_COMMON * min(len(one), len(other))
