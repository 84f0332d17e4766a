"""Parse hostile HTML to a tree of bounded size and depth."""

import re
from itertools import islice

from lxml import etree, html

from whence.errors import ReadError

__all__ = [
    "FEED_KINDS",
    "clean_line",
    "looks_like_feed",
    "looks_like_html",
    "looks_like_outline",
    "parse_html",
    "root_at",
    "skip_prolog",
    "visible_text",
]

FEED_KINDS = {"rss": "feed", "rdf": "feed", "feed": "feed", "urlset": "sitemap", "sitemapindex": "sitemap index"}
"""Root elements of feeds and sitemaps, in lower case and without a prefix, and the kind of each."""

# A page of 4 million characters full of tags takes 17 s and 600 MB to read. The largest of 181 real news pages has 1.5
# million characters and 1,600 elements.
_MAX_CHARACTERS = 10_000_000
_MAX_ELEMENTS = 30_000
# The parser drops elements deeper than 255. The deepest of 181 real news pages goes to 25.
_MAX_DEPTH = 100
_KEPT_TAGS = frozenset({"script", "h1", "h2", "h3", "p", "li", "br"})
# Browsers ignore </body> and </html> if more follows, and the parser begins a second tree. Reference: HTML Standard,
# 13.2.6.4.20, "after after body".
_END = re.compile(r"</(html|body)(?=[\s/>])[^<>]*>", re.IGNORECASE)
_END_MARK = "whence-end"
_BODY_DEPTH = 2
# The parser accepts anything between angle brackets as a name; a tree does not.
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_MAX_ATTRIBUTES = 100
_MAX_ATTRIBUTE_CHARACTERS = 10_000
_FIX = "Save its article as text and read that"

_PROLOG = re.compile(
    r"(?:[\s\ufeff]++|<\?.*?\?>|<!--.*?-->|<!doctype[^\[<>]*+(?:\[.*?\]\s*>|>))*+", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]{1,50}:)?([\w.-]{1,50})")
_HTML_DOCTYPE = re.compile(r"<!doctype\s+html\b", re.IGNORECASE)
_COMMENT = re.compile(r"\s*+(?:<\?xml[^>]{0,1000}\?>\s*+)?<!--")
_OPENING = re.compile("html|head|body|meta|title|link|div|main|article|section|header|p|h1|table")
_TAG = re.compile(
    r"<(?:!doctype\s+html|/?(?:html|meta|style|body|div|article|p|br|h[1-6]|table|span|script)\b)"
    r"[^<>]{0,1000}>",
    re.IGNORECASE,
)
_SNIFFED_CHARACTERS = 10_000
_MIN_TAGS = 3
_XML_DECLARATION = re.compile(r"<\?xml[^>]{0,1000}\?>")
_NO_CHARACTERS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_VISIBLE_TEXT = etree.XPath(
    ".//text()[not(ancestor::head or ancestor::title or ancestor::script or ancestor::style or ancestor::template "
    "or ancestor::svg or ancestor::iframe or ancestor::object)]"
)


def looks_like_html(text: str) -> bool:
    """Check by its beginning whether a text is HTML, whatever the file's name.

    >>> looks_like_html("<!DOCTYPE html><p>Harbour to close"), looks_like_html("Harbour <b>to</b> close")
    (True, False)
    """
    root_start = skip_prolog(text)
    root = _root_name(text, root_start)
    if root in FEED_KINDS:
        return False
    if _OPENING.fullmatch(root) or _COMMENT.match(text) or _HTML_DOCTYPE.search(text, 0, root_start):
        return True
    return len(_TAG.findall(text[:_SNIFFED_CHARACTERS])) >= _MIN_TAGS


def looks_like_feed(text: str) -> bool:
    """Check by its root element whether a text is an XML feed or sitemap.

    >>> looks_like_feed("<?xml version='1.0'?><!-- Ports --><rss>"), looks_like_feed("<!-- Ports --><html>")
    (True, False)
    """
    return _root_name(text, skip_prolog(text)) in FEED_KINDS


def looks_like_outline(text: str) -> bool:
    """Check by its root element whether a text is an OPML outline, a list of feeds.

    >>> looks_like_outline("<?xml version='1.0'?><opml version='2.0'>")
    True
    """
    return _root_name(text, skip_prolog(text)) == "opml"


def skip_prolog(text: str) -> int:
    """Find the start of a document's root element: after blanks, comments, processing instructions and DOCTYPE."""
    prolog = _PROLOG.match(text)
    return prolog.end() if prolog else 0


def root_at(text: str, start: int) -> re.Match[str] | None:
    """Match the start tag of a document's root element; the first group is its name without a prefix.

    >>> root = root_at("<!-- Ports --><atom:feed lang='en'>", 14)
    >>> root[0], root[1]
    ('<atom:feed', 'feed')
    """
    return _ROOT.match(text, start)


def _root_name(text: str, start: int) -> str:
    root = root_at(text, start)
    return root[1].lower() if root else ""


