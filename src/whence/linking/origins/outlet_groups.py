"""Which reports are of one outlet, and which outlets have one owner."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from whence.language.english import ARTICLES
from whence.language.gazetteer import find_outlet
from whence.linking.origins.outlet_keys import find_known, outlet_key
from whence.linking.origins.owner_table import NO_OWNERS, OwnerTable
from whence.reading.attributions.outlets import squeeze
from whence.records.owners import OutletOwner

__all__ = ["OutletGroup", "group_of", "group_outlets", "is_itself", "rows_behind"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletGroup:
    """An outlet, and what it counts as."""

    outlet: str
    """Key of the outlet."""
    group: str
    """Key of its owner; that of the outlet if no owner is known."""
    name: str
    """Name of the outlet; empty if it is not known."""
    owner: str | None
    """Its owner, as far as known."""
    rows: tuple[OutletOwner, ...]
    """The rows of the table of owners that say so, from the outlet on."""

    @property
    def group_name(self) -> str:
        """Name of what it counts as."""
        return self.owner or self.name


def group_of(report: str, publisher: str | None, host: str | None, owners: OwnerTable = NO_OWNERS) -> OutletGroup:
    """Find the outlet of a report, and its owner.

    Args:
        report: The report's id, which stands for its outlet if neither publisher nor host is known.
        publisher: Its publisher.
        host: Host of its address.
        owners: A table of owners.

    >>> rows = ((2, "post.example"), (3, "The Gazette"))
    >>> sisters = OwnerTable(OutletOwner(line=line, outlet=outlet, owner="Tidewater Media") for line, outlet in rows)
    >>> [group_of("r:1", name, host, sisters).group for name, host in (("Post", "post.example"), ("The Gazette", None))]
    ['tidewatermedia', 'tidewatermedia']
    """
    outlet = outlet_key(publisher, host) or report
    known = find_known(publisher, host)
    owner = owners.owner_of(publisher, host)
    return OutletGroup(
        outlet=outlet,
        group=outlet_key(owner) or outlet,
        name=known.name if known else publisher or host or "",
        owner=owner,
        rows=owners.rows_of(publisher, host),
    )


def group_outlets(
    reports: Mapping[str, tuple[str | None, str | None]], owners: OwnerTable = NO_OWNERS
) -> dict[str, OutletGroup]:
    """Find the outlets of reports that are at hand together, and their owners.

    A report without a publisher is of the outlet whose reports come from its site, if that is one outlet.

    Args:
        reports: The publisher and host of each report, by its id.
        owners: A table of owners.

    Returns:
        The outlets by the ids of the reports.

    >>> told = {"r:1": ("The Tidewater Post", "post.example"), "r:2": (None, "m.post.example"), "r:3": (None, None)}
    >>> {report: group.outlet for report, group in group_outlets(told).items()}
    {'r:1': 'tidewaterpost', 'r:2': 'tidewaterpost', 'r:3': 'r:3'}
    """
    groups = _groups_of(reports, owners)
    named: dict[str, dict[str, OutletGroup]] = defaultdict(dict)
    below: dict[str, dict[str, OutletGroup]] = defaultdict(dict)
    unnamed: dict[str, OutletGroup] = {}
    for report, (publisher, host) in reports.items():
        if host and publisher:
            named[host][groups[report].outlet] = groups[report]
            for above in _above(host):
                below[above][groups[report].outlet] = groups[report]
        elif host:
            unnamed[host] = groups[report]
    for host in sorted(unnamed, key=len):  # so that a site is settled before its subdomains
        if unnamed[host].name == host:  # not an outlet that whence's own table knows by its host
            found = dict(below.get(host, ()))
            for above in _above(host):
                found |= named.get(above, {})
            site = next(above for above in reversed(_above(host)) if above in unnamed)
            unnamed[host] = next(iter(found.values())) if len(found) == 1 else unnamed[site]
    return {
        report: unnamed[host] if host and not publisher else groups[report]
        for report, (publisher, host) in reports.items()
    }


def _groups_of(reports: Mapping[str, tuple[str | None, str | None]], owners: OwnerTable) -> dict[str, OutletGroup]:
    """Find the outlet of each report by itself; of a thousand reports of an outlet, once."""
    known: dict[tuple[str | None, str | None], OutletGroup] = {}
    groups = {}
    for report, told in reports.items():
        group = groups[report] = known.get(told) or group_of(report, *told, owners)
        if group.outlet != report:
            known[told] = group
    return groups


def _above(host: str) -> list[str]:
    """List a host and the hosts that it is a subdomain of, but for the last label alone."""
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(max(1, len(labels) - 1))]


def rows_behind(*groups: OutletGroup) -> tuple[OutletOwner, ...]:
    """List the rows of the table of owners by which outlets have one owner, in the order of the table."""
    return tuple(sorted({row for group in groups for row in group.rows}))


def is_itself(name: str, group: OutletGroup, others: Collection[str]) -> bool:
    """Check whether an outlet means itself by a name, perhaps by a short one.

    Args:
        name: A name that a report cites.
        group: The outlet of the report.
        others: Keys of the outlets whose reports are at hand: none of their names is a short one for this outlet.

    >>> post = group_of("r:1", "The Tidewater Post", None)
    >>> is_itself("the Post", post, ["tidewaterpost"]), is_itself("The Post", post, ["tidewaterpost", "washingtonpost"])
    (True, False)
    """
    key, known = outlet_key(name), find_outlet(name)
    if key is None or key == group.outlet or key in others:
        return key == group.outlet
    if known is not None and squeeze(known.name) == squeeze(name):
        return False
    return bool(_words(name)) and _words(name) <= _words(group.name)


def _words(name: str) -> set[str]:
    return set(name.casefold().split()) - ARTICLES
