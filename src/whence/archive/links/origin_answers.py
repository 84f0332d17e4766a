"""Where a claim of an archive comes from: the places where it is made, and the passages that their reports share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from whence.archive.links.ids import CURRENT
from whence.archive.links.linked_reports import LinkedReport, LinkedReports
from whence.archive.storage.store import Store
from whence.linking.claims.mentions import PlacedMention
from whence.linking.origins.copies import copy_of
from whence.linking.origins.origins import find_origins
from whence.records.links import ClaimOrigins, Copy
from whence.records.report import Span
from whence.records.reuse import SharedPassage

__all__ = ["ClaimPlace", "mentions_of_claim", "origins_of"]

_SHARED = """
SELECT earlier, later, one.report, other.report, earlier_start, earlier_end, later_start, later_end, same_words, first,
  first_by, agency
FROM passages JOIN linked AS one ON one.item = earlier JOIN linked AS other ON other.item = later
WHERE earlier = ?1 OR later = ?1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPlace:
    """A place in a linked report where a claim is made."""

    report: LinkedReport
    mention: PlacedMention


def mentions_of_claim(reports: LinkedReports, claim: int) -> list[ClaimPlace]:
    """List the places where a claim is made, in the order of publication and of the text."""
    rows = reports.store.rows(
        f"SELECT item, key FROM claim_mentions WHERE claim = ? AND item {CURRENT} ORDER BY item, number", (claim,)
    )
    held = ((reports.open(item), key) for item, key in rows)
    found = [ClaimPlace(report=one, mention=one.mentions[key]) for one, key in held if key in one.mentions]
    return sorted(found, key=lambda one: (one.report.order, one.mention.spans))


def origins_of(store: Store, places: Iterable[ClaimPlace]) -> ClaimOrigins:
    """Find where a claim comes from that is made in these places."""
    places = list(places)
    appearances = [one for place in places for one in place.report.appearances_of(place.mention)]
    return find_origins(appearances, _copies(store, {place.report.item.number for place in places}))


def _copies(store: Store, items: Iterable[int]) -> Iterator[Copy]:
    """List what these reports share with others, and with each other."""
    for item in sorted(items):
        for row in store.rows(_SHARED, (item,)):
            earlier, later, one, other, start, end, later_start, later_end, same_words, first, first_by, agency = row
            reports = {earlier: one, later: other}
            yield copy_of(
                SharedPassage(
                    reports=(one, other),
                    spans=(Span(start, end), Span(later_start, later_end)),
                    same_words=same_words,
                    first=reports.get(first),
                    first_by=first_by,
                    agency=agency,
                )
            )
