"""Findings on headlines that the text beneath does not support."""

import re
from collections.abc import Collection, Iterator

from whence.language.english import ABOUT_A_NUMBER, HEARSAY, NUMBER, stem, words_that_count
from whence.language.quotation_marks import Mark
from whence.language.words import Words
from whence.reading.attributions.assemble import Assembly
from whence.reading.attributions.hedges import hedges_in
from whence.reading.findings.case import Case, finding
from whence.reading.findings.headings import Heading, headings
from whence.reading.findings.open_causes import open_causes
from whence.records.ledger import Attribution, Finding
from whence.records.report import Report, Span

__all__ = ["headline_gaps"]

_SAME_AS_HEADLINE, _SURELY_SAME = 0.5, 0.6


_LEAD_PARAGRAPHS = 3
# "The Tidewater Post: Port to close" tells whose claim it is.
_LABEL = re.compile(r"[^:]{2,40}: ")
# What somebody is charged with is alleged, and the charge is a fact.
_HEARSAY = re.compile(rf"\b(?:{'|'.join(sorted(HEARSAY))})\b", re.IGNORECASE)
_CHARGED = re.compile(r"\b(?:charg|arrest|accus|sentenc|convict|jail)(?:e[sd]?|s|ing)?\b", re.IGNORECASE)
# What hedges the words after it, and a headline that leaves itself open.
_HEDGED = re.compile(
    r"\b(?P<hedge>apparent(?:ly)?|possibl[ey]|allegedly|presumed|reportedly|being called|(?:is|are) calling|"
    r"(?:believed|thought|said|appear(?:s|ed)?|seem(?:s|ed)?) to|(?:may|might|could) have)\b"
    r"(?P<told>(?: [\w’'-]+){1,6})"
)
_IS_OPEN = re.compile(
    r"\?|\b(?:may|might|could|apparent\w*|suspect\w*|possibl[ey]|potential\w*|likely|probabl[ey]|appears?|seems?|rumou?r\w*|"
    r"reported(?:ly)?|tied|linked|expect(?:s|ed|ing)?|should|investigat\w+|prob(?:es|ing))\b",
    re.IGNORECASE,
)
_LEAST_HEDGED = 2
_LONGEST_TOLD = 60
# Words beside both adverbs, so that both are of one doing.
_LEAST_SAID_OF = 2
_MANNER = re.compile(r"\b(\w{3,}ly)\b", re.IGNORECASE)


_NO_MANNER = frozenset({
    "only", "early", "family", "july", "italy", "reply", "ally", "daily", "weekly", "monthly", "rally", "supply",
    "apply", "elderly", "likely", "friendly", "deadly", "yearly", "assembly", "fly", "anomaly",
    # With what outcome, how much, when or how surely, and not in what manner.
    "fatally", "critically", "seriously", "gravely", "severely", "badly", "mortally",
    *HEARSAY, "actually", "apparently", "approximately", "currently", "especially", "finally", "formerly", "hardly",
    "mainly", "merely", "mostly", "nearly", "newly", "originally", "particularly", "partly", "possibly", "previously",
    "probably", "really", "recently", "respectively", "roughly", "shortly", "usually",
})  # fmt: skip


_ATTRIBUTES = re.compile(
    r"[:“”\"‘]|(?<!\w)'|\b(?:says?|said|claims?|accus\w+|warns?|report(?:s|edly)?|according|alleg\w+|tells?|calls?|den(?:y|ies)|"
    r"vows?|urges?|blames?|insists?|believes?|thinks?|argues?|poll|study|survey|source|sources)\b",
    re.IGNORECASE,
)


def headline_gaps(case: Case) -> Iterator[Finding]:
    """Compare the headline with the text beneath it; in a live blog, that of each entry with its entry."""
    for heading in headings(case.report, case.genre):
        dropped = list(_dropped(case.report, case.assembly, heading))
        dropped = dropped or list(_of_hearsay(case, heading)) or list(_hedged_beneath(case, heading))
        yield from dropped or open_causes(case, heading)
        yield from _overstated(case.text, heading)


def _dropped(report: Report, assembly: Assembly, heading: Heading) -> Iterator[Finding]:
    """Find plain facts in the headline that the text attributes to a source or hedges."""
    span, headline = heading.span, heading.span.of(report.text)
    about = words_that_count(headline)
    words = assembly.document.words
    inside = {one.id for one in assembly.attributions if any(_is_within(cue, span) for cue in one.cue_spans)}
    for one, found in zip(assembly.attributions, assembly.found, strict=True):
        # If a content begins in the headline, only the part beneath is compared.
        parts = [
            Span(max(each.start, span.end), min(each.end, heading.end))
            for each in one.content_spans
            if each.end > span.end and each.start < heading.end
        ]
        content = " ".join(part.of(report.text) for part in parts)
        shared = about & words_that_count(content)
        lead = found.contents and _is_lead(words, span, found.contents[0][0])
        if one.id in inside or not lead or len(about) < 3 or len(shared) < _SAME_AS_HEADLINE * len(about):  # noqa: PLR2004
            continue
        if "?" not in headline and not _ATTRIBUTES.search(headline) and not inside and _speaks(assembly, one, headline):
            note = "Is this a plain fact? The text attributes it to a source."
            yield finding("headline-attribution", (span, *one.source_spans), note, [one])
        plain = hedges_in(words, [words.covering(span.start, span.end)])[0] == "certain" and "?" not in headline
        plain = plain and not (_LABEL.match(headline) or _IS_OPEN.search(headline) or _ATTRIBUTES.search(headline))
        hedges = one.certainty.spans if one.certainty and one.certainty.level in {"probable", "possible"} else ()
        if hedges and plain and len(shared) >= _SURELY_SAME * len(about) and _is_of(report.text, hedges[0], about):
            yield finding("headline-hedge", (span, hedges[0]), "Does the headline need the text's hedge?", [one])
        return


