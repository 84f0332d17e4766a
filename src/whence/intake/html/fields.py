"""Machine-readable metadata of a page: meta elements, JSON-LD, microdata and RDFa."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import islice

from lxml import html

from whence.intake.html.markup import clean_line

__all__ = ["Fields", "JsonLd", "Node", "bare_words", "is_comment_or_related", "line_of", "names_of", "read_json_ld"]


_MAX_HEADLINE_CHARACTERS = 300
_MAX_VALUE_CHARACTERS = 300
_TITLES = (
    "og:title",
    "twitter:title",
    "headline",
    "title",
    "dc.title",
    "dcterms.title",
    "sailthru.title",
    "parsely-title",
)
# Later candidates are rarely about this report, and a hostile page may nest thousands.
_MAX_LOOKS = 20
_WORD = re.compile(r"\w+")
_PREFIXES = {"schema:": "", "rnews:": "", "dc:": "dc.", "dct:": "dcterms.", "dcterms:": "dcterms."}
# The only fields taken from elements of the text: headlines of linked reports are marked up too.
_SHOWN = frozenset({"publisher", "datepublished", "dc.title", "dc.publisher", "dc.date", "dc.issued"})
_COMMENT_OR_RELATED = re.compile(
    r"(?:^|\s)(?:comments?|comment-?(?:list|body|author|area|item|meta|content|thread|wrap(?:per)?)|respond"
    r"|related\S*|recommend\S*|\S*/(?:User)?Comments?)(?:$|\s)",
    re.IGNORECASE,
)
_MAX_OUTER_ELEMENTS = 8


class Fields:
    """The metadata fields of one page.

    Args:
        tree: The parsed page.

    >>> tree = html.fromstring("<body><p property='dc:publisher'>The Tidewater Post</p><h1>Harbour<br>to close</h1>")
    >>> fields = Fields(tree)
    >>> list(fields.meta(["dc.publisher"])), fields.headings
    (['The Tidewater Post'], ['Harbour to close'])
    """

    def __init__(self, tree: html.HtmlElement) -> None:
        self.tree = tree
        self.headings = [line_of(heading) for heading in islice(tree.iter("h1"), _MAX_LOOKS)]
        self._meta: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            content = clean_line(element.get("content") or "")
            for name in names_of(element) if content else ():
                self._meta.setdefault(name, []).append(content)
        for name, content in _shown_fields(tree):
            self._meta.setdefault(name, []).append(content)
        self.data = read_json_ld(tree)
        # A page may also describe other reports that it links to.
        own = {bare_words(title) for title in (*self.headings, *self.meta(_TITLES))}
        self._articles = sorted(self.data.articles(), key=lambda node: bare_words(str(node.get("headline"))) not in own)

    def meta(self, names: Iterable[str]) -> Iterator[str]:
        """Iterate over meta elements of these names, in the order of the names."""
        for name in names:
            yield from self._meta.get(name, [])

    def json_ld(self, *names: str) -> list[str]:
        """List the report's values in JSON-LD under the first of these names that has any."""
        for article in self._articles:
            for name in names:
                texts = [text for text in self.data.texts(article.get(name)) if text]
                if texts:
                    return texts
        return []

    def article_bodies(self) -> list[str]:
        """List the full texts in JSON-LD, as the page has them."""
        bodies = (article.get("articleBody") for article in self._articles)
        return [unescape(body) for body in bodies if isinstance(body, str) and body.strip()]

    def titles(self) -> list[str]:
        """List the page's titles in its metadata."""
        found = [*self.json_ld("headline"), *self.meta(_TITLES)]
        # If text precedes the page's beginning, the parser puts its head into the body.
        shown = self.tree.findall("./head/title") or self.tree.findall("./body/title")[:1]
        found += [clean_line(title.text_content()) for title in shown]
        return [title for title in dict.fromkeys(found) if 0 < len(title) <= _MAX_HEADLINE_CHARACTERS][:_MAX_LOOKS]


def bare_words(text: str) -> str:
    """Reduce a text to its words in lower case, for comparison.

    >>> bare_words("“Harbour to Close” –  Council")
    'harbour to close council'
    """
    return " ".join(_WORD.findall(text.casefold()))


def line_of(element: html.HtmlElement) -> str:
    """Join an element's text into one line; words on both sides of a line break stay separate."""
    breaks = element.find(".//br") is not None
    return clean_line(" ".join(element.itertext()) if breaks else element.text_content())


def names_of(element: html.HtmlElement) -> list[str]:
    """List the metadata fields of an element, in lower case and without the vocabulary's prefix.

    >>> names_of(html.fromstring("<p itemprop='author creator' property='dc:creator'>Ana Brandt</p>"))
    ['dc.creator', 'author', 'creator']
    """
    names = [*(element.get("property") or "").split(), (element.get("name") or "").strip()]
    names += (element.get("itemprop") or "").split()
    return [_without_prefix(name.lower()) for name in names if name]


def is_comment_or_related(element: html.HtmlElement) -> bool:
    """Check whether an element is among readers' comments, or among links to other reports."""
    return any(
        _COMMENT_OR_RELATED.search(f"{each.get('class') or ''} {each.get('id') or ''} {each.get('itemtype') or ''}")
        for each in (element, *islice(element.iterancestors(), _MAX_OUTER_ELEMENTS))
        if each.tag not in {"body", "html"}
    )


def _without_prefix(name: str) -> str:
    vocabulary, colon, rest = name.partition(":")
    return _PREFIXES[f"{vocabulary}:"] + rest if f"{vocabulary}{colon}" in _PREFIXES else name


