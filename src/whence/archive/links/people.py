"""People, organisations and documents across the reports of an archive, kept up to date."""

from collections.abc import Collection, Sequence

from whence.archive.links.items import Item
from whence.archive.storage.store import Store

__all__ = ["update_people"]


def update_people(store: Store, new: Sequence[Item], gone: Collection[int], *, regrouped: Collection[int]) -> None:
    """Bring the people up to date. Call only within a transaction.

    Args:
        store: The archive's file.
        new: Reports to link.
        gone: Numbers of reports that were linked and are no more, or are linked anew.
        regrouped: Reports whose story has other members than before.
    """
