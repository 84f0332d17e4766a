"""Remove pull quotes: sentences of a report that its page repeats in large letters."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import html

from whence.intake.html.fields import bare_words

__all__ = ["without_pull_quotes"]

_TAGS = frozenset({"blockquote", "aside", "q", "figure"})
_CLASS = re.compile(r"quote|pull|callout|zitat|citat|cytat", re.IGNORECASE)
_OF_SPEAKER = frozenset({"cite", "footer", "figcaption"})
_CLASS_OF_SPEAKER = re.compile(r"cite|author|attribution|speaker|source|name", re.IGNORECASE)
_SPEAKER = re.compile(r"\s*(?:[—–]|\s-\s|--)[^—–]{1,80}\Z")  # “We have no choice” — Ines Okafor
# A hostile page may have thousands, and each is searched in the whole text.
_MAX_QUOTES = 200
_MAX_PARTS = 50
_MAX_CHARACTERS = 2000


def without_pull_quotes(paragraphs: Sequence[str], tree: html.HtmlElement) -> list[str]:
    """Remove paragraphs set apart on the page that repeat, word for word, a part of another paragraph.

    Quotation marks, full stops and case are ignored. The speaker's name below is removed too. A quote that occurs only
    once stays, and so does the last of several equal paragraphs.

    Args:
        paragraphs: The text of the page.
        tree: The page.

    >>> tree = html.fromstring("<body><blockquote>“We have no choice”<cite>Ines Okafor</cite></blockquote></body>")
    >>> without_pull_quotes(["“We have no choice”", "Ines Okafor", "“We have no choice,” she said."], tree)
    ['“We have no choice,” she said.']
    """
    speakers_of: dict[str, set[str]] = {}
    for element in islice(_elements_apart(tree), _MAX_QUOTES):
        parts = [*islice(element.iter("*"), _MAX_PARTS)]
        speakers = {bare_words(part.text_content()) for part in parts if _is_of_speaker(part)} - {""}
        for line in (*(part.text_content() for part in parts), *element.itertext()):
            speakers_of.setdefault(bare_words(line), set()).update(speakers)
    folded = [bare_words(paragraph) for paragraph in paragraphs]
    said = "\n".join(f" {words} " for words in folded if words not in speakers_of)
    copies = Counter(folded)
    kept = []
    beneath: set[str] = set()
    for paragraph, words in zip(paragraphs, folded, strict=True):
        if words in speakers_of and (_is_said(paragraph, said) or copies[words] > 1):
            copies[words] -= 1
            beneath = speakers_of[words]
        elif words not in beneath:
            kept.append(paragraph)
            beneath = set()
    return kept


def _elements_apart(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for element in tree.iter("*"):
        is_apart = element.tag in _TAGS or _CLASS.search(element.get("class") or "")
        if is_apart and len(element.text_content()) <= _MAX_CHARACTERS:
            yield element


def _is_of_speaker(element: html.HtmlElement) -> bool:
    return element.tag in _OF_SPEAKER or _CLASS_OF_SPEAKER.search(element.get("class") or "") is not None


def _is_said(paragraph: str, said: str) -> bool:
    quotes = (bare_words(paragraph), bare_words(_SPEAKER.sub("", paragraph)))
    return any(quote and f" {quote} " in said for quote in quotes)
