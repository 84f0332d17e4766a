"""One person, organisation or document across reports, with two namesakes apart.

Named sources that are one beyond doubt make a portrait. Portraits share keys, pairs are weighed, and those that agree
on average are one. A name that tells too little to be found again, such as a surname alone, joins its bearer within its
story only, and only if there is exactly one: a wrong merge is worse than two entries. The result depends on which
reports there are and not on when they came.

Each step looks at little: `place_sources` at a report, `join_portraits` at portraits that keys connect, `join_story` at
a story, `describe` at a few members.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from whence.linking.clusters import ScoredPair, average_linkage, connected
from whence.linking.people.named_sources import NamedSource
from whence.linking.people.people_evidence import LEAST, Names, decide, names_of, points_of_names
from whence.linking.people.people_pairs import MOST_NEIGHBOURS, find_pairs, story_keys_of
from whence.linking.people.portraits import Member, Portrait, draw, merge, order_of, place_sources
from whence.records.ledger import Kind

__all__ = [
    "MOST_BOUND_DESCRIBED",
    "MOST_DESCRIBED",
    "MOST_MEMBERS_DESCRIBED",
    "Described",
    "LinkedSource",
    "describe",
    "find_people",
    "join_portraits",
    "join_story",
]

MOST_DESCRIBED, MOST_BOUND_DESCRIBED, MOST_MEMBERS_DESCRIBED = 64, 16, 4
"""A linked source is described by its earliest portraits, by the earliest of those that are bound to a story, and of
each by its earliest members."""
_MOST_POINTS = 200
"""Of a pair. With 100, most pairs of one story tie, and ids decide: two of 55 labelled pairs are lost."""
_AGAINST = -100
"""Points of a pair that keep a surname alone from a bearer."""
_MOST_ROUNDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What the reports tell of a person, organisation or document."""

    kind: Kind
    name: str
    """The fullest name in most of the reports; of a person, one with a given name if any report tells it."""
    aliases: tuple[str, ...]
    """The other forms, the commonest first."""
    roles: tuple[str, ...]
    """Titles, offices and descriptions, the commonest first."""
    countries: tuple[str, ...]
    """ISO 3166 codes of three letters, the commonest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedSource(Described):
    """A person, organisation or document, wherever the reports name it."""

    id: str
    """``s:`` and the key of its earliest member. Each id that it ever had is that of a member."""
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
    members = _place_all(sources, story_of or {})
    by_portrait: dict[str, list[Member]] = defaultdict(list)
    by_story: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        by_portrait[member.portrait].append(member)
        by_story[member.story].append(member)
    telling = [draw(some) for some in by_portrait.values() if not some[0].is_bound]
    person_of = {part: parts[0] for parts in join_portraits(telling) for part in parts}
    bearers = [join_story(some, person_of) for some in by_story.values()]
    person_of |= {bound: person_of.get(bearer, bearer) for found in bearers for bound, bearer in found.items()}
    together: dict[str, list[list[Member]]] = defaultdict(list)
    for portrait, some in by_portrait.items():
        together[person_of[portrait]].append(sorted(some, key=lambda member: order_of(member.source)))
    return tuple(sorted(map(_linked, together.values()), key=lambda one: one.id))


def _place_all(sources: Iterable[NamedSource], story_of: Mapping[str, str]) -> Iterator[Member]:
    by_report: dict[str, dict[str, NamedSource]] = defaultdict(dict)
    for source in sources:
        by_report[source.report][source.id] = source
    for report, some in by_report.items():
        yield from place_sources(some.values(), story_of.get(report, report))


def join_portraits(portraits: Iterable[Portrait]) -> tuple[tuple[str, ...], ...]:
    """Group portraits that are not bound to a story.

    Args:
        portraits: All portraits that keys connect, or more, in any order.

    Returns:
        The ids of those that are one, each sorted, in the order of their first ids.
    """
    known = {portrait.id: portrait for portrait in portraits}
    parts = connected((own, key) for own, portrait in known.items() for key in _marked(portrait.keys))
    blocks = [[known[own] for own in block if own in known] for block in parts]
    alone = set(known).difference(*parts)
    groups = [group for block in (*blocks, *([known[own]] for own in sorted(alone))) for group in _join_block(block)]
    return tuple(sorted(tuple(sorted(group.parts)) for group in groups))


def _marked(keys: Iterable[str]) -> Iterator[str]:
    # No id of a portrait begins like this.
    return (f"key {key}" for key in keys)


def _join_block(portraits: list[Portrait]) -> list[Portrait]:
    # Who is in many reports is many portraits, too many for each to be compared with all: their groups are few. Those
    # of a body are compared once, as a group by its initials would stand for any body that has them.
    for _ in range(_MOST_ROUNDS if portraits[0].source.kind == "person" else 1):
        before, portraits = portraits, _joined(portraits)
        if len(portraits) == len(before):
            break
    return portraits


def _joined(portraits: Sequence[Portrait], *, is_one_story: bool = False) -> list[Portrait]:
    """Group portraits by the points of their pairs, and make one of each group."""
    known = {portrait.id: portrait for portrait in portraits}
    scored = []
    sources = (portrait.source for portrait in portraits)
    pairs = find_pairs(sources, story_keys_of if is_one_story else lambda source: known[source.id].keys)
    for first, second in _of_like_names(known, pairs):
        one, other = known[first], known[second]
        if one.is_surname == other.is_surname:
            points = _points(one, other, is_one_story=is_one_story)
            if points and not one.is_told_apart_from(other):
                scored.append(ScoredPair(first, second, min(points, _MOST_POINTS)))
    groups = average_linkage(scored, least=LEAST, most_links=2 * MOST_NEIGHBOURS)
    alone = sorted(set(known).difference(*groups))
    return [merge([known[own] for own in ids]) for ids in (*groups, *((own,) for own in alone))]


def _of_like_names(known: Mapping[str, Portrait], pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Keep the pairs whose names may be one's. Most may not, so each two names are compared once."""
    numbers: dict[tuple[Kind, Names], int] = {}
    number_of = {
        own: numbers.setdefault((portrait.source.kind, names_of(portrait.source)), len(numbers))
        for own, portrait in known.items()
    }
    are_like: dict[tuple[int, int], bool] = {}
    for first, second in pairs:
        both = number_of[first], number_of[second]
        if both not in are_like:
            are_like[both] = points_of_names(known[first].source, known[second].source) is not None
        if are_like[both]:
            yield first, second


