"""The `Input` record: bytes to read or where to get them, and metadata known from outside."""

import hashlib
from dataclasses import dataclass, replace

from whence.intake.urls import address_key
from whence.records.report import Report

__all__ = ["Given", "Input", "Unchanged", "fill_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
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
    """The whole text or page; None if it is yet to be read."""
    is_plain: bool = False
    """True if the data are UTF-8 text and never a page, whatever they look like."""
    encoding: str | None = None
    """Encoding declared outside the data, for example in an HTTP header."""
    url: str | None = None
    """Address that the data were fetched from."""
    fetched: str | None = None
    """When they were fetched, ISO 8601 in UTC."""
    etag: str | None = None
    """ETag of the page, for conditional requests."""
    modified: str | None = None
    """Last-Modified of the page, as its server wrote it."""
    updated: str | None = None
    """When the page was last changed according to its feed, ISO 8601."""
    given: Given = Given()
    address: str | None = None
    """Identity key, if that is neither a web address nor a path."""
    is_kept: bool = False
    """Whether it stands in a collection that does not tell when it was so: an old text in it is no news."""
    is_stand_in: bool = False
    """Whether it stands in for a page that cannot be fetched. If the page came in before, it is no news."""
    done: float | None = None
    """Share of all inputs done after this one, 0 to 1; None if unknown."""

    @property
    def digest(self) -> str | None:
        """SHA-256 of the data, their outside metadata and their host, in hexadecimal digits; None without data.

        The host counts because two outlets may serve the same bytes.

        >>> Input(name="-", data=b"Tide late.").digest[:8]
        '22d09e25'
        """
        if self.data is None:
            return None
        host = address_key(self.url).partition("/")[0] if self.url else ""
        told = host + ("" if self.given == Given() else repr(self.given))
        return hashlib.sha256(self.data + b"\x1f" * bool(told) + told.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """An address whose page has not changed since the version that the input names."""

    input: Input


def fill_in(report: Report, told: Given, *, outside_first: bool = False) -> Report:
    r"""Complete a report with metadata from outside it.

    Args:
        report: The report as read.
        told: The outside metadata.
        outside_first: Whether outside metadata override the report's own. An existing headline never changes.

    >>> report = Report(text="The council met.", publisher="The Tidewater Post")
    >>> told = Given(headline="Harbour to close", publisher="Post feed", published="2031-03-04")
    >>> filled = fill_in(report, told)
    >>> filled.text, filled.publisher, filled.published
    ('Harbour to close\n\nThe council met.', 'The Tidewater Post', '2031-03-04')
    """
    first, second = (told, report) if outside_first else (report, told)
    headline, text = report.headline, report.text
    if headline is None and told.headline and (line := " ".join(told.headline.split())):
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
