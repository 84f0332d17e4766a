"""Provenance of an input: where it came from, its digest and identity keys, and which program read it."""

from functools import cache
from importlib.metadata import version

from whence.archive.storage.write import Arrival
from whence.intake.encoding import peek
from whence.intake.html.markup import looks_like_html
from whence.intake.identity import other_keys, web_keys
from whence.intake.inputs import Input
from whence.records.answers import Receipt
from whence.records.ledger import Ledger
from whence.version import VERSION

__all__ = ["READER", "arrival_of"]

READER = f"whence {VERSION}"
"""The program that reads inputs. Another version may read an input that this one rejected."""


def arrival_of(given: Input, ledger: Ledger) -> Arrival:
    """Combine a ledger with its input's provenance and identity keys."""
    receipt = Receipt(
        input=given.name,
        fetched=given.fetched,
        digest=given.digest or "",
        extractor=_extractor(given),
        etag=given.etag,
        modified=given.modified,
    )
    addresses = web_keys(given, ledger.report)
    return Arrival(
        ledger=ledger,
        receipt=receipt,
        addresses=addresses,
        places=other_keys(given),
        lacks_capture_time=given.lacks_capture_time,
    )


def _extractor(given: Input) -> str:
    is_page = not given.is_plain and looks_like_html(peek(given.data or b""))
    return f"{READER}, trafilatura {_trafilatura()}" if is_page else READER


@cache
def _trafilatura() -> str:
    return version("trafilatura")
