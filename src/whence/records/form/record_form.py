"""Any record as a JSON value: fields by name, nested records alike, spans as two numbers."""

from dataclasses import fields, is_dataclass

from whence.records.report import Span

__all__ = ["fields_of", "record_to_form"]


def record_to_form(value: object) -> object:
    """Turn a record, or several in a tuple, into a JSON value.

    >>> from whence.records.answers import Fault
    >>> record_to_form(Fault(where="reports", problem="A row is lost.", is_mended=False))
    {'where': 'reports', 'problem': 'A row is lost.', 'is_mended': False}
    """
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple | list):
        return [record_to_form(each) for each in value]
    within = fields_of(value)
    return {name: record_to_form(getattr(value, name)) for name, _ in within} if within else value


def fields_of(record: object) -> list[tuple[str, object]]:
    """List the names and types of the fields of a record or record type; empty for any other object."""
    return [(field.name, field.type) for field in fields(record)] if is_dataclass(record) else []
