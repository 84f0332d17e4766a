"""Entities: everyone and everything that a report names, and the rules by which a later name refers to one of them."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from rapidfuzz.distance import Levenshtein

from whence.language.gazetteer import (
    Outlet,
    country_of,
    find_outlet,
    gender_of,
    kind_of_noun,
    office_of_state,
    seat_of,
)
from whence.language.personal_names import NICKNAMES, initials_of, surname_of
from whence.language.scripts import ALIKE, Spellings, likeness
from whence.reading.model.decode import Name, NameKind

__all__ = ["Entity", "Register", "Titles"]

_SURE = 0.95
_LONG = 4
"""Fewest letters of a full part of a name; shorter ones are initials or particles such as "de"."""
_ALIKE = (1 + ALIKE) / 2
"""Two spellings of a word within a name have a likeness above this."""
_SAME_SOUND = 0.9
"""Likeness of two spellings of a name that stands alone, with no other part of it to agree."""
_Way = tuple[str, str | tuple[str, ...] | Outlet, str]
"""A way of naming an entity: the kind of match, the key, and what else must agree."""


_ORGANS = frozenset({
    "army", "navy", "forces", "military", "government", "ministry", "parliament", "police", "embassy", "consulate",
})  # fmt: skip
"""Last words of the names of what belongs to a state, which its own name does not mean: "Drovia", "Drovia army"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """What the titles before a name tell of its bearer."""

    shown: str
    """The title that tells the sex, as the report writes it; empty if none does."""
    genders: frozenset[str]
    """``m`` or ``f``, from titles such as "Mr." and "Mrs."."""
    offices: frozenset[str]
    """Titles that are an office or a rank, in small letters: "judge"."""


@dataclass(slots=True)
class Entity:
    """An entity: a person, body or place that a report names, with all its mentions."""

    kind: NameKind
    full: tuple[str, ...]
    """Words of the fullest name, in lower-case Latin letters without titles."""
    name: str
    """The fullest name as the report writes it."""
    mentions: list[Name] = field(default_factory=list)
    genders: set[str] = field(default_factory=set)
    """``m`` or ``f``, from titles such as "Mr." and "Mrs."."""
    offices: set[str] = field(default_factory=set)
    """Titles that are an office or a rank, in small letters."""

    @property
    def gender(self) -> str | None:
        """``m`` or ``f``, from its titles or, if it has none or they disagree, its given name; None if unknown.

        Titles disagree where a surname is shared: of "Mr. Okafor" and "Mrs. Okafor" one may be somebody unnamed.
        """
        if len(self.genders) == 1:
            return next(iter(self.genders))
        return gender_of(self.full[0]) if len(self.full) > 1 else None

    def mention_words(self) -> frozenset[int]:
        """Collect the words of all its mentions by name."""
        return frozenset(i for name in self.mentions for i in range(name.start, name.end))

    @property
    def surname(self) -> str:
        """The word that stands for the whole name if only one word is used."""
        return surname_of(self.full)

    @property
    def country(self) -> str | None:
        """ISO 3166 code, if the name stands for a country: its name, adjective, people or seat of government."""
        return _country(self.name)


