"""Compare names across scripts and spellings, by sound: Михайлов and Mikhailov, 김정은 and Kim Jong Un."""

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

__all__ = [
    "ALIKE",
    "HAN",
    "HANGUL",
    "KANA",
    "SPACELESS",
    "Spellings",
    "are_alike",
    "likeness",
    "sound_key",
    "tokens_of",
]

ALIKE = 0.58
"""Least likeness at which two single words in different scripts count as the same name: F1 97.2 on 5,000 matching and
5,000 non-matching pairs of Latin and Cyrillic names from Wikidata (``python -m bench.scripts``)."""

# Ranges of characters, to stand between the brackets of a pattern.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = "\u3040-\u30ff"
"""Hiragana and Katakana."""
HANGUL = "\uac00-\ud7af"
SPACELESS = f"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff{KANA}{HAN}"
"""Scripts that are written without spaces: Thai, Lao, Myanmar, Khmer, Kana and Han. Korean has spaces."""

_BLOCKS = re.compile(f"(?<=[{HAN}{HANGUL}])(?=[{HAN}{HANGUL}])")
_INNER_VOWEL = re.compile(r"(?<=.)[aeiou]")
_LATIN_WORD = re.compile(r"[a-z0-9']+")
_LONGEST_SOUND = 64
"""Letters of a sound that are compared at once: the number of bits in a machine word."""
_MARGIN = 1e-9
"""Tolerance for rounding."""
# Korean family names whose usual spelling differs from the Revised Romanization.
_KOREAN = {"gim": "kim", "i": "lee", "bag": "park", "choe": "choi", "jeong": "jong", "gang": "kang", "jo": "cho",
           "yun": "yoon", "im": "lim", "sin": "shin", "gweon": "kwon", "an": "ahn", "mun": "moon"}  # fmt: skip

# Spellings of one sound in the Latin alphabets of several languages, each mapped to one form. Applied in this order.
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
    """Compare two single-word names by how they sound, in any scripts.

    Returns:
        From 0 (nothing in common) to 1 (the same).

    >>> likeness("Mikhailov", "Михайлов"), likeness("Mikhailov", "Okafor") < 0.5
    (1.0, True)
    """
    first, second = _sound(one), _sound(other)
    if not first or not second:
        return 0.0
    whole = SequenceMatcher(None, first, second, autojunk=False).ratio()
    bones = SequenceMatcher(None, _bones(first), _bones(second), autojunk=False).ratio()
    return (whole + bones) / 2


def are_alike(one: str, other: str, *, least: float) -> bool:
    """Check whether two names are more alike than that: as `likeness` tells, which is not asked where letters differ.

    >>> are_alike("Mikhailov", "Михайлов", least=0.8), are_alike("Mikhailov", "Mirzoyan", least=0.8)
    (True, False)
    """
    first, second = _sound(one), _sound(other)
    shared = (Counter(first) & Counter(second)).total()
    # No two texts are more alike than their letters in the same order would be, and no two bones more than the same.
    if (2 * shared / max(len(first) + len(second), 1) + 1) / 2 <= least:
        return False
    return likeness(one, other) > least


def tokens_of(name: str) -> tuple[str, ...]:
    """Split a name into lower-case words in Latin letters without diacritics.

    >>> tokens_of("Élodie O’Brien-Михайлова"), tokens_of("김정은")
    (('elodie', "o'brien", 'mikhaylova'), ('kim', 'jong', 'un'))
    """
    if name.isascii():
        return tuple(_LATIN_WORD.findall(name.lower().replace("`", "'")))
    apart = _BLOCKS.sub(" ", name)
    found = []
    for word in apart.split():
        latin = anyascii(word).lower().replace("`", "'")
        if "\uac00" <= word[0] <= "\ud7af":
            latin = _KOREAN.get(latin, latin.replace("eo", "o").replace("eu", "u"))
        found += _LATIN_WORD.findall(latin)
    return tuple(found)


def sound_key(name: str) -> str:
    """Return the consonants of a single-word name, by sound; names that sound alike have keys that begin alike.

    >>> sound_key("Mikhailov"), sound_key("Михайлов")
    ('mlv', 'mlv')
    """
    return _bones(_sound(name))


