"""The application: the tables of views and actions as routes, behind the guard."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

# Starlette imports it when a form arrives; without this line, that it is missing would show only then.
import python_multipart  # noqa: F401
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Scope

from whence.archive.archive import Archive
from whence.errors import UsageError, WhenceError
from whence.scaling.batch import OpenReader
from whence.serving.action import Action
from whence.serving.action_table import ACTIONS
from whence.serving.assets import ICON, MEDIA_TYPES, SCRIPTS, STYLES, asset, asset_path
from whence.serving.guards import PROOF, Guard, GuardedApp, MethodError, UnknownError, no_token
from whence.serving.kept_answers import KeptAnswers
from whence.serving.news import News
from whence.serving.openapi import describe
from whence.serving.pages import Pages
from whence.serving.parameters import ID, Asked, read_parameters
from whence.serving.readers import Readers
from whence.serving.requests import read_sent
from whence.serving.responses import Answered, error_response, json_response, respond, respond_done, wants_json
from whence.serving.view import View
from whence.serving.view_table import VIEWS
from whence.serving.writer import Writer

__all__ = ["Desk", "build_app"]

_NOT_KNOWN = "this is not its token"
_YEAR_SECONDS = 365 * 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The parts of a running desk."""

    guard: Guard
    readers: Readers
    watcher: Readers
    writer: Writer
    news: News
    pages: Pages
    kept: KeptAnswers

    @classmethod
    def open(cls, path: Path, guard: Guard, open_reader: OpenReader) -> "Desk":
        """Open an archive for a desk.

        Raises:
            ArchiveError: It does not exist, or cannot be opened.
        """
        news = News()
        return cls(
            guard=guard,
            readers=Readers(path),
            watcher=Readers(path, threads=1),
            writer=Writer(path, news, open_reader),
            news=news,
            pages=Pages(VIEWS, guard.proof),
            kept=KeptAnswers(),
        )

    async def show(self, view: View[Any], ending: str, request: Request) -> Response:
        """Answer a view in one of its forms."""
        query = {name: request.query_params.getlist(name) for name in request.query_params}
        written = query | {name: [value] for name, value in request.path_params.items()}
        asked = read_parameters([*view.parameters, *[ID] * view.has_id], written)
        form = "json" if not ending and wants_json(request.scope) else ending
        base = str(request.base_url).rstrip("/")
        return await self.readers.ask(partial(self._answer, view, asked, query, form, (base, str(request.url))))

    def _answer(  # noqa: PLR0913, PLR0917 -- partial's arguments, all needed in the worker thread
        self,
        view: View[Any],
        asked: Asked,
        query: dict[str, list[str]],
        form: str,
        addresses: tuple[str, str],
        archive: Archive,
    ) -> Response:
        base, own = addresses
        state = view.state_of(archive, asked)
        key = (form, own, state[0])
        if (kept := self.kept.get(key, state)) is not None:
            return kept
        try:
            answer = view.ask(archive, asked)
        except UsageError as error:
            raise (_unknown(view, archive, error) if view.is_item else error) from error
        response = respond(
            self.pages, Answered(view=view, answer=answer, asked=asked, query=query, base=base, own=own), form
        )
        self.kept.put(key, state, response)
        return response

    async def act(self, action: Action[Any], request: Request) -> Response:
        """Run an action, and answer when it is committed."""
        sent = await read_sent(request)
        self.guard.check_proof(sent.proof)
        asked = read_parameters(action.parameters, sent.written, sent.files)
        done = await self.writer.run(action, asked)
        return await asyncio.to_thread(respond_done, self.pages, action, done, asked, as_json=wants_json(request.scope))

    async def sign_in(self, request: Request) -> Response:
        """Give a browser that knows the token its cookie."""
        sent = await read_sent(request)
        if not self.guard.is_token("".join(sent.written.get("token", [])[-1:])):
            raise no_token(_NOT_KNOWN)
        response = RedirectResponse("/", status_code=303)
        response.set_cookie("whence", self.guard.cookie, httponly=True, samesite="lax")
        return response

    async def events(self, request: Request) -> Response:
        """Open a stream of what is new."""
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        if self.news.is_full:
            return Response("Too many pages are open.", 503, media_type="text/plain")
        return StreamingResponse(self.news.stream(), media_type="text/event-stream")

    async def refuse(self, request: Request, error: Exception) -> Response:
        """Answer a request that cannot be answered otherwise: in words, as a page or as JSON."""
        if isinstance(error, HTTPException):
            error = _phrase(request, error)
        if not isinstance(error, WhenceError):
            raise error
        return error_response(self.pages, error, request.scope)

    def refuse_unread(self, scope: Scope, error: WhenceError) -> ASGIApp:
        """Answer a request that the guard does not let through."""
        return error_response(self.pages, error, scope)

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Watch the archive while the application runs, and close it at the end."""
        watching = asyncio.create_task(self.news.watch(self.watcher))
        try:
            yield
        finally:
            watching.cancel()
            self.close()

    def close(self) -> None:
        """Close the archive."""
        self.news.end()
        for part in (self.writer, self.readers, self.watcher):
            part.close()


def build_app(desk: Desk) -> ASGIApp:
    """Build the application of a desk."""
    routes = [Route("/static/{name}", _static), Route("/events", desk.events)]
    routes += [
        Route("/openapi.json", partial(_give, describe(VIEWS, ACTIONS), is_versioned=False)),
        Route("/proof.json", partial(_give, {PROOF: desk.guard.proof}, is_versioned=True)),
        Route("/sign-in", desk.sign_in, methods=["POST"]),
    ]
    # An address with an ending comes first, as an id would match it.
    for ending in ("json", "csv", "html", "atom"):
        routes += [
            Route(f"{view.stem}.{ending}", partial(desk.show, view, ending)) for view in VIEWS if ending in view.endings
        ]
    routes += [Route(view.path, partial(desk.show, view, "")) for view in VIEWS]
    routes += [Route(action.path, partial(desk.act, action), methods=["POST"]) for action in ACTIONS]
    app = Starlette(
        routes=routes,
        lifespan=desk.lifespan,
        exception_handlers={WhenceError: desk.refuse, HTTPException: desk.refuse},
    )
    app.router.redirect_slashes = False
    return GuardedApp(app, desk.guard, desk.refuse_unread)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in {*STYLES, *SCRIPTS, ICON}:
        raise HTTPException(404)
    is_current = asset_path(name).endswith(f"?{request.url.query}")
    headers = {"Cache-Control": f"max-age={_YEAR_SECONDS}, immutable"} if is_current else {}
    return Response(asset(name), media_type=MEDIA_TYPES[Path(name).suffix], headers=headers)


async def _give(form: dict[str, object], _: Request, *, is_versioned: bool) -> Response:
    return json_response(form) if is_versioned else JSONResponse(form)


def _unknown(view: View[Any], archive: Archive, error: UsageError) -> UnknownError:
    """Say that there is no such item; or none yet, while reports are linked for the first time or by other rules."""
    name, problem, fix = error.args
    if view.rests_on_links and archive.count_unlinked(limit=1):
        return UnknownError(name, f"{problem}, but some reports are not linked yet", "Try again once they are")
    return UnknownError(name, problem, fix)


def _phrase(request: Request, error: HTTPException) -> WhenceError:
    """Put an error of the web framework into words."""
    path = request.url.path
    if error.status_code == 404:  # noqa: PLR2004 -- as HTTP calls it
        return UnknownError(path, "there is no such page", "Go to the first page")
    if error.status_code == 405:  # noqa: PLR2004
        return MethodError(f"{request.method} {path}", "this address has no such method", "See /openapi.json")
    return UsageError(path, error.detail, "Send it in another way")
