"""Reports that were opened for an answer, kept for the next: what is made of one takes longer than to look it up."""

from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from whence.archive.linking.claim_rows import stored_mentions
from whence.archive.linking.items import Item, open_item
from whence.archive.storage.store import Store

__all__ = ["open_kept_item"]

_MOST_KEPT = 800
"""Reports that are kept, of all archives that this process has open."""
_LONGEST_KEPT = 50_000
"""Characters of a report that is kept; longer ones would take too much memory."""

_Stored = tuple[int, str, str, bytes]
"""All that an item is made of: number of the version, id of the report, text, and ledger as it is stored."""
_KEPT: OrderedDict[_Stored, Item] = OrderedDict()
_LOCK = Lock()


def open_kept_item(store: Store, version: int) -> Item:
    """Open a version as an item; one that was opened lately, from the same text and ledger, is given again.

    Raises:
        ArchiveError: The version's ledger or text is lost or damaged.
    """
    stored = store.one(
        "SELECT versions.id, reports.key, text, ledger FROM versions JOIN reports ON reports.id = versions.report"
        " JOIN texts ON texts.version = versions.id WHERE versions.id = ?",
        (version,),
    )
    if stored is None or not isinstance(stored[2], str) or len(stored[2]) > _LONGEST_KEPT:
        return _open(store, version)
    with _LOCK:
        if (item := _KEPT.get(stored)) is not None:
            _KEPT.move_to_end(stored)
            return item
    item = _open(store, version)
    with _LOCK:
        _KEPT[stored] = item
        if len(_KEPT) > _MOST_KEPT:
            _KEPT.popitem(last=False)
    return item


def _open(store: Store, version: int) -> Item:
    item = open_item(store, version)
    return replace(item, known_mentions=stored_mentions(store, item))
