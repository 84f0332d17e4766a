"""One report with its ledger."""

from dataclasses import dataclass
from functools import cached_property

from whence.archive.archive import Archive
from whence.records.answers import Held
from whence.records.form.ledger_form import LedgerForm, ledger_to_form
from whence.records.ledger import Ledger
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


@dataclass(frozen=True, kw_only=True)
class ReportRead:
    """A report with its ledger, and the versions that the archive has of it."""

    id: str
    held: Held
    """The version that is shown."""
    versions: tuple[Held, ...]
    ledger: Ledger

    @cached_property
    def article(self) -> Article:
        """The report as the templates need it; its parts have short ids, such as ``a12``."""
        return article_of(self.ledger, "")


def _show_report(archive: Archive, asked: Asked) -> ReportRead:
    name, number = asked.text("id") or "", asked.number("version") or None
    ledger = archive.ledger(name, version=number)
    versions = archive.versions(name)
    held = next(one for one in versions if one.version == (number or len(versions)))
    return ReportRead(id=held.id, held=held, versions=tuple(versions), ledger=ledger)


REPORT: View[ReportRead] = View(
    path="/report/{id}",
    title="Report",
    about="A report with its ledger: who says what in it, and what an editor would ask.",
    ask=_show_report,
    template="report.html",
    json=JsonForm(kind=LedgerForm, write=lambda found: ledger_to_form(found.ledger)),
    parameters=(_VERSION,),
    heading=lambda found: found.article.title,
)
