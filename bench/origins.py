"""Measure origins: claims whose ways are planted, and how many of them are traced back to the right sources.

A claim starts from one to three named sources, documents and outlets that saw for themselves. Every further report has
it from a source itself, from an earlier report that it copies, or from an outlet that it cites, with the source or
without. With ``--lost`` some of the copies and of the identities across reports are not given, as when linking misses
them: the number should then lie within the range.
"""

import argparse
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bench.options import print_figures
from whence.linking.origins.origins import find_origins
from whence.records.ledger import Kind
from whence.records.links import Appearance, Copy, SourceStep
from whence.records.report import Span

__all__ = ["Planted", "named_source", "plant", "plant_ways"]

_CLAIM = (Span(40, 90),)
_OUTLETS = 40
_BEGUN = datetime(2031, 3, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A claim, and where it comes from."""

    appearances: tuple[Appearance, ...]
    copies: tuple[Copy, ...]
    origins: frozenset[str]
    """Ids of the nodes of its origins."""


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=2000, help="number of claims")
    parser.add_argument("--reports", type=int, default=12, help="most reports of a claim")
    parser.add_argument("--lost", type=float, default=0.0, help="share of copies and identities that are not given")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)  # noqa: S311 -- reproducible, not secret
    planted = [_lose(plant(dice, options.reports), options.lost, dice) for _ in range(options.claims)]
    begun = time.process_time()
    found = [find_origins(one.appearances, one.copies) for one in planted]
    seconds = time.process_time() - begun
    pairs = list(zip(planted, found, strict=True))
    reports = sum(one.reports for one in found)
    print_figures(
        "origins",
        {
            "claims": len(planted),
            "reports": reports,
            "exact number": _share(it.least == it.most == len(one.origins) for one, it in pairs),
            "number within range": _share(it.least <= len(one.origins) <= it.most for one, it in pairs),
            "right origins": _share({origin.node for origin in it.origins} == one.origins for one, it in pairs),
            "microseconds a report": round(seconds / max(1, reports) * 1e6),
        },
    )


def plant(dice: random.Random, most_reports: int) -> Planted:
    """Plant a claim.

    Args:
        dice: Where chance comes from.
        most_reports: Most reports of the claim.
    """
    outlets = [f"Outlet {number}" for number in dice.sample(range(_OUTLETS), k=dice.randint(1, 8))]
    named = [_named(number) for number in dice.sample(range(20), k=dice.randint(0, 3))]
    pages = [
        Appearance(
            id=f"r:{number:05}/a1",
            report=f"r:{number:05}",
            spans=_CLAIM,
            is_attributed=True,
            publisher=dice.choice(outlets),
            published=(_BEGUN + timedelta(hours=number)).isoformat(),
        )
        for number in range(dice.randint(1, most_reports))
    ]
    return plant_ways(dice, pages, named)


def plant_ways(dice: random.Random, pages: Iterable[Appearance], named: Sequence[SourceStep]) -> Planted:
    """Plant the ways by which a claim came to reports.

    Args:
        dice: Where chance comes from.
        pages: The reports that make the claim, in the order of publication, without sources.
        named: Sources that they may have it from.
    """
    appearances: list[Appearance] = []
    copies: list[Copy] = []
    origins: set[str] = set()
    for page in pages:
        way = dice.choice(["source", "copy", "relay", "relay and source"]) if appearances else "source"
        earlier = dice.choice(appearances) if appearances else page
        if way == "copy":
            copies.append(Copy(report=page.report, original=earlier.report, spans=_CLAIM, original_spans=_CLAIM))
            appearances.append(replace(page, steps=earlier.steps, is_attributed=earlier.is_attributed))
        elif way != "source" and earlier.publisher != page.publisher:
            appearances.append(replace(page, steps=_through(earlier, dice, is_whole=way == "relay and source")))
        elif named:
            source = dice.choice(named)
            origins.add(str(source.entity))
            appearances.append(replace(page, steps=(source,)))
        else:
            is_first = all(one.publisher != page.publisher for one in appearances)
            origins |= {f"o:{page.publisher}".lower().replace(" ", "")} if is_first else set()
            appearances.append(replace(page, is_attributed=False))
    return Planted(appearances=tuple(appearances), copies=tuple(copies), origins=frozenset(origins))


def _through(earlier: Appearance, dice: random.Random, *, is_whole: bool) -> tuple[SourceStep, ...]:
    """Cite the outlet of an earlier report: with that report's source, with a description of it, or alone."""
    outlet = SourceStep(source="s0", name=earlier.publisher or "", kind="organisation", naming="named")
    if not is_whole or not earlier.steps:
        return (outlet,)
    last = earlier.steps[-1]
    if last.kind != "person" or dice.random() < 0.5:  # noqa: PLR2004
        return (outlet, last)
    return (outlet, replace(last, name="an official", naming="withheld", entity=None))


def _named(number: int) -> SourceStep:
    return named_source(f"s{number + 1}", f"Source {number}", "document" if number % 4 == 0 else "person")


def named_source(source: str, name: str, kind: Kind) -> SourceStep:
    """Make a source that is known across reports by its name.

    >>> named_source("s1", "Ines Okafor", "person").entity
    'e:Ines Okafor'
    """
    return SourceStep(source=source, name=name, kind=kind, naming="named", entity=f"e:{name}")


def _lose(one: Planted, share: float, dice: random.Random) -> Planted:
    copies = tuple(copy for copy in one.copies if dice.random() >= share)
    appearances = tuple(replace(it, steps=tuple(_forget(it.steps, share, dice))) for it in one.appearances)
    return replace(one, copies=copies, appearances=appearances)


def _forget(steps: tuple[SourceStep, ...], share: float, dice: random.Random) -> Iterator[SourceStep]:
    for step in steps:
        yield step if dice.random() >= share else replace(step, entity=None)


def _share(facts: Iterator[bool]) -> float:
    told = list(facts)
    return round(sum(told) / max(1, len(told)), 4)


if __name__ == "__main__":
    main()
