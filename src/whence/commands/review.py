"""Commands for what readers say of reports: correct, corrections, questions, note, notes."""

import getpass
from collections.abc import Callable
from typing import TypeVar, get_args

import click

from whence.commands.answers import ALL_BUT, answer, one_more
from whence.commands.options import (
    Format,
    archive_argument,
    color_option,
    filter_options,
    format_option,
    limit_option,
    open_archive,
    refuse_empty,
)
from whence.commands.progress import ColorChoice, reporting_errors, write_file
from whence.records.answers import Filters
from whence.records.form.json_lines import form_line
from whence.records.ledger import Kind, Naming
from whence.records.review import QUESTION_STATUSES, Correction, Note, Question, QuestionStatus
from whence.showing.terminal.review import render_corrections, render_notes, render_questions

__all__ = ["correct", "corrections", "note", "notes", "questions"]

_Decorated = TypeVar("_Decorated", bound=Callable[..., None])


def _login_name() -> str | None:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return None


def _author_option(command: _Decorated) -> _Decorated:
    """Give a command the option ``--author``."""
    option = click.option(
        "--author",
        metavar="NAME",
        default=_login_name,
        required=True,
        show_default="your login name",
        help="Who says so.",
    )
    return option(command)


def _version_option(command: _Decorated) -> _Decorated:
    """Give a command the option ``--version``, as ``number``."""
    option = click.option(
        "--version",
        "version",
        type=click.IntRange(min=1),
        metavar="N",
        show_default="the latest",
        help="The version that it is about.",
    )
    return option(command)


@click.command()
@archive_argument
@click.argument("name", metavar="ID")
@click.argument("attribution", required=False)
@click.option("--missed", "is_missed", is_flag=True, help="Add an attribution that whence missed; no ATTRIBUTION then.")
@click.option("--wrong", "is_wrong", is_flag=True, help="It is no attribution.")
@click.option("--source", metavar="WORDS", help="The right words for the source at the attribution.")
@click.option("--cue", metavar="WORDS", help="The right words that signal the attribution.")
@click.option("--content", metavar="WORDS", help="The right words that are attributed.")
@click.option("--who", metavar="WORDS", help="The fullest name of the source in the report.")
@click.option("--kind", type=click.Choice(get_args(Kind)), help="The right kind of source.")
@click.option("--naming", type=click.Choice(get_args(Naming)), help="How the report identifies the source.")
@click.option("--note", default="", metavar="TEXT", help="Why.")
@_author_option
@_version_option
@click.pass_context
def correct(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    archive: str,
    name: str,
    attribution: str | None,
    *,
    is_missed: bool,
    is_wrong: bool,
    source: str | None,
    cue: str | None,
    content: str | None,
    who: str | None,
    kind: Kind | None,
    naming: Naming | None,
    note: str,
    author: str,
    version: int | None,
) -> None:
    """Correct an attribution, or add a missed one.

    Say that it is none, or what is right.

    ID is the report's id. ATTRIBUTION is the attribution's id in the report's JSON (a3), words of it that no other
    attribution has, or the id of the correction that added it. WORDS are written as the report has them; "" means that
    there are none.
    """
    if is_missed == (attribution is not None):
        message = "Give either an ATTRIBUTION, or --missed to add an attribution."
        raise click.UsageError(message)
    if is_wrong and (is_missed or any(each is not None for each in (source, cue, content, who, kind, naming))):
        message = "--wrong says that it is no attribution; leave out --missed and the options for what is right."
        raise click.UsageError(message)
    with reporting_errors(context), open_archive(archive) as opened:
        refuse_empty(opened)
        made = opened.correct(
            name,
            attribution,
            author=author,
            version=version,
            is_wrong=is_wrong,
            source=source,
            cue=cue,
            content=content,
            who=who,
            kind=kind,
            naming=naming,
            note=note,
        )
        click.echo(f"{made.id} kept.")


