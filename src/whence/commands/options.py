"""Options that several commands share: filters, output format, which findings to show."""

import shlex
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

import click

from whence.commands.progress import reporting_errors
from whence.errors import ArchiveBusyError, ArchiveError, UsageError
from whence.reading.model.package import FAST, QUICK, SHIPPED
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
    "detail_option",
    "filter_options",
    "findings_option",
    "format_option",
    "html_option",
    "limit_option",
    "min_reports_option",
    "model_option",
    "open_archive",
    "print_if_empty",
    "publication_options",
    "refuse_empty",
    "sure_option",
]

Format = Literal["table", "csv", "json"]
"""Output format: for people, for spreadsheets, for programs."""

_Command = Callable[..., None]
_Decorated = TypeVar("_Decorated", bound=_Command)


def archive_argument(command: _Decorated) -> _Decorated:
    """Give a command the path of an archive as its first argument."""
    return click.argument("archive", type=click.Path())(command)


def open_archive(path: str, *, create: bool = False) -> "Archive":
    """Open an archive.

    Args:
        path: Path of the archive.
        create: Whether to create the archive if it does not exist.

    Raises:
        ArchiveError: The archive does not exist, or cannot be opened.
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
    """Refuse to look up a report in an empty archive.

    Raises:
        UsageError: The archive is empty.
    """
    if not opened.reports(limit=1):
        raise UsageError(str(opened.path), "it is empty", f"Add reports with {_adding(opened)}")


def print_if_empty(opened: "Archive", form: str) -> bool:
    """If an archive is empty, say so and how to add reports.

    Args:
        opened: The archive.
        form: Output format. With CSV and JSON, the sentence goes to standard error.

    Returns:
        True if that is the whole answer.
    """
    if opened.reports(limit=1):
        return False
    click.echo(one_line(f"{opened.path} is empty. Add reports with {_adding(opened)}."), err=form != "table")
    return form == "table"


def _adding(opened: "Archive") -> str:
    return f"whence add {shlex.quote(str(opened.path))} FILES"


def color_option(text: str) -> Callable[[_Decorated], _Decorated]:
    """Give a command the option ``--color``.

    Args:
        text: The option's help.
    """
    return click.option(
        "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True, help=text
    )


def detail_option(command: _Decorated) -> _Decorated:
    """Give a command the options ``--brief`` and ``--all``, as ``detail``; of both, the last counts."""
    everything = click.option("--all", "detail", flag_value="all", help="Print questions in full, and events.")
    brief = click.option("--brief", "detail", flag_value="brief", help="Print three lines and the ledger.")
    return brief(everything(command))


def findings_option(command: _Decorated) -> _Decorated:
    """Give a command the option ``--findings``, as ``wanted``; `choose_kinds` parses it."""
    option = click.option(
        "--findings",
        "wanted",
        default="all",
        show_default=True,
        metavar="KINDS",
        help="Findings to show: all, none, KIND,… (only these) or -KIND,… (all but these).",
    )
    return option(command)


def format_option(command: _Decorated) -> _Decorated:
    """Give a command the option ``--format``, as ``form``."""
    option = click.option(
        "--format",
        "form",
        type=click.Choice(get_args(Format)),
        default="table",
        show_default=True,
        help="Output for people, for spreadsheets or for programs.",
    )
    return option(command)


def html_option(command: _Decorated) -> _Decorated:
    """Give a command the option ``--html``, as ``page``."""
    option = click.option(
        "--html",
        "page",
        type=click.Path(dir_okay=False, writable=True, allow_dash=True),
        metavar="FILE",
        help="Write one web page; - for standard output.",
    )
    return option(command)


def limit_option(text: str, *, default: int | None = None, otherwise: str = "") -> Callable[[_Decorated], _Decorated]:
    """Give a command the option ``--limit``.

    Args:
        text: The option's help.
        default: The default limit.
        otherwise: What the help shows as default if there is no single default limit.
    """
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        metavar="N",
        default=default,
        show_default=otherwise or True,
        help=text,
    )


def min_reports_option(things: str) -> Callable[[_Decorated], _Decorated]:
    """Give a command that lists claims or stories the option ``--min-reports``.

    Args:
        things: What it lists, in the plural.
    """
    return click.option(
        "--min-reports",
        type=click.IntRange(min=1),
        metavar="N",
        default=2,
        show_default=True,
        help=f"Only {things} of at least N reports.",
    )


def model_option(command: _Decorated) -> _Decorated:
    """Give a command the option ``--model``."""
    option = click.option(
        "--model",
        default=SHIPPED,
        show_default=True,
        metavar="NAME",
        help=f"Model: {SHIPPED}, {SHIPPED + QUICK} or {FAST}.",
    )
    return option(command)


def sure_option(command: _Decorated) -> _Decorated:
    """Give a command the option ``--sure``: the lowest confidence to show, 0 by default."""
    option = click.option(
        "--sure",
        default="0",
        callback=_check_sure,
        metavar="P",
        help="Leave out confidences below P (0 to 1).",
    )
    return option(command)


def choose_kinds(wanted: str) -> frozenset[FindingKind]:
    """Parse the value of ``--findings``.

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
        both = "list the kinds to show or the kinds to leave out, not both"
        fault = f"there is no kind of finding {strangers[0]}" if strangers else both
        message = f"--findings {wanted}: {fault}. The kinds are {', '.join(every)}."
        raise click.UsageError(message)
    named = {word.removeprefix("-") for word in words}
    all_but = True in signs
    return frozenset(kind for kind in every if (kind in named) != all_but)


