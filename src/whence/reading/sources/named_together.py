"""Persons who are named together as one source: "the mayor, Ada Marsh, and her deputy, Ivo Brandt"."""

from collections.abc import Sequence

from whence.language.english import PHRASE_ENDS, POSSESSIVES
from whence.language.gazetteer import kind_of_noun
from whence.language.words import CAPITALISED, Words
from whence.reading.model.decode import Name, WordRange
from whence.reading.sources.titles import goes_before

__all__ = ["joined_persons", "joined_to", "leads_to_next", "role_before"]

_MOST_BETWEEN = 6
"""Words between two names that are joined: a title may stand there."""
_TAKEN_UP = frozenset({",", "("})
"""What more is told after of whoever is named before it."""


def leads_to_next(words: Words, name: Name, inside: Sequence[Name]) -> bool:
    """Tell whether "and", "or" or a comma leads from a name to the next one.

    Args:
        words: The report's words.
        name: One of the names in a source.
        inside: All of them, in order.
    """
    after = next((other.start for other in inside if other.start >= name.end), None)
    if after is None:
        return False
    between = list(words.lower[name.end : after])
    return bool({"and", "or", "&"} & set(between)) and len(between) <= _MOST_BETWEEN


def joined_to(words: Words, span: WordRange, inside: Sequence[Name]) -> int | None:
    """Find where a named person is joined to one without a name: "the star, 36, | and her husband Ivo Brandt".

    Args:
        words: The report's words.
        span: All that is said of a source.
        inside: The names in the span.
    """
    persons = [name for name in inside if name.kind == "person"]
    if len(persons) != 1 or persons[0].end != span[1]:
        return None
    places = range(span[0] + 1, persons[0].start - 1)
    return next((i for i in places if words.texts[i] == "and" and words.lower[i + 1] in POSSESSIVES), None)


def joined_persons(
    words: Words, span: WordRange, core: WordRange, told: Name | None, inside: Sequence[Name]
) -> tuple[Name, ...]:
    """List who is named together after more is said of the first, beside a role of each, or in a list; none if one is.

    Args:
        words: The report's words.
        span: All that is said of a source.
        core: Where its words begin and what qualifies them does.
        told: The person named first, or by the words before it, if one is.
        inside: The names in the span.

    >>> from whence.language.words import segment
    >>> words = segment("Ada Marsh, the mayor, and the pilot, Ivo Brandt")
    >>> names = [Name(0, 2, "person", 1.0), Name(9, 11, "person", 1.0)]
    >>> joined_persons(words, (0, 11), (0, 2), names[0], names) == (names[0], names[1])
    True
    """
    first = _before_and(words, core, inside) or told
    after = [name for name in inside if name.kind == "person" and first is not None and name.start >= first.end]
    if first is None or first.kind != "person" or not after:
        return ()
    at, listed = first.end, [first]
    while after and at < span[1] and words.texts[at] == "," and after[0].start == at + 1:
        listed.append(after.pop(0))
        at = listed[-1].end
    if len(listed) == 1 and words.texts[at] in _TAKEN_UP:
        ends = (i for i in range(at + 1, span[1]) if words.texts[i] == "and" and words.texts[i - 1] in {",", ")"})
        at = next(ends, span[1])
    at += words.texts[at : at + 2] == (",", "and")
    last = next((name for name in after if name.start > at), None)
    if last is None or at >= span[1] or words.texts[at] != "and":
        return ()
    is_last = last.end == span[1] or words.texts[last.end] in _TAKEN_UP
    return (*listed, last) if is_last and (_is_titled(words, at + 1, last) or role_before(words, last)) else ()


def role_before(words: Words, name: Name) -> WordRange | None:
    """Find what a person is called before a comma and the name: "the head of the port" before ", Ivo Brandt".

    Args:
        words: The report's words.
        name: The name of a person.

    >>> from whence.language.words import segment
    >>> words = segment("Ada Marsh and her aide, Ivo Brandt, left.")
    >>> role_before(words, Name(6, 8, "person", 1.0)), role_before(words, Name(0, 2, "person", 1.0))
    ((3, 5), None)
    """
    end = name.start - 1
    if end < 1 or words.texts[end] != "," or words.paragraphs[end] != words.paragraphs[name.start]:
        return None
    start = end
    while start and _is_of_role(words, start - 1):
        start -= 1
    head = next((i for i in range(start, end) if words.lower[i] in PHRASE_ENDS), end) - 1
    return (start, end) if head >= start and kind_of_noun(words.lower[head]) == "person" else None


def _is_of_role(words: Words, i: int) -> bool:
    """Check for a word of a noun phrase and what qualifies that: "the head of the port's | board"."""
    return goes_before(words, i) or words.lower[i] in {"of", "for", "at", "in"} or words.texts[i] in {"-", "'", "’"}


def _before_and(words: Words, core: WordRange, inside: Sequence[Name]) -> Name | None:
    """Find the person at the beginning of two of whom the second is told by a role: "Ada Marsh and the mayor, …"."""
    persons = (name for name in inside if name.kind == "person" and core[0] <= name.start and name.end < core[1])
    return next((name for name in persons if words.texts[name.end] == "and"), None)


def _is_titled(words: Words, start: int, name: Name) -> bool:
    """Check whether all that stands before a name, from a word on, is a title."""
    return all(
        words.shapes[i] in CAPITALISED
        or words.texts[i] in {".", "the", "former"}
        or kind_of_noun(words.lower[i]) == "person"
        for i in range(start, name.start)
    )
