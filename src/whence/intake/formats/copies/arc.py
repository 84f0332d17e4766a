"""ARC, the form of web archives before WARC: a line with address and length before each page.

Reference:
    Mike Burner and Brewster Kahle, "The ARC File Format", Internet Archive 1996; version 2 has more fields in the line.
"""

import re
from collections.abc import Iterator

from whence.intake.formats.form import Document, Found
from whence.intake.formats.record_streams import Layout
from whence.intake.formats.warc_pages import read_web_archive
from whence.intake.urls import capture_time

__all__ = ["ENDINGS", "is_arc", "read_arc"]

ENDINGS = (".arc", ".arc.gz")
"""Extensions of ARC files, in lower case."""
_MAX_LINE_BYTES = 4500
# Address, IP address, time, media type, in version 2 five more fields, length. Some crawlers leave blanks in addresses.
_LINE = (
    rb"(?P<url>(?:https?|ftp|dns|filedesc|gopher|news|mailto):[^\r\n]{1,3000}?) (?P<ip>[0-9A-Fa-f.:-]{1,45}) "
    rb"(?P<time>[0-9]{8,14}) (?P<type>\S{1,200})(?P<more>(?: \S{1,300}){5})? (?P<length>[0-9]{1,15})[ \t]*\r?\n"
)
_FIRST_LINE = re.compile(_LINE)
_RECORD = re.compile(rb"(?m)^" + _LINE)


def is_arc(document: Document) -> bool:
    r"""Tell an ARC file by its first line, in gzip too; with its extension, by the line of any record.

    >>> is_arc(Document("crawl.arc", b"filedesc://crawl.arc 0.0.0.0 20310304093000 text/plain 72\n1 0 Archive\n"))
    True
    """
    start = document.unpacked_start
    return _FIRST_LINE.match(start) is not None or (document.ends(*ENDINGS) and _RECORD.search(start) is not None)


def read_arc(document: Document) -> Iterator[Found]:
    """Read its pages and texts as `whence.intake.formats.warc_pages.read_web_archive` reads those of a WARC file."""
    yield from read_web_archive(document.name, opened=document.open, layout=_ARC)


def _read_headers(line: bytes) -> dict[str, str]:
    r"""Read the line of a record to the headers that WARC has for the same.

    >>> _read_headers(b"http://example.org/ 192.0.2.1 20310304093000 text/html 120\n")["warc-date"]
    '2031-03-04T09:30:00+00:00'
    """
    found = _FIRST_LINE.match(line)
    if found is None:
        return {}
    url = found["url"].decode("utf-8", "replace")
    is_page = url.startswith("http")
    return {
        "warc-type": "warcinfo" if url.startswith("filedesc:") else "response",
        "warc-target-uri": url.replace(" ", "%20"),
        "warc-date": capture_time(found["time"].decode().ljust(14, "0")) or "",
        "content-type": "application/http" if is_page else found["type"].decode("utf-8", "replace"),
        "content-length": found["length"].decode(),
    }


_ARC = Layout(
    name="ARC",
    record="an ARC record",
    magic=b"",
    begins=_FIRST_LINE,
    sniff_bytes=_MAX_LINE_BYTES,
    first_line=_FIRST_LINE,
    max_line_bytes=_MAX_LINE_BYTES,
    next_record=_RECORD,
    has_header_lines=False,
    read_headers=_read_headers,
)
