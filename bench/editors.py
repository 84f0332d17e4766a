"""Measure what a report shows, on ``training/labels/editors.jsonl``: events, certainty, own voice, times, questions.

Readers listed for 80 whole reports what a careful editor would: every event with its parties, the sort of every
sentence, the certainty of every attribution, every question that is due. Mistakes may be read, and rules made, on the
part ``read``; on ``fresh`` nothing is looked at but these figures. All figures are in percent, with their counts:

- events_right: of the events listed, those of a labelled trigger and type all of whose given parties are right.
- events_wrong: of the events shown, those of a labelled trigger whose type or a party is another.
- events_unlabelled: of the events shown, those where the reader saw none.
- events_found: of the labelled events that a reader of a list would want, those shown and right.
- level: of the attributions that are one, those with the right level and polarity of their source's certainty.
- page_certain: of the contents that the page is said to be certain of, those of which it is.
- own_voice: of the statements in the page's own voice, those that are its own and of the right sort.
- own_voice_found: of the sentences labelled as a record, an observation or an interpretation, those listed so.
- times: of the labelled expressions of time that any reader would resolve alike, those with the right first and last
  day.
- genre: of the reports whose genre is told, those labelled so; genre_found: of those labelled as other than news, those
  whose genre is told.
- questions_precision, questions_recall: a question and a label are one if their kinds agree and their places share a
  sentence; about headlines, if the report has a label of the kind.
- asked: of the questions as a reader sees them, with all findings about one holder together, those with the heading of
  a label, and with a place, of any of their findings, in its sentence; about headlines, with the heading alone.

Without what is only noted, such as denials, these three are without_notes_precision, without_notes_recall and
without_notes_asked.

``--show FIGURE`` prints the mistakes instead, and refuses to do so on the fresh part.
"""

import argparse
import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.findings import PUBLISHERS
from bench.options import find_corpus, print_figures
from bench.spans import touch
from whence.intake.load import read_bytes
from whence.reading.model.package import SHIPPED
from whence.reading.reader import Reader
from whence.records.finding_kinds import FINDING_KINDS
from whence.records.ledger import Event, Finding, FindingKind, Ledger, Party, Time
from whence.records.report import Report, Span
from whence.records.sure import sure_statements, telling_events
from whence.showing.questions import list_questions

__all__ = [
    "LabelledPage",
    "find_time",
    "findings_asked",
    "has_days",
    "judge_page",
    "read_labels",
    "read_pages",
    "read_reports",
]

