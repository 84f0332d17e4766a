"""Hand-written ledgers as marked text, and a reader with predictable results."""

import os
import re
import signal
import threading

from whence.errors import ModelError
from whence.reading.model.decode import CueChances, Evidence, FoundAttribution, Weight
from whence.reading.model.package import SHIPPED
from whence.reading.model.sentence_vectors import SentenceVectors
from whence.reading.scan import Scan
from whence.reading.sources.noun_phrases import NounPhrases
from whence.records.answers import SourceCount
from whence.records.ledger import Attribution, Finding, Ledger, Source
from whence.records.report import Report, Span

OKAFOR = SourceCount(
    name="Ines Okafor",
    kind="person",
    naming="named",
    country="NOR",
    attributions=41,
    reports=12,
    publishers=3,
    first="2031-03-04",
    last="2031-05-01",
)
"""A source as an archive counts it."""
_MARK = re.compile(r"([\[{<])(\d+) |([\]}>])(\d+)")
_PARTS = {"[": "source", "]": "source", "{": "cue", "}": "cue", "<": "content", ">": "content"}


def parse_marked(marked):
    """Parse a text with ``[1 sources]1``, ``{1 cues}1`` and ``<1 contents>1`` into the plain text and its spans.

    Spans are grouped by their number and part.
    """
    text, spans, opened, last = "", {}, {}, 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        bracket, number = mark[1] or mark[3], mark[2] or mark[4]
        key = (int(number), _PARTS[bracket])
        if mark[1]:
            opened[key] = len(text)
        else:
            spans.setdefault(key, []).append(Span(opened.pop(key), len(text)))
    text += marked[last:]
    return text, spans


def ledger_of(marked, *, quotations=None, within=None, **report):
    """Build a ledger from a text with ``[1 sources]1``, ``{1 cues}1`` and ``<1 contents>1``, each with its number.

    Sources with the same words are one source. ``quotations`` and ``within`` add details by an attribution's number.
    """
    text, spans = parse_marked(marked)
    mentions = {}
    for (_, part), found in sorted(spans.items(), key=lambda item: item[1]):
        if part == "source":
            mentions.setdefault(found[0].of(text), []).extend(found)
    ids = {name: f"s{number}" for number, name in enumerate(mentions, start=1)}
    attributions = [
        Attribution(
            id=f"a{number}",
            source_spans=tuple(spans.get((number, "source"), ())),
            cue_spans=tuple(spans.get((number, "cue"), ())),
            content_spans=tuple(spans.get((number, "content"), ())),
            quotation=(quotations or {}).get(number, "indirect"),
            source=ids[spans[number, "source"][0].of(text)] if (number, "source") in spans else None,
            within=f"a{within[number]}" if number in (within or {}) else None,
            confidence=0.9,
        )
        for number in sorted({number for number, _ in spans})
    ]
    return Ledger(
        report=Report(text=text, **report),
        sources=tuple(Source(id=ids[name], name=name, mentions=tuple(found)) for name, found in mentions.items()),
        attributions=tuple(attributions),
        model="by-hand",
    )


NOTHING = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)


def found_in(words, spans):
    """Convert the spans of `parse_marked` to attributions as the model returns them, by their numbers."""

    def ranges(number, part):
        return tuple(words.covering(span.start, span.end) for span in spans.get((number, part), ()))

    return [
        FoundAttribution(
            source=ranges(n, "source"),
            cue=ranges(n, "cue")[0] if (n, "cue") in spans else (ranges(n, "content")[0][0],) * 2,
            contents=ranges(n, "content"),
            confidence=0.9,
            evidence=NOTHING,
        )
        for n in sorted({number for number, _ in spans})
    ]


def scanned(words, *, names=(), meant=None):
    """Make the result of a scan in which nothing is known except names and the antecedents of pronouns."""
    return Scan(
        found=[],
        nested=[],
        cues=CueChances(*[(0.0,) * len(words)] * 2),
        weights=[Weight(3.0, 1.0)] * len(words),
        found_events=[],
        names=list(names),
        meant=meant or {},
        phrases=NounPhrases(words),
        sentence_vectors=SentenceVectors(words).means(),
    )


def read_by_hand(report):
    """Read with a simple rule: each line ``NAME said that CONTENT.`` is an attribution.

    Some words in a report's text make reading fail: "trouble" raises an error of our own, "death" ends the process,
    "forever" never ends.
    """
    if "trouble" in report.text:
        message = "there is trouble"
        raise KeyError(message)
    if "death" in report.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "forever" in report.text:
        threading.Event().wait()
    found = list(re.finditer(r"^(\w+) (said) that (.+)\.$", report.text, re.MULTILINE))
    return Ledger(
        report=report,
        sources=tuple(
            Source(id=f"s{number}", name=match[1], mentions=(Span(*match.span(1)),))
            for number, match in enumerate(found, start=1)
        ),
        attributions=tuple(
            Attribution(
                id=f"a{number}",
                source_spans=(Span(*match.span(1)),),
                cue_spans=(Span(*match.span(2)),),
                content_spans=(Span(*match.span(3)),),
                quotation="indirect",
                source=f"s{number}",
                within=None,
                confidence=0.9,
            )
            for number, match in enumerate(found, start=1)
        ),
        findings=tuple(
            Finding(
                kind="bare-source",
                spans=(Span(*match.span(1)),),
                attributions=(f"a{number}",),
                note="Who is that?",
                rule="Ask.",
            )
            for number, match in enumerate(found, start=1)
            if match[1] == "Somebody"
        ),
        model="by-hand",
    )


def open_by_hand(model="by-hand"):
    """Open the rule-based reader; the model is ignored."""
    if model not in {"by-hand", SHIPPED}:
        raise ModelError(model, "no such model", "Name another")
    return read_by_hand
