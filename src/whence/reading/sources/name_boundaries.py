"""Name boundaries: split names that the model joined, join names that it split, and drop what is not a name.

All of these are rules of writing that hold for any name, so the model does not need to learn them.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from whence.language.english import ARTICLES, AUXILIARIES, ONE_OF_MANY, PHRASE_ENDS, POSTS, SAYING, WHERE
from whence.language.gazetteer import country_of, is_region, kind_of_noun
from whence.language.quotation_marks import APOSTROPHES, DOUBLE_MARKS
from whence.language.words import CAPITALISED, Shape, Words
from whence.reading.model.decode import Name, WordRange

__all__ = ["bound_names"]

_ENDINGS = "com|org|net|edu|gov|mil|info|biz|html?|php|aspx?|docx?|pdf|xlsx?|pptx?|txt|csv|zip|jpe?g|png|gif|exe"
_ADDRESS = re.compile(rf"\w@[\w-]+\.\w|\w://|\bwww\.|\w\.(?:{_ENDINGS})\b", re.IGNORECASE)
"""The address of a web page, a mailbox or a file."""
_PARTS_OF_NAMES = frozenset({
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "upper", "lower", "new",
    "old", "inner", "outer", "great", "greater", "little", "mainland", "upstate", "downtown", "northeast", "northwest",
    "southeast", "southwest", "mid", "middle", "british", "french", "dutch", "papua", "equatorial", "lake", "mount",
    "port", "fort", "cape", "gulf", "bay", "river", "university", "camp", "of", "the", "in", "and", "de", "la",
    "al", "saint", "st", "san",
})  # fmt: skip
"""Words before a region's name that form one name with it: "Lake Michigan", "Bank of England"."""
_LONGEST_REGION = 3
_SHORTEST_REGION = 3
"""From this many letters on, a region counts in any case; of shorter ones, "NY" and "Ny" count, but "ny" may be
anything."""
_WORK = frozenset({"reporting", "writing", "editing", "compiled", "translation", "photography"})
_BEFORE_WORK = frozenset({"(", "[", "—", "–", "-", "*", "_", "additional", "further", "with", "more"})
"""What a line begins with that says who worked on a report, before "reporting by"."""
_OWNER_WORDS = 2
"""The apostrophe and the "s" after an owner."""
_AFTER_POSTS = PHRASE_ENDS | SAYING | AUXILIARIES
"""What follows "a DSP" where no noun goes on with it, as in "an SP leader"."""
_STRAY = frozenset({"'", "’", "-", "@", ",", "/", "&", "of", "and", "for"})


def bound_names(words: Words, names: Sequence[Name]) -> list[Name]:
    """Correct the boundaries of names.

    - A name never crosses the end of a paragraph.
    - A town and its state or country are two names, with or without a comma between them.
    - "Okafor, Ines" in quotation marks, as mail programs write it, is one name.
    - Part of the address of a web page, a mailbox or a file is not a name.
    - A name does not end with "and", "of" or a stray punctuation mark.
    - A body called after two people or places is one name, as in "Brandt & Okafor" and "Marram and District Council",
      and so is the office of an official, as in "Auditor General's Office".
    - Letters for a post or a document are a noun: "one MEP", "the FIR".
    - Who wrote a report is nobody in it: "(Reporting by Ana Brandt in Marram)" names nobody.

    Args:
        words: The report's words.
        names: Names as the model tagged them, in order, none overlapping another.

    Returns:
        Names in order, none overlapping another.

    >>> from whence.language.words import segment
    >>> words = segment("She moved from Tampa Florida to Bern.")
    >>> [words.texts[name.start : name.end] for name in bound_names(words, [Name(3, 5, "place", 0.9)])]
    [('Tampa',), ('Florida',)]
    """
    parted = (part for name in names for whole in _within_paragraphs(words, name) for part in _parted(words, whole))
    tidied = (_tidied(words, name) for name in parted)
    addresses = _addresses(words) if names else []
    credit_lines = set(_credit_lines(words))
    kept = [
        name
        for name in tidied
        if words.paragraphs[name.start] not in credit_lines
        and not (_is_part_of_address(addresses, name) or _is_noun(words, name))
    ]
    return _with_officials(words, list(_bodies_of_two(words, list(_joined(words, kept)))))


