"""The linked reports of an archive, opened as answers need them: ledgers, claims, people and credits."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from whence.archive.linking.items import Item
from whence.archive.links.kept_items import open_kept_item
from whence.archive.links.owners import open_owners
from whence.archive.links.people_lookup import entities_of
from whence.archive.storage.store import Store
from whence.linking.chronology import Order, order_of
from whence.linking.claims.mentions import PlacedMention
from whence.linking.origins.appearances import appearances_of, own_appearance
from whence.linking.origins.owner_table import OwnerTable
from whence.linking.stories.corrections import Notice
from whence.records.ledger import Attribution
from whence.records.links import Appearance

__all__ = ["LinkedReport", "LinkedReports"]

_MOST_OPEN = 2_000
"""Reports kept open at a time, some 65 kB each: a claim that a thousand reports copy is opened once for a list."""


@dataclass(frozen=True, kw_only=True)  # without slots, which leave a cached property no place
class LinkedReport:
    """A report with its links, made when needed."""

    item: Item
    entities: Mapping[str, str]
    """Ids of people, organisations and documents across reports, by the ids of sources in the ledger."""

    @property
    def id(self) -> str:
        """Id of the report."""
        return self.item.report.id

    @cached_property
    def order(self) -> Order:
        """Its place in the order of publication."""
        return order_of(self.id, self.item.report.published)

    @cached_property
    def mentions(self) -> Mapping[int, PlacedMention]:
        """The claims that it makes, by their keys."""
        return {mention.key: mention for mention in self.item.mentions}

    @cached_property
    def agency(self) -> str | None:
        """The news agency that it credits with all of its text."""
        return next((credit.agency for credit in self.item.credits if not credit.spans), None)

    @cached_property
    def cited(self) -> frozenset[str]:
        """The names of everybody whom it cites, or has something through."""
        ledger = self.item.ledger
        ids = {own for one in ledger.attributions for own in (one.source, *one.relays)}
        cited = (source for source in ledger.sources if source.id in ids and source.naming == "named")
        return frozenset(name for source in cited for name in (source.name, *source.aliases))

    @cached_property
    def _attributions(self) -> Mapping[str, Attribution]:
        return {one.id: one for one in self.item.ledger.attributions}

    @cached_property
    def _appearances(self) -> dict[int, tuple[Appearance, ...]]:
        """Those of each mention that were asked for, by its key."""
        return {}

    @property
    def notice(self) -> Notice | None:
        """What it says that was wrong, before or elsewhere."""
        return self.item.notice

    def attribution_of(self, mention: PlacedMention) -> Attribution | None:
        """Look up the attribution that makes a claim; None in the page's own voice."""
        return self._attributions[mention.attribution] if mention.attribution else None

    def appearances_of(self, mention: PlacedMention) -> tuple[Appearance, ...]:
        """List who makes a claim through whom: one appearance, or for several named members one for each."""
        if (known := self._appearances.get(mention.key)) is None:
            known = self._appearances[mention.key] = self._find_appearances(mention)
        return known

    def _find_appearances(self, mention: PlacedMention) -> tuple[Appearance, ...]:
        attribution = self.attribution_of(mention)
        if attribution is None:
            return (own_appearance(self.item.ledger, mention.spans, agency=self.agency),)
        found = appearances_of(self.item.ledger, attribution, self.entities, agency=self.agency)
        return tuple(one if one.spans == mention.spans else replace(one, spans=mention.spans) for one in found)


class LinkedReports:
    """Opens linked reports, and keeps the latest open: claims of one story are in the same reports.

    Args:
        store: The archive's file.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._open: OrderedDict[int, LinkedReport] = OrderedDict()

    @cached_property
    def owners(self) -> OwnerTable:
        """The archive's table of owners."""
        return open_owners(self.store)

    def open(self, number: int) -> LinkedReport:
        """Open a linked report by its number.

        Raises:
            ArchiveError: Its ledger or text is lost or damaged.
        """
        if number not in self._open:
            (version,) = self.store.rows("SELECT version FROM linked WHERE item = ?", (number,))[0]
            self._open[number] = LinkedReport(
                item=open_kept_item(self.store, version), entities=entities_of(self.store, number)
            )
            if len(self._open) > _MOST_OPEN:
                self._open.popitem(last=False)
        self._open.move_to_end(number)
        return self._open[number]

    def open_all(self, numbers: Iterable[int]) -> list[LinkedReport]:
        """Open linked reports, in the order of publication."""
        return sorted(map(self.open, sorted(set(numbers))), key=lambda report: report.order)
