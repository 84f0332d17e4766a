"""The package of an e-book: what it is called, its files in reading order, and its table of contents.

Reference:
    EPUB 3.3, https://www.w3.org/TR/epub-33/; OPF 2.0.1 (the table of contents as NCX).
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag

from lxml import etree

from whence.errors import ReadError
from whence.intake.formats.form import Document
from whence.intake.formats.paragraphs import is_outlet
from whence.intake.formats.xml_trees import local_name, parse_xml
from whence.intake.formats.zip_members import read_member
from whence.intake.opening import SOUND_COPY
from whence.intake.published import find_moments, normalise_time

__all__ = ["About", "Entry", "Package", "read_package"]

_MAX_XML_BYTES = 10_000_000
_MAX_FILES = 20_000
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
# Pages that hold no text of the issue: EPUB 3.3, structural semantics; OPF 2.0.1, 2.6.
_NO_ARTICLES = re.compile(
    r"cover|title-?page|halftitle|toc|landmarks|copyright-page|index|loi|lot|colophon|other\.masthead", re.IGNORECASE
)
_PERIODICAL = re.compile(r"periodical:[^:]*(?::(.+))?")
# Programs and services that write their own name where a publisher or an author stands.
_PROGRAM = re.compile(r"calibre|kindleear|dailyrss|epubpress|pandoc|unknown|pocket|readwise", re.IGNORECASE)
_AROUND_DATE = " ,;:|·–—-[]()"
_WEEKDAY_END = re.compile(r"\W*\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the table of contents."""

    path: str
    anchor: str
    """Id of an element in the file; an empty string for the file itself."""
    title: str
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an e-book says of itself."""

    title: str
    outlet: str | None
    """The newspaper, magazine or publisher."""
    authors: tuple[str, ...]
    """Empty for an issue of a periodical."""
    published: str | None
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The contents of an e-book."""

    about: About
    files: tuple[str, ...]
    """Paths of its pages in reading order, without covers and tables of contents."""
    entries: tuple[Entry, ...]


def read_package(archive: zipfile.ZipFile, document: Document) -> Package:
    """Read what an e-book says of itself.

    Raises:
        ReadError: It is damaged, protected, or no e-book.
    """
    container = _read_xml(archive, "META-INF/container.xml", document)
    path = next((each.get("full-path") or "" for each in container.iter("{*}rootfile")), "")
    root = _read_xml(archive, path, document)
    home = posixpath.dirname(path)
    manifest = {each.get("id") or "": (_resolve(home, each.get("href") or ""), each) for each in root.iter("{*}item")}
    skipped = {
        urldefrag(_resolve(home, each.get("href") or ""))[0]
        for each in root.iter("{*}reference")
        if _NO_ARTICLES.match(each.get("type") or "")
    }
    files: dict[str, None] = {}
    for each in root.iter("{*}itemref"):
        at, item = manifest.get(each.get("idref") or "", ("", each))
        is_page = item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()
        if is_page and each.get("linear") != "no" and at not in skipped:
            files[at] = None
    if len(files) > _MAX_FILES:
        raise ReadError(document.name, f"it has {len(files):,} pages, more than {_MAX_FILES:,}", "Divide it")
    _check_protection(archive, document, set(files))
    return Package(about=_describe(root), files=tuple(files), entries=tuple(_read_entries(archive, document, manifest)))


def _read_xml(archive: zipfile.ZipFile, path: str, document: Document) -> etree._Element:
    if not path:
        raise ReadError(document.name, "it does not say where its contents are listed", SOUND_COPY)
    return parse_xml(read_member(archive, path, document=document, max_bytes=_MAX_XML_BYTES), name=document.name)


def _resolve(home: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(home, unquote(href))) if href else ""


def _check_protection(archive: zipfile.ZipFile, document: Document, files: set[str]) -> None:
    if "META-INF/encryption.xml" not in archive.namelist():
        return
    listed = _read_xml(archive, "META-INF/encryption.xml", document)
    if any(_resolve("", each.get("URI") or "") in files for each in listed.iter("{*}CipherReference")):
        raise ReadError(document.name, "its pages are protected (DRM)", "Get a copy without protection")


