"""Our labels of who is behind each attribution: ``labels/voices.jsonl``, as labels and as texts to train on."""

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from bench.findings import PUBLISHERS
from bench.spans import touch
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
    "Nested",
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
    """Index of the attribution that contains it, as its first reader saw it; `LabelledReport.nested` has the judged."""


class Nested(NamedTuple):
    """One attribution within another's content."""

    source: tuple[Span, ...]
    """Empty where there is none, or where nobody marked it."""
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    outer: tuple[Span, ...]
    """The cue of the labelled attribution with the smallest content around it; empty if none is labelled."""


@dataclass(frozen=True, kw_only=True)
class LabelledReport:
    """A labelled report, with its text."""

    part: str
    """``read``, to train on and read mistakes from, or ``fresh``, which only gives figures."""
    corpus: str
    report: str
    text: str
    voices: tuple[Voice, ...]
    nested: tuple[Nested, ...]
    publisher: str | None = None
    url: str | None = None

    @cached_property
    def words(self) -> Words:
        """The words of the text."""
        return segment(self.text)


def read_voices(labels: Path, data: Path, part: str) -> Iterator[LabelledReport]:
    """Read the labelled reports of one part.

    Args:
        labels: File with one report per line; ``nested.jsonl`` beside it has the attributions within others.
        data: Folder with the corpora.
        part: ``read`` or ``fresh``.
    """
    reports = _reports(data)
    nested = {
        (row["set"], row["report"]): tuple(Nested(*map(_spans, one)) for one in row["nested"])
        for row in map(json.loads, labels.with_name("nested.jsonl").read_text("utf-8").splitlines())
    }
    for row in map(json.loads, labels.read_text("utf-8").splitlines()):
        if row["part"] == part:
            report = reports[row["set"], row["report"]]
            within = nested.get((row["set"], row["report"]), ())
            voices = tuple(map(_voice, row["attributions"]))
            yield LabelledReport(
                part=part,
                corpus=row["set"],
                report=row["report"],
                text=report.text,
                publisher=report.publisher,
                url=report.url,
                nested=within,
                voices=tuple(replace(voice, relays=_relays(voice, voices, within)) for voice in voices),
            )


def _voice(row: dict[str, Any]) -> Voice:
    return Voice(
        source=_spans(row["source"]),
        cue=_spans(row["cue"]),
        content=_spans(row["content"]),
        valid=row.get("valid", True),
        who=Span(*row["who"]) if row.get("who") else None,
        kind=row.get("kind", "none"),
        naming=row.get("naming", "none"),
        relays=_spans(row.get("relays", ())),
        outer=row.get("outer"),
    )


def _relays(voice: Voice, voices: Sequence[Voice], nested: Sequence[Nested]) -> tuple[Span, ...]:
    """Leave out the outer source of what is not judged to be within it: for that alone it was marked as a relay."""
    if voice.outer is None or any(touch(voice.cue, one.cue) for one in nested):
        return voice.relays
    outer = voices[voice.outer]
    around = outer.source if outer.who is None else (*outer.source, outer.who)
    return tuple(relay for relay in voice.relays if not touch((relay,), around))


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
    own = (
        Nested(voice.source, voice.cue, voice.content, outer=())
        for voice in labelled.voices
        if voice.valid and voice.cue and voice.content and voice.outer is None
    )
    golds = tuple(
        Gold(
            cue=words.covering(one.cue[0].start, one.cue[-1].end),
            sources=_ranges(words, one.source),
            contents=_ranges(words, one.content),
        )
        for one in (*own, *labelled.nested)
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
