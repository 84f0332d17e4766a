"""Plain text of messages: lines that were broken to fit are joined to paragraphs again.

Reference:
    RFC 3676, 4: in flowed text a line that ends with a blank goes on in the next.
"""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from whence.intake.encoding import normalise_line_ends

__all__ = ["split_paragraphs", "without_quotes"]

# Programs break lines at 72 to 78 characters; a longer line is a paragraph.
_MIN_WIDTH, _MAX_WIDTH = 50, 100
_SIGNATURE = re.compile(r"--\s?")
_FOOTER_RULE = re.compile(r"[_=*-]{15,}\s*")
_MAX_SIGNATURE_LINES = 15
_RULE = re.compile(r"\W{3,}")
_LINK = re.compile(r"\s*[<(\[]\s*(?:https?://|mailto:)\S{1,3000}\s*[>)\]]|^\s*https?://\S+\s*$")
_HEADING = re.compile(r"^\*\*\s+|^#{1,6}\s+")
_LIST_ITEM = re.compile(r"\s*(?:[-*•·>]|\d{1,3}[.)])\s")


def without_quotes(text: str) -> tuple[str, int]:
    r"""Leave out lines quoted from an earlier message, and the signature; count the quoted lines.

    >>> without_quotes("The council met.\n> When?\n> Where?\n\n-- \nAna Brandt")
    ('The council met.\n', 2)
    """
    lines = normalise_line_ends(text).split("\n")
    kept = [line for line in lines if not line.startswith(">")]
    for index in range(max(1, len(kept) - _MAX_SIGNATURE_LINES), len(kept)):
        if _SIGNATURE.fullmatch(kept[index]) or _FOOTER_RULE.fullmatch(kept[index]):
            return "\n".join(kept[:index]), len(lines) - len(kept)
    return "\n".join(kept), len(lines) - len(kept)


def split_paragraphs(text: str, *, is_flowed: bool = False) -> Iterator[str]:
    r"""Split the text of a message into paragraphs, each in one line. Links beside the words are left out.

    Args:
        text: Decoded.
        is_flowed: Whether it is declared as flowed.

    >>> text = "The council will close the old harbour in the spring, its\nmayor said.\n\nBy Ana\nToday"
    >>> list(split_paragraphs(text))
    ['The council will close the old harbour in the spring, its mayor said.', 'By Ana', 'Today']
    """
    lines = normalise_line_ends(text).split("\n")
    widths = [len(line.rstrip()) for line in lines if _MIN_WIDTH <= len(line.rstrip()) <= _MAX_WIDTH]
    width = max(widths, default=_MAX_WIDTH)
    for is_blank, group in groupby(lines, lambda line: not line.strip() or _RULE.fullmatch(line) is not None):
        for paragraph in () if is_blank else _join(list(group), width, is_flowed=is_flowed):
            bare = " ".join(_HEADING.sub("", _LINK.sub("", paragraph)).split())
            if bare:
                yield bare


def _join(lines: list[str], width: int, *, is_flowed: bool) -> Iterator[str]:
    paragraph = lines[0]
    for before, line in pairwise(lines):
        goes_on = before.endswith(" ") if is_flowed else _was_broken(before, line, width)
        if goes_on:
            paragraph = f"{paragraph.rstrip()} {line.strip()}"
        else:
            yield paragraph
            paragraph = line
    yield paragraph


def _was_broken(before: str, line: str, width: int) -> bool:
    """Check whether a line had no room for the first word of the next, which is no item of a list."""
    first = line.split(maxsplit=1)[0]
    is_full = len(before.rstrip()) + 1 + len(first) > width
    return is_full and len(before.rstrip()) <= _MAX_WIDTH and _LIST_ITEM.match(line) is None
