"""Measure what is left of a linking that is killed repeatedly, and whether the order of adding makes a difference.

Invented reports (`bench.planted_archive`) are added to an archive and linked, while another process queries it. Then
they are added in other orders, linked after each report, after every so many, and all at once, and ``kill -9`` ends
that ten times, spread evenly over the reports. After each kill the process starts again. In the end the tables of links
must have the same rows as those of the linking that was left alone. So must those of the first archive after a tenth of
its reports was removed, linked, added and linked again.

- linkings_equal: linkings that ended in the same rows; first_differences: of the first that did not.
- faults: what SQLite and ``whence check`` find in the end.
- questions, failed, longest: queries while the first linking ran, failed ones, and the longest wait in milliseconds.
"""

import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from random import Random
from subprocess import DEVNULL, CalledProcessError, Popen, TimeoutExpired

import apsw

from bench.archives import Order, make_parser, workplace
from bench.killing import Dump, compare, find_faults, moments
from bench.options import print_figures
from bench.planted_archive import plant_archive, store_ledgers
from bench.recombining import seeded
from bench.waiting import Waits, ask_on
from whence import Archive
from whence.archive.linking.link import link
from whence.archive.storage.link_tables import MADE_TABLES
from whence.archive.storage.store import Store
from whence.records.form.json_lines import json_line
from whence.records.form.ledger_form import ledger_from_form
from whence.records.ledger import Ledger

__all__ = ["add_in_portions", "links_of"]

_REPORTS, _KILLS = 400, 10
_PORTIONS = (1, 30, 150, 1_000_000)
"""Reports that are added before each linking."""
_LONGEST_WAIT_SECONDS, _LOOK_SECONDS = 0.5, 0.02
_REMOVED = 10
"""Every so many reports one is removed from the first archive, and added again."""


def main() -> None:
    """Measure, and print the figures."""
    parser = make_parser(__doc__, reports=_REPORTS)
    parser.add_argument("--kills", type=int, default=_KILLS, help=f"how many for each linking ({_KILLS})")
    parser.add_argument("--portions", type=int, nargs="+", default=_PORTIONS, help="reports added before each linking")
    parser.add_argument("--add", nargs=3, metavar=("ARCHIVE", "LEDGERS", "PORTION"), help="only add and link these")
    options = parser.parse_args()
    if options.add:
        archive, ledgers, portion = options.add
        add_in_portions(Path(archive), Path(ledgers), portion=int(portion))
        return
    order = Order.of(options)
    with workplace(order) as folder:
        planted = plant_archive(order.shared, count=order.reports, seed=order.seed)
        lines = [json_line(ledger) for ledger in planted.ledgers()]
        figures = _measure(lines, folder, portions=options.portions, kills=options.kills, random=seeded(order.seed))
    print_figures("linking_killed", figures)


def add_in_portions(archive: Path, ledgers: Path, *, portion: int) -> None:
    """Add the reports of a file to an archive in their order, and link them after every so many.

    Args:
        archive: Path of the archive, created if missing.
        ledgers: Path of a file of ledgers, one JSON form a line.
        portion: Number of reports to add before each linking.
    """
    with closing(Store(archive, create=True)) as store, ledgers.open("rb") as file:
        while lines := list(islice(file, portion)):
            store_ledgers(store, map(_ledger_of, lines))
            link(store)


