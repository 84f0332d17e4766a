"""Link an archive of invented reports (`bench.planted_archive`), and count what of the planted is found.

For each number of reports, in a process of its own, with ledgers given and no model:

- wall_seconds, cpu_seconds, peak_megabytes of linking the whole, those of the process that reads ahead included; CPU
  seconds of each step; megabytes of the file before and after.
- adding: milliseconds to link one report more, 200 times: median, 95th percentile and longest, on the clock and of CPU
  time, in all and in each step.
- passages, quotations: recall by the share of words changed, precision; wires: shares of wire copy whose agency is
  named.
- claims: recall of the pairs of mentions of one claim, by the number of parts told in other words; unplanted: the share
  of the pairs brought together that were not planted (those of a copied passage or quotation are).
- disagreements: recall by what is told differently, precision; rivals_joined: rivals taken for the same.
- origins: claims in two reports and more of which the number of origins, and the sources, are exactly the planted ones.
- stories: BCubed F1.

growth: exponents by which wall and CPU time grow between the last two numbers of reports.
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict

from bench.archives import percentile
from bench.linking_figures import measure_links
from bench.options import print_figures
from bench.planted_archive import PlantedArchive, plant_archive, store_ledgers
from bench.recombining import seeded
from whence.archive.linking import link as linking
from whence.archive.storage.rows import ledger_of
from whence.archive.storage.store import Store
from whence.records.ledger import Ledger

__all__ = ["link_whole"]

_SIZES = [25_000, 100_000]
_LATE = 200
_STEPS = (
    "update_stories", "WordsOfBatch", "update_passages", "update_quotations", "update_claims", "update_people",
    "settle_people",
)  # fmt: skip
_MEGABYTE = 1e6


class Seconds(TypedDict):
    """What linking took."""

    wall_seconds: float
    cpu_seconds: float
    peak_megabytes: float
    steps: dict[str, float]


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--reports", type=int, nargs="+", default=_SIZES, help="numbers of reports")
    parser.add_argument("--late", type=int, default=_LATE, help="reports that are added one at a time afterwards")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other reports")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="work here, and use what is there already")
    parser.add_argument("--link", type=Path, nargs=2, metavar=("ARCHIVE", "LATE"), help="only link these two")
    options = parser.parse_args()
    if options.link:
        print(json.dumps(link_whole(*options.link)))
        return
    runs = []
    for count in options.reports:
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            runs.append(_measure(options, count, options.keep))
        else:
            with TemporaryDirectory() as folder:
                runs.append(_measure(options, count, Path(folder)))
    if len(runs) > 1:
        (few, one), (many, other) = runs[-2:]
        ratios = {key: other[key] / one[key] for key in ("wall_seconds", "cpu_seconds")}
        growth = {key: round(log(ratio) / log(many / few), 3) for key, ratio in ratios.items()}
        print_figures("linking", {"reports": many, "growth": growth})


def link_whole(archive: Path, late: Path) -> dict[str, object]:
    """Link an archive, then add the reports of another one, one at a time.

    Args:
        archive: Path of the archive.
        late: Path of an archive with further reports.
    """
    steps = _time_steps()
    with closing(Store(archive)) as store, closing(Store(late)) as more:
        begun, cpu = time.perf_counter(), _cpu_seconds()
        linking.link(store, jobs=None)
        used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        whole = Seconds(
            wall_seconds=round(time.perf_counter() - begun, 2),
            cpu_seconds=round(_cpu_seconds() - cpu, 2),
            peak_megabytes=round(sum(used) * 1024 / _MEGABYTE),
            steps={step: round(seconds, 2) for step, seconds in steps.items()},
        )
        taken: dict[str, list[float]] = defaultdict(list)
        for (version,) in more.rows("SELECT id FROM versions ORDER BY id"):
            store_ledgers(store, [ledger_of(more, version)])
            before = dict(steps)
            begun, cpu = time.perf_counter(), time.process_time()
            linking.link(store)
            taken["wall"].append(1000 * (time.perf_counter() - begun))
            taken["all"].append(1000 * (time.process_time() - cpu))
            for step in steps:
                taken[step].append(1000 * (steps[step] - before[step]))
    return {**whole, "adding": {step: _spread(times) for step, times in taken.items()}}


def _cpu_seconds() -> float:
    """Sum the CPU time of this process and of those that it started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _time_steps() -> dict[str, float]:
    """Sum the CPU seconds that each step takes from now on."""
    seconds = dict.fromkeys(_STEPS, 0.0)

    def timed(step: str, function: Callable[..., object]) -> Callable[..., object]:
        def run(*values: object, **named: object) -> object:
            begun = time.process_time()
            found = function(*values, **named)
            found = iter(list(found)) if isinstance(found, Iterator) else found
            seconds[step] += time.process_time() - begun
            return found

        return run

    for step in _STEPS:
        setattr(linking, step, timed(step, getattr(linking, step)))
    return seconds


def _spread(milliseconds: Sequence[float]) -> dict[str, float]:
    return {
        "median": round(percentile(milliseconds, 0.5), 1),
        "percentile_95": round(percentile(milliseconds, 0.95), 1),
        "longest": round(max(milliseconds), 1),
    }


def _measure(options: argparse.Namespace, count: int, folder: Path) -> tuple[int, Seconds]:
    """Plant, link and measure; print the figures."""
    planted = plant_archive(options.shared, count=count + options.late, seed=options.seed)
    fresh, late = folder / f"{count}.whence", folder / f"{count}-late.whence"
    _store(planted, fresh, late, set(seeded(options.seed).sample(range(count + options.late), options.late)))
    archive = folder / f"{count}-linked.whence"
    shutil.copyfile(fresh, archive)
    command = [sys.executable, "-m", "bench.linking", "--link", str(archive), str(late)]
    taken = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)  # noqa: S603 -- ours
    with closing(Store(archive)) as store:
        links = measure_links(store, planted)
    megabytes = [round(path.stat().st_size / _MEGABYTE, 1) for path in (fresh, archive)]
    print_figures("linking", {"reports": count, **taken, "megabytes": megabytes, **links})
    return count, taken


def _hold_back(planted: PlantedArchive, chosen: set[int], held: list[Ledger]) -> Iterator[Ledger]:
    """Write the ledgers, and put those chosen aside."""
    for number, ledger in enumerate(planted.ledgers()):
        if number in chosen:
            held.append(ledger)
        else:
            yield ledger


def _store(planted: PlantedArchive, fresh: Path, late: Path, chosen: set[int]) -> None:
    """Write the ledgers, and store them unless the archives are there already: those chosen for later by themselves."""
    is_there = fresh.exists() and late.exists()
    held: list[Ledger] = []
    ledgers = _hold_back(planted, chosen, held)
    if is_there:
        deque(ledgers, maxlen=0)
        return
    with closing(Store(fresh, create=True)) as store:
        store_ledgers(store, ledgers)
    with closing(Store(late, create=True)) as store:
        store_ledgers(store, held)


if __name__ == "__main__":
    main()
