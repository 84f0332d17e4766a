"""The visible lines of a page in reading order, and the lines around its headline."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree, html

from whence.intake.published import find_moments

__all__ = ["PageLine", "find_published_near", "lines_around", "read_lines"]

_INVISIBLE = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "select", "nav", "aside"})
_LATER = frozenset({"dateModified", "dateUpdated"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
})  # fmt: skip
# Byline and date are a few lines above a headline, or between it and the first paragraph, among share buttons.
_LINES_BEFORE = 5
_LINES_AFTER = 30
_PARAGRAPH_CHARACTERS = 250
# One or two lines below a headline may be whole sentences; with the third the report has begun.
_SENTENCE_CHARACTERS = 80
_SENTENCE = re.compile(r".*[.!?。”\"]")
_MAX_SENTENCES = 2
_MAX_PLACES = 20
_UPDATED = re.compile(
    r"\b(?:updated?|modified|edited|aktualisiert|mis à jour|actualizado|atualizado|aggiornato|обновлено|수정|更新)\b"
    r"[^\d\n]{0,20}$",
    re.IGNORECASE,
)
_MAX_BEFORE_STAMP_CHARACTERS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLine:
    """A line or paragraph as a reader sees it."""

    text: str
    is_heading: bool = False


def read_lines(tree: html.HtmlElement) -> list[PageLine]:
    """List the lines that a reader sees without scripts and menus, with the machine-readable times of the page.

    >>> tree = html.fromstring("<div><h2>Harbour<br>to close</h2>By <b>Ana Brandt</b><br>4 March 2031</div>")
    >>> [line.text for line in read_lines(tree)]
    ['Harbour to close', 'By Ana Brandt', '4 March 2031']
    """
    builder = _LineBuilder()
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            builder.start(element)
        else:
            builder.end(element)
    builder.end_line()
    return builder.lines


def lines_around(lines: list[PageLine], headline: str | None) -> list[str]:
    """Get the lines where byline and date may be: between headline and first paragraph, then those above the headline.

    Args:
        lines: All lines of the page.
        headline: The headline, as one of the lines has it.
    """
    places = [index for index, line in enumerate(lines) if line.text == headline]
    headings = ([index for index in places if lines[index].is_heading] or places)[:_MAX_PLACES]
    if not headings:
        return []
    # A fixed bar at the top of the window may repeat the headline. The real one is nearest to the text.
    place, below = min(((index, _lines_below(lines, index)) for index in headings), key=lambda each: len(each[1]))
    above = [line.text for line in lines[max(0, place - _LINES_BEFORE) : place]]
    return below + [text for text in above if len(text) <= _PARAGRAPH_CHARACTERS]


def find_published_near(lines: Iterable[str]) -> str | None:
    """Find the time of publication in the lines around a headline, to the minute if given.

    >>> find_published_near(["Updated 5 March 2031 10:15", "Harbour, 1 March 2030", "4 March 2031, 9:30 GMT"])
    '2031-03-04T09:30:00Z'
    """
    days: list[str] = []
    for line in lines:
        for moment in find_moments(line):
            if _UPDATED.search(line[: moment.start]):
                continue
            if moment.has_hour:
                return moment.time
            beside = len(line) - (moment.end - moment.start)
            days += [moment.time] if beside <= _MAX_BEFORE_STAMP_CHARACTERS else []
    return days[0] if days else None


class _LineBuilder:
    """Receives the start and end of elements, and builds lines from them."""

    def __init__(self) -> None:
        self.lines: list[PageLine] = []
        self._pieces: list[str] = []
        self._heading: html.HtmlElement | None = None  # no element ends a line inside it
        self._invisible: html.HtmlElement | None = None

    def start(self, element: html.HtmlElement) -> None:
        if self._invisible is not None:
            return
        is_block = element.tag not in _INLINE
        if is_block and self._heading is None:
            self.end_line()
        if element.tag in _INVISIBLE or element.get("itemprop") in _LATER:
            self._invisible = element
            return
        if self._heading is None and element.tag in _HEADINGS:
            self._heading = element
        time = element.get("datetime") if element.tag == "time" else None
        self._pieces += [" " if is_block else "", f" {time} " if time else "", element.text or ""]

    def end(self, element: html.HtmlElement) -> None:
        if element is self._heading or (self._heading is None and element.tag not in _INLINE):
            self.end_line()
            self._heading = None
        if element is self._invisible:
            self._invisible = None
        if self._invisible is None:
            self._pieces.append(element.tail or "")

    def end_line(self) -> None:
        text = " ".join("".join(self._pieces).split())
        self._pieces.clear()
        if text:
            self.lines.append(PageLine(text=text, is_heading=self._heading is not None))


def _lines_below(lines: list[PageLine], place: int) -> list[str]:
    found: list[str] = []
    sentence_count = 0
    for line in lines[place + 1 : place + 1 + _LINES_AFTER]:
        sentence_count += len(line.text) > _SENTENCE_CHARACTERS and _SENTENCE.fullmatch(line.text) is not None
        if len(line.text) > _PARAGRAPH_CHARACTERS or sentence_count > _MAX_SENTENCES:
            break
        found.append(line.text)
    return found
