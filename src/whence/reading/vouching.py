"""Findings on what a report rests on: sources without a name, by way of others, documents, nobody."""

import re
from collections.abc import Iterator, Sequence

from whence.reading.casework import Case, finding, in_headline, overlap, quoted
from whence.reading.comparing import words_that_count
from whence.reading.gazetteer import find_outlet
from whence.reading.outlets import passed_by_outlets
from whence.reading.segmenting import sentence_around
from whence.records.ledger import Attribution, Finding, Source
from whence.records.report import Span

__all__ = ["plural_for_one", "second_hand", "unlinked_documents", "unnamed_sources", "without_source"]

# Who speaks from what he or she knows by a place, so that an editor would want the name.
_INSIDERS = re.compile(
    r"\b(?:officials?|aides?|advis[eo]rs?|sources?|insiders?|operatives?|strategists?|diplomats?|envoys?|staffers?|"
    r"spokes(?:man|woman|person|people|men|women)|employees?|executives?|confidants?|person familiar|people familiar|"
    r"(?:person|people|individuals?) (?:close|with (?:direct )?knowledge|briefed|involved|who)|attendees?|"
    r"(?:senior|former|retired|intelligence|administration|campaign|military|police|security|defen[cs]e) "
    r"(?:\w+ )?(?:officers?|agents?|members?|lawyers?|ministers?|lawmakers?|figures?|commanders?))\b",
    re.IGNORECASE,
)
# "Police officers" are the police, who speak in public.
_BODY = re.compile(r"(?:the )?(?:police|law enforcement) officers", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:because|so as|in order|lest|citing|not authori[sz]ed|for fear|fear(?:s|ing|ed)?|"
    r"to (?:discuss|speak|describe|avoid|protect|be candid|talk)|out of|retaliat\w*|reprisal\w*|sensitiv\w*|"
    r"as (?:he|she|they) (?:was|were|did))\b",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|rumou?red|bandied about|"
    r"alleged (?!by)(?=\w)|"
    r"(?:is|are|was|were|been|be) (?:widely )?(?:said|believed|thought|understood|alleged|rumou?red|suspected|accused|"
    r"blamed|feared|dubbed|interpreted|(?:reported|claimed|described) (?:to|that|as))\b(?! by)|"
    r"it (?:is|was|has been) (?:widely )?(?:said|believed|thought|claimed|reported|alleged|understood)|"
    r"(?:reports|allegations|suggestions|claims|speculation|accusations|charges) that|interpreted as|rumou?rs?)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:the|an)\s$", re.IGNORECASE)
_BY = re.compile(r"\s+(?:\w+ ){0,6}by\b")
_SHORT = 4
_SAME_CONTENT = 0.5


def _unnamed(case: Case) -> Iterator[tuple[Source, list[Attribution]]]:
    """List the sources that an editor would want named, with what they say."""
    for source in case.assembly.sources:
        said = [one for one in case.said_by(source) if not case.is_in_headline(one)]
        if not said or source.is_unresolved or source.kind not in {"person", "group"} or source.naming == "named":
            continue
        if source.naming != "withheld" and (case.names_somebody(said[0]) or _goes_back(source.name)):
            continue
        shown = case.shown(said[0].source_spans)
        if source.naming in {"withheld", "bare"} or (_INSIDERS.search(shown) and not _BODY.fullmatch(shown)):
            yield source, said


def _goes_back(name: str) -> bool:
    """Tell "the source", which is one told of before, from "a source"."""
    return bool(
        re.fullmatch(
            r"the (?:same )?(?:source|official|aide|adviser|diplomat)|.+ and (?:his|her|their) .+", name, re.IGNORECASE
        )
    )


def unnamed_sources(case: Case) -> Iterator[Finding]:
    """Find sources without a name: what rests on them alone, with no reason given, or of whom nothing is told."""
    for source, said in _unnamed(case):
        places = said[0].source_spans
        alone = [one for one in said if not _is_told_elsewhere(case, one)]
        if alone:
            note = f"Who else can confirm {quoted(source.name)}? No named source or document was found."
            yield finding("unnamed-only", alone[0].source_spans, note, alone)
        told = " ".join(case.shown(one.anonymity_spans) for one in said)
        if not _REASON.search(told):
            note = f"Why no name for {quoted(source.name)}? No reason was found in the report."
            yield finding("anonymity-without-reason", places, note, said)
        if source.naming == "bare" or re.fullmatch(
            r"(?:an? )?(?:anonymous|unnamed) sources?", source.name, re.IGNORECASE
        ):
            note = f"What can be told of {quoted(source.name)}: place, side, how it came to know?"
            yield finding("bare-source", places, note, said)


def _is_told_elsewhere(case: Case, one: Attribution) -> bool:
    """Tell whether a named source or a document says much the same."""
    good = {source.id for source in case.assembly.sources if source.naming == "named" or source.kind == "document"}
    own = words_that_count(case.shown(one.content_spans))
    return any(
        own and len(own & words_that_count(case.shown(other.content_spans))) >= _SAME_CONTENT * len(own)
        for other in case.assembly.attributions
        if other is not one
        and other.source in good
        and other.within != one.id
        and one.within != other.id
        and not case.is_in_headline(other)
    )


