"""Findings on unnamed sources."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whence.language.english import words_that_count
from whence.language.gazetteer import country_in
from whence.reading.attributions.stance import is_listed
from whence.reading.findings.case import Case, finding, quoted
from whence.records.ledger import Attribution, Finding, Source
from whence.records.report import Span

__all__ = ["Vouched", "plural_for_one", "unnamed_sources"]

# People who speak from inside knowledge, so that an editor would want the name.
_INSIDERS = re.compile(
    r"\b(?:officials?|aides?|advis[eo]rs?|sources?|insiders?|operatives?|strategists?|diplomats?|envoys?|confidants?|"
    # Any number of employees is a crowd.
    r"executive|staffer|(?:former|current|senior|veteran|longtime|one|another) (?:[\w-]+ ){0,2}?employee|"
    r"(?:two|three|four|five|several|multiple|senior|top|former|current) "
    r"(?:[\w-]+ ){0,2}?(?:employees|executives|staffers)|"
    r"(?:person|people|individuals?) (?:familiar|close|with (?:direct )?knowledge|briefed|involved)|attendees?|"
    r"(?:person|individual) who|people who (?:(?:have|had|are|were|was|is|\w+ly) )*(?:kn[eo]w|seen|saw|briefed|attend|"
    r"work|spoke|speak|ask|declin|involved|present|there)\w*|"
    r"(?:senior|former|retired|intelligence|administration|campaign|military|police|security|defen[cs]e) "
    r"(?:\w+ )?(?:officers?|agents?|members?|lawyers?|ministers?|lawmakers?|figures?|commanders?))\b",
    re.IGNORECASE,
)
# "Police officials" and "officials at the school" speak for a body that the public knows, on the record.
_FOR_A_BODY = re.compile(
    r"(?:(?P<whose>.+?) )??(?:officials?|authorities|officers|investigators|executives)"
    r"(?: (?:at|from|in|of|with|for) (?P<where>.+))?",
    re.IGNORECASE,
)
# "Aides", "Republican strategists", "diplomats": a class, as long as nobody is counted, hidden or said to know.
_CLASS = re.compile(
    r"(?:(?!some\b|several\b|many\b|senior\b|top\b|former\b|current\b|two\b|three\b|four\b|other\b)[\w.’'-]+ ){0,3}"
    r"(?:diplomats|strategists|aides|advis[eo]rs|operatives)",
    re.IGNORECASE,
)
# "Northarm's chief executive", "the European Union's special envoy": who holds the one such office of a named body.
_OFFICE = (
    r"(?:(?!former\b|senior\b|deputy\b)[a-z-]+ )??"
    r"(?:chief executive|chief [a-z]+ officer|national security advis[eo]r|envoy)"
)
_OF_ONE_OFFICE = re.compile(
    rf"(?:[Tt]he )?[A-Z][^,]*[’']s? {_OFFICE}(?: (?:to|for|in) [^,]*)?|"
    rf"[Tt]he {_OFFICE} (?:of|at|for) (?:the )?[A-Z][^,]*"
)
# Those who do not speak for their body, and states, whose officials seldom let themselves be named.
_INSIDE = re.compile(
    r"\b(?:senior|junior|top|high[- ](?:level|ranking)|ranking|former|ex|retired|current|elected|other|some|several|"
    r"many|two|three|four|an?|one|intelligence|military|defen[cs]e|security|administration|government|party|"
    r"white house|pentagon|kremlin|state department|foreign|western|allied|nato|diplomatic)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|so as|in order|lest|citing|not authori[sz]ed|for fear|fear(?:s|ing|ed)?|"
    r"to (?:discuss|speak|describe|avoid|protect|be candid|talk)|out of|retaliat\w*|reprisal\w*|sensitiv\w*|"
    r"as (?:he|she|they) (?:was|were|did)|as (?:the|these|those|such|talks)\b|since|due to|anonymity to (?!be\b)\w+)\b",
    re.IGNORECASE,
)
# "Groups such as the Defence Lawyers": what they are stands before.
_EXAMPLES = re.compile(r",? (?:like|such as|including) ")
# "One source", "a third intelligence source": one of those told of; "another source" may be anybody.
_BY_NOUN = re.compile(
    r"(?:one|two|three|some|(?:the |an? )?(?:first|second|third|fourth)) (?P<what>(?:[\w-]+ ){0,2})sources?|sources",
    re.IGNORECASE,
)
# "The source", "the official familiar with the talks", "the mayor and her aides".
_BACK = re.compile(
    r"the (?:[\w,’'-]+ ){0,3}(?:source|official|aide|adviser|diplomat|employee|executive|staffer|officer)"
    r"(?: (?:with|close|familiar|who)\b.*)?|"
    # Nor is anybody meant by "any senior officials".
    r".+ and (?:his|her|their) .+|(?:any|no) .+|"
    # Nor by those of two kinds, of whom one is known: "police and a hospital official".
    r"(?:police|attendees|media \w+) and .+|(?:\w+ )?media sources",
    re.IGNORECASE,
)
# What was published for a body, and what somebody thinks or hopes, no source has told the reporter.
_PUBLISHED = frozenset({"statement", "news conference"})
_UNSAID = frozenset({"wants", "knows", "believes"})
# Verbs that only say; those that say more stand in the table of cues.
_SAYS = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|tell\w*|told|according|add(?:s|ed)?|call(?:s|ed)?|describ\w+|put|wrote|writ\w+|report\w*|"
    r"confirm\w*|reveal\w*|recall\w*|estimat\w+|disclos\w+)\b"
)
_SAYS_MORE = re.compile(
    r"\b(?:sp(?:eak|oke)\w*|not(?:es|ed|ing)|warn\w*|suggest\w*|argu\w+|insist\w*|predict\w*|acknowledg\w+|conced\w+|"
    r"claim\w*|alleg\w+|assert\w*|contend\w*|complain\w*|accus\w+|stat(?:es|ed|ing)|maintain\w*|den(?:y|ies|ied)|"
    r"identif\w+|indicat\w+|cit(?:es|ed|ing)|expect\w*|believ\w+|explain\w*|admit\w*|quot\w+|ask\w*|know\w*|"
    r"doubt\w*)\b"
)
_REFUSES = re.compile(r"\b(?:declin|refus)\w+")
_SUES = re.compile(
    r"\b(?:lawsuits?|complaints?) (?:filed |brought )?by $|\bplans? to sue\b|^(?:sues|sued|is suing)$", re.MULTILINE
)
"""Whoever sues is named in the suit."""
# Who asks not to be named says nothing yet that another could confirm.
_HIDES = re.compile(
    r"(?:ask|request|declin|refus|wish|want|prefer|insist)\w*(?: on| for)?(?: not)?(?: to)?(?: be| remain| being)? "
    r"?(?:named|identified|anonym\w+|quoted by name|give (?:his|her|their) names?)\b",
    re.IGNORECASE,
)
_BESIDE = 40
# What officials make known, they say for their state.
_MAKES_KNOWN = re.compile(r"^(?:(?:have|has|had|later|also) )*(?:confirm|announc|declar)\w*$", re.IGNORECASE)
_NOTHING_SAID = re.compile(r"(?:an? )?(?:anonymous|unnamed) sources?", re.IGNORECASE)
_SAME_CONTENT = 0.5


def _unnamed(case: Case) -> Iterator[tuple[Source, list[Attribution]]]:
    """List the anonymous sources that an editor would want named, with their attributions."""
    for source in case.assembly.sources:
        if source.is_unresolved or source.kind not in {"person", "group"} or source.naming == "named":
            continue
        said = [one for one in case.said_by(source) if _counts(case, one)]
        is_named_elsewhere = any(_is_suing(case, one) for one in said)
        if not said or is_named_elsewhere:
            continue
        if source.naming != "withheld" and all(_is_untold(case, one) for one in said):
            continue
        if source.naming != "withheld" and (case.names_somebody(said[0]) or _goes_back(source.name)):
            continue
        shown = case.shown(said[0].source_spans)
        head = _EXAMPLES.split(shown, maxsplit=1)[0]
        is_class = source.naming == "described" and _CLASS.fullmatch(shown) is not None
        is_official = is_class or _speaks_for_a_body(shown) or _makes_known(case, shown, said)
        is_official = is_official or _OF_ONE_OFFICE.fullmatch(shown) is not None
        if source.naming in {"withheld", "bare"} or (_INSIDERS.search(head) and not is_official):
            yield source, said


def _counts(case: Case, one: Attribution) -> bool:
    """Check whether an attribution is the report's own, below the headline, and more than a wish for anonymity."""
    told = f"{case.shown(one.cue_spans)} {case.shown(one.content_spans)}"
    return not (case.is_in_headline(one) or _is_somebodys(case, one) or _HIDES.match(told))


