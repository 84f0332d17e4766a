"""Findings on words of a headline that promise what the text does not tell: "shocking", "in a major way"."""

import re
from collections.abc import Iterator

from whence.reading.findings.case import Case, finding
from whence.reading.findings.headings import Heading
from whence.records.ledger import Finding
from whence.records.report import Span

__all__ = ["hype"]

_HYPE = re.compile(
    r"\b(?:instantly|shocking(?:ly)?|stunning(?:ly)?|massive(?:ly)?|epic|brutal(?:ly)?|savage(?:ly)?|bombshells?|"
    r"devastating(?:ly)?|explosive|powerful|incredible|unbelievable|jaw-dropping|chilling|terrifying|horrifying|"
    r"outrageous|priceless|mayhem|blindsid(?:es|ed)|speechless|game[- ]changer|in a (?:major|big|huge) way|"
    r"(?-i:HUGE))\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]|(?<!\w)[‘'][^’'\n]*[’'](?!\w)")
# Whoever says so in the headline answers for the word.
_SAID = re.compile(r"\b(?:says|calls|warns|claims|promises|vows)\b|\?", re.IGNORECASE)
# What is named so, or is so by its nature: "massive earthquake", "powerful storm", "epic poem".
_IS_SO = re.compile(
    r" (?:\w+ )?(?:earthquakes?|storms?|hurricanes?|typhoons?|tornado\w*|fires?|blazes?|explosions?|blasts?|quakes?|"
    r"bombs?|devices?|vests?|engines?|magnets?|telescopes?|poems?|fantasy|films?|movies?|games?|crowds?|murders?|"
    r"killings?|attacks?|beatings?|assaults?|weapons?|rifles?|drugs?|winds?|data|sinkholes?|stars?|black holes?)\b",
    re.IGNORECASE,
)
_STEM = 5
_OWN_VOICE = frozenset({"opinion", "first-person"})


def hype(case: Case, heading: Heading) -> Iterator[Finding]:
    """Find words of a headline that heighten its news, if nothing beneath it is told in such words.

    Args:
        case: The report.
        heading: The headline, or in a live blog that of an entry.
    """
    headline = heading.span.of(case.text)
    if _SAID.search(headline) or case.genre in _OWN_VOICE:
        return
    quoted = [match.span() for match in _QUOTED.finditer(headline)]
    beneath = case.lowered_text[heading.span.end : heading.end].replace(headline.lower().strip(" ."), "")
    for match in _HYPE.finditer(headline):
        is_quoted = any(start <= match.start() < end for start, end in quoted)
        word = match.group().lower()
        if is_quoted or _IS_SO.match(headline, match.end()) or (word if " " in word else word[:_STEM]) in beneath:
            continue
        span = Span(heading.span.start + match.start(), heading.span.start + match.end())
        yield finding(
            "headline-overstates", (span,), f"What in the text is “{match.group()}”? Nothing there is called so."
        )
        return
