"""The words of a report, ready to be compared with those of others, and in bytes."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from whence.linking.prepared.items import HeldReport
from whence.linking.reuse.packed_words import pack_words, unpack_words
from whence.linking.reuse.quoted_words import QuotedWords
from whence.linking.reuse.report_words import ReportWords
from whence.linking.reuse.reuse import OpenWords, fingerprint, open_words
from whence.records.id_numbers import hexadecimal
from whence.records.report import Span
from whence.records.reuse import Credit

__all__ = ["ComparedWords", "Place", "unpack_compared"]

Place = tuple[int, int]
"""Where a report stands in the order of publication: its second, and its number."""


@dataclass(frozen=True, kw_only=True)  # without slots, which leave a cached property no place
class ComparedWords:
    """What a report is compared by."""

    number: int
    words: ReportWords
    credits: tuple[Credit, ...]
    standing: frozenset[int]
    """Keys of its paragraphs that are standing ones of its outlet."""

    @property
    def place(self) -> Place:
        """Its place in the order of publication."""
        return self.words.order.moment, self.number

    @cached_property
    def open_words(self) -> OpenWords:
        """The words that may be copied."""
        return open_words(self.words, self.standing)

    @cached_property
    def fingerprint(self) -> tuple[int, ...]:
        """The keys by which its passages are found."""
        return tuple(fingerprint(self.open_words).tolist())

    @cached_property
    def row(self) -> tuple[int, str | None, str | None, bytes, str]:
        """Its number, outlet, time of publication, words in bytes, and credits in JSON, from which it is made again."""
        told = [
            (credit.agency, credit.place, [(span.start, span.end) for span in credit.spans]) for credit in self.credits
        ]
        return self.number, self.words.outlet, self.words.published, pack_words(self.words), json.dumps(told)

    @cached_property
    def quotations(self) -> dict[int, QuotedWords]:
        """Its quotations by their starts; of those with one start the first."""
        return {each.quotation.spans[0].start: each for each in reversed(self.words.quotations)}

    def prepare(self) -> None:
        """Find all that is stored of it, and what passages are compared by: one process passes that on to another."""
        _ = self.row, self.fingerprint, [one.keys for one in self.words.quotations]


def unpack_compared(  # noqa: PLR0913 -- what is stored of it
    number: int,
    outlet: str | None,
    published: str | None,
    packed: bytes,
    credited: str,
    *,
    standing: Iterable[int] = (),
    text: str = "",
    quotations: bool = True,
) -> ComparedWords:
    """Make what a report is compared by of its row.

    Args:
        number: The report's number.
        outlet: Its publisher.
        published: Its time of publication.
        packed: Its words in bytes.
        credited: Its credits in JSON.
        standing: Keys of its paragraphs that are standing ones.
        text: Its text. Without it, only what quotes from it is missing.
        quotations: Whether to make its quotations.
    """
    report = HeldReport(key=f"r:{hexadecimal(number)}", text=text, publisher=outlet, published=published)
    return ComparedWords(
        number=number,
        words=unpack_words(packed, report, quotations=quotations),
        credits=tuple(
            Credit(agency=agency, place=place, spans=tuple(Span(*span) for span in spans))
            for agency, place, spans in json.loads(credited)
        ),
        standing=frozenset(standing),
    )