def _is_untold(case: Case, one: Attribution) -> bool:
    """Check for what nobody told the reporter: published for all, thought, refused, or done and not said."""
    cue = case.shown(one.cue_spans).lower()
    is_said = one.quotation != "indirect" or is_listed(cue.split()) or _SAYS.search(cue)
    return one.channel in _PUBLISHED or one.stance in _UNSAID or not is_said or _REFUSES.search(cue) is not None


def _is_suing(case: Case, one: Attribution) -> bool:
    """Check for somebody who sues, and so is named in the suit."""
    start = one.source_spans[0].start if one.source_spans else 0
    cue = case.shown(one.cue_spans).lower()
    beside = (case.text[max(0, start - _BESIDE) : start], cue, case.shown(one.content_spans)[:_BESIDE])
    return _SUES.search("\n".join(beside)) is not None


def _speaks_for_a_body(shown: str) -> bool:
    """Check for the officials of a body, told without rank: "officials", "zoo officials"; not those of a state."""
    whose = _whose_officials(shown)
    return whose is not None and country_in([whose]) is None


def _makes_known(case: Case, shown: str, said: Sequence[Attribution]) -> bool:
    """Check for officials, told without rank, who only confirm, announce or declare: on the record."""
    cues = (case.shown(one.cue_spans) for one in said)
    return _whose_officials(shown) is not None and all(map(_MAKES_KNOWN.match, cues))


