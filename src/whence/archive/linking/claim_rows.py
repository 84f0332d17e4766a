"""What the tables of claims hold of a report: its mentions, and what a comparison needs to know of them."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np

from whence.archive.linking.items import Item
from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.store import Store
from whence.linking.chronology import order_of
from whence.linking.claims.claims import AnalysedClaim
from whence.linking.claims.held_mentions import HeldMention, ToldClaim, claim_of, mention_of
from whence.linking.claims.mentions import Place, PlacedMention, spans_of
from whence.linking.prepared.mentions import kept_mentions
from whence.records.report import Report, Span

__all__ = [
    "ClaimRows",
    "Held",
    "claim_rows",
    "held_report",
    "insert_reports",
    "open_claims",
    "stored_mentions",
]

_COMPRESSION = zlib.Z_BEST_SPEED
_RARITIES = np.dtype([("mention", "<u4"), ("term", "<u4"), ("rarity", "u1")])


class ClaimRows(NamedTuple):
    """What is stored of a report's claims, before they are compared with others."""

    report: tuple[int, bool, int, bytes, bytes]
    """Its row in ``claim_reports``."""
    mentions: tuple[tuple[int, int, int, str | None, int, int, int, bool], ...]
    """Its rows in ``claim_mentions``, without wording and claim."""


class Held(NamedTuple):
    """A report's mentions."""

    item: int
    mentions: tuple[HeldMention, ...]


def claim_rows(item: Item) -> ClaimRows:
    """Find the claims that a report makes, as they are stored."""
    kept = kept_mentions(item)
    told = [one.told for one in kept]
    order = order_of(item.report.id, item.report.published)
    rarities = [(i, *pair) for i, one in enumerate(kept) for pair in one.rarities.items()]
    return ClaimRows(
        report=(
            item.number,
            order.is_undated,
            order.second,
            zlib.compress(json.dumps([item.report.published, told], separators=(",", ":")).encode(), _COMPRESSION),
            zlib.compress(np.array(rarities, _RARITIES).tobytes(), _COMPRESSION),
        ),
        mentions=tuple(
            (item.number, i, one.placed.key, one.placed.attribution, one.start, one.end, one.words, one.is_corrected)
            for i, one in enumerate(kept)
        ),
    )


def insert_reports(store: Store, rows: Iterable[ClaimRows]) -> None:
    """Insert the mentions of reports, each a claim of its own so far."""
    told = sorted(rows, key=lambda one: one.report[0])
    # By key, which most indexes are sorted by: so neighbours are written one after the other.
    mentions = sorted([mention for one in told for mention in one.mentions], key=lambda mention: mention[2])
    store.run_many(
        "INSERT INTO claim_reports (item, is_undated, second, mentions, rarities) VALUES (?, ?, ?, ?, ?)",
        [one.report for one in told],
    )
    store.run_many(
        "INSERT OR IGNORE INTO claim_mentions"
        " (item, number, key, attribution, start, end, words, is_corrected, wording, claim)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?3, ?3)",
        mentions,
    )


def held_report(store: Store, item: int) -> Held:
    """Look up a report's mentions; none if it is not linked."""
    report = store.one("SELECT is_undated, second, rarities FROM claim_reports WHERE item = ?", (item,))
    if report is None:
        return Held(item, ())
    told = np.frombuffer(zlib.decompress(bytes(report[2])), _RARITIES)
    terms, rarities = told["term"].tolist(), told["rarity"].tolist()
    rows = store.rows(
        "SELECT number, key, start, end, words, wording FROM claim_mentions WHERE item = ? ORDER BY 1", (item,)
    )
    ends = np.searchsorted(told["mention"], [row[0] for row in rows], "right").tolist()
    starts = np.searchsorted(told["mention"], [row[0] for row in rows]).tolist()
    mentions = (
        HeldMention(
            item=item,
            number=number,
            key=key,
            start=start,
            end=end,
            words=words,
            wording=wording,
            place=(report[0], report[1], item, number),
            rarities=dict(zip(terms[first:last], rarities[first:last], strict=True)),
        )
        for (number, key, start, end, words, wording), first, last in zip(rows, starts, ends, strict=True)
    )
    return Held(item, tuple(mentions))


def open_claims(store: Store, keys: Iterable[int]) -> dict[int, AnalysedClaim]:
    """Open the claims of mentions for comparison.

    Returns:
        Each claim under the key of its mention.
    """
    wanted: dict[int, list[tuple[int, int]]] = {}
    sql = (
        "SELECT item, number, claim_mentions.key FROM json_each(?) AS wanted"
        " CROSS JOIN claim_mentions ON claim_mentions.key = wanted.value ORDER BY wanted.value"
    )
    for item, number, key in store.each(sql, (json_numbers(set(keys)),)):
        wanted.setdefault(item, []).append((number, key))
    return {key: claim for item, numbers in sorted(wanted.items()) for key, claim in _open(store, item, numbers)}


def stored_mentions(store: Store, item: Item) -> tuple[PlacedMention, ...] | None:
    """Look up the claims that a report makes, as `Item.mentions` finds them, several times faster.

    Returns:
        The mentions; None if the report is not linked, or was when its ledger was another one.
    """
    row = store.one("SELECT mentions FROM claim_reports WHERE item = ?", (item.number,))
    if row is None:
        return None
    published, told = json.loads(zlib.decompress(bytes(row[0])))
    sql = "SELECT key, attribution, start, end FROM claim_mentions WHERE item = ? ORDER BY number"
    places = [Place(*own) for own in store.rows(sql, (item.number,))]
    known = {one.id for one in item.ledger.attributions}
    is_same = len(places) == len(told) and published == item.report.published
    if not is_same or not known.issuperset(one.attribution for one in places if one.attribution):
        return None
    spans = spans_of(item.ledger, places)
    return None if spans is None else tuple(map(_placed, places, spans, told, repeat(item.report)))


def _placed(place: Place, spans: tuple[Span, ...], told: ToldClaim, report: Report) -> PlacedMention:
    own = f"{report.id}/{place.attribution or place.start}"
    return PlacedMention(
        claim=mention_of(own, report.published, told), key=place.key, attribution=place.attribution, spans=spans
    )


def _open(store: Store, item: int, numbers: Sequence[tuple[int, int]]) -> Iterator[tuple[int, AnalysedClaim]]:
    packed = store.rows("SELECT mentions FROM claim_reports WHERE item = ?", (item,))[0][0]
    published, told = json.loads(zlib.decompress(bytes(packed)))
    for number, key in numbers:
        yield key, claim_of(key, published, told[number])
