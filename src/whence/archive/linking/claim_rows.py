"""What the tables of claims hold of a report: its mentions, and what a comparison needs to know of them."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from whence.archive.linking.items import Item
from whence.archive.storage.store import Store
from whence.linking.chronology import order_of
from whence.linking.claims.claims import AnalysedClaim
from whence.linking.claims.held_mentions import HeldMention, claim_of
from whence.linking.prepared.mentions import kept_mentions

__all__ = ["ClaimRows", "Held", "claim_rows", "held_report", "insert_report", "open_claims"]

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
            zlib.compress(json.dumps([item.report.published, told], separators=(",", ":")).encode()),
            zlib.compress(np.array(rarities, _RARITIES).tobytes()),
        ),
        mentions=tuple(
            (item.number, i, one.placed.key, one.placed.attribution, one.start, one.end, one.words, one.is_corrected)
            for i, one in enumerate(kept)
        ),
    )


def insert_report(store: Store, rows: ClaimRows) -> None:
    """Insert the mentions of a report, each a claim of its own so far."""
    store.run(
        "INSERT INTO claim_reports (item, is_undated, second, mentions, rarities) VALUES (?, ?, ?, ?, ?)", rows.report
    )
    store.run_many(
        "INSERT OR IGNORE INTO claim_mentions"
        " (item, number, key, attribution, start, end, words, is_corrected, wording, claim)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?3, ?3)",
        rows.mentions,
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
    for key in sorted(set(keys)):
        item, number = store.rows("SELECT item, number FROM claim_mentions WHERE key = ?", (key,))[0]
        wanted.setdefault(item, []).append((number, key))
    return {key: claim for item, numbers in sorted(wanted.items()) for key, claim in _open(store, item, numbers)}


def _open(store: Store, item: int, numbers: Sequence[tuple[int, int]]) -> Iterator[tuple[int, AnalysedClaim]]:
    packed = store.rows("SELECT mentions FROM claim_reports WHERE item = ?", (item,))[0][0]
    published, told = json.loads(zlib.decompress(bytes(packed)))
    for number, key in numbers:
        yield key, claim_of(key, published, told[number])
