"""Look-up of people, organisations and documents: by an id, and of those whom a report names."""

import json
import re

from whence.archive.linking.items import hexadecimal, number_of_id
from whence.archive.query.filters import has_words, match_names
from whence.archive.storage.store import Store
from whence.errors import UsageError
from whence.records.links import Person

__all__ = ["PEOPLE_CALLED", "entities_of", "find_people", "find_person", "is_person_id", "person_by_number"]

_ID = re.compile(r"s:[0-9a-f]{16}")
# A source has no person yet while a linking goes on.
_ENTITIES = "SELECT source, person FROM named_sources JOIN people USING (person) WHERE item = ? ORDER BY source"
_OWNER = "SELECT person FROM named_sources JOIN people USING (person) WHERE named_sources.key = ?"
PEOPLE_CALLED = """SELECT person FROM people WHERE EXISTS (
  SELECT 1 FROM (SELECT people.name AS form UNION ALL SELECT value FROM json_each(people.aliases)) WHERE {}
) ORDER BY person"""
"""SQL for the numbers of people with a name that meets a condition on ``form``."""
_PERSON = "SELECT person, kind, name, aliases, roles, countries FROM people WHERE person = ?"


def entities_of(store: Store, number: int) -> dict[str, str]:
    """Look up who the sources of a linked report are.

    Args:
        store: The archive's file.
        number: Number of the report in the tables of links.

    Returns:
        The id of the person, organisation or document, by the source's id in the report's ledger. Sources without a
        name are left out, and those of reports whose linking has not ended.
    """
    rows = store.rows(_ENTITIES, (number,))
    return {source: f"s:{hexadecimal(person)}" for source, person in rows}


def person_by_number(store: Store, number: int) -> Person:
    """Read a person, organisation or document by its number in the tables of links, which must be there."""
    person, kind, name, aliases, roles, countries = store.rows(_PERSON, (number,))[0]
    return Person(
        id=f"s:{hexadecimal(person)}",
        kind=kind,
        name=name,
        aliases=tuple(json.loads(aliases)),
        roles=tuple(json.loads(roles)),
        countries=tuple(json.loads(countries)),
    )


def find_people(store: Store, name: str) -> list[Person]:
    """Find persons, organisations and documents by a name: those who have just this name, or all who have its words.

    Args:
        store: The archive's file.
        name: One or more words, in any script.

    Raises:
        UsageError: The name contains no word.
    """
    match_names(store, name)
    part = has_words(store, name, "form")
    rows = store.rows(PEOPLE_CALLED.format(part.sql), part.values)
    found = [person_by_number(store, number) for (number,) in rows]
    asked = " ".join(name.split()).casefold()
    exact = [one for one in found if asked in {each.casefold() for each in (one.name, *one.aliases)}]
    named = [one for one in exact if one.name.casefold() == asked]
    return named or exact or found


def is_person_id(own: str) -> bool:
    """Check whether this has the form of the id of a person, organisation or document.

    >>> is_person_id("s:5f0c2a9be1d4c7f3"), is_person_id("Okafor")
    (True, False)
    """
    return _ID.fullmatch(own) is not None


def find_person(store: Store, own: str) -> Person:
    """Find a person, organisation or document by its id, or by any id that it had.

    Raises:
        UsageError: This is no id of one, or its reports were all removed.
    """
    if not is_person_id(own):
        raise UsageError(own, "this is not a source's id", "Give an id such as s:5f0c2a9be1d4c7f3, as answers show it")
    number: int | None = number_of_id(own)
    seen = set[int]()
    with store.snapshot():
        while number is not None and number not in seen:
            seen.add(number)
            if row := store.one(_OWNER, (number,)):
                return person_by_number(store, row[0])
            # The earliest member was removed; who took its place may have been, too.
            alias = store.one("SELECT number FROM link_aliases WHERE id = ?", (f"s:{hexadecimal(number)}",))
            number = alias[0] if alias else None
    raise UsageError(own, "there is no such source", "whence sources lists the sources")