def _shown_fields(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Iterate over metadata fields in elements of the text."""
    marked = (each for each in tree.iter("*") if each.tag != "meta" and (each.get("itemprop") or each.get("property")))
    looks: Counter[str] = Counter()
    for element in marked:
        for name in _SHOWN.intersection(names_of(element)):
            looks[name] += 1
            value = _value_of(element) if looks[name] <= _MAX_LOOKS and not is_comment_or_related(element) else ""
            if 0 < len(value) <= _MAX_VALUE_CHARACTERS:
                yield name, value


def _value_of(element: html.HtmlElement) -> str:
    """Get a field's value; if it has fields of its own, its name."""
    given = element.get("content") or element.get("datetime")
    if given:
        return clean_line(given)
    if element.get("itemscope") is None and element.get("typeof") is None:
        return line_of(element)
    named = (each for each in element.iterdescendants() if "name" in names_of(each))
    return next((clean_line(each.get("content") or line_of(each)) for each in named), "")


Node = Mapping[str, object]
"""One JSON object."""


_MAX_NODES = 5000


# Numbers are not needed. Parsed as floats they may have any length; Python rejects integers of over 4,300 digits.
_JSON = json.JSONDecoder(strict=False, parse_int=float)
_ARTICLE_TYPE = re.compile(r"article|posting|report$|^review$|creativework", re.IGNORECASE)
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$")


# Properties that describe other texts: entries of a live blog, readers' comments, a list of reports.
_OF_OTHERS = frozenset({"liveBlogUpdate", "comment", "review", "mentions", "citation", "itemListElement"})
# Under which key an object holds what it stands for: a name, a string with its language, a list in order.
_NAMES = ("name", "@value", "@list")
_MAX_VALUE_DEPTH = 6
_SITE_TYPES = frozenset({"WebSite", "NewsMediaOrganization", "Organization", "Corporation"})
_COMMENT = re.compile(r"^[ \t]*//.*$|(?<=,)[ \t]*//.*$", re.MULTILINE)
_LAST_COMMA = re.compile(r",(?=\s*[}\]])")
_MISSING_VALUE = re.compile(r":\s*(?=[,}])")


class JsonLd:
    """All JSON-LD objects of a page, and their references to each other.

    Args:
        nodes: In the order of the page.
    """

    def __init__(self, nodes: list[Node]) -> None:
        self._nodes = nodes
        self._by_id = {each["@id"]: each for each in nodes if isinstance(each.get("@id"), str) and len(each) > 1}

    def articles(self) -> list[Node]:
        """List the objects that may describe the report: articles first, then the page itself, of whatever type."""
        articles = [node for node in self._nodes if any(map(_ARTICLE_TYPE.search, _types(node)))]
        pages = [node for node in self._nodes if any(each.endswith("WebPage") for each in _types(node))]
        return articles + [node for node in pages if node not in articles]

    def site_names(self, host: str | None) -> list[str]:
        """List the names of this host's site and of its operator."""
        nodes = (node for node in self._nodes if _SITE_TYPES.intersection(_types(node)))
        own = (node for node in nodes if host and host in str(node.get("url")).partition("://")[2].split("/")[0])
        return [text for node in own for text in self.texts(node.get("name")) if text]

    def texts(self, value: object, depth: int = 0) -> Iterator[str]:
        """Iterate over the strings in a value, and the names of its objects and referenced objects, each as a line.

        Lists may lie in lists, and names in names.
        """
        if isinstance(value, str):
            yield clean_line(unescape(value))
        elif depth == _MAX_VALUE_DEPTH:
            return
        elif isinstance(value, list):
            for item in value:
                yield from self.texts(item, depth + 1)
        elif isinstance(value, dict):
            # An id may be anything, even another object.
            own_id = value.get("@id")
            node = self._by_id.get(own_id, value) if isinstance(own_id, str) else value
            yield from self.texts(next((node[key] for key in _NAMES if node.get(key)), None), depth + 1)


def read_json_ld(tree: html.HtmlElement) -> JsonLd:
    """Collect the JSON-LD objects of a page; ignore anything that is not JSON.

    Common damage is repaired: an extra comma, a missing value, a comment.

    >>> tree = html.fromstring('<div><script>{"@type": "Report", "author": {"name": "Li"}}</script></div>')
    >>> data = read_json_ld(tree)
    >>> [list(data.texts(article["author"])) for article in data.articles()]
    [['Li']]
    """
    nodes: list[Node] = []
    for script in tree.iter("script"):
        pending = [_parse(_WRAPPING.sub("", script.text or ""))]
        while pending and len(nodes) < _MAX_NODES:
            value = pending.pop()
            if isinstance(value, list):
                pending += reversed(value)
            elif isinstance(value, dict):
                nodes.append(value)
                pending += reversed([each for key, each in value.items() if key not in _OF_OTHERS])
    return JsonLd(nodes)


def _parse(text: str) -> object:
    """Parse JSON, after repairing common damage if needed."""
    try:
        return _JSON.decode(text)
    except (ValueError, RecursionError):
        mended = _MISSING_VALUE.sub(": null", _LAST_COMMA.sub("", _COMMENT.sub("", text))).lstrip()
    try:
        return _JSON.raw_decode(mended)[0]
    except (ValueError, RecursionError):
        return None


def _types(node: Node) -> list[str]:
    types = node.get("@type")
    return [each for each in (types if isinstance(types, list) else [types]) if isinstance(each, str)]
