"""The public class `Archive`: add reports to one SQLite file, watch feeds, search, count, export, check."""

import os
import time
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from whence.archive.columnar.arrow import ArrowTable
from whence.archive.columnar.count import count_all, count_sources
from whence.archive.columnar.export import ExportForm, export, table
from whence.archive.ingest.add import add_inputs
from whence.archive.ingest.add_ledgers import add_ledgers
from whence.archive.ingest.fetch_history import Visits
from whence.archive.ingest.import_run import OnProgress
from whence.archive.ingest.reread import read_again
from whence.archive.ingest.watch import Round, watch_feeds
from whence.archive.ingest.watched_feeds import list_feeds, unwatch
from whence.archive.query import lookup
from whence.archive.query.search import search
from whence.archive.review.corrected_sources import count_corrected_sources
from whence.archive.review.corrections import corrected_ledger, count_corrections
from whence.archive.review.notes import count_statuses
from whence.archive.reviewed_archive import ReviewedArchive
from whence.archive.storage.write import forget_rejected, remove_reports
from whence.archive.upkeep.check import check
from whence.archive.upkeep.compact import compact
from whence.intake.collect import Collector
from whence.intake.inputs import Input
from whence.intake.web.visitor import Visitor
from whence.reading.model.package import SHIPPED, full_name
from whence.records.answers import (
    Change,
    Compaction,
    Count,
    Fault,
    FeedState,
    Filters,
    Held,
    Holdings,
    Refused,
    ReportOrder,
    SearchResult,
    SourceCount,
    Stats,
    Tally,
)
from whence.records.arguments import check_counts, check_is_list, check_minimum
from whence.records.ledger import Ledger
from whence.scaling.batch import OpenReader, open_reader

__all__ = ["Archive"]

_READER: OpenReader = partial(open_reader, SHIPPED)
_EVERYTHING = Filters()


