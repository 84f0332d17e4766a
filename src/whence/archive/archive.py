"""The archive: reports and ledgers kept on disk, added to and asked about."""

import os
import time
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Self

from whence.archive.columnar.arrow import ArrowTable
from whence.archive.columnar.count import count_all, count_sources
from whence.archive.columnar.export import ExportForm, export, table
from whence.archive.ingest.add import add_inputs
from whence.archive.ingest.fetch_history import Visits
from whence.archive.ingest.import_run import OnProgress
from whence.archive.ingest.reread import read_again
from whence.archive.ingest.watch import Round, watch_feeds
from whence.archive.ingest.watched_feeds import list_feeds, unwatch
from whence.archive.query.lookup import (
    find_report,
    list_changes,
    list_rejected,
    list_reports,
    list_versions,
    numbers_of,
    read_ledger,
    walk_ledgers,
)
from whence.archive.query.search import search
from whence.archive.storage.store import Store
from whence.archive.storage.write import drop, forget_rejected
from whence.archive.upkeep.check import check
from whence.archive.upkeep.compact import compact
from whence.intake.collect import Collector
from whence.intake.web.visitor import Visitor
from whence.reading.model.package import SHIPPED
from whence.records.answers import (
    Change,
    Compaction,
    Fault,
    FeedState,
    Filters,
    Held,
    Refused,
    SearchResult,
    SourceCount,
    Stats,
    Tally,
)
from whence.records.arguments import check_least, check_several
from whence.records.ledger import Ledger
from whence.scaling.batch import OpenReader, open_reader

__all__ = ["Archive"]

_READER: OpenReader = partial(open_reader, SHIPPED)
_EVERYTHING = Filters()


