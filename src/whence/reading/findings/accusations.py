"""Accusations: whom a report has somebody accuse of wrongdoing, by name."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from whence.language.english import base_forms
from whence.language.gazetteer import country_in, read_table
from whence.reading.findings.case import Case, in_headline
from whence.records.ledger import Attribution, Party
from whence.records.report import Span
from whence.records.sure import SURE_EVENT

__all__ = ["Accusation", "accusations"]

# Whoever is charged with a crime has a court to answer in: no word for that is among them.
_ACCUSING = re.compile(r"^(?:accus|alleg|sued$|sues$|suing$|blam)", re.IGNORECASE)
# With whom and of what: "accused Mayor Haddad of fraud", "blamed the Norwegian government for the flood"; and not
# "was accused", which tells of nobody who accuses, nor "accused Haddad of being a Democrat".
_ACCUSES = re.compile(
    r"\b(?=accus|blam)"  # first, as few words begin so
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbe )(?<!\bbeing )(?<!\bnot )(?<!\bnever )"
    r"(accus(?:es?|ed|ing)|blam(?:es?|ed)) ((?:[\w.’'-]+ ){1,6}?)(?:of|for)\b(?! being an? [A-Z])"
)
# After a name: "has repeatedly", "and her aides", ", who".
_BEFORE_VERB = r"(?:,? who)?(?: (?:has|have|had|also|then|again|once|simply|just|\w+ly))*"
# What nobody says, or says now and again, so that there is no one time at which the accused could answer.
_UNSAID = re.compile(r"\b(?:never|often|always|frequently|regularly|all but)(?: (?:has|have|had|also|\w+ly))* $")
# "He blamed it on the policies of Mr. Haddad" criticises, but accuses nobody of wrongdoing.
_OWNED = re.compile(r"\b(?:polic(?:y|ies)|record|economy|plans?) of (?:[A-Z]\w+\.? )?$")
_HARMLESS = re.compile(r" of being an? [A-Z]")
# What stands after "of" in quotation marks is what somebody calls it, and "for introducing" is criticism, unless the
# words name a wrong: "of “bullying”", "for covering up the leak".
_CALLED_SO = re.compile(r" ?[“\"‘']|(?<=\bfor) \w+ing\b")
_OF_WHAT = re.compile(r" (?:of|for)\b")
_LONGEST_WRONG = 60
_LONGEST_LEAD = 30
# Whom an inquiry asks about: "investigators ask if its founder Ivo Brandt engaged in".
_WHETHER = re.compile(r"\b(?:whether|if) (?:[^.\n“”\"]{0,60} )?$")
_DID_WRONG = re.compile(
    r"(?: \w+){0,2}? (?:engaged in|committed|violated|misled|broke|lied|defrauded|covered up|abused|bribed|"
    r"(?:is|was|were) guilty|colluded|conspired|cheated|mishandled|misused|concealed)\b"
)
_INQUIRES = re.compile(
    r"\b(?:investigat|look(?:ing|ed|s)? into|prob(?:es?|ed|ing)\b|examin|question|inquir)", re.IGNORECASE
)
_LONGEST_QUESTION = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Accusation:
    """Words of a report that accuse somebody whom it names."""

    accused: str
    spans: tuple[Span, ...]
    """Of what accuses, and of the accused."""
    source: str | None
    """The accused as a source of the report."""
    said_in: Attribution | None


def accusations(case: Case) -> Iterator[Accusation]:
    """List the accusations of a report: sure events first, then words that accuse, and words that nobody wants said."""
    for search in (_coded, _told, _called, _suspected):
        yield from search(case)


def _coded(case: Case) -> Iterator[Accusation]:
    """List the sure events in which somebody named is accused."""
    attributions = {one.id: one for one in case.assembly.attributions}
    for event in case.events:
        accused = event.recipient
        is_told = event.told_as in {"past", "present"} and event.actor is not None
        if event.type != "ACCUSE" or not is_told or event.confidence < SURE_EVENT:
            continue
        is_said = _ACCUSING.match(event.spans[0].of(case.text)) and not _is_unsaid(case, event.spans[0])
        if accused and is_said and _is_accused(case, accused):
            yield Accusation(
                accused=accused.name,
                spans=(*event.spans, *accused.spans),
                source=accused.source,
                said_in=attributions.get(event.attribution or ""),
            )


def _is_unsaid(case: Case, cue: Span) -> bool:
    return _UNSAID.search(case.lowered_text, max(0, cue.start - _LONGEST_LEAD), cue.start) is not None


def _is_accused(case: Case, accused: Party) -> bool:
    """Check whether a party is named, and not only the owner of what is criticised."""
    leads = (case.text[max(0, each.start - _LONGEST_LEAD) : each.start] for each in accused.spans)
    end = accused.spans[-1].end
    of_what = _OF_WHAT.match(case.text, end)
    is_harmless = _HARMLESS.match(case.text, end) or (of_what and not _is_wrong(case.text, of_what.end()))
    return case.are_named(accused.spans) and not is_harmless and not any(map(_OWNED.search, leads))


def _told(case: Case) -> Iterator[Accusation]:
    """List who accuses somebody named, in so many words: "accused Haddad of"."""
    for match in _ACCUSES.finditer(case.text):
        cue, span = Span(*match.span(1)), Span(match.start(2), match.end(2) - 1)
        accused = _accused_in(case, span) if _is_wrong(case.text, match.end()) else None
        is_told = not in_headline(case, cue) and not _is_unsaid(case, cue)
        if accused and is_told and not _OWNED.search(case.text[: accused.end][-_LONGEST_LEAD:]):
            yield _accusation(case, accused, cue, next(iter(case.cues.over(cue)), None))


def _is_wrong(text: str, end: int) -> bool:
    """Check whether what somebody is accused of or blamed for is a wrong, where that must be shown."""
    if not _CALLED_SO.match(text, end):
        return True
    words = re.findall(r"[\w-]+", text[end : end + _LONGEST_WRONG].partition(".")[0].lower())
    named = {row["word"] for row in read_table("wrongdoing.tsv")}
    pairs = {f"{one} {other}" for one, other in pairwise(words)}
    return any(base in named for word in words for base in (word, *base_forms(word))) or not pairs.isdisjoint(named)


def _accused_in(case: Case, span: Span) -> Span | None:
    """Find who is named in the words after "accused": the last person or body, else a country's government."""
    words = case.assembly.document.words
    first, end = words.covering(span.start, span.end)
    # What looks like a place may be a body: "accused Tidewater Mills of".
    named = [
        name
        for name in case.assembly.document.names_in((first, end))
        if name.kind != "place" or (name.end == end and name.start - first <= 1)
    ]
    if named:
        return Span(words.starts[named[-1].start], words.ends[named[-1].end - 1])
    return span if country_in([span.of(case.text)]) else None


