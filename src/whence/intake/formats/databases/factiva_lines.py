"""Read Factiva's articles from lines: with two-letter codes, or without them in a fixed order."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from whence.intake.bylines import read_byline, starts_as_byline
from whence.intake.formats.databases.article import CUT_SHORT, Article, ArticleLines, read_paragraphs
from whence.intake.formats.databases.marks import FACTIVA_NUMBER
from whence.intake.published import first_time

__all__ = ["article_of", "key_of", "read_articles", "read_credit_lines"]

# In the order in which they stand.
_CODES = (
    *("SE", "CLM", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "VOL", "PG", "LA", "CY", "LP", "TD", "ART"),
    *("CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN"),
)
_RANKS = {code: rank for rank, code in enumerate(_CODES)}
_TEXT_CODES = frozenset({"LP", "TD"})
_CODED = re.compile(rf"\s{{0,2}}({'|'.join(sorted(_CODES, key=len, reverse=True))})(?:\s*$|\t|\s{{2,}}|\s\|\s)(.*)")
_COUNT = re.compile(r"\d[\d.,\u00a0 ]{0,9}\s?[^\W\d_]{1,12}")
_HOUR = re.compile(r"\d{1,2}:\d\d")
_COPYRIGHT = re.compile(r"\s*(?:\(c\)|©|copyright\b)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…。」』][\"'”’»)\]]*$")
_MAX_CREDIT_CHARACTERS = 80
_MAX_PUBLISHER_WORDS = 8


def read_articles(lines: Iterable[str]) -> Iterator[Article]:
    """Read the articles of a download, from its lines or paragraphs; what follows the last one is left out.

    >>> lines = ["HD", "Harbour to close", "SN", "The Tidewater Post", "PD", "4 March 2031", "LP", "The council met."]
    >>> (read,) = read_articles([*lines, "AN", "Document TIDEPO0020310304e748000b5"])
    >>> read.headline, read.publisher, read.paragraphs, read.key
    ('Harbour to close', 'The Tidewater Post', ['The council met.'], 'factiva:TIDEPO0020310304e748000b5')
    """
    held = ArticleLines()
    codes: set[str] = set()
    for line in lines:
        found = _CODED.match(line)
        if found and found[1] == "HD" and not codes.isdisjoint(_TEXT_CODES):
            yield _read_held(held)  # its number is missing
            held, codes = ArticleLines(), set()
        codes |= {found[1]} if found else set()
        held.add(line)
        if FACTIVA_NUMBER.search(line) and len(line) <= _MAX_CREDIT_CHARACTERS:
            yield _read_held(held)
            held, codes = ArticleLines(), set()
    left = _read_held(held)
    if left.paragraphs and left.headline and left.published:
        yield left


def article_of(fields: Mapping[str, Sequence[str]], *, language: str = "", notes: tuple[str, ...] = ()) -> Article:
    """Make an article of its fields, by their codes."""
    told = {code: " ".join(line.strip() for line in lines).strip() for code, lines in fields.items()}
    return Article(
        paragraphs=[*read_paragraphs(fields.get("LP", ())), *read_paragraphs(fields.get("TD", ()))],
        headline=told.get("HD", ""),
        publisher=told.get("SN", ""),
        byline=read_byline(told.get("BY", "")).names,
        published=f"{told.get('PD', '')} {told.get('ET', '')}",
        language=told.get("LA") or language,
        length=told.get("WC", ""),
        page="; ".join(filter(None, (told.get("SE"), told.get("PG")))) if told.get("PG") else "",
        key=key_of(told.get("AN", "")),
        notes=notes,
    )


def key_of(line: str) -> str:
    """Return what an article is known by, from a line with its accession number."""
    found = FACTIVA_NUMBER.search(line)
    return f"factiva:{found[1]}" if found else ""


def read_credit_lines(lines: Sequence[str]) -> dict[str, list[str]]:
    """Read the lines without codes that stand below a headline, by their order: length, date, hour, outlet.

    >>> read_credit_lines(["News", "54 words", "4 March 2031", "09:30", "The Tidewater Post", "TIDEPO", "English"])
    {'WC': ['54 words'], 'PD': ['4 March 2031'], 'ET': ['09:30'], 'SN': ['The Tidewater Post']}
    """
    dated = next(
        (at for at, line in enumerate(lines) if len(line) <= _MAX_CREDIT_CHARACTERS and first_time(line)), None
    )
    if dated is None:
        return {}
    fields = {"WC": [lines[dated - 1]] if dated and _COUNT.fullmatch(lines[dated - 1]) else [], "PD": [lines[dated]]}
    rest = list(lines[dated + 1 :])
    if rest and _HOUR.fullmatch(rest[0]):
        fields["ET"] = [rest.pop(0)]
    fields["SN"] = rest[:1]
    return fields


def _read_held(held: ArticleLines) -> Article:
    fields = _read_codes(held.kept)
    fields = fields if fields.keys() & _TEXT_CODES else _read_in_order(held.kept)
    return article_of(fields, notes=() if "AN" in fields else held.notes or (CUT_SHORT,))


def _read_codes(lines: Iterable[str]) -> dict[str, list[str]]:
    """Read the lines below each code. Within the text, only a code that may follow it is one."""
    fields: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        found = _CODED.match(line)
        if found and (code not in _TEXT_CODES or _RANKS[found[1]] > _RANKS[code]):
            code = found[1]
            fields[code] = [found[2]] if found[2] else []
        elif code:
            fields[code].append(line)
    return fields


def _read_in_order(lines: Sequence[str]) -> dict[str, list[str]]:
    """Read an article without codes: headline, writers, length, date, hour, outlet, copyright, text, number."""
    told = [line.strip() for line in lines if line.strip()]
    number = [told.pop()] if told and FACTIVA_NUMBER.search(told[-1]) else []
    counted = next((at for at in range(len(told) - 1) if _COUNT.fullmatch(told[at]) and first_time(told[at + 1])), None)
    if counted is None:
        return {}
    top = told[:counted]
    bylines = [line for line in top if starts_as_byline(line)]
    titles = [line for line in top if line not in bylines]
    protected = next((at for at in range(counted, len(told)) if _COPYRIGHT.match(told[at])), None)
    begin = protected if protected is not None else _before_first_long(told, counted)
    text = told[begin + 1 :]
    if text and not _SENTENCE_END.search(text[-1]) and len(text[-1].split()) <= _MAX_PUBLISHER_WORDS:
        del text[-1]  # the publishing company
    fields = {"HD": [max(titles, key=len, default="")], "BY": bylines, "TD": text, **read_credit_lines(told[counted:])}
    return fields | ({"AN": number} if number else {})


def _before_first_long(lines: Sequence[str], start: int) -> int:
    found = (at for at in range(start, len(lines)) if len(lines[at]) > _MAX_CREDIT_CHARACTERS)
    return next(found, len(lines)) - 1
