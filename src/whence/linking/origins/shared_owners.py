"""Owners that stand for several outlets in the graph of a claim."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from whence.linking.origins.origin_graph import OriginGraph
from whence.linking.origins.origin_pages import Page, Pages
from whence.linking.origins.outlet_groups import OutletGroup, rows_behind
from whence.records.owners import OutletOwner

__all__ = ["name_shared_owners"]


def name_shared_owners(pages: Pages, graph: OriginGraph) -> Mapping[str, tuple[OutletOwner, ...]]:
    """Name the nodes that stand for several outlets by their owner; those of one outlet keep its name.

    Returns:
        The rows of the table of owners by which outlets share a node, by the ids of the nodes.
    """
    outlets: dict[str, dict[str, OutletGroup]] = defaultdict(dict)
    for page in pages.by_id.values() if pages.known.owners.rows else ():
        for group in _groups_behind(page, pages, graph):
            outlets[f"o:{group.group}"][group.outlet] = group
    shared = {node: tuple(groups.values()) for node, groups in outlets.items() if len(groups) > 1}
    for node, groups in shared.items():
        graph.rename(node, groups[0].group_name)
    return {node: rows_behind(*groups) for node, groups in shared.items()}


def _groups_behind(page: Page, pages: Pages, graph: OriginGraph) -> Iterator[OutletGroup]:
    """List the outlets that a report leads to: its own if it says the claim itself, and those that it cites."""
    if any(edge.kind == "says itself" for edge in graph.edges_from(page.id)):
        yield page.group
    for one in page.appearances:
        for step in one.steps:
            if (outlet := pages.outlet_of(step)) and outlet not in pages.by_outlet:
                group = pages.group_of_outlet(outlet, step.name)
                if graph.has_node(f"o:{group.group}"):
                    yield group
