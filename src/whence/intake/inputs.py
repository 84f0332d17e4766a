"""The `Input` record: bytes to read or where to get them, and metadata known from outside."""

import hashlib
from dataclasses import dataclass, replace

from whence.intake.urls import address_key
from whence.records.report import Report

__all__ = ["ExternalMetadata", "Input", "Unchanged", "add_metadata"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalMetadata:
    """Metadata of a report from outside it: from a feed, a row of a table, or a list of addresses."""

    headline: str | None = None
    publisher: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    """ISO 8601 date, or date and time."""
    language: str | None = None
    """ISO 639-1 code."""
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input to read a report from. Picklable, so that it can be sent to a worker process."""

    name: str
    """A path, an http or https address, ``-`` for standard input, or a place in a file: ``crawl.warc.gz#12``."""
    data: bytes | None = None
    """The whole text or page; None if it is not loaded yet."""
    is_plain: bool = False
    """True if the data are UTF-8 text and never a page, whatever they look like."""
    is_page: bool = False
    """True if the data are HTML of one page, and no other form of input."""
    notes: tuple[str, ...] = ()
    """What was assumed or seen when it was taken from its file, one sentence each, without a full stop."""
    encoding: str | None = None
    """Encoding declared outside the data, for example in an HTTP header."""
    url: str | None = None
    """Address that the data were fetched from."""
    fetched: str | None = None
    """When they were fetched, ISO 8601 in UTC."""
    etag: str | None = None
    """ETag of the page, for conditional requests."""
    modified: str | None = None
    """Last-Modified of the page, as its server wrote it; or when an agency issued this version, ISO 8601."""
    updated: str | None = None
    """When the page was last changed according to its feed, ISO 8601."""
    metadata: ExternalMetadata = ExternalMetadata()
    address: str | None = None
    """Identity key, if that is neither a web address nor a path."""
    lacks_capture_time: bool = False
    """True for rows of a dataset without capture times. An older text in it must not count as a newer version."""
    is_feed_text: bool = False
    """True for the text in a feed if the page could not be fetched. Skip it if the archive already has the page."""
    done: float | None = None
    """Share of all inputs done after this one, 0 to 1; None if unknown."""

    @property
    def digest(self) -> str | None:
        """SHA-256 of the data, the metadata from outside and the host, in hexadecimal digits; None without data.

        The host counts because two outlets may serve the same bytes.

        >>> Input(name="-", data=b"Tide late.").digest[:8]
        '22d09e25'
        """
        if self.data is None:
            return None
        host = address_key(self.url).partition("/")[0] if self.url else ""
        context = host + ("" if self.metadata == ExternalMetadata() else repr(self.metadata))
        return hashlib.sha256(
            self.data + b"\x1f" * bool(context) + context.encode("utf-8", "surrogatepass")
        ).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """An input whose page has not changed since the copy already known."""

    input: Input


def add_metadata(report: Report, metadata: ExternalMetadata, *, outside_first: bool = False) -> Report:
    r"""Complete a report with metadata from outside it.

    Args:
        report: The report as read.
        metadata: The metadata from outside.
        outside_first: Whether they override the report's own. An existing headline never changes.

    >>> report = Report(text="The council met.", publisher="The Tidewater Post")
    >>> metadata = ExternalMetadata(headline="Harbour to close", publisher="Post feed", published="2031-03-04")
    >>> filled = add_metadata(report, metadata)
    >>> filled.text, filled.publisher, filled.published
    ('Harbour to close\n\nThe council met.', 'The Tidewater Post', '2031-03-04')
    """
    first, second = (metadata, report) if outside_first else (report, metadata)
    headline, text = report.headline, report.text
    if headline is None and metadata.headline and (line := " ".join(metadata.headline.split())):
        headline = line
        body = text.strip()
        text = body if body.split("\n", 1)[0].strip() == line else f"{line}\n\n{body}"
    return replace(
        report,
        text=text,
        headline=headline,
        publisher=first.publisher or second.publisher,
        byline=first.byline or second.byline,
        published=first.published or second.published,
        language=first.language or second.language,
        url=first.url or second.url,
    )
