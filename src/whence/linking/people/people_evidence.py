"""Evidence that two named sources of different reports are one: what speaks for it, what against, in points.

Reference:
    Fellegi and Sunter, "A Theory for Record Linkage", Journal of the American Statistical Association 64, 1969:
    agreements and disagreements are weighed by how much they tell, and summed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Literal

from whence.language.idf import idf_of, term_of
from whence.linking.people.body_names import BodyName, Reach, body_name, match_bodies
from whence.linking.people.named_sources import NamedSource
from whence.linking.people.person_names import NameMatch, PersonName, commonness, match_names, person_name

__all__ = [
    "LEAST",
    "MOST_PLACES",
    "Decision",
    "Evidence",
    "Names",
    "Reason",
    "body_names",
    "decide",
    "names_of",
    "person_names",
    "points_of_names",
]

Evidence = Literal["name", "story", "description", "places", "country", "sex", "time"]
"""What a reason rests on: the names; reports on one story; the roles and the affiliation; other places and bodies that
both reports name; the country; the sex; the time between the reports."""

Names = tuple[PersonName, ...] | tuple[BodyName, ...]
"""The names of a source, taken apart."""

LEAST = 50
"""Points from which two sources are one. Tuned on half of the labelled pairs (``python -m bench.people``)."""
_APART = -300
"""Points of what outweighs everything."""
_STORY = 60
_PLAIN, _RAREST_NAME, _COMMONEST_NAME = 150, 60, -15
"""Points of a full name are 150 less its commonness, but no more and no less than the others."""
_LESS: dict[NameMatch, int] = {"same": 0, "fuller": 5, "spelled": 25, "initial": 20, "surname": 0}
_SURNAME = -15
_REACH: dict[Reach, int] = {
    "outlet": 100, "country": 80, "national": 75, "own": 60, "local": 46, "initials": 38, "county": 38, "common": 10,
    "unplaced": -40,
}  # fmt: skip
_FULLER_BODY = 2
_ACRONYM = 30
_MOST_DESCRIPTION = 40
MOST_PLACES = 25
"""Most points of the places and bodies that both reports name."""
_SAME_COUNTRY, _OTHER_COUNTRY, _OTHER_DESCRIPTION, _LONG_AGO = 10, -25, -15, -10
_LONG_DAYS = 3 * 365


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for or against two sources being one."""

    evidence: Evidence
    points: int


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether two named sources are one, and why."""

    reasons: tuple[Reason, ...]
    """Empty if the names are two different ones."""

    @property
    def points(self) -> int:
        """Sum the points of all reasons; 0 if there is none."""
        return sum(reason.points for reason in self.reasons)

    @property
    def is_one(self) -> bool:
        """Tell whether the reasons suffice."""
        return self.points >= LEAST


def decide(one: NamedSource, other: NamedSource, *, is_one_story: bool) -> Decision:
    """Weigh whether two named sources of different reports are one.

    A full name tells more the fewer people share it; the name of a body tells more the farther it is known. A surname
    alone, a common name or initials need the story, the role or the places as well.

    Args:
        one: A source.
        other: A source of another report; the order of the two does not matter.
        is_one_story: Whether both reports are on one story.

    >>> def source(name, **more):
    ...     return NamedSource(id=name, key=name, report=name, day=None, kind="person", forms=(name,), **more)
    >>> mayor = source("John Smith", description=frozenset({"mayor", "quillhaven"}))
    >>> decide(mayor, source("John Smith"), is_one_story=False).is_one
    False
    >>> decision = decide(mayor, source("John B. Smith", description=mayor.description), is_one_story=True)
    >>> [(reason.evidence, reason.points) for reason in decision.reasons]
    [('name', -16), ('story', 60), ('description', 40)]
    """
    named = points_of_names(one, other)
    if named is None:
        return Decision(())
    reasons = [Reason("name", named)]
    if is_one_story:
        reasons.append(Reason("story", _STORY))
    more = _circumstances(one, other, is_one_story=is_one_story)
    return Decision((*reasons, *(reason for reason in more if reason.points)))


def points_of_names(one: NamedSource, other: NamedSource) -> int | None:
    """Weigh the names of two sources, and nothing else of them; None if they are two different ones."""
    if one.kind != other.kind:
        return None
    return max((_of_people if one.kind == "person" else _of_bodies)(one, other), default=None)


def names_of(source: NamedSource) -> Names:
    """Take the names of a source apart: those of two of one kind are all that `points_of_names` looks at."""
    return person_names(source) if source.kind == "person" else body_names(source)


def person_names(source: NamedSource) -> tuple[PersonName, ...]:
    """Take a person's full names apart, those that agree with the fullest; if there is none, the surname."""
    return _person_names(source.forms)


