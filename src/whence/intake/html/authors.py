"""The authors of a page: from metadata fields, then from elements marked as bylines, then from lines with "By"."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import html

from whence.intake.bylines import given_first, is_bare_opening, read_byline, read_signature, starts_as_byline
from whence.intake.html.article_lines import PageLine
from whence.intake.html.fields import Fields, is_comment_or_related, names_of
from whence.intake.html.publisher import squeeze

__all__ = ["find_byline"]

_AUTHORS = (
    "author",
    "article:author",
    "og:article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "article_author",
)
_CREATORS = ("dc.creator", "dcterms.creator")
_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:by-?line|author|authors|authorname)(?:$|[\s_-])", re.IGNORECASE)
_NO_BYLINE_CLASS = re.compile(r"comment|bio|avatar|img|image|social|box|related|desc|follow|date", re.IGNORECASE)
_AUTHOR_NAMES = frozenset({"author", "dc.creator", "dcterms.creator"})
_SEGMENT = re.compile(r"\s+[|•·–—/-]\s+|(?<=\d{4})\s+|(?<=\d\d:\d\d)\s+")
_MAX_BYLINE_CHARACTERS = 120
# Later candidates are rarely about this report, and a hostile page may nest thousands.
_MAX_LOOKS = 20


def find_byline(fields: Fields, publisher: str | None, around: list[str], lines: list[PageLine]) -> tuple[str, ...]:
    """Find the people who wrote a page; agencies, desks and the outlet itself are excluded.

    Args:
        fields: The page's metadata fields.
        publisher: Its outlet.
        around: The lines around its headline.
        lines: All of its lines.
    """
    creators = [given_first(text) for text in fields.meta(_CREATORS)]
    said = [fields.json_ld("author", "creator"), list(fields.meta(_AUTHORS)), creators]
    marked = list(islice(_marked(fields.tree), _MAX_LOOKS))
    near = [text for text in marked if any(" ".join(text.split()) in line for line in around)]
    opened = list(_opened(around))
    signed = [line.text for line in lines if len(line.text) <= _MAX_BYLINE_CHARACTERS]
    groups = [*said, near, *([text] for text in opened)]
    if not any(text and "://" not in text for texts in said for text in texts):
        # If the stated author is not a person, further names on the page belong to other reports.
        groups += [[text] for text in marked]
    for texts in groups:
        names = [name for text in texts if "://" not in text for name in read_byline(text, is_list=True).names]
        names = [name for name in names if not publisher or squeeze(name) != squeeze(publisher)]
        if names:
            return tuple(dict.fromkeys(names))
    return next((signatures for line in signed if (signatures := read_signature(line))), ())


def _marked(tree: html.HtmlElement) -> Iterator[str]:
    """Iterate over elements marked as bylines; of nested ones, the innermost."""
    found = list(islice((element for element in tree.iter("*") if _is_marked(element)), _MAX_LOOKS))
    outer = {ancestor for element in found for ancestor in element.iterancestors()}
    for element in found:
        text = "\n".join(element.itertext()).strip()
        if element not in outer and len(text) <= _MAX_BYLINE_CHARACTERS:
            yield text


def _is_marked(element: html.HtmlElement) -> bool:
    if element.tag == "meta":
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    is_called_so = _BYLINE_CLASS.search(names) is not None and _NO_BYLINE_CLASS.search(names) is None
    is_field = element.get("rel") == "author" or not _AUTHOR_NAMES.isdisjoint(names_of(element))
    return (is_called_so or is_field) and not is_comment_or_related(element)


def _opened(lines: Iterable[str]) -> Iterator[str]:
    """Iterate over the parts of lines that begin with "By", or follow a line that is only "By"."""
    was_bare = False
    for line in lines:
        if len(line) <= _MAX_BYLINE_CHARACTERS:
            parts = [part.strip() for part in _SEGMENT.split(line)]
            yield from (part for part in parts if starts_as_byline(f"{part} "))
            if was_bare:
                yield line
        was_bare = is_bare_opening(line)
