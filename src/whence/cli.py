"""The command line: one command for each question."""

import sys
from io import TextIOWrapper

import click

from whence.commands.adding import add, reread, unwatch, watch
from whence.commands.asking import changes, feeds, rejected, reports, search, show, sources, stats
from whence.commands.reading import read
from whence.commands.tending import check, compact, export, remove
from whence.version import VERSION

__all__ = ["main"]


@click.group("whence", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="whence", message="%(prog)s %(version)s")
def main() -> None:
    """Show what every claim in news reports rests on: who says it, how surely, and in which words."""
    # What a terminal or a file in an old encoding cannot hold is shown by its number.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


for _command in (
    *(read, add, watch, unwatch, reread),
    *(search, sources, reports, show, changes, rejected, feeds, stats),
    *(export, remove, compact, check),
):
    main.add_command(_command)
