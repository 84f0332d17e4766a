"""Extract plain paragraphs from the text in a feed, if it is the full report and not an excerpt."""

import re
from dataclasses import dataclass

from whence.errors import ReadError
from whence.intake.html.blocks import has_blocks, split_blocks
from whence.intake.html.boilerplate import find_wall, is_teaser
from whence.intake.html.markup import parse_html

__all__ = ["Fragment", "read_whole"]

_EMPTY_LINE = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"""[.!?…。！？।؟]['"”’»›)\]]*$""")  # noqa: RUF001 -- full stops of other scripts
# What WordPress adds at the end of every entry.
_FOOTER = re.compile(r"the post\b.* (?:appeared first on|first appeared on)\b", re.IGNORECASE)
_CUT = re.compile(
    r"""(?:…|\.\.\.|\[\W*\]
    |(?:^|[.!?…:»”"')\]|([]\s*)(?:(?:read|see|learn)\ (?:more|on|(?:the\ )?(?:full|whole|rest)\b.{0,40})|more
      |(?:continue|keep)\ reading\b.{0,100}|full\ (?:story|article|text)|weiterlesen|mehr\ lesen|weiter\ lesen
      |lire\ la\ suite|en\ savoir\ plus|leer\ más|seguir\ leyendo|leia\ mais|continuar\ lendo|leggi\ tutto
      |continua\ a\ leggere|lees\ (?:meer|verder)|läs\ mer|les\ mer|læs\ mere|czytaj\ (?:więcej|dalej)
      |читать\ (?:далее|дальше|полностью)|подробнее)
    |\b(?-i:Read\ more|Continue\ reading|Weiterlesen|Lire\ la\ suite|Leer\ más|Leggi\ tutto|Читать\ далее)
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_END_CHARACTERS = 200
# An excerpt is a sentence or two in one paragraph: alerts have 150 to 250 characters, excerpts 55 words.
_MIN_PARAGRAPHS = 2
_MIN_CHARACTERS = 120
_ENOUGH_CHARACTERS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """The text of a report, or a part of it, in a feed."""

    text: str
    is_html: bool
    is_summary: bool = False
    """True if it is in the element for summaries, or equal to the summary."""


def read_whole(fragment: Fragment, *, name: str) -> str | None:
    r"""Extract a report's text, with empty lines between its paragraphs; None if it may be incomplete.

    It is complete if it has several paragraphs or is long, and does not end like an excerpt. A summary is complete only
    if it has several paragraphs and is long.

    Args:
        fragment: The text in the feed.
        name: Name for error messages.

    >>> markup = "<p>The council will shut the harbour in March, its mayor said on Monday after a long debate.</p>"
    >>> whole = Fragment(text=markup + "<p>The union called the step hasty and asked for talks.</p>", is_html=True)
    >>> read_whole(whole, name="feed.xml").split("\n\n")[1]
    'The union called the step hasty and asked for talks.'
    >>> read_whole(Fragment(text=markup, is_html=True), name="feed.xml") is None
    True
    """
    paragraphs = _read_markup(fragment.text, name) if fragment.is_html else _read_text(fragment.text)
    while paragraphs and _FOOTER.match(paragraphs[-1][:_END_CHARACTERS]):
        del paragraphs[-1]
    if not paragraphs or _CUT.search(paragraphs[-1][-_END_CHARACTERS:]):
        return None
    paragraphs = [paragraph for paragraph in paragraphs if not is_teaser(paragraph)]
    text = "\n\n".join(paragraphs)
    has_several = sum(_SENTENCE_END.search(each) is not None for each in paragraphs) >= _MIN_PARAGRAPHS
    is_long = len(text) >= _ENOUGH_CHARACTERS
    is_short = len(text) < _MIN_CHARACTERS
    is_whole = (has_several and is_long) if fragment.is_summary else (is_long or (has_several and not is_short))
    return text if is_whole and find_wall(text) is None else None


def _read_markup(markup: str, name: str) -> list[str]:
    """Extract the paragraphs from markup; empty if it has too many elements for the text of one report."""
    try:
        tree = parse_html(markup if has_blocks(markup) else _EMPTY_LINE.sub("<p>", markup), name=name)
    except ReadError:
        return []
    return [paragraph for block in split_blocks(tree) if (paragraph := " ".join(block.split()))]


def _read_text(text: str) -> list[str]:
    """Split plain text into paragraphs at empty lines or, if there are none, into lines."""
    parts = _EMPTY_LINE.split(text.strip())
    parts = text.splitlines() if len(parts) == 1 else parts
    return [paragraph for part in parts if (paragraph := " ".join(part.split()))]