def _called(case: Case) -> Iterator[Accusation]:
    """List what is said against somebody named: "Haddad is a liar", "Haddad covered up the leak"."""
    words = case.assembly.document.words
    for name in case.assembly.document.names:
        span = Span(words.starts[name.start], words.ends[name.end - 1])
        end = next((end for find in _CALLS if (end := find(case.text, span.end))), None)
        if end and name.kind != "place" and not in_headline(case, span):
            yield _accusation(case, span, Span(span.end + 1, end), case.assembly.around(name.start))


def _suspected(case: Case) -> Iterator[Accusation]:
    """List whom an inquiry is about."""
    words = case.assembly.document.words
    for name in case.assembly.document.names:
        span = Span(words.starts[name.start], words.ends[name.end - 1])
        done = _asked_of(case, span) if name.kind != "place" and not in_headline(case, span) else None
        if done:
            yield _accusation(case, span, Span(span.end + 1, done.end()), case.assembly.around(name.start))


def _asked_of(case: Case, span: Span) -> re.Match[str] | None:
    """Find what an inquiry asks whether somebody named did."""
    done = _DID_WRONG.match(case.text, span.end)
    if done is None or not _WHETHER.search(case.text[max(0, span.start - _LONGEST_QUESTION) : span.start]):
        return None
    return done if _INQUIRES.search(case.sentence_of(span).of(case.text)) else None


@cache
def _words_of(part: str) -> str:
    return "|".join(row["word"] for row in read_table("wrongdoing.tsv") if row["part"] == part)


@cache
def _verbs() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("wrongdoing.tsv") if row["part"] == "verb")


@cache
def _is_called() -> re.Pattern[str]:
    """Match what stands after a name that is called something: "is a serial liar", ", a crook,", "is corrupt"."""
    return re.compile(
        r"(?:,| is| was|[’']s| has been| as)?(?: (?:nothing but|no more than))? an? (?:[\w-]+ ){0,2}?"
        rf"(?:{_words_of('noun')})\b(?! \w)"
        rf"| (?:is|was) (?:{_words_of('adjective')})\b"
        r"| (?:is|was|has been) lying(?= (?:to|about|again)\b|[.,;!?”\"])"
    )


@cache
def _owns() -> re.Pattern[str]:
    """Match what stands after a name that a deed belongs to: "’s endless lies about"."""
    return re.compile(
        rf"[’']s? (?:[\w-]+ (?:and )?){{0,3}}?(?:{_words_of('deed')})s?\b"
        r"(?=[.,;:!?”\"]| (?:of|in|by|and|against|to|about|has|is|was|were|are)\b|$)"
    )


_DOES = re.compile(rf"{_BEFORE_VERB}(?P<being> (?:is|are|was|were|been))? (?P<verb>\w+)(?: up)?\b(?! the show\b)")


def _does(text: str, end: int) -> int | None:
    """Find the end of what somebody named did, such as "has repeatedly lied"; nothing was done to them."""
    match = _DOES.match(text, end)
    if not match:
        return None
    verb = match["verb"].lower()
    is_done = verb.endswith("ing") if match["being"] else not verb.endswith("ing")
    bare = text[match.start("verb") : match.end()].lower()
    known = _verbs()
    is_known = bare in known or any(base in known for base in base_forms(verb))
    return match.end() if is_done and is_known else None


def _called_end(text: str, end: int) -> int | None:
    match = _is_called().match(text, end)
    return match.end() if match else None


def _owned_end(text: str, end: int) -> int | None:
    match = _owns().match(text, end)
    return match.end() if match else None


_CALLS: tuple[Callable[[str, int], int | None], ...] = (_called_end, _does, _owned_end)


def _accusation(case: Case, accused: Span, told: Span, said_in: Attribution | None) -> Accusation:
    name = case.shown((accused,))
    source = next((one.id for one in case.assembly.sources if name in (one.name, *one.aliases)), None)
    return Accusation(accused=name, spans=(accused, told), source=source, said_in=said_in)
