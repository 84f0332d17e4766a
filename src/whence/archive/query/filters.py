"""Filters as SQL conditions on versions of reports, and names in any script for the full-text index."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from whence.archive.storage.index_terms import indexed, is_spaceless, name_words, sounds_like
from whence.archive.storage.store import Store, Value
from whence.errors import UsageError
from whence.language.scripts import tokens_of
from whence.records.answers import Filters

__all__ = [
    "Condition",
    "SqlPart",
    "citing",
    "condition",
    "has_words",
    "match_names",
    "other_spellings",
    "phrase",
    "saying",
]

_MOST_CANDIDATES = 400
_MOST_SPELLINGS = 6
_SYLLABLES = range(2, 5)
"""Lengths of a Chinese or Korean name, in characters; other scripts write each character as a syllable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlPart:
    """One condition in SQL, with the values for its question marks."""

    sql: str
    values: tuple[Value, ...] = ()
    is_of_letters: bool = False
    """True if only SQLite can evaluate it: it uses the full-text index, or ignores case."""
    looks_up: bool = False
    """True if it has a subquery on another table than ``versions``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition on rows of ``versions``: the conjunction of its parts."""

    parts: tuple[SqlPart, ...] = ()

    @property
    def sql(self) -> str:
        """Write the condition in SQL."""
        return " AND ".join(part.sql for part in self.parts) or "TRUE"

    @property
    def values(self) -> tuple[Value, ...]:
        """List the values for its question marks."""
        return tuple(value for part in self.parts for value in part.values)

    def and_(self, *parts: SqlPart) -> "Condition":
        """Add parts to the condition."""
        return Condition(parts=(*self.parts, *parts))


def condition(store: Store, filters: Filters, *, all_versions: bool = False) -> Condition:
    """Turn filters into one condition.

    Raises:
        UsageError: The source's name contains no word.
    """
    parts = [SqlPart(sql="versions.is_latest = 1")] * (not all_versions)
    if filters.publisher is not None:
        parts.append(_publisher_part(filters.publisher))
    if filters.since is not None:
        parts.append(SqlPart(sql="versions.day >= ?", values=(filters.since,)))
    if filters.until is not None:
        # "2031-03~" sorts after every day of that month.
        parts.append(SqlPart(sql="versions.day <= ?", values=(filters.until + "~",)))
    if filters.language is not None:
        parts.append(SqlPart(sql="versions.language = ?", values=(filters.language,)))
    if filters.event is not None:
        parts.append(_exists("events", "type = ?", (filters.event.upper(),)))
    if filters.finding is not None:
        parts.append(_exists("findings", "kind = ?", (filters.finding,)))
    return Condition(parts=(*parts, *_source_parts(store, filters)))


def citing(store: Store, name: str) -> SqlPart:
    """Select the versions of reports with a source of this name, in any script.

    Raises:
        UsageError: The name contains no word.
    """
    matched = "{sources} : (" + match_names(store, name) + ")"
    sql = "versions.id IN (SELECT rowid FROM words WHERE words MATCH ?)"
    return SqlPart(sql=sql, values=(matched,), is_of_letters=True, looks_up=True)


def match_names(store: Store, name: str) -> str:
    """Write a full-text query for a name: each of its words, in any script.

    Raises:
        UsageError: The name contains no word.
    """
    words = [word for word in re.split(r"[\s,]+", name) if any(character.isalnum() for character in word)]
    if not words:
        asked = f"source {name}"
        raise UsageError(asked, "it contains no word", "Give a name")
    whole = [phrase(other) for other in other_spellings(store, name)] if len(words) > 1 else []
    each = " AND ".join(f"({' OR '.join(map(phrase, [word, *other_spellings(store, word)]))})" for word in words)
    return " OR ".join([f"({each})", *whole])


def other_spellings(store: Store, name: str) -> list[str]:
    """Find words of names in the archive that sound like this name and are in another script.

    Args:
        store: The archive's file.
        name: A word, or several words of a name that another script writes as one.

    Returns:
        A few lower-case words, the most similar first.
    """
    many = len(name.split()) > 1
    asked = name_words(["".join(filter(str.isalnum, name)) if many else name])
    if not asked:
        return []
    word = asked[0]
    found = store.rows(
        "SELECT word FROM names WHERE is_latin = ?1 AND sound >= ?2 AND sound < ?2 || '~'"
        " AND abs(length(sound) - length(?3)) <= 1"
        " ORDER BY sound <> ?3, substr(sound, 1, 3) <> substr(?3, 1, 3), length(sound) <> length(?3), word LIMIT ?4",
        (not word.is_latin, word.sound[:2], word.sound, _MOST_CANDIDATES),
    )
    scored = [
        (-alike, other)
        for (other,) in found
        if (not many or is_spaceless(other)) and (alike := sounds_like(word.word, other))
    ]
    return [*_romanised(name), *(other for _, other in sorted(scored)[:_MOST_SPELLINGS])]


