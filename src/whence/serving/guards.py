"""All that keeps strangers out: which requests are answered at all, and what every answer forbids the browser.

The desk holds what its user reads. Another page that the same browser shows must neither read nor change it: so a
request must come from the desk's own pages, from the user (an address typed or a link followed), or from no browser.

Reference:
    W3C, Fetch Metadata Request Headers; CSRF and DNS rebinding as described by OWASP.
"""

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from ipaddress import ip_address
from secrets import token_hex
from typing import TypeAlias
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from whence.errors import UsageError, WhenceError

__all__ = [
    "MAX_BODY_BYTES",
    "MIN_TOKEN",
    "PROOF",
    "Guard",
    "GuardError",
    "GuardedApp",
    "MethodError",
    "Refuse",
    "SignInError",
    "TooLargeError",
    "UnknownError",
    "check_token",
    "is_loopback",
    "no_token",
]

MAX_BODY_BYTES = 64 * 1024 * 1024
"""Maximum size of what a request sends."""
MIN_TOKEN = 16
"""Minimum length of a token."""
PROOF = "proof"
"""The field of a form, and with ``X-Whence-`` before it the header, that proves that a write is from the desk."""
_COOKIE = "whence"
_NEEDED = "it needs its token"
_METHODS = ("GET", "HEAD", "POST")
_OPEN = ("/sign-in", "/static/")
"""Paths that need no token."""
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With no-referrer a browser would send Origin: null with the desk's own forms.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


Refuse: TypeAlias = Callable[[Scope, WhenceError], ASGIApp]
"""Makes the answer to a request that is not passed on."""


class GuardError(WhenceError):
    """A request that the desk does not answer, as it may come from a foreign page."""

    http_status = 403


class TooLargeError(WhenceError):
    """A request that sends too much."""

    http_status = 413


class UnknownError(WhenceError):
    """An address that the desk does not have, or an id that the archive does not have."""

    http_status = 404


class SignInError(WhenceError):
    """A request without the token."""

    http_status = 401


class MethodError(WhenceError):
    """A request with a method that its address does not have."""

    http_status = 405


def is_loopback(host: str) -> bool:
    """Check whether a host is this machine, reachable from it alone.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0"), is_loopback("example.org")
    (True, True, False, False)
    """
    return host == "localhost" or (_is_ip(host) and ip_address(host).is_loopback)


def check_token(host: str, token: str | None) -> None:
    """Check that a desk that other machines can reach has a token, and that the token is long enough.

    Raises:
        UsageError: It is not.
    """
    if token is None and not is_loopback(host):
        fix = f"Give --token, such as {token_hex(MIN_TOKEN)}"
        where = f"--host {host}"
        raise UsageError(where, "other machines can reach this address, so it needs a token", fix)
    if token is not None and len(token) < MIN_TOKEN:
        fix = f"Use at least {MIN_TOKEN}, such as {token_hex(MIN_TOKEN)}"
        where = "--token"
        raise UsageError(where, f"it has only {len(token)} characters", fix)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Decides about requests, by their headers.

    Args:
        host: The host that the server is bound to.
        token: What every request must know; None for none.
    """

    host: str = "127.0.0.1"
    token: str | None = None
    _secret: str = field(default_factory=token_hex, repr=False)
    """New for each start, so that nobody can know the proof beforehand."""

    @property
    def proof(self) -> str:
        """What every form of the desk sends along; pages of other sites cannot read it."""
        return self._secret

    @property
    def cookie(self) -> str:
        """The value of the cookie of a browser that has given the token."""
        return hmac.new((self.token or "").encode(), b"whence desk", sha256).hexdigest()

    def check(self, scope: Scope) -> None:
        """Check a request before it is read.

        Raises:
            WhenceError: It is not answered; the reason is a subclass above.
        """
        headers = Headers(scope=scope)
        method, path = scope["method"], scope["path"]
        if method not in _METHODS:
            raise MethodError(method, "the desk has no such method", "Use GET or POST")
        self._check_host(headers)
        self._check_origin(headers, method)
        if not path.startswith(_OPEN):
            self._check_sign_in(headers)

    def check_proof(self, sent: str | None) -> None:
        """Check the proof that a write sends.

        Raises:
            GuardError: It is missing, or another one.
        """
        if not hmac.compare_digest((sent or "").encode(), self.proof.encode()):
            problem = "the proof that this comes from the desk is missing or too old"
            raise GuardError(PROOF, problem, "Load the page again; programs get the proof at /proof.json")

    def is_token(self, sent: str) -> bool:
        """Check a token that was sent."""
        return self.token is not None and hmac.compare_digest(sent.encode(), self.token.encode())

    def _check_host(self, headers: Headers) -> None:
        """Refuse names that a foreign page may have had pointed here (DNS rebinding)."""
        name = _host_of(headers.get("host", ""))
        if not (name == "localhost" or _is_ip(name) or name == self.host.lower()):
            where = f"Host: {name}"
            raise GuardError(where, "this is not the address of the desk", "Use the address that it printed")

    def _check_origin(self, headers: Headers, method: str) -> None:
        """Refuse requests from pages of other sites, but for links that a user follows."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if origin is not None and origin.partition("://")[2] != headers.get("host"):
            raise _foreign(origin)
        is_link = method != "POST" and headers.get("sec-fetch-mode") == "navigate"
        is_page = headers.get("sec-fetch-dest") == "document"
        if site not in {None, "same-origin", "none"} and not (is_link and is_page):
            where = f"Sec-Fetch-Site: {site}"
            raise _foreign(where)

    def _check_sign_in(self, headers: Headers) -> None:
        if self.token is None:
            return
        kind, _, sent = headers.get("authorization", "").partition(" ")
        cookie = cookie_parser(headers.get("cookie", "")).get(_COOKIE, "")
        if not (
            (kind.lower() == "bearer" and self.is_token(sent))
            or hmac.compare_digest(cookie.encode("utf-8", "replace"), self.cookie.encode())
        ):
            raise no_token(_NEEDED)


