"""Our labels of who is behind each attribution: ``labels/voices.jsonl``, as labels and as texts to train on."""

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from bench.findings import PUBLISHERS
from training.conllu import read_documents
from training.corpora import OWN, AnnotatedReport, Gold, Reading
from training.marked import Habit, MarkedText, Reference
from training.story_corpora import ARCHIVED, SETS, read_rows
from whence.language.english import THIRD_PERSON
from whence.language.words import Words, segment
from whence.reading.model.decode import WordRange
from whence.reading.sources.noun_phrases import NounPhrases, asked_words
from whence.records.report import Report, Span

__all__ = [
    "LabelledReport",
    "Voice",
    "annotated",
    "labelled_texts",
    "parted",
    "read_voices",
    "referring",
    "voices_by_word",
]

_TUNED_EVERY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One labelled attribution."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    """Empty for a quotation without a cue."""
    content: tuple[Span, ...]
    valid: bool
    """Whether it is an attribution; if not, only source, cue and content are given."""
    who: Span | None
    """The fullest mention of the source anywhere in the report; none where the report points to nobody."""
    kind: str
    naming: str
    relays: tuple[Span, ...]
    outer: int | None
    """Index of the attribution that contains it."""


@dataclass(frozen=True, kw_only=True)
class LabelledReport:
    """A labelled report, with its text."""

    part: str
    """``read``, to train on and read mistakes from, or ``fresh``, which only gives figures."""
    corpus: str
    report: str
    text: str
    voices: tuple[Voice, ...]
    publisher: str | None = None
    url: str | None = None

    @cached_property
    def words(self) -> Words:
        """The words of the text."""
        return segment(self.text)


def read_voices(labels: Path, data: Path, part: str) -> Iterator[LabelledReport]:
    """Read the labelled reports of one part.

    Args:
        labels: File with one report per line.
        data: Folder with the corpora.
        part: ``read`` or ``fresh``.
    """
    reports = _reports(data)
    for row in map(json.loads, labels.read_text("utf-8").splitlines()):
        if row["part"] == part:
            yield LabelledReport(
                part=part,
                corpus=row["set"],
                report=row["report"],
                text=reports[row["set"], row["report"]].text,
                publisher=reports[row["set"], row["report"]].publisher,
                url=reports[row["set"], row["report"]].url,
                voices=tuple(
                    Voice(
                        source=_spans(one["source"]),
                        cue=_spans(one["cue"]),
                        content=_spans(one["content"]),
                        valid=one.get("valid", True),
                        who=Span(*one["who"]) if one.get("who") else None,
                        kind=one.get("kind", "none"),
                        naming=one.get("naming", "none"),
                        relays=_spans(one.get("relays", ())),
                        outer=one.get("outer"),
                    )
                    for one in row["attributions"]
                ),
            )


def parted(labelled: Iterable[LabelledReport]) -> tuple[list[LabelledReport], list[LabelledReport]]:
    """Part the reports: five sixths to train on, and every sixth to choose the decoder's numbers on."""
    taught: list[LabelledReport] = []
    tuned: list[LabelledReport] = []
    for i, one in enumerate(labelled):
        (tuned if i % _TUNED_EVERY == 0 else taught).append(one)
    return taught, tuned


def _spans(pairs: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs)


def labelled_texts(data: Path) -> dict[tuple[str, str], str]:
    """Read the texts of all reports that may be labelled, by corpus and id."""
    return {key: report.text for key, report in _reports(data).items()}


def _reports(data: Path) -> dict[tuple[str, str], Report]:
    """Read all reports that may be labelled, with what the corpora tell of who published them."""
    reports = {}
    for row in map(json.loads, (data / "polnear/train.jsonl").read_text("utf-8").splitlines()):
        reports["polnear-train", row["id"]] = Report(text=row["text"], publisher=PUBLISHERS[row["publisher"]])
    for half in ("train", "dev"):
        for path in sorted((data / "gum" / half).glob("*.conllu.gz")):
            document = next(read_documents(gzip.decompress(path.read_bytes()).decode()))
            reports[f"gum-{half}", path.name.split(".")[0]] = Report(text=document.text)
    for corpus in ("stories", "incidents"):
        for row in read_rows(data / SETS[corpus]):
            # Of an archived page's address, the page's own.
            url = ARCHIVED.sub("", row["url"])
            reports[corpus, row["id"]] = Report(text=row["title"] + "\n\n" + row["text"], url=url)
    return reports


def annotated(labelled: LabelledReport) -> AnnotatedReport:
    """Make a report to learn cues and roles from, attributions within others included."""
    words = labelled.words
    golds = tuple(
        Gold(
            cue=words.covering(voice.cue[0].start, voice.cue[-1].end),
            sources=_ranges(words, voice.source),
            contents=_ranges(words, voice.content),
        )
        for voice in labelled.voices
        if voice.valid and voice.cue and voice.content
    )
    reading = Reading(annotator=OWN, attributions=golds)
    return AnnotatedReport(id=labelled.report, text=labelled.text, words=words, readings=(reading,))


def _ranges(words: Words, spans: Sequence[Span]) -> tuple[WordRange, ...]:
    found = (words.covering(span.start, span.end) for span in spans)
    return tuple((start, end) for start, end in found if end > start)


def voices_by_word(labelled: LabelledReport) -> dict[int, Voice]:
    """Find the labelled attribution that each word of a source belongs to; of several the one with the fewest words."""
    spans = [(span, voice) for voice in labelled.voices if voice.valid for span in voice.source]
    spans.sort(key=lambda one: one[0].start - one[0].end)
    return {i: voice for span, voice in spans for i in range(*labelled.words.covering(span.start, span.end))}


def referring(labelled: LabelledReport) -> MarkedText:
    """Make a text to learn references from: whom pronouns and descriptions of sources mean, if anybody."""
    words = labelled.words
    phrases = NounPhrases(words)
    groups: dict[str, set[int]] = {}
    asked: list[tuple[int, str]] = []
    for voice in labelled.voices:
        runs = _ranges(words, voice.source)
        if not voice.valid or voice.who is None or not runs:
            continue
        who = voice.who.of(labelled.text)
        group = groups.setdefault(who, set(_occurrences(words, who, is_name=voice.naming == "named")))
        group.update(range(*words.covering(voice.who.start, voice.who.end)))
        heads = asked_words(phrases, runs[:1])
        group.update(heads or [i for run in runs[:1] for i in range(*run) if i in group])
        asked += [(head, who) for head in heads]
    known = {head for head, _ in asked}
    open_words = {i for i, text in enumerate(words.texts) if text.lower() in THIRD_PERSON} - known
    references = [
        Reference(asked=head, right=frozenset(groups[who] - {head}), ignored=frozenset(open_words))
        for head, who in dict.fromkeys(asked)
    ]
    return MarkedText(words=words, habit=Habit.NOBODY, names=None, references=tuple(references))


def _occurrences(words: Words, who: str, *, is_name: bool) -> Iterator[int]:
    """Find the words of a name wherever it stands whole or by its last word; of a description, nothing."""
    parts = segment(who).texts
    if not is_name or not parts:
        return
    lasts = (i for i, text in enumerate(words.texts) if text == parts[-1])
    wholes = ((i + 1 - len(parts), i + 1) for i in lasts)
    yield from chain.from_iterable(
        range(start, end) if start >= 0 and words.texts[start:end] == parts else (end - 1,) for start, end in wholes
    )
