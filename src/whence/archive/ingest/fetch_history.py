"""Fetch history of addresses: when each was last fetched, and when to fetch it again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from whence.archive.storage.rows import clean
from whence.archive.storage.store import Store
from whence.intake.inputs import Input
from whence.intake.urls import address_key, is_address

__all__ = ["IsDue", "Visit", "Visits", "after_an_hour", "while_recent"]

_AGAIN_SECONDS = 3600.0
_FIRST_REST = 900.0
_LONGEST_REST = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """When an address was fetched. Times are in seconds since 1970."""

    first: float
    last: float
    failures: int
    """Failed fetches since the last successful one."""


IsDue: TypeAlias = Callable[[Visit, float], bool]
"""Takes a visit and the current time; returns whether to fetch again."""


def after_an_hour(visit: Visit, now: float) -> bool:
    """Fetch again if the last fetch failed or is more than an hour ago.

    So an interrupted import does not repeat its fetches when it continues.

    >>> after_an_hour(Visit(first=0.0, last=0.0, failures=0), 1800.0)
    False
    """
    return visit.failures > 0 or now - visit.last >= _AGAIN_SECONDS


def while_recent(window_seconds: float, *, least_seconds: float) -> IsDue:
    """Fetch a recent report again once its age has doubled since the last fetch.

    Args:
        window_seconds: How long a report counts as recent. Failed fetches are repeated after that too, with back-off.
        least_seconds: Minimum time between two fetches.

    >>> is_due = while_recent(48 * 3600, least_seconds=900)
    >>> [is_due(Visit(first=0.0, last=4000.0, failures=0), now) for now in (7000.0, 8000.0)]
    [False, True]
    """

    def is_due(visit: Visit, now: float) -> bool:
        if visit.failures:
            return now - visit.last >= min(_FIRST_REST * 2.0 ** min(visit.failures - 1, 20), _LONGEST_REST)
        return now - visit.first <= window_seconds and now - visit.last >= max(least_seconds, visit.last - visit.first)

    return is_due


@dataclass(frozen=True, slots=True)
class Visits:
    """The fetch history that an archive stores.

    Args:
        store: The archive's file.
        now: Returns the current time, in seconds since 1970.
        is_due: Decides when to fetch again.
    """

    store: Store
    now: Callable[[], float]
    is_due: IsDue = after_an_hour

    def choose(self, given: Input) -> Input | None:
        """Decide whether to fetch an address now.

        The answer is always yes if its feed announces a change since the last, successful fetch.

        Args:
            given: An input named by an address.

        Returns:
            The input with the validators (ETag, Last-Modified) of the archive's copy; None if it is not due.
        """
        row = self.store.one(
            "SELECT first, last, failures, etag, modified, updated FROM visits WHERE address = ?", (_key(given),)
        )
        if row is None:
            return given
        first, last, failures, etag, modified, known_update = row
        is_news = not failures and given.updated is not None and given.updated != known_update
        if is_news or self.is_due(Visit(first=first, last=last, failures=failures), self.now()):
            return replace(given, etag=etag, modified=modified)
        return None

    def due(self, *, since: float) -> Iterator[Input]:
        """List addresses first fetched after a time that are due again, the least recently fetched first."""
        rows = self.store.rows("SELECT url, first, last, failures FROM visits WHERE first >= ? ORDER BY last", (since,))
        now = self.now()
        for url, first, last, failures in rows:
            if self.is_due(Visit(first=first, last=last, failures=failures), now):
                yield Input(name=url)

    def record(self, given: Input, *, is_failure: bool = False) -> None:
        """Record that an address was fetched. Call only within a transaction."""
        if not is_address(given.name):
            return
        self.store.run(
            "INSERT INTO visits (address, url, first, last, etag, modified, updated, failures)"
            " VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7)"
            " ON CONFLICT (address) DO UPDATE SET last = ?3, etag = iif(?7, etag, ?4),"
            " modified = iif(?7, modified, ?5), updated = coalesce(?6, updated), failures = iif(?7, failures + 1, 0)",
            (
                _key(given),
                clean(given.name),
                self.now(),
                given.etag,
                given.modified,
                given.updated,
                int(is_failure),
            ),
        )


def _key(given: Input) -> str:
    return clean(address_key(given.name))
