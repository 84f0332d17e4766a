"""Names of bodies across reports: one ministry by both of its names, acronyms, outlets, countries."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from whence.language.english import ARTICLES, FIELDS_OF_BODIES, PUBLIC_BODIES
from whence.language.gazetteer import country_of, find_outlet, is_region, kind_of_noun, read_table, seat_of
from whence.language.idf import RAREST, idf_of, term_of
from whence.language.personal_names import commonness_of, initials_of
from whence.language.scripts import tokens_of

__all__ = ["BodyMatch", "BodyName", "Reach", "body_name", "match_bodies"]

BodyMatch = Literal["same", "fuller", "acronym"]
"""How two names agree: the same body by name; one with a word such as "Department" more; initials and full name."""

Reach = Literal["outlet", "country", "national", "own", "local", "county", "common", "unplaced", "initials"]
"""How far a name tells its bearer from others: an outlet or a country of the tables; a country's body; a name of its
own; the police or another body of a place; a body of a county, of whose names many have several; a name that many
bodies have ("Supreme Court", "Police Department", a word that is a surname); a ministry or an army without its country;
initials that few texts have."""

_SMALL = ARTICLES | {"of", "for", "and", "in", "at", "on", "s", "affairs"}
_SPELLINGS = {
    "defense": "defence", "center": "centre", "labor": "labour", "dept": "department", "organization": "organisation",
    "investigations": "investigation",
}  # fmt: skip
_EXTRAS = frozenset({
    "department", "office", "inc", "corp", "corporation", "company", "co", "ltd", "llc", "plc", "group", "agency",
    "news", "newspaper", "metro", "metropolitan",
})  # fmt: skip
"""Words with or without which a body is the same."""
_STATE = frozenset({
    "government", "military", "army", "navy", "embassy", "administration", "treasury", "cabinet", "ministry", "foreign",
    "parliament",
})  # fmt: skip
"""Every country has one."""
_LOCAL = frozenset({
    "police", "sheriff", "city", "town", "fire", "coroner", "court", "attorney", "prosecutor", "school", "schools",
    "mayor", "council", "metro", "metropolitan",
})  # fmt: skip
_COUNTIES = frozenset({"county", "parish", "township", "borough"})
_SHORTEST_INITIALS, _LONGEST_INITIALS = 2, 6
_TELLING_INITIALS = 3
_WELL_KNOWN = RAREST - 10
_LIKE_A_SURNAME = 40


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body's name, taken apart."""

    words: frozenset[str]
    """Its words in lower-case Latin letters, in one spelling, without small words and the country's name."""
    country: str | None
    """ISO 3166 code of a country in the name."""
    domain: str | None
    """The domain, if it is a known outlet."""
    reach: Reach
    initials: frozenset[str]
    """What its initials may be; of initials, themselves."""

    @property
    def is_initials(self) -> bool:
        """Tell whether the name is initials: "EWU"."""
        return len(self.words) == 1 and len(self.initials) == 1

    @property
    def core(self) -> frozenset[str]:
        """The words without those that may be left out."""
        return self.words - _EXTRAS or self.words


@lru_cache(maxsize=65536)
def body_name(form: str) -> BodyName:
    """Take a body's name apart.

    >>> name = body_name("Ministry of Defence of Ukraine")
    >>> sorted(name.words), name.country, name.reach
    (['defence', 'ministry'], 'UKR', 'national')
    >>> body_name("the Yonhap news agency").reach, body_name("Supreme Court").reach, body_name("Marram Police").reach
    ('outlet', 'common', 'local')
    """
    shown = re.sub(r"['’]s\b|['’]$", "", form).strip()
    is_initials = shown.isupper() and shown.isalpha() and _SHORTEST_INITIALS <= len(shown) <= _LONGEST_INITIALS
    outlet = find_outlet(shown)
    country = None if shown.lower() in _parts_of_countries() else country_of(form)
    words = frozenset(_SPELLINGS.get(word, word) for word in _tokens(shown)) - _SMALL - {""}
    if country or not words:
        return BodyName(words or frozenset({shown}), country, None, "country" if country else "common", frozenset())
    code = None
    if not outlet and words & (PUBLIC_BODIES | _STATE):
        code, words = _without_country(shown, words)
    reach = _reach(shown, words, is_initials=is_initials)
    if outlet and not _is_a_word(words):
        reach = "outlet"
    elif code:
        reach = "national"
    initials = frozenset({shown}) if is_initials else frozenset(initials_of(shown)) if len(words) > 1 else frozenset()
    return BodyName(words, code, outlet.domain if outlet else None, reach, initials)


