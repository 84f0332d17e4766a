"""The questions to an archive that many reports answer together: stories, claims, origins and comparisons."""

import os
from collections.abc import Iterable
from functools import partial

from whence.archive.archive_file import ArchiveFile
from whence.archive.linking.link import OnLinked, count_unlinked, link
from whence.archive.links.cited_sources import update_cited_sources
from whence.archive.links.claim_answers import list_claims, make_entries, read_claim, read_origins
from whence.archive.links.claim_entries import update_entries
from whence.archive.links.comparison import compare_reports
from whence.archive.links.ids import OUTDATED, find_claim, find_story
from whence.archive.links.outlet_answers import read_outlet
from whence.archive.links.owners import forget_owners, list_owners, set_owners
from whence.archive.links.source_answers import read_source
from whence.archive.links.story_answers import list_stories, read_story
from whence.records.answers import Filters
from whence.records.arguments import check_counts, check_is_list
from whence.records.claims import ClaimDetails, ClaimEntry
from whence.records.links import ClaimOrigins
from whence.records.owners import OwnerEntry
from whence.records.profiles import OutletDetails, SourceDetails
from whence.records.stories import Comparison, StoryDetails, StoryEntry

__all__ = ["LinkedArchive"]

_EVERYTHING = Filters()


class LinkedArchive(ArchiveFile):
    """An archive whose reports are linked with each other. Only reports that are linked count for its answers."""

    def link(self, *, jobs: int | None = 1, on_progress: OnLinked | None = None) -> int:
        """Link the reports that were added, changed or removed since the last time, and return how many were linked.

        Only linked reports count for stories, claims and origins. A linking that was interrupted continues. If many
        reports are to be linked and ``jobs`` is more than one, or None, another process reads them ahead; then the
        script's main part must be guarded by ``if __name__ == "__main__":``.
        """
        check_counts(1, jobs=jobs)
        with self._store.writing():
            linked = link(self._store, jobs=jobs, on_progress=on_progress)
            update_entries(self._store, partial(make_entries, self._store))
            update_cited_sources(self._store)
        return linked

    def count_unlinked(self, *, limit: int | None = None) -> int:
        """Count the reports that are not linked yet, or were changed since; up to a limit, which is faster."""
        check_counts(0, limit=limit)
        return count_unlinked(self._store, limit=limit)

    def links_version(self) -> int | None:
        """Get a number that is another one once an answer about linked reports may be another one.

        None while a linked report is to be linked again: then nothing tells whether answers stay the same.
        """
        row = self._store.one(f"SELECT number FROM link_revision WHERE NOT EXISTS ({OUTDATED})")
        return int(row[0]) if row else None

    def owners(self) -> list[OwnerEntry]:
        """List the table of owners: each row, and how many reports are of its outlet."""
        return list_owners(self._store)

    def set_owners(self, path: str | os.PathLike[str]) -> int:
        """Keep a table of owners in the place of the one before, and return the number of its rows.

        From then on, outlets of one owner count once in all answers. The file is CSV or TSV with the columns ``outlet``
        (a name or a site) and ``owner``.

        Raises:
            ReadError: The file cannot be read, or some of its rows cannot; then nothing changes.
        """
        with self._store.writing():
            return set_owners(self._store, os.fspath(path))

    def forget_owners(self) -> int:
        """Remove the table of owners, and return the number of its rows."""
        with self._store.writing():
            return forget_owners(self._store)

    def stories(
        self, *, filters: Filters = _EVERYTHING, min_reports: int = 2, limit: int | None = None, offset: int = 0
    ) -> list[StoryEntry]:
        """List stories that have a report which meets the filters, those of most reports first, then the latest."""
        check_counts(1, min_reports=min_reports)
        check_counts(0, limit=limit, offset=offset)
        return list_stories(self._store, filters, min_reports=min_reports, limit=limit, offset=offset)

    def story(self, name: str) -> StoryDetails:
        """Get a story by its id: its reports and how much of each is its own, and what became of their claims."""
        return read_story(self._store, find_story(self._store, name))

    def compare(self, reports: Iterable[str]) -> Comparison:
        """Compare two linked reports or more, by their ids: what they share, deny each other, and have alone."""
        check_is_list("reports", reports)
        return compare_reports(self._store, reports)

    def claims(  # noqa: PLR0913 -- independent options
        self,
        *,
        filters: Filters = _EVERYTHING,
        story: str | None = None,
        about: str | None = None,
        like: str | None = None,
        min_reports: int = 2,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[ClaimEntry]:
        """List claims that several reports make, those of most reports first; those of a story by first appearance.

        A claim is listed if one of the places where it is made meets the filters and contains the words of ``about``.
        With ``like``, a sentence or a question, only claims that say this in any words are listed, the nearest first.
        """
        check_counts(1, min_reports=min_reports)
        check_counts(0, limit=limit, offset=offset)
        number = find_story(self._store, story) if story is not None else None
        return list_claims(
            self._store,
            filters,
            story=number,
            about=about,
            like=like,
            min_reports=min_reports,
            limit=limit,
            offset=offset,
        )

    def claim(self, name: str) -> ClaimDetails:
        """Get a claim by its id: its words in each report, who says otherwise, and its origins."""
        return read_claim(self._store, find_claim(self._store, name))

    def origins(self, name: str) -> ClaimOrigins:
        """Find where a claim comes from, by the claim's id: how many origins it has, and why."""
        return read_origins(self._store, find_claim(self._store, name))

    def source(self, name: str, *, top: int = 20) -> SourceDetails:
        """Get what reports cite a person, organisation or document for: by which outlets, through whom, and when.

        Args:
            name: Its id, or a name that no other has.
            top: Maximum number of its claims.

        Raises:
            UsageError: There is no such source, or several have this name.
        """
        check_counts(0, top=top)
        return read_source(self._store, name, top=top)

    def outlet(self, name: str) -> OutletDetails:
        """Get what the reports of an outlet rest on over time, whose words they have, and what they changed silently.

        Args:
            name: The publisher's name; or the host of reports without a publisher.

        Raises:
            UsageError: No report is of this outlet.
        """
        return read_outlet(self._store, name)
