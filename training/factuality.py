"""Factuality corpora (UDS, MEANTIME): sentences whose predicates people judged for certainty, as marked texts."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TypedDict

from training.entities import detokenised, disjoint
from training.marked import Habit, Judged, MarkedText, Name
from whence.language.words import segment
from whence.reading.model.decode import WordRange

__all__ = ["JudgedSentence", "read_judged", "read_judged_names", "read_judged_sentences"]

_SENTENCES_A_TEXT = 6
"""Neighbouring sentences in one text; most of them are from the same document."""


class _Target(TypedDict):
    span1: list[int]
    label: float


class JudgedSentence(TypedDict):
    """One line of a split: space-separated tokens, and the judged tokens."""

    idx: int
    text: str
    targets: list[_Target]


def read_judged(
    path: Path, habit: Habit, *, names: Mapping[int, Sequence[Sequence[int]]] | None
) -> Iterator[MarkedText]:
    """Read a split of UDS or MEANTIME, a few sentences per text.

    Args:
        path: File of the split.
        habit: The corpus whose scale the scores use.
        names: Annotated names by sentence number: first token, one past the last, and kind.

    Reference:
        Rudinger, White and Van Durme, "Neural Models of Factuality", NAACL 2018 (UDS); Minard et al., "MEANTIME, the
        NewsReader Multilingual Event and Time Corpus", LREC 2016.
    """
    for _, rows in groupby(enumerate(read_judged_sentences(path)), key=lambda pair: pair[0] // _SENTENCES_A_TEXT):
        yield _text([row for _, row in rows], habit, names)


def read_judged_names(path: Path) -> dict[int, list[list[int]]]:
    """Read our annotation of names in UDS train: for each sentence number, its names."""
    return {row["row"]: row["names"] for row in map(json.loads, path.read_text("utf-8").splitlines())}


def read_judged_sentences(path: Path) -> list[JudgedSentence]:
    """Read a split, each sentence once: judgements of a repeated sentence are merged."""
    known: dict[str, JudgedSentence] = {}
    for line in path.read_text("utf-8").splitlines():
        row: JudgedSentence = json.loads(line)
        known.setdefault(row["text"], {**row, "targets": []})["targets"].extend(row["targets"])
    return list(known.values())


def _text(
    rows: Sequence[JudgedSentence], habit: Habit, names: Mapping[int, Sequence[Sequence[int]]] | None
) -> MarkedText:
    whole = ""
    spans: list[list[WordRange]] = []
    for row in rows:
        tokens = row["text"].split()
        at = len(whole)
        whole += detokenised(tokens)
        found = []
        for token in tokens:
            at = whole.index(token, at)
            found.append((at, at + len(token)))
            at += len(token)
        spans.append(found)
        whole += "\n"
    words = segment(whole)
    scores: dict[int, list[float]] = {}
    marked: list[Name] = []
    for row, found in zip(rows, spans, strict=True):
        for target in row["targets"]:
            scores.setdefault(words.covering(*found[target["span1"][0]])[0], []).append(target["label"])
        for first, end, kind in (names or {}).get(row["idx"], ()):
            marked.append(Name(at=words.covering(found[first][0], found[end - 1][1]), kind=kind))
    return MarkedText(
        words=words,
        habit=habit,
        names=None if names is None else disjoint(marked),
        judged=tuple(Judged(at=at, score=sum(own) / len(own)) for at, own in sorted(scores.items())),
    )
