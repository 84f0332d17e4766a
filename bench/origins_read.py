"""Measure origins on real stories that people read: ``training/labels/origins.jsonl``.

The reports of the labelled stories are read, linked in one archive, and asked about:

- quotations: of the labelled direct quotations, those for which whence gives the labelled origin, and no other.
- claims: of the labelled claims, those with the right number of origins (at least and at most), with the right sources,
  and with both. A claim is the one that most of its labelled places are in.
- agreement: of quotations and claims together, those that are right.
- claims_right_if_linked: of the labelled claims, those whose origins are right if just their labelled places are
  linked.
- misses: why each of the others is not right, by the first reason that applies: a report of the label makes no claim
  there (``lacking``); its places are linked amiss (``linking``); of the same places, an origin is an outlet for whence
  and a source for the label, or the other way round (``own_voice``); one has a name for the label and none for whence
  (``unnamed``); they are others (``another``). What a label infers from what stands nearby is a miss, too.

Mistakes may be read on the part ``read`` (``--show``); the part ``fresh`` only gives figures.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.options import find_corpus, print_figures
from training.story_corpora import SETS, read_ledgers
from whence.archive.linking.items import number_of_id
from whence.archive.linking.link import link
from whence.archive.links.linked_reports import LinkedReport, LinkedReports
from whence.archive.links.origin_answers import ClaimPlace, mentions_of_claim, origins_of
from whence.archive.storage.store import Store
from whence.archive.storage.write import Arrival, store_report
from whence.intake.urls import host_of
from whence.language.english import ARTICLES
from whence.linking.claims.mentions import PlacedMention
from whence.linking.origins.outlet_keys import outlet_key
from whence.records.answers import Receipt
from whence.records.ledger import Ledger
from whence.records.links import ClaimOrigins, Node
from whence.records.report import Span

__all__ = ["Judge"]

_LABELS = Path(__file__).parent.parent / "training/labels/origins.jsonl"
_SETS = ("incidents", "stories")
_LEAST_SHARED = 0.5
_Label = Mapping[str, Any]
"""An origin, a quotation, a claim or a story, as the guideline describes it."""


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--ledgers", type=Path, help="folder to keep ledgers in; reading 988 reports takes minutes")
    parser.add_argument("--part", choices=("read", "fresh"), default="fresh")
    parser.add_argument("--show", action="store_true", help="print the mistakes; only on the part to read")
    options = parser.parse_args()
    if options.show and options.part == "fresh":
        sys.exit("The fresh part only gives figures; read mistakes with --part read.")
    for name in _SETS:
        find_corpus(options.shared, SETS[name])
    labels = [json.loads(line) for line in _LABELS.read_text("utf-8").splitlines()]
    wanted = {own for story in labels for own in story["reports"]}
    ledgers = {
        row["id"]: ledger
        for name in _SETS
        for row, ledger in read_ledgers(options.shared, name, options.ledgers)
        if row["id"] in wanted
    }
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "stories.whence", create=True)
        _keep(store, ledgers.values())
        link(store)
        judge = Judge(store, ledgers)
        for story in labels:
            if story["part"] == options.part:
                for mistake in judge.judge(story):
                    if options.show:
                        print(story["story"][:24], mistake)
        store.close()
    if not options.show:
        print_figures("origins_read", {"part": options.part, **judge.figures()})


def _keep(store: Store, ledgers: Iterable[Ledger]) -> None:
    now = datetime(2031, 3, 4, tzinfo=UTC).isoformat()
    with store.writing(), store.transaction():
        for ledger in ledgers:
            receipt = Receipt(input=ledger.report.id, fetched=None, digest=ledger.report.id, extractor="bench")
            store_report(store, Arrival(ledger=ledger, receipt=receipt), now=now)


@dataclass(frozen=True, slots=True)
class _Place:
    """What whence makes of a labelled place."""

    report: LinkedReport
    mention: PlacedMention
    claim: int
    sources: frozenset[str]
    """Ids of the sources that the attribution there has, as nodes have them."""


class Judge:
    """Compares what an archive says of labelled stories with the labels, and counts.

    Args:
        store: The archive, with all reports linked.
        ledgers: The reports by the ids that labels give them.
    """

    def __init__(self, store: Store, ledgers: Mapping[str, Ledger]) -> None:
        self._reports = LinkedReports(store)
        self._ledgers = ledgers
        self._counts = Counter[str]()
        self._misses = Counter[tuple[str, str]]()
        self._traced: dict[int, ClaimOrigins] = {}

    def figures(self) -> dict[str, object]:
        """Turn the counts into figures, in percent of the labelled ones."""
        counts = self._counts
        quotations, claims = counts["quotations"], counts["claims"]
        right = counts["quotation right"] + counts["claim right"]
        return {
            "quotations": quotations,
            "quotations_right": _percent(counts["quotation right"], quotations),
            "quotations_without_claim": _percent(counts["quotation lost"], quotations),
            "claims": claims,
            "claims_found": _percent(claims - counts["claim lost"], claims),
            "places_together": _percent(counts["places together"], counts["places"]),
            "number_right": _percent(counts["number right"], claims),
            "sources_right": _percent(counts["sources right"], claims),
            "claims_right": _percent(counts["claim right"], claims),
            "agreement": _percent(right, quotations + claims),
            "claims_right_if_linked": _percent(counts["claim right if linked"], claims),
            "misses": {
                kind: {reason: n for (of, reason), n in sorted(self._misses.items()) if of == kind}
                for kind in ("quotations", "claims")
            },
        }

    def judge(self, story: _Label) -> Iterator[str]:
        """Count what is right in a story, and yield the mistakes in words."""
        for quotation in story["quotations"]:
            self._counts["quotations"] += 1
            mistake = self._judge_quotation(quotation)
            self._counts["quotation right"] += mistake is None
            if mistake:
                yield f"quotation {self._words(quotation)[:60]!r} of {self._told(quotation['origin'])!r}: {mistake}"
        for claim in story["claims"]:
            self._counts["claims"] += 1
            mistake = self._judge_claim(claim)
            self._counts["claim right"] += mistake is None
            if mistake:
                told = ", ".join(map(self._told, claim["origins"]))
                first = self._words(claim["appearances"][0])[:60]
                yield f"claim {first!r} of {told} ({claim['least']}-{claim['most']}): {mistake}"

    def _judge_quotation(self, quotation: _Label) -> str | None:
        place = self._place_of(quotation)
        if place is None:
            self._counts["quotation lost"] += 1
            self._misses["quotations", "lacking"] += 1
            return "in no claim"
        found = self._origins_of(place.claim)
        nodes = {node.id: node for node in found.nodes}
        ends = [origin.node for origin in found.origins if place.report.id in origin.reports]
        # Where the report has the claim from several, the one of this very place counts.
        ends = [end for end in ends if end in place.sources] or ends
        if len(ends) == 1 and self._is_same(nodes[ends[0]], quotation["origin"]):
            return None
        self._misses["quotations", self._difference([nodes[end] for end in ends], [quotation["origin"]])] += 1
        return f"found {[nodes[end].name for end in ends]}"

    def _judge_claim(self, claim: _Label) -> str | None:
        places = [place for one in claim["appearances"] if (place := self._place_of(one))]
        self._counts["places"] += len(claim["appearances"])
        lacks = {one["report"] for one in claim["appearances"]} - {self._label_of(place) for place in places}
        if not places:
            self._counts["claim lost"] += 1
            self._misses["claims", "lacking"] += 1
            return "in no claim"
        (most, count), *_ = Counter(place.claim for place in places).most_common(1)
        self._counts["places together"] += count
        found = self._origins_of(most)
        is_number, is_sources = self._compare(found, claim)
        self._counts["number right"] += is_number
        self._counts["sources right"] += is_sources
        linked = origins_of(self._reports, _distinct(places))
        would_be = all(self._compare(linked, claim))
        self._counts["claim right if linked"] += would_be
        if is_number and is_sources:
            return None
        other = "linking" if would_be else self._difference(_ends(linked), claim["origins"])
        reason = "lacking" if lacks else other
        self._misses["claims", reason] += 1
        places_told = f"{count} of {len(claim['appearances'])} places"
        names = [node.name for node in _ends(found)]
        return f"{reason}: found {names} ({found.least}-{found.most}), {places_told}"

    def _label_of(self, place: _Place) -> str:
        return next(own for own, ledger in self._ledgers.items() if ledger.report.id == place.report.id)

    def _compare(self, found: ClaimOrigins, claim: _Label) -> tuple[bool, bool]:
        """Check whether the number of origins is that of a label, and whether the sources are."""
        is_number = (found.least, found.most) == (claim["least"], claim["most"])
        return is_number, self._are_same(_ends(found), claim["origins"])

    def _difference(self, ends: Sequence[Node], labels: Sequence[_Label]) -> str:
        """Say in what origins differ from those of a label."""
        left = [label for label in labels if not any(self._is_same(node, label) for node in ends)]
        more = [node for node in ends if not any(self._is_same(node, label) for label in labels)]
        if any(node.kind == "outlet" for node in more) or any("outlet" in label for label in left):
            return "own_voice"
        is_unnamed = any(node.naming != "named" for node in more)
        return "unnamed" if is_unnamed and any(label["named"] for label in left or labels) else "another"

    def _are_same(self, ends: Sequence[Node], labels: Sequence[_Label]) -> bool:
        left = list(labels)
        for node in ends:
            match = next((label for label in left if self._is_same(node, label)), None)
            if match is None:
                return False
            left.remove(match)
        return not left

    def _is_same(self, node: Node, label: _Label) -> bool:
        """Check whether a node is the labelled origin: by its id, or by its name."""
        if "outlet" in label:
            told = self._ledgers[label["outlet"]].report
            # Of wire copy the agency is the voice, if the report credits it with all of its text.
            pages = _outlet_keys(told.publisher, told.url) | {outlet_key(self._report(label["outlet"]).agency)}
            return node.kind == "outlet" and node.id.removeprefix("o:") in pages
        report = self._report(label["report"])
        words = Span(*label["span"]).of(report.item.report.text)
        if node.kind == "outlet":
            return outlet_key(words) == node.id.removeprefix("o:")
        if node.is_identified != label["named"] and node.naming == "named":
            return False
        if not node.name:  # somebody of whom nothing is said: "was reported"
            return not label["named"] and node.id.startswith(f"{report.id}/")
        return node.id in self._ids_of(report, Span(*label["span"])) or _are_alike(node.name, words)

    def _ids_of(self, report: LinkedReport, span: Span) -> set[str]:
        """List the ids that a node has if it is the source that these words name."""
        own = {
            source.id
            for source in report.item.ledger.sources
            if any(mention.start < span.end and span.start < mention.end for mention in source.mentions)
        }
        return {f"{report.id}/{one}" for one in own} | {report.entities[one] for one in own if one in report.entities}

    def _place_of(self, label: _Label) -> _Place | None:
        """Find the claim that whence has where a label stands: the mention that shares most with it.

        Of several that share as much, the shortest is meant: a quotation within another.
        """
        report = self._report(label["report"])
        span = Span(*label["span"])
        best, most = None, (0, 0)
        for mention in report.mentions.values():
            common = sum(max(0, min(span.end, one.end) - max(span.start, one.start)) for one in mention.spans)
            size = sum(one.end - one.start for one in mention.spans)
            if (common, -size) > most and common >= _LEAST_SHARED * min(size, span.end - span.start):
                best, most = mention, (common, -size)
        if best is None:
            return None
        rows = self._reports.store.rows("SELECT claim FROM claim_mentions WHERE key = ?", (best.key,))
        steps = [one.steps[-1] for one in report.appearances_of(best) if one.steps]
        own = {step.entity or f"{report.id}/{step.source}" for step in steps}
        return _Place(report, best, rows[0][0], frozenset(own)) if rows else None

    def _report(self, own: str) -> LinkedReport:
        return self._reports.open(number_of_id(self._ledgers[own].report.id))

    def _origins_of(self, claim: int) -> ClaimOrigins:
        if claim not in self._traced:
            self._traced[claim] = origins_of(self._reports, mentions_of_claim(self._reports, claim))
        return self._traced[claim]

    def _words(self, label: _Label) -> str:
        return " ".join(Span(*label["span"]).of(self._ledgers[label["report"]].report.text).split())

    def _told(self, label: _Label) -> str:
        if "outlet" in label:
            return f"outlet {self._ledgers[label['outlet']].report.publisher}"
        return self._words(label) + ("" if label["named"] else " (unnamed)")


def _outlet_keys(publisher: str | None, url: str | None) -> set[str]:
    """List the keys that an outlet may go by."""
    host = host_of(url)
    return {key for key in (outlet_key(publisher, host), outlet_key(publisher), outlet_key(None, host)) if key}


def _distinct(places: Sequence[_Place]) -> list[ClaimPlace]:
    mentions = {
        one.mention.key: ClaimPlace(report=one.report, mention=one.mention, is_corrected=False) for one in places
    }
    return [mentions[key] for key in sorted(mentions)]


def _ends(found: ClaimOrigins) -> list[Node]:
    nodes = {node.id: node for node in found.nodes}
    return [nodes[origin.node] for origin in found.origins]


def _are_alike(name: str, words: str) -> bool:
    one, other = (set(text.casefold().split()) - ARTICLES for text in (name, words))
    return bool(one and other) and (one <= other or other <= one)


def _percent(part: int, whole: int) -> float:
    return round(100 * part / max(1, whole), 1)


if __name__ == "__main__":
    main()
