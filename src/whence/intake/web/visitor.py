"""Polite web client: obeys robots.txt, and sends each host one request at a time, with pauses.

After a redirect to another host, that host's robots.txt and pause are not observed: it is a single request, and the
first host sends every visitor there.
"""

import codecs
import re
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from threading import Event, Lock
from time import monotonic
from types import TracebackType
from typing import Self, TypeAlias, TypeVar
from urllib.parse import urlsplit

from protego import Protego

from whence.errors import BusyError, FetchError, GarbledError
from whence.intake.inputs import Input, Unchanged
from whence.intake.urls import find_problem, is_address, read_capture
from whence.intake.web.fetch import PAGES, Fetched, IPAddress, Limits, ResourceKind, fetch, is_public
from whence.intake.web.http_connection import OpenConnections
from whence.records.report import Rejected

__all__ = ["Visitor", "add_response"]

_Outcome: TypeAlias = Input | Rejected | Unchanged
_Result = TypeVar("_Result")

_ROBOT = "whence"
_LONGEST_PAUSE = 60.0
_LONGEST_REST = 3600.0
# RFC 9309: robots.txt may be cached for a day, and at least 500 kB must be parsed. A missing one may be a temporary
# mistake.
_ROBOTS_SECONDS = 86_400.0
_MISSING_SECONDS = 3600.0
_PAGE_LIMITS = Limits()
_ROBOTS_LIMITS = Limits(body_bytes=512_000, cuts=True)
_ROBOTS = ResourceKind(content_types=(), called="a text", instead=("a text", "a shorter text"))
_AGENT = re.compile(r"\s*user[ -]?agent\s*:?\s*([^\s/#]*)", re.IGNORECASE)
_NOTHING = "User-agent: *\nDisallow: /"
# The byte order mark, which RFC 9309, 2.2 allows, and other invisible characters.
_MARKS = re.compile("[\0\u200b-\u200f\u2060\ufeff]")
_MOST_DOUBLINGS = 20
_MOST_HOSTS = 1000
_LOOK_AHEAD = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class _Robots:
    """The parsed robots.txt of a host."""

    rules: Protego
    until: float
    """When it expires."""
    problem: str = "its robots.txt forbids programs to fetch it"
    """Why an address that its rules disallow may not be fetched."""


