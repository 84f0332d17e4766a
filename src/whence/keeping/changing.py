"""What is different between two versions of a report, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from whence.records.report import Report

__all__ = ["Difference", "differences", "is_akin"]

_WORD = re.compile(r"\S+")
_LEAD_WORDS = 8
_APART_WORDS = 3
"""Two changes with fewer words between them are told as one."""
# Comparing takes time in proportion to the words of one times those of the other, so of two long passages of which
# nothing is alike by paragraphs, all is told as changed: 4 million steps take a second.
_MOST_STEPS = 4_000_000
_AKIN = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words that went, came, or both, at one place."""

    field: str
    """``headline``, ``publisher``, ``byline``, ``published`` or ``text``."""
    lead: str = ""
    """Up to eight words before it, which stayed."""
    before: str
    after: str


def differences(before: Report, after: Report) -> list[Difference]:
    """List what is different between two versions of a report: what it says of itself, then its text.

    >>> old = Report(text="The council will close the harbour urgently, its mayor said.")
    >>> new = Report(text="The council will close the harbour carefully, its mayor said.", publisher="The Post")
    >>> [(one.field, one.before, one.after) for one in differences(old, new)]
    [('publisher', '', 'The Post'), ('text', 'urgently,', 'carefully,')]
    """
    told = [
        ("headline", before.headline or "", after.headline or ""),
        ("publisher", before.publisher or "", after.publisher or ""),
        ("byline", ", ".join(before.byline), ", ".join(after.byline)),
        ("published", before.published or "", after.published or ""),
    ]
    found = [Difference(field=field, before=one, after=other) for field, one, other in told if one != other]
    return [*found, *_text_differences(_paragraphs(before), _paragraphs(after))]


def is_akin(before: Report, after: Report) -> bool:
    """Tell whether two texts can be versions of one report: whether they share a fifth of their words.

    >>> is_akin(Report(text="The harbour will close."), Report(text="Rain is expected on Monday."))
    False
    """
    one, other = ({word.casefold() for word in _WORD.findall(report.text)} for report in (before, after))
    return len(one & other) >= _AKIN * min(len(one), len(other))


def _paragraphs(report: Report) -> list[str]:
    body = report.text[report.headline_end :]
    return [line for line in (" ".join(line.split()) for line in body.split("\n")) if line]


def _text_differences(before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind != "equal":
            lead = before[start - 1].split() if start else []
            yield from _word_differences(
                lead, " ".join(before[start:end]).split(), " ".join(after[other_start:other_end]).split()
            )


def _word_differences(lead: list[str], before: list[str], after: list[str]) -> Iterator[Difference]:
    changed: list[list[int]] = []
    if len(before) * len(after) > _MOST_STEPS:
        changed = [[0, len(before), 0, len(after)]]
    else:
        for kind, *places in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            if changed and places[0] - changed[-1][1] < _APART_WORDS:
                changed[-1][1], changed[-1][3] = places[1], places[3]
            else:
                changed.append([*places])
    for start, end, other_start, other_end in changed:
        yield Difference(
            field="text",
            lead=" ".join([*lead, *before[:start]][-_LEAD_WORDS:]),
            before=" ".join(before[start:end]),
            after=" ".join(after[other_start:other_end]),
        )
