"""Origins: whom a claim comes from, across the reports that make it, and how many they are.

Ten outlets that repeat one statement have one origin. The directed graph of a claim leads from each report, through the
reports it copies or cites and its relays, to the sources; what nothing leads on from is an origin. Whether a source
that is not named is the same as another is never guessed: the number of origins is then a range.

Reference:
    Moreau and Missier (eds.), "PROV-DM: The PROV Data Model", W3C Recommendation, 2013 (derivation and attribution as a
    directed graph); Dong, Berti-Equille and Srivastava, "Integrating Conflicting Data: The Role of Source Dependence",
    VLDB 2009 (sources that copy count once).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from whence.linking.origins.origin_graph import OriginGraph
from whence.linking.origins.origin_pages import NO_NAMES, Pages, is_short_for, prepare_copies, prepare_pages
from whence.linking.origins.origin_tracing import Stated, trace
from whence.linking.origins.outlet_groups import rows_behind
from whence.linking.origins.owner_table import NO_OWNERS, OwnerTable
from whence.linking.origins.shared_owners import name_shared_owners
from whence.records.links import (
    Appearance,
    ClaimOrigins,
    Collapse,
    CollapseKind,
    Copy,
    Evidence,
    Node,
    Origin,
    Unsettled,
)
from whence.records.owners import OutletOwner

__all__ = ["find_origins"]

NO_UTTERANCES: Mapping[str, int] = MappingProxyType({})


def find_origins(
    appearances: Iterable[Appearance],
    copies: Iterable[Copy] = (),
    owners: OwnerTable = NO_OWNERS,
    *,
    cited: Mapping[str, Collection[str]] = NO_NAMES,
    utterances: Mapping[str, int] = NO_UTTERANCES,
) -> ClaimOrigins:
    """Find where a claim comes from, and count its reports, outlets and origins.

    The result depends on what is given and not on its order. Rules, the surest first:

    - A report that copied the claim has it from the report that it copied.
    - A report that cites an outlet has it from the last report of that outlet before it that is at hand.
    - A source named in several reports is one origin; one that another report has through somebody is none.
    - Sources not named, or not known across reports, are one for several reports only if a copy or a relay ties them.
      Otherwise they may be each other, or any named one, as a short name may be a longer one: ``least`` < ``most``.
    - Who is quoted without a name in one report, and by name with the same words in others, is one.
    - An outlet that gives no source is an origin, unless it gives one elsewhere in the report or before. One that is
      not known may be any other without a source.

    No rule lets a report come from another if it names a source that the other does not have.

    Args:
        appearances: All places where the claim is made; several in one report are allowed.
        copies: Passages that reports copied. One counts if it holds words of the claim, in the copy and the original.
        owners: A table of owners. Outlets of one owner count once.
        cited: Names that each report cites anywhere. Of two with the same text, one that cites the other copied.
        utterances: Numbers of appearances that quote: one number for the same quoted words.

    Returns:
        The counts, the graph that they rest on, and why what is not counted is not.

    Raises:
        ValueError: Two appearances in one report disagree on its publisher, host, time or agency.

    >>> from whence.records.links import SourceStep
    >>> lind = SourceStep(source="s1", name="Tove Lind", kind="person", naming="named", entity="p:1")
    >>> told = [Appearance(id=id_, report=id_, spans=(), steps=(lind,), is_attributed=True) for id_ in ("r:1", "r:2")]
    >>> [(origin.node, origin.reports) for origin in find_origins(told).origins]
    [('p:1', ('r:1', 'r:2'))]
    """
    pages = prepare_pages(appearances, owners, cited)
    graph, stated = trace(pages, prepare_copies(copies, pages), utterances)
    outlets = _collapse_outlets(pages)
    ends, collapses = _collapse_origins(pages, graph, stated, name_shared_owners(pages, graph))
    nodes, edges = graph.sorted_parts(pages.by_id)
    unsettled = _find_unsettled(graph, ends)
    return ClaimOrigins(
        reports=len(pages.by_id),
        outlets=len(pages.by_id) - len(outlets),
        stated=len(stated),
        least=len(ends) - sum(len(one.unnamed) - (0 if one.may_be else 1) for one in unsettled),
        most=len(ends),
        origins=tuple(_origin(pages, graph, end) for end in ends),
        unsettled=unsettled,
        collapses=(*outlets, *collapses),
        nodes=nodes,
        edges=edges,
    )


def _collapse_outlets(pages: Pages) -> list[Collapse]:
    firsts: dict[str, str] = {}
    seen: set[str] = set()
    found = []
    for page in pages.by_id.values():
        first = firsts.setdefault(page.group.group, page.id)
        if first != page.id:
            kind: CollapseKind = "same outlet" if page.group.outlet in seen else "same owner"
            is_owned = kind == "same owner"
            found.append(
                Collapse(
                    count="outlets",
                    kind=kind,
                    item=page.id,
                    into=first,
                    by=page.group.group_name if is_owned else page.group.name,
                    owners=rows_behind(pages.by_id[first].group, page.group) if is_owned else (),
                    evidence=(Evidence(page.id, ()),),
                )
            )
        seen.add(page.group.outlet)
    return found


def _collapse_origins(
    pages: Pages, graph: OriginGraph, stated: Sequence[Stated], shared: Mapping[str, tuple[OutletOwner, ...]]
) -> tuple[list[str], list[Collapse]]:
    """Find the origins, in the order of the reports that state them first, and why each further statement is none."""
    firsts: dict[str, Stated] = {}
    found = []
    for one in stated:
        is_end = one.kind is None and not graph.edges_from(one.end)
        if not is_end or firsts.setdefault(one.end, one) is not one:
            kind, into, by = _why(graph, one, shared)
            found.append(
                Collapse(
                    count="origins",
                    kind=kind,
                    item=one.item,
                    into=into,
                    by=by,
                    owners=_other_outlet(pages, one, into) if kind == "sourced elsewhere" else shared.get(into, ()),
                    evidence=one.evidence,
                )
            )
    return list(firsts), found


def _other_outlet(pages: Pages, one: Stated, into: str) -> tuple[OutletOwner, ...]:
    """List the rows of the table of owners by which another outlet's report gives the source of a statement."""
    groups = pages.by_id[one.report].group, pages.by_id[into].group
    return rows_behind(*groups) if groups[0].outlet != groups[1].outlet else ()


