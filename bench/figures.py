"""Keep the measured figures in one file, docs/figures.json, and write the tables of the docs from it.

Without ``--write`` the tables are compared with the file, and every line that disagrees is shown; the exit status is 1
if there is one. With ``--write`` the benches named are run, or all of them. Their output replaces what the file holds
of them, with the versions they ran with, and the tables are written anew. A bench without its corpus leaves its
figures as they are, and so does one that fails or does not print what its rows show; then the exit status is 1, too.
Times and memory depend on the machine: run nothing else beside those benches.
"""

import argparse
import json
import os
import platform
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from difflib import ndiff
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import TypedDict

from bench.figure_tables import TABLES, Row, Table
from whence.reading.model.package import SHIPPED, full_name
from whence.version import VERSION

__all__ = [
    "Run",
    "disagreements",
    "find_gap",
    "read_output",
    "read_runs",
    "render",
    "runs_of",
    "write_table",
]

_HOME = Path(__file__).parent.parent
_BEGIN = "<!-- Written by python -m bench.figures --write -->"
_END = "<!-- End of what it wrote -->"
_MODEL = "--model"
_PLACE = re.compile(f"{re.escape(_BEGIN)}.*?{re.escape(_END)}", re.DOTALL)


class Run(TypedDict):
    """What a bench printed, and with what."""

    versions: dict[str, str] | None
    """By name; None for a run from before its versions were kept."""
    lines: list[dict[str, object]]
    """Its lines of JSON."""


def main() -> None:
    """Compare, or measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="run benches, and write the file and the tables")
    parser.add_argument(
        "benches",
        metavar="BENCH",
        nargs="*",
        help="those to run, by name or as a table states one with its options; all if none is named",
    )
    asked = parser.parse_args()
    runs = [run for run in runs_of(TABLES) if not asked.benches or {run, run.split()[0]} & {*asked.benches}]
    if unknown := {*asked.benches} - {name for run in runs for name in (run, run.split()[0])}:
        parser.error(f"no table has figures of {', '.join(sorted(unknown))}")
    if asked.benches and not asked.write:
        parser.error("benches are run with --write only")
    path = _HOME / "docs/figures.json"
    failed = [run for run in runs if not _measure(run, path)] if asked.write else []
    disagreeing = disagreements(_HOME, read_runs(path))
    print("\n".join(disagreeing))
    if asked.write:
        for table in TABLES:
            page = _HOME / table.page
            page.write_text(write_table(page.read_text("utf-8"), render(table, read_runs(path))), encoding="utf-8")
    if failed:
        sys.exit(f"These failed, and their figures stay as they are: {', '.join(failed)}.")
    if disagreeing and not asked.write:
        sys.exit(1)


def runs_of(tables: Sequence[Table]) -> list[str]:
    """List the runs that tables show, each once."""
    return list(dict.fromkeys(row.run for table in tables for row in table.rows))


def read_runs(path: Path) -> dict[str, Run]:
    """Read what the benches printed, by run."""
    runs: dict[str, Run] = json.loads(path.read_text(encoding="utf-8"))
    return runs


def disagreements(home: Path, runs: Mapping[str, Run]) -> list[str]:
    """Find the lines of tables that the figures do not give (-), and those that they give instead (+).

    Args:
        home: The folder that the tables' pages stand in.
        runs: The figures.
    """
    found: list[str] = []
    for table in TABLES:
        page = (home / table.page).read_text(encoding="utf-8")
        written = write_table(page, render(table, runs))
        changed = ndiff(page.splitlines(), written.splitlines())
        found += [f"{table.page}: {line}" for line in changed if line[:2] in {"- ", "+ "}]
    return found


def write_table(page: str, table: str) -> str:
    """Put a table in the place that a page marks for it.

    Raises:
        ValueError: The page marks none, or several.
    """
    written, count = _PLACE.subn(lambda _: f"{_BEGIN}\n\n{table}\n\n{_END}", page)
    if count != 1:
        message = f"{count} places for a table of figures, where there must be one"
        raise ValueError(message)
    return written


def render(table: Table, runs: Mapping[str, Run]) -> str:
    """Render a table in Markdown, and beneath it the versions that its benches ran with.

    Raises:
        KeyError: There is no run or no figure that a row asks for.
    """
    width = len(table.columns) + 1
    lines = [_line([*table.columns, "how to repeat it"]), "|---" * width + "|"]
    for run, rows in groupby(table.rows, key=lambda row: row.run):
        command = f"`python -m bench.{run}`"
        for row in rows:
            cells = _cells(row, runs[run]["lines"])
            lines.append(_line([row.label, *cells, *[""] * (width - len(cells) - 2), command]))
            command = ""
    return "\n".join([*lines, "", *_settings(runs_of([table]), runs)])


def _settings(shown: Sequence[str], runs: Mapping[str, Run]) -> list[str]:
    """Say which runs were measured with what."""
    together: dict[str, list[str]] = {}
    for run in shown:
        versions = runs[run]["versions"]
        named = ", ".join(f"{name} {version}" for name, version in (versions or {}).items())
        together.setdefault(f"With {named}" if versions else "Before versions were kept", []).append(run)
    return [f"- {versions}: {', '.join(several)}." for versions, several in together.items()]


def _line(cells: Sequence[str]) -> str:
    return re.sub(" +", " ", f"| {' | '.join(cells)} |")


def _cells(row: Row, lines: Sequence[Mapping[str, object]]) -> list[str]:
    """Fill a row's cells. The tables state shares in percent, without the sign."""
    return [cell.format(*lines).replace("%", "") for cell in row.cells]


