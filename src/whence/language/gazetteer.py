"""Gazetteer: look up countries, seats of government, regions, outlets, given names and nouns in the tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

__all__ = [
    "ACTING_KINDS",
    "NounKind",
    "Outlet",
    "country_in",
    "country_of",
    "find_outlet",
    "gender_of",
    "is_region",
    "kind_of_noun",
    "office_of_state",
    "read_table",
    "seat_of",
    "singulars_of",
]

NounKind = Literal["person", "organisation", "group", "document", "bare"]
ACTING_KINDS: frozenset[NounKind] = frozenset({"person", "group", "organisation"})
"""Kinds of those who act and speak."""


_OFFICES_OF_STATES = {
    "white house": "White House", "oval office": "White House", "pentagon": "Pentagon",
    "state department": "State Department", "foggy bottom": "State Department", "capitol hill": "Capitol Hill",
    "downing street": "Downing Street", "no 10": "Downing Street", "number 10": "Downing Street",
    "whitehall": "Whitehall", "westminster": "Westminster", "kremlin": "Kremlin", "elysee": "Elysee",
    "élysée": "Elysee", "elysée": "Elysee", "quai d'orsay": "Quai d'Orsay", "blue house": "Blue House",
    "zhongnanhai": "Zhongnanhai", "knesset": "Knesset", "bankova": "Bankova",
}  # fmt: skip
"""Seats of government that are no towns: one name for each of their names."""
_MOST_REMEMBERED = 8192
"""Size of each look-up cache, in names: a report repeats the same names often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A news agency, newspaper or broadcaster."""

    name: str
    domain: str
    country: str | None
    """Three-letter ISO 3166 code."""
    is_agency: bool


@lru_cache(maxsize=_MOST_REMEMBERED)
def country_of(name: str) -> str | None:
    """Find the country that a name, an adjective or a demonym belongs to.

    Returns:
        Its three-letter ISO 3166 code; None if the word belongs to no country, or to several.

    >>> country_of("North Korean"), country_of("the United Kingdom"), country_of("Tidewater")
    ('PRK', 'GBR', None)
    """
    return _countries().get(_key(name))


def country_in(phrases: Iterable[str]) -> str | None:
    """Find the first country that phrases mention, by its name, adjective or demonym.

    >>> country_in(["the spokesman", "South Korea’s foreign minister"])
    'KOR'
    """
    for words in (phrase.replace("’s", "").replace("'s", "").split() for phrase in phrases):
        for start in range(len(words)):
            found = [(end, code) for end in (start + 2, start + 1) if (code := _country_at(words, start, end))]
            if found:
                # "Norwegian and Chilean officials" are of no one country.
                end, code = found[0]
                joins = end < len(words) and (words[end - 1].endswith(",") or words[end] in {"and", "or"})
                after = end + (words[end : end + 1] in (["and"], ["or"]))
                others = {_country_at(words, after, after + size) for size in (2, 1)} - {None, code}
                return None if joins and others else code
    return None


def _country_at(words: Sequence[str], start: int, end: int) -> str | None:
    """Find the country that some words name; "Jersey" of "New Jersey" is none."""
    code = country_of(" ".join(words[start:end]).strip(",")) if end <= len(words) else None
    is_of_region = code and start and is_region(" ".join(words[start - 1 : end]).strip(","))
    return None if is_of_region else code


@lru_cache(maxsize=_MOST_REMEMBERED)
def is_region(name: str) -> bool:
    """Check whether a name is a country, or the name or code of a region that addresses end with.

    >>> is_region("Nova Scotia"), is_region("TX"), is_region("Norway"), is_region("Norwegian"), is_region("Tampa")
    (True, True, True, False, False)
    """
    key = _key(name)
    return key in _region_names() or key in _country_names()


@lru_cache(maxsize=_MOST_REMEMBERED)
def seat_of(name: str) -> str | None:
    """Find the country whose government a place or a building stands for.

    >>> seat_of("the Kremlin"), seat_of("Marram")
    ('RUS', None)
    """
    return _seats().get(_key(name))


def office_of_state(name: str) -> str | None:
    """Find the seat of government that a name means, if that is a body of its own and not the town for its state.

    >>> office_of_state("No 10"), office_of_state("the Kremlin"), office_of_state("Moscow")
    ('Downing Street', 'Kremlin', None)
    """
    return _OFFICES_OF_STATES.get(_key(name))


@lru_cache(maxsize=_MOST_REMEMBERED)
def find_outlet(name: str) -> Outlet | None:
    """Find a news agency or outlet by one of its names or its domain.

    >>> find_outlet("the Yonhap news agency").name, find_outlet("Tidewater Post")
    ('Yonhap', None)
    """
    return _outlets().get(_outlet_key(name))


def gender_of(given: str) -> str | None:
    """Return the gender of a given name: ``m`` or ``f``; None if it is both, or unknown.

    >>> gender_of("Pilar"), gender_of("Robin")
    ('f', None)
    """
    return _given().get(given.lower())


_ENDINGS_OF_PERSONS = ("ologist", "ographer", "iatrist", "ician", "woman")
"""Endings of nouns that stand for persons alone, of which there are more than any table has."""


@lru_cache(maxsize=_MOST_REMEMBERED)
def kind_of_noun(noun: str) -> NounKind | None:
    """Return the source kind of a common noun; the plural of a person or body is a group.

    >>> kind_of_noun("envoys"), kind_of_noun("transcript"), kind_of_noun("tide"), kind_of_noun("hydrologist")
    ('group', 'document', None, 'person')
    """
    noun = noun.lower()
    nouns = _nouns()
    if noun in nouns:
        return nouns[noun]
    for singular in singulars_of(noun):
        if singular in nouns:
            # Several persons or bodies are a group, but several documents are still documents.
            one = nouns[singular]
            return one if one in {"document", "bare"} else "group"
    if noun.endswith(_ENDINGS_OF_PERSONS):
        return "person"
    return "group" if any(one.endswith(_ENDINGS_OF_PERSONS) for one in singulars_of(noun)) else None


def singulars_of(noun: str) -> Iterator[str]:
    """List the possible singulars of a noun, if it is a plural.

    >>> list(singulars_of("parties")), list(singulars_of("firewomen")), list(singulars_of("tide"))
    (['party', 'parti', 'partie'], ['firewoman', 'firewoman'], [])
    """
    if not noun.endswith(("s", "men")):
        return
    for ending, singular in (("ies", "y"), ("men", "man"), ("women", "woman"), ("es", ""), ("s", "")):
        if noun.endswith(ending):
            yield noun.removesuffix(ending) + singular


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Read one of the tables that whence ships: a dictionary for each row, keyed by the column names in the first line.

    >>> read_table("given.tsv")[0].keys()
    dict_keys(['name', 'gender'])
    """
    text = files("whence.language").joinpath("tables", name).read_text("utf-8")
    head, *lines = text.splitlines()
    columns = head.split("\t")
    # Each row has all columns, and none has a tab or a line break in it.
    return tuple(dict(zip(columns, line.split("\t"), strict=True)) for line in lines)


