"""The origins of a claim in words: how many there are, what each is, and why the rest does not count."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from whence.records.links import ClaimOrigins, Collapse, CollapseKind, Edge, EdgeKind, Evidence, Node, Unsettled
from whence.records.owners import OutletOwner
from whence.showing.marks import one_line
from whence.showing.wording import count_of, quoted, trimmed

__all__ = [
    "Reason",
    "list_reasons",
    "name_node",
    "name_origins",
    "phrase_edge",
    "phrase_node",
    "phrase_withdrawn",
    "quoted_claim",
    "summarise_counts",
    "summarise_origins",
]

_MOST_NAMES = 4
"""Most names in a list; the others are counted."""
_LONGEST = 60
"""Most characters of a name in a list."""
_DAY = len("2031-03-04")
_NOBODY = "somebody not named"
_UNKNOWN = "unknown outlet"
_EDGES: dict[EdgeKind, str] = {
    "copies": "copied",
    "has the same text": "same text",
    "follows": "cites it",
    "has from its outlet": "gives no source here",
    "says itself": "in its own voice",
}


_SENTENCES: dict[CollapseKind, str] = {
    "same outlet": "{who} repeat{s} the claim without a source.",
    "same owner": "{who} give{s} no source and belong{s} to {by}.",
    "copy": "{who} copied {into}{agency}.",
    "same text": "{who} {has} the same text as {into}{agency}.",
    "relay": "{who} cite{s} {by}, whose own report counts instead.",
    "same source": "{who} cite{s} {by}, too.",
    "same relay": "{who} cite{s} {by} through the same relay.",
    "sourced elsewhere": "{who} give{s} no source here; {into} does.",
    "passed on": "{who} cite{s} a source that has it from {by}.",
    "named elsewhere": "{who} do{es} not name the source; another report names {by}.",
}
_SAME_REPORT = "{who} repeat{s} the claim without the source that the same report gives."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a count is lower than the one before it, or why the number of origins is not certain."""

    text: str
    """A sentence, on one line."""
    evidence: tuple[Evidence, ...] = ()
    """The words that it rests on."""


def summarise_origins(found: ClaimOrigins) -> str:
    """Say how many reports, outlets and origins a claim has.

    >>> nothing = {"stated": 0, "origins": (), "unsettled": (), "collapses": (), "nodes": (), "edges": ()}
    >>> summarise_origins(ClaimOrigins(reports=12, outlets=7, least=1, most=2, **nothing))
    '12 reports, 7 outlets, at least 1 origin and at most 2'
    """
    withdrawn = sum(node.withdrawn_by is not None for node in found.nodes)
    return summarise_counts(found.reports, found.outlets, found.least, found.most) + phrase_withdrawn(withdrawn)


def phrase_withdrawn(count: int) -> str:
    """Say how many reports are withdrawn, after other counts; "" if none is.

    >>> phrase_withdrawn(1), phrase_withdrawn(0)
    (' · 1 report withdrawn', '')
    """
    return f" · {count_of(count, 'report')} withdrawn" if count else ""


def summarise_counts(reports: int, outlets: int, least: int, most: int) -> str:
    """Say how many reports and outlets a claim has, and at least and at most how many origins."""
    counts = f"{count_of(reports, 'report')}, {count_of(outlets, 'outlet')}"
    if least == most:
        return f"{counts}, {count_of(most, 'origin')}"
    return f"{counts}, at least {count_of(least, 'origin')} and at most {most:,}"


def quoted_claim(text: str) -> str:
    """Put the words of a claim in quotation marks, on one line, without the "that" of indirect speech.

    >>> quoted_claim("that the mole leaks")
    '“the mole leaks”'
    """
    words = one_line(text)
    return quoted(words.removeprefix("that ") or words)


def name_node(node: Node) -> str:
    """Name a report by its outlet, and anything else by its name.

    >>> name_node(Node(id="r:1/-", kind="source", name="", naming="bare", is_identified=False))
    'somebody not named'
    """
    return one_line(node.name) or (_NOBODY if node.kind == "source" else _UNKNOWN)


def name_origins(found: ClaimOrigins) -> str:
    """List the names of a claim's origins: "Tove Lind and Radio Marram (gives no source)"."""
    nodes = {node.id: node for node in found.nodes}
    names = dict.fromkeys(
        _short(nodes[origin.node]) + (" (gives no source)" if origin.is_unsourced else "") for origin in found.origins
    )
    return _listed(list(names))


def phrase_node(node: Node, *, is_unsourced: bool = False) -> str:
    """Say what a node is: the day of a report, or what kind of source it is; "" if there is nothing to say.

    Args:
        node: The node.
        is_unsourced: Whether it is an origin that gives no source.
    """
    if is_unsourced:
        return "gives no source"
    if node.kind == "report":
        return ", ".join(filter(None, (one_line((node.published or "")[:_DAY]), "withdrawn" * bool(node.withdrawn_by))))
    if node.kind == "outlet":
        return "outlet"
    if not node.name:
        return ""
    kind = node.source_kind or "source"
    if node.is_identified:
        return kind
    return f"{kind}, " + ("perhaps not the only one of this name" if node.naming == "named" else "not named")