def _whose_officials(shown: str) -> str | None:
    """Return whose officials speak, if they are told without rank; empty if the words do not say."""
    told = _FOR_A_BODY.fullmatch(shown)
    whose = f"{told['whose'] or ''} {told['where'] or ''}" if told else ""
    return None if told is None or _INSIDE.search(whose) else whose


def _is_somebodys(case: Case, one: Attribution) -> bool:
    """Check whether a person cites the source, not the report: the person can say who it was."""
    around = case.around(one)
    source = case.sources.get(around.source or "") if around else None
    return source is not None and source.kind in {"person", "group"}


def _goes_back(name: str) -> bool:
    """Check whether a name refers back to an earlier source: "the source", not "a source"."""
    return bool(_BACK.fullmatch(name))


def unnamed_sources(case: Case) -> Iterator[Finding]:
    """Find anonymous sources that nobody else confirms, that come without a reason, or that are not described."""
    unnamed = list(_unnamed(case))
    if not unnamed:
        return
    others = Vouched(case)
    asked: list[str] = []
    for source, said in unnamed:
        if not _is_one_of(source.name, asked):
            yield from _on_one(case, source, said, others)
        if source.is_plural:
            asked.append(source.name)
        if source.naming == "bare" or _NOTHING_SAID.fullmatch(source.name):
            note = f"How can {quoted(source.name)} be described: employer, side, how they know?"
            yield finding("bare-source", said[0].source_spans, note, said)


def _on_one(case: Case, source: Source, said: Sequence[Attribution], others: "Vouched") -> Iterator[Finding]:
    """Ask who else confirms a source, and, if the report hides it or has its very words, why it is not named."""
    if source.naming != "withheld" and not any(_is_telling(case, one) for one in said):
        return
    alone = [one for one in said if not others.tell(one)]
    if alone:
        note = f"Who else can confirm {quoted(source.name)}? No named source or document was found."
        yield finding("unnamed-only", alone[0].source_spans, note, alone)
    told = " ".join(case.shown(one.anonymity_spans) for one in said)
    is_felt = bool(told) or any(one.quotation != "indirect" for one in said)
    if is_felt and not _REASON.search(told):
        note = f"Why is {quoted(source.name)} not named? No reason was found in the report."
        yield finding("anonymity-without-reason", said[0].source_spans, note, said)


