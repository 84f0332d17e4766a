"""Names in a report to whom they name: one entity for a full name, a surname, an acronym, a name in another script."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from whence.reading.decoding import Name, NameKind
from whence.reading.gazetteer import country_of, find_outlet, gender_of, kind_of_noun, seat_of
from whence.reading.scripts import ALIKE, likeness, tokens_of
from whence.reading.segmenting import Words
from whence.reading.spotting import TITLES, NamedText

__all__ = ["Entity", "bare_tokens", "find_entities"]

_MALE, _FEMALE = frozenset({"mr", "sir", "lord", "king", "prince"}), frozenset({"mrs", "ms", "miss", "dame", "lady"})
_AFTER = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md"})
_SMALL = frozenset(
    {"of", "the", "for", "and", "de", "du", "van", "von", "der", "den", "al", "el", "bin", "ibn", "in", "on"}
)
_SURE = 0.95
_LONG = 4
"""Letters from which a part of a name is told from an initial or a "de"."""
_NICKNAMES = {
    "bill": "william", "will": "william", "bob": "robert", "rob": "robert", "dick": "richard", "rick": "richard",
    "jim": "james", "jimmy": "james", "joe": "joseph", "tom": "thomas", "tim": "timothy", "mike": "michael",
    "dave": "david", "dan": "daniel", "ed": "edward", "ted": "edward", "liz": "elizabeth", "beth": "elizabeth",
    "kate": "katherine", "kathy": "katherine", "chris": "christopher", "tony": "anthony", "steve": "stephen",
    "ben": "benjamin", "matt": "matthew", "nick": "nicholas", "greg": "gregory", "jeff": "jeffrey", "ron": "ronald",
    "don": "donald", "sam": "samuel", "alex": "alexander", "andy": "andrew", "pat": "patrick", "sasha": "alexander",
    "vlad": "vladimir", "volodya": "vladimir", "kolya": "nikolai", "misha": "mikhail", "bernie": "bernard",
    "chuck": "charles", "larry": "lawrence", "ken": "kenneth", "jerry": "gerald", "fred": "frederick", "sue": "susan",
}  # fmt: skip
# Family names that come first where the whole name is Korean, Chinese or Vietnamese.
_FAMILY_FIRST = frozenset({
    "kim", "lee", "park", "choi", "jung", "jeong", "kang", "cho", "yoon", "jang", "lim", "han", "oh", "seo", "shin",
    "kwon", "hwang", "ahn", "song", "moon", "xi", "li", "wang", "zhang", "liu", "chen", "yang", "zhao", "huang",
    "zhou", "wu", "xu", "sun", "zhu", "ma", "hu", "guo", "lin", "he", "gao", "luo", "zheng", "liang", "xie", "tang",
    "deng", "nguyen", "tran", "pham", "mao", "jiang", "qin", "peng", "yi", "ri", "pak", "jong", "cha", "ryu", "noh",
    "roh", "ban",
})  # fmt: skip


@dataclass(slots=True)
class Entity:
    """Whoever or whatever a report names, with every place where it does."""

    kind: NameKind
    full: tuple[str, ...]
    """Words of the fullest name, in small Latin letters without titles."""
    name: str
    """The fullest name as the report writes it."""
    mentions: list[Name] = field(default_factory=list)
    genders: set[str] = field(default_factory=set)
    """``m``, ``f``, as its titles tell it: "Mr.", "Mrs."."""

    @property
    def gender(self) -> str | None:
        """``m`` or ``f`` where its titles tell it and agree, or else its given name."""
        if self.genders:
            return next(iter(self.genders)) if len(self.genders) == 1 else None
        return gender_of(self.full[0]) if len(self.full) > 1 else None

    def mention_words(self) -> frozenset[int]:
        """Collect the words of all places where it is named."""
        return frozenset(i for name in self.mentions for i in range(name.start, name.end))

    @property
    def surname(self) -> str:
        """The word that stands for the whole where only one is used."""
        if len(self.full) > 1 and self.full[0] in _FAMILY_FIRST and self.full[-1] not in _FAMILY_FIRST:
            return self.full[0]
        return self.full[-1]

    @property
    def country(self) -> str | None:
        """ISO 3166 code where the name itself is a country's, or begins with its adjective."""
        return _country(self.name)


def find_entities(known: NamedText) -> list[Entity]:
    """Bring names together that name the same.

    Full names come first, so that a surname finds its bearer wherever in the report that is introduced. Of two bearers
    of one surname, it means the one named last before it.

    Args:
        known: The report, with its names.

    Returns:
        Entities in the order of their first mention.
    """
    words, names = known.words, known.names
    shown = {name: _shown(known, name) for name in names}
    kinds = _settled_kinds(shown)
    tokens = {name: bare_tokens(shown[name]) for name in names}
    named = [name for name in names if tokens[name]]
    entities: list[Entity] = []
    for name in sorted(named, key=lambda one: (-len(tokens[one]), one.start)):
        kind = kinds[shown[name]]
        candidates = [one for one in entities if _may_name(name, kind, tokens[name], shown[name], one)]
        if len(tokens[name]) == 1 and len(candidates) > 1:
            candidates = _nearest(name, candidates, _title_genders(words, name))
        if not candidates:
            candidates = [Entity(kind=kind, full=tokens[name], name=shown[name])]
            entities += candidates
        candidates[0].mentions.append(name)
        candidates[0].genders |= _title_genders(words, name)
        if country_of(shown[name]) and not country_of(candidates[0].name) and seat_of(candidates[0].name):
            # Ukraine, and not Kyiv, where both speak for the one.
            candidates[0].name = shown[name]
    for entity in entities:
        entity.mentions.sort(key=lambda one: one.start)
    return sorted(entities, key=lambda one: one.mentions[0].start)


