"""A ledger's chains for people: who heard it from whom, from the page back, each chain once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whence.records.chain import chain_of
from whence.records.ledger import Attribution, Ledger, Source
from whence.showing.marks import is_unsure, number_of, one_line

__all__ = ["ARROW", "Chain", "draw_chain", "list_chains", "name_steps"]

ARROW = "←"
"""Stands between two steps: the left one has it from the right one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A chain, in words ready to be shown."""

    steps: tuple[str, ...]
    """Names, from the page to the source."""
    numbers: tuple[str, ...]
    """Numbers of the attributions along it, in the order of the text."""


def name_steps(attribution: Attribution, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Name the steps of an attribution's chain; empty if it leads to nobody, or from the page straight to the source.

    Args:
        attribution: One of a ledger's attributions.
        sources: The ledger's sources by their ids.
    """
    steps = chain_of(attribution, sources)
    has_relay = any(step.kind == "relay" for step in steps)
    is_within = attribution.within is not None and any(step.kind == "channel" for step in steps)
    names = [one_line(step.name) for step in steps if step.name is not None]
    return tuple(names) if len(names) == len(steps) and (has_relay or is_within) else ()


def list_chains(ledger: Ledger) -> list[Chain]:
    """List the chains through at least one relay: the longest first, then in the order of the text.

    A chain that is the beginning of another, or the same, is not listed by itself, nor is one to a document that is a
    step of another. Attributions of low confidence and those whose source is nobody, or a pronoun that could not be
    resolved, are left out.
    """
    sources = {source.id: source for source in ledger.sources}
    documents = {one.within for one in ledger.attributions if any(x.kind == "channel" for x in chain_of(one, sources))}
    ways: dict[tuple[str, ...], list[int]] = {}
    for at, one in enumerate(ledger.attributions):
        steps = name_steps(one, sources)
        if not steps or one.source is None or is_unsure(one):
            continue
        is_step = one.id in documents and sources[one.source].kind == "document"
        if not is_step and not sources[one.source].is_unresolved:
            ways.setdefault(steps, []).append(at)
    begun = {way[:end] for way in ways for end in range(1, len(way))}
    chains = []
    for way in sorted(ways.keys() - begun, key=lambda way: (-len(way), ways[way])):
        along = sorted(at for end in range(1, len(way) + 1) for at in ways.get(way[:end], ()))
        chains.append(Chain(steps=way, numbers=tuple(number_of(ledger.attributions[at].id) for at in along)))
    return chains


def draw_chain(steps: Sequence[str]) -> str:
    """Draw a chain on one line, each step from the one after the arrow.

    >>> draw_chain(["page", "TASS", "statement", "Lind"])
    'page ← TASS ← statement ← Lind'
    """
    return f" {ARROW} ".join(steps)
