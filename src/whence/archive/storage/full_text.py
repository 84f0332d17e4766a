"""Adding versions to the full-text index, and removing them.

The index does not store the texts, so a removal has to repeat what was inserted. That is taken from the stored version.
If the version was altered since, the index has to be rebuilt.

Reference:
    https://www.sqlite.org/fts5.html#the_delete_command
"""

from whence.archive.storage.checksums import sums_hold
from whence.archive.storage.migrations import WORDS
from whence.archive.storage.store import Store

__all__ = ["fill_words", "put_words", "take_words"]

_COLUMNS = "rowid, headlines, text, contents, sources"


def put_words(store: Store, version: int) -> None:
    """Insert a version that is not in the full-text index yet. Call only within a batch."""
    store.run(f"INSERT INTO words ({_COLUMNS}) {WORDS} WHERE versions.id = ?", (version,))


def take_words(store: Store, version: int) -> bool:
    """Remove a version from the full-text index, if it is as it was inserted. Call only within a batch.

    Returns:
        True if it is removed. If False, rebuild the index with `fill_words`.
    """
    if not sums_hold(store, version, "fields", "text", "ledger", "parts"):
        return False
    store.run(
        f"INSERT INTO words (words, {_COLUMNS}) SELECT 'delete', told.* FROM ({WORDS} WHERE versions.id = ?) AS told",
        (version,),
    )
    return True


def fill_words(store: Store) -> None:
    """Rebuild the full-text index. Call only within a batch; searches use the old index until then."""
    store.run("INSERT INTO words (words) VALUES ('delete-all')")
    store.run(f"INSERT INTO words ({_COLUMNS}) {WORDS} ORDER BY versions.id")
