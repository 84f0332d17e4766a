"""PLOVER codes from tables: the sector of society that a phrase names, and the mode of an event.

The codes are those of PLOVER's manual of 2021, so ``MED`` is health and ``JRN`` journalism. ``IGO`` and ``NGO``, which
the manual uses in place of a country, are sectors here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from whence.language.english import PHRASE_ENDS
from whence.language.gazetteer import find_outlet, gender_of, kind_of_noun, read_table, singulars_of
from whence.language.stems import Stems

__all__ = ["mode_of", "sector_of"]

_MOST_REMEMBERED = 8192
"""Size of the cache, in phrases: a report repeats the same phrases often."""

_MOST_WORDS = 64
"""Most words of a phrase; a longer phrase is not a description."""

_POSSESSIVE = re.compile(r"'s\b|(?<=s)'")
_PIECE = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[,;:()—–]")
_APART = PHRASE_ENDS | {"and", "or", "but", ",", ";", ":", "(", ")", "—", "–"}
"""What ends the core of a phrase: the head stands before it."""

_BELONGING = frozenset({"of", "for", "from"})

_GIVING_WAY = frozenset({
    "activist", "ambassador", "assailant", "attacker", "authority", "ayatollah", "bomber", "campaigner", "candidate",
    "commander", "crowd", "department", "diplomat", "driver", "editor", "employee", "envoy", "executive", "fighter",
    "force", "general secretary", "gunman", "inspector", "investigator", "man", "men", "negotiator", "officer",
    "official", "people", "person", "politician", "president", "presidential", "secretary", "shooter", "sniper",
    "supporter", "vice president", "woman", "women", "worker",
})  # fmt: skip
"""Heads that serve many sectors and leave the choice to the words around them: "official" alone means government, but
"police official" means police, and "president of the union" labour."""

_FORMER = frozenset({"former", "ex", "ousted", "deposed", "exiled", "onetime"})
_STATE = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "SPY"})
_ONCE_OF_THE_STATE = "ELI"
_NONE = "-"
"""In the tables: the words name no sector, whatever their parts name, or show that there is no mode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    """A table entry found in a phrase."""

    start: int
    name: str
    sector: str
    gives_way: bool
    part: int
    """Number of part-ending words before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Modes:
    """The modes of one event type, and the stems that tell them."""

    stems: Stems
    names: tuple[str, ...]
    """Of the mode that each stem tells, in the order of the stems."""


@lru_cache(maxsize=_MOST_REMEMBERED)
def sector_of(phrase: str) -> str | None:
    """Find the sector that a person, body or group belongs to.

    The last word before a preposition or comma decides, and the longest table entry wins; words such as "official"
    leave the choice to the words around them.

    Args:
        phrase: A description or a name as the report writes it.

    Returns:
        PLOVER's three-letter code; None if no word names a sector.

    >>> sector_of("the defence ministry's spokesman"), sector_of("police officials"), sector_of("rebel fighters")
    ('GOV', 'COP', 'REB')
    >>> sector_of("the president of the dockers' union"), sector_of("a former senator"), sector_of("the tide")
    ('LAB', 'ELI', None)
    """
    words = _PIECE.findall(_plain(phrase))[:_MOST_WORDS]
    hits = list(_hits(words))
    for part in sorted({hit.part for hit in hits}):
        # The head noun is last.
        here = sorted((hit for hit in hits if hit.part == part), key=lambda hit: (hit.gives_way, -hit.start))
        chosen = here[0]
        if chosen.gives_way and _follows_of(words, part):
            after = (hit for hit in hits if hit.part == part + 1 and not hit.gives_way)
            chosen = max(after, key=lambda hit: hit.start, default=chosen)
        return _as_of_now(words, chosen)
    return "JRN" if phrase != phrase.lower() and find_outlet(phrase) else None


def mode_of(type: str, words: Sequence[str]) -> str | None:  # noqa: A002 - as the record names it
    """Find the mode of an event.

    Args:
        type: One of `whence.records.plover.EVENT_TYPES`. Some have no modes.
        words: The trigger, then the words around it that may name the mode, in the order of the text. The first that
            names a mode decides.

    Returns:
        The mode's name in PLOVER's manual; None if no word names one.

    >>> mode_of("ASSAULT", ["killed", "two", "drivers", "with", "a", "rifle"]), mode_of("AID", ["sent", "ships"])
    ('firearms', None)
    >>> mode_of("PROTEST", ["strike", "the", "crew", "on", "hunger"]), mode_of("COERCE", ["imposed", "martial", "law"])
    ('hunger', 'martial-law')
    """
    text = " ".join(_PIECE.findall(_plain(" ".join(words).lower())))
    for modes in _modes(type):
        place = modes.stems.first(text)
        if place is not None:
            mode = modes.names[place]
            return None if mode == _NONE else mode
    return None


def _plain(text: str) -> str:
    """Normalise a text so that each word has one form: ``U.N.'s`` as ``UN``, ``al-Qaeda`` as two words."""
    return _POSSESSIVE.sub("", text.replace("’", "'")).replace(".", "").replace("-", " ")


