"""Dow Jones snapshots, the bulk files of Factiva: a JSON object a line, with the lead and the rest of each text apart."""

import json
import re
from collections.abc import Iterator, Mapping
from io import BufferedReader

from whence.intake.compression import BlockFile, unpack
from whence.intake.formats.columns import Row, row_to_input
from whence.intake.formats.form import Document, Form, Found
from whence.intake.untrusted_json import parse_json
from whence.records.report import Rejected

__all__ = ["FORMS"]

_KEYS = re.compile(rb'"an"\s*:|"snippet"\s*:|"source_name"\s*:|"publication_datetime"\s*:')
_MIN_KEYS = 3
_MAX_LINE_BYTES = 25_000_000
_BLOCK_BYTES = 65_536
_PATHS = {
    "text": ("text",), "headline": ("title",), "publisher": ("source_name",), "byline": ("byline",),
    "published": ("published",), "language": ("language_code",),
}  # fmt: skip


def _is_snapshot(document: Document) -> bool:
    first = document.start
    if first.startswith(b"\x1f\x8b"):
        first = next(unpack([first], "gzip"), b"")
    first = first.lstrip()
    return first.startswith(b"{") and len(set(_KEYS.findall(first.partition(b"\n")[0]))) >= _MIN_KEYS


def _read_snapshot(document: Document) -> Iterator[Found]:
    with document.open() as file:
        for number, line in enumerate(_lines(file), 1):
            name = f"{document.name}#{number}"
            if len(line) > _MAX_LINE_BYTES:
                problem = f"this line is larger than {_MAX_LINE_BYTES // 1_000_000} MB"
                yield Rejected(input=name, reason=f"{problem}. Get another copy of the file.")
            elif line.strip():
                yield _read_line(document.name, number, line)


