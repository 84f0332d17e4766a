"""Measure what is lost if a desk is killed while many clients add reports.

Clients paste invented reports into one desk, each with a connection of its own. ``kill -9`` ends the desk again and
again, spread evenly over the reports; it starts again at the same port, and a client whose report was not acknowledged
sends it once more. In the end every acknowledged report must be in the archive, and none twice.

- acknowledged: reports that the desk said it keeps; lost: of these, not in the archive; twice: texts that are there
  twice.
- faults: what SQLite and ``whence check`` find in the end.
- repeated: how often a client had to send a report once more.
- median, longest: milliseconds until a report was acknowledged, by a desk that was not killed meanwhile.
"""

import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median
from subprocess import DEVNULL, PIPE, Popen
from threading import Event, Lock

from bench.archives import Order, make_parser, workplace
from bench.killing import find_faults
from bench.options import print_figures
from whence import Archive

__all__ = ["Desk", "paste_all"]

_REPORTS, _CLIENTS, _KILLS = 1000, 8, 10
_PAUSE_SECONDS, _TIMEOUT_SECONDS = 0.05, 120.0
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")


def main() -> None:
    """Measure, and print the figures."""
    parser = make_parser(__doc__, reports=_REPORTS)
    parser.add_argument("--clients", type=int, default=_CLIENTS, help=f"how many paste at once ({_CLIENTS})")
    parser.add_argument("--kills", type=int, default=_KILLS, help=f"how often the desk is killed ({_KILLS})")
    options = parser.parse_args()
    with workplace(Order.of(options)) as folder:
        figures = _measure(folder / "news.whence", options.reports, clients=options.clients, kills=options.kills)
    print_figures("desk_killed", figures)


@dataclass(slots=True, kw_only=True)
class Desk:
    """A desk in a process of its own, which can be killed and started again at the same port."""

    archive: Path
    command: Sequence[str] = (sys.executable, "-m", "whence")
    port: int = 0
    _process: Popen[str] | None = None

    def start(self) -> None:
        """Start it, and wait until it can be reached."""
        command = [*self.command, "serve", str(self.archive), "--new", "--port", str(self.port)]
        self._process = Popen(command, stdout=PIPE, stderr=DEVNULL, text=True)  # noqa: S603 -- a command of ours
        found = _ADDRESS.match(self._process.stdout.readline() if self._process.stdout else "")
        if found is None:
            self.kill()
            message = "the desk did not start"
            raise RuntimeError(message)
        self.port = int(found[1])

    @property
    def process_id(self) -> int:
        """The number of its process; 0 if it does not run."""
        return self._process.pid if self._process else 0

    def kill(self) -> None:
        """Kill it, if it runs."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


@dataclass(slots=True, kw_only=True)
class _Pasted:
    """What clients saw."""

    ids: dict[str, str] = field(default_factory=dict)
    """The acknowledged reports: text and id."""
    waits: list[float] = field(default_factory=list)
    repeated: int = 0
    lock: Lock = field(default_factory=Lock)
    is_over: Event = field(default_factory=Event)
    """Set once all reports are pasted, or the desk cannot be started again."""


def paste_all(desk: Desk, texts: Sequence[str], *, clients: int, kills: int) -> _Pasted:
    """Paste all texts, and kill the desk meanwhile.

    Args:
        desk: A desk that can be reached.
        texts: The texts.
        clients: How many are sent at once.
        kills: How often the desk is killed, spread evenly over the texts.
    """
    pasted = _Pasted()
    with _killing(desk, pasted, [len(texts) * (turn + 1) // (kills + 1) for turn in range(kills)]):
        try:
            with ThreadPoolExecutor(clients) as threads:
                for _ in threads.map(lambda text: _paste(desk, text, pasted), texts):
                    pass
        finally:
            pasted.is_over.set()
    return pasted


@contextmanager
def _killing(desk: Desk, pasted: _Pasted, at: Sequence[int]) -> Iterator[None]:
    """Kill the desk, and start it again, after so many reports each; raises what starting it raises."""

    def kill() -> None:
        for count in at:
            while len(pasted.ids) < count:
                if pasted.is_over.wait(_PAUSE_SECONDS / 10):
                    return
            desk.kill()
            try:
                desk.start()
            except BaseException:
                pasted.is_over.set()  # the clients would ask for ever
                raise

    with ThreadPoolExecutor(1) as thread:
        killing = thread.submit(kill)
        yield
        killing.result()


def _paste(desk: Desk, text: str, pasted: _Pasted) -> None:
    while not pasted.is_over.is_set():
        begun = time.perf_counter()
        try:
            (own,) = _send(desk.port, text)
        except (OSError, HTTPException, KeyError, ValueError):  # killed; or it says that it is closing
            with pasted.lock:
                pasted.repeated += 1
            time.sleep(_PAUSE_SECONDS)
            continue
        with pasted.lock:
            pasted.ids[text] = own
            pasted.waits.append(1000 * (time.perf_counter() - begun))
        return


def _send(port: int, text: str) -> list[str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT_SECONDS)
    try:
        connection.request("GET", "/proof.json")
        proof = json.load(connection.getresponse())["proof"]
        headers = {"Content-Type": "application/json", "Accept": "application/json", "X-Whence-Proof": proof}
        connection.request("POST", "/add", json.dumps({"text": text}), headers)
        return [one["id"] for one in json.load(connection.getresponse())["reports"]]
    finally:
        connection.close()


def _measure(path: Path, count: int, *, clients: int, kills: int) -> dict[str, object]:
    texts = [
        f"Boats of Tidewater {number}\n\nInes Okafor, the harbour master, said that {number} boats left on Monday. "
        f"“We counted {number} of them,” she said. The council denied it."
        for number in range(count)
    ]
    desk = Desk(archive=path)
    desk.start()
    begun = time.perf_counter()
    try:
        pasted = paste_all(desk, texts, clients=clients, kills=kills)
    finally:
        desk.kill()
    with Archive(path) as archive:
        held = {held.id: ledger.report.text for held, ledger in archive.ledgers()}
        faults = [f"{fault.where}: {fault.problem}" for fault in archive.check()]
    return {
        "reports": count,
        "clients": clients,
        "kills": kills,
        "acknowledged": len(pasted.ids),
        "lost": sum(own not in held for own in pasted.ids.values()),
        "twice": len(held) - len(set(held.values())),
        "faults": faults + find_faults(path),
        "repeated": pasted.repeated,
        "median": round(median(pasted.waits)),
        "longest": round(max(pasted.waits)),
        "seconds": round(time.perf_counter() - begun, 1),
    }


if __name__ == "__main__":
    main()
