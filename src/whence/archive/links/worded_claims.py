"""Claims as reports word them, in the order of publication, and which of them disagree."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from whence.archive.links.items import Item, hexadecimal
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

__all__ = ["WordedClaim", "claim_id", "worded_claims", "differences_of", "disagreeing_pairs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedClaim:
    """A claim as a report words it in one place."""

    claim: int
    """Number of the claim."""
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
    claims: list[int] = []
    held: list[ClaimPlace] = []
    for report in reports:
        rows = store.rows("SELECT key, claim FROM claim_mentions WHERE item = ?", (report.item.number,))
        numbers: dict[int, int] = dict(rows)
        own = [one for one in report.mentions.values() if one.key in numbers]
        claims += [numbers[one.key] for one in own]
        held += [ClaimPlace(report=report, mention=one) for one in own]
    places = zip(claims, held, wordings_of(store, held), strict=True)
    return [WordedClaim(claim=claim, place=one, wording=wording) for claim, one, wording in places]


def disagreeing_pairs(store: Store, places: Sequence[WordedClaim]) -> list[tuple[WordedClaim, WordedClaim]]:
    """List the pairs of places that disagree, each pair and all pairs in the order of the places."""
    numbers = {one.key: number for number, one in enumerate(places)}
    sql = (
        "SELECT first, second FROM claim_pairs WHERE relation = 'disagreeing'"
        " AND first IN (SELECT value FROM json_each(?))"
    )
    rows = store.rows(sql, (json.dumps(sorted(numbers)),))
    pairs = sorted(sorted((numbers[first], numbers[second])) for first, second in rows if second in numbers)
    return [(places[one], places[other]) for one, other in pairs]


def differences_of(one: WordedClaim, other: WordedClaim) -> tuple[ClaimDifference, ...]:
    """List what two places that disagree differ in, in their words."""
    claims = [analyse_claim(each.place.mention.claim, open_vectors()) for each in (one, other)]
    texts = [claim.mention.text for claim in claims]
    return tuple(
        ClaimDifference(kind=each.kind, words=(words_of(each.spans, texts[0]), words_of(each.other_spans, texts[1])))
        for each in compare_claims(*claims).differences
    )
