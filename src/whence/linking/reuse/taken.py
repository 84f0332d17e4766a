"""From whom the words of a report are that others had, too: each word counts with the report that had it first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from whence.linking.chronology import Order
from whence.linking.reuse.reuse import OpenWords
from whence.records.report import Span
from whence.records.reuse import SharedPassage
from whence.records.stories import Taken

__all__ = ["taken_from"]


def taken_from(
    words: OpenWords,
    passages: Iterable[SharedPassage],
    *,
    orders: Mapping[str, Order],
    publishers: Mapping[str, str | None],
) -> tuple[Taken, ...]:
    """List from whom a report has words, or may have them.

    Args:
        words: The report's words.
        passages: Passages that reports share; those of other reports, and those that this one had first, do not count.
        orders: The place in the order of publication of each report that shares a passage with this one.
        publishers: Their publishers.

    Returns:
        Reports that had words first, then those of which that is not known, each in the order of publication. The
        words sum to the copied and shared words of `whence.linking.reuse.reuse.shares_of`; a report all of whose words
        are those of an earlier one is left out.
    """
    report = words.report
    shared = [one for one in passages if report.id in one.reports and one.first != report.id]
    groups: dict[tuple[bool, bool, Order], list[SharedPassage]] = defaultdict(list)
    for passage in shared:
        other = passage.reports[1 - passage.reports.index(report.id)]
        # An agency's own report comes first, whatever the times say.
        groups[passage.first is None, passage.first_by != "credit", orders[other]].append(passage)
    is_left = np.zeros(len(report.numbers), dtype=bool)
    is_left[words.positions] = True
    found = []
    for key in sorted(groups):
        spans = tuple(sorted({one.spans[one.reports.index(report.id)] for one in groups[key]}))
        count = sum(_take(is_left, words, span) for span in spans)
        if count:
            first = groups[key][0]
            found.append(
                Taken(
                    report=key[-1].id,
                    publisher=publishers[key[-1].id],
                    words=count,
                    first_by=first.first_by,
                    agency=next((one.agency for one in groups[key] if one.agency), None),
                    spans=spans,
                )
            )
    return tuple(found)


def _take(is_left: NDArray[np.bool_], words: OpenWords, span: Span) -> int:
    """Take the words of a span that are left, and count them."""
    start, end = np.searchsorted(words.report.starts, (span.start, span.end))
    count = int(np.count_nonzero(is_left[start:end]))
    is_left[start:end] = False
    return count
