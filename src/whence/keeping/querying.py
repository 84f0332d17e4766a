"""What is asked, as conditions on versions of reports: the filters, and names in any script."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from whence.errors import UsageError
from whence.keeping.spelling import apart, is_spaceless, name_words, sounds_like
from whence.keeping.store import Store, Value
from whence.records.holdings import Filters
from whence.records.ledger import FindingKind, Kind, Level, Naming

__all__ = ["Condition", "condition", "match_names", "other_spellings", "phrase"]

_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_CHOICES: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "naming": get_args(Naming),
    "certainty": get_args(Level),
    "finding": get_args(FindingKind),
}
_MOST_CANDIDATES = 400
_MOST_SPELLINGS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition on rows of ``versions``, in SQL, with the values for its question marks."""

    sql: str
    values: tuple[Value, ...] = ()


def condition(store: Store, filters: Filters, *, all_versions: bool = False) -> Condition:
    """Turn filters into one condition.

    Raises:
        UsageError: A day is no day, or there is no such kind, naming, certainty or finding.
    """
    _check(filters)
    parts: list[tuple[str, tuple[Value, ...]]] = [("versions.is_latest = 1", ())] * (not all_versions)
    if filters.publisher is not None:
        name = filters.publisher
        if name.endswith("*"):
            parts.append(("versions.publisher LIKE ? ESCAPE '\\'", (_like(name[:-1]) + "%",)))
        else:
            parts.append(("versions.publisher = ? COLLATE NOCASE", (name,)))
    if filters.since is not None:
        parts.append(("versions.day >= ?", (filters.since,)))
    if filters.until is not None:
        # "2031-03~" stands after every day of that month.
        parts.append(("versions.day <= ?", (filters.until + "~",)))
    if filters.language is not None:
        parts.append(("versions.language = ?", (filters.language,)))
    if filters.event is not None:
        parts.append((_exists("events", "type = ?"), (filters.event.upper(),)))
    if filters.finding is not None:
        parts.append((_exists("findings", "kind = ?"), (filters.finding,)))
    parts += _source_parts(store, filters)
    return Condition(
        sql=" AND ".join(sql for sql, _ in parts) or "1",
        values=tuple(value for _, values in parts for value in values),
    )


def match_names(store: Store, name: str) -> str:
    """Write a name as the full-text index is asked for it: each of its words, in any script.

    Raises:
        UsageError: There is no word in it.
    """
    words = [word for word in re.split(r"[\s,]+", name) if any(character.isalnum() for character in word)]
    if not words:
        asked = f"--source {name}"
        raise UsageError(asked, "there is no word in it", "Give a name")
    whole = [phrase(other) for other in other_spellings(store, name)] if len(words) > 1 else []
    each = " AND ".join(f"({' OR '.join(map(phrase, [word, *other_spellings(store, word)]))})" for word in words)
    return " OR ".join([f"({each})", *whole])


def other_spellings(store: Store, name: str) -> list[str]:
    """Find words of names in the archive that sound like this one and are written in another script.

    Args:
        store: The archive's file.
        name: A word; or several, for names that another script writes as one.

    Returns:
        Small letters, the likest first; few.
    """
    joined = "".join(word.word for word in name_words(name.split()))
    asked = name_words([joined])
    if not asked:
        return []
    word = asked[0]
    many = len(name.split()) > 1
    found = store.rows(
        "SELECT word FROM names WHERE is_latin = ? AND sound >= ? AND sound < ?"
        " AND abs(length(sound) - ?) <= 1 LIMIT ?",
        (not word.is_latin, word.sound[:2], word.sound[:2] + "~", len(word.sound), _MOST_CANDIDATES),
    )
    scored = [
        (-alike, other)
        for (other,) in found
        if (not many or is_spaceless(other)) and (alike := sounds_like(word.word, other))
    ]
    return [other for _, other in sorted(scored)[:_MOST_SPELLINGS]]


def phrase(words: str) -> str:
    """Quote words as one phrase of the full-text index's language.

    >>> phrase("a 9in plank"), phrase("北京")
    ('"a 9in plank"', '"北  京"')
    """
    quoted = apart(words).replace('"', '""').strip()
    return f'"{quoted}"'


def _source_parts(store: Store, filters: Filters) -> Iterable[tuple[str, tuple[Value, ...]]]:
    """Ask for one attribution with all that is asked of attributions."""
    asked: list[tuple[str, Value]] = [
        (sql, value)
        for sql, value in (
            ("kind = ?", filters.kind),
            ("naming = ?", filters.naming),
            ("level = ?", filters.certainty),
        )
        if value is not None
    ]
    if filters.source is not None:
        matched = "{sources} : (" + match_names(store, filters.source) + ")"
        yield "versions.id IN (SELECT rowid FROM words WHERE words MATCH ?)", (matched,)
        if asked:
            # Of the report's sources, one that has a word of the name.
            words = [word.word for word in name_words([filters.source])]
            spelled = [*words, *(other for word in words for other in other_spellings(store, word))]
            if spelled:
                sql = " OR ".join(["name LIKE ? ESCAPE '\\'"] * len(spelled))
                both = " AND ".join([f"({sql})", *(sql for sql, _ in asked)])
                likes = tuple(f"%{_like(word)}%" for word in spelled)
                yield _exists("attributions", both), (*likes, *(value for _, value in asked))
                return
    if asked:
        yield _exists("attributions", " AND ".join(sql for sql, _ in asked)), tuple(value for _, value in asked)


def _exists(table: str, sql: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} WHERE {table}.version = versions.id AND {sql})"


def _like(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)


def _check(filters: Filters) -> None:
    for option, day in (("--from", filters.since), ("--to", filters.until)):
        if day is not None and not _DAY.fullmatch(day):
            asked = f"{option} {day}"
            raise UsageError(asked, "that is no day", "Give one as 2031-03-04, a month or a year")
    for field, choices in _CHOICES.items():
        value = getattr(filters, field)
        if value is not None and value not in choices:
            asked = f"--{field} {value}"
            raise UsageError(asked, "there is none of that name", f"Choose of {', '.join(choices)}")