class Spellings:
    """An index of words from names that quickly finds possible spellings of another word.

    Comparing every name of a long report with every other by `likeness` would take minutes, so a vectorised upper bound
    first excludes the many that cannot be alike.

    Args:
        least: Two spellings of a word have a likeness above this.

    >>> spellings = Spellings(0.79)
    >>> for word in ("mikhailov", "okafor", "mihajlov"):
    ...     spellings.add(word)
    >>> spellings.near("mikhaylov")
    ['mikhailov', 'mihajlov']
    """

    def __init__(self, least: float) -> None:
        self._least = least
        self._words: list[str] = []
        self._known: set[str] = set()
        self._sounds, self._bones = _Letters(), _Letters()
        self._met: dict[str, tuple[int, list[str]]] = {}

    def add(self, word: str) -> None:
        """Add a word, unless the index already has it."""
        if word not in self._known:
            self._known.add(word)
            self._words.append(word)
            self._sounds.add(_sound(word))
            self._bones.add(_bones(_sound(word)))

    def near(self, word: str) -> list[str]:
        """Find the words that may be alike: all that are, and a few that `likeness` must still exclude.

        Returns:
            Words in the order in which they were added.
        """
        compared, found = self._met.get(word, (0, []))
        if compared < len(self._words):
            # Only words added since the last call are compared.
            sound = _sound(word)
            bound = (self._sounds.bound(sound, compared) + self._bones.bound(_bones(sound), compared)) / 2
            found += [self._words[compared + i] for i in np.flatnonzero(bound > self._least - _MARGIN).tolist()]
            self._met[word] = len(self._words), found
        return found


class _Letters:
    """Strings of the letters a to z, in one matrix, so that a string is compared with all of them at once."""

    def __init__(self) -> None:
        self._count = 0
        self._codes = np.zeros((_LONGEST_SOUND, 16), dtype=np.uint8)
        self._lengths = np.zeros(16, dtype=np.intp)

    def add(self, letters: str) -> None:
        """Add a string."""
        if self._count == len(self._lengths):
            self._codes = np.concatenate([self._codes, np.zeros_like(self._codes)], axis=1)
            self._lengths = np.concatenate([self._lengths, np.zeros_like(self._lengths)])
        codes = [ord(letter) - ord("a") + 1 for letter in letters[:_LONGEST_SOUND]]
        self._codes[: len(codes), self._count] = codes
        self._lengths[self._count] = len(letters)
        self._count += 1

    def bound(self, letters: str, since: int) -> NDArray[np.float64]:
        """Compute an upper bound of `SequenceMatcher`'s ratio between a string and each string added from an index on.

        The matched characters form a common subsequence, so they are at most as many as the longest one (LCS).

        Reference:
            Hyyrö, "Bit-Parallel LCS-length Computation Revisited", AWOCA 2004.
        """
        lengths = self._lengths[since : self._count]
        if len(letters) > _LONGEST_SOUND:
            return np.ones(len(lengths))
        places = np.zeros(27, dtype=np.uint64)
        for i, letter in enumerate(letters):
            places[ord(letter) - ord("a") + 1] |= np.uint64(1 << i)
        free = np.full(len(lengths), ~np.uint64(0))
        for codes in self._codes[: min(int(lengths.max(initial=0)), _LONGEST_SOUND), since : self._count]:
            hit = free & places[codes]
            free = (free + hit) | (free - hit)
        common = np.bitwise_count(~free & np.uint64((1 << len(letters)) - 1))
        bound = 2.0 * common / np.maximum(lengths + len(letters), 1)
        return np.where(lengths > _LONGEST_SOUND, 1.0, bound)


@lru_cache(maxsize=4096)
def _sound(name: str) -> str:
    sound = anyascii(name).lower()
    for pattern, spelling in _SPELLINGS:
        sound = pattern.sub(spelling, sound)
    return sound


def _bones(sound: str) -> str:
    return _INNER_VOWEL.sub("", sound)
