"""Web archives (WARC): one input for each page or text that a server sent."""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from io import BufferedReader

from whence.errors import ReadError
from whence.intake.compression import unpack_bytes
from whence.intake.formats.copies.wet import read_whole_page
from whence.intake.formats.record_streams import Layout
from whence.intake.formats.warc import WARC, Broken, Record, read_headers, read_records
from whence.intake.inputs import ExternalMetadata, Input
from whence.intake.opening import open_file
from whence.records.report import Rejected

__all__ = ["WEB_ARCHIVE_ENDINGS", "is_web_archive", "read_web_archive"]

WEB_ARCHIVE_ENDINGS = (".warc", ".warc.gz", ".wet", ".wet.gz")
"""File extensions of web archives, in lower case."""
# A news page has at most 1.5 MB; the limit is the same as for fetching.
_MAX_PAGE_BYTES = 10_000_000
_MAX_HEAD_BYTES = 65_536
_PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = (*_PAGES, "text/plain")
_STATUS = re.compile(rb"HTTP/[0-9.]{1,9} +([0-9]{3})(?![0-9])")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_ROBOTS = re.compile(r"/robots\.txt(?:[?#].*)?\Z", re.IGNORECASE)
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\n]{0,1000})?\r?\n")
_LINE_END = re.compile(rb"\r?\n")
_MAX_CODINGS = 3
_TRUNCATED = "has a truncated page"
_SHOWN_CHARACTERS = 40
_MAGIC = b"\x1f\x8b"


class _UnreadableError(Exception):
    """A page in a record is unreadable: the problem, and what to do."""

    def __init__(self, problem: str, fix: str = "Save the page itself and read that") -> None:
        super().__init__(problem, fix)


def is_web_archive(path: str) -> bool:
    """Recognize a web archive by its file extension.

    >>> is_web_archive("crawl/news.warc.gz"), is_web_archive("NEWS.WARC"), is_web_archive("news.gz")
    (True, True, False)
    """
    return path.lower().endswith(WEB_ARCHIVE_ENDINGS)


def read_web_archive(
    path: str, *, opened: Callable[[], BufferedReader] | None = None, layout: Layout = WARC
) -> Iterator[Input | Rejected]:
    r"""Read the pages and texts in a web archive as a stream.

    In memory is one record, of at most 10 MB before and after decompression. If a member decompresses to 100 MB and 200
    times its size, it is a gzip bomb, and reading stops.

    Args:
        path: A WARC file, plain or in gzip.
        opened: Opens the file from its beginning; by default the one at the path.
        layout: What its records look like.

    Yields:
        An `Input` for each page or text with status 200, named by the path and the number of its record, from 1; a
        `Rejected` for a broken or too large record, before the records after it. Everything else is skipped: requests,
        redirects, images, pages unchanged since an earlier visit (revisit records).

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The council met."
    >>> headers = f"WARC-Type: response\r\nWARC-Target-URI: http://example.org/\r\nContent-Length: {len(answer)}"
    >>> with TemporaryDirectory() as folder:
    ...     path = f"{folder}/news.warc"
    ...     _ = Path(path).write_bytes(f"WARC/1.0\r\n{headers}\r\n\r\n{answer}\r\n\r\n".encode())
    ...     found = list(read_web_archive(path))
    >>> [(each.url, each.data) for each in found]
    [('http://example.org/', b'<p>The council met.')]
    """
    try:
        with (opened or partial(open_file, path))() as file:
            for record in read_records(file, max_bytes=_MAX_PAGE_BYTES + _MAX_HEAD_BYTES + 1, layout=layout):
                found = _reject(record, path) if isinstance(record, Broken) else _take(record, path)
                if found is not None:
                    yield found
    except ReadError as error:
        yield Rejected(input=path, reason=error.reason)
    except OSError as error:
        yield Rejected(input=path, reason=f"it cannot be read to its end ({error}). Get an undamaged copy of the file.")


def _reject(broken: Broken, path: str) -> Rejected:
    name = f"{path}#{broken.number}" if broken.number else path
    return Rejected(input=name, reason=f"{broken.problem}. {broken.fix}.")


def _take(record: Record, path: str) -> Input | Rejected | None:
    """Make an input from a record, if it holds a page or a text."""
    try:
        if _is_converted(record):
            return _take_text(record, path)
        answer = _find_answer(record)
        if answer is None:
            return None
        headers, body = answer
        body = _unpack(body, headers)
    except _UnreadableError as error:
        problem, fix = error.args
        reason = f"record {record.number}, {record.place}, {problem}. {fix}."
        return Rejected(input=f"{path}#{record.number}", reason=reason)
    charset = _CHARSET.search(headers.get("content-type", ""))
    return Input(
        name=f"{path}#{record.number}",
        data=body,
        encoding=charset[1] if charset else None,
        url=_find_url(record) or None,
        fetched=_read_moment(record.headers.get("warc-date", "")),
        etag=headers.get("etag"),
        modified=headers.get("last-modified"),
        done=record.done,
    )


def _is_converted(record: Record) -> bool:
    """Check whether a record holds the text of a page instead of the page, as in WET files."""
    is_text = _media_type(record.headers.get("content-type", "")) == "text/plain"
    return is_text and record.headers.get("warc-type", "").lower() == "conversion"


