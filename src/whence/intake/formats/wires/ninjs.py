"""Read ninjs, news in JSON, versions 1 to 3: an item, a list of items, or JSON Lines."""

import re
from collections.abc import Iterator, Mapping

from whence.errors import ReadError
from whence.intake.formats.form import Document, Found
from whence.intake.formats.json_stream import JsonFlaw, JsonValue, stream_json
from whence.intake.formats.lines import open_lines
from whence.intake.formats.wires.texts import paragraphs_in, without_frame
from whence.intake.formats.wires.wire_item import WITHDRAWN, WireItem, to_input
from whence.intake.formats.xml_fields import first
from whence.intake.inputs import Input
from whence.intake.opening import SOUND_COPY
from whence.records.report import Rejected

__all__ = ["is_ninjs", "read_ninjs"]

# What only ninjs has under these names, in versions 1 and 2, and 3.
_OWN_FIELD = re.compile(
    r'"(?:versioncreated|firstcreated|pubstatus|copyrightholder|copyrightnotice|usageterms)"\s*:', re.IGNORECASE
)
_CONTENT_FIELD = re.compile(r'"(?:body_[a-z]+|description_[a-z]+|headlines?|bodies|by(?:line)?)"\s*:')
_ITEM_MARKS = frozenset({"versioncreated", "firstcreated", "pubstatus"})
_TEXT_TYPES = frozenset({"", "text", "composite"})
_BODIES = ("body_xhtml", "body_html", "body_text")


def is_ninjs(document: Document) -> bool:
    """Check by its fields whether a document is ninjs."""
    if not document.is_json:
        return False
    return len({found[0].lower() for found in _OWN_FIELD.finditer(document.text)}) > 1 and bool(
        _CONTENT_FIELD.search(document.text)
    )


def read_ninjs(document: Document) -> Iterator[Found]:
    """Read the items of a document.

    >>> item = '{"uri": "urn:1", "pubstatus": "usable", "headline": "Tide late", "body_text": "It is late."}'
    >>> next(read_ninjs(Document("wire.json", item.encode()))).metadata.headline
    'Tide late'
    """
    with open_lines(document) as lines:
        number = 0
        for found in stream_json(lines):
            if isinstance(found, JsonFlaw):
                number += 1
                reason = f"{found.problem}. {SOUND_COPY}."
                yield Rejected(input=f"{document.name}#{number}", reason=reason)
                continue
            for told in _items_in(found):
                number += 1
                yield _make(told, name=f"{document.name}#{number}", done=found.done)
    if not number:
        raise ReadError(document.name, "there is no item of ninjs in it", "Check that the file is complete")


def _items_in(found: JsonValue) -> Iterator[Mapping[str, object]]:
    """Find the items in a value: itself, or those of a list in it. Members of a damaged item are none."""
    told = _lowered(found.value) if found.key is None else {}
    if _ITEM_MARKS & told.keys():
        yield told
        return
    for value in told.values():
        if isinstance(value, list):
            yield from (item for each in value if _ITEM_MARKS & (item := _lowered(each)).keys())


def _lowered(value: object) -> Mapping[str, object]:
    """Write the names of an object's members in lower case: versions 1 and 2, and 3, differ in that alone."""
    return {str(key).lower(): each for key, each in value.items()} if isinstance(value, Mapping) else {}


def _make(told: Mapping[str, object], *, name: str, done: float) -> Input | Rejected:
    try:
        item = _read_item(told, name)
    except ReadError as error:
        return Rejected(input=name, reason=error.reason)
    return to_input(item, name=name, done=done)


def _read_item(told: Mapping[str, object], name: str) -> WireItem:
    status = (_text(told.get("pubstatus")) or "").rpartition(":")[2].lower()
    headline = first([*_by_role(told.get("headlines"), "main", "headline"), _text(told.get("headline"))])
    paragraphs = without_frame(_read_body(told), headline)
    kind = (_text(told.get("type")) or "").lower()
    if not paragraphs and kind not in _TEXT_TYPES and status not in WITHDRAWN:
        raise ReadError(name, f"it is an item of the type {kind}, not a text", "Add the items that are texts")
    editors_note = first([_text(told.get("ednote")), *_by_role(told.get("ednotes"))])
    signals = [each for each in _values(told.get("signals")) if isinstance(each, str)]
    return WireItem(
        paragraphs=paragraphs,
        headline=headline,
        publisher=_read_publisher(told),
        bylines=tuple(filter(None, (_text(told.get("by")) or _text(told.get("byline")),))),
        times=tuple(_text(told.get(field)) for field in ("firstcreated", "versioncreated", "contentcreated")),
        issued=_text(told.get("versioncreated")),
        language=_text(told.get("language")),
        identifier=first([_text(told.get("uri")), _text(told.get("guid"))]),
        status=next((code for each in signals if (code := each.rpartition(":")[2].lower()) in WITHDRAWN), status),
        marks=(*signals, *filter(None, (editors_note, _text(told.get("slugline"))))),
        editors_note=editors_note,
        embargo=_text(told.get("embargoed")),
        details={
            "slug": first([_text(told.get("slugline")), _text(told.get("slug"))]),
            "version": _text(told.get("version")),
            "urgency": _text(told.get("urgency")),
            "dateline": first([_text(told.get("located")), *_by_role(told.get("locateds"))]),
        },
    )


def _read_body(told: Mapping[str, object]) -> list[str]:
    """Read the first body that has a text, one with markup before one without: they are one text in several forms."""
    bodies = [_lowered(each) for each in _values(told.get("bodies"))]
    bodies.sort(key=lambda body: "html" not in f"{body.get('contenttype')} {body.get('role')}".lower())
    named = [_text(told.get(field)) for field in _BODIES]
    others = [_text(each) for key, each in told.items() if key.startswith("body_") and key not in _BODIES]
    for text in (*(_text(body.get("value")) for body in bodies), *named, *others):
        if text and (paragraphs := paragraphs_in(text)):
            return paragraphs
    return []


def _read_publisher(told: Mapping[str, object]) -> str | None:
    sources = [each for each in _values(told.get("infosources")) if isinstance(each, Mapping)]
    sources.sort(key=lambda each: "prov" not in str(each.get("role", "")).lower())
    named = (_text(each.get("name")) or _text(each.get("literal")) for each in sources)
    return first(
        [_text(told.get("provider")), *named, _text(told.get("source")), _text(told.get("copyrightholder"))],
    )


def _by_role(value: object, *roles: str) -> list[str]:
    """Get the values of a list of objects with roles, the wanted roles and none first; no lines below them."""
    found = [
        (str(each.get("role", "")).rpartition(":")[2].lower(), text)
        for each in _values(value)
        if isinstance(each, Mapping) and (text := _text(each.get("value")) or _text(each.get("name")))
    ]
    found.sort(key=lambda pair: pair[0] not in {"", *roles})
    return [text for role, text in found if "sub" not in role]


def _values(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return value.strip() or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None
