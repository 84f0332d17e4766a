"""Labels that name nobody: those before a headline, "UPDATE 2-", "EXCLUSIVE: ", and of pictures, "Image 2 of 9"."""

from bisect import bisect_left

from whence.language.words import CAPITALISED, Shape, Words

__all__ = ["first_after_label", "is_counter", "without_label"]

_LABELS = frozenset({
    "alert", "analysis", "breaking", "brief", "bulletin", "column", "corrected", "correction", "developing", "diary",
    "exclusive", "explainer", "factbox", "feature", "flash", "graphic", "highlights", "insight", "interview",
    "investigation", "lead", "live", "newsmaker", "opinion", "photos", "poll", "preview", "profile", "recap", "refile",
    "repeat", "report", "rpt", "scoreboard", "snapshot", "table", "text", "timeline", "update", "updated", "updates",
    "urgent", "video", "watch", "wrapup",
})  # fmt: skip
_TOPICS = frozenset({
    "athletics", "badminton", "baseball", "basketball", "boxing", "cricket", "cycling", "football", "golf", "handball",
    "hockey", "olympics", "rowing", "rugby", "sailing", "skiing", "soccer", "swimming", "tennis",
})  # fmt: skip
"""What an agency tells the sport of a headline by, after a label: "UPDATE 1-Soccer-"."""
_PICTURES = frozenset({"image", "photo", "photos", "picture", "slide"})
_MOST_OF_COUNTER = 6
"""Words of the longest counter: "Image: 1 of / 9"."""
_MARKS = frozenset({"-", "–", "—", ":", "|"})
_LONGEST = 3
"""Words of the longest label: "LIVE ELECTION UPDATES"."""


def first_after_label(words: Words, start: int) -> int:
    """Find the first word of a paragraph after the labels with which it begins; its own first word if it has none.

    Args:
        words: The report's words.
        start: The first word of a paragraph.

    >>> from whence.language.words import segment
    >>> [first_after_label(segment(text), 0) for text in ("UPDATE 2-Police left", "EXCLUSIVE: Police left", "AK-47s")]
    [3, 2, 0]
    """
    while (after := _after_one(words, start)) > start:
        start = after
        if start + 1 < len(words) and words.lower[start] in _TOPICS and _is_tight(words, start + 1):
            start += 2
    return start


def without_label(words: Words, run: tuple[int, int]) -> tuple[int, int]:
    """Leave out of a range of words the labels before a headline, and all up to the counter of a picture.

    Args:
        words: The report's words.
        run: A range of words within one paragraph. If it is nothing but a label it stays.

    >>> from whence.language.words import segment
    >>> without_label(segment("RPT-Harbour police left"), (0, 4)), without_label(segment("Image 2 of 9 Police"), (0, 5))
    ((2, 4), (4, 5))
    """
    start, end = run
    for i in range(max(0, start - _MOST_OF_COUNTER), end):
        if words.lower[i] in _PICTURES and max(i, start) < (after := _end_of_counter(words, i)) < end:
            start = after
    paragraph = bisect_left(words.paragraphs, words.paragraphs[start])
    if words.shapes[paragraph] not in CAPITALISED or start > paragraph + 2 * _LONGEST:
        return start, end
    first = first_after_label(words, paragraph)
    return (max(start, first), end) if first < end else (start, end)


def is_counter(words: Words, run: tuple[int, int]) -> bool:
    """Check whether words are the counter of a picture in a gallery, and nothing more.

    Args:
        words: The report's words.
        run: A range of them.

    >>> from whence.language.words import segment
    >>> is_counter(segment("Slide 3 of 9 shows"), (0, 4)), is_counter(segment("Slide 3 of the talk"), (0, 5))
    (True, False)
    """
    return words.lower[run[0]] in _PICTURES and _end_of_counter(words, run[0]) == run[1]


def _end_of_counter(words: Words, start: int) -> int:
    """Find where the counter ends that begins with a noun for a picture, "Photo 2 of 9"; the noun if none does."""
    inner = [*words.texts[start + 1 : start + _MOST_OF_COUNTER], ""]
    at = 1 if inner[0] == ":" else 0
    between = at + 1
    while between < len(inner) and inner[between] in {"of", "/"}:
        between += 1
    is_told = inner[at].isdecimal() and between > at + 1 and inner[between].isdecimal()
    is_counted = is_told and int(inner[at]) <= int(inner[between])
    return start + between + 2 if is_counted else start


def _after_one(words: Words, start: int) -> int:
    """Find the first word after one label; the same word if there is none."""
    end = start
    while end < min(len(words), start + _LONGEST) and words.shapes[end] in CAPITALISED:
        end += 1
    told = words.texts[start:end]
    mark = end + (end + 1 < len(words) and words.shapes[end] == Shape.NUMBER)
    if mark + 1 >= len(words) or words.texts[mark] not in _MARKS or _LABELS.isdisjoint(words.lower[start:end]):
        return start
    if words.paragraphs[start] != words.paragraphs[mark + 1]:
        return start
    is_hyphen = words.texts[mark] == "-" and words.ends[mark - 1] == words.starts[mark]
    is_large = all(map(str.isupper, told))
    if is_hyphen:
        return mark + 1 if is_large and _is_tight(words, mark) else start
    return mark + 1 if is_large or words.texts[mark] in {":", "|"} else start


def _is_tight(words: Words, mark: int) -> bool:
    """Check for a hyphen between two words of which the second is written large, or is a number or a mark."""
    if mark + 1 >= len(words) or words.texts[mark] != "-" or words.texts[mark + 1][0].islower():
        return False
    return words.ends[mark - 1] == words.starts[mark] and words.ends[mark] == words.starts[mark + 1]
