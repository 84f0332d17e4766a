"""Read the classic downloads of LexisNexis: a cover, then articles that begin with "1 of 20 DOCUMENTS"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from whence.intake.formats.databases.article import CUT_SHORT, Article, ArticleLines, join_lines
from whence.intake.formats.databases.nexis_fields import HEAD_FIELDS, address_in, field_in, names_in
from whence.intake.published import first_time

__all__ = ["is_classic", "read_article", "read_articles"]

_NUMBER = r"\d{1,6} (?:of|von|sur|van|de|di|af|av) \d{1,6}"
_START = re.compile(
    rf"\s*(?:FOCUS - )?(?:{_NUMBER} DO[CK]UMENT[A-Z]{{0,2}}|DO[CK]UMENT[A-Z]{{0,2}} {_NUMBER})\s*", re.IGNORECASE
)
_COPYRIGHT = re.compile(r"\s*(?:copyright\b|©|\(c\)\s)", re.IGNORECASE)
_CAPITAL_LABEL = re.compile(r"\s*[^\W\d_][^\W_]{2,20}(?:[ -][^\W_]{1,20})?:(?:\s|$)")
_MAX_DATE_CHARACTERS = 100
_MAX_HEAD_BLOCKS = 24
_MIN_TEXT_CHARACTERS = 200

Block = list[str]
"""Lines without an empty one between them."""


def is_classic(lines: Iterable[str]) -> bool:
    """Check by the first lines of a file whether it is such a download.

    >>> is_classic(["", "      1 of 2 DOCUMENTS", "", "The Tidewater Post", "", "LENGTH: 54 words"])
    True
    >>> is_classic(["Page 1 of 2 documents that the council keeps"])
    False
    """
    has_start = False
    for line in lines:
        has_start = has_start or _START.fullmatch(line) is not None
        found = field_in(line, in_capitals=True) if has_start else None
        if found is not None and found[0] in HEAD_FIELDS:
            return True
    return False


def read_articles(lines: Iterable[str]) -> Iterator[Article]:
    """Read the articles of a download, from its lines; a paragraph of a document counts as a line."""
    held: ArticleLines | None = None
    for line in lines:
        if _START.fullmatch(line):
            if held is not None:
                yield _read_held(held)
            held = ArticleLines()
        elif held is not None:
            held.add(line)
    if held is not None:
        yield _read_held(held, is_last=True)


def _read_held(held: ArticleLines, *, is_last: bool = False) -> Article:
    article = read_article(held.kept, is_last=is_last)
    return replace(article, notes=(*article.notes, *held.notes))


def read_article(lines: Sequence[str], *, is_last: bool = False) -> Article:
    """Read an article from its lines.

    Args:
        lines: The lines; those up to the one that counts it are left out.
        is_last: Whether the file may end before the article does.

    >>> head = ["The Post", "", "March 4, 2031", "", "Harbour to close", "", "LENGTH: 9 words"]
    >>> read = read_article([*head, "", "It rained."])
    >>> read.headline, read.publisher, read.paragraphs
    ('Harbour to close', 'The Post', ['It rained.'])
    """
    counted = next((at for at, line in enumerate(lines) if _START.fullmatch(line)), -1)
    lines = lines[counted + 1 :] if counted >= 0 else lines
    blocks = list(_divide(lines))
    start = _find_text(blocks)
    end = next((at for at in range(start, len(blocks)) if _is_tail(blocks[at])), len(blocks))
    tail = blocks[end:]
    while end > start and _COPYRIGHT.match(blocks[end - 1][0]):
        end -= 1
    fields = {found[0]: found[1] for block in (*blocks[:start], *tail) if (found := _field_of(block))}
    top = _read_top([block for block in blocks[:start] if not _CAPITAL_LABEL.match(block[0])])
    text = [line for block in blocks[start:end] for line in (*block, "")]
    return Article(
        paragraphs=join_lines([*_below_body(blocks[:start]), *text]),
        headline=fields.get("headline") or top["headline"],
        publisher=top["publisher"],
        byline=names_in(fields.get("byline", "")),
        published=top["published"],
        language=fields.get("language", ""),
        length=fields.get("length", ""),
        page=fields.get("section", ""),
        url=address_in(fields.get("url", "")),
        notes=(CUT_SHORT,) if is_last and end == len(blocks) else (),
        has_follower=any((found := _field_of(block)) is not None and found[0] in HEAD_FIELDS for block in tail),
    )


def _divide(lines: Iterable[str]) -> Iterator[Block]:
    """Divide lines into blocks: at empty lines, and before a label."""
    block: Block = []
    for line in lines:
        is_empty = not line.strip()
        if block and (is_empty or field_in(line, in_capitals=True)):
            yield block
            block = []
        if not is_empty:
            block.append(line)
    if block:
        yield block


def _field_of(block: Block) -> tuple[str, str] | None:
    found = field_in(block[0], in_capitals=True)
    return (found[0], " ".join(" ".join([found[1], *block[1:]]).split())) if found else None


def _below_body(head: Sequence[Block]) -> list[str]:
    """Return the lines of the text that stand in one block with the label BODY."""
    found = _field_of(head[-1]) if head else None
    return [head[-1][0].partition(":")[2], *head[-1][1:], ""] if found and found[0] == "body" else []


def _is_tail(block: Block) -> bool:
    found = field_in(block[0], in_capitals=True)
    return found is not None and found[0] not in HEAD_FIELDS


def _find_text(blocks: Sequence[Block]) -> int:
    """Find where the text begins: after the last label of the head, or else after outlet, date and headline."""
    start = length = 0
    for at, block in enumerate(blocks[:_MAX_HEAD_BLOCKS]):
        found = field_in(block[0], in_capitals=True)
        if found is None:
            length += sum(map(len, block)) if start else 0
            if length >= _MIN_TEXT_CHARACTERS:
                break
        elif found[0] in HEAD_FIELDS:
            start, length = at + 1, 0
            if found[0] == "body":
                break
        elif length:
            break  # what follows the text
    if start:
        return start
    dated = next((at for at, block in enumerate(blocks) if _date_in(block)), None)
    return 0 if dated is None else min(dated + 2, len(blocks) - 1)


def _date_in(block: Block) -> str:
    return next((line for line in block if len(line) <= _MAX_DATE_CHARACTERS and first_time(line)), "")


def _read_top(blocks: Sequence[Block]) -> dict[str, str]:
    """Read what stands above the labels: outlet, date and headline, or outlet, headline and date."""
    dated = next((at for at, block in enumerate(blocks) if _date_in(block)), len(blocks))
    above = [line.strip() for block in blocks[:dated] for line in block if not _COPYRIGHT.match(line)]
    below = [line.strip() for block in blocks[dated + 1 :] for line in block if not _COPYRIGHT.match(line)]
    return {
        "publisher": above[0] if above else "",
        "published": _date_in(blocks[dated]) if dated < len(blocks) else "",
        "headline": " ".join(below or above[1:]),
    }
