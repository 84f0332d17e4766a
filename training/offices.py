"""Generate ``offices.tsv``, who held which public office when: ``python -m training.offices``.

The facts are from Wikidata (CC0): the cabinets of five countries since 2000, and the foreign ministers of late 2022. A
missing end there may be unknown. It counts as "still in office" only if the whole list agrees: no other holder of the
office lacks an end, and nobody came later. The column ``seen`` then has the latest date in the list.
"""

import argparse
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import groupby, product
from pathlib import Path

from training.tables import read_rows, write_table
from whence.language.gazetteer import country_of, read_table
from whence.language.iso_dates import days_of
from whence.language.scripts import tokens_of

__all__ = ["Held", "cabinet", "foreign_ministers", "merged", "names_of", "office_of", "offices"]

_CABINETS = {"france": "FRA", "poland": "POL", "russia": "RUS", "ukraine": "UKR", "us": "USA"}
_MINISTRIES = (
    (r"Minister of (Europe and )?Foreign Affairs", "foreign minister"),
    (r"Minister of (National )?Defence|Minister of the Armed Forces", "defence minister"),
    (r"Minister of (the Interior( and Administration)?|Internal Affairs|Interior Affairs)", "interior minister"),
    (r"Minister of Justice", "justice minister"),
    # One office that English reports call by either name.
    (r"Minister of the Economy, Finances and Industry", "finance minister|economy minister"),
    (r"Minister of Finance", "finance minister"),
    (r"Minister of (Economy(, Industry and Digital)?|Economic Development)", "economy minister"),
    (r"Minister of (Agriculture|Agrarian Policy)\b.*", "agriculture minister"),
    (r"Minister of Culture( and Information Policy)?", "culture minister"),
    (r"Minister (of|for) (Solidarity and )?Health(care)?", "health minister"),
    (r"Minister of (Fuel and )?Energy", "energy minister"),
    (r"Minister of (National )?Education(, Higher Education and Research| and Science)?", "education minister"),
    (r"Minister of Labour( and Soci.*)?", "labour minister"),
    (r"Minister of (tne Environment|Climate and Environment)", "environment minister"),
    (r"Minister of (Ecology and Natural Resources|Ecological and Solidary Transition)", "environment minister"),
    (r"Minister (of|for) Transport", "transport minister"),
    (r"Minister of Infrastructure( and Development)?", "infrastructure minister"),
    (r"Minister of Sports?( and Tourism)?|Minister of Youth and Sports", "sports minister"),
    (r"Minister of Emergenc(ies|y Situations)", "emergencies minister"),
    (r"Minister of Industry and Trade", "industry and trade minister"),
    (r"Minister of Social Policy", "social policy minister"),
    (r"Minister of Foreign Trade", "trade minister"),
)
_OTHERS = (
    (
        r"President|Vice President|Prime Minister|Attorney General|Chief Justice|Solicitor General|Secretary of State",
        "",
    ),
    (r"Prosecutor.General", "prosecutor general"),
    (r"Governor of the (Central Bank|Banque de France|National Bank|Narodowy Bank Polski)", "central bank governor"),
    (r"National Security Advisor", "national security adviser"),
    (r"United States Trade Representative", "trade representative"),
    (r"Secretary of (?:the )?(Agriculture|Commerce|Defence|Education|Energy|Interior|Treasury)", r"\1 secretary"),
    (r"Secretary of (Health and Human Services|Homeland Security|Housing and Urban Development)", r"\1 secretary"),
    (r"Secretary of (Transportation|Veterans Affairs)", r"\1 secretary"),
    (r"Secretary of Labor", "labour secretary"),
)
# Offices with a name in them, which keeps its capitals.
_NAMED = (
    (r"Speaker of the House of Representatives", "speaker of the House of Representatives"),
    (r"(Chairman of the (?:Joint Chiefs of Staff|Federation Council|State Duma|Verkhovna Rada))", r"\1"),
    (r"(Marshal of the (?:Sejm|Senate)|President of the (?:Senate|National Assembly))", r"\1"),
    (r"(Chief of the General Staff|Head of the Security Service)", r"\1"),
    (r"(Director of the (?:Federal Security Service|Foreign Intelligence Service))", r"\1"),
    (r"(Director of the Office of Management and Budget)", r"\1"),
    (r"Director of the (FBI|CIA)", r"\1 director"),
    (r"Administrator of the (Environmental Protection Agency)", r"administrator of the \1"),
    (r"(Secretary of the (?:National )?Security (?:and Defense )?Council)", r"\1"),
    (r"Chair of the (Federal Reserve)", r"chair of the \1"),
    (r"Chief of Staff of the Presidential Executive Office", "Kremlin chief of staff"),
    (r"(White House) (Chief of Staff|Counsel|Press Secretary|Communications Director)", r"\1 \2"),
    (r"(Mayor of (?:Moscow|Warsaw))", r"\1"),
    (r"Head of Kyiv City", "mayor of Kyiv"),
)
_BODIES = {"United Nations", "NATO", "European Union", "Holy See"}
_HONORIFICS = re.compile(r"^(?:Dr\.|Archbishop|Prince|Sheikh) | \(.*\)$")
_ABROAD = re.compile(r"Foreign (?!and Political)|External (?:Affairs|Relations)|International Relations", re.IGNORECASE)
# Q94334903 left in 2021 but is still in the list of 2022.
_STALE = {"Q94334903"}
# One followed the other on 11 February 2016; the list dates the change ten months late.
_PUT_RIGHT = {
    ("Q217070", "Minister of Foreign Affairs", "2014-08-25"): {"end": "2016-02-11"},
    ("Q7711", "Minister of Foreign Affairs", "2016-12-06"): {"start": "2016-02-11"},
}
# Without the initial, the name would be the father's.
_NEVER_SHORTENED = {"Q207"}
_INITIALS = re.compile(r"(?<=\w) (?:[A-Z]\.)+(?= )|(?:,? (?:Jr\.|Sr\.|III|II))$| \w+(?:vich|vna)(?= )")
# How reports spell Cyrillic names that the tables spell differently, word by word.
_SPELLINGS = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"(?<=[ea])y$", "i"),
        (r"ii$", "iy"),
        (r"iy$", "ii"),
        (r"(?<=[rt])y$", "i"),
        (r"(?:iy|yi|yy)$", "y"),
        (r"oy(?=g)", "oi"),
        (r"^Aleks(?=[aei])", "Alex"),
        (r"^Al[ek]+sandr$", "Alexander"),
    )
)
_MOST_WORDS = 3
_TOUCHING = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One row of the source data: a person in an office. Dates are ISO 8601, as precise as known."""

    person: str
    """The person's Wikidata id."""
    names: tuple[str, ...]
    country: str
    """Three-letter ISO 3166 code."""
    office: str
    start: str
    end: str
    """Empty if unknown, or if the tenure has not ended."""
    seen: str = ""
    """The last day on which a tenure without an end is known to have lasted; empty if unknown."""