def plural_for_one(case: Case) -> Iterator[Finding]:
    """Find "sources" that are "the source" later."""
    for source, said in _unnamed(case):
        match = re.search(r"\b(source|official|aide|adviser|diplomat)s\b", source.name, re.IGNORECASE)
        if not match:
            continue
        single = re.compile(rf"\bthe (?:same )?{match.group(1)}\b(?! of| for)", re.IGNORECASE)
        later = single.search(case.text, said[0].cue_spans[0].end)
        named_before = re.search(rf"\b(?:an?|one|another) (?:\w+ ){{0,2}}{match.group(1)}\b", case.text, re.IGNORECASE)
        if later and not named_before:
            note = f"Were there several? Later the report writes of {quoted(later.group())}."
            spans = (*said[0].source_spans, Span(later.start(), later.end()))
            yield finding("plural-for-one", sorted(spans), note, said)


def unlinked_documents(case: Case) -> Iterator[Finding]:
    """Find documents that the report rests on and does not let one find."""
    for source in case.assembly.sources:
        said = case.said_by(source)
        if not said or source.kind != "document" or source.naming == "named" or source.is_unresolved:
            continue
        if _is_told_before(case, source, said[0]):
            continue
        start, end = sentence_around(case.assembly.known.words, _first_word(case, said[0]))
        words = case.assembly.known.words
        if "http" not in case.text[words.starts[start] : words.ends[end - 1]]:
            note = f"Which one is {quoted(source.name)}? No title, issuer or link was found."
            yield finding("unlinked-document", said[0].source_spans, note, said)


def _is_told_before(case: Case, source: Source, one: Attribution) -> bool:
    """Tell whether a document is one that the report tells of elsewhere: "the letter", or "a new poll" named later."""
    shown = case.shown(one.source_spans)
    noun = shown.split()[-1].casefold().rstrip("s") if shown else ""
    named = (other for other in case.assembly.sources if other.kind == "document" and other.naming == "named")
    if case.is_in_headline(one) or any(noun and noun in other.name.casefold() for other in named):
        return True
    if re.search(r"\b(?:by|from) (?:his|her|its|their) (?:\w+ )?\w+$", shown, re.IGNORECASE):
        return True  # "a statement from his office": whose it is, is told.
    if re.match(r"(?:no|his|her|its|their)\b|the \w+ of\b|.*\bstatements?$", shown, re.IGNORECASE):
        return True  # A statement is of whoever issued it.
    back = re.match(r"(?:the|this|that|these|those|its|his|her|their|both)\b|\w+[’']s\b|.+ and ", shown, re.IGNORECASE)
    return bool(back) and len(source.name.split()) <= _SHORT


def _first_word(case: Case, one: Attribution) -> int:
    place = (one.source_spans or one.cue_spans)[0]
    return case.assembly.known.words.covering(place.start, place.end)[0]


def without_source(case: Case) -> Iterator[Finding]:
    """Find what is told as somebody's word, and nobody's name stands behind it."""
    sourced = [one for one in case.assembly.attributions if one.source]
    for match in _HEARSAY.finditer(case.text):
        span = Span(match.start(), match.start() + len(match.group().rstrip()))
        if not in_headline(case, span) and not _is_somebodys(case, span, sourced):
            own = [one for one in case.assembly.attributions if any(overlap(span, cue) for cue in one.cue_spans)]
            note = f"Who says so? Nobody was found behind {quoted(case.shown((span,)))}."
            yield finding("no-source", (span,), note, own)


def _is_somebodys(case: Case, span: Span, sourced: Sequence[Attribution]) -> bool:
    """Tell whether hearsay has somebody behind it: in whose content it is, "by" whom, or an outlet beside it."""
    words, text = case.assembly.known.words, case.text
    if any(overlap(span, each) for one in sourced for each in one.content_spans):
        return True
    # "The prosecutor alleged that", but "the alleged bribe".
    if span.of(text).lower() == "alleged":
        is_told_of = _ARTICLE.search(text[max(0, span.start - 4) : span.start])
        return not is_told_of and any(each.end + 1 == span.start for one in sourced for each in one.source_spans)
    run = sentence_around(words, words.covering(span.start, span.end)[0])
    if _BY.match(text[span.end : words.ends[run[1] - 1]]):
        return True
    known = case.assembly.known
    return any(find_outlet(known.shown((name.start, name.end))) for name in known.names_in(run))


def second_hand(case: Case) -> Iterator[Finding]:
    """Find what came by way of other outlets."""
    for outlet, places, about in passed_by_outlets(case.report, case.assembly):
        note = f"By way of {outlet}: has this been confirmed with whoever said it?"
        yield finding("second-hand", places, note, about)
