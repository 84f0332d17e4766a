"""Options that several commands share: filters, output format, finding kinds, model."""

import shlex
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

import click

from whence.commands.progress import ending_well
from whence.errors import ArchiveBusyError, ArchiveError, UsageError
from whence.reading.model.package import SHIPPED
from whence.records.answers import Filters, is_day
from whence.records.ledger import FindingKind, Kind, Level, Naming
from whence.showing.marks import one_line

if TYPE_CHECKING:
    from whence.archive.archive import Archive

__all__ = [
    "Format",
    "archive_argument",
    "check_outputs",
    "choose_kinds",
    "color_option",
    "filter_options",
    "findings_option",
    "format_option",
    "limit_option",
    "model_option",
    "open_archive",
    "refuse_empty",
    "tell_empty",
]

Format = Literal["table", "csv", "json"]
"""Output format: for people, for spreadsheets, for programs."""

_Command = Callable[..., None]
_Decorated = TypeVar("_Decorated", bound=_Command)


def archive_argument(command: _Decorated) -> _Decorated:
    """Add the path of an archive as a command's first argument."""
    return click.argument("archive", type=click.Path())(command)


def open_archive(path: str, *, create: bool = False) -> "Archive":
    """Open an archive.

    Args:
        path: Path of the file.
        create: Whether to create the archive if it does not exist.

    Raises:
        ArchiveError: There is no archive at this path, or it cannot be opened.
    """
    # Importing the database takes time that ``whence read`` and a command's help need not wait for.
    from whence.archive.archive import Archive  # noqa: PLC0415

    try:
        return Archive(path, create=create)
    except ArchiveError as error:
        name, problem, fix = error.args
        if isinstance(error, ArchiveBusyError) or not fix.startswith("Name "):
            raise
        usage = f"Name an archive first: {click.get_current_context().command_path} ARCHIVE"
        fix = "Name an archive, or a file that does not exist yet" if create else usage
        raise ArchiveError(name, problem, fix) from error


def refuse_empty(opened: "Archive") -> None:
    """Report that an archive is empty, if a report is requested from it.

    Raises:
        UsageError: The archive is empty.
    """
    if not opened.reports(limit=1):
        raise UsageError(str(opened.path), "it is empty", f"Add reports with {_adding(opened)}")


def tell_empty(opened: "Archive", form: str) -> bool:
    """If an archive is empty, say so and how to add to it.

    Args:
        opened: The archive.
        form: Output format. Unless it is a table for people, the sentence goes to standard error.

    Returns:
        True if that is the whole answer.
    """
    if opened.reports(limit=1):
        return False
    click.echo(one_line(f"{opened.path} is empty. Add reports with {_adding(opened)}."), err=form != "table")
    return form == "table"


def _adding(opened: "Archive") -> str:
    return f"whence add {shlex.quote(str(opened.path))} FILES"


def color_option(told: str) -> Callable[[_Decorated], _Decorated]:
    """Add ``--color`` to a command.

    Args:
        told: What is in colour, for the help text.
    """
    return click.option(
        "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True, help=told
    )


def findings_option(command: _Decorated) -> _Decorated:
    """Add ``--findings`` to a command as ``wanted``; `choose_kinds` parses it."""
    option = click.option(
        "--findings",
        "wanted",
        default="all",
        show_default=True,
        metavar="KINDS",
        help="Tell of these: all, none, KIND,… or -KIND,…",
    )
    return option(command)


def format_option(command: _Decorated) -> _Decorated:
    """Add ``--format`` to a command as ``form``."""
    option = click.option(
        "--format",
        "form",
        type=click.Choice(get_args(Format)),
        default="table",
        show_default=True,
        help="For people, for spreadsheets, or for programs.",
    )
    return option(command)


def limit_option(told: str, *, default: int | None = None, otherwise: str = "") -> Callable[[_Decorated], _Decorated]:
    """Add ``--limit`` to a command.

    Args:
        told: What is limited, for the help text.
        default: Default limit.
        otherwise: What applies without a limit, for the help text.
    """
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        metavar="N",
        default=default,
        show_default=otherwise or True,
        help=told,
    )


def model_option(command: _Decorated) -> _Decorated:
    """Add ``--model`` to a command."""
    option = click.option("--model", default=SHIPPED, show_default=True, metavar="NAME", help="Read with this model.")
    return option(command)


