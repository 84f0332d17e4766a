"""Findings on the right of reply: persons, bodies and states that are accused and not heard."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whence.language.gazetteer import country_in
from whence.reading.findings.case import Case, finding, in_headline
from whence.reading.model.decode import Name
from whence.records.ledger import Attribution, Finding, Party
from whence.records.report import Span
from whence.records.sure import SURE_EVENT

__all__ = ["unanswered"]

_ANSWERED = re.compile(
    r"(?:did|does|do|has|have|had|would|was|were) not (?:\w+ )?(?:respond|repl|return|answer|comment)|"
    r"\bdeclin\w+ to comment|request(?:s|ed)? (?:for|to) comment|could not be reached|no comment|"
    r"n['’]t (?:respond|comment|reply)"
)
# Whoever is charged with a crime has a court to answer in: no word for that is among them.
_ACCUSING = re.compile(r"^(?:accus|alleg|sued$|sues$|suing$|blam|denounc)", re.IGNORECASE)
# With whom and of what: "accused Mayor Haddad of fraud", "blamed the Norwegian government for the flood"; and not
# "was accused", which tells of nobody who accuses.
_ACCUSES = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbe )(?<!\bbeing )(?<!\bnot )(?<!\bnever )"
    r"\b(accus(?:es?|ed|ing)|(?:blam|denounc)(?:es?|ed)) ((?:[\w.’'-]+,? ){1,7}?)(?:of|for|as)\b"
)
# After a name: "Haddad is a serial liar", "Haddad, a crook", "called Haddad a fraud", "Haddad lied".
_CALLED = re.compile(
    r"(?:,| is| was|[’']s| has been| as)?(?: (?:nothing but|no more than))? an? (?:[\w-]+ ){0,2}?"
    r"(?:liar|fraud(?:ster)?|crook|cheat|thief|criminal|racist|bigot|misogynist|sexist|predator|rapist|murderer|killer|"
    r"traitor|terrorist|con (?:man|artist)|swindler|hypocrite|coward|bully|war criminal|dictator|tyrant|puppet)\b"
    r"(?! \w)"
    r"| (?:is|was) (?:a )?(?:corrupt|lying|guilty of|unfit)\b"
    r"| (?:lied|cheated|stole|defrauded|swindled|bribed|embezzled|falsified|covered up|broke the law|mishandled|"
    r"plundered|looted|tampered with|incited)\b"
    r"| (?:is|was|were|are) (?:to blame|responsible|behind) (?:for )?(?:the|this|these|all|it|his|her|their)\b"
)
# "He blamed it on the policies of Mr. Haddad" criticises, but accuses nobody of wrongdoing.
_OWNED = re.compile(r"\b(?:polic(?:y|ies)|record|economy|plans?) of (?:[A-Z]\w+\.? )?$")
_LONGEST_LEAD = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class _Accusation:
    """Words of a report that accuse somebody whom it names."""

    accused: str
    spans: tuple[Span, ...]
    """Of what accuses, and of the accused."""
    source: str | None
    """The accused as a source of the report."""
    said_in: Attribution | None


def unanswered(case: Case) -> Iterator[Finding]:
    """Find whom the report has somebody accuse of wrongdoing, and neither quotes nor says it asked."""
    if _ANSWERED.search(case.lowered_text):
        return
    heard = _Heard(case)
    seen: set[str] = set()
    for one in (*_coded(case), *_told(case), *_called(case)):
        key = _last(one.accused)
        if key in seen or heard.has(one):
            continue
        seen.add(key)
        note = f"Did the reporter ask {one.accused} for a response? None was found in the report."
        yield finding("no-response", sorted(one.spans), note, [one.said_in] if one.said_in else [])


def _coded(case: Case) -> Iterator[_Accusation]:
    """List the sure events in which somebody named is accused."""
    attributions = {one.id: one for one in case.assembly.attributions}
    for event in case.events:
        accused = event.recipient
        is_told = event.told_as in {"past", "present"} and event.actor is not None
        if event.type != "ACCUSE" or not is_told or event.confidence < SURE_EVENT:
            continue
        if accused and _ACCUSING.match(event.spans[0].of(case.text)) and _is_accused(case, accused):
            yield _Accusation(
                accused=accused.name,
                spans=(*event.spans, *accused.spans),
                source=accused.source,
                said_in=attributions.get(event.attribution or ""),
            )


def _is_accused(case: Case, accused: Party) -> bool:
    """Check whether a party is named, and not only the owner of what is criticised."""
    leads = (case.text[max(0, each.start - _LONGEST_LEAD) : each.start] for each in accused.spans)
    return case.are_named(accused.spans) and not any(map(_OWNED.search, leads))


def _told(case: Case) -> Iterator[_Accusation]:
    """List who accuses somebody named, in so many words: "accused Haddad of"."""
    for match in _ACCUSES.finditer(case.text):
        cue, span = Span(*match.span(1)), Span(match.start(2), match.end(2) - 1)
        name = next(reversed(_names(case, span)), None)
        is_named = name is not None or country_in([match[2]]) is not None
        if is_named and not in_headline(case, cue) and not _OWNED.search(case.text[: span.end][-_LONGEST_LEAD:]):
            accused = case.assembly.document.shown((name.start, name.end)) if name else case.shown((span,))
            yield _accusation(case, accused, (cue, span), next(iter(case.cues.over(cue)), None))


def _called(case: Case) -> Iterator[_Accusation]:
    """List what sources say against somebody named: "Haddad is a liar"."""
    document = case.assembly.document
    for one in case.sourced:
        for name in (name for content in one.content_spans for name in _names(case, content)):
            span = Span(document.words.starts[name.start], document.words.ends[name.end - 1])
            called = _CALLED.match(case.text, span.end)
            if called and name.kind != "place":
                told = Span(span.end + 1, called.end())
                yield _accusation(case, document.shown((name.start, name.end)), (span, told), one)


def _names(case: Case, span: Span) -> list[Name]:
    document = case.assembly.document
    return list(document.names_in(document.words.covering(span.start, span.end)))


def _accusation(case: Case, accused: str, spans: tuple[Span, ...], said_in: Attribution | None) -> _Accusation:
    source = next((one.id for one in case.assembly.sources if accused in (one.name, *one.aliases)), None)
    return _Accusation(accused=accused, spans=spans, source=source, said_in=said_in)


class _Heard:
    """Who speaks in the report, by name and country: "Haddad's lawyer" and "a spokeswoman for Haddad" speak for him."""

    def __init__(self, case: Case) -> None:
        speaking = [source for source in case.assembly.sources if case.said_by(source)]
        self._ids = {one for source in speaking for one in (source.id, source.affiliation) if one}
        self._countries = {source.country for source in speaking} - {None}
        told = " ".join(
            " ".join((source.name, *source.aliases, *(span.of(case.text) for span in source.role_spans)))
            for source in speaking
        )
        shown = " ".join(case.shown(one.source_spans) for one in case.assembly.attributions)
        bodies = " ".join(case.sources[one].name for one in self._ids)
        self._words = {word.casefold() for word in re.findall(r"[^\W_]+", f"{told} {shown} {bodies}")}

    def has(self, one: _Accusation) -> bool:
        """Check whether the accused, or somebody for them, is cited anywhere in the report."""
        country = country_in([one.accused])
        is_heard = one.source in self._ids or country in self._countries
        return is_heard or _last(one.accused) in self._words


def _last(name: str) -> str:
    """Return the last capitalised word of a name: a person's surname, or whose government it is."""
    words = re.findall(r"[^\W_]+", re.sub(r"[’']s\b", "", name))
    return next((word for word in reversed(words) if word[0].isupper()), name).casefold()
