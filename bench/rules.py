"""Measure the CPU seconds of reading without the networks: all that whence does around the runs of the engine.

- rest_cpu_seconds: reading less the runs of the encoder and of the heads, in one process and one thread.
- engine_cpu_seconds: those runs.
- words: what white space parts.

To compare two versions, run both on the same machine with ``OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1``. PolNeAR's
development half is read, or the examples where it is not there.
"""

import time
from collections.abc import Sequence
from unittest.mock import patch

from bench.encoder_share import Clock
from bench.options import parse_options, print_figures
from bench.reports import read_plain
from whence.reading.model.engine import Session
from whence.reading.reader import Reader
from whence.records.report import Report

__all__ = ["measure_rules"]


def main() -> None:
    """Measure, and print the figures."""
    options = parse_options(__doc__)
    texts = [report["text"] for report in read_plain(options.shared)]
    print_figures("rules", {"name": options.model, **measure_rules(texts, model=options.model)})


def measure_rules(texts: Sequence[str], *, model: str) -> dict[str, float]:
    """Measure what reading texts takes, and how much of it the engine takes."""
    reader, engine = Reader(model), Clock()
    run = Session.run

    def timed_run(*arguments: object) -> object:
        started = time.process_time()
        try:
            return run(*arguments)
        finally:
            engine.cpu += time.process_time() - started

    with patch.object(Session, "run", timed_run):
        started = time.process_time()
        for text in texts:
            reader.read(Report(text=text))
        whole = time.process_time() - started
    return {
        "reports": len(texts),
        "words": sum(len(text.split()) for text in texts),
        "rest_cpu_seconds": round(whole - engine.cpu, 2),
        "engine_cpu_seconds": round(engine.cpu, 2),
    }


if __name__ == "__main__":
    main()
