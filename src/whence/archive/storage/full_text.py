"""Adding versions to the full-text index, and removing them.

The index does not store the texts, so removing a version takes the text that was inserted. It comes from the stored
version; if that was altered since, the index must be rebuilt.

Reference:
    https://www.sqlite.org/fts5.html#the_delete_command
"""

from whence.archive.storage.checksums import checksums_match
from whence.archive.storage.migrations import WORDS
from whence.archive.storage.store import Store

__all__ = ["index_version", "rebuild_full_text", "unindex_version"]

_COLUMNS = "rowid, headlines, text, contents, sources"


def index_version(store: Store, version: int) -> None:
    """Insert a version that is not in the full-text index yet. Call only within a transaction."""
    store.run(f"INSERT INTO words ({_COLUMNS}) {WORDS} WHERE versions.id = ?", (version,))


def unindex_version(store: Store, version: int) -> bool:
    """Remove a version from the full-text index, if its stored text is unaltered. Call only within a transaction.

    Returns:
    True if the version was removed. If False, rebuild the index with `rebuild_full_text`.
    """
    if not checksums_match(store, version, "fields", "text", "ledger", "parts"):
        return False
    store.run(
        f"INSERT INTO words (words, {_COLUMNS}) SELECT 'delete', told.* FROM ({WORDS} WHERE versions.id = ?) AS told",
        (version,),
    )
    return True


def rebuild_full_text(store: Store) -> None:
    """Rebuild the full-text index. Call only within a transaction; searches use the old index until then."""
    store.run("INSERT INTO words (words) VALUES ('delete-all')")
    store.run(f"INSERT INTO words ({_COLUMNS}) {WORDS} ORDER BY versions.id")
