"""Add reports from the desk: pasted texts, addresses, and files that are sent."""

import hashlib

from whence.errors import UsageError
from whence.intake.formats.form import Document
from whence.intake.urls import is_address
from whence.records.answers import Tally
from whence.serving.action import Action, Writing
from whence.serving.parameters import Asked, Parameter

__all__ = ["ADD", "SENT"]

SENT = "sent:"
"""Before the name of a file that was sent, so that it is nobody's path."""
_PASTED = "pasted:"
_DIGITS = 12
_MOST_ADDRESSES = 1000


_ADDRESSES = Parameter(
    name="addresses", about="Web addresses of pages, feeds or sitemaps, separated by blanks.", most=1_000_000
)


def _add(writing: Writing, asked: Asked) -> Tally:
    names: list[str | Document] = [
        *_pasted(asked.text("text") or ""),
        *_addresses(asked.text("addresses") or ""),
        *asked.documents,
    ]
    if not names:
        raise UsageError(ADD.path, "there is nothing to read", "Paste a text, give an address, or choose a file")
    return writing.archive.add(names, reader=writing.reader, visitor=writing.visitor, on_progress=writing.on_progress)


def _pasted(text: str) -> list[Document]:
    if not text.strip():
        return []
    data = text.replace("\r\n", "\n").encode("utf-8", "replace")
    return [Document(f"{_PASTED}{hashlib.sha256(data).hexdigest()[:_DIGITS]}", data)]


def _addresses(written: str) -> list[str]:
    addresses = written.split()
    if len(addresses) > _MOST_ADDRESSES:
        fix = f"Give at most {_MOST_ADDRESSES:,} at a time"
        raise UsageError(_ADDRESSES.name, f"there are {len(addresses):,} of them", fix)
    for one in addresses:
        # Anything else would be a path on this machine.
        if not is_address(one):
            raise UsageError(one, "this is not a web address", "Write it in full: https://example.org/report")
    return addresses


def _only_report(tally: Tally) -> str | None:
    return f"/report/{tally.reports[0]}" if len(tally.reports) == 1 and not tally.rejected else None


ADD: Action[Tally] = Action(
    path="/add",
    title="Added",
    about="Read reports and keep them in the archive.",
    run=_add,
    kind=Tally,
    parameters=(
        Parameter(name="text", about="A text, or the source of a page.", most=20_000_000),
        _ADDRESSES,
        Parameter(name="files", about="Files of any form that whence reads.", kind="files"),
    ),
    goes_to=_only_report,
    template="added.html",
)
