"""Invented claims, each in many wordings: other words, another order, or one thing told differently.

A claim tells who did what to how many of what, where, and often why or when. Names are invented. A wording chooses one
of several words for each of these, and an order. A rival of a claim tells one thing differently: the number, the date,
who did it, the place, or whether it was done at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Literal, NamedTuple

__all__ = [
    "Cast", "Claim", "Content", "Names", "Piece", "RivalKind", "Wording", "capitalised", "draw_claim", "headline_of",
    "rival_of",
]  # fmt: skip

PieceKind = Literal["words", "actor", "verb", "place", "date"]
RivalKind = Literal["number", "date", "actor", "place", "denial"]


class Piece(NamedTuple):
    """Some words of a sentence, and what they are."""

    text: str
    kind: PieceKind = "words"
    value: str = ""
    """Full name of an actor or place; day of a date, ISO 8601."""


Content = tuple[Piece, ...]

_ONSETS = ("b", "br", "d", "dr", "f", "g", "gr", "h", "j", "k", "kr", "l", "m", "n", "p", "r", "s", "t", "tr", "v", "z")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ei", "ou")
_CODAS = ("", "", "n", "r", "l", "sk", "nd", "m")
_PLACE_ENDS = ("haven", "mouth", "wick", "stead", "holm", "ness", "mere", "combe", "thorpe", "fleet")
_GIVEN, _SURNAMES, _PLACES = 400, 6000, 4000
_ROLES = (
    "mayor", "harbour master", "fire chief", "head teacher", "judge", "surgeon", "union leader", "farmer", "engineer",
    "minister", "police chief", "councillor", "economist", "shopkeeper", "coroner", "bishop", "prosecutor", "lawyer",
)  # fmt: skip
_BODIES = (
    "{} Harbour Board", "{} Council", "{} Water Authority", "{} Health Trust", "Bank of {}", "{} Rail", "{} Mining",
)  # fmt: skip
_DOCUMENTS = ("{} Inquiry Report", "{} Audit", "{} Register", "{} Safety Review")

_VERBS = tuple(
    tuple(tuple(form.split("/")) for form in group.split("|"))
    for group in (
        "approved/approved/approve|backed/backed/back|endorsed/endorsed/endorse",
        "closed/closed/close|shut/shut/shut",
        "bought/bought/buy|purchased/purchased/purchase|acquired/acquired/acquire",
        "built/built/build|erected/erected/erect|constructed/constructed/construct",
        "repaired/repaired/repair|fixed/fixed/fix|mended/mended/mend",
        "inspected/inspected/inspect|examined/examined/examine|checked/checked/check",
        "destroyed/destroyed/destroy|wrecked/wrecked/wreck",
        "evacuated/evacuated/evacuate|cleared/cleared/clear|emptied/emptied/empty",
        "found/found/find|discovered/discovered/discover",
        "seized/seized/seize|confiscated/confiscated/confiscate",
        "banned/banned/ban|outlawed/outlawed/outlaw|prohibited/prohibited/prohibit",
        "funded/funded/fund|financed/financed/finance",
        "damaged/damaged/damage|harmed/harmed/harm",
        "rescued/rescued/rescue|saved/saved/save",
        "enlarged/enlarged/enlarge|expanded/expanded/expand|extended/extended/extend",
        "replaced/replaced/replace|swapped/swapped/swap",
        "demolished/demolished/demolish|razed/razed/raze",
        "searched/searched/search|combed/combed/comb",
        "guarded/guarded/guard|protected/protected/protect",
        "rented/rented/rent|leased/leased/lease",
        "donated/donated/donate|gave/given/give",
        "abandoned/abandoned/abandon|deserted/deserted/desert",
        "insured/insured/insure", "sold/sold/sell", "painted/painted/paint", "counted/counted/count",
        "flooded/flooded/flood", "burned/burned/burn", "moved/moved/move|relocated/relocated/relocate",
    )
)  # fmt: skip
"""Past tense, participle and base form; words of one group mean the same."""
_NOUNS = tuple(
    tuple(group.split("|"))
    for group in (
        "ships|vessels", "houses|homes", "lorries|trucks", "shops|stores", "cars|vehicles", "schools", "bridges",
        "farms", "tents", "wells", "hospitals|clinics", "tunnels", "cranes", "ferries", "trams", "barns", "warehouses",
        "statues|monuments", "paintings|pictures", "horses", "cows|cattle", "barges", "cables", "turbines", "engines",
        "chapels", "mills", "kilns", "lighthouses", "orchards", "vineyards", "pumps", "generators", "libraries",
        "theatres", "factories|plants", "flats|apartments", "churches", "mosques", "hangars", "trawlers", "quarries",
    )
)  # fmt: skip
_ADJECTIVES = tuple(
    tuple(group.split("|"))
    for group in (
        "old|ageing", "empty|vacant", "unsafe|dangerous", "large|big", "small|little", "wooden", "rusty|corroded",
        "historic", "modern|new", "rural", "broken|faulty", "expensive|costly", "foreign", "private", "public", "stone",
        "leaking", "unfinished", "famous|well-known", "remote", "electric", "steel", "crowded|packed",
    )
)  # fmt: skip
_WHY = (("after", "following"), ("because of", "owing to"), ("despite", "in spite of"), ("ahead of", "before"))
_CAUSES = tuple(
    tuple(group.split("|"))
    for group in (
        "a storm|a gale", "a fire|a blaze", "an election|a vote", "a strike|a walkout", "an inquiry|an investigation",
        "heavy rain|a downpour", "a lack of money|a shortage of money", "a protest|a demonstration",
        "a court ruling|a court decision", "an explosion|a blast", "a landslide|a mudslide", "a drought|a dry spell",
        "an outbreak of cholera|a cholera epidemic", "a power cut|a blackout", "a collision|a crash", "an earthquake",
        "a royal visit", "the harvest", "a change of government", "a theft|a robbery", "talks with investors",
    )
)  # fmt: skip
_NUMBER_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ACTIVE, _PASSIVE, _WHEN_FIRST, _WHY_FIRST = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who and what a happening is about."""

    place: str
    other_place: str
    people: tuple[tuple[str, str], ...]
    """Names and offices."""
    body: str
    document: str


