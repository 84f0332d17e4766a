"""Stories in an archive: which reports are on one happening, kept up to date."""

from collections.abc import Collection, Sequence

from whence.archive.links.items import Item
from whence.archive.storage.store import Store

__all__ = ["update_stories"]


def update_stories(store: Store, new: Sequence[Item], gone: Collection[int]) -> set[int]:
    """Bring the stories up to date. Call only within a transaction.

    Args:
        store: The archive's file.
        new: Reports to link.
        gone: Numbers of reports that were linked and are no more, or are linked anew.

    Returns:
        The reports whose story has other members than before, new ones included.
    """
    return set()
