"""The passages that reports of an archive share."""

from whence.archive.linking.passages import passage_of_row
from whence.archive.storage.store import Store
from whence.records.reuse import SharedPassage

__all__ = ["passages_of"]


def passages_of(store: Store, number: int) -> list[SharedPassage]:
    """List the passages that a report shares with any others, those with later reports first."""
    later = store.rows("SELECT * FROM passages WHERE earlier = ? ORDER BY later, number", (number,))
    earlier = store.rows("SELECT * FROM passages WHERE later = ? ORDER BY earlier, number", (number,))
    return [passage_of_row(row) for row in (*later, *earlier)]
