"""The command ``whence serve``: the desk, an archive in the browser."""

import webbrowser
from functools import partial
from pathlib import Path

import click

from whence.commands.options import archive_argument, model_option, open_archive
from whence.commands.progress import reporting_errors
from whence.errors import ArchiveError, UsageError

__all__ = ["serve"]

_PORT = 8642
_PATIENCE_SECONDS = 10.0
"""Maximum time for the answers that are not complete when the desk is closed."""


@click.command()
@archive_argument
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(min=0, max=65535),
    default=_PORT,
    show_default=True,
    metavar="N",
    help="Port to listen on; 0 for any that is free.",
)
@click.option(
    "--token",
    envvar="WHENCE_TOKEN",
    metavar="TEXT",
    help="What a browser must be told first; needed if other machines can reach the address.",
)
@click.option("--new", "may_create", is_flag=True, help="Create the archive if it does not exist.")
@click.option("--open", "opens", is_flag=True, help="Open it in the browser.")
@model_option
@click.pass_context
def serve(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    archive: str,
    *,
    host: str,
    port: int,
    token: str | None,
    may_create: bool,
    opens: bool,
    model: str,
) -> None:
    """Open the desk: an archive in the browser.

    Shows reports with who says what in them, searches, and adds reports. Nothing leaves this machine, and by default
    only this machine can reach it. Ctrl-C ends it.
    """

    def say(address: str) -> None:
        click.echo(f"{address} shows {archive}. Ctrl-C ends it.")
        if opens:
            webbrowser.open(address)

    with reporting_errors(context, interrupted="Closed.", patience_seconds=_PATIENCE_SECONDS):
        try:
            # An extra of the package, and slow to import.
            from whence.serving import server  # noqa: PLC0415
        except ModuleNotFoundError as error:
            package = (error.name or "").partition(".")[0]
            where, problem = context.command_path, f"it needs the package {package}, which is not installed"
            raise UsageError(where, problem, "Install it with: pip install 'whence[desk]'") from error
        if not may_create and not Path(archive).exists():
            fix = "Create one with whence add, or an empty one with --new"
            raise ArchiveError(archive, "there is no such archive", fix)
        with open_archive(archive, create=may_create):
            pass
        reader = partial(context.obj, model)
        server.serve(Path(archive), reader, host=host, port=port, token=token, on_open=say)
