"""Fit how likely pronouns and descriptions mean somebody: ``likelihood.json`` and ``whom_pronouns.json``.

    python -m training.whom --shared FOLDER [--write]

Both files are in ``whence/reading/sources``. The candidates are those that whence finds in the part of
``labels/voices.jsonl`` that may be read, and in the reports of ``labels/whom.jsonl``.
Cross-validated by report, it prints for each kind of mention and each least probability how many names, and how many
descriptions, would be right and wrong. Earlier choices change the candidates of later ones: fit twice.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from bench.editors import read_pages
from bench.spans import overlap
from bench.speakers import same_name
from training.logistic import cross_validate, fit_logistic, read_options, write_weights
from training.networks import Choices, cross_validate_network, fit_network, write_network
from training.voices import labelled_texts, read_voices, voices_by_word
from whence.language.words import segment
from whence.reading.attributions.assemble import Assembly
from whence.reading.model.decode import WordRange
from whence.reading.reader import Reader
from whence.reading.sources.asked import Candidate
from whence.reading.sources.likelihood import CHOSEN, Mention
from whence.reading.sources.named_entities import Document
from whence.records.report import Report, Span

_HOME = Path(__file__).parent
_LABELS, _JUDGED = _HOME / "labels/voices.jsonl", _HOME / "labels/whom.jsonl"
_FOLDER = _HOME.parent / "src/whence/reading/sources"
_WEIGHTS, _NETWORK = _FOLDER / "likelihood.json", _FOLDER / "whom_pronouns.json"
_LEAST_ROWS = 20
"""Rows that a feature must speak in: a network makes too much of one that is seen a few times."""
_THRESHOLDS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)

_Labels: TypeAlias = Mapping[int, Span | None]
"""For each word of a labelled source whom it means by the fullest mention; none where the report points to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A candidate of a labelled mention."""

    report: int
    at: int
    mention: Mention
    candidate: Candidate
    is_right: bool


def main() -> None:
    """Fit the weights, print their figures, and write them."""
    options = read_options(__doc__)
    reader = Reader(options.model)
    labelled = _labelled(options.shared)
    rows = [row for number, (text, labels) in enumerate(labelled) for row in _rows(number, text, labels, reader)]
    of = {mention: [row for row in rows if row.mention == mention] for mention in get_args(Mention)}
    weights = {mention: _fit(mention, own) for mention, own in of.items() if mention not in CHOSEN}
    told = {mention: _told(own) for mention, own in of.items() if mention in CHOSEN}
    for mention, one in told.items():
        _print_figures(mention, of[mention], cross_validate_network(one))
    if options.write:
        write_weights(_WEIGHTS, weights)
        write_network(_NETWORK, fit_network(*told.values()))


def _fit(mention: Mention, rows: Sequence[_Row]) -> dict[str, float]:
    """Fit the weights of one kind of mention, each candidate by itself; print their cross-validated figures."""
    told = _told(rows)
    _print_figures(mention, rows, cross_validate(told.evidence, told.right, told.reports))
    fitted = dict(zip(told.names, fit_logistic(told.evidence, told.right).tolist(), strict=True))
    return {name: weight for name, weight in fitted.items() if round(weight, 4)}


def _told(rows: Sequence[_Row]) -> Choices:
    counts = Counter(name for row in rows for name, value in row.candidate.features.items() if value)
    names = ["bias", *sorted(name for name, count in counts.items() if name != "bias" and count >= _LEAST_ROWS)]
    return Choices(
        names=names,
        evidence=np.array([[row.candidate.features.get(name, 0.0) for name in names] for row in rows]),
        right=np.array([row.is_right for row in rows], dtype=np.float64),
        choices=_choices(rows),
        reports=np.array([row.report for row in rows]),
    )


def _print_figures(mention: Mention, rows: Sequence[_Row], chances: NDArray[np.float64]) -> None:
    """Print how many of the likeliest candidates are right and wrong, from each least probability on."""
    likeliest: dict[tuple[int, int], tuple[float, _Row]] = {}
    for chance, row in zip(chances.tolist(), rows, strict=True):
        best = likeliest.setdefault((row.report, row.at), (chance, row))
        if chance > best[0]:
            likeliest[row.report, row.at] = (chance, row)
    for least in _THRESHOLDS:
        chosen = [row for chance, row in likeliest.values() if chance >= least]
        counts = {
            f"{kind}_{verdict}": sum(one.candidate.is_named == named and one.is_right == right for one in chosen)
            for kind, named in (("names", True), ("descriptions", False))
            for verdict, right in (("right", True), ("wrong", False))
        }
        print(json.dumps({"mention": mention, "mentions": len(likeliest), "least": least, **counts}))


def _choices(rows: Sequence[_Row]) -> NDArray[np.int64]:
    """Number the mentions that rows are candidates of."""
    numbers: dict[tuple[int, int], int] = {}
    return np.array([numbers.setdefault((row.report, row.at), len(numbers)) for row in rows], dtype=np.int64)


def _labelled(shared: Path) -> Iterator[tuple[str, _Labels]]:
    """Read the texts of all labelled reports, with whom their sources mean; a report that was judged too comes once."""
    judged = {(row["set"], row["report"]): row for row in map(json.loads, _JUDGED.read_text("utf-8").splitlines())}
    for one in read_voices(_LABELS, shared / "data", "read"):
        voices = {at: voice.who for at, voice in voices_by_word(one).items()}
        row = judged.pop((one.corpus, one.report), None)
        yield one.text, voices if row is None else {**_judged(one.text, row), **voices}
    texts = labelled_texts(shared / "data")
    texts |= {("pages", name): page.text for name, page in read_pages(shared, judged.values())}
    for key, row in judged.items():
        yield texts[key], _judged(texts[key], row)


def _judged(text: str, row: Mapping[str, Any]) -> _Labels:
    """Find whom each word of a judged source means."""
    words = segment(text)
    told = ((words.covering(start, end), who and Span(*who)) for start, end, who in row["mentions"])
    return {at: who for run, who in told for at in range(*run)}


def _rows(number: int, text: str, labels: _Labels, reader: Reader) -> Iterator[_Row]:
    """List the candidates of each labelled mention in a report, and whether they are who is meant."""
    assembly = reader.assemble(Report(text=text))
    for at, choice in assembly.speakers.choices.items():
        for candidate in choice.candidates if at in labels else ():
            yield _Row(
                report=number,
                at=at,
                mention=choice.asked.mention,
                candidate=candidate,
                is_right=_is_right(assembly, labels, at, candidate),
            )


def _is_right(assembly: Assembly, labels: _Labels, at: int, candidate: Candidate) -> bool:
    """Check whether a candidate is the voice of a label: by name, or by a mention that is the voice's."""
    document, who = assembly.document, labels[at]
    if who is None:
        return False
    name = who.of(document.text)

    def is_of_voice(heads: Iterable[int]) -> bool:
        """Check whether other sources that are the same are labelled with the same voice."""
        labelled = (labels[head] for head in heads if head < at and head in labels)
        return any(other is not None and other.of(document.text) == name for other in labelled)

    if candidate.phrase is not None:
        phrase = candidate.phrase
        return _is_at(document, (phrase.core,), who) or is_of_voice((phrase.head,))
    one = assembly.speakers.speaker_of(candidate)
    if same_name(one.name, name):
        return True
    if one.entity is not None:
        mentions = tuple((mention.start, mention.end) for mention in one.entity.mentions)
        return one.entity.kind != "person" and _is_at(document, mentions, who)
    return _is_at(document, one.mentions, who) or is_of_voice(one.heads)


def _is_at(document: Document, runs: Iterable[WordRange], who: Span) -> bool:
    return any(overlap(span, who) for span in document.spans(runs))


if __name__ == "__main__":
    main()
