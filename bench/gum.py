"""Measure attributions outside politics: GUM's development half, news and interviews, compared with the baseline.

GUM marks which clauses attribute others to somebody ("researchers say") by the relations ``attribution-positive`` and
``attribution-negative``, but neither the cue within such a clause nor the content. So two shares are measured:

- recall: share of the attributing clauses that contain a found cue;
- false_alarms: share of the found cues that overlap no attributing clause.

GUM does not mark every attribution: cues that are nouns or adverbs, or whose content is not a clause, count as false
alarms here. So compare false alarms with each other, not with 0.

Reference:
    Zeldes, "The GUM Corpus: Creating Multilayer Resources in the Classroom", Language Resources and Evaluation, 2017.
"""

import gzip
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.baseline import mark_with_rules
from bench.options import find_corpus, parse_options, print_figures
from bench.reports import Marked, mark_with_command
from bench.spans import touch
from whence.records.report import Span

__all__ = ["Document", "Tally", "build_text", "read_documents", "tally"]

_GENRES = ("news", "interview")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text, and its attributing clauses."""

    genre: str
    text: str
    clauses: tuple[tuple[Span, ...], ...]
    """The parts of each clause; a relative clause may interrupt it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts over some documents."""

    clauses: int = 0
    clauses_with_cue: int = 0
    cues: int = 0
    cues_outside: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            clauses=self.clauses + other.clauses,
            clauses_with_cue=self.clauses_with_cue + other.clauses_with_cue,
            cues=self.cues + other.cues,
            cues_outside=self.cues_outside + other.cues_outside,
        )

    def figures(self) -> dict[str, float]:
        """Compute the two shares in percent, and their denominators.

        >>> Tally(clauses=4, clauses_with_cue=3, cues=10, cues_outside=1).figures()
        {'recall': 75.0, 'clauses': 4, 'false_alarms': 10.0, 'cues': 10}
        """
        return {
            "recall": round(100 * self.clauses_with_cue / max(1, self.clauses), 1),
            "clauses": self.clauses,
            "false_alarms": round(100 * self.cues_outside / max(1, self.cues), 1),
            "cues": self.cues,
        }


def main() -> None:
    """Measure, and print the figures."""
    options = parse_options(__doc__)
    folder = find_corpus(options.shared, "gum")
    documents = [document for genre in _GENRES for document in read_documents(folder, genre)]
    texts = [document.text for document in documents]
    readings = {
        "model": mark_with_command(texts, model=options.model),
        "baseline": [mark_with_rules(text) for text in texts],
    }
    print_figures(
        "gum", {"name": options.model} | {name: _figures(documents, marked) for name, marked in readings.items()}
    )


def _figures(documents: Sequence[Document], readings: Sequence[Sequence[Marked]]) -> dict[str, dict[str, float]]:
    tallies = {genre: Tally() for genre in ("all", *_GENRES)}
    for document, marked in zip(documents, readings, strict=True):
        one = tally(document, marked)
        tallies["all"] += one
        tallies[document.genre] += one
    return {genre: counts.figures() for genre, counts in tallies.items()}


def read_documents(folder: Path, genre: str) -> Iterator[Document]:
    """Read the development half's documents of one genre.

    Args:
        folder: GUM, with its folders ``dev`` and ``rst-dev``.
        genre: As in the files' names, such as ``news``.
    """
    for path in sorted((folder / "dev").glob(f"GUM_{genre}_*.conllu.gz")):
        clauses = (folder / "rst-dev" / path.name.replace(".conllu.gz", ".rsd")).read_text(encoding="utf-8")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            text, words = build_text(lines)
        yield Document(genre=genre, text=text, clauses=tuple(_find_clauses(clauses.splitlines(), words)))


def build_text(lines: Iterable[str]) -> tuple[str, list[Span]]:
    r"""Build a document's text from CoNLL-U, with an empty line between paragraphs.

    Returns:
        The text, and the place of each syntactic word in it; words that are written as one all have the place of the
        whole.

    >>> build_text(["1\tGo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No", "2\t!\t_\t_\t_\t_\t_\t_\t_\t_"])
    ('Go!', [Span(start=0, end=2), Span(start=2, end=3)])
    """
    text, gap, joint_until = "", "", 0
    words: list[Span] = []
    for line in lines:
        if line.startswith("# newpar") and text:
            gap = "\n\n"
        number, *columns = line.rstrip("\n").split("\t")
        if not columns or "." in number:  # a comment, an empty line, or an empty node (a word that is not written)
            continue
        first, _, last = number.partition("-")
        if last or int(first) > joint_until:
            start = len(text) + len(gap)
            text += gap + columns[0]
            gap = "" if "SpaceAfter=No" in columns[-1] else " "
            joint_until = int(last or 0)
        if not last:
            words.append(Span(start, len(text)))
    return text, words


def _find_clauses(lines: Sequence[str], words: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """Find attributing clauses in RST dependencies, each with the parts that continue it after an interruption."""
    rows = [line.split("\t") for line in lines]
    counts = [len(row[1].split()) for row in rows]
    if sum(counts) != len(words):
        message = f"{sum(counts)} words in the clauses and {len(words)} in the sentences"
        raise ValueError(message)
    borders = [sum(counts[:i]) for i in range(len(rows) + 1)]
    spans = [tuple(words[start:end]) for start, end in pairwise(borders)]
    for i, row in enumerate(rows):
        if row[7].startswith("attribution-"):
            parts = [i, *(j for j, other in enumerate(rows) if other[6] == row[0] and other[7].startswith("same-unit"))]
            yield tuple(span for part in parts for span in spans[part])


def tally(document: Document, marked: Sequence[Marked]) -> Tally:
    """Count which clauses of a document hold a found cue, and which cues touch none."""
    cues = [[Span(start, end) for start, end in one["cue"]] for one in marked]
    return Tally(
        clauses=len(document.clauses),
        clauses_with_cue=sum(any(touch(clause, cue) for cue in cues) for clause in document.clauses),
        cues=len(cues),
        cues_outside=sum(not any(touch(clause, cue) for clause in document.clauses) for cue in cues),
    )


if __name__ == "__main__":
    main()
