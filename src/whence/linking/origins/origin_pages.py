"""The reports that make a claim, ready to be traced: in order, with their outlets and the ways their words came."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from whence.language.english import ARTICLES
from whence.linking.chronology import Order, order_of
from whence.linking.origins.known_outlets import KnownOutlets
from whence.linking.origins.outlet_groups import OutletGroup, group_of, group_outlets, is_itself
from whence.linking.origins.outlet_keys import outlet_key
from whence.linking.origins.owner_table import NO_OWNERS, OwnerTable
from whence.records.links import Appearance, Copy, Node, SourceStep
from whence.records.report import Span

__all__ = ["NO_NAMES", "Page", "Pages", "is_short_for", "is_touched", "prepare_copies", "prepare_pages"]

NO_NAMES: Mapping[str, Collection[str]] = MappingProxyType({})
_UNNAMED = frozenset({"withheld", "bare"})
_OWN_PAGES = ("our ", "an earlier version", "this article", "this story", "this report", "this newspaper")
"""What the description of a report's own outlet begins with, if it stands next to the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A report that makes the claim."""

    id: str
    order: Order
    group: OutletGroup
    appearances: tuple[Appearance, ...]
    """By id; the outlet itself is no step of theirs, and the agency whose text it is comes first."""
    cited: frozenset[str]
    """Names that the report cites anywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """All reports that make the claim."""

    by_id: Mapping[str, Page]
    """In the order of publication."""
    by_outlet: Mapping[str, tuple[Page, ...]]
    """Those of each outlet, in the order of publication."""
    by_group: Mapping[str, tuple[Page, ...]]
    """Those of each outlet with all outlets of its owner, in the order of publication."""
    known: KnownOutlets

    def outlet_of(self, step: SourceStep) -> str | None:
        """Find the key of the outlet that a step is: one that the tables know, or whose reports are at hand.

        A description is none: "the post" that somebody shared is not the Post.
        """
        return self.known.named((step.name, *step.aliases), step.kind) if step.naming == "named" else None

    def cites(self, page: Page, other: Page) -> bool:
        """Check whether a report cites the outlet of another, for the claim or for anything else."""
        steps = (self.outlet_of(step) for one in page.appearances for step in one.steps)
        return other.group.outlet in {*steps, *self.known.cited(page.cited)}

    def node_of(self, step: SourceStep, page: Page, before: Node | None) -> Node:
        """Make the node of a relay or source.

        Args:
            step: The relay or source.
            page: The report that cites it.
            before: Node of the step before it. Somebody unnamed is the same for two reports if both have it through the
                same known relay, and describe the source, if at all, by the same words.
        """
        outlet = self.outlet_of(step)
        if outlet is not None:
            return self.outlet_node(outlet, step.name)
        if is_identified(step) and step.entity is not None:
            return self._node(step, step.entity)
        if before is not None and before.is_identified and step.naming in {*_UNNAMED, "described"}:
            words = [word for word in step.name.casefold().split() if word not in ARTICLES]
            told = "unnamed" if step.naming in _UNNAMED else "-".join(words)
            return self._node(step, f"{before.id}/{step.kind or 'source'}-{told}")
        return self._node(step, f"{page.id}/{step.source}")

    def group_of_outlet(self, outlet: str, name: str) -> OutletGroup:
        """Find the owner of an outlet: of one at hand by its reports, of any other by its name."""
        own = self.by_outlet.get(outlet)
        return own[0].group if own else group_of(outlet, name, None, self.known.owners)

    def outlet_node(self, outlet: str, name: str) -> Node:
        """Make the node of an outlet: the same one for all outlets of an owner."""
        group = self.group_of_outlet(outlet, name)
        return Node(
            id=f"o:{group.group}",
            kind="outlet",
            name=group.name or name,
            source_kind="organisation",
            naming="named",
            is_identified=bool(group.name or name),
        )

    @staticmethod
    def _node(step: SourceStep, key: str) -> Node:
        return Node(
            id=key,
            kind="source",
            name=step.name,
            source_kind=step.kind,
            naming=step.naming,
            is_identified=is_identified(step),
        )


def is_identified(step: SourceStep) -> bool:
    """Check whether it is settled across reports who a source is. A description never settles it."""
    return step.entity is not None and step.naming == "named"


def is_short_for(one: Node, other: Node) -> bool:
    """Check whether the name of a source may be short for another's: "Okafor" for "Ines Okafor".

    The same whole name of another kind of source may be another, or read amiss.
    """
    words, others = (frozenset(node.name.casefold().split()) - ARTICLES for node in (one, other))
    if not words or one.kind != "source" or other.kind != "source":
        return False
    is_same_kind = one.source_kind == other.source_kind
    return (words < others and is_same_kind) or (words == others and not is_same_kind)


def is_touched(appearance: Appearance, spans: Iterable[Span]) -> bool:
    """Check whether spans hold half of a claim's words, or words of the relays and source that it is attributed to."""
    ranges = list(spans)
    held = sum(_common(one, other) for one in ranges for other in appearance.spans)
    if 2 * held >= sum(span.end - span.start for span in appearance.spans):
        return True
    return any(_common(one, other) for one in ranges for step in appearance.steps for other in step.spans)


