"""Measure who is behind each attribution, and through whom, on ``training/labels/voices.jsonl`` and its fresh part.

A reader labelled whole reports: of PolNeAR's training half, of GUM's news and interviews, of ``stories/`` and of
``incidents/``. The labels come in two parts. Mistakes may be read, and rules made, on ``read``. On ``fresh`` nothing is
looked at but these figures. All figures are in percent, with the counts they come from:

- who: of the labelled attributions that whence finds, those with the right source under the right name.
- wrong_name: of the same, those that get a name that is another's.
- wrong_of_resolved: of the pronouns and descriptions that got a name that their own words do not hold, those that got a
  wrong one.
- nested_recall, nested_precision: attributions within another; one counts if it shares its cue, most of its content
  (Dice's coefficient of the characters at least 0.5) and the outer attribution with one in ``labels/nested.jsonl``.
- relay_precision, relay_recall: the relays of the labelled attributions that whence finds. The outlet that publishes
  the report is none, labelled or not.
- duplicates: of the sources listed, those that are another one over again.
- merged: voices that are listed under another's entry, against the sources listed; a wrong name counts here too.

``--show FIGURE`` prints the mistakes instead, and refuses to do so on the fresh part.

Reference:
    Dice, "Measures of the Amount of Ecologic Association Between Species", Ecology 1945.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bench.options import find_corpus, print_figures
from bench.spans import dice
from bench.speakers import is_same_voice, mentions, same_name
from training.voices import LabelledReport, Nested, Voice, read_voices
from whence.language.english import THIRD_PERSON
from whence.reading.attributions.outlets import is_own, names_of_publisher
from whence.reading.model.package import SHIPPED
from whence.reading.reader import Reader
from whence.records.ledger import Attribution, Ledger, Source
from whence.records.report import Report, Span

__all__ = ["judge_entries", "judge_report", "percentages"]

_LABELS = Path(__file__).parent.parent / "training/labels/voices.jsonl"
_LEAST_SHARED = 0.5
_FIGURES = (
    "who",
    "wrong_name",
    "wrong_of_resolved",
    "nested_recall",
    "nested_precision",
    "relays",
    "duplicates",
    "merged",
)


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--model", default=SHIPPED, help="a model's name, or the path of a model file")
    parser.add_argument("--part", choices=("read", "fresh"), default="fresh")
    parser.add_argument("--show", choices=_FIGURES, help="print the mistakes of this figure; only on the part to read")
    options = parser.parse_args()
    if options.show and options.part == "fresh":
        sys.exit("The fresh part only gives figures; read mistakes with --part read.")
    data = find_corpus(options.shared, "polnear/train.jsonl").parent.parent
    reader, counts = Reader(options.model), Counter[str]()
    for one in read_voices(_LABELS, data, options.part):
        ledger = reader.read(Report(text=one.text, publisher=one.publisher, url=one.url))
        for figure, shown in judge_report(ledger, one, counts):
            if figure == options.show:
                print(f"{one.corpus} {one.report[:40]} {shown}")
    if not options.show:
        print_figures("voices", {"name": options.model, "part": options.part, **percentages(counts)})


def judge_report(ledger: Ledger, labelled: LabelledReport, counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """Count what is right in one ledger, and yield each mistake with the figure that it counts in.

    Args:
        ledger: What was found.
        labelled: What is there.
        counts: Receives the counts; `percentages` turns them into figures.
    """
    sources = {source.id: source for source in ledger.sources}
    found = {i: one for i, voice in enumerate(labelled.voices) if (one := _matching(ledger, voice)) is not None}
    text, own = ledger.report.text, names_of_publisher(ledger.report)
    voices = {
        i: replace(voice, relays=tuple(span for span in voice.relays if not is_own(own, (span.of(text),))))
        for i, voice in enumerate(labelled.voices)
        if voice.valid
    }
    for i, voice in voices.items():
        if i in found:
            yield from _judge_voice(text, sources, found[i], voice, counts)
    yield from _judge_nested(ledger, labelled.nested, counts)
    pairs = {
        (" ".join(voice.who.of(text).lower().split()), str(found[i].source))
        for i, voice in voices.items()
        if i in found and found[i].source is not None and voice.who is not None
    }
    yield from judge_entries(sources, pairs, counts)


def judge_entries(
    sources: Mapping[str, Source], pairs: Collection[tuple[str, str]], counts: Counter[str]
) -> Iterator[tuple[str, str]]:
    """Count whether each voice has one source and each source one voice, and yield where not.

    Args:
        sources: The sources of a ledger, by their ids.
        pairs: For each labelled attribution that was found, the words of the label and the id of the source found.
        counts: Receives the counts.
    """
    entries: dict[str, set[str]] = {}
    voices: dict[str, set[str]] = {}
    for who, entry in pairs:
        entries.setdefault(who, set()).add(entry)
        voices.setdefault(entry, set()).add(who)
    counts["listed"] += len(voices)
    for who, ids in sorted(entries.items()):
        counts["repeated"] += len(ids) - 1
        if len(ids) > 1:
            yield "duplicates", f"{who!r}: {[sources[one].name for one in sorted(ids)]}"
    for entry, several in sorted(voices.items()):
        counts["merged"] += len(several) - 1
        if len(several) > 1:
            yield "merged", f"{sources[entry].name!r}: {sorted(several)}"


def _judge_voice(
    text: str, sources: Mapping[str, Source], found: Attribution, voice: Voice, counts: Counter[str]
) -> Iterator[tuple[str, str]]:
    source = sources[found.source] if found.source else None
    shown = _shown(text, source, found, voice)
    right = is_same_voice(source, voice.who, text)
    named = source is not None and source.naming == "named" and source.kind in {"person", "organisation"}
    wrong = named and not right and not mentions(source, voice.who)
    counts.update(found=1, who=right, wrong_name=wrong)
    if not right:
        yield "who", shown
    if wrong:
        yield "wrong_name", shown
    if source is not None and named and _is_resolved(text, found, source):
        counts.update(resolved=1, wrong_of_resolved=not right)
        if not right:
            yield "wrong_of_resolved", shown
    given = [sources[relay] for relay in found.relays]
    hits = sum(any(_is_relay(text, one, span) for span in voice.relays) for one in given)
    reached = sum(any(_is_relay(text, one, span) for one in given) for span in voice.relays)
    counts.update(relays_given=len(given), relays_right=hits, relays=len(voice.relays), relays_found=reached)
    if hits < len(given) or reached < len(voice.relays):
        yield "relays", f"{shown} relays {[one.name for one in given]}, labelled {[x.of(text) for x in voice.relays]}"


def _is_relay(text: str, source: Source, span: Span) -> bool:
    return mentions(source, span) or same_name(source.name, span.of(text))


def _is_resolved(text: str, found: Attribution, source: Source) -> bool:
    """Check whether a source's name is not in the words of the attribution's source."""
    told = (word.strip(".,'’") for span in found.source_spans for word in span.of(text).split())
    words = {word.removesuffix("'s").removesuffix("’s").lower() for word in told}
    return bool(words) and (words <= THIRD_PERSON or not words & {word.lower() for word in source.name.split()})


def _judge_nested(ledger: Ledger, labelled: Sequence[Nested], counts: Counter[str]) -> Iterator[tuple[str, str]]:
    of_id = {one.id: one for one in ledger.attributions}
    given = [one for one in ledger.attributions if one.within and one.cue_spans]

    def agree(one: Attribution, label: Nested) -> bool:
        outer = of_id[str(one.within)]
        return (
            dice(one.cue_spans, label.cue) > 0
            and dice(one.content_spans, label.content) >= _LEAST_SHARED
            and (not label.outer or dice(outer.cue_spans, label.outer) > 0)
        )

    counts.update(nested=len(labelled), nested_given=len(given))
    for label in labelled:
        hit = any(agree(one, label) for one in given)
        counts["nested_found"] += hit
        if not hit:
            yield "nested_recall", _place(ledger.report.text, label.cue)
    for one in given:
        hit = any(agree(one, label) for label in labelled)
        counts["nested_right"] += hit
        if not hit:
            yield "nested_precision", _place(ledger.report.text, one.cue_spans)


def _matching(ledger: Ledger, voice: Voice) -> Attribution | None:
    spans = voice.cue or voice.content
    least = 0 if voice.cue else _LEAST_SHARED

    def shared(one: Attribution) -> float:
        return dice(one.cue_spans if voice.cue else one.content_spans, spans)

    return max((one for one in ledger.attributions if shared(one) > least), key=shared, default=None)


def percentages(counts: Mapping[str, int]) -> dict[str, float]:
    """Compute the figures from the counts.

    >>> percentages(Counter(found=4, who=3))["who"]
    75.0
    """

    def share(part: str, whole: str) -> float:
        return round(100 * counts.get(part, 0) / max(1, counts.get(whole, 0)), 1)

    return {
        "found": counts.get("found", 0),
        "who": share("who", "found"),
        "wrong_name": share("wrong_name", "found"),
        "resolved": counts.get("resolved", 0),
        "wrong_of_resolved": share("wrong_of_resolved", "resolved"),
        "nested": counts.get("nested", 0),
        "nested_recall": share("nested_found", "nested"),
        "nested_precision": share("nested_right", "nested_given"),
        "relays": counts.get("relays", 0),
        "relay_precision": share("relays_right", "relays_given"),
        "relay_recall": share("relays_found", "relays"),
        "sources": counts.get("listed", 0),
        "duplicates": share("repeated", "listed"),
        "merged": share("merged", "listed"),
    }


def _place(text: str, spans: Sequence[Span]) -> str:
    start, end = spans[0].start, spans[-1].end
    cut = f"{text[max(0, start - 90) : start]}[{text[start:end]}]{text[end : end + 70]}"
    return f"…{' '.join(cut.split())}…"


def _shown(text: str, source: Source | None, found: Attribution, voice: Voice) -> str:
    got = (source.name, source.kind, source.naming) if source else None
    who = voice.who.of(text) if voice.who else None
    place = _place(text, found.cue_spans or found.content_spans)
    return f"{place}\n   label {who!r} {voice.kind} {voice.naming}; found {got}"


if __name__ == "__main__":
    main()
