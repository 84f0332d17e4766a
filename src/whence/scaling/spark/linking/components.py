"""Connected components of a graph that is larger than a machine.

Reference:
    Kiveris, Lattanzi, Mirrokni, Rastogi and Vassilvitskii, "Connected Components in MapReduce and Beyond", SoCC 2014.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyarrow as pa

from whence.archive.storage.store import Row
from whence.scaling.spark.linking.rows import Kept, Work, map_rows, summed_up

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.sql import DataFrame

__all__ = ["find_components"]

_MOST_IN_ONE_TASK = 1_000_000
"""Pairs of which one task finds the components in seconds: a round over all machines takes as long."""
_SCHEMA = pa.schema([("node", pa.int64()), ("component", pa.int64())])
_LEAST = "min(other) OVER (PARTITION BY node)"


def find_components(work: Work, edges: "DataFrame", name: str, *, most_in_one_task: int = _MOST_IN_ONE_TASK) -> Kept:
    """Find the connected components of a graph.

    Args:
        work: Where results are kept.
        edges: Pairs of numbers, in two columns, in any order and as often as they like.
        name: Of the result.
        most_in_one_task: Pairs from which on all machines take part.

    Returns:
        Each number of the pairs as ``node``, and the least number of its component as ``component``.
    """
    one, other = edges.columns
    ordered = edges.selectExpr(f"greatest({one}, {other}) AS node", f"least({one}, {other}) AS other")
    kept = work.keep(ordered.where("node > other").distinct(), f"{name}-0")
    count, before, turn = kept.read().count(), None, 0
    while count > most_in_one_task:
        turn += 1
        kept = work.keep(_small_star(_large_star(kept.read())), f"{name}-{turn % 2 + 1}")
        now = _digest(kept)
        if now == before:
            return work.keep(_with_roots(kept.read()), name)
        before, count = now, now[0]
    return work.keep(map_rows(kept.read().coalesce(1), _connect, _SCHEMA), name)


def _large_star(edges: "DataFrame") -> "DataFrame":
    """Connect the larger neighbours of each node with the least of all its neighbours and itself."""
    both = edges.union(edges.selectExpr("other", "node"))
    least = both.selectExpr("node", "other", f"least(node, {_LEAST}) AS least")
    return least.where("other > node").selectExpr("other AS node", "least AS other").distinct()


def _small_star(edges: "DataFrame") -> "DataFrame":
    """Connect the smaller neighbours of each node, and itself, with the least of them."""
    least = edges.selectExpr("node", "other", f"{_LEAST} AS least")
    moved = least.where("other > least").selectExpr("other AS node", "least AS other")
    return moved.union(least.selectExpr("node", "least")).distinct()


def _digest(kept: Kept) -> tuple[int, int]:
    """Tell one set of pairs from another: all pairs are stars about the least of their component once none changes."""
    told = summed_up(kept.read(), (), "count(*)", "sum(pmod(xxhash64(node, other), 2147483647))").collect()[0]
    return int(told[0]), int(told[1] or 0)


def _with_roots(stars: "DataFrame") -> "DataFrame":
    return stars.selectExpr("node", "other AS component").union(stars.selectExpr("other", "other").distinct())


def _connect(rows: Iterator[Row]) -> Iterator[Row]:
    """Find the components of pairs in memory, by union and find."""
    parents: dict[int, int] = {}

    def root_of(node: int) -> int:
        root = node
        while (parent := parents.setdefault(root, root)) != root:
            root = parent
        while node != root:
            parents[node], node = root, parents[node]
        return root

    for one, other in rows:
        roots = root_of(one), root_of(other)
        parents[max(roots)] = min(roots)
    return ((node, root_of(node)) for node in list(parents))
