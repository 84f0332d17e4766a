"""Watched feeds in the archive's tables: their addresses, last and next fetch, and errors."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from whence.archive.storage.store import Store
from whence.errors import UsageError
from whence.intake.urls import find_problem
from whence.records.answers import FeedState

__all__ = ["DueFeed", "due_feeds", "list_feeds", "next_due", "record_fetch", "unwatch", "watch"]

_FIX = "Give the http or https address of a feed or a sitemap"
_LONGEST_REST = 86_400.0
_MOST_DOUBLINGS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFeed:
    """A feed that is due, with the validators of its last answer."""

    url: str
    etag: str | None
    modified: str | None
    failures: int
    """Failed fetches since the last successful one."""


def list_feeds(store: Store, urls: Iterable[str] | None = None) -> list[FeedState]:
    """List the watched feeds by address, or only the given ones in the given order."""
    rows = store.rows("SELECT url, asked, due, problem FROM feeds ORDER BY url")
    states = {
        url: FeedState(url=url, asked=_moment(asked) if asked else None, due=_moment(due), problem=problem)
        for url, asked, due, problem in rows
    }
    return list(states.values()) if urls is None else [states[url] for url in urls if url in states]


def watch(store: Store, urls: Iterable[str]) -> None:
    """Start watching feeds. Call only within `Store.writing`.

    Raises:
        UsageError: An address cannot be a feed's; then none of them is watched.
    """
    named = list(urls)
    for url in named:
        if fault := find_problem(url):
            raise UsageError(url, fault[0], _FIX)
    with store.transaction():
        store.run_many("INSERT OR IGNORE INTO feeds (url, due, failures) VALUES (?, 0, 0)", [(url,) for url in named])


def unwatch(store: Store, urls: Iterable[str]) -> int:
    """Stop watching feeds. Call only within `Store.writing`.

    Returns:
        Number of feeds that are no longer watched.

    Raises:
        UsageError: One of them is not watched; then nothing changes.
    """
    named = set(urls)
    watched = {state.url for state in list_feeds(store)}
    for url in sorted(named - watched):
        raise UsageError(url, "it is not watched", "Name a feed that whence feeds lists")
    with store.transaction():
        store.run_many("DELETE FROM feeds WHERE url = ?", [(url,) for url in named])
    return len(named)


def due_feeds(store: Store, now: float) -> list[DueFeed]:
    """List the due feeds, the longest overdue first; feeds whose last fetch failed come at the end."""
    rows = store.rows(
        "SELECT url, etag, modified, failures FROM feeds WHERE due <= ? ORDER BY failures > 0, due, url", (now,)
    )
    return [DueFeed(url=url, etag=etag, modified=modified, failures=failures) for url, etag, modified, failures in rows]


def next_due(store: Store) -> float | None:
    """Get the time when the next feed is due, in seconds since 1970; None if no feed is watched."""
    row = store.one("SELECT min(due) FROM feeds")
    return row[0] if row else None


def record_fetch(store: Store, feed: DueFeed, *, problem: str | None, now: float, every_seconds: float) -> None:
    """Record that a feed was fetched. Call only within a transaction.

    Args:
        store: The archive's file.
        feed: The feed, with its current validators and number of failures.
        problem: The error, if the fetch failed.
        now: Current time, in seconds since 1970.
        every_seconds: Time until the next fetch; longer after failures (back-off), up to a day.
    """
    rest = every_seconds * 2.0 ** min(feed.failures, _MOST_DOUBLINGS)
    due = now + min(rest, max(every_seconds, _LONGEST_REST))
    store.run(
        "UPDATE feeds SET etag = ?, modified = ?, asked = ?, due = ?, failures = ?, problem = ? WHERE url = ?",
        (feed.etag, feed.modified, now, due, feed.failures, problem, feed.url),
    )


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
