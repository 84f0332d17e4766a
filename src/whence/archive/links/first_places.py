"""Which reports may have been the first to make a claim, and which have it from others."""

import json
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from whence.archive.linking.items import Item
from whence.archive.links.worded_claims import WordedClaim
from whence.archive.storage.store import Store
from whence.linking.chronology import first_published
from whence.linking.origins.outlet_groups import OutletGroup, is_itself
from whence.linking.origins.outlet_keys import outlet_key
from whence.records.report import Span

__all__ = ["Copies", "FirstPlace", "first_places", "list_copies"]

Copies = Mapping[int, list[tuple[int, Span]]]
"""The passages of each copy, by its number: the number of the original, and the span in the copy."""
_DAY_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPlace:
    """The first place where an outlet makes a claim."""

    claim: WordedClaim
    may_be_first: bool
    """True if the outlet may have been the first of all: of two reports of one day either may have been, unless one
    cites or copies the other."""


def first_places(places: Sequence[WordedClaim], copies: Copies, outlets: Mapping[str, OutletGroup]) -> list[FirstPlace]:
    """Choose the first place of each outlet; of outlets with one owner, the first of all.

    Args:
        places: The places where a claim is made, in the order of publication.
        copies: What `list_copies` found.
        outlets: The outlets of the reports, by their ids.

    Returns:
        The places in their order; those that have the claim from an outlet among them come last. The first of them
        may be first in any case.
    """
    if len(places) == 1:  # as most claims are
        return [FirstPlace(claim=places[0], may_be_first=True)]
    chosen: dict[str, WordedClaim] = {}
    groups: dict[str, OutletGroup] = {}
    for one in places:
        group = outlets[one.item.report.id]
        chosen.setdefault(group.group, one)
        groups.setdefault(group.outlet, group)
    meant = {name: _groups_meant(name, groups) for one in chosen.values() for name in _names(one)}
    items = {one.item.number for one in chosen.values()}
    follows = {
        own: any(meant[name] - {own} for name in _names(one)) or _is_copied(one, copies, items)
        for own, one in chosen.items()
    }
    first, *others = sorted(chosen, key=follows.__getitem__)
    return [
        FirstPlace(claim=chosen[first], may_be_first=True),
        *(
            FirstPlace(claim=chosen[own], may_be_first=not (follows[own] or _is_before(chosen[first], chosen[own])))
            for own in others
        ),
    ]


def list_copies(store: Store, items: Iterable[Item]) -> Copies:
    """List the passages that reports copied from others."""
    numbers = json.dumps(sorted(item.number for item in items))
    rows = store.rows(
        "SELECT earlier, later, first, earlier_start, earlier_end, later_start, later_end FROM passages"
        " WHERE first IS NOT NULL AND later IN (SELECT value FROM json_each(?))",
        (numbers,),
    )
    found: dict[int, list[tuple[int, Span]]] = defaultdict(list)
    for earlier, later, first, start, end, later_start, later_end in rows:
        if first == earlier:
            found[later].append((earlier, Span(later_start, later_end)))
        else:
            found[earlier].append((later, Span(start, end)))
    return found


def _names(one: WordedClaim) -> set[str]:
    """Name the relays and the source that a report gives."""
    return {step.name for appearance in one.wording.appearances for step in appearance.steps if step.name}


def _groups_meant(name: str, groups: Mapping[str, OutletGroup]) -> set[str]:
    """List the outlets at hand that a name may mean, in full or in short, by the keys of their owners."""
    key = outlet_key(name)
    if key is not None and key in groups:
        return {groups[key].group}
    return {group.group for group in groups.values() if is_itself(name, group, ())}


def _is_copied(one: WordedClaim, copies: Copies, items: Container[int]) -> bool:
    """Check whether the words of a claim are copied from one of these reports."""
    return any(
        original in items and any(span.start < own.end and own.start < span.end for own in one.spans)
        for original, span in copies.get(one.item.number, ())
    )


def _is_before(first: WordedClaim, other: WordedClaim) -> bool:
    """Check whether a report came before another, by the days that they give if their times leave a doubt."""
    told = first_published(first.item.report.published, other.item.report.published)
    orders = first.place.report.order, other.place.report.order
    days = [order.second // _DAY_SECONDS for order in orders if not order.is_undated]
    return told == 0 or (told is None and len(days) == len(orders) and days[0] < days[1])
