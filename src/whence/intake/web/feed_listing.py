"""List the entries of a feed or sitemap, including all sitemaps of a sitemap index, and report what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from whence.errors import FetchError, ReadError
from whence.intake.web.feeds import Feed, FeedEntry, read_feed
from whence.intake.web.fetch import FEED_LIMITS, FEEDS
from whence.intake.web.visitor import Visitor
from whence.records.report import Rejected

__all__ = ["Entries", "list_entries", "read_entries", "report_gaps"]

_MOST_SITEMAPS = 50
"""Maximum number of sitemaps read from an index: the most recently changed. An index may list 50,000."""
_FIX = "Add the missing reports by their own addresses"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """The entries of a feed, including those of all its sitemaps."""

    entries: tuple[FeedEntry, ...]
    etag: str | None
    modified: str | None
    """Validators (ETag, Last-Modified) for the next request. If a sitemap failed, those of the previous request."""
    problem: str | None = None
    """What could not be read, in one sentence or more."""


def read_entries(visitor: Visitor, url: str, *, etag: str | None = None, modified: str | None = None) -> Entries:
    """Fetch a feed or sitemap, and the sitemaps of an index.

    Args:
        visitor: Polite web client.
        url: Address of the feed.
        etag: ETag of the copy already known.
        modified: Last-Modified of the copy already known.

    Raises:
        FetchError: It cannot be fetched.
        ReadError: It is not a feed.
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
    """List the entries of a feed or sitemap; for an index, those of its sitemaps, and the sitemaps that failed."""
    if feed.kind != "sitemap index":
        yield from feed.entries
        return
    for sitemap in sorted(feed.entries, key=lambda entry: entry.updated or "", reverse=True)[:_MOST_SITEMAPS]:
        yield from _list_sitemap(visitor, sitemap.url)


def report_gaps(feed: Feed, name: str) -> Iterator[Rejected]:
    """Report what is missing from a feed, and whether it is empty."""
    gaps = list(feed.gaps)
    if feed.kind == "sitemap index" and len(feed.entries) > _MOST_SITEMAPS:
        gaps.append(f"only the {_MOST_SITEMAPS} most recently changed of its {len(feed.entries):,} sitemaps were read")
    if gaps:
        yield Rejected(input=name, reason=_sentence(gaps), is_list=True)
    elif not feed.entries:
        yield Rejected(input=name, reason=f"this {feed.kind} is empty. Give another.", is_list=True)


def _list_sitemap(visitor: Visitor, url: str) -> Iterator[FeedEntry | Rejected]:
    try:
        fetched = visitor.visit(url, accept=FEEDS, limits=FEED_LIMITS)
        feed = read_feed(fetched.data, url=fetched.url, encoding=fetched.encoding)
    except (FetchError, ReadError) as error:
        yield Rejected(input=url, reason=error.reason, exit_code=error.exit_code, is_list=True)
        return
    gaps = feed.gaps
    if feed.kind == "sitemap index":  # an index that lists itself would never end
        gaps = ("it is a sitemap index within another, which is not read",)
    else:
        yield from feed.entries
    if gaps:
        yield Rejected(input=url, reason=_sentence(gaps), is_list=True)


def _sentence(gaps: list[str] | tuple[str, ...]) -> str:
    return f"{'; '.join(gaps)}. {_FIX}."
