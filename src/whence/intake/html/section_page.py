"""Recognize a page that lists reports, such as the front page of a section, by where its text stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from whence.intake.html.fields import bare_words, line_of

__all__ = ["count_listed"]

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
_MIN_LISTED = 4
_MIN_HEADLINE_WORDS = 3
# A teaser has a sentence or two; after a linked headline with more text below it the report itself begins.
_MAX_TEASER_CHARACTERS = 400
# Words of an extract in teasers: on 181 pages with an article at most 0.1, on section pages nearly all.
_MIN_SHARE = 0.7


@dataclass(slots=True, kw_only=True)
class _Entry:
    """A linked headline of another report, and the text between it and the next one."""

    headline: str
    """Reduced by `bare_words`."""
    pieces: list[str] = field(default_factory=list)


def count_listed(tree: html.HtmlElement, paragraphs: list[str], titles: frozenset[str]) -> int:
    """Count the reports that a page lists, if its text is no more than their teasers; 0 for any other page.

    Args:
        tree: The page.
        paragraphs: The text that was extracted from it.
        titles: Its own titles, each reduced by `bare_words`.

    >>> card = "<h2><a href='/quay/{0}'>Harbour to close in {0}</a></h2><p>The council met on day {0} of March.</p>"
    >>> page = html.fromstring("<body>" + "".join(card.format(day) for day in range(5)))
    >>> count_listed(page, ["The council met on day 4 of March."], frozenset({"transport"}))
    5
    """
    entries = list(_read_entries(tree, titles))
    if len(entries) < _MIN_LISTED:
        return 0
    texts = [bare_words(" ".join(entry.pieces)) for entry in entries]
    texts = [text for text in texts if len(text) <= _MAX_TEASER_CHARACTERS] + [entry.headline for entry in entries]
    teasers = "\n".join(f" {text} " for text in texts)
    found = [bare_words(paragraph) for paragraph in paragraphs]
    shared = sum(len(words) for words in found if f" {words} " in teasers)
    return len(entries) if shared >= _MIN_SHARE * max(1, sum(map(len, found))) else 0


def _read_entries(tree: html.HtmlElement, titles: frozenset[str]) -> Iterator[_Entry]:
    entry: _Entry | None = None
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if entry:
                entry.pieces.append(f" {element.tail or ''}")
        elif element.tag in _HEADINGS and _leads_elsewhere(element) and _is_headline(element, titles):
            if entry:
                yield entry
            entry = _Entry(headline=bare_words(line_of(element)))
            walk.skip_subtree()
        elif element.tag in {"script", "style", "template"}:
            walk.skip_subtree()
        elif entry:
            entry.pieces.append(f" {element.text or ''}")
    if entry:
        yield entry


def _is_headline(heading: html.HtmlElement, titles: frozenset[str]) -> bool:
    words = bare_words(line_of(heading))
    return len(words.split()) >= _MIN_HEADLINE_WORDS and words not in titles


def _leads_elsewhere(heading: html.HtmlElement) -> bool:
    """Check whether a heading is a link to another page, as a whole."""
    links = [each for each in heading.iter("a") if each.get("href")]
    outer = next(heading.iterancestors("a"), None)
    whole = line_of(heading)
    inside = [link for link in links if line_of(link) == whole]
    link = inside[0] if inside else outer
    href = (link.get("href") or "") if link is not None else ""
    return bool(href) and not href.startswith(("#", "javascript:", "mailto:"))
