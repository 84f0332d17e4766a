"""Findings on rows of figures whose total is another than their sum: "Marram 14 11 6 15 — 44"."""

import re
from collections.abc import Iterator

from whence.reading.findings.case import Case, finding
from whence.records.ledger import Finding
from whence.records.report import Span

__all__ = ["wrong_totals"]

# A line that ends with three numbers or more, a dash, and one more number.
_ROW = re.compile(
    r"^[^\d\n]{0,60}(?P<row>(?P<parts>\d{1,3}(?:[ \t]+\d{1,3}){2,7})"
    r"[ \t]*(?:[—–=]|-{1,2})[ \t]*(?P<total>\d{1,4}))[ \t]*$",
    re.MULTILINE,
)


def wrong_totals(case: Case) -> Iterator[Finding]:
    """Find rows of figures that do not add up to their total."""
    for match in _ROW.finditer(case.text):
        total = sum(map(int, match["parts"].split()))
        if total != int(match["total"]):
            note = f"Is the total {match['total']}? The figures before it add up to {total}."
            yield finding("disagreement", (Span(*match.span("row")),), note)
