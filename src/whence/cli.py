"""The command line: one command for each question."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Literal, Self

import click

from whence.errors import UsageError, WhenceError
from whence.intake.files import find_inputs
from whence.reading.many import open_reader, read_inputs
from whence.records.ledger import Ledger
from whence.records.report import Rejected
from whence.showing.exports import json_line
from whence.showing.marking import one_line
from whence.showing.page import render_page
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
    """Show what every claim in news reports rests on: who says it, and in which words."""
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
@click.option("--model", default="en-2", show_default=True, metavar="NAME", help="Read with this model.")
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
    model: str,
    jobs: int | None,
    color: Literal["auto", "always", "never"],
) -> None:
    """Show who says what in news reports.

    INPUT is a text file, a saved web page, a folder of these, an http(s) address, or - for standard input.
    """
    _check(names, as_json=as_json, page=page)
    use_color = _wants_color() if color == "auto" else color == "always"
    ledgers: list[Ledger] = []
    rejected: list[Rejected] = []
    # Tests hand in a reader of their own as the context's object.
    reader = partial(context.obj or open_reader, model)
    with _ending_well(context):
        inputs = list(find_inputs(names))
        with _Desk(len(inputs)) as desk, closing(read_inputs(inputs, reader, jobs=jobs)) as results:
            for result in results:
                if as_json:
                    desk.put(json_line(result))
                if isinstance(result, Rejected):
                    rejected.append(result)
                    desk.complain(f"{result.input}: {result.reason}")
                elif page:
                    ledgers.append(result)
                elif not as_json:
                    desk.put(render(result, width=shutil.get_terminal_size().columns, color=use_color), color=use_color)
                desk.count()
        if page:
            _write_page(page, render_page(ledgers, rejected))
        if rejected:
            click.echo(f"{len(rejected)} of {len(inputs)} could not be read.", err=True)
        context.exit(max((each.exit_code for each in rejected), default=0))


def _check(names: tuple[str, ...], *, as_json: bool, page: str | None) -> None:
    """Find fault with what was asked for before anything is read."""
    if not names:
        message = "there is nothing to read. Name files, folders or addresses, or - for standard input."
        raise click.UsageError(message)
    if as_json and page == "-":
        message = "--json and --html - would both write to standard output. Name a file for the page."
        raise click.UsageError(message)
    if page and not Path(page).parent.is_dir():
        message = f"--html {page}: there is no folder {Path(page).parent}. Make it first."
        raise click.UsageError(message)


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


def _write_page(name: str, page: str) -> None:
    content = page.encode("utf-8", "replace")
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