def _is_telling(case: Case, one: Attribution) -> bool:
    """Check whether a source tells something; what it fears, does not understand or plans, nobody need confirm."""
    cue = case.shown(one.cue_spans)
    return one.quotation != "indirect" or not cue or bool(_SAYS.search(cue) or _SAYS_MORE.search(cue))


def _is_one_of(name: str, asked: Sequence[str]) -> bool:
    """Check for "one source" of a report that has asked about "several sources who have seen the letter" before."""
    told = _BY_NOUN.fullmatch(name)
    what = (told["what"] or "").lower().split() if told else []
    groups = (group.lower().split() for group in asked)
    return told is not None and any("sources" in group and set(what) <= set(group) for group in groups)


def _is_against(one: Attribution) -> bool:
    """Check for a denial: whoever denies a thing in the same words does not confirm it."""
    return one.stance in {"denies", "doubts"} or (one.certainty is not None and one.certainty.polarity == "against")


class Vouched:
    """An index of what named sources and documents say, and do not deny, by the words of the contents."""

    def __init__(self, case: Case) -> None:
        self._case = case
        good = {one.id for one in case.assembly.sources if one.naming == "named" or one.kind == "document"}
        told = (one for one in case.assembly.attributions if one.source in good and not case.is_in_headline(one))
        self._said = [one for one in told if not _is_against(one)]
        self._words = [self._about(one) for one in self._said]
        self._with: dict[str, list[int]] = {}
        for i, words in enumerate(self._words):
            for word in words:
                self._with.setdefault(word, []).append(i)

    def tell(self, one: Attribution) -> bool:
        """Check whether a named source or a document says much the same as an attribution."""
        own = self._about(one)
        rarest = sorted(own, key=lambda word: len(self._with.get(word, ())))
        # If half of the words are shared, one of the rarer half plus one more word must be among them.
        looked_at: set[int] = set()
        for word in rarest[: len(own) // 2 + 1]:
            for i in self._with.get(word, ()):
                if i not in looked_at and self._is_same(one, own, i):
                    return True
                looked_at.add(i)
        return False

    def _is_same(self, one: Attribution, own: frozenset[str], i: int) -> bool:
        other = self._said[i]
        is_apart = other is not one and other.within != one.id and one.within != other.id
        return is_apart and len(own & self._words[i]) >= _SAME_CONTENT * len(own)

    def _about(self, one: Attribution) -> frozenset[str]:
        return words_that_count(self._case.shown(one.content_spans))


def plural_for_one(case: Case) -> Iterator[Finding]:
    """Find "sources" that later become "the source"."""
    singular: dict[str, _Singular] = {}
    for source, said in _unnamed(case):
        match = re.search(r"\b(source|official|aide|adviser|diplomat)s\b", source.name, re.IGNORECASE)
        if not match:
            continue
        noun = match.group(1).lower()
        told = singular.get(noun) or singular.setdefault(noun, _singular(case, noun))
        later = told.first_after((said[0].cue_spans or said[0].content_spans)[0].end)
        if later and not told.is_met:
            note = f"Was there more than one? Later the report says {quoted(later.of(case.text))}."
            spans = (*said[0].source_spans, later)
            yield finding("plural-for-one", sorted(spans), note, said)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Singular:
    """Where a report that mentions several sources writes of a single one: "the source"."""

    spans: Sequence[Span]
    """In the order of the text."""
    is_met: bool
    """Whether the report also writes of "a source"."""

    def first_after(self, at: int) -> Span | None:
        """Find the first span that starts at an offset or after it."""
        i = bisect_left(self.spans, at, key=lambda span: span.start)
        return self.spans[i] if i < len(self.spans) else None


def _singular(case: Case, noun: str) -> _Singular:
    the_same = re.finditer(rf"\bthe (?:same )?{noun}\b(?! of| for)", case.text, re.IGNORECASE)
    a_new = re.search(rf"\b(?:an?|one|another) (?:\w+ ){{0,2}}{noun}\b", case.text, re.IGNORECASE)
    return _Singular(spans=[Span(one.start(), one.end()) for one in the_same], is_met=a_new is not None)
