"""The command ``whence inputs``."""

import click

from whence.commands.answers import columns, echo, write_records
from whence.commands.options import Format, color_option, format_option
from whence.commands.progress import ColorChoice, has_color, reporting_errors
from whence.intake.forms import list_forms
from whence.records.answers import InputForm
from whence.showing.terminal.answers import render_forms

__all__ = ["inputs"]


@click.command()
@format_option
@color_option("Use colour.")
@click.pass_context
def inputs(context: click.Context, *, form: Format, color: ColorChoice) -> None:
    """List the forms of files that whence reads.

    Shows how each is recognised, what it gives, and which extra it needs.
    """
    with reporting_errors(context):
        if form == "table":  # all of them: a form that is not in the list is one that is not read
            is_colored = has_color(color)
            echo(render_forms(list_forms(), width=columns(), color=is_colored), color=is_colored)
        else:
            write_records(list_forms(), InputForm, form)