def _take_text(record: Record, path: str) -> Input:
    url = _find_url(record) or None
    page = read_whole_page(_bounded(record.block).decode("utf-8", "replace"), url=url)
    if not page.text:
        problem = "has no sentences, only lines like those of a menu"
        raise _UnreadableError(problem)
    return Input(
        name=f"{path}#{record.number}",
        data=page.text.encode(),
        is_plain=True,
        notes=("its text is that of the whole page, so parts of other reports may be among it",),
        url=url,
        fetched=_read_moment(record.headers.get("warc-date", "")),
        metadata=ExternalMetadata(headline=page.headline),
        done=record.done,
    )


def _find_answer(record: Record) -> tuple[Mapping[str, str], bytes] | None:
    """Split an HTTP response into headers and body; None if it is neither page nor text, or not successful."""
    kind = record.headers.get("warc-type", "").lower()
    outer_type = record.headers.get("content-type", "")
    if kind == "resource" and _media_type(outer_type) in _PAGES:
        return {"content-type": outer_type}, _bounded(record.block)
    if kind != "response":
        return None
    status = _STATUS.match(record.block)
    if status is None:
        if _media_type(outer_type) != "application/http":
            return None  # the answer to a DNS query
        problem = "has no HTTP response"
        raise _UnreadableError(problem)
    end = _BLANK_LINE.search(record.block, 0, _MAX_HEAD_BYTES)
    head, body = (record.block[: end.start()], record.block[end.end() :]) if end else (record.block, b"")
    headers = read_headers(head.partition(b"\n")[2])
    headers.setdefault("content-type", record.headers.get("warc-identified-payload-type", ""))
    is_text = _media_type(headers["content-type"]) in _TEXTS
    if int(status[1]) != HTTPStatus.OK or not is_text or _ROBOTS.search(_find_url(record)):
        return None
    return headers, _bounded(body)


def _bounded(body: bytes) -> bytes:
    if len(body) > _MAX_PAGE_BYTES:
        problem = f"is larger than {_MAX_PAGE_BYTES // 1_000_000} MB"
        raise _UnreadableError(problem)
    return body


def _media_type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _find_url(record: Record) -> str:
    return record.headers.get("warc-target-uri", "").strip("<> ")  # some writers enclose it in angle brackets


def _read_moment(said: str) -> str | None:
    try:
        moment = datetime.fromisoformat(said)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return None


def _unpack(body: bytes, headers: Mapping[str, str]) -> bytes:
    """Undo the transfer encoding (chunks) of a body, then its content encoding (compression)."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _join_chunks(body)
    codings = [coding.strip().lower() for coding in headers.get("content-encoding", "").split(",")]
    if len(codings) > _MAX_CODINGS:
        problem = f"has a page compressed {len(codings)} times"
        raise _UnreadableError(problem)
    for coding in reversed(codings):
        body = _decode(body, coding)
    return body


def _join_chunks(body: bytes) -> bytes:
    found = _CHUNK.match(body)
    if not found:
        return body  # it was joined before it was stored
    chunks = []
    while found and (size := int(found[1], 16)):
        end = found.end() + size
        chunks.append(body[found.end() : end])
        line_end = _LINE_END.match(body, end)
        found = _CHUNK.match(body, line_end.end()) if line_end else None
    if found is None:
        raise _UnreadableError(_TRUNCATED)
    return b"".join(chunks)


def _decode(body: bytes, coding: str) -> bytes:
    try:
        match coding:
            case "" | "identity" | "none":
                return body
            case "gzip" | "x-gzip":
                return _bounded(unpack_bytes(body, "gzip", max_bytes=_MAX_PAGE_BYTES))
            case "deflate":
                return _bounded(unpack_bytes(body, "deflate", max_bytes=_MAX_PAGE_BYTES))
            case "br":
                return _inflate_brotli(body)
    except EOFError as error:
        raise _UnreadableError(_TRUNCATED) from error
    except (ValueError, zlib.error):
        pass
    # Some crawlers decompress a page and leave the header unchanged; some servers declare an encoding that is no
    # compression.
    if body.lstrip()[:1] == b"<" or (coding.endswith("gzip") and not body.startswith(_MAGIC)):
        return body
    problem = f"has a page in an unsupported compression: {coding[:_SHOWN_CHARACTERS]}"
    raise _UnreadableError(problem)


def _inflate_brotli(body: bytes) -> bytes:
    try:
        import brotli  # noqa: PLC0415 -- 5 MB that few archives need
    except ImportError as error:
        if body.lstrip()[:1] == b"<":
            raise ValueError from error
        problem = "has a page compressed with Brotli, and the package brotli is not installed"
        raise _UnreadableError(problem, "Install it with: pip install 'whence[webarchives]'") from error
    unpacker = brotli.Decompressor()
    unpacked = b""
    try:
        while block := unpacker.process(body, output_buffer_limit=_MAX_PAGE_BYTES):
            body = b""
            unpacked = _bounded(unpacked + block)
    except brotli.error as error:
        raise ValueError from error
    if not unpacker.is_finished():
        raise _UnreadableError(_TRUNCATED)
    return unpacked
