"""Candidates: the pairs of named sources that may be one, found by keys of their names and never all against all.

Reference:
    Christen, "A Survey of Indexing Techniques for Scalable Record Linkage and Deduplication", IEEE TKDE 24, 2012.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from whence.language.personal_names import NICKNAMES
from whence.language.scripts import sound_key
from whence.linking.people.named_sources import NamedSource
from whence.linking.people.people_evidence import body_names, person_names

__all__ = ["MOST_NEIGHBOURS", "find_pairs", "keys_of"]

MOST_NEIGHBOURS = 30
"""With how many of those that follow under a key a source is compared."""


def keys_of(source: NamedSource, stories: Collection[str] = ()) -> frozenset[str]:
    """List the keys that bring a source together with others of its kind.

    A person has the sound of the surname with the initial of each given name, which another script shares, and with
    each story. A body has its words without "Department" and the like, its initials, its domain or its country.

    >>> okafor = NamedSource(id="r:1/s1", key="0", report="r:1", day=None, kind="person", forms=("Bill Okafor",))
    >>> sorted(keys_of(okafor, ["harbour"]))
    ['person okfr harbour/', 'person okfr w']
    """
    return frozenset(f"{source.kind} {key}" for key in _keys(source, stories))


def _keys(source: NamedSource, stories: Collection[str]) -> Iterator[str]:
    if source.kind == "person":
        for name in person_names(source):
            sound = sound_key(name.surname)
            yield from (f"{sound} {NICKNAMES.get(given, given)[0]}" for given in (name.given, *name.middle) if given)
            yield from (f"{sound} {story}/" for story in stories)
        return
    for body in body_names(source):
        if body.reach == "country":
            yield f"{body.country}"
            continue
        yield " ".join([*sorted(body.core), body.country or ""])
        yield from body.initials
        if body.domain:
            yield body.domain


def find_pairs(
    sources: Iterable[NamedSource], stories: Mapping[str, Collection[str]], most: int = MOST_NEIGHBOURS
) -> list[tuple[str, str]]:
    """Find the pairs that may be one, each once.

    Under each key, sources are sorted by name, day and id, and each is paired with the ``most`` that follow. So the
    time grows with the sources and not with the pairs of those who share a name.

    Args:
        sources: The named sources, in any order.
        stories: The stories of each source's reports, by the source's id.
        most: How many neighbours under a key are compared.

    Returns:
        Pairs of ids, sorted, the lower id first.
    """
    postings: dict[str, set[tuple[str, int, str]]] = defaultdict(set)
    for source in sources:
        for key in keys_of(source, stories.get(source.id, ())):
            postings[key].add((source.name.casefold(), source.day or 0, source.id))
    found: set[tuple[str, str]] = set()
    for entries in postings.values():
        ids = [entry[-1] for entry in sorted(entries)]
        for at, own in enumerate(ids):
            found.update((min(own, other), max(own, other)) for other in ids[at + 1 : at + 1 + most])
    return sorted(found)
