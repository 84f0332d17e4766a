"""E-books (EPUB): an issue of a newspaper or magazine gives a report an article, a book one a chapter."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree, html

from whence.errors import ReadError
from whence.intake.encoding import decode
from whence.intake.formats.documents.epub_package import Entry, Package, read_package
from whence.intake.formats.form import Document, Found
from whence.intake.formats.paragraphs import Paragraph, report_of
from whence.intake.formats.zip_members import open_zip, read_member
from whence.intake.html.blocks import split_blocks
from whence.intake.html.markup import parse_html, visible_text
from whence.intake.inputs import Input
from whence.records.report import Rejected

__all__ = ["read_epub"]

_MAX_PAGE_BYTES = 10_000_000
_MAX_BYTES = 300_000_000
_HEADINGS = ("h1", "h2", "h3")
_CUT = "whence-cut"
# What calibre writes around each article it downloads.
_NAVIGATION = "calibre_navbar"
_DOWNLOADED = re.compile(r"\bdownloaded by calibre from\s+(https?://\S+)")
_MIN_CHARACTERS = 60
_MAX_LINKED_SHARE = 0.6
_OPENING_PARAGRAPHS = 4


@dataclass(slots=True, kw_only=True)
class _Article:
    """A report in the making: an article, or a chapter."""

    title: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    url: str | None = None


def read_epub(document: Document) -> Iterator[Found]:
    """Read the articles or chapters of an e-book, in reading order; covers and tables of contents are left out.

    An article begins with a page that the table of contents names or that has a heading, and at the places within a
    page that it names. A page without either goes on with the article before it.

    Yields:
        An `Input` for each, named by the path and its number from 1; a `Rejected` for a page that cannot be read.

    Raises:
        ReadError: It is damaged, protected, or too large.
    """
    with open_zip(document) as archive:
        package = read_package(archive, document)
        size = number = 0
        pending: _Article | None = None
        for path in package.files:
            try:
                data = read_member(archive, path, document=document, max_bytes=_MAX_PAGE_BYTES)
                size += len(data)
                articles = list(_read_page(data, path, package, f"{document.name}#{path}"))
            except ReadError as error:
                yield Rejected(input=f"{document.name}#{path}", reason=error.reason)
                continue
            if size > _MAX_BYTES:
                raise ReadError(document.name, f"its pages have more than {_MAX_BYTES // 1_000_000} MB", "Divide it")
            for article in articles:
                if pending is not None and not article.title:
                    pending.paragraphs += article.paragraphs
                    continue
                if pending is not None and _holds_text(pending):
                    number += 1
                    yield _as_input(pending, package, f"{document.name}#{number}")
                pending = article
        if pending is not None and _holds_text(pending):
            yield _as_input(pending, package, f"{document.name}#{number + 1}")


def _read_page(data: bytes, path: str, package: Package, name: str) -> Iterator[_Article]:
    """Read the articles on a page; the first has no title if it may go on with the one before."""
    tree = parse_html(decode(data, name=name).text, name=name)
    for element in [each for each in tree.iter() if _NAVIGATION in (each.get("class") or "")]:
        _note_address(element, tree)
        if element.getparent() is not None:
            element.drop_tree()
    if _is_navigation(tree):
        return
    headings = [line for each in tree.iter(*_HEADINGS) if (line := visible_text(each))]
    own = [entry for entry in package.entries if entry.path == path]
    cuts = _mark_cuts(tree, own)
    first = next((entry.title for entry in own if not cuts), None) or next(iter(headings), "")
    article = _Article(title=first, url=tree.get(_CUT))
    for block in split_blocks(tree):
        line = " ".join(block.split())
        if line.startswith(_CUT) and line in cuts:
            if article.paragraphs:
                yield article
            article = _Article(title=cuts[line], url=tree.get(_CUT))
        elif found := _DOWNLOADED.search(line):
            article.url = found[1]
        elif line:
            article.paragraphs.append(Paragraph(text=line, is_heading=line in headings))
    if article.paragraphs:
        yield article


def _note_address(element: html.HtmlElement, tree: html.HtmlElement) -> None:
    found = _DOWNLOADED.search(" ".join("".join(element.itertext()).split()))
    if found:
        tree.set(_CUT, found[1])


def _is_navigation(tree: html.HtmlElement) -> bool:
    """Check whether a page is mostly links: the contents of an issue, or of a part of it."""
    linked = sum(len(visible_text(link)) for link in tree.iter("a") if link.get("href"))
    return linked > _MAX_LINKED_SHARE * max(1, len(visible_text(tree)))


def _mark_cuts(tree: html.HtmlElement, own: Sequence[Entry]) -> dict[str, str]:
    """Mark the places where the articles of one page begin; none unless the contents name two side by side."""
    level = min((entry.depth for entry in own), default=0)
    siblings = [entry for entry in own if entry.depth == level]
    if len(siblings) < 2:  # noqa: PLR2004 -- an article by itself is its page
        return {}
    places = {each.get("id"): each for each in tree.iter() if each.get("id")}
    cuts: dict[str, str] = {}
    for number, entry in enumerate(siblings):
        element = places.get(entry.anchor)
        if element is None or element.getparent() is None or element.tag == "body":
            continue
        mark = etree.Element("p")
        mark.text = f"{_CUT}-{number}"
        cuts[mark.text] = entry.title
        element.addprevious(mark)
    return cuts


def _holds_text(article: _Article) -> bool:
    """Check whether it has a sentence: covers and pages of titles have none."""
    return any(len(paragraph.text) >= _MIN_CHARACTERS for paragraph in article.paragraphs)


def _as_input(article: _Article, package: Package, name: str) -> Input:
    paragraphs = article.paragraphs
    titled = any(paragraph.is_heading for paragraph in paragraphs[:_OPENING_PARAGRAPHS])
    if article.title and not titled:
        folded = article.title.casefold()
        rest = [each for index, each in enumerate(paragraphs) if index > 1 or each.text.casefold() != folded]
        paragraphs = [Paragraph(text=article.title, is_title=True), *rest]
    notes = (f"it was taken from the e-book {package.about.title}",) if package.about.title else ()
    made = report_of(paragraphs, name=name, notes=notes, url=article.url)
    return replace(
        made,
        metadata=replace(
            made.metadata,
            publisher=made.metadata.publisher or package.about.outlet,
            byline=made.metadata.byline or package.about.authors,
            published=made.metadata.published or package.about.published,
            language=package.about.language,
        ),
    )
