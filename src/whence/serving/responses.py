"""Answers as HTTP responses: a page, JSON, CSV, an Atom feed or a self-contained page, and errors in the same forms."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeAlias

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from whence.errors import ArchiveBusyError, WhenceError
from whence.records.form.json_lines import form_line
from whence.records.form.ledger_form import FORM
from whence.serving.action import Action
from whence.serving.atom import atom_feed
from whence.serving.pages import Pages, own_policy
from whence.serving.parameters import Asked
from whence.serving.view import View
from whence.serving.writer import ClosingError
from whence.showing.marks import one_line
from whence.version import VERSION

__all__ = ["MEDIA_TYPES", "Answered", "error_response", "json_response", "respond", "respond_done", "wants_json"]

MEDIA_TYPES = {
    "": "text/html",
    "json": "application/json",
    "csv": "text/csv",
    "html": "text/html",
    "atom": "application/atom+xml",
}
"""The media type of each form of a view, by its ending."""
_FOR_PROGRAMS = (".json", ".csv", ".atom")
_RETRY_SECONDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A view's answer, and what it answers."""

    view: View[object]
    answer: object
    asked: Asked
    query: Mapping[str, Sequence[str]]
    """What was asked, as it was written."""
    base: str
    """Address of the desk."""
    own: str
    """Address of this answer."""


_Respond: TypeAlias = Callable[[Pages, Answered], Response]


def respond(pages: Pages, answered: Answered, ending: str) -> Response:
    """Write a view's answer in the form that an ending stands for; with no ending, as a page."""
    return _FORMS[ending](pages, answered)


def respond_done(pages: Pages, action: Action[object], done: object, asked: Asked, *, as_json: bool) -> Response:
    """Write the result of an action: as JSON, as a page of its own, or by leading to the view that shows it."""
    if as_json:
        return json_response(action.write(done))
    path = action.goes_to(done)
    if path is not None:
        return RedirectResponse(path, status_code=303)
    return _html(pages.show_done(action, done, asked))


def json_response(form: object, *, status: int = 200) -> Response:
    """Write a JSON value with the versions of the form and of whence."""
    own = form if isinstance(form, dict) else {"answer": form}
    return Response(form_line({"form": FORM, "whence": VERSION, **own}), status, media_type=MEDIA_TYPES["json"])


def error_response(pages: Pages, error: WhenceError, scope: Scope) -> Response:
    """Write an error, as a page or as JSON: what was wrong, and what to do."""
    status = error.http_status
    if wants_json(scope):
        response = json_response({"error": {"name": error.args[0], "reason": error.reason}}, status=status)
    else:
        response = _html(pages.show_error(error, status, path=scope["path"]), status=status)
    if isinstance(error, ArchiveBusyError | ClosingError):
        response.headers["Retry-After"] = str(_RETRY_SECONDS)
    return response


def wants_json(scope: Scope) -> bool:
    """Check whether a program asks: by the ending of the path, or because it accepts JSON and no page."""
    accepted = Headers(scope=scope).get("accept", "")
    by_ending = PurePath(scope["path"]).suffix in _FOR_PROGRAMS
    return by_ending or ("application/json" in accepted and "text/html" not in accepted)


def _page(pages: Pages, answered: Answered) -> Response:
    return _html(pages.show(answered.view, answered.answer, answered.asked, answered.query))


def _whole_page(pages: Pages, answered: Answered) -> Response:
    content = pages.show_whole(answered.view, answered.answer, answered.asked, answered.query)
    response = _saved(_html(content), answered, "html")
    response.headers["Content-Security-Policy"] = own_policy()
    return response


def _json(_: Pages, answered: Answered) -> Response:
    return json_response(answered.view.json.write(answered.answer))


def _csv(_: Pages, answered: Answered) -> Response:
    if (table := answered.view.table) is None:
        message = f"{answered.view.path} has no table"
        raise ValueError(message)
    content = table.write(answered.answer).encode()
    return _saved(Response(content, media_type=MEDIA_TYPES["csv"]), answered, "csv")


def _atom(_: Pages, answered: Answered) -> Response:
    if (feed := answered.view.feed) is None:
        message = f"{answered.view.path} has no feed"
        raise ValueError(message)
    view, words = answered.view, answered.query.get("q", [""])[-1]
    title = one_line(f"{view.title}: {words}" if words else view.title)
    content = atom_feed(feed(answered.answer), title=title, base=answered.base, own=answered.own)
    return Response(content, media_type=MEDIA_TYPES["atom"])


_FORMS: dict[str, _Respond] = {"": _page, "json": _json, "csv": _csv, "html": _whole_page, "atom": _atom}


def _html(content: str, *, status: int = 200) -> Response:
    return Response(content.encode("utf-8", "replace"), status, media_type="text/html; charset=utf-8")


def _saved(response: Response, answered: Answered, ending: str) -> Response:
    """Make the browser save an answer as a file, rather than show it."""
    response.headers["Content-Disposition"] = f'attachment; filename="whence-{answered.view.name}.{ending}"'
    return response
