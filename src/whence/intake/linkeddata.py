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


class LinkedData:
    """All the JSON objects of a page, and how they refer to each other.

    Args:
        nodes: In the order of the page.
    """

    def __init__(self, nodes: list[Node]) -> None:
        self._nodes = nodes
        self._by_id = {each["@id"]: each for each in nodes if isinstance(each.get("@id"), str) and len(each) > 1}

    def articles(self) -> list[Node]:
        """List what could describe the report: articles first, then the page itself."""
        articles = [node for node in self._nodes if any(map(_ARTICLE_TYPE.search, _types(node)))]
        return articles + [node for node in self._nodes if "WebPage" in _types(node)]

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

    >>> tree = html.fromstring('<div><script>{"@type": "Report", "author": {"name": "Li"}}</script></div>')
    >>> data = read_linked_data(tree)
    >>> [list(data.texts(article["author"])) for article in data.articles()]
    [['Li']]
    """
    nodes: list[Node] = []
    for script in tree.iter("script"):
        try:
            pending = [json.loads(_WRAPPING.sub("", script.text or ""), strict=False)]
        except (ValueError, RecursionError):
            continue
        while pending and len(nodes) < _MAX_NODES:
            value = pending.pop()
            if isinstance(value, list):
                pending += reversed(value)
            elif isinstance(value, dict):
                nodes.append(value)
                pending += reversed(value.values())
    return LinkedData(nodes)


def _types(node: Node) -> list[str]:
    types = node.get("@type")
    return [each for each in (types if isinstance(types, list) else [types]) if isinstance(each, str)]
