"""Inline elements that the article extractor would lose, as plain text: quotations, times and superscripts."""

from copy import deepcopy

from lxml import html

__all__ = ["with_plain_inline"]

_SUPERSCRIPTS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def with_plain_inline(tree: html.HtmlElement) -> html.HtmlElement:
    """Copy a page, with inline elements written out.

    trafilatura drops the words of a ``time`` element, and the marks of a ``q`` element, which it makes a paragraph of
    its own. Only elements in running text are changed: a ``time`` alone is a dateline, a ``q`` alone a pull quote.

    Args:
        tree: The page. It is not changed.

    >>> page = html.fromstring("<p>At <time>nine</time>, she said <q>no</q> to 10<sup>6</sup> crowns.</p>")
    >>> html.tostring(with_plain_inline(page), encoding="unicode")
    '<p>At nine, she said “no” to 10⁶ crowns.</p>'
    """
    copy = deepcopy(tree)
    for element in [*copy.iter("q", "time", "sup")]:
        if element.getparent() is None:
            continue
        if element.tag == "sup":
            element.text = (element.text or "").translate(_SUPERSCRIPTS)
        elif not _is_in_running_text(element):
            continue
        elif element.tag == "q":
            _put_marks(element)
        element.drop_tag()
    return copy


def _is_in_running_text(element: html.HtmlElement) -> bool:
    """Check whether text of the same element stands right before, and for a ``time`` after it too."""
    previous = element.getprevious()
    before = element.getparent().text if previous is None else previous.tail
    after = bool(element.tail and element.tail.strip())
    is_led = bool(before and before.strip())
    return (is_led and after) if element.tag == "time" else (is_led or after)


def _put_marks(element: html.HtmlElement) -> None:
    element.text = f"“{element.text or ''}"
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}”"
    else:
        element.text += "”"
