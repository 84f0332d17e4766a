"""Filter hostile feed and sitemap XML to a small, well-formed tree.

The tree has no entities, and only the elements listed here, each of bounded length. Texts of reports are included only
on demand, as unchecked markup.
"""

import html
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from lxml import etree

from whence.errors import ReadError
from whence.intake.compression import unpack_bytes
from whence.intake.html.markup import root_at, skip_prolog

__all__ = ["FilteredTree", "filter_feed", "unpack"]

# The sitemap standard allows 50 MB.
_MAX_BYTES = 50_000_000
_MAX_ELEMENTS = 1_000_000
_MAX_CHARACTERS = 2000
# For the text of a report: more than a chapter of a novel.
_MAX_TEXT_CHARACTERS = 200_000
_BLOCK_CHARACTERS = 65_536
_BLOCK_PIECES = 10_000
_FIX = "Give the address of a feed or a sitemap"

_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_DUBLIN_CORES = (_DUBLIN_CORE, "http://purl.org/dc/terms/")
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_FEEDBURNER = "http://rssnamespace.org/feedburner/ext/1.0"
# Elements wanted from other namespaces.
_FOREIGN = {_CONTENT: "encoded", _FEEDBURNER: "origlink"}
_ATOM = re.compile(r"https?://www\.w3\.org/2005/atom|http://purl\.org/atom/ns#", re.IGNORECASE)
# Other namespaces have elements of the same names, for images and podcasts.
_OWN = re.compile(
    r"|http://purl\.org/rss/1\.0/|http://my\.netscape\.com/rdf/simple/0\.9/|"
    r"https?://www\.google\.com/schemas/sitemap-news/.*",
    re.IGNORECASE,
)
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ATTRIBUTES = ("href", "rel", "type", "mode", "xmlUrl", f"{_XML}lang", f"{_XML}base")

_OF_DUBLIN_CORE = frozenset({"creator", "date", "issued", "language", "modified"})
_OF_ENTRY = frozenset(
    {"author", "guid", "id", "issued", "language", "link", "modified", "origlink", "pubdate", "published", "source"}
    | {"title", "updated"}
    | _OF_DUBLIN_CORE
)
# Elements that hold others, with the wanted children of each.
_WANTED = {
    "opml": frozenset({"body"}),
    "body": frozenset({"outline"}),
    "outline": frozenset({"outline"}),
    "rss": frozenset({"channel", "item"}),
    "rdf": frozenset({"channel", "item"}),
    "channel": frozenset({"item", "language", "link", "title"}),
    "feed": frozenset({"entry", "link", "title"}),
    "item": _OF_ENTRY,
    "entry": _OF_ENTRY,
    "author": frozenset({"name"}),
    "source": frozenset({"title"}),
    "urlset": frozenset({"url"}),
    "sitemapindex": frozenset({"sitemap"}),
    "url": frozenset({"lastmod", "loc", "news"}),
    "sitemap": frozenset({"lastmod", "loc"}),
    "news": frozenset({"publication", "publication_date", "title"}),
    "publication": frozenset({"language", "name"}),
}
_ENTRIES = frozenset({"entry", "item", "outline", "sitemap", "url"})
# Elements that may contain the text of a report, wanted on demand.
_TEXTS = frozenset({"content", "description", "encoded", "summary"})
_WITH_TEXT = frozenset({"author", "source"})  # in RSS; in Atom they hold others

_ENTITY = re.compile(r"<!entity", re.IGNORECASE)
_LOOSE = re.compile(
    r"<!\[CDATA\[(?:.*?\]\]>|.*)|&(?:#[0-9]{1,7};|#x[0-9a-f]{1,6};|[a-z][a-z0-9]{1,31};)?|[\0-\x08\x0b\x0c\x0e-\x1f]",
    re.DOTALL | re.IGNORECASE,
)
_USED_PREFIX = re.compile(r"<([A-Za-z][A-Za-z0-9.-]{0,30}):")
_DECLARED_PREFIX = re.compile(r"\bxmlns:([\w.-]{1,30})\s*=")
_MAX_PREFIXES = 100
_USUAL_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": _CONTENT,
    "dc": _DUBLIN_CORE,
    "feedburner": _FEEDBURNER,
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
_TAG_NAME = re.compile("[a-z][a-z0-9]{0,15}")
_NO_CHARACTERS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilteredTree:
    """The filtered tree of a feed or sitemap."""

    root: etree._Element
    """Names are in lower case, without a namespace except Atom and Dublin Core. Texts of reports are markup."""
    name: str
    """Name of the root, in lower case and without a namespace."""
    notes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    """The notes that report missing entries."""


