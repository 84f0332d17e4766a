"""What the tables of links hold, as tests look at it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from whence.archive.linking.compared_words import ComparedWords, held_words
from whence.archive.linking.passages import passage_of_row
from whence.archive.linking.quotations import quotation_at
from whence.archive.links.shared_words import passages_of
from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.store import Store
from whence.linking.reuse.quotations import link_quotations, list_versions
from whence.linking.reuse.reuse import shares_of
from whence.records.reuse import QuotationLink, QuotationVersion, SharedPassage, Shares


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


def passages_between(store: Store, numbers: Collection[int]) -> list[SharedPassage]:
    """List the passages that some reports share with each other.

    A text that many reports repeat is compared with those just before it. So not every two of them have a passage here,
    but each has one with another that repeats it.

    Args:
        store: The archive's file.
        numbers: Numbers of the reports; those that are not linked share nothing.

    Returns:
        The passages by their reports' numbers, then in the order of the earlier report.
    """
    wanted = set(numbers)
    sql = "SELECT * FROM passages WHERE earlier = ? ORDER BY later, number"
    rows = (row for number in sorted(wanted) for row in store.rows(sql, (number,)) if row[1] in wanted)
    return [passage_of_row(row) for row in rows]


def shares_of_report(store: Store, number: int) -> Shares:
    """Count what the words of a report are: quoted, standing, copied, shared, its own.

    Args:
        store: The archive's file.
        number: Number of a report that is linked.
    """
    return shares_of(held_words(store, number).open_words, passages_of(store, number))


def quotation_links_between(store: Store, numbers: Collection[int]) -> list[QuotationLink]:
    """List the quotations that some reports share with each other, and every word that differs.

    Args:
        store: The archive's file.
        numbers: Numbers of the reports; those that are not linked share nothing.

    Returns:
        The links by the numbers of the earlier reports, then in the order of their texts.
    """
    wanted = set(numbers)
    known: dict[int, ComparedWords] = {}
    links: list[QuotationLink] = []
    sql = (
        "SELECT earlier, earlier_start, later, later_start FROM quotation_pairs WHERE earlier = ?"
        " ORDER BY earlier_start, later, later_start"
    )
    for earlier, earlier_start, later, later_start in (
        row for one in sorted(wanted) for row in store.rows(sql, (one,))
    ):
        if later in wanted:
            for number in (earlier, later):
                if number not in known:
                    known[number] = held_words(store, number)
            pair = quotation_at(known[earlier], earlier_start), quotation_at(known[later], later_start)
            links += filter(None, [link_quotations(*pair)])
    return links


def versions_of_quotation(store: Store, quotation: int) -> tuple[QuotationVersion, ...]:
    """List the versions of a quotation, each with those who have it, the one that was published first at the head.

    Args:
        store: The archive's file.
        quotation: Its number in ``quotations``; of a number that no quotation has there are no versions.
    """
    rows = store.rows(
        "SELECT item, start FROM quotations WHERE quotation = ? ORDER BY second, item, start", (quotation,)
    )
    return list_versions(quotation_at(held_words(store, item), start) for item, start in rows)