def _credit_lines(words: Words) -> Iterator[int]:
    """Find the paragraphs that only say who worked on the report, such as "Additional reporting by Ana Brandt"."""
    for i in words.places_of(_WORK, (0, len(words) - 1)):
        if words.texts[i + 1] == "by":
            start = bisect_left(words.paragraphs, words.paragraphs[i])
            before = set(words.lower[start:i])
            if before <= _BEFORE_WORK:
                yield words.paragraphs[i]


def _within_paragraphs(words: Words, name: Name) -> Iterator[Name]:
    inner = (i for i in range(name.start + 1, name.end) if words.paragraphs[i] != words.paragraphs[i - 1])
    for start, end in pairwise([name.start, *inner, name.end]):
        yield Name(start, end, name.kind, name.probability)


def _parted(words: Words, name: Name) -> Iterator[Name]:
    """Split a town from the state or country that follows it."""
    if name.kind == "place":
        for size in range(min(_LONGEST_REGION, name.end - name.start - 1), 0, -1):
            at = name.end - size
            if _is_region(words, at, name.end) and not _goes_on(words, name.start, at, name.end):
                yield from _parted(words, Name(name.start, at, name.kind, name.probability))
                yield Name(at, name.end, name.kind, name.probability)
                return
    yield name


def _is_region(words: Words, start: int, end: int) -> bool:
    shown = " ".join(words.texts[start:end])
    if len(shown) < _SHORTEST_REGION and words.shapes[start] != Shape.UPPER:
        return words.shapes[start] == Shape.TITLE and shown.lower() not in _PARTS_OF_NAMES and is_region(shown)
    return is_region(shown)


def _goes_on(words: Words, start: int, at: int, end: int) -> bool:
    """Check whether the words from ``start`` and the region from ``at`` are one name."""
    before = words.lower[at - 1]
    whole = " ".join(words.texts[start:end])
    beside = before in _PARTS_OF_NAMES or words.shapes[at - 1] == Shape.PUNCTUATION
    return beside or is_region(whole) or country_of(whole) is not None


def _tidied(words: Words, name: Name) -> Name:
    """Remove words that cannot begin or end a name, and a full stop that ends the sentence rather than "Inc."."""
    start, end = name.start, name.end
    while end - start > 1 and words.texts[start] in WHERE | {"on"}:
        start += 1
    while end - name.start > 1 and words.lower[end - 1] in _STRAY:
        end -= 1
    while end - name.start > 1 and words.texts[end - 2 : end] == (".", "."):
        end -= 1
    return Name(start, end, name.kind, name.probability)


def _addresses(words: Words) -> list[WordRange]:
    """Find runs of words without spaces between them that contain an address, in order; never a single word."""
    apart = (i for i, (end, start) in enumerate(zip(words.ends, words.starts[1:], strict=False), 1) if end != start)
    # Most have two words, "quay.", and of two words only "www." begins an address.
    runs = (
        (start, end)
        for start, end in pairwise([0, *apart, len(words)])
        if end > start + 2 or (end == start + 2 and words.lower[start] == "www")
    )
    return [(start, end) for start, end in runs if _ADDRESS.search("".join(words.texts[start:end]))]


def _is_part_of_address(addresses: Sequence[WordRange], name: Name) -> bool:
    at = bisect_right(addresses, name.start, key=lambda run: run[0])
    start, end = addresses[at - 1] if at else (0, 0)
    return start <= name.start and name.end <= end and (start, end) != (name.start, name.end)


