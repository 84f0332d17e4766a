"""The places in a report where a claim is made, with the chain of each, taken from the report's ledger."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from whence.intake.urls import host_of
from whence.language.english import SPOKESMEN
from whence.records.chain import chain_of
from whence.records.ledger import Attribution, Channel, Ledger, Source
from whence.records.links import Appearance, SourceStep
from whence.records.report import Span

__all__ = ["appearances_of", "own_appearance"]

_NO_ENTITIES: Mapping[str, str] = {}
_NOBODY = re.compile(r"(?:nobody|none|neither|no[ -]one|no (?!\d))\b", re.IGNORECASE)
"""What the words for a source begin with that is none: "no-one wants to be known as", "no evidence shows"."""


def appearances_of(
    ledger: Ledger,
    attribution: Attribution,
    entities: Mapping[str, str] = _NO_ENTITIES,
    *,
    agency: str | None = None,
) -> tuple[Appearance, ...]:
    """Make an appearance of an attribution: its relays and source, from the page back.

    A source that is a pronoun which could not be resolved is somebody not named; behind a relay, the chain ends there.
    So does it before a source that is nobody; if nobody stands before that, the page itself says it.
    Behind a spokesman without a name stands the body that he speaks for, behind a statement whoever issued it, if the
    report names them.

    Args:
        ledger: The ledger of the report.
        attribution: One of its attributions.
        entities: Ids across reports of the ledger's sources, by their ids in it.
        agency: A news agency that the report credits with all of its text.

    Returns:
        One appearance; for a source of several named members one for each.

    >>> from whence.records.report import Report
    >>> text = "It is late, Tove Lind said."
    >>> lind = Source(id="s1", name="Tove Lind", kind="person", naming="named", mentions=(Span(12, 21),))
    >>> said = Attribution(
    ...     id="a1", source="s1", source_spans=(Span(12, 21),), cue_spans=(Span(22, 26),), content_spans=(Span(0, 10),),
    ...     quotation="indirect", within=None, confidence=0.9,
    ... )
    >>> ledger = Ledger(report=Report(text=text), sources=(lind,), attributions=(said,), model="en-6")
    >>> [step.entity for step in appearances_of(ledger, said, {"s1": "p:1"})[0].steps]
    ['p:1']
    """
    sources = {source.id: source for source in ledger.sources}
    shared = Appearance(
        id=f"{ledger.report.id}/{attribution.id}",
        report=ledger.report.id,
        spans=attribution.content_spans,
        is_attributed=bool(attribution.relays) or not _is_nobody(sources.get(attribution.source or "")),
        steps=tuple(_steps_of(attribution, sources, entities, ledger)),
        publisher=ledger.report.publisher,
        host=host_of(ledger.report.url),
        published=ledger.report.published,
        agency=agency,
    )
    members = [sources[one] for one in sources[attribution.source].members] if attribution.source else []
    if not members:
        return (shared,)
    *before, together = shared.steps
    ends = (_step(one, together.spans, together.channel, entities) for one in members)
    return tuple(replace(shared, id=f"{shared.id}/{end.source}", steps=(*before, end)) for end in ends)


def own_appearance(ledger: Ledger, spans: tuple[Span, ...], *, agency: str | None = None) -> Appearance:
    """Make an appearance of words in the page's own voice.

    >>> from whence.records.report import Report
    >>> ledger = Ledger(report=Report(text="Tide late."), sources=(), attributions=(), model="en-6")
    >>> own_appearance(ledger, (Span(0, 10),)).id == f"{ledger.report.id}/0"
    True
    """
    return Appearance(
        id=f"{ledger.report.id}/{spans[0].start}",
        report=ledger.report.id,
        spans=spans,
        is_attributed=False,
        publisher=ledger.report.publisher,
        host=host_of(ledger.report.url),
        published=ledger.report.published,
        agency=agency,
    )


def _steps_of(
    attribution: Attribution, sources: Mapping[str, Source], entities: Mapping[str, str], ledger: Ledger
) -> Iterator[SourceStep]:
    channel: Channel | None = None
    own = (*attribution.source_spans, *attribution.cue_spans)
    for step in chain_of(attribution, sources):
        if step.kind == "channel":
            channel = attribution.channel
        elif step.source is not None:
            source = sources[step.source]
            if _is_nobody(source) or (source.is_unresolved and attribution.relays):
                return  # the chain is known as far as the relay
            spans = own if step.kind == "source" else _nearest(source.mentions, attribution)
            yield _step(source, spans, channel, entities)
            channel = None
            if step.kind == "source" and (issuer := _behind(source, sources, ledger)) is not None:
                yield _step(issuer, _nearest(issuer.mentions, attribution), None, entities)


def _is_nobody(source: Source | None) -> bool:
    return source is not None and source.naming != "named" and bool(_NOBODY.match(source.name))


def _behind(source: Source, sources: Mapping[str, Source], ledger: Ledger) -> Source | None:
    """Find the named source that a source speaks for, or that issued it; None if it is an origin itself."""
    body = sources.get(source.affiliation or "")
    if body and body.kind == "organisation" and body.naming == "named":
        return body if _speaks_for(source, body) else None
    if source.kind != "document" or source.naming == "named":
        return None
    issuers = {
        one.source
        for one in ledger.attributions
        if one.channel == "statement" and source.id not in {one.source, *one.relays}
        if any(
            told.start < span.end and span.start < told.end for told in source.mentions for span in one.channel_spans
        )
    }
    issuer = sources.get(issuers.pop() or "") if len(issuers) == 1 else None
    return issuer if issuer and issuer is not source and issuer.naming == "named" else None


def _speaks_for(source: Source, body: Source) -> bool:
    """Check whether a source is a document by the name of the body, or a spokesman of it without a name."""
    if source.kind == "document":
        owner, mark, _ = source.name.replace("’", "'").partition("'s ")
        return bool(mark) and owner in {body.name, *body.aliases}
    is_one = source.kind == "person" and source.naming != "named" and not source.is_plural
    return is_one and not SPOKESMEN.isdisjoint(source.name.split())


def _step(source: Source, spans: tuple[Span, ...], channel: Channel | None, entities: Mapping[str, str]) -> SourceStep:
    return SourceStep(
        source=source.id,
        name="" if source.is_unresolved else source.name,
        aliases=source.aliases,
        kind=source.kind,
        naming="bare" if source.is_unresolved else source.naming,
        entity=entities.get(source.id),
        channel=channel,
        spans=spans,
    )


def _nearest(mentions: Sequence[Span], attribution: Attribution) -> tuple[Span, ...]:
    """Choose the mention of a relay that is nearest to the attribution's source, cue and channel."""
    words = (*attribution.source_spans, *attribution.cue_spans, *attribution.channel_spans)
    words = words or attribution.content_spans
    if not mentions or not words:
        return tuple(mentions[:1])
    return (min(mentions, key=lambda one: (min(_distance(one, span) for span in words), one)),)


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
