"""Pages saved with SingleFile: with their address and time, also where the page lies in a ZIP archive inside HTML."""

import re
from collections.abc import Iterator
from datetime import datetime

from whence.errors import ReadError
from whence.intake.formats.form import Document, Found
from whence.intake.formats.zip_members import open_zip, read_member
from whence.intake.inputs import Input
from whence.intake.opening import MAX_BYTES
from whence.intake.published import in_utc

__all__ = ["is_packed_page", "read_packed_page", "read_single_file", "saved_with_single_file"]

_COMMENT = re.compile(
    r"<!--\s*(?:Page saved with SingleFile|Archive processed by SingleFile)\s+(?:url|Archive URL):\s*(?P<url>\S+)\s+"
    r"(?:saved date|info):\s*(?P<date>[^\n>]{5,100})",
    re.IGNORECASE,
)
_MAX_OPENING_CHARACTERS = 5000
_PACKED = re.compile(r"<html\b[^>]*\bdata-sfz\b|\bid=[\"']?sfz-wait-message\b")
# "Tue Apr 09 2019 18:00:00 GMT+0200 (Central European Summer Time)", as JavaScript writes a date.
_DATE = re.compile(r"\w{3} (\w{3} \d{2} \d{4} \d{2}:\d{2}:\d{2}) GMT([+-]\d{4})")
_PAGE = "index.html"
_MAX_BYTES = 100_000_000
_IMAGE = re.compile(rb"data:[\w/+.;=-]{1,100};base64,[A-Za-z0-9+/=]{200,}")


def saved_with_single_file(text: str) -> bool:
    r"""Check whether a page was saved with SingleFile.

    >>> date = "Tue Apr 09 2019 18:00:00 GMT+0200 (Central European Summer Time)"
    >>> comment = f"<!--\n Page saved with SingleFile \n url: https://post.example/quay \n saved date: {date}\n-->"
    >>> saved_with_single_file(f"<!DOCTYPE html> <html>{comment}<title>Quay</title>")
    True
    """
    return _COMMENT.search(text, 0, _MAX_OPENING_CHARACTERS) is not None


def is_packed_page(text: str) -> bool:
    """Check whether a page only unpacks another, and shows "Please wait..." without scripts."""
    return _PACKED.search(text) is not None


def read_single_file(document: Document) -> Iterator[Found]:
    """Read a page with the address and the time that its first comment tells; the images inside it are left out.

    Raises:
        ReadError: It is too large.
    """
    with document.open() as file:
        data = file.read(_MAX_BYTES + 1)
    page = _IMAGE.sub(b"data:,", data)
    if len(data) > _MAX_BYTES or len(page) > MAX_BYTES:
        problem = f"it is larger than {MAX_BYTES // 1_000_000} MB without its images"
        raise ReadError(document.name, problem, "Save the page without scripts and fonts")
    yield _as_input(document, page, document.text)


def read_packed_page(document: Document) -> Iterator[Found]:
    """Read the page in the ZIP archive that a saved page ends with.

    Raises:
        ReadError: There is no sound archive in it, or none with a page, or it has a password.
    """
    try:
        with open_zip(document) as archive:
            names = [name for name in archive.namelist() if name.endswith(f"/{_PAGE}")]
            page = read_member(archive, min([*names, _PAGE], key=len), document=document, max_bytes=MAX_BYTES)
    except ReadError as error:
        fix = "Open it in a browser, and save the page without packing it"
        raise ReadError(document.name, f"it is a page that unpacks itself, and {error.args[1]}", fix) from error
    yield _as_input(document, page, page[:_MAX_OPENING_CHARACTERS].decode("utf-8", "replace"))


def _as_input(document: Document, page: bytes, text: str) -> Input:
    found = _COMMENT.search(text, 0, _MAX_OPENING_CHARACTERS)
    url = found["url"] if found and found["url"].startswith(("http://", "https://")) else None
    fetched = _read_date(found["date"]) if found else None
    return Input(name=document.name, data=page, is_page=True, encoding=document.encoding, url=url, fetched=fetched)


def _read_date(said: str) -> str | None:
    found = _DATE.match(said)
    try:
        moment = datetime.strptime(f"{found[1]} {found[2]}", "%b %d %Y %H:%M:%S %z") if found else None
    except ValueError:
        return None
    return in_utc(moment) if moment else None
