"""Parameters of views and actions: their types and bounds, how they are read, and how they are described."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from whence.errors import UsageError
from whence.intake.inputs import Input
from whence.records.answers import is_day
from whence.records.form.schema import Schema

__all__ = ["ID", "Asked", "Parameter", "ParameterKind", "Value", "read_parameters"]

ParameterKind = Literal["text", "day", "number", "share", "flag", "choice", "choices", "files"]
"""A line of text; a day, month or year; a whole number; a number from 0 to 1; yes or no; one of some words; several of
them; files that are sent."""
Value: TypeAlias = str | int | float | bool | tuple[str, ...]
_LONGEST_LINE = 1000
_NUMBER = re.compile(r"-?[0-9]{1,9}")
_SHARE = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:[eE][+-]?[0-9]{1,3})?")
_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
_SHOWN = 20
"""Most characters of a value in an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a view or an action can be asked.

    Raises:
        ValueError: It is to be one of no words.
    """

    name: str
    about: str
    """One sentence for whoever reads the description of the interface."""
    kind: ParameterKind = "text"
    label: str = ""
    """What stands beside it in a form; empty if no form asks for it."""
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = _LONGEST_LINE
    """Bounds of a number, and the maximum length of a text in characters."""
    default: Value | None = None
    is_required: bool = False

    def __post_init__(self) -> None:
        if self.kind in {"choice", "choices"} and not self.choices:
            message = f"{self.name} must have choices"
            raise ValueError(message)

    @property
    def schema(self) -> Schema:
        """Describe its values in JSON Schema."""
        by_kind: dict[ParameterKind, Schema] = {
            "text": {"type": "string", "maxLength": self.most},
            "day": {"type": "string", "pattern": r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"},
            "number": {"type": "integer", "minimum": self.least, "maximum": self.most},
            "share": {"type": "number", "minimum": 0, "maximum": 1},
            "flag": {"type": "boolean"},
            "choice": {"type": "string", "enum": list(self.choices)},
            "choices": {"type": "array", "items": {"type": "string", "enum": list(self.choices)}},
            "files": {"type": "array", "items": {"type": "string", "contentMediaType": "application/octet-stream"}},
        }
        return by_kind[self.kind] | ({} if self.default is None else {"default": self.default})

    def read(self, written: Sequence[str]) -> Value | None:
        """Read its value; None if nothing is written.

        Raises:
            UsageError: The value is of another type, or out of bounds.
        """
        last = written[-1] if written else ""
        if not last.strip():
            return self._missing()
        if self.kind == "choices":
            return tuple(dict.fromkeys(_read_choice(self, each) for each in written if each))
        return _READ[self.kind](self, last)

    def _missing(self) -> Value | None:
        if self.is_required:
            raise UsageError(self.name, "it is missing", self.about.removesuffix("."))
        return self.default


def _read_text(one: Parameter, written: str) -> str:
    if len(written) > one.most:
        shown, fix = written[:_SHOWN] + "…", f"Write at most {one.most:,} characters"
        raise _refuse(one, shown, "this is too long", fix)
    return written


def _read_day(one: Parameter, written: str) -> str:
    if not is_day(written):
        raise _refuse(one, written, "this is not a date", "Write 2031-03-04, or 2031-03 for a month, or 2031")
    return written


def _read_flag(one: Parameter, written: str) -> bool:
    if written.lower() not in {*_YES, *_NO}:
        raise _refuse(one, written, "this is neither yes nor no", "Write true or false")
    return written.lower() in _YES


def _read_number(one: Parameter, written: str) -> int:
    number = int(written) if _NUMBER.fullmatch(written) else None
    if number is None or not one.least <= number <= one.most:
        fix = f"Write a whole number from {one.least:,} to {one.most:,}"
        raise _refuse(one, written, "this is not such a number", fix)
    return number


def _read_share(one: Parameter, written: str) -> float:
    share = float(written) if _SHARE.fullmatch(written) else -1.0
    if not 0 <= share <= 1:
        raise _refuse(one, written, "this is not a confidence", "Write a number from 0 to 1, such as 0.8")
    return share


def _read_choice(one: Parameter, written: str) -> str:
    if written not in one.choices:
        raise _refuse(one, written, "there is no such choice", f"The choices are {', '.join(one.choices)}")
    return written


def _refuse(one: Parameter, written: str, problem: str, fix: str) -> UsageError:
    return UsageError(f"{one.name}={written}", problem, fix)


_READ: dict[ParameterKind, Callable[[Parameter, str], Value]] = {
    "text": _read_text,
    "day": _read_day,
    "number": _read_number,
    "share": _read_share,
    "flag": _read_flag,
    "choice": _read_choice,
}


ID = Parameter(name="id", about="The id, or its beginning.", most=200, is_required=True)
"""The parameter in the path of a view of one item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a view or an action is asked: the values of its parameters."""

    values: Mapping[str, Value | None]
    files: tuple[Input, ...] = ()
    """Files that were sent."""

    def text(self, name: str) -> str | None:
        """Get a text, a day or a choice; None if nothing is written."""
        value = self.values[name]
        return None if value is None else str(value)

    def number(self, name: str) -> int:
        """Get a whole number."""
        value = self.values[name]
        return value if isinstance(value, int) else 0

    def share(self, name: str) -> float | None:
        """Get a number from 0 to 1; None if nothing is written."""
        value = self.values[name]
        return value if isinstance(value, float) else None

    def flag(self, name: str) -> bool:
        """Get an answer of yes or no."""
        return self.values[name] is True

    def words(self, name: str) -> tuple[str, ...]:
        """Get several choices."""
        value = self.values[name]
        return value if isinstance(value, tuple) else ()


def read_parameters(
    parameters: Iterable[Parameter], written: Mapping[str, Sequence[str]], files: Iterable[Input] = ()
) -> Asked:
    """Read the values of parameters.

    Args:
        parameters: The parameters. Whatever else is written is ignored.
        written: What is written for each name.
        files: Files that were sent.

    Raises:
        UsageError: A value is of another type, or out of bounds.

    >>> page = Parameter(name="page", about="Which page.", kind="number", least=1, most=9, default=1)
    >>> read_parameters([page], {"page": ["3"]}).number("page"), read_parameters([page], {}).number("page")
    (3, 1)
    """
    values = {one.name: one.read(written.get(one.name, ())) for one in parameters if one.kind != "files"}
    return Asked(values=values, files=tuple(files))
