"""Findings on public offices: does a role in the report contradict the table of who held which office when?"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from whence.language.gazetteer import country_of, read_table
from whence.language.iso_dates import days_of
from whence.language.scripts import tokens_of
from whence.reading.findings.case import Case, finding
from whence.records.ledger import Finding

__all__ = ["Offices", "Tenure", "contradicted_roles", "contradiction", "office_key", "offices_in"]

_MARGIN = timedelta(days=60)
"""Margin around a tenure: 60 days after a change of office, editors have heard of it."""

_AHEAD = timedelta(days=730)
"""A date this long before a person's first tenure contradicts a role. Within two years of its start, a role is a
supposition ("a would-be president Okafor") or an error in the table: so it was in all three such cases in PolNeAR's
reports (two and one)."""

_FOR_LIFE = frozenset({"president", "vice president"})
"""Titles that people keep for life by custom, so without a country they do not show who is in office."""

_FORMER = frozenset({"former", "ex"})
# Synonyms, word by word: "CIA chief" and "director of the CIA", "House speaker" and "chairwoman".
_ALIKE = {
    "administrator": "director", "adviser": "advisor", "boss": "director", "chairman": "chair", "chairperson": "chair",
    "chairwoman": "chair", "chief": "director", "defense": "defence", "gov": "governor", "head": "director",
    "labor": "labour", "premier": "prime minister", "speaker": "chair", "un": "united nations",
}  # fmt: skip
_SHORT = {
    "central intelligence agency": "cia", "environmental protection agency": "epa", "federal bureau of investigation":
    "fbi", "federal reserve": "fed", "federal security service": "fsb", "foreign intelligence service": "svr",
    "health and human services": "health", "hhs": "health", "house of representatives": "house",
    "housing and urban development": "housing", "hud": "housing", "joint chiefs of staff": "joint chiefs",
    "office of management and budget": "omb", "permanent representative": "ambassador", "state duma": "duma",
    "white house national security": "national security",
}  # fmt: skip
_BRANCHES = {
    "armed forces": "defence", "economic": "economy", "economic affairs": "economy", "economic development": "economy",
    "economics": "economy", "emergency": "emergencies", "emergency situations": "emergencies",
    "europe and foreign affairs": "foreign", "european and foreign affairs": "foreign", "external": "foreign",
    "external affairs": "foreign", "external relations": "foreign", "finances": "finance", "foreign affairs": "foreign",
    "foreign and european affairs": "foreign", "interior affairs": "interior", "internal affairs": "interior",
    "national defence": "defence", "national education": "education", "sport": "sports",
}  # fmt: skip
_TURNED = re.compile(r"(minister|secretary|director|governor|mayor|chair|president|marshal) (?:of|for) (?:the )?(.+)")
_ENVOY = re.compile(r"ambassador (?:to|in) (?:the )?(.+)")
# Adjectives that the table of countries leaves out because dependent territories share them; the territories have none
# of these offices.
_ADJECTIVES = {"chinese": "CHN", "dutch": "NLD", "french": "FRA"}
_LONGEST_COUNTRY = 4
_COUNTRIES = {
    "COD": "Democratic Republic of the Congo", "COG": "Republic of the Congo", "GBR": "United Kingdom", "TUR": "Turkey",
    "USA": "United States",
}  # fmt: skip
_TAKES_ARTICLE = re.compile(
    r"^(?:United |Bahamas|Comoros|Gambia|Maldives)|Republic\b|Islands$|^(?:Netherlands|Philippines)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """One person's term in an office. Dates are ISO 8601, as precise as known: a day, a month or a year."""

    person: str
    """The person's id, so that two people with one name stay distinct."""
    country: str
    """Three-letter ISO 3166 code."""
    office: str
    """In English, lower case except names: ``foreign minister``, ``governor of Texas``."""
    start: str
    end: str
    """Empty if unknown, or if the tenure has not ended."""
    seen: str
    """The last day on which a tenure without an end is known to have lasted; empty if unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offices:
    """An index of tenures by person and by office."""

    by_name: Mapping[tuple[str, ...], tuple[Tenure, ...]]
    """By each name that only one person has, as `tokens_of` returns it."""
    by_office: Mapping[tuple[str, str], tuple[Tenure, ...]]
    """By country and `office_key`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Role:
    """One reading of the words of a role."""

    key: str
    country: str | None
    is_former: bool


