"""The description of the interface for programs, made from the tables of views and actions.

Reference:
    OpenAPI 3.1, https://spec.openapis.org/oas/v3.1.1
"""

from collections.abc import Sequence
from typing import Annotated, Literal, TypedDict

from whence.records.form.ledger_form import FORM
from whence.records.form.schema import Schema, schema_of
from whence.serving.action import Action
from whence.serving.guards import PROOF
from whence.serving.parameters import ID, Parameter
from whence.serving.responses import MEDIA_TYPES
from whence.serving.view import View
from whence.version import VERSION

__all__ = ["describe"]


class _Reason(TypedDict):
    name: Annotated[str, "Where it went wrong: a parameter, an id, an address"]
    reason: Annotated[str, "What was wrong, and what to do"]


class _Error(TypedDict):
    form: Literal[1]
    whence: str
    error: _Reason


_ERROR = "#/components/schemas/Error"
_ERRORS = {
    "400": "What was asked for cannot be done",
    "401": "This desk needs its token",
    "403": "The request may come from a foreign page",
    "404": "There is no such address, or no such id",
    "413": "The request sends too much",
    "503": "Another process is writing to the archive; try again",
}


def describe(views: Sequence[View[object]], actions: Sequence[Action[object]]) -> Schema:
    """Describe all views and actions in OpenAPI.

    >>> describe([], [])["openapi"]
    '3.1.0'
    """
    paths: dict[str, Schema] = {}
    for view in views:
        paths[view.path] = {"get": _describe_view(view, "")}
        for ending in view.endings:
            paths[f"{view.stem}.{ending}"] = {"get": _describe_view(view, ending)}
    for action in actions:
        paths[action.path] = {"post": _describe_action(action)}
    paths["/proof.json"] = {"get": _describe_proof()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "whence", "version": f"{FORM}", "summary": f"The desk of whence {VERSION}"},
        "paths": paths,
        "components": {
            "schemas": {"Error": schema_of(_Error)},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _describe_view(view: View[object], ending: str) -> Schema:
    media = MEDIA_TYPES[ending]
    content: dict[str, Schema] = {media: _content(view, media)}
    if not ending:
        content[MEDIA_TYPES["json"]] = _content(view, MEDIA_TYPES["json"])
    return {
        "operationId": f"{view.name}_{ending}" if ending else view.name,
        "summary": view.about,
        "parameters": [
            *[_describe_parameter(ID, "path")] * view.has_id,
            *(_describe_parameter(one, "query") for one in view.parameters),
        ],
        "responses": {"200": {"description": view.title, "content": content}, **_errors()},
    }


def _describe_action(action: Action[object]) -> Schema:
    fields = {one.name: one.schema | {"description": one.about} for one in action.parameters}
    required = [one.name for one in action.parameters if one.is_required]
    plain = {name: schema for name, schema in fields.items() if schema["type"] != "array"}
    header = {
        "name": f"X-Whence-{PROOF.title()}",
        "in": "header",
        "required": True,
        "description": "As /proof.json gives it.",
        "schema": {"type": "string"},
    }
    json = MEDIA_TYPES["json"]
    done = {json: {"schema": _versioned(schema_of(action.kind))}, MEDIA_TYPES[""]: {"schema": {"type": "string"}}}
    return {
        "operationId": action.name,
        "summary": action.about,
        "parameters": [header],
        "requestBody": {
            "required": True,
            "content": {
                "multipart/form-data": {"schema": {"type": "object", "properties": fields, "required": required}},
                json: {"schema": {"type": "object", "properties": plain, "required": required}},
            },
        },
        "responses": {
            "200": {"description": action.title, "content": done},
            "303": {"description": "For a browser: the page that shows the result"},
            **_errors(),
        },
    }


def _describe_proof() -> Schema:
    schema: Schema = {"type": "object", "properties": {PROOF: {"type": "string"}}, "required": [PROOF]}
    content = {MEDIA_TYPES["json"]: {"schema": _versioned(schema)}}
    return {
        "operationId": PROOF,
        "summary": "The proof that a program must send with each write, new for each start of the desk.",
        "responses": {"200": {"description": "The proof", "content": content}, **_errors()},
    }


def _describe_parameter(one: Parameter, place: str) -> Schema:
    return {
        "name": one.name,
        "in": place,
        "required": one.is_required,
        "description": one.about,
        "schema": one.schema,
    }


def _content(view: View[object], media: str) -> Schema:
    return {"schema": _versioned(schema_of(view.json.kind)) if media == MEDIA_TYPES["json"] else {"type": "string"}}


def _versioned(schema: Schema) -> Schema:
    """Add the versions of the form and of whence, which every answer has."""
    properties, required = schema["properties"], schema["required"]
    own: Schema = {"form": {"const": FORM}, "whence": {"type": "string"}}
    return schema | {
        "properties": own | (properties if isinstance(properties, dict) else {}),
        "required": list(dict.fromkeys([*own, *(required if isinstance(required, list) else [])])),
    }


def _errors() -> dict[str, Schema]:
    content = {MEDIA_TYPES["json"]: {"schema": {"$ref": _ERROR}}, MEDIA_TYPES[""]: {"schema": {"type": "string"}}}
    return {status: {"description": text, "content": content} for status, text in _ERRORS.items()}