@click.command()
@archive_argument
@click.argument("name", metavar="[ID]", required=False)
@click.option("--withdraw", metavar="ID", help="Withdraw the correction with this id, and list nothing.")
@click.option(
    "--labels",
    type=click.Path(dir_okay=False, writable=True, allow_dash=True),
    metavar="FILE",
    help="Write all corrected reports as labels to train on, and list nothing; - for standard output.",
)
@_author_option
@filter_options
@limit_option("Show at most N corrections, the latest first.", otherwise=ALL_BUT)
@format_option
@color_option("Use colour.")
@click.pass_context
def corrections(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    archive: str,
    name: str | None,
    *,
    withdraw: str | None,
    labels: str | None,
    author: str,
    filters: Filters,
    limit: int | None,
    form: Format,
    color: ColorChoice,
) -> None:
    """List, withdraw or export the corrections that readers made.

    ID lists those of one report only. The beginning of its id is enough.
    """
    if withdraw and labels:
        message = "--withdraw and --labels do different things; give one of them."
        raise click.UsageError(message)
    with reporting_errors(context), open_archive(archive) as opened:
        if withdraw:
            click.echo(f"{opened.withdraw_correction(withdraw, author=author).id} withdrawn.")
        elif labels:
            write_file(labels, "".join(form_line(one).decode() for one in opened.corrected_labels()))
        else:
            found = opened.corrections(name, filters=filters, limit=one_more(limit, form))
            answer(opened, found, Correction, render_corrections, limit=limit, form=form, color=color)


@click.command()
@archive_argument
@click.argument("name", metavar="[ID]", required=False)
@click.option("--status", type=click.Choice(QUESTION_STATUSES), help="Only questions of this status.")
@filter_options
@limit_option("Show at most N questions, those about the latest reports first.", otherwise=ALL_BUT)
@format_option
@color_option("Use colour.")
@click.pass_context
def questions(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    archive: str,
    name: str | None,
    *,
    status: QuestionStatus | None,
    filters: Filters,
    limit: int | None,
    form: Format,
    color: ColorChoice,
) -> None:
    """List the questions about reports, and what became of each.

    ID lists those about one report only. The beginning of its id is enough.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        found = opened.questions(name, filters=filters, status=status, limit=one_more(limit, form))
        answer(opened, found, Question, render_questions, limit=limit, form=form, color=color)


@click.command()
@archive_argument
@click.argument("name", metavar="ID")
@click.argument("number", type=click.IntRange(min=1))
@click.option("--status", type=click.Choice(QUESTION_STATUSES), help="The question's status from now on.")
@click.option("--note", "text", default="", metavar="TEXT", help="What you have to say.")
@_author_option
@_version_option
@click.pass_context
def note(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    archive: str,
    name: str,
    number: int,
    *,
    status: QuestionStatus | None,
    text: str,
    author: str,
    version: int | None,
) -> None:
    """Note something on a question about a report, or give it a status.

    ID is the report's id, and NUMBER the question's number, as whence questions shows them.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        refuse_empty(opened)
        made = opened.add_note(name, number, author=author, status=status, note=text, version=version)
        click.echo(f"{made.id} kept.")


@click.command()
@archive_argument
@click.argument("name", metavar="[ID]", required=False)
@filter_options
@limit_option("Show at most N notes, the latest first.", otherwise=ALL_BUT)
@format_option
@color_option("Use colour.")
@click.pass_context
def notes(  # noqa: PLR0913 -- click passes each option separately
    context: click.Context,
    archive: str,
    name: str | None,
    *,
    filters: Filters,
    limit: int | None,
    form: Format,
    color: ColorChoice,
) -> None:
    """List the notes on questions: who said what, when, and with which status.

    ID lists those on one report only. The beginning of its id is enough.
    """
    with reporting_errors(context), open_archive(archive) as opened:
        found = opened.notes(name, filters=filters, limit=one_more(limit, form))
        answer(opened, found, Note, render_notes, limit=limit, form=form, color=color)
