"""An article as a press database tells it, made an input of a report."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from whence.errors import ReadError
from whence.intake.bylines import read_byline
from whence.intake.html.markup import clean_line
from whence.intake.inputs import ExternalMetadata, Input
from whence.intake.opening import SOUND_COPY
from whence.intake.published import first_time, without_midnight
from whence.language.language_names import language_code
from whence.records.report import Rejected

__all__ = [
    "CUT_SHORT",
    "FEWER",
    "MAX_ARTICLES",
    "Article",
    "ArticleLines",
    "join_lines",
    "number_articles",
    "read_paragraphs",
    "to_inputs",
    "turned_names",
]

CUT_SHORT = "the file ends before this report does, so its end is missing"
"""The note of a last report that has no end."""
MAX_ARTICLES = 50_000
"""The most articles that a file may hold; 25 MB of real ones hold about 10,000."""
FEWER = "Export fewer documents at a time"
"""What to do about a file with too many."""

# More than the longest report that is read has.
_MAX_LINES = 200_000
_MAX_CHARACTERS = 10_000_000
_MAX_LINE_CHARACTERS = 1000
_MAX_DATE_CHARACTERS = 200
_MAX_WRAPPED_CHARACTERS = 100
_SHOWN_CHARACTERS = 100
_COUNT = re.compile(r"\d[\d.,\u00a0 ]{0,9}")
_WORD = re.compile(r"\w+")
_MIN_WORDS = 40
_MIN_SHARE = 0.6
# Scripts without blanks between words count characters.
_NO_BLANKS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a database tells of an article, in its own words."""

    paragraphs: Sequence[str]
    headline: str = ""
    publisher: str = ""
    """The outlet."""
    byline: tuple[str, ...] = ()
    published: str = ""
    """A date in any language, with or without the hour."""
    language: str = ""
    """A name or a code."""
    length: str = ""
    """The number of words: ``1,042 words``."""
    page: str = ""
    """Section and page in print: ``News; Pg. 4``."""
    url: str = ""
    """Where the outlet published it."""
    key: str = ""
    """What the database knows it by, with the database's name before it: ``factiva:TIDE000020310304``."""
    notes: tuple[str, ...] = ()
    has_follower: bool = False
    """True if another article follows in its place, without the mark that should divide them."""


class ArticleLines:
    """The lines of an article as they are met, bounded in their number and length: what is beyond is dropped.

    >>> lines = ArticleLines()
    >>> lines.add("The council met.")
    >>> lines.kept, lines.notes
    (['The council met.'], ())
    """

    def __init__(self) -> None:
        self.kept: list[str] = []
        self._length = 0
        self._are_cut = False

    def add(self, line: str) -> None:
        """Keep one more line."""
        self._length += len(line)
        if self._length > _MAX_CHARACTERS or len(self.kept) >= _MAX_LINES:
            self._are_cut = True
        else:
            self.kept.append(line)

    @property
    def notes(self) -> tuple[str, ...]:
        """The note of an article that lost lines."""
        return ("it is very long, and only its beginning was read",) * self._are_cut


def to_inputs(article: Article, *, name: str, fix: str = "Download its full text") -> Iterator[Input | Rejected]:
    r"""Make the input of a report, and tell of what follows it without a mark.

    Args:
        article: The article.
        name: Name of the input: the path, ``#``, and its number.
        fix: What to do if it has no text.

    >>> article = Article(headline="Harbour to close", paragraphs=["The council met."], published="4. März 2031")
    >>> (made,) = to_inputs(article, name="nexis.rtf#1")
    >>> made.data, made.metadata.published
    (b'The council met.', '2031-03-04')
    >>> (refused,) = to_inputs(Article(headline="Harbour to close", paragraphs=[]), name="nexis.rtf#1")
    >>> refused.reason
    'there is no text under the headline “Harbour to close”. Download its full text.'
    """
    yield _to_input(article, name, fix)
    if article.has_follower:
        reason = f"another report follows it without the mark that divides them, and was not read. {SOUND_COPY}."
        yield Rejected(input=f"{name} and the next", reason=reason)