@dataclass(slots=True, kw_only=True, eq=False)
class _Host:
    """State of a host. Hold its lock during a request."""

    pause: float
    lock: Lock = field(default_factory=Lock)
    user_count: int = 0
    next_at: float = 0.0
    """Earliest time of the next request."""
    failure_count: int = 0
    """Failed requests since the last successful one."""
    robots: dict[str, _Robots] = field(default_factory=dict)
    """By scheme and authority: a host may serve http and https."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """A fetch to run in a thread."""

    run: Callable[[], None]
    cancel: Callable[[], bool]


class Visitor:
    """Fetches addresses: several hosts at a time, one per thread, and each host's addresses one after the other.

    Between two requests to a host there is a pause: as long as its robots.txt asks, but at most a minute. A busy host
    is left alone as long as its Retry-After asks; a host that does not answer, with exponential back-off, at most an
    hour. Without a robots.txt everything is allowed; with an unreadable one, nothing.

    Thread-safe. Close it at the end, or use it in a ``with`` statement.

    Args:
        pause_seconds: Minimum time between the end of a request and the next one to the same host.
        patience_seconds: Longest wait for a host that is left alone. If it would take longer, a request fails at once.
        threads: Number of hosts contacted in parallel.
        is_allowed: Decides which IP addresses may be contacted; see `whence.intake.web.fetch.fetch`.
        clock: Returns the time in seconds, from any origin.
        sleep: Waits for a number of seconds. The default ends early when the visitor is closed.
    """

    def __init__(  # noqa: PLR0913 -- each is optional
        self,
        *,
        pause_seconds: float = 1.0,
        patience_seconds: float = 60.0,
        threads: int = 8,
        is_allowed: Callable[[IPAddress], bool] = is_public,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        self._pause_seconds = pause_seconds
        self._patience_seconds = patience_seconds
        self._is_allowed = is_allowed
        self._clock = clock
        self._closed = Event()
        self._sleep = sleep or self._closed.wait
        self._connections = OpenConnections()
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="whence-visitor")
        self._lock = Lock()  # guards the two below
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self._waiting: dict[str, deque[_Task]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Drop queued requests, and break off running ones."""
        self._closed.set()
        self._connections.break_off()
        with self._lock:
            for queue in self._waiting.values():
                for task in queue:
                    task.cancel()
        self._threads.shutdown(cancel_futures=True)

    def visit(
        self,
        address: str,
        *,
        accept: ResourceKind = PAGES,
        etag: str | None = None,
        modified: str | None = None,
        limits: Limits = _PAGE_LIMITS,
    ) -> Fetched:
        """Fetch one address as soon as its host may be contacted.

        If a busy host says when to try again, and that is soon enough, the request is repeated once.

        Args:
            address: Address to fetch.
            accept: Kind of resource expected; see `whence.intake.web.fetch.fetch`.
            etag: ETag of the copy already known.
            modified: Last-Modified of the copy already known, as its server wrote it.
            limits: Limits on time and size.

        Raises:
            BusyError: The host does not answer now, or is left alone for longer than `patience_seconds`.
            FetchError: Its robots.txt disallows the address, or the resource is of another kind.
        """
        get = partial(
            fetch,
            accept=accept,
            etag=etag,
            modified=modified,
            limits=limits,
            is_allowed=self._is_allowed,
            connections=self._connections,
        )
        key = _host_key(address)
        if key is None:
            return get(address)  # raises an error that describes the problem
        with self._entered(key) as host:
            try:
                return self._try(host, address, get)
            except BusyError as error:
                if error.seconds is None or error.seconds > self._patience_seconds:
                    raise
            return self._try(host, address, get)

    def visit_all(self, inputs: Iterable[_Outcome]) -> Iterator[_Outcome]:
        """Fetch inputs that are named by an address and have no data; pass on all others.

        Args:
            inputs: Consumed as needed, somewhat ahead of the results. For a copy already known, ``etag`` and
                ``modified`` are set.

        Yields:
            For each input, in the same order: the input with its data, `Unchanged` if the known copy is current, or
            `Rejected`.
        """
        under_way: deque[Future[_Outcome] | _Outcome] = deque()
        try:
            for given in inputs:
                if isinstance(given, Input) and given.data is None and is_address(given.name):
                    under_way.append(self.start(given.name, partial(self._take_up, given)))
                else:
                    under_way.append(given)
                while under_way and (len(under_way) >= _LOOK_AHEAD or not isinstance(under_way[0], Future)):
                    yield _outcome(under_way.popleft())
            while under_way:
                yield _outcome(under_way.popleft())
        finally:
            for each in under_way:
                if isinstance(each, Future):
                    each.cancel()

    def start(self, address: str, job: Callable[[], _Result]) -> Future[_Result]:
        """Run a job for an address's host in a thread, after the jobs started earlier for that host.

        Args:
            address: Determines the host.
            job: Fetches from it, by `visit`.
        """
        future: Future[_Result] = Future()
        task = _Task(run=partial(_run, job, future), cancel=future.cancel)
        key = _host_key(address) or ""
        with self._lock:
            if key in self._waiting:
                self._waiting[key].append(task)
            else:
                self._threads.submit(self._serve, key)
                self._waiting[key] = deque([task])
        return future

    def _serve(self, key: str) -> None:
        """Run all jobs that wait for a host, one after the other."""
        while True:
            with self._lock:
                if not self._waiting[key]:
                    del self._waiting[key]
                    return
                task = self._waiting[key].popleft()
            task.run()

    def _take_up(self, given: Input) -> _Outcome:
        try:
            fetched = self.visit(given.name, etag=given.etag, modified=given.modified)
        except FetchError as error:
            return Rejected(input=given.name, reason=error.reason, exit_code=error.exit_code)
        return add_response(given, fetched)

    @contextmanager
    def _entered(self, key: str) -> Iterator[_Host]:
        """Lock a host for exclusive use."""
        with self._lock:
            host = self._hosts.setdefault(key, _Host(pause=self._pause_seconds))
            self._hosts.move_to_end(key)
            host.user_count += 1
            if len(self._hosts) > _MOST_HOSTS:
                self._forget_one()
        try:
            with host.lock:
                yield host
        finally:
            with self._lock:
                host.user_count -= 1

    def _forget_one(self) -> None:
        """Forget the host used least recently, among those that may be contacted at once."""
        now = self._clock()
        idle = (key for key, host in self._hosts.items() if not host.user_count and host.next_at <= now)
        if (key := next(idle, None)) is not None:
            del self._hosts[key]

    def _try(self, host: _Host, address: str, get: Callable[[str], Fetched]) -> Fetched:
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}".lower()
        robots = host.robots.get(origin)
        if robots is None or self._clock() >= robots.until:
            robots = host.robots[origin] = self._read_robots(host, address, f"{origin}/robots.txt")
            asked_pause = robots.rules.crawl_delay(_ROBOT) or 0.0
            host.pause = max(self._pause_seconds, min(asked_pause, _LONGEST_PAUSE))
        if not robots.rules.can_fetch(address, _ROBOT):
            fix = "Open it in a browser, save the page and read the file"
            raise FetchError(address, robots.problem, fix)
        self._wait(host, address)
        return self._ask(host, address, get)

    def _read_robots(self, host: _Host, address: str, robots_address: str) -> _Robots:
        self._wait(host, address)
        get = partial(
            fetch, accept=_ROBOTS, limits=_ROBOTS_LIMITS, is_allowed=self._is_allowed, connections=self._connections
        )
        until, failure_count = self._clock() + _MISSING_SECONDS, host.failure_count
        robots = _Robots(rules=Protego.parse(""), until=until)
        try:
            text = _decode(self._ask(host, robots_address, get).data)
            rules = Protego.parse("\n".join(_simplified(line) for line in text.splitlines()))
            robots = _Robots(rules=rules, until=self._clock() + _ROBOTS_SECONDS)
        except BusyError as error:
            _, problem, fix = error.args
            problem = f"its robots.txt cannot be fetched: {problem}"
            raise BusyError(address, problem, fix, seconds=error.seconds) from error
        except GarbledError as error:
            problem = f"its robots.txt cannot be read, so nothing may be fetched: {error.args[1]}"
            robots = _Robots(rules=Protego.parse(_NOTHING), until=until, problem=problem)
        except FetchError:
            pass  # there is no robots.txt
        host.failure_count = failure_count  # an answer to robots.txt does not show that pages are served
        return robots

    def _wait(self, host: _Host, address: str) -> None:
        """Wait until a host may be contacted."""
        seconds = host.next_at - self._clock()
        if seconds > max(self._patience_seconds, host.pause):
            problem = f"its host failed to answer earlier and will not be contacted for another {seconds:,.0f} s"
            raise BusyError(address, problem, "Try again later", seconds=seconds)
        if seconds > 0:
            self._sleep(seconds)
        if self._closed.is_set():
            message = "the visitor is closed"
            raise RuntimeError(message)

    def _ask(self, host: _Host, address: str, get: Callable[[str], Fetched]) -> Fetched:
        """Send one request, and set the earliest time of the next one."""
        try:
            fetched = get(address)
        except BusyError as error:
            host.failure_count += 1
            rest = host.pause * 2.0 ** min(host.failure_count, _MOST_DOUBLINGS)
            host.next_at = self._clock() + min(max(rest, error.seconds or 0.0), _LONGEST_REST)
            raise
        except FetchError:
            self._note_answer(host)
            raise
        self._note_answer(host)
        return fetched

    def _note_answer(self, host: _Host) -> None:
        host.failure_count = 0
        host.next_at = self._clock() + host.pause


