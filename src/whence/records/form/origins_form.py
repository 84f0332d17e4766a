"""Origins of a claim: to and from JSON."""

from typing import Annotated, Literal, TypedDict

from whence.records.form.event_form import SpansForm, spans_from_form, spans_to_form
from whence.records.ledger import Channel, Kind, Naming
from whence.records.links import (
    ClaimOrigins,
    Collapse,
    CollapseKind,
    Edge,
    EdgeKind,
    Evidence,
    Node,
    NodeKind,
    Origin,
    Unsettled,
)
from whence.records.owners import OutletOwner

__all__ = [
    "ClaimOriginsForm",
    "CollapseForm",
    "EdgeForm",
    "EvidenceForm",
    "NodeForm",
    "OriginForm",
    "OutletOwnerForm",
    "UnsettledForm",
    "origins_from_form",
    "origins_to_form",
]

_COUNT = {"minimum": 0}


class EvidenceForm(TypedDict):
    """The words of a report that something rests on."""

    report: str
    spans: Annotated[SpansForm, "Empty if it rests on the report as a whole"]


class NodeForm(TypedDict):
    """A report, source or outlet in the graph of a claim."""

    id: str
    kind: NodeKind
    name: str
    source_kind: Kind | None
    naming: Naming | None
    identified: Annotated[bool, "True if it is settled who or what it is"]
    published: str | None
    withdrawn_by: Annotated[str | None, "Id of the report that withdraws it; null if none does"]


class EdgeForm(TypedDict):
    """One step back: the start has the claim from the end."""

    start: str
    end: str
    kind: EdgeKind
    channel: Channel | None
    evidence: list[EvidenceForm]


class OutletOwnerForm(TypedDict):
    """A row of a table of owners."""

    line: Annotated[int, "Number of its line in the file, counted from 1", {"minimum": 1}]
    outlet: Annotated[str, "Name or site of the outlet"]
    owner: str


class CollapseForm(TypedDict):
    """Why a count is lower by one."""

    count: Literal["outlets", "origins"]
    kind: CollapseKind
    item: Annotated[str, "What no longer counts by itself: a report, or a source in a report"]
    into: Annotated[str, "Id of the node that it counts with"]
    by: Annotated[str | None, "The name that it rests on"]
    owners: Annotated[list[OutletOwnerForm], "The rows of the table of owners that it rests on"]
    evidence: list[EvidenceForm]


class OriginForm(TypedDict):
    """Where a claim enters the reports at hand."""

    node: str
    unsourced: Annotated[bool, "True if it is an outlet that gives no source"]
    reports: Annotated[list[str], "Ids of the reports that have the claim from it, the earliest first"]
    outlets: Annotated[int, "Number of outlets of these reports", _COUNT]


class UnsettledForm(TypedDict):
    """Origins that may be one and the same, or several."""

    unnamed: Annotated[list[str], "Ids of origins of which it is not settled who they are"]
    may_be: Annotated[list[str], "Ids of the other origins that each of them may be"]


class ClaimOriginsForm(TypedDict):
    """What a claim rests on: its reports, outlets and origins, the graph, and why each counts."""

    reports: Annotated[int, _COUNT]
    outlets: Annotated[int, _COUNT]
    stated: Annotated[int, "Number of sources that the reports state, each counted in each report", _COUNT]
    least: Annotated[int, "There are at least so many origins", _COUNT]
    most: Annotated[int, "There are at most so many origins", _COUNT]
    origins: list[OriginForm]
    unsettled: list[UnsettledForm]
    collapses: list[CollapseForm]
    nodes: list[NodeForm]
    edges: list[EdgeForm]


def origins_to_form(found: ClaimOrigins) -> ClaimOriginsForm:
    """Turn the origins of a claim into their form."""
    return {
        "reports": found.reports,
        "outlets": found.outlets,
        "stated": found.stated,
        "least": found.least,
        "most": found.most,
        "origins": [
            {"node": one.node, "unsourced": one.is_unsourced, "reports": list(one.reports), "outlets": one.outlets}
            for one in found.origins
        ],
        "unsettled": [{"unnamed": list(one.unnamed), "may_be": list(one.may_be)} for one in found.unsettled],
        "collapses": [_collapse_to_form(one) for one in found.collapses],
        "nodes": [_node_to_form(node) for node in found.nodes],
        "edges": [
            {
                "start": edge.start,
                "end": edge.end,
                "kind": edge.kind,
                "channel": edge.channel,
                "evidence": _evidence_to_form(edge.evidence),
            }
            for edge in found.edges
        ],
    }


def origins_from_form(form: ClaimOriginsForm) -> ClaimOrigins:
    """Turn a form back into the origins of a claim."""
    return ClaimOrigins(
        reports=form["reports"],
        outlets=form["outlets"],
        stated=form["stated"],
        least=form["least"],
        most=form["most"],
        origins=tuple(
            Origin(
                node=one["node"], is_unsourced=one["unsourced"], reports=tuple(one["reports"]), outlets=one["outlets"]
            )
            for one in form["origins"]
        ),
        unsettled=tuple(
            Unsettled(unnamed=tuple(one["unnamed"]), may_be=tuple(one["may_be"])) for one in form["unsettled"]
        ),
        collapses=tuple(_collapse_from_form(one) for one in form["collapses"]),
        nodes=tuple(_node_from_form(node) for node in form["nodes"]),
        edges=tuple(
            Edge(
                start=edge["start"],
                end=edge["end"],
                kind=edge["kind"],
                channel=edge["channel"],
                evidence=_evidence_from_form(edge["evidence"]),
            )
            for edge in form["edges"]
        ),
    )


def _evidence_to_form(evidence: tuple[Evidence, ...]) -> list[EvidenceForm]:
    return [{"report": one.report, "spans": spans_to_form(one.spans)} for one in evidence]


def _evidence_from_form(form: list[EvidenceForm]) -> tuple[Evidence, ...]:
    return tuple(Evidence(one["report"], spans_from_form(one["spans"])) for one in form)


def _node_to_form(node: Node) -> NodeForm:
    return {
        "id": node.id,
        "kind": node.kind,
        "name": node.name,
        "source_kind": node.source_kind,
        "naming": node.naming,
        "identified": node.is_identified,
        "published": node.published,
        "withdrawn_by": node.withdrawn_by,
    }


def _node_from_form(form: NodeForm) -> Node:
    return Node(
        id=form["id"],
        kind=form["kind"],
        name=form["name"],
        source_kind=form["source_kind"],
        naming=form["naming"],
        is_identified=form["identified"],
        published=form["published"],
        withdrawn_by=form.get("withdrawn_by"),
    )


def _collapse_to_form(one: Collapse) -> CollapseForm:
    return {
        "count": one.count,
        "kind": one.kind,
        "item": one.item,
        "into": one.into,
        "by": one.by,
        "owners": [{"line": row.line, "outlet": row.outlet, "owner": row.owner} for row in one.owners],
        "evidence": _evidence_to_form(one.evidence),
    }


def _collapse_from_form(form: CollapseForm) -> Collapse:
    return Collapse(
        count=form["count"],
        kind=form["kind"],
        item=form["item"],
        into=form["into"],
        by=form["by"],
        owners=tuple(
            OutletOwner(line=row["line"], outlet=row["outlet"], owner=row["owner"]) for row in form.get("owners", ())
        ),
        evidence=_evidence_from_form(form["evidence"]),
    )
