"""The model: words in, scores out. The only file that knows ONNX."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import batched
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from whence.errors import ModelError
from whence.reading.segmenting import Mark, Shape, Window, Words, cut_windows

__all__ = ["Part", "RoleScores", "Tagger", "lay_out"]

_BATCH = 8
"""Windows read at once: enough to fill a core's vector units, and bounds the memory a long report takes."""
_OPENING = (int(Shape.PUNCTUATION), int(Mark.OUTSIDE), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleScores:
    """Scores of the roles around N cues."""

    scores: NDArray[np.float32]
    """(N, S, 5): outside; begins a source, goes on in it; begins a content, goes on in it."""
    firsts: NDArray[np.intp]
    """(N,) the word that column 0 stands for."""
    lengths: NDArray[np.intp]
    """(N,) how many columns stand for words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the encoder made of some neighbouring windows of a report."""

    windows: Sequence[Window]
    cue_scores: Sequence[NDArray[np.float32]]
    """For each window (W, 3): outside a cue, begins one, goes on in it."""
    vectors: NDArray[np.float32]
    """(B, W, width)."""


class Tagger:
    """A model file, opened.

    Args:
        model: A model's name, such as ``en-1``, or the path of a model file.
        threads: Cores that one report is read with.

    Raises:
        ModelError: There is no such model, or the file is not one.
    """

    def __init__(self, model: str = "en-1", *, threads: int = 1) -> None:
        parts = _open_model(model)
        self.name = parts.name
        self._settings = parts.settings
        self._tokenizer = Tokenizer.from_buffer(parts.tokenizer)
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._encoder = ort.InferenceSession(parts.encoder, options, providers=["CPUExecutionProvider"])
        self._roles = ort.InferenceSession(parts.roles, options, providers=["CPUExecutionProvider"])
        self.moves = np.asarray(parts.settings.moves, dtype=np.float32)
        self.begins = np.asarray(parts.settings.begins, dtype=np.float32)

    def read(self, words: Words) -> Iterator[Part]:
        """Run the encoder over a report's windows, a few at a time."""
        pieces = _word_pieces(self._tokenizer, words)
        sizes = [len(word) for word in pieces]
        windows = cut_windows(sizes, words.paragraphs, room=self._settings.room, overlap=self._settings.overlap)
        for some in batched(windows, _BATCH):
            feed = lay_out(words, pieces, some, cls=self._settings.cls, sep=self._settings.sep)
            vectors, cues = self._encoder.run(["vectors", "cues"], feed)
            scores = [cues[row, : window.end - window.start] for row, window in enumerate(some)]
            yield Part(windows=some, cue_scores=scores, vectors=vectors)

    def roles(self, words: Words, part: Part, cues: Sequence[tuple[int, int, int]]) -> RoleScores:
        """Score the roles of the words around cues.

        Args:
            words: The report's words.
            part: What `read` gave.
            cues: Row of the window in the part, first word, and one past the last.
        """
        reach = self._settings.reach
        paragraphs = np.asarray(words.paragraphs[part.windows[0].start : part.windows[-1].end])
        offset = part.windows[0].start
        rows = np.array([row for row, _, _ in cues])
        left = np.array([part.windows[row].start for row, _, _ in cues])
        right = np.array([part.windows[row].end for row, _, _ in cues])
        begin, end = np.array([cue[1] for cue in cues]), np.array([cue[2] for cue in cues])
        firsts = np.maximum(left, begin - reach)
        lengths = np.minimum(right, firsts + 2 * reach) - firsts
        at = firsts[:, None] + np.minimum(np.arange(lengths.max()), lengths[:, None] - 1)  # (N, S) words
        shift = (rows * part.vectors.shape[1] - left)[:, None]
        distance = np.minimum(0, at - begin[:, None]) + np.maximum(0, at - end[:, None] + 1)
        apart = paragraphs[at - offset] - paragraphs[begin - offset][:, None]
        places = np.stack([np.clip(distance, -reach, reach) + reach, np.clip(apart, -2, 2) + 2], axis=-1)
        feed = {
            "vectors": part.vectors.reshape(-1, part.vectors.shape[2]),
            "ends": np.stack([begin, end - 1], axis=1) + shift,
            "around": at + shift,
            "places": places,
        }
        (scores,) = self._roles.run(["roles"], feed)
        return RoleScores(scores=scores, firsts=firsts, lengths=lengths)


def lay_out(
    words: Words, pieces: Sequence[Sequence[int]], windows: Sequence[Window], *, cls: int, sep: int
) -> dict[str, NDArray[np.int64]]:
    """Lay windows side by side as the encoder reads them.

    Returns:
        ``pieces`` (B, L); ``features`` (B, L, 3), each piece's shape, quotation mark state and place in its paragraph;
        ``mask`` (B, L), 1 where there is a piece; ``firsts`` (B, W), the column of each word's first piece.
    """
    ids, features, firsts = [], [], []
    for window in windows:
        row, about, first = [cls], [_OPENING], []
        for i in range(window.start, window.end):
            first.append(len(row))
            row += pieces[i]
            about += [(words.shapes[i], words.marks[i], place_of(words, i))] * len(pieces[i])
        ids.append([*row, sep])
        features.append([*about, _OPENING])
        firsts.append(first)
    length, width = max(map(len, ids)), max(map(len, firsts))
    return {
        "pieces": np.array([row + [0] * (length - len(row)) for row in ids], dtype=np.int64),
        "features": np.array([row + [_OPENING] * (length - len(row)) for row in features], dtype=np.int64),
        "mask": np.array([[1] * len(row) + [0] * (length - len(row)) for row in ids], dtype=np.int64),
        "firsts": np.array([row + [0] * (width - len(row)) for row in firsts], dtype=np.int64),
    }


def place_of(words: Words, i: int) -> int:
    """Tell a word that begins a paragraph (1) from the rest of the headline (2) and from any other (0)."""
    if i == 0 or words.paragraphs[i] != words.paragraphs[i - 1]:
        return 1
    return 2 if words.paragraphs[i] == 0 else 0


def word_pieces(tokenizer: Tokenizer, words: Words) -> list[list[int]]:
    """Cut words into the encoder's word pieces; a word that it does not know at all is one unknown piece."""
    encoded = tokenizer.encode(list(words.texts), is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in words.texts]
    for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
        pieces[word].append(piece)
    unknown = tokenizer.token_to_id("[UNK]")
    return [word or [unknown] for word in pieces]
