"""The fields in which a page tells programs about itself: meta elements, JSON-LD, microdata and RDFa."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import html

from whence.intake.linkeddata import read_linked_data
from whence.intake.markup import clean_line

__all__ = ["Fields", "fold", "is_of_readers", "line_of", "names_of"]

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
# What is not among the first of its kind is not what the page is about; and a hostile page may nest thousands.
_MAX_LOOKS = 20
_WORD = re.compile(r"\w+")
_PREFIXES = {"schema:": "", "rnews:": "", "dc:": "dc.", "dct:": "dcterms.", "dcterms:": "dcterms."}
# Headlines of other reports, to which a page leads, are marked so too.
_SHOWN = frozenset({"publisher", "datepublished", "dc.title", "dc.publisher", "dc.date", "dc.issued"})
_OF_READERS = re.compile(
    r"(?:^|\s)(?:comments?|comment-?(?:list|body|author|area|item|meta|content|thread|wrap(?:per)?)|respond"
    r"|related\S*|recommend\S*|\S*/(?:User)?Comments?)(?:$|\s)",
    re.IGNORECASE,
)
_MAX_OUTER_ELEMENTS = 8


class Fields:
    """The fields of one page.

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
        self.data = read_linked_data(tree)
        # A page may describe other reports too, to which it leads.
        own = {fold(title) for title in (*self.headings, *self.meta(_TITLES))}
        self._articles = sorted(self.data.articles(), key=lambda node: fold(str(node.get("headline"))) not in own)

    def meta(self, names: Iterable[str]) -> Iterator[str]:
        """Walk over the meta elements of these names, in the order of the names."""
        for name in names:
            yield from self._meta.get(name, [])

    def linked(self, *names: str) -> list[str]:
        """List what JSON-LD says of the report under the first of these names that it uses."""
        for article in self._articles:
            for name in names:
                texts = [text for text in self.data.texts(article.get(name)) if text]
                if texts:
                    return texts
        return []

    def titles(self) -> list[str]:
        """List what the page calls itself in its fields."""
        found = [*self.linked("headline"), *self.meta(_TITLES)]
        # Where something stands before the page's beginning, its head is a part of its body.
        shown = self.tree.findall("./head/title") or self.tree.findall("./body/title")[:1]
        found += [clean_line(title.text_content()) for title in shown]
        return [title for title in dict.fromkeys(found) if 0 < len(title) <= _MAX_HEADLINE_CHARACTERS][:_MAX_LOOKS]


def fold(text: str) -> str:
    """Reduce a text to its words in small letters, to compare it by.

    >>> fold("“Harbour to Close” –  Council")
    'harbour to close council'
    """
    return " ".join(_WORD.findall(text.casefold()))


def line_of(element: html.HtmlElement) -> str:
    """Put the text of an element into one line; where it breaks, words do not run together."""
    breaks = element.find(".//br") is not None
    return clean_line(" ".join(element.itertext()) if breaks else element.text_content())


def names_of(element: html.HtmlElement) -> list[str]:
    """List the names of the fields that an element fills, in small letters and without the vocabulary's prefix.

    >>> names_of(html.fromstring("<p itemprop='author creator' property='dc:creator'>Ana Brandt</p>"))
    ['dc.creator', 'author', 'creator']
    """
    names = [*(element.get("property") or "").split(), (element.get("name") or "").strip()]
    names += (element.get("itemprop") or "").split()
    return [_without_prefix(name.lower()) for name in names if name]


def is_of_readers(element: html.HtmlElement) -> bool:
    """Tell whether an element stands among comments, or in what leads to other reports."""
    return any(
        _OF_READERS.search(f"{each.get('class') or ''} {each.get('id') or ''} {each.get('itemtype') or ''}")
        for each in (element, *islice(element.iterancestors(), _MAX_OUTER_ELEMENTS))
        if each.tag not in {"body", "html"}
    )


def _without_prefix(name: str) -> str:
    vocabulary, colon, rest = name.partition(":")
    return _PREFIXES[f"{vocabulary}:"] + rest if f"{vocabulary}{colon}" in _PREFIXES else name


def _shown_fields(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Walk over the fields that fill elements of the text."""
    marked = (each for each in tree.iter("*") if each.tag != "meta" and (each.get("itemprop") or each.get("property")))
    looks: Counter[str] = Counter()
    for element in marked:
        for name in _SHOWN.intersection(names_of(element)):
            looks[name] += 1
            value = _value_of(element) if looks[name] <= _MAX_LOOKS and not is_of_readers(element) else ""
            if 0 < len(value) <= _MAX_VALUE_CHARACTERS:
                yield name, value


def _value_of(element: html.HtmlElement) -> str:
    """Get the value of a field: of one that has fields of its own, its name."""
    given = element.get("content") or element.get("datetime")
    if given:
        return clean_line(given)
    if element.get("itemscope") is None and element.get("typeof") is None:
        return line_of(element)
    named = (each for each in element.iterdescendants() if "name" in names_of(each))
    return next((clean_line(each.get("content") or line_of(each)) for each in named), "")
