"""One report with its ledger."""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from whence.archive.archive import Archive
from whence.records.answers import Held
from whence.records.form.ledger_form import LedgerForm, ledger_to_form
from whence.records.ledger import Ledger
from whence.records.review import Correction
from whence.serving.parameters import Asked, Parameter
from whence.serving.view import JsonForm, View
from whence.showing.html.article import Article, article_of

__all__ = ["REPORT", "ReportRead"]

_VERSION = Parameter(
    name="version",
    about="Which version of the report; by default the latest.",
    kind="number",
    least=1,
    most=100_000,
)


_CORRECTED = Parameter(
    name="corrected", about="Whether to show the ledger as readers corrected it.", kind="flag", default=False
)


class ShownLedgerForm(LedgerForm):
    """A ledger, and which one it is."""

    corrected: Annotated[bool, "True for the ledger as readers corrected it, false for the ledger as whence found it"]


@dataclass(frozen=True, kw_only=True)
class ReportRead:
    """A report with its ledger, and the versions that the archive has of it."""

    id: str
    held: Held
    """The version that is shown."""
    versions: tuple[Held, ...]
    ledger: Ledger
    is_corrected: bool
    """True if the ledger is shown as readers corrected it, and not as whence found it."""
    corrections: tuple[Correction, ...]
    """Those that count, in the order in which they were made; their spans refer to the text that is shown."""

    @cached_property
    def article(self) -> Article:
        """The report as the templates need it; its parts have short ids, such as ``a12``."""
        return article_of(self.ledger, "", self.corrections)


def _show_report(archive: Archive, asked: Asked) -> ReportRead:
    name, number = asked.text("id") or "", asked.number("version") or None
    is_corrected = asked.flag(_CORRECTED.name)
    ledger = archive.ledger(name, version=number, corrected=is_corrected)
    versions = archive.versions(name)
    held = next(one for one in versions if one.version == (number or len(versions)))
    return ReportRead(
        id=held.id,
        held=held,
        versions=tuple(versions),
        ledger=ledger,
        is_corrected=is_corrected,
        corrections=tuple(archive.corrections_in(name, version=number)),
    )


def _to_form(found: ReportRead) -> ShownLedgerForm:
    return {**ledger_to_form(found.ledger), "corrected": found.is_corrected}


REPORT: View[ReportRead] = View(
    path="/report/{id}",
    title="Report",
    about="A report with its ledger: who says what in it, and what an editor would ask.",
    ask=_show_report,
    template="report.html",
    json=JsonForm(kind=ShownLedgerForm, write=_to_form),
    parameters=(_VERSION, _CORRECTED),
    heading=lambda found: found.article.title,
)
