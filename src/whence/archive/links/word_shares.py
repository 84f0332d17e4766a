"""The words of a report that others have, too: from the passages in the archive."""

from whence.archive.linking.compared_words import held_words
from whence.archive.linking.items import Item, number_of_id
from whence.archive.links.linked_reports import LinkedReports
from whence.archive.links.listed_reports import listed_reports, outlets_of
from whence.archive.links.passage_orders import settle_orders
from whence.archive.links.shared_words import passages_of
from whence.archive.storage.store import Store
from whence.linking.reuse.reuse import OpenWords, shares_of
from whence.linking.reuse.taken import taken_from
from whence.records.stories import StoryReport

__all__ = ["describe_words", "open_words_of"]


def describe_words(reports: LinkedReports, item: Item) -> StoryReport:
    """Say of a report how much of it is its own, and from whom it has the rest."""
    store, report, words = reports.store, item.report, open_words_of(reports.store, item)
    shared = passages_of(store, item.number)
    numbers = {number_of_id(one) for passage in shared for one in passage.reports}
    others = {one.id: one for one in listed_reports(store, numbers)}
    held = [passage for passage in shared if others.keys() >= set(passage.reports)]
    unknown = {one: reports.open(number_of_id(one)) for passage in held if not passage.first for one in passage.reports}
    passages = list(settle_orders(held, unknown, outlets_of(others.values(), reports.owners))) if unknown else held
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
    """Leave out of a linked report's words those that are quoted and the standing paragraphs of its outlet."""
    return held_words(store, item.number).open_words
