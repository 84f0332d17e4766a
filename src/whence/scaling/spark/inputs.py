"""Finding and opening inputs on Spark: files of any form become rows, one for each report.

A file is opened as a whole by one worker, as a stream if the worker can reach its path, because few forms can be split.
Opening takes a hundredth of the time that reading takes, and after it the reports of all files are spread evenly.
"""

import pickle
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import unquote, urlsplit

from whence.archive.storage.rows import clean
from whence.errors import UsageError, WhenceError
from whence.intake.folders import OnSkipped, find_inputs, is_no_report, may_be_text, refuse
from whence.intake.formats.columns import (
    ColumnPaths,
    Row,
    check_column_paths,
    check_fields,
    find_column_paths,
    row_to_input,
)
from whence.intake.formats.form import Document
from whence.intake.forms import ENDINGS, Opened, read_document
from whence.intake.inputs import Input
from whence.intake.urls import is_address
from whence.records.report import Rejected
from whence.scaling.spark.schemas import input_schema, make_inputs

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.accumulators import Accumulator
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["Batches", "Found", "find_files", "open_files", "open_rows"]

Batches: TypeAlias = Iterator[Any]
"""Arrow record batches; pyarrow has no types."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
_TASKS_A_CORE = 4
_BATCH_ROWS, _BATCH_BYTES = 64, 8_000_000
"""An opened batch ends at either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Files to open, and what is known of them before."""

    files: "DataFrame"
    """The column ``given``: an input in bytes; or ``path`` and ``content``."""
    byte_count: int
    """Size of all files."""
    is_remote: bool = False
    """Whether Spark loads the files as a whole."""


def find_files(session: "SparkSession", names: Iterable[str], *, on_skipped: OnSkipped) -> list[Found]:
    """Find the files that may hold reports.

    Args:
        session: The session.
        names: Paths of files and folders, and addresses of any file system that the session knows, such as ``hdfs:``
            and ``s3a:``. A path without one must be the same on all machines.
        on_skipped: Called with the extension or kind of what is skipped.

    Raises:
        UsageError: A name is a web address; a remote name does not exist, or cannot be opened.
    """
    local: list[str] = []
    remote: list[str] = []
    for name in names:
        if is_address(name):
            problem = "a page on the web is not fetched from many machines"
            raise UsageError(name, problem, "Save it as a file, or add it to an archive with whence add")
        is_remote = _SCHEME.match(name) and not name.startswith("file:/")
        (remote if is_remote else local).append(_path_of(name))
    found = []
    if local:
        found.append(_find_local(session, local, on_skipped))
    if remote:
        found += _find_remote(session, remote, on_skipped)
    return found


def open_files(
    found: Iterable[Found],
    *,
    columns: Mapping[str, str] = MappingProxyType({}),
    counter: "Accumulator[int] | None" = None,
) -> "DataFrame":
    """Open files of any form: one row for each report in them, and for each input that cannot be opened.

    Args:
        found: The files.
        columns: Columns of tables given for fields.
        counter: Counts the rows.
    """
    work = partial(_open_batches, columns=dict(columns), counter=counter)
    opened = [each.files.mapInArrow(work, input_schema()) for each in found]
    first, *others = opened
    for other in others:
        first = first.unionAll(other)
    return first


def open_rows(
    table: "DataFrame",
    *,
    columns: Mapping[str, str] = MappingProxyType({}),
    name: str = "table",
    counter: "Accumulator[int] | None" = None,
) -> "DataFrame":
    """Open the rows of a DataFrame: a report in each.

    Args:
        table: Its columns are found by usual names, as those of a file.
        columns: Columns given for fields.
        name: What the table is called in the names of inputs: ``table#17``, by the column for ids if there is any, and
            else by the beginning of the SHA-256 of a row's text.
        counter: Counts the rows.

    Raises:
        UsageError: There is no such column, or the column of the text is not known.
    """
    check_fields(columns, path=name)
    shape = _outline(table.schema)
    paths = find_column_paths(shape, columns)
    check_column_paths(paths, columns, names=shape, path=name)
    wanted = table.select(*sorted({f"`{path[0]}`" for path in paths.values()}))
    return wanted.mapInArrow(partial(_open_row_batches, paths=dict(paths), name=name, counter=counter), input_schema())


def _outline(schema: Any) -> dict[str, object]:  # noqa: ANN401 -- pyspark is optional
    """List the columns and their nested columns."""
    return {
        field.name: _outline(field.dataType) if field.dataType.typeName() == "struct" else None
        for field in schema.fields
    }


def _path_of(name: str) -> str:
    return unquote(urlsplit(name).path) if name.startswith("file:/") else name


def _find_local(session: "SparkSession", names: Sequence[str], on_skipped: OnSkipped) -> Found:
    """Find files on this machine, which every worker must reach by the same path."""
    return _deal_out(session, find_inputs(names, endings=ENDINGS, on_skipped=on_skipped))


def _deal_out(session: "SparkSession", inputs: Iterable[Input | Rejected]) -> Found:
    found = sorted(((_size_of(each), pickle.dumps(each)) for each in inputs), key=lambda each: -each[0])
    # Dealt out by size, so that every task has its share of large files, and the largest come first in each.
    tasks = max(1, min(len(found), _TASKS_A_CORE * session.sparkContext.defaultParallelism))
    dealt = [(given,) for start in range(tasks) for _, given in found[start::tasks]]
    rows = session.sparkContext.parallelize(dealt, tasks)
    files = session.createDataFrame(rows, "given binary")
    return Found(files=files, byte_count=sum(size for size, _ in found))


def _size_of(given: Input | Rejected) -> int:
    if isinstance(given, Rejected):
        return 0
    if given.data is not None:
        return len(given.data)
    try:
        return Path(given.name).stat().st_size
    except OSError:
        return 0


def _find_remote(session: "SparkSession", names: Sequence[str], on_skipped: OnSkipped) -> list[Found]:
    """Find files that only Spark can open; their contents are loaded by it when a worker opens them."""
    try:
        read = session.read.format("binaryFile").option("recursiveFileLookup", "true").load(list(names))
        listed = [(row.path, row.length) for row in read.select("path", "length").collect()]
    except Exception as error:  # Spark raises errors of many kinds
        problem = f"Spark cannot open it ({str(error).splitlines()[0]})"
        fix = "Check the address, and the settings for its file system"
        raise UsageError(", ".join(names), problem, fix) from error
    wanted, refused = [], []
    for path, length in listed:
        if path not in names and (kind := _kind_of_skipped(path)):
            on_skipped(kind)
        elif path in names or may_be_text(path) or path.lower().endswith(ENDINGS):
            wanted.append((path, length))
        else:
            refused.append(refuse(path, place="a folder"))
    chosen = session.createDataFrame([(path,) for path, _ in wanted], "path string")
    files = read.join(chosen.hint("broadcast"), "path", "left_semi").select("path", "content")
    found = [Found(files=files, byte_count=sum(length for _, length in wanted), is_remote=True)]
    return [*found, _deal_out(session, refused)] if refused else found


def _kind_of_skipped(path: str) -> str:
    """Return the ending of a file that never holds a report; an empty string for any other."""
    inside = urlsplit(path).path.rpartition("/")[2]
    return ("." + inside.rpartition(".")[2]).lower() if is_no_report(inside, ()) else ""


def _open_batches(batches: Batches, *, columns: Mapping[str, str], counter: "Accumulator[int] | None") -> Batches:
    """Open the files of one task."""
    return _pack(_open_each(_named(batches), columns), counter)


def _open_row_batches(
    batches: Batches, *, paths: ColumnPaths, name: str, counter: "Accumulator[int] | None"
) -> Batches:
    """Open the rows of one task."""
    return _pack((_open_row(cells, paths, name) for batch in batches for cells in batch.to_pylist()), counter)


def _open_row(cells: Mapping[str, object], paths: ColumnPaths, name: str) -> Input | Rejected:
    found = row_to_input(Row(number=0, cells=cells, done=1.0), paths, path=name)
    if isinstance(found, Input):
        return replace(found, name=found.address or f"{name}#{(found.digest or '')[:16]}")
    return found if isinstance(found, Rejected) else _refuse_address(found, name)


def _pack(inputs: Iterable[Input | Rejected], counter: "Accumulator[int] | None") -> Batches:
    """Put inputs into batches of bounded size."""
    rows: list[tuple[str, str | None, str]] = []
    given: list[bytes] = []
    for each in inputs:
        digest = each.digest if isinstance(each, Input) else None
        name = clean(each.name if isinstance(each, Input) else each.input)
        rows.append((digest or name, digest, name))
        given.append(pickle.dumps(each))
        if counter is not None:
            counter.add(1)
        if len(rows) == _BATCH_ROWS or sum(map(len, given)) >= _BATCH_BYTES:
            yield make_inputs(rows, given)
            rows, given = [], []
    if rows:
        yield make_inputs(rows, given)


def _named(batches: Batches) -> Iterator[Input | Rejected]:
    """Take the inputs from the rows of files."""
    for batch in batches:
        if batch.num_columns == 1:
            for packed in batch.column(0):
                each: Input | Rejected = pickle.loads(packed.as_py())  # noqa: S301 -- made by this run
                yield each
            continue
        for path, content in zip(batch.column(0), batch.column(1), strict=True):
            yield Input(name=path.as_py(), data=content.as_py())


def _open_each(inputs: Iterable[Input | Rejected], columns: Mapping[str, str]) -> Iterator[Input | Rejected]:
    """Open inputs of any form, and load their bytes; of a file that breaks, the reports before the fault are kept."""
    for given in inputs:
        if isinstance(given, Rejected):
            yield given
            continue
        try:
            for each in read_document(Document(given.name, given.data, columns=columns)):
                yield each if isinstance(each, Input | Rejected) else _refuse_address(each, given.name)
        except WhenceError as error:
            yield Rejected(input=given.name, reason=error.reason, exit_code=error.exit_code)
        except Exception as error:  # noqa: BLE001 -- a bug of ours is reported and must not end the run
            problem = f"opening it failed with {type(error).__name__}: {error}"
            yield Rejected(input=given.name, reason=f"{problem}. Please report this.")


def _refuse_address(found: Opened, name: str) -> Rejected:
    """Reject what is to be fetched."""
    address = getattr(found, "url", name)
    return Rejected(input=address, reason="it stands for a page on the web. Add it to an archive with whence add.")
