"""Names written in different scripts, or differently in one: Михайлов and Mikhailov, 김정은 and Kim Jong Un."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from anyascii import anyascii

__all__ = ["ALIKE", "likeness", "sound_key", "tokens_of"]

ALIKE = 0.58
"""From this likeness on, two single words in different scripts are taken for one name: F1 97.2 on 5,000 pairs of
Wikidata's Latin and Cyrillic names and 5,000 that are none (``python -m bench.scripts``)."""

_BLOCKS = re.compile(r"(?<=[\uac00-\ud7af\u3400-\u9fff])(?=[\uac00-\ud7af\u3400-\u9fff])")
# Family names that Koreans write otherwise than the Revised Romanization does.
_KOREAN = {"gim": "kim", "i": "lee", "bag": "park", "choe": "choi", "jeong": "jong", "gang": "kang", "jo": "cho",
           "yun": "yoon", "im": "lim", "sin": "shin", "gweon": "kwon", "an": "ahn", "mun": "moon"}  # fmt: skip

# How one sound is spelled in the Latin alphabets of several languages, each brought to one spelling. In this order.
_SPELLINGS = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"[^a-z]", ""),
        (r"sch(?=[^aeiou]|$)|tsch|tch|cz", "s"),
        (r"shch|sch|sh|ch|zh|ts|tz|dzh|dz|cz|sz|j(?=[aeiou])", "s"),
        (r"kh|gh|x(?=[aeiou])", "h"),
        (r"ph|pf", "f"),
        (r"th|dt", "t"),
        (r"x", "ks"),
        (r"q|ck|c(?![eiy])", "k"),
        (r"c|z", "s"),
        (r"w|v", "v"),
        (r"g", "h"),
        (r"y|j|i", "i"),
        (r"oo|ou|w", "u"),
        (r"ee|ea|ae|oe|ai|ei|ey|eu|ie|ia|iu|io", "e"),
        (r"(.)\1+", r"\1"),
        (r"h", ""),
    )
)


def likeness(one: str, other: str) -> float:
    """Compare two single-word names by how they sound, whatever their scripts.

    Returns:
        From 0, nothing in common, to 1.

    >>> likeness("Mikhailov", "Михайлов"), likeness("Mikhailov", "Okafor") < 0.5
    (1.0, True)
    """
    first, second = _sound(one), _sound(other)
    if not first or not second:
        return 0.0
    whole = SequenceMatcher(None, first, second, autojunk=False).ratio()
    bones = SequenceMatcher(None, _bones(first), _bones(second), autojunk=False).ratio()
    return (whole + bones) / 2


def tokens_of(name: str) -> tuple[str, ...]:
    """Give a name's words in small Latin letters without marks.

    >>> tokens_of("Élodie O’Brien-Михайлова"), tokens_of("김정은")
    (('elodie', "o'brien", 'mikhaylova'), ('kim', 'jong', 'un'))
    """
    apart = _BLOCKS.sub(" ", name)
    found = []
    for word in apart.split():
        latin = anyascii(word).lower().replace("`", "'")
        if "\uac00" <= word[0] <= "\ud7af":
            latin = _KOREAN.get(latin, latin.replace("eo", "o").replace("eu", "u"))
        found += re.findall(r"[a-z0-9']+", latin)
    return tuple(found)


def sound_key(name: str) -> str:
    """Give the consonants of a single-word name by how they sound; what sounds alike begins alike.

    >>> sound_key("Mikhailov"), sound_key("Михайлов")
    ('mlv', 'mlv')
    """
    return _bones(_sound(name))


@lru_cache(maxsize=4096)
def _sound(name: str) -> str:
    sound = anyascii(name).lower()
    for pattern, spelling in _SPELLINGS:
        sound = pattern.sub(spelling, sound)
    return sound


def _bones(sound: str) -> str:
    return re.sub(r"(?<=.)[aeiou]", "", sound)