def phrase_edge(edge: Edge, nodes: Mapping[str, Node]) -> str:
    """Say how the start of an edge has the claim from its end; "" if it just cites it."""
    if edge.kind == "is named":
        return f"named by {name_node(nodes[edge.evidence[0].report])}"
    return _EDGES.get(edge.kind) or edge.channel or ""


def list_reasons(found: ClaimOrigins) -> list[Reason]:
    """Explain the counts: what counts together and why, and which origins may be the same."""
    nodes = {node.id: node for node in found.nodes}
    groups: dict[tuple[str, ...], list[Collapse]] = {}
    for one in found.collapses:
        groups.setdefault((one.count, one.kind, one.into, one.by or ""), []).append(one)
    told: set[OutletOwner] = set()
    reasons = [_explain(group, nodes, told) for group in groups.values()]
    firsts = {origin.node: origin.reports[0] for origin in found.origins}
    return reasons + [_doubt(one, nodes, firsts) for one in found.unsettled]


def _explain(group: Sequence[Collapse], nodes: Mapping[str, Node], told: set[OutletOwner]) -> Reason:
    """Explain what counts together, with the rows of the table of owners that no reason has told before."""
    first = group[0]
    evidence = dict.fromkeys(it for one in group for it in one.evidence)
    by = one_line(first.by or "")
    rows = {row for one in group for row in one.owners}
    owners = _phrase_owners(rows - told)
    told |= rows
    if first.count == "outlets":
        are_of = "are of outlets of" if first.kind == "same owner" else "are of"
        text = f"{count_of(len(group) + 1, 'report')} {are_of} {by or _UNKNOWN}: 1 outlet.{owners}"
        return Reason(text=text, evidence=tuple(evidence))
    names = dict.fromkeys(_short(nodes[one.item.partition("/")[0]]) for one in group)
    into = nodes[first.into]
    is_same_report = all(one.item.partition("/")[0] == one.into for one in group)
    text = (_SAME_REPORT if is_same_report else _SENTENCES[first.kind]).format(
        who=_listed(list(names)),
        s="s" if len(names) == 1 else "",
        es="es" if len(names) == 1 else "",
        by=f"outlets of {by}" if rows and first.kind == "same source" else by or _NOBODY,
        into=_name_report(into, is_own=into.name != "" and list(names) == [_short(into)]),
        has="has" if len(names) == 1 else "have",
        agency=_phrase_agency(first.kind, by),
    )
    return Reason(text=text + owners, evidence=tuple(evidence))


def _phrase_owners(rows: Collection[OutletOwner]) -> str:
    """Say which rows of the table of owners a reason rests on; "" if on none."""
    outlets: dict[str, list[str]] = {}
    for row in sorted(rows):
        outlets.setdefault(one_line(row.owner), []).append(f"{one_line(row.outlet)} (line {row.line})")
    told = [f"{_listed(names)} belong{'' if len(names) > 1 else 's'} to {owner}" for owner, names in outlets.items()]
    return f" By the table of owners, {'; '.join(told)}." if told else ""


def _phrase_agency(kind: CollapseKind, agency: str) -> str:
    """Say whose text a copy is, or that it is not known."""
    if agency:
        return f", wire copy of {agency}"
    return "; which was first is not known" if kind == "same text" else ""


def _name_report(node: Node, *, is_own: bool) -> str:
    day = phrase_node(node)
    name = "another report of its own" if is_own else f"the report of {name_node(node)}"
    return name + (f" ({day})" if day else "")


def _doubt(one: Unsettled, nodes: Mapping[str, Node], firsts: Mapping[str, str]) -> Reason:
    """Say which origins may be the same."""
    if nodes[one.unnamed[0]].kind == "outlet":
        return Reason(text=_doubt_outlets(len(one.unnamed), _listed([_short(nodes[own]) for own in one.may_be], "or")))
    told = _listed([f"{_short(nodes[own])} ({_short(nodes[firsts[own]])})" for own in one.unnamed])
    others = _listed([_short(nodes[own]) for own in one.may_be], "or")
    are = f"are {others}, or the same" if others else "are the same"
    end = f"is {others}" if len(one.unnamed) == 1 else are
    return Reason(text=f"The reports do not settle whether {told} {end}.")


def _doubt_outlets(count: int, others: str) -> str:
    """Say that the outlets of some reports are not known.

    >>> _doubt_outlets(1, "Radio Marram")
    'The outlet of 1 report is not known: it may be Radio Marram.'
    >>> _doubt_outlets(2, "")
    'The outlets of 2 reports are not known: they may be one.'
    """
    if count == 1:
        return f"The outlet of 1 report is not known: it may be {others}."
    return f"The outlets of {count:,} reports are not known: they may be {f'{others}, or ' if others else ''}one."


def _short(node: Node) -> str:
    return trimmed(name_node(node), _LONGEST)


def _listed(names: Sequence[str], last: str = "and") -> str:
    """List names: "a, b and c"; or, if there are too many, "a, b, c, d and 3 more"."""
    if len(names) > _MOST_NAMES:
        return f"{', '.join(names[:_MOST_NAMES])} {last} {len(names) - _MOST_NAMES:,} more"
    *before, end = names or [""]
    return f"{', '.join(before)} {last} {end}" if before else end
