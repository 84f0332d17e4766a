"""Entries of claims in lists, kept so that a list of the claims in most reports need not open their reports."""

import json
from collections.abc import Callable, Iterator, Sequence

from whence.archive.links.ids import CURRENT, OUTDATED
from whence.archive.query.filters import SqlPart
from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.store import Store
from whence.records.claims import ClaimEntry
from whence.records.form.claims_form import entry_from_form, entry_to_form
from whence.version import VERSION

__all__ = ["COUNTED", "STALE", "kept_entries", "leading_claims", "update_entries"]

_MOST_KEPT = 200
"""Claims whose entries are kept: ten pages of a list. To make an entry, the reports of the claim are opened."""
STALE = f"""SELECT claim FROM stale_claims UNION SELECT claim FROM claim_mentions WHERE item IN (
  SELECT other.item FROM ({OUTDATED}) JOIN stories USING (item) JOIN stories AS other USING (story)
)"""
"""SQL for the claims whose entries may be out of date: of changed links, and of reports that are to be linked again."""
_ORDER = "reports DESC, day IS NULL, day, item, number, claim"
COUNTED = f"""SELECT claim, count(DISTINCT item) AS reports, min(day) AS day
  FROM claim_mentions JOIN linked USING (item) JOIN versions ON versions.id = linked.version
  WHERE item {CURRENT} AND NOT is_corrected AND claim {{}} GROUP BY claim"""
"""SQL for the number of reports that make each claim of some, and its first day. The condition on the claims is to be
filled in. A report that only corrects a claim does not make it."""
_COUNTED_ANEW = f"""
SELECT found.claim, reports, day, head.item, head.number FROM (
  {COUNTED.format(f"IN ({STALE})")}
) AS found LEFT JOIN claim_mentions AS head ON head.key = found.claim
"""


def leading_claims(
    store: Store, chosen: SqlPart, *, min_reports: int, limit: int | None = None, offset: int = 0
) -> Iterator[int]:
    """Find the numbers of claims, those of most reports first, then the earliest.

    Args:
        store: The archive's file.
        chosen: Which claims: a condition on ``leading.claim``.
        min_reports: Least number of reports.
        limit: Most claims.
        offset: Number of first claims to skip.
    """
    is_stale = store.one(f"SELECT 1 FROM ({STALE}) LIMIT 1") is not None
    counted = (
        f"(SELECT claim, reports, day, item, number FROM claim_entries WHERE claim NOT IN ({STALE})"
        f" UNION ALL SELECT * FROM ({_COUNTED_ANEW}))"
    )
    found = store.each(
        f"SELECT claim FROM {counted if is_stale else 'claim_entries'} AS leading"
        f" WHERE reports >= ? AND {chosen.sql} ORDER BY {_ORDER} LIMIT ? OFFSET ?",
        (min_reports, *chosen.values, -1 if limit is None else limit, offset),
    )
    yield from (claim for (claim,) in found)


def kept_entries(store: Store, claims: Sequence[int]) -> dict[int, ClaimEntry]:
    """Look up the entries that are kept of some claims, and up to date."""
    rows = store.rows(
        "SELECT claim, entry FROM claim_entries WHERE claim IN (SELECT value FROM json_each(?)) AND whence = ?"
        f" AND entry IS NOT NULL AND claim NOT IN ({STALE})",
        (json_numbers(claims), VERSION),
    )
    return {claim: entry_from_form(json.loads(entry)) for claim, entry in rows}


def update_entries(store: Store, make: Callable[[Sequence[int]], Iterator[tuple[int, ClaimEntry]]]) -> None:
    """Bring the counts of all claims up to date, and the entries of those in most reports. Call within `Store.writing`.

    Args:
        store: The archive's file.
        make: Makes the entries of some claims.
    """
    if store.one(f"SELECT 1 FROM ({STALE}) LIMIT 1"):
        with store.transaction():
            counted = store.rows(_COUNTED_ANEW)
            store.run(f"DELETE FROM claim_entries WHERE claim IN ({STALE})")
            store.run_many(
                "INSERT INTO claim_entries (claim, reports, day, item, number) VALUES (?, ?, ?, ?, ?)", counted
            )
            store.run("DELETE FROM stale_claims")
    missing = store.rows(
        "SELECT claim FROM (SELECT claim, whence, entry FROM claim_entries"
        f" WHERE reports > 1 ORDER BY {_ORDER} LIMIT ?) WHERE entry IS NULL OR whence <> ?",
        (_MOST_KEPT, VERSION),
    )
    if missing:
        made = [
            (json.dumps(entry_to_form(entry)), VERSION, claim) for claim, entry in make([row[0] for row in missing])
        ]
        with store.transaction():
            store.run_many("UPDATE claim_entries SET entry = ?, whence = ? WHERE claim = ?", made)
