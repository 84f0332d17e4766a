"""Commands that show claims across the reports of an archive: claims, claim, origins."""

import click

from whence.commands.answers import ALL_BUT, answer, columns, echo, one_more
from whence.commands.link import print_if_unlinked
from whence.commands.options import (
    Format,
    archive_argument,
    check_outputs,
    color_option,
    filter_options,
    format_option,
    limit_option,
    min_reports_option,
    open_archive,
    refuse_empty,
)
from whence.commands.progress import ColorChoice, has_color, reporting_errors, write_file
from whence.records.answers import Filters
from whence.records.claims import ClaimEntry
from whence.records.form.claims_form import details_to_form
from whence.records.form.json_lines import form_line
from whence.records.form.origins_form import origins_to_form
from whence.showing.html.origins_picture import draw_origins
from whence.showing.terminal.claims import render_claim, render_claim_origins, render_claims

__all__ = ["claim", "claims", "origins"]


@click.command()
@archive_argument
@click.option("--story", metavar="ID", help="Only claims of this story, by first appearance.")
@click.option("--about", metavar="WORDS", help="Only claims that contain these words, written as for search.")
@click.option("--like", metavar="SENTENCE", help="Only claims that say this, in other words too; the nearest first.")
@min_reports_option("claims")
@filter_options
@limit_option("Show at most N claims, the first of the list.", otherwise=ALL_BUT)
@format_option
@color_option("Use colour.")
@click.pass_context
def claims(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    archive: str,
    *,
    story: str | None,
    about: str | None,
    like: str | None,
    min_reports: int,
    filters: Filters,
    limit: int | None,
    form: Format,
    color: ColorChoice,
) -> None:
    """List claims that several reports make, and how many origins each has.

    A claim is listed if one of the places where it is made meets all options: its report, its source and its words.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        found = opened.claims(
            filters=filters, story=story, about=about, like=like, min_reports=min_reports, limit=one_more(limit, form)
        )
        answer(opened, found, ClaimEntry, render_claims, limit=limit, form=form, color=color)
        print_if_unlinked(opened)


@click.command()
@archive_argument
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@color_option("Use colour.")
@click.pass_context
def claim(context: click.Context, archive: str, name: str, *, as_json: bool, color: ColorChoice) -> None:
    """Show a claim: its origins, who says otherwise, and in which words.

    ID is the claim's id, as whence claims shows it. The beginning of the id is enough.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        refuse_empty(opened)
        details = opened.claim(name)
        if as_json:
            click.echo(form_line(details_to_form(details)), nl=False)
        else:
            is_colored = has_color(color)
            echo(render_claim(details, width=columns(), color=is_colored), color=is_colored)
        print_if_unlinked(opened)


@click.command()
@archive_argument
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--svg",
    "picture",
    type=click.Path(dir_okay=False, writable=True, allow_dash=True),
    metavar="FILE",
    help="Write a picture; - for standard output.",
)
@color_option("Use colour.")
@click.pass_context
def origins(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context, archive: str, name: str, *, as_json: bool, picture: str | None, color: ColorChoice
) -> None:
    """Show where a claim comes from: how many origins it has, and why.

    ID is the claim's id, as whence claims shows it. The beginning of the id is enough.
    """
    check_outputs(as_json=as_json, files={"--svg": picture})
    with reporting_errors(context), open_archive(archive) as opened:
        refuse_empty(opened)
        details = opened.claim(name)
        if as_json:
            click.echo(form_line(origins_to_form(details.origins)), nl=False)
        if picture:
            write_file(picture, draw_origins(details.origins, details.claim.text))
        if not (as_json or picture):
            is_colored = has_color(color)
            echo(render_claim_origins(details, width=columns(), color=is_colored), color=is_colored)
        print_if_unlinked(opened)
