"""Word-piece tokenizer of the BERT family: turns words into vocabulary ids.

Reference:
    Wu et al., "Google's Neural Machine Translation System", 2016 (word pieces); Devlin et al., "BERT", NAACL 2019.
"""

import json
import unicodedata
from collections.abc import Iterable

from whence.errors import ModelError

__all__ = ["WordPieces"]

_LONGEST_WORD = 100
"""Longest word in characters; BERT treats a longer word as unknown."""
_MOST_REMEMBERED = 50_000
"""Size of the cache, in words: more than a year of a newspaper, in a few megabytes."""


class WordPieces:
    """The word pieces of one encoder, with a cache of recent words.

    whence tokenizes single words only, so it does without the tokenizer library (35 MB with its dependencies).

    Args:
        tokenizer: A ``tokenizer.json`` of the BERT family, uncased or cased.

    Raises:
        ModelError: The tokenizer belongs to another family.

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
            """The two special pieces around every window."""
            self.mask = self._numbers["[MASK]"]
            """The piece that hides a word in training."""
            self._lowers = bool(normaliser["lowercase"])
        except (KeyError, TypeError, ValueError) as exc:
            name, fix = "tokenizer.json", "Take the tokenizer of an encoder of the BERT family"
            raise ModelError(name, f"not a word piece tokenizer ({exc!r})", fix) from exc
        self._known: dict[str, list[int]] = {}

    def of_all(self, words: Iterable[str]) -> list[list[int]]:
        """Split words into pieces; one list per word, none of them empty."""
        return [self._known.get(word) or self.of(word) for word in words]

    def of(self, word: str) -> list[int]:
        """Split a word into pieces; a word that the vocabulary cannot spell becomes the unknown piece."""
        pieces = self._known.get(word)
        if pieces is None:
            pieces = [piece for part in self._parts(word) for piece in self._spell(part)] or [self._unknown]
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            self._known[word] = pieces
        return pieces

    def _parts(self, word: str) -> list[str]:
        """Normalise a word and split off punctuation. Most words are ASCII letters and digits, and have none."""
        if word.isascii() and word.isalnum():
            return [word.lower() if self._lowers else word]
        return _split(self._fold(word))

    def _fold(self, word: str) -> str:
        """Normalise as BERT does: remove control characters and, if the vocabulary is uncased, case and accents."""
        clean = "".join(c for c in word if c not in "\0\ufffd" and unicodedata.category(c) not in {"Cc", "Cf", "Co"})
        if not self._lowers:
            return clean
        bare = unicodedata.normalize("NFD", clean)
        return "".join(c for c in bare if unicodedata.category(c) != "Mn").lower()

    def _spell(self, part: str) -> list[int]:
        """Split greedily: take the longest known piece from the left, then go on with the rest."""
        if len(part) > _LONGEST_WORD:
            return [self._unknown]
        if (whole := self._numbers.get(part)) is not None:
            return [whole]
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
    """Split off punctuation and characters written without spaces."""
    parts = [""]
    for c in word:
        if _stands_alone(c):
            parts += [c, ""]
        else:
            parts[-1] += c
    return [part for part in parts if part]


def _stands_alone(c: str) -> bool:
    # Like BERT, count all of ASCII except letters and digits as punctuation, and of Chinese characters the unified
    # blocks.
    if c.isascii():
        return not c.isalnum()
    return unicodedata.category(c).startswith("P") or "\u4e00" <= c <= "\u9fff" or "\u3400" <= c <= "\u4dbf"
