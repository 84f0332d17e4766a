"""Measure what is left of an import that is killed repeatedly, and then finished.

``kill -9`` ends the whole process group, the writer and the readers. An import is killed four times and then finished,
and so on with the next one. The kills are spread evenly over the import, by the share of versions stored, and come soon
after that share is reached. After each kill the archive is checked for faults. At the end its content is compared,
table by table and word by word of the index, with that of an import that was never killed; only times may differ. Some
reports occur twice, some occur again with changes, and some rows hold none.

The composing reader is used; with ``--whole``, the model.
"""

import json
import os
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from subprocess import DEVNULL, Popen, TimeoutExpired

import apsw

from bench.archives import Order, make_parser, paragraphs_for, reports_of, start_adding, workplace
from bench.options import print_figures
from bench.recombining import seeded, write_reports

__all__ = ["Dump", "compare", "dump", "find_faults", "moments", "with_surprises"]

_REPORTS, _REPORTS_WHOLE = 600, 60
_KILLS = 20
_AGAIN, _CHANGED, _BROKEN = 15, 20, 25
"""Every so many reports one is repeated, one is repeated with a change, one row is broken."""
_LATER = 7
_KILLS_AN_IMPORT = 4
_LONGEST_WAIT_SECONDS, _LOOK_SECONDS = 1.5, 0.02
"""Results are written about once a second; a kill comes at any time between."""
_GOLDEN = 0.618
_TIMES = frozenset({"added", "fetched", "at", "asked", "due", "visited", "fields", "checksum"})
_SHOWN_CHARACTERS = 100

Dump = Mapping[str, Counter[str]]
"""Content of an archive: by table, its rows as text, and how often each occurs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """Inputs and options of an import."""

    stream: Path
    model: str | Path
    is_composed: bool

    def start(self, archive: Path) -> Popen[bytes]:
        """Start the import; unreadable rows are not reported."""
        return start_adding(archive, [self.stream], model=self.model, is_composed=self.is_composed, errors=DEVNULL)


def main() -> None:
    """Measure, and print the figures."""
    parser = make_parser(__doc__, reports=0)
    parser.add_argument("--whole", action="store_true", help="read with the model")
    parser.add_argument("--kills", type=int, default=_KILLS, help=f"how many ({_KILLS})")
    parser.add_argument("--without-changed", action="store_true", help="add no report that comes again changed")
    asked = parser.parse_args()
    order = Order.of(asked)
    order = replace(order, reports=order.reports or (_REPORTS_WHOLE if asked.whole else _REPORTS))
    with workplace(order) as folder:
        stream = folder / "killing.jsonl"
        write_reports(reports_of(order), stream)
        lines = stream.read_text("utf-8").splitlines(keepends=True)
        stream.write_text("".join(with_surprises(lines, has_changed=not asked.without_changed)), "utf-8")
        model = order.model if asked.whole else paragraphs_for(order, folder)
        task = _Task(stream=stream, model=model, is_composed=not asked.whole)
        print_figures("killing", _measure(task, folder, kills=asked.kills, random=seeded(order.seed)))


def _measure(task: _Task, folder: Path, *, kills: int, random: Random) -> dict[str, object]:
    spared, archive = folder / "spared.whence", folder / "killed.whence"
    _remove(spared)
    begun = time.perf_counter()
    _add(spared, task)
    seconds = time.perf_counter() - begun
    wanted = dump(spared)
    versions = wanted["versions"].total()
    left: list[int] = []
    differences: list[str] = []
    faults: list[str] = []
    imports = equal = 0
    while len(left) < kills:
        imports += 1
        before = len(left)
        _remove(archive)
        for share in moments(kills=_KILLS_AN_IMPORT, turn=imports):
            after = random.uniform(0, _LONGEST_WAIT_SECONDS)
            if len(left) < kills and _kill(archive, task, at=share * versions, after=after):
                count, found = _look(archive)
                left.append(count)
                faults += found
        _add(archive, task)
        different = compare(wanted, dump(archive))
        equal += 0 if different else len(left) - before
        differences = differences or different
        faults += find_faults(archive)
    return {
        "rows": sum(rows.total() for rows in wanted.values()),
        "reports": wanted["reports"].total(),
        "versions": versions,
        "rejected": wanted["rejected"].total(),
        "seconds": round(seconds, 1),
        "imports": imports,
        "kills": len(left),
        "kills_with_nothing_added": left.count(0),
        "kills_by_quarter": [
            sum(1 for count in left if count and min(3, 4 * count // versions) == quarter) for quarter in range(4)
        ],
        "kills_whose_archive_is_equal_in_the_end": equal,
        "first_differences": differences,
        "faults": faults,
    }


def moments(*, kills: int, turn: int) -> list[float]:
    """Spread the kills of an import evenly over it, as shares of its reports; further turns fall between earlier ones.

    >>> moments(kills=4, turn=1), moments(kills=4, turn=2)
    ([0.0, 0.25, 0.5, 0.75], [0.155, 0.405, 0.655, 0.905])
    """
    offset = (turn - 1) * _GOLDEN % 1
    return [round((number + offset) / kills, 3) for number in range(kills)]


def with_surprises(lines: Sequence[str], *, has_changed: bool = True) -> Iterator[str]:
    """Add repeated reports, changed reports and rows without a report to rows of reports."""
    for number, line in enumerate(lines, 1):
        yield line
        earlier = lines[max(0, number - _LATER)]
        if number % _AGAIN == 0:
            yield earlier
        if number % _CHANGED == 0 and has_changed:
            row = json.loads(earlier)
            paragraphs = row["text"].split("\n\n")
            yield json.dumps({**row, "text": "\n\n".join(paragraphs[1:] or paragraphs * 2)}, ensure_ascii=False) + "\n"
        if number % _BROKEN == 0:
            yield line[: len(line) // 2] + "\n"


def dump(path: Path) -> Dump:
    """List the content of an archive except times, with every position of every word of its index.

    The number that grows with every change of links is left out, as it depends on the way there.
    """
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    held: dict[str, Counter[str]] = {}
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'words*' AND name NOT GLOB 'sqlite_*'"
        " AND name <> 'link_revision'"
    )
    for table in [str(row[0]) for row in tables]:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] not in _TIMES]
        rows = connection.execute(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608 -- names from this file
        held[table] = Counter(map(repr, rows))
    connection.execute("CREATE VIRTUAL TABLE temp.places USING fts5vocab(main, words, instance)")
    held["words"] = Counter(map(repr, connection.execute("SELECT term, doc, col, offset FROM temp.places")))
    connection.close()
    return held


def compare(wanted: Dump, held: Dump) -> list[str]:
    """Describe, by table, how two contents differ."""
    told: list[str] = []
    for table in sorted(wanted.keys() | held.keys()):
        before, after = wanted.get(table, Counter()), held.get(table, Counter())
        missing, needless = before - after, after - before
        if missing or needless:
            shown = min({*missing, *needless})[:_SHOWN_CHARACTERS]
            told.append(f"{table}: {missing.total()} rows missing, {needless.total()} needless, such as {shown}")
    return told


def find_faults(path: Path) -> list[str]:
    """Run SQLite's integrity check on an archive, if it exists."""
    if not path.exists():
        return []
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    faults = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    faults += [f"{row[0]} {row[1]} points at nothing" for row in connection.execute("PRAGMA foreign_key_check")]
    connection.close()
    return faults


