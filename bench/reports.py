"""Reports to measure with, and running whence as a user runs it."""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory
from typing import IO, TypedDict

from whence.records.form.ledger_form import LedgerForm

__all__ = [
    "Marked",
    "Plain",
    "make_report",
    "mark_with_command",
    "read_lines",
    "read_plain",
    "start_reading",
    "write_reports",
]

_EXAMPLES = Path(__file__).parent.parent / "examples"
_ENOUGH_EXAMPLES = 84


class Marked(TypedDict):
    """An attribution as the scorer reads it: ``[start, end]`` in characters of the text."""

    source: list[list[int]]
    cue: list[list[int]]
    content: list[list[int]]
    is_nested: bool
    """Whether it stands within another's content."""


class Plain(TypedDict):
    """A report with only the fields that the measurements of time and memory need."""

    id: str
    text: str


def read_lines(path: Path) -> list[Plain]:
    """Read a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_plain(shared: Path) -> list[Plain]:
    """Read PolNeAR's development half, or six copies of the example reports if it is missing."""
    corpus = shared / "data/polnear/dev.jsonl"
    if corpus.exists():
        return read_lines(corpus)
    texts = [path.read_text(encoding="utf-8") for path in sorted(_EXAMPLES.glob("*.txt"))]
    return [{"id": str(i), "text": texts[i % len(texts)]} for i in range(_ENOUGH_EXAMPLES)]


def make_report(words: int) -> str:
    """Make a text of a number of words, as white space separates them, from the example reports."""
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(_EXAMPLES.glob("*.txt")))
    *_, last = islice(re.finditer(r"\S+", text), words)
    return text[: last.end()] + "\n"


def write_reports(texts: Iterable[str], folder: Path) -> None:
    """Write texts to files whose names keep their order."""
    for number, text in enumerate(texts, 1):
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8", newline="")


def start_reading(
    name: str | Path, *, model: str, jobs: int | None = None, output: int | IO[bytes] = PIPE
) -> Popen[bytes]:
    """Start ``whence read --json`` in a new process.

    Args:
        name: A file, or a folder of files.
        model: A model's name, or the path of a model file.
        jobs: Maximum number of reading processes; all cores by default.
        output: Destination of the ledgers.
    """
    command = [sys.executable, "-m", "whence", "read", "--json", "--model", model]
    if jobs:
        command += ["--jobs", str(jobs)]
    return Popen([*command, str(name)], stdout=output)  # noqa: S603 -- runs this package


def mark_with_command(texts: Sequence[str], *, model: str) -> list[list[Marked]]:
    """Read texts with ``whence read --json``, each from a file.

    Returns:
        The attributions of each text.

    Raises:
        ValueError: The command's reports differ from the files written, or it rejected a text.
    """
    with TemporaryDirectory() as folder:
        write_reports(texts, Path(folder))
        with start_reading(folder, model=model) as process:
            output, _ = process.communicate()
    return [_marked(json.loads(line), text) for line, text in zip(output.splitlines(), texts, strict=True)]


def _marked(form: LedgerForm, text: str) -> list[Marked]:
    if "report" not in form or form["report"]["text"] != text:
        message = f"whence did not read this text as it is: {text[:80]!r}"
        raise ValueError(message)
    return [
        {
            "source": one["source_spans"],
            "cue": one["cue_spans"],
            "content": one["content_spans"],
            "is_nested": one["within"] is not None,
        }
        for one in form["attributions"]
    ]
