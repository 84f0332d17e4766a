"""The questions to an archive that many reports answer together: stories, claims, origins and comparisons."""

import os
from collections.abc import Iterable

from whence.archive.archive_file import ArchiveFile
from whence.archive.linking.link import OnLinked, count_unlinked, link
from whence.archive.links.claim_answers import list_claims, read_claim, read_origins
from whence.archive.links.comparison import compare_reports
from whence.archive.links.ids import find_claim, find_story
from whence.archive.links.owners import forget_owners, list_owners, set_owners
from whence.archive.links.story_answers import list_stories, read_story
from whence.records.answers import Filters
from whence.records.arguments import check_counts, check_is_list
from whence.records.claims import ClaimDetails, ClaimEntry
from whence.records.links import ClaimOrigins
from whence.records.owners import OwnerEntry
from whence.records.stories import Comparison, StoryDetails, StoryEntry

__all__ = ["LinkedArchive"]

_EVERYTHING = Filters()


class LinkedArchive(ArchiveFile):
    """An archive whose reports are linked with each other. Only reports that are linked count for its answers."""

    def link(self, *, on_progress: OnLinked | None = None) -> int:
        """Link the reports that were added, changed or removed since the last time, and return how many were linked.

        Only linked reports count for stories, claims and origins. A linking that was interrupted continues.
        """
        with self._store.writing():
            return link(self._store, on_progress=on_progress)

    def count_unlinked(self, *, limit: int | None = None) -> int:
        """Count the reports that are not linked yet, or were changed since; up to a limit, which is faster."""
        check_counts(0, limit=limit)
        return count_unlinked(self._store, limit=limit)

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
        self, *, filters: Filters = _EVERYTHING, min_reports: int = 2, limit: int | None = None
    ) -> list[StoryEntry]:
        """List stories that have a report which meets the filters, those of most reports first, then the latest."""
        check_counts(1, min_reports=min_reports)
        check_counts(0, limit=limit)
        return list_stories(self._store, filters, min_reports=min_reports, limit=limit)

    def story(self, name: str) -> StoryDetails:
        """Get a story by its id: its reports and how much of each is its own, and what became of their claims."""
        return read_story(self._store, find_story(self._store, name))

    def compare(self, reports: Iterable[str]) -> Comparison:
        """Compare two linked reports or more, by their ids: what they share, deny each other, and have alone."""
        check_is_list("reports", reports)
        return compare_reports(self._store, reports)

    def claims(
        self,
        *,
        filters: Filters = _EVERYTHING,
        story: str | None = None,
        about: str | None = None,
        min_reports: int = 2,
        limit: int | None = None,
    ) -> list[ClaimEntry]:
        """List claims that several reports make, those of most reports first; those of a story by first appearance.

        A claim is listed if one of the places where it is made meets the filters and contains the words of ``about``.
        """
        check_counts(1, min_reports=min_reports)
        check_counts(0, limit=limit)
        number = find_story(self._store, story) if story is not None else None
        return list_claims(self._store, filters, story=number, about=about, min_reports=min_reports, limit=limit)

    def claim(self, name: str) -> ClaimDetails:
        """Get a claim by its id: its words in each report, who says otherwise, and its origins."""
        return read_claim(self._store, find_claim(self._store, name))

    def origins(self, name: str) -> ClaimOrigins:
        """Find where a claim comes from, by the claim's id: how many origins it has, and why."""
        return read_origins(self._store, find_claim(self._store, name))
