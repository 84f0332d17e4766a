"""What happened to the claims of a story: who had them first, took them up, denied, altered or corrected them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from whence.archive.links.corrections import find_corrections, list_alterations
from whence.archive.links.first_places import FirstPlace, first_places, list_copies
from whence.archive.links.linked_reports import LinkedReport
from whence.archive.links.worded_claims import (
    Disagreeing,
    WordedClaim,
    claim_id,
    differences_of,
    disagreeing_wordings,
    worded_claims,
)
from whence.archive.storage.store import Store
from whence.linking.chronology import order_of
from whence.linking.origins.outlet_groups import OutletGroup
from whence.records.claims import ClaimDifference, DifferenceKind
from whence.records.stories import Milestone, MilestoneKind, StoryClaim

__all__ = ["TracedStory", "trace_story"]

_KINDS: dict[DifferenceKind, MilestoneKind] = {
    "number": "another number",
    "date": "another date",
    "actor": "another actor",
    "place": "another place",
    "negation": "denied",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedStory:
    """The claims of a story, and the corrections among its reports."""

    claims: tuple[StoryClaim, ...]
    corrections: tuple[Milestone, ...]


def trace_story(store: Store, reports: Sequence[LinkedReport], outlets: Mapping[str, OutletGroup]) -> TracedStory:
    """Trace the claims of a story through its reports.

    What a report repeats of a claim to correct it does not count as making it.

    Args:
        store: The archive's file.
        reports: The reports, the earliest first.
        outlets: Their outlets, by their ids.
    """
    items = [report.item for report in reports]
    found = worded_claims(store, reports)
    disagreeing = _disagreeing_claims(disagreeing_wordings(store, found))
    corrections = find_corrections(items, found, disagreeing, outlets)
    mentions = [one for one in found if not one.place.is_corrected]
    by_claim: dict[int, list[WordedClaim]] = defaultdict(list)
    by_report: dict[int, list[WordedClaim]] = defaultdict(list)
    for one in mentions:
        by_claim[one.claim].append(one)
        by_report[one.item.number].append(one)
    events = _objections(disagreeing_wordings(store, mentions), mentions)
    for item in items:
        for claim, milestone in list_alterations(store, item, by_report[item.number]):
            events[claim].append(milestone)
    for correction in corrections:
        for claim in correction.claims:
            events[claim].append(correction.milestone)
    copies = list_copies(store, items)
    firsts = {claim: first_places(own, copies, outlets) for claim, own in by_claim.items()}
    ranks = {claim: rank for rank, claim in enumerate(by_claim)}
    others = {claim: sorted(disagreeing[claim] & ranks.keys(), key=ranks.__getitem__) for claim in by_claim}
    return TracedStory(
        claims=tuple(_trace(own, firsts[claim], events[claim], others[claim]) for claim, own in by_claim.items()),
        corrections=tuple(correction.milestone for correction in corrections),
    )


def _trace(
    places: Sequence[WordedClaim], firsts: Sequence[FirstPlace], events: Iterable[Milestone], disagreeing: Iterable[int]
) -> StoryClaim:
    first, *others = firsts
    spread = [_milestone("first" if one.may_be_first else "spread", one.claim) for one in others]
    later = [*spread, *events]
    return StoryClaim(
        id=claim_id(first.claim.claim),
        text=first.claim.wording.text,
        reports=len({one.item.number for one in places}),
        outlets=1 + len(others),
        milestones=(_milestone("first", first.claim), *sorted(later, key=lambda one: order_of(one.report, one.at))),
        disagreeing=tuple(map(claim_id, disagreeing)),
    )


def _disagreeing_claims(pairs: Iterable[Disagreeing]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for (one, *_), (other, *_) in pairs:
        found[one.claim].add(other.claim)
        found[other.claim].add(one.claim)
    return found


def _objections(pairs: Iterable[Disagreeing], claims: Sequence[WordedClaim]) -> dict[int, list[Milestone]]:
    """List what says otherwise than each claim, at the claim that was made first: the first place of each."""
    ranks = {one.key: rank for rank, one in enumerate(claims)}
    first: dict[int, int] = {}
    for one in claims:
        first.setdefault(one.claim, ranks[one.key])
    ordered = [sorted((one, other), key=lambda one: first[one.claim]) for (one, *_), (other, *_) in pairs]
    found: dict[int, list[Milestone]] = defaultdict(list)
    seen: set[tuple[int, int]] = set()
    for one, other in sorted(ordered, key=lambda pair: (ranks[pair[1].key], ranks[pair[0].key])):
        if (one.claim, other.claim) in seen:
            continue
        if differences := differences_of(one, other):
            seen.add((one.claim, other.claim))
            found[one.claim].append(_milestone(_KINDS[differences[0].kind], other, other.claim, differences))
    return found


def _milestone(
    kind: MilestoneKind, one: WordedClaim, claim: int | None = None, differences: tuple[ClaimDifference, ...] = ()
) -> Milestone:
    report = one.item.report
    return Milestone(
        kind=kind,
        report=report.id,
        publisher=report.publisher,
        at=report.published,
        text=one.wording.text,
        spans=one.spans,
        wording=one.wording,
        claim=None if claim is None else claim_id(claim),
        differences=differences,
    )
