"""How much of reading is the encoder: the bare pass over a report's windows, compared with the whole."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from whence.language.words import segment
from whence.reading.model.encoder import Seen, lay_out
from whence.reading.model.engine import open_session
from whence.reading.model.package import open_model
from whence.reading.model.windows import cut_windows
from whence.reading.model.wordpieces import WordPieces
from whence.reading.reader import Reader
from whence.records.form.json_lines import json_line
from whence.records.report import Report

__all__ = ["BareEncoder", "Clock", "measure_shares"]

Feed = dict[str, NDArray[np.int64]]
"""A window in the encoder's input format."""


class BareEncoder:
    """A model's encoder, without the rest of reading.

    Args:
        model: A model's name, or the path of a model file.
    """

    def __init__(self, model: str) -> None:
        opened = open_model(model)
        self._settings = opened.settings
        self._pieces = WordPieces(opened.tokenizer)
        self._session = open_session(opened.encoder)

    def lay_out(self, text: str) -> list[Feed]:
        """Lay out the windows of a text, each by itself, as reading does."""
        words = segment(text)
        pieces = self._pieces.of_all(words.texts)
        room, overlap = self._settings.room, self._settings.overlap
        windows = cut_windows(list(map(len, pieces)), words.paragraphs, room=room, overlap=overlap)
        return [lay_out([Seen(words, pieces, window)], self._pieces.frame) for window in windows]

    def run(self, feeds: Sequence[Feed]) -> None:
        """Run the encoder over windows."""
        for feed in feeds:
            self._session.run(None, feed)


@dataclass(slots=True)
class Clock:
    """Accumulated time of some work, in seconds."""

    cpu: float = 0.0
    wall: float = 0.0

    def time(self, work: Callable[[], object]) -> None:
        """Do a piece of work, and add its time."""
        cpu, wall = time.process_time(), time.perf_counter()
        work()
        self.cpu += time.process_time() - cpu
        self.wall += time.perf_counter() - wall


def measure_shares(texts: Sequence[str], *, model: str) -> dict[str, float]:
    """Measure the bare encoder pass as a share of the whole time from a text to a line of JSON.

    The two take turns report by report, in one process, so that other load on the machine slows both alike.
    """
    encoder, reader = BareEncoder(model), Reader(model)
    bare, whole = Clock(), Clock()
    # The first run is slower, and is not counted.
    _read(reader, texts[0])
    encoder.run(encoder.lay_out(texts[0]))
    for turn, text in enumerate(texts):
        measures: list[tuple[Clock, Callable[[], object]]] = [
            (bare, partial(encoder.run, encoder.lay_out(text))),
            (whole, partial(_read, reader, text)),
        ]
        for clock, work in measures if turn % 2 else reversed(measures):
            clock.time(work)
    return {
        "share_cpu": round(bare.cpu / whole.cpu, 3),
        "share_wall": round(bare.wall / whole.wall, 3),
        "to_encoder": round(whole.cpu / bare.cpu, 2),
    }


def _read(reader: Reader, text: str) -> bytes:
    return json_line(reader.read(Report(text=text)))