class Names:
    """Draws invented names: some are common, most are rare.

    Args:
        random: Where chance comes from.
    """

    def __init__(self, random: Random) -> None:
        self._random = random
        self._given = _invent(random, _GIVEN, 2)
        self._surnames = _invent(random, _SURNAMES, 3)
        self._places = [f"{name}{random.choice(_PLACE_ENDS)}" for name in _invent(random, _PLACES, 1)]
        self._weights = {len(pool): _falling(len(pool)) for pool in (self._given, self._surnames, self._places)}

    def cast(self) -> Cast:
        """Draw whom and what a happening is about."""
        place, other = self._draw(self._places), self._draw(self._places)
        while other == place:
            other = self._draw(self._places)
        surnames: dict[str, None] = {}
        while len(surnames) < 3:  # noqa: PLR2004
            surnames[self._draw(self._surnames)] = None
        return Cast(
            place=place,
            other_place=other,
            people=tuple((f"{self._draw(self._given)} {one}", self._random.choice(_ROLES)) for one in surnames),
            body=self._random.choice(_BODIES).format(place),
            document=self._random.choice(_DOCUMENTS).format(place),
        )

    def _draw(self, pool: Sequence[str]) -> str:
        return self._random.choices(pool, cum_weights=self._weights[len(pool)])[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is claimed, with the words that may be chosen for each part."""

    actor: tuple[str, ...]
    """The full name, and shorter ones."""
    verb: tuple[tuple[str, ...], ...]
    number: int
    adjective: tuple[str, ...]
    noun: tuple[str, ...]
    place: str
    why: tuple[tuple[str, ...], tuple[str, ...]] | None
    day: date | None
    is_denied: bool = False

    def choices(self, share: float, random: Random) -> "Wording":
        """Choose a wording: each part in other words than the first with this likelihood."""
        counts = (
            len(self.actor), len(self.verb), len(self.adjective), len(self.noun),
            2 if self.number <= len(_NUMBER_WORDS) else 1,
            *((len(self.why[0]), len(self.why[1])) if self.why else (1, 1)),
            2 if self.day else 1,
        )  # fmt: skip
        parts = tuple(random.randrange(1, count) if count > 1 and random.random() < share else 0 for count in counts)
        orders = [_ACTIVE, _PASSIVE, *([_WHEN_FIRST] if self.day else []), *([_WHY_FIRST] if self.why else [])]
        return Wording(parts=parts, order=random.choice(orders) if random.random() < share else _ACTIVE)

    def words(self, wording: "Wording") -> Content:
        """Write the claim, without a full stop."""
        actor, verb, adjective, noun, number, why, cause, when = wording.parts
        past, participle, base = self.verb[verb]
        count = _NUMBER_WORDS[self.number - 2] if number else str(self.number)
        who = Piece(self.actor[actor], "actor", self.actor[0])
        what = f"{count} {self.adjective[adjective]} {self.noun[noun]} in "
        where = Piece(self.place, "place", self.place)
        reason = (Piece(f" {self.why[0][why]} {self.why[1][cause]}"),) if self.why else ()
        day = (Piece(" on "), _date_piece(self.day, when)) if self.day else ()
        done = Piece(base if self.is_denied else past, "verb")
        active = (who, Piece(" did not " if self.is_denied else " "), done, Piece(f" {what}"), where)
        if wording.order == _PASSIVE:
            was = " were not " if self.is_denied else " were "
            return (Piece(what), where, Piece(was), Piece(participle, "verb"), Piece(" by "), who, *reason, *day)
        if wording.order == _WHEN_FIRST:
            return (*_moved(day), Piece(" "), *active, *reason)
        if wording.order == _WHY_FIRST:
            return (*_moved(reason), Piece(", "), *active, *day)
        return (*active, *reason, *day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Which words were chosen for each part of a claim, and their order."""

    parts: tuple[int, ...]
    order: int

    def changes(self, other: "Wording") -> int:
        """Count the parts that two wordings have other words for."""
        return sum(a != b for a, b in zip(self.parts, other.parts, strict=True))


def draw_claim(cast: Cast, published: date, random: Random) -> Claim:
    """Draw a claim on a happening: a third tell why, a third when, and a third neither.

    No claim by itself has the 15 words that would make it a passage: who tells it from another source copies nothing.
    """
    name = random.choice([one for one, _ in cast.people] + [f"the {cast.body}"])
    tells = random.choice(("why", "when", "neither"))
    return Claim(
        actor=(name,) if name.startswith("the ") else (name, name.split()[-1]),
        verb=random.choice(_VERBS),
        number=random.randint(2, 12) if random.random() < 0.5 else random.randint(13, 400),  # noqa: PLR2004
        adjective=random.choice(_ADJECTIVES),
        noun=random.choice(_NOUNS),
        place=cast.place,
        why=(random.choice(_WHY), random.choice(_CAUSES)) if tells == "why" else None,
        day=published - timedelta(days=random.randint(1, 20)) if tells == "when" else None,
    )


def rival_of(claim: Claim, cast: Cast, kind: RivalKind, random: Random) -> Claim | None:
    """Make a claim that tells one thing differently; None if this one tells nothing of the kind."""
    if kind == "number":
        return replace(claim, number=claim.number + random.choice((1, 3, 8, 20)))
    if kind == "date":
        return replace(claim, day=claim.day - timedelta(days=random.randint(2, 9))) if claim.day else None
    if kind == "place":
        return None if claim.place in claim.actor[0] else replace(claim, place=cast.other_place)
    if kind == "denial":
        return replace(claim, is_denied=True)
    others = [name for name, _ in cast.people if name != claim.actor[0]]
    name = random.choice(others)
    return replace(claim, actor=(name, name.split()[-1]))


def headline_of(claim: Claim) -> str:
    """Write a headline that tells a claim's core.

    >>> claim = Claim(
    ...     actor=("Ines Okafor", "Okafor"), verb=(("shut", "shut", "shut"),), number=4, adjective=("old",),
    ...     noun=("mills",), place="Quillhaven", why=None, day=None,
    ... )
    >>> headline_of(claim)
    'Okafor shut mills in Quillhaven'
    """
    return f"{capitalised(claim.actor[-1])} {claim.verb[0][0]} {claim.noun[0]} in {claim.place}"


def _invent(random: Random, count: int, syllables: int) -> list[str]:
    """Invent different names."""
    found: dict[str, None] = {}
    while len(found) < count:
        parts = (f"{random.choice(_ONSETS)}{random.choice(_VOWELS)}{random.choice(_CODAS)}" for _ in range(syllables))
        name = "".join(parts) + ("" if syllables > 1 else random.choice(_ONSETS) + random.choice("aeiou"))
        found[name.capitalize()] = None
    return list(found)


def _falling(count: int) -> list[float]:
    """Cumulate weights that fall with the rank: the commonest of 6,000 names has one in 90."""
    weights, total = [], 0.0
    for rank in range(count):
        total += 1 / (rank + 20)
        weights.append(total)
    return weights


def _date_piece(day: date, form: int) -> Piece:
    text = f"{day:%B} {day.day}" if form else f"{day.day} {day:%B}"
    return Piece(text, "date", day.isoformat())


def _moved(pieces: Content) -> Content:
    """Put pieces at the beginning of a sentence: without the space before them."""
    return (pieces[0]._replace(text=pieces[0].text.lstrip()), *pieces[1:])


def capitalised(text: str) -> str:
    """Write a text with a capital first letter."""
    return f"{text[0].upper()}{text[1:]}"
