"""Names on a command line to inputs, and an input to a Report."""

import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BufferedReader
from pathlib import Path

from whence.errors import ReadError
from whence.intake.encodings import decode, normalise_line_ends
from whence.intake.fetching import fetch, is_address
from whence.intake.folders import OnPassedOver, explain, kind_of_companion, walk
from whence.intake.inputs import Input, fill_in
from whence.intake.markup import looks_like_feed, looks_like_html
from whence.intake.texts import read_plain_text
from whence.language.detect import tell_language
from whence.records.report import Rejected, Report

__all__ = ["STANDARD_INPUT", "TEXT_ENDINGS", "find_inputs", "load", "open_file", "read_bytes", "take"]

STANDARD_INPUT = "-"
TEXT_ENDINGS = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")
_MAX_BYTES = 25_000_000
"""Of a file. A page can be many times as large as its text."""
_MAX_CHARACTERS = 5_000_000
"""Of a report's text: more than a long novel has, which takes more than five minutes. What is larger is a corpus."""
_CHARACTERS_A_MINUTE = 800_000
"""Read on one core: python -m bench.speed."""


def find_inputs(
    names: Iterable[str], *, endings: tuple[str, ...] = TEXT_ENDINGS, on_passed_over: OnPassedOver | None = None
) -> Iterator[Input | Rejected]:
    """Find what there is to read: folders are opened, all else is passed on. No file is read yet.

    Args:
        names: Paths, addresses, and ``-``. A folder stands for all text and HTML files in it and in its subfolders,
            its own files first, by name; what begins with a full stop is hidden, and links to folders are not followed.
            Standard input is read here, because only this process has it.
        endings: What files in folders are called.
        on_passed_over: Told of what folders hold and no report is in, by ending: ``.jpg``, ``.css``, ``hidden``.

    Yields:
        An `Input` for each report, or a `Rejected` for a name with nothing to read and for each other document in a
        folder, in the order given. What is named twice is read twice.

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
            yield from _find_files(name, endings, on_passed_over or _say_nothing)


def load(given: Input) -> Input:
    """Get the bytes of an input that has none yet.

    Raises:
        ReadError: It cannot be opened.
        FetchError: The address did not give a page.

    >>> load(Input(name="examples/harbour.txt")).data[:7]
    b'Harbour'
    """
    name = given.name
    if given.data is not None:
        return given
    if name == STANDARD_INPUT:
        return replace(given, data=_read_standard_input())
    if is_address(name):
        fetched = fetch(name)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return replace(given, data=fetched.data, url=fetched.url, encoding=fetched.encoding, fetched=now)
    return replace(given, data=_read_file(name))


def take(given: Input) -> Report:
    r"""Read one input: get its bytes and make a report of them.

    A page speaks for itself, and what is told of it from outside fills in what it does not say. Of a bare text, what is
    told from outside counts more.

    Raises:
        ReadError: It cannot be opened, holds no readable report, or one that is too long.
        FetchError: The address did not give a page.

    >>> take(Input(name="-", data=b"Harbour to close\n\nThe council met.")).headline
    'Harbour to close'
    >>> from whence.intake.inputs import Given
    >>> told = Given(headline="Harbour to close", published="2031-03-04")
    >>> take(Input(name="reports.csv#2", data=b"The council met.", is_plain=True, given=told)).text
    'Harbour to close\n\nThe council met.'
    """
    report = _take(load(given))
    count = len(report.text)
    if count > _MAX_CHARACTERS:
        minutes = count // _CHARACTERS_A_MINUTE
        problem = (
            f"its text has {count / 1e6:,.1f} million characters, which would take more than {minutes} minutes to read"
        )
        raise ReadError(given.name, problem, "Give one file for each report")
    return report


def _take(loaded: Input) -> Report:
    data, url = loaded.data or b"", loaded.url or loaded.given.url
    if not loaded.is_plain:
        report = read_bytes(data, name=loaded.name, url=url, encoding=loaded.encoding)
        return fill_in(report, loaded.given)
    text = normalise_line_ends(data.decode("utf-8", "replace"))
    if loaded.given.headline and text.strip():
        bare = Report(text=text, language=tell_language(text), url=url, name=loaded.name)
        return fill_in(bare, loaded.given, outside_first=True)
    return fill_in(read_plain_text(text, name=loaded.name, url=url), loaded.given, outside_first=True)


def read_bytes(data: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Report:
    r"""Make a report of a text or a page. Which of them it is, its content tells and not its name.

    Args:
        data: The whole file.
        name: Where it comes from.
        url: Its address, if it was fetched.
        encoding: The encoding that came with it, as in an HTTP header.

    Raises:
        ReadError: It is empty, too large, binary, or holds no readable report.

    >>> read_bytes(b"\x93Harbour to close\x94\r\n\r\nThe council met.", name="harbour.txt").text
    '“Harbour to close”\n\nThe council met.'
    """
    if len(data) > _MAX_BYTES:
        raise ReadError(name, f"it is larger than {_MAX_BYTES // 1_000_000} MB", "Give one file for each report")
    decoded = decode(data, name=name, declared=encoding)
    if looks_like_feed(decoded.text):
        fix = "Add it to an archive with whence add, which reads the pages that it leads to"
        raise ReadError(name, "it is a feed or a sitemap and no report", fix)
    if looks_like_html(decoded.text):
        # Loading the extractor takes 0.4 s, which plain text need not wait for.
        from whence.intake.pages import read_page  # noqa: PLC0415

        return read_page(decoded.text, name=name, url=url, notes=decoded.notes)
    return read_plain_text(normalise_line_ends(decoded.text), name=name, url=url, notes=decoded.notes)


def _say_nothing(_kind: str) -> None:
    pass


def _find_files(name: str, endings: tuple[str, ...], on_passed_over: OnPassedOver) -> Iterator[Input | Rejected]:
    try:
        is_folder = stat.S_ISDIR(Path(name).stat().st_mode)
    except (OSError, ValueError) as error:
        yield _reject(name, *explain(error))
        return
    if not is_folder:
        yield Input(name=name)
        return
    if kind := kind_of_companion(name):
        on_passed_over(kind)  # so a shell names it that was given a star
        return
    found_any = False
    for found in walk(name, endings, on_passed_over):
        found_any = True
        yield Input(name=found) if isinstance(found, str) else found
    if not found_any:
        yield _reject(name, f"there is no {', '.join(endings)} file in this folder", "Name files, or another folder")


def _reject(name: str, problem: str, fix: str) -> Rejected:
    return Rejected(input=name, reason=f"{problem}. {fix}.")


def open_file(name: str) -> BufferedReader:
    """Open a file to read its bytes.

    Raises:
        ReadError: There is none, it may not be read, or it is a folder or a pipe.
    """
    path = Path(name)
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):  # opening a pipe that nobody writes to would wait for ever
            return path.open("rb")
    except (OSError, ValueError) as error:
        raise ReadError(name, *explain(error)) from error
    if stat.S_ISDIR(mode):
        raise ReadError(name, "it is a folder", "Name the files in it")
    raise ReadError(name, "it is not a regular file", "Save it as one, or pipe it to -")


def _read_file(name: str) -> bytes:
    with open_file(name) as file:
        try:
            return file.read(_MAX_BYTES + 1)
        except OSError as error:
            raise ReadError(name, *explain(error)) from error


def _find_standard_input() -> Input | Rejected:
    try:
        return Input(name=STANDARD_INPUT, data=_read_standard_input())
    except ReadError as error:
        return Rejected(input=STANDARD_INPUT, reason=error.reason)


def _read_standard_input() -> bytes:
    if sys.stdin is None:
        raise ReadError(STANDARD_INPUT, "standard input is closed", "Pipe a report to it, or name a file")
    try:
        return sys.stdin.buffer.read(_MAX_BYTES + 1)
    except OSError as error:
        problem = f"standard input cannot be read ({error.strerror})"
        raise ReadError(STANDARD_INPUT, problem, "Pipe a report to it, or name a file") from error