class Register:
    """The register of a report's entities. Enter the longest names first, and names of equal length in text order.

    Args:
        sizes: The word counts of the names that will be entered.
        cited: Where the names of persons begin who are the report's sources.
    """

    def __init__(self, sizes: Collection[int], cited: Collection[int] = ()) -> None:
        self._sizes, self._cited = sorted(sizes), cited
        self.entities: list[Entity] = []
        """In the order in which they were entered."""
        self._meant: defaultdict[_Way, _Meant] = defaultdict(_Meant)
        self._meant_by: list[list[_Meant]] = []
        """What stands behind each way to an entity, by its rank."""
        self._givens: dict[str, dict[str, None]] = {}
        """The first words of persons' names, by the last word."""
        self._spellings: dict[str, Spellings] = {}
        """Words that may stand for a person, by their first letter."""

    def enter(self, name: Name, kind: NameKind, tokens: tuple[str, ...], shown: str, titles: Titles) -> None:
        """Add a name to the entity it refers to, or to a new one.

        Args:
            name: The name.
            kind: What it stands for.
            tokens: Its words in lower-case Latin letters, without titles.
            shown: The name as the report writes it.
            titles: What the titles before it tell.
        """
        rank = self._find(name, kind, tokens, shown, titles)
        if rank is None:
            rank = len(self.entities)
            # Who shares a surname with somebody named before is called by the title: "Mrs. Okafor".
            is_shared = titles.shown and len(tokens) == 1 and self._meant["word", tokens[0], ""].ranks
            called = f"{titles.shown} {shown}" if is_shared and not shown.startswith(titles.shown) else shown
            self.entities.append(Entity(kind=kind, full=tokens, name=called))
            self._introduce(rank)
        entity = self.entities[rank]
        entity.mentions.append(name)
        entity.genders |= titles.genders
        if added := titles.offices - entity.offices:
            for office in added:
                self._meant["titled", (office, entity.surname), ""].add(rank)
            entity.offices |= added
            self._gather(rank)
        is_cited = name.start in self._cited
        for meant in self._meant_by[rank]:
            meant.mention(rank, name.start, is_cited=is_cited)
        if country_of(shown) and not country_of(entity.name) and seat_of(entity.name):
            # Prefer the country's name to its capital: Ukraine, not Kyiv, if both stand for the same government.
            self._rename(rank, shown)

    def abbreviate(self, name: Name, tokens: tuple[str, ...]) -> None:
        """Let a short form mean the entity that a name was entered for: "EWU" after "Estuary Workers Union (EWU)"."""
        rank = next(i for i, entity in enumerate(self.entities) if name in entity.mentions)
        meant = self._meant["full", tokens, ""]
        meant.add(rank)
        meant.mention(rank, name.start, is_cited=name.start in self._cited)

    def _introduce(self, rank: int) -> None:
        entity = self.entities[rank]
        behind = [self._meant[way] for way in dict.fromkeys(self._ways_to(entity))]
        for meant in behind:
            meant.add(rank)
        self._meant_by.append(behind)
        if entity.kind == "person":
            self._givens.setdefault(entity.full[-1], {})[entity.full[0]] = None
            for word in (entity.full[0], entity.surname, entity.full[-1]):
                self._spellings.setdefault(word[0], Spellings(_ALIKE)).add(word)

    def _gather(self, rank: int) -> None:
        """List what stands behind the ways to an entity anew, as these have changed."""
        ways = dict.fromkeys(self._ways_to(self.entities[rank]))
        self._meant_by[rank] = [self._meant[way] for way in ways]

    def _rename(self, rank: int, shown: str) -> None:
        entity = self.entities[rank]
        before = set(self._ways_to(entity))
        entity.name = shown
        after = set(self._ways_to(entity))
        for way in before - after:
            self._meant[way].remove(rank)
        for way in after - before:
            meant = self._meant[way]
            meant.add(rank)
            for name in entity.mentions:
                meant.mention(rank, name.start, is_cited=name.start in self._cited)
        self._gather(rank)

    def _ways_to(self, entity: Entity) -> Iterator[_Way]:
        """List the ways in which a name may refer to an entity."""
        full = entity.full
        sizes = self._sizes[: bisect_right(self._sizes, len(full))]
        yield ("full", full, "")
        yield ("joined", _joined(entity.name), "")
        yield from (("titled", (office, entity.surname), "") for office in entity.offices)
        if entity.kind == "person":
            yield from _ways_to_person(entity)
            yield from (("end", full[-size:], "") for size in sizes if size > 1)
            return
        # "MPD" is the Marram police, too.
        short = "D" if full[-1] == "police" else ""
        for initials in initials_of(entity.name):
            yield from (("initials", initials + end, "") for end in {"", short})
        if state := _state(entity.name):
            yield ("country", state, entity.kind)
        if outlet := find_outlet(entity.name):
            yield ("outlet", outlet, entity.kind)
        yield from (("tail", full[-size:], entity.kind) for size in sizes if 1 < size < len(full))
        for size in sizes:
            if size == len(full) or full[-1] not in _ORGANS:
                yield ("part", full[:size], entity.kind)
            yield ("part", full[-size:], entity.kind)

    def _find(self, name: Name, kind: NameKind, tokens: tuple[str, ...], shown: str, titles: Titles) -> int | None:
        """Find the entity of a name: the first that matches, or for a body's single word the one mentioned nearest."""
        ways = chain(_ways_of(name, kind, tokens, shown), self._ways_of_person(tokens) if kind == "person" else ())
        meant = [found for way in ways if (found := self._meant.get(way)) and found.ranks]
        if not meant or len(tokens) > 1:
            return min((found.ranks[0] for found in meant), default=self._with_tail(name, kind, tokens))

        def fits(rank: int) -> bool:
            told = self.entities[rank].gender
            return not titles.genders or not told or told in titles.genders

        # Whoever was introduced by that title comes first: "Judge Okafor" is not Senator Okafor.
        titled = [self._meant.get(("titled", (office, tokens[0]), "")) for office in sorted(titles.offices)]
        # Of two Okafors the report is about the first; the others it calls by their given names.
        at = 0 if kind == "person" else name.start
        near = [place for found in titled if found and (place := found.nearest(at, fits))]
        if near:
            return min(near)[-1]

        def is_known(rank: int) -> bool:
            return self.entities[rank].gender in titles.genders

        # "Mr. Okafor" is Samuel Okafor rather than one of whom the sex is not known.
        near = [place for found in meant if titles.genders and (place := found.nearest(at, is_known))]
        near = near or [place for found in meant if (place := found.nearest(at, fits))]
        if not near and all(self._is_titled_otherwise(rank, titles) for found in meant for rank in found.ranks):
            return None  # "Mrs. Okafor", where only a "Mr. Okafor" is named, is somebody else.
        near = near or [place for found in meant if (place := found.nearest(at, lambda _: True))]
        return self._who_spoke(min(near)[-1], name, meant, fits)

    def _is_titled_otherwise(self, rank: int, titles: Titles) -> bool:
        """Check whether the titles of an entity, and not only its given name, tell the other sex."""
        told = self.entities[rank].genders
        return bool(told) and bool(titles.genders) and told.isdisjoint(titles.genders)

    def _with_tail(self, name: Name, kind: NameKind, tokens: tuple[str, ...]) -> int | None:
        """Find the one body whose name ends so, if it was named before: "the Sun-Times" after the Orlin Sun-Times."""
        found = self._meant.get(("tail", tokens, kind)) if kind == "organisation" else None
        ranks = found.ranks if found else []
        is_before = len(ranks) == 1 and self.entities[ranks[0]].mentions[0].start < name.start
        return ranks[0] if is_before else None

    def _who_spoke(self, rank: int, name: Name, meant: Sequence["_Meant"], fits: Callable[[int], bool]) -> int:
        """Choose another of the same surname for a source if that one has spoken before and the first has not.

        The victim is named first; the aunt of the same surname is who is quoted.
        """
        entity = self.entities[rank]
        if entity.kind != "person" or name.start not in self._cited:
            return rank
        if self._meant["full", entity.full, ""].last_cited(name.start, lambda other: other == rank):
            return rank
        spoke = [last for found in meant if (last := found.last_cited(name.start, fits))]
        return max(spoke)[-1] if spoke else rank

    def _ways_of_person(self, tokens: tuple[str, ...]) -> Iterator[_Way]:
        """List the ways in which the words of a person's name may refer to a person."""
        first, last = tokens[0], tokens[-1]
        if len(tokens) == 1:
            surname: _Way = ("surname", first, "")
            if (found := self._meant.get(surname)) and found.ranks:
                # Of "Ana Brandt" and "Brandt Okafor" it is the first.
                yield surname
                return
            ways: list[_Way] = [("word", first, ""), ("inner", first, "")]
            yield from ways
            if not any((found := self._meant.get(way)) and found.ranks for way in ways):
                # Another spelling, where nobody is spelt like this: "Schoen" is not "Sean" beside a Schoen.
                yield from (("word", word, "") for word in self._near(first) if self._is_spelling(first, word))
            return
        yield from (("end", tokens, ""), ("sorted", tuple(sorted(tokens)), ""))
        alike = frozenset(self._near(first))
        for other in (last, *self._near(last)):
            givens = self._givens.get(other, {})
            if not givens or (other != last and not _across(last, other)):
                continue
            yield ("nick", NICKNAMES.get(first, first), other)
            yield ("initial" if len(first) > 1 else "letter", first[0], other)
            one, more = sorted((givens.keys(), alike), key=len)
            yield from (("given", given, other) for given in one if given in more and _across(first, given))

    def _is_spelling(self, one: str, other: str) -> bool:
        """Check whether a word that stands alone is another spelling of one in a name, with nothing else to agree.

        A surname may be misspelt by a letter; what only sounds alike is no given name: "Salou" is not "Sahel".
        """
        is_misspelt = other in self._givens and Levenshtein.distance(one, other, score_cutoff=1) <= 1
        return _across(one, other) and (is_misspelt or likeness(one, other) >= _SAME_SOUND)

    def _near(self, word: str) -> list[str]:
        """List words standing for persons that may be other spellings of a word; none if the word is short."""
        spellings = self._spellings.get(word[0])
        return spellings.near(word) if spellings and len(word) >= _LONG else []


