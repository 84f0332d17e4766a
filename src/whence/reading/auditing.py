"""Findings: what a careful editor would ask about, each with the words that show it. Never a verdict."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from whence.reading.assembling import Assembly
from whence.reading.comparing import contrary_places, headline_gaps, words_that_count
from whence.reading.offices import contradiction
from whence.reading.outlets import passed_by_outlets
from whence.reading.rules import RULES
from whence.reading.segmenting import sentence_around
from whence.records.ledger import Attribution, Event, Finding, FindingKind, Source
from whence.records.report import Report, Span

__all__ = ["audit"]

# Who speaks from what he or she knows by a place, so that an editor would want the name.
_INSIDERS = re.compile(
    r"\b(?:officials?|aides?|advis[eo]rs?|sources?|insiders?|operatives?|strategists?|diplomats?|envoys?|staffers?|"
    r"spokes(?:man|woman|person|people|men|women)|employees?|executives?|confidants?|person familiar|people familiar|"
    r"(?:person|people|individuals?) (?:close|with (?:direct )?knowledge|briefed|involved|who)|attendees?|"
    r"(?:senior|former|retired|intelligence|administration|campaign|military|police|security|defen[cs]e) "
    r"(?:\w+ )?(?:officers?|agents?|members?|lawyers?|ministers?|lawmakers?|figures?|commanders?))\b",
    re.IGNORECASE,
)
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
    r"(?:reports|allegations|rumou?rs|suggestions|claims|speculation|accusations) that|interpreted as)",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\bden(?:y|ies|ied|ying|ials?)\b|\brefut\w+|(?<!\bin )(?<!\ba )\bdisput\w+|\bdebunk\w*|"
    r"\bunfounded\b|\bbogus\b|\bbaseless\b|"
    r"\bnot true\b|\buntrue\b|\bis a lie\b|\b(?:reject|dismiss)\w* (?:\w+ ){0,3}(?:claim|allegation|accusation|report|"
    r"suggestion|criticism|idea|notion|charge)|\bnot at fault\b|\bexaggerat\w+",
    re.IGNORECASE,
)
# "Denied the mill a permit": what is denied is given to nobody, not disputed.
_WITHHOLDS = re.compile(
    r"^(?:the|an?|his|her|its|their|him|them|it|us|[A-Z]\w+)(?: \w+){0,2} (?:an?|access|entry|permission|asylum)\b"
)
_DISPUTES = re.compile(r"\bnot at fault\b|\bexaggerat\w+|\bwas not intentional\b|\bnever happened\b", re.IGNORECASE)
_FALSE = re.compile(
    r"\b(?:is|are|was|were) (?:totally |completely |simply |just |plainly |utterly )?"
    r"(?:a lie|lies|bogus|unfounded|baseless|nonsense|untrue|not true|patently false|false)\b",
    re.IGNORECASE,
)
_BEGINNING = 90
# A few words in marks of any kind, also where one is straight and the other curly.
_MARKED = re.compile(
    r"(?<!\w)[“\"](\w[^“”\"\n]{0,40}?)[”\"](?!\w)|(?<!\w)‘(\w[^‘’\n]{0,40})’(?!\w)|(?<!\w)'(\w[^'\n]{0,40})'(?!\w)"
)
_WELL_TAKEN = re.compile(
    r"\b(?:called|dubbed|known as|titled|entitled|named|nicknamed|so-called|term|terms|word|words|phrase|"
    r"label(?:l?ed)?|episode|song|book|film|movie|show|series|album|play|program(?:me)?|slogan|"
    r"hashtag|motto|chant\w*|read|reads)\W*$",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"(?:did|does|do|has|have|had|would|was|were) not (?:\w+ )?(?:respond|repl|return|answer|comment)|"
    r"declin\w+ to comment|request(?:s|ed)? (?:for|to) comment|could not be reached|no comment|"
    r"n['’]t (?:respond|comment|reply)",
    re.IGNORECASE,
)
_ACCUSING = re.compile(r"^(?:accus|alleg|charg|indict|sued$|sues$|suing$|blam|denounc)", re.IGNORECASE)
_MOST_SCARED = 4
_SMALL = frozenset({"he", "she", "it", "they", "we", "you", "i", "him", "her", "them", "yes", "no"})
_SHORT = 4
_SAME_CONTENT = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A report with all that was found in it."""

    report: Report
    assembly: Assembly
    events: Sequence[Event]

    @property
    def text(self) -> str:
        return self.report.text

    def said_by(self, source: Source) -> list[Attribution]:
        """List the attributions that a source stands behind."""
        return [one for one in self.assembly.attributions if one.source == source.id]

    def is_in_headline(self, one: Attribution) -> bool:
        """Tell whether an attribution stands in the headline."""
        return _in_headline(self, one.cue_spans[0])

    def names_somebody(self, one: Attribution) -> bool:
        """Tell whether a person's name stands in the words of an attribution's source."""
        words = self.assembly.known.words
        runs = (words.covering(span.start, span.end) for span in one.source_spans)
        return any(name.kind == "person" for run in runs for name in self.assembly.known.names_in(run))

    def names_in(self, spans: Sequence[Span]) -> bool:
        """Tell whether a person's or a body's name stands in spans."""
        words = self.assembly.known.words
        runs = (words.covering(span.start, span.end) for span in spans)
        return any(name.kind != "place" for run in runs for name in self.assembly.known.names_in(run))

    def shown(self, spans: Sequence[Span]) -> str:
        """Write spans as the text does, in one line."""
        return " ".join(" ".join(span.of(self.text).split()) for span in spans)


