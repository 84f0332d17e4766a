"""Requests of actions: a form with files, a form, or JSON, with the proof that it comes from the desk."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from starlette.datastructures import UploadFile
from starlette.requests import Request

from whence.errors import UsageError
from whence.intake.inputs import Input
from whence.serving.actions.add import SENT
from whence.serving.guards import MAX_BODY_BYTES, PROOF

__all__ = ["Sent", "read_sent"]

_MAX_FILES = 2000
_MAX_FIELDS = 2000
_NOT_JSON, _NO_OBJECT = "this is not JSON", "this is not a JSON object"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a request sends."""

    written: dict[str, list[str]]
    files: tuple[Input, ...] = ()
    proof: str | None = None


async def read_sent(request: Request) -> Sent:
    """Read what a request sends.

    Raises:
        UsageError: It is neither a form nor a JSON object of texts.
    """
    proof = request.headers.get(f"x-whence-{PROOF}")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        written = _read_json(await request.body())
        files: list[Input] = []
    else:
        written, files = await _read_form(request)
    fields = written.pop(PROOF, [])
    return Sent(written=written, files=tuple(files), proof=proof or (fields[-1] if fields else None))


async def _read_form(request: Request) -> tuple[dict[str, list[str]], list[Input]]:
    written: dict[str, list[str]] = {}
    files = []
    async with request.form(max_files=_MAX_FILES, max_fields=_MAX_FIELDS, max_part_size=MAX_BODY_BYTES) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                # A browser sends an empty file without a name if none was chosen.
                if value.filename:
                    files.append(Input(name=_sent_name(value.filename), data=await value.read()))
            else:
                written.setdefault(name, []).append(value)
    return written, files


def _sent_name(name: str) -> str:
    """Name a file that was sent so that it is no path and no address here."""
    return SENT + PurePath(name.replace("\\", "/")).name.replace("\0", "")


def _read_json(body: bytes) -> dict[str, list[str]]:
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _no_object(_NOT_JSON) from error
    if not isinstance(given, dict):
        raise _no_object(_NO_OBJECT)
    return {name: _texts(name, value) for name, value in given.items()}


def _texts(name: str, value: object) -> list[str]:
    values: Sequence[object] = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str | int | float) for one in values):
        raise UsageError(name[:40], "its value is neither a text nor a number", "Send a text, or a list of texts")
    return [str(one).lower() if isinstance(one, bool) else str(one) for one in values]


def _no_object(problem: str) -> UsageError:
    return UsageError("body", problem, 'Send an object, such as {"text": "…"}')
