"""Which sector of society a phrase names, and in which mode something is done: PLOVER's codes, from tables.

The codes are those of PLOVER's manual of 2021, so ``MED`` is health and ``JRN`` journalism. Two that the manual keeps
for the place of a country are told as sectors too: ``IGO`` and ``NGO``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from whence.language.english import PHRASE_ENDS
from whence.language.gazetteer import find_outlet, gender_of, kind_of_noun, read_table, singulars_of

__all__ = ["mode_of", "sector_of"]

_MOST_REMEMBERED = 8192
"""Phrases that are looked up again and again while a report is read."""

_MOST_WORDS = 64
"""Of a phrase; a longer one is not a description."""

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
"""Whoever serves many sectors: an official is of the government, but a police official of the police, and the
president of a union of labour."""

_FORMER = frozenset({"former", "ex", "ousted", "deposed", "exiled", "onetime"})
_STATE = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "SPY"})
_ONCE_OF_THE_STATE = "ELI"
_NONE = "-"
"""In the tables: the words name no sector, whatever their parts name, or tell that there is no mode."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    """A name of the table in a phrase."""

    start: int
    name: str
    sector: str
    gives_way: bool
    part: int
    """How many words that end a part stand before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stems:
    """What tells the modes of a type.

    Without groups a pattern finds the place 30 times faster than with one for each stem, so the groups come second.
    """

    anywhere: re.Pattern[str]
    which: re.Pattern[str]
    """The same at one place, with a group for each stem."""
    modes: tuple[str, ...]
    """One for each group."""


@lru_cache(maxsize=_MOST_REMEMBERED)
def sector_of(phrase: str) -> str | None:
    """Tell the sector that a person, body or group belongs to.

    The last word before a preposition or comma decides, the longest name in the table first; words such as
    "official" leave it to the words around them.

    Args:
        phrase: A description or a name as it stands in a report.

    Returns:
        PLOVER's code of three letters; none where no word tells.

    >>> sector_of("the defence ministry's spokesman"), sector_of("police officials"), sector_of("rebel fighters")
    ('GOV', 'COP', 'REB')
    >>> sector_of("the president of the dockers' union"), sector_of("a former senator"), sector_of("the tide")
    ('LAB', 'ELI', None)
    """
    words = _PIECE.findall(_plain(phrase))[:_MOST_WORDS]
    hits = list(_hits(words))
    for part in sorted({hit.part for hit in hits}):
        # The head stands last.
        here = sorted((hit for hit in hits if hit.part == part), key=lambda hit: (hit.gives_way, -hit.start))
        chosen = here[0]
        if chosen.gives_way and _follows_of(words, part):
            after = (hit for hit in hits if hit.part == part + 1 and not hit.gives_way)
            chosen = max(after, key=lambda hit: hit.start, default=chosen)
        return _as_of_now(words, chosen)
    return "JRN" if phrase != phrase.lower() and find_outlet(phrase) else None


def mode_of(type: str, words: Sequence[str]) -> str | None:  # noqa: A002 - as the record names it
    """Tell in which of its modes an event happens.

    Args:
        type: One of `whence.reading.model.decode.EVENT_TYPES`. Some have no modes.
        words: The word that tells the event, then those around it that may tell its mode, in the order of the text.
            The first that tells decides.

    Returns:
        The mode's name in PLOVER's manual; none where no word tells.

    >>> mode_of("ASSAULT", ["killed", "two", "drivers", "with", "a", "rifle"]), mode_of("AID", ["sent", "ships"])
    ('firearms', None)
    >>> mode_of("PROTEST", ["strike", "the", "crew", "on", "hunger"]), mode_of("COERCE", ["imposed", "martial", "law"])
    ('hunger', 'martial-law')
    """
    text = " ".join(_PIECE.findall(_plain(" ".join(words).lower())))
    for stems in _modes().get(type, ()):
        found = stems.anywhere.search(text)
        which = stems.which.match(text, found.start()) if found else None
        if which and which.lastindex:
            mode = stems.modes[which.lastindex - 1]
            return None if mode == _NONE else mode
    return None


def _plain(text: str) -> str:
    """Write a text so that one word has one form: ``U.N.'s`` as ``UN``, ``al-Qaeda`` as two words."""
    return re.sub(r"'s\b|(?<=s)'", "", text.replace("’", "'")).replace(".", "").replace("-", " ")


def _hits(words: Sequence[str]) -> Iterator[_Hit]:
    """Find the names of the table in a phrase, the last first; none overlaps another."""
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
    """Find the longest name that ends before a word; where it starts, and as the table has it."""
    last = words[end - 1].lower()
    for start in range(max(0, end - _longest_name()), end):
        before = [word.lower() for word in words[start : end - 1]]
        for one in (last, *singulars_of(last)):
            name = " ".join([*before, one])
            if name in _sectors() and not (start == end - 1 and _is_surname(words, start)):
                return start, name
    return end, None


def _is_surname(words: Sequence[str], at: int) -> bool:
    """Tell whether a word of the table is a person's name here, as in "Pilar King"."""
    return at > 0 and words[at][0].isupper() and words[at - 1][0].isupper() and gender_of(words[at - 1]) is not None


def _follows_of(words: Sequence[str], part: int) -> bool:
    ends = [word.lower() for word in words if word.lower() in _APART]
    return part < len(ends) and ends[part] in _BELONGING


def _as_of_now(words: Sequence[str], hit: _Hit) -> str:
    """Tell the sector of a hit, which for a former office is another: "the former Marram president"."""
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
def _modes() -> dict[str, list[_Stems]]:
    """Prepare the modes of each type: stems that tell by themselves, then those that tell where no other does."""
    rows = read_table("modes.tsv")
    return {
        kind: [_stems([row for row in rows if row["type"] == kind], column) for column in ("stems", "weaker")]
        for kind in sorted({row["type"] for row in rows})
    }


def _stems(rows: Sequence[dict[str, str]], column: str) -> _Stems:
    pairs = [(stem, row["mode"]) for row in rows for stem in row[column].split("|") if stem]
    # Of stems that begin at the same word, the one of most words is meant: "rubber bullets", not "rubber".
    pairs.sort(key=lambda pair: -pair[0].count(" "))
    forms = [_any_form(stem) for stem, _ in pairs] or ["(?!)"]
    return _Stems(
        anywhere=re.compile(rf"\b(?:{'|'.join(forms)})\b"),
        which=re.compile("|".join(rf"({form})\b" for form in forms)),
        modes=tuple(mode for _, mode in pairs),
    )


def _any_form(stem: str) -> str:
    """Write a stem as a pattern: ``arrest-`` with any ending, ``truce`` with that of a plural at most."""
    if stem.endswith("-"):
        return re.escape(stem[:-1]) + r"\w*"
    if stem.endswith("y"):
        return re.escape(stem[:-1]) + "(?:y|ies)"
    return re.escape(stem) + "(?:s|es)?"
