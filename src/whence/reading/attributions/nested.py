"""Nested attributions: those whose cue stands within the content of another.

For outlets and officials that passed words on, see `whence.reading.attributions.relays`; the editor's question about
words from another outlet is asked in `whence.reading.findings.second_hand`.
"""

from collections.abc import Sequence
from dataclasses import replace

from whence.reading.model.decode import FoundAttribution

__all__ = ["find_nested"]


def find_nested(found: Sequence[FoundAttribution], candidates: Sequence[FoundAttribution]) -> list[FoundAttribution]:
    """Choose the candidates that stand within the content of an attribution, and perhaps within each other's.

    Args:
        found: The attributions that stand by themselves.
        candidates: Attributions that only count within another's content.

    Returns:
        In the order of their cues, each with only those words of its content that lie within the content around it.
    """
    taken = {i for one in found for i in range(*one.cue)}
    contents = sorted({run for one in found for run in one.contents}, key=lambda run: run[0] - run[1])
    # Of the contents around a word the smallest is written last.
    around = {i: run for run in contents for i in range(*run)}
    chosen: list[FoundAttribution] = []
    for one in sorted(candidates, key=lambda one: one.cue):
        start, end = around.get(one.cue[0], (0, 0))
        runs = [(max(start, first), min(end, last)) for first, last in one.contents]
        kept = tuple(run for run in runs if run[0] < run[1])
        if one.cue[1] <= end and kept and taken.isdisjoint(range(*one.cue)):
            chosen.append(replace(one, contents=kept))
    return chosen