def _without_country(shown: str, words: frozenset[str]) -> tuple[str | None, frozenset[str]]:
    """Find the country in a name, and take its words out of the others."""
    texts = shown.split()
    for size in (2, 1):
        for start in range(len(texts) - size + 1):
            phrase = " ".join(texts[start : start + size]).strip(",")
            left = words - set(_tokens(phrase))
            if left and (code := country_of(phrase) or seat_of(phrase)):
                return code, left
    return None, words


def _tokens(shown: str) -> list[str]:
    return [word.strip("'") for word in tokens_of(shown)]


def _reach(shown: str, words: frozenset[str], *, is_initials: bool) -> Reach:
    if is_initials:
        is_known = len(shown) >= _TELLING_INITIALS and idf_of(term_of(shown)) < _WELL_KNOWN
        return "own" if is_known else "initials"
    if all(map(_is_general, words)):
        return "unplaced" if words & _STATE else "common"
    if _is_a_word(words) or is_region(shown):
        return "common"
    if words & _COUNTIES:
        return "county"
    # Of "Springfield Police" there are many, of "Baton Rouge Police" hardly two.
    is_of_one_word = sum(not _is_general(word) for word in words) == 1
    return "local" if words & _LOCAL and is_of_one_word else "own"


def _is_general(word: str) -> bool:
    return word in FIELDS_OF_BODIES | PUBLIC_BODIES | _STATE | _LOCAL | _COUNTIES or kind_of_noun(word) is not None


def _is_a_word(words: frozenset[str]) -> bool:
    """Check for a single word that may be somebody's surname, or is a noun: "Fox", "People"."""
    return len(words) == 1 and any(commonness_of(word) >= _LIKE_A_SURNAME or kind_of_noun(word) for word in words)


@cache
def _parts_of_countries() -> frozenset[str]:
    """List the states and provinces: "Scotland" is no name for all of its country, and two Georgias are none."""
    return frozenset(row["name"].lower() for row in read_table("regions.tsv"))


@lru_cache(maxsize=65536)
def match_bodies(one: BodyName, other: BodyName) -> BodyMatch | None:
    """Tell how two names of bodies agree; None if they are two bodies'.

    >>> def match(*forms):
    ...     return match_bodies(*map(body_name, forms))
    >>> match("Ukrainian Defense Ministry", "Ministry of Defence of Ukraine")
    'same'
    >>> match("Marram Police", "Marram Police Department"), match("EWU", "Estuary Workers Union")
    ('fuller', 'acronym')
    >>> match("Kansas Police", "Kansas City Police"), match("Russia’s foreign ministry", "Chinese Foreign Ministry")
    (None, None)
    """
    if one.country and other.country and one.country != other.country:
        return None
    if one.domain and other.domain:
        return "same" if one.domain == other.domain else None
    if "country" in {one.reach, other.reach}:
        return "same" if one.country == other.country and one.reach == other.reach else None
    if one.words == other.words:
        return "same"
    if one.core == other.core:
        return "fuller"
    (short, full) = (one, other) if len(one.words) <= len(other.words) else (other, one)
    is_acronym = short.is_initials and not full.is_initials and short.initials <= full.initials
    return "acronym" if is_acronym else None
