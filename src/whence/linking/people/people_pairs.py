"""Candidates: the pairs of named sources that may be one, found by keys of their names and never all against all.

Reference:
    Christen, "A Survey of Indexing Techniques for Scalable Record Linkage and Deduplication", IEEE TKDE 24, 2012.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from whence.language.personal_names import NICKNAMES
from whence.language.scripts import sound_key
from whence.linking.people.named_sources import NamedSource
from whence.linking.people.people_evidence import body_names, person_names
from whence.linking.people.person_names import PersonName

__all__ = ["MOST_NEIGHBOURS", "find_pairs", "keys_of", "shared_names_of_initials", "story_keys_of"]

MOST_NEIGHBOURS = 30
"""With how many of those that follow under a key a source is compared."""
_TELLING_INITIALS = 3


def keys_of(source: NamedSource, stories: Collection[str] = ()) -> frozenset[str]:
    """List the keys that bring a source together with others of its kind.

    A person has the sound of the surname, which another script shares, with the initial of the given name; if that is
    an initial itself, with the second one's too; and with each story and the initial of each given name. A body has its
    words without "Department" and the like, its initials from three letters on, its domain or its country. These are
    few, as whatever keys connect is compared anew when a part of it changes.

    >>> def person(name):
    ...     return NamedSource(id="r:1/s1", key="0", report="r:1", day=None, kind="person", forms=(name,))
    >>> sorted(keys_of(person("Bill Okafor"), ["harbour"])), sorted(keys_of(person("I. Pilar Okafor")))
    (['person okfr w', 'person okfr w harbour/'], ['person okfr i', 'person okfr p'])
    """
    return frozenset(f"{source.kind} {key}" for key in _keys(source, stories))


def story_keys_of(source: NamedSource) -> frozenset[str]:
    """List the keys that bring a source together with those of its kind in reports on its story.

    >>> okafor = NamedSource(id="r:1/s1", key="0", report="r:1", day=None, kind="person", forms=("Bill Okafor",))
    >>> sorted(story_keys_of(okafor))
    ['person okfr']
    """
    if source.kind == "person":
        return frozenset(f"person {sound_key(name.surname)}" for name in person_names(source))
    return keys_of(source)


def _keys(source: NamedSource, stories: Collection[str]) -> Iterator[str]:
    if source.kind == "person":
        for name in person_names(source):
            initials = [NICKNAMES.get(given, given)[0] for given in _given_names(name)]
            sound = sound_key(name.surname)
            yield from (f"{sound} {initial}" for initial in initials[: 2 if len(name.given) == 1 else 1])
            yield from (f"{sound} {initial} {story}/" for initial in initials for story in stories)
        return
    for body in body_names(source):
        if body.reach == "country":
            yield f"{body.country}"
            continue
        yield " ".join([*sorted(body.core), body.country or ""])
        yield from (letters for letters in body.initials if body.is_initials or len(letters) >= _TELLING_INITIALS)
        if body.domain:
            yield body.domain


def _given_names(name: PersonName) -> list[str]:
    """List the given names without the initials of second ones."""
    return [given for given in (name.given, *(middle for middle in name.middle if len(middle) > 1)) if given]


def shared_names_of_initials(key: str, keys: Iterable[Collection[str]]) -> frozenset[str] | None:
    """List the other keys without which a key brings no two bodies together that may be one.

    Two bodies with the same initials, of which neither goes by its initials alone, are one only if they share another
    key as well: of its words, or its domain. Hundreds of inquiry reports are "GIR" and have nothing else in common.

    Args:
        key: A key.
        keys: For each source that has it, all keys of that source.

    Returns:
        The other keys that any two of them share; None if the key may bring two of them together by itself.

    >>> gale, gorse, other = ({"document GIR", f"document {own} "} for own in ("gale report", "gorse report", "gir"))
    >>> shared_names_of_initials("document GIR", [gale, gorse, gorse])
    frozenset({'document gorse report '})
    >>> shared_names_of_initials("document GIR", [gale, other]) is None
    True
    """
    kind = key.partition(" ")[0]
    if kind == "person" or not _is_initials(key):
        return None
    shared: set[str] = set()
    seen: set[str] = set()
    countries: dict[str, str] = {}
    for own in keys:
        names = [other[len(kind) + 1 :].rpartition(" ") for other in own if other.count(" ") > 1]
        if not names or any(" " not in words for words, _, _ in names):
            return None  # a country, or a name of one word, which may be initials
        if any(countries.setdefault(words, country) != country for words, _, country in names):
            return None  # "Defence Ministry" beside that of a country
        shared |= seen.intersection(own)
        seen.update(own)
    return frozenset(other for other in shared if not _is_initials(other))


def _is_initials(key: str) -> bool:
    initials = key.partition(" ")[2]
    return initials.isalpha() and initials.isupper()


def find_pairs(
    sources: Iterable[NamedSource],
    keys: Callable[[NamedSource], Collection[str]] = keys_of,
    most: int = MOST_NEIGHBOURS,
) -> list[tuple[str, str]]:
    """Find the pairs that may be one, each once.

    Under each key, sources are sorted by name, day and id, and each is paired with the ``most`` that follow. So the
    time grows with the sources and not with the pairs of those who share a name.

    Args:
        sources: The named sources, in any order.
        keys: Lists the keys of a source.
        most: How many neighbours under a key are compared.

    Returns:
        Pairs of ids, sorted, the lower id first.
    """
    postings: dict[str, set[tuple[str, int, str]]] = defaultdict(set)
    for source in sources:
        for key in keys(source):
            postings[key].add((source.name.casefold(), source.day or 0, source.id))
    found: set[tuple[str, str]] = set()
    for entries in postings.values():
        ids = [entry[-1] for entry in sorted(entries)]
        for at, own in enumerate(ids):
            found.update((min(own, other), max(own, other)) for other in ids[at + 1 : at + 1 + most])
    return sorted(found)
