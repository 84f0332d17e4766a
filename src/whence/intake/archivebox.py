"""Folders that ArchiveBox writes: one page in many forms, of which one is read.

Reference:
    ArchiveBox 0.7 writes ``archive/TIME/`` with singlefile.html, output.html (the page after its scripts ran),
    readability/, mercury/, warc/ and an index of its own; 0.9 gives each form a folder: singlefile/, dom/.
"""

from collections.abc import Collection
from pathlib import Path

__all__ = ["find_copy", "is_collection"]

# Of the same page; more than one of them makes a folder one of ArchiveBox.
_FORMS = frozenset({
    "archive.org.txt", "dom", "headers.json", "htmltotext.txt", "mercury", "output.html", "output.pdf", "readability",
    "singlefile", "singlefile.html", "trafilatura", "warc",
})  # fmt: skip
_MIN_FORMS = 2
_PAGES = "archive"
_OF_COLLECTION = frozenset({"ArchiveBox.conf", "index.sqlite3"})
# The first has the address of the page and its metadata; the last ones have only the text.
_BEST_FIRST = (
    "singlefile.html", "singlefile/singlefile.html", "output.html", "dom/output.html", "warc/*.warc.gz",
    "trafilatura/content.html", "readability/content.html", "mercury/content.html", "htmltotext.txt",
)  # fmt: skip


def is_collection(names: Collection[str]) -> bool:
    """Check by the names in a folder whether it is ArchiveBox's own, with its pages in the folder ``archive``.

    Beside that are an index, logs, and lists of addresses that were imported.

    >>> is_collection(["archive", "index.sqlite3", "logs", "sources"]), is_collection(["archive", "harbour.html"])
    (True, False)
    """
    return _PAGES in names and not _OF_COLLECTION.isdisjoint(names)


def find_copy(folder: str, names: Collection[str]) -> str | None:
    """Find the best copy of the page in a folder of ArchiveBox; None for any other folder.

    Args:
        folder: The folder's path.
        names: Names of the files and folders in it.

    >>> find_copy("april", ["harbour.html", "quay.html"]) is None
    True
    """
    if len(_FORMS.intersection(names)) < _MIN_FORMS:
        return None
    found = (path for pattern in _BEST_FIRST for path in sorted(Path(folder).glob(pattern)) if path.is_file())
    return next(map(str, found), None)
