"""Read news reports and see what every claim in them rests on: who says it, and in which words.

>>> import whence
>>> ledger = whence.read("examples/harbour.txt")
>>> ledger.report.publisher
'The Tidewater Post'
"""

from typing import TYPE_CHECKING

from whence.errors import (
    ArchiveBusyError,
    ArchiveError,
    BusyError,
    FetchError,
    GarbledError,
    ModelError,
    ReadError,
    UsageError,
    WhenceError,
)
from whence.reading.many import read, read_many, read_text
from whence.records.form import ledger_from_form, ledger_to_form
from whence.records.holdings import Filters
from whence.records.ledger import Attribution, Ledger, Source
from whence.records.report import Rejected, Report, Span
from whence.version import VERSION

if TYPE_CHECKING:
    from whence.keeping.archive import Archive
    from whence.keeping.arrows import to_arrow
    from whence.reading.reader import Reader

__all__ = [
    "Archive",
    "ArchiveBusyError",
    "ArchiveError",
    "Attribution",
    "BusyError",
    "FetchError",
    "Filters",
    "GarbledError",
    "Ledger",
    "ModelError",
    "ReadError",
    "Reader",
    "Rejected",
    "Report",
    "Source",
    "Span",
    "UsageError",
    "WhenceError",
    "__version__",
    "ledger_from_form",
    "ledger_to_form",
    "read",
    "read_many",
    "read_text",
    "to_arrow",
]

__version__ = VERSION


def __getattr__(name: str) -> object:
    # Loading the engine takes 0.3 s, and what fetches and keeps as long, so each waits until somebody asks for it.
    if name == "Reader":
        from whence.reading.reader import Reader  # noqa: PLC0415

        return Reader
    if name == "to_arrow":
        from whence.keeping.arrows import to_arrow  # noqa: PLC0415

        return to_arrow
    if name == "Archive":
        from whence.keeping.archive import Archive  # noqa: PLC0415

        return Archive
    message = f"module 'whence' has no attribute {name!r}"
    raise AttributeError(message)
