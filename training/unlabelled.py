"""Texts without labels, for a student that learns from a teacher alone."""

import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from training.fit import LABELS, read_texts
from training.voices import labelled_texts
from whence.language.words import Words, segment

__all__ = ["read_unlabelled"]


def read_unlabelled(data: Path) -> Iterator[Words]:
    """Read the texts that a student may learn from, each once: none that gives figures is among them.

    Args:
        data: Folder with the corpora.
    """
    held = _held()
    texts = [text for key, text in labelled_texts(data).items() if key[0] != "gum-dev" and key not in held]
    pages = json.loads((data / "pages/ground-truth.json").read_text("utf-8"))
    texts += [page["articleBody"] for page in pages.values()]
    known: set[tuple[str, ...]] = set()
    for words in [*map(segment, texts), *(one.words for one in read_texts(data, coded=1))]:
        if words.texts not in known:
            known.add(words.texts)
            yield words


def _held() -> frozenset[tuple[str, str]]:
    """Name all reports of which some label is in a part that only gives figures."""
    lines = chain.from_iterable(path.read_text("utf-8").splitlines() for path in sorted(LABELS.glob("*.jsonl")))
    rows = map(json.loads, lines)
    return frozenset(report for row in rows if row.get("part") == "fresh" for report in _reports_of(row))


def _reports_of(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for report in [row["report"]] if "report" in row else row.get("reports", ()):
        yield row["set"], report
    for part in row.values():
        if isinstance(part, dict):
            yield from _reports_of(part)
