"""Word-by-word differences between two versions of a report."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from whence.intake.published import without_midnight
from whence.language.scripts import SPACELESS
from whence.records.report import Report

__all__ = ["Difference", "differences", "is_similar"]

# In scripts without spaces a character is a word.
_WORD = re.compile(rf"[{SPACELESS}]|[^\s{SPACELESS}]+")
_LEAD_WORDS = 8
_APART_WORDS = 3
"""Two changes with fewer words between them are merged."""
# Comparison takes time in proportion to the number of pairs of equal words; 4 million take a second. Long passages with
# more pairs than that are reported as changed as a whole.
_MOST_STEPS = 4_000_000
_MIN_SIMILARITY = 0.2
"""Minimum share of common word pairs (bigrams), relative to the shorter text, for two versions of one report. Of 4,000
pairs of reports on different events 1 % reach it; with single words half of them would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words removed, added, or replaced at one place."""

    field: str
    """``headline``, ``publisher``, ``byline``, ``published`` or ``text``."""
    lead: str = ""
    """Up to eight unchanged words before it."""
    before: str
    after: str


def differences(before: Report, after: Report) -> list[Difference]:
    """List the differences between two versions of a report: metadata first, then the text.

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
        told.pop()  # a date, and midnight of the same date
    found = [Difference(field=field, before=one, after=other) for field, one, other in told if one != other]
    return [*found, *_text_differences(_paragraphs(before), _paragraphs(after))]


def is_similar(before: Report, after: Report) -> bool:
    """Check whether two texts can be versions of one report: whether they share a fifth of their word pairs (bigrams).

    >>> is_similar(Report(text="The harbour will close."), Report(text="Rain is expected on Monday."))
    False
    >>> is_similar(Report(text="The harbour will close."), Report(text="The harbour will close on Monday."))
    True
    """
    one, other = (_WORD.findall(report.text.casefold()) for report in (before, after))
    pairs, other_pairs = (set(pairwise(words)) or {*words} for words in (one, other))
    return len(pairs & other_pairs) >= _MIN_SIMILARITY * min(len(pairs), len(other_pairs))


def _paragraphs(report: Report) -> list[str]:
    body = report.text[report.headline_end :]
    return [line for line in (" ".join(line.split()) for line in body.split("\n")) if line]


def _text_differences(before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    for start, end, other_start, other_end in _changed(before, after):
        lead = _words(before[start - 1 : start])
        yield from _word_differences(lead, _words(before[start:end]), _words(after[other_start:other_end]))


def _words(lines: Sequence[str]) -> list[str]:
    """List words, each with the space after it."""
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
    """Find where two lists differ: half-open ranges in the first and in the second."""
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
    """Count the equal words at the beginning of two lists."""
    alike = 0
    for word, same in zip(one, other, strict=False):
        if word != same:
            break
        alike += 1
    return alike
