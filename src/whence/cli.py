"""The command line: one command for each question."""

import sys

import click

from whence.commands.add import add, reread, unwatch, watch
from whence.commands.interrupts import end_if_interrupted, see_to_the_end
from whence.commands.progress import tell_error
from whence.commands.query import changes, feeds, rejected, reports, search, show, sources, stats
from whence.commands.read import read
from whence.commands.standard_streams import OutputError, guard_streams
from whence.commands.upkeep import check, compact, export, remove
from whence.version import VERSION

__all__ = ["main", "run"]


@click.group("whence", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="whence", message="%(prog)s %(version)s")
def main() -> None:
    """Show what every claim in news reports rests on: who says it, how sure they are, and in which words."""


for _command in (
    *(read, add, watch, unwatch, reread),
    *(search, sources, reports, show, changes, rejected, feeds, stats),
    *(export, remove, compact, check),
):
    main.add_command(_command)


def run(reader: object = None) -> None:
    """Run the command line, and exit with its status.

    Args:
        reader: Opens the reader of reports, in place of the shipped model; tests and benchmarks pass their own.
    """
    guard_streams()
    see_to_the_end()
    try:
        main.main(prog_name="whence", obj=reader)
    except OutputError as error:  # of help and version; commands end by themselves
        tell_error(error)
        sys.exit(error.exit_code)
    finally:
        end_if_interrupted()