def unpack(data: bytes, *, name: str) -> bytes:
    """Decompress gzip, all members; return other data unchanged.

    Raises:
        ReadError: It is damaged, truncated, or larger than 50 MB.

    >>> unpack(b"<rss/>", name="rss.xml")
    b'<rss/>'
    """
    unpacked = data
    if data.startswith(b"\x1f\x8b"):
        try:
            unpacked = unpack_bytes(data, "gzip", max_bytes=_MAX_BYTES)
        except (EOFError, zlib.error) as error:
            problem = f"its compressed data are damaged: {error}".rstrip(".")
            raise ReadError(name, problem, "Get an undamaged copy of it") from error
    if len(unpacked) > _MAX_BYTES:
        raise ReadError(name, f"it has more than {_MAX_BYTES // 1_000_000} MB", "Give the address of a smaller feed")
    return unpacked


def filter_feed(text: str, *, name: str, most: Mapping[str, int], with_texts: bool = False) -> FilteredTree | None:
    """Filter a feed or sitemap; None if it is neither. A document that is not well-formed is read as far as possible.

    Args:
        text: The complete document.
        name: Name for error messages.
        most: Maximum number of entries, by name of the root element; other roots are neither feed nor sitemap.
        with_texts: Whether to include the texts of reports.

    Raises:
        ReadError: It declares XML entities.

    >>> text = "<rss><channel><item><link>/a</link><body>The council</body>"
    >>> filtered = filter_feed(text, name="rss.xml", most={"rss": 9})
    >>> etree.tostring(filtered.root), filtered.notes
    (b'<rss><channel/></rss>', ('it is not well-formed XML, so parts of it may be missing',))
    """
    start = skip_prolog(text)
    if _ENTITY.search(text[:start]) or (text[start : start + 2] == "<!" and _ENTITY.search(text)):
        raise ReadError(name, "it declares XML entities, which whence does not accept", _FIX)
    root = root_at(text, start)
    if root is None or root[1].lower() not in most:
        return None
    most_entries = most[root[1].lower()]
    tree_filter = _TreeFilter(most_entries, with_texts=with_texts)
    notes: list[str] = []
    blocks = (text[begin : begin + _BLOCK_CHARACTERS] for begin in range(start, len(text), _BLOCK_CHARACTERS))
    if not _feed(blocks, tree_filter, recover=False):
        tree_filter = _TreeFilter(most_entries, with_texts=with_texts)
        head = text[start : root.end()] + _missing(text)
        _feed(chain([head], _repaired(text, root.end())), tree_filter, recover=True)
        notes.append("it is not well-formed XML, so parts of it may be missing")
    tree = tree_filter.close()
    if tree_filter.has_more:
        notes.append(f"only its first {most_entries:,} entries were read")
    elif tree_filter.is_full:
        notes.append(f"only its first {_MAX_ELEMENTS:,} elements were read")
    # A document that is not well-formed is usually still read in full, unless an element is never closed.
    gaps = notes if tree_filter.is_cut or tree_filter.is_full else ()
    return FilteredTree(root=tree, name=root[1].lower(), notes=tuple(notes), gaps=tuple(gaps))


