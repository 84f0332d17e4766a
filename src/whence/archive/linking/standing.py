"""Standing paragraphs of the outlets in an archive, kept up to date."""

from whence.archive.linking.compared_words import ComparedWords, Place, WordsOfBatch
from whence.archive.storage.store import Store
from whence.linking.reuse.standing import MOST_CARRIERS, is_standing

__all__ = ["update_standing"]

_Paragraph = tuple[str, int]
"""An outlet, and the key of a paragraph."""


def update_standing(store: Store, batch: WordsOfBatch) -> None:
    """Bring the standing paragraphs up to date. Call only within a transaction.

    Args:
        store: The archive's file.
        batch: The reports that come, change or go. Which of their paragraphs are standing ones is noted there, and of
            all others where that changes.
    """
    first: dict[_Paragraph, Place] = {}
    for sql, reports in (
        ("DELETE FROM paragraphs WHERE outlet = ? AND key = ? AND second = ? AND item = ?", batch.old),
        ("INSERT INTO paragraphs VALUES (?, ?, ?, ?)", batch.new),
    ):
        for one in reports.values():
            paragraphs = _paragraphs(one)
            store.run_many(sql, [(*paragraph, *one.place) for paragraph in paragraphs])
            for paragraph in paragraphs:
                first[paragraph] = min(first.get(paragraph, one.place), one.place)
    changed: set[int] = set()
    for paragraph, place in sorted(first.items()):
        changed |= _judge(store, batch, paragraph, place)
    for number in sorted(changed | batch.new.keys()):
        standing = [key for outlet, key in _paragraphs(batch.of(number)) if _is_known(store, (outlet, key))]
        if number in changed or standing:
            batch.set_standing(number, standing)


def _judge(store: Store, batch: WordsOfBatch, paragraph: _Paragraph, first_change: Place) -> set[int]:
    """Tell whether a paragraph is a standing one, and list the reports that carry it if that has changed."""
    carriers = store.rows(
        "SELECT second, item FROM paragraphs WHERE outlet = ? AND key = ? ORDER BY second, item LIMIT ?",
        (*paragraph, MOST_CARRIERS),
    )
    if len(carriers) == MOST_CARRIERS and first_change > carriers[-1]:
        return set()
    was, now = _is_known(store, paragraph), is_standing([batch.whole(item).words for _, item in carriers])
    if was == now:
        return set()
    sql = "INSERT INTO standing VALUES (?, ?)" if now else "DELETE FROM standing WHERE outlet = ? AND key = ?"
    store.run(sql, paragraph)
    return {row[0] for row in store.rows("SELECT item FROM paragraphs WHERE outlet = ? AND key = ?", paragraph)}


def _is_known(store: Store, paragraph: _Paragraph) -> bool:
    return store.one("SELECT 1 FROM standing WHERE outlet = ? AND key = ?", paragraph) is not None


def _paragraphs(one: ComparedWords) -> list[_Paragraph]:
    outlet = one.words.outlet
    return [(outlet, key) for key in sorted({each.key for each in one.words.paragraphs})] if outlet else []
