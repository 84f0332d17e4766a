"""Stories over many machines: which reports share enough keys, how likely they are on one story, and the groups."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import partial
from itertools import groupby, islice
from math import ceil, sqrt
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from whence.archive.storage.store import Row
from whence.linking.clusters import ScoredPair
from whence.linking.stories.key_sharing import best_of, slots_sharing
from whence.linking.stories.stories import LEAST_SCORE, group_part, levels_above
from whence.linking.stories.story_pairs import MOST_CANDIDATES
from whence.linking.stories.story_parts import MOST_TOGETHER
from whence.linking.stories.story_scores import read_weights, score_each
from whence.linking.stories.weighed_reports import NUMBER_AT, WeighedReport, rarities_of, weighed_from_bytes
from whence.records.id_numbers import hexadecimal, number_of_id
from whence.scaling.spark.linking.components import find_components
from whence.scaling.spark.linking.rows import Kept, Work, arranged, groups_of, map_rows, summed_up

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.sql import DataFrame

__all__ = ["find_stories"]

_BLOCK = 200_000
"""Reports that others are compared with at once: their keys take some 100 MB. With fewer, more goes through the
shuffle, as each report meets each block; with more, an array of that length is filled for each report."""
_TASKS_PER_CORE = 2
_SCORED_TOGETHER = 2048
_WHOLE = pa.int64()
_CANDIDATE = pa.schema([("item", _WHOLE), ("other", _WHOLE), ("rarity", _WHOLE)])
_SCORE = pa.schema([("first", _WHOLE), ("second", _WHOLE), ("score", _WHOLE)])
_MEMBER = pa.schema([("item", _WHOLE), ("together", _WHOLE)])


class _Held(NamedTuple):
    """The reports of a block, by slots."""

    holders: dict[int, npt.NDArray[np.int32]]
    """The slots of the reports that hold a key."""
    numbers: npt.NDArray[np.int64]
    days: npt.NDArray[np.int64]


def find_stories(work: Work, prepared: Kept) -> Kept:
    """Find the story of each report: the number of its earliest report, as an archive does.

    Returns:
        One row a report: ``item`` and ``story``.
    """
    candidates = _candidates(work, prepared)
    pairs = candidates.selectExpr("least(item, other) AS first", "greatest(item, other) AS second").distinct()
    keys = prepared.read("item", "keys")
    for side in ("first", "second"):
        pairs = pairs.join(keys.selectExpr(f"item AS {side}", f"keys AS {side}_keys"), side)
    both = pairs.selectExpr("first", "first_keys", "second", "second_keys")
    scored = work.keep(map_rows(both, _score, _SCORE), "story-pairs")
    parts = work.keep(_parts(work, scored), "story-parts")
    groups = _group(scored, parts)
    reports = prepared.read("item", "moment").join(groups, "item", "left")
    earliest = summed_up(
        reports.where("together IS NOT NULL"), ("together",), "min_by(item, struct(moment, item)) AS first"
    )
    return work.keep(
        reports.join(earliest, "together", "left").selectExpr("item", "coalesce(first, item) AS story"), "stories"
    )


def _candidates(work: Work, prepared: Kept) -> "DataFrame":
    """Find the candidates of each report: every block of reports is compared with every other, by their keys."""
    keyed = prepared.read("item", "day", "terms").where("size(terms) > 0")
    cores = work.session.sparkContext.defaultParallelism
    blocks = max(ceil(keyed.count() / _BLOCK), ceil(sqrt(_TASKS_PER_CORE * cores)))
    all_blocks = f"explode(sequence(0, {blocks - 1}))"
    own = f"CAST(pmod(item, {blocks}) AS INT)"
    columns = ("is_asking", "item", "day", "terms")
    holding = keyed.selectExpr(f"{all_blocks} AS asking", f"{own} AS holding", "FALSE AS is_asking", *columns[1:])
    asking = keyed.selectExpr(f"{own} AS asking", f"{all_blocks} AS holding", "TRUE AS is_asking", *columns[1:])
    together = arranged(holding.union(asking), ("asking", "holding"), ("is_asking",))
    near = map_rows(together.selectExpr("asking", "holding", *columns), _share, _CANDIDATE)
    ranked = near.selectExpr("*", "row_number() OVER (PARTITION BY item ORDER BY rarity DESC, other) AS place")
    return ranked.where(f"place <= {MOST_CANDIDATES}")


def _share(rows: Iterator[Row]) -> Iterator[Row]:
    for _, group in groupby(rows, key=itemgetter(0, 1)):
        holders: dict[int, array[int]] = defaultdict(partial(array, "i"))
        numbers, days = array("q"), array("q")
        held: _Held | None = None
        for _, _, is_asking, item, day, terms in group:  # those that hold keys come first
            if not is_asking:
                for term in terms:
                    holders[term >> NUMBER_AT].append(len(numbers))
                numbers.append(item)
                days.append(day or 0)
                continue
            held = held or _Held(
                {term: np.frombuffer(slots, np.int32) for term, slots in holders.items()},
                np.frombuffer(numbers, np.int64),
                np.frombuffer(days, np.int64),
            )
            yield from ((item, other, rarity) for other, rarity in _best_of(held, terms, day) if other != item)


def _best_of(held: _Held, terms: Collection[int], day: int | None) -> Iterator[tuple[int, int]]:
    keys = np.array(terms, np.int64)
    told = zip(rarities_of(keys).tolist(), (keys >> NUMBER_AT).tolist(), strict=True)
    known = ((rarity, held.holders[term]) for rarity, term in told if term in held.holders)
    found, rarities = slots_sharing(known, held.days, day)
    others = held.numbers[found]
    best = best_of(rarities, others, MOST_CANDIDATES + 1)  # it may itself be among them
    return zip(others[best].tolist(), rarities[best].tolist(), strict=True)


def _score(rows: Iterator[Row]) -> Iterator[Row]:
    while some := list(islice(rows, _SCORED_TOGETHER)):
        firsts: dict[int, WeighedReport] = {}
        others: dict[int, list[tuple[int, WeighedReport]]] = defaultdict(list)
        for first, keys, second, second_keys in some:
            firsts[first] = weighed_from_bytes(hexadecimal(first), keys)
            others[first].append((second, weighed_from_bytes(hexadecimal(second), second_keys)))
        compared = ((firsts[first], [one for _, one in those]) for first, those in others.items())
        scores = score_each(compared, least=LEAST_SCORE)
        for (first, those), found in zip(others.items(), scores, strict=True):
            yield from ((first, second, score) for (second, _), score in zip(those, found, strict=True) if score)


def _parts(work: Work, scored: Kept) -> "DataFrame":
    """Find the parts of reports, as `whence.linking.stories.story_parts.find_parts` does, all of a level at once."""
    *levels, last = levels_above(read_weights().least)
    found: DataFrame | None = None
    left = scored.read()
    for level in levels:
        parts = find_components(work, left.where(f"score >= {level}").selectExpr("first", "second"), f"parts-{level}")
        sizes = summed_up(parts.read(), ("component",), "count(*) AS size")
        large = work.keep(sizes.where(f"size > {MOST_TOGETHER}").selectExpr("component"), f"large-parts-{level}")
        small = parts.read().join(large.read(), "component", "left_anti").selectExpr("node", "component")
        found = small if found is None else found.union(small)
        if large.read().isEmpty():
            return found
        inside = parts.read().join(large.read(), "component", "left_semi").selectExpr("node AS first")
        left = left.join(inside, "first", "left_semi")
    parts = find_components(work, left.where(f"score >= {last}").selectExpr("first", "second"), f"parts-{last}")
    return parts.read() if found is None else found.union(parts.read())


def _group(scored: Kept, parts: Kept) -> "DataFrame":
    """Group the reports of each part by the average scores of their pairs."""
    inside = scored.read()
    for side in ("first", "second"):
        inside = inside.join(parts.read(f"node AS {side}", f"component AS {side}_part"), side)
    inside = inside.where("first_part = second_part").selectExpr("first_part AS part", "first", "second", "score")
    return map_rows(arranged(inside, ("part",)), _group_parts, _MEMBER)


def _group_parts(rows: Iterator[Row]) -> Iterator[Row]:
    for _, pairs in groups_of(rows):
        scored = [ScoredPair(hexadecimal(one), hexadecimal(other), score) for one, other, score in pairs]
        part = {own for pair in scored for own in pair[:2]}
        for group in group_part(part, scored, read_weights().least):
            members = [number_of_id(f"r:{own}") for own in group]
            yield from ((member, members[0]) for member in members)