@lru_cache(maxsize=65536)
def _person_names(forms: tuple[str, ...]) -> tuple[PersonName, ...]:
    names = [name for form in forms if (name := person_name(form))]
    full = [name for name in names if name.given]
    return tuple(dict.fromkeys(name for name in full if match_names(full[0], name))) or tuple(names[:1])


def body_names(source: NamedSource) -> tuple[BodyName, ...]:
    """Take a body's names apart: the fullest, and those that mean the same by their words or as its initials.

    A report may call "Marram Harbour Police" by a short name that other bodies have as well.
    """
    return _body_names(source.forms)


@lru_cache(maxsize=65536)
def _body_names(forms: tuple[str, ...]) -> tuple[BodyName, ...]:
    fullest, *others = map(body_name, forms)
    return (fullest, *(name for name in others if match_bodies(fullest, name)))


def _of_people(one: NamedSource, other: NamedSource) -> Iterator[int]:
    pairs = []
    for first, second in product(person_names(one), person_names(other)):
        match = match_names(first, second)
        if not match:
            # "Ines A. Okafor", whom her report calls "Ines Okafor" too, is not "Ines B. Okafor".
            return
        pairs.append((first, second, match))
    for first, second, match in pairs:
        if match == "surname":
            yield _SURNAME
        else:
            plain = _PLAIN - max(commonness(first), commonness(second))
            less = 0 if match == "spelled" and first.is_latin != second.is_latin else _LESS[match]
            yield min(max(plain, _COMMONEST_NAME), _RAREST_NAME) - less


def _of_bodies(one: NamedSource, other: NamedSource) -> Iterator[int]:
    names, others = body_names(one), body_names(other)
    full, full_others = (tuple(name for name in some if not name.is_initials) for some in (names, others))
    if full and full_others:
        # Two bodies may have the same initials, each in its report.
        names, others = full, full_others
    for first in names:
        for second in others:
            match = match_bodies(first, second)
            if match == "acronym":
                yield _ACRONYM
            elif match:
                told = min(_REACH[first.reach], _REACH[second.reach])
                yield told - (_FULLER_BODY if match == "fuller" else 0)


def _circumstances(one: NamedSource, other: NamedSource, *, is_one_story: bool) -> Iterator[Reason]:
    shared = one.description & other.description
    if one.description and other.description:
        told = min(_weight(shared) * 2 // 5, _MOST_DESCRIPTION)
        yield Reason("description", told or (0 if is_one_story else _OTHER_DESCRIPTION))
    both = one.places & other.places
    if one.kind == "organisation" and _is_by_initials(one) == _is_by_initials(other):
        # The name itself is no second reason; beside initials it is one: "HPD" in a report that names Houston.
        both -= _own_terms(one) & _own_terms(other)
    elif one.kind == "organisation":
        first, second = _own_terms(one), _own_terms(other)
        both = ((one.places - first) & second) | ((other.places - second) & first) | (both - first - second)
    yield Reason("places", min(_weight(both) // 4, MOST_PLACES))
    if one.country and other.country:
        is_same = one.country == other.country
        different = _APART if one.kind == "organisation" else _OTHER_COUNTRY
        yield Reason("country", _SAME_COUNTRY if is_same else different)
    if one.gender and other.gender and one.gender != other.gender:
        yield Reason("sex", _APART)
    if one.day and other.day and abs(one.day - other.day) > _LONG_DAYS and not shared and one.kind == "person":
        yield Reason("time", _LONG_AGO)


def _is_by_initials(source: NamedSource) -> bool:
    return all(name.is_initials for name in body_names(source))


def _own_terms(source: NamedSource) -> frozenset[str]:
    return frozenset(
        term_of(word) for form in source.forms for word in form.replace("’s", "").replace("'s", "").split()
    )


def _weight(terms: Iterable[str]) -> int:
    return sum(map(idf_of, terms))
