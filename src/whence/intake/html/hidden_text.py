"""Texts that extraction misses: in an ``aside`` that is the main column, or only in the page's data."""

from lxml import html

from whence.intake.html.blocks import has_blocks
from whence.intake.html.fields import Fields, bare_words
from whence.intake.html.fragments import Fragment, read_whole
from whence.intake.html.markup import visible_text

__all__ = ["read_article_body", "reveal_asides"]

# An aside with less text is one, and not the main column.
_MIN_ASIDE_CHARACTERS = 200
_SEQUENCE_WORDS = 4
_MIN_SHOWN_SHARE = 0.2


def reveal_asides(tree: html.HtmlElement) -> None:
    """Turn an ``aside`` that holds most of a page's paragraphs into an ordinary element.

    >>> tree = html.fromstring("<body><p>Cookies.</p><aside><p>" + "The council met. " * 20 + "</p></aside></body>")
    >>> reveal_asides(tree)
    >>> [element.tag for element in tree.iter("aside")]
    []
    """
    asides = list(tree.iter("aside"))
    if not asides:
        return
    whole = _count_in_paragraphs(tree)
    for aside in asides:
        count = _count_in_paragraphs(aside)
        if count >= _MIN_ASIDE_CHARACTERS and 2 * count > whole:
            aside.tag = "div"


def _count_in_paragraphs(element: html.HtmlElement) -> int:
    return sum(len(paragraph.text_content().strip()) for paragraph in element.iter("p"))


def read_article_body(tree: html.HtmlElement, extract: str, *, name: str) -> list[str]:
    """Read a text that is only in the page's data, with its paragraphs.

    Args:
        tree: The page.
        extract: The text as it was extracted, where paragraphs of the data are joined; empty if nothing was found.
        name: Name of the input.

    Returns:
        The paragraphs; none if the page shows its text, or its data hold no full text.
    """
    bodies = Fields(tree).article_bodies()
    if not bodies or (extract and _is_shown(extract, tree)):
        return []
    texts = (read_whole(Fragment(text=body, is_html=has_blocks(body)), name=name) for body in bodies)
    return next((text.split("\n\n") for text in texts if text is not None), [])


def _is_shown(extract: str, tree: html.HtmlElement) -> bool:
    """Check whether a reader of the page sees the text. Links within words divide some of its sequences of words."""
    found = _sequences(extract)
    shared = found & _sequences(visible_text(tree))
    return len(shared) >= _MIN_SHOWN_SHARE * len(found)


def _sequences(text: str) -> set[tuple[str, ...]]:
    words = bare_words(text).split()
    return {tuple(words[start : start + _SEQUENCE_WORDS]) for start in range(max(1, len(words) - _SEQUENCE_WORDS + 1))}
