"""Measure how long readers of an archive wait while an import writes to it.

An archive of some reports is queried repeatedly, first alone, then while as many reports again are added. Now and then
it is opened anew, as every command does. Queries go round: searches, lists, counts, a ledger.

- errors: failed queries, by error; there must be none.
- longest: the longest wait in milliseconds, by kind of query, and beside it the longest before the import.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count, takewhile
from pathlib import Path
from statistics import median
from subprocess import CalledProcessError, Popen

from bench.archives import Order, make_parser, paragraphs_for, percentile, reports_of, start_adding, workplace
from bench.options import print_figures
from bench.recombining import write_reports
from whence import Archive
from whence.records.answers import Filters

__all__ = ["Waits", "ask_on"]

_REPORTS = 2000
_ALONE = 200
_FEW = 20
_ROUNDS_OPEN = 10
"""The archive is opened anew after this many rounds of all queries."""
_ENOUGH_MILLISECONDS = 500.0


@dataclass(slots=True, kw_only=True)
class Waits:
    """Query times, and errors."""

    milliseconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """By kind of query."""
    errors: Counter[str] = field(default_factory=Counter)

    @property
    def all(self) -> list[float]:
        """All query times."""
        return [taken for each in self.milliseconds.values() for taken in each]

    def time(self, name: str, ask: Callable[[], object]) -> None:
        """Run one query."""
        begun = time.perf_counter()
        try:
            ask()
        except Exception as error:  # noqa: BLE001 -- any exception is what this looks for
            self.errors[f"{type(error).__name__}: {error}"] += 1
        self.milliseconds[name].append(1000 * (time.perf_counter() - begun))


def main() -> None:
    """Measure, and print the figures."""
    order = Order.of(make_parser(__doc__, reports=_REPORTS).parse_args())
    with workplace(order) as folder:
        paragraphs = paragraphs_for(order, folder)
        archive = folder / "waiting.whence"
        for old in folder.glob(f"{archive.name}*"):
            old.unlink()
        streams = [folder / "before.jsonl", folder / "meanwhile.jsonl"]
        for number, stream in enumerate(streams):
            write_reports(reports_of(order, seed=order.seed + number), stream)
        _finish(start_adding(archive, streams[:1], model=paragraphs, is_composed=True))
        turns = count()
        alone = ask_on(archive, while_=lambda: next(turns) < _ALONE)
        begun = time.perf_counter()
        with start_adding(archive, streams[1:], model=paragraphs, is_composed=True) as process:
            waits = ask_on(archive, while_=lambda: process.poll() is None)
        _finish(process)
        seconds = time.perf_counter() - begun
    print_figures(
        "waiting",
        {
            "reports": order.reports,
            "import_seconds": round(seconds, 1),
            "questions": len(waits.all),
            "failed": waits.errors.total(),
            "errors": dict(waits.errors),
            "median": round(median(waits.all), 1),
            "percentile_99": round(percentile(waits.all, 0.99), 1),
            "longest": round(max(waits.all), 1),
            "over_500": sum(1 for taken in waits.all if taken > _ENOUGH_MILLISECONDS),
            "longest_by_question": _longest(waits),
            "longest_alone_by_question": _longest(alone),
        },
    )


def ask_on(path: Path, *, while_: Callable[[], bool]) -> Waits:
    """Run all queries in turn, again and again, as long as a condition holds before a round."""
    waits = Waits()
    opened: list[Archive] = []
    for turn in takewhile(lambda _: while_(), count()):
        if turn % _ROUNDS_OPEN == 0:
            while opened:
                opened.pop().close()
            waits.time("open", lambda: opened.append(Archive(path)))
        for name, ask in _QUESTIONS.items() if opened else ():
            waits.time(name, partial(ask, opened[0]))
    while opened:
        opened.pop().close()
    return waits


_QUESTIONS: dict[str, Callable[[Archive], object]] = {
    "search": lambda archive: archive.search("police said"),
    "search with filters": lambda archive: archive.search("council*", filters=Filters(kind="person", since="2015")),
    "reports": lambda archive: archive.reports(limit=_FEW),
    "sources": lambda archive: archive.sources(limit=_FEW),
    "stats": lambda archive: archive.stats(),
    "ledger": lambda archive: archive.ledger(archive.reports(limit=1)[0].id),
    "changes": lambda archive: archive.changes(limit=_FEW),
}


def _longest(waits: Waits) -> dict[str, float]:
    return {name: round(max(taken), 1) for name, taken in waits.milliseconds.items()}


def _finish(process: Popen[bytes]) -> None:
    if process.wait():
        raise CalledProcessError(process.returncode, "whence add")


if __name__ == "__main__":
    main()
