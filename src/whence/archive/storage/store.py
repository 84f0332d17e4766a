"""The archive's SQLite file: connections, locks, transactions, snapshots and errors.

Many processes may read and one may write. Readers and the writer never wait for each other: the file is in WAL mode.
The writer holds a lock beside the file, so that a second import fails at once. Only a few rows at a time are written
without the lock, between two transactions of the writer: what readers say of a report must not wait for an import.

Reference:
    https://www.sqlite.org/wal.html
"""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

import apsw
from filelock import FileLock, Timeout

from whence.archive.storage.faults import EXPLAINED, NO_ARCHIVE, explained
from whence.archive.storage.migrations import APPLICATION_ID, MIGRATIONS, migrate, steps_done
from whence.archive.storage.readers import Readers
from whence.archive.storage.sql_functions import add_functions
from whence.errors import ArchiveBusyError, ArchiveError

__all__ = ["Row", "Store", "Value"]

Value: TypeAlias = str | int | float | bytes | None
Row: TypeAlias = tuple[Any, ...]
"""A row from SQLite; the types depend on the query."""

_LOCK_SECONDS = 10.0
"""Maximum time that a reader waits for a writer that is about to end, which takes milliseconds."""
_PATIENCE_MILLISECONDS = 200
"""Maximum time that the last checkpoint waits for readers. The next writer completes it; until then changes are read
from the log."""
_CACHE_KILOBYTES = 32_000
_SHARED_CACHE_KILOBYTES = 4_000
"""Cache of each thread's connection to a file that is opened to read only."""
_SMALLEST_BYTES = 512  # of an SQLite database


