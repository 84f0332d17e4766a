"""Pages that a browser saved as one message (MHTML): the page itself; images, styles and frames are left out.

Reference:
    RFC 2557.
"""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from io import BufferedReader

from whence.errors import ReadError
from whence.intake.formats.form import Document, Found
from whence.intake.formats.mail.headers import read_header
from whence.intake.inputs import Input
from whence.intake.opening import MAX_BYTES, SOUND_COPY
from whence.intake.published import in_utc
from whence.intake.urls import is_address

__all__ = ["read_mhtml"]

_MAX_LINE_BYTES = 1_000_000
_MAX_HEAD_BYTES = 1_000_000
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read_mhtml(document: Document) -> Iterator[Found]:
    """Read the page in a file as browsers save it, with its own address and the time when it was saved.

    The file is read up to the end of the page, whatever images follow.

    Raises:
        ReadError: There is no page in it, or one that is too large.
    """
    with document.open() as file:
        head = message_from_bytes(_read_head(file, document))
        if not head.is_multipart() and head.get_content_type() in _PAGES:
            page = message_from_bytes(head.as_bytes() + file.read(MAX_BYTES + 1))
        else:
            page = _find_page(file, head, document)
    data = page.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        raise ReadError(document.name, "the page in it is empty", SOUND_COPY)
    said = (read_header(head, "Snapshot-Content-Location"), read_header(page, "Content-Location"))
    yield Input(
        name=document.name,
        data=data,
        is_page=True,
        encoding=page.get_content_charset(),
        url=next((url for url in said if is_address(url)), None),
        fetched=_read_time(read_header(head, "Date")),
    )


def _read_head(file: BufferedReader, document: Document) -> bytes:
    """Read the headers at this place of a file, and the empty line after them."""
    lines: list[bytes] = []
    size = 0
    while line := file.readline(_MAX_LINE_BYTES):
        size += len(line)
        if size > _MAX_HEAD_BYTES:
            raise ReadError(document.name, "its headers are longer than 1 MB", SOUND_COPY)
        if line.strip():
            lines.append(line)
        elif lines:
            lines.append(line)
            break
    return b"".join(lines)


def _find_page(file: BufferedReader, head: Message, document: Document) -> Message:
    """Find the first part that is a page: browsers write it before its images and frames."""
    boundary = str(head.get_boundary() or "")
    if not boundary:
        raise ReadError(document.name, "its headers do not say where its parts begin", SOUND_COPY)
    mark = b"--" + boundary.encode("utf-8", "surrogateescape")
    line = file.readline(_MAX_LINE_BYTES)
    while line:
        if line.rstrip() != mark:
            line = file.readline(_MAX_LINE_BYTES)
            continue
        part_head = _read_head(file, document)
        is_page = message_from_bytes(part_head).get_content_type() in _PAGES
        body: list[bytes] = []
        size = 0
        while (line := file.readline(_MAX_LINE_BYTES)) and not line.startswith(mark):
            size += len(line)
            if is_page and size <= MAX_BYTES:
                body.append(line)
        if is_page and size > MAX_BYTES:
            raise ReadError(document.name, f"the page in it is larger than {MAX_BYTES // 1_000_000} MB", SOUND_COPY)
        if is_page:
            return message_from_bytes(part_head + b"".join(body))
    raise ReadError(document.name, "there is no page in it", "Save the page again")


def _read_time(said: str) -> str | None:
    try:
        return in_utc(parsedate_to_datetime(said))
    except (ValueError, TypeError):
        return None