def _hits(words: Sequence[str]) -> Iterator[_Hit]:
    """Find the table entries in a phrase, the last first; none overlaps another."""
    end = len(words)
    while end:
        start, name = _longest(words, end)
        if name is None:
            end -= 1
            continue
        end = start
        sector = _sectors()[name]
        if sector != _NONE:
            part = sum(word.lower() in _APART for word in words[:start])
            yield _Hit(start=start, name=name, sector=sector, gives_way=name in _GIVING_WAY, part=part)


def _longest(words: Sequence[str], end: int) -> tuple[int, str | None]:
    """Find the longest entry that ends before a word: its start, and its key in the table."""
    last = words[end - 1].lower()
    for start in range(max(0, end - _longest_name()), end):
        before = [word.lower() for word in words[start : end - 1]]
        for one in (last, *singulars_of(last)):
            name = " ".join([*before, one])
            if name in _sectors() and not (start == end - 1 and _is_surname(words, start)):
                return start, name
    return end, None


def _is_surname(words: Sequence[str], at: int) -> bool:
    """Check whether a word of the table is a surname here, as in "Pilar King"."""
    return at > 0 and words[at][0].isupper() and words[at - 1][0].isupper() and gender_of(words[at - 1]) is not None


def _follows_of(words: Sequence[str], part: int) -> bool:
    ends = [word.lower() for word in words if word.lower() in _APART]
    return part < len(ends) and ends[part] in _BELONGING


def _as_of_now(words: Sequence[str], hit: _Hit) -> str:
    """Return the sector of a hit; a former office can belong to another: "the former Marram president"."""
    core = [word.lower() for word in words[: hit.start]]
    while any(word in _APART for word in core):
        core.pop(0)
    head = hit.name.split(" of ")[0].split()[-1]
    was = not _FORMER.isdisjoint(core) and kind_of_noun(head) != "organisation"
    return _ONCE_OF_THE_STATE if was and hit.sector in _STATE else hit.sector


@cache
def _sectors() -> dict[str, str]:
    return {_plain(row["name"]): row["sector"] for row in read_table("sectors.tsv")}


@cache
def _longest_name() -> int:
    return max(name.count(" ") + 1 for name in _sectors())


@cache
def _modes(kind: str) -> tuple[_Modes, ...]:
    """Prepare the modes of a type: stems that decide by themselves, then weaker stems for when no other matches."""
    rows = [row for row in read_table("modes.tsv") if row["type"] == kind]
    return tuple(_read_modes(rows, column) for column in ("stems", "weaker") if rows)


def _read_modes(rows: Sequence[dict[str, str]], column: str) -> _Modes:
    pairs = [(stem, row["mode"]) for row in rows for stem in row[column].split("|") if stem]
    # Of stems that begin at the same word, the one with the most words wins: "rubber bullets", not "rubber".
    pairs.sort(key=lambda pair: -pair[0].count(" "))
    return _Modes(stems=Stems(stem for stem, _ in pairs), names=tuple(mode for _, mode in pairs))