_LABELS = Path(__file__).parent.parent / "training/labels/editors.jsonl"
_FILES = ("polnear/dev.jsonl", "polnear/train.jsonl", "stories/dev.jsonl", "incidents/dev.jsonl.gz")
_FIGURES = ("events", "level", "page_certain", "own_voice", "times", "questions", "asked", "without_notes", "genre")
_GENRES: Mapping[str, Collection[str]] = {
    "opinion": ("opinion", "first-person"),
    "sport": ("match report",),
    "transcript": ("transcript",),
    "listing": ("listing",),
}
_PLAIN = frozenset({"record", "observation", "interpretation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledEvent:
    """One event that a reader listed."""

    trigger: Span
    type: str
    actor: Span | None
    recipient: Span | None
    is_wanted: bool
    """Whether a reader of a list of events would want it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPage:
    """What a reader listed of one report."""

    report: Report
    events: tuple[LabelledEvent, ...]
    sentences: tuple[tuple[Span, str], ...]
    levels: tuple[tuple[tuple[Span, ...], tuple[Span, ...], Sequence[str]], ...]
    """Cue, content, and the level and polarity of the source's certainty and the page's, for each true attribution."""
    questions: tuple[tuple[FindingKind, Span], ...]
    times: tuple[tuple[Span, str | None, str | None], ...]
    """Words, first and last day, of each expression of time that a reader was sure of."""
    kind: str
    """What sort of report it is, in the reader's words: ``news``, ``opinion``, ``sport``, …"""


Verdict = tuple[str, bool, str]
"""The figure, whether it is right, and what to print of a mistake."""


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--model", default=SHIPPED, help="a model's name, or the path of a model file")
    parser.add_argument("--part", choices=("read", "fresh"), default="fresh")
    parser.add_argument("--show", choices=_FIGURES, help="print the mistakes of this figure; only on the part to read")
    options = parser.parse_args()
    if options.show and options.part == "fresh":
        parser.error("the mistakes of the fresh part are not to be seen; give --part read")
    reader = Reader(options.model)
    verdicts = [
        (page.report.name, verdict)
        for page in read_labels(options.shared, options.part)
        for verdict in judge_page(reader.read(page.report), page)
    ]
    if options.show:
        for name, (figure, is_right, told) in verdicts:
            if figure.startswith(options.show) and not is_right:
                print(f"{name}  {figure}  {told}")
        return
    print_figures("editors", {"part": options.part, **_percentages(verdict for _, verdict in verdicts)})


def _percentages(verdicts: Iterable[Verdict]) -> dict[str, object]:
    right, of = Counter[str](), Counter[str]()
    for figure, is_right, _ in verdicts:
        of[figure] += 1
        right[figure] += is_right
    return {figure: [round(100 * right[figure] / of[figure], 1), right[figure], of[figure]] for figure in of}


def judge_page(ledger: Ledger, page: LabelledPage) -> Iterator[Verdict]:
    """Compare a ledger with what a reader listed of the same report."""
    yield from _judge_events(ledger, page)
    yield from _judge_levels(ledger, page)
    yield from _judge_own_voice(ledger, page)
    yield from _judge_times(ledger, page)
    yield from _judge_questions(ledger, page)
    yield from _judge_genre(ledger, page)


def _judge_genre(ledger: Ledger, page: LabelledPage) -> Iterator[Verdict]:
    is_right = ledger.genre in _GENRES.get(page.kind, ())
    if ledger.genre:
        yield "genre", is_right, f"{ledger.genre}, labelled {page.kind}"
    if page.kind in _GENRES:
        yield "genre_found", is_right, f"missed {page.kind}"


def _judge_events(ledger: Ledger, page: LabelledPage) -> Iterator[Verdict]:
    text, met = page.report.text, set[int]()
    for event in telling_events(ledger):
        near = [i for i, label in enumerate(page.events) if touch(event.spans, [label.trigger])]
        told = _tell(event, text)
        right = [i for i in near if _is_right(ledger, event, page.events[i])]
        met.update(right)
        yield "events_right", bool(right), told if near else f"{told}  [unlabelled]"
        yield "events_wrong", bool(near) and not right, told
        yield "events_unlabelled", not near, told
    for i, label in enumerate(page.events):
        if label.is_wanted:
            told = f"missed {label.type} {label.trigger.of(text)!r}"
            yield "events_found", i in met, told


def _is_right(ledger: Ledger, event: Event, label: LabelledEvent) -> bool:
    return (
        event.type == label.type
        and _is_same_party(ledger, event.actor, label.actor)
        and _is_same_party(ledger, event.recipient, label.recipient)
    )


def _is_same_party(ledger: Ledger, party: Party | None, label: Span | None) -> bool:
    """Check a party that is given, by its words or another mention of it; one that is not given is not wrong."""
    mentions = [source.mentions for source in ledger.sources if party and source.id == party.source]
    return party is None or (label is not None and any(touch(spans, [label]) for spans in (party.spans, *mentions)))


def _tell(event: Event, text: str) -> str:
    sides = [
        " ".join(span.of(text) for span in party.spans) if party else "-" for party in (event.actor, event.recipient)
    ]
    trigger = " ".join(span.of(text) for span in event.spans)
    around = text[max(0, event.spans[0].start - 60) : event.spans[-1].end + 60].replace("\n", " ")
    return f"{event.type} {trigger!r} {sides[0]} -> {sides[1]} {event.told_as} {event.confidence:.2f}  | {around}"


def _judge_levels(ledger: Ledger, page: LabelledPage) -> Iterator[Verdict]:
    text = page.report.text
    for one in ledger.attributions:
        labels = [
            said
            for cue, content, said in page.levels
            if touch(one.cue_spans or one.content_spans, cue or content) and touch(one.content_spans, content)
        ]
        if not labels or one.certainty is None or one.page_certainty is None:
            continue
        told = " ".join(span.of(text) for span in (*one.cue_spans, *one.content_spans))[:160].replace("\n", " ")
        found, (level, polarity, stand) = one.certainty, labels[0]
        is_right = (found.level, found.polarity) == (level, polarity)
        yield "level", is_right, f"{found.level} {found.polarity}, labelled {level} {polarity}: {told}"
        if one.page_certainty.level == "certain":
            yield "page_certain", stand in {"certain", "against"}, f"labelled {stand}: {told}"


def _judge_own_voice(ledger: Ledger, page: LabelledPage) -> Iterator[Verdict]:
    text, listed = page.report.text, dict[Span, str]()
    for statement in sure_statements(ledger):
        span, sort = next(each for each in page.sentences if touch(statement.spans, [each[0]]))
        listed[span] = statement.kind
        yield "own_voice", statement.kind == sort, f"{statement.kind}, labelled {sort}: {span.of(text)[:140]}"
    for span, sort in page.sentences:
        if sort in _PLAIN:
            yield "own_voice_found", listed.get(span) == sort, f"missed {sort}: {span.of(text)[:140]}"


def _judge_times(ledger: Ledger, page: LabelledPage) -> Iterator[Verdict]:
    """Compare days; a bound such as *since* or *by* is no part of a labelled expression, so one open end is right."""
    for span, first, last in page.times:
        found = find_time(ledger, span)
        days = (found.start, found.end) if found else ()
        is_right = found is not None and has_days(found, first, last)
        yield "times", is_right, f"{span.of(page.report.text)!r} is {first} to {last}, not {days}"


def find_time(ledger: Ledger, label: Span) -> Time | None:
    """Find the time of a ledger that shares words with a label."""
    return next((time for time in ledger.times if touch(time.spans, [label])), None)


def has_days(found: Time, first: str | None, last: str | None) -> bool:
    """Check whether a time has the labelled days; if one end is open, whether the other is one of them."""
    days = (found.start, found.end)
    return days == (first, last) or (None in days and bool({first, last} & {*days} - {None}))


def _judge_questions(ledger: Ledger, page: LabelledPage) -> Iterator[Verdict]:
    """Compare questions, all of them and then those that are not only noted."""
    text = page.report.text
    for name, findings in (("questions", ledger.findings), ("without_notes", findings_asked(ledger))):
        met = set[int]()
        for finding in findings:
            right = _due(page, finding.spans, [FINDING_KINDS[finding.kind].heading])
            met |= right
            told = f"{finding.kind}: {' / '.join(span.of(text) for span in finding.spans)[:140]}"
            yield f"{name}_precision", bool(right), told
        for i, (kind, span) in enumerate(page.questions):
            yield f"{name}_recall", i in met, f"missed {kind}: {span.of(text)}"
    for question in list_questions(ledger):
        is_right = bool(_due(page, question.spans, question.headings))
        yield "asked", is_right, question.brief
        if not question.is_noted:
            yield "without_notes_asked", is_right, question.brief


def findings_asked(ledger: Ledger) -> list[Finding]:
    """List the findings of a ledger's questions, without those that are only noted."""
    return [one for question in list_questions(ledger) if not question.is_noted for one in question.findings]


def _due(page: LabelledPage, spans: Iterable[Span], headings: Collection[str]) -> set[int]:
    """Return which labels a question about some places answers to, if it has these headings."""
    places = [_sentences_at(page, span) for span in spans]
    return {
        i
        for i, (kind, span) in enumerate(page.questions)
        if FINDING_KINDS[kind].heading in headings
        and (kind.startswith("headline") or any(place & _sentences_at(page, span) for place in places))
    }


def _sentences_at(page: LabelledPage, span: Span) -> set[int]:
    return {i for i, (sentence, _) in enumerate(page.sentences) if touch([span], [sentence])}


def read_labels(shared: Path, part: str) -> Iterator[LabelledPage]:
    """Read the labels of one part with their reports; a report whose text has changed is left out, and named."""
    for report, row in read_part(shared, _LABELS, part):
        yield _page(report, row)


def read_part(shared: Path, labels: Path, part: str) -> Iterator[tuple[Report, dict[str, Any]]]:
    """Read each report of one part of some labels with its row; one whose text has changed is left out, and named."""
    rows = [row for row in map(json.loads, labels.read_text("utf-8").splitlines()) if row["part"] == part]
    reports = dict(read_reports(shared, rows))
    for row in rows:
        report = reports[row["report"]]
        if hashlib.sha256(report.text.encode()).hexdigest()[:16] == row["sha256"]:
            yield report, row
        else:
            print(f"left out: the text of {row['report']} is another than the one labelled", file=sys.stderr)


def _page(report: Report, row: dict[str, Any]) -> LabelledPage:
    return LabelledPage(
        report=report,
        events=tuple(
            LabelledEvent(
                trigger=Span(start, end),
                type=kind,
                actor=Span(*actor) if actor else None,
                recipient=Span(*recipient) if recipient else None,
                is_wanted=is_wanted,
            )
            for start, end, kind, actor, recipient, _, is_wanted in row["events"]
        ),
        sentences=tuple((Span(start, end), sort) for start, end, sort in row["sentences"]),
        levels=tuple(
            (tuple(Span(*each) for each in cue), tuple(Span(*each) for each in content), tuple(said))
            for _, cue, content, said in row["attributions"]
            if said
        ),
        questions=tuple((kind, Span(start, end)) for kind, start, end in row["questions"]),
        times=tuple((Span(start, end), first, last) for start, end, first, last in row["times"]),
        kind=row["kind"],
    )


def read_reports(shared: Path, rows: Sequence[dict[str, Any]]) -> Iterator[tuple[str, Report]]:
    """Read the labelled reports of the corpora, each with its id."""
    wanted = {row["report"] for row in rows}
    for name in _FILES:
        data = find_corpus(shared, name).read_bytes()
        text = (gzip.decompress(data) if name.endswith(".gz") else data).decode()
        for row in map(json.loads, text.splitlines()):
            if row["id"] in wanted:
                yield row["id"], _report(row, is_titled=not name.startswith("polnear"))
    yield from read_pages(shared, rows)


def read_pages(shared: Path, rows: Iterable[dict[str, Any]]) -> Iterator[tuple[str, Report]]:
    """Read those of the labelled reports that are web pages, each with its id."""
    pages = find_corpus(shared, "pages/html")
    for row in rows:
        if row["set"] == "pages":
            data = gzip.decompress((pages / f"{row['report']}.html.gz").read_bytes())
            yield row["report"], read_bytes(data, name=row["report"])


def _report(row: Mapping[str, str], *, is_titled: bool) -> Report:
    text = f"{row['title']}\n\n{row['text']}" if is_titled else row["text"]
    return Report(
        text=text,
        headline=text.partition("\n")[0],
        publisher=PUBLISHERS.get(row.get("publisher", ""), row.get("publisher")),
        published=row.get("published"),
        language="en",
        name=row["id"],
    )


if __name__ == "__main__":
    main()
