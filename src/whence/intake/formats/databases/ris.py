"""RIS, the citations of EBSCO, ProQuest, Zotero and others, where they hold texts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from whence.intake.encoding import normalise_line_ends
from whence.intake.formats.databases.article import CUT_SHORT, Article, number_articles, to_inputs, turned_names
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
    decoded = document.decode()
    lines = normalise_line_ends(decoded.text).split("\n")
    articles = (_read_article(told, is_whole=is_whole) for told, is_whole in _read_citations(lines))
    fix = "Save the full text from the database instead"
    for number, article in number_articles(articles, name=document.name):
        notes = (*decoded.notes, *article.notes)
        yield from to_inputs(replace(article, notes=notes), name=f"{document.name}#{number}", fix=fix)


def _read_citations(lines: Iterable[str]) -> Iterator[tuple[Mapping[str, Sequence[str]], bool]]:
    """Read the values of each citation by tag, and whether it has an end; a line without a tag goes on."""
    told: dict[str, list[list[str]]] = {}
    value: list[str] = []
    for line in lines:
        found = _TAG.fullmatch(line.rstrip())
        if found is None:
            value.append(line.strip())
            continue
        if told and found[1] in {"TY", "ER"}:
            yield _joined(told), found[1] == "ER"
            told = {}
        if found[1] != "ER":
            value = [found[2]]
            told.setdefault(found[1], []).append(value)
    if told:
        yield _joined(told), False


def _joined(told: Mapping[str, Sequence[Sequence[str]]]) -> dict[str, list[str]]:
    return {tag: ["\n".join(value) for value in values] for tag, values in told.items()}


def _read_article(told: Mapping[str, Sequence[str]], *, is_whole: bool) -> Article:
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
        notes=(_IS_ABSTRACT,) if is_whole else (_IS_ABSTRACT, CUT_SHORT),
    )


def _own_address(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    is_own = parts.scheme in {"http", "https"} and not _DATABASE_HOSTS.search(parts.hostname or "")
    return url if is_own else ""