def _shown(known: NamedText, name: Name) -> str:
    return re.sub(r"(?:['’]s|['’])$", "", known.shown((name.start, name.end)))


def bare_tokens(shown: str) -> tuple[str, ...]:
    """Give a name's words in small Latin letters, without titles before it and what comes after it.

    >>> bare_tokens("Mr. Samuel Okafor Jr."), bare_tokens("the Estuary Union")
    (('samuel', 'okafor'), ('estuary', 'union'))
    """
    tokens = [token.strip("'") for token in tokens_of(shown)]
    tokens = [token for token in tokens if token]
    while len(tokens) > 1 and tokens[0] in TITLES | {"the"}:
        tokens.pop(0)
    while len(tokens) > 1 and tokens[-1] in _AFTER | {"s"}:
        tokens.pop()
    return tuple(tokens)


def _settled_kinds(shown_names: Mapping[Name, str]) -> dict[str, NameKind]:
    """Settle what a name stands for by the votes of all its places, and by what is known beforehand."""
    votes: dict[str, dict[NameKind, float]] = {}
    for name, shown in shown_names.items():
        counted = votes.setdefault(shown, {})
        counted[name.kind] = counted.get(name.kind, 0.0) + name.probability
    kinds = {}
    in_capitals = sum(map(str.isupper, votes)) > len(votes) / 2
    for shown, counted in votes.items():
        kind = max(sorted(counted), key=counted.__getitem__)
        if kind == "person" and not in_capitals and shown.isupper() and shown.isalpha() and len(shown) >= _LONG:
            # Persons have no acronyms of four letters and more, but what is "JADES" for a law has.
            kind = "organisation"
        if (find_outlet(shown) and kind != "person") or kind_of_noun(shown.rsplit(" ", 1)[-1]) == "organisation":
            kind = "organisation"
        elif country_of(shown) or (seat_of(shown) and kind != "person"):
            kind = "place"
        kinds[shown] = kind
    return kinds


def _may_name(name: Name, kind: NameKind, tokens: tuple[str, ...], shown: str, entity: Entity) -> bool:
    if kind == "person" and entity.kind == "person":
        return _same_person(tokens, entity)
    if tokens == entity.full:
        return True
    country = _country(shown)
    if country and country == entity.country and kind == entity.kind:
        return True
    if entity.kind == "person":
        # A surname alone is often taken for an organisation or a place.
        return len(tokens) == 1 and len(entity.full) > 1 and tokens[0] == entity.surname and name.probability < _SURE
    if kind == entity.kind or len(tokens) == 1:
        acronym = len(tokens) == 1 and shown.isupper() and _initials(entity.name) == shown.replace(".", "")
        part = tokens in (entity.full[: len(tokens)], entity.full[-len(tokens) :])
        short = kind == entity.kind and len(tokens[0]) >= _LONG and part
        return acronym or short or _same_outlet(shown, entity.name)
    return False


def _same_person(tokens: tuple[str, ...], entity: Entity) -> bool:
    full = entity.full
    if len(tokens) == 1:
        known = {full[0], entity.surname} if len(full) > 1 else {full[0]}
        if tokens[0] in full[1:-1]:
            return len(tokens[0]) >= _LONG
        return tokens[0] in known or any(_across(tokens[0], other) for other in known)
    if tokens == full[-len(tokens) :] or sorted(tokens) == sorted(full):
        return True
    same_last = tokens[-1] == full[-1] or _across(tokens[-1], full[-1])
    return same_last and _same_given(tokens[0], full[0])


def _same_given(one: str, other: str) -> bool:
    if one == other or _NICKNAMES.get(one, one) == _NICKNAMES.get(other, other):
        return True
    initial = min(len(one), len(other)) == 1 and one[0] == other[0]
    return initial or _across(one, other)


def _across(one: str, other: str) -> bool:
    """Tell whether two words are one name in two spellings, which short ones never are."""
    return min(len(one), len(other)) >= _LONG and one[0] == other[0] and likeness(one, other) > (1 + ALIKE) / 2


def _nearest(name: Name, candidates: list[Entity], genders: set[str]) -> list[Entity]:
    fitting = [one for one in candidates if not genders or not one.genders or genders & one.genders] or candidates

    def distance(entity: Entity) -> tuple[bool, int]:
        before = [name.start - one.start for one in entity.mentions if one.start < name.start]
        after = [one.start - name.start for one in entity.mentions]
        return not before, min(before or after)

    return sorted(fitting, key=distance)


def _title_genders(words: Words, name: Name) -> set[str]:
    titles = {words.texts[i].lower() for i in range(max(0, name.start - 2), name.start + 1)}
    return {gender for gender, known in (("m", _MALE), ("f", _FEMALE)) if titles & known}


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", name) if word.lower() not in _SMALL).upper()


def _same_outlet(one: str, other: str) -> bool:
    found = find_outlet(one)
    return found is not None and found == find_outlet(other)


def _country(name: str) -> str | None:
    return country_of(name) or seat_of(name)
