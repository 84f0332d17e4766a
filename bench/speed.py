"""Measure speed: reading compared with other programs, with the bare encoder pass and with itself.

Prints one line of JSON. All but the seconds, words and megabytes are ratios:

- cpu: CPU seconds of each model and each other program over the same texts, in turn, one thread each; and those of
  each model as a multiple of the others (to_spacy, to_earlier).
- encoder: how many times as long as the bare encoder pass the whole takes, from a text to a line of JSON (to_encoder),
  and the pass as a share of the whole (share_cpu, share_wall).
- pace: reports of 750 words a second of ``whence read --json``, two processes, its start included and once it runs
  (steady); and how many times as much two processes read as one (growth_to_two).
- start: a report of 750 words, from the call of the command to its end, in seconds and compared with the earlier
  whence; and the CPU milliseconds of importing the package, and of importing its reader.
- memory: peak megabytes of two processes.
- growth: for eight shapes of text the exponent by which CPU time grows with length, from 20 to 160 thousand characters.

The other programs are spaCy's small English pipeline, and whence at an earlier commit with its model. They are
installed in the folder that ``--peers`` names. Reads PolNeAR's development half, or the examples if it is missing.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, CalledProcessError
from tempfile import TemporaryDirectory

from bench.encoder_share import measure_shares
from bench.growth import HOSTILE, measure_growth
from bench.memory import measure_memory
from bench.options import print_figures
from bench.peers import EARLIER, EARLIER_MODEL, find_earlier, find_spacy
from bench.reports import make_report, read_plain, start_reading, write_reports
from bench.turns import Program, reading_with, spacy_parsing, time_in_turn, time_starts
from whence.reading.model.package import SHIPPED, shipped_models

__all__: list[str] = []

_WORDS_A_REPORT = 750
_COPIES = 2
_STARTS = 7
_IMPORTS = {
    "import_milliseconds": "import whence",
    "import_reader_milliseconds": "from whence import Reader",
}
_OURS = Program(name="whence", python=Path(sys.executable), source="", is_installed=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is measured."""

    texts: Sequence[str]
    model: str
    """The model for what is measured with one model alone."""
    peers: Path | None
    """Folder of the other programs; None to do without them."""


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--model", default=SHIPPED, help="a model's name, or the path of a model file")
    parser.add_argument("--peers", type=Path, help="folder that the other programs are installed in, or already are")
    parser.add_argument("--every", type=int, default=1, help="read every nth report only")
    parser.add_argument("--what", nargs="+", choices=_PARTS, default=list(_PARTS), help="what to measure")
    options = parser.parse_args()
    if options.peers is None:
        print("Left out: spaCy and the earlier whence; name a folder for them with --peers.", file=sys.stderr)
    texts = [report["text"] for report in read_plain(options.shared)][:: options.every]
    work = Work(texts=texts, model=options.model, peers=options.peers and options.peers.resolve())
    figures: dict[str, object] = {"name": work.model, "reports": len(texts), "words": _count_words(texts)}
    for part in options.what:
        figures |= _PARTS[part](work)
    print_figures("speed", figures)


def _count_words(texts: Sequence[str]) -> int:
    """Count words, as white space separates them."""
    return sum(len(text.split()) for text in texts)


def _measure_cpu(work: Work) -> dict[str, object]:
    """Measure CPU seconds of all models in the package, of the one named, and of the other programs, in turn."""
    models = list(dict.fromkeys((work.model, *shipped_models())))
    programs = [reading_with(one, _OURS.python, name=one, is_installed=False) for one in models]
    ratios = {"to_spacy": "spaCy", "to_earlier": EARLIER}
    if work.peers and (spacy := find_spacy(work.peers)):
        programs.append(spacy_parsing(spacy))
    if work.peers and (earlier := find_earlier(work.peers)):
        programs.append(reading_with(EARLIER_MODEL, earlier, name=EARLIER, is_installed=True))
    seconds = time_in_turn(programs, work.texts)
    figures: dict[str, object] = {"cpu_seconds": {name: round(one, 1) for name, one in seconds.items()}}
    for key, name in ratios.items():
        if name in seconds:
            figures[key] = {model: round(seconds[model] / seconds[name], 2) for model in models}
    return figures


def _measure_encoder(work: Work) -> dict[str, object]:
    return dict(measure_shares(work.texts, model=work.model))


def _measure_pace(work: Work) -> dict[str, object]:
    """Measure the whole command in wall-clock time, with one process and with two."""
    more = [*work.texts] * (1 + _COPIES)
    steady: dict[int, float] = {}
    words = _count_words(work.texts)
    for jobs in (1, 2):
        once = _time_command(work.texts, model=work.model, jobs=jobs)
        steady[jobs] = _COPIES * words / (_time_command(more, model=work.model, jobs=jobs) - once)
    return {
        "words_per_second": round(words / once),
        "reports_per_second": round(words / once / _WORDS_A_REPORT, 2),
        "steady_reports_per_second": round(steady[2] / _WORDS_A_REPORT, 2),
        "growth_to_two": round(steady[2] / steady[1], 2),
    }


def _time_command(texts: Sequence[str], *, model: str, jobs: int) -> float:
    with TemporaryDirectory() as folder:
        write_reports(texts, Path(folder))
        start = time.perf_counter()
        with start_reading(folder, model=model, jobs=jobs, output=DEVNULL) as process:
            status = process.wait()
        taken = time.perf_counter() - start
    if status:
        raise CalledProcessError(status, "whence read")
    return taken


def _measure_start(work: Work) -> dict[str, object]:
    """Measure the command with one report, in turn with the earlier one, and what imports take."""
    earlier = find_earlier(work.peers) if work.peers else None
    figures: dict[str, object] = {}
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.txt"
        report.write_text(make_report(_WORDS_A_REPORT), encoding="utf-8")
        programs = [_OURS]
        arguments = [["-m", "whence", "read", "--json", "--model", work.model, str(report)]]
        if earlier:
            programs.append(Program(name=EARLIER, python=earlier, source=""))
            arguments.append(["-m", "whence", "read", "--json", "--model", EARLIER_MODEL, str(report)])
        ours, *others = time_starts(programs, arguments, times=_STARTS)
    figures |= {"start_seconds": round(ours.wall, 2), "start_cpu_seconds": round(ours.cpu, 2)}
    for other in others:
        figures["start_to_earlier"] = round(ours.wall / other.wall, 2)
        figures["start_cpu_to_earlier"] = round(ours.cpu / other.cpu, 2)
    commands = [["-c", "pass"], *(["-c", code] for code in _IMPORTS.values())]
    nothing, *imports = time_starts([_OURS] * len(commands), commands, times=_STARTS)
    for name, one in zip(_IMPORTS, imports, strict=True):
        figures[name] = max(0, round(1000 * (one.cpu - nothing.cpu)))  # other work may slow the empty start
    return figures


def _measure_memory(work: Work) -> dict[str, object]:
    return dict(measure_memory(work.texts, model=work.model))


def _measure_growth(work: Work) -> dict[str, object]:
    growth, _ = measure_growth(work.model, HOSTILE)
    return {"growth": growth, "largest_growth": max(growth.values())}


_PARTS: dict[str, Callable[[Work], dict[str, object]]] = {
    "cpu": _measure_cpu,
    "encoder": _measure_encoder,
    "pace": _measure_pace,
    "start": _measure_start,
    "memory": _measure_memory,
    "growth": _measure_growth,
}


if __name__ == "__main__":
    main()