class Store:
    """An archive's file.

    Args:
        path: Path of the file.
        create: Whether to create the file if it does not exist.
        read_only: Whether to refuse whatever writes. Then any number of threads may read at once, each through a
            connection of its own.

    Raises:
        ArchiveError: The file does not exist, is not an archive, has a newer schema, or cannot be opened; or it is
            opened to read only and has an older schema.
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = False, read_only: bool = False) -> None:
        self.path = Path(path)
        self._is_read_only = read_only
        self._readers = Readers(self._open_reader, per_thread=read_only)
        self._lock = FileLock(f"{self.path}-lock", timeout=0)
        self._writer: apsw.Connection | None = None
        self._is_closed = False
        self._report_damage: apsw.Error | None = None
        """Raised by every query, except during `salvaging`."""
        with self.explaining_errors():
            if self._must_create(create=create):
                with self.writing():
                    pass
            try:
                self._check_kind(self._readers.get())
                if steps_done(self._readers.get()) < len(MIGRATIONS):
                    self._migrate()
            except BaseException:
                self._readers.close()
                raise

    def close(self) -> None:
        """Close the file."""
        self._is_closed = True
        self._readers.close()

    def check_open(self) -> None:
        """Check that the file is not at closed.

        Raises:
            ValueError: It is closed.
        """
        if self._is_closed:
            message = "the archive is closed"
            raise ValueError(message)

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Run a query, and get all rows at once."""
        # Without the context manager, which takes as long as a look-up.
        try:
            return self._run_query(sql, values).fetchall()
        except EXPLAINED as error:
            raise self._explained(error) from error

    def each(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        """Run a query, and iterate over its rows, all from the snapshot at the start."""
        with self.explaining_errors():
            yield from self._run_query(sql, values)

    def one(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """Run a query, and get its first row; None if there is none."""
        return next(iter(self.rows(sql, values)), None)

    def data_version(self) -> int:
        """Get SQLite's counter of the commits that other connections made."""
        return int(self.rows("PRAGMA data_version")[0][0])

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run a statement that writes, and get the id of the last inserted row. Call only within `writing`."""
        with self.explaining_errors():
            self._written.execute(sql, values)
            return self._written.last_insert_rowid()

    def run_many(self, sql: str, values: Iterable[Sequence[Value]]) -> None:
        """Run a statement that writes, once for each sequence of values. Call only within `writing`."""
        with self.explaining_errors():
            self._written.executemany(sql, values)

    @property
    def is_damaged(self) -> bool:
        """True if pages of the file are damaged, so that it can be read only within `salvaging`."""
        return self._report_damage is not None

    @contextmanager
    def salvaging(self) -> Iterator[None]:
        """Allow reading the readable rows of a damaged file, for as long as the context lasts."""
        damage, self._report_damage = self._report_damage, None
        try:
            yield
        finally:
            self._report_damage = damage

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read from a snapshot for as long as the context lasts, whatever another process writes."""
        connection = self._connection
        if connection.in_transaction:
            yield
            return
        with self.explaining_errors():
            connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the write lock for as long as the context lasts.

        Raises:
            ArchiveError: Another process holds the lock, or the file is read-only.
            ValueError: The file is closed.
        """
        self._check_writable()
        if self._writer is not None:
            yield
            return
        with self._locked():
            with self.explaining_errors():
                self._writer = self._open_writer()
            try:
                yield
            finally:
                writer, self._writer = self._writer, None
                with self.explaining_errors():
                    _shut(writer)

    def enlarge_cache(self, megabytes: int) -> None:
        """Let the writer keep so many pages in memory, until `writing` ends. Call only within it."""
        with self.explaining_errors():
            self._written.execute(f"PRAGMA cache_size = -{1000 * megabytes}")

    @contextmanager
    def without_triggers(self) -> Iterator[None]:
        """Run no triggers for as long as the context lasts. Call only within `writing`, and do what they would."""
        configure = self._written.config
        try:
            configure(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
            yield
        finally:
            configure(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 1)

    @contextmanager
    def writing_briefly(self) -> Iterator[None]:
        """Run one transaction of a few rows, even while another process holds the write lock.

        Raises:
            ArchiveError: Another process wrote for ten seconds, or the file is read-only.
            ValueError: The file is closed.
        """
        self._check_writable()
        if self._writer is not None:
            with self.transaction():
                yield
            return
        with self.explaining_errors():
            self._writer = self._open_writer()
        try:
            with self.transaction():
                yield
        finally:
            writer, self._writer = self._writer, None
            with self.explaining_errors():
                _shut(writer, mode=apsw.SQLITE_CHECKPOINT_PASSIVE)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run a transaction: either everything in the context is written, or nothing. Call only within `writing`."""
        with self.explaining_errors():
            self._written.execute("BEGIN IMMEDIATE")
        try:
            yield
            with self.explaining_errors():
                self._written.execute("COMMIT")
        except BaseException:
            if self._written.in_transaction:  # a full disk has already rolled it back
                self._written.execute("ROLLBACK")
            raise

    @contextmanager
    def explaining_errors(self) -> Iterator[None]:
        """Convert errors of SQLite and the system to an `ArchiveError` of one sentence."""
        try:
            yield
        except EXPLAINED as error:
            raise self._explained(error) from error

    def _explained(self, error: BaseException) -> ArchiveError:
        if isinstance(error, apsw.Error):
            self.check_open()
        return explained(self.path, error)

    def _run_query(self, sql: str, values: Sequence[Value]) -> apsw.Cursor:
        if self._report_damage:
            raise self._report_damage
        # Query values may hold unpaired surrogates; stored texts never do.
        bound = [_whole(value) if isinstance(value, str) else value for value in values]
        return self._connection.execute(sql, bound)

    def _check_writable(self) -> None:
        self.check_open()
        if self._is_read_only:
            raise ArchiveError(str(self.path), "it was opened to read only", "Open it without read_only")

    @property
    def _connection(self) -> apsw.Connection:
        """The connection for queries: the writer's own, if there is one, so that it sees its changes."""
        self.check_open()
        return self._writer or self._readers.get()

    @property
    def _written(self) -> apsw.Connection:
        if self._writer is None:
            message = "the archive is written to outside of writing()"
            raise RuntimeError(message)
        return self._writer

    def _must_create(self, *, create: bool) -> bool:
        """Check whether the archive is to be created; an empty file counts as none.

        Raises:
            ArchiveError: There is no archive, and none is to be created.
        """
        if "\0" in str(self.path):
            raise ArchiveError(str(self.path), "a path cannot contain a NUL character", "Check the path")
        try:
            found = self.path.stat()
        except FileNotFoundError:
            if create and self.path.parent.is_dir():
                return True
            if create:
                problem = f"the folder {self.path.parent} does not exist"
                raise ArchiveError(str(self.path), problem, "Create it, or name another") from None
            raise ArchiveError(str(self.path), "there is no such archive", "Create one with whence add") from None
        if stat.S_ISDIR(found.st_mode):
            raise ArchiveError(str(self.path), "it is a folder", "Name a file")
        if not stat.S_ISREG(found.st_mode):
            raise ArchiveError(
                str(self.path), "it is not a regular file", "Name an archive, or a file that does not exist yet"
            )
        if found.st_size == 0 and not create:
            raise ArchiveError(str(self.path), "it is empty, not an archive", "Add reports to it with whence add")
        if 0 < found.st_size < _SMALLEST_BYTES:
            raise ArchiveError(str(self.path), *NO_ARCHIVE)
        return found.st_size == 0

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self.explaining_errors():
            try:
                self._lock.acquire()
            except Timeout as error:
                fix = "Wait until it ends; the archive can be read meanwhile"
                raise ArchiveBusyError(str(self.path), "another whence process is writing to it", fix) from error
        try:
            yield
        finally:
            self._lock.release()

    def _open_reader(self) -> apsw.Connection:
        flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
        where = f"file:{quote(str(self.path.resolve()))}"
        connection = apsw.Connection(f"{where}?mode=ro", flags=flags)
        try:
            _prepare(connection)
            if self._is_read_only:
                connection.execute(f"PRAGMA cache_size = -{_SHARED_CACHE_KILOBYTES}")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        except (apsw.CantOpenError, apsw.ReadOnlyError) as error:
            # If the file and its folder are read-only, the file cannot change either.
            connection.close()
            if self._has_log():
                problem = "the last process that wrote to it was interrupted, and its folder is not writable"
                fix = "Make the folder writable, or work on a copy of the file and of its -wal file"
                raise ArchiveError(str(self.path), problem, fix) from error
            connection = apsw.Connection(f"{where}?mode=ro&immutable=1", flags=flags)
            _prepare(connection)
        except apsw.CorruptError as error:
            # SQLite reports a truncated file only in this mode.
            connection.execute("PRAGMA writable_schema = ON")
            _prepare(connection)
            self._report_damage = error
        return connection

    def _has_log(self) -> bool:
        """Check whether the log holds changes that are not in the file itself yet."""
        log = Path(f"{self.path}-wal")
        return log.exists() and log.stat().st_size > 0

    def _open_writer(self) -> apsw.Connection:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        connection = apsw.Connection(str(self.path), flags=flags)
        try:
            _prepare(connection)
            connection.execute("PRAGMA foreign_keys = ON")
            self._check_kind(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            migrate(connection, self.path, MIGRATIONS)
        except BaseException:
            connection.close()
            raise
        return connection

    def _check_kind(self, connection: apsw.Connection) -> None:
        """Check that the file is an archive, or empty, and not made by a newer version of whence."""
        kind = connection.pragma("application_id")
        if kind != APPLICATION_ID and connection.execute("SELECT count(*) FROM sqlite_schema").get:
            raise ArchiveError(str(self.path), "it is a database of another program", "Name an archive")
        if (version := steps_done(connection)) > len(MIGRATIONS):
            problem = f"a newer version of whence made it (schema {version}; this version knows {len(MIGRATIONS)})"
            raise ArchiveError(str(self.path), problem, "Install the newer version")

    def _migrate(self) -> None:
        """Migrate the archive; if it is too damaged for that, it can still be salvaged."""
        if self._is_read_only:
            problem = "an older version of whence made it"
            raise ArchiveError(
                str(self.path), problem, f"Run this once to bring it up to date: whence reports {self.path}"
            )
        try:
            with self.writing():
                pass
        except ArchiveError as error:
            if isinstance(error.__cause__, OSError | apsw.ReadOnlyError | apsw.CantOpenError):
                problem = "an older version of whence made it, and there is no permission to bring it up to date"
                raise ArchiveError(str(self.path), problem, "Change its permissions, or work on a copy") from error
            if not isinstance(error.__cause__, apsw.CorruptError):
                raise
            self._report_damage = error.__cause__


def _whole(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _prepare(connection: apsw.Connection) -> None:
    connection.set_busy_timeout(round(1000 * _LOCK_SECONDS))
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
    add_functions(connection)


def _shut(writer: apsw.Connection, *, mode: int = apsw.SQLITE_CHECKPOINT_TRUNCATE) -> None:
    """Checkpoint: move the log into the file itself, as far as readers allow; passively, without waiting for them."""
    writer.set_busy_timeout(_PATIENCE_MILLISECONDS)
    try:
        writer.wal_checkpoint(mode=mode)
    except (apsw.BusyError, apsw.LockedError):
        pass  # a reader still uses the log; the next writer will do it
    finally:
        writer.close()