def no_token(problem: str) -> SignInError:
    """Make the error of a request without the token."""
    return SignInError("desk", problem, "Sign in, or send it as Authorization: Bearer TOKEN")


def _foreign(where: str) -> GuardError:
    return GuardError(where, "the desk does not answer requests from other pages", "Open it by its own address")


def _host_of(netloc: str) -> str:
    """Take the port off a host; empty for what is none."""
    try:
        return urlsplit(f"//{netloc}").hostname or ""
    except ValueError:
        return ""


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


class GuardedApp:
    """An application behind a guard: it gets only requests that pass, and its answers get the headers.

    Args:
        app: The application.
        guard: Decides about requests.
        refuse: Answers a request that is not passed on.
        max_bytes: Maximum size of what a request sends.
    """

    def __init__(self, app: ASGIApp, guard: Guard, refuse: Refuse, *, max_bytes: int = MAX_BODY_BYTES) -> None:
        self._app = app
        self._guard = guard
        self._refuse = refuse
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _with_headers(send)
        try:
            self._guard.check(scope)
            self._check_length(Headers(scope=scope))
        except WhenceError as error:
            await self._refuse(scope, error)(scope, receive, answer)
            return
        await self._app(scope, self._bounded(receive), answer)

    def _check_length(self, headers: Headers) -> None:
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > self._max_bytes:
            raise self._too_large()

    def _bounded(self, receive: Receive) -> Receive:
        """Count what arrives, as a request need not say its length."""
        count = 0

        async def receive_bounded() -> Message:
            nonlocal count
            message = await receive()
            count += len(message.get("body", b""))
            if count > self._max_bytes:
                raise self._too_large()
            return message

        return receive_bounded

    def _too_large(self) -> TooLargeError:
        problem = f"a request may send at most {self._max_bytes // 1024**2} MB"
        return TooLargeError("upload", problem, "Send less at a time, or use whence add")


def _with_headers(send: Send) -> Send:
    """Add to every answer what it forbids the browser, unless it says so itself, and how long it took.

    Reference:
        https://www.w3.org/TR/server-timing/
    """
    begun = time.perf_counter()

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            # A copy: an answer that is kept is sent more than once, each time with the time that this took.
            headers = MutableHeaders(raw=[*message["headers"]])
            message["headers"] = headers.raw
            headers["Server-Timing"] = f"total;dur={1000 * (time.perf_counter() - begun):.1f}"
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return send_with_headers
