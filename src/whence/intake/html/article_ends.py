"""Trim what stands before and after the text of a report on its page: the byline, and a gallery of pictures."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import html

from whence.intake.bylines import read_byline, starts_as_byline
from whence.intake.html.fields import bare_words, line_of

__all__ = ["without_byline", "without_gallery"]

_MAX_BYLINE_CHARACTERS = 120
_MAX_CAPTION_CHARACTERS = 300
_MIN_PICTURES = 3
# A hostile page may have thousands of pictures.
_MAX_PICTURES = 500


def without_byline(paragraphs: Sequence[str], byline: Sequence[str]) -> list[str]:
    """Remove the byline from the beginning of a text, if it names who the page says wrote it.

    >>> without_byline(["By Ana Brandt, 4 March 2031", "The council met."], ["Ana Brandt"])
    ['The council met.']
    """
    first = paragraphs[0] if paragraphs else ""
    is_byline = len(first) <= _MAX_BYLINE_CHARACTERS and starts_as_byline(first)
    names = read_byline(first).names if is_byline else ()
    return list(paragraphs[1:] if names and set(names) <= set(byline) else paragraphs)


def without_gallery(paragraphs: Sequence[str], tree: html.HtmlElement) -> list[str]:
    """Remove the captions of a gallery after a text: pictures one beside another, each with a caption and nothing else.

    In a list of pictures with the report in it, the text is as long as the report; that stays.

    >>> picture = "<div><img src='{0}.jpg'><p>The quay in {0}.</p></div>"
    >>> tree = html.fromstring("<body><div>" + "".join(map(picture.format, range(2001, 2004))) + "</div></body>")
    >>> captions = [f"The quay in {year}." for year in range(2001, 2004)]
    >>> without_gallery(["The council met on Monday. It will meet again after the repairs.", *captions], tree)
    ['The council met on Monday. It will meet again after the repairs.']
    """
    captions = set(_captions(tree))
    end = len(paragraphs)
    while end and bare_words(paragraphs[end - 1]) in captions:
        end -= 1
    text, gallery = paragraphs[:end], paragraphs[end:]
    return list(text if sum(map(len, text)) >= sum(map(len, gallery)) else paragraphs)


def _captions(tree: html.HtmlElement) -> Iterator[str]:
    """Iterate over the words of captions in groups of at least three pictures."""
    count = 0
    seen: set[html.HtmlElement] = set()
    for picture in tree.iter("img"):
        count += 1
        frame = _frame_of(picture)
        parent = frame.getparent()
        if count > _MAX_PICTURES or parent is None or parent in seen:
            continue
        seen.add(parent)
        for is_framed, group in groupby(parent, key=_is_captioned_picture):
            frames = list(group)
            if is_framed and len(frames) >= _MIN_PICTURES:
                yield from (bare_words(line_of(each)) for each in frames)


def _frame_of(picture: html.HtmlElement) -> html.HtmlElement:
    """Find the element with a picture and its caption that has others beside it."""
    frame = next((each for each in picture.iterancestors() if each.text_content().strip()), picture)
    while (parent := frame.getparent()) is not None and len(parent) == 1:
        frame = parent
    return frame


def _is_captioned_picture(element: html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.find(".//img") is None:
        return False
    return 0 < len(line_of(element)) <= _MAX_CAPTION_CHARACTERS and next(element.iter("h1"), None) is None
