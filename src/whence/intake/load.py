"""Load an input's bytes, and make a Report from them."""

from dataclasses import replace
from datetime import UTC, datetime

from whence.errors import ReadError
from whence.intake.encoding import decode, normalise_line_ends
from whence.intake.formats.form import Document
from whence.intake.formats.text import read_plain_text
from whence.intake.forms import read_single
from whence.intake.html.markup import looks_like_html
from whence.intake.inputs import Input, add_metadata
from whence.intake.opening import MAX_BYTES, STANDARD_INPUT, read_file, read_standard_input
from whence.intake.urls import is_address
from whence.intake.web.fetch import fetch
from whence.language.detect import tell_language
from whence.records.report import Report

__all__ = ["load", "read_bytes", "read_input"]

_MAX_CHARACTERS = 5_000_000
"""Maximum length of a report: more than a long novel, which takes over five minutes to read."""
_CHARACTERS_A_MINUTE = 800_000
"""Reading speed on one core: python -m bench.speed."""


def load(given: Input) -> Input:
    """Load the bytes of an input, unless it has them.

    Raises:
        ReadError: It cannot be opened.
        FetchError: The address did not give a page.

    >>> load(Input(name="examples/harbour.txt")).data[:7]
    b'Harbour'
    """
    name = given.name
    if given.data is not None:
        return given
    if name == STANDARD_INPUT:
        return replace(given, data=read_standard_input())
    if is_address(name):
        fetched = fetch(name)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return replace(given, data=fetched.data, url=fetched.url, encoding=fetched.encoding, fetched=now)
    return replace(given, data=read_file(name))


def read_input(given: Input) -> Report:
    r"""Read one input: load its bytes and make a report from them.

    For a page, metadata from outside only fill gaps. For plain text, they take precedence.

    Raises:
        ReadError: It cannot be opened, holds no readable report, or is too long.
        FetchError: The address did not give a page.

    >>> read_input(Input(name="-", data=b"Harbour to close\n\nThe council met.")).headline
    'Harbour to close'
    >>> from whence.intake.inputs import ExternalMetadata
    >>> metadata = ExternalMetadata(headline="Harbour to close", published="2031-03-04")
    >>> read_input(Input(name="reports.csv#2", data=b"The council met.", is_plain=True, metadata=metadata)).text
    'Harbour to close\n\nThe council met.'
    """
    report = _make_report(load(given))
    count = len(report.text)
    if count > _MAX_CHARACTERS:
        minutes = count // _CHARACTERS_A_MINUTE
        problem = (
            f"its text has {count / 1e6:,.1f} million characters, which would take more than {minutes} minutes to read"
        )
        raise ReadError(given.name, problem, "Give one file for each report")
    return report


def _make_report(loaded: Input) -> Report:
    data, url = loaded.data or b"", loaded.url or loaded.metadata.url
    if not loaded.is_plain:
        report = read_bytes(data, name=loaded.name, url=url, encoding=loaded.encoding, is_page=loaded.is_page)
        return _with_notes(add_metadata(report, loaded.metadata), loaded.notes)
    text = normalise_line_ends(data.decode("utf-8", "replace"))
    if loaded.metadata.headline and text.strip():
        report = Report(text=text, language=tell_language(text), url=url, name=loaded.name)
    else:
        report = read_plain_text(text, name=loaded.name, url=url)
    return _with_notes(add_metadata(report, loaded.metadata, outside_first=True), loaded.notes)


def _with_notes(report: Report, notes: tuple[str, ...]) -> Report:
    return replace(report, notes=(*report.notes, *notes)) if notes else report


def read_bytes(
    data: bytes, *, name: str, url: str | None = None, encoding: str | None = None, is_page: bool = False
) -> Report:
    r"""Make a report from a file of any form that holds one; the content decides which, not the name.

    Args:
        data: The whole file.
        name: Name of the input.
        url: Its address, if it was fetched.
        encoding: Encoding declared outside the data, for example in an HTTP header.
        is_page: Whether it is the HTML of one page, and no other form.

    Raises:
        ReadError: It is empty, too large, binary, or holds no readable report, or several.

    >>> read_bytes(b"\x93Harbour to close\x94\r\n\r\nThe council met.", name="harbour.txt").text
    '“Harbour to close”\n\nThe council met.'
    """
    if len(data) > MAX_BYTES:
        raise ReadError(name, f"it is larger than {MAX_BYTES // 1_000_000} MB", "Give one file for each report")
    only = None if is_page else read_single(Document(name, data, encoding=encoding))
    if only is not None and only.data != data:
        return _make_report(only if only.url or url is None else replace(only, url=url))
    decoded = decode(data, name=name, declared=encoding)
    if looks_like_html(decoded.text):
        # Importing the extractor takes 0.4 s, which plain text need not wait for.
        from whence.intake.html.page import read_page  # noqa: PLC0415

        return read_page(decoded.text, name=name, url=url, notes=decoded.notes)
    return read_plain_text(normalise_line_ends(decoded.text), name=name, url=url, notes=decoded.notes)
