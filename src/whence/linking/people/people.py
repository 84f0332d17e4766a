"""One person, organisation or document across reports, with two namesakes apart.

Named sources share keys, pairs are weighed, and sources that agree on average are one. A source that is named by a
surname alone joins only if exactly one bearer of it stands in reports on the same story, or nearby in time with the
same role: a wrong merge is worse than two entries. The result depends on which reports there are and not on when they
came.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from whence.language.idf import idf_of
from whence.linking.clusters import ScoredPair, average_linkage
from whence.linking.people.body_names import BodyName
from whence.linking.people.named_sources import NamedSource
from whence.linking.people.people_evidence import LEAST, body_names, decide, person_names
from whence.linking.people.people_pairs import MOST_NEIGHBOURS, find_pairs
from whence.linking.people.person_names import PersonName
from whence.records.ledger import Kind

__all__ = ["LinkedSource", "find_people", "ids_of"]

_MOST_POINTS = 100
_SINGLE_POINTS = 10
"""Least points of a shared role by which a surname alone finds its bearer outside its story."""
_NEAR_DAYS = 30
_MOST_PLACES = 60
_MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedSource:
    """A person, organisation or document, wherever the reports name it."""

    id: str
    """``s:`` and the key of its earliest member. Each id that it ever had is that of a member: see `ids_of`."""
    kind: Kind
    name: str
    """The fullest name in most of the reports; of a person, one with a given name if any report tells it."""
    aliases: tuple[str, ...]
    """The other forms, the commonest first."""
    roles: tuple[str, ...]
    """Titles, offices and descriptions, the commonest first."""
    countries: tuple[str, ...]
    """ISO 3166 codes of three letters, the commonest first."""
    members: tuple[str, ...]
    """Ids of the `NamedSource` records that it is made of, the earliest first, those without a day last."""


def find_people(sources: Iterable[NamedSource], story_of: Mapping[str, str] | None = None) -> tuple[LinkedSource, ...]:
    """Bring the named sources of many reports together.

    Args:
        sources: The named sources of all reports, in any order.
        story_of: The story of each report, by the report's id. Without stories fewer sources join.

    Returns:
        Each source in one `LinkedSource`, in the order of their ids.

    >>> def okafor(report, name):
    ...     return NamedSource(id=f"{report}/s1", key=report, report=report, day=1, kind="person", forms=(name,))
    >>> found = find_people([okafor("r:1", "Ines Okafor"), okafor("r:2", "Okafor"), okafor("r:3", "Okafor")], {
    ...     "r:1": "harbour", "r:2": "harbour", "r:3": "strike",
    ... })
    >>> [(one.name, one.aliases, one.members) for one in found]
    [('Ines Okafor', ('Okafor',), ('r:1/s1', 'r:2/s1')), ('Okafor', (), ('r:3/s1',))]
    """
    known = list(_portraits(sources, story_of or {}))
    people = _joined([one for one in known if one.source.kind == "person"])
    for _ in range(_MOST_ROUNDS):
        # Who is in many reports is many portraits, too many for each to be compared with all: their groups are few.
        before, people = people, _joined(people)
        if len(people) == len(before):
            break
    bodies = _joined([one for one in known if one.source.kind != "person"])
    linked = map(_linked, [*_with_bearers(people), *(one.members for one in bodies)])
    return tuple(sorted(linked, key=lambda one: one.id))


def ids_of(linked: LinkedSource, keys: Mapping[str, str]) -> frozenset[str]:
    """List every id by which a linked source may have been known: at any time it had the id of its earliest member.

    Args:
        linked: A linked source.
        keys: The key of each `NamedSource`, by its id.

    >>> one = LinkedSource(id="s:0a", kind="person", name="", aliases=(), roles=(), countries=(), members=("r:1/s1",))
    >>> ids_of(one, {"r:1/s1": "0a"})
    frozenset({'s:0a'})
    """
    return frozenset(f"s:{keys[member]}" for member in linked.members)


@dataclass(frozen=True, slots=True)
class _Portrait:
    """Sources that are one beyond doubt: the same names and the same description, in one story if these tell little."""

    source: NamedSource
    """All of them in one, with the id of the first."""
    members: tuple[NamedSource, ...]
    stories: frozenset[str]
    reports: frozenset[str]

    @property
    def is_surname(self) -> bool:
        """Tell whether a person is named by a surname alone."""
        return self.source.kind == "person" and not any(name.given for name in person_names(self.source))


def _portraits(sources: Iterable[NamedSource], story_of: Mapping[str, str]) -> Iterator[_Portrait]:
    alike: dict[tuple[object, ...], list[_Portrait]] = defaultdict(list)
    # Two sources of one report are two to the reading, even with one name.
    twins = Counter[tuple[object, ...]]()
    for source in sorted({source.id: source for source in sources}.values(), key=lambda one: one.id):
        story = story_of.get(source.report)
        stories = frozenset() if story is None else frozenset({story})
        portrait = _Portrait(source, (source,), stories, frozenset({source.report}))
        key = _likeness_key(source, story_of)
        twins[*key, source.report] += 1
        alike[*key, twins[*key, source.report]].append(portrait)
    return map(_merge, alike.values())


def _merge(portraits: Sequence[_Portrait]) -> _Portrait:
    """Make one portrait of several: what any of them tells, but a sex or a country only if they agree."""
    if len(portraits) == 1:
        return portraits[0]
    members = sorted((member for one in portraits for member in one.members), key=lambda one: one.id)
    sources = [one.source for one in portraits]
    places = {place for one in sources for place in one.places}
    # The fullest name first, by which the others are judged.
    forms = sorted({form for one in sources for form in one.forms}, key=lambda form: (-len(form.split()), form))
    days = [member.day for member in members if member.day is not None]
    source = replace(
        members[0],
        day=min(days, default=None),
        forms=tuple(forms) if members[0].kind == "person" else min(one.forms for one in sources),
        gender=_agreed(one.gender for one in sources),
        country=_agreed(one.country for one in sources),
        description=frozenset(term for one in sources for term in one.description),
        places=frozenset(sorted(places, key=lambda place: (-idf_of(place), place))[:_MOST_PLACES]),
    )
    stories = frozenset(story for one in portraits for story in one.stories)
    return _Portrait(source, tuple(members), stories, frozenset(member.report for member in members))


def _agreed(told: Iterable[str | None]) -> str | None:
    values = {value for value in told if value is not None}
    return min(values) if len(values) == 1 else None


def _likeness_key(source: NamedSource, story_of: Mapping[str, str]) -> tuple[object, ...]:
    names: list[PersonName] | list[BodyName] = person_names(source) if source.kind == "person" else body_names(source)
    bare = replace(source, places=frozenset())
    where = None if decide(bare, bare, is_one_story=False).is_one else story_of.get(source.report, source.report)
    return (source.kind, frozenset(names) or source.forms, source.description, source.gender, source.country, where)


def _joined(portraits: Sequence[_Portrait]) -> list[_Portrait]:
    """Group portraits by the points of their pairs, and make one of each group."""
    known = {portrait.source.id: portrait for portrait in portraits}
    stories = {own: portrait.stories for own, portrait in known.items()}
    scored = []
    for first, second in find_pairs((portrait.source for portrait in portraits), stories):
        one, other = known[first], known[second]
        if one.is_surname == other.is_surname and not _of_the_same_reports(one, other):
            points = _points(one, other)
            if points:
                scored.append(ScoredPair(first, second, min(points, _MOST_POINTS)))
    groups = average_linkage(scored, least=LEAST, most_links=2 * MOST_NEIGHBOURS)
    alone = sorted(set(known).difference(*groups))
    return [_merge([known[own] for own in ids]) for ids in (*groups, *((own,) for own in alone))]


def _points(one: _Portrait, other: _Portrait) -> int:
    return decide(one.source, other.source, is_one_story=bool(one.stories & other.stories)).points


def _of_the_same_reports(one: _Portrait, other: _Portrait) -> bool:
    """Check whether the reading itself told two apart, in each report of the rarer one."""
    few, many = sorted((one.reports, other.reports), key=len)
    return few <= many


def _with_bearers(portraits: Iterable[_Portrait]) -> list[tuple[NamedSource, ...]]:
    """Let each surname alone join its bearer, if there is exactly one."""
    ordered = sorted(portraits, key=lambda one: one.source.id)
    whole = [one for one in ordered if not one.is_surname]
    bearers: dict[str, list[int]] = defaultdict(list)
    for at, portrait in enumerate(whole):
        for surname in {name.surname for name in _names(portrait)}:
            bearers[surname].append(at)
    members = [one.members for one in whole]
    for portrait in ordered:
        if not portrait.is_surname:
            continue
        surnames = {name.surname for name in _names(portrait)}
        found = {at for surname in surnames for at in bearers.get(surname, ()) if _may_be_of(portrait, whole[at])}
        if len(found) == 1 and not _of_the_same_reports(portrait, whole[min(found)]):
            members[min(found)] += portrait.members
        else:
            members.append(portrait.members)
    return members


def _names(portrait: _Portrait) -> list[PersonName]:
    return person_names(portrait.source) if portrait.source.kind == "person" else []


def _may_be_of(surname: _Portrait, bearer: _Portrait) -> bool:
    """Check whether a surname alone may mean a bearer: by the story, or by the role nearby in time; and by the sex."""
    if _points(surname, bearer) <= -_MOST_POINTS:
        return False
    if surname.stories & bearer.stories:
        return True
    reasons = decide(surname.source, bearer.source, is_one_story=False).reasons
    is_described = any(why.evidence == "description" and why.points >= _SINGLE_POINTS for why in reasons)
    return is_described and any(_is_soon(one, other) for one in surname.members for other in bearer.members)


def _is_soon(one: NamedSource, other: NamedSource) -> bool:
    return one.day is not None and other.day is not None and abs(one.day - other.day) <= _NEAR_DAYS


def _linked(members: Sequence[NamedSource]) -> LinkedSource:
    ordered = sorted(members, key=lambda one: (one.day is None, one.day or 0, one.key, one.id))
    forms = Counter(form for one in members for form in one.forms)
    names = Counter(one.name for one in members)
    is_person = ordered[0].kind == "person"
    name = min(names, key=lambda form: (is_person and len(form.split()) == 1, -names[form], form))
    return LinkedSource(
        id=f"s:{ordered[0].key}",
        kind=ordered[0].kind,
        name=name,
        aliases=tuple(form for form in _commonest(forms) if form != name),
        roles=_commonest(Counter(role for one in members for role in one.roles)),
        countries=_commonest(Counter(one.country for one in members if one.country)),
        members=tuple(one.id for one in ordered),
    )


def _commonest(counts: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda text: (-counts[text], text)))