def _to_input(article: Article, name: str, fix: str) -> Input | Rejected:
    headline = _line(article.headline)
    paragraphs = [paragraph for each in article.paragraphs if (paragraph := each.strip())]
    if paragraphs and clean_line(paragraphs[0]) == headline:
        del paragraphs[0]
    if not any(map(_WORD.search, paragraphs)):
        shown = f"under the headline “{headline[:_SHOWN_CHARACTERS]}”" if headline else "in it"
        return Rejected(input=name, reason=f"there is no text {shown}. {fix}.")
    text = "\n\n".join(paragraphs)
    metadata = ExternalMetadata(
        headline=headline or None,
        publisher=_line(article.publisher) or None,
        byline=article.byline,
        published=_read_published(article.published),
        language=language_code(article.language),
        url=article.url or None,
    )
    place = f"section and page: {_line(article.page)}"
    notes = (*[place] * bool(article.page.strip()), *_note_length(article.length, text), *article.notes)
    return Input(
        name=name,
        data=text.encode("utf-8", "replace"),
        is_plain=True,
        metadata=metadata,
        notes=notes,
        address=article.key or None,
        lacks_capture_time=True,
    )


def number_articles(articles: Iterable[Article], *, name: str) -> Iterator[tuple[int, Article]]:
    """Count articles from 1.

    Args:
        articles: The articles of a file.
        name: Its name, for messages.

    Raises:
        ReadError: There are far more than a file of real ones has.

    >>> [number for number, _ in number_articles([Article(paragraphs=["It rained."])], name="nexis.txt")]
    [1]
    """
    for number, article in enumerate(articles, 1):
        if number > MAX_ARTICLES:
            raise ReadError(name, f"it has more than {MAX_ARTICLES:,} articles", FEWER)
        yield number, article


def turned_names(names: str) -> tuple[str, ...]:
    """Read names with the family name first, one after another.

    >>> turned_names("Brandt, Ana; Wei, Li"), turned_names("Ana Brandt")
    (('Ana Brandt', 'Li Wei'), ('Ana Brandt',))
    """
    turned = (" ".join(reversed([part.strip() for part in name.split(",", 1)])) for name in names.split(";"))
    return tuple(dict.fromkeys(found for name in turned for found in read_byline(name, is_list=True).names))


def read_paragraphs(lines: Sequence[str]) -> list[str]:
    """Divide the lines of a text into paragraphs, whether each is a paragraph or they are wrapped.

    >>> read_paragraphs(["The council", "met.", "", "It rained."])
    ['The council met.', 'It rained.']
    >>> read_paragraphs(["The council met.", "It rained."])
    ['The council met.', 'It rained.']
    """
    told = [line.strip() for line in "\n".join(lines).strip().split("\n")]
    is_wrapped = "" in told and max(map(len, told)) <= _MAX_WRAPPED_CHARACTERS
    return join_lines(told) if is_wrapped else [line for line in told if line]


def join_lines(lines: Iterable[str]) -> list[str]:
    """Join the lines of paragraphs, which are divided by an empty line or begin with blanks.

    >>> join_lines(["The council", "met.", "", "It rained.", "   The tide rose."])
    ['The council met.', 'It rained.', 'The tide rose.']
    """
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if not line.strip() or line[0].isspace():
            paragraphs.append([])
        if line.strip():
            paragraphs[-1].append(" ".join(line.split()))
    return [" ".join(paragraph) for paragraph in paragraphs if paragraph]


def _line(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= _MAX_LINE_CHARACTERS else ""


def _read_published(text: str) -> str | None:
    time = first_time(text[:_MAX_DATE_CHARACTERS])
    return without_midnight(time) if time else None


def _note_length(length: str, text: str) -> tuple[str, ...]:
    """Note a text that is far shorter than the database says."""
    found = _COUNT.search(length)
    told = int(re.sub(r"\D", "", found[0])) if found else 0
    count = len(_NO_BLANKS.findall(text)) + len(_WORD.findall(_NO_BLANKS.sub(" ", text)))
    if told < _MIN_WORDS or count >= _MIN_SHARE * told:
        return ()
    return (f"it has {count:,} words, and the database counts {told:,}, so a part of it may be missing",)