def _points(one: Portrait, other: Portrait, *, is_one_story: bool) -> int:
    is_one_story = is_one_story or not one.stories.isdisjoint(other.stories)
    return decide(one.source, other.source, is_one_story=is_one_story).points


def join_story(members: Iterable[Member], person_of: Mapping[str, str]) -> dict[str, str]:
    """Find out whom those sources of a story mean whose names tell too little by themselves.

    Args:
        members: All sources of all reports on one story, in any order.
        person_of: For each portrait that is not bound to its story, what all portraits of one person share.

    Returns:
        For each portrait that is bound to the story, the portrait of the story that is its bearer: one that is not
        bound, if there is exactly one; otherwise the lowest id among those that are one with it.
    """
    by_portrait: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        by_portrait[member.portrait].append(member)
    bound = [draw(some) for some in by_portrait.values() if some[0].is_bound]
    if not bound:
        return {}
    keys = {key for portrait in bound for key in story_keys_of(portrait.source)}
    drawn = (draw(some) for some in by_portrait.values() if not some[0].is_bound)
    telling = [portrait for portrait in drawn if not keys.isdisjoint(story_keys_of(portrait.source))]
    bearers = _Bearers(telling, {portrait.id: person_of[portrait.id] for portrait in telling})
    groups = sorted(_joined(bound, is_one_story=True), key=lambda group: (group.is_surname, group.id))
    for group in groups:
        bearers.place(group)
    return bearers.bearer_of