def audit(report: Report, assembly: Assembly, events: Sequence[Event]) -> tuple[Finding, ...]:
    """Find what a careful editor would ask about.

    Args:
        report: The report.
        assembly: Its attributions and sources.
        events: Its events.

    Returns:
        In the order of the text; at one place in the order of the kinds.
    """
    case = _Case(report=report, assembly=assembly, events=events)
    found = [finding for look in _LOOKS for finding in look(case)]
    return tuple(sorted(found, key=lambda finding: finding.spans[0]))


def _finding(kind: FindingKind, spans: Sequence[Span], note: str, attributions: Sequence[Attribution] = ()) -> Finding:
    return Finding(
        kind=kind,
        spans=tuple(spans),
        attributions=tuple(one.id for one in attributions),
        note=note,
        rule=RULES[kind],
    )


def _unnamed(case: _Case) -> Iterator[tuple[Source, list[Attribution]]]:
    """List the sources that an editor would want named, with what they say."""
    for source in case.assembly.sources:
        said = [one for one in case.said_by(source) if not case.is_in_headline(one)]
        if not said or source.is_unresolved or source.kind not in {"person", "group"} or source.naming == "named":
            continue
        if source.naming != "withheld" and (case.names_somebody(said[0]) or _goes_back(source.name)):
            continue
        if source.naming in {"withheld", "bare"} or _INSIDERS.search(case.shown(said[0].source_spans)):
            yield source, said


def _goes_back(name: str) -> bool:
    """Tell "the source", which is one told of before, from "a source"."""
    return bool(
        re.fullmatch(
            r"the (?:same )?(?:source|official|aide|adviser|diplomat)|.+ and (?:his|her|their) .+", name, re.IGNORECASE
        )
    )


def _unnamed_sources(case: _Case) -> Iterator[Finding]:
    for source, said in _unnamed(case):
        places = said[0].source_spans
        alone = [one for one in said if not _is_told_elsewhere(case, one)]
        if alone:
            note = f"Who else can confirm {_quoted(source.name)}? No named source or document was found."
            yield _finding("unnamed-only", alone[0].source_spans, note, alone)
        told = " ".join(case.shown(one.anonymity_spans) for one in said)
        if not _REASON.search(told):
            note = f"Why no name for {_quoted(source.name)}? No reason was found in the report."
            yield _finding("anonymity-without-reason", places, note, said)
        if source.naming == "bare" or re.fullmatch(
            r"(?:an? )?(?:anonymous|unnamed) sources?", source.name, re.IGNORECASE
        ):
            note = f"What can be told of {_quoted(source.name)}: place, side, how it came to know?"
            yield _finding("bare-source", places, note, said)


def _is_told_elsewhere(case: _Case, one: Attribution) -> bool:
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


