"""Read the downloads of Nexis Uni and Nexis Advance: a cover, then articles that end with "End of Document"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from whence.intake.formats.databases.article import CUT_SHORT, Article, ArticleLines
from whence.intake.formats.databases.nexis_fields import HEAD_FIELDS, address_in, field_in, names_in
from whence.intake.published import first_time

__all__ = ["count_listed", "is_uni", "read_articles"]

_END = "End of Document"
# The headings above the text, and above what follows it, in the languages of the users.
_BODY = frozenset({"Body", "Text", "Textkörper", "Corps", "Cuerpo", "Testo", "Tekst", "Inhalt"})
_AFTER_BODY = frozenset({"Classification", "Graphic", "Klassifizierung", "Klassifikation", "Grafik", "Graphique", _END})
_COVER = re.compile(
    r"(Date and Time|Job Number|Client/Matter|Search Type|Datum und Uhrzeit|Auftragsnummer|Date et heure"
    r"|Numéro de tâche)\s?:|(Documents?) \(\d+\)$"
)
_LISTED = re.compile(r"Documents? \((\d{1,6})\)")
_COPYRIGHT = re.compile(r"copyright\b|©", re.IGNORECASE)
_LABEL = re.compile(r"[^\d:]{2,40}:")
_MAX_DATE_CHARACTERS = 120
_MAX_HEADLINE_LINES = 3


def is_uni(lines: Iterable[str]) -> bool:
    """Check by the first lines of a file whether it is such a download: by its cover, or the head of an article.

    >>> is_uni(["Harbour to close", "The Tidewater Post", "March 4, 2031", "Length: 54 words", "Body", "The council"])
    True
    """
    has_label = has_day = False
    of_cover: set[str] = set()
    for line in lines:
        if found := _COVER.match(line):
            of_cover.add(found[1] or found[2])
        if len(of_cover) > 1:
            return True
        has_day = has_day or _is_date(line)
        has_label = has_label or _COPYRIGHT.match(line) is not None or _is_head_label(line)
        if line in _BODY and has_day and has_label:
            return True
    return False


def count_listed(lines: Iterable[str]) -> int | None:
    """Count the articles that the cover says there are; None where it does not.

    >>> count_listed(["Job Number: 7", "Documents (2)"])
    2
    """
    return next((int(found[1]) for line in lines if (found := _LISTED.fullmatch(line))), None)


def read_articles(lines: Iterable[str]) -> Iterator[Article]:
    """Read the articles of a download, from its paragraphs."""
    held = ArticleLines()
    for line in lines:
        if line == _END:
            yield _read_article(held, is_whole=True)
            held = ArticleLines()
        elif line:
            held.add(line)
    if any(line in _BODY for line in held.kept):
        yield _read_article(held, is_whole=False)


def _read_article(held: ArticleLines, *, is_whole: bool) -> Article:
    lines = held.kept
    body = next((at for at, line in enumerate(lines) if line in _BODY), len(lines))
    head, rest = lines[:body], lines[body + 1 :]
    text = list(takewhile(lambda line: line not in _AFTER_BODY and not _is_tail(line), rest))
    fields = dict(found for line in (*head, *rest[len(text) :]) if (found := field_in(line)))
    dated = next((at for at in reversed(range(len(head))) if _is_date(head[at])), None)
    title = _read_title(head, dated)
    return Article(
        paragraphs=text,
        headline=title[0],
        publisher=title[1],
        byline=names_in(fields.get("byline", "")),
        published=head[dated] if dated is not None else "",
        language=fields.get("language", ""),
        length=fields.get("length", ""),
        page=fields.get("section", ""),
        url=address_in(fields.get("url", "")),
        notes=(*[CUT_SHORT] * (not is_whole), *held.notes),
        has_follower=any(line in _BODY for line in rest[len(text) :]),
    )


def _read_title(head: Sequence[str], dated: int | None) -> tuple[str, str]:
    """Read headline and outlet, which stand above the date; a headline below a cover is one line."""
    cover = next((at + 1 for at in reversed(range(len(head))) if _COVER.match(head[at])), 0)
    if dated is None:
        return (head[0], head[1]) if len(head) > 1 and not cover else ("", "")
    publisher = head[dated - 1] if dated else ""
    above = head[max(cover, dated - 1 - (1 if cover else _MAX_HEADLINE_LINES)) : max(0, dated - 1)]
    return " ".join(above), publisher


def _is_date(line: str) -> bool:
    return len(line) <= _MAX_DATE_CHARACTERS and not _LABEL.match(line) and bool(first_time(line))


def _is_head_label(line: str) -> bool:
    found = field_in(line)
    return found is not None and found[0] in HEAD_FIELDS


def _is_tail(line: str) -> bool:
    """Check whether a line has a label that stands after the text, as all such labels do: with a capital."""
    found = field_in(line)
    return found is not None and found[0] not in HEAD_FIELDS and line.startswith(("Load-Date", "Language", "URL"))
