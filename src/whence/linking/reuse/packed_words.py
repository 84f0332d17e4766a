"""The words of a report in bytes, so that it can be compared again without being read again.

The text itself is not among them.
"""

import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from whence.linking.chronology import order_of
from whence.linking.reuse.numbered_words import Numbers
from whence.linking.reuse.quoted_words import QuotedWords, quoted_words
from whence.linking.reuse.report_words import Paragraph, ReportWords
from whence.records.report import Report

__all__ = ["pack_words", "unpack_words"]

_COMPRESSION = zlib.Z_BEST_SPEED
_LONG, _SHORT = "<i8", "<i4"


def pack_words(words: ReportWords) -> bytes:
    """Pack the words, the paragraphs and the quotations of a report."""
    paragraphs, quotations = words.paragraphs, words.quotations
    bounds = [(one.start, one.end, one.is_notice) for one in paragraphs]
    columns: list[tuple[str, Numbers | Sequence[object]]] = [
        (_SHORT, [len(words.numbers), len(paragraphs), len(quotations)]),
        (_SHORT, [len(one.numbers) for one in quotations]),
        (_LONG, words.numbers),
        (_LONG, [one.key for one in paragraphs]),
        # Small numbers take less room: the distance from the word before.
        (_SHORT, np.diff(words.starts, prepend=0)),
        (_SHORT, words.ends - words.starts),
        (_SHORT, words.is_quoted.astype(np.int64)),
        (_SHORT, [number for bound in bounds for number in bound]),
        (_SHORT, _joined([np.diff(np.searchsorted(words.starts, one.starts), prepend=0) for one in quotations])),
        (_SHORT, _joined([one.pieces for one in quotations])),
        (_SHORT, _joined([np.diff(one.sentences, prepend=0) for one in quotations])),
    ]
    packed = b"".join(np.asarray(column, dtype=kind).tobytes() for kind, column in columns)
    return zlib.compress(packed, _COMPRESSION)


def unpack_words(packed: bytes, report: Report, *, quotations: bool = True) -> ReportWords:
    """Make a report's words from the result of `pack_words`.

    Args:
        packed: The words.
        report: The report. An empty text in place of its own changes only what quotes from it.
        quotations: Whether to make the quotations.
    """
    columns = _Columns(zlib.decompress(packed))
    words, paragraphs, quoting = columns.take(_SHORT, 3).tolist()
    sizes = columns.take(_SHORT, quoting)
    numbers, keys = columns.take(_LONG, words), columns.take(_LONG, paragraphs)
    starts = np.cumsum(columns.take(_SHORT, words))
    ends = starts + columns.take(_SHORT, words)
    is_quoted = columns.take(_SHORT, words) > 0
    bounds = columns.take(_SHORT, 3 * paragraphs).reshape(-1, 3).tolist()

    def each_quotation() -> Iterator[QuotedWords]:
        quoted = [columns.take(_SHORT, int(sizes.sum())) for _ in range(3)]
        borders = [0, *np.cumsum(sizes).tolist()]
        for first, last in pairwise(borders):
            steps, pieces, sentences = (one[first:last] for one in quoted)
            if first < last:
                at = np.cumsum(steps)
                yield quoted_words(
                    report,
                    starts=starts[at],
                    ends=ends[at],
                    numbers=numbers[at],
                    pieces=pieces,
                    sentences=np.cumsum(sentences),
                )

    return ReportWords(
        id=report.id,
        outlet=report.publisher,
        published=report.published,
        order=order_of(report.id, report.published),
        text=report.text,
        starts=starts,
        ends=ends,
        numbers=numbers,
        is_quoted=is_quoted,
        paragraphs=tuple(
            Paragraph(key=key, start=start, end=end, is_notice=bool(is_notice))
            for key, (start, end, is_notice) in zip(keys.tolist(), bounds, strict=True)
        ),
        quotations=tuple(each_quotation()) if quotations else (),
    )


class _Columns:
    """Columns of numbers that follow each other."""

    def __init__(self, packed: bytes) -> None:
        self._packed = packed
        self._at = 0

    def take(self, kind: str, count: int) -> NDArray[np.int64]:
        """Read the next column."""
        found = np.frombuffer(self._packed, kind, count, self._at)
        self._at += found.nbytes
        return found.astype(np.int64, copy=False)


def _joined(columns: Sequence[Numbers]) -> Numbers:
    return np.concatenate(columns) if columns else np.zeros(0, dtype=np.int64)
