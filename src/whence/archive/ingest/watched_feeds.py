"""The feeds that an archive watches: which they are, when they were asked and are due, and what was wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from whence.archive.storage.store import Store
from whence.errors import UsageError
from whence.intake.urls import find_fault
from whence.records.answers import FeedState

__all__ = ["DueFeed", "due_feeds", "list_feeds", "next_due", "note_answer", "unwatch", "watch"]

_FIX = "Give the http or https address of a feed or a sitemap"
_LONGEST_REST = 86_400.0
_MOST_DOUBLINGS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFeed:
    """A feed that it is time to ask for, and what is known of it."""

    url: str
    etag: str | None
    modified: str | None
    failures: int
    """How often it could not be read since it last could."""


def list_feeds(store: Store, urls: Iterable[str] | None = None) -> list[FeedState]:
    """List the feeds that are watched, by their addresses; or only some, in the order that is given."""
    rows = store.rows("SELECT url, asked, due, problem FROM feeds ORDER BY url")
    states = {
        url: FeedState(url=url, asked=_moment(asked) if asked else None, due=_moment(due), problem=problem)
        for url, asked, due, problem in rows
    }
    return list(states.values()) if urls is None else [states[url] for url in urls if url in states]


def watch(store: Store, urls: Iterable[str]) -> None:
    """Have feeds watched. Only within `Store.writing`.

    Raises:
        UsageError: One of them can never be the address of a feed; then none is watched.
    """
    named = list(urls)
    for url in named:
        if fault := find_fault(url):
            raise UsageError(url, fault[0], _FIX)
    with store.batch():
        store.run_many("INSERT OR IGNORE INTO feeds (url, due, failures) VALUES (?, 0, 0)", [(url,) for url in named])


def unwatch(store: Store, urls: Iterable[str]) -> int:
    """Watch feeds no longer. Only within `Store.writing`.

    Returns:
        How many.

    Raises:
        UsageError: One of them is not watched; then all others still are.
    """
    named = set(urls)
    watched = {state.url for state in list_feeds(store)}
    for url in sorted(named - watched):
        raise UsageError(url, "it is not watched", "Name a feed that whence feeds lists")
    with store.batch():
        store.run_many("DELETE FROM feeds WHERE url = ?", [(url,) for url in named])
    return len(named)


def due_feeds(store: Store, now: float) -> list[DueFeed]:
    """List the feeds that are due, the ones that waited longest first; those that failed the last time at the end."""
    rows = store.rows(
        "SELECT url, etag, modified, failures FROM feeds WHERE due <= ? ORDER BY failures > 0, due, url", (now,)
    )
    return [DueFeed(url=url, etag=etag, modified=modified, failures=failures) for url, etag, modified, failures in rows]


def next_due(store: Store) -> float | None:
    """Tell when the next feed is due, in seconds since 1970; none if none is watched."""
    row = store.one("SELECT min(due) FROM feeds")
    return row[0] if row else None


def note_answer(store: Store, feed: DueFeed, *, problem: str | None, now: float, every_seconds: float) -> None:
    """Remember that a feed was asked for. Only within a batch.

    Args:
        store: The archive's file.
        feed: With the version of it that is known now, and how often it failed.
        problem: Why it could not be read, if it could not.
        now: What time it is, in seconds since 1970.
        every_seconds: How long it is left alone; one that fails ever longer, up to a day.
    """
    rest = every_seconds * 2.0 ** min(feed.failures, _MOST_DOUBLINGS)
    due = now + min(rest, max(every_seconds, _LONGEST_REST))
    store.run(
        "UPDATE feeds SET etag = ?, modified = ?, asked = ?, due = ?, failures = ?, problem = ? WHERE url = ?",
        (feed.etag, feed.modified, now, due, feed.failures, problem, feed.url),
    )


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
