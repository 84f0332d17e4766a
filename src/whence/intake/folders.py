"""Find the files in folders that may hold reports; reject or count all others."""

import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from whence.errors import ReadError
from whence.intake.archivebox import find_copy, is_collection
from whence.intake.inputs import Input
from whence.intake.opening import STANDARD_INPUT, explain, read_standard_input
from whence.intake.urls import is_address
from whence.records.report import Rejected

__all__ = [
    "TEXT_ENDINGS",
    "OnSkipped",
    "find_inputs",
    "is_no_report",
    "kind_of_companion",
    "may_be_text",
    "refuse",
    "walk",
]

OnSkipped: TypeAlias = Callable[[str], None]
"""Called with the extension or kind of each file or folder that is skipped: ``.jpg``, ``hidden``."""

# Never reports: images, audio, video, styles, scripts and fonts, and files that systems and programs leave behind.
_NON_REPORTS = frozenset(
    [
        *(".avif", ".bmp", ".gif", ".heic", ".ico", ".jfif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"),
        *(".aac", ".avi", ".flac", ".m4a", ".m4v", ".mkv", ".mov", ".mp3", ".mp4", ".mpg", ".ogg", ".opus", ".wav"),
        *(".webm", ".css", ".js", ".mjs", ".map", ".wasm", ".eot", ".otf", ".ttf", ".woff", ".woff2"),
        *(".bak", ".crdownload", ".db", ".ini", ".lnk", ".part", ".swp", ".tmp"),
    ]
)
# What Spark, Hadoop, Delta Lake and Databricks leave beside the tables that they write.
_MARKER = re.compile(r"_(?:SUCCESS|(?:common_)?metadata|(?:committed|started)_\d{1,30})")
_LOG = "_delta_log"
_OUTPUT = frozenset({"attributions", "ledgers", "reports", "sources"})
"""Tables of ledgers, which hold no reports to read."""
# A whence archive: news.whence, news.whence-wal, news.whence-before-2.
_ARCHIVE = re.compile(r".*(\.whence)(?:-[\w-]+)?", re.IGNORECASE | re.DOTALL)
_SEGMENTS = ".whence.segments"
# Office programs write ~$report.docx beside a document that is open.
_HIDDEN = (".", "~$")
_ENDING = re.compile(r"\.[a-z0-9]{1,12}", re.IGNORECASE)
# Folders in which browsers save the images and scripts of page.html, in many languages: page_files, page-Dateien.
_COMPANION = re.compile(
    r"(.+)([._-](?:files?|dateien|fichiers|archivos|arquivos|ficheiros|fitxers|bestanden|filer|tiedostot|pliki|soubory"
    r"|elemei|dosyalar|datoteke|failid|fails|bylos|fajlovi|файлы))",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".HTML", ".HTM")


def walk(top: str, endings: tuple[str, ...], on_skipped: OnSkipped) -> Iterator[str | Rejected]:
    """Find the files in a folder and its subfolders, its own files first, sorted by name.

    Args:
        top: The folder.
        endings: Extensions of the wanted files, in lower case.
        on_skipped: Called for what is skipped: images, scripts and the like by extension, hidden files, markers of
            Spark, folders that belong to a saved page, links to folders, which are not followed, what ``whence spark
            read`` wrote, and all but one copy of a page in a folder of ArchiveBox.

    Yields:
        The path of each wanted file; a `Rejected` for each other file, and for a folder that cannot be opened.
    """
    pending = [top]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as found:
                entries = _without_index(sorted(found, key=lambda entry: entry.name), on_skipped)
        except OSError as error:
            yield _reject(folder, *explain(error))
            continue
        if copy := find_copy(folder, {entry.name for entry in entries}):
            yield copy
            _skip_others(entries, on_skipped)
            continue
        inner = []
        for entry in entries:
            if entry.name.startswith(_HIDDEN):
                on_skipped("hidden")
            elif _is_folder(entry):
                if kind := _kind_of_folder(entry):
                    on_skipped(kind)
                else:
                    inner.append(entry.path)
            elif entry.name.lower().endswith(endings):
                yield entry.path
            elif kind := _kind_of_non_report(entry.name):
                on_skipped(kind)
            else:
                yield refuse(entry.path, place="a folder")
        pending += reversed(inner)


def _without_index(entries: list["os.DirEntry[str]"], on_skipped: OnSkipped) -> list["os.DirEntry[str]"]:
    """Leave out what ArchiveBox keeps beside its pages, and all that whence wrote on Spark."""
    names = {entry.name for entry in entries}
    if names >= _OUTPUT:
        on_skipped("output of whence spark read")
        return []
    if not is_collection(names):
        return entries
    for _ in entries[1:]:
        on_skipped("index of ArchiveBox")
    return [entry for entry in entries if entry.name == "archive"]


def _skip_others(entries: list["os.DirEntry[str]"], on_skipped: OnSkipped) -> None:
    for _ in entries[1:]:
        on_skipped("other form in ArchiveBox")


def kind_of_companion(path: str) -> str | None:
    """Return ``_files folder`` or the like for a folder that belongs to a saved page beside it; None for others."""
    found = _COMPANION.fullmatch(path)
    if found is None or not any(Path(found[1] + ending).exists() for ending in _PAGE_ENDINGS) or Path(path).is_file():
        return None
    return f"{found[2].lower()} folder"


