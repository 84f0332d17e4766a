"""Lines beside the text: captions, teasers of other reports and credits of pictures. Nobody in them goes on as "he"."""

from whence.language.words import Shape, Words

__all__ = ["words_beside"]

_ENDS = frozenset({".", "!", "?", "…", ":", ";", ","})
_FEWEST_WORDS = 4
_LONGEST_CREDIT = 20


def words_beside(words: Words) -> frozenset[int]:
    r"""Collect the words beneath the headline that stand beside the text: in lines without an end, and in credits.

    A text most of whose paragraphs have no end has no such lines.

    Args:
        words: The report's words.

    >>> from whence.language.words import segment
    >>> words = segment("Gate shut\n\nVet Ana Brandt warns of eels\n\nThe keys were lost.\n\nShe had none.")
    >>> " ".join(words.texts[i] for i in sorted(words_beside(words)) if words.texts[i].isalpha())
    'Vet Ana Brandt warns of eels'
    """
    beneath = [run for run in words.paragraph_ranges[1:] if run[1] - run[0] >= _FEWEST_WORDS]
    unended = [run for run in beneath if not _is_ended(words, *run)]
    lines = unended if 2 * len(unended) < len(beneath) else []
    credited = [(_credit_start(words, *run), run[1]) for run in beneath]
    return frozenset(i for start, end in (*lines, *credited) for i in range(start, end))


def _is_ended(words: Words, start: int, end: int) -> bool:
    """Check whether a paragraph ends as sentences do, perhaps with a closing mark or bracket behind."""
    last = end - 1
    while last > start and words.shapes[last] == Shape.PUNCTUATION and words.texts[last] not in _ENDS:
        last -= 1
    return words.texts[last] in _ENDS


def _credit_start(words: Words, start: int, end: int) -> int:
    """Find where the credit of a picture begins that a paragraph ends with: "(Ana Brandt/Ports/AP)"."""
    if words.texts[end - 1] != ")":
        return end
    opens = next((i for i in range(end - 1, max(start, end - _LONGEST_CREDIT) - 1, -1) if words.texts[i] == "("), end)
    return opens if "/" in "".join(words.texts[opens:end]) else end
