"""The command that links the reports of an archive, and linking at the end of other commands."""

import shlex
from typing import TYPE_CHECKING

import click

from whence.commands.options import archive_argument, open_archive, print_if_empty
from whence.commands.progress import ProgressLine, reporting_errors
from whence.records.answers import Progress
from whence.showing.marks import one_line
from whence.showing.terminal.answers import count_of

if TYPE_CHECKING:
    from whence.archive.archive import Archive

__all__ = ["link", "link_new", "print_if_unlinked"]


@click.command()
@archive_argument
@click.pass_context
def link(context: click.Context, archive: str) -> None:
    """Link the reports of an archive with each other.

    Finds which reports are on one story, which copied which, and which make the same claims. The commands that add,
    change or remove reports do this at their end; use this command after add --no-links, or if linking was interrupted.
    """
    interrupted = "Interrupted. Links made so far are kept; run the same command to continue."
    with (
        reporting_errors(context, interrupted=interrupted, kept="The links are kept."),
        open_archive(archive) as opened,
    ):
        count = link_new(opened)
        if count or not print_if_empty(opened, "table"):
            click.echo(f"{count_of(count, 'report')} linked.")


def link_new(opened: "Archive") -> int:
    """Link what was added, changed or removed, with a line of progress, and return the number of reports linked."""
    with ProgressLine("Linking") as progress_line:

        def show(done: int, total: int) -> None:
            progress_line.show(Progress(added=done, changed=0, known=0, rejected=0, done=done / max(1, total)))

        return opened.link(jobs=None, on_progress=show)


def print_if_unlinked(opened: "Archive") -> None:
    """Say on standard error how many reports are not linked yet, and what to do about it."""
    if count := opened.count_unlinked():
        are = "is" if count == 1 else "are"
        command = f"whence link {shlex.quote(str(opened.path))}"
        click.echo(one_line(f"{count_of(count, 'report')} {are} not linked yet. Link with {command}."), err=True)
