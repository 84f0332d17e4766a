"""Text normalization for the full-text index, and sound keys for words of names.

Texts and queries are folded by the same function before the index sees them, because SQLite's tokenizer folds only the
Latin letters that decompose.

Reference:
    https://www.unicode.org/reports/tr15/ (normalization forms); the choice of Arabic letters is that of Lucene's
    ArabicNormalizer and PersianNormalizer: https://lucene.apache.org/core/.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from anyascii import anyascii

from whence.language.scripts import HANGUL, SPACELESS, likeness, sound_key, tokens_of

__all__ = ["BARRIER", "FOLDED", "NameWord", "fold", "indexed", "is_spaceless", "name_words", "sounds_like"]

BARRIER = " \ue000 "
"""Separates passages in the index, so that no phrase matches across two of them."""

# Korean has spaces, but hangs its particles on words.
_SPACELESS = re.compile(f"[{SPACELESS}{HANGUL}]")
_DROPPED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # accents
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u06e7\u06e8\u06ea-\u06ed\u0640\u00ad\ufe00-\ufe0f]"
)
"""Removed: accents; vowel points of Arabic and Hebrew, which most texts omit; the tatweel and the soft hyphen, which
only stretch and break words; variation selectors. The vowel signs of other scripts are parts of words and stay."""
_ALIKE = {
    "\u0451": "\u0435", "\u0450": "\u0435", "\u045d": "\u0438",  # Cyrillic io, and letters with a grave accent
    "\u0622": "\u0627", "\u0623": "\u0627", "\u0625": "\u0627", "\u0671": "\u0627",  # forms of alef
    "\u0649": "\u064a", "\u06cc": "\u064a", "\u0629": "\u0647", "\u06a9": "\u0643",  # yeh, teh marbuta, keheh
    "\u02bb": "'", "\u02bc": "'",
}  # fmt: skip
"""Letters of scripts other than Latin and Greek that writers interchange, and apostrophes. Letters with a place of
their own in an alphabet, such as й, ў, ї and ؤ, stay."""
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_EDGES = re.compile(r"^\W+|(?:['’]s)?\W*$")
_SHORTEST = 3
_SURE = 0.8
"""Minimum similarity for a word to be searched in addition to the query's. Of 5,000 names of Wikidata in Latin and in
Cyrillic letters 86 % find each other at this value, with 1.8 other names each; `whence.language.scripts.ALIKE`, which
decides between two given names, would add thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWord:
    """A word of a name, or a whole name written without spaces."""

    word: str
    """In lower case."""
    is_latin: bool
    sound: str
    """Its consonants in a common spelling; words that sound alike have the same beginning here."""


def is_spaceless(text: str) -> bool:
    """Check whether a text has words in a script without spaces.

    >>> is_spaceless("北京"), is_spaceless("Beijing")
    (True, False)
    """
    return _SPACELESS.search(text) is not None


class _Folding(dict[int, str]):
    """Maps each code point to its folded form, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


FOLDED = _Folding()
"""What `fold` makes of a character of NFC text: no, one or several characters."""


def fold(text: str) -> str:
    """Remove what a search ignores: case, accents, vowel points, and variant forms of a letter.

    Scripts are kept apart, and marks that are parts of words stay, as in Devanagari and Thai.

    >>> fold("Фёдор ήρθε στη Łódź"), fold("Straße Ærø İzmir ﬁn"), fold("हिन्दी")
    ('федор ηρθε στη lodz', 'strasse aero izmir fin', 'हिन्दी')
    """
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).translate(FOLDED)


def _fold_character(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    if plain != character:
        return "".join(map(_fold_character, plain))
    if _DROPPED.match(character):
        return ""
    small = character.casefold()
    name = unicodedata.name(character, "")
    if not name.startswith(("LATIN ", "GREEK ")):
        return _ALIKE.get(small, small)
    bare = _DROPPED.sub("", unicodedata.normalize("NFD", character)).casefold()
    if bare.isascii() or name.startswith("GREEK "):
        return bare
    latin = anyascii(bare).lower()  # ł, ø and đ, for example, do not decompose
    return latin if latin.isalnum() else bare


def indexed(text: str) -> str:
    """Prepare a text for the full-text index: fold it, and separate the characters of scripts without spaces.

    So a phrase in such a script is found anywhere, even if it has only two characters.

    >>> indexed("在北京 Said").split()
    ['在', '北', '京', 'said']
    """
    return text.lower() if text.isascii() else _SPACELESS.sub(r" \g<0> ", fold(text))


def name_words(names: Iterable[str]) -> list[NameWord]:
    """List the distinct words of names that can be searched in other scripts too.

    >>> [(one.word, one.sound) for one in name_words(["Pavel Mikhailov", "김정은"])]
    [('pavel', 'pvl'), ('mikhailov', 'mlv'), ('김정은', 'kmsnn')]
    """
    words = (
        word
        for name in names
        for word in ([name.strip()] if is_spaceless(name) and len(name) < 8 else name.split())  # noqa: PLR2004
    )
    found: dict[str, NameWord] = {}
    for word in words:
        bare = _EDGES.sub("", word).casefold()
        sound = sound_key(" ".join(tokens_of(bare)).replace(" ", ""))
        if len(bare) >= (1 if is_spaceless(bare) else _SHORTEST) and len(sound) > 1:
            found[bare] = NameWord(word=bare, is_latin=_LATIN.search(bare) is not None, sound=sound)
    return list(found.values())


def sounds_like(one: str, other: str) -> float:
    """Compare two words of names in different scripts.

    Returns:
        Their similarity, 0 to 1; 0 if it is too low to search for one along with the other.

    >>> sounds_like("mikhailov", "михайлов"), sounds_like("mikhailov", "павлов")
    (1.0, 0.0)
    """
    alike = likeness("".join(tokens_of(one)), "".join(tokens_of(other)))
    return alike if alike >= _SURE else 0.0
