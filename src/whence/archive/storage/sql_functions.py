"""SQL functions that whence adds to SQLite: folding, input of the full-text index, checksums, and digits of ids.

They also take texts as bytes, because texts of a damaged archive may not be UTF-8.
"""

import json
import struct
import zlib
from collections.abc import Callable
from hashlib import blake2b

import apsw

from whence.archive.storage.id_numbers import hexadecimal
from whence.archive.storage.index_terms import BARRIER, fold, indexed
from whence.records.report import Report

__all__ = ["add_functions"]

_Value = str | int | float | bytes | None
_CHECKSUM_BYTES = 5
"""With this size an SQLite integer holds the sum of eight million checksums; no report has more rows."""


def add_functions(connection: apsw.Connection) -> None:
    """Register all functions with a connection."""
    functions: dict[str, tuple[Callable[..., _Value], int]] = {
        "folded": (_folded, 1),
        "indexed": (_indexed, 1),
        "indexed_body": (_indexed_body, 2),
        "indexed_names": (_indexed_names, 1),
        "checksum": (_checksum, -1),
        "hexadecimal": (_hexadecimal, 1),
    }
    for name, (function, count) in functions.items():
        connection.create_scalar_function(name, function, count, deterministic=True)


def _folded(value: _Value) -> str | None:
    """Fold a text; SQLite's LIKE ignores case in ASCII only."""
    return None if value is None else fold(_text(value))


def _indexed(value: _Value) -> str:
    return indexed(_text(value))


def _indexed_body(text: _Value, headline: _Value) -> str:
    """Prepare the text below the headline for the full-text index."""
    report = Report(text=_text(text), headline=None if headline is None else _text(headline))
    return indexed(report.text[report.headline_end :])


def _indexed_names(ledger: _Value) -> str:
    """Prepare the names of a packed ledger's sources for the full-text index; empty if the ledger is damaged."""
    try:
        sources = json.loads(zlib.decompress(ledger if isinstance(ledger, bytes) else b""))["sources"]
        names = dict.fromkeys(name for source in sources for name in (source["name"], *source["aliases"]))
        return indexed(BARRIER.join(names))
    except (zlib.error, ValueError, LookupError, TypeError):
        return ""


def _checksum(*values: _Value) -> int:
    """Compute a checksum of values; types and order count.

    Reference:
        BLAKE2, RFC 7693.
    """
    digest = blake2b(digest_size=_CHECKSUM_BYTES)
    for value in values:
        kind, content = _content(value)
        digest.update(b"%c%d:" % (kind, len(content)))
        digest.update(content)
    return int.from_bytes(digest.digest())


def _hexadecimal(value: _Value) -> str | None:
    return hexadecimal(value) if isinstance(value, int) else None


def _content(value: _Value) -> tuple[bytes, bytes]:
    match value:
        case None:
            return b"n", b""
        case int():
            return b"i", b"%d" % value
        case float():
            return b"r", struct.pack(">d", value)
        case str():
            return b"t", value.encode()
        case _:
            return b"b", value


def _text(value: _Value) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)
