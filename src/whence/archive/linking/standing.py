"""Standing paragraphs of the outlets in an archive, kept up to date."""

from collections import defaultdict
from collections.abc import Iterable

from whence.archive.linking.compared_words import ComparedWords, Place, WordsOfBatch
from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.store import Store
from whence.linking.reuse.standing import FEWEST_CARRIERS, MOST_CARRIERS, is_standing

__all__ = ["update_standing"]

_Paragraph = tuple[str, int]
"""An outlet, and the key of a paragraph."""
_IS_STANDING = "SELECT 1 FROM standing WHERE outlet = ?2 AND key = value"
_HAS_CARRIERS = f"SELECT 1 FROM paragraphs WHERE outlet = ?2 AND key = value LIMIT 1 OFFSET {FEWEST_CARRIERS - 1}"
"""Fewer reports than these make no standing paragraph: most paragraphs stand in one alone."""


def update_standing(store: Store, batch: WordsOfBatch) -> None:
    """Bring the standing paragraphs up to date. Call only within a transaction.

    Args:
        store: The archive's file.
        batch: The reports that come, change or go. Which of their paragraphs are standing ones is noted there, and of
            all others where that changes.
    """
    first: dict[_Paragraph, Place] = {}
    of_new: dict[int, list[_Paragraph]] = {}
    for sql, reports in (
        ("DELETE FROM paragraphs WHERE outlet = ? AND key = ? AND second = ? AND item = ?", batch.old),
        ("INSERT INTO paragraphs VALUES (?, ?, ?, ?)", batch.new),
    ):
        for one in reports.values():
            paragraphs = of_new[one.number] = _paragraphs(one)
            store.run_many(sql, [(*paragraph, *one.place) for paragraph in paragraphs])
            for paragraph in paragraphs:
                first[paragraph] = min(first.get(paragraph, one.place), one.place)
    known = _chosen(store, first, _IS_STANDING)
    changed: set[int] = set()
    for paragraph in sorted(known | _chosen(store, first, _HAS_CARRIERS)):
        is_known = paragraph in known
        is_now = _is_standing(store, batch, paragraph, first[paragraph], is_known=is_known)
        if is_now != is_known:
            changed |= _change(store, paragraph, is_standing=is_now)
            known ^= {paragraph}
    for number in sorted(changed | batch.new.keys()):
        paragraphs = of_new[number] if number in batch.new else _paragraphs(batch.of(number))
        unread = [paragraph for paragraph in paragraphs if paragraph not in first]
        standing = known.intersection(paragraphs) | _chosen(store, unread, _IS_STANDING)
        if number in changed or standing:
            batch.set_standing(number, [key for _, key in standing])


def _chosen(store: Store, paragraphs: Iterable[_Paragraph], condition: str) -> set[_Paragraph]:
    """Choose those of some paragraphs that meet a condition: hardly any does, so all of an outlet are asked at once."""
    keys: dict[str, list[int]] = defaultdict(list)
    for outlet, key in paragraphs:
        keys[outlet].append(key)
    sql = f"SELECT value FROM json_each(?1) WHERE EXISTS ({condition})"
    return {
        (outlet, key) for outlet, own in sorted(keys.items()) for (key,) in store.rows(sql, (json_numbers(own), outlet))
    }


def _is_standing(
    store: Store, batch: WordsOfBatch, paragraph: _Paragraph, first_change: Place, *, is_known: bool
) -> bool:
    """Tell whether a paragraph is a standing one now."""
    carriers = store.rows(
        "SELECT second, item FROM paragraphs WHERE outlet = ? AND key = ? ORDER BY second, item LIMIT ?",
        (*paragraph, MOST_CARRIERS),
    )
    if len(carriers) == MOST_CARRIERS and first_change > carriers[-1]:
        return is_known
    return is_standing([batch.whole(item).words for _, item in carriers])


def _change(store: Store, paragraph: _Paragraph, *, is_standing: bool) -> set[int]:
    """Note whether a paragraph is a standing one, and list the reports that carry it."""
    sql = "INSERT INTO standing VALUES (?, ?)" if is_standing else "DELETE FROM standing WHERE outlet = ? AND key = ?"
    store.run(sql, paragraph)
    return {row[0] for row in store.rows("SELECT item FROM paragraphs WHERE outlet = ? AND key = ?", paragraph)}


def _paragraphs(one: ComparedWords) -> list[_Paragraph]:
    outlet = one.words.outlet
    return [(outlet, key) for key in sorted({each.key for each in one.words.paragraphs})] if outlet else []
