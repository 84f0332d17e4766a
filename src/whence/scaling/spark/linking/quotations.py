"""Quotations that reports share, over many machines."""

from collections.abc import Iterator
from functools import lru_cache

import pyarrow as pa

from whence.archive.storage.store import Row
from whence.linking.reuse.quotations import link_quotations
from whence.linking.reuse.quoted_words import QuotedWords
from whence.scaling.spark.linking.components import find_components
from whence.scaling.spark.linking.passages import linked_postings
from whence.scaling.spark.linking.prepare import unpack_quotation
from whence.scaling.spark.linking.rows import Kept, Work, map_rows, summed_up

__all__ = ["find_quotation_pairs", "group_quotations"]

_MOST_OPEN = 4096
_WHOLE = pa.int64()
_PAIR = pa.schema([
    ("earlier", _WHOLE), ("earlier_start", _WHOLE), ("earlier_quotation", _WHOLE),
    ("later", _WHOLE), ("later_start", _WHOLE), ("later_quotation", _WHOLE),
])  # fmt: skip
_TOLD = ("quotation", "item", "start", "published", "packed")


def find_quotation_pairs(work: Work, prepared: Kept) -> Kept:
    """Find the pairs of quotations that are the same, exact or altered, as an archive keeps them."""
    quoted = prepared.read("item", "moment", "published", "explode(quotations) AS one").selectExpr(
        "item", "moment", "published", "one.quotation", "one.start", "one.keys", "one.packed"
    )
    postings = quoted.selectExpr("quotation", "moment", "item", "start", "explode(keys) AS key")
    pairs = linked_postings(postings, "quotation", ("moment", "item", "start"))
    for side in ("earlier", "later"):
        of_side = quoted.selectExpr(f"quotation AS {side}", f"struct({', '.join(_TOLD)}) AS {side}_told")
        pairs = pairs.join(of_side, side)
    apart = pairs.where("earlier_told.item <> later_told.item")
    columns = [f"{side}_told.{name}" for side in ("earlier", "later") for name in _TOLD]
    return work.keep(map_rows(apart.selectExpr(*columns), _compare, _PAIR), "quotation-pairs")


def _compare(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        sides = row[:5], row[5:]
        earlier, later = (_open(*side[1:]) for side in sides)
        if link_quotations(earlier, later):
            yield tuple(value for number, item, start, *_ in sides for value in (item, start, number))


@lru_cache(maxsize=_MOST_OPEN)
def _open(item: int, _start: int, published: str | None, packed: bytes) -> QuotedWords:
    return unpack_quotation(item, published, packed)


def group_quotations(work: Work, prepared: Kept, pairs: Kept) -> Kept:
    """Give each quotation the number of the earliest that is the same, directly or through others.

    Returns:
        One row a quotation: ``item``, ``start``, ``quotation`` and its ``words``.
    """
    groups = find_components(work, pairs.read("earlier_quotation", "later_quotation"), "quotation-groups")
    quoted = prepared.read("item", "moment", "explode(quotations) AS one").selectExpr(
        "item", "moment", "one.quotation AS node", "one.start", "one.words"
    )
    grouped = quoted.join(groups.read(), "node", "left")
    earliest = summed_up(
        grouped.where("component IS NOT NULL"), ("component",), "min_by(node, struct(moment, item, start)) AS first"
    )
    named = grouped.join(earliest, "component", "left")
    return work.keep(named.selectExpr("item", "start", "coalesce(first, node) AS quotation", "words"), "quotations")
