"""What a feed leads to, with all sitemaps that an index names; and what could not be read of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from whence.errors import FetchError, ReadError
from whence.intake.web.feeds import Feed, FeedEntry, read_feed
from whence.intake.web.fetch import FEED_LIMITS, FEEDS
from whence.intake.web.visitor import Visitor
from whence.records.report import Rejected

__all__ = ["Entries", "list_entries", "read_entries", "tell_gaps"]

_MOST_SITEMAPS = 50
"""Of an index, the ones that were changed last. By its rules it may name 50,000, most of them of years ago."""
_FIX = "Add what is missing by its own address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """What a feed lists, with all sitemaps that it leads to."""

    entries: tuple[FeedEntry, ...]
    etag: str | None
    modified: str | None
    """What is newer than that is asked for the next time. If a sitemap failed, it is the version before."""
    problem: str | None = None
    """What of it could not be read."""


def read_entries(visitor: Visitor, url: str, *, etag: str | None = None, modified: str | None = None) -> Entries:
    """Ask for a feed or sitemap, and for the sitemaps that an index names.

    Args:
        visitor: Asks the web.
        url: Where it is.
        etag: The version of it that is known.
        modified: When that was changed.

    Raises:
        FetchError: It does not answer.
        ReadError: It is no feed.
    """
    fetched = visitor.visit(url, accept=FEEDS, limits=FEED_LIMITS, etag=etag, modified=modified)
    if fetched.is_unchanged:
        return Entries(entries=(), etag=fetched.etag or etag, modified=fetched.modified or modified)
    feed = read_feed(fetched.data, url=fetched.url, encoding=fetched.encoding)
    listed = list(list_entries(visitor, feed))
    failed = [each for each in listed if isinstance(each, Rejected)]
    problems = [*([_sentence(feed.gaps)] if feed.gaps else []), *(f"{each.input}: {each.reason}" for each in failed)]
    return Entries(
        entries=tuple(each for each in listed if isinstance(each, FeedEntry)),
        etag=etag if failed else fetched.etag or etag,
        modified=modified if failed else fetched.modified or modified,
        problem=" ".join(problems) or None,
    )


def list_entries(visitor: Visitor, feed: Feed) -> Iterator[FeedEntry | Rejected]:
    """List what a feed or sitemap leads to; of an index, all that its sitemaps lead to, and those that failed."""
    if feed.kind != "sitemap index":
        yield from feed.entries
        return
    for sitemap in sorted(feed.entries, key=lambda entry: entry.updated or "", reverse=True)[:_MOST_SITEMAPS]:
        yield from _list_sitemap(visitor, sitemap.url)


def tell_gaps(feed: Feed, name: str) -> Iterator[Rejected]:
    """Tell what is missing of a feed, and whether it lists nothing."""
    gaps = list(feed.gaps)
    if feed.kind == "sitemap index" and len(feed.entries) > _MOST_SITEMAPS:
        gaps.append(f"of its {len(feed.entries):,} sitemaps only the {_MOST_SITEMAPS} that changed last were read")
    if gaps:
        yield Rejected(input=name, reason=_sentence(gaps), is_list=True)
    elif not feed.entries:
        yield Rejected(input=name, reason=f"this {feed.kind} lists nothing. Give another.", is_list=True)


def _list_sitemap(visitor: Visitor, url: str) -> Iterator[FeedEntry | Rejected]:
    try:
        fetched = visitor.visit(url, accept=FEEDS, limits=FEED_LIMITS)
        feed = read_feed(fetched.data, url=fetched.url, encoding=fetched.encoding)
    except (FetchError, ReadError) as error:
        yield Rejected(input=url, reason=error.reason, exit_code=error.exit_code, is_list=True)
        return
    gaps = feed.gaps
    if feed.kind == "sitemap index":  # one that leads to itself would never end
        gaps = ("it is an index in an index of sitemaps, which is not followed",)
    else:
        yield from feed.entries
    if gaps:
        yield Rejected(input=url, reason=_sentence(gaps), is_list=True)


def _sentence(gaps: list[str] | tuple[str, ...]) -> str:
    return f"{'; '.join(gaps)}. {_FIX}."
