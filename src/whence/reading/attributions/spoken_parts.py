"""Parts of a page that somebody else speaks in, without quotation marks: answers in interviews, letters, posts."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from whence.language.english import FIRST_PERSON, SECOND_PERSON
from whence.language.quotation_marks import Mark
from whence.language.words import Words
from whence.reading.model.decode import WordRange

__all__ = ["spoken_parts"]

_FEWEST_QUESTIONS = 3
_INTERVIEW = frozenset({"interview", "interviews", "interviewed"})
_FIRST_PERSON_SHARE = 0.013
"""Least share of "I" and "we" in an interview; a page that answers questions itself has fewer."""
_PERSONS = FIRST_PERSON | SECOND_PERSON
_LONGEST_SALUTATION = 10
_SALUTATION = re.compile(r"(?:dear|to the) [^.!?]{2,60}[,:]$|to whom it may concern\b")
_CLOSING = re.compile(
    r"(?:yours|sincerely|respectfully|faithfully|(?:best|kind|warm|with kind) (?:regards|wishes)|regards|signed|"
    r"with (?:love|thanks|gratitude|respect)|in solidarity)\b[^.!?]{0,30}$"
)

_FEWEST_POSTS = 2
"""One may be the credit of a picture."""
_HANDLE = re.compile(r"[-–—]?@\w{2,30}\.?")


def spoken_parts(words: Words) -> list[WordRange]:
    r"""Find the ranges of words that an interviewee speaks, that stand in a letter, or that readers posted.

    An interview has paragraphs that end in a question, and most answers speak of "I" or "we"; or its headline tells
    that it is one. It runs from its first question to the end. A letter runs from "Dear members," to "Yours
    sincerely", else to the end. A post is a paragraph above a line with a handle alone, if there are two.

    Args:
        words: The report's words.

    >>> from whence.language.words import segment
    >>> asked = "\n\n".join(f"{question}?\n\nI do." for question in ("Do you sail", "Do you swim", "Do you row"))
    >>> spoken_parts(segment(f"Ana Brandt in her boat\n\n{asked}"))
    [(5, 26)]
    """
    paragraphs = words.paragraph_ranges
    return [*_of_interview(words, paragraphs), *_of_letter(words, paragraphs), *_of_posts(words, paragraphs)]


def _of_interview(words: Words, paragraphs: Sequence[WordRange]) -> list[WordRange]:
    asked = [n for n, run in enumerate(paragraphs) if n and _asks(words, run)]
    if len(asked) >= _FEWEST_QUESTIONS and _is_answered(words, paragraphs, asked):
        start = paragraphs[asked[0]][0]
    elif paragraphs and words.places_of(_INTERVIEW, paragraphs[0]):
        start = next((run[0] for run in paragraphs[1:] if _spoken(words, run, _PERSONS)), len(words))
    else:
        return []
    run = (start, len(words))
    return [run] if _spoken(words, run, FIRST_PERSON) > _FIRST_PERSON_SHARE * (len(words) - start) else []


def _asks(words: Words, run: WordRange) -> bool:
    """Check whether a paragraph ends in a question that nobody is quoted with."""
    return words.texts[run[1] - 1] == "?" and words.marks[run[1] - 1] == Mark.OUTSIDE


def _is_answered(words: Words, paragraphs: Sequence[WordRange], asked: Sequence[int]) -> bool:
    """Check whether somebody speaks of himself in half of the answers."""
    answers = [
        (paragraphs[n + 1][0], paragraphs[after - 1][1])
        for n, after in pairwise((*asked, len(paragraphs)))
        if after > n + 1
    ]
    return bool(answers) and 2 * sum(_spoken(words, run, FIRST_PERSON) > 0 for run in answers) >= len(answers)


def _spoken(words: Words, run: WordRange, persons: Collection[str]) -> int:
    """Count the words for "I", "we" or "you" outside quotation marks."""
    return sum(words.marks[i] == Mark.OUTSIDE for i in words.places_of(persons, run))


def _of_letter(words: Words, paragraphs: Sequence[WordRange]) -> list[WordRange]:
    opened = next((run for run in paragraphs[1:] if _is_short(run) and _matches(_SALUTATION, words, run)), None)
    if opened is None:
        return []
    after = (start for start, end in paragraphs if start > opened[0] and _matches(_CLOSING, words, (start, end)))
    return [(opened[0], next(after, len(words)))]


def _of_posts(words: Words, paragraphs: Sequence[WordRange]) -> list[WordRange]:
    """Find the paragraphs beneath each of which its writer stands alone: "@harbour_watch."."""
    posts = [
        (start, end)
        for (start, end), after in pairwise(paragraphs[1:])
        if _HANDLE.fullmatch("".join(words.texts[slice(*after)])) and not words.texts[start].startswith("@")
    ]
    return posts if len(posts) >= _FEWEST_POSTS else []


def _is_short(run: WordRange) -> bool:
    return run[1] - run[0] <= _LONGEST_SALUTATION


def _matches(pattern: re.Pattern[str], words: Words, run: WordRange) -> bool:
    return _is_short(run) and pattern.match(" ".join(words.lower[slice(*run)]).replace(" ,", ",")) is not None