class _Bearers:
    """The bearers of names in a story: those that are not bound to it, and then others with a given name."""

    def __init__(self, portraits: Iterable[Portrait], persons: dict[str, str]) -> None:
        self._persons = persons
        self._by_key: dict[str, list[Portrait]] = defaultdict(list)
        self.bearer_of: dict[str, str] = {}
        for portrait in portraits:
            self._add(portrait)

    def _add(self, portrait: Portrait) -> None:
        for key in story_keys_of(portrait.source):
            self._by_key[key].append(portrait)

    def place(self, group: Portrait) -> None:
        """Let a group of bound portraits join its bearer, if there is exactly one; otherwise it may be one itself."""
        others = {other.id: other for key in story_keys_of(group.source) for other in self._by_key[key]}
        found = [other for other in others.values() if _may_mean(group, other)]
        persons = {self._persons[other.id] for other in found}
        if len(persons) == 1 and not any(group.is_told_apart_from(other) for other in found):
            first = min(other.id for other in found)
            bearer = self.bearer_of.get(first, first)
        else:
            bearer = group.id
            self._persons[group.id] = group.id
        if not group.is_surname:
            self._persons.setdefault(group.id, min(persons, default=group.id))
            self._add(group)
        self.bearer_of |= dict.fromkeys(group.parts, bearer)


def _may_mean(group: Portrait, bearer: Portrait) -> bool:
    """Check whether a name may mean a bearer on the same story: a surname alone, if nothing speaks against it."""
    decision = decide(group.source, bearer.source, is_one_story=True)
    if group.is_surname:
        return bool(decision.reasons) and decision.points > _AGAINST
    return decision.is_one


def _linked(portraits: Sequence[Sequence[Member]]) -> LinkedSource:
    """Make the record of a person.

    Args:
        portraits: The members of each portrait, the earliest first.
    """
    ordered = sorted(portraits, key=lambda some: (some[0].is_bound, order_of(some[0].source)))
    telling = [some for some in ordered if not some[0].is_bound][:MOST_DESCRIBED]
    bound = [some for some in ordered if some[0].is_bound][:MOST_BOUND_DESCRIBED]
    told = describe(member.source for some in (*telling, *bound) for member in some[:MOST_MEMBERS_DESCRIBED])
    members = sorted((member.source for some in portraits for member in some), key=order_of)
    return LinkedSource(
        id=f"s:{members[0].key}",
        kind=told.kind,
        name=told.name,
        aliases=told.aliases,
        roles=told.roles,
        countries=told.countries,
        members=tuple(source.id for source in members),
    )


def describe(sources: Iterable[NamedSource]) -> Described:
    """Sum up what reports tell of one person, organisation or document.

    >>> def okafor(role, *forms):
    ...     return NamedSource(id="", key="", report="", day=None, kind="person", forms=forms, roles=(role,))
    >>> told = describe([okafor("Mayor", "Ines Okafor", "Okafor"), okafor("mayor", "Ines Okafor"), okafor("a", "Inès")])
    >>> told.name, told.aliases, told.roles
    ('Ines Okafor', ('Inès', 'Okafor'), ('Mayor', 'a'))
    """
    members = list(sources)
    forms = Counter(form for one in members for form in one.forms)
    names = Counter(one.name for one in members)
    is_person = members[0].kind == "person"
    name = min(names, key=lambda form: (is_person and len(form.split()) == 1, -names[form], form))
    return Described(
        kind=members[0].kind,
        name=name,
        aliases=tuple(form for form in _commonest(forms) if form != name),
        roles=_commonest(_in_one_case(Counter(role for one in members for role in one.roles))),
        countries=_commonest(Counter(one.country for one in members if one.country)),
    )


def _in_one_case(counts: Mapping[str, int]) -> dict[str, int]:
    """Count texts that differ in capital letters alone as one, written as most write it."""
    alike: dict[str, list[str]] = defaultdict(list)
    for text in _commonest(counts):
        alike[text.casefold()].append(text)
    return {texts[0]: sum(counts[text] for text in texts) for texts in alike.values()}


def _commonest(counts: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda text: (-counts[text], text)))