@dataclass(slots=True)
class _Meant:
    """The entities that one way of naming may refer to, by their ranks in the register, and their mentions."""

    ranks: list[int] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    """(first word, rank) pairs, in order."""
    cited: list[tuple[int, int]] = field(default_factory=list)
    """Those of the mentions that are sources."""

    def add(self, rank: int) -> None:
        if rank not in self.ranks[-1:]:
            insort(self.ranks, rank)

    def mention(self, rank: int, start: int, *, is_cited: bool) -> None:
        one = (start, rank)
        for places in (self.mentions, self.cited) if is_cited else (self.mentions,):
            if not places or places[-1] < one:
                places.append(one)
                continue
            at = bisect_left(places, one)
            if places[at] != one:
                places.insert(at, one)

    def remove(self, rank: int) -> None:
        self.ranks.remove(rank)
        self.mentions = [one for one in self.mentions if one[1] != rank]
        self.cited = [one for one in self.cited if one[1] != rank]

    def last_cited(self, at: int, fits: Callable[[int], bool]) -> tuple[int, int] | None:
        """Find the last mention before a word that is a source: (first word, rank)."""
        before = (self.cited[i] for i in range(bisect_left(self.cited, (at, -1)) - 1, -1, -1))
        return next((one for one in before if fits(one[1])), None)

    def nearest(self, at: int, fits: Callable[[int], bool]) -> tuple[bool, int, int] | None:
        """Find the nearest mention, the last before a word or else the next after it: (is after, distance, rank)."""
        here = bisect_left(self.mentions, (at, -1))
        sides = (range(here - 1, -1, -1), range(here, len(self.mentions)))
        places = (self.mentions[i] for i in chain(*sides))
        return next(((start > at, abs(at - start), rank) for start, rank in places if fits(rank)), None)


