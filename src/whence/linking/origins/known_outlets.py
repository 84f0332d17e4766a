"""Which outlets the names in reports mean: those whose reports are at hand, and those that the tables know."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from whence.language.gazetteer import country_of, find_outlet, gender_of
from whence.linking.origins.outlet_groups import OutletGroup
from whence.linking.origins.outlet_keys import outlet_key
from whence.linking.origins.owner_table import NO_OWNERS, OwnerTable
from whence.reading.attributions.outlets import squeeze
from whence.records.ledger import Kind

__all__ = ["KnownOutlets"]

_AGENCY = re.compile(r" (?:press|news) (?:agency|service)$", re.IGNORECASE)
_AGENCY_WORDS = re.compile(r"(?: (?:press|news|wire))?(?: (?:agency|service))?$", re.IGNORECASE)
"""What the name of a news agency ends with, and what others leave out: "Meridian", "the Meridian news agency"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOutlets:
    """The outlets whose reports are at hand, for look-up by a name.

    >>> from whence.linking.origins.outlet_groups import group_of
    >>> known = KnownOutlets.of([group_of("r:1", "Meridian Press Agency", None)])
    >>> known.named(["the Meridian news agency"], "organisation"), known.named(["Ines Okafor"], "person")
    ('meridianpressagency', None)
    """

    outlets: Collection[str]
    """Their keys."""
    agencies: Mapping[str, str]
    """Those that are news agencies by their names, by the key of a short name: "Marram" for "Marram Press Agency"."""
    owners: OwnerTable

    @classmethod
    def of(cls, groups: Iterable[OutletGroup], owners: OwnerTable = NO_OWNERS) -> Self:
        """Prepare the outlets of some reports."""
        found: dict[str, set[str]] = defaultdict(set)
        outlets = set()
        for group in groups:
            outlets.add(group.outlet)
            if _AGENCY.search(group.name):
                found[_short_key(group.name)].add(group.outlet)
        agencies = {short: min(those) for short, those in found.items() if short and len(those) == 1}
        return cls(outlets=frozenset(outlets), agencies=agencies, owners=owners)

    def named(self, names: Iterable[str], kind: Kind | None) -> str | None:
        """Find the key of the outlet that a source or relay of these names is; None if it is none.

        The reading may take an outlet that it does not know for a person. So a name that is nobody's given name counts
        if it is that of an outlet at hand.
        """
        is_body = kind in {"organisation", None}
        for name in names:
            key = outlet_key(name)
            if key is None or not (is_body or (kind == "person" and gender_of(name.split()[0]) is None)):
                continue
            if key in self.outlets or (is_body and (find_outlet(name) or self.owners.rows_of(name, None))):
                return key
            if (agency := self.agencies.get(_short_key(name))) and country_of(name) is None:
                return agency
        return None

    def cited(self, names: Iterable[str]) -> set[str | None]:
        """Find the keys of the outlets among the names that a report cites."""
        return {self.named([name], None) for name in names}


def _short_key(name: str) -> str:
    return squeeze(_AGENCY_WORDS.sub("", name))