class Archive:
    """Reports and their ledgers, kept in one file.

    Many can ask at a time, also while one adds; that one alone writes. Every method raises a ValueError if the archive
    is closed or a number is too small, and a TypeError if one name is given where a list of names is asked for.

    Args:
        path: The file.
        create: Whether to make it where there is none.

    Raises:
        ArchiveError: There is none, it is something else, a newer whence made it, or it may not be opened.

    >>> from tempfile import TemporaryDirectory
    >>> folder = TemporaryDirectory()
    >>> with Archive(f"{folder.name}/news.whence", create=True) as archive:
    ...     archive.add(["examples/harbour.txt"]).added
    ...     [hit.held.headline for hit in archive.search("harbour").hits]
    1
    ['Harbour to close, council says']
    >>> folder.cleanup()
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = False) -> None:
        self._store = Store(path, create=create)

    def __enter__(self) -> Self:
        self._store.check_open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._store.path

    def add(  # noqa: PLR0913 -- what, how it is laid out, who reads and who asks are apart
        self,
        names: Iterable[str | os.PathLike[str]],
        *,
        columns: Mapping[str, str] | None = None,
        reader: OpenReader = _READER,
        jobs: int | None = 1,
        visitor: Visitor | None = None,
        on_progress: OnProgress | None = None,
    ) -> Tally:
        """Read reports and keep them. What the archive has is not read again.

        Args:
            names: Files, folders, patterns with stars, tables, web archives, feeds, sitemaps and addresses.
            columns: Which column of a table holds what: ``{"text": "body", "published": "date"}``.
            reader: Makes what reads reports.
            jobs: Most processes to read in, all cores if it is none. With more than one, the calling script's main part
                must be guarded by ``if __name__ == "__main__":``, as each process imports that script.
            visitor: Asks the web; a polite one of its own if none is given.
            on_progress: Told now and then how far it is.

        Raises:
            ArchiveError: Another is writing to it, the disk is full, or it may not be written. What was added before is
                kept.
            UsageError: A table has no such columns.
        """
        check_several("names", names)
        check_least(1, jobs=jobs)
        visits = Visits(self._store, time.time)
        with visitor or Visitor() as asking:
            collector = Collector(visitor=asking, columns=columns or {}, choose=visits.choose)
            inputs = collector.collect(os.fspath(name) for name in names)
            tally = add_inputs(self._store, inputs, reader, visits=visits, jobs=jobs, on_progress=on_progress)
        return replace(tally, passed_over=tuple(collector.passed_over.most_common()))

    def watch(  # noqa: PLR0913 -- how often, how long, who reads and who asks are apart
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
        """Look at feeds again and again, add what is new, and ask what is fresh whether it changed.

        Args:
            feeds: Addresses of feeds and sitemaps; those that the archive watches already are looked at too.
            every_seconds: How often each is looked at.
            fresh_seconds: How long after it came in a report is asked whether it changed, ever more seldom.
            reader: Makes what reads reports.
            jobs: Most processes to read in; see `add`.
            visitor: Asks the web; a polite one of its own if none is given.
            on_progress: Told now and then how far a round is.

        Yields:
            What came of each round; then it waits for the next. Stop when you have enough.

        Raises:
            ArchiveError: It cannot be written. While another writes, this waits.
            UsageError: One of them can never be the address of a feed; then none is watched.
        """
        check_several("feeds", feeds)
        check_least(0, every_seconds=every_seconds, fresh_seconds=fresh_seconds)
        check_least(1, jobs=jobs)
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
        """Watch feeds no longer. What came from them stays.

        Args:
            feeds: Their addresses, as `feeds` lists them.

        Returns:
            How many.

        Raises:
            UsageError: One of them is not watched; then all others still are.
            ArchiveError: It cannot be written.
        """
        check_several("feeds", feeds)
        with self._store.writing():
            return unwatch(self._store, feeds)

    def feeds(self) -> list[FeedState]:
        """List the feeds that are watched, when each is asked for next, and why one could not be read."""
        return list_feeds(self._store)

    def search(  # noqa: PLR0913 -- what, where, and which part of the answer are apart
        self,
        query: str,
        *,
        filters: Filters = _EVERYTHING,
        fields: Collection[str] = (),
        limit: int = 20,
        offset: int = 0,
        all_versions: bool = False,
    ) -> SearchResult:
        """Find reports in which words stand, the nearest first.

        Args:
            query: Words, all of which must stand in a report; ``"two words"`` for a phrase, ``harb*`` for whatever
                begins so, ``one OR other``, ``-word`` for what must not stand there. A name is found in other scripts.
            filters: Which reports are asked about.
            fields: Where to look, of ``text``, ``contents``, ``sources`` and ``headlines``; everywhere if empty.
            limit: How many hits at most.
            offset: How many of the best to pass over.
            all_versions: Whether to look in versions too that were changed since.

        Raises:
            UsageError: There is no word in the query, or in the name of a source.
            ValueError: There is no such field.
        """
        check_several("fields", fields)
        check_least(0, limit=limit, offset=offset)
        return search(
            self._store, query, filters=filters, fields=fields, limit=limit, offset=offset, all_versions=all_versions
        )

    def reports(self, *, filters: Filters = _EVERYTHING, limit: int | None = None, offset: int = 0) -> list[Held]:
        """List reports by their latest versions, the last published first, those without a day at the end."""
        check_least(0, limit=limit, offset=offset)
        return list_reports(self._store, filters, limit=limit, offset=offset)

    def sources(
        self, *, filters: Filters = _EVERYTHING, name: str | None = None, limit: int | None = None
    ) -> list[SourceCount]:
        """List the sources cited, those with most attributions first; only those of reports that name ``name``."""
        check_least(0, limit=limit)
        return count_sources(self._store, filters, name=name, limit=limit)

    def ledger(self, name: str, *, version: int | None = None) -> Ledger:
        """Get the ledger of a report, by its id or the beginning of that; of its latest version if none is named.

        Raises:
            UsageError: There is no such report or version, or several reports begin so.
        """
        return read_ledger(self._store, find_report(self._store, name), version=version)

    def ledgers(self, *, filters: Filters = _EVERYTHING, all_versions: bool = False) -> Iterator[tuple[Held, Ledger]]:
        """Walk over reports in the order in which they came in, with their ledgers."""
        self._store.check_open()
        return walk_ledgers(self._store, filters, all_versions=all_versions)

    def versions(self, name: str) -> list[Held]:
        """List the versions of a report, the first one first."""
        return list_versions(self._store, find_report(self._store, name))

    def changes(
        self, name: str | None = None, *, filters: Filters = _EVERYTHING, limit: int | None = None
    ) -> list[Change]:
        """List what was changed in reports, or in one of them, after they came in first; the last change first.

        Raises:
            UsageError: There is no such report, or several begin so.
        """
        check_least(0, limit=limit)
        report = find_report(self._store, name) if name is not None else None
        return list_changes(self._store, report, filters, limit=limit)

    def rejected(self) -> list[Refused]:
        """List what could not be read, and why."""
        return list_rejected(self._store)

    def forget_rejected(self, inputs: Iterable[str] | None = None) -> int:
        """Strike inputs, as `rejected` lists them, off that list, or all of them; one that fails again comes back.

        Returns:
            How many.

        Raises:
            UsageError: One of them is not on the list; then all others still are.
            ArchiveError: It cannot be written.
        """
        if inputs is not None:
            check_several("inputs", inputs)
        with self._store.writing():
            return forget_rejected(self._store, inputs)

    def stats(self, *, filters: Filters = _EVERYTHING, top: int = 10) -> Stats:
        """Count: reports by publisher and month, what they rest on, the ``top`` most cited, findings by kind."""
        check_least(0, top=top)
        return count_all(self._store, filters, top=top)

    def table(self, name: str, *, filters: Filters = _EVERYTHING) -> ArrowTable:
        """Get a table of ``docs/tables.md`` as a ``pyarrow.Table``: ``reports``, ``attributions``, and so on.

        Args:
            name: The table's.
            filters: Which versions of reports are asked for, of all that there are.

        Raises:
            UsageError: There is no such table, or pyarrow is missing: ``pip install 'whence[tables]'``.
        """
        return table(self._store, name, filters=filters)

    def export(
        self, folder: str | os.PathLike[str], *, form: ExportForm = "jsonl", filters: Filters = _EVERYTHING
    ) -> list[Path]:
        """Write what there is to files of a folder, one for each table of ``docs/tables.md``.

        Args:
            folder: Where to; made where there is none. Files of the same names are replaced.
            form: ``jsonl``, which has the ledgers too, ``csv`` or ``parquet``.
            filters: Which versions of reports are asked for, of all that there are.

        Returns:
            The files.

        Raises:
            UsageError: The folder cannot be written, or pyarrow is missing, which writes Parquet.
            ArchiveError: The disk is full.
        """
        return export(self._store, folder, form=form, filters=filters)

    def compact(self) -> Compaction:
        """Make it as small and as quick as it can be, and seal what does not change for counting over millions.

        Raises:
            ArchiveError: Another is writing to it, or there is no room on the disk. All that it held it still holds.
            UsageError: The folder of its segments cannot be written.
        """
        return compact(self._store)

    def check(self, *, repair: bool = False) -> list[Fault]:
        """Look whether all is as it should be: the file, its indexes, what points to what, and what is sealed.

        Args:
            repair: Whether to mend what can be mended. Of a file with damaged pages, what can be read is saved in a new
                archive beside it.

        Returns:
            What is wrong; nothing if all is well.

        Raises:
            ArchiveError: It is to be mended, and cannot be written.
        """
        self._store.check_open()
        return check(self._store, repair=repair)

    def remove(self, names: Iterable[str] = (), *, filters: Filters | None = None) -> int:
        """Take reports out, with all their versions: those named by their ids, and those that filters ask for.

        Returns:
            How many.

        Raises:
            UsageError: There is no such report.
            ArchiveError: It cannot be written.
        """
        check_several("names", names)
        with self._store.writing():
            numbers = {find_report(self._store, name) for name in names}
            numbers |= set(numbers_of(self._store, filters)) if filters is not None else set()
            with self._store.batch():
                return drop(self._store, sorted(numbers))

    def reread(
        self,
        *,
        model: str = SHIPPED,
        everything: bool = False,
        reader: OpenReader | None = None,
        jobs: int | None = 1,
        on_progress: OnProgress | None = None,
    ) -> Tally:
        """Read the texts once more whose ledgers are of another model or another whence. Nothing is fetched.

        Args:
            model: Read with this one.
            everything: Whether to read all anew.
            reader: Makes what reads reports, if not that model.
            jobs: Most processes to read in; see `add`.
            on_progress: Told now and then how far it is.

        Raises:
            ArchiveError: It cannot be written; what was read before is kept.
        """
        check_least(1, jobs=jobs)
        return read_again(
            self._store,
            reader or partial(open_reader, model),
            model=None if everything else model,
            jobs=jobs,
            on_progress=on_progress,
        )