def _measure(run: str, path: Path) -> bool:
    """Run a bench, and keep what it prints if that is figures.

    Returns:
        Whether it ended well: with figures, or without a corpus to measure on.
    """
    name, *options = shlex.split(run)
    print(f"python -m bench.{run}", flush=True)
    command = [sys.executable, "-m", f"bench.{name}", *options]
    done = subprocess.run(command, cwd=_HOME, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603 -- ours
    lines = read_output(done.stdout)
    if done.returncode or not lines:
        print(done.stdout)
        return not done.returncode
    if complaint := find_gap(TABLES, run, lines):
        print(complaint)
        return False
    runs = read_runs(path) | {run: Run(versions=_own_versions(options), lines=lines)}
    rows = [f"{json.dumps(run)}: {json.dumps(runs[run], ensure_ascii=False)}" for run in runs_of(TABLES) if run in runs]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    return True


def find_gap(tables: Sequence[Table], run: str, lines: Sequence[Mapping[str, object]]) -> str:
    """Say which row a bench's lines have no figure for, or whose lines they are instead; "" if they fill every row."""
    bench = run.partition(" ")[0]
    # A bench that measures two sets names the second after itself and a hyphen.
    if strangers := [line.get("bench") for line in lines if str(line.get("bench")).partition("-")[0] != bench]:
        return f"These are lines of another bench, {strangers[0]}."
    for row in (row for table in tables for row in table.rows if row.run == run):
        try:
            _cells(row, lines)
        except (LookupError, TypeError, ValueError) as error:
            return f"It prints no figure for {row.label!r}: {type(error).__name__}: {error}."
    return ""


def read_output(output: str) -> list[dict[str, object]]:
    """Read a bench's lines of JSON; a sentence is none.

    >>> read_output('{"bench": "tide", "metres": 1.0}')
    [{'bench': 'tide', 'metres': 1.0}]
    >>> read_output("Skipped: there are no tides on this machine.")
    []
    """
    return [json.loads(line) for line in output.splitlines() if line.startswith("{")]


def _own_versions(options: Sequence[str]) -> dict[str, str]:
    return {
        "whence": VERSION,
        "model": full_name(options[options.index(_MODEL) + 1]) if _MODEL in options else SHIPPED,
        "ONNX Runtime": version("onnxruntime"),
        "Python": platform.python_version(),
        "processor": _processor(),
    }


def _processor() -> str:
    """Name the processor, or its architecture where the system tells no more, and count its cores."""
    told = Path("/proc/cpuinfo")
    names = (
        re.findall(r"^model name\s*: (.+)$", told.read_text(encoding="utf-8"), re.MULTILINE) if told.exists() else []
    )
    return f"{next(iter(names), platform.processor() or platform.machine())}, {os.cpu_count()} cores"


if __name__ == "__main__":
    main()
