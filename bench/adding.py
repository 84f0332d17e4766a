"""Measure adding to an archive: with ``--whole`` its speed compared with reading alone, otherwise its memory.

- share: reports per second of ``whence add``, model included, as a share of those of reading the same reports and
  discarding the ledgers. Both use all cores, each in processes of its own, and take turns on parts of the reports, so
  that other load on the machine slows both alike. The archive grows from part to part.
- peak_megabytes, last_to_second_quarter: memory of all processes while reports are added as a stream: the peak, and
  the growth, as the mean over the last quarter of the time divided by that over the second. The model is left out, so
  that there can be many reports; the memory with the model, for a few reports, is printed beside it.

Reports are recombined from the development halves, or from the examples.
"""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import fmean
from subprocess import CalledProcessError, Popen

from bench.archives import Order, make_parser, paragraphs_for, reports_of, start_adding, workplace
from bench.memory import sample_memory
from bench.options import print_figures
from bench.recombining import write_reports
from whence.intake.formats.tables import read_table
from whence.intake.inputs import Input
from whence.scaling.batch import open_reader, read_inputs

__all__ = ["growth", "read_alone", "sample_adding"]

_REPORTS = 400
_PART = 100
_MOST_PARTS = 10
_WARMING = 20
_WITH_MODEL = 400
_PAUSE_SECONDS = 0.2
_MEGABYTE = 1e6


def main() -> None:
    """Measure, and print the figures."""
    parser = make_parser(__doc__, reports=_REPORTS)
    parser.add_argument("--whole", action="store_true", help="measure the pace, with the model")
    parser.add_argument("--warc", action="store_true", help="measure memory on a web archive instead of JSON Lines")
    parser.add_argument("--read-alone", type=Path, metavar="FILE", help="only read these reports")
    asked = parser.parse_args()
    order = Order.of(asked)
    if asked.read_alone:
        read_alone(asked.read_alone, model=order.model)
        return
    with workplace(order) as folder:
        if asked.whole:
            print_figures("adding", _measure_pace(order, folder))
        else:
            print_figures("adding", _measure_memory(order, folder, ending=".warc.gz" if asked.warc else ".jsonl"))


def read_alone(path: Path, *, model: str) -> int:
    """Read the reports of a table on all cores, discard the ledgers, and count them."""
    inputs: Iterator[Input] = (each for each in read_table(str(path), columns={}) if isinstance(each, Input))
    with closing(read_inputs(inputs, partial(open_reader, model))) as results:
        return sum(1 for _ in results)


def growth(samples: Sequence[float]) -> float:
    """Divide the mean of the last quarter of the samples by that of the second.

    >>> growth([9, 9, 2, 2, 3, 3, 2, 2]), growth([0, 1, 2, 3])
    (1.0, 3.0)
    """
    quarter = len(samples) // 4
    return round(fmean(samples[-quarter:]) / fmean(samples[quarter : 2 * quarter]), 3)


def _measure_pace(order: Order, folder: Path) -> dict[str, object]:
    warming = folder / "warming.jsonl"
    write_reports(reports_of(order, count=_WARMING, seed=order.seed + 1), warming)
    _wait(_start_reading(warming, order.model))
    archive = _fresh(folder / "pace.whence")
    adding: list[float] = []
    reading: list[float] = []
    for turn, part in enumerate(_parts(order, folder)):
        measures = [
            (adding, partial(start_adding, archive, [part], model=order.model)),
            (reading, partial(_start_reading, part, order.model)),
        ]
        for seconds, start in measures if turn % 2 else reversed(measures):
            begun = time.perf_counter()
            _wait(start())
            seconds.append(time.perf_counter() - begun)
    return {
        "name": order.model,
        "reports": order.reports,
        "reports_per_second": round(order.reports / sum(adding), 2),
        "reading_reports_per_second": round(order.reports / sum(reading), 2),
        "share": round(sum(reading) / sum(adding), 3),
        "shares": [round(alone / whole, 3) for alone, whole in zip(reading, adding, strict=True)],
        "megabytes": round(archive.stat().st_size / _MEGABYTE, 2),
    }


def _parts(order: Order, folder: Path) -> list[Path]:
    """Write the reports as files of equal size; the last one may be smaller."""
    size = max(_PART, -(-order.reports // _MOST_PARTS))
    reports = reports_of(order)
    paths: list[Path] = []
    for number in range(-(-order.reports // size)):
        paths.append(folder / f"part-{number}.jsonl")
        write_reports(islice(reports, size), paths[-1])
    return paths


def _measure_memory(order: Order, folder: Path, *, ending: str) -> dict[str, object]:
    stream = folder / f"stream{ending}"
    write_reports(reports_of(order), stream)
    paragraphs = paragraphs_for(order, folder)
    composed = folder / "composed.whence"
    begun = time.perf_counter()
    samples = sample_adding(start_adding(_fresh(composed), [stream], model=paragraphs, is_composed=True))
    seconds = time.perf_counter() - begun
    few = folder / f"few{ending}"
    count = min(order.reports, _WITH_MODEL)
    write_reports(reports_of(order, count=count), few)
    with_model = sample_adding(start_adding(_fresh(folder / "with-model.whence"), [few], model=order.model))
    return {
        "stream": ending.removeprefix("."),
        "reports": order.reports,
        "reports_per_second": round(order.reports / seconds, 1),
        "peak_megabytes": round(max(samples)),
        "last_to_second_quarter": growth(samples),
        "model": order.model,
        "reports_with_model": count,
        "peak_megabytes_with_model": round(max(with_model)),
        "last_to_second_quarter_with_model": growth(with_model),
    }


def sample_adding(process: Popen[bytes]) -> list[float]:
    """Sample the memory of a process and its descendants, in megabytes."""
    samples: list[float] = []
    with process:
        for taken in sample_memory(process):
            samples.append((taken.proportional or taken.resident) / _MEGABYTE)
            time.sleep(_PAUSE_SECONDS)
    if process.returncode:
        raise CalledProcessError(process.returncode, "whence add")
    return samples


def _start_reading(path: Path, model: str) -> Popen[bytes]:
    command = [sys.executable, "-m", "bench.adding", "--read-alone", str(path), "--model", model]
    return Popen(command)  # noqa: S603 -- runs this package


def _wait(process: Popen[bytes]) -> None:
    if process.wait():
        raise CalledProcessError(process.returncode, "whence")


def _fresh(archive: Path) -> Path:
    """Delete the archive, if it exists."""
    for old in archive.parent.glob(f"{archive.name}*"):
        old.unlink()
    return archive


if __name__ == "__main__":
    main()
