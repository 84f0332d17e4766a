"""RIS, the citations of EBSCO, ProQuest, Zotero and others, where they hold texts."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from whence.intake.formats.databases.article import (
    CUT_SHORT,
    Article,
    ArticleLines,
    turned_names,
)
from whence.intake.formats.databases.article_files import read_text_articles
from whence.intake.formats.form import Document, Found

__all__ = ["read_ris"]

_TAG = re.compile(r"\ufeff?([A-Z][A-Z0-9])  ?- ?(.*)")
_IS_ABSTRACT = "its text is the abstract in a list of citations, and the report may be longer"
_TEXT_TAGS = ("AB", "N2")
_HEADLINE_TAGS = ("TI", "T1", "CT")
_OUTLET_TAGS = ("T2", "JO", "JF", "JA")
_DATE_TAGS = ("DA", "Y1", "PY")
_WRITER_TAGS = ("AU", "A1")
# Pages of databases, which ask for a password, and are not the outlet's.
_DATABASE_HOSTS = re.compile(r"(?:^|\.)(?:ebsco|ebscohost|proquest|nexis|lexisnexis|factiva|gale|newsbank)\.")


def read_ris(document: Document) -> Iterator[Found]:
    """Read the citations that hold texts."""
    fix = "Save the full text from the database instead"
    return read_text_articles(document, _read_articles, fix=fix)


def _read_articles(lines: Iterable[str]) -> Iterator[Article]:
    held = ArticleLines()
    for line in lines:
        found = _TAG.fullmatch(line.rstrip())
        if found and found[1] in {"TY", "ER"}:
            yield from _read_held(held, is_whole=found[1] == "ER")
            held = ArticleLines()
        if found is None or found[1] != "ER":
            held.add(line)
    yield from _read_held(held, is_whole=False)


def _read_held(held: ArticleLines, *, is_whole: bool) -> Iterator[Article]:
    """Read the citation that lines hold, if they are not empty."""
    if any(map(str.strip, held.kept)):
        yield _read_article(held, is_whole=is_whole)


def _values_of(lines: Iterable[str]) -> dict[str, list[str]]:
    """Read the values of a citation by tag; a line without a tag goes on."""
    told: dict[str, list[list[str]]] = {}
    value: list[str] = []
    for line in lines:
        found = _TAG.fullmatch(line.rstrip())
        if found is None:
            value.append(line.strip())
        else:
            value = [found[2]]
            told.setdefault(found[1], []).append(value)
    return {tag: ["\n".join(value) for value in values] for tag, values in told.items()}


def _read_article(held: ArticleLines, *, is_whole: bool) -> Article:
    told = _values_of(held.kept)

    def first(tags: Iterable[str]) -> str:
        return next((value for tag in tags for value in told.get(tag, ()) if value.strip()), "").strip()

    text = first(_TEXT_TAGS)
    names = (name for tag in _WRITER_TAGS for value in told.get(tag, ()) for name in turned_names(value))
    return Article(
        paragraphs=[paragraph for paragraph in text.split("\n") if paragraph.strip()],
        headline=first(_HEADLINE_TAGS),
        publisher=first(_OUTLET_TAGS),
        byline=tuple(dict.fromkeys(names)),
        published=first(_DATE_TAGS).rstrip("/ "),
        language=first(["LA"]),
        page=first(["SP"]),
        url=_own_address(first(["UR", "L2"])),
        notes=(_IS_ABSTRACT, *held.notes, *[CUT_SHORT] * (not is_whole)),
    )


def _own_address(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    is_own = parts.scheme in {"http", "https"} and not _DATABASE_HOSTS.search(parts.hostname or "")
    return url if is_own else ""