def _is_noun(words: Words, name: Name) -> bool:
    """Check for letters that are a common noun: "two MEPs", "a DSP", "the FIR", not "the DSP", which may be a party."""
    at = name.end - 1
    is_alone = at == name.start or (at == name.start + 1 and words.lower[name.start] in ARTICLES)
    letters = words.texts[at].removesuffix("s")
    if name.kind == "person" or not is_alone or not letters.isupper():
        return False
    if kind_of_noun(letters) in {"person", "document"}:
        return True
    after = words.lower[name.end] if name.end < len(words) else ""
    is_whole = after in _AFTER_POSTS or words.shapes[name.end : name.end + 1] == (Shape.PUNCTUATION,)
    return is_whole and words.lower[at] in POSTS and at > 0 and words.lower[at - 1] in ONE_OF_MANY


def _joined(words: Words, names: Sequence[Name]) -> Iterator[Name]:
    """Join a surname and a given name after it if a comma separates them and quotation marks enclose them."""
    before: Name | None = None
    for name in names:
        if before is not None and _is_turned(words, before, name):
            before = Name(before.start, name.end, "person", min(before.probability, name.probability))
            continue
        if before is not None:
            yield before
        before = name
    if before is not None:
        yield before


def _is_turned(words: Words, surname: Name, given: Name) -> bool:
    return (
        surname.kind == given.kind == "person"
        and given.start == surname.end + 1
        and words.texts[surname.end] == ","
        and surname.start > 0
        and given.end < len(words)
        and words.texts[surname.start - 1] in DOUBLE_MARKS
        and words.texts[given.end] in DOUBLE_MARKS
    )


def _bodies_of_two(words: Words, names: Sequence[Name]) -> Iterator[Name]:
    """Join the two names that one body bears: "Brandt & Okafor", "Marram and District Chamber of Commerce"."""
    counts = Counter(word for name in names for word in set(words.texts[name.start : name.end]))
    before: Name | None = None
    for name in names:
        if before is not None and (_is_firm(words, before, name, counts) or _is_of_district(words, before, name)):
            before = Name(before.start, name.end, "organisation", min(before.probability, name.probability))
            continue
        if before is not None:
            yield before
        before = name
    if before is not None:
        yield before


def _is_firm(words: Words, one: Name, other: Name, counts: Mapping[str, int]) -> bool:
    """Check for two names with "&" between them, of which the report names neither elsewhere."""
    if words.texts[one.end : other.start] != ("&",) or "place" in {one.kind, other.kind}:
        return False
    are_short = one.end - one.start == other.end - other.start == 1
    return are_short and counts[words.texts[one.start]] == counts[words.texts[other.start]] == 1


def _is_of_district(words: Words, one: Name, other: Name) -> bool:
    if one.end == other.start and words.texts[one.start : one.end] == ("Greater",):
        return True
    is_joined = words.texts[one.end : other.start] == ("and",) and words.texts[other.start] == "District"
    return is_joined and one.end - one.start == 1 and other.kind == "organisation"


def _with_officials(words: Words, names: Sequence[Name]) -> list[Name]:
    """Add the official to the name of an office that the model took alone: "Auditor General's | Office"."""
    kept: list[Name] = []
    for name in names:
        start = _start_of_official(words, name)
        while kept and start < kept[-1].end:
            kept.pop()  # the official
        kept.append(Name(start, name.end, name.kind, name.probability))
    return kept


def _start_of_official(words: Words, name: Name) -> int:
    start = name.start
    is_office = name.end == start + 1 and words.texts[start] == "Office" and start > _OWNER_WORDS
    if not is_office or words.lower[start - 1] != "s" or words.texts[start - 2] not in APOSTROPHES:
        return start
    first = start - 2
    while first and words.shapes[first - 1] in CAPITALISED and words.paragraphs[first - 1] == words.paragraphs[start]:
        first -= 1
    return first if first < start - 2 and kind_of_noun(words.texts[start - 3]) == "person" else start
