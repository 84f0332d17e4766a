"""Reports of known stories, with their ledgers: what stories are fitted on and measured with."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from whence.linking.stories.story_keys import StoryKeys, story_keys
from whence.reading.reader import Reader
from whence.records.form.json_lines import json_line
from whence.records.form.ledger_form import ledger_from_form
from whence.records.ledger import Ledger
from whence.records.report import Report

__all__ = ["ARCHIVED", "DATED_SETS", "SETS", "LabelledReport", "read_labelled", "read_ledgers", "read_rows", "story_of"]

SETS = {
    "stories": "stories/dev.jsonl",
    "incidents": "incidents/dev.jsonl.gz",
    "ecbplus": "ecbplus/dev.jsonl",
    "seesaw": "seesaw/dev.jsonl",
}
"""The sets, and their files."""
DATED_SETS = frozenset({"stories", "incidents"})
"""Sets with the reports' own dates; nothing may be fitted on the others."""
ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/")
"""What stands before an archived page's own address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledReport:
    """A report's keys, with the story that people put it in."""

    keys: StoryKeys
    """The id begins with the name of the set."""
    story: str


def read_labelled(shared: Path, name: str, ledgers: Path | None = None) -> list[LabelledReport]:
    """Read a set: its reports become ledgers, and these become keys.

    Args:
        shared: Folder with the corpora.
        name: One of `SETS`.
        ledgers: Folder to keep the ledgers in, so that the reports are read once.
    """
    found = []
    for number, (row, ledger) in enumerate(read_ledgers(shared, name, ledgers)):
        keys = replace(story_keys(ledger), id=f"{name}:{number:04}")
        found.append(LabelledReport(keys=keys, story=f"{name}:{row['story']}"))
    return found


def story_of(reports: list[LabelledReport]) -> dict[str, str]:
    """Map each report's id to its story."""
    return {report.keys.id: report.story for report in reports}


def read_ledgers(shared: Path, name: str, folder: Path | None) -> Iterator[tuple[dict[str, str], Ledger]]:
    """Read a set: each row with the ledger of its report.

    Args:
        shared: Folder with the corpora.
        name: One of `SETS`.
        folder: Folder to keep the ledgers in; None to read every report.
    """
    reader: Reader | None = None
    path = folder / f"{name}.jsonl" if folder else None
    known = path.read_text("utf-8").rstrip("\n").split("\n") if path and path.exists() else []
    for number, row in enumerate(read_rows(shared / "data" / SETS[name])):
        report = _report(row, is_dated=name in DATED_SETS)
        if number < len(known):
            yield row, replace(ledger_from_form(json.loads(known[number])), report=report)
            continue
        reader = reader or Reader()
        ledger = reader.read(report)
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("ab") as lines:
                lines.write(json_line(ledger))
        yield row, ledger


def read_rows(path: Path) -> list[dict[str, str]]:
    """Read a set's file, one row a report; it may be compressed with gzip."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    # By line ends alone: a text may have other separators within.
    return [json.loads(line) for line in content.decode("utf-8").split("\n") if line]


def _report(row: dict[str, str], *, is_dated: bool) -> Report:
    title = (row.get("title") or "").strip()
    url = ARCHIVED.sub("", row.get("url") or "")
    return Report(
        text=f"{title}\n\n{row['text']}" if title else row["text"],
        headline=title or None,
        publisher=row.get("publisher"),
        published=row["published"] if is_dated else None,
        language="en",
        url=(url if "://" in url else f"http://{url}") if url else None,
    )
