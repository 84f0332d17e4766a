"""Passages that reports share, over many machines; before that, the standing paragraphs of outlets."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import pyarrow as pa

from whence.archive.storage.store import Row
from whence.linking.prepared.compared_words import ComparedWords, unpack_compared
from whence.linking.reuse.postings import BEFORE
from whence.linking.reuse.reuse import shared_passages
from whence.linking.reuse.standing import FEWEST_CARRIERS, MOST_CARRIERS, is_standing
from whence.records.id_numbers import number_of_id
from whence.scaling.spark.linking.rows import Kept, Work, arranged, groups_of, map_rows, summed_up

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.sql import DataFrame

__all__ = ["find_passages", "linked_postings"]

_MOST_OPEN = 512
"""Reports whose words a worker keeps open: those of a pair are mostly among the last."""
_WHOLE, _TEXT = pa.int64(), pa.string()
_STANDING = pa.schema([("outlet", _TEXT), ("paragraph", _WHOLE)])
_FINGERPRINT = pa.schema([("item", _WHOLE), ("moment", _WHOLE), ("fingerprint", pa.list_(_WHOLE))])
_PASSAGE = pa.schema([
    ("earlier", _WHOLE), ("later", _WHOLE), ("number", _WHOLE), ("earlier_start", _WHOLE), ("earlier_end", _WHOLE),
    ("later_start", _WHOLE), ("later_end", _WHOLE), ("same_words", _WHOLE), ("first", _WHOLE), ("first_by", _TEXT),
    ("agency", _TEXT),
])  # fmt: skip
_WORDS = ("item", "outlet", "published", "compared", "credits")


def find_passages(work: Work, prepared: Kept) -> Kept:
    """Find the passages that reports share, as an archive keeps them.

    Returns:
        One row a passage; reports go by their numbers.
    """
    standing = work.keep(_standing_of_reports(prepared), "standing")
    words = prepared.read(*_WORDS, "moment", "fingerprint").join(standing.read(), "item", "left")
    open_words = words.selectExpr(
        *_WORDS[:3], "IF(standing IS NULL, NULL, compared) AS compared", "credits", "standing", "moment", "fingerprint"
    )
    postings = map_rows(open_words, _fingerprint, _FINGERPRINT).selectExpr(
        "item", "moment", "explode(fingerprint) AS key"
    )
    pairs = linked_postings(postings, "item", ("moment", "item"))
    compared = words.selectExpr(*_WORDS, "standing")
    for side in ("earlier", "later"):
        of_side = compared.selectExpr(*(f"{name} AS {side}_{name}" for name in compared.columns))
        pairs = pairs.join(of_side.withColumnRenamed(f"{side}_item", side), side)
    columns = [f"{side}{name}" for side in ("earlier", "later") for name in ("", *(f"_{one}" for one in _WORDS[1:]))]
    both = pairs.selectExpr(*columns, "earlier_standing", "later_standing")
    return work.keep(map_rows(both, _compare, _PASSAGE), "passages")


def linked_postings(postings: "DataFrame", text: str, place: tuple[str, ...]) -> "DataFrame":
    """Link each posting to those before it under its key, as `whence.linking.reuse.postings.link_postings` does.

    Args:
        postings: Whose key it is, and the place of the text in the order of publication, beside ``key``.
        text: The column that tells whose it is.
        place: The columns by which texts are ordered.

    Returns:
        Each pair of texts once, as ``earlier`` and ``later``.
    """
    window = f"OVER (PARTITION BY key ORDER BY {', '.join(place)})"
    before = ", ".join(f"lag({text}, {back}) {window}" for back in range(1, BEFORE + 1))
    linked = postings.selectExpr(f"array_compact(array({before})) AS befores", f"{text} AS later")
    return linked.selectExpr("explode(befores) AS earlier", "later").distinct()


def _standing_of_reports(prepared: Kept) -> "DataFrame":
    """Find which paragraphs of reports are standing ones."""
    paragraphs = prepared.read("item", "moment", "outlet", "explode(paragraphs) AS paragraph").where("outlet <> ''")
    first = paragraphs.selectExpr(
        "*", "row_number() OVER (PARTITION BY outlet, paragraph ORDER BY moment, item) AS place"
    ).where(f"place <= {MOST_CARRIERS}")
    groups = summed_up(first, ("outlet", "paragraph"), "collect_list(item) AS items")
    carriers = groups.where(f"size(items) >= {FEWEST_CARRIERS}").selectExpr(
        "outlet", "paragraph", "explode(items) AS item"
    )
    words = prepared.read("moment", "item", "published", "compared", "credits", "text")
    columns = ("outlet", "paragraph", "moment", "item", "published", "compared", "credits", "text")
    opened = arranged(carriers.join(words, "item").selectExpr(*columns), columns[:2], columns[2:4])
    judged = map_rows(opened, _judge, _STANDING)
    own = paragraphs.join(judged, ["outlet", "paragraph"])
    return summed_up(own, ("item",), "collect_set(paragraph) AS standing")


def _judge(rows: Iterator[Row]) -> Iterator[Row]:
    for (outlet, paragraph), carriers in groups_of(rows, 2):
        words = [
            unpack_compared(item, outlet, published, packed, credited, text=text).words
            for _, item, published, packed, credited, text in carriers
        ]
        if is_standing(words):
            yield outlet, paragraph


def _fingerprint(rows: Iterator[Row]) -> Iterator[Row]:
    for item, outlet, published, packed, credited, standing, moment, prepared in rows:
        if standing is None:
            yield item, moment, prepared
        else:
            words = unpack_compared(item, outlet, published, packed, credited, standing=standing)
            yield item, moment, words.fingerprint


def _compare(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        *both, standing, later_standing = row
        earlier = _open(*both[:5], tuple(sorted(standing or ())))
        later = _open(*both[5:], tuple(sorted(later_standing or ())))
        found = shared_passages(earlier.open_words, later.open_words, (earlier.credits, later.credits))
        for number, one in enumerate(found):
            spans = (offset for span in one.spans for offset in (span.start, span.end))
            first = None if one.first is None else number_of_id(one.first)
            yield earlier.number, later.number, number, *spans, one.same_words, first, one.first_by, one.agency


@lru_cache(maxsize=_MOST_OPEN)
def _open(  # noqa: PLR0913, PLR0917 -- a row
    item: int, outlet: str | None, published: str | None, packed: bytes, credited: str, standing: tuple[int, ...]
) -> ComparedWords:
    return unpack_compared(item, outlet, published, packed, credited, standing=standing)
