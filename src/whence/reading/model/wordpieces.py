"""Words to the numbers of the pieces that an encoder of the BERT family knows.

Reference:
    Wu et al., "Google's Neural Machine Translation System", 2016 (word pieces); Devlin et al., "BERT", NAACL 2019.
"""

import json
import unicodedata
from collections.abc import Iterable

from whence.errors import ModelError

__all__ = ["WordPieces"]

_LONGEST_WORD = 100
"""Characters; BERT takes a longer word for unknown."""
_MOST_REMEMBERED = 50_000
"""Words whose pieces are kept at hand: more than a year of a newspaper has, in some megabytes."""


class WordPieces:
    """The pieces of one encoder, and the words that it was asked for lately.

    We need so little of a tokenizer, words one by one, that the library for it (35 MB with all it needs) can stay out.

    Args:
        tokenizer: A ``tokenizer.json`` of the BERT family, uncased or cased.

    Raises:
        ModelError: It is of another family.

    >>> from whence.reading.model.package import SHIPPED, open_model
    >>> pieces = WordPieces(open_model(SHIPPED).tokenizer)
    >>> pieces.of("Breakwater"), pieces.of("\u200b")
    ([3338, 5880], [100])
    """

    def __init__(self, tokenizer: bytes) -> None:
        try:
            row = json.loads(tokenizer)
            model, normaliser = row["model"], row["normalizer"]
            self._numbers: dict[str, int] = model["vocab"]
            self._unknown = self._numbers[model["unk_token"]]
            self.frame = self._numbers["[CLS]"], self._numbers["[SEP]"]
            """The two pieces that every window stands between."""
            self.mask = self._numbers["[MASK]"]
            """The piece that hides a word in training."""
            self._lowers = bool(normaliser["lowercase"])
        except (KeyError, TypeError, ValueError) as exc:
            name, fix = "tokenizer.json", "Take the tokenizer of an encoder of the BERT family"
            raise ModelError(name, f"not a word piece tokenizer ({exc!r})", fix) from exc
        self._known: dict[str, list[int]] = {}

    def of_all(self, words: Iterable[str]) -> list[list[int]]:
        """Cut words into pieces, one list a word, none of them empty."""
        return [self._known.get(word) or self.of(word) for word in words]

    def of(self, word: str) -> list[int]:
        """Cut a word into pieces; what the vocabulary cannot spell is one unknown piece."""
        pieces = self._known.get(word)
        if pieces is None:
            pieces = [piece for part in _split(self._fold(word)) for piece in self._spell(part)] or [self._unknown]
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[word] = pieces
        return pieces

    def _fold(self, word: str) -> str:
        """Drop what BERT does not read: controls, and in an uncased vocabulary capitals and accents."""
        clean = "".join(c for c in word if c not in "\0\ufffd" and unicodedata.category(c) not in {"Cc", "Cf", "Co"})
        if not self._lowers:
            return clean
        bare = unicodedata.normalize("NFD", clean)
        return "".join(c for c in bare if unicodedata.category(c) != "Mn").lower()

    def _spell(self, part: str) -> list[int]:
        """Take the longest known piece from the left, again and again."""
        if len(part) > _LONGEST_WORD:
            return [self._unknown]
        pieces: list[int] = []
        start = 0
        while start < len(part):
            lead = "##" if start else ""
            for end in range(len(part), start, -1):
                piece = self._numbers.get(lead + part[start:end])
                if piece is not None:
                    pieces.append(piece)
                    start = end
                    break
            else:
                return [self._unknown]
        return pieces


def _split(word: str) -> list[str]:
    """Part punctuation, and characters that are written without spaces, from the rest."""
    parts = [""]
    for c in word:
        if _stands_alone(c):
            parts += [c, ""]
        else:
            parts[-1] += c
    return [part for part in parts if part]


def _stands_alone(c: str) -> bool:
    # As BERT has it, all of ASCII that is no letter or digit is punctuation; of Chinese characters, the unified blocks.
    if c.isascii():
        return not c.isalnum()
    return unicodedata.category(c).startswith("P") or "\u4e00" <= c <= "\u9fff" or "\u3400" <= c <= "\u4dbf"
