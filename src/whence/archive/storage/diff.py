"""What is different between two versions of a report, word by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from whence.intake.published import without_midnight
from whence.language.scripts import SPACELESS
from whence.records.report import Report

__all__ = ["Difference", "differences", "is_akin"]

# In scripts without spaces a character is a word.
_WORD = re.compile(rf"[{SPACELESS}]|[^\s{SPACELESS}]+")
_LEAD_WORDS = 8
_APART_WORDS = 3
"""Two changes with fewer words between them are told as one."""
# Comparing takes time in proportion to how many words are alike, each with each, so of two long passages that have
# little in common all is told as changed: 4 million steps take a second.
_MOST_STEPS = 4_000_000
_AKIN = 0.2
"""Of 4,000 pairs of reports on different events 1 % share this much of their pairs of neighbouring words, the smaller
one's; of single words half of all pairs share as much."""


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
    if without_midnight(told[-1][1]) == without_midnight(told[-1][2]):
        told.pop()  # one tells the day, and the other the same day at midnight
    found = [Difference(field=field, before=one, after=other) for field, one, other in told if one != other]
    return [*found, *_text_differences(_paragraphs(before), _paragraphs(after))]


def is_akin(before: Report, after: Report) -> bool:
    """Tell whether two texts can be versions of one report: whether a fifth of their words have the same neighbours.

    >>> is_akin(Report(text="The harbour will close."), Report(text="Rain is expected on Monday."))
    False
    >>> is_akin(Report(text="The harbour will close."), Report(text="The harbour will close on Monday."))
    True
    """
    one, other = (_WORD.findall(report.text.casefold()) for report in (before, after))
    pairs, other_pairs = (set(pairwise(words)) or {*words} for words in (one, other))
    return len(pairs & other_pairs) >= _AKIN * min(len(pairs), len(other_pairs))


def _paragraphs(report: Report) -> list[str]:
    body = report.text[report.headline_end :]
    return [line for line in (" ".join(line.split()) for line in body.split("\n")) if line]


def _text_differences(before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    for start, end, other_start, other_end in _changed(before, after):
        lead = _words(before[start - 1 : start])
        yield from _word_differences(lead, _words(before[start:end]), _words(after[other_start:other_end]))


def _words(lines: Sequence[str]) -> list[str]:
    """List words, each with the space that follows it, if one does."""
    text = " ".join(lines)
    return [word[0] + " " * text.startswith(" ", word.end()) for word in _WORD.finditer(text)]


def _word_differences(lead: Sequence[str], before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    merged: list[list[int]] = []
    for places in _changed([word.rstrip() for word in before], [word.rstrip() for word in after]):
        if merged and places[0] - merged[-1][1] < _APART_WORDS:
            merged[-1][1], merged[-1][3] = places[1], places[3]
        else:
            merged.append([*places])
    stayed = [*lead[:-1], *(f"{word} " for word in lead[-1:])]
    last = 0
    for start, end, other_start, other_end in merged:
        yield Difference(
            field="text",
            lead="".join([*stayed, *before[last:start]][-_LEAD_WORDS:]).rstrip(),
            before="".join(before[start:end]).rstrip(),
            after="".join(after[other_start:other_end]).rstrip(),
        )
        stayed, last = [], end


def _changed(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Find where two lists differ: the half-open ranges of the first and of the second."""
    first = _count_alike(before, after)
    rest = min(len(before), len(after)) - first
    last = _count_alike(before[::-1][:rest], after[::-1][:rest])
    ends = len(before) - last, len(after) - last
    middle, other = before[first : ends[0]], after[first : ends[1]]
    if not middle and not other:
        return []
    counts = Counter(other)
    if sum(counts[word] for word in middle) > _MOST_STEPS:
        return [(first, ends[0], first, ends[1])]
    found = SequenceMatcher(None, middle, other, autojunk=False).get_opcodes()
    return [(first + a, first + b, first + c, first + d) for kind, a, b, c, d in found if kind != "equal"]


def _count_alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Count how many words two lists begin with that are the same."""
    alike = 0
    for word, same in zip(one, other, strict=False):
        if word != same:
            break
        alike += 1
    return alike