def _describe(root: etree._Element) -> About:
    said: dict[str, list[str]] = {}
    for each in root.iter():
        namespace = etree.QName(each).namespace if isinstance(each.tag, str) else ""
        if namespace and "purl.org/dc/" in namespace and (text := " ".join("".join(each.itertext()).split())):
            said.setdefault(local_name(each), []).append(text)
    title = next(iter(said.get("title", [])), "")
    metas = (each for each in root.iter("{*}meta") if each.get("name") == "calibre:publication_type")
    periodical = next((found for each in metas if (found := _PERIODICAL.fullmatch(each.get("content") or ""))), None)
    issue_of = _without_date(title)
    date = normalise_time(next(iter(said.get("date", [])), ""))
    language = re.match(r"[a-z]{2}(?![a-z])", next(iter(said.get("language", [])), "").lower())
    is_issue = periodical is not None or issue_of is not None
    return About(
        title=title,
        outlet=_find_outlet(
            named=periodical[1] if periodical else None,
            issue_of=issue_of,
            publisher=next((name for name in said.get("publisher", []) if not _PROGRAM.match(name)), None),
        ),
        authors=() if is_issue else tuple(name for name in said.get("creator", []) if not _PROGRAM.match(name)),
        # The hour is that of the program which made the issue.
        published=date[:10] if date else None,
        language=language[0] if language else None,
    )


def _find_outlet(*, named: str | None, issue_of: str | None, publisher: str | None) -> str | None:
    """Tell the outlet; the publisher of a magazine may be a company, but a title with a date is not always an issue."""
    if named and not _PROGRAM.match(named):
        return named
    if issue_of and (publisher is None or is_outlet(issue_of)):
        return issue_of
    return publisher


def _without_date(title: str) -> str | None:
    """Take the date off the title of an issue: "The Post, 4 March 2031"; None if there is no date at its end."""
    last = next((moment for moment in find_moments(title) if not title[moment.end :].strip(_AROUND_DATE)), None)
    if last is None:
        return None
    return _WEEKDAY_END.sub("", title[: last.start]).strip(_AROUND_DATE) or None


def _read_entries(
    archive: zipfile.ZipFile, document: Document, manifest: dict[str, tuple[str, etree._Element]]
) -> Iterator[Entry]:
    """Read the table of contents, of EPUB 3 or 2; one that cannot be read only names no entries."""
    navigation = [path for path, item in manifest.values() if "nav" in (item.get("properties") or "").split()]
    older = [path for path, item in manifest.values() if item.get("media-type") == "application/x-dtbncx+xml"]
    for path in [*navigation, *older]:
        try:
            root = _read_xml(archive, path, document)
        except ReadError:
            continue
        home = posixpath.dirname(path)
        entries = list(_navigation(root, home) if path in navigation else _older_navigation(root, home))
        if entries:
            yield from entries
            return


def _navigation(root: etree._Element, home: str) -> Iterator[Entry]:
    types = "{http://www.idpf.org/2007/ops}type"
    lists = [each for each in root.iter("{*}nav") if "toc" in (each.get(types) or "toc").split()]
    for link in lists[0].iter("{*}a") if lists else ():
        path, anchor = urldefrag(link.get("href") or "")
        depth = sum(local_name(each) == "ol" for each in link.iterancestors())
        title = " ".join("".join(link.itertext()).split())
        yield Entry(path=_resolve(home, path), anchor=unquote(anchor), title=title, depth=depth)


def _older_navigation(root: etree._Element, home: str) -> Iterator[Entry]:
    for point in root.iter("{*}navPoint"):
        source = next((each.get("src") or "" for each in point if local_name(each) == "content"), "")
        label = next((each for each in point if local_name(each) == "navLabel"), None)
        path, anchor = urldefrag(source)
        depth = sum(local_name(each) == "navPoint" for each in point.iterancestors()) + 1
        title = "" if label is None else " ".join("".join(label.itertext()).split())
        yield Entry(path=_resolve(home, path), anchor=unquote(anchor), title=title, depth=depth)
