"""The words of a report that others have, too: from the passages in the archive."""

from collections.abc import Mapping

from whence.archive.linking.items import Item
from whence.archive.links.listed_reports import ListedReport, listed_reports
from whence.archive.storage.store import Row, Store
from whence.linking.reuse.reuse import OpenWords, open_words, shares_of
from whence.linking.reuse.taken import taken_from
from whence.records.report import Span
from whence.records.reuse import SharedPassage
from whence.records.stories import StoryReport

__all__ = ["describe_words", "open_words_of"]


_PASSAGES = """
SELECT earlier, later, earlier_start, earlier_end, later_start, later_end, same_words, first, first_by, agency
FROM passages WHERE earlier = ?1 UNION ALL
SELECT earlier, later, earlier_start, earlier_end, later_start, later_end, same_words, first, first_by, agency
FROM passages WHERE later = ?1
"""


def describe_words(store: Store, item: Item) -> StoryReport:
    """Say of a report how much of it is its own, and from whom it has the rest."""
    report, words = item.report, open_words_of(store, item)
    rows = store.rows(_PASSAGES, (item.number,))
    others = {one.number: one for one in listed_reports(store, [number for row in rows for number in row[:2]])}
    passages = [_passage(row, others) for row in rows if row[0] in others and row[1] in others]
    return StoryReport(
        id=report.id,
        headline=report.headline,
        publisher=report.publisher,
        published=report.published,
        shares=shares_of(words, passages),
        taken=taken_from(
            words,
            passages,
            orders={one.id: one.order for one in others.values()},
            publishers={one.id: one.publisher for one in others.values()},
        ),
    )


def open_words_of(store: Store, item: Item) -> OpenWords:
    """Leave out of a report's words those that are quoted and the standing paragraphs of its outlet."""
    rows = store.rows("SELECT key FROM standing WHERE outlet = ?", (item.words.outlet,))
    return open_words(item.words, {key for (key,) in rows})


def _passage(row: Row, reports: Mapping[int, ListedReport]) -> SharedPassage:
    earlier, later, start, end, later_start, later_end, same_words, first, first_by, agency = row
    return SharedPassage(
        reports=(reports[earlier].id, reports[later].id),
        spans=(Span(start, end), Span(later_start, later_end)),
        same_words=same_words,
        first=None if first is None else reports[first].id,
        first_by=first_by,
        agency=agency,
    )
