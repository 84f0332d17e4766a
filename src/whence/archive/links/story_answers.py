"""Stories of an archive: a list of them, and one story with its reports, claims and corrections."""

from collections.abc import Sequence
from dataclasses import replace

from whence.archive.linking.items import hexadecimal
from whence.archive.links.ids import CURRENT, aliases_of
from whence.archive.links.linked_reports import LinkedReports
from whence.archive.links.listed_reports import LINKED, ListedReport, listed_reports, outlets_of
from whence.archive.links.milestones import trace_story
from whence.archive.links.owners import open_owners
from whence.archive.links.withdrawals import withdrawn_in
from whence.archive.links.word_shares import describe_words
from whence.archive.query.filters import condition
from whence.archive.storage.store import Store
from whence.linking.origins.owner_table import OwnerTable
from whence.records.answers import Filters
from whence.records.links import Story
from whence.records.stories import StoryDetails, StoryEntry

__all__ = ["list_stories", "read_story"]

_ALL = -1
"""SQLite's value for no LIMIT."""
# Reports are looked up only in stories that are large enough for the page: the sizes alone are in an index.
_LARGEST = f"""
WITH sizes AS MATERIALIZED (
  SELECT story, count(*) AS size FROM stories WHERE item {CURRENT} GROUP BY story HAVING count(*) >= ?1
), least AS (SELECT min(size) AS size FROM (SELECT size FROM sizes ORDER BY size DESC LIMIT ?2))
SELECT story FROM sizes CROSS JOIN stories USING (story) JOIN linked USING (item)
JOIN versions ON versions.id = linked.version
WHERE sizes.size >= (SELECT size FROM least) AND item {CURRENT}
GROUP BY story ORDER BY sizes.size DESC, max(day) DESC, story LIMIT ?3 OFFSET ?4
"""


def list_stories(
    store: Store, filters: Filters, *, min_reports: int, limit: int | None, offset: int = 0
) -> list[StoryEntry]:
    """List stories that have a report which the filters select, those of most reports first, then the latest.

    Args:
        store: The archive's file.
        filters: Which reports to look for. All reports of a story count, selected or not.
        min_reports: Least number of reports of a story.
        limit: Most stories.
        offset: Number of first stories to skip.
    """
    most = _ALL if limit is None else limit
    with store.snapshot():
        if filters == Filters() and limit is not None:
            rows = store.rows(_LARGEST, (min_reports, limit + offset, limit, offset))
        else:
            asked = condition(store, filters)
            rows = store.rows(
                f"WITH counted AS (SELECT story, day, {asked.sql} AS is_selected"
                f" FROM {LINKED} JOIN stories USING (item))"
                " SELECT story FROM counted GROUP BY story HAVING max(is_selected) AND count(*) >= ?"
                " ORDER BY count(*) DESC, max(day) DESC, story LIMIT ? OFFSET ?",
                (*asked.values, min_reports, most, offset),
            )
        owners = open_owners(store)
        return [_entry(number, _reports_of(store, number), owners) for (number,) in rows]


def read_story(store: Store, story: int) -> StoryDetails:
    """Get a story by its number, with its reports and what happened to their claims."""
    with store.snapshot():
        listed = _reports_of(store, story)
        opened = LinkedReports(store)
        reports = opened.open_all(one.number for one in listed)
        outlets = outlets_of(listed, opened.owners)
        traced = trace_story(store, reports, outlets)
        withdrawn = withdrawn_in(traced.corrections)
        return StoryDetails(
            story=Story(
                id=story_id(story),
                headline=listed[0].headline,
                reports=tuple(one.id for one in listed),
                claims=tuple(claim.id for claim in traced.claims),
                aliases=aliases_of(store, "st:", story),
            ),
            outlets=len({one.group for one in outlets.values()}),
            reports=tuple(
                replace(describe_words(opened, one.item), withdrawn_by=withdrawn.get(one.id)) for one in reports
            ),
            claims=traced.claims,
            corrections=traced.corrections,
        )


def story_id(number: int) -> str:
    """Write the id of a story by its number."""
    return f"st:{hexadecimal(number)}"


def _reports_of(store: Store, story: int) -> list[ListedReport]:
    return listed_reports(store, (row[0] for row in store.rows("SELECT item FROM stories WHERE story = ?", (story,))))


def _entry(number: int, reports: Sequence[ListedReport], owners: OwnerTable) -> StoryEntry:
    days = sorted(one.day for one in reports if one.day)
    return StoryEntry(
        id=story_id(number),
        headline=reports[0].headline,
        reports=len(reports),
        outlets=len({one.group for one in outlets_of(reports, owners).values()}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )
