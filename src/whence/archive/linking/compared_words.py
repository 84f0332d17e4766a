"""The words of reports, kept so that reports are compared without being read again."""

import json
from collections.abc import Collection, Iterable
from dataclasses import replace

from whence.archive.storage.store import Store
from whence.linking.prepared.compared_words import ComparedWords, Place, unpack_compared

__all__ = ["ComparedWords", "Place", "WordsOfBatch", "held_words"]


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
    return unpack_compared(
        number,
        outlet,
        published,
        words,
        credited,
        standing=json.loads(standing),
        text=(text or b"").decode("utf-8", "replace"),
        quotations=is_whole,
    )
