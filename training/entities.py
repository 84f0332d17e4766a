"""Corpora with annotated names and references (UNER, WikiGold, GUM, GAP, PolNeAR), as marked texts."""

import csv
import gzip
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from training.conllu import Mention, read_documents
from training.marked import Habit, MarkedText, Name, Reference
from whence.language.words import Words, segment
from whence.reading.model.decode import WordRange

__all__ = [
    "detokenised",
    "disjoint",
    "read_gap",
    "read_gum",
    "read_named_reports",
    "read_places",
    "read_uner",
    "read_wikigold",
]

_KINDS = ("person", "organisation", "place")
"""The kinds of names, in the order of the network's tags."""
_PLACE = _KINDS.index("place")
_COLUMNS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_PRONOUNS = frozenset({
    "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "they", "them", "their",
    "theirs", "themselves",
})  # fmt: skip
_POINTING = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})
_LONGEST_TEXT = 12_000
"""Most characters in one text; longer documents of short sentences are split."""


def read_uner(path: Path, places: Mapping[int, Collection[int]] | None = None) -> Iterator[MarkedText]:
    """Read a split of UNER's English Web Treebank, one text per document.

    Args:
        path: File of the split.
        places: For each text number, first words of names to be read as places, whatever their tag.

    Reference:
        Mayhew et al., "Universal NER: A Gold-Standard Multilingual Named Entity Recognition Benchmark", NAACL 2024.
    """
    documents: list[list[tuple[str, list[str]]]] = []
    tags: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in map(str.rstrip, lines):
            if line.startswith("# newdoc"):
                documents.append([])
            elif line.startswith("# text = "):
                tags = []
                documents[-1].append((line.removeprefix("# text = "), tags))
            elif line and not line.startswith("#"):
                _, form, tag, *_ = line.split("\t")
                tags.append(f"{form}\t{tag}")
    for number, part in enumerate(part for sentences in documents for part in _portions(sentences)):
        text = _tagged(part, Habit.UNER, between="\n")
        named = [
            replace(one, kind=_PLACE) if one.at[0] in (places or {}).get(number, ()) else one
            for one in text.names or ()
        ]
        yield replace(text, names=tuple(named))


def read_places(labels: Path) -> dict[int, frozenset[int]]:
    """Read which names in UNER's test split are places by its guidelines: for each text, their first words."""
    return {row["text"]: frozenset(row["at"]) for row in map(json.loads, labels.read_text("utf-8").splitlines())}


def read_wikigold(path: Path) -> Iterator[MarkedText]:
    """Read WikiGold, ten sentences per text: the file does not mark where articles end.

    Reference:
        Balasuriya et al., "Named Entity Recognition in Wikipedia", People's Web Workshop 2009.
    """
    sentences = [block.splitlines() for block in path.read_text("utf-8").split("\n\n") if block.strip()]
    rows = [[line.rsplit(" ", 1) for line in sentence if not line.startswith("-DOCSTART-")] for sentence in sentences]
    told = [(detokenised([form for form, _ in row]), [f"{form}\t{tag}" for form, tag in row]) for row in rows if row]
    for start in range(0, len(told), 10):
        yield _tagged(told[start : start + 10], Habit.WIKIGOLD, between=" ")


def read_named_reports(reports: Path, labels: Path) -> Iterator[MarkedText]:
    """Read our annotation of names in PolNeAR reports, by UNER's rules.

    Args:
        reports: File of PolNeAR's training split.
        labels: One line per report: its id, and each name's first character, the one past its last, and its kind.
    """
    marked = {row["report"]: row["names"] for row in map(json.loads, labels.read_text("utf-8").splitlines())}
    for line in reports.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["id"] in marked:
            words = segment(row["text"])
            yield MarkedText(words=words, habit=Habit.UNER, names=_names(words, marked[row["id"]]))


def read_gum(folder: Path, labels: Path) -> Iterator[MarkedText]:
    """Read a split of GUM, with our annotation of its names by UNER's rules.

    Args:
        folder: Folder of the split.
        labels: One line per document in order: each name's first character, the one past its last, and its kind.

    Reference:
        Zeldes, "The GUM Corpus: Creating Multilayer Resources in the Classroom", LREC 2017.
    """
    documents = (
        document
        for path in sorted(folder.glob("*.conllu.gz"))
        for document in read_documents(gzip.decompress(path.read_bytes()).decode())
    )
    marked = (json.loads(line)["names"] for line in labels.read_text("utf-8").splitlines())
    for document, named in zip(documents, marked, strict=True):
        words = segment(document.text)
        yield MarkedText(
            words=words,
            habit=Habit.UNER,
            names=_names(words, named),
            references=tuple(_references(words, document.mentions)),
        )