def is_no_report(member: str, others: Collection[str]) -> bool:
    """Check by its path in an archive whether a file is never a report, as `walk` skips such files of a folder.

    Args:
        member: The path, with slashes.
        others: The paths of all files in the archive.

    >>> is_no_report("april/tide.jpg", []), is_no_report("harbour.html", [])
    (True, False)
    >>> is_no_report("harbour_files/ad.html", ["harbour.html", "harbour_files/ad.html"])
    True
    """
    *folders, name = member.replace("\\", "/").split("/")
    if name.startswith(_HIDDEN):
        return True
    if any(
        (folder.startswith((".", "__MACOSX")) and folder.strip(".")) or _kind_of_program_folder(folder)
        for folder in folders
    ):
        return True
    for depth, folder in enumerate(folders):
        found = _COMPANION.fullmatch(folder)
        before = "/".join([*folders[:depth], found[1]]) if found else ""
        if found and any(before + ending in others for ending in _PAGE_ENDINGS):
            return True
    return _kind_of_non_report(name) is not None


def may_be_text(name: str) -> bool:
    """Check whether a name has the extension of a text or page, or none.

    >>> may_be_text("harbour.txt"), may_be_text("mail.eml#2"), may_be_text("tides.py")
    (True, True, False)
    """
    return name.lower().endswith(TEXT_ENDINGS) or not _ending_of(name)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself, or no permission; reading it will report that
        return False


def _kind_of_folder(entry: "os.DirEntry[str]") -> str | None:
    """Name the kind of a folder that is skipped; None if it is searched."""
    if entry.is_symlink():
        return "linked folder"
    return _kind_of_program_folder(entry.name) or kind_of_companion(entry.path)


def _kind_of_program_folder(folder: str) -> str | None:
    """Name the kind of a folder that programs keep for themselves, by its name."""
    if folder == _LOG:
        return "log of Delta Lake"
    return f"{_SEGMENTS} folder" if folder.lower().endswith(_SEGMENTS) else None


def _kind_of_non_report(name: str) -> str | None:
    archive = _ARCHIVE.fullmatch(name)
    if archive:
        return archive[1].lower()
    if _MARKER.fullmatch(name):
        return "marker of Spark"
    ending = _ending_of(name)
    return ending if ending in _NON_REPORTS or ending.endswith("~") else None


def _ending_of(name: str) -> str:
    ending = Path(name).suffix.lower()
    return ending if _ENDING.fullmatch(ending.rstrip("~")) else ""


def refuse(path: str, *, place: str) -> Rejected:
    """Reject a file in a folder or an archive for its extension.

    >>> refuse("tides.py", place="a folder").reason.partition(".")[0]
    'a file that ends in '
    """
    ending = _ending_of(path)
    what = f"a file that ends in {ending}" if ending else "a file without an ending"
    fix = "Name it by itself if it is a text, a page or a feed; save the text of any other document"
    return _reject(path, f"{what} is not read from {place}", fix)


def _reject(name: str, problem: str, fix: str) -> Rejected:
    return Rejected(input=name, reason=f"{problem}. {fix}.")


TEXT_ENDINGS = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")


def find_inputs(
    names: Iterable[str], *, endings: tuple[str, ...] = TEXT_ENDINGS, on_skipped: OnSkipped | None = None
) -> Iterator[Input | Rejected]:
    """Find inputs: search folders, and pass on everything else. Reads no file.

    Args:
        names: Paths, addresses, and ``-``. A folder stands for all text and HTML files in it and its subfolders, its
            own files first, sorted by name; names with a leading full stop are hidden, and links to folders are not
            followed. Standard input is read here, because only this process has it.
        endings: Extensions of the wanted files in folders.
        on_skipped: Called with the extension or kind of what is skipped: ``.jpg``, ``.css``, ``hidden``.

    Yields:
        An `Input` for each report, or a `Rejected` for a name without a file and for each unreadable document in a
        folder, in the order given. A name given twice is read twice.

    >>> [each.name for each in find_inputs(["-"])]  # doctest: +SKIP
    ['-']
    >>> [each.reason for each in find_inputs(["no/such/file.txt"])]
    ['there is no such file or folder. Check the path.']
    """
    for name in names:
        if name == STANDARD_INPUT:
            yield _find_standard_input()
        elif is_address(name):
            yield Input(name=name)
        else:
            yield from _find_files(name, endings, on_skipped or _ignore)


def _ignore(_kind: str) -> None:
    pass


def _find_files(name: str, endings: tuple[str, ...], on_skipped: OnSkipped) -> Iterator[Input | Rejected]:
    try:
        is_folder = stat.S_ISDIR(Path(name).stat().st_mode)
    except (OSError, ValueError) as error:
        yield _reject(name, *explain(error))
        return
    if not is_folder:
        yield Input(name=name)
        return
    if kind := kind_of_companion(name):
        on_skipped(kind)  # a shell expands a star to such names too
        return
    found_any = False
    for found in walk(name, endings, on_skipped):
        found_any = True
        yield Input(name=found) if isinstance(found, str) else found
    if not found_any:
        yield _reject(name, "no file in this folder can hold a report", "Name files; whence inputs lists what is read")


def _find_standard_input() -> Input | Rejected:
    try:
        return Input(name=STANDARD_INPUT, data=read_standard_input())
    except ReadError as error:
        return Rejected(input=STANDARD_INPUT, reason=error.reason)
