"""Commands that show one source, and one outlet, of an archive: source, outlet."""

import click

from whence.commands.answers import columns, echo
from whence.commands.link import print_if_unlinked
from whence.commands.options import archive_argument, color_option, open_archive, refuse_empty
from whence.commands.progress import ColorChoice, has_color, reporting_errors
from whence.records.form.json_lines import form_line
from whence.records.form.profiles_form import outlet_details_to_form, source_details_to_form
from whence.showing.terminal.profiles import render_outlet, render_source

__all__ = ["outlet", "source"]


@click.command()
@archive_argument
@click.argument("name")
@click.option(
    "--limit",
    "top",
    type=click.IntRange(min=1),
    metavar="N",
    default=20,
    show_default=True,
    help="Show at most N claims.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@color_option("Use colour.")
@click.pass_context
def source(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context, archive: str, name: str, *, top: int, as_json: bool, color: ColorChoice
) -> None:
    """Show what a source is cited for, by whom, and who says otherwise.

    NAME is the name of a person, organisation or document that linked reports cite, or its id, as whence sources
    shows it.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        refuse_empty(opened)
        details = opened.source(name, top=top)
        if as_json:
            click.echo(form_line(source_details_to_form(details)), nl=False)
        else:
            is_colored = has_color(color)
            echo(render_source(details, width=columns(), color=is_colored), color=is_colored)
        print_if_unlinked(opened)


@click.command()
@archive_argument
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@color_option("Use colour.")
@click.pass_context
def outlet(context: click.Context, archive: str, name: str, *, as_json: bool, color: ColorChoice) -> None:
    """Show what an outlet's reports rest on over time, and what changed.

    NAME is the publisher's name, or the host of reports without a publisher.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        refuse_empty(opened)
        details = opened.outlet(name)
        if as_json:
            click.echo(form_line(outlet_details_to_form(details)), nl=False)
        else:
            is_colored = has_color(color)
            echo(render_outlet(details, width=columns(), color=is_colored), color=is_colored)
        print_if_unlinked(opened)
