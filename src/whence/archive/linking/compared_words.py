"""The words of reports, kept so that reports are compared without being read again."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from whence.archive.linking.items import HeldReport, hexadecimal
from whence.archive.storage.store import Store
from whence.linking.reuse.packed_words import pack_words, unpack_words
from whence.linking.reuse.report_words import ReportWords
from whence.linking.reuse.reuse import OpenWords, fingerprint, open_words
from whence.records.report import Span
from whence.records.reuse import Credit

__all__ = ["ComparedWords", "WordsOfBatch", "held_words"]

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
        """Its row in ``report_words``, without the standing paragraphs."""
        told = [
            (credit.agency, credit.place, [(span.start, span.end) for span in credit.spans]) for credit in self.credits
        ]
        return self.number, self.words.outlet, self.words.published, pack_words(self.words), json.dumps(told)

    def prepare(self) -> None:
        """Find all that is stored of it, and what passages are compared by: one process passes that on to another."""
        _ = self.row, self.fingerprint, [one.keys for one in self.words.quotations]


class WordsOfBatch:
    """The words of the reports of a batch, as they were and as they are, and of those that they are compared with.

    Args:
        store: The archive's file.
        new: The words of the reports to link, none of their paragraphs a standing one.
        gone: Numbers of reports that were linked and are no more, or are linked anew.
    """

    def __init__(self, store: Store, new: Iterable[ComparedWords], gone: Collection[int]) -> None:
        self._store = store
        self.old = {number: held_words(store, number) for number in sorted(gone)}
        self.new = {one.number: one for one in sorted(new, key=lambda one: one.number)}
        self.reopened: dict[int, ComparedWords] = {}
        """Others in which other paragraphs are standing ones than before, as they were."""
        self._others: dict[int, ComparedWords] = {}
        self._whole: dict[int, ComparedWords] = {}
        store.run_many("DELETE FROM report_words WHERE item = ?", [(number,) for number in self.old])
        store.run_many("INSERT INTO report_words VALUES (?, ?, ?, ?, ?, '[]')", [one.row for one in self.new.values()])

    def of(self, number: int) -> ComparedWords:
        """Get the words of a report that is linked, as they are now; of others than `new` without text, quotations."""
        found = self.new.get(number) or self._others.get(number)
        if found is None:
            found = self._others[number] = held_words(self._store, number, is_whole=False)
        return found

    def whole(self, number: int) -> ComparedWords:
        """Get the words of a report that is linked, with its text and its quotations."""
        found = self.new.get(number) or self._whole.get(number)
        if found is None:
            found = self._whole[number] = held_words(self._store, number)
        return found

    def set_standing(self, number: int, standing: Iterable[int]) -> None:
        """Note which paragraphs of a report are standing ones now."""
        before = self.of(number)
        now = replace(before, standing=frozenset(standing))
        if number in self.new:
            self.new[number] = now
        else:
            self.reopened.setdefault(number, before)
            self._others[number] = now
        told = json.dumps(sorted(now.standing))
        self._store.run("UPDATE report_words SET standing = ? WHERE item = ?", (told, number))


def held_words(store: Store, number: int, *, is_whole: bool = True) -> ComparedWords:
    """Get the words of a report.

    Args:
        store: The archive's file.
        number: The report's number; it must be in ``report_words``. A report that is no longer linked has no text.
        is_whole: Whether its text and its quotations are asked for, which take as long as all else.
    """
    # As bytes: a text that was damaged must not stop others from being linked.
    told = "SELECT CAST(text AS BLOB) FROM linked JOIN texts USING (version) WHERE linked.item = report_words.item"
    sql = (
        f"SELECT outlet, report_words.published, words, credits, standing, {f'({told})' if is_whole else 'NULL'}"
        " FROM report_words WHERE item = ?"
    )
    ((outlet, published, words, credited, standing, text),) = store.rows(sql, (number,))
    report = HeldReport(
        key=f"r:{hexadecimal(number)}",
        text=(text or b"").decode("utf-8", "replace"),
        publisher=outlet,
        published=published,
    )
    return ComparedWords(
        number=number,
        words=unpack_words(words, report, quotations=is_whole),
        credits=tuple(
            Credit(agency=agency, place=place, spans=tuple(Span(*span) for span in spans))
            for agency, place, spans in json.loads(credited)
        ),
        standing=frozenset(json.loads(standing)),
    )
