"""HTML pages to Reports: trafilatura finds the article, the page's own metadata the rest, htmldate a missing date."""

import logging
import re

import trafilatura
from htmldate import find_date
from lxml import html

from whence.errors import ReadError
from whence.intake.html.fields import bare_words
from whence.intake.html.markup import parse_html, visible_text
from whence.intake.html.metadata import find_facts
from whence.intake.html.pull_quotes import without_pull_quotes
from whence.language.detect import tell_language
from whence.records.report import Report

__all__ = ["find_wall", "is_teaser", "read_page"]

# Left to itself, htmldate takes no date after today: the same page would give another ledger tomorrow.
_LATEST_DATE = "2100-01-01"
# The careful reading takes time quadratic in short paragraphs: 2 s for 4,000. Of 181 pages none has 2,000 elements.
_MAX_CAREFUL_ELEMENTS = 5000
# What browsers and their add-ons write at the top of a page that they save.
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[\w.-]+(?::\d+)?(?:[/?#]\S*)?)(?=\s)",
    re.ASCII,
)
_MAX_OPENING_CHARACTERS = 3000
_FIX = "Save the article as text and read that"

# Where nobody has set up logging, their warnings would go to standard error, amid whence's own words.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read_page(markup: str, *, name: str, url: str | None = None, notes: tuple[str, ...] = ()) -> Report:
    r"""Make a report of a page: its headline, an empty line, and its paragraphs with empty lines between them.

    Args:
        markup: The decoded page.
        name: Where it was read from.
        url: Where it was fetched from; what the page gives as its address counts more.
        notes: What was assumed to decode it.

    Raises:
        ReadError: It is too large, has no readable text, or is a wall in front of it: a login, a question about
            cookies, a demand for JavaScript.

    >>> page = "<html><title>Harbour to close</title><p>The council will shut the harbour, its mayor said.</p>"
    >>> read_page(page, name="harbour.html").text
    'Harbour to close\n\nThe council will shut the harbour, its mayor said.'
    """
    tree = parse_html(markup, name=name)
    saved_from = _SAVED_FROM.search(markup, 0, _MAX_OPENING_CHARACTERS)
    facts = find_facts(tree, url=url or (saved_from[1] if saved_from else None))
    try:
        extract = _extract(tree)
        published = facts.published or _find_day(tree, facts.url)
    except Exception as error:  # foreign code on hostile input: whatever it raises, the run goes on
        problem = f"its text cannot be extracted ({type(error).__name__}: {error})"
        raise ReadError(name, problem, _FIX) from error
    body = "\n\n".join(without_pull_quotes(_clean(extract, facts.titles), tree))
    wall = find_wall(body or visible_text(tree))
    if wall is not None:
        raise ReadError(name, wall, f"Open it in a browser. {_FIX}")
    if not body:
        raise ReadError(name, f"no readable text is left of {len(markup):,} characters of markup", _FIX)
    return Report(
        text=f"{facts.headline}\n\n{body}" if facts.headline else body,
        headline=facts.headline,
        publisher=facts.publisher,
        byline=facts.byline,
        published=published,
        # Of 181 pages two German ones say they are English, and two English ones German. The text was right each time.
        language=tell_language(body) or facts.language,
        url=facts.url,
        name=name,
        notes=notes,
    )


def _extract(tree: html.HtmlElement) -> str:
    """Find the article's text, a paragraph a line.

    Two readings check each other: the careful one is right more often, and where it takes half as much again or misses
    half, it has gone wrong. On 181 pages: F1 0.964 and 0.962 each alone, 0.969 together. Re-measure: bench/pages.py
    """
    generous = trafilatura.extract(tree, fast=True, include_comments=False) or ""
    if sum(1 for _ in tree.iter()) > _MAX_CAREFUL_ELEMENTS:
        return generous
    careful = trafilatura.extract(tree, favor_precision=True, include_comments=False) or ""
    return careful if len(generous) < 2 * len(careful) < 3 * len(generous) else generous


def _find_day(tree: html.HtmlElement, url: str | None) -> str | None:
    day = find_date(tree, url=url, original_date=True, max_date=_LATEST_DATE)
    # For want of better it takes the first of January of the year in a copyright notice.
    return None if day is None or day.endswith("-01-01") else day


def _clean(extract: str, titles: frozenset[str]) -> list[str]:
    """Drop teasers, and the page's titles at the top; the headline is put there by itself."""
    # In tables, cells stand between bars.
    lines = (" ".join(line.split()).strip("| ") for line in extract.split("\n"))
    paragraphs = [line for line in lines if line and not is_teaser(line)]
    while paragraphs and bare_words(paragraphs[0]) in titles:
        del paragraphs[0]
    return paragraphs


__all__ = ["find_wall", "is_teaser"]
_MAX_TEASER_CHARACTERS = 200


_TEASER = re.compile(
    r"""\W{0,3}(?:
    # Links to other reports: "Related: …", "READ MORE: …", "Lire aussi : …"
    (?:related|read|read\ more|see\ more|see\ also|also|also\ read|more|watch|listen|recommended|filed\ under
      |lesen\ sie\ auch|mehr\ zum\ thema|lire\ aussi|à\ lire|lea\ también|lee\ también|leia\ também|leia\ mais
      |leggi\ anche|lees\ ook|läs\ också|les\ også|læs\ også|читайте\ также)
      (?:\ (?:posts?|stor(?:y|ies)|articles?|coverage|news|on\ this|here))*\s*(?::|$)
    |(?:you\ (?:may|might)\ also\ like|don['’]t\ miss|most\ (?:read|popular|viewed)|trending\ now|read\ next)\b.{0,20}$
    # What the page asks of its reader
    |(?:advertisement|anzeige|publicité|publicidad|story\ continues\ below|article\ continues|continue\ reading|comments
      |view\ comments|share\ this\ \w+)\W*$
    |(?:like\ this\ story|have\ a\ tip|click\ here|click\ to\ \w+|tell\ us\ what\ you\ think)\b
    |(?:follow|subscribe|sign\ up|get\ the|get\ our|join|reach|email)\b.*
      \b(?:twitter|facebook|instagram|youtube|newsletters?|inbox|x\.com|whatsapp|telegram)\b
    |(?:copyright|©|all\ rights\ reserved|alle\ rechte\ vorbehalten|tous\ droits\ réservés)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？\n]*")  # noqa: RUF001 - full stops of other scripts


_WALLS = {
    "the page needs JavaScript": re.compile(r"java ?script", re.IGNORECASE),
    "the page is a cookie wall": re.compile(
        r"""\bcookies?\b|consent|privacy\ (?:choices|settings)|zustimmung|datenschutz|consentimiento|consenso|
        куки|クッキー|쿠키""",
        re.IGNORECASE | re.VERBOSE,
    ),
    "the page is a login wall": re.compile(
        r"""\b(?:log\ ?in|log\ on|sign\ in|signed\ in|sign\ up|subscribers?|already\ a\ member|free\ trial|
          (?:subscribe|register)\ (?:now|today|for|to\ (?:read|continue|keep|unlock|access|view))|your\ subscription|
          create\ (?:an?|your)\ .{0,20}account)\b|
        abonn|anmelden|registrieren|einloggen|connectez|connecter|inscri|iniciar\ sesi|inicia\ sesi|suscri|regístr|
        accedi|registrati|assinante|assine|faça\ login|entrar|cadastr|inloggen|logga\ in|logg\ inn|войдите|войти|подпис|
        зарегистр|авторизу|登录|登錄|订阅|訂閱|ログイン|会員|로그인|구독""",
        re.IGNORECASE | re.VERBOSE,
    ),
    "the page asks whether a human reads it": re.compile(
        r"""captcha|robot|are\ you\ (?:a\ )?human|verify|checking\ your\ browser|unusual\ traffic|access\ denied|
        cloudflare|(?:request|access|you\ have\ been)\ (?:was\ |has\ been\ |is\ )?blocked|не\ робот""",
        re.IGNORECASE | re.VERBOSE,
    ),
}


# A wall says little else. A report of three paragraphs has 400 characters and more.
_MAX_LEFT_CHARACTERS = 250


def is_teaser(paragraph: str) -> bool:
    """Tell whether a paragraph leads to other reports or asks something of the reader, and reports nothing.

    >>> is_teaser("READ MORE: Harbour to close"), is_teaser("More ships left on Monday.")
    (True, False)
    """
    return len(paragraph) <= _MAX_TEASER_CHARACTERS and _TEASER.match(paragraph) is not None


def find_wall(text: str) -> str | None:
    """Tell what stands in front of the report, if the text is not much more than that.

    Args:
        text: What was found on the page, boilerplate and all.

    >>> find_wall("Please enable JavaScript to view this page.")
    'the page needs JavaScript'
    """
    found: dict[str, int] = {}
    left_count = 0
    for sentence in _SENTENCE.findall(text):
        what = next((what for what, pattern in _WALLS.items() if pattern.search(sentence)), None)
        if what is None:
            left_count += len(sentence)
        else:
            found[what] = found.get(what, 0) + len(sentence)
        if left_count > _MAX_LEFT_CHARACTERS:
            return None
    if sum(found.values()) <= left_count:
        return None
    return max(found, key=lambda what: found[what])
