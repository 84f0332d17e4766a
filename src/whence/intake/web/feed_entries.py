"""Extract raw items from the filtered tree of a feed or sitemap; nothing is validated here."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias
from urllib.parse import urljoin

from lxml import etree

from whence.intake.html.fragments import Fragment
from whence.intake.html.markup import FEED_KINDS, looks_like_html
from whence.intake.web.feed_xml import FilteredTree

__all__ = ["FeedContents", "FeedItem", "read_tree"]

_Parts: TypeAlias = Mapping[str, list[etree._Element]]  # noqa: SLF001 -- lxml has no other name for it

_XML = "{http://www.w3.org/XML/1998/namespace}"
_SPACING_TAG = re.compile(r"</?(?:br|p|div|li|h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
# An RSS title does not declare its type. It is markup if it has a closing tag or a character reference.
_MARKUP = re.compile(r"</[a-z][a-z0-9]*\s*>|&(?:#[0-9]+|#x[0-9a-f]+|[a-z][a-z0-9]+);", re.IGNORECASE)
_NAME_IN_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """The raw metadata of one report; not validated."""

    addresses: tuple[str | None, ...]
    """Candidates: the first valid one counts. They may be relative to the address of the feed."""
    id_: str | None = None
    """Its identifier, which may be an absolute address."""
    headline: str | None = None
    publisher: str | None = None
    names: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    content: Fragment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedContents:
    """The raw contents of a feed or sitemap."""

    kind: str
    """``feed``, ``sitemap`` or ``sitemap index``."""
    items: Iterable[FeedItem]
    title: str | None = None
    language: str | None = None
    address: str | None = None
    """Its own address, or that of its site, according to the feed."""
    notes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    """The notes that report missing entries."""


def read_tree(filtered: FilteredTree) -> FeedContents:
    """Extract the raw contents of a filtered feed or sitemap.

    >>> from whence.intake.web.feed_xml import filter_feed
    >>> text = "<rss><channel><item><link>/a</link></item></channel></rss>"
    >>> filtered = filter_feed(text, name="rss.xml", most={"rss": 9})
    >>> [item.addresses for item in read_tree(filtered).items]
    [(None, '/a')]
    """
    kind, root = FEED_KINDS[filtered.name], filtered.root
    if kind != "feed":
        return FeedContents(kind=kind, items=map(_read_url_element, root), notes=filtered.notes, gaps=filtered.gaps)
    head = next(root.iter("channel"), root)
    parts = _parts(head)
    return FeedContents(
        kind=kind,
        items=map(_read_entry, root.iter("{*}entry", "{*}item")),
        title=_title(parts),
        language=_first(parts, "language") or head.get(f"{_XML}lang") or root.get(f"{_XML}lang"),
        address=next(iter((*_links(parts, {"self"}), *_links(parts, {"alternate"}))), None),
        notes=filtered.notes,
        gaps=filtered.gaps,
    )


def _read_url_element(url: etree._Element) -> FeedItem:
    return FeedItem(
        addresses=(url.findtext("loc"),),
        headline=url.findtext("news/title"),
        publisher=url.findtext("news/publication/name"),
        published=url.findtext("news/publication_date"),
        updated=url.findtext("lastmod"),
        language=url.findtext("news/publication/language"),
    )


def _read_entry(entry: etree._Element) -> FeedItem:
    parts = _parts(entry)
    source = next(iter(parts.get("source", ())), None)
    langs = (each.get(f"{_XML}lang") for each in (*parts.get("title", ()), entry))
    updated = _first(parts, "updated", "modified", "date")
    return FeedItem(
        # If links go through a click counter, the feed also gives the original address.
        addresses=(_first(parts, "origlink"), *_links(parts, {"alternate"})),
        id_=_first(parts, "guid", "id"),
        headline=_title(parts),
        publisher=None if source is None else _title(_parts(source)) or _plain(source),
        names=_names(parts),
        # RSS 1.0 has a single time. Atom may omit the time of publication if the entry has not changed since.
        published=_first(parts, "pubdate", "published", "issued") or updated,
        updated=updated,
        language=_first(parts, "language") or next(filter(None, langs), None),
        content=_content(parts),
    )


def _parts(element: etree._Element) -> _Parts:
    """Group child elements by their names without a namespace."""
    parts: dict[str, list[etree._Element]] = {}
    for part in element:
        parts.setdefault(etree.QName(part).localname, []).append(part)
    return parts


def _first(parts: _Parts, *names: str) -> str | None:
    """Get the first non-empty text, trying the element names in order."""
    texts = (part.text for name in names for part in parts.get(name, ()))
    return next((text for text in texts if text and text.strip()), None)


def _title(parts: _Parts) -> str | None:
    return next((text for part in parts.get("title", ()) if (text := _plain(part)).strip()), None)


def _links(parts: _Parts, relations: set[str]) -> list[str]:
    """List an element's links, resolved against its ``xml:base``. RSS has them as text, Atom as an attribute."""
    found = []
    for link in parts.get("link", ()):
        words = (link.get("rel") or "alternate").lower().split()
        if relations.isdisjoint(word.rpartition("/")[2] for word in words):
            continue
        address = (link.get("href") or link.text or "").strip()
        if address:
            found.append(_completed(link, address))
    return found


