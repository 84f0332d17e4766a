"""Convert an HTML page to a Report: article text by trafilatura, metadata from the page, a missing date by htmldate."""

import re

from lxml import html

from whence.errors import ReadError
from whence.intake.html.archived import find_capture, without_archive
from whence.intake.html.article_ends import without_byline, without_gallery
from whence.intake.html.boilerplate import find_wall, is_teaser
from whence.intake.html.extractor import extract, find_date
from whence.intake.html.fields import bare_words
from whence.intake.html.hidden_text import read_article_body, reveal_asides
from whence.intake.html.inline import with_plain_inline
from whence.intake.html.markup import parse_html, visible_text
from whence.intake.html.metadata import find_metadata
from whence.intake.html.pull_quotes import without_pull_quotes
from whence.intake.html.section_page import count_listed
from whence.intake.published import find_moments
from whence.intake.urls import read_capture
from whence.language.detect import tell_language
from whence.records.report import Report

__all__ = ["read_page"]


# By default htmldate accepts no date after today, so the same page would give another ledger tomorrow.
_LATEST_DATE = "2100-01-01"
# Precise extraction takes time quadratic in short paragraphs: 2 s for 4,000. Of 181 pages none has 2,000 elements.
_MAX_CAREFUL_ELEMENTS = 5000
# Comment that browsers and their extensions write at the top of a saved page.
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[\w.-]+(?::\d+)?(?:[/?#]\S*)?)(?=\s)",
    re.ASCII,
)
_MAX_OPENING_CHARACTERS = 3000
_REACH = 120
# "The gates were opened on 3 March 2031", but not "will stay shut until 3 March 2031".
_HAPPENED = re.compile(
    r"\b(?:was|were|had|[a-z]{2,20}ed|said|began|came|left|made|won)\b[^.!?\n;]{0,60}?\b(?:on|in|late|early) $"
)
_FIX = "Save the article as text and read that"


def read_page(markup: str, *, name: str, url: str | None = None, notes: tuple[str, ...] = ()) -> Report:
    r"""Make a report from a page: headline, an empty line, and paragraphs separated by empty lines.

    Args:
        markup: The decoded page.
        name: Name of the input.
        url: Address that it was fetched from; the page's own canonical address takes precedence.
        notes: What was assumed to decode it.

    Raises:
        ReadError: The page is too large, has no readable text, or is only a login, a cookie banner or a demand for
            JavaScript.

    >>> page = "<html><title>Harbour to close</title><p>The council will shut the harbour, its mayor said.</p>"
    >>> read_page(page, name="harbour.html").text
    'Harbour to close\n\nThe council will shut the harbour, its mayor said.'
    """
    tree = parse_html(markup, name=name)
    saved_from = _SAVED_FROM.search(markup, 0, _MAX_OPENING_CHARACTERS)
    given = url or (saved_from[1] if saved_from else None)
    capture = (read_capture(given) if given else None) or find_capture(markup)
    if capture:
        without_archive(tree)
    reveal_asides(tree)
    metadata = find_metadata(tree, url=capture.url if capture else given)
    try:
        extract = _extract(tree)
        published = metadata.published or _find_day(tree, metadata.url)
    except Exception as error:  # third-party code on hostile input may raise anything; the run goes on
        problem = f"its text cannot be extracted ({type(error).__name__}: {error})"
        raise ReadError(name, problem, _FIX) from error
    paragraphs = read_article_body(tree, extract, name=name) or _clean(extract, metadata.titles)
    paragraphs = without_gallery(without_pull_quotes(without_byline(paragraphs, metadata.byline), tree), tree)
    listed = 0 if metadata.is_article else count_listed(tree, paragraphs, metadata.titles)
    if listed:
        problem = f"it lists {listed} reports and is none itself"
        raise ReadError(name, problem, "Give their addresses, or the site's feed")
    body = "\n\n".join(paragraphs)
    wall = find_wall(body or visible_text(tree))
    if wall is not None:
        raise ReadError(name, wall, f"Open it in a browser. {_FIX}")
    if not body:
        raise ReadError(name, f"its {len(markup):,} characters of markup contain no readable text", _FIX)
    published, changes = _dated(published, metadata.changed, body)
    return Report(
        text=f"{metadata.headline}\n\n{body}" if metadata.headline else body,
        headline=metadata.headline,
        publisher=metadata.publisher,
        byline=metadata.byline,
        published=published,
        # Of 181 pages two German ones declare English, and two English ones German. Detection from the text was right
        # each time.
        language=tell_language(body) or metadata.language,
        url=metadata.url,
        name=name,
        notes=notes + changes,
    )


def _extract(tree: html.HtmlElement) -> str:
    """Extract the article's text, one line per paragraph.

    Extract twice. Use the precise result unless it is under half or over one and a half times as long as the fast one.
    On 181 pages: F1 0.964 and 0.962 each alone, 0.969 together. Re-measure: bench/pages.py
    """
    plain = with_plain_inline(tree)
    generous = extract(plain, fast=True, include_comments=False) or ""
    if sum(1 for _ in tree.iter()) > _MAX_CAREFUL_ELEMENTS:
        return generous
    careful = extract(plain, favor_precision=True, include_comments=False) or ""
    return careful if len(generous) < 2 * len(careful) < 3 * len(generous) else generous


def _find_day(tree: html.HtmlElement, url: str | None) -> str | None:
    day = find_date(tree, url=url, original_date=True, max_date=_LATEST_DATE)
    # Without a better date htmldate returns the first of January of a copyright year.
    return None if day is None or day.endswith("-01-01") else day


def _dated(published: str | None, changed: str | None, text: str) -> tuple[str | None, tuple[str, ...]]:
    """Give a page the date of its last change, and a note, if it says that something happened in a later year."""
    if not published or not changed or changed[:4] <= published[:4]:
        return published, ()
    for moment in find_moments(text):
        day, before = moment.time[:10], (max(0, moment.start - _REACH), moment.start)
        if published[:4] < day[:4] and day <= changed[:10] and _HAPPENED.search(text, *before):
            return changed, (f"first published on {published}, changed on {changed}: the text speaks of {day} as past",)
    return published, ()


def _clean(extract: str, titles: frozenset[str]) -> list[str]:
    """Drop teasers, and the page's titles at the top; the headline is added separately."""
    # In tables, bars separate cells.
    lines = (" ".join(line.split()).strip("| ") for line in extract.split("\n"))
    paragraphs = [line for line in lines if line and not is_teaser(line)]
    while paragraphs and bare_words(paragraphs[0]) in titles:
        del paragraphs[0]
    return paragraphs
