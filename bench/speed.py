"""Measure speed: what reading costs beside the bare encoder pass, and reports a second on two processes.

- share_cpu, share_wall: time of the bare encoder pass as a share of the whole, which is a file in and a line of JSON
  out, in one process. The pass runs over the same windows in the same batches; the two take turns report by report, so
  that whatever else the machine does slows both alike.
- words and reports of 750 words a second of ``whence read --json --jobs 2``, its start included; and once it runs
  (steady), from what further copies of the same reports add.

Words are what white space parts. PolNeAR's development half is read, or the examples where it is not there.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, CalledProcessError
from tempfile import TemporaryDirectory

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bench.options import parse_options, print_figures
from bench.reports import read_plain, start_reading, write_reports
from whence.intake.files import Input, take
from whence.reading.models import open_model
from whence.reading.reader import Reader
from whence.reading.segmenting import segment
from whence.reading.tagging import Seen, Tagger, frame_of, lay_out, word_pieces
from whence.showing.exports import json_line

__all__ = ["BareEncoder", "Clock", "measure_command", "measure_shares"]

_WORDS_A_REPORT = 750
_COPIES = 4
_JOBS = 2


class BareEncoder:
    """A model's encoder, without all else that reading takes.

    Args:
        model: A model's name, or the path of a model file.
    """

    def __init__(self, model: str) -> None:
        opened = open_model(model)
        self._tagger = Tagger(model)
        self._tokenizer = Tokenizer.from_buffer(opened.tokenizer)
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = ort.InferenceSession(opened.encoder, options, providers=["CPUExecutionProvider"])

    def lay_out(self, text: str) -> Iterator[dict[str, NDArray[np.int64]]]:
        """Lay out a text's windows in the batches that the tagger makes of them."""
        words = segment(text)
        pieces = word_pieces(self._tokenizer, words)
        for part in self._tagger.read(words):
            yield lay_out([Seen(words, pieces, window) for window in part.windows], frame_of(self._tokenizer))

    def run(self, feed: dict[str, NDArray[np.int64]]) -> None:
        """Run the encoder over a batch of windows."""
        self._session.run(None, feed)


@dataclass(slots=True)
class Clock:
    """Time that some work has taken, in seconds."""

    cpu: float = 0.0
    wall: float = 0.0

    def time(self, work: Callable[[], object]) -> None:
        """Do a piece of work, and add what it takes."""
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


def measure_shares(texts: list[str], *, model: str) -> dict[str, float]:
    """Measure the bare encoder pass as a share of all that reading takes."""
    encoder, reader = BareEncoder(model), Reader(model)
    bare, whole = Clock(), Clock()
    with TemporaryDirectory() as folder:
        write_reports(texts, Path(folder))
        names = [str(path) for path in sorted(Path(folder).iterdir())]
        # The first of everything is slower, and is not counted.
        _read(reader, names[0])
        for turn, (name, text) in enumerate(zip(names, texts, strict=True)):
            feeds = list(encoder.lay_out(text))
            measures = [
                (bare, lambda feeds=feeds: [*map(encoder.run, feeds)]),
                (whole, lambda name=name: _read(reader, name)),
            ]
            for clock, work in measures if turn % 2 else reversed(measures):
                clock.time(work)
    return {
        "share_cpu": round(bare.cpu / whole.cpu, 3),
        "share_wall": round(bare.wall / whole.wall, 3),
        "encoder_cpu_seconds": round(bare.cpu, 2),
        "whole_cpu_seconds": round(whole.cpu, 2),
    }


def _read(reader: Reader, name: str) -> bytes:
    return json_line(reader.read(take(Input(name=name))))


def measure_command(texts: list[str], *, model: str) -> dict[str, float]:
    """Measure the whole command on two processes, by the clock on the wall."""
    words = sum(len(text.split()) for text in texts)
    once = _time_command(texts, model=model)
    more = _time_command(texts * (1 + _COPIES), model=model)
    steady = _COPIES * words / (more - once)
    return {
        "reports": len(texts),
        "words": words,
        "words_per_second": round(words / once),
        "reports_per_second": round(words / once / _WORDS_A_REPORT, 2),
        "steady_words_per_second": round(steady),
        "steady_reports_per_second": round(steady / _WORDS_A_REPORT, 2),
    }


def _time_command(texts: list[str], *, model: str) -> float:
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
