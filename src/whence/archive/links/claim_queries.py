"""Queries on the claims of an archive, each claim under its number: the key of its earliest mention."""

from collections.abc import Iterable
from dataclasses import dataclass

from whence.archive.linking.claim_rows import json_numbers
from whence.archive.linking.items import hexadecimal, number_of_id
from whence.archive.storage.store import Store

__all__ = ["ClaimMentionPlace", "claim_of_id", "claims_of_items", "disagreeing_with", "mentions_of_claim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMentionPlace:
    """A place in a report where a claim is made."""

    item: int
    """Number of the report."""
    attribution: str | None
    """Id of the attribution in the report's ledger; None in the page's own voice."""
    start: int
    end: int
    """From the first character to one past the last."""
    key: int


def claim_of_id(store: Store, public_id: str) -> int | None:
    """Find the claim that an id stands for, whichever of its mentions gave the id; None if it is in no report left."""
    key = number_of_id(public_id)
    while (row := store.one("SELECT claim FROM claim_mentions WHERE key = ?", (key,))) is None:
        alias = store.one("SELECT number FROM link_aliases WHERE id = ?", (f"c:{hexadecimal(key)}",))
        if alias is None:
            return None
        key = alias[0]
    return int(row[0])


def mentions_of_claim(store: Store, claim: int) -> list[ClaimMentionPlace]:
    """List where a claim is made, the earliest first; nothing if there is no such claim."""
    rows = store.rows(
        "SELECT item, attribution, start, end, key FROM claim_mentions JOIN claim_reports USING (item)"
        " WHERE claim = ? ORDER BY is_undated, second, item, number",
        (claim,),
    )
    return [
        ClaimMentionPlace(item=item, attribution=attribution, start=start, end=end, key=key)
        for item, attribution, start, end, key in rows
    ]


def claims_of_items(store: Store, items: Iterable[int]) -> list[int]:
    """List the claims that some reports make, by their first mention in these reports."""
    rows = store.rows(
        "SELECT claim FROM claim_mentions JOIN claim_reports USING (item)"
        " WHERE item IN (SELECT value FROM json_each(?)) ORDER BY is_undated, second, item, number",
        (json_numbers(items),),
    )
    return list(dict.fromkeys(row[0] for row in rows))


def disagreeing_with(store: Store, claim: int) -> list[int]:
    """List the claims that disagree with one, by their first mention."""
    rows = store.rows(
        "WITH own AS (SELECT DISTINCT wording FROM claim_mentions WHERE claim = ?1),"
        " others AS (SELECT second AS wording FROM claim_pairs JOIN own ON first = own.wording"
        " WHERE relation = 'disagreeing' UNION SELECT first FROM claim_pairs JOIN own ON second = own.wording"
        " WHERE relation = 'disagreeing')"
        " SELECT claim FROM others JOIN claim_mentions ON key = others.wording JOIN claim_reports USING (item)"
        " ORDER BY is_undated, second, item, number",
        (claim,),
    )
    return list(dict.fromkeys(row[0] for row in rows))
