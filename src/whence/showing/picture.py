"""A small picture of what a report rests on: one bar, cut by the shares of its sourcing mix."""

from dataclasses import dataclass
from itertools import accumulate

from whence.records.sourcing_mix import Footing, SourcingMix
from whence.showing.phrasing import FOOTINGS

__all__ = ["Stretch", "cut_bar"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One part of the bar."""

    footing: Footing
    label: str
    start: int
    """Cells before it."""
    width: int
    """How many cells it fills; one or more."""


def cut_bar(mix: SourcingMix, cell_count: int) -> list[Stretch]:
    """Cut a bar by the shares of a mix, from named sources to the page's own voice.

    Args:
        mix: What a text rests on.
        cell_count: Cells of the whole bar, 20 or more.

    Returns:
        A stretch for every share that is not 0, however small: none for a report without text.

    >>> mix = SourcingMix(named=0.749, described=0, withheld=0.001, documentary=0, nobody=0, own=0.25, sources=())
    >>> [(stretch.label, stretch.start, stretch.width) for stretch in cut_bar(mix, 20)]
    [('named', 0, 14), ('withheld', 14, 1), ('own voice', 15, 5)]
    """
    shares = {footing: share for footing in FOOTINGS if (share := mix.share(footing))}
    if not shares:
        return []
    widths = [max(1, round(share * cell_count / sum(shares.values()))) for share in shares.values()]
    # The largest can best bear what rounding gave or took.
    widths[widths.index(max(widths))] += cell_count - sum(widths)
    return [
        Stretch(footing=footing, label=FOOTINGS[footing], start=end - width, width=width)
        for footing, width, end in zip(shares, widths, accumulate(widths), strict=True)
    ]
