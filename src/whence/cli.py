"""The command line: one command for each question."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Literal, Self, get_args

import click

from whence.errors import UsageError, WhenceError
from whence.intake.files import find_inputs
from whence.reading.many import open_reader, read_inputs
from whence.records.ledger import FindingKind, Ledger, choose_findings
from whence.records.report import Rejected
from whence.showing.exports import json_line
from whence.showing.marking import one_line
from whence.showing.page import render_page
from whence.showing.polecat import event_lines, polecat_tsv
from whence.showing.terminal import render
from whence.version import VERSION

__all__ = ["main"]

# As a shell says of a command that a signal ended: 128 and the signal's number.
_INTERRUPTED, _PIPE_CLOSED = 130, 141
# Columns: of the bar at most, of what stands beside it (``Reading  []  123456/123456  1d 00:00:00``), and of a terminal
# that does not tell its own.
_WIDEST_BAR, _BESIDE_BAR, _USUAL_COLUMNS = 36, 40, 80
# To the line's beginning, erase it, show the cursor, which click hides while its bar stands.
_CLEAR_LINE = "\r\x1b[2K\x1b[?25h"


@click.group("whence", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="whence", message="%(prog)s %(version)s")
def main() -> None:
    """Show what every claim in news reports rests on: who says it, how surely, and in which words."""
    # What a terminal or a file in an old encoding cannot hold is shown by its number.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("names", metavar="INPUT...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print the one JSON form, one line a report.")
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, writable=True, allow_dash=True),
    metavar="FILE",
    help="Write one page for a browser; - for standard output.",
)
@click.option(
    "--events",
    "table",
    type=click.Path(dir_okay=False, writable=True, allow_dash=True),
    metavar="FILE",
    help="Write the events in the columns of POLECAT.",
)
@click.option(
    "--findings",
    "wanted",
    default="all",
    show_default=True,
    metavar="KINDS",
    help="Tell of these: all, none, KIND,… or -KIND,…",
)
@click.option("--model", default="en-3", show_default=True, metavar="NAME", help="Read with this model.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", show_default="all cores", help="Most processes to read in."
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Mark attributions in colour, not with brackets.",
)
@click.pass_context
def read(  # noqa: PLR0913 -- click hands over each option by itself
    context: click.Context,
    names: tuple[str, ...],
    *,
    as_json: bool,
    page: str | None,
    table: str | None,
    wanted: str,
    model: str,
    jobs: int | None,
    color: Literal["auto", "always", "never"],
) -> None:
    """Show who says what in news reports.

    INPUT is a text file, a saved web page, a folder of these, an http(s) address, or - for standard input.
    """
    _check(names, as_json=as_json, files={"--html": page, "--events": table})
    answer = _Answer(
        as_json=as_json,
        page=page,
        table=table,
        kinds=_kinds(wanted),
        color=_wants_color() if color == "auto" else color == "always",
    )
    # Tests hand in a reader of their own as the context's object.
    reader = partial(context.obj or open_reader, model)
    with _ending_well(context):
        inputs = list(find_inputs(names))
        with _Desk(len(inputs)) as desk, closing(read_inputs(inputs, reader, jobs=jobs)) as results:
            for result in results:
                answer.take(result, desk)
                desk.count()
        answer.finish()
        if answer.rejected:
            click.echo(f"{len(answer.rejected)} of {len(inputs)} could not be read.", err=True)
        context.exit(max((each.exit_code for each in answer.rejected), default=0))


def _check(names: tuple[str, ...], *, as_json: bool, files: Mapping[str, str | None]) -> None:
    """Find fault with what was asked for before anything is read."""
    if not names:
        message = "there is nothing to read. Name files, folders or addresses, or - for standard input."
        raise click.UsageError(message)
    printed = ["--json"] * as_json + [f"{option} -" for option, name in files.items() if name == "-"]
    if len(printed) > 1:
        message = f"{' and '.join(printed)} would both write to standard output. Name a file."
        raise click.UsageError(message)
    named = [Path(name) for name in files.values() if name]
    if len(set(named)) < len(named):
        message = f"{' and '.join(files)} would both write to {named[0]}. Name two files."
        raise click.UsageError(message)
    for option, name in files.items():
        if name and not Path(name).parent.is_dir():
            message = f"{option} {name}: there is no folder {Path(name).parent}. Make it first."
            raise click.UsageError(message)


def _kinds(wanted: str) -> frozenset[FindingKind]:
    """Read which kinds of finding are asked for."""
    every: tuple[FindingKind, ...] = get_args(FindingKind)
    words = [word.strip() for word in wanted.split(",")]
    if words in (["all"], ["none"]):
        return frozenset(every if words == ["all"] else ())
    strangers = [word for word in words if word.removeprefix("-") not in every]
    signs = {word.startswith("-") for word in words}
    if strangers or len(signs) > 1:
        fault = f"there is no kind {strangers[0]}" if strangers else "name what to tell, or what not to, but not both"
        message = f"--findings {wanted}: {fault}. The kinds are {', '.join(every)}."
        raise click.UsageError(message)
    named = {word.removeprefix("-") for word in words}
    all_but = True in signs
    return frozenset(kind for kind in every if (kind in named) != all_but)


@dataclass(slots=True, kw_only=True)
class _Answer:
    """What a reading prints and writes, as it was asked for."""

    as_json: bool
    page: str | None
    table: str | None
    kinds: frozenset[FindingKind]
    color: bool
    ledgers: list[Ledger] = field(default_factory=list)
    """For the page."""
    events: list[str] = field(default_factory=list)
    """Lines of the table."""
    rejected: list[Rejected] = field(default_factory=list)

    def take(self, result: Ledger | Rejected, desk: "_Desk") -> None:
        """Show what became of one input, or keep it for what is written at the end."""
        if isinstance(result, Rejected):
            self.rejected.append(result)
            if self.as_json:
                desk.put(json_line(result))
            desk.complain(f"{result.input}: {result.reason}")
            return
        ledger = choose_findings(result, self.kinds)
        if self.as_json:
            desk.put(json_line(ledger))
        if self.page:
            self.ledgers.append(ledger)
        if self.table:
            self.events.append(event_lines(ledger))
        if not (self.as_json or self.page or self.table):
            width = shutil.get_terminal_size().columns
            desk.put(render(ledger, width=width, color=self.color, asks=bool(self.kinds)), color=self.color)

    def finish(self) -> None:
        """Write the files."""
        if self.page:
            _write_file(self.page, render_page(self.ledgers, self.rejected, asks=bool(self.kinds)))
        if self.table:
            _write_file(self.table, polecat_tsv([]) + "".join(self.events))


class _Desk:
    """Where results are put while a run goes on; how far it is shows on standard error, if that is a terminal.

    Args:
        total: How many results there will be.
    """

    def __init__(self, total: int) -> None:
        self._bar = click.progressbar(length=total, label="Reading", show_pos=True, width=_bar_width(), file=sys.stderr)
        self._shows = total > 1 and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def __enter__(self) -> Self:
        if self._shows:
            self._bar.render_progress()
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()

    def put(self, content: str | bytes, *, color: bool = False) -> None:
        """Write a result to standard output."""
        if sys.stdout.isatty():
            self._clear()
        click.echo(content, nl=False, color=color)

    def complain(self, sentence: str) -> None:
        """Write a sentence to standard error."""
        self._clear()
        click.echo(one_line(sentence), err=True)

    def count(self) -> None:
        """Count one result."""
        if self._shows:
            self._bar.update(1)

    def _clear(self) -> None:
        """Take the bar away, until the next result is counted."""
        if self._shows:
            click.echo(_CLEAR_LINE, nl=False, err=True)


def _bar_width() -> int:
    """Choose how wide the bar is, so that its line fits standard error: click looks at standard output alone."""
    try:
        columns = os.get_terminal_size(sys.stderr.fileno()).columns or _USUAL_COLUMNS
    except (OSError, ValueError):
        columns = _USUAL_COLUMNS
    return max(1, min(_WIDEST_BAR, columns - _BESIDE_BAR))


@contextmanager
def _ending_well(context: click.Context) -> Iterator[None]:
    """End a command that goes wrong with a sentence and an exit status, not with a traceback."""
    try:
        yield
    except WhenceError as error:
        click.echo(one_line(str(error)), err=True)
        context.exit(error.exit_code)
    except KeyboardInterrupt:
        click.echo("Interrupted.", err=True)
        context.exit(_INTERRUPTED)
    except BrokenPipeError:
        # Python flushes standard output once more when it ends, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        context.exit(_PIPE_CLOSED)


def _write_file(name: str, written: str) -> None:
    content = written.encode("utf-8", "replace")
    if name == "-":
        click.echo(content, nl=False)
        return
    try:
        Path(name).write_bytes(content)
    except OSError as exc:
        raise UsageError(name, f"cannot be written ({exc.strerror})", "Name another file") from exc
    click.echo(f"{name} written.", err=True)


def _wants_color() -> bool:
    """Tell whether standard output shows colour and nobody asked for none (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
