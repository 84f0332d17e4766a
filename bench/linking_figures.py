"""Compares the links of an archive with what `bench.planted_archive` planted in it."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import Protocol

from bench.planted_archive import PlantedArchive, PlantedClaim
from bench.planted_ledgers import QUOTED
from bench.planting import SHORT
from bench.reuse import Groups, recall_by_rate, share_of
from bench.stories import bcubed
from whence.archive.linking.items import hexadecimal
from whence.archive.storage.rows import ledger_of
from whence.archive.storage.store import Store
from whence.linking.origins.appearances import appearances_of, own_appearance
from whence.linking.origins.copies import copy_of
from whence.linking.origins.origins import find_origins
from whence.records.ledger import Ledger
from whence.records.links import Appearance, ClaimOrigins, Copy
from whence.records.report import Span
from whence.records.reuse import SharedPassage

__all__ = ["Links", "measure_links", "measure_tables"]

_MOST_TRACED = 2000
"""Claims whose origins are looked for."""

_Label = Hashable
"""What a mention is of: a planted claim, a quotation or the copies of a passage. Those with one label are the same."""


class Links(Protocol):
    """Links as rows. Reports go by their ids, mentions by the report's and their own: ``r:…/a3``."""

    def stories(self) -> Iterable[tuple[str, Hashable]]:
        """List each report and its story."""

    def mentions(self) -> Iterable[tuple[str, Hashable]]:
        """List each mention and its claim."""

    def disagreeing(self) -> Iterable[tuple[str, str]]:
        """List the pairs of mentions that disagree."""

    def passages(self) -> Iterable[tuple[str, str, str | None]]:
        """List the reports that share each passage, and the agency that both credit."""

    def quotation_pairs(self) -> Iterable[tuple[str, str]]:
        """List the reports of each pair of quotations that are the same."""


def measure_links(store: Store, planted: PlantedArchive) -> dict[str, object]:
    """Measure how much of what was planted is linked, and how much else.

    Args:
        store: A linked archive.
        planted: What is planted in it; its ledgers are written.
    """
    found = _Found(_ArchiveLinks(store), planted)
    return {**_measure(found), "people": _people(store, found), "origins": _origins(store, found)}


def measure_tables(links: Links, planted: PlantedArchive) -> dict[str, object]:
    """Measure the same of any links; people and origins, which need the ledgers, are left out."""
    return _measure(_Found(links, planted))


def _measure(found: "_Found") -> dict[str, object]:
    return {
        "stories": _stories(found),
        "passages": _passages(found),
        "quotations": _quotations(found),
        "claims": _claims(found),
        "disagreements": _disagreements(found),
    }


class _ArchiveLinks:
    """The links of an archive."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def stories(self) -> Iterator[tuple[str, Hashable]]:
        for item, story in self._store.each("SELECT item, story FROM stories"):
            yield f"r:{hexadecimal(item)}", story

    def mentions(self) -> Iterator[tuple[str, Hashable]]:
        for item, attribution, start, claim in self._store.each(
            "SELECT item, attribution, start, claim FROM claim_mentions"
        ):
            yield f"r:{hexadecimal(item)}/{attribution or start}", claim

    def disagreeing(self) -> Iterator[tuple[str, str]]:
        mention_of = {
            key: f"r:{hexadecimal(item)}/{attribution or start}"
            for item, key, attribution, start in self._store.each(
                "SELECT item, key, attribution, start FROM claim_mentions"
            )
        }
        for one, other in self._store.each("SELECT first, second FROM claim_pairs WHERE relation = 'disagreeing'"):
            yield mention_of[one], mention_of[other]

    def passages(self) -> Iterator[tuple[str, str, str | None]]:
        for earlier, later, agency in self._store.each("SELECT earlier, later, agency FROM passages"):
            yield f"r:{hexadecimal(earlier)}", f"r:{hexadecimal(later)}", agency

    def quotation_pairs(self) -> Iterator[tuple[str, str]]:
        for earlier, later in self._store.each("SELECT earlier, later FROM quotation_pairs"):
            yield f"r:{hexadecimal(earlier)}", f"r:{hexadecimal(later)}"


class _Found:
    """The links, with reports by their numbers in what was planted."""

    def __init__(self, links: Links, planted: PlantedArchive) -> None:
        self.links, self.planted = links, planted
        self.report_of = {own: number for number, own in enumerate(planted.ids)}
        self.claim_of = dict(links.mentions())
        """The claim that a mention was brought to, by the mention's id."""

    @cached_property
    def label_of(self) -> dict[str, _Label]:
        """The labels of the mentions that were planted as claims or quotations."""
        quoted = Groups((one.source, one.copy) for one in self.planted.planting.quotations)
        return {
            own: ("quoted", quoted.top(number)) if claim == QUOTED else ("claim", claim)
            for number, places in enumerate(self.planted.places)
            for claim, those in places.items()
            for own in those
        }

    @cached_property
    def copied(self) -> Groups:
        """Reports of which one has a passage from another, or both from a third."""
        planted = self.planted
        told = ((mention.original, mention.report) for claim in planted.claims for mention in claim.mentions)
        return Groups(
            [
                *((one.source, one.copy) for one in planted.planting.passages),
                *(pair for pair in told if pair[0] is not None),
            ]
        )

    def label(self, mention: str) -> _Label:
        """Name what a mention is of."""
        known = self.label_of.get(mention)
        return known or ("copied", self.copied.top(self.report_of[mention.partition("/")[0]]))

    def mention(self, claim: int, report: int) -> str:
        """Find the mention of a planted claim in a report."""
        return self.planted.places[report][claim][0]


