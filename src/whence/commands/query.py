"""Commands that query an archive: search, sources, reports, show, changes, rejected, feeds, stats."""

import click

from whence.commands.answers import (
    ALL_BUT,
    FEW,
    answer,
    columns,
    echo,
    one_more,
    print_if_more,
    write_answer,
    write_records,
)
from whence.commands.options import (
    Format,
    archive_argument,
    check_outputs,
    choose_kinds,
    color_option,
    detail_option,
    filter_options,
    findings_option,
    format_option,
    html_option,
    limit_option,
    open_archive,
    print_if_empty,
    refuse_empty,
    sure_option,
)
from whence.commands.progress import ColorChoice, has_color, reporting_errors, write_file
from whence.records.answers import Change, FeedState, Filters, Held, Hit, Refused, SourceCount
from whence.records.form.json_lines import json_line
from whence.records.ledger import choose_findings
from whence.records.sure import choose_attributions
from whence.showing.html.ledger_page import render_page
from whence.showing.terminal.answers import (
    count_of,
    render_changes,
    render_feeds,
    render_rejected,
    render_reports,
    render_search_result,
    render_sources,
)
from whence.showing.terminal.columns import record_line
from whence.showing.terminal.ledger import Detail, render
from whence.showing.terminal.stats import render_stats, stats_csv

__all__ = ["changes", "feeds", "rejected", "reports", "search", "show", "sources", "stats"]

_FIELDS = ("text", "contents", "sources", "headlines")
_SEARCH_HELP = """Search the reports of an archive.

QUERY is one or more words. A report must contain all of them, in any order:

\b
  harbour strike       both words
  '"harbour strike"'   the phrase
  harb*                words that begin with harb
  harbour OR port      either word
  harbour -strike      harbour, but not strike

Names are found in other scripts too.
"""


# A minus before a word excludes it, so this command has no short options; ``-h`` is handled below.
@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]}, help=_SEARCH_HELP)
@archive_argument
@click.argument("words", metavar="QUERY...", nargs=-1)
@click.option(
    "--in",
    "fields",
    type=click.Choice(_FIELDS),
    multiple=True,
    metavar="FIELD",
    help="Search only in text, contents, sources or headlines; repeat it to name several.  [default: all]",
)
@click.option("--all-versions", is_flag=True, help="Search earlier versions too.")
@filter_options
@limit_option("Show at most N reports, the best first.", default=FEW)
@format_option
@color_option("Mark the words in colour instead of with brackets.")
@click.pass_context
def search(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    archive: str,
    words: tuple[str, ...],
    *,
    fields: tuple[str, ...],
    all_versions: bool,
    filters: Filters,
    limit: int,
    form: Format,
    color: ColorChoice,
) -> None:
    """Search the reports of an archive."""
    if "-h" in (archive, *words):
        click.echo(context.get_help())
        return
    if strangers := [word for word in words if word.startswith("--")]:
        raise click.NoSuchOption(strangers[0], ctx=context)
    if not words:
        message = "no search words were given. Write them after the archive."
        raise click.UsageError(message)
    with reporting_errors(context), open_archive(archive) as opened:
        found = opened.search(" ".join(words), filters=filters, fields=fields, limit=limit, all_versions=all_versions)
        if not found.hits and print_if_empty(opened, form):
            return
        if form == "table":
            is_colored = has_color(color)
            echo(render_search_result(found, width=columns(), color=is_colored), color=is_colored)
            return
        write_records(found.hits, Hit, form)
        print_if_more(found.total, limit)


