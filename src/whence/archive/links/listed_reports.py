"""Linked reports of an archive as rows of a list, without their texts."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from whence.archive.links.ids import CURRENT
from whence.archive.storage.store import Store
from whence.intake.urls import host_of
from whence.linking.chronology import Order, order_of
from whence.linking.origins.outlet_groups import OutletGroup, group_outlets
from whence.linking.origins.owner_table import OwnerTable
from whence.records.report import Report

__all__ = ["LINKED", "ListedReport", "listed_reports", "outlets_of"]

LINKED = f"linked JOIN versions ON versions.id = linked.version AND linked.item {CURRENT}"
"""The tables of reports that are linked as they are now, for SQL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedReport:
    """A report that is linked as it is now."""

    number: int
    """Its number in the tables of links."""
    id: str
    headline: str | None
    publisher: str | None
    published: str | None
    day: str | None
    """Day of publication, ISO 8601."""
    url: str | None

    @property
    def order(self) -> Order:
        """Its place in the order of publication."""
        return order_of(self.id, self.published)


def outlets_of(reports: Iterable[ListedReport | Report], owners: OwnerTable) -> dict[str, OutletGroup]:
    """Find the outlets of reports and their owners, by the ids of the reports."""
    return group_outlets({one.id: (one.publisher, host_of(one.url)) for one in reports}, owners)


def listed_reports(store: Store, numbers: Iterable[int]) -> list[ListedReport]:
    """Look up linked reports by their numbers, in the order of publication; those that do not count are left out."""
    sql = (
        "SELECT item, linked.report, headline, publisher, published, day, url"
        f" FROM {LINKED} WHERE item IN (SELECT value FROM json_each(?))"
    )
    found = [
        ListedReport(
            number=item,
            id=report,
            headline=headline,
            publisher=publisher,
            published=published,
            day=day,
            url=url,
        )
        for item, report, headline, publisher, published, day, url in store.rows(
            sql, (json.dumps(sorted(set(numbers))),)
        )
    ]
    return sorted(found, key=lambda one: one.order)
