"""Read hostile texts and pages for some minutes, and count failures.

Hypothesis generates them: sentences with sources and quotes among unclosed quotation marks, entities, control
characters, bidirectional marks, lone surrogates, deep nesting, and bytes in encodings that the page does not declare.
Texts go to the reader, with the model; bytes go through intake first, as a file, page or feed.

Any exception is a failure, except that a file may be rejected with a WhenceError. A span outside its text is a failure
too, as a ledger refuses it. Each failure is printed with its input, minimized by hypothesis.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from traceback import format_exc

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from bench.options import print_figures
from whence.errors import WhenceError
from whence.intake.load import read_bytes
from whence.reading.model.package import SHIPPED
from whence.reading.reader import Reader
from whence.records.form.ledger_form import ledger_to_form
from whence.records.ledger import Ledger
from whence.records.report import Report

__all__ = ["Fuzzer", "pages", "texts"]

_ROUND = 50
"""Inputs from one seed; the time is checked after each round."""
_PROSE = (
    "“The bridge is safe,” said Ines Okafor, the harbour master. ",
    "Officials told The Tidewater Post on Monday that the mole had moved, and that nobody would leave. ",
    "According to a letter seen by the Post, the council had known since 4 March 2031. ",
    "Reportedly, Dr. J. R. Brandt-Okafor of the U.N. denied it. ",
    "Мэр сказал: «Порт закроют». ",
    "市長は「港を閉じる」と述べた。",
    "قال العمدة إن الميناء سيغلق. ",
    "Der Rat schließt den Hafen, sagte der Bürgermeister am Montag. ",
    "He said she said they said it: ",
)
_MARKS = (
    "“", "”", '"', "'", "’", "«", "»", "„", "(", ")", "[", "—", "-", "...", ".", ",", ":", "?!", "\n", "\n\n", "\r",
    "\t",
)  # fmt: skip
_STRANGE = (
    "\0", "\x1b[31m", "\x85", "\u2028", "\u200b", "\u200d", "\ufeff", "\ufffd", "\ufffe", "\u202e", "\u2066",
    "\u061c", "\ud800", "\udfff", "e\u0301\u0327", "\u0300" * 40, "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\U000e0041", "ﬁ", "ẞ", "İ",
)  # fmt: skip
_MARKUP = (
    "<p>", "</p>", "<div class=quote>", "</div>", "<blockquote>", "</blockquote>", "<br>", "<b", "<a href='", "<h1>",
    "</h1>", "<table><tr><td>", "</table>", "<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "]]>",
    "<?php", "?>", "<svg><title>", "<template>", "<noscript>", "<title>", "</title>", "</body>", "</html>", "<html>",
    "<body>", "<head>", "<frameset>", "<select>", "<meta charset=utf-7>", "<meta charset=iso-2022-jp>",
    "<meta property=og:title content='", "<time datetime='2031-13-40'>",
    "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": [", "&amp;", "&#0;", "&#x110000;",
    "&#xd800;", "&nbsp", "&notanentity;", "&lt;p&gt;",
)  # fmt: skip
_BEGINNINGS = (
    "", "<!DOCTYPE html><html><body>", "<?xml version='1.0' encoding='utf-16'?>", "<!-- saved -->",
    "<rss><channel><item>", "<html lang='xx'><head><title>Harbour to close</title></head><body><article>", "\ufeff",
    "From: desk@example.org\n\n",
)  # fmt: skip
_ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252", "cp1251", "shift_jis", "gb18030", "iso2022_jp",
    "big5",
)  # fmt: skip
_DECLARED = (None, "utf-8", "latin-1", "utf-7", "shift_jis", "hex", "no such", "\0")


def _written(fragments: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    repeated = st.builds(lambda fragment, times: fragment * times, fragments, st.sampled_from([1, 1, 1, 2, 5, 20]))
    return st.lists(repeated, max_size=25).map("".join)


prose = st.sampled_from(_PROSE)
texts = _written(prose | st.sampled_from(_MARKS + _STRANGE) | st.text(max_size=12))
"""Strategy for any string, much of it like a report."""
_markup = st.builds(
    lambda beginning, inner, depth: beginning + "<div>" * depth + inner,
    st.sampled_from(_BEGINNINGS),
    _written(prose | st.sampled_from(_MARKUP) | st.sampled_from(_MARKS + _STRANGE) | st.text(max_size=12)),
    st.sampled_from([0, 0, 0, 3, 120, 400]),
)


@st.composite
def pages(draw: st.DrawFn) -> tuple[bytes, str | None]:
    """Draw the bytes of a file, and the encoding that a server declares."""
    encoding = draw(st.sampled_from(_ENCODINGS))
    data = bytearray(draw(_markup).encode(encoding, "replace" if encoding != "utf-8" else "surrogatepass"))
    for place, byte in draw(
        st.lists(st.tuples(st.integers(0, max(0, len(data) - 1)), st.integers(0, 255)), max_size=5)
    ):
        data[place : place + 1] = bytes([byte])
    return bytes(data), draw(st.sampled_from(_DECLARED))


class Fuzzer:
    """Reads generated inputs, and counts them.

    Args:
        read: Reads a report.
        most: Number of texts per round, and of pages.
    """

    def __init__(self, read: Callable[[Report], Ledger], *, most: int = _ROUND) -> None:
        self._read = read
        self._most = most
        self.counts: Counter[str] = Counter()

    def read_text(self, text: str) -> None:
        """Read a text without changing it."""
        self.counts["texts"] += 1
        self._check(Report(text=text))

    def read_page(self, page: tuple[bytes, str | None]) -> None:
        """Take in a file, and read its reports."""
        self.counts["pages"] += 1
        data, encoding = page
        try:
            report = read_bytes(data, name="page.html", encoding=encoding)
        except WhenceError:
            self.counts["refused"] += 1
            return
        self._check(report)

    def _check(self, report: Report) -> None:
        json.dumps(ledger_to_form(self._read(report)))

    def run_round(self, number: int) -> Iterator[str]:
        """Read one round of texts and one of pages, and describe the failures."""
        for read, strategy in ((self.read_text, texts), (self.read_page, pages())):
            drawn = settings(
                max_examples=self._most,
                deadline=None,
                database=None,
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            )(seed(number)(given(strategy)(read)))
            try:
                drawn()
            except Exception:  # noqa: BLE001 -- any exception is what this looks for
                yield format_exc()


def main() -> None:
    """Read for some minutes, and print the number of inputs and of failures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1, help="of the first round")
    parser.add_argument("--model", default=SHIPPED, help="a model's name, or the path of a model file")
    options = parser.parse_args()
    fuzzer = Fuzzer(Reader(options.model).read)
    faults = 0
    rounds = 0
    end = time.monotonic() + 60 * options.minutes
    while time.monotonic() < end:
        for fault in fuzzer.run_round(options.seed + rounds):
            faults += 1
            print(fault, file=sys.stderr)
        rounds += 1
    print_figures("fuzzing", {"minutes": options.minutes, "rounds": rounds, **fuzzer.counts, "faults": faults})


if __name__ == "__main__":
    main()