def check_outputs(*, as_json: bool, files: Mapping[str, str | None]) -> None:
    """Check the output options before anything is read.

    Args:
        as_json: Whether JSON goes to standard output.
        files: The options that write files, with their values.

    Raises:
        click.UsageError: Two outputs have the same destination, or a folder does not exist.
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
            message = f"{option} {name}: the folder {Path(name).parent} does not exist. Create it first."
            raise click.UsageError(message)


def _choice(name: str, choices: tuple[str, ...], metavar: str, text: str) -> Callable[[_Command], _Command]:
    listed = f"{', '.join(choices[:-1])} or {choices[-1]}"
    return click.option(name, type=click.Choice(choices), metavar=metavar, help=f"{text}: {listed}.")


def _check_day(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    with reporting_errors(context):
        if value is not None and not is_day(value):
            asked = f"{option.opts[0]} {value}"
            raise UsageError(
                asked, "this is not a date", "Write 2031-03-04, or 2031-03 for a month, or 2031 for a year"
            )
    return value


def _check_sure(_context: click.Context, option: click.Parameter, value: str | None) -> float | None:
    if value is None:
        return None
    try:
        sure = float(value)
    except ValueError:
        sure = -1.0
    if not 0 <= sure <= 1:
        message = f"{option.opts[0]} {value}: this is not a confidence. Write a number from 0 to 1, such as 0.8."
        raise click.UsageError(message)
    return sure


_FILTERS = (
    click.option(
        "--publisher", metavar="NAME", help="Only reports by this publisher; NAME* for all that begin with NAME."
    ),
    click.option(
        "--from",
        "since",
        callback=_check_day,
        metavar="DATE",
        help="Only reports published on this date or later: 2031-03-04, 2031-03, 2031.",
    ),
    click.option(
        "--to", "until", callback=_check_day, metavar="DATE", help="Only reports published on this date or earlier."
    ),
    click.option("--source", metavar="NAME", help="Only reports that cite this source, in any script."),
    _choice("--kind", get_args(Kind), "KIND", "Only reports that cite a source of this kind"),
    _choice("--naming", get_args(Naming), "NAMING", "Only reports that cite a source named this way"),
    _choice("--certainty", get_args(Level), "LEVEL", "Only reports with an attribution of this certainty"),
    click.option(
        "--sure",
        callback=_check_sure,
        metavar="P",
        help="Only reports with an attribution whose confidence is at least P, from 0 to 1.",
    ),
    click.option("--event", metavar="TYPE", help="Only reports with an event of this PLOVER type, such as ACCUSE."),
    click.option(
        "--finding",
        type=click.Choice(get_args(FindingKind)),
        metavar="KIND",
        help="Only reports with a finding of this kind.",
    ),
    click.option("--language", metavar="CODE", help="Only reports in this language: en, de, ru."),
)


def publication_options(command: _Decorated) -> _Decorated:
    """Give a command the options ``--publisher``, ``--from`` and ``--to``; the dates as ``since`` and ``until``."""
    for option in reversed(_FILTERS[:3]):
        command = option(command)
    return command


def filter_options(command: _Command) -> _Command:
    """Give a command the options that filter reports, collected in one `Filters`."""

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
        sure: float | None,
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
            sure=sure,
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
