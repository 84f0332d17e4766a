"""Claims as reports word them, in the order of publication, and which of them disagree."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from whence.archive.linking.items import Item, hexadecimal
from whence.archive.links.linked_reports import LinkedReport
from whence.archive.links.origin_answers import ClaimPlace
from whence.archive.links.wordings import wordings_of
from whence.archive.storage.rows import words_of
from whence.archive.storage.store import Store
from whence.linking.claims.claim_scores import compare_claims
from whence.linking.claims.claim_vectors import open_vectors
from whence.linking.claims.claims import analyse_claim
from whence.records.claims import ClaimDifference, ClaimWording
from whence.records.report import Span

__all__ = ["WordedClaim", "claim_id", "differences_of", "disagreeing_wordings", "worded_claims"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedClaim:
    """A claim as a report words it in one place."""

    claim: int
    """Number of the claim."""
    wording_key: int
    """Equal for all who say it in the same words."""
    place: ClaimPlace
    wording: ClaimWording

    @property
    def key(self) -> int:
        """Its number in the tables of links."""
        return self.place.mention.key

    @property
    def item(self) -> Item:
        """The report."""
        return self.place.report.item

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words that make the claim."""
        return self.place.mention.spans


Disagreeing = tuple[list[WordedClaim], list[WordedClaim]]
"""Those who make a claim in the same words, and those who make one in other words that disagrees."""


def claim_id(number: int) -> str:
    """Write the id of a claim by its number."""
    return f"c:{hexadecimal(number)}"


def worded_claims(store: Store, reports: Sequence[LinkedReport]) -> list[WordedClaim]:
    """List the places where reports make claims.

    Args:
        store: The archive's file.
        reports: The reports, in the order of publication.

    Returns:
        The places in the order of the reports, and of their texts.
    """
    rows: dict[int, tuple[int, int, int]] = {}
    places: list[ClaimPlace] = []
    for report in reports:
        sql = "SELECT key, claim, wording, is_corrected FROM claim_mentions WHERE item = ?"
        rows |= {key: tuple(told) for key, *told in store.rows(sql, (report.item.number,))}
        places += [
            ClaimPlace(report=report, mention=one, is_corrected=bool(rows[one.key][-1]))
            for one in report.mentions.values()
            if one.key in rows
        ]
    found = []
    for place, wording in zip(places, wordings_of(store, places), strict=True):
        claim, key, _ = rows[place.mention.key]
        found.append(WordedClaim(claim=claim, wording_key=key, place=place, wording=wording))
    return found


def disagreeing_wordings(store: Store, claims: Sequence[WordedClaim]) -> list[Disagreeing]:
    """List which of these wordings disagree: those who word a claim one way, and those who word another the other way.

    Returns:
        Both sides in the order of ``claims``, the side that comes first there at the head; the pairs in that order.
    """
    sides: dict[int, list[WordedClaim]] = {}
    for one in claims:
        sides.setdefault(one.wording_key, []).append(one)
    places = {wording: place for place, wording in enumerate(sides)}
    rows = store.rows(
        "SELECT first, second FROM claim_pairs WHERE relation = 'disagreeing'"
        " AND first IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(sides)),),
    )
    pairs = [sorted(row, key=places.__getitem__) for row in rows if row[1] in places]
    pairs.sort(key=lambda pair: (places[pair[0]], places[pair[1]]))
    return [(sides[one], sides[other]) for one, other in pairs if sides[one][0].claim != sides[other][0].claim]


def differences_of(one: WordedClaim, other: WordedClaim) -> tuple[ClaimDifference, ...]:
    """List what two places that disagree differ in, in their words."""
    claims = [analyse_claim(each.place.mention.claim, open_vectors()) for each in (one, other)]
    texts = [claim.mention.text for claim in claims]
    return tuple(
        ClaimDifference(kind=each.kind, words=(words_of(each.spans, texts[0]), words_of(each.other_spans, texts[1])))
        for each in compare_claims(*claims).differences
    )
