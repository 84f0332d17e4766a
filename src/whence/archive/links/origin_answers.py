"""Where a claim of an archive comes from: the places where it is made, and the passages that their reports share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from whence.archive.links.ids import CURRENT
from whence.archive.links.linked_reports import LinkedReport, LinkedReports
from whence.archive.links.shared_words import passages_of
from whence.archive.storage.store import Store
from whence.linking.claims.mentions import PlacedMention
from whence.linking.origins.copies import copy_of
from whence.linking.origins.origins import find_origins
from whence.records.links import ClaimOrigins

__all__ = ["ClaimPlace", "mentions_of_claim", "origins_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPlace:
    """A place in a linked report where a claim is made."""

    report: LinkedReport
    mention: PlacedMention
    is_corrected: bool
    """True if the report repeats the claim only to correct it, which does not count as making the claim."""


def mentions_of_claim(reports: LinkedReports, claim: int) -> list[ClaimPlace]:
    """List the places where a claim is made, in the order of publication and of the text.

    What a report repeats to correct it is no such place, unless the claim is nowhere else.
    """
    rows = reports.store.rows(
        f"SELECT item, key, is_corrected FROM claim_mentions WHERE claim = ? AND item {CURRENT} ORDER BY item, number",
        (claim,),
    )
    held = ((reports.open(item), key, is_corrected) for item, key, is_corrected in rows)
    found = [
        ClaimPlace(report=one, mention=one.mentions[key], is_corrected=bool(is_corrected))
        for one, key, is_corrected in held
        if key in one.mentions
    ]
    made = [one for one in found if not one.is_corrected]
    return sorted(made or found, key=lambda one: (one.report.order, one.mention.spans))


def origins_of(opened: LinkedReports, places: Iterable[ClaimPlace]) -> ClaimOrigins:
    """Find where a claim comes from that is made in these places."""
    places = list(places)
    appearances = [one for place in places for one in place.report.appearances_of(place.mention)]
    reports = {place.report.item.number: place.report for place in places}
    utterances = {key: number for place in places for key, number in _utterances(opened.store, place)}
    copies = [copy_of(passage) for number in sorted(reports) for passage in passages_of(opened.store, number)]
    return find_origins(
        appearances,
        copies,
        opened.owners,
        cited={report.id: report.cited for report in reports.values()},
        utterances=utterances,
    )


def _utterances(store: Store, place: ClaimPlace) -> Iterator[tuple[str, int]]:
    """Number what is quoted in a place where a claim is made, if the place holds quotations of one utterance alone."""
    if place.mention.attribution is None:
        return
    item = place.report.item.number
    found = {
        number
        for span in place.mention.spans
        for (number,) in store.rows(
            "SELECT quotation FROM quotations WHERE item = ? AND start >= ? AND start < ?", (item, span.start, span.end)
        )
    }
    if len(found) == 1:
        number = found.pop()
        yield from ((one.id, number) for one in place.report.appearances_of(place.mention))
