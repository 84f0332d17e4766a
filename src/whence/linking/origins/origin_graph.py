"""The directed graph of a claim, from the reports back to where they have it from, without circles."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from whence.records.ledger import Channel
from whence.records.links import Edge, EdgeKind, Evidence, Node

__all__ = ["OriginGraph"]


class OriginGraph:
    """Nodes and edges, added one by one. What is added first stands: an edge that would close a circle is refused."""

    def __init__(self) -> None:
        self._nodes: dict[str, Node] = {}
        self._edges: dict[str, dict[str, Edge]] = defaultdict(dict)
        self._back: dict[str, list[str]] = defaultdict(list)

    def add_node(self, node: Node) -> None:
        """Add a node. Of two nodes with one id the first is kept, with the longer name of the two for a source."""
        known = self._nodes.get(node.id)
        if known is None or (known.kind == "source" and _rank(node) < _rank(known)):
            self._nodes[node.id] = node

    def rename(self, node: str, name: str) -> None:
        """Give a node another name."""
        self._nodes[node] = replace(self._nodes[node], name=name)

    def add_edge(
        self,
        start: str,
        end: str,
        kind: EdgeKind,
        evidence: Iterable[Evidence],
        channel: Channel | None = None,
    ) -> bool:
        """Add an edge between two nodes, or further evidence of it.

        Returns:
            False if it would close a circle; it is not added then.
        """
        known = self._edges[start].get(end)
        if known is None and (start == end or self.reaches(end, start)):
            return False
        if known is None:
            self._back[end].append(start)
        self._edges[start][end] = Edge(
            start=start,
            end=end,
            kind=known.kind if known else kind,
            channel=(known.channel if known else None) or channel,
            evidence=tuple(dict.fromkeys((*(known.evidence if known else ()), *evidence))),
        )
        return True

    def reaches(self, start: str, end: str) -> bool:
        """Check whether edges lead from a node to another."""
        # Most often the end is a report that nobody has cited so far.
        return start == end or (bool(self._back.get(end)) and end in self._spread(start, self._edges))

    def edges_from(self, node: str) -> tuple[Edge, ...]:
        """List the edges that start at a node, in the order in which they were added."""
        return tuple(self._edges.get(node, {}).values())

    def ends_of(self, node: str) -> list[str]:
        """List the nodes at which ways from a node end, by id."""
        return sorted(one for one in self._spread(node, self._edges) if not self._edges.get(one))

    def leading_to(self, node: str) -> set[str]:
        """Collect the nodes from which edges lead to a node, and the node itself."""
        return self._spread(node, self._back)

    def kinds_to(self, node: str) -> set[EdgeKind]:
        """Collect the kinds of the edges that end at a node."""
        return {self._edges[start][node].kind for start in self._back.get(node, ())}

    def has_node(self, key: str) -> bool:
        """Check whether there is a node of this id."""
        return key in self._nodes

    def node(self, key: str) -> Node:
        """Look up a node by its id."""
        return self._nodes[key]

    def sorted_parts(self, reports: Iterable[str]) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
        """List the nodes and edges: the reports in the order given, then the other nodes that edges touch, by id."""
        order = list(reports)
        touched = {end for ends in self._edges.values() for end in ends} | {
            start for start, ends in self._edges.items() if ends
        }
        order += sorted(touched.difference(order))
        places = {node: place for place, node in enumerate(order)}
        edges = [edge for start in order for edge in self._edges.get(start, {}).values()]
        edges.sort(key=lambda edge: (places[edge.start], places[edge.end]))
        return tuple(self._nodes[node] for node in order), tuple(edges)

    @staticmethod
    def _spread(start: str, edges: dict[str, dict[str, Edge]] | dict[str, list[str]]) -> set[str]:
        found = {start}
        waiting = [start]
        while waiting:
            new = [other for other in edges.get(waiting.pop(), ()) if other not in found]
            found.update(new)
            waiting += new
        return found


def _rank(node: Node) -> tuple[int, str]:
    return -len(node.name), node.name
