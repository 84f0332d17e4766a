"""Measure how many flipped bits in an archive ``whence check`` detects.

Bits are flipped anywhere in a copy of the file, one at a time. A flip matters if it changes a row of a report or of a
rejected input, or makes one unreadable; flips in free space, in indexes and in the state of feeds and visits do not
matter. All that matter must be detected. After ``--repair`` the archive must still be reported as altered, or hold
nothing but what was stored: a damaged ledger is removed, to be read again. Half of the reports have question marks in
them, and half have none.
"""

import json
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import apsw

from bench.archives import Order, make_parser, reports_of, start_adding, workplace
from bench.options import print_figures
from bench.recombining import seeded, write_reports
from whence import Archive, WhenceError

__all__ = ["check_flip", "flip", "held_in", "with_question_marks"]

_REPORTS, _FLIPS = 30, 300
_SHOWN_CHARACTERS = 100
_LEDGER_TABLES = ("sources", "attributions", "events", "findings")
_TABLES = ("reports", "versions", "texts", "addresses", "digests", *_LEDGER_TABLES, "changes", "rejected")
_OF_REPORTS = {
    "versions": (
        "id, report, number, is_latest, content, key, headline, publisher, byline, published, day, language, url,"
        " added, input, fetched, digest, extractor, etag, modified"
    ),
    "texts": "version, text",
}
"""Columns that cannot be derived from a ledger."""

Held = dict[str, Counter[str]]
"""Rows by table."""


def main() -> None:
    """Measure, and print the figures."""
    parser = make_parser(__doc__, reports=_REPORTS)
    parser.add_argument("--flips", type=int, default=_FLIPS, help=f"how many that matter ({_FLIPS})")
    asked = parser.parse_args()
    order = Order.of(asked)
    with workplace(order) as folder:
        path = _build(order, folder)
        print_figures("flipping", _measure(path, flips=asked.flips, random=seeded(order.seed)))


def with_question_marks(lines: Sequence[str]) -> Iterator[str]:
    """Add question marks to every other row of a table of reports, and remove them from the rest."""
    for number, line in enumerate(lines):
        row = json.loads(line)
        text = row["text"].replace("?", ".")
        yield (
            json.dumps({**row, "text": text.replace(". ", "? ", 1) if number % 2 else text}, ensure_ascii=False) + "\n"
        )


def flip(path: Path, copy: Path, *, bit: int) -> None:
    """Copy an archive with one bit flipped."""
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    for old in copy.parent.glob(f"{copy.name}*"):
        old.unlink()
    copy.write_bytes(data)


def held_in(path: Path, *, without_ledgers: bool = False) -> Held | None:
    """List all that an archive holds of its reports; None if it cannot be read.

    Args:
        path: The archive.
        without_ledgers: Whether to leave out the columns that can be derived from ledgers.
    """
    columns = _OF_REPORTS if without_ledgers else {}
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            return {
                table: Counter(map(repr, connection.execute(f"SELECT {names} FROM {table} NOT INDEXED")))  # noqa: S608 -- ours
                for table in _TABLES
                for names in [columns.get(table, "*")]
            }
        finally:
            connection.close()
    except (apsw.Error, UnicodeDecodeError):
        return None


def check_flip(path: Path, copy: Path) -> tuple[bool, bool]:
    """Check and repair an altered copy of an archive.

    Returns:
        Whether the alteration was detected; and whether, after the repair, it is still reported, or nothing is left
        except what was stored.
    """
    if not _is_told(copy, repair=False):
        return False, False
    _is_told(copy, repair=True)
    held, now = (held_in(each, without_ledgers=True) for each in (path, copy))
    is_sound = held is not None and now is not None and not any(now[table] - held[table] for table in _TABLES)
    return True, is_sound or _is_told(copy, repair=False)


def _build(order: Order, folder: Path) -> Path:
    path, stream = folder / "flipping.whence", folder / "flipping.jsonl"
    for old in folder.glob(f"{path.name}*"):
        old.unlink()
    write_reports(reports_of(order), stream)
    lines = list(with_question_marks(stream.read_text("utf-8").splitlines()))
    stream.write_text("".join([*lines, lines[-1][: len(lines[-1]) // 2] + "\n"]), "utf-8")  # the last is rejected
    start_adding(path, [stream], model=order.model).wait()
    shutil.copyfile(path, folder / "whole.whence")
    return folder / "whole.whence"


def _measure(path: Path, *, flips: int, random: Random) -> dict[str, object]:
    held = held_in(path)
    if held is None or _is_told(path, repair=False):
        message = "the archive is damaged before any bit was turned round"
        raise RuntimeError(message)
    copy = path.with_name("flipped.whence")
    mattered = told = kept = drawn = 0
    missed: list[str] = []
    while mattered < flips:
        drawn += 1
        bit = random.randrange(8 * path.stat().st_size)
        flip(path, copy, bit=bit)
        now = held_in(copy)
        if now == held:
            continue
        mattered += 1
        is_told, is_kept = check_flip(path, copy)
        told, kept = told + is_told, kept + is_kept
        if not (is_told and is_kept):
            missed.append(f"bit {bit}: {_difference(held, now)}")
    return {
        "reports": held["reports"].total(),
        "bits_drawn": drawn,
        "that_matter": mattered,
        "told": told,
        "told_or_as_stored_after_repair": kept,
        "missed": missed,
    }


def _is_told(path: Path, *, repair: bool) -> bool:
    try:
        with Archive(path) as archive:
            return bool(archive.check(repair=repair))
    except WhenceError:
        return True


def _difference(held: Held, now: Held | None) -> str:
    if now is None:
        return "it cannot be read"
    table = next(table for table in _TABLES if held[table] != now[table])
    return f"{table}: {min(now[table] - held[table], default='a row is lost')}"[:_SHOWN_CHARACTERS]


if __name__ == "__main__":
    main()
