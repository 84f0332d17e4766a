"""Check a caller's arguments: a programmer's mistake raises a builtin error."""

from collections.abc import Collection
from os import PathLike

__all__ = ["check_choice", "check_counts", "check_is_list", "check_minimum"]


def check_is_list(name: str, value: object) -> None:
    """Reject a single name where a list is expected, as its letters would be taken for names.

    Args:
        name: Name of the argument.
        value: Its value.

    Raises:
        TypeError: It is a string, bytes or a path.

    >>> check_is_list("names", ["harbour.txt"])
    >>> check_is_list("names", "harbour.txt")
    Traceback (most recent call last):
    TypeError: names must be a list: write ['harbour.txt'] instead of 'harbour.txt'
    """
    if isinstance(value, str | bytes | bytearray | PathLike):
        message = f"{name} must be a list: write [{value!r}] instead of {value!r}"
        raise TypeError(message)


def check_minimum(least: float, **values: float | None) -> None:
    """Reject numbers that are too small; None is allowed.

    Raises:
        ValueError: A number is too small.

    >>> check_minimum(0, limit=20, offset=-1)
    Traceback (most recent call last):
    ValueError: offset must be at least 0, not -1
    """
    for name, value in values.items():
        if value is not None and not value >= least:
            message = f"{name} must be at least {least}, not {value}"
            raise ValueError(message)


def check_counts(least: int, **values: object) -> None:
    """Reject numbers that are not integers or too small; None is allowed.

    Raises:
        TypeError: A number is not an integer.
        ValueError: A number is too small.

    >>> check_counts(0, limit=1.5)
    Traceback (most recent call last):
    TypeError: limit must be an integer, not 1.5
    """
    for name, value in values.items():
        if value is None:
            continue
        if not isinstance(value, int):
            message = f"{name} must be an integer, not {value!r}"
            raise TypeError(message)
        check_minimum(least, **{name: value})


def check_choice(name: str, value: str | None, choices: Collection[str]) -> None:
    """Reject a value that is not among the choices; None is allowed.

    Raises:
        ValueError: It is not among them.

    >>> check_choice("form", "xml", ("jsonl", "csv"))
    Traceback (most recent call last):
    ValueError: form must be one of jsonl, csv, not 'xml'
    """
    if value is not None and value not in choices:
        message = f"{name} must be one of {', '.join(choices)}, not {value!r}"
        raise ValueError(message)
