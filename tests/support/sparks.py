"""Real Spark, for the tests that need it, and reports for it.

Workers import this too, so it imports little.
"""

import json
import os
import signal

import pytest

from tests.support.quick_reader import read_quickly
from whence.errors import UsageError
from whence.scaling.spark.session import check_packages

__all__ = ["BOATS", "DEADLY", "needs_spark", "open_deadly", "rows_of", "write_reports"]

DEADLY = "Kim Da-eun said the lamp went out."
BOATS = {"title": "Boats stay in", "date": "2031-03-04", "publisher": "The Post", "url": "https://post.example/boats"}


def _missing():
    try:
        check_packages()
    except UsageError as error:
        return str(error)
    return ""


needs_spark = pytest.mark.skipif(bool(_missing()), reason=_missing() or "Spark is there")
"""Skips a test where PySpark or Java is missing."""


def write_reports(folder):
    """Write five reports in three forms of files, one of them twice, and two inputs that hold none."""
    rows = [
        {"text": "Ines Okafor said boats left harbour. Somebody accused Rui Gil of fog.", **BOATS},
        {"text": "Officials said perhaps the quay would shut.", "title": "Quay", "date": "2031-03-05"},
        {"text": "", "title": "Empty", "date": "2031-03-05"},
        {"text": "Port Office said 3 boats came.", "title": "Mole", "date": "2031-03-05", "publisher": "The Gull"},
    ]
    lines = [json.dumps(row) for row in rows]
    (folder / "news.jsonl").write_text("\n".join(lines))
    (folder / "fog.txt").write_text("Fog over the mole\n\nAna Brandt said fog would stay.\n")
    (folder / "fog again.txt").write_text("Fog over the mole\n\nAna Brandt said fog would stay.\n")
    (folder / "tide.html").write_text(
        "<html><head><title>Tide late</title><meta property='article:published_time' content='2031-03-04T08:00:00Z'>"
        "</head><body><article><h1>Tide late</h1><p>Rui Gil said the tide would be late at the northern mole on Monday,"
        " and the boats with it.</p></article></body></html>"
    )
    (folder / "empty.txt").write_text("")
    (folder / "mole.jpg").write_bytes(b"\xff\xd8")


def open_deadly():
    """Open a reader that ends its process at one report."""

    def read(report):
        if DEADLY in report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return read_quickly(report)

    return read


def rows_of(spark, output, name):
    """Get a table's rows as any reader of Parquet does, in an order of their own."""
    rows = spark.read.parquet(f"{output}/{name}").collect()
    return sorted((row.asDict() for row in rows), key=repr)
