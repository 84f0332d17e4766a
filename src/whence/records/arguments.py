"""What a caller may hand over: a programmer's mistake is told by a builtin error, in Python's words."""

from collections.abc import Collection
from os import PathLike

__all__ = ["check_choice", "check_counts", "check_least", "check_several"]


def check_several(name: str, value: object) -> None:
    """See that what takes several is not given a single one, whose letters would be taken for them.

    Args:
        name: The argument's.
        value: What it was given.

    Raises:
        TypeError: It is a string, bytes or a path.

    >>> check_several("names", ["harbour.txt"])
    >>> check_several("names", "harbour.txt")
    Traceback (most recent call last):
    TypeError: names takes several: put 'harbour.txt' in a list, ['harbour.txt']
    """
    if isinstance(value, str | bytes | bytearray | PathLike):
        message = f"{name} takes several: put {value!r} in a list, [{value!r}]"
        raise TypeError(message)


def check_least(least: float, **values: float | None) -> None:
    """See that numbers are not too small; none stands for no number.

    Raises:
        ValueError: One is.

    >>> check_least(0, limit=20, offset=-1)
    Traceback (most recent call last):
    ValueError: offset must be at least 0, and is -1
    """
    for name, value in values.items():
        if value is not None and not value >= least:
            message = f"{name} must be at least {least}, and is {value}"
            raise ValueError(message)


def check_counts(least: int, **values: object) -> None:
    """See that numbers are whole and not too small; none stands for no number.

    Raises:
        TypeError: One is no whole number.
        ValueError: One is too small.

    >>> check_counts(0, limit=1.5)
    Traceback (most recent call last):
    TypeError: limit must be a whole number, and is 1.5
    """
    for name, value in values.items():
        if value is None:
            continue
        if not isinstance(value, int):
            message = f"{name} must be a whole number, and is {value!r}"
            raise TypeError(message)
        check_least(least, **{name: value})


def check_choice(name: str, value: str | None, choices: Collection[str]) -> None:
    """See that a value is one of those that there are; none stands for no value.

    Raises:
        ValueError: It is not.

    >>> check_choice("form", "xml", ("jsonl", "csv"))
    Traceback (most recent call last):
    ValueError: form must be one of jsonl, csv, and is 'xml'
    """
    if value is not None and value not in choices:
        message = f"{name} must be one of {', '.join(choices)}, and is {value!r}"
        raise ValueError(message)
