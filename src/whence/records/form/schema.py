"""Build a JSON Schema from Python types, so that one `TypedDict` serves the type checker and the schema."""

from dataclasses import is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from whence.records.report import Span

__all__ = ["Schema", "schema_of"]

Schema = dict[str, object]
"""A JSON Schema, 2020-12, or a part of one."""

_NAMES: dict[object, str] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    dict: "object",
    NoneType: "null",
}


def schema_of(kind: object) -> Schema:
    """Describe the JSON values that a type allows.

    Args:
        kind: A `TypedDict` or a record, as `whence.records.form.record_form` writes it, whose keys are then all
            required and the only ones; a list, tuple, union or `Literal`; ``str``, ``int``, ``float``, ``bool``,
            ``None``; ``dict[str, object]`` for an object of any keys. In an ``Annotated`` of these, a string is the
            description and a dictionary holds further keywords.

    Raises:
        TypeError: The type is none of these.

    >>> schema_of(list[str] | None)
    {'anyOf': [{'type': 'array', 'items': {'type': 'string'}}, {'type': 'null'}]}
    >>> schema_of(str | None)
    {'type': ['string', 'null']}
    """
    if is_typeddict(kind) or (is_dataclass(kind) and kind is not Span):
        keys = {name: schema_of(hint) for name, hint in get_type_hints(kind, include_extras=True).items()}
        return {"type": "object", "properties": keys, "required": list(keys), "additionalProperties": False}
    parts = get_args(kind)
    origin = get_origin(kind)
    if origin is Annotated:
        return _annotated(parts[0], parts[1:])
    if origin in {Union, UnionType}:
        return _union([schema_of(part) for part in parts])
    if origin in {list, tuple}:
        return _array(parts)
    if origin is Literal:
        return {"enum": list(parts)}
    return _simple(dict if origin is dict else kind)


def _simple(kind: object) -> Schema:
    if kind is Span:
        return {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2}
    if kind not in _NAMES:
        message = f"no JSON Schema for {kind!r}"
        raise TypeError(message)
    return {"type": _NAMES[kind]}


def _array(parts: tuple[object, ...]) -> Schema:
    """Describe a list or a tuple of any length by its one part, and another tuple by all of its parts."""
    if len(parts) == 1 or parts[-1] is Ellipsis:
        return {"type": "array", "items": schema_of(parts[0])}
    return {"type": "array", "prefixItems": [*map(schema_of, parts)], "minItems": len(parts), "maxItems": len(parts)}


def _annotated(kind: object, notes: tuple[object, ...]) -> Schema:
    schema: Schema = {}
    for note in notes:
        schema |= note if isinstance(note, dict) else {"description": note}
    return schema | schema_of(kind)


def _union(schemas: list[Schema]) -> Schema:
    if all(schema.keys() == {"type"} for schema in schemas):
        return {"type": [schema["type"] for schema in schemas]}
    return {"anyOf": schemas}