def read_gap(path: Path) -> Iterator[MarkedText]:
    """Read a part of GAP: each passage has one pronoun, and two names of which at most one is its antecedent.

    Reference:
        Webster et al., "Mind the GAP: A Balanced Corpus of Gendered Ambiguous Pronouns", TACL 2018.
    """
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            words = segment(row["Text"])
            asked = _cover(words, _span(row["Pronoun"], row["Pronoun-offset"]))[0]
            either = {side: _occurrences(words, row["Text"], row[side], int(row[f"{side}-offset"])) for side in "AB"}
            right = [either[side] for side in "AB" if row[f"{side}-coref"].upper() == "TRUE"]
            pronouns = frozenset(i for i, word in enumerate(words.texts) if word.lower() in _PRONOUNS)
            yield MarkedText(
                words=words,
                habit=Habit.NOBODY,
                names=None,
                references=(
                    Reference(
                        asked=asked,
                        right=right[0] if right else frozenset(),
                        wrong=frozenset() if right else either["A"] | either["B"],
                        ignored=pronouns,
                    ),
                ),
            )


def _names(words: Words, marks: Iterable[tuple[int, int, int]]) -> tuple[Name, ...]:
    return disjoint(Name(at=_cover(words, (start, end)), kind=kind) for start, end, kind in marks)


def _span(text: str, offset: str) -> tuple[int, int]:
    return int(offset), int(offset) + len(text)


def _cover(words: Words, span: tuple[int, int]) -> WordRange:
    return words.covering(*span)


def _occurrences(words: Words, text: str, name: str, offset: int) -> frozenset[int]:
    """Find the words of a name at all its exact occurrences in the text."""
    starts = {match.start() for match in re.finditer(rf"\b{re.escape(name)}\b", text)} | {offset}
    return frozenset(i for start in starts for i in range(*_cover(words, (start, start + len(name)))))


def _portions(sentences: Sequence[tuple[str, list[str]]]) -> Iterator[list[tuple[str, list[str]]]]:
    part: list[tuple[str, list[str]]] = []
    for sentence in sentences:
        if part and sum(len(text) for text, _ in part) + len(sentence[0]) > _LONGEST_TEXT:
            yield part
            part = []
        part.append(sentence)
    yield part


def _tagged(sentences: Sequence[tuple[str, list[str]]], habit: Habit, *, between: str) -> MarkedText:
    """Join tagged sentences into a text, and map their tokens to its words."""
    whole = between.join(text for text, _ in sentences)
    words = segment(whole)
    spans: list[tuple[int, int, str]] = []
    start = 0
    for text, rows in sentences:
        at, before = start, "O"
        for row in rows:
            form, tag = row.split("\t")
            at = whole.index(form, at)
            role, _, column = tag.partition("-")
            if column in _COLUMNS:
                # WikiGold uses B tags only between adjacent names of one kind.
                goes_on = role == "I" and before.partition("-")[2] == column
                first = spans.pop()[0] if goes_on else at
                spans.append((first, at + len(form), _COLUMNS[column]))
            before = tag
            at += len(form)
        start += len(text) + 1
    names = [Name(at=_cover(words, (a, b)), kind=_KINDS.index(kind)) for a, b, kind in spans]
    return MarkedText(words=words, habit=habit, names=disjoint(names), references=())


def detokenised(forms: Iterable[str]) -> str:
    """Join tokens into text with normal spacing.

    >>> detokenised(["We", "did", "n't", "(", "yet", ")", "."])
    "We didn't (yet)."
    """
    text = " ".join(forms)
    text = re.sub(r" ([.,;:!?)\]%]|'s\b|n't\b)", r"\1", text)
    return re.sub(r"([(\[$]) ", r"\1", text)


def disjoint(names: Iterable[Name]) -> tuple[Name, ...]:
    """Remove names that overlap a longer one."""
    kept: list[Name] = []
    for name in sorted(names, key=lambda one: (one.at[0] - one.at[1], one.at)):
        if name.at[1] > name.at[0] and all(name.at[1] <= o.at[0] or o.at[1] <= name.at[0] for o in kept):
            kept.append(name)
    return tuple(sorted(kept, key=lambda one: one.at))


def _references(words: Words, mentions: Sequence[Mention]) -> Iterator[Reference]:
    """Make a reference for every pronoun, and for every description with an earlier mention of the same entity."""
    groups: dict[str, list[WordRange]] = {}
    heads = [_cover(words, mention.head) for mention in mentions]
    for mention, head in zip(mentions, heads, strict=True):
        groups.setdefault(mention.entity, []).append(head)
    for mention, head in zip(mentions, heads, strict=True):
        first = words.texts[_cover(words, mention.span)[0]].lower() if head[1] > head[0] else ""
        alone = head[1] - head[0] == 1 and words.texts[head[0]].lower() in _PRONOUNS
        points = mention.kind in _KINDS and not mention.name and first in _POINTING
        if alone or points:
            same = [other for other in groups[mention.entity] if other != head]
            yield Reference(asked=head[0], right=frozenset(i for run in same for i in range(*run)))
