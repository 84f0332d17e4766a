"""Passages in quotation marks: where each begins and ends, over as many paragraphs as it runs."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.language.english import ARTICLES, PHRASE_ENDS
from whence.language.quotation_marks import DOUBLE_MARKS, Mark
from whence.language.words import CAPITALISED, Shape, Words
from whence.reading.model.decode import WordRange

__all__ = ["Passage", "find_passages", "is_sentence", "is_title", "spoken_words"]

_SMALL_IN_TITLES = ARTICLES | PHRASE_ENDS | {"and", "or", "but", "is", "are", "be"}
"""What titles of works leave in lower case."""
_TITLED = frozenset({"entitled", "titled", "dubbed", "nicknamed"})
_ENDS = frozenset({".", "!", "?", "…", "—", "–"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in quotation marks."""

    runs: tuple[WordRange, ...]
    """One range of words in each paragraph that it runs over, marks included."""
    is_closed: bool

    @property
    def start(self) -> int:
        """Its first word."""
        return self.runs[0][0]

    @property
    def end(self) -> int:
        """One past its last word."""
        return self.runs[-1][1]


def find_passages(words: Words) -> list[Passage]:
    r"""Find the passages in quotation marks, without those inside others.

    A passage that its paragraph does not close goes on in the next paragraph if that begins with a mark again.

    >>> from whence.language.words import segment
    >>> find_passages(segment("He wrote: “It rains.\n\n“It pours.” A “dry” day."))
    [Passage(runs=((3, 7), (7, 12)), is_closed=True), Passage(runs=((13, 16),), is_closed=True)]
    """
    passages: list[Passage] = []
    for start, end, is_closed in _runs(words):
        last = passages[-1] if passages else None
        if last and not last.is_closed and last.end == start and words.texts[start] == words.texts[last.runs[-1][0]]:
            passages[-1] = Passage((*last.runs, (start, end)), is_closed)
        else:
            passages.append(Passage(((start, end),), is_closed))
    return passages


def _runs(words: Words) -> Iterator[tuple[int, int, bool]]:
    """Find the outermost ranges in quotation marks in each paragraph, and whether each is closed there."""
    opens, closes = Mark.OPENS, Mark.CLOSES
    turns = [i for i, mark in enumerate(words.marks) if mark in (opens, closes)]
    for start, end in words.paragraph_ranges if turns else ():
        opened, first = 0, start
        for i in turns[bisect_left(turns, start) : bisect_left(turns, end)]:
            if words.marks[i] == opens:
                first = first if opened else i
                opened += 1
            else:
                opened -= 1
                # A double mark also closes the single ones that were left open.
                if words.texts[i] in DOUBLE_MARKS if i + 1 == end else words.marks[i + 1] == Mark.OUTSIDE:
                    opened = 0
                if not opened:
                    yield first, i + 1, True
        # A single mark that nothing closes may be an apostrophe: ‘bout, 'twas.
        if opened and (first == start or words.texts[first] in DOUBLE_MARKS):
            yield first, end, False


def spoken_words(words: Words, runs: Sequence[WordRange]) -> set[int]:
    """Collect the words in ranges that are no punctuation."""
    return {i for start, end in runs for i in range(start, end) if words.shapes[i] != Shape.PUNCTUATION}


def is_title(words: Words, passage: Passage) -> bool:
    """Check whether a passage is a title of a work or a name: written with capitals, or said to be one.

    >>> from whence.language.words import segment
    >>> words = segment("She sang “The Long Road to the Silent Harbour” twice.")
    >>> is_title(words, find_passages(words)[0])
    True
    """
    spoken = sorted(spoken_words(words, passage.runs))
    lower = {words.texts[i] for i in spoken if words.shapes[i] == Shape.LOWER}
    if passage.start and words.texts[passage.start - 1] in _TITLED:
        return True
    return bool(spoken) and words.shapes[spoken[0]] in CAPITALISED and lower <= _SMALL_IN_TITLES


def is_sentence(words: Words, passage: Passage) -> bool:
    """Check whether a passage is a sentence of its own: begins with a capital and ends as sentences do."""
    spoken = spoken_words(words, passage.runs)
    if not spoken or words.shapes[min(spoken)] == Shape.LOWER:
        return False
    return any(words.texts[i] in _ENDS for i in range(max(spoken) + 1, min(passage.end + 1, len(words))))