@lru_cache(maxsize=512)
def _key(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split()).removeprefix("the ").removesuffix("'s")


def _outlet_key(name: str) -> str:
    key = _key(name)
    for ending in (" news agency", " newspaper", " magazine", " agency", " news service", " website"):
        key = key.removesuffix(ending)
    return key.removeprefix("www.").rstrip("/")


@cache
def _countries() -> dict[str, str]:
    return _unshared(
        (_key(name), row["code"]) for row in read_table("countries.tsv") for name in _names(row, "adjectives")
    )


@cache
def _country_names() -> frozenset[str]:
    return frozenset(_key(name) for row in read_table("countries.tsv") for name in _names(row))


@cache
def _region_names() -> frozenset[str]:
    return frozenset(_key(row[column]) for row in read_table("regions.tsv") for column in ("name", "code"))


@cache
def _seats() -> dict[str, str]:
    rows = read_table("countries.tsv")
    return _unshared((_key(name), row["code"]) for row in rows for name in row["seats"].split("|") if name)


@cache
def _outlets() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for row in read_table("outlets.tsv"):
        outlet = Outlet(
            name=row["name"],
            domain=row["domain"],
            country=row["country"] or None,
            is_agency=row["kind"] == "agency",
        )
        for name in (*_names(row), row["domain"]):
            found.setdefault(_outlet_key(name), outlet)
    return found


@cache
def _given() -> dict[str, str]:
    return {row["name"]: row["gender"] for row in read_table("given.tsv")}


@cache
def _nouns() -> dict[str, NounKind]:
    kinds: dict[str, NounKind] = {
        "person": "person", "organisation": "organisation", "group": "group", "document": "document", "bare": "bare",
    }  # fmt: skip
    return {row["noun"]: kinds[row["kind"]] for row in read_table("nouns.tsv")}


def _names(row: dict[str, str], *more: str) -> list[str]:
    return [row["name"], *(name for column in ("names", *more) for name in row[column].split("|") if name)]


def _unshared(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Keep the names that belong to only one country."""
    found: dict[str, set[str]] = {}
    for name, code in pairs:
        found.setdefault(name, set()).add(code)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
