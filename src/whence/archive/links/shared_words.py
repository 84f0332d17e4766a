"""Answers about the words that reports of an archive share: passages, quotations, and what of a report is its own."""

from collections.abc import Collection

from whence.archive.linking.compared_words import ComparedWords, held_words
from whence.archive.linking.passages import passage_of_row
from whence.archive.linking.quotations import quotation_at
from whence.archive.storage.store import Store
from whence.linking.reuse.quotations import link_quotations, list_versions
from whence.linking.reuse.reuse import shares_of
from whence.records.reuse import QuotationLink, QuotationVersion, SharedPassage, Shares

__all__ = ["passages_between", "passages_of", "quotation_links_between", "shares_of_report", "versions_of_quotation"]


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


def passages_of(store: Store, number: int) -> list[SharedPassage]:
    """List the passages that a report shares with any others, those with later reports first."""
    later = store.rows("SELECT * FROM passages WHERE earlier = ? ORDER BY later, number", (number,))
    earlier = store.rows("SELECT * FROM passages WHERE later = ? ORDER BY earlier, number", (number,))
    return [passage_of_row(row) for row in (*later, *earlier)]


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
