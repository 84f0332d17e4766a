"""Commands that maintain an archive: export, remove, compact, check."""

import shutil
import sys
from typing import Literal

import click

from whence.commands.link import link_new
from whence.commands.options import archive_argument, filter_options, open_archive, print_if_empty, refuse_empty
from whence.commands.progress import reporting_errors
from whence.errors import UsageError
from whence.records.answers import Filters, Held
from whence.showing.marks import one_line
from whence.showing.terminal.answers import count_of, render_faults

__all__ = ["check", "compact", "export", "remove"]

_FEW = 5
"""Number of headlines shown before asking whether to remove the reports."""


@click.command()
@archive_argument
@click.argument("folder", type=click.Path(file_okay=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "parquet"]),
    default="jsonl",
    show_default=True,
    help="Format of the files: JSON Lines, CSV or Parquet.",
)
@filter_options
@click.pass_context
def export(
    context: click.Context, archive: str, folder: str, *, form: Literal["jsonl", "csv", "parquet"], filters: Filters
) -> None:
    """Export an archive to files.

    FOLDER receives one file for each table. It is created if it does not exist.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        for path in opened.export(folder, form=form, filters=filters):
            click.echo(one_line(f"{path} written."), err=True)
        print_if_empty(opened, form)


@click.command()
@archive_argument
@click.argument("names", metavar="[ID]...", nargs=-1)
@filter_options
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.pass_context
def remove(context: click.Context, archive: str, names: tuple[str, ...], *, filters: Filters, yes: bool) -> None:
    """Remove reports from an archive, with all their versions.

    ID is a report's id; the beginning of the id is enough. Instead of ids, the options below can choose the reports.
    """
    has_filters = filters != Filters()
    if bool(names) == has_filters:
        fault = "ids and filters were both given." if names else "no reports were chosen."
        message = f"{fault} Give the ids of reports, or filters such as --publisher."
        raise click.UsageError(message)
    with reporting_errors(context, kept="The reports were removed nevertheless."), open_archive(archive) as opened:
        refuse_empty(opened)
        if has_filters:
            chosen = opened.reports(filters=filters)
        else:
            chosen = list({each.id: each for name in names for each in opened.versions(name)}.values())
        if not chosen:
            click.echo("No reports match; nothing was removed.")
            return
        if not (yes or _agrees(chosen)):
            click.echo("Nothing was removed.")
            return
        removed = opened.remove([each.id for each in chosen])
        click.echo(f"{count_of(removed, 'report')} removed.")
        link_new(opened)


@click.command()
@archive_argument
@click.pass_context
def compact(context: click.Context, archive: str) -> None:
    """Free disk space that an archive no longer needs."""
    with reporting_errors(context), open_archive(archive) as opened:
        done = opened.compact()
        segments = f"; {count_of(done.segments, 'segment')} written" if done.segments else ""
        click.echo(f"{done.before / 1e6:,.1f} MB before, {done.after / 1e6:,.1f} MB now{segments}.")


@click.command()
@archive_argument
@click.option("--repair", is_flag=True, help="Repair what can be repaired.")
@click.option("--links", is_flag=True, help="Compare all links with new ones, even among more than 200 reports.")
@click.pass_context
def check(context: click.Context, archive: str, *, repair: bool, links: bool) -> None:
    """Check an archive's integrity; --repair repairs damage.

    The exit status is 1 if a problem remains.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        faults = opened.check(repair=repair, links=links)
        click.echo(render_faults(faults, width=shutil.get_terminal_size().columns, color=False), nl=False)
        context.exit(0 if all(fault.is_mended for fault in faults) else 1)


def _agrees(chosen: list[Held]) -> bool:
    """Ask whether to remove these reports."""
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
    raise UsageError(
        command, "confirmation is not possible without a terminal", "Use --yes to remove without being asked"
    )
