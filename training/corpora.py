"""PolNeAR: annotated reports as words and word ranges, for training on attributions."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from whence.language.words import Words, segment

__all__ = ["ANNOTATORS", "OWN", "AnnotatedReport", "Gold", "Reading", "read_polnear"]

ANNOTATORS = ("4b22", "ef2d", "d473", "4e07", "6b86", "5fec")
"""The six annotators of PolNeAR, by the corpus's own codes. The network has a bias for each of them."""

OWN = 1 + len(ANNOTATORS)
"""The network's bias for our own labels, which have attributions within others' contents."""

WordRange = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One annotated attribution, as half-open ranges of words."""

    cue: WordRange
    sources: tuple[WordRange, ...]
    contents: tuple[WordRange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The annotation of one report by one annotator."""

    annotator: int
    """1 to 6 in the order of `ANNOTATORS`, `OWN` for our own labels; 0 stands for no particular annotator."""
    attributions: tuple[Gold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedReport:
    """A report's words, and the annotations of all its annotators."""

    id: str
    text: str
    words: Words
    readings: tuple[Reading, ...]


def read_polnear(path: Path) -> Iterator[AnnotatedReport]:
    """Read one split of PolNeAR, a JSON lines file with one report per line.

    Reference:
        Newell, Margolin and Ruths, "An Attribution Relations Corpus for Political News", LREC 2018.
    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            words = segment(row["text"])
            yield AnnotatedReport(
                id=row["id"],
                text=row["text"],
                words=words,
                readings=tuple(
                    Reading(
                        annotator=1 + ANNOTATORS.index(reading["annotator"]),
                        attributions=tuple(_golds(words, reading["attributions"])),
                    )
                    for reading in row["annotations"]
                ),
            )


def _golds(words: Words, rows: Sequence[dict[str, list[list[int]] | None]]) -> Iterator[Gold]:
    for row in rows:
        cues = _ranges(words, row.get("cue"))
        if cues:  # Skip the few annotations without a cue: the model finds attributions by their cues.
            yield Gold(
                cue=cues[0],
                sources=_ranges(words, row.get("source")),
                contents=_ranges(words, row.get("content")),
            )


def _ranges(words: Words, spans: Sequence[Sequence[int]] | None) -> tuple[WordRange, ...]:
    found = (words.covering(start, end) for start, end in spans or ())
    return tuple(sorted((start, end) for start, end in found if end > start))
