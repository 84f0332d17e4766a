"""The names in a byline: "By Ana Brandt and Li Wei, The Tidewater Post" to two names and an outlet."""

import re
from dataclasses import dataclass

__all__ = ["Byline", "looks_like_name", "read_byline", "starts_as_byline"]

_BY = re.compile(
    r"(?:(?:analysis|exclusive|opinion|report(?:ed|ing)?|story|written|words|posted|published|text)\s+)?"
    r"(?:by|von|par|por|autor(?:in)?)\b:?\s+",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s+(?:and|und|et)\s+|\s*&\s*")
_IN_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])")
# "Ana Brandt | Staff writer", "Ana Brandt – Business": a name never goes on after these.
_BREAK = re.compile(r"\s*[|•·\n]|\s+[-–—/]\s+|\s+(?:in|at|for|with|on|from)\s+", re.IGNORECASE)
_PARTICLE = re.compile(
    r"abu|al|ap|ben|bin|binti|d[aeio]|dal|dalla|das|degli|de[ilmnr]|della|do[s]?|du|e|el|i|ibn|l[ae]|l[ao]s|mac|'t|te[nr]|"
    r"v[ao]n|vom|y|zu[mr]?|(?:al-|el-|[dl]['’]).+",
    re.IGNORECASE,
)
_NOT_IN_NAMES = re.compile(
    r"\b(?:admin|administrator|afp|agenc(?:e|es|ies|y)|analyst|associated|author|bbc|blog|breaking|bureau|bulletin|"
    r"business|chief|chronicle|cnn|columnist|contribut(?:ing|ors?)|copy|correspondent|courier|daily|department|desk|"
    r"digital|dpa|editor|editorial|editors|email|express|follow|gazette|guest|herald|intern|international|journal|journalist|"
    r"magazine|mail|media|multiple|network|news|newsdesk|newspaper|newsroom|newswire|online|opinion|photographer|politics|post|"
    r"posted|press|producer|published|radio|redaktion|reporters?|reuters|review|senior|service|sources?|sports|staff|subscribe|"
    r"team|telegraph|the|times|tribune|tv|twitter|updated|user|webmaster|weekly|wires?|writers?|xinhua)\b|"
    r"[\d@:!?\"<>{}=#_]",
    re.IGNORECASE,
)
_MAX_LINE_CHARACTERS = 1000
_MAX_NAME_WORDS = 5
_MAX_NAME_CHARACTERS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """What a byline says."""

    names: tuple[str, ...]
    rest: tuple[str, ...] = ()
    """What follows the names, in order: a role, a place, an outlet."""


def starts_as_byline(line: str) -> bool:
    """Tell whether a line begins with "By" or the same in another language."""
    return _BY.match(line) is not None


def read_byline(line: str, *, is_list: bool = False) -> Byline:
    """Take the names out of a byline.

    Args:
        line: With or without a leading "By". What goes on beyond 1000 characters is no byline and is left out.
        is_list: Whether commas stand between names only, as in the fields of a page, and not before an outlet.

    >>> read_byline("By Ana Brandt, Li Wei and Joaquín de la Vega, The Tidewater Post")
    Byline(names=('Ana Brandt', 'Li Wei', 'Joaquín de la Vega'), rest=('The Tidewater Post',))
    >>> read_byline("By the editor, Thandiwe Mokoena").names
    ('Thandiwe Mokoena',)
    >>> read_byline("By a staff reporter, with agency copy").names
    ()
    """
    words = _IN_BRACKETS.sub("", _BY.sub("", line[:_MAX_LINE_CHARACTERS].strip(), count=1))
    parts = [part.strip() for part in re.split(r"[,;]", words)]
    last_joined = max((index for index, part in enumerate(parts) if _JOINT.search(part)), default=0)
    names: list[str] = []
    rest: list[str] = []
    for index, part in enumerate(parts):
        # Past the "and" that closes the list of names, capitals mean an outlet or a place.
        open_list = not rest and index <= last_joined
        found = _names_in(part) if is_list or open_list or not names else []
        names += found
        if not found and part:
            rest.append(part)
    return Byline(names=tuple(dict.fromkeys(names)), rest=tuple(rest))


def looks_like_name(words: str) -> bool:
    """Tell whether a few words could be the name of a person.

    >>> looks_like_name("Ludwig van der Berg"), looks_like_name("Staff reporter"), looks_like_name("김하늘")
    (True, False, True)
    """
    parts = words.split()
    if not words or len(words) > _MAX_NAME_CHARACTERS or len(parts) > _MAX_NAME_WORDS:
        return False
    if _NOT_IN_NAMES.search(words):
        return False
    if not any(character.islower() or character.isupper() for character in words):
        return words[0].isalpha()  # a script without capitals
    return len(parts) > 1 and all(part[0].isupper() or _PARTICLE.fullmatch(part) for part in parts)


def _names_in(part: str) -> list[str]:
    pieces = (_BREAK.split(piece, maxsplit=1)[0].strip() for piece in _JOINT.split(part))
    return [" ".join(piece.split()) for piece in pieces if looks_like_name(piece)]
