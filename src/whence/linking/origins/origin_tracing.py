"""Trace each statement of a claim back: by copying, through the outlets it cites, along its relays, to a source.

What is surest comes first, and an edge that would close a circle is refused: copies, then what reports cite of earlier
reports and of sources, in the order of publication, then what they cite of later reports.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Literal

from whence.linking.origins.origin_graph import OriginGraph
from whence.linking.origins.origin_pages import Page, Pages, is_short_for, is_touched
from whence.records.links import Appearance, CollapseKind, Copy, Edge, EdgeKind, Evidence, Node, SourceStep

__all__ = ["Stated", "trace"]

_KINDS_OF_COPIES: tuple[tuple[EdgeKind, CollapseKind], ...] = (("has the same text", "same text"), ("copies", "copy"))
"""What a passage that two reports share is, if it is not known which of them copied, and if it is."""
_Fit = Literal["fits", "names"]
"""How a statement goes with the report it comes from: it names nobody else, or somebody whom that does not name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A source that a report states, or that it states none."""

    report: str
    item: str
    """The report's id, a slash and the id in its ledger of the source; the report's id alone if it states none."""
    end: str
    """The node that it counts with."""
    kind: CollapseKind | None
    """Why it counts with a report; None if it leads to the node of a source or outlet."""
    by: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """A chain to be added to the graph."""

    page: Page
    appearance: Appearance
    followed: int | None = None
    """Number of the step that is an outlet with a report at hand."""
    target: Page | None = None
    """That report."""
    fit: _Fit = "fits"

    @property
    def is_forward(self) -> bool:
        return self.target is not None and self.target.order > self.page.order


@dataclass(frozen=True, slots=True, kw_only=True)
class _Naming:
    """A report names a source that the report it comes from may not name."""

    way: _Way
    original: Page
    stated: Stated


def trace(
    pages: Pages, copies: dict[str, list[Copy]], utterances: Mapping[str, int]
) -> tuple[OriginGraph, list[Stated]]:
    """Build the graph of a claim.

    Args:
        pages: The reports that make it.
        copies: What they copied, by the report that copied.
        utterances: Numbers of what was said in the same quoted words, by the ids of appearances.

    Returns:
        The graph, and what each report states, each once, in the order of publication.
    """
    tracer = _Tracer(pages, copies, utterances)
    tracer.run()
    order = {page: place for place, page in enumerate(pages.by_id)}
    once = {(one.report, one.item, one.end, one.kind): one for one in reversed(tracer.stated)}
    return tracer.graph, [once[key] for key in sorted(once, key=lambda key: (order[key[0]], *key[1:3], key[3] or ""))]


class _Tracer:
    def __init__(self, pages: Pages, copies: dict[str, list[Copy]], utterances: Mapping[str, int]) -> None:
        self.graph = OriginGraph()
        self.stated: list[Stated] = []
        self._pages = pages
        self._copies = copies
        self._utterances = utterances
        self._unsourced: dict[str, list[Appearance]] = {}
        self._namings: list[_Naming] = []

    def run(self) -> None:
        ways = []
        for page in self._pages.by_id.values():
            self.graph.add_node(_report_node(page))
        for page in self._pages.by_id.values():
            for one in page.appearances:
                if self._copy(page, one):
                    continue
                if one.steps:
                    ways.append(self._plan(page, one))
                else:
                    self._unsourced.setdefault(page.id, []).append(one)
        for way in sorted(ways, key=lambda way: way.is_forward):  # stable: else in the order of publication
            self._cite(way)
        self._add_unsourced()
        for naming in self._namings:
            self._name(naming)
        self._name_speakers()

    def _copy(self, page: Page, one: Appearance) -> bool:
        """Try to trace a statement to a report that it was copied from, or that this was copied from in turn."""
        for copy in self._copies.get(page.id, ()):
            original = self._pages.by_id[copy.original]
            theirs = [
                it for it in original.appearances if not copy.original_spans or is_touched(it, copy.original_spans)
            ]
            if not theirs or (copy.spans and not is_touched(one, copy.spans)):
                continue
            fit = self._fit(page, one, 0, original, theirs)
            first, is_known = Evidence(original.id, copy.original_spans), copy.order is not None
            for step in self._copied_from(original):
                further = self._pages.by_id[step.end]
                if self._fit(page, one, 0, further, further.appearances) != fit:
                    break
                original, first, is_known = further, step.evidence[1], is_known and step.kind == "copies"
            evidence = (Evidence(page.id, copy.spans or one.spans), first)
            edge, why = _KINDS_OF_COPIES[is_known]
            if fit and self.graph.add_edge(page.id, original.id, edge, evidence):
                stated = _stated(page, one, original.id, evidence, (why, copy.agency))
                self._supersede(_Way(page=page, appearance=one, fit=fit), original, stated)
                return True
        return False

    def _copied_from(self, page: Page) -> Iterator[Edge]:
        """List the edges from a report back along copies: the passages of a text that many repeat are a chain."""
        kinds = {edge for edge, _ in _KINDS_OF_COPIES}
        at = page.id
        while step := next((edge for edge in self.graph.edges_from(at) if edge.kind in kinds), None):
            yield step
            at = step.end

    def _plan(self, page: Page, one: Appearance) -> _Way:
        """Find the first step that is an outlet with a fitting report at hand.

        Of several reports, one that has the same source comes first, then the last before this one.
        """
        for number, step in enumerate(one.steps):
            names: _Way | None = None
            for target in self._reports_of(step, page):
                fit = self._fit(page, one, number + 1, target, target.appearances)
                way = _Way(page=page, appearance=one, followed=number, target=target, fit=fit or "fits")
                if fit == "fits":
                    return way
                names = names or (way if fit else None)
            if names:
                return names
        return _Way(page=page, appearance=one)

    def _reports_of(self, step: SourceStep, page: Page) -> Iterator[Page]:
        """List the reports of an outlet that another report cites: the last before that one first, then later ones."""
        outlet = self._pages.outlet_of(step)
        own = self._pages.by_outlet.get(outlet or "", ())
        here = bisect_left(own, page.order, key=lambda it: it.order)
        places = chain(range(here - 1, -1, -1), range(here, len(own)))
        return (own[place] for place in places if own[place].id != page.id)

    def _fit(
        self, page: Page, one: Appearance, start: int, original: Page, theirs: Sequence[Appearance]
    ) -> _Fit | None:
        """Check whether a statement can come from those of a report: it names no other source than they do.

        Args:
            page: The report that makes the statement.
            one: The statement.
            start: Number of its first step that counts; 0 for a copy.
            original: The report that it may come from.
            theirs: What that report states.
        """
        source = self._pages.node_of(one.steps[-1], page, None) if len(one.steps) > start else None
        if source is None or not source.is_identified:
            return "fits"
        known = {
            node.id: node for it in theirs for step in it.steps for node in [self._pages.node_of(step, original, None)]
        }
        if source.id in known or any(is_short_for(source, it) or is_short_for(it, source) for it in known.values()):
            return "fits"
        ends = {self._pages.node_of(it.steps[-1], original, None) for it in theirs if it.steps}
        if ends:
            is_open = len(ends) == 1 and not any(end.is_identified for end in ends)
        else:
            # A copy that gives a source for what the original says itself may have asked that source.
            is_open = start > 0 or all(it.is_attributed for it in theirs)
        return "names" if is_open else None

    def _supersede(self, way: _Way, original: Page, stated: Stated) -> None:
        if way.fit == "names":
            self._namings.append(_Naming(way=way, original=original, stated=stated))
        else:
            self.stated.append(stated)

    def _cite(self, way: _Way) -> None:
        """Add a chain to the graph; it ends before an edge that would close a circle."""
        page, one = way.page, way.appearance
        at, before, spans = page.id, None, one.spans
        for number, step in enumerate(one.steps):
            spans = step.spans or one.spans
            evidence = (Evidence(page.id, spans),)
            if number == way.followed and way.target is not None:
                if not self.graph.add_edge(at, way.target.id, "follows", evidence, step.channel):
                    break
                stated = _stated(page, one, way.target.id, evidence, ("relay", step.name))
                self._supersede(way, way.target, stated)
                return
            node = self._pages.node_of(step, page, before)
            self.graph.add_node(node)
            if node.id != at and not self.graph.add_edge(at, node.id, "cites", evidence, step.channel):
                break
            at, before = node.id, self.graph.node(node.id)
        if at != page.id:
            self.stated.append(_stated(page, one, at, (Evidence(page.id, spans),)))
        elif self.graph.edges_from(page.id):
            self.stated.append(_stated(page, one, at, (Evidence(page.id, one.spans),), ("sourced elsewhere", None)))
        else:
            self._unsourced.setdefault(page.id, []).append(one)

    def _add_unsourced(self) -> None:
        """Add what reports state without a source, or with none but reports that have it from them."""
        sourced = {own for own in self._pages.by_id if self.graph.edges_from(own)}
        for page in self._pages.by_id.values():
            appearances = self._unsourced.get(page.id, [])
            if not appearances:
                continue
            spans = tuple(dict.fromkeys(span for one in appearances for span in one.spans))
            evidence = (Evidence(page.id, spans),)
            into = page.id if page.id in sourced else self._sourced_before(page, sourced, evidence)
            kind: CollapseKind | None = "sourced elsewhere" if into else None
            end = into or self._own_node(page, appearances, evidence)
            self.stated += [_stated(page, one, end, evidence, (kind, page.group.name)) for one in appearances]

    def _sourced_before(self, page: Page, sourced: set[str], evidence: tuple[Evidence, ...]) -> str | None:
        """Find an earlier report of the same outlet, or of its owner, that gives a source."""
        for it in self._pages.by_group[page.group.group]:
            if it.id == page.id:
                break
            if it.id in sourced and self.graph.add_edge(page.id, it.id, "has from its outlet", evidence):
                return it.id
        return None

    def _own_node(self, page: Page, appearances: Sequence[Appearance], evidence: tuple[Evidence, ...]) -> str:
        if all(one.is_attributed and not one.steps for one in appearances):
            somebody = Node(id=f"{page.id}/-", kind="source", name="", naming="bare", is_identified=False)
            self.graph.add_node(somebody)
            self.graph.add_edge(page.id, somebody.id, "cites", evidence)
            return somebody.id
        node = self._pages.outlet_node(page.group.outlet, page.group.name)
        self.graph.add_node(node)
        # If what its outlet is cited for leads back to this report, the report itself is where it ends.
        return node.id if self.graph.add_edge(page.id, node.id, "says itself", evidence) else page.id

    def _name(self, naming: _Naming) -> None:
        """Let a report name the source that the report it comes from does not name, if that is one source."""
        page, one = naming.way.page, naming.way.appearance
        step = one.steps[-1]
        named = self._pages.node_of(step, page, None)
        if self.graph.reaches(naming.original.id, named.id):
            self.stated.append(naming.stated)
            return
        evidence = (Evidence(page.id, step.spans or one.spans),)
        open_ends = self._open_ends(naming)
        self.graph.add_node(named)
        report = next(self._reports_of(step, page), None)
        end = report.id if report else named.id
        if len(open_ends) == 1 and self.graph.add_edge(open_ends[0], end, "is named", evidence, step.channel):
            why: tuple[CollapseKind | None, str | None] = ("relay", step.name) if report else (None, None)
            self.stated.append(_stated(page, one, end, evidence, why))
        else:
            self._cite(_Way(page=page, appearance=one))

    def _name_speakers(self) -> None:
        """Let reports that quote somebody without a name have the name that others give for the same quoted words."""
        quoted = [
            (self._utterances[one.id], self._end_of(page, one), page, one)
            for page in self._pages.by_id.values()
            for one in page.appearances
            if one.id in self._utterances and one.is_attributed
        ]
        quoted.sort(key=lambda it: it[0])  # stable: else in the order of publication
        for _, told in groupby(quoted, key=lambda it: it[0]):
            group = [(end, page, one) for _, end, page, one in told if self.graph.has_node(end)]
            names = {end: (page, one) for end, page, one in reversed(group) if self.graph.node(end).is_identified}
            if len(names) != 1:
                continue
            ((name, (report, place)),) = names.items()
            evidence = (Evidence(report.id, place.spans),)
            for end, _, one in group:
                if end != name and len(one.steps) <= 1 and not self.graph.edges_from(end):
                    self.graph.add_edge(end, name, "is named", evidence)

    def _end_of(self, page: Page, one: Appearance) -> str:
        """Make the id of the node that the chain of a statement ends at."""
        return self._pages.node_of(one.steps[-1], page, None).id if one.steps else f"{page.id}/-"

    def _open_ends(self, naming: _Naming) -> list[str]:
        """List the sources of a report that one named by another may be: of the same kind, and not known otherwise."""
        ends = self.graph.ends_of(naming.original.id)
        kind = naming.way.appearance.steps[-1].kind
        is_copy = naming.stated.kind in {"copy", "same text"}
        return [
            end
            for end in ends
            if len(ends) == 1
            and self.graph.node(end).source_kind in {None, kind}
            and (
                not self.graph.node(end).is_identified or (not is_copy and self.graph.kinds_to(end) == {"says itself"})
            )
        ]


def _report_node(page: Page) -> Node:
    return Node(
        id=page.id,
        kind="report",
        name=page.group.name,
        is_identified=True,
        published=page.appearances[0].published,
    )


def _stated(
    page: Page,
    one: Appearance,
    end: str,
    evidence: tuple[Evidence, ...],
    why: tuple[CollapseKind | None, str | None] = (None, None),
) -> Stated:
    source = one.steps[-1].source if one.steps else ""
    item = f"{page.id}/{source}" if source else page.id
    kind, by = why
    return Stated(report=page.id, item=item, end=end, kind=kind, by=by, evidence=evidence)
