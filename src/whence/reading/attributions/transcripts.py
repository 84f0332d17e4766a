"""Turns of a transcript: paragraphs that begin with who speaks, as in "OKAFOR: The dam holds"."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from whence.language.gazetteer import kind_of_noun
from whence.language.quotation_marks import DOUBLE_MARKS, Mark
from whence.language.words import CAPITALISED, Shape, Words
from whence.reading.model.decode import Name, WordRange
from whence.reading.sources.interviewees import ANSWER, QUESTION, find_interviewee

__all__ = ["ADDRESSES", "Turn", "find_turns"]

_LONGEST_LABEL, _LONGEST_ASIDE = 4, 4
_ASKED = frozenset({QUESTION, ANSWER})
ADDRESSES = frozenset({"@", "http", "https", "www"})
"""What an address or a handle begins with, which nobody says: "Account: @okafor"."""
_ASIDE = re.compile(r"\([A-Z][A-Z -]*\.?\)")
"""What a transcript tells of besides words: "(CROSSTALK)"."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a speaker."""

    speaker: WordRange | None
    """Words that name the speaker; None for "Q", and for "A" where it is not told who answers."""
    contents: tuple[WordRange, ...]
    label: WordRange
    """Words that mark the turn."""


def find_turns(words: Words, names: Sequence[Name]) -> list[Turn]:
    r"""Find the turns of a transcript; none if no label is known as a person.

    A label in capitals, or one that is a name, counts if it or another one is used again. One with an aside in
    brackets, "OKAFOR (voice-over):", needs no other.

    Args:
        words: The report's words.
        names: Its names.

    >>> from whence.language.words import segment
    >>> words = segment("REPORTER: Is it safe?\n\nOKAFOR: It is.\n\nREPORTER: Sure?")
    >>> [" ".join(words.texts[slice(*turn.speaker)]) for turn in find_turns(words, [])]
    ['REPORTER', 'OKAFOR', 'REPORTER']
    """
    paragraphs = words.paragraph_ranges
    labelled = {n: found for n, run in enumerate(paragraphs) if (found := _label(words, *run)) is not None}
    if not labelled:
        return []
    persons = {words.lower[name.end - 1] for name in names if name.kind == "person"}
    shown = [_shown(words, label) for label, _ in labelled.values()]
    known = _known(shown, persons)
    again = any(count > 1 for one, count in Counter(shown).items() if one in known)
    answerer = find_interviewee(words, names)
    turns = []
    for n, (label, start) in labelled.items():
        name = _shown(words, label)
        is_aside = words.texts[label[1]] == "("
        # Labels in capitals may be names that the model missed; others must be known.
        if (again and (name in known or name.isupper())) or (is_aside and name in known):
            contents = ((start, paragraphs[n][1]), *_reopened(words, paragraphs, labelled, n))
            speaker = answerer if name == ANSWER else None if name == QUESTION else label
            turns.append(Turn(speaker, contents, label))
    return turns


def _label(words: Words, start: int, end: int) -> tuple[WordRange, int] | None:
    """Find a paragraph's label, and where the words of its turn begin."""
    first = start + (words.marks[start] == Mark.OPENS and words.texts[start] in DOUBLE_MARKS)
    i = first
    while i < min(end, first + _LONGEST_LABEL) and words.shapes[i] in CAPITALISED:
        i += 1 + (words.texts[i + 1 : i + 2] == (".",))
    label = (first, i)
    if i < end and words.texts[i] == "(":
        aside = words.texts[i : min(end, i + _LONGEST_ASIDE + 2)]
        is_told = ")" in aside and not any(map(str.isdigit, aside))
        i += aside.index(")") + 1 if is_told else 0
    is_label = first < i < end - 1 and words.texts[i] == ":" and words.lower[i + 1] not in ADDRESSES
    is_label = is_label and not (words.lower[first] == "dear" and i > first + 1)  # a letter is not by whom it is to
    return (label, i + 1) if is_label and words.starts[i + 1] > words.ends[i] else None


def _reopened(words: Words, paragraphs: Sequence[WordRange], labelled: Collection[int], n: int) -> Iterator[WordRange]:
    """Find the paragraphs that go on with a turn in marks: each begins with a mark again and has no label."""
    for later in range(n + 1, len(paragraphs)):
        start, end = paragraphs[later]
        if later in labelled or words.marks[paragraphs[n][0]] != Mark.OPENS or words.marks[start] != Mark.OPENS:
            return
        if not _ASIDE.search("".join(words.texts[start:end])):
            yield start, end


def _known(shown: Collection[str], persons: Collection[str]) -> set[str]:
    """Find the labels that are surely a person's: a name, a noun in capitals, or those of question and answer."""
    return {
        one
        for one in shown
        if (last := one.split()[-1].lower()) in persons
        or (one.isupper() and len(one) > 1 and kind_of_noun(last) == "person")
        or (one in _ASKED and QUESTION in shown)
    }


def _shown(words: Words, label: WordRange) -> str:
    return " ".join(words.texts[i] for i in range(*label) if words.shapes[i] != Shape.PUNCTUATION)
