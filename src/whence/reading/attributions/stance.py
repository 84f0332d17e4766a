"""What a cue word says about the attribution: the source's stance, its certainty, and the reporter's colouring."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import get_args

from whence.language.english import base_forms
from whence.language.gazetteer import read_table
from whence.records.ledger import Colouring, Level, Stance

__all__ = ["Leaning", "is_listed", "leaning_of"]

# In order of precedence: a verb that changes the meaning of a verb of saying wins. "Said he doubted" is doubting.
_ORDER: tuple[Stance, ...] = (
    "denies", "doubts", "warns", "threatens", "promises", "wants", "asks", "knows", "believes", "says",
)  # fmt: skip
_MOST_WORDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """What a cue says beyond the fact that something is said."""

    stance: Stance = "says"
    colouring: Colouring | None = None
    level: Level = "certain"
    """Certainty of the source, as far as the cue shows it."""


@lru_cache(maxsize=4096)
def leaning_of(cue: tuple[str, ...]) -> Leaning:
    """Look up the stance, certainty and colouring of a cue.

    Args:
        cue: The words of the cue.

    >>> leaning_of(("has", "repeatedly", "claimed")).colouring
    'distancing'
    >>> leaning_of(("suspects",)).stance, leaning_of(("suspects",)).level
    ('believes', 'possible')
    """
    found = list(_known(cue))
    if not found:
        return Leaning()
    levels: tuple[Level, ...] = get_args(Level)
    return Leaning(
        stance=min((one.stance for one in found), key=_ORDER.index),
        colouring=next((one.colouring for one in found if one.colouring), None),
        level=max((one.level for one in found), key=levels.index),
    )


def is_listed(cue: Sequence[str]) -> bool:
    """Check whether the table of cues holds a word of a cue.

    >>> is_listed(("never", "wanted")), is_listed(("assigned",))
    (True, False)
    """
    return any(True for _ in _known(cue))


def _known(cue: Sequence[str]) -> Iterator[Leaning]:
    words = [word.lower() for word in cue]
    at = 0
    while at < len(words):
        size = next((size for size in range(_MOST_WORDS, 0, -1) if _look_up(words[at : at + size])), 0)
        found = _look_up(words[at : at + size]) if size else None
        if found:
            yield found
        at += size or 1


def _look_up(words: Sequence[str]) -> Leaning | None:
    """Look up words in the table, with any inflection of the first word."""
    rows = _rows()
    return next((rows[key] for form in base_forms(words[0]) if (key := " ".join([form, *words[1:]])) in rows), None)


@cache
def _rows() -> dict[str, Leaning]:
    stances: dict[str, Stance] = {stance: stance for stance in _ORDER}
    colourings: dict[str, Colouring] = {colouring: colouring for colouring in get_args(Colouring)}
    levels: dict[str, Level] = {level: level for level in get_args(Level)}
    return {
        row["cue"]: Leaning(
            stance=stances[row["stance"]],
            colouring=colourings.get(row["colouring"]),
            level=levels.get(row["level"], "certain"),
        )
        for row in read_table("cues.tsv")
    }
