"""How commands write the answers of an archive: as a table, as CSV or as JSON, and whether there is more."""

import shutil
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from whence.commands.options import Format, print_if_empty
from whence.commands.progress import ColorChoice, has_color
from whence.showing.terminal.columns import Answer, csv_table, record_line

if TYPE_CHECKING:
    from whence.archive.archive import Archive

__all__ = [
    "ALL_BUT",
    "FEW",
    "answer",
    "columns",
    "echo",
    "one_more",
    "print_if_more",
    "write_answer",
    "write_records",
]

FEW = 20
"""Default limit of a table. CSV and JSON have no limit by default."""
ALL_BUT = f"{FEW}; csv and json: all"
"""The default limit, for the help of a command."""
_Record = TypeVar("_Record", bound=Answer)


def answer(  # noqa: PLR0913 -- independent options
    opened: "Archive",
    found: Sequence[_Record],
    kind: type[_Record],
    render_answer: Callable[..., str],
    *,
    limit: int | None,
    form: Format,
    color: ColorChoice,
) -> None:
    """Write an answer in the chosen format, or say that the archive is empty."""
    if found or not print_if_empty(opened, form):
        write_answer(found, kind, render_answer, limit=limit, form=form, color=color)


def write_answer(  # noqa: PLR0913 -- independent options
    found: Sequence[_Record],
    kind: type[_Record],
    render_answer: Callable[..., str],
    *,
    limit: int | None,
    form: Format,
    color: ColorChoice,
) -> None:
    """Write an answer in the chosen format, and say if there is more."""
    most = _most(limit, form)
    shown = found[:most]
    if form == "table":
        is_colored = has_color(color)
        echo(render_answer(shown, width=columns(), color=is_colored), color=is_colored)
    else:
        write_records(shown, kind, form)
    print_if_more(len(found), most)


def write_records(records: Sequence[_Record], kind: type[_Record], form: Format) -> None:
    """Write records as CSV or JSON."""
    if form == "csv":
        click.echo(csv_table(records, kind).encode(), nl=False)
    else:
        for record in records:
            click.echo(record_line(record), nl=False)


def _most(limit: int | None, form: Format) -> int | None:
    return FEW if limit is None and form == "table" else limit


def one_more(limit: int | None, form: Format) -> int | None:
    """Fetch one more than is shown, to know whether there are more."""
    most = _most(limit, form)
    return None if most is None else most + 1


def print_if_more(there_are: int, most: int | None) -> None:
    """Say on standard error that there are more records than were shown."""
    if most is not None and there_are > most:
        click.echo(f"There are more than {most}. Use --limit N to see more.", err=True)


def echo(shown: str, *, color: bool) -> None:
    """Write what was rendered for a terminal."""
    click.echo(shown, nl=False, color=color)


def columns() -> int:
    """Get the width of the terminal."""
    return shutil.get_terminal_size().columns
