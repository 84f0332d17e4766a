"""Words as the full-text index has them, and words of names by how they sound."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from whence.reading.scripts import likeness, sound_key, tokens_of

__all__ = ["BARRIER", "SILENT", "NameWord", "apart", "is_spaceless", "name_words", "sounds_like"]

BARRIER = " \ue000 "
"""What stands between passages in the index, so that no phrase reaches from one into the next."""

# Han, Hiragana, Katakana, Thai, Lao, Myanmar and Khmer are written without spaces; Korean hangs its particles on words.
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
SILENT = (
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u06e7\u06e8\u06ea-\u06ed\ufe00-\ufe0f]"
)
"""Vowel points of Arabic and Hebrew, which most texts leave out, and what chooses between two forms of a sign. In
other scripts vowel signs are parts of words."""
_SILENT = re.compile(SILENT)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_EDGES = re.compile(r"^\W+|(?:['’]s)?\W*$")
_SHORTEST = 3
_SURE = 0.8
"""From this likeness on a word is looked for beside the one that was asked for. Of 5,000 names of Wikidata in Latin and
in Cyrillic letters 86 % find each other so, and bring 1.8 others with them; `whence.reading.scripts.ALIKE`, which
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


def apart(text: str) -> str:
    """Set the characters of scripts without spaces apart, so that each is a word of the index.

    A phrase of them is then found wherever it stands, and be it two characters long.

    >>> apart("在北京 said").split()
    ['在', '北', '京', 'said']
    """
    return text if text.isascii() else _SPACELESS.sub(r" \g<0> ", _SILENT.sub("", text))


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
