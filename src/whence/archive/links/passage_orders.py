"""Which of two reports copied a passage, where their times do not tell: the one that cites the other's outlet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from whence.archive.links.linked_reports import LinkedReport
from whence.linking.origins.known_outlets import KnownOutlets
from whence.linking.origins.outlet_groups import OutletGroup
from whence.records.reuse import SharedPassage

__all__ = ["settle_orders"]


def settle_orders(
    passages: Iterable[SharedPassage], reports: Mapping[str, LinkedReport], outlets: Mapping[str, OutletGroup]
) -> Iterator[SharedPassage]:
    """Say of passages which report had them first, as the origins of a claim do.

    Args:
        passages: Passages that reports share.
        reports: The reports, by their ids; at least those of passages of which it is not known who had them first.
        outlets: Their outlets, by their ids.

    Yields:
        The passages, in their order.
    """
    known = KnownOutlets.of(outlets.values())
    cited = {own: known.cited(report.cited) for own, report in reports.items()}
    for passage in passages:
        if passage.first is None:
            one, other = passage.reports
            is_first = outlets[one].outlet in cited[other], outlets[other].outlet in cited[one]
            if is_first[0] != is_first[1]:
                yield replace(passage, first=one if is_first[0] else other, first_by="credit")
                continue
        yield passage