def _completed(element: etree._Element, address: str) -> str:
    bases = [base for each in (element, *element.iterancestors()) if (base := each.get(f"{_XML}base"))]
    try:
        for base in bases:
            address = urljoin(base, address)
    except ValueError:
        return ""
    return address


def _names(parts: _Parts) -> tuple[str, ...]:
    authors = (*parts.get("author", ()), *parts.get("creator", ()))
    names = (_first(_parts(author), "name") or _name(author.text or "") for author in authors)
    return tuple(name for name in names if name)


def _name(text: str) -> str:
    """Get the name from the author of an RSS item: "desk@example.org (Ana Brandt)", or a bare name."""
    found = _NAME_IN_BRACKETS.search(text) if "@" in text else None
    return found[1] if found else text


def _plain(element: etree._Element) -> str:
    """Get a text without its markup."""
    text = element.text or ""
    is_markup = _is_html(element) if _is_atom(element) else _MARKUP.search(text)
    return html.unescape(_TAG.sub("", _SPACING_TAG.sub(" ", text))) if is_markup else text


def _is_atom(element: etree._Element) -> bool:
    return bool(etree.QName(element).namespace)


def _is_html(element: etree._Element) -> bool:
    """Check whether an Atom text is escaped markup: by its type in version 1.0, also by its mode in version 0.3."""
    kind, mode = ((element.get(name) or "").strip().lower() for name in ("type", "mode"))
    return "html" in kind and (mode == "escaped" or (mode != "xml" and "xhtml" not in kind))


def _content(parts: _Parts) -> Fragment | None:
    """Get the text of the report in an entry: its content or, if there is none, its summary."""
    body = next(filter(None, map(_fragment, (*parts.get("encoded", ()), *parts.get("content", ())))), None)
    brief = next(filter(None, map(_fragment, (*parts.get("description", ()), *parts.get("summary", ())))), None)
    if body is None:
        return None if brief is None else replace(brief, is_summary=True)
    return replace(body, is_summary=brief is not None and brief.text.strip() == body.text.strip())


def _fragment(element: etree._Element) -> Fragment | None:
    text, kind = element.text or "", (element.get("type") or "").strip().lower()
    is_other = "/" in kind and not kind.startswith("text/") and "html" not in kind
    if not text.strip() or is_other or (element.get("mode") or "").strip().lower() == "base64":
        return None
    return Fragment(text=text, is_html=not _is_atom(element) or "html" in kind or looks_like_html(text))
