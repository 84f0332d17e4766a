"""Bodies of one name that belong to different owners: "Drovia's Foreign Ministry" and "Karesia's Foreign Ministry".

Names that are unlike each other tell bodies apart by themselves; a name made of common words does so only together with
the country or town that it is the ministry, court or commission of.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from whence.language.gazetteer import country_of, kind_of_noun
from whence.language.words import CAPITALISED, Shape, Words
from whence.reading.model.decode import Name, WordRange
from whence.reading.sources.named_entities import is_possessive

__all__ = ["owners_apart"]

_LONGEST_OWNER = 4


def owners_apart(words: Words, names: Sequence[Name], tokens: Mapping[Name, tuple[str, ...]]) -> dict[Name, WordRange]:
    """Find the words with which names of bodies have to be read, so that those of different owners are kept apart.

    A mention without an owner is taken for the one that was mentioned last.

    Args:
        words: The report's words.
        names: Its names, in order.
        tokens: The words of each name in small letters.

    Returns:
        For each name of a body that has another owner elsewhere, the words of its own owner.

    >>> from whence.language.words import segment
    >>> words = segment("Drovia's Supreme Court agreed. Karesia's Supreme Court did not. The Supreme Court met.")
    >>> names = [Name(3, 5, "organisation", 0.9), Name(10, 12, "organisation", 0.9), Name(16, 18, "organisation", 0.9)]
    >>> owners = owners_apart(words, names, dict.fromkeys(names, ("supreme", "court")))
    >>> [words.texts[start] for start, _ in owners.values()]
    ['Drovia', 'Karesia', 'Karesia']
    """
    people = {word for one in names if one.kind == "person" for word in words.texts[one.start : one.end]}
    bodies: dict[tuple[str, ...], list[Name]] = {}
    for name in names:
        told = tokens[name]
        if name.kind != "person" and len(told) > 1 and kind_of_noun(told[-1]) == "organisation":
            bodies.setdefault(told, []).append(name)
    return {name: owner for alike in bodies.values() for name, owner in _apart(words, alike, people)}


def _apart(words: Words, names: Sequence[Name], people: set[str]) -> Iterator[tuple[Name, WordRange]]:
    owners = {name: owner for name in names if (owner := _owner(words, name)) is not None}
    owners = {name: run for name, run in owners.items() if words.texts[run[1] - 1] not in people}
    countries = {name: run for name, run in owners.items() if country_of(_shown(words, run))}
    others = {name: run for name, run in owners.items() if name not in countries}
    keys = {country_of(_shown(words, run)) for run in countries.values()}
    if len(keys) > 1:
        told = countries
    elif not keys and len({_shown(words, run) for run in others.values()}) > 1 and _are_alike(words, others.values()):
        told = others
    else:
        return
    last: WordRange | None = None
    for name in names:
        last = told.get(name, last)
        if last is not None:
            yield name, last


def _are_alike(words: Words, owners: Iterable[WordRange]) -> bool:
    """Check that all owners are towns by name, or none is: "the state" may be Wyoming."""
    return len({words.shapes[end - 1] in CAPITALISED for _, end in owners}) == 1


def _owner(words: Words, name: Name) -> WordRange | None:
    """Find the words right before a name that own it: "Drovia" of "Drovia's Foreign Ministry"."""
    end = name.start - 2
    if end < 1 or not is_possessive(words, name.start - 1):
        return None
    start = end - 1
    while start and words.shapes[start] in CAPITALISED and words.shapes[start - 1] in CAPITALISED:
        if end - start >= _LONGEST_OWNER or words.paragraphs[start - 1] != words.paragraphs[start]:
            break
        start -= 1
    start -= start > 0 and words.lower[start - 1] == "the" and words.shapes[start] == Shape.LOWER
    return None if words.shapes[start] == Shape.PUNCTUATION else (start, end)


def _shown(words: Words, run: WordRange) -> str:
    return " ".join(words.lower[slice(*run)])