def add_response(given: Input, fetched: Fetched) -> Input | Unchanged:
    """Add the data and headers of a response to the input; a copy in a web archive is as old as its capture."""
    capture = read_capture(fetched.url)
    loaded = replace(
        given,
        url=fetched.url,
        encoding=fetched.encoding,
        fetched=(capture.time if capture else None) or datetime.now(UTC).isoformat(timespec="seconds"),
        etag=fetched.etag,
        modified=fetched.modified,
    )
    return Unchanged(input=loaded) if fetched.is_unchanged else replace(loaded, data=fetched.data)


def _run(job: Callable[[], _Result], future: Future[_Result]) -> None:
    """Run a job unless it was cancelled, and set its result or error."""
    if future.set_running_or_notify_cancel():
        try:
            future.set_result(job())
        except BaseException as error:  # noqa: BLE001 -- passed on to the waiting thread
            future.set_exception(error)


def _outcome(each: Future[_Outcome] | _Outcome) -> _Outcome:
    return each.result() if isinstance(each, Future) else each


def _host_key(address: str) -> str | None:
    """Get the host of an address, with its port unless that is the default; None if the address is not valid."""
    if find_problem(address):
        return None
    parts = urlsplit(address)
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    return f"{parts.hostname}{port}"


def _decode(data: bytes) -> str:
    """Decode a robots.txt, removing invisible characters. The standard says UTF-8; some editors write UTF-16."""
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    return _MARKS.sub("", data.decode(encoding, "replace"))


def _simplified(line: str) -> str:
    """Replace the names of other robots in a line of robots.txt by one name.

    Rules for thousands of robots would take much memory.
    """
    found = _AGENT.match(line)
    if found is None:
        return line
    name = found[1].lower()
    return f"User-agent: {name if name in {'*', _ROBOT} else 'another'}"