def main() -> None:
    """Parse the command line, then write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    columns = ("id", "person", "names", "country", "office", "start", "end", "seen")
    write_table("offices.tsv", columns, offices(options.data / "reference"))


def offices(reference: Path) -> list[tuple[str, ...]]:
    """List tenures: the person's Wikidata id, name, other names, ISO code, office, start, end, last day seen."""
    held = [one for name, code in _CABINETS.items() for one in cabinet(reference / f"cabinet-{name}.csv", code)]
    abroad = foreign_ministers(reference)
    codes = {row["code"] for row in read_table("countries.tsv")}
    tenures = [one for one in merged([*held, *abroad]) if one.country in codes]
    names = {
        person: names_of([one for one in tenures if one.person == person]) for person in {o.person for o in tenures}
    }
    rows = [
        (one.person, *names[one.person], one.country, one.office, one.start, one.end, one.seen)
        for one in tenures
        if names[one.person][0]
    ]
    return sorted(rows, key=lambda row: (row[1], *row))


def foreign_ministers(reference: Path) -> list[Held]:
    """Read the list of the foreign ministers of December 2022; it does not have their predecessors."""
    codes = {
        row["wikidata_id"].rpartition("/")[2]: row["ISO3166-1-Alpha-3"]
        for row in read_rows(reference / "country-codes/data/country-codes.csv")
    }
    rows = [
        row
        for row in read_rows(reference / "foreign-ministers-wikidata.csv")
        if row["country"] in codes and row["start"] and row["name"] and row["person"] not in _STALE
    ]
    listed = max(row["start"] for row in rows)
    posts = [row["country"] for row in rows]
    found = []
    for row in rows:
        office = "foreign secretary" if row["countryLabel"] == "United Kingdom" else "foreign minister"
        if row["countryLabel"] == "United States of America":
            office = "secretary of state"
        elif not _ABROAD.search(row["positionLabel"]) and office == "foreign minister":
            continue
        found.append(
            Held(
                person=row["person"],
                names=(row["name"],),
                country=codes[row["country"]],
                office=office,
                start=row["start"],
                end="",
                # Two rival governments have a minister each, so neither counts as certain.
                seen=listed if posts.count(row["country"]) == 1 else "",
            )
        )
    return found


def cabinet(path: Path, country: str) -> Iterator[Held]:
    """Read the list of a country's office holders since 2000."""
    rows = [
        row | _PUT_RIGHT.get((row["personID"], row["position"], row["start"]), dict[str, str]())
        for row in read_rows(path)
    ]
    listed = max(max(row["start"], row["end"]) for row in rows)
    for position in dict.fromkeys(row["position"] for row in rows):
        told = [row for row in rows if row["position"] == position]
        latest = max(row["start"] for row in told)
        is_clear = sum(not row["end"] for row in told) == 1
        for row in told:
            start, end = days_of(row["start"]), days_of(row["end"])
            if start is None or (end and end[1].year < 1990):  # noqa: PLR2004
                continue
            reversed_end = end is not None and end[1] < start[0]
            sits = is_clear and not row["end"] and row["start"] == latest
            for office in office_of(position, country):
                yield Held(
                    person=row["personID"],
                    names=(row["person"], row.get("enwiki") or row["person"]),
                    country=country,
                    office=office,
                    start=row["start"],
                    end="" if reversed_end else row["end"],
                    # Lists of ambassadors have gaps, so a missing end shows nothing.
                    seen=listed if sits and not office.startswith("ambassador") else "",
                )


