"""The sourcing mix: the share of a report's text that rests on each kind of source, or on the page's own voice."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from whence.language.english import FIRST_PERSON
from whence.records.ledger import Ledger, Naming, Source
from whence.records.report import Span

__all__ = [
    "ALL_FOOTINGS",
    "Footing",
    "SourcingMix",
    "footing_of",
    "mix_of_shares",
    "percents_of",
    "sourcing_mix",
    "summary_line",
]

Footing = Literal["named", "described", "withheld", "documentary", "nobody", "own"]
"""What a stretch of text rests on."""

ALL_FOOTINGS: tuple[Footing, ...] = get_args(Footing)
"""In the order in which they are shown."""
_NAMINGS: tuple[Naming, ...] = get_args(Naming)
_LABELS: dict[Footing, str] = {"documentary": "documents", "nobody": "no source", "own": "own voice"}
_BY_NAMING: dict[Naming, Footing] = {
    "named": "named",
    "described": "described",
    "withheld": "withheld",
    "bare": "withheld",
}
_EQUAL = re.compile(rb"(.)\1*", re.DOTALL)
# Shares are counted in ten-thousandths, so that they add up to 1.
_UNITS = 10_000
_UNCOUNTED = 255
"""Marks the characters that no share counts: the words for sources and cues."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcingMix:
    """What a report's text rests on.

    Shares run from 0 to 1, have four decimals, and add up to 1; without text, all are 0. They count characters, without
    white space, without the headline's line, and without the words for sources and cues.
    """

    named: float
    """Contents of named sources."""
    described: float
    """Contents of sources described without a name, without a naming, or behind a pronoun that was not resolved."""
    withheld: float
    """Contents of sources whose name is withheld, or who are not described."""
    documentary: float
    """Contents of documents, named or not."""
    nobody: float
    """Contents without a source: "reportedly"."""
    own: float
    """Everything else: the page's own voice."""
    sources: tuple[tuple[Naming, int], ...]
    """The number of sources by naming; a source without a naming counts as described."""

    def share(self, footing: Footing) -> float:
        """Look up one of the shares by its name."""
        shares: dict[Footing, float] = {
            "named": self.named,
            "described": self.described,
            "withheld": self.withheld,
            "documentary": self.documentary,
            "nobody": self.nobody,
            "own": self.own,
        }
        return shares[footing]


def sourcing_mix(ledger: Ledger) -> SourcingMix:
    """Measure what a report's text rests on.

    Where contents overlap, the smallest counts: if she says that he said something, it rests on him. Of two equally
    large contents, the later one in the ledger counts. The words for a source and its cue count only within another
    content, as a part of it: "he said" rests on her.

    >>> from whence.records.ledger import Attribution
    >>> from whence.records.report import Report, Span
    >>> rumour = Attribution(
    ...     id="a1", source_spans=(), cue_spans=(Span(4, 14),), content_spans=(Span(15, 20),),
    ...     quotation="indirect", source=None, within=None, confidence=0.9,
    ... )
    >>> text = "It  reportedly sank."
    >>> mix = sourcing_mix(Ledger(report=Report(text=text), sources=(), attributions=(rumour,), model="en-6"))
    >>> mix.nobody, mix.own
    (0.7143, 0.2857)
    """
    text = ledger.report.text
    counts = [0] * len(ALL_FOOTINGS)
    for run in _EQUAL.finditer(_footing_by_character(ledger), ledger.report.headline_end):
        if ord(run[1]) != _UNCOUNTED:
            counts[ord(run[1])] += sum(map(len, text[run.start() : run.end()].split()))
    shares = [units / _UNITS for units in _apportion(counts, _UNITS)]
    namings = [source.naming or "described" for source in ledger.sources]
    counted = tuple((naming, namings.count(naming)) for naming in _NAMINGS)
    return replace(mix_of_shares(zip(ALL_FOOTINGS, shares, strict=True)), sources=counted)


