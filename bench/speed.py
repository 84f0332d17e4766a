"""Measure speed: the cost of reading compared with the bare encoder pass, and reports per second on two processes.

- share_cpu, share_wall: time of the bare encoder pass over a report's windows as a share of the whole time from a
  file to a line of JSON, in one process. The two take turns report by report, in the same batches, so that other
  load on the machine slows both alike.
- share_cpu_rereading: the same, if the pass includes the windows of second readings.
- words per second, and reports of 750 words per second, of ``whence read --json --jobs 2``, its start included; and
  once it runs (steady), from the time that further copies of the same reports add.

Words are separated by white space. Reads PolNeAR's development half, or the examples if it is missing.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from subprocess import DEVNULL, CalledProcessError
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from bench.options import parse_options, print_figures
from bench.reports import read_plain, start_reading, write_reports
from training.passing import PassingTagger
from whence.intake.inputs import Input
from whence.intake.load import read_input
from whence.language.words import Words
from whence.reading.model.encoder import EncodedWindows, Seen, Tagger, lay_out
from whence.reading.model.engine import open_session
from whence.reading.model.package import open_model
from whence.reading.model.windows import Window
from whence.reading.model.wordpieces import WordPieces
from whence.reading.reader import Reader
from whence.records.form.json_lines import json_line
from whence.records.report import Report

__all__ = ["BareEncoder", "Clock", "WatchedTagger", "measure_command", "measure_shares"]

_WORDS_A_REPORT = 750
_COPIES = 4
_JOBS = 2


Feed = dict[str, NDArray[np.int64]]
"""A batch of windows in the encoder's input format."""


class BareEncoder:
    """A model's encoder, without the rest of reading.

    Args:
        model: A model's name, or the path of a model file.
    """

    def __init__(self, model: str) -> None:
        opened = open_model(model)
        self._pieces = WordPieces(opened.tokenizer)
        self._session = open_session(opened.encoder)
        self._tagger = WatchedTagger(Tagger(model))
        self._reader = Reader(self._tagger)

    def lay_out(self, text: str) -> tuple[list[Feed], list[Feed]]:
        """Make the batches for reading a text: those of the text itself, and those of second readings."""
        self._tagger.seen.clear()
        self._reader.read(Report(text=text))
        first = self._tagger.seen[0][0] if self._tagger.seen else None
        once: list[Feed] = []
        again: list[Feed] = []
        for words, windows in self._tagger.seen:
            pieces = self._pieces.of_all(words.texts)
            feed = lay_out([Seen(words, pieces, window) for window in windows], self._pieces.frame)
            (once if words is first else again).append(feed)
        return once, again

    def run(self, feeds: Iterable[Feed]) -> None:
        """Run the encoder over batches of windows."""
        for feed in feeds:
            self._session.run(None, feed)


class WatchedTagger(PassingTagger):
    """A tagger that records the windows it is given."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__(tagger)
        self.seen: list[tuple[Words, Sequence[Window]]] = []
        """Batch by batch: the words of the text, and their windows."""

    def read(self, words: Words) -> Iterator[EncodedWindows]:
        """Run the encoder over a report's windows, a few at a time."""
        for part in super().read(words):
            self.seen.append((words, part.windows))
            yield part


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


def main() -> None:
    """Measure, and print the figures."""
    options = parse_options(__doc__)
    texts = [report["text"] for report in read_plain(options.shared)]
    print_figures(
        "speed",
        {"name": options.model, **measure_shares(texts, model=options.model)}
        | measure_command(texts, model=options.model),
    )


def measure_shares(texts: Sequence[str], *, model: str) -> dict[str, float]:
    """Measure the bare encoder pass as a share of the whole time of reading."""
    encoder, reader = BareEncoder(model), Reader(model)
    bare, again, whole = Clock(), Clock(), Clock()
    with TemporaryDirectory() as folder:
        write_reports(texts, Path(folder))
        names = [str(path) for path in sorted(Path(folder).iterdir())]
        # The first run is slower, and is not counted.
        _read(reader, names[0])
        for turn, (name, text) in enumerate(zip(names, texts, strict=True)):
            first, second = encoder.lay_out(text)
            measures: list[tuple[Clock, Callable[[], object]]] = [
                (bare, partial(encoder.run, first)),
                (again, partial(encoder.run, second)),
                (whole, partial(_read, reader, name)),
            ]
            for clock, work in measures if turn % 2 else reversed(measures):
                clock.time(work)
    return {
        "share_cpu": round(bare.cpu / whole.cpu, 3),
        "share_wall": round(bare.wall / whole.wall, 3),
        "share_cpu_rereading": round((bare.cpu + again.cpu) / whole.cpu, 3),
        "encoder_cpu_seconds": round(bare.cpu, 2),
        "whole_cpu_seconds": round(whole.cpu, 2),
    }


def _read(reader: Reader, name: str) -> bytes:
    return json_line(reader.read(read_input(Input(name=name))))


def measure_command(texts: Sequence[str], *, model: str) -> dict[str, float]:
    """Measure the whole command on two processes, in wall-clock time."""
    words = sum(len(text.split()) for text in texts)
    once = _time_command(texts, model=model)
    more = _time_command([*texts] * (1 + _COPIES), model=model)
    steady = _COPIES * words / (more - once)
    return {
        "reports": len(texts),
        "words": words,
        "words_per_second": round(words / once),
        "reports_per_second": round(words / once / _WORDS_A_REPORT, 2),
        "steady_words_per_second": round(steady),
        "steady_reports_per_second": round(steady / _WORDS_A_REPORT, 2),
    }


def _time_command(texts: Sequence[str], *, model: str) -> float:
    with TemporaryDirectory() as folder:
        write_reports(texts, Path(folder))
        start = time.perf_counter()
        with start_reading(folder, model=model, jobs=_JOBS, output=DEVNULL) as process:
            status = process.wait()
        taken = time.perf_counter() - start
    if status:
        raise CalledProcessError(status, "whence read")
    return taken


if __name__ == "__main__":
    main()
