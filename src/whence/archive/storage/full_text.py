"""Versions into the full-text index, and out of it again.

The index does not hold the texts, so it is told again what to take out: what is stored now, if that is what was put in.
Where something of a version was altered since, the index is made anew from what is stored.

Reference:
    https://www.sqlite.org/fts5.html#the_delete_command
"""

from whence.archive.storage.checksums import sums_hold
from whence.archive.storage.migrations import WORDS
from whence.archive.storage.store import Store

__all__ = ["fill_words", "put_words", "take_words"]

_COLUMNS = "rowid, headlines, text, contents, sources"


def put_words(store: Store, version: int) -> None:
    """Put a version into the full-text index, of which nothing is in it. Only within a batch."""
    store.run(f"INSERT INTO words ({_COLUMNS}) {WORDS} WHERE versions.id = ?", (version,))


def take_words(store: Store, version: int) -> bool:
    """Take a version out of the full-text index, as far as it is as it was put in. Only within a batch.

    Returns:
        Whether nothing of it is in the index any more. If not, make the index anew with `fill_words`.
    """
    if not sums_hold(store, version, "fields", "text", "ledger", "parts"):
        return False
    store.run(
        f"INSERT INTO words (words, {_COLUMNS}) SELECT 'delete', told.* FROM ({WORDS} WHERE versions.id = ?) AS told",
        (version,),
    )
    return True


def fill_words(store: Store) -> None:
    """Make the full-text index anew. Only within a batch; who searches meanwhile sees the old one."""
    store.run("INSERT INTO words (words) VALUES ('delete-all')")
    store.run(f"INSERT INTO words ({_COLUMNS}) {WORDS} ORDER BY versions.id")