def choose_kinds(wanted: str) -> frozenset[FindingKind]:
    """Parse the list of finding kinds.

    >>> sorted(choose_kinds("denied,no-source"))
    ['denied', 'no-source']
    """
    every: tuple[FindingKind, ...] = get_args(FindingKind)
    words = [word.strip() for word in wanted.split(",")]
    if words in (["all"], ["none"]):
        return frozenset(every if words == ["all"] else ())
    strangers = [word for word in words if word.removeprefix("-") not in every]
    signs = {word.startswith("-") for word in words}
    if strangers or len(signs) > 1:
        fault = f"there is no kind {strangers[0]}" if strangers else "name what to tell, or what not to, but not both"
        message = f"--findings {wanted}: {fault}. The kinds are {', '.join(every)}."
        raise click.UsageError(message)
    named = {word.removeprefix("-") for word in words}
    all_but = True in signs
    return frozenset(kind for kind in every if (kind in named) != all_but)


def check_outputs(*, as_json: bool, files: Mapping[str, str | None]) -> None:
    """Check where output is to be written, before anything is read.

    Args:
        as_json: Whether JSON goes to standard output.
        files: Options that write files, and the file names given.
    """
    printed = ["--json"] * as_json + [f"{option} -" for option, name in files.items() if name == "-"]
    if len(printed) > 1:
        message = f"{' and '.join(printed)} would both write to standard output. Name a file."
        raise click.UsageError(message)
    named = [Path(name) for name in files.values() if name]
    if len(set(named)) < len(named):
        message = f"{' and '.join(files)} would both write to {named[0]}. Name two files."
        raise click.UsageError(message)
    for option, name in files.items():
        if name and not Path(name).parent.is_dir():
            message = f"{option} {name}: there is no folder {Path(name).parent}. Make it first."
            raise click.UsageError(message)


def _choice(name: str, choices: tuple[str, ...], metavar: str, told: str) -> Callable[[_Command], _Command]:
    listed = f"{', '.join(choices[:-1])} or {choices[-1]}"
    return click.option(name, type=click.Choice(choices), metavar=metavar, help=f"{told}: {listed}.")


def _check_day(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    with ending_well(context):
        if value is not None and not is_day(value):
            asked = f"{option.opts[0]} {value}"
            raise UsageError(asked, "that is no day", "Give one as 2031-03-04, a month or a year")
    return value


_FILTERS = (
    click.option("--publisher", metavar="NAME", help="Of this publisher; NAME* for all that begin so."),
    click.option(
        "--from",
        "since",
        callback=_check_day,
        metavar="DATE",
        help="Published on this day or later: 2031-03-04, 2031-03, 2031.",
    ),
    click.option("--to", "until", callback=_check_day, metavar="DATE", help="Published on this day or earlier."),
    click.option("--source", metavar="NAME", help="Citing this source, in any script."),
    _choice("--kind", get_args(Kind), "KIND", "Citing a source of this kind"),
    _choice("--naming", get_args(Naming), "NAMING", "Citing a source that is"),
    _choice("--certainty", get_args(Level), "LEVEL", "Citing a source that takes it for"),
    click.option("--event", metavar="TYPE", help="Telling an event of this PLOVER type, such as ACCUSE."),
    click.option(
        "--finding", type=click.Choice(get_args(FindingKind)), metavar="KIND", help="With a finding of this kind."
    ),
    click.option("--language", metavar="CODE", help="In this language: en, de, ru."),
)


def filter_options(command: _Command) -> _Command:
    """Add the options that select reports to a command, which gets them as one `Filters`."""

    @wraps(command)
    def filtered(  # noqa: PLR0913 -- click passes each option separately
        *arguments: object,
        publisher: str | None,
        since: str | None,
        until: str | None,
        source: str | None,
        kind: Kind | None,
        naming: Naming | None,
        certainty: Level | None,
        event: str | None,
        finding: FindingKind | None,
        language: str | None,
        **rest: object,
    ) -> None:
        filters = Filters(
            publisher=publisher,
            since=since,
            until=until,
            source=source,
            kind=kind,
            naming=naming,
            certainty=certainty,
            event=_event_type(event) if event else None,
            finding=finding,
            language=language.lower() if language else None,
        )
        command(*arguments, filters=filters, **rest)

    decorated: _Command = filtered
    for option in reversed(_FILTERS):
        decorated = option(decorated)
    return decorated


def _event_type(wanted: str) -> str:
    # This import takes time that a command's help need not wait for.
    from whence.records.plover import EVENT_TYPES  # noqa: PLC0415

    if wanted.upper() not in EVENT_TYPES:
        message = f"--event {wanted}: there is no such type. The types are {', '.join(sorted(EVENT_TYPES))}."
        raise click.UsageError(message)
    return wanted.upper()
