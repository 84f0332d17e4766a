"""Words that tell events, and of which types."""

from dataclasses import dataclass
from functools import cache, lru_cache

from whence.language.gazetteer import read_table
from whence.language.stems import Stems

__all__ = ["Told", "types_told"]

_WORDS_KEPT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The types of events that a word tells."""

    any: frozenset[str]
    always: frozenset[str]
    """Those which every word of its stem tells."""


@lru_cache(maxsize=_WORDS_KEPT)
def types_told(word: str) -> Told:
    """Find the types of events that a word in lower case tells.

    >>> sorted(types_told("fired").any), sorted(types_told("arrested").always), sorted(types_told("harbour").any)
    (['ASSAULT', 'SANCTION'], ['COERCE'], [])
    """
    types, stems = _table()
    found = stems.of(word)
    if not found:
        return _NONE
    return Told(
        any=frozenset(types[place].name for place in found),
        always=frozenset(types[place].name for place in found if types[place].is_always),
    )


_NONE = Told(any=frozenset(), always=frozenset())


@dataclass(frozen=True, slots=True)
class _Type:
    """What one stem tells."""

    name: str
    is_always: bool


@cache
def _table() -> tuple[list[_Type], Stems]:
    """Read the stems of all types, and in the same order what each tells."""
    pairs = [(row["type"], stem) for row in read_table("triggers.tsv") for stem in row["stems"].split("|")]
    return [_Type(name, stem.endswith("-")) for name, stem in pairs], Stems(stem for _, stem in pairs)
