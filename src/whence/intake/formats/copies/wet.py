"""WET, the plain texts of a crawl: the report in the text of a whole page.

Reference:
    Common Crawl: WET files hold one conversion record a page, first its title, then a line for each block of the page,
    menus included.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from whence.intake.html.boilerplate import ends_sentence, is_teaser
from whence.intake.urls import host_of

__all__ = ["WholePage", "read_whole_page"]

_MAX_HEADLINE_CHARACTERS = 300
# A shorter line without a full stop is an entry of a menu or a subheading; several after one another are a menu.
_MIN_LINE_CHARACTERS = 40
_MIN_MENU_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class WholePage:
    """The report in the text of a page."""

    headline: str | None
    text: str
    """Its paragraphs, with empty lines between them; empty if there are no sentences."""


def read_whole_page(text: str, *, url: str | None) -> WholePage:
    r"""Find the report in the text of a page: from the first sentence to the last one, without menus.

    Args:
        text: The page's title, and a line for each block of it.
        url: The page's address.

    >>> page = read_whole_page("Harbour to close\nHome\nNews\nThe council met.\nIt was late.\nSport", url=None)
    >>> page.headline, page.text
    ('Harbour to close', 'The council met.\n\nIt was late.')
    """
    lines = [line for each in text.splitlines() if (line := " ".join(each.split()))]
    title = lines[0] if lines and len(lines[0]) <= _MAX_HEADLINE_CHARACTERS and not lines[0].endswith(".") else None
    body = lines[1:] if title else lines
    sentences = [index for index, line in enumerate(body) if ends_sentence(line) and not is_teaser(line)]
    inner = body[sentences[0] : sentences[-1] + 1] if sentences else []
    headline = _without_outlet(title, lines, url) if title else None
    return WholePage(headline=headline, text="\n\n".join(_without_menus(inner)))


def _without_outlet(title: str, lines: list[str], url: str | None) -> str:
    from whence.intake.html.fields import bare_words  # noqa: PLC0415 -- loads lxml, which other archives may not need
    from whence.intake.html.publisher import without_outlet  # noqa: PLC0415

    host = host_of(url)
    return without_outlet(title, {host} if host else set(), {bare_words(line) for line in lines[1:]})


def _without_menus(lines: list[str]) -> Iterator[str]:
    short: list[str] = []
    for line in lines:
        if len(line) < _MIN_LINE_CHARACTERS and not ends_sentence(line):
            short.append(line)
            continue
        yield from short if len(short) < _MIN_MENU_LINES else ()
        short.clear()
        if not is_teaser(line):
            yield line