def _common(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def prepare_pages(
    appearances: Iterable[Appearance],
    owners: OwnerTable = NO_OWNERS,
    cited: Mapping[str, Collection[str]] = NO_NAMES,
) -> Pages:
    """Sort the appearances of a claim into reports.

    Args:
        appearances: All places where the claim is made.
        owners: A table of owners.
        cited: Names that reports cite anywhere, by the ids of the reports.

    Raises:
        ValueError: Two appearances disagree on the publisher, host, time or agency of one report.
    """
    told: dict[str, list[Appearance]] = defaultdict(list)
    for one in sorted(set(appearances), key=lambda one: (one.id, repr(one))):
        told[one.report].append(one)
        first = told[one.report][0]
        if _about(first) != _about(one):
            message = f"{one.report} is {_about(first)} in {first.id} and {_about(one)} in {one.id}"
            raise ValueError(message)
    groups = group_outlets({own: (found[0].publisher, found[0].host) for own, found in told.items()}, owners)
    outlets = {group.outlet for group in groups.values()}
    pages = [
        Page(
            id=own,
            order=order_of(own, found[0].published),
            group=groups[own],
            appearances=tuple(_way(one, groups[own], outlets) for one in found),
            cited=frozenset(cited.get(own, ())),
        )
        for own, found in told.items()
    ]
    pages.sort(key=lambda page: page.order)
    by_outlet: dict[str, list[Page]] = defaultdict(list)
    by_group: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        by_outlet[page.group.outlet].append(page)
        by_group[page.group.group].append(page)
    return Pages(
        by_id={page.id: page for page in pages},
        by_outlet={key: tuple(own) for key, own in by_outlet.items()},
        by_group={key: tuple(own) for key, own in by_group.items()},
        known=KnownOutlets.of(groups.values(), owners),
    )


def prepare_copies(copies: Iterable[Copy], pages: Pages) -> dict[str, list[Copy]]:
    """Collect the copies among reports of the claim, by the report that copied, those of the earliest originals first.

    Where it is not known who copied, a report that cites the other's outlet did; if neither does, the earlier report
    counts as the original. Copies of a report that does not make the claim, or is not at hand, count as copies of the
    first of them.
    """
    found: dict[str, list[Copy]] = defaultdict(list)
    absent: dict[str, list[Copy]] = defaultdict(list)
    for copy in sorted(set(copies), key=_copy_key):
        if copy.report in pages.by_id and copy.original in pages.by_id:
            turned = _in_order(copy, pages)
            found[turned.report].append(turned)
        elif copy.report in pages.by_id or copy.original in pages.by_id:
            turned = copy if copy.report in pages.by_id or copy.order else _turned(copy)
            if turned.report in pages.by_id:
                absent[turned.original].append(turned)
    for those in absent.values():
        first, *later = sorted(those, key=lambda copy: (pages.by_id[copy.report].order, _copy_key(copy)))
        for copy in later:
            if copy.report != first.report:
                found[copy.report].append(replace(copy, original=first.report, original_spans=first.spans, order=None))
    for those in found.values():
        those.sort(key=lambda copy: (pages.by_id[copy.original].order, _copy_key(copy)))
    return found


def _about(one: Appearance) -> tuple[str | None, ...]:
    return one.publisher, one.host, one.published, one.agency


def _way(one: Appearance, group: OutletGroup, outlets: Collection[str]) -> Appearance:
    """Leave out the outlet itself where a chain begins with it, and put the agency whose text it is before the rest."""
    steps = list(one.steps)
    while steps and _is_page_itself(steps[0], group, outlets):
        del steps[0]
    is_attributed = one.is_attributed and (bool(steps) or not one.steps)
    agency = outlet_key(one.agency)
    if one.agency and agency != group.outlet and not (steps and outlet_key(steps[0].name) == agency):
        steps.insert(0, SourceStep(source="", name=one.agency, kind="organisation", naming="named"))
    each = tuple(step for place, step in enumerate(steps) if not place or not _is_repeated(step, steps[place - 1]))
    return replace(one, steps=each, is_attributed=is_attributed or bool(each))


def _is_page_itself(step: SourceStep, group: OutletGroup, outlets: Collection[str]) -> bool:
    """Check whether a report cites its own outlet: by name, or as "our live page" or "an earlier version".

    The reading may take an outlet's short name for a person; somebody with a fuller name is none.
    """
    if step.naming == "described" and step.name.casefold().startswith(_OWN_PAGES):
        return True
    may_be = step.kind in {"organisation", None} or (step.kind == "person" and not step.aliases)
    return may_be and is_itself(step.name, group, outlets)


def _is_repeated(step: SourceStep, before: SourceStep) -> bool:
    return step.name != "" and (step.name, step.kind, step.entity) == (before.name, before.kind, before.entity)


def _in_order(copy: Copy, pages: Pages) -> Copy:
    """Decide who copied where it is not known: whoever cites the other for the claim, or else the later report."""
    if copy.order is not None:
        return copy
    report, original = pages.by_id[copy.report], pages.by_id[copy.original]
    cites, is_cited = pages.cites(report, original), pages.cites(original, report)
    if cites != is_cited:
        return replace(_turned(copy) if is_cited else copy, order="credit")
    return _turned(copy) if original.order > report.order else copy


def _turned(copy: Copy) -> Copy:
    return replace(
        copy, report=copy.original, original=copy.report, spans=copy.original_spans, original_spans=copy.spans
    )


def _copy_key(copy: Copy) -> tuple[object, ...]:
    return copy.report, copy.original, copy.spans, copy.original_spans, -copy.same_words, repr(copy)
