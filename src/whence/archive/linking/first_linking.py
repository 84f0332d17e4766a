"""The first linking of an archive: what the triggers of other tables would note of each row, noted once a transaction.

Triggers mark what a change of links makes out of date: entries of claims, counts of sources, answers that are kept
elsewhere. Before the first linking has ended there are no such entries and counts. So all of the reports that are
linked is to be made, whatever becomes of their links, and that is noted for many reports at once: a row that triggers
look at takes three times as long to write.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from whence.archive.linking.prepared_items import Batch
from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.store import Store

__all__ = ["Transactions", "opening_transactions"]

_IS_MADE = "SELECT 1 FROM claim_entries UNION ALL SELECT 1 FROM cited_sources LIMIT 1"


class Transactions:
    """The transactions of a linking.

    Args:
        store: The archive's file.
        is_first: Whether no triggers run, as nothing was made of links yet.
    """

    def __init__(self, store: Store, *, is_first: bool) -> None:
        self._store = store
        self._is_first = is_first

    @contextmanager
    def open(self, batch: Batch | None = None) -> Iterator[None]:
        """Run a transaction that changes links, and note what it makes out of date.

        Args:
            batch: The reports that it links, if it does.
        """
        with self._store.transaction():
            yield
            if self._is_first:
                self._store.run("UPDATE link_revision SET number = number + 1")
                if batch is not None:
                    self._note(batch)

    def _note(self, batch: Batch) -> None:
        numbers = json_numbers(item.number for item in batch.items)
        # Whichever mentions end in one claim, it goes by the key of one of them.
        self._store.run(
            "INSERT OR IGNORE INTO stale_claims"
            " SELECT key FROM claim_mentions WHERE item IN (SELECT value FROM json_each(?)) ORDER BY key",
            (numbers,),
        )
        self._store.run(
            "INSERT OR IGNORE INTO uncounted SELECT version FROM linked WHERE item IN (SELECT value FROM json_each(?))",
            (numbers,),
        )


@contextmanager
def opening_transactions(store: Store, *, many: bool) -> Iterator[Transactions]:
    """Link without triggers if many reports are linked, and nothing was made of links yet. Call within `writing`."""
    if not many or store.one(_IS_MADE):
        yield Transactions(store, is_first=False)
    else:
        with store.without_triggers():
            yield Transactions(store, is_first=True)
