"""Portraits: sources that are one beyond doubt, by equal names and an equal description, drawn as one.

Somebody whom ten thousand reports name is so few portraits that each can be compared with every other. A portrait is
drawn from its earliest members alone, so that one more report seldom changes it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from whence.language.idf import idf_of
from whence.linking.people.body_names import BodyName
from whence.linking.people.named_sources import NamedSource
from whence.linking.people.people_evidence import LEAST, MOST_PLACES, body_names, decide, person_names
from whence.linking.people.people_pairs import keys_of
from whence.linking.people.person_names import PersonName

__all__ = ["MOST_MEMBERS", "Member", "Order", "Portrait", "draw", "is_surname", "merge", "order_of", "place_sources"]

MOST_MEMBERS = 32
"""How many of a portrait's members it is drawn from, the earliest."""
_MOST_TERMS = 60

Order = tuple[bool, int, str]
"""Whether there is no day, the day, and the key of a named source: the earliest first, those without a day last."""


@dataclass(frozen=True, slots=True)
class Member:
    """A named source in its place among the others."""

    source: NamedSource
    story: str
    """The story of its report; the report's own id if it has none."""
    portrait: str
    """Id of the portrait that it belongs to: 16 hexadecimal digits."""
    is_bound: bool
    """Whether the name and the description are too poor to be found again outside the story."""
    beside: frozenset[str]
    """The portraits of all sources of its report, its own included."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """Sources that are one, in one record."""

    source: NamedSource
    """What they tell together, under the portrait's id."""
    parts: frozenset[str]
    """Ids of the portraits that it is made of."""
    stories: frozenset[str]
    """The stories of those whom it is drawn from."""
    beside: tuple[frozenset[str], ...]
    """The portraits of all sources of each of their reports."""

    @property
    def id(self) -> str:
        """The lowest id of its parts."""
        return self.source.id

    @property
    def keys(self) -> frozenset[str]:
        """List the keys that bring it together with others in any story."""
        return keys_of(self.source, self.stories)

    @property
    def is_surname(self) -> bool:
        """Tell whether it is a person named by a surname alone."""
        return is_surname(self.source)

    def is_told_apart_from(self, other: "Portrait") -> bool:
        """Tell whether the reading itself told two apart, in each report of one of them."""
        return _always_beside(self, other) or _always_beside(other, self)


def _always_beside(one: Portrait, other: Portrait) -> bool:
    parts = other.parts
    if one.beside and one.beside[0].isdisjoint(parts):
        return False  # as most are
    return all(not standing.isdisjoint(parts) for standing in one.beside)


def is_surname(source: NamedSource) -> bool:
    """Tell whether a source is a person named by a surname alone."""
    return source.kind == "person" and not any(name.given for name in person_names(source))


def order_of(source: NamedSource) -> Order:
    """Return what members are sorted by: the earliest first, those without a day last."""
    return source.day is None, source.day or 0, source.key


def place_sources(sources: Iterable[NamedSource], story: str) -> tuple[Member, ...]:
    """Find the portrait of each named source of one report.

    Args:
        sources: All named sources of the report.
        story: The story of the report; its own id if it has none.

    >>> def source(name, **more):
    ...     return NamedSource(id=name, key=name, report="r:1", day=None, kind="person", forms=(name,), **more)
    >>> named = source("Ines Okafor"), source("Okafor"), source("John Smith")
    >>> [member.is_bound for member in place_sources(named, "harbour")]
    [False, True, True]
    """
    ordered = sorted(sources, key=lambda source: source.id)
    seen = Counter[str]()
    placed = []
    for source in ordered:
        likeness = _likeness(source, story)
        # Two sources of one report are two to the reading, even with one name.
        seen[likeness] += 1
        placed.append(_hash(f"{likeness}\x1e{seen[likeness]}"))
    beside = frozenset(placed)
    return tuple(
        Member(source, story, portrait, _is_bound(source), beside)
        for source, portrait in zip(ordered, placed, strict=True)
    )


def _likeness(source: NamedSource, story: str) -> str:
    """Write down all that the sources of one portrait have in common."""
    names: Sequence[PersonName | BodyName] = person_names(source) if source.kind == "person" else body_names(source)
    by_name = replace(source, places=frozenset(), description=frozenset(), country=None)
    described = source.description
    if described and _are_one(by_name):
        # Whoever bears such a name and shares a word of the description is one in any case. So the most general word
        # will do: "former president and candidate" and "president" are one portrait.
        described = frozenset({min(described, key=lambda term: (idf_of(term), term))})
    is_known = _are_one(replace(source, places=frozenset()))
    texts = sorted({_text_of(name) for name in names}) or sorted(source.forms)
    parts = (*texts, "", *sorted(described), "", source.gender or "", source.country or "", "" if is_known else story)
    return "\x1f".join((source.kind, *parts))


def _are_one(bare: NamedSource) -> bool:
    """Check whether two reports that tell just this of a source need nothing else to mean one."""
    return decide(bare, bare, is_one_story=False).is_one


def _is_bound(source: NamedSource) -> bool:
    """Check whether places and bodies beside a source could not make up for what its name and description lack."""
    bare = replace(source, places=frozenset())
    return is_surname(source) or decide(bare, bare, is_one_story=False).points + MOST_PLACES < LEAST


def _text_of(name: PersonName | BodyName) -> str:
    if isinstance(name, PersonName):
        words = (name.given, *name.middle, name.surname, name.generation, str(name.is_latin))
    else:
        words = (*sorted(name.words), name.country or "", name.domain or "", name.reach, *sorted(name.initials))
    return "\x1d".join(words)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def draw(members: Iterable[Member]) -> Portrait:
    """Draw the portrait of members of one portrait: the earliest 32 of them."""
    drawn = sorted(members, key=lambda member: order_of(member.source))[:MOST_MEMBERS]
    own = drawn[0].portrait
    source = replace(_together([member.source for member in drawn]), id=own)
    stories = frozenset(member.story for member in drawn)
    return Portrait(source, frozenset({own}), stories, tuple(member.beside for member in drawn))


def merge(portraits: Sequence[Portrait]) -> Portrait:
    """Make one portrait of several."""
    if len(portraits) == 1:
        return portraits[0]
    ordered = sorted(portraits, key=lambda portrait: portrait.id)
    return Portrait(
        replace(_together([portrait.source for portrait in ordered]), id=ordered[0].id),
        frozenset(part for portrait in ordered for part in portrait.parts),
        frozenset(story for portrait in ordered for story in portrait.stories),
        tuple(standing for portrait in ordered for standing in portrait.beside),
    )


def _together(sources: Sequence[NamedSource]) -> NamedSource:
    """Make one record of several: what any of them tells, but a sex or a country only if they agree."""
    if len(sources) == 1:
        return sources[0]
    places = {place for one in sources for place in one.places}
    # The fullest name first, by which the others are judged.
    forms = sorted({form for one in sources for form in one.forms}, key=lambda form: (-len(form.split()), form))
    days = [one.day for one in sources if one.day is not None]
    return replace(
        sources[0],
        day=min(days, default=None),
        forms=tuple(forms) if sources[0].kind == "person" else min(one.forms for one in sources),
        gender=_agreed(one.gender for one in sources),
        country=_agreed(one.country for one in sources),
        description=frozenset(term for one in sources for term in one.description),
        places=frozenset(sorted(places, key=lambda place: (-idf_of(place), place))[:_MOST_TERMS]),
    )


def _agreed(told: Iterable[str | None]) -> str | None:
    values = {value for value in told if value is not None}
    return min(values) if len(values) == 1 else None
