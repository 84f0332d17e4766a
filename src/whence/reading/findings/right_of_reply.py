"""Findings on the right of reply: persons, bodies and states that are accused and not heard."""

import re
from collections.abc import Iterator
from typing import get_args

from whence.language.deeds import SILENCE
from whence.language.english import GENERAL_BODIES
from whence.language.gazetteer import country_in
from whence.language.words import sentence_around
from whence.reading.findings.accusations import Accusation, accusations
from whence.reading.findings.case import Case, finding
from whence.reading.findings.span_index import apart
from whence.records.ledger import Attribution, Finding, Stance
from whence.records.report import Span

__all__ = ["unanswered"]

# These two search the text in lower case.
_ASKED = re.compile(
    rf"{SILENCE}|\brequest(?:s|ed)? (?:for|to) (?:an? )?(?:comment|interview)|could not (?:immediately )?be reached|"
    r"\bno comment\b|\bunavailable for comment|\breached for comment|\bsought comment|"
    r"\bnot return\w* (?:\w+ ){0,2}(?:calls?|e-?mails?|messages?)"
)
_TRIED = re.compile(
    r"\b(?:charged with|convicted|sentenced|pleaded|pled|arrested|indicted|acquitted|on trial|jailed|in custody|"
    # Nor do the dead answer, and of suspects it is the police's to say.
    r"suspects?|suspected (?:of|killer|gunman|shooter)|died|dead|self-inflicted|(?:killed|shot) (?:him|her)self)\b"
)
# Who speaks for somebody: "Haddad's lawyer", "a spokeswoman for Haddad", "the Haddad campaign".
_SPEAKS_FOR = re.compile(
    r"\b(?:spokes\w+|lawyers?|attorneys?|counsel|solicitors?|representatives?|managers?|campaign|camp|team|office|"
    r"officials?|aides?|advisers?|advisors?|surrogates?|secretary|chief|director|head|chair\w*|president|minister|"
    r"ministry|government|administration|ambassador|embassy|agent|publicist|executives?|statement|family)\b"
)
# What the accused says right after the accusation: "The company denies this." Searched in lower case.
_DENIES_NEXT = re.compile(
    rf"\s*(?:it|they|he|she|the (?:{'|'.join(sorted(GENERAL_BODIES))}))(?: (?:has|have|had|also|\w+ly)){{0,3}}"
    r" (?:den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:es?|ed))\b"
)
# Who only asks for something, wants or believes it does not answer.
_SPEAKING = frozenset(get_args(Stance)) - {"asks", "wants", "knows", "believes"}


def unanswered(case: Case) -> Iterator[Finding]:
    """Find whom the report has somebody accuse of wrongdoing, and neither quotes nor says it asked."""
    found: dict[str, list[Accusation]] = {}
    for one in accusations(case):
        found.setdefault(_key(one.accused), []).append(one)
    heard = _Heard(case)
    asked, tried = list(_silences(case)), _trials(case)
    for key, some in found.items():
        is_asked = any(told is None or key in told for told in asked)
        if heard.has(key, some) or is_asked or key in tried or any(_is_denied(case, one) for one in some):
            continue
        note = f"Did the reporter ask {some[0].accused} for a response? None was found in the report."
        spans = apart(span for one in some for span in one.spans)
        said_in = {one.said_in.id: one.said_in for one in some if one.said_in}
        yield finding("no-response", spans, note, list(said_in.values()))


def _is_denied(case: Case, one: Accusation) -> bool:
    """Check whether the sentence after an accusation denies it for the accused: "The firm denies this."."""
    return _DENIES_NEXT.match(case.lowered_text, case.sentence_of(one.spans[0]).end) is not None


def _silences(case: Case) -> Iterator[str | None]:
    """List silences that may be those of an accused, once for all: the words up to each.

    Whoever else is named before a silence kept it; where nobody is, it is anybody's, and no words are told.
    """
    document = case.assembly.document
    for match in _ASKED.finditer(case.lowered_text):
        at = document.words.covering(*match.span())[0]
        start, _ = sentence_around(document.words, at)
        others = any(name.kind != "place" for name in document.names_in((start, at)))
        yield case.lowered_text[document.words.starts[start] : match.end()] if others else None


def _trials(case: Case) -> str:
    """Collect the sentences that tell of a charge or trial, and so of a court, or of a death: one a line."""
    tried = (Span(*match.span()) for match in _TRIED.finditer(case.lowered_text))
    sentences = dict.fromkeys(case.sentence_of(span) for span in tried)
    return "\n".join(span.of(case.lowered_text) for span in sentences)


class _Heard:
    """Who speaks in the report, for themselves or for others."""

    def __init__(self, case: Case) -> None:
        said = [one for one in case.sourced if _is_heard(case, one)]
        sources = {one.source: case.sources[one.source] for one in said if one.source}
        self._ids = {each for one in sources.values() for each in (one.id, one.affiliation, *one.members) if each}
        self._countries = {one.country for one in sources.values()} - {None}
        self._persons = {
            _key(name) for one in sources.values() if one.kind == "person" for name in (one.name, *one.aliases)
        }
        told = [case.shown(one.source_spans) for one in said]
        told += [" ".join((one.name, *(span.of(case.text) for span in one.role_spans))) for one in sources.values()]
        bodies = [name for one in sources.values() if one.kind != "person" for name in (one.name, *one.aliases)]
        self._speaking = [text.casefold() for text in told if _SPEAKS_FOR.search(text.casefold())]
        self._bodies = [name.casefold() for name in bodies]

    def has(self, key: str, some: list[Accusation]) -> bool:
        """Check whether the accused, or somebody for them, is cited anywhere in the report."""
        names = {one.accused.casefold() for one in some}
        return (
            any(one.source in self._ids for one in some)
            or key in self._persons
            or any(key in text for text in self._speaking)
            or any(name in text for name in names for text in self._bodies)
            or country_in([some[0].accused]) in self._countries
        )


def _is_heard(case: Case, one: Attribution) -> bool:
    """Check whether the report itself, or an outlet or document that it cites, has a source say something."""
    around = case.around(one)
    outer = case.sources.get(around.source or "") if around else None
    is_own = around is None or (outer is not None and outer.kind in {"organisation", "document"})
    return is_own and one.stance in _SPEAKING and not case.is_in_headline(one)


def _key(name: str) -> str:
    """Return the last capitalised word of a name, in lower case: a person's surname, or a government's country."""
    words = re.findall(r"[^\W_]+", re.sub(r"[’']s\b", "", name))
    return next((word for word in reversed(words) if word[0].isupper()), name).casefold()
