"""Read news reports and see what every claim in them rests on: who says it, and in which words.

>>> import whence
>>> ledger = whence.read("examples/harbour.txt")
>>> ledger.report.publisher
'The Tidewater Post'
"""

import os

from whence.version import VERSION

# The engine that runs the model, ONNX Runtime, collects usage data from version 1.29 on: once imported, it writes a
# device id and a file of events into the user's cache folder and contacts its maker's server. This forbids that. It is
# read when the engine is imported, be it by whence or by the program that uses whence, so it is set before either can
# do so; the processes that this one starts have it too.
# Reference: https://github.com/microsoft/onnxruntime/blob/main/docs/Privacy.md
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

TYPE_CHECKING = False
if TYPE_CHECKING:
    from whence.archive.archive import Archive
    from whence.archive.columnar.arrow import to_arrow
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
    from whence.reading.reader import Reader
    from whence.records.answers import Filters
    from whence.records.chain import Step, chain_of
    from whence.records.form.ledger_form import ledger_from_form, ledger_to_form
    from whence.records.ledger import Attribution, Ledger, Source
    from whence.records.report import Rejected, Report, Span
    from whence.records.sure import choose_attributions
    from whence.scaling.batch import read, read_many, read_text

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
    "Step",
    "UsageError",
    "WhenceError",
    "__version__",
    "chain_of",
    "choose_attributions",
    "ledger_from_form",
    "ledger_to_form",
    "read",
    "read_many",
    "read_text",
    "to_arrow",
]

__version__ = VERSION

# Every name is loaded when it is first used: the engine takes 0.3 s and the archive as long, and the command must be
# able to say what Ctrl-C does before anything takes time.
_MODULES = {
    "errors": (
        *("ArchiveBusyError", "ArchiveError", "BusyError", "FetchError"),
        *("GarbledError", "ModelError", "ReadError", "UsageError", "WhenceError"),
    ),
    "archive.archive": ("Archive",),
    "archive.columnar.arrow": ("to_arrow",),
    "scaling.batch": ("read", "read_many", "read_text"),
    "reading.reader": ("Reader",),
    "records.form.ledger_form": ("ledger_from_form", "ledger_to_form"),
    "records.answers": ("Filters",),
    "records.chain": ("Step", "chain_of"),
    "records.ledger": ("Attribution", "Ledger", "Source"),
    "records.report": ("Rejected", "Report", "Span"),
    "records.sure": ("choose_attributions",),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    if name in _MODULE_OF:
        # Loading this takes time, too.
        from importlib import import_module  # noqa: PLC0415

        value: object = getattr(import_module(f"whence.{_MODULE_OF[name]}"), name)
        globals()[name] = value
        return value
    message = f"module 'whence' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
