"""The JSON-LD in a page: what it says of its article in schema.org's words."""

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape

from lxml import html

from whence.intake.markup import clean_line

__all__ = ["LinkedData", "Node", "read_linked_data"]

Node = Mapping[str, object]
"""One JSON object."""

_MAX_NODES = 5000
_ARTICLE_TYPE = re.compile(r"article|posting|report$|^review$|creativework", re.IGNORECASE)
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$")
# What stands under these describes other texts: a live blog's entries, what readers wrote, a list of reports.
_OF_OTHERS = frozenset({"liveBlogUpdate", "comment", "review", "mentions", "citation", "itemListElement"})
_SITE_TYPES = frozenset({"WebSite", "NewsMediaOrganization", "Organization", "Corporation"})
_COMMENT = re.compile(r"^[ \t]*//.*$|(?<=,)[ \t]*//.*$", re.MULTILINE)
_LAST_COMMA = re.compile(r",(?=\s*[}\]])")
_MISSING_VALUE = re.compile(r":\s*(?=[,}])")


class LinkedData:
    """All the JSON objects of a page, and how they refer to each other.

    Args:
        nodes: In the order of the page.
    """

    def __init__(self, nodes: list[Node]) -> None:
        self._nodes = nodes
        self._by_id = {each["@id"]: each for each in nodes if isinstance(each.get("@id"), str) and len(each) > 1}

    def articles(self) -> list[Node]:
        """List what could describe the report: articles first, then the page itself, whatever kind of page it is."""
        articles = [node for node in self._nodes if any(map(_ARTICLE_TYPE.search, _types(node)))]
        pages = [node for node in self._nodes if any(each.endswith("WebPage") for each in _types(node))]
        return articles + [node for node in pages if node not in articles]

    def site_names(self, host: str | None) -> list[str]:
        """List what the site of this host, and whoever runs it, are called."""
        nodes = (node for node in self._nodes if _SITE_TYPES.intersection(_types(node)))
        own = (node for node in nodes if host and host in str(node.get("url")).partition("://")[2].split("/")[0])
        return [text for node in own for text in self.texts(node.get("name")) if text]

    def texts(self, value: object) -> Iterator[str]:
        """Walk over the strings in a value, and the names of the objects in it or that it refers to, a line each."""
        for item in value if isinstance(value, list) else [value]:
            node = self._by_id.get(item.get("@id"), item) if isinstance(item, dict) else {"name": item}
            names = node.get("name")
            for name in names if isinstance(names, list) else [names]:
                if isinstance(name, str):
                    yield clean_line(unescape(name))


def read_linked_data(tree: html.HtmlElement) -> LinkedData:
    """Collect the JSON objects of a page; what is no JSON is passed over.

    What is damaged in a usual way is mended: a comma too many, a value left out, a comment.

    >>> tree = html.fromstring('<div><script>{"@type": "Report", "author": {"name": "Li"}}</script></div>')
    >>> data = read_linked_data(tree)
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
    return LinkedData(nodes)


def _parse(text: str) -> object:
    """Parse JSON; where it is damaged in a usual way, mended."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        mended = _MISSING_VALUE.sub(": null", _LAST_COMMA.sub("", _COMMENT.sub("", text))).lstrip()
    try:
        return json.JSONDecoder(strict=False).raw_decode(mended)[0]
    except (ValueError, RecursionError):
        return None


def _types(node: Node) -> list[str]:
    types = node.get("@type")
    return [each for each in (types if isinstance(types, list) else [types]) if isinstance(each, str)]
