"""Measure the sources of labelled attributions in ``training/labels/speakers.jsonl``.

Two readers labelled each attribution; labels are places in reports of PolNeAR's development half and of
``stories/dev.jsonl``. Of the attributions that whence finds, in percent:

- who: the right source, with the right name. kind, naming, channel: as labelled. relays: all of them, in their order.
- wrong_name: a name is given, and it is another source's.

``--show KEY`` prints the mistakes of one figure instead.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.options import find_corpus, print_figures
from bench.spans import overlap
from whence.reading.model.package import SHIPPED
from whence.reading.reader import Reader
from whence.reading.sources.name_clusters import bare_tokens
from whence.records.ledger import Attribution, Ledger, Source
from whence.records.report import Report, Span

__all__ = ["Label", "is_same_voice", "judge", "mentions", "read_labels", "same_name"]

_LABELS = Path(__file__).parent.parent / "training/labels/speakers.jsonl"
_FIGURES = ("who", "kind", "naming", "relays", "channel", "plural")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The two readers' label of one attribution."""

    corpus: str
    report: str
    cue: tuple[Span, ...]
    who: Span | None
    kind: str
    naming: str
    plural: bool
    channel: str | None
    relays: tuple[Span, ...]


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--model", default=SHIPPED, help="a model's name, or the path of a model file")
    parser.add_argument("--show", choices=(*_FIGURES, "wrong_name"), help="print the mistakes of this figure")
    options = parser.parse_args()
    texts = dict(_texts(options.shared))
    labels = list(read_labels(_LABELS))
    reader = Reader(options.model)
    ledgers = {key: reader.read(Report(text=texts[key])) for key in dict.fromkeys((x.corpus, x.report) for x in labels)}
    judged: list[dict[str, bool]] = []
    for label in labels:
        ledger = ledgers[label.corpus, label.report]
        found = _matching(ledger, label)
        if found is None:
            continue
        judged.append(judge(ledger, found, label))
        if options.show and judged[-1][options.show] == (options.show == "wrong_name"):
            print(_shown(ledger, found, label))
    share = {name: round(100 * sum(one[name] for one in judged) / len(judged), 1) for name in judged[0]}
    if not options.show:
        print_figures("speakers", {"name": options.model, "labels": len(labels), "found": len(judged), **share})


def read_labels(path: Path) -> Iterator[Label]:
    """Read the labels that readers accepted as attributions."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["valid"]:
            yield Label(
                corpus=row["set"],
                report=row["report"],
                cue=tuple(Span(*span) for span in row["cue"]),
                who=None if row["who"] is None else Span(*row["who"]),
                kind=row["kind"],
                naming=row["naming"],
                plural=row["plural"],
                channel=row["channel"],
                relays=tuple(Span(*span) for span in row["relays"]),
            )


def judge(ledger: Ledger, found: Attribution, label: Label) -> dict[str, bool]:
    """Compare what was found with the label, figure by figure."""
    sources = {source.id: source for source in ledger.sources}
    source = sources[found.source] if found.source else None
    text = ledger.report.text
    right = is_same_voice(source, label.who, text)
    named = source is not None and source.naming == "named" and source.kind in {"person", "organisation"}
    relays = [sources[relay] for relay in found.relays]
    return {
        "who": right,
        "wrong_name": named and not right and not mentions(source, label.who),
        "kind": (source.kind if source else "none") == label.kind,
        "naming": (source.naming if source else "none") == label.naming,
        "relays": len(relays) == len(label.relays)
        and all(
            mentions(one, span) or same_name(one.name, span.of(text))
            for one, span in zip(relays, label.relays, strict=True)
        ),
        "channel": found.channel == label.channel,
        "plural": bool(source and source.is_plural) == label.plural,
    }


def is_same_voice(source: Source | None, who: Span | None, text: str) -> bool:
    """Check whether a source is the one that a label's span names or describes."""
    if source is None or who is None:
        return source is None and who is None
    if source.naming == "named" and source.kind == "person":
        return same_name(source.name, who.of(text))
    return mentions(source, who) or same_name(source.name, who.of(text))


def mentions(source: Source | None, who: Span | None) -> bool:
    """Check whether one of a source's mentions overlaps a span."""
    return source is not None and who is not None and any(overlap(mention, who) for mention in source.mentions)


def same_name(one: str, other: str) -> bool:
    """Check whether two names have the same words, titles apart."""
    return bare_tokens(one) == bare_tokens(other)


def _matching(ledger: Ledger, label: Label) -> Attribution | None:
    def shared(spans: Sequence[Span]) -> int:
        return sum(overlap(one, other) for one in spans for other in label.cue)

    best = max(ledger.attributions, key=lambda one: shared(one.cue_spans), default=None)
    return best if best is not None and shared(best.cue_spans) else None


def _texts(shared: Path) -> Iterator[tuple[tuple[str, str], str]]:
    for line in find_corpus(shared, "polnear/dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield ("polnear", row["id"]), row["text"]
    for line in find_corpus(shared, "stories/dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield ("stories", row["id"]), row["title"] + "\n\n" + row["text"]


def _shown(ledger: Ledger, found: Attribution, label: Label) -> str:
    text = ledger.report.text
    sources = {source.id: source for source in ledger.sources}
    source = sources[found.source] if found.source else None
    start, end = found.cue_spans[0].start, found.cue_spans[-1].end
    place = " ".join(text[max(0, start - 90) : end + 60].split())
    who = label.who.of(text) if label.who else None
    relays = [sources[relay].name for relay in found.relays]
    wanted = [span.of(text) for span in label.relays]
    got = (source.name, source.kind, source.naming, source.is_plural) if source else None
    return (
        f"{label.corpus} {label.report[:30]} …{place}…\n   label {who!r} {label.kind} {label.naming} {label.plural} "
        f"{label.channel} {wanted}\n   found {got} {[s.of(text) for s in found.source_spans]} {found.channel} {relays}"
    )


if __name__ == "__main__":
    main()