def _stories(found: _Found) -> dict[str, float]:
    story_of = {str(one): str(number) for number, story in enumerate(found.planted.stories) for one in story}
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for report, story in found.links.stories():
        groups[story].append(str(found.report_of[report]))
    if not groups:
        return {}
    large = [group for group in groups.values() if len(group) > 1]
    return {**bcubed(list(groups.values()), story_of), "largest": max(map(len, groups.values())), "several": len(large)}


def _passages(found: _Found) -> dict[str, object]:
    planted = found.planted
    agencies: dict[tuple[int, int], str | None] = {}
    for earlier, later, agency in found.links.passages():
        one, other = sorted((found.report_of[earlier], found.report_of[later]))
        agencies[one, other] = agency
    # Two reports that make a claim in the same words may share as many as a passage has.
    told = {pair for claim in planted.claims for pair in combinations([one.report for one in claim.mentions], 2)}
    right = sum(found.copied.has(*pair) or pair in told for pair in agencies)
    hits = [one for one in planted.planting.passages if (one.source, one.copy) in agencies]
    copies = [(it.original, it.report) for claim in planted.claims for it in claim.mentions if it.original is not None]
    wires = [(one.source, one.copy) for one in planted.wires]
    return {
        "planted": len(planted.planting.passages),
        "recall": recall_by_rate(planted.planting.passages, hits),
        "precision": share_of(right, len(agencies)),
        "claims_copied": share_of(sum((min(pair), max(pair)) in agencies for pair in copies), len(copies)),
        "wires": share_of(sum(agencies.get(pair) is not None for pair in wires), len(wires)),
    }


def _quotations(found: _Found) -> dict[str, object]:
    planted = found.planted.planting.quotations
    pairs = [(found.report_of[one], found.report_of[other]) for one, other in found.links.quotation_pairs()]
    together, linked = Groups((one.source, one.copy) for one in planted), Groups(pairs)
    hits = [one for one in planted if linked.has(one.source, one.copy)]
    long = [one for one in planted if len(one.words.split()) >= SHORT]
    short = [one for one in planted if len(one.words.split()) < SHORT]
    return {
        "planted": len(planted),
        "recall": recall_by_rate(long, hits),
        "recall_of_short": recall_by_rate(short, hits),
        "precision": share_of(sum(together.has(*pair) for pair in pairs), len(pairs)),
    }


def _claims(found: _Found) -> dict[str, object]:
    counts, hits = Counter[int](), Counter[int]()
    for number, claim in enumerate(found.planted.claims):
        for one, other in combinations(claim.mentions, 2):
            changes = one.wording.changes(other.wording)
            pair = [found.claim_of.get(found.mention(number, it.report)) for it in (one, other)]
            counts[changes] += 1
            hits[changes] += pair[0] is not None and pair[0] == pair[1]
    together: dict[Hashable, Counter[_Label]] = defaultdict(Counter)
    for mention, claim_id in found.claim_of.items():
        together[claim_id][found.label(mention)] += 1
    pairs = sum(_pairs(labels.total()) for labels in together.values())
    same = sum(_pairs(count) for labels in together.values() for count in labels.values())
    return {
        "mentions": len(found.claim_of),
        "pairs": counts.total(),
        "recall": share_of(hits.total(), counts.total()),
        "recall_by_changes": {str(changes): share_of(hits[changes], counts[changes]) for changes in sorted(counts)},
        "found": pairs,
        "unplanted": share_of(pairs - same, pairs),
    }


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _disagreements(found: _Found) -> dict[str, object]:
    rivals = {(one.rival, number) for number, one in enumerate(found.planted.claims) if one.rival is not None}
    told = set[tuple[int, int]]()
    rows = right = 0
    for mentions in found.links.disagreeing():
        pair = _numbers([found.label(mention) for mention in mentions])
        rows += 1
        right += pair in rivals or pair[::-1] in rivals
        told |= {pair, pair[::-1]}
    kinds: dict[str, list[bool]] = defaultdict(list)
    joined = 0
    for first, second in rivals:
        claim = found.planted.claims[second]
        kinds[str(claim.rival_kind)].append((first, second) in told)
        ids = [_claims_of(found, number, found.planted.claims[number]) for number in (first, second)]
        joined += bool(ids[0] & ids[1])
    all_ = [hit for hits in kinds.values() for hit in hits]
    return {
        "planted": len(rivals),
        "recall": share_of(sum(all_), len(all_)),
        **{kind: share_of(sum(hits), len(hits)) for kind, hits in sorted(kinds.items())},
        "precision": share_of(right, rows),
        "rivals_joined": share_of(joined, len(rivals)),
    }