def office_of(position: str, country: str) -> list[str]:
    """Translate a position in Wikidata to plain English; the list is empty if it has no clear English name.

    >>> office_of("Minister of the Armed Forces", "FRA"), office_of("Governor of Ohio", "USA")
    (['defence minister'], ['governor of Ohio'])
    >>> office_of("Ambassador to the Russian Federation", "USA"), office_of("Minister without portfolio", "POL")
    (['ambassador to the Russian Federation'], [])
    """
    for pattern, office in (*_MINISTRIES, *_OTHERS):
        if match := re.fullmatch(pattern, position):
            return (match.expand(office) if office else position).lower().split("|")
    for pattern, office in _NAMED:
        if match := re.fullmatch(pattern, position):
            return [_small(match.expand(office))]
    if country == "USA" and position.startswith("Governor of "):
        return [_small(position)]
    match = re.fullmatch(r"(?:ambassador|permanent representative) (?:to|in) (.+)", position, re.IGNORECASE)
    host = match.group(1) if match else ""
    is_known = country_of(host) is not None or host.removeprefix("the ") in _BODIES
    return [f"ambassador to {host}"] if is_known else []


def _small(office: str) -> str:
    """Write an office in lower case, except the names in it.

    >>> _small("Chief of the General Staff"), _small("White House Press Secretary")
    ('chief of the General Staff', 'White House press secretary')
    """
    if office.startswith("White House"):
        return "White House" + office.removeprefix("White House").lower()
    first, _, rest = office.partition(" ")
    return office if first.isupper() or first == "Kremlin" else f"{first.lower()} {rest}"


def merged(held: Iterable[Held]) -> list[Held]:
    """Merge tenures of one person in one office that touch or overlap, as after a cabinet reshuffle."""

    def office(one: Held) -> tuple[str, str, str]:
        return one.person, one.country, one.office

    found: list[Held] = []
    for _, group in groupby(sorted(held, key=lambda one: (*office(one), one.start, one.end or "9")), key=office):
        mine: list[Held] = []
        for one in group:
            if mine and _touch(mine[-1], one):
                mine[-1] = _joined(mine[-1], one)
            else:
                mine.append(one)
        found += mine
    return found


def _touch(one: Held, other: Held) -> bool:
    end, start = days_of(one.end or one.seen), days_of(other.start)
    return end is not None and start is not None and start[0] <= end[1] + _TOUCHING


def _joined(one: Held, other: Held) -> Held:
    names = tuple(dict.fromkeys((*one.names, *other.names)))
    open_ended = not (one.end and other.end)
    return replace(one, names=names, end="" if open_ended else max(one.end, other.end), seen=max(one.seen, other.seen))


def names_of(held: Iterable[Held]) -> tuple[str, str]:
    """Return a person's fullest name, and other forms of it in reports, joined by ``|``."""
    told = list(held)
    given = [_HONORIFICS.sub("", name).strip() for one in told for name in one.names if _is_latin(name) and " " in name]
    if not given:
        return "", ""
    fullest = max(given, key=lambda name: (len(name.split()), len(name), name))
    forms = list(given)
    if told[0].person not in _NEVER_SHORTENED:
        forms += [_INITIALS.sub("", name) for name in given]
    if any(one.country in {"RUS", "UKR"} for one in told):
        forms += [spelled for name in forms for spelled in _spelled(name)]
    others = {tokens_of(name): name for name in sorted(forms, reverse=True) if len(tokens_of(name)) > 1}
    return fullest, "|".join(sorted(name for key, name in others.items() if key != tokens_of(fullest)))


def _is_latin(name: str) -> bool:
    return not re.search(r"[\u0370-\u1dff\u2e80-\uffff]", name)


def _spelled(name: str) -> list[str]:
    """List the spellings of a name that reports use.

    >>> sorted(_spelled("Sergey Dovzhyk"))
    ['Sergei Dovzhyk', 'Sergey Dovzhyk']
    """
    words = name.split()
    if len(words) > _MOST_WORDS:
        return [name]
    return [" ".join(forms) for forms in product(*(_forms(word) for word in words))]


def _forms(word: str) -> list[str]:
    forms = [word]
    for form in forms:
        forms += [new for pattern, to in _SPELLINGS if (new := pattern.sub(to, form)) not in forms]
    return list(dict.fromkeys(forms))


if __name__ == "__main__":
    main()
