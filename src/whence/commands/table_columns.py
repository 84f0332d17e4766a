"""The option ``--columns``: which column of a table holds which field of a report."""

from collections.abc import Callable
from typing import TypeVar

import click

__all__ = ["columns_option", "parse_columns"]

_Decorated = TypeVar("_Decorated", bound=Callable[..., None])


def columns_option(command: _Decorated) -> _Decorated:
    """Give a command the option ``--columns``, as ``mapped``; `parse_columns` parses it."""
    option = click.option(
        "--columns",
        "mapped",
        default="",
        metavar="FIELD=COLUMN,…",
        help="Which column of a table holds which field: text=body,published=date.",
    )
    return option(command)


def parse_columns(mapped: str) -> dict[str, str]:
    """Parse the value of ``--columns``: the column for each field."""
    pairs = [pair.partition("=") for pair in mapped.split(",") if pair.strip()]
    for field, sign, column in pairs:
        if not (field.strip() and sign and column.strip()):
            message = (
                f"--columns {mapped}: {field}{sign}{column} is not a pair. Write field=column, for example text=body."
            )
            raise click.UsageError(message)
    return {field.strip(): column.strip() for field, _, column in pairs}