def links_of(path: Path) -> Dump:
    """List the rows of all tables of links, without the numbers of versions, which follow the order of adding."""
    with closing(apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)) as connection:
        held = {}
        for table in MADE_TABLES:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "version"]
            rows = connection.execute(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608 -- names from whence
            held[table] = Counter(map(repr, rows))
    return held


def _measure(
    lines: Sequence[bytes], folder: Path, *, portions: Sequence[int], kills: int, random: Random
) -> dict[str, object]:
    spared = folder / "spared.whence"
    begun = time.perf_counter()
    waits = _link_spared(spared, lines)
    seconds = time.perf_counter() - begun
    wanted = links_of(spared)
    differences: list[str] = []
    faults = _faults_of(spared)
    killed: list[int] = []
    equal = 0
    for turn, portion in enumerate(portions, 1):
        ledgers, archive = folder / f"{turn}.jsonl", folder / f"killed-{turn}.whence"
        ledgers.write_bytes(b"".join(random.sample(lines, len(lines))))
        at = moments(kills=kills, turn=turn)
        killed.append(_link_killed(archive, ledgers, portion=portion, at=at, random=random))
        different = compare(wanted, links_of(archive))
        equal += not different
        differences = differences or different
        faults += _faults_of(archive)
    different = _add_again(spared, lines, wanted)
    return {
        "reports": len(lines),
        "rows": {table: rows.total() for table, rows in wanted.items()},
        "seconds": round(seconds, 1),
        "linkings": len(portions),
        "kills": killed,
        "linkings_equal": equal,
        "equal_after_removal": not different,
        "first_differences": differences or different,
        "faults": faults,
        "questions": len(waits.all),
        "failed": waits.errors.total(),
        "errors": dict(waits.errors),
        "longest": round(max(waits.all), 1),
    }


def _link_spared(archive: Path, lines: Sequence[bytes]) -> Waits:
    """Link reports in one go, and query the archive meanwhile."""
    ledgers = archive.with_suffix(".jsonl")
    ledgers.write_bytes(b"".join(lines))
    with closing(Store(archive, create=True)) as store:
        store_ledgers(store, map(_ledger_of, lines))
    with _start(archive, ledgers, portion=len(lines)) as process:
        waits = ask_on(archive, while_=lambda: process.poll() is None)
    _finish(process)
    return waits


def _link_killed(archive: Path, ledgers: Path, *, portion: int, at: Sequence[float], random: Random) -> int:
    """Add and link reports, killed when these shares of them are linked and a little later, and count the kills."""
    count, kills = ledgers.read_bytes().count(b"\n"), 0
    for share in at:
        process = _start(archive, ledgers, portion=portion)
        while process.poll() is None and _count_linked(archive) < share * count:
            time.sleep(_LOOK_SECONDS)
        try:
            process.wait(timeout=random.uniform(0, _LONGEST_WAIT_SECONDS))
        except TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            kills += 1
    _finish(_start(archive, ledgers, portion=portion))
    return kills


def _add_again(archive: Path, lines: Sequence[bytes], wanted: Dump) -> list[str]:
    """Remove some reports, link, add them again, link, and describe how the links differ from those before."""
    with closing(Store(archive)) as store, Archive(archive) as opened:
        names = [_ledger_of(line).report.id for line in lines[::_REMOVED]]
        opened.remove(names)
        link(store)
        store_ledgers(store, map(_ledger_of, lines))
        link(store)
    return compare(wanted, links_of(archive))


def _ledger_of(line: bytes) -> Ledger:
    return ledger_from_form(json.loads(line))


def _start(archive: Path, ledgers: Path, *, portion: int) -> Popen[bytes]:
    command = [sys.executable, "-m", "bench.linking_killed", "--add", str(archive), str(ledgers), str(portion)]
    return Popen(command, stdout=DEVNULL, start_new_session=True)  # noqa: S603 -- runs this bench


def _finish(process: Popen[bytes]) -> None:
    if process.wait():
        raise CalledProcessError(process.returncode, "linking")


def _count_linked(archive: Path) -> int:
    """Count the linked reports of an archive, which another process may be creating."""
    try:
        with closing(apsw.Connection(str(archive), flags=apsw.SQLITE_OPEN_READONLY)) as connection:
            count: int = connection.execute("SELECT count(*) FROM linked").get
            return count
    except apsw.Error:
        return 0


def _faults_of(archive: Path) -> list[str]:
    with Archive(archive) as opened:
        return [*find_faults(archive), *(fault.problem for fault in opened.check(links=True))]


if __name__ == "__main__":
    main()