def _plural_for_one(case: _Case) -> Iterator[Finding]:
    """Find "sources" that are "the source" later."""
    for source, said in _unnamed(case):
        match = re.search(r"\b(source|official|aide|adviser|diplomat)s\b", source.name, re.IGNORECASE)
        if not match:
            continue
        single = re.compile(rf"\bthe (?:same )?{match.group(1)}\b(?! of| for)", re.IGNORECASE)
        later = single.search(case.text, said[0].cue_spans[0].end)
        named_before = re.search(rf"\b(?:an?|one|another) (?:\w+ ){{0,2}}{match.group(1)}\b", case.text, re.IGNORECASE)
        if later and not named_before:
            note = f"Were there several? Later the report writes of {_quoted(later.group())}."
            spans = (*said[0].source_spans, Span(later.start(), later.end()))
            yield _finding("plural-for-one", sorted(spans), note, said)


def _second_hand(case: _Case) -> Iterator[Finding]:
    for outlet, places, about in passed_by_outlets(case.report, case.assembly):
        note = f"By way of {outlet}: has this been confirmed with whoever said it?"
        yield _finding("second-hand", places, note, about)


def _documents(case: _Case) -> Iterator[Finding]:
    for source in case.assembly.sources:
        said = case.said_by(source)
        if not said or source.kind != "document" or source.naming == "named" or source.is_unresolved:
            continue
        if _is_told_before(case, source, said[0]):
            continue
        start, end = sentence_around(case.assembly.known.words, _first_word(case, said[0]))
        words = case.assembly.known.words
        if "http" not in case.text[words.starts[start] : words.ends[end - 1]]:
            note = f"Which one is {_quoted(source.name)}? No title, issuer or link was found."
            yield _finding("unlinked-document", said[0].source_spans, note, said)


def _is_told_before(case: _Case, source: Source, one: Attribution) -> bool:
    """Tell whether a document is one that the report tells of elsewhere: "the letter", or "a new poll" named later."""
    shown = case.shown(one.source_spans)
    noun = shown.split()[-1].casefold().rstrip("s") if shown else ""
    named = (other for other in case.assembly.sources if other.kind == "document" and other.naming == "named")
    if case.is_in_headline(one) or any(noun and noun in other.name.casefold() for other in named):
        return True
    if re.search(r"\b(?:by|from) (?:his|her|its|their) (?:\w+ )?\w+$", shown, re.IGNORECASE):
        return True  # "a statement from his office": whose it is, is told.
    back = re.match(r"(?:the|this|that|these|those|its|his|her|their|both)\b|\w+[’']s\b|.+ and ", shown, re.IGNORECASE)
    return bool(back) and len(source.name.split()) <= _SHORT


def _first_word(case: _Case, one: Attribution) -> int:
    place = (one.source_spans or one.cue_spans)[0]
    return case.assembly.known.words.covering(place.start, place.end)[0]


def _no_source(case: _Case) -> Iterator[Finding]:
    words = case.assembly.known.words
    sourced = [one for one in case.assembly.attributions if one.source]
    for match in _HEARSAY.finditer(case.text):
        span = Span(match.start(), match.start() + len(match.group().rstrip()))
        start, end = sentence_around(words, words.covering(span.start, span.end)[0])
        sentence = Span(words.starts[start], words.ends[end - 1])
        behind = any(_overlap(span, each) for one in sourced for each in one.content_spans)
        # "The prosecutor alleged that", but "the alleged bribe".
        if match.group().lower() == "alleged " and not re.search(
            r"\b(?:the|an)\s$", case.text[: span.start], re.IGNORECASE
        ):
            behind = behind or any(each.end + 1 == span.start for one in sourced for each in one.source_spans)
        if (
            behind
            or _in_headline(case, span)
            or re.match(r"\s+(?:\w+ ){0,6}by\b", case.text[match.end() : sentence.end])
        ):
            continue
        own = [one for one in case.assembly.attributions if any(_overlap(span, cue) for cue in one.cue_spans)]
        note = f"Who says so? Nobody was found behind {_quoted(case.shown((span,)))}."
        yield _finding("no-source", (span,), note, own)


def _denied(case: _Case) -> Iterator[Finding]:
    note = "Somebody in the report denies this: do both accounts stand side by side?"
    told: list[Span] = []
    for one in case.assembly.attributions:
        begins = case.shown(one.content_spans)[:_BEGINNING]
        denies = one.stance == "denies" and _DENIES.search(f"{case.shown(one.cue_spans)} {begins}")
        if (denies and not _WITHHOLDS.search(begins)) or (one.source and _DISPUTES.search(begins)):
            told += one.cue_spans
            yield _finding("denied", sorted((*one.cue_spans, *one.content_spans[:1])), note, [one])
            told += one.content_spans
    for match in _FALSE.finditer(case.text):
        span = Span(match.start(), match.end())
        if not any(_overlap(span, each) for each in told):
            yield _finding("denied", (span,), "This is called false here: who says so, and is the other side told?")