@click.command()
@archive_argument
@click.argument("name", required=False)
@click.option("--corrected", is_flag=True, help="Count sources as readers corrected them.")
@filter_options
@limit_option("Show at most N sources, the most cited first.", otherwise=ALL_BUT)
@format_option
@color_option("Use colour.")
@click.pass_context
def sources(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    archive: str,
    name: str | None,
    *,
    corrected: bool,
    filters: Filters,
    limit: int | None,
    form: Format,
    color: ColorChoice,
) -> None:
    """List the sources that reports cite, and how often.

    NAME lists only sources with a name that contains it, in any script; or the source with this id.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        found = opened.sources(filters=filters, name=name, corrected=corrected, limit=one_more(limit, form))
        answer(opened, found, SourceCount, render_sources, limit=limit, form=form, color=color)


@click.command()
@archive_argument
@filter_options
@limit_option("Show at most N reports, the last published first.", otherwise=ALL_BUT)
@format_option
@color_option("Use colour.")
@click.pass_context
def reports(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context, archive: str, *, filters: Filters, limit: int | None, form: Format, color: ColorChoice
) -> None:
    """List the reports of an archive, each in its latest version."""
    with reporting_errors(context), open_archive(archive) as opened:
        found = opened.reports(filters=filters, limit=one_more(limit, form))
        answer(opened, found, Held, render_reports, limit=limit, form=form, color=color)


@click.command()
@archive_argument
@click.argument("name", metavar="ID")
@click.option(
    "--version",
    "number",
    type=click.IntRange(min=1),
    metavar="N",
    show_default="the latest",
    help="Show version N.",
)
@click.option("--corrected", is_flag=True, help="Show the ledger as readers corrected it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@html_option
@detail_option
@findings_option
@sure_option
@color_option("Mark attributions in colour instead of with brackets.")
@click.pass_context
def show(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    archive: str,
    name: str,
    *,
    number: int | None,
    corrected: bool,
    as_json: bool,
    page: str | None,
    detail: Detail | None,
    wanted: str,
    sure: float,
    color: ColorChoice,
) -> None:
    """Show one report and its ledger, as read does.

    ID is the report's id, as other commands show it. The beginning of the id is enough.
    """
    check_outputs(as_json=as_json, files={"--html": page})
    kinds = choose_kinds(wanted)
    with reporting_errors(context), open_archive(archive) as opened:
        refuse_empty(opened)
        found = opened.ledger(name, version=number, corrected=corrected)
        ledger = choose_attributions(choose_findings(found, kinds), sure=sure)
        if as_json:
            click.echo(json_line(ledger), nl=False)
        if page:
            write_file(page, render_page([ledger], asks=bool(kinds)))
        if not (as_json or page):
            shown = render(ledger, width=columns(), color=has_color(color), asks=bool(kinds), detail=detail or "usual")
            echo(shown, color=has_color(color))
            versions = opened.versions(name)
            if len(versions) > 1:
                shown = f"This is version {number or len(versions)} of {len(versions)}."
                click.echo(f"{shown} whence changes shows what changed.", err=True)
            if made := [one for one in opened.corrections(name) if one.standing == "counts"]:
                shown = f"{count_of(len(made), 'correction')} by readers; whence corrections lists them."
                click.echo(shown if corrected else f"{shown} --corrected shows the ledger with them.", err=True)


@click.command()
@archive_argument
@click.argument("name", metavar="[ID]", required=False)
@filter_options
@limit_option("Show at most N changes, the latest first.", otherwise=ALL_BUT)
@format_option
@color_option("Mark the words in colour instead of with brackets.")
@click.pass_context
def changes(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    archive: str,
    name: str | None,
    *,
    filters: Filters,
    limit: int | None,
    form: Format,
    color: ColorChoice,
) -> None:
    """Show how reports changed after they were added.

    ID shows the changes of one report only. The beginning of its id is enough.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        if name is not None:
            refuse_empty(opened)
        found = opened.changes(name, filters=filters, limit=one_more(limit, form))
        answer(opened, found, Change, render_changes, limit=limit, form=form, color=color)


@click.command()
@archive_argument
@click.argument("inputs", metavar="[INPUT]...", nargs=-1)
@click.option("--forget", is_flag=True, help="Remove them from the list.")
@limit_option("Show at most N inputs.", otherwise=ALL_BUT)
@format_option
@color_option("Use colour.")
@click.pass_context
def rejected(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    archive: str,
    inputs: tuple[str, ...],
    *,
    forget: bool,
    limit: int | None,
    form: Format,
    color: ColorChoice,
) -> None:
    """List the inputs that could not be read, and why.

    INPUT shows only this input, exactly as listed.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        if forget:
            count = opened.forget_rejected(inputs or None)
            click.echo(f"{count_of(count, 'input')} removed from the list.")
            return
        found = [each for each in opened.rejected() if not inputs or each.input in inputs]
        answer(opened, found, Refused, render_rejected, limit=limit, form=form, color=color)


@click.command()
@archive_argument
@limit_option("Show at most N feeds.", otherwise=ALL_BUT)
@format_option
@color_option("Use colour.")
@click.pass_context
def feeds(context: click.Context, archive: str, *, limit: int | None, form: Format, color: ColorChoice) -> None:
    """List the feeds that an archive watches.

    Shows when each feed is checked next and, if its last check failed, why.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        write_answer(opened.feeds(), FeedState, render_feeds, limit=limit, form=form, color=color)


@click.command()
@archive_argument
@filter_options
@limit_option("Show at most N rows of each table.", default=10)
@format_option
@color_option("Use colour.")
@click.pass_context
def stats(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context, archive: str, *, filters: Filters, limit: int, form: Format, color: ColorChoice
) -> None:
    """Count reports, sources, findings and events.

    Also shows reports by publisher and month, what the reports rest on, and the sources cited most.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        counted = opened.stats(filters=filters, top=limit)
        if not (counted.reports or counted.rejected) and print_if_empty(opened, form):
            return
        if form == "json":
            click.echo(record_line(counted), nl=False)
        elif form == "csv":
            click.echo(stats_csv(counted).encode(), nl=False)
        else:
            is_colored = has_color(color)
            echo(render_stats(counted, width=columns(), color=is_colored, top=limit), color=is_colored)
