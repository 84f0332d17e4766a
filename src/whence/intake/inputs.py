"""What there is to read, before it is read: its bytes or where they are, and what is told of it from outside."""

import hashlib
from dataclasses import dataclass, replace

from whence.intake.urls import address_key
from whence.records.report import Report

__all__ = ["Given", "Input", "Unchanged", "fill_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is told of a report from outside it: by a feed, by a row of a table, by a list of addresses."""

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
    """One thing to read a report from. Picklable, so that a worker process can be handed it."""

    name: str
    """A path, an http or https address, ``-`` for standard input, or a place in one of them: ``crawl.warc.gz#12``."""
    data: bytes | None = None
    """The whole text or page; none for what is yet to be read."""
    is_plain: bool = False
    """Whether the data are text in UTF-8, and no page whatever they look like."""
    encoding: str | None = None
    """The encoding that came with the data, as in an HTTP header."""
    url: str | None = None
    """Where the data were fetched from."""
    fetched: str | None = None
    """When they were fetched, ISO 8601 in UTC."""
    etag: str | None = None
    """The version of the page by its server, to ask for what is newer by."""
    modified: str | None = None
    """When the page was last changed, as its server writes it."""
    updated: str | None = None
    """When the page was last changed, as a feed tells, ISO 8601."""
    given: Given = Given()
    address: str | None = None
    """What this is known by when it comes again, if that is neither an address on the web nor a path."""
    is_kept: bool = False
    """Whether it stands in a collection that does not tell when it was so: an old text in it is no news."""
    is_stand_in: bool = False
    """Whether it stands in for a page that cannot be fetched. If the page came in before, it is no news."""
    done: float | None = None
    """Share of all that is to be read that is behind once this is read, 0 to 1; none where nobody can tell."""

    @property
    def digest(self) -> str | None:
        """SHA-256 of the data, of what is told of them and of their host; none where there are none yet.

        Two outlets may serve the same bytes. In hexadecimal digits.

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
    """An address whose page is still what it was in the version that the input names."""

    input: Input


def fill_in(report: Report, told: Given, *, outside_first: bool = False) -> Report:
    r"""Complete a report with what is told of it from outside.

    Args:
        report: As it was read.
        told: What is told of it.
        outside_first: Whether that counts more than what the report says of itself. The headline never changes where
            it has one.

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
