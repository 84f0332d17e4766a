"""Sixty invented stories, each in some reports: told first, copied, told with a word altered, denied, corrected."""

from datetime import date, timedelta
from random import Random

from tests.support.archives import fill
from tests.support.quick_reader import read_quickly
from whence.archive.archive import Archive
from whence.records.report import Report

__all__ = ["fill_stories"]

_STORIES = 60
_SEED = 7
_FIRST_DAY = date(2031, 3, 1)
_TOWNS = [
    "Marram",
    "Tidewater",
    "Ostrand",
    "Skerry Bay",
    "Holm",
    "Vesterby",
    "Penhallow",
    "Drum Lough",
    "Calder",
    "Aske",
]
_THINGS = ["bridge", "quarry", "ferry", "reservoir", "tannery", "lighthouse", "weir", "viaduct", "cannery", "sea wall"]
_FAULTS = ["cracked", "flooded", "burnt", "subsided", "leaked", "jammed"]
_GIVEN = ["Tove", "Ines", "Pavel", "Kwabena", "Rosa", "Yusuf", "Mirja", "Oskar", "Zoë", "Da-eun"]
_FAMILY = ["Lind", "Okafor", "Novak", "Asante", "Quintana", "Haddad", "Salo", "Brandt", "Ångström", "Kim"]
_OUTLETS = [
    "The Tidewater Post", "Radio Estuary", "Coastline Now", "Herald", "The Daily Lantern", "Marram Gazette",
    "Northern Wire", "Harbour Weekly",
]  # fmt: skip
_WITNESSES = ["Officials", "Somebody", "A driver"]


def _write_stories():
    """Write the reports, in the order of the stories: two to five of each."""
    random = Random(_SEED)  # noqa: S311 -- the same stories each time
    places = random.sample([(town, thing) for town in _TOWNS for thing in _THINGS], _STORIES)
    names = random.sample([f"{given} {family}" for given in _GIVEN for family in _FAMILY], _STORIES)
    return [
        report
        for number, (place, name) in enumerate(zip(places, names, strict=True))
        for report in _write_story(number, place, name, random)
    ]


def fill_stories(path):
    """Store the reports as the fast reader reads them, and link them."""
    fill(path, [read_quickly(report) for report in _write_stories()]).close()
    with Archive(path) as archive:
        archive.link()
    return path


def _write_story(number, place, name, random):
    (town, thing), fault = place, random.choice(_FAULTS)
    other = f"{name.partition(' ')[0][::-1].capitalize()} {random.choice(_FAMILY)}sen"
    people, weeks = random.randint(20, 900), random.randint(2, 40)
    day = _FIRST_DAY + timedelta(days=9 * number)
    outlets = random.sample(_OUTLETS, 5)
    quoted = f"“the {thing} at {town} {fault} slowly on day {number + 1} and must stay shut for {weeks} weeks”"
    moved = f"{people} people were moved out of {town}"
    witness = random.choice(_WITNESSES)
    first = f"{name} said {quoted}. {witness} said {moved}. Its keeper, born in {1950 + number}, left."
    told = [
        (f"{thing.capitalize()} at {town} shut", first),
        (f"{town}: {thing} shut", f"{first} Reporting by {outlets[0]}"),
        (f"Alarm in {town}", f"{name} said {quoted.replace('slowly', 'suddenly')}. {witness} said {moved}."),
        (f"{thing.capitalize()} is safe, owner says", f"{other} said the {thing} at {town} has not {fault}."),
        (
            f"Fewer moved out of {town}",
            f"{other} said {people // 2} people were moved out of {town}. {name} said {quoted}.",
        ),
    ]
    return [
        Report(
            text=f"{headline}\n\n{body}\n",
            headline=headline,
            publisher=outlet,
            published=(day + timedelta(days=at)).isoformat(),
            language="en",
        )
        for at, ((headline, body), outlet) in enumerate(
            zip(told[: random.randint(2, len(told))], outlets, strict=False)
        )
    ]