def _why(graph: OriginGraph, one: Stated, shared: Collection[str]) -> tuple[CollapseKind, str, str | None]:
    """Say why a statement is no origin of its own, what it counts with, and the name that this rests on."""
    if one.kind is not None:
        return one.kind, one.end, one.by
    node = graph.node(one.end)
    onward = graph.edges_from(one.end)
    if onward:
        kind: CollapseKind = "named elsewhere" if onward[0].kind == "is named" else "passed on"
        return kind, onward[0].end, graph.node(onward[0].end).name
    if any(edge.kind == "says itself" and edge.end == node.id for edge in graph.edges_from(one.report)):
        return ("same owner" if node.id in shared else "same outlet"), node.id, node.name
    return ("same source" if node.is_identified else "same relay"), node.id, node.name


def _find_unsettled(graph: OriginGraph, ends: Sequence[str]) -> tuple[Unsettled, ...]:
    """Find the origins that may be others: people, documents, outlets, and sources of which nothing is said."""
    nodes = [graph.node(end) for end in ends]
    known = [node for node in nodes if node.is_identified and _can_be_cited(graph, node)]
    is_document = {"people": False, "documents": True}
    open_ends = {kind: [node.id for node in nodes if not node.is_identified and _kind(node) == kind] for kind in _KINDS}
    found = []
    for kind, unnamed in open_ends.items():
        if kind == "outlets":
            may_be = [node.id for node in nodes if node.is_identified and "says itself" in graph.kinds_to(node.id)]
        elif kind in is_document:
            may_be = [node.id for node in known if (node.source_kind == "document") == is_document[kind]]
        else:
            may_be = [*(node.id for node in known), *open_ends["people"], *open_ends["documents"]]
        if len(unnamed) > (0 if may_be else 1):
            found.append(Unsettled(unnamed=tuple(unnamed), may_be=tuple(may_be)))
    return (*found, *_find_namesakes([node for node in nodes if node.is_identified and node.kind == "source"]))


def _find_namesakes(nodes: Sequence[Node]) -> Iterator[Unsettled]:
    """Find the sources whose name may be short for another's: "Okafor" beside "Ines Okafor".

    Nothing that the reports say brought the two together, and so short a name keeps nobody apart.
    """
    for at, node in enumerate(nodes):
        # Of two with one whole name the later may be the earlier.
        others = [other for other in (*nodes[:at], *nodes[at + 1 :]) if is_short_for(node, other)]
        may_be = [other.id for other in others if other in nodes[:at] or not is_short_for(other, node)]
        if may_be:
            yield Unsettled(unnamed=(node.id,), may_be=tuple(may_be))


_KINDS = ("people", "documents", "outlets", "unknown")


def _kind(node: Node) -> str:
    if node.kind == "outlet":
        return "outlets"
    if node.source_kind is None:
        return "unknown"
    return "documents" if node.source_kind == "document" else "people"


def _can_be_cited(graph: OriginGraph, node: Node) -> bool:
    """Check whether somebody unnamed may be this origin: not if it is an outlet that only speaks for itself."""
    return node.kind == "source" or (node.kind == "outlet" and "cites" in graph.kinds_to(node.id))


def _origin(pages: Pages, graph: OriginGraph, end: str) -> Origin:
    reached = graph.leading_to(end)
    reports = tuple(page for page in pages.by_id if page in reached)
    return Origin(
        node=end,
        is_unsourced=graph.node(end).kind != "source" and "cites" not in graph.kinds_to(end),
        reports=reports,
        outlets=len({pages.by_id[page].group.group for page in reports}),
    )
