"""Items: reports as they are linked, under the ids that the archive has for them."""

from whence.archive.storage.rows import ledger_of
from whence.archive.storage.store import Store
from whence.errors import ArchiveError
from whence.linking.prepared.items import HeldReport, Item, under_id
from whence.records.id_numbers import hexadecimal, number_of_id
from whence.records.ledger import Ledger

__all__ = ["HeldReport", "Item", "held_ledger", "hexadecimal", "number_of_id", "open_item"]


def open_item(store: Store, version: int) -> Item:
    """Open a version as an item.

    Raises:
        ArchiveError: The version's ledger or text is lost or damaged.
    """
    ledger = held_ledger(store, version)
    return Item(number=number_of_id(ledger.report.id), version=version, ledger=ledger)


def held_ledger(store: Store, version: int) -> Ledger:
    """Get a version's ledger, its report under the id that the archive has for it.

    Raises:
        ArchiveError: The ledger, the text or the id is lost or damaged.
    """
    ledger = ledger_of(store, version)
    sql = "SELECT reports.key FROM versions JOIN reports ON reports.id = versions.report WHERE versions.id = ?"
    row = store.one(sql, (version,))
    if row is None:
        raise ArchiveError(str(store.path), "one of its reports is damaged", "Run whence check --repair on it")
    return under_id(ledger, row[0])
