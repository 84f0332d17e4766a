"""Texts with front matter: a page clipped to Markdown, or extracted with its metadata above it."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace

from whence.intake.encoding import normalise_line_ends
from whence.intake.formats.apis.markdown import read_markdown
from whence.intake.formats.columns import Row, find_column_paths, row_to_input
from whence.intake.formats.form import Document, Found
from whence.intake.html.fields import bare_words
from whence.intake.inputs import Input

__all__ = ["has_front_matter", "read_front_matter"]

_FRONT = re.compile(r"---[ \t]*\r?\n(?P<lines>.{1,50000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_ITEM = re.compile(r"\s*-[ \t]+(.*)")
_BLOCK = re.compile(r"[|>][+-]?")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]{1,300}\|)?([^\[\]]{1,300})\]\]")
_NOTHING = frozenset({"", "null", "~", "Null", "NULL"})
_TELLING = frozenset({"headline", "publisher", "byline", "published", "url"})
_TEXT = {"text": "text"}
_MIN_FIELDS = 2


def has_front_matter(document: Document) -> bool:
    r"""Tell front matter by the lines between ``---``, at least two of which tell of a report.

    >>> has_front_matter(Document("a.md", b"---\ntitle: Harbour to close\ndate: 2031-03-04\n---\nThe council."))
    True
    >>> has_front_matter(Document("a.md", b"---\nThe council met.\n---\nIt adjourned."))
    False
    """
    if not document.start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00").startswith(b"-"):
        return False
    front = _FRONT.match(document.text)
    return (
        front is not None and len(find_column_paths(_read_fields(front["lines"]), {}).keys() & _TELLING) >= _MIN_FIELDS
    )


def read_front_matter(document: Document) -> Iterator[Found]:
    r"""Read the report below front matter, and its metadata from there.

    Raises:
        ReadError: It cannot be decoded.

    >>> text = b"---\ntitle: Harbour to close\nauthor:\n  - '[[Ana Brandt]]'\n---\nThe **council** met."
    >>> (found,) = read_front_matter(Document("harbour.md", text))
    >>> found.data, found.metadata.headline, found.metadata.byline
    (b'The council met.', 'Harbour to close', ('Ana Brandt',))
    """
    decoded = document.decode()
    text = normalise_line_ends(decoded.text)
    front = _FRONT.match(text)
    fields = _read_fields(front["lines"]) if front else {}
    paragraphs = read_markdown(text[front.end() :] if front else text)
    columns = {**document.columns, **_TEXT}
    headline = find_column_paths(fields, {}).get("headline", ("",))[0]
    if len(paragraphs) > 1 and bare_words(paragraphs[0]) == bare_words(str(fields.get(headline))):
        del paragraphs[0]
    row = Row(number=1, cells={**fields, "text": "\n\n".join(paragraphs)}, done=1.0)
    found = row_to_input(row, find_column_paths(row.cells, columns), path=document.name)
    if isinstance(found, Input):
        found = replace(found, name=document.name, is_plain=True, is_page=False, notes=decoded.notes, address=None)
    yield found


def _read_fields(front: str) -> dict[str, object]:
    """Read the fields of front matter: the part of YAML that is in use there."""
    fields: dict[str, object] = {}
    name, items = "", list[str]()
    for line in (*front.splitlines(), "end: of it"):
        found = _FIELD.fullmatch(line.rstrip())
        if found is None or line[0].isspace():
            item = _ITEM.fullmatch(line)
            items.append(_read_scalar(item[1]) if item else line.strip())
            continue
        if name and items:
            # Items of a list, or the lines of one text.
            value = fields.get(name)
            is_text = bool(value) and _BLOCK.fullmatch(str(value)) is not None
            fields[name] = " ".join(items) if is_text else items
        name, items = found["name"], []
        fields[name] = _read_value(found["value"] or "")
    fields.pop("end", None)
    return fields


def _read_value(written: str) -> object:
    value = written.strip()
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        return [_read_scalar(item) for item in next(csv.reader([value[1:-1]], skipinitialspace=True), [])]
    return _read_scalar(value) or None


def _read_scalar(written: str) -> str:
    value = written.strip()
    if value.startswith('"') and value.endswith('"') and len(value) > 1:
        try:
            value = str(json.loads(value))
        except ValueError:
            value = value[1:-1]
    elif value.startswith("'") and value.endswith("'") and len(value) > 1:
        value = value[1:-1].replace("''", "'")
    else:
        value = "" if value in _NOTHING else value.partition(" #")[0]
    return _WIKI_LINK.sub(r"\1", value)
