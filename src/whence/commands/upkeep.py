"""Commands that maintain an archive: export, remove, compact, check."""

import shutil
import sys
from typing import Literal

import click

from whence.commands.options import archive_argument, filter_options, open_archive, refuse_empty, tell_empty
from whence.commands.progress import ending_well
from whence.errors import UsageError
from whence.records.answers import Filters, Held
from whence.showing.marks import one_line
from whence.showing.terminal.answers import count_of, tell_faults

__all__ = ["check", "compact", "export", "remove"]

_FEW = 5
"""Number of headlines shown before a removal."""


@click.command()
@archive_argument
@click.argument("folder", type=click.Path(file_okay=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "parquet"]),
    default="jsonl",
    show_default=True,
    help="JSON Lines, CSV or Parquet.",
)
@filter_options
@click.pass_context
def export(
    context: click.Context, archive: str, folder: str, *, form: Literal["jsonl", "csv", "parquet"], filters: Filters
) -> None:
    """Write what an archive holds to files.

    FOLDER gets one for each table; it is made if there is none.
    """
    with ending_well(context), open_archive(archive) as opened:
        for path in opened.export(folder, form=form, filters=filters):
            click.echo(one_line(f"{path} written."), err=True)
        tell_empty(opened, form)


@click.command()
@archive_argument
@click.argument("names", metavar="[ID]...", nargs=-1)
@filter_options
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def remove(context: click.Context, archive: str, names: tuple[str, ...], *, filters: Filters, yes: bool) -> None:
    """Take reports out of an archive, with all their versions.

    ID is a report's, or the beginning of it; or choose reports by the options.
    """
    has_filters = filters != Filters()
    if bool(names) == has_filters:
        fault = "ids and options were both given." if names else "there is nothing to remove."
        message = f"{fault} Name reports by their ids, or choose them by the options."
        raise click.UsageError(message)
    with ending_well(context, kept="What was removed stays so."), open_archive(archive) as opened:
        refuse_empty(opened)
        if has_filters:
            chosen = opened.reports(filters=filters)
        else:
            chosen = list({each.id: each for name in names for each in opened.versions(name)}.values())
        if not chosen:
            click.echo("No such reports; nothing was removed.")
            return
        if not (yes or _agrees(chosen)):
            click.echo("Nothing was removed.")
            return
        removed = opened.remove([each.id for each in chosen])
        click.echo(f"{count_of(removed, 'report')} removed.")


@click.command()
@archive_argument
@click.pass_context
def compact(context: click.Context, archive: str) -> None:
    """Give back room on the disk that an archive does not need."""
    with ending_well(context), open_archive(archive) as opened:
        done = opened.compact()
        segments = f"; {count_of(done.segments, 'segment')} written" if done.segments else ""
        click.echo(f"{done.before / 1e6:,.1f} MB before, {done.after / 1e6:,.1f} MB now{segments}.")


@click.command()
@archive_argument
@click.option("--repair", is_flag=True, help="Mend what can be mended.")
@click.pass_context
def check(context: click.Context, archive: str, *, repair: bool) -> None:
    """Look whether an archive is as it should be."""
    with ending_well(context), open_archive(archive) as opened:
        faults = opened.check(repair=repair)
        click.echo(tell_faults(faults, width=shutil.get_terminal_size().columns, color=False), nl=False)
        context.exit(0 if all(fault.is_mended for fault in faults) else 1)


def _agrees(chosen: list[Held]) -> bool:
    """Ask for confirmation before reports are removed."""
    for held in chosen[:_FEW]:
        click.echo(one_line(f"{held.id} · {held.headline or 'without a headline'}"), err=True)
    if len(chosen) > _FEW:
        click.echo(f"and {len(chosen) - _FEW:,} more", err=True)
    question = f"Remove {count_of(len(chosen), 'report')} with all versions?"
    try:
        if sys.stdin:  # None if it is closed
            return click.confirm(question, err=True)
    except click.Abort as abort:
        if sys.stdin.isatty():
            raise KeyboardInterrupt from abort
    command = "whence remove"
    raise UsageError(command, "there is nobody to ask", "Say --yes to remove without a question")
