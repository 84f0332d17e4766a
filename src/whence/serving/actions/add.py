"""Add reports from the desk: pasted texts, addresses, and files that are sent."""

import hashlib
from dataclasses import dataclass

from whence.errors import UsageError
from whence.intake.formats.form import Document
from whence.intake.inputs import ExternalMetadata, Input
from whence.intake.urls import is_address
from whence.records.answers import Held, Refused
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of reports that were to be added."""

    reports: tuple[Held, ...]
    """The first that the archive has now, or had before, twenty at most; each in its latest version."""
    added: int
    """New reports."""
    changed: int
    """New versions of reports in the archive."""
    known: int
    """Reports that were already in the archive."""
    rejected: int
    """Inputs that could not be read."""
    refused: tuple[Refused, ...]
    """The first of them, twenty at most."""


def _add(writing: Writing, asked: Asked) -> Added:
    names: list[str | Input] = [*_pasted(asked), *_addresses(asked.text(_ADDRESSES.name) or ""), *asked.files]
    if not names:
        raise UsageError(ADD.path, "there is nothing to read", "Paste a text, give an address, or choose a file")
    tally = writing.archive.add(names, reader=writing.reader, visitor=writing.visitor, on_progress=writing.on_progress)
    writing.on_added(tally)
    return Added(
        reports=tuple(writing.archive.versions(name)[-1] for name in tally.reports),
        added=tally.added,
        changed=tally.changed,
        known=tally.known,
        rejected=tally.rejected,
        refused=tally.refused,
    )


def _pasted(asked: Asked) -> list[Input]:
    """Take a pasted text as one report, of what the page around it says."""
    text = asked.text("text")
    if text is None:
        return []
    url = asked.text("url")
    if url is not None and not is_address(url):
        raise _no_address(url)
    data = text.replace("\r\n", "\n").encode("utf-8", "replace")
    name = f"{_PASTED}{hashlib.sha256(data).hexdigest()[:_DIGITS]}"
    is_page = Document(name, data).is_html
    metadata = ExternalMetadata(publisher=asked.text("publisher"), published=asked.text("published"), url=url)
    return [Input(name=name, data=data, is_page=is_page, is_plain=not is_page, metadata=metadata)]


def _addresses(written: str) -> list[str]:
    addresses = written.split()
    if len(addresses) > _MOST_ADDRESSES:
        fix = f"Give at most {_MOST_ADDRESSES:,} at a time"
        raise UsageError(_ADDRESSES.name, f"there are {len(addresses):,} of them", fix)
    for one in addresses:
        # Anything else would be a path on this machine.
        if not is_address(one):
            raise _no_address(one)
    return addresses


def _no_address(written: str) -> UsageError:
    return UsageError(written, "this is not a web address", "Write it in full: https://example.org/report")


def _only_report(done: Added) -> str | None:
    return f"/report/{done.reports[0].id}" if len(done.reports) == 1 and not done.rejected else None


ADD: Action[Added] = Action(
    path="/add",
    title="Added",
    about="Read reports and keep them in the archive.",
    run=_add,
    kind=Added,
    parameters=(
        Parameter(name="text", about="A text, or the source of a page.", most=20_000_000),
        _ADDRESSES,
        Parameter(name="publisher", about="Who published the text.", label="Publisher", most=200),
        Parameter(name="published", about="When it was published: 2031-03-04.", kind="day", label="Published"),
        Parameter(name="url", about="The web address of the text, which is not fetched.", label="Address of the text"),
        Parameter(name="files", about="Files of any form that whence reads.", kind="files"),
    ),
    goes_to=_only_report,
    template="added.html",
)
