"""Quotations that reports of an archive share, kept up to date."""

from collections.abc import Collection, Sequence

from whence.archive.links.items import Item
from whence.archive.storage.store import Store

__all__ = ["update_quotations"]


def update_quotations(store: Store, new: Sequence[Item], gone: Collection[int]) -> set[tuple[int, int]]:
    """Bring the quotations up to date. Call only within a transaction.

    Args:
        store: The archive's file.
        new: Reports to link.
        gone: Numbers of reports that were linked and are no more, or are linked anew.

    Returns:
        The pairs of reports that share other quotations than before, the lower number first.
    """
    return set()
