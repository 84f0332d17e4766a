"""Which reports are withdrawn: by a later report of their outlet in the story, or by their own latest version."""

from collections.abc import Iterable, Mapping

from whence.archive.links.linked_reports import LinkedReport, LinkedReports
from whence.archive.links.listed_reports import LINKED, listed_reports, outlets_of
from whence.archive.links.milestones import trace_story
from whence.records.stories import Milestone

__all__ = ["Withdrawals", "withdrawn_in"]

# What every notice of a retraction contains one of.
_MAY_WITHDRAW = f"""
SELECT item FROM {LINKED} JOIN stories USING (item) JOIN texts ON texts.version = linked.version
WHERE story = ? AND (
  instr(lower(text || coalesce(headline, '')), 'retract') OR instr(lower(text || coalesce(headline, '')), 'withdr')
  OR instr(lower(text || coalesce(headline, '')), 'kill')
)
"""


class Withdrawals:
    """Finds the reports that are withdrawn, one story after another as they are needed.

    Args:
        reports: The linked reports of an archive.
    """

    def __init__(self, reports: LinkedReports) -> None:
        self.reports = reports
        self._by_story: dict[int, Mapping[str, str]] = {}

    def of(self, report: LinkedReport) -> str | None:
        """Find the report that withdraws a report, by its id; None if none does."""
        row = self.reports.store.one("SELECT story FROM stories WHERE item = ?", (report.item.number,))
        if row is None:
            return None
        (story,) = row
        if story not in self._by_story:
            self._by_story[story] = self._find(story)
        return self._by_story[story].get(report.id)

    def _find(self, story: int) -> Mapping[str, str]:
        store = self.reports.store
        notices = (self.reports.open(number).notice for (number,) in store.rows(_MAY_WITHDRAW, (story,)))
        if not any(notice and notice.kind == "retraction" for notice in notices):
            return {}
        items = store.rows("SELECT item FROM stories WHERE story = ?", (story,))
        listed = listed_reports(store, (item for (item,) in items))
        reports = self.reports.open_all(one.number for one in listed)
        return withdrawn_in(trace_story(store, reports, outlets_of(listed, self.reports.owners)).corrections)


def withdrawn_in(corrections: Iterable[Milestone]) -> dict[str, str]:
    """List the reports that corrections withdraw, and the reports that do so.

    >>> told = {"publisher": None, "at": None, "text": "", "spans": ()}
    >>> withdrawn_in([Milestone(kind="retraction", report="r:2", corrects="r:1", **told)])
    {'r:1': 'r:2'}
    """
    return {one.corrects: one.report for one in corrections if one.kind == "retraction" and one.corrects}