def _is_of(text: str, hedge: Span, about: Collection[str]) -> bool:
    """Check whether what is hedged is of the headline: the next words have one of its own."""
    told = text[hedge.end : hedge.end + _LONGEST_TOLD].partition("\n\n")[0]
    return not words_that_count(told).isdisjoint(about)


def _is_within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _is_lead(words: Words, heading: Span, at: int) -> bool:
    """Check whether a word stands in one of the first paragraphs beneath a heading."""
    first = words.covering(heading.start, heading.end)[0]
    return words.paragraphs[at] - words.paragraphs[first] <= _LEAD_PARAGRAPHS


def _of_hearsay(case: Case, heading: Heading) -> Iterator[Finding]:
    """Find a plain headline whose words the first sentences give as hearsay: "the port is reportedly closing"."""
    span, words = heading.span, case.assembly.document.words
    headline = span.of(case.text)
    about = words_that_count(headline)
    if _IS_OPEN.search(headline) or _ATTRIBUTES.search(headline) or _CHARGED.search(headline):
        return
    for match in _HEARSAY.finditer(case.text, span.end, heading.end):
        hedge = Span(*match.span())
        if not _is_lead(words, span, words.covering(hedge.start, hedge.end)[0]):
            return
        shared = about & words_that_count(case.sentence_of(hedge).of(case.text))
        is_same = len(about) >= 3 and len(shared) >= _SAME_AS_HEADLINE * len(about)  # noqa: PLR2004
        if is_same and _is_of(case.text, hedge, about):
            yield finding("headline-hedge", (span, hedge), "Does the headline need the text's hedge?")
            return


def _hedged_beneath(case: Case, heading: Heading) -> Iterator[Finding]:
    """Find a plain headline of whose words the first sentences hedge two at once: "an apparent drag race"."""
    span, words = heading.span, case.assembly.document.words
    headline = span.of(case.text)
    if _IS_OPEN.search(headline) or _ATTRIBUTES.search(headline) or _CHARGED.search(headline):
        return
    about = words_that_count(headline)
    for match in _HEDGED.finditer(case.text, span.end, heading.end):
        hedge = Span(*match.span("hedge"))
        at = words.covering(hedge.start, hedge.end)[0]
        if not _is_lead(words, span, at):
            return
        # "An apparent drive-by shooting" hedges how it was done and not that there was a shooting.
        told = [counted for word in match["told"].split() if (counted := words_that_count(word))]
        shared = [counted for counted in told if counted & about]
        is_hedged = shared[:1] == told[:1] and len(shared) >= _LEAST_HEDGED
        if is_hedged and words.marks[at] != Mark.INSIDE:
            yield finding("headline-hedge", (span, hedge), "Does the headline need the text's hedge?")
            return


def _speaks(assembly: Assembly, one: Attribution, headline: str) -> bool:
    """Check for an unnamed source; reports of plain facts usually rest on other sources."""
    source = next((source for source in assembly.sources if source.id == one.source), None)
    if source is None or source.is_unresolved or source.name in headline:
        return False
    return source.naming in {"withheld", "bare"}


def _overstated(text: str, heading: Heading) -> Iterator[Finding]:
    """Find numbers and adverbs of the headline that the text beneath has in other words."""
    span = heading.span
    headline, beneath = span.of(text), text[span.end : heading.end]
    for match in re.finditer(rf"\b(?<!\bto )({NUMBER}) (\w+)", headline, re.IGNORECASE):
        if re.search(rf"{ABOUT_A_NUMBER}\W*$", headline[: match.start()], re.IGNORECASE):
            continue
        same = rf"\b{re.escape(match.group(1))} {re.escape(match.group(2))}\b"
        hedged = re.search(rf"\b(?:almost|nearly|up to|fewer than|less than|under) {same[2:]}", beneath, re.IGNORECASE)
        plain = re.search(rf"(?<!almost )(?<!nearly )(?<!up to )(?<!than )(?<!under ){same}", beneath, re.IGNORECASE)
        if hedged and not plain:
            note = f"The text says “{hedged.group()}”."
            there = Span(span.end + hedged.start(), span.end + hedged.end())
            yield finding("headline-overstates", (span, there), note)
    yield from _manner(headline, span, beneath)


def _manner(headline: str, span: Span, beneath: str) -> Iterator[Finding]:
    """Find an adverb such as "urgently" in the headline if the text has the same verb with another adverb of manner."""
    stems = words_that_count(beneath)
    for match in _MANNER.finditer(headline):
        word = match.group().lower()
        if word in _NO_MANNER or stem(word) in stems:
            continue
        beside = words_that_count(headline[max(0, match.start() - 24) : match.end() + 24]) - {stem(word)}
        for other in _MANNER.finditer(beneath):
            near = words_that_count(beneath[max(0, other.start() - 40) : other.end() + 40])
            if other.group().lower() not in _NO_MANNER and len(beside & near) >= _LEAST_SAID_OF:
                note = f"The headline says “{match.group()}”, the text “{other.group()}”."
                there = Span(span.end + other.start(), span.end + other.end())
                here = Span(span.start + match.start(), span.start + match.end())
                yield finding("headline-overstates", (here, there), note)
                return