class Archive(ReviewedArchive):
    """Reports and their ledgers, kept in one file.

    One process writes at a time; any number may read meanwhile. Every method raises a ValueError if the archive is
    closed or a number is too small, and a TypeError if one name is given where a list of names is expected. A method
    that writes raises an ArchiveError if another process is writing, the disk is full, or the file is read-only; what
    was written before is kept. A method that takes an id also takes its beginning; it raises a UsageError if there is
    no such id, or several begin so.

    What reads reports takes ``reader``, which opens the reader of reports; ``visitor``, a web client, by default a new
    polite one; and ``jobs``, the maximum number of reading processes, None for one per core. With more than one, the
    script's main part must be guarded by ``if __name__ == "__main__":``, as each process imports it. ``on_progress`` is
    called regularly with the progress.

    Args:
        path: The file.
        create: Whether to create the file if it does not exist.
        read_only: Whether to refuse whatever writes. Then any number of threads may read at once, and each sees what
            was added before its question.

    Raises:
        ArchiveError: The file does not exist, is not an archive, has a newer schema, or cannot be opened; or it is
            opened to read only and has an older schema.
    """

    def add(  # noqa: PLR0913 -- independent options
        self,
        names: Iterable[str | os.PathLike[str] | Input],
        *,
        columns: Mapping[str, str] | None = None,
        reader: OpenReader = _READER,
        jobs: int | None = 1,
        visitor: Visitor | None = None,
        on_progress: OnProgress | None = None,
    ) -> Tally:
        """Read reports and keep them. Skip inputs that the archive has already read.

        ``names`` are files, folders, glob patterns, tables, web archives, feeds, sitemaps and addresses, and inputs
        whose bytes are at hand; ``columns`` say which column of a table holds what: ``{"text": "body"}``.

        Raises:
            UsageError: A table has no such columns.
        """
        check_is_list("names", names)
        check_counts(1, jobs=jobs)
        visits = Visits(self._store, time.time)
        with visitor or Visitor() as asking:
            collector = Collector(visitor=asking, columns=columns or {}, choose=visits.choose)
            inputs = collector.collect(name if isinstance(name, Input) else os.fspath(name) for name in names)
            tally = add_inputs(self._store, inputs, reader, visits=visits, jobs=jobs, on_progress=on_progress)
        return replace(tally, passed_over=tuple(collector.skipped.most_common()))

    def add_ledgers(
        self,
        output: str | os.PathLike[str],
        *,
        filters: Filters = _EVERYTHING,
        query: str = "",
        on_progress: OnProgress | None = None,
    ) -> Tally:
        """Keep reports that were read on many machines, with their ledgers.

        ``output`` is the folder that ``whence spark read`` wrote. Only reports that the filters select and that contain
        the words of the query, as in `search`, are taken from it.

        Raises:
            UsageError: The folder is no such output, the query contains no word, or pyarrow is missing.
        """
        self._store.check_open()
        return add_ledgers(self._store, output, filters=filters, query=query, on_progress=on_progress)

    def watch(  # noqa: PLR0913 -- independent options
        self,
        feeds: Iterable[str] = (),
        *,
        every_seconds: float = 900.0,
        fresh_seconds: float = 48 * 3600.0,
        reader: OpenReader = _READER,
        jobs: int | None = 1,
        visitor: Visitor | None = None,
        on_progress: OnProgress | None = None,
    ) -> Generator[Round, None, None]:
        """Poll feeds, add new reports, and fetch recent reports again to see whether they changed.

        ``feeds`` are addresses of feeds and sitemaps, besides those that the archive already watches.
        ``every_seconds`` is the interval between two requests for one feed; for ``fresh_seconds`` after its arrival a
        report is fetched again, at growing intervals.

        Yields:
            The result of each round, before the wait for the next. Stop iterating to stop watching.

        Raises:
            ArchiveError: The file cannot be written. If another process is writing, this waits.
            UsageError: An address cannot be a feed's; then none of them is watched.
        """
        check_is_list("feeds", feeds)
        check_minimum(0, every_seconds=every_seconds, fresh_seconds=fresh_seconds)
        check_counts(1, jobs=jobs)
        self._store.check_open()
        return watch_feeds(
            self._store,
            feeds,
            visitor=visitor or Visitor(),
            reader=reader,
            every_seconds=every_seconds,
            fresh_seconds=fresh_seconds,
            jobs=jobs,
            on_progress=on_progress,
        )

    def unwatch(self, feeds: Iterable[str]) -> int:
        """Stop watching feeds, by their addresses as `feeds` lists them, and return how many. Their reports stay.

        Raises:
            UsageError: One of them is not watched; then nothing changes.
        """
        check_is_list("feeds", feeds)
        with self._store.writing():
            return unwatch(self._store, feeds)

    def feeds(self) -> list[FeedState]:
        """List the watched feeds: when each is fetched next, and the error if the last fetch failed."""
        return list_feeds(self._store)

    def search(  # noqa: PLR0913 -- independent options
        self,
        query: str,
        *,
        filters: Filters = _EVERYTHING,
        fields: Collection[str] = (),
        limit: int = 20,
        offset: int = 0,
        all_versions: bool = False,
    ) -> SearchResult:
        """Find reports that contain some words, the best match first.

        Args:
            query: Words, all required; ``"two words"`` for a phrase, ``harb*`` for a prefix, ``one OR other`` for
                either, ``-word`` to exclude. A name also matches its spellings in other scripts.
            filters: Which reports to search.
            fields: Which of ``text``, ``contents``, ``sources`` and ``headlines`` to search; all if empty.
            limit: Maximum number of hits.
            offset: Number of best hits to skip.
            all_versions: Whether to search older versions too.

        Raises:
            UsageError: The query or the name of a source contains no word.
            ValueError: There is no such field.
        """
        check_is_list("fields", fields)
        check_counts(0, limit=limit, offset=offset)
        return search(
            self._store, query, filters=filters, fields=fields, limit=limit, offset=offset, all_versions=all_versions
        )

    def reports(
        self,
        *,
        filters: Filters = _EVERYTHING,
        limit: int | None = None,
        offset: int = 0,
        order: ReportOrder = "published",
    ) -> list[Held]:
        """List the latest versions of reports, newest first; by publication, undated reports come last."""
        check_counts(0, limit=limit, offset=offset)
        return lookup.list_reports(self._store, filters, limit=limit, offset=offset, order=order)

    def publishers(self, *, filters: Filters = _EVERYTHING, limit: int | None = None) -> list[Count]:
        """Count reports by publisher, those of most reports first; reports without a publisher are left out."""
        check_counts(0, limit=limit)
        return lookup.count_publishers(self._store, filters, limit=limit)

    def holdings(self) -> Holdings:
        """Count the reports, and the inputs that could not be read."""
        return lookup.count_holdings(self._store)

    def sources(
        self,
        *,
        filters: Filters = _EVERYTHING,
        name: str | None = None,
        corrected: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[SourceCount]:
        """List cited sources, the most attributions first.

        With ``name``, only sources whose names contain all its words, in any script; or the source with this id. With
        ``corrected``, sources and attributions are counted as readers corrected them.
        """
        check_counts(0, limit=limit, offset=offset)
        count = count_corrected_sources if corrected else count_sources
        return count(self._store, filters, name=name, limit=limit, offset=offset)

    def ledger(self, name: str, *, version: int | None = None, corrected: bool = False) -> Ledger:
        """Get a report's ledger by the report's id; by default that of its latest version.

        With ``corrected``, get a copy with the readers' corrections that count in it; `corrections` lists them.

        Raises:
            UsageError: There is no such report or version.
        """
        report = lookup.find_report(self._store, name)
        read = corrected_ledger if corrected else lookup.read_ledger
        return read(self._store, report, version=version)

    def ledgers(self, *, filters: Filters = _EVERYTHING, all_versions: bool = False) -> Iterator[tuple[Held, Ledger]]:
        """Iterate over reports and their ledgers, in order of arrival."""
        self._store.check_open()
        return lookup.walk_ledgers(self._store, filters, all_versions=all_versions)

    def versions(self, name: str) -> list[Held]:
        """List the versions of a report, oldest first."""
        return lookup.list_versions(self._store, lookup.find_report(self._store, name))

    def changes(
        self, name: str | None = None, *, filters: Filters = _EVERYTHING, limit: int | None = None
    ) -> list[Change]:
        """List changes made to reports, or to one report, after they first arrived; newest change first."""
        check_counts(0, limit=limit)
        report = lookup.find_report(self._store, name) if name is not None else None
        return lookup.list_changes(self._store, report, filters, limit=limit)

    def rejected(self, *, limit: int | None = None) -> list[Refused]:
        """List the inputs that could not be read, and why, by name; with a limit, those tried last."""
        check_counts(0, limit=limit)
        return lookup.list_rejected(self._store, limit=limit)

    def forget_rejected(self, inputs: Iterable[str] | None = None) -> int:
        """Remove inputs from the list of `rejected` ones, or empty it, and return how many were removed.

        An input that fails again is listed again.

        Raises:
            UsageError: One of them is not on the list; then nothing changes.
        """
        if inputs is not None:
            check_is_list("inputs", inputs)
        with self._store.writing():
            return forget_rejected(self._store, inputs)

    def stats(self, *, filters: Filters = _EVERYTHING, top: int = 10) -> Stats:
        """Count reports by publisher and month, attributions, findings by kind; list the ``top`` most cited sources."""
        check_counts(0, top=top)
        return replace(
            count_all(self._store, filters, top=top),
            corrections=count_corrections(self._store, filters),
            statuses=count_statuses(self._store, filters),
        )

    def table(self, name: str, *, filters: Filters = _EVERYTHING) -> ArrowTable:
        """Get a table of ``docs/tables.md`` as a ``pyarrow.Table``: ``reports``, ``attributions``, and so on.

        ``filters`` say which versions to include, not only latest ones.

        Raises:
            UsageError: There is no such table, or pyarrow is missing: ``pip install 'whence[tables]'``.
        """
        return table(self._store, name, filters=filters)

    def export(
        self, folder: str | os.PathLike[str], *, form: ExportForm = "jsonl", filters: Filters = _EVERYTHING
    ) -> list[Path]:
        """Write the archive into a folder, one file for each table of ``docs/tables.md``, and return the files.

        Args:
            folder: Target folder, created if missing. Files of the same names are replaced.
            form: ``jsonl`` (with the ledgers), ``csv`` or ``parquet``.
            filters: Which versions to include; not only latest ones.

        Raises:
            UsageError: The folder cannot be written, or the form is Parquet and pyarrow is missing.
        """
        return export(self._store, folder, form=form, filters=filters)

    def compact(self) -> Compaction:
        """Shrink and speed up the file, and copy versions to Parquet segments for counts over millions of reports.

        Raises:
            UsageError: The folder of the segments cannot be written.
        """
        return compact(self._store)

    def check(self, *, repair: bool = False, links: bool = False) -> list[Fault]:
        """List the faults of the file, its indexes, its references between rows, its segments, and its links.

        Args:
            repair: Whether to repair what can be repaired. If pages of the file are damaged, readable rows are saved to
                a new archive beside it.
            links: Whether to make the links among more than 200 reports again too, to compare them.
        """
        self._store.check_open()
        return check(self._store, repair=repair, links=links)

    def remove(self, names: Iterable[str] = (), *, filters: Filters | None = None) -> int:
        """Remove reports with all their versions, by their ids or by filters, and return how many were removed."""
        check_is_list("names", names)
        with self._store.writing():
            numbers = {lookup.find_report(self._store, name) for name in names}
            numbers |= set(lookup.report_numbers(self._store, filters)) if filters is not None else set()
            with self._store.transaction():
                return remove_reports(self._store, sorted(numbers))

    def reread(
        self,
        *,
        model: str = SHIPPED,
        everything: bool = False,
        reader: OpenReader | None = None,
        jobs: int | None = 1,
        on_progress: OnProgress | None = None,
    ) -> Tally:
        """Read stored texts again if another model or another version of whence made their ledgers. Fetches nothing.

        ``model`` is the name or path of the model to read with; ``reader`` takes its place. With ``everything``, all
        reports are read again.
        """
        check_counts(1, jobs=jobs)
        return read_again(
            self._store,
            reader or partial(open_reader, model),
            model=None if everything else full_name(model),
            jobs=jobs,
            on_progress=on_progress,
        )
