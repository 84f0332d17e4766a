"""The origins of a claim in the terminal: a tree from each origin to the reports that have the claim from it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from whence.records.links import ClaimOrigins, Edge, Node, Origin
from whence.showing.origins import list_reasons, name_node, phrase_edge, phrase_node, summarise_origins
from whence.showing.terminal.answers import write_lines
from whence.showing.terminal.columns import short_id
from whence.showing.terminal.styles import BOLD, DIM, SOURCE
from whence.showing.terminal.wrapping import Line, fit, wrap

__all__ = ["render_origins", "tree_lines"]

_BRANCH, _LAST, _BESIDE, _BELOW_LAST = "├─ ", "└─ ", "│  ", "   "
_ROOM = 30
"""Columns that a line of the tree keeps for words: what lies deeper is not indented further."""
_MOST_BRANCHES = 20
"""Most branches shown of a node; the others are counted."""


def render_origins(found: ClaimOrigins, *, width: int, color: bool) -> str:
    """Show the origins of a claim as trees, and below them why each count is what it is.

    A node that has the claim from several others stands beneath each of them, with its own branches the first time.

    Args:
        found: The origins of the claim.
        width: Width of the terminal in columns. From 10 columns on, no line is longer.
        color: Whether to write escape sequences for colour and weight.

    Returns:
        Lines, each ending with a line break.

    >>> nothing = {"stated": 0, "origins": (), "unsettled": (), "collapses": (), "nodes": (), "edges": ()}
    >>> empty = ClaimOrigins(reports=0, outlets=0, least=0, most=0, **nothing)
    >>> print(render_origins(empty, width=80, color=False), end="")
    0 reports, 0 outlets, 0 origins
    """
    room = fit(width)
    lines: list[Line] = [[(summarise_origins(found), (BOLD,))], *tree_lines(found, room), *_reason_lines(found, room)]
    return write_lines(lines, room, color=color)


def tree_lines(found: ClaimOrigins, room: int) -> Iterator[Line]:
    """Draw the trees of a claim's origins, each after an empty line, in lines of ``room`` columns."""
    tree = _Tree(found, room)
    for origin in found.origins:
        yield []
        yield from tree.draw(origin)


def _reason_lines(found: ClaimOrigins, room: int) -> Iterator[Line]:
    reasons = list_reasons(found)
    if reasons:
        yield []
        yield [("Why", (BOLD,))]
    for reason in reasons:
        first, *rest = wrap([(reason.text, ())], max(1, room - 2))
        yield [("· ", (DIM,)), *first]
        yield from ([("  ", ()), *line] for line in rest)


class _Row(NamedTuple):
    """A branch still to be drawn."""

    edge: Edge | None
    """None for the branches that are only counted."""
    margin: str
    is_last: bool
    more: int = 0
    """How many branches are only counted."""


class _Tree:
    def __init__(self, found: ClaimOrigins, room: int) -> None:
        self._nodes: Mapping[str, Node] = {node.id: node for node in found.nodes}
        self._room = room
        self._branches: dict[str, list[Edge]] = {}
        self._drawn: set[str] = set()
        for edge in found.edges:  # by the places of their starts
            self._branches.setdefault(edge.end, []).append(edge)

    def draw(self, origin: Origin) -> Iterator[Line]:
        """Draw an origin and all that has the claim from it, the nearest first."""
        root = self._nodes[origin.node]
        told = phrase_node(root, is_unsourced=origin.is_unsourced)
        line: Line = [(name_node(root), SOURCE), (f" ({told})" if told else "", ())]
        if root.kind == "report":
            line.append((f" · {short_id(root.id)}", (DIM,)))
        yield from wrap(line, self._room)
        waiting = self._below(origin.node, "")
        while waiting:
            edge, margin, is_last, more = waiting.pop()
            if edge is None:
                yield [(f"{margin}{_LAST}and {more:,} more", (DIM,))]
                continue
            inner = margin + (_BELOW_LAST if is_last else _BESIDE)
            is_new = edge.start not in self._drawn
            self._drawn.add(edge.start)
            first, *rest = wrap(self._label(edge, is_new=is_new), max(2, self._room - len(inner)))
            yield [(margin + (_LAST if is_last else _BRANCH), (DIM,)), *first]
            deeper = inner if len(inner) + _ROOM <= self._room else margin
            below = self._below(edge.start, deeper) if is_new else []
            beside = inner + (_BESIDE if below and deeper == inner else "")
            yield from ([(beside, (DIM,)), *line] for line in rest)
            waiting += below

    def _below(self, node: str, margin: str) -> list[_Row]:
        """List the branches of a node, the last first."""
        edges = self._branches.get(node, [])
        more = len(edges) - _MOST_BRANCHES
        rows = [_Row(edge, margin, is_last=False) for edge in edges[:_MOST_BRANCHES]]
        if more > 0:
            rows.append(_Row(None, margin, is_last=True, more=more))
        elif rows:
            rows[-1] = rows[-1]._replace(is_last=True)
        return rows[::-1]

    def _label(self, edge: Edge, *, is_new: bool) -> Line:
        node = self._nodes[edge.start]
        told = [phrase_node(node), phrase_edge(edge, self._nodes)]
        if node.kind == "report":
            told.insert(1, short_id(node.id))
        if not is_new and edge.start in self._branches:
            told.append("see above")
        return [(name_node(node), ()), ("".join(f" · {each}" for each in told if each), (DIM,))]