def _kill(archive: Path, task: _Task, *, at: float, after: float) -> bool:
    """Start an import, and kill it some seconds after it has stored so many versions, unless it ends first."""
    process = task.start(archive)
    while process.poll() is None and _count_versions(archive) < at:
        time.sleep(_LOOK_SECONDS)
    try:
        process.wait(timeout=after)
    except TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def _count_versions(archive: Path) -> int:
    """Count the versions in an archive, which another process may be creating."""
    try:
        with closing(apsw.Connection(str(archive), flags=apsw.SQLITE_OPEN_READONLY)) as connection:
            count: int = connection.execute("SELECT count(*) FROM versions").get
            return count
    except apsw.Error:
        return 0


def _look(archive: Path) -> tuple[int, list[str]]:
    """Count the versions that a killed import left, and check for faults, in a copy, to leave the file unrepaired."""
    copy = archive.with_name("copy.whence")
    _remove(copy)
    for ending in ("", "-wal"):
        left = archive.with_name(f"{archive.name}{ending}")
        if left.exists():
            shutil.copyfile(left, f"{copy}{ending}")
    faults = find_faults(copy)
    if not copy.exists():
        return 0, faults
    connection = apsw.Connection(str(copy))
    has_tables = connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'versions'").get
    count: int = connection.execute("SELECT count(*) FROM versions").get if has_tables else 0
    connection.close()
    return count, faults


def _add(archive: Path, task: _Task) -> None:
    """Run an import to its end. Some of its rows cannot be read, as its exit status says."""
    process = task.start(archive)
    if process.wait() not in {0, 1}:
        message = f"whence add ended with exit status {process.returncode}"
        raise RuntimeError(message)


def _remove(archive: Path) -> None:
    """Delete an archive, and the files beside it."""
    for old in archive.parent.glob(f"{archive.name}*"):
        old.unlink()


if __name__ == "__main__":
    main()