def parse_html(markup: str, *, name: str) -> html.HtmlElement:
    """Parse a page to a tree of bounded size and depth, without comments, styles, and scripts other than data.

    Tags deeper than 100, attributes after the hundredth, and the rest of an attribute after 10,000 characters are
    dropped; the page's text stays.

    Raises:
        ReadError: The page is too long, has too many elements, or is empty.
    """
    if len(markup) > _MAX_CHARACTERS:
        problem = f"the page has {len(markup):,} characters, more than {_MAX_CHARACTERS:,}"
        raise ReadError(name, problem, _FIX)
    text = _XML_DECLARATION.sub("", markup.replace("\0", ""), count=1).replace("\f", " ")
    text = _END.sub(lambda found: f"<img {_END_MARK}>" if found[1].lower() == "html" else "", text)
    data = _NO_CHARACTERS.sub("\ufffd", text).encode()
    builder = _BoundedBuilder(name)
    try:
        tree: html.HtmlElement = etree.fromstring(data, etree.HTMLParser(target=builder, encoding="utf-8"))
    except etree.XMLSyntaxError as error:
        problem = f"the page cannot be parsed ({error})" if builder.element_count else "the page is empty"
        raise ReadError(name, problem, "Give a page with a report in it") from error
    if builder.annex is not None:
        _settle(builder.annex, tree)
    return tree


def clean_line(text: str) -> str:
    r"""Join a text into one line, and replace characters that no document may hold.

    >>> clean_line(" Harbour\n to\x00 close ")
    'Harbour to� close'
    """
    return " ".join(_NO_CHARACTERS.sub("\ufffd", text).split())


def visible_text(element: html.HtmlElement) -> str:
    """Join all text of a page, or of a part of it, that a reader without scripts would see, into one line."""
    return " ".join(" ".join(_VISIBLE_TEXT(element)).split())


def _settle(annex: html.HtmlElement, tree: html.HtmlElement) -> None:
    """Append what follows the end of a page to its body, as browsers do.

    If it has at most half as much text as the page, append only its data: then it is mostly visit counters and cookie
    banners. But some pages end too early, and some files hold two documents.
    """
    if 2 * len(visible_text(annex)) <= len(visible_text(tree)):
        data = list(annex.iter("script"))
        annex.clear()
        annex.extend(data)
    annex.drop_tag()


class _BoundedBuilder:
    """Receives the parser's events, and builds a tree of the part that is needed.

    The parser's own tree loses all text deeper than 255 elements, and takes time quadratic in the attributes of one
    tag: 95 s for 100,000.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._builder = etree.TreeBuilder(parser=html.HTMLParser())
        self.element_count = 0
        self.annex: html.HtmlElement | None = None
        """The elements after the end of the page, if there are any."""
        self._kept: list[bool] = []  # one for each open element
        self._depth = 0  # of the tree being built
        self._is_unwanted = False  # inside a script or style, which have no child elements
        self._has_ended = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if _END_MARK in attributes:
            self._has_ended = self._depth == _BODY_DEPTH  # inside an open element it is a mistake, and ends nothing
            self._kept.append(False)
            return
        self._begin_annex()
        self.element_count += 1
        is_data = attributes.get("type", "").strip().lower() == "application/ld+json"
        self._is_unwanted = tag in {"script", "style"} and not is_data
        # A data script without its tag would become text, and several paragraphs would become one.
        limit = _MAX_DEPTH + 10 if tag in _KEPT_TAGS else _MAX_DEPTH
        keeps = self._depth < limit and not self._is_unwanted and self.element_count <= _MAX_ELEMENTS
        self._kept.append(keeps)
        if keeps:
            self._depth += 1
            kept = {
                name: _NO_CHARACTERS.sub("\ufffd", value[:_MAX_ATTRIBUTE_CHARACTERS])
                for name, value in islice(attributes.items(), _MAX_ATTRIBUTES)
                if _NAME.fullmatch(name)
            }
            self._builder.start(_tag_name(tag), kept)

    def end(self, tag: str) -> None:
        self._is_unwanted = False
        if tag == "body" and self.annex is not None:
            self._builder.end("div")
        if self._kept.pop():
            self._depth -= 1
            self._builder.end(_tag_name(tag))

    def data(self, text: str) -> None:
        if self._is_unwanted:
            return
        if text.strip():
            self._begin_annex()
        self._builder.data(_NO_CHARACTERS.sub("\ufffd", text))

    def close(self) -> html.HtmlElement:
        if self.element_count > _MAX_ELEMENTS:
            problem = f"the page has {self.element_count:,} elements, more than {_MAX_ELEMENTS:,}"
            raise ReadError(self._name, problem, _FIX)
        return self._builder.close()

    def _begin_annex(self) -> None:
        if self._has_ended and self.annex is None:
            self.annex = self._builder.start("div", {})


def _tag_name(tag: str) -> str:
    return tag if _NAME.fullmatch(tag) else "span"
