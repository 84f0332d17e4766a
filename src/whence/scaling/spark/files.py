"""Folders in whichever file system Spark finds them, and how much of a table goes to a worker at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from whence.errors import UsageError

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.sql import SparkSession

__all__ = ["check_is_folder", "delete", "exists", "few_rows", "small_tasks"]

_ROWS_A_BATCH = "spark.sql.execution.arrow.maxRecordsPerBatch"
_BYTES_A_TASK = "spark.sql.files.maxPartitionBytes"


def exists(session: "SparkSession", path: str) -> bool:
    """Check whether a file or folder exists."""
    system, place = _open(session, path)
    return bool(system.exists(place))


def check_is_folder(session: "SparkSession", path: str) -> None:
    """Check that a folder is at a place, or nothing.

    Raises:
        UsageError: A file is there.
    """
    system, place = _open(session, path)
    if system.exists(place) and not system.getFileStatus(place).isDirectory():
        raise UsageError(path, "the output is a folder, and there is a file of this name", "Name another place")


def delete(session: "SparkSession", path: str) -> None:
    """Delete a folder with all that is in it; nothing if there is none."""
    system, place = _open(session, path)
    system.delete(place, True)  # noqa: FBT003 -- Java's


def _open(session: "SparkSession", path: str) -> Any:  # noqa: ANN401 -- Java's objects
    java = session.sparkContext._jvm  # noqa: SLF001 -- the way to file systems that Spark's own examples take
    place = java.org.apache.hadoop.fs.Path(path)
    return place.getFileSystem(session.sparkContext._jsc.hadoopConfiguration()), place  # noqa: SLF001


@contextmanager
def few_rows(session: "SparkSession", rows: str) -> Iterator[None]:
    """Send so many rows to a worker at once, for as long as the context lasts: some hold a whole report."""
    with _setting(session, _ROWS_A_BATCH, rows):
        yield


@contextmanager
def small_tasks(session: "SparkSession", byte_count: str) -> Iterator[None]:
    """Read at most so many bytes of files in a task, for as long as the context lasts: by default 128 MB."""
    with _setting(session, _BYTES_A_TASK, byte_count):
        yield


@contextmanager
def _setting(session: "SparkSession", name: str, value: str) -> Iterator[None]:
    before = session.conf.get(name)
    session.conf.set(name, value)
    try:
        yield
    finally:
        session.conf.set(name, before)
