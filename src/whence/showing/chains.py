"""A ledger's chains for people: who heard it from whom, from the source to the page, each chain once."""

from collections.abc import Sequence
from dataclasses import dataclass

from whence.records.chain import Step, chain_of
from whence.records.ledger import Ledger
from whence.showing.marks import number_of, one_line

__all__ = ["ARROW", "Chain", "draw_chain", "list_chains", "name_chains"]

ARROW = "→"
"""Stands between two steps: the right one has it from the left one."""

_PAGE = "this page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """A chain, in words ready to be shown."""

    steps: tuple[str, ...]
    """Names, from the source to the page."""
    numbers: tuple[str, ...]
    """Numbers of the attributions along it, in the order of the text."""


def name_chains(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """Name the steps of each attribution's chain, by the attribution's id, in the order of the text.

    An attribution has none if the report gives no source, or nobody stands between the source and the page. Nor has one
    to a document that is itself a step of another's chain.
    """
    sources = {source.id: source for source in ledger.sources}
    chains = {one.id: chain_of(one, sources) for one in ledger.attributions}
    documents = {one.within for one in ledger.attributions if _has_channel(chains[one.id])}
    named = {}
    for one in ledger.attributions:
        steps = chains[one.id]
        is_passed_on = any(step.kind == "relay" for step in steps) or (one.within is not None and _has_channel(steps))
        if one.source is None or not is_passed_on:
            continue
        if not (one.id in documents and sources[one.source].kind == "document"):
            named[one.id] = (*(one_line(step.name or "") for step in reversed(steps[1:])), _PAGE)
    return named


def list_chains(ledger: Ledger) -> list[Chain]:
    """List the chains through at least one relay: the longest first, then in the order of the text.

    A chain that is the end of another, or the same, is not listed by itself. Attributions whose source is a pronoun
    that could not be resolved are left out.
    """
    sources = {source.id: source for source in ledger.sources}
    order = {one.id: at for at, one in enumerate(ledger.attributions)}
    ways: dict[tuple[str, ...], list[int]] = {}
    for own, steps in name_chains(ledger).items():
        one = ledger.attributions[order[own]]
        if one.source is not None and not sources[one.source].is_unresolved:
            ways.setdefault(steps, []).append(order[own])
    ended = {way[start:] for way in ways for start in range(1, len(way))}
    chains = []
    for way in sorted(ways.keys() - ended, key=lambda way: (-len(way), ways[way])):
        along = sorted(at for start in range(len(way)) for at in ways.get(way[start:], ()))
        chains.append(Chain(steps=way, numbers=tuple(number_of(ledger.attributions[at].id) for at in along)))
    return chains


def draw_chain(steps: Sequence[str]) -> str:
    """Draw a chain on one line, from the source on.

    >>> draw_chain(["Lind", "statement", "TASS", "this page"])
    'Lind → statement → TASS → this page'
    """
    return f" {ARROW} ".join(steps)


def _has_channel(steps: Sequence[Step]) -> bool:
    return any(step.kind == "channel" for step in steps)
