"""Words that tell events, and of which types."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from whence.language.gazetteer import read_table
from whence.language.stems import compile_stems

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
    if not _all_stems().fullmatch(word):
        return _NONE
    return Told(
        any=frozenset(name for name, (stems, _) in _stems().items() if stems.fullmatch(word)),
        always=frozenset(name for name, (_, stems) in _stems().items() if stems.fullmatch(word)),
    )


_NONE = Told(any=frozenset(), always=frozenset())


@cache
def _stems() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """Compile the stems of each type, and those of which every form tells it."""
    return {
        name: (compile_stems(stems), compile_stems(stem for stem in stems if stem.endswith("-")))
        for name, stems in _rows().items()
    }


@cache
def _all_stems() -> re.Pattern[str]:
    return compile_stems({stem: None for stems in _rows().values() for stem in stems})


@cache
def _rows() -> dict[str, list[str]]:
    return {row["type"]: row["stems"].split("|") for row in read_table("triggers.tsv")}
