"""The command that keeps the table of owners of an archive, and lists it: owners."""

import click

from whence.commands.answers import ALL_BUT, write_answer
from whence.commands.options import Format, archive_argument, color_option, format_option, limit_option, open_archive
from whence.commands.progress import ColorChoice, reporting_errors
from whence.records.owners import OwnerEntry
from whence.showing.terminal.answers import count_of, render_owners

__all__ = ["owners"]


@click.command()
@archive_argument
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(allow_dash=True))
@click.option("--forget", is_flag=True, help="Remove the table of owners.")
@limit_option("Show at most N rows.", otherwise=ALL_BUT)
@format_option
@color_option("Use colour.")
@click.pass_context
def owners(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    archive: str,
    file: str | None,
    *,
    forget: bool,
    limit: int | None,
    form: Format,
    color: ColorChoice,
) -> None:
    """Count outlets of one owner once: set the table of owners, or list it.

    FILE is a CSV or TSV file with the columns outlet (a name or a site) and owner; it replaces the table before.
    """
    if file and forget:
        message = "--forget removes the table of owners; leave out the file."
        raise click.UsageError(message)
    with reporting_errors(context), open_archive(archive) as opened:
        if forget:
            click.echo(f"{count_of(opened.forget_owners(), 'row')} removed from the table of owners.")
        elif file:
            rows = count_of(opened.set_owners(file), "row")
            without = sum(not entry.reports for entry in opened.owners())
            more = f" No report is of the outlet in {without:,} of them." if without else ""
            click.echo(f"{rows} set as the table of owners.{more}")
        else:
            write_answer(opened.owners(), OwnerEntry, render_owners, limit=limit, form=form, color=color)
