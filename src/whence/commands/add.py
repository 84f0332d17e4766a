"""Commands that add reports to an archive or read them again: add, watch, unwatch, reread."""

import shlex
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import partial

import click

from whence.commands.link import link_new
from whence.commands.options import (
    archive_argument,
    model_option,
    open_archive,
    publication_options,
)
from whence.commands.progress import ProgressLine, print_skipped, reporting_errors
from whence.commands.table_columns import columns_option, parse_columns
from whence.errors import ArchiveBusyError
from whence.reading.progress import listening
from whence.records.answers import Filters, Tally
from whence.showing.marks import one_line
from whence.showing.terminal.answers import count_of

__all__ = ["add", "print_rejected", "reread", "unwatch", "watch"]

_KEPT = "Added reports are kept."
_INTERRUPTED = "Interrupted. Added reports are kept; run the same command to continue."
_jobs_option = click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", show_default="all cores", help="Use at most N processes."
)


@click.command()
@archive_argument
@click.argument("names", metavar="SOURCE...", nargs=-1)
@columns_option
@publication_options
@click.option("--query", default="", metavar="WORDS", help="Of what Spark read, only reports with these words.")
@click.option("--no-links", is_flag=True, help="Do not link the reports; whence link does so later.")
@model_option
@_jobs_option
@click.pass_context
def add(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    archive: str,
    names: tuple[str, ...],
    *,
    mapped: str,
    publisher: str | None,
    since: str | None,
    until: str | None,
    query: str,
    no_links: bool,
    model: str,
    jobs: int | None,
) -> None:
    """Read reports and keep them in an archive.

    The archive is created if it does not exist.

    SOURCE is a text file, a saved web page, a folder of these, a pattern such as 'pages/*.html', a table (.jsonl, .csv,
    .tsv, .parquet), a web archive (.warc), the http(s) address of a page, feed or sitemap, a file of addresses, or -
    for standard input. Reports that the archive already holds are not read again. A report that has changed is stored
    as a new version. At the end, new reports are linked with those in the archive.

    SOURCE may also be a folder that whence spark read wrote. Its reports are kept as they were read there; options
    choose among them.
    """
    if not names:
        message = "there is nothing to add. Name files, folders or addresses, or - for standard input."
        raise click.UsageError(message)
    # Importing the database takes time that a command's help need not wait for.
    from whence.archive.ingest.add_ledgers import is_output  # noqa: PLC0415

    columns = parse_columns(mapped)
    reader = partial(context.obj, model)
    filters = Filters(publisher=publisher, since=since, until=until)
    outputs = [name for name in names if is_output(name)]
    others = [name for name in names if name not in outputs]
    if others and (query or filters != Filters()):
        message = f"{others[0]}: --publisher, --from, --to and --query choose of what whence spark read wrote only."
        raise click.UsageError(message)
    with (
        reporting_errors(context, interrupted=_INTERRUPTED, kept=_KEPT),
        open_archive(archive, create=True) as opened,
    ):
        tally = Tally()
        with ProgressLine("Adding") as progress_line, listening(progress_line.show_text_progress):
            show = progress_line.show
            for output in outputs:
                tally += opened.add_ledgers(output, filters=filters, query=query, on_progress=show)
            if others:
                tally += opened.add(others, columns=columns, reader=reader, jobs=jobs, on_progress=show)
        _print_outcome(tally, archive)
        if outputs and not tally.added + tally.changed + tally.known:
            click.echo(f"No report in {', '.join(outputs)} is selected by all of these options and the query.")
        if not no_links:
            link_new(opened)
        context.exit(1 if tally.rejected else 0)