def contradiction(
    name: str, role: str, country: str | None, published: str | None, *, known: Offices | None = None
) -> str | None:
    """Compare a role in a report with the tables, and describe the contradiction if there is one.

    Args:
        name: The full name; a family name alone identifies nobody.
        role: The words of the role: "Norwegian Foreign Minister", "former minister of foreign affairs of Norway".
        country: Three-letter ISO 3166 code of the person's country according to the report, if known.
        published: The report's date, as precise as the report gives it.
        known: The tenures to compare with; None for the shipped ones.

    Returns:
        One sentence; None if the tables agree, do not know, or may be incomplete. A current office contradicts the
        tables only if every known tenure of the person in it ended more than 60 days before the report's date or began
        more than two years after it, and somebody else is known to have held it on that date.

    >>> contradiction("Colin Powell", "U.S. Secretary of State", "USA", "2011-05-02").split(": ")[1]
    'secretary of state of the United States from 2001-01-20 to 2005-01-26.'
    >>> contradiction("Colin Powell", "former U.S. Secretary of State", "USA", "2011-05-02")
    """
    day = days_of((published or "")[:10])
    person = tokens_of(name)
    roles = list(_readings(role))
    if day is None or len(person) < 2 or not roles:  # noqa: PLR2004 -- a single word is not a full name
        return None
    known = known or _shipped()
    theirs = known.by_name.get(person, ())
    for told in roles:
        held = [tenure for tenure in theirs if _is_told(tenure, told, country)]
        if not held:
            continue
        if told.is_former:
            still = next((tenure for tenure in held if _covers(tenure, day, margin=_MARGIN)), None)
            return f"By our tables, {name} was still in office at this date: {_shown([still])}." if still else None
        others = known.by_office[held[0].country, told.key]
        is_taken = any(_covers(other, day) for other in others)
        outside = all(_lies_outside(tenure, day) for tenure in held)
        return (
            f"By our tables, {name} held the office at another time: {_shown(held)}." if outside and is_taken else None
        )
    return None


def contradicted_roles(case: Case) -> Iterator[Finding]:
    """Find offices that a person held at another time, by the table of offices."""
    for source in case.assembly.sources:
        if source.kind != "person" or source.naming != "named":
            continue
        for role in source.role_spans:
            told = contradiction(source.name, case.shown((role,)), source.country, case.report.published)
            if told:
                yield finding("role-contradicted", (role,), told, case.said_by(source))


def offices_in(rows: Iterable[Mapping[str, str]]) -> Offices:
    """Index the rows of a table such as ``offices.tsv`` as tenures.

    >>> row = {"id": "p1", "person": "Ines Okafor", "names": "", "country": "NOR", "office": "foreign minister",
    ...        "start": "2031", "end": "2033", "seen": ""}
    >>> list(offices_in([row]).by_name)
    [('ines', 'okafor')]
    """
    by_name: dict[tuple[str, ...], dict[Tenure, None]] = {}
    by_office: dict[tuple[str, str], list[Tenure]] = {}
    for row in rows:
        tenure = Tenure(
            person=row["id"],
            country=row["country"],
            office=row["office"],
            start=row["start"],
            end=row["end"],
            seen=row["seen"],
        )
        for name in (row["person"], *filter(None, row["names"].split("|"))):
            by_name.setdefault(tokens_of(name), {})[tenure] = None
        by_office.setdefault((tenure.country, office_key(tenure.office)), []).append(tenure)
    return Offices(
        by_name={
            name: tuple(tenures) for name, tenures in by_name.items() if len({one.person for one in tenures}) == 1
        },
        by_office={office: tuple(tenures) for office, tenures in by_office.items()},
    )


@lru_cache(maxsize=4096)
def office_key(office: str) -> str:
    """Normalise the name of an office, so that its synonyms compare equal.

    >>> office_key("Minister of Foreign Affairs"), office_key("foreign minister")
    ('foreign minister', 'foreign minister')
    >>> office_key("Secretary of Defense"), office_key("ambassador to the United Kingdom")
    ('defence secretary', 'ambassador to GBR')
    """
    return _key(_words(office))


def _readings(role: str) -> Iterator[_Role]:
    """Read a role as an office: first all of it, then as an office of the country at its start or end.

    Any other word, such as "then", "acting" or "deputy", means that the role is not an office in the tables.
    """
    if re.match(r"\W*[-–—]", role):
        return  # The part before the hyphen was cut off: "then-foreign minister".
    words, is_former = _without_former(_words(role))
    yield _Role(key=_key(words), country=None, is_former=is_former)
    front = _country_at_front(words)
    if front is not None:
        words, was_former = _without_former(words[front[1] :])
        is_former = is_former or was_former
    back = _country_at_back(words)
    if back is not None:
        words = words[: back[1]]
    told = {found[0] for found in (front, back) if found is not None}
    if len(told) == 1:
        yield _Role(key=_key(words), country=next(iter(told)), is_former=is_former)


