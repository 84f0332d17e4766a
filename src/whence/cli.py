"""The command line: one command for each question."""

import sys
from collections.abc import Callable

import click

from whence.commands.add import add, reread, unwatch, watch
from whence.commands.claims import claim, claims, origins
from whence.commands.interrupts import end_if_interrupted, watch_for_interrupt
from whence.commands.link import link
from whence.commands.owners import owners
from whence.commands.profiles import outlet, source
from whence.commands.progress import print_error
from whence.commands.query import changes, feeds, rejected, reports, search, show, sources, stats
from whence.commands.read import inputs, read
from whence.commands.review import correct, corrections, note, notes, questions
from whence.commands.serve import serve
from whence.commands.spark import spark
from whence.commands.standard_streams import OutputError, guard_streams
from whence.commands.stories import compare, stories, story
from whence.commands.upkeep import check, compact, export, remove
from whence.records.ledger import Ledger
from whence.records.report import Report
from whence.scaling.batch import open_reader
from whence.version import VERSION

__all__ = ["main", "run"]


# A command that reads opens its reader with the context's object: a function of the model's name.
@click.group("whence", context_settings={"help_option_names": ["-h", "--help"], "obj": open_reader})
@click.version_option(VERSION, prog_name="whence", message="%(prog)s %(version)s")
def main() -> None:
    """Show what every claim in news reports rests on: who says it, how sure they are, and in which words."""


for _command in (
    *(read, inputs, add, watch, unwatch, reread, link, owners),
    *(search, sources, source, outlet, reports, show, changes, rejected, feeds, stats),
    *(stories, story, compare, claims, claim, origins),
    *(correct, corrections, questions, note, notes),
    spark,
    serve,
    *(export, remove, compact, check),
):
    main.add_command(_command)


def run(open_reader: Callable[[str], Callable[[Report], Ledger]] = open_reader) -> None:
    """Run the command line in a process of its own, and end that.

    Args:
        open_reader: Opens what reads reports, given a model's name or path. Called in every process that reads, so it
            must be picklable.
    """
    guard_streams()
    watch_for_interrupt()
    try:
        main.main(prog_name="whence", obj=open_reader)
    except OutputError as error:  # of help and version; commands end by themselves
        print_error(error)
        sys.exit(error.exit_code)
    finally:
        end_if_interrupted()
