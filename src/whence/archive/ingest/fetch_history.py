"""When addresses were asked last, and which it is time to ask again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from whence.archive.storage.rows import clean
from whence.archive.storage.store import Store
from whence.intake.inputs import Input
from whence.intake.urls import address_key, is_address

__all__ = ["IsDue", "Visit", "Visits", "after_an_hour", "while_fresh"]

_AGAIN_SECONDS = 3600.0
_FIRST_REST = 900.0
_LONGEST_REST = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """When an address was asked. Times are in seconds since 1970."""

    first: float
    last: float
    failures: int
    """How often it failed since it last did not."""


IsDue: TypeAlias = Callable[[Visit, float], bool]
"""Given a visit and what time it is: whether to ask again."""


def after_an_hour(visit: Visit, now: float) -> bool:
    """Ask again what failed, and what was asked more than an hour ago.

    So an import that was ended does not ask again for what it has.

    >>> after_an_hour(Visit(first=0.0, last=0.0, failures=0), 1800.0)
    False
    """
    return visit.failures > 0 or now - visit.last >= _AGAIN_SECONDS


def while_fresh(window_seconds: float, *, least_seconds: float) -> IsDue:
    """Ask again when a report is twice as old as it was the last time, as long as it is fresh.

    Args:
        window_seconds: How long it is fresh. What failed is asked again all the same, ever more seldom.
        least_seconds: Least time between two visits.

    >>> is_due = while_fresh(48 * 3600, least_seconds=900)
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
    """What an archive remembers of the addresses that were asked for it.

    Args:
        store: The archive's file.
        now: Tells the time, in seconds since 1970.
        is_due: Tells when to ask again.
    """

    store: Store
    now: Callable[[], float]
    is_due: IsDue = after_an_hour

    def choose(self, given: Input) -> Input | None:
        """Tell whether an address is to be asked now; at once if a feed tells of a change since.

        Args:
            given: Named by an address.

        Returns:
            The input, with which version of the page the archive has; none if it is not time.
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
        """List addresses that were asked first after a time and are due again, the ones that waited longest first."""
        rows = self.store.rows("SELECT url, first, last, failures FROM visits WHERE first >= ? ORDER BY last", (since,))
        now = self.now()
        for url, first, last, failures in rows:
            if self.is_due(Visit(first=first, last=last, failures=failures), now):
                yield Input(name=url)

    def note(self, given: Input, *, is_failure: bool = False) -> None:
        """Remember that an address was asked; nothing else is remembered. Only within a batch."""
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