def _romanised(name: str) -> list[str]:
    """Romanise a Chinese or Korean name: family name first, the other names joined or separate.

    >>> _romanised("김정은")
    ['kim jong un', 'kim jongun']
    """
    syllables = tokens_of(name)
    if not is_spaceless(name) or len(name) not in _SYLLABLES or len(syllables) != len(name):
        return []
    return list(dict.fromkeys([" ".join(syllables), f"{syllables[0]} {''.join(syllables[1:])}"]))


def phrase(words: str) -> str:
    """Quote words as one phrase of the full-text query language.

    >>> phrase("a 9in plank"), phrase("北京")
    ('"a 9in plank"', '"北  京"')
    """
    # In a query SQLite takes a NUL for the end.
    quoted = indexed(words.replace("\0", " ")).replace('"', '""').strip()
    return f'"{quoted}"'


def _publisher_part(name: str) -> SqlPart:
    bare = name.removesuffix("*")
    is_whole = bare == name
    if not name.isascii():  # SQLite knows the case of ASCII letters only
        asked = "folded(publisher) = folded(?)" if is_whole else "instr(folded(publisher), folded(?)) = 1"
        sql = f"versions.publisher IN (SELECT publisher FROM (SELECT DISTINCT publisher FROM versions) WHERE {asked})"
        return SqlPart(sql=sql, values=(bare,), is_of_letters=True)
    if is_whole:
        return SqlPart(sql="versions.publisher = ? COLLATE NOCASE", values=(name,), is_of_letters=True)
    return SqlPart(sql="versions.publisher LIKE ? ESCAPE '\\'", values=(_like(bare) + "%",), is_of_letters=True)


def saying(store: Store, filters: Filters) -> tuple[SqlPart, ...]:
    """Write what filters ask of one attribution as conditions on a row of ``attributions``."""
    asked: tuple[tuple[str, Value], ...] = (
        ("kind = ?", filters.kind),
        ("naming = ?", filters.naming),
        ("level = ?", filters.certainty),
        ("confidence >= ?", filters.sure),
    )
    parts = [SqlPart(sql=f"attributions.{sql}", values=(value,)) for sql, value in asked if value is not None]
    named = [has_words(store, filters.source, "attributions.name")] if filters.source is not None else []
    return (*named, *parts)


def has_words(store: Store, name: str, column: str) -> SqlPart:
    """Require that a column contains all words of a name, in any script.

    Args:
        store: The archive's file.
        name: One or more words.
        column: The column, as SQL.
    """
    told = [word.word for word in name_words([name])] or re.findall(r"\w+", name)
    words = [[word, *other_spellings(store, word)] for word in told]
    has_word = f"instr(folded({column}), folded(?)) > 0"
    each = " AND ".join(f"({' OR '.join([has_word] * len(spelled))})" for spelled in words)
    whole = other_spellings(store, name) if len(words) > 1 else []
    sql = " OR ".join([f"({each or 'TRUE'})", *([has_word] * len(whole))])
    values = (*(spelling for spelled in words for spelling in spelled), *whole)
    return SqlPart(sql=f"({sql})", values=values, is_of_letters=True)


def _source_parts(store: Store, filters: Filters) -> Iterable[SqlPart]:
    """Require one attribution that meets all filters on attributions."""
    if filters.source is not None:
        yield citing(store, filters.source)
    parts = saying(store, filters)
    if any(not part.is_of_letters for part in parts):  # the index knows a name by itself
        sql, values = " AND ".join(part.sql for part in parts), tuple(value for part in parts for value in part.values)
        yield _exists("attributions", sql, values, is_of_letters=any(part.is_of_letters for part in parts))


def _exists(table: str, sql: str, values: tuple[Value, ...], *, is_of_letters: bool = False) -> SqlPart:
    sql = f"EXISTS (SELECT 1 FROM {table} WHERE {table}.version = versions.id AND {sql})"
    return SqlPart(sql=sql, values=values, is_of_letters=is_of_letters, looks_up=True)


def _like(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)
