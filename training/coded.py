"""Events coded in PLOVER: annotated sentences and reports, as marked texts."""

import csv
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.marked import Habit, MarkedEvent, MarkedText
from training.story_corpora import DATED_SETS, SETS, read_rows
from whence.language.words import Words, segment
from whence.reading.model.decode import WordRange
from whence.records.plover import EVENT_TYPES

__all__ = ["CodedReport", "CodedSentence", "read_coded", "read_coded_reports", "read_coded_texts"]

_HELD_OUT = 200
Labels = Sequence[tuple[int, str, WordRange | None, WordRange | None]]
"""The first character of each event's trigger, its type, and the characters of actor and recipient."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedSentence:
    """One line of the PLOVER sentences, with its annotated actor and recipient."""

    id: str
    text: str
    type: str
    actor: WordRange
    """Character range."""
    recipient: WordRange


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedReport:
    """A text in which all events are coded."""

    id: str
    part: str
    """``taught``, for the network, or ``kept`` from it, to fit how likely what it finds is right."""
    text: str
    events: Labels


def read_coded(path: Path, *, held_out: bool) -> list[CodedSentence]:
    """Read the coded sentences: the 200 held-out ones, or all others. A sentence's hash decides which it is.

    Skips lines whose actor or recipient is not in the sentence.

    Reference:
        Hu et al., "Leveraging Codebook Knowledge with NLI and ChatGPT for Zero-Shot Political Relation
        Classification", ACL 2024.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    apart = set(sorted({row["sentence"] for row in rows}, key=_hash)[:_HELD_OUT])
    return [
        CodedSentence(
            id=row["sentence_id"],
            text=row["sentence"],
            type=row["gold_root"],
            actor=_found(row["sentence"], row["source"]),
            recipient=_found(row["sentence"], row["target"]),
        )
        for row in rows
        if (row["sentence"] in apart) == held_out
        and row["source"].strip() in row["sentence"]
        and row["target"].strip() in row["sentence"]
    ]


def read_coded_reports(data: Path, labels: Path) -> Iterator[CodedReport]:
    """Read the texts in which we coded all events: sentences that are not held out, and reports without their titles.

    Args:
        data: Folder with the corpora.
        labels: One line per sentence or report: its id, its part if it is ``kept``, and its events.
    """
    texts = {row.id: row.text for row in read_coded(data / "events/plv-train.tsv", held_out=False)}
    reports = map(json.loads, (data / "polnear/train.jsonl").read_text("utf-8").splitlines())
    texts |= {row["id"]: row["text"] for row in reports}
    texts |= {row["id"]: row["text"] for name in sorted(DATED_SETS) for row in read_rows(data / SETS[name])}
    for row in map(json.loads, labels.read_text("utf-8").splitlines()):
        if row["id"] in texts:
            yield CodedReport(id=row["id"], part=row.get("part", "taught"), text=texts[row["id"]], events=row["events"])


def read_coded_texts(data: Path, labels: Path) -> Iterator[MarkedText]:
    """Read what the network is taught of the texts in which we coded all events; arguments as above."""
    for one in read_coded_reports(data, labels):
        if one.part == "taught":
            words = segment(one.text)
            yield MarkedText(words=words, habit=Habit.NOBODY, names=None, events=tuple(_events(words, one.events)))


def _events(words: Words, rows: Labels) -> Iterator[MarkedEvent]:
    known: set[int] = set()
    for at, kind, actor, recipient in rows:
        trigger = words.covering(at, at + 1)[0]
        if trigger not in known:
            known.add(trigger)
            yield MarkedEvent(
                trigger=trigger,
                type=EVENT_TYPES.index(kind),
                actor=words.covering(*actor) if actor else None,
                recipient=words.covering(*recipient) if recipient else None,
            )


def _found(sentence: str, name: str) -> WordRange:
    start = sentence.find(name.strip())
    return start, start + len(name.strip())


def _hash(sentence: str) -> str:
    return hashlib.sha256(sentence.encode()).hexdigest()