def _scare_quotes(case: _Case) -> Iterator[Finding]:
    covered = [span for one in case.assembly.attributions for span in (*one.content_spans, *one.source_spans)]
    for match in _MARKED.finditer(case.text):
        span = Span(match.start(), match.end())
        inside = next(filter(None, match.groups())).strip(" ,.")
        scared = _is_scared(case, span, inside) and not any(_overlap(span, each) for each in covered)
        if scared and not _are_quoted(case, span, inside):
            note = f"Whose words are {match.group()}? If nobody's, why the marks?"
            yield _finding("scare-quotes", (span,), note)


def _is_scared(case: _Case, span: Span, inside: str) -> bool:
    """Tell a few ordinary words in marks from titles, nicknames, pronouns, and terms that are being explained."""
    words = inside.split()
    before = case.text[max(0, span.start - 60) : span.start]
    if not 0 < len(words) <= _MOST_SCARED or "<" in before or _WELL_TAKEN.search(before):
        return False
    titled = len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper()
    nickname = re.search(r"[A-Z]\w* $", before) and inside[0].isupper() and re.match(r" [A-Z]", case.text[span.end :])
    small = len(words) == 1 and (words[0].lower() in _SMALL or any(map(str.isdigit, words[0])))
    return not small and (_in_headline(case, span) or not (titled or nickname))


def _are_quoted(case: _Case, span: Span, inside: str) -> bool:
    """Tell words in marks that somebody is quoted for elsewhere in the report, or right there."""
    if any(inside.casefold() in case.shown(one.content_spans).casefold() for one in case.assembly.attributions):
        return True
    words = case.assembly.known.words
    start, end = sentence_around(words, words.covering(span.start, span.end)[0])
    sentence = Span(words.starts[start], words.ends[end - 1])
    said = (one for one in case.assembly.attributions if one.source)
    return any(_overlap(sentence, cue) for one in said for cue in one.cue_spans) and not _in_headline(case, span)


def _in_headline(case: _Case, span: Span) -> bool:
    return span.end <= case.report.headline_end


def _no_response(case: _Case) -> Iterator[Finding]:
    if _ANSWERED.search(case.text):
        return
    speaking = {one.source for one in case.assembly.attributions}
    # Who speaks for a body speaks for it: "a spokeswoman for Northarm Water said".
    speaking |= {source.affiliation for source in case.assembly.sources if source.id in speaking}
    named = {source.id: source for source in case.assembly.sources if source.naming == "named"}
    seen: set[str | None] = set()
    for event in case.events:
        accused = event.recipient
        if event.type != "ACCUSE" or accused is None or event.told_as not in {"past", "present"}:
            continue
        known = accused.source in named or case.names_in(accused.spans)
        heard = accused.source is not None and accused.source in speaking
        if not known or heard or accused.name in seen or not _ACCUSING.match(event.spans[0].of(case.text)):
            continue
        seen.add(accused.name)
        note = f"Were {accused.name} asked? whence found no word of theirs on what they are accused of."
        about = [one for one in case.assembly.attributions if one.id == event.attribution]
        yield _finding("no-response", sorted((*event.spans, *accused.spans)), note, about)


def _roles(case: _Case) -> Iterator[Finding]:
    for source in case.assembly.sources:
        if source.kind != "person" or source.naming != "named":
            continue
        for role in source.role_spans:
            told = contradiction(source.name, case.shown((role,)), source.country, case.report.published)
            if told:
                yield _finding("role-contradicted", (role,), told, case.said_by(source))


def _places(case: _Case) -> Iterator[Finding]:
    for spans, note in contrary_places(case.assembly):
        yield _finding("disagreement", spans, note)


def _headline(case: _Case) -> Iterator[Finding]:
    if case.report.headline:
        for kind, spans, note, about in headline_gaps(case.report, case.assembly):
            yield _finding(kind, spans, note, about)


_LOOKS: tuple[Callable[[_Case], Iterator[Finding]], ...] = (
    _unnamed_sources,
    _plural_for_one,
    _second_hand,
    _documents,
    _no_source,
    _headline,
    _places,
    _roles,
    _scare_quotes,
    _denied,
    _no_response,
)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _quoted(name: str) -> str:
    return f"“{name}”"
