"""Words as the full-text index has them, and words of names by how they sound.

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
"""What stands between passages in the index, so that no phrase reaches from one into the next."""

# Korean has spaces, but hangs its particles on words.
_SPACELESS = re.compile(f"[{SPACELESS}{HANGUL}]")
_DROPPED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # accents
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u06e7\u06e8\u06ea-\u06ed\u0640\u00ad\ufe00-\ufe0f]"
)
"""Accents; vowel points of Arabic and Hebrew, which most texts leave out; the tatweel and the soft hyphen, which only
stretch and break words; variation selectors. The vowel signs of other scripts are parts of words and stay."""
_ALIKE = {
    "\u0451": "\u0435", "\u0450": "\u0435", "\u045d": "\u0438",  # Cyrillic io, and letters that bear a grave accent
    "\u0622": "\u0627", "\u0623": "\u0627", "\u0625": "\u0627", "\u0671": "\u0627",  # forms of alef
    "\u0649": "\u064a", "\u06cc": "\u064a", "\u0629": "\u0647", "\u06a9": "\u0643",  # yeh, teh marbuta, keheh
    "\u02bb": "'", "\u02bc": "'",
}  # fmt: skip
"""Letters of other scripts than Latin and Greek that writers take for each other, and apostrophes. Letters that have
places of their own in an alphabet, such as й, ў, ї and ؤ, stay."""
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_EDGES = re.compile(r"^\W+|(?:['’]s)?\W*$")
_SHORTEST = 3
_SURE = 0.8
"""From this likeness on a word is looked for beside the one that was asked for. Of 5,000 names of Wikidata in Latin and
in Cyrillic letters 86 % find each other so, and bring 1.8 others with them; `whence.language.scripts.ALIKE`, which
decides between two, would bring thousands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWord:
    """A word of a name; of a name written without spaces, the whole."""

    word: str
    """In small letters."""
    is_latin: bool
    sound: str
    """Its consonants, however they are spelled; words that sound alike begin alike here."""


def is_spaceless(text: str) -> bool:
    """Tell whether a text has words in a script without spaces.

    >>> is_spaceless("北京"), is_spaceless("Beijing")
    (True, False)
    """
    return _SPACELESS.search(text) is not None


class _Folding(dict[int, str]):
    """What each character becomes, by its code point, as `str.translate` looks it up."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


FOLDED = _Folding()
"""What `fold` makes of a character of NFC text: one, none or several."""


def fold(text: str) -> str:
    """Remove what a search passes over: case, accents, vowel points, and the difference between forms of one letter.

    Scripts stay as they are, and so do marks that are parts of words, as in Devanagari and Thai.

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
    """Write a text as the full-text index takes it: folded, and characters of scripts without spaces set apart.

    A phrase of these is then found wherever it stands, even if it is only two characters long.

    >>> indexed("在北京 Said").split()
    ['在', '北', '京', 'said']
    """
    return text.lower() if text.isascii() else _SPACELESS.sub(r" \g<0> ", fold(text))


def name_words(names: Iterable[str]) -> list[NameWord]:
    """List the words of names, each once, that are looked for in other scripts too.

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
    """Compare two words of names that are written in different scripts.

    Returns:
        Their likeness, 0 to 1, and 0 where that is too little to look for the one beside the other.

    >>> sounds_like("mikhailov", "михайлов"), sounds_like("mikhailov", "павлов")
    (1.0, 0.0)
    """
    alike = likeness("".join(tokens_of(one)), "".join(tokens_of(other)))
    return alike if alike >= _SURE else 0.0
