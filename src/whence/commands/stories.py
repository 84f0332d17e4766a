"""Commands that show stories across the reports of an archive, and compare reports: stories, story, compare."""

import click

from whence.commands.answers import ALL_BUT, answer, columns, echo, one_more
from whence.commands.link import print_if_unlinked
from whence.commands.options import (
    Format,
    archive_argument,
    color_option,
    filter_options,
    format_option,
    limit_option,
    min_reports_option,
    open_archive,
    refuse_empty,
)
from whence.commands.progress import ColorChoice, has_color, reporting_errors
from whence.records.answers import Filters
from whence.records.form.comparison_form import comparison_to_form
from whence.records.form.json_lines import form_line
from whence.records.form.stories_form import story_details_to_form
from whence.records.stories import StoryEntry
from whence.showing.terminal.comparison import comparison_csv, render_comparison
from whence.showing.terminal.stories import render_stories, render_story, story_csv

__all__ = ["compare", "stories", "story"]


@click.command()
@archive_argument
@min_reports_option("stories")
@filter_options
@limit_option("Show at most N stories, those of most reports first.", otherwise=ALL_BUT)
@format_option
@color_option("Use colour.")
@click.pass_context
def stories(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    archive: str,
    *,
    min_reports: int,
    filters: Filters,
    limit: int | None,
    form: Format,
    color: ColorChoice,
) -> None:
    """List stories: the reports on one happening each.

    A story is listed if one of its reports meets all options; then all its reports count.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        found = opened.stories(filters=filters, min_reports=min_reports, limit=one_more(limit, form))
        answer(opened, found, StoryEntry, render_stories, limit=limit, form=form, color=color)
        print_if_unlinked(opened)


@click.command()
@archive_argument
@click.argument("name", metavar="ID")
@format_option
@color_option("Use colour.")
@click.pass_context
def story(context: click.Context, archive: str, name: str, *, form: Format, color: ColorChoice) -> None:
    """Show the reports of a story, who copied whom, and its claims.

    Shows corrections, what is disputed, what several outlets have, and what only one has. ID is the story's id, as
    whence stories shows it. The beginning of the id is enough.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        refuse_empty(opened)
        details = opened.story(name)
        if form == "json":
            click.echo(form_line(story_details_to_form(details)), nl=False)
        elif form == "csv":
            click.echo(story_csv(details).encode(), nl=False)
        else:
            is_colored = has_color(color)
            echo(render_story(details, width=columns(), color=is_colored), color=is_colored)
        print_if_unlinked(opened)


@click.command()
@archive_argument
@click.argument("names", metavar="ID...", nargs=-1, required=True)
@format_option
@color_option("Use colour.")
@click.pass_context
def compare(context: click.Context, archive: str, names: tuple[str, ...], *, form: Format, color: ColorChoice) -> None:
    """Show what reports share, and where they disagree.

    ID is a report's id, as other commands show it; name two or more. The beginning of the id is enough.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        refuse_empty(opened)
        found = opened.compare(names)
        if form == "json":
            click.echo(form_line(comparison_to_form(found)), nl=False)
        elif form == "csv":
            click.echo(comparison_csv(found).encode(), nl=False)
        else:
            is_colored = has_color(color)
            echo(render_comparison(found, width=columns(), color=is_colored), color=is_colored)
        print_if_unlinked(opened)