def _words(phrase: str) -> list[str]:
    """Split a phrase into lower-case words without full stops and possessive endings: "U.S." becomes "us"."""
    words = re.findall(r"[\w.']+", phrase.casefold().replace("’", "'"))
    plain = (word.replace(".", "").strip("'").removesuffix("'s") for word in words)
    return [word for word in plain if word]


def _without_former(words: Sequence[str]) -> tuple[list[str], bool]:
    """Remove "the", "former" and "ex-" from the start."""
    start = next((i for i, word in enumerate(words) if word != "the" and word not in _FORMER), len(words))
    return list(words[start:]), bool(_FORMER & set(words[:start]))


def _country_at_front(words: Sequence[str]) -> tuple[str, int] | None:
    """Find the country at the start of a role, and the number of its words."""
    for size in range(min(_LONGEST_COUNTRY, len(words) - 1), 0, -1):
        code = _country(words[:size])
        if code is not None:
            return code, size
    return None


def _country_at_back(words: Sequence[str]) -> tuple[str, int] | None:
    """Find the country after "of" at the end, and the number of words before; an ambassador's is the host country."""
    if "ambassador" in words:
        return None
    for i, word in enumerate(words):
        code = _country(words[i + 1 :]) if word == "of" and i else None
        if code is not None:
            return code, i
    return None


def _country(words: Sequence[str]) -> str | None:
    name = " ".join(words)
    return _ADJECTIVES.get(name) or country_of(name)


def _key(words: Sequence[str]) -> str:
    text = f" {' '.join(words)} "
    for long, short in _SHORT.items():
        text = text.replace(f" {long} ", f" {short} ")
    text = " ".join(_ALIKE.get(word, word) for word in text.split())
    if envoy := _ENVOY.fullmatch(text):
        return f"ambassador to {country_of(envoy.group(1)) or envoy.group(1)}"
    if turned := _TURNED.fullmatch(text):
        text = f"{turned.group(2)} {turned.group(1)}"
    branch, _, holder = text.rpartition(" ")
    return f"{_BRANCHES.get(branch, branch)} minister" if holder == "minister" else text


def _is_told(tenure: Tenure, told: _Role, country: str | None) -> bool:
    """Check whether a role names a tenure's office and country; the country may come from elsewhere in the report."""
    is_bare = told.country is None and not told.is_former
    if office_key(tenure.office) != told.key or (is_bare and told.key in _FOR_LIFE):
        return False
    if told.key.startswith("ambassador"):
        # For an ambassador, a country from elsewhere in the report may be the host country.
        return (told.country or country) == tenure.country
    if not tenure.office.islower():
        return told.country in {None, tenure.country}  # The office includes its place: "governor of Texas".
    return tenure.country in {told.country, country} and (not told.country or country in {None, told.country})


def _lies_outside(tenure: Tenure, day: tuple[date, date]) -> bool:
    """Check whether a tenure is entirely before or after a date, by more than the margins. An unknown end is open."""
    start, end = days_of(tenure.start), days_of(tenure.end)
    is_before = end is not None and end[1] + _MARGIN < day[0]
    return is_before or (start is not None and start[0] - _AHEAD > day[1])


def _covers(tenure: Tenure, day: tuple[date, date], *, margin: timedelta = timedelta(0)) -> bool:
    """Check whether a tenure certainly includes a date, by more than a margin at both ends."""
    start, end = days_of(tenure.start), days_of(tenure.end or tenure.seen)
    return start is not None and end is not None and start[1] + margin < day[0] and day[1] < end[0] - margin


def _shown(held: Sequence[Tenure]) -> str:
    """Describe an office and its dates: "foreign minister of Norway from 2031-10-16 to 2032-10-20"."""
    office, country = held[0].office, _country_name(held[0].country)
    if office.startswith("ambassador"):
        office = f"ambassador of {country}{office.removeprefix('ambassador')}"
    elif office.islower():
        office = f"{office} of {country}"
    times = sorted({(tenure.start, tenure.end) for tenure in held})
    return f"{office} {' and '.join(f'from {start} to {end}' if end else f'since {start}' for start, end in times)}"


def _country_name(code: str) -> str:
    """Return a country's name as used in a sentence; the table's short names do not always fit."""
    name = _COUNTRIES.get(code) or _country_names().get(code, code)
    return f"the {name}" if _TAKES_ARTICLE.search(name) else name.replace("&", "and")


@cache
def _country_names() -> dict[str, str]:
    return {row["code"]: row["name"] for row in read_table("countries.tsv")}


@cache
def _shipped() -> Offices:
    return offices_in(read_table("offices.tsv"))
