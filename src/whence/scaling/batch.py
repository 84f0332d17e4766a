"""The public functions `read`, `read_text` and `read_many`: files and addresses in, ledgers out."""

import gc
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import cache, partial
from itertools import chain, islice

from whence.errors import WhenceError
from whence.intake.folders import OnSkipped, find_inputs
from whence.intake.forms import ENDINGS, open_inputs
from whence.intake.inputs import Input
from whence.intake.load import read_input
from whence.reading.model.package import SHIPPED
from whence.records.arguments import check_counts, check_is_list
from whence.records.ledger import Ledger
from whence.records.report import Rejected, Report
from whence.scaling.processes import Lost, core_count, map_in_processes

__all__ = [
    "OpenReader",
    "open_for_good",
    "open_own_reader",
    "open_reader",
    "read",
    "read_apart",
    "read_inputs",
    "read_many",
    "read_or_reject",
    "read_text",
]

OpenReader = Callable[[], Callable[[Report], Ledger]]
"""Opens a reader of reports. Called once in every reading process, so it must be picklable."""

# Starting processes and loading the model in each takes longer than reading this many.
_FEW = 8


def read(name: str | os.PathLike[str], *, model: str = SHIPPED) -> Ledger:
    """Read one report: a text file, a saved page, an address, or ``-`` for standard input.

    Raises:
        ReadError: It holds no readable report, or is a folder.
        FetchError: The address did not give a page.
        ModelError: There is no such model.

    >>> ledger = read("examples/harbour.txt")
    >>> ledger.report.headline
    'Harbour to close, council says'
    """
    report = read_input(Input(name=os.fspath(name)))
    return open_reader(model)(report)


def read_text(text: str, *, model: str = SHIPPED) -> Ledger:
    """Read a text without changing it. Spans in the ledger point into it; its first line is not taken as a headline.

    Raises:
        ModelError: There is no such model.

    >>> ledger = read_text("“The bridge is safe,” said Ines Okafor, the harbour master.")
    >>> [cue.of(ledger.report.text) for cue in ledger.attributions[0].cue_spans]
    ['said']
    """
    return open_reader(model)(Report(text=text))


def read_many(
    names: Iterable[str | os.PathLike[str]],
    *,
    model: str = SHIPPED,
    jobs: int = 1,
    on_passed_over: OnSkipped | None = None,
) -> Iterator[Ledger | Rejected]:
    """Read many reports, one after another or in several processes.

    Args:
        names: Files, folders and addresses, in any mixture.
        model: A model's name, or the path of a model file.
        jobs: Maximum number of reading processes. With more than one, the script's main part must be guarded by ``if
            __name__ == "__main__":``, as each process imports it.
        on_passed_over: Called with the extension or kind of each skipped file or folder: ``.jpg``, ``hidden``.

    Yields:
        A ledger for each report, and a `Rejected` for each input that cannot be read, in the order given. A file of
        many reports gives many. Results come as soon as they are ready, and few are held in memory.

    Raises:
        ModelError: There is no such model.
        TypeError: A single name is given instead of a list.
        ValueError: ``jobs`` is less than one.

    >>> [ledger.report.name for ledger in read_many(["examples/harbour.txt", "examples/gazette.txt"])]
    ['examples/harbour.txt', 'examples/gazette.txt']
    """
    check_is_list("names", names)
    check_counts(1, jobs=jobs)
    inputs = find_inputs((os.fspath(name) for name in names), endings=ENDINGS, on_skipped=on_passed_over)
    return read_inputs(open_inputs(inputs), partial(open_reader, model), jobs=jobs)


def read_inputs(
    inputs: Iterable[Input | Report | Rejected], open_reader: OpenReader, *, jobs: int | None = None
) -> Generator[Ledger | Rejected, None, None]:
    """Read inputs as `whence.intake.folders.find_inputs` finds them.

    Args:
        inputs: Inputs in order; a report is read unchanged.
        open_reader: Opens the reader of reports.
        jobs: Maximum number of reading processes; None for one per core. A few inputs are read in this process.

    Yields:
        A ledger or a `Rejected` for each input, in the order given.

    Raises:
        WhenceError: Raised by ``open_reader``.
    """
    upcoming = iter(inputs)
    few = list(islice(upcoming, _FEW + 1))
    jobs = jobs or core_count()
    if jobs == 1 or len(few) <= _FEW:
        yield from map(partial(read_or_reject, cache(open_reader)), chain(few, upcoming))
        return
    yield from read_apart(chain(few, upcoming), open_reader, jobs=jobs)


def read_apart(
    inputs: Iterable[Input | Report | Rejected], open_reader: OpenReader, *, jobs: int = 1
) -> Generator[Ledger | Rejected, None, None]:
    """Read inputs in processes of their own, as `read_inputs` does; an input that ends its process is rejected."""
    results = map_in_processes(inputs, partial(_open_input_reader, open_reader), jobs=jobs)
    try:
        for result in results:
            yield _reject_lost(result) if isinstance(result, Lost) else result
    finally:
        results.close()


def open_reader(model: str) -> Callable[[Report], Ledger]:
    """Load a model, and return a function that reads reports with it.

    Raises:
        ModelError: There is no such model.
    """
    # Importing the engine takes 0.3 s, which a command's help and a process that only hands out work need not wait for.
    from whence.reading.reader import Reader  # noqa: PLC0415

    return Reader(model).read


def open_own_reader(model: str) -> Callable[[Report], Ledger]:
    """Load a model as `open_reader` does, in a process of our own, such as that of a command.

    Raises:
        ModelError: There is no such model.
    """
    return open_for_good(partial(open_reader, model))


def _open_input_reader(open_reader: OpenReader) -> Callable[[Input | Report | Rejected], Ledger | Rejected]:
    read_report = open_for_good(open_reader)
    return partial(read_or_reject, lambda: read_report)


def open_for_good(open_reader: OpenReader) -> Callable[[Report], Ledger]:
    """Open the reader of a process of our own.

    Looking through all that is loaded for garbage would take 5 % of the time of the first report, and then 3 % of the
    time without the networks.
    """
    gc.disable()
    try:
        read_report = open_reader()
        gc.freeze()
    finally:
        gc.enable()
    return read_report


def read_or_reject(opened: OpenReader, each: Input | Report | Rejected) -> Ledger | Rejected:
    """Read one input, or reject it if it holds no readable report.

    Args:
        opened: Returns the reader of reports; called only if there is a report to read.
        each: The input.
    """
    if isinstance(each, Rejected):
        return each
    read_report = opened()
    try:
        return read_report(each if isinstance(each, Report) else read_input(each))
    except WhenceError as error:
        return Rejected(input=_name(each), reason=error.reason, exit_code=error.exit_code)
    except Exception as error:  # noqa: BLE001 -- a bug of ours is reported and must not end the run
        problem = f"reading it failed with {type(error).__name__}: {error}"
        return Rejected(input=_name(each), reason=f"{problem}. Please report this.")


def _name(each: Input | Report) -> str:
    return each.name or (each.id if isinstance(each, Report) else "")


def _reject_lost(lost: Lost[Input | Report | Rejected]) -> Rejected:
    if isinstance(lost.item, Rejected):
        return lost.item
    problem = f"the process that read it ended with exit status {lost.exit_code}, perhaps for lack of memory"
    return Rejected(input=_name(lost.item), reason=f"{problem}. Read it by itself.")