def _ways_to_person(entity: Entity) -> Iterator[_Way]:
    full = entity.full
    first, last, inner = full[0], full[-1], full[1:-1]
    # A word between the first and the last stands for the person only if it is not a particle such as "de".
    # "Lee" may be a family name or a given one, so that the last word may stand for the person, too.
    words = {first, entity.surname, last}
    yield from (("word", word, "") for word in sorted(words) if word not in inner or len(word) >= _LONG)
    yield from (("inner", word, "") for word in inner if len(word) >= _LONG)
    if len(full) == 1:
        return
    yield from (("surname", entity.surname, ""), ("sorted", tuple(sorted(full)), ""))
    yield from (("given", first, last), ("nick", NICKNAMES.get(first, first), last), ("letter", first[0], last))
    if len(first) == 1:
        yield ("initial", first, last)


def _ways_of(name: Name, kind: NameKind, tokens: tuple[str, ...], shown: str) -> Iterator[_Way]:
    """List the ways in which a name may refer to an entity of any kind, except those that hold only between persons."""
    kinds: tuple[NameKind, ...] = (kind,)
    yield ("full", tokens, "")
    yield ("joined", _joined(shown), "")
    if len(tokens) == 1:
        # The model often gives a single word the wrong kind: organisation or place for a surname.
        kinds = ("organisation", "place")
        if kind != "person" and name.probability < _SURE:
            yield ("surname", tokens[0], "")
        if shown.isupper():
            yield ("initials", shown.replace(".", ""), "")
    if len(tokens[0]) >= _LONG or kind_of_noun(tokens[0]) == "organisation":
        yield ("part", tokens, kind)
    if state := _state(shown):
        yield ("country", state, kind)
    if outlet := find_outlet(shown):
        yield from (("outlet", outlet, one) for one in kinds)


def _across(one: str, other: str) -> bool:
    """Check whether two words are spellings of one name; short words never are."""
    return min(len(one), len(other)) >= _LONG and one[0] == other[0] and likeness(one, other) > _ALIKE


def _joined(name: str) -> str:
    """Write a name in one word: "The Pier" may also be "ThePier"."""
    return "".join(name.split()).casefold()


def _country(name: str) -> str | None:
    return country_of(name) or seat_of(name)


def _state(name: str) -> str | None:
    """Find what a name stands for: a country and the town it is governed from are one, the Kremlin is its own body."""
    return office_of_state(name) or _country(name)
