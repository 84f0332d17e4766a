"""Claims over many machines: which mentions are one wording, which wordings are compared, and what they make."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import pyarrow as pa

from whence.archive.storage.store import Row
from whence.linking.claims.claim_scores import compare_claims
from whence.linking.claims.claims import AnalysedClaim
from whence.linking.claims.held_mentions import (
    HeldMention,
    claim_of,
    collect_wordings,
    earliest_wordings,
    touching_pairs,
)
from whence.linking.claims.wordings import candidate_wordings, group_wordings
from whence.linking.clusters import ScoredPair
from whence.records.id_numbers import hexadecimal, number_of_id
from whence.scaling.spark.linking.components import find_components
from whence.scaling.spark.linking.rows import Kept, Work, arranged, groups_of, map_rows, summed_up

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.sql import DataFrame

__all__ = ["compare_wordings", "find_claims"]

_MOST_OPEN = 4096
"""Claims that a worker keeps taken apart: those of a story are compared one after another."""
_WHOLE, _TEXT = pa.int64(), pa.string()
_WORDED = pa.schema([("key", _WHOLE), ("wording", _WHOLE), ("other", _WHOLE)])
_PAIR = pa.schema([("first", _WHOLE), ("second", _WHOLE)])
_COMPARED = pa.schema([("first", _WHOLE), ("second", _WHOLE), ("relation", _TEXT), ("score", _WHOLE)])
_MEMBER = pa.schema([("wording", _WHOLE), ("together", _WHOLE)])
_HELD = ("number", "key", "start", "end", "words", "terms", "rarities")
_RANGES = ("earlier_start", "earlier_end", "later_start", "later_end")


def compare_wordings(work: Work, prepared: Kept, stories: Kept, passages: Kept, quotation_pairs: Kept) -> Kept:
    """Compare the wordings that an archive compares: those alike of one story, and of reports that share their words.

    Returns:
        One row a pair: the keys of ``first`` and ``second``, the lower first, their ``relation`` and ``score``. The
        table ``wordings`` of the work has the wording of each mention.
    """
    mentions = prepared.read("item", "moment", "explode(mentions) AS one").join(stories.read(), "item")
    held = ("story", "item", "moment", *(f"one.{name}" for name in _HELD))
    worded = work.keep(map_rows(arranged(mentions.selectExpr(*held), ("story",)), _word, _WORDED), "worded")
    wordings = work.keep(worded.read().where("other IS NULL").selectExpr("key", "wording"), "wordings")
    alike = worded.read().where("other IS NOT NULL").selectExpr("wording AS first", "other AS second")
    across = map_rows(_sharing(prepared, stories, wordings, passages, quotation_pairs), _touch, _PAIR)
    told = prepared.read("published", "explode(mentions) AS one").selectExpr("one.key", "published", "one.told")
    pairs = alike.union(across).distinct()
    for side in ("first", "second"):
        of_side = told.selectExpr(f"key AS {side}", f"published AS {side}_published", f"told AS {side}_told")
        pairs = pairs.join(of_side, side)
    columns = [f"{side}{name}" for side in ("first", "second") for name in ("", "_published", "_told")]
    return work.keep(map_rows(pairs.selectExpr(*columns), _compare, _COMPARED), "claim-pairs")


def find_claims(work: Work, prepared: Kept, wordings: Kept, compared: Kept) -> Kept:
    """Find the claim of each mention: the key of its earliest mention, as an archive does.

    Returns:
        One row a mention: ``key`` and ``claim``.
    """
    same = compared.read().where("relation = 'same'")
    parts = find_components(work, same.selectExpr("first", "second"), "claim-parts")
    inside = compared.read().where("relation <> 'neither'")
    for side in ("first", "second"):
        inside = inside.join(parts.read(f"node AS {side}", f"component AS {side}_part"), side)
    inside = inside.where("first_part = second_part").selectExpr("first_part", "first", "second", "relation", "score")
    groups = map_rows(arranged(inside, ("first_part",)), _group, _MEMBER)
    places = prepared.read("item", "moment", "explode(mentions) AS one").selectExpr(
        "one.key AS wording", "struct(moment, item, one.number) AS place"
    )
    placed = groups.join(places, "wording")
    earliest = summed_up(placed, ("together",), "min_by(wording, place) AS claim")
    claims = placed.join(earliest, "together").selectExpr("wording", "claim")
    found = wordings.read().join(claims, "wording", "left")
    return work.keep(found.selectExpr("key", "coalesce(claim, wording) AS claim"), "claims")


def _held(item: int, moment: int, row: Row, wording: int = 0) -> HeldMention:
    number, key, start, end, words, terms, rarities = row
    return HeldMention(
        item=item,
        number=number,
        key=key,
        start=start,
        end=end,
        words=words,
        wording=wording,
        place=(0, moment, item, number),
        rarities=dict(zip(terms, rarities, strict=True)),
    )


def _word(rows: Iterator[Row]) -> Iterator[Row]:
    """Tell the wording of each mention of a story, and then the wordings to compare."""
    for _, group in groups_of(rows):
        mentions = [_held(item, moment, tuple(row)) for item, moment, *row in group]
        wordings = earliest_wordings(mentions)
        told = [one._replace(wording=wordings[one.words]) for one in mentions]
        yield from ((one.key, one.wording, None) for one in told)
        yield from ((first, first, second) for first, second in sorted(candidate_wordings(collect_wordings(told))))


def _sharing(prepared: Kept, stories: Kept, wordings: Kept, passages: Kept, quotation_pairs: Kept) -> "DataFrame":
    """Bring together the mentions of each two reports on two stories that share words, and where these words are."""
    passage = passages.read("earlier", "later", *_RANGES)
    # Of a quotation only the first character counts.
    starts = ("earlier_start", "earlier_start + 1", "later_start", "later_start + 1")
    quotation = quotation_pairs.read("earlier", "later", *starts)
    shared = passage.union(quotation).selectExpr("earlier", "later", f"struct({', '.join(_RANGES)}) AS place")
    together = summed_up(shared, ("earlier", "later"), "collect_list(place) AS places")
    for side in ("earlier", "later"):
        together = together.join(stories.read(f"item AS {side}", f"story AS {side}_story"), side)
    apart = together.where("earlier_story <> later_story").selectExpr("earlier", "later", "places")
    items = apart.selectExpr("earlier AS item").union(apart.selectExpr("later")).distinct()
    mentions = (
        prepared.read("item", "explode(mentions) AS one")
        .join(items, "item")
        .selectExpr("item", *(f"one.{name}" for name in _HELD))
        .join(wordings.read(), "key")
    )
    told = summed_up(mentions, ("item",), f"collect_list(struct({', '.join(_HELD)}, wording)) AS mentions")
    for side in ("earlier", "later"):
        apart = apart.join(told.selectExpr(f"item AS {side}", f"mentions AS {side}_mentions"), side)
    return apart.selectExpr("places", "earlier_mentions", "later_mentions")


def _touch(rows: Iterator[Row]) -> Iterator[Row]:
    for places, *sides in rows:
        earlier, later = (
            [_held(0, 0, tuple(one[name] for name in _HELD), one["wording"]) for one in mentions] for mentions in sides
        )
        for place in places:
            start, end, later_start, later_end = (place[name] for name in place)
            yield from touching_pairs(earlier, later, (start, end), (later_start, later_end))


def _compare(rows: Iterator[Row]) -> Iterator[Row]:
    for row in rows:
        found = compare_claims(_open(*row[:3]), _open(*row[3:]))
        yield row[0], row[3], found.relation, found.score


@lru_cache(maxsize=_MOST_OPEN)
def _open(key: int, published: str | None, told: str) -> AnalysedClaim:
    return claim_of(key, published, json.loads(told))


def _group(rows: Iterator[Row]) -> Iterator[Row]:
    for _, pairs in groups_of(rows):
        same = [
            ScoredPair(hexadecimal(first), hexadecimal(second), score)
            for first, second, relation, score in pairs
            if relation == "same"
        ]
        apart = [
            (hexadecimal(first), hexadecimal(second)) for first, second, relation, _ in pairs if relation != "same"
        ]
        for group in group_wordings(same, apart):
            numbers = [number_of_id(f"c:{name}") for name in group]
            yield from ((number, numbers[0]) for number in numbers)
