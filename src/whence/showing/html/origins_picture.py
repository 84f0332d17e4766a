"""The origins of a claim as a picture: sources on the left, reports in the order of time from left to right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from whence.records.links import ClaimOrigins, Edge, EdgeKind, Node
from whence.showing.origins import name_node, phrase_edge, phrase_node, quoted_claim, summarise_origins
from whence.showing.terminal.wrapping import count_columns, crop

__all__ = ["draw_origins"]

_WIDTH, _ROW, _TOP, _MARGIN = 960, 22, 78, 16
"""Pixels: the least width, the height of a row, the room for the heading and the days, and the room at each side."""
_FIRST, _LAST = 280, 760
"""Pixels from the left of the first report and of the last."""
_DAYS = 28
"""Pixels of that room that the days need."""
_LETTER = 7.5
"""Pixels that a column of text needs at most at a size of 12."""
_CORNER = 6
"""Pixels of the radius of a corner."""
_GAP = 9
"""Pixels between a dot and its label."""
_LONGEST, _HEADING = 56, 120
"""Most columns of a label, and of the words of the claim."""
_MOST_COPIES = 4
"""Most copies of one report that a picture within a page shows; the others are counted."""
_MOST_ROWS = 400
"""Most rows; the other nodes are counted."""
_NAMESPACE = "http://www.w3.org/2000/svg"
_STYLE = (
    "text{font:12px ui-monospace,monospace;fill:#222;paint-order:stroke;stroke:#fff;stroke-width:3px}"
    ".words{font-weight:bold}.day,.more{fill:#666}path{fill:none;stroke:#999}.since{stroke:#e4e4e4}"
    ".copies{stroke-dasharray:4 3}.own{stroke-dasharray:1 3}"
    ".report{fill:#2a6ebb}.source,.outlet{fill:#fff;stroke:#b35900;stroke-width:2}.origin{fill:#b35900}"
)
_EDGE_CLASSES: dict[EdgeKind, str] = {
    "copies": "copies",
    "has the same text": "copies",
    "says itself": "own",
    "has from its outlet": "own",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dot:
    """A node with its place."""

    node: Node
    x: float
    y: float
    label: str
    is_origin: bool

    @property
    def end(self) -> float:
        """How far to the right its label reaches."""
        return self.x + _GAP + count_columns(self.label) * _LETTER


def draw_origins(found: ClaimOrigins, words: str, *, links: Mapping[str, str] | None = None) -> str:
    """Draw the graph of a claim as SVG, which runs no script.

    Each node has a row of its own, so that no label lies over another: below each origin stand those who have the claim
    from it. Reports are spaced evenly in the order of their days, undated ones last. A line begins each day.

    Args:
        found: The origins of the claim.
        words: The words of the claim.
        links: For a picture within a web page, which has its heading and style (class ``origins``): addresses of
            reports, by the ids of their nodes. None for a picture that stands alone.

    Returns:
        An ``svg`` element, at least 960 pixels wide.

    >>> nothing = {"stated": 0, "origins": (), "unsettled": (), "collapses": (), "nodes": (), "edges": ()}
    >>> draw_origins(ClaimOrigins(reports=0, outlets=0, least=0, most=0, **nothing), "it leaks")[:42]
    '<svg xmlns="http://www.w3.org/2000/svg" wi'
    """
    folded = _fold_copies(found) if links is not None else {}
    dots = _place(found, folded)
    hidden = len(found.nodes) - len(dots) - sum(map(len, folded.values()))
    height = _TOP + _ROW * (len(dots) + (hidden > 0)) + _MARGIN
    width = round(max([_WIDTH, *(dot.end + _MARGIN for dot in dots.values())]))
    parts = [*(_heading(found, words, width, height) if links is None else _opening(width, height))]
    parts += _days(found, height - _MARGIN)
    parts += [
        _path(dots[edge.start], dots[edge.end], edge) for edge in found.edges if {edge.start, edge.end} <= dots.keys()
    ]
    parts += [part for dot in dots.values() for part in _mark(dot, (links or {}).get(dot.node.id))]
    if hidden:
        more = f'<text class="more" x="{_MARGIN}" y="{height - _MARGIN}">and {hidden:,} more</text>'
        parts.append(more)
    return "\n".join([*parts, "</svg>\n"])


def _heading(found: ClaimOrigins, words: str, width: int, height: int) -> Iterator[str]:
    """Begin a picture that stands alone."""
    summary, claim = escape(summarise_origins(found)), quoted_claim(words)
    yield f'<svg xmlns="{_NAMESPACE}" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">'
    yield f"<title>{escape(claim)}: {summary}</title><style>{_STYLE}</style>"
    yield f'<rect width="{width}" height="{height}" fill="#fff"/>'
    yield f'<text class="words" x="{_MARGIN}" y="20">{escape(_cropped(claim, _HEADING))}</text>'
    yield f'<text class="summary" x="{_MARGIN}" y="42">{summary}</text>'


def _opening(width: int, height: int) -> Iterator[str]:
    """Begin a picture within a page, without the room for a heading. Its links can be reached, so it is no image."""
    top = _TOP - _DAYS
    size = f'width="{width}" height="{height - top}" viewBox="0 {top} {width} {height - top}"'
    yield f'<svg class="origins" xmlns="{_NAMESPACE}" {size} role="group" aria-label="Origins, from left to right">'


def _fold_copies(found: ClaimOrigins) -> dict[str, list[str]]:
    """Choose the copies that are only counted, by the report that they copied: those beyond the first few of each."""
    has_more = {edge.end for edge in found.edges}
    copies: dict[str, list[str]] = {}
    for edge in found.edges:
        if _EDGE_CLASSES.get(edge.kind) == "copies" and edge.start not in has_more:
            copies.setdefault(edge.end, []).append(edge.start)
    return {own: starts[_MOST_COPIES:] for own, starts in copies.items() if len(starts) > _MOST_COPIES + 1}


def _place(found: ClaimOrigins, folded: Mapping[str, Sequence[str]]) -> dict[str, _Dot]:
    """Give each node its row, from each origin on to those who have the claim from it, and its place in time."""
    nodes = {node.id: node for node in found.nodes}
    reports = _report_places(found)
    unsourced = {origin.node: origin.is_unsourced for origin in found.origins}
    left_out = {own for starts in folded.values() for own in starts}
    back: dict[str, list[Edge]] = {}
    onward: dict[str, Edge] = {}
    for edge in found.edges:
        back.setdefault(edge.end, []).append(edge)
        onward.setdefault(edge.start, edge)
    dots: dict[str, _Dot] = {}
    waiting = [origin.node for origin in reversed(found.origins)]
    while waiting and len(dots) < _MOST_ROWS:
        own = waiting.pop()
        if own in dots or own in left_out:
            continue
        more = len(folded.get(own, ()))
        dots[own] = _Dot(
            node=nodes[own],
            x=reports.get(own, _MARGIN + _GAP),
            y=_TOP + _ROW * (len(dots) + 0.5),
            label=_label(nodes[own], onward.get(own), nodes, is_unsourced=unsourced.get(own, False))
            + (f" · and {more:,} more copies" if more else ""),
            is_origin=own in unsourced,
        )
        waiting += [edge.start for edge in reversed(back.get(own, []))]
    return dots


def _report_places(found: ClaimOrigins) -> dict[str, float]:
    reports = _ordered(found)
    step = (_LAST - _FIRST) / max(1, len(reports) - 1)
    return {node.id: round(_FIRST + place * step, 1) for place, node in enumerate(reports)}


def _ordered(found: ClaimOrigins) -> list[Node]:
    """Order the reports by their days; within a day, those that have the claim from another come after it."""
    reports = {node.id: node for node in found.nodes if node.kind == "report"}
    days = {day: place for place, day in enumerate(dict.fromkeys(map(phrase_node, reports.values())))}
    onward = {edge.start: edge.end for edge in reversed(found.edges) if {edge.start, edge.end} <= reports.keys()}

    def depth(own: str) -> int:
        steps = 0
        while own in onward:
            own, steps = onward[own], steps + 1
        return steps

    return sorted(reports.values(), key=lambda node: (days[phrase_node(node)], depth(node.id)))


def _label(node: Node, edge: Edge | None, nodes: Mapping[str, Node], *, is_unsourced: bool) -> str:
    told = [name_node(node)]
    if node.kind != "report" or is_unsourced:
        told.append(phrase_node(node, is_unsourced=is_unsourced))
    if edge is not None:
        told.append(phrase_edge(edge, nodes))
    return _cropped(" · ".join(filter(None, told)), _LONGEST)


def _cropped(label: str, longest: int) -> str:
    return label if count_columns(label) <= longest else "".join(text for text, _ in crop([(label, ())], longest))


def _days(found: ClaimOrigins, bottom: int) -> Iterator[str]:
    """Draw a line where each day begins, down through its first report, with the day above if there is room."""
    free, last = 0.0, None
    reports = _report_places(found)
    for node in _ordered(found):
        day = phrase_node(node) or "undated"
        if day != last:
            last, x = day, reports[node.id]
            yield f'<path class="since" d="M{x} {_TOP - 6}V{bottom}"/>'
            half = count_columns(day) * _LETTER / 2
            if x - half >= free and x + half <= _WIDTH:
                yield f'<text class="day" x="{x}" y="{_TOP - 12}" text-anchor="middle">{escape(day)}</text>'
                free = x + half + _MARGIN


def _path(start: _Dot, end: _Dot, edge: Edge) -> str:
    """Draw an edge along the row of its start, and with a round corner up or down to its end."""
    across = _CORNER if start.x > end.x else -_CORNER
    down = -_CORNER if start.y > end.y else _CORNER
    turn = f"H{end.x + across}Q{end.x} {start.y} {end.x} {start.y + down}" if abs(start.x - end.x) > _CORNER else ""
    name = _EDGE_CLASSES.get(edge.kind, "cites")
    return f'<path class="{name}" d="M{start.x} {start.y}{turn}L{end.x} {end.y}"/>'


def _mark(dot: _Dot, link: str | None) -> Iterator[str]:
    origin = " origin" if dot.is_origin else ""
    yield f'<circle class="{dot.node.kind}{origin}" cx="{dot.x}" cy="{dot.y}" r="4"/>'
    label = f'<text x="{dot.x + _GAP:g}" y="{dot.y + 4:g}">{escape(dot.label)}</text>'
    yield f'<a href="{escape(link)}">{label}</a>' if link else label
