"""What a text rests on, for the terminal: a bar, and its key with percentages."""

from collections.abc import Iterator

from whence.records.sourcing_mix import Footing, SourcingMix, percents_of
from whence.showing.marks import cut_bar
from whence.showing.terminal.styles import CELLS, DIM
from whence.showing.terminal.wrapping import Line, count_columns
from whence.showing.wording import FOOTINGS

__all__ = ["share_line", "share_lines"]

_COLUMNS = 80
_LEAD = "Rests on "
_FEWEST_CELLS = 20


def share_lines(mix: SourcingMix, width: int) -> Iterator[Line]:
    """Draw a mix: a bar, with the page's own voice named at its end, and the key; nothing if all shares are 0.

    Args:
        mix: The shares.
        width: Columns of the terminal.
    """
    percents = percents_of(mix)
    if not percents:
        return
    tail = f" {FOOTINGS['own']} {percents['own']}" if "own" in percents else ""
    room = min(width, _COLUMNS) - len(_LEAD) - len(tail)
    is_wide = room >= _FEWEST_CELLS
    stretches = cut_bar(mix, room if is_wide else max(width, _FEWEST_CELLS))
    bar: Line = [(CELLS[one.footing][0] * one.width, CELLS[one.footing][1]) for one in stretches]
    yield [(_LEAD, ()), *bar, (tail, (DIM,))] if is_wide else bar
    yield from _key({footing: share for footing, share in percents.items() if footing != "own" or not is_wide}, width)


def share_line(mix: SourcingMix) -> str:
    """Say what a text rests on, without its own voice, in a few words.

    >>> share_line(SourcingMix(named=0.4, described=0, withheld=0, documentary=0, nobody=0.1, own=0.5, sources=()))
    'Rests on named 40%, no source 10%'
    """
    shares = [f"{FOOTINGS[footing]} {share}" for footing, share in percents_of(mix).items() if footing != "own"]
    return _LEAD + (", ".join(shares) or FOOTINGS["own"])


def _key(percents: dict[Footing, str], width: int) -> Iterator[Line]:
    key: Line = []
    for footing, percent in percents.items():
        sign, style = CELLS[footing]
        entry: Line = [(sign, style), (f" {FOOTINGS[footing]} {percent}  ", (DIM,))]
        if key and count_columns("".join(text for text, _ in (*key, *entry)).rstrip()) > width:
            yield key
            key = []
        key += entry
    if key:
        yield key