@click.command()
@archive_argument
@click.argument("feeds", metavar="[FEED]...", nargs=-1)
@click.option(
    "--every",
    type=click.FloatRange(min=1),
    default=15,
    show_default=True,
    metavar="MINUTES",
    help="Time between two checks of a feed; longer if its server asks for that.",
)
@click.option("--once", is_flag=True, help="Check once, then exit.")
@click.option(
    "--revisit",
    type=click.FloatRange(min=0),
    default=48,
    show_default=True,
    metavar="HOURS",
    help="How long to check a new report for changes.",
)
@model_option
@_jobs_option
@click.pass_context
def watch(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    archive: str,
    feeds: tuple[str, ...],
    *,
    every: float,
    once: bool,
    revisit: float,
    model: str,
    jobs: int | None,
) -> None:
    """Check feeds regularly and add new or changed reports.

    FEED is the http(s) address of a feed (RSS, Atom, JSON) or of a sitemap. The archive remembers its feeds: next time,
    name only the archive. Each server gets one request at a time.
    """
    reader = partial(context.obj, model)
    with (
        reporting_errors(context, interrupted=_INTERRUPTED, kept=_KEPT),
        open_archive(archive, create=True) as opened,
        ProgressLine("Adding") as progress_line,
        listening(progress_line.show_text_progress),
        closing(
            opened.watch(
                feeds,
                every_seconds=60 * every,
                fresh_seconds=3600 * revisit,
                reader=reader,
                jobs=jobs,
                on_progress=progress_line.show,
            )
        ) as rounds,
    ):
        for done in rounds:
            progress_line.clear()
            problems = [f"{feed.url}: {feed.problem}" for feed in done.feeds if feed.problem]
            for problem in problems:
                click.echo(one_line(problem), err=True)
            if once or done.tally.added or done.tally.changed or done.tally.rejected:
                _print_outcome(done.tally, archive)
            with suppress(ArchiveBusyError):  # the next round links them
                link_new(opened)
            if once:
                context.exit(1 if problems or done.tally.rejected else 0)
            progress_line.show_text(f"Waiting until {datetime.fromtimestamp(done.next_due, UTC).astimezone():%H:%M}")


@click.command()
@archive_argument
@click.argument("feeds", metavar="FEED...", nargs=-1, required=True)
@click.pass_context
def unwatch(context: click.Context, archive: str, feeds: tuple[str, ...]) -> None:
    """Stop watching feeds.

    FEED is an address as whence feeds lists it. Reports from the feed stay in the archive.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        count = opened.unwatch(feeds)
        click.echo(f"{count_of(count, 'feed')} no longer watched.")


@click.command()
@archive_argument
@click.option("--all", "everything", is_flag=True, help="Read all reports, not only outdated ones.")
@model_option
@_jobs_option
@click.pass_context
def reread(context: click.Context, archive: str, *, everything: bool, model: str, jobs: int | None) -> None:
    """Read the reports of an archive again.

    This updates ledgers made with another model or another version of whence. Nothing is fetched.
    """
    reader = partial(context.obj, model)
    interrupted = "Interrupted. Ledgers read so far are kept" + (
        "." if everything else "; run the same command to continue."
    )
    with (
        reporting_errors(context, interrupted=interrupted, kept="Ledgers read so far are kept."),
        open_archive(archive) as opened,
    ):
        with ProgressLine("Reading") as progress_line, listening(progress_line.show_text_progress):
            tally = opened.reread(
                model=model, everything=everything, reader=reader, jobs=jobs, on_progress=progress_line.show
            )
        print_rejected(tally)
        failed = f", {tally.rejected:,} could not be read" if tally.rejected else ""
        click.echo(f"{tally.changed:,} read again{failed}.")
        link_new(opened)
        context.exit(1 if tally.rejected else 0)


def print_rejected(tally: Tally) -> None:
    """List the first inputs that could not be read on standard error, and count the others."""
    for refused in tally.refused:
        click.echo(one_line(f"{refused.input}: {refused.reason}"), err=True)
    more = tally.rejected - len(tally.refused)
    if more > 0:
        click.echo(f"and {count_of(more, 'other')}.", err=True)


def _print_outcome(tally: Tally, archive: str) -> None:
    """Report the outcome: what could not be read, what was skipped, and the totals."""
    print_rejected(tally)
    print_skipped(dict(tally.passed_over))
    parts = [f"{tally.added:,} added"]
    parts += [f"{tally.changed:,} changed"] * bool(tally.changed) + [f"{tally.known:,} known"] * bool(tally.known)
    if tally.rejected:
        parts.append(f"{tally.rejected:,} could not be read (whence rejected {shlex.quote(archive)} shows why)")
    click.echo(one_line(f"{', '.join(parts)}."))
