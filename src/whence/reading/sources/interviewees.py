"""Interviewees: who answers in an interview whose turns are labelled "Q:" and "A:"."""

from collections.abc import Sequence

from whence.language.words import Words
from whence.reading.model.decode import Name, WordRange

__all__ = ["ANSWER", "QUESTION", "find_interviewee"]

QUESTION, ANSWER = "Q", "A"
"""Labels of question and answer, which name nobody."""


def find_interviewee(words: Words, names: Sequence[Name]) -> WordRange | None:
    r"""Find who is "A": the only person whom the headline names, or else all that stands before the first question.

    Args:
        words: The report's words.
        names: Its names.

    Returns:
        That person's first and fullest name; None if nobody asks, or if more than one may answer.

    >>> from whence.language.words import segment
    >>> words = segment("Ines Okafor on tides.\n\nQ: Will it last?\n\nA: No.")
    >>> find_interviewee(words, [Name(0, 2, "person", 0.9)])
    (0, 2)
    """
    labels = (
        i
        for i in words.places_of({QUESTION.lower()}, (1, len(words) - 1))
        if words.texts[i : i + 2] == (QUESTION, ":") and words.paragraphs[i] > words.paragraphs[i - 1]
    )
    asked = next(labels, None)
    if asked is None:
        return None
    before = [name for name in names if name.kind == "person" and name.end <= asked]
    headline = [name for name in before if words.paragraphs[name.start] == 0]
    for told in (headline, before):
        if len({words.texts[name.end - 1] for name in told}) == 1:
            fullest = max(told, key=lambda name: name.end - name.start)
            return (fullest.start, fullest.end)
    return None
