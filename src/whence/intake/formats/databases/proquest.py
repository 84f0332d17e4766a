"""ProQuest, saved as text: documents between lines of underscores, each with its text between two lists of fields."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from whence.intake.encoding import normalise_line_ends
from whence.intake.formats.databases.article import (
    CUT_SHORT,
    Article,
    ArticleLines,
    join_lines,
    read_paragraphs,
    turned_names,
)
from whence.intake.formats.databases.article_files import read_text_articles
from whence.intake.formats.form import Document, Found

__all__ = ["is_proquest", "read_proquest"]

_RULE = re.compile(r"[ \t]*_{40,}[ \t]*")
_FIELD = re.compile(
    r"(Abstract|Author|Business indexing term|Classification|Company / organization|Copyright|Correspondence author|"
    r"Country of publication|Credit|Database|Document type|Document URL|Edition|First page|Full text|Full Text|"
    r"Identifier / keyword|Identifiers and keywords|Illustration|ISSN|Issue|Language of publication|Last updated|Links|"
    r"Literature indexing term|Location|Number of pages|Pages|People|Place of publication|Product name|"
    r"ProQuest document ID|Publication date|Publication info|Publication information|Publication subject|"
    r"Publication title|Publication year|Publisher|Section|Source type|Subject|Subtitle|Title|Volume|"
    r"Word count):(?:\s|$)"
)
_TEXT = "Full text"
_NO_TEXT = re.compile(r"(?:Full text |None |Not )?(?:not )?available\.?", re.IGNORECASE)
# What stands between the text and the title that is told again.
_ABOUT = frozenset(
    {"Business indexing term", "Classification", "Company / organization", "Credit", "Identifier / keyword"}
    | {"Identifiers and keywords", "Illustration", "Literature indexing term", "Location", "People", "Product name"}
    | {"Subject", "Word count"}
)


def is_proquest(document: Document) -> bool:
    """Check whether a text is a download of ProQuest."""
    text = normalise_line_ends(document.text)
    has_rule = any(_RULE.fullmatch(line) for line in text.split("\n", 200)[:200])
    fields = {found[1] for line in text.split("\n") if (found := _FIELD.match(line))}
    return has_rule and len(fields & {"Full text", "Full Text", "Abstract", "Publication title", "Author", "Links"}) > 1


def read_proquest(document: Document) -> Iterator[Found]:
    """Read the documents of a text."""
    fix = "Save it with its full text, where ProQuest has it"
    return read_text_articles(document, _read_articles, fix=fix)


def _read_articles(lines: Iterable[str]) -> Iterator[Article]:
    held = ArticleLines()
    for line in lines:
        if not _RULE.fullmatch(line):
            held.add(line)
            continue
        yield from _read_held(held)
        held = ArticleLines()
    yield from (replace(article, notes=(*article.notes, CUT_SHORT)) for article in _read_held(held))


def _read_held(held: ArticleLines) -> Iterator[Article]:
    """Read the document that lines hold, if they hold one."""
    if sum(_FIELD.match(line) is not None for line in held.kept) > 1:
        yield replace(_read_article(held.kept), notes=held.notes)


def _read_article(lines: Sequence[str]) -> Article:
    """Read the fields and the text of a document.

    >>> read = _read_article(["Harbour to close", "Full text: The council met.", "", "Title: Harbour to close"])
    >>> read.headline, read.paragraphs
    ('Harbour to close', ['The council met.'])
    """
    starts = [at for at, line in enumerate(lines) if _FIELD.match(line)]
    named = {at: _name(lines[at]) for at in starts}
    begin = next((at for at in starts if named[at] == _TEXT), len(lines))
    end = _end_of_text(lines, [at for at in starts if at > begin], named)
    told: dict[str, str] = {}
    for at, following in zip(starts, [*starts[1:], len(lines)], strict=True):
        if not begin <= at < end:
            value = [lines[at].partition(":")[2], *lines[at + 1 : following]]
            told.setdefault(named[at], join_lines([*value, ""])[0] if any(map(str.strip, value)) else "")
    text = read_paragraphs([lines[begin].partition(":")[2], *lines[begin + 1 : end]]) if begin < len(lines) else []
    top = [line.strip() for line in lines[: starts[0]] if line.strip() and not line.startswith("Document ")]
    publication = told.get("Publication title") or told.get("Publication info", "")
    number = told.get("ProQuest document ID", "")
    return Article(
        paragraphs=[] if len(text) == 1 and _NO_TEXT.fullmatch(text[0]) else text,
        headline=told.get("Title") or " ".join(top[:1]),
        publisher=publication.partition(";")[0],
        byline=turned_names(told.get("Author", "")),
        published=told.get("Publication date") or told.get("Publication info", ""),
        language=told.get("Language of publication", ""),
        length=told.get("Word count", ""),
        page="; ".join(filter(None, (told.get("Section"), told.get("First page") or told.get("Pages")))),
        key=f"proquest:{number}" if number.isdecimal() else "",
        has_follower=[*named.values()].count(_TEXT) > 1,
    )


def _name(line: str) -> str:
    name = line.partition(":")[0].strip()
    return _TEXT if name.lower() == _TEXT.lower() else name


def _end_of_text(lines: Sequence[str], starts: Sequence[int], named: dict[int, str]) -> int:
    """Find the end of the text: before the title is told again, and the fields right above that."""
    title = next((at for at in starts if named[at] == "Title"), None)
    if title is None:
        return starts[0] if starts else len(lines)
    end = title
    for at in reversed([at for at in starts if at < title]):
        if named[at] not in _ABOUT:
            break
        end = at
    return end