def mix_of_shares(shares: Iterable[tuple[str, float]]) -> SourcingMix:
    """Make a mix of shares given by name, such as the average of many reports; a share that is missing is 0.

    >>> mix_of_shares([("named", 0.25), ("own", 0.75)]).own
    0.75
    """
    given = dict(shares)
    named, described, withheld, documentary, nobody, own = (given.get(footing, 0.0) for footing in ALL_FOOTINGS)
    return SourcingMix(
        named=named,
        described=described,
        withheld=withheld,
        documentary=documentary,
        nobody=nobody,
        own=own,
        sources=(),
    )


def summary_line(mix: SourcingMix) -> str:
    """Describe a mix in one sentence, in percentages that add up to 100, without empty shares.

    >>> shares = dict(named=0.9, described=0.0, withheld=0.001, documentary=0.0, nobody=0.0, own=0.099)
    >>> summary_line(SourcingMix(**shares, sources=()))
    'Rests on: named 90%, withheld under 1%; own voice 10%.'
    """
    parts = [f"{_LABELS.get(footing, footing)} {percent}" for footing, percent in percents_of(mix).items()]
    if mix.own and len(parts) > 1:
        return f"Rests on: {', '.join(parts[:-1])}; {parts[-1]}."
    return f"Rests on: {', '.join(parts) or 'nothing'}."


def percents_of(mix: SourcingMix) -> dict[Footing, str]:
    """Write the shares above 0 as percentages that add up to 100.

    >>> percents_of(SourcingMix(named=0.9, described=0, withheld=0.001, documentary=0, nobody=0, own=0.099, sources=()))
    {'named': '90%', 'withheld': 'under 1%', 'own': '10%'}
    """
    shares = [mix.share(footing) for footing in ALL_FOOTINGS]
    percents = _apportion([round(share * _UNITS) for share in shares], 100)
    return {
        footing: f"{percent or 'under 1'}%"
        for footing, share, percent in zip(ALL_FOOTINGS, shares, percents, strict=True)
        if share
    }


def footing_of(source: Source | None) -> Footing:
    """Find what the contents of a source count as.

    A pronoun that was not resolved withholds no name; "we" and "I" are then the page's own voice.

    >>> footing_of(Source(id="s1", name="a clerk", kind="person", naming="withheld", mentions=()))
    'withheld'
    >>> footing_of(None)
    'nobody'
    """
    if source is None:
        return "nobody"
    if source.is_unresolved and source.kind != "document":
        return "own" if source.name.lower() in FIRST_PERSON else "described"
    return "documentary" if source.kind == "document" else _BY_NAMING[source.naming or "described"]


def _footing_by_character(ledger: Ledger) -> bytearray:
    """Find what each character rests on, by its place in the list; in nested contents, the smaller content counts.

    The words for a source and its cue say who says something, and rest on nothing themselves. What "we" of the page
    says is the page's own text, "we said" too; within somebody's words, it is left to whoever says them.
    """
    sources = {source.id: source for source in ledger.sources}
    cited = [
        (footing, attribution)
        for attribution in ledger.attributions
        if (footing := footing_of(sources[attribution.source] if attribution.source is not None else None)) != "own"
    ]
    footings = bytearray([ALL_FOOTINGS.index("own")]) * len(ledger.report.text)
    for _, attribution in cited:
        _fill(footings, (*attribution.source_spans, *attribution.cue_spans), _UNCOUNTED)
    for footing, attribution in sorted(cited, key=lambda one: -sum(map(_length, one[1].content_spans))):
        _fill(footings, attribution.content_spans, ALL_FOOTINGS.index(footing))
    return footings


def _fill(footings: bytearray, spans: Iterable[Span], value: int) -> None:
    for span in spans:
        footings[span.start : span.end] = bytes([value]) * _length(span)


def _length(span: Span) -> int:
    return span.end - span.start


def _apportion(counts: Sequence[int], units: int) -> list[int]:
    """Divide units in proportion to the counts, by the largest-remainder method."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    shared = [count * units // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda i: -(counts[i] * units % total))
    for i in by_remainder[: units - sum(shared)]:
        shared[i] += 1
    return shared
