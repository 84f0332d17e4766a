"""Which reports may have been the first to make a claim, and which have it from others."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from whence.archive.links.items import Item
from whence.archive.links.listed_reports import outlet_of
from whence.archive.links.worded_claims import WordedClaim
from whence.archive.storage.store import Store
from whence.linking.chronology import first_published
from whence.linking.origins.outlet_groups import is_itself
from whence.records.report import Span

__all__ = ["Copies", "first_places", "list_copies", "may_be_first"]

Copies = Mapping[tuple[int, int], list[Span]]
"""The passages of copies, by the numbers of the copy and of the original."""
_DAY_SECONDS = 24 * 3600


def first_places(places: Sequence[WordedClaim], copies: Copies) -> list[WordedClaim]:
    """Choose the first place of each outlet.

    Args:
        places: The places where a claim is made, in the order of publication.
        copies: What `list_copies` found.

    Returns:
        The places in their order; those that have the claim from an outlet among them come last.
    """
    found: dict[str, WordedClaim] = {}
    for one in places:
        found.setdefault(outlet_of(one.item.report).outlet, one)
    chosen = list(found.values())
    return sorted(chosen, key=lambda one: _has_it_from(one, chosen, copies))


def may_be_first(one: WordedClaim, first: WordedClaim, chosen: Sequence[WordedClaim], copies: Copies) -> bool:
    """Check whether a report may have made a claim before the one that stands first among the chosen places.

    Of two reports of one day either may have been first, unless one cites or copies the other.
    """
    if _has_it_from(one, chosen, copies):
        return False
    told = first_published(first.item.report.published, one.item.report.published)
    orders = first.place.report.order, one.place.report.order
    days = [order.second // _DAY_SECONDS for order in orders if not order.is_undated]
    return told is None and not (len(days) == len(orders) and days[0] < days[1])


def list_copies(store: Store, items: Iterable[Item]) -> Copies:
    """List the passages that reports copied from each other."""
    numbers = json.dumps(sorted(item.number for item in items))
    rows = store.rows(
        "SELECT earlier, later, first, earlier_start, earlier_end, later_start, later_end FROM passages"
        " WHERE first IS NOT NULL AND later IN (SELECT value FROM json_each(?))",
        (numbers,),
    )
    found: dict[tuple[int, int], list[Span]] = defaultdict(list)
    for earlier, later, first, start, end, later_start, later_end in rows:
        is_later = first == earlier
        span = Span(later_start, later_end) if is_later else Span(start, end)
        found[(later, earlier) if is_later else (earlier, later)].append(span)
    return found


def _has_it_from(one: WordedClaim, chosen: Sequence[WordedClaim], copies: Copies) -> bool:
    """Check whether a report cites the outlet of another for a claim, or copied the words of the claim from it."""
    others = [other for other in chosen if other is not one]
    groups = {other.key: outlet_of(other.item.report) for other in others}
    names = {step.name for appearance in one.wording.appearances for step in appearance.steps if step.name}
    for other in others:
        rest = [group.outlet for key, group in groups.items() if key != other.key]
        if any(is_itself(name, groups[other.key], rest) for name in names):
            return True
        copied = copies.get((one.item.number, other.item.number), ())
        if any(span.start < own.end and own.start < span.end for span in copied for own in one.spans):
            return True
    return False
