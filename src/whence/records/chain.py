"""The chain of an attribution: from the page, through everybody who passed the words on, back to their source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from whence.records.ledger import Attribution, Channel, Source

__all__ = ["Step", "StepKind", "chain_of"]

StepKind = Literal["page", "relay", "channel", "source"]

_WRITTEN: frozenset[Channel | None] = frozenset(
    {"statement", "document", "leaked or unseen document", "court or legislative record", "social media"}
)
"""Channels that stand by themselves between a source and those who pass its words on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a chain."""

    kind: StepKind
    name: str | None
    """``page``; a source's name; a channel. None where the report gives no source."""
    source: str | None = None
    """Id of the relay or source."""


def chain_of(attribution: Attribution, sources: Mapping[str, Source]) -> tuple[Step, ...]:
    """List the steps from the page back to an attribution's source.

    An attribution within another comes through the outer one's source. A channel is a step if it is written and no
    relay is itself a document.

    Args:
        attribution: One of a ledger's attributions.
        sources: The ledger's sources by their ids.

    Returns:
        The page, the relays from the nearest to the page on, perhaps the channel, and the source.

    >>> from whence.records.report import Span
    >>> agency, minister = (Source(id=key, name=name, mentions=()) for key, name in (("s1", "TASS"), ("s2", "Lind")))
    >>> said = Attribution(
    ...     id="a1", source="s2", source_spans=(Span(0, 4),), cue_spans=(), content_spans=(Span(5, 9),),
    ...     quotation="indirect", within=None, relays=("s1",), channel="statement", confidence=0.9,
    ... )
    >>> [step.name for step in chain_of(said, {"s1": agency, "s2": minister})]
    ['page', 'TASS', 'statement', 'Lind']
    """
    relays = [Step(kind="relay", name=sources[relay].name, source=relay) for relay in attribution.relays]
    is_written = attribution.channel in _WRITTEN and all(
        sources[relay].kind != "document" for relay in attribution.relays
    )
    source = sources[attribution.source] if attribution.source else None
    if is_written and not (source and source.kind == "document"):
        relays.append(Step(kind="channel", name=attribution.channel))
    last = Step(kind="source", name=source.name if source else None, source=attribution.source)
    return (Step(kind="page", name="page"), *relays, last)