def _numbers(labels: Sequence[_Label]) -> tuple[int, int]:
    """Give the numbers of two planted claims; -1 for what is none."""
    first, second = (label[1] if isinstance(label, tuple) and label[0] == "claim" else -1 for label in labels)
    return first, second


def _claims_of(found: _Found, number: int, claim: PlantedClaim) -> set[Hashable]:
    ids = (found.claim_of.get(found.mention(number, one.report)) for one in claim.mentions)
    return {own for own in ids if own is not None}


def _people(store: Store, found: _Found) -> dict[str, float]:
    """Compare pairs of named persons: those of one name are one if on one happening, or quoted with the same words."""
    planted = found.planted
    story_of = {one: number for number, story in enumerate(planted.stories) for one in story}
    quoted = ((one.source, one.copy, planted.speaker_of(one.source)) for one in planted.planting.quotations)
    same = Groups(((story_of[source], name), (story_of[copy], name)) for source, copy, name in quoted)
    labels: dict[int, Counter[_Label]] = defaultdict(Counter)
    names: Counter[_Label] = Counter()
    sql = (
        "SELECT item, person, sources.name FROM named_sources JOIN linked USING (item)"
        " JOIN sources ON sources.version = linked.version AND sources.id = source WHERE sources.kind = 'person'"
    )
    for item, person, name in store.each(sql):
        label = same.top((story_of[found.report_of[f"r:{hexadecimal(item)}"]], name))
        labels[person][label] += 1
        names[label] += 1
    pairs = sum(_pairs(those.total()) for those in labels.values())
    right = sum(_pairs(count) for those in labels.values() for count in those.values())
    wanted = sum(map(_pairs, names.values()))
    return {"pairs": wanted, "recall": share_of(right, wanted), "precision": share_of(right, pairs)}


def _origins(store: Store, found: _Found) -> dict[str, float]:
    several = [number for number, one in enumerate(found.planted.claims) if len(one.mentions) > 1]
    exact = right = within = 0
    chosen = several[:: max(1, len(several) // _MOST_TRACED)]
    for number in chosen:
        claim = found.planted.claims[number]
        origins = _trace(store, found, number, claim)
        names = frozenset(_name(node.id, node.name) for node in origins.nodes if node.id in _nodes(origins))
        exact += origins.least == origins.most == len(claim.origins)
        within += origins.least <= len(claim.origins) <= origins.most
        right += names == claim.origins and origins.least == origins.most
    return {
        "claims": len(chosen),
        "exact_number": share_of(exact, len(chosen)),
        "within_range": share_of(within, len(chosen)),
        "right_sources": share_of(right, len(chosen)),
    }


def _nodes(origins: ClaimOrigins) -> set[str]:
    return {origin.node for origin in origins.origins}


def _name(node: str, name: str) -> str:
    return node if node.startswith("o:") else name


def _trace(store: Store, found: _Found, number: int, claim: PlantedClaim) -> ClaimOrigins:
    """Find the origins of the claim that most mentions of a planted one were brought to."""
    ids = Counter(found.claim_of.get(found.mention(number, one.report)) for one in claim.mentions)
    best = max((own for own in ids if isinstance(own, int)), key=lambda own: (ids[own], own), default=None)
    rows = store.rows("SELECT item, attribution, start FROM claim_mentions WHERE claim = ?", (best,))
    appearances = [one for row in rows for one in _appearances(store, *row)]
    items = sorted({row[0] for row in rows})
    return find_origins(appearances, list(_copies(store, items)))


def _appearances(store: Store, item: int, attribution: str | None, start: int) -> Iterable[Appearance]:
    (version,) = store.rows("SELECT version FROM linked WHERE item = ?", (item,))[0]
    ledger: Ledger = ledger_of(store, version)
    if attribution is None:
        told = next(one for one in ledger.statements if one.spans[0].start == start)
        return (own_appearance(ledger, told.spans),)
    rows = store.rows("SELECT source, person FROM named_sources WHERE item = ?", (item,))
    entities: Mapping[str, str] = {source: f"p:{person}" for source, person in rows}
    one = next(one for one in ledger.attributions if one.id == attribution)
    return appearances_of(ledger, one, entities)


def _copies(store: Store, items: Sequence[int]) -> Iterator[Copy]:
    sql = (
        "SELECT later, earlier_start, earlier_end, later_start, later_end, same_words, first, first_by, agency"
        " FROM passages WHERE earlier = ?"
    )
    for earlier in items:
        for later, start, end, later_start, later_end, same, first, first_by, agency in store.rows(sql, (earlier,)):
            if later in items:
                yield copy_of(
                    SharedPassage(
                        reports=(f"r:{hexadecimal(earlier)}", f"r:{hexadecimal(later)}"),
                        spans=(Span(start, end), Span(later_start, later_end)),
                        same_words=same,
                        first=None if first is None else f"r:{hexadecimal(first)}",
                        first_by=first_by,
                        agency=agency,
                    )
                )