def _feed(blocks: Iterable[str], tree_filter: "_TreeFilter", *, recover: bool) -> bool:
    """Parse a text until the filter is full, and return whether it was well-formed so far."""
    parser = etree.XMLParser(
        target=tree_filter,
        recover=recover,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for block in blocks:
            parser.feed(block.encode("utf-8", "replace"))
            if tree_filter.is_full:
                break
        else:
            parser.close()
    except etree.XMLSyntaxError:
        return False
    return not parser.feed_error_log  # an undeclared prefix is reported only here


def _missing(text: str) -> str:
    """Write namespace declarations for prefixes that are used but not declared."""
    used = {found[1] for found in _USED_PREFIX.finditer(text)} - {"xml", "xmlns"}
    missing = sorted(used - {found[1] for found in _DECLARED_PREFIX.finditer(text)})[:_MAX_PREFIXES]
    return "".join(f' xmlns:{prefix}="{_USUAL_NAMESPACES.get(prefix, f"urn:{prefix}")}"' for prefix in missing)


def _repaired(text: str, start: int) -> Iterator[str]:
    """Rewrite entities and bare ampersands as numeric references, and drop characters that XML does not allow.

    After the first error in a document the parser drops even XML's predefined entities.
    """
    pieces: list[str] = []
    end = start
    for found in _LOOSE.finditer(text, start):
        piece = found[0]
        pieces.append(text[end : found.start()])
        end = found.end()
        if piece.startswith("<"):
            pieces.append(piece)
        elif piece.startswith("&"):
            pieces.append("".join(f"&#{ord(character)};" for character in html.unescape(piece)))
        if len(pieces) >= _BLOCK_PIECES:
            yield "".join(pieces)
            pieces.clear()
    yield "".join(pieces)
    yield text[end:]


class _TreeFilter:
    """Receives the parser's events, and builds a tree of the wanted elements."""

    def __init__(self, most_entries: int, *, with_texts: bool) -> None:
        self._builder = etree.TreeBuilder()
        self._with_texts = with_texts
        self._entries_left = most_entries
        self._open: list[tuple[str, str]] = []  # names and tags of the open elements in the tree
        self._inside = 0  # open elements within a text-only element
        self._unwanted = 0  # open elements from the outermost unwanted one on
        self._characters_left = 0  # characters left for the innermost element
        self._entry: etree._Element | None = None
        self._namespace = ""
        self._root: etree._Element | None = None
        self._element_count = 0
        self.has_more = False
        """True if there are more entries than wanted."""
        self.is_full = False
        self.is_cut = False
        """True if elements were open at the end."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._element_count += 1
        name, tag = self._names(tag)
        parent = self._open[-1][0] if self._open else None
        if self._unwanted or self._is_too_much(name):
            self._unwanted += 1
        elif parent is not None and parent not in _WANTED:
            self._inside += 1  # markup in a title: its text counts
            self._write_tag(tag, "<")
        elif parent is not None and not self._wants(parent, name):
            self._unwanted = 1
        else:
            element = self._builder.start(tag, _kept(attributes))
            self._open.append((name, tag))
            self._characters_left = _max_characters(name)
            if name in _ENTRIES:
                self._entries_left -= 1
                self._entry = element

    def end(self, tag: str) -> None:
        if self._unwanted:
            self._unwanted -= 1
        elif self._inside:
            self._write_tag(tag, "</")
            self._inside -= 1
        elif self._open:
            name, tag = self._open.pop()
            element = self._builder.end(tag)
            if not self._characters_left and _max_characters(name):
                element.text = None  # a truncated address or name would be a wrong one
            self._characters_left = 0

    def data(self, text: str) -> None:
        if self._inside and self._open[-1][0] in _TEXTS:
            text = html.escape(text, quote=False)
        self._write(text)

    def close(self) -> etree._Element:
        """Return the tree without an incomplete last entry. The parser calls this also after an error."""
        if self._root is not None:
            return self._root
        self.is_cut = bool(self._open)
        is_cut = any(name in _ENTRIES for name, _ in self._open)
        while self._open:
            self._builder.end(self._open.pop()[1])
        self._root = self._builder.close()
        if is_cut and self._entry is not None and (parent := self._entry.getparent()) is not None:
            parent.remove(self._entry)
        return self._root

    def _wants(self, parent: str, name: str) -> bool:
        is_text = self._with_texts and parent in {"entry", "item"} and name in _TEXTS
        return is_text or name in _WANTED[parent]

    def _write_tag(self, tag: str, opening: str) -> None:
        """Write a tag inside a text as escaped markup, without its attributes."""
        name = tag.rpartition("}")[2].lower()
        if self._open[-1][0] in _TEXTS and _TAG_NAME.fullmatch(name):
            self._write(f"{opening}{name}>")

    def _write(self, text: str) -> None:
        if self._characters_left and not self._unwanted:
            kept = _clean(text[: self._characters_left])
            self._builder.data(kept)
            self._characters_left -= len(kept)

    def _is_too_much(self, name: str) -> bool:
        self.has_more = self.has_more or (name in _ENTRIES and not self._entries_left)
        self.is_full = self.has_more or self._element_count > _MAX_ELEMENTS
        return self.is_full

    def _names(self, tag: str) -> tuple[str, str]:
        """Get an element's name, and its tag in the tree; the name is empty if its namespace is unknown."""
        namespace, _, local = tag.rpartition("}")
        namespace, name = namespace.removeprefix("{"), local.lower()
        if not self._open:
            self._namespace = namespace
        if namespace in _DUBLIN_CORES:
            return (name if name in _OF_DUBLIN_CORE else ""), f"{{{namespace}}}{name}"
        if namespace in _FOREIGN:
            return (name if name == _FOREIGN[namespace] else ""), name
        if _ATOM.fullmatch(namespace):
            return name, f"{{{namespace}}}{name}"
        return (name if namespace == self._namespace or _OWN.fullmatch(namespace) else ""), name


def _kept(attributes: Mapping[str, str]) -> dict[str, str]:
    # As entities are not resolved, the parser gives an ampersand in an attribute as a reference.
    texts = {key: _clean(attributes[key].replace("&#38;", "&")) for key in _ATTRIBUTES if key in attributes}
    return {key: text for key, text in texts.items() if len(text) < _MAX_CHARACTERS}


def _max_characters(name: str) -> int:
    """Return how many characters of text an element may have."""
    if name in _TEXTS:
        return _MAX_TEXT_CHARACTERS
    return 0 if name in _WANTED and name not in _WITH_TEXT else _MAX_CHARACTERS


def _clean(text: str) -> str:
    return _NO_CHARACTERS.sub("\ufffd", text)
