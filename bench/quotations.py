"""Count the quotations of PolNeAR's development half that no attribution contains.

A quotation is what stands between double quotation marks in one paragraph, five words or more; one that is never closed
ends with its paragraph. It counts as lost if most of its words are in no content. Titles of works and signs in marks
count as well, so a few per thousand are lost rightly.

``--show`` prints the lost quotations instead.
"""

import argparse
import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

from bench.options import find_corpus, print_figures
from bench.reports import read_lines
from whence.reading.model.package import SHIPPED
from whence.reading.reader import Reader
from whence.records.ledger import Ledger
from whence.records.report import Report, Span

__all__ = ["find_lost", "find_quotations"]

_QUOTED = re.compile(r'“([^“”\n]*)(?:”|$)|(?<!\w)"(?=\S)([^"“”\n]*)”|(?<!\w)"(?=\S)([^"\n]*)(?:"|$)', re.MULTILINE)
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_FEWEST_WORDS = 5


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with the annotated corpora")
    parser.add_argument("--model", default=SHIPPED, help="a model's name, or the path of a model file")
    parser.add_argument("--show", action="store_true", help="print the lost quotations")
    options = parser.parse_args()
    reader, count, lost, unsourced = Reader(options.model), 0, 0, 0
    for report in read_lines(find_corpus(options.shared, "polnear/dev.jsonl")):
        ledger = reader.read(Report(text=report["text"]))
        quotations = list(find_quotations(report["text"]))
        missing = list(find_lost(ledger, quotations))
        count, lost = count + len(quotations), lost + len(missing)
        unsourced += sum(one.source is None and not one.cue_spans for one in ledger.attributions)
        for span in missing if options.show else ():
            print(f"{report['id'][:40]} {span.of(report['text'])}")
    if not options.show:
        share = round(100 * lost / count, 1)
        figures = {"quotations": count, "lost": lost, "lost_percent": share, "without_source": unsourced}
        print_figures("quotations", {"name": options.model, **figures})


def find_quotations(text: str) -> Iterator[Span]:
    """Find the quotations of five words and more, each without its marks.

    >>> text = '“The ferry leaves at nine,” he said. “No.”'
    >>> [span.of(text) for span in find_quotations(text)]
    ['The ferry leaves at nine,']
    """
    for match in _QUOTED.finditer(text):
        start, end = match.span(match.lastindex or 0)
        if len(_WORD.findall(text, start, end)) >= _FEWEST_WORDS:
            yield Span(start, end)


def find_lost(ledger: Ledger, quotations: list[Span]) -> Iterator[Span]:
    """Find the quotations of which most words are in no content.

    Args:
        ledger: What was found in the report.
        quotations: Its quotations.
    """
    text = ledger.report.text
    contents = _merged(ledger)
    starts = [span.start for span in contents]
    for span in quotations:
        words = [match.start() + span.start for match in _WORD.finditer(span.of(text))]
        before = [bisect_right(starts, at) - 1 for at in words]
        kept = sum(i >= 0 and at < contents[i].end for i, at in zip(before, words, strict=True))
        if kept * 2 <= len(words):
            yield span


def _merged(ledger: Ledger) -> list[Span]:
    """List the contents of a ledger in order, those that overlap as one."""
    merged: list[Span] = []
    for span in sorted(span for one in ledger.attributions for span in one.content_spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


if __name__ == "__main__":
    main()
