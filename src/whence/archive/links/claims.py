"""Claims in an archive: which places in reports say the same, and which disagree, kept up to date."""

from collections.abc import Collection, Sequence

from whence.archive.links.items import Item
from whence.archive.storage.store import Store

__all__ = ["update_claims"]


def update_claims(
    store: Store,
    new: Sequence[Item],
    gone: Collection[int],
    *,
    regrouped: Collection[int],
    shared: Collection[tuple[int, int]],
) -> None:
    """Bring the claims up to date. Call only within a transaction.

    Args:
        store: The archive's file.
        new: Reports to link.
        gone: Numbers of reports that were linked and are no more, or are linked anew.
        regrouped: Reports whose story has other members than before.
        shared: Pairs of reports that share other passages or quotations than before.
    """
