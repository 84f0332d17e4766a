"""Mentions: the places in a report where a claim is made, taken from the report's ledger.

A claim is made by the content of an attribution, and by a statement in the page's own voice that tells an event.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from whence.language.english import AUXILIARIES, FIRST_PERSON, FIRST_SINGULAR, POSSESSIVES, SAYING, THIRD_PERSON
from whence.language.idf import idf_of, term_of
from whence.language.words import Shape, Words, segment
from whence.linking.claims.claims import ClaimMention
from whence.records.ledger import Attribution, Ledger
from whence.records.report import Span

__all__ = ["PlacedMention", "mentions_of"]

_FEWEST_WORDS, _FEWEST_TELLING, _LEAST_RARITY = 4, 2, 25
"""Words of a mention, and those of them that tell something, which are so rare at least."""
_VERBS = AUXILIARIES - {"s", "d", "m"}
"""One of them shows that a content has a verb, so that it is no noun: "the earlier offer" is no claim."""
_SAYING = SAYING | {
    "according", "adding", "announced", "confirmed", "noted", "reported", "saying", "stated", "tells", "tweeted", "wrote",
}  # fmt: skip
"""Cues whose content is a clause."""
_NO_NAME = re.compile(r"(?:^|\s)[^A-Z]*$|^(?:[^A-Z\s]\S*\s+)+")
"""Small words before and after a name: "Naras organization", "chef Ana Brandt"."""
_CREDIT = re.compile(r"\s*\([^()]{0,80}(?:/|\b(?:Photo|File)\b)[^()]{0,80}\)\s*$")
"""Credit of a picture that a sentence ends with."""
_REPEATED = 6
"""Tenths of a headline's telling words that a mention beneath has, so that the headline only repeats it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedMention:
    """A place in a report where a claim is made."""

    claim: ClaimMention
    """What is said, as it is compared with others. Its id is that of the appearance."""
    key: int
    """Hash of the report's id and the words, and of a number if the words are repeated: 64 bits with a sign."""
    attribution: str | None
    """Id of the attribution; None in the page's own voice."""
    spans: tuple[Span, ...]
    """The words, in the report."""


def mentions_of(ledger: Ledger) -> tuple[PlacedMention, ...]:
    r"""Find the claims that a report makes.

    Args:
        ledger: The report's ledger.

    Returns:
        The mentions in the order of the text. A headline that only repeats what is said beneath is none.

    >>> from whence.records.report import Report
    >>> told = Attribution(
    ...     id="a1", source=None, source_spans=(), cue_spans=(Span(0, 8),), content_spans=(Span(10, 44),),
    ...     quotation="indirect", within=None, confidence=0.9,
    ... )
    >>> report = Report(text="Reported: the ferry has sunk off Gull Island.")
    >>> found = mentions_of(Ledger(report=report, sources=(), attributions=(told,), model="en-6"))
    >>> [(one.claim.text, one.attribution) for one in found]
    [('the ferry has sunk off Gull Island', 'a1')]
    """
    named = _named(ledger)
    found = [*_attributed(ledger, named), *_own(ledger, named)]
    found.sort(key=lambda one: (one.spans[0], one.attribution or ""))
    return tuple(_with_keys(ledger, _without_headline(ledger, found)))


def _attributed(ledger: Ledger, named: Mapping[Span, str]) -> Iterator[PlacedMention]:
    sources = {source.id: source for source in ledger.sources}
    for one in ledger.attributions:
        certainty = one.certainty.score if one.certainty else None
        speaker = sources[one.source] if one.source else None
        is_known = speaker is not None and speaker.naming == "named" and not speaker.is_plural
        yield from _mention(
            ledger, one, one.content_spans, certainty, named, speaker.name if speaker and is_known else ""
        )


def _own(ledger: Ledger, named: Mapping[Span, str]) -> Iterator[PlacedMention]:
    own = [event for event in ledger.events if event.attribution is None]
    for statement in ledger.statements:
        if any(_holds(statement.spans, event.spans) for event in own):
            yield from _mention(ledger, None, _without_credit(ledger, statement.spans), None, named, "")


def _without_credit(ledger: Ledger, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    credit = _CREDIT.search(spans[-1].of(ledger.report.text))
    if credit is None or not credit.start():
        return spans
    return (*spans[:-1], Span(spans[-1].start, spans[-1].start + credit.start()))


def _mention(
    ledger: Ledger,
    attribution: Attribution | None,
    spans: Sequence[Span],
    certainty: float | None,
    named: Mapping[Span, str],
    speaker: str,
) -> Iterator[PlacedMention]:
    """Make a mention of words that say something."""
    words = segment(" ".join(span.of(ledger.report.text) for span in spans))
    is_clause = any(_holds(spans, event.spans) for event in ledger.events) or _is_said(ledger, attribution)
    if spans and _says_something(words, is_clause=is_clause):
        actors = {name for one, name in (*_full_names(ledger), *named.items()) if _holds(spans, [one])}
        if speaker and not FIRST_SINGULAR.isdisjoint(word.lower() for word in words.texts):
            actors.add(speaker)
        own = attribution.id if attribution else None
        text, pronoun_spans = _resolved(ledger, spans, named)
        claim = ClaimMention(
            id=f"{ledger.report.id}/{own or spans[0].start}",
            text=text,
            pronoun_spans=pronoun_spans,
            published=ledger.report.published,
            actors=tuple(sorted(actors)),
            certainty=certainty,
        )
        yield PlacedMention(claim=claim, key=0, attribution=own, spans=tuple(spans))


def _is_said(ledger: Ledger, attribution: Attribution | None) -> bool:
    """Check whether an attribution is of the kind whose content is a clause, and not a noun that a verb governs."""
    if attribution is None or attribution.quotation == "direct":
        return True
    cue = " ".join(span.of(ledger.report.text) for span in attribution.cue_spans).lower().split()
    return not _SAYING.isdisjoint(cue)


def _says_something(words: Words, *, is_clause: bool) -> bool:
    spoken = [word for word, shape in zip(words.texts, words.shapes, strict=True) if shape != Shape.PUNCTUATION]
    telling = {term for word in spoken if idf_of(term := term_of(word)) >= _LEAST_RARITY}
    is_clause = is_clause or not _VERBS.isdisjoint(word.lower() for word in spoken)
    return len(spoken) >= _FEWEST_WORDS and len(telling) >= _FEWEST_TELLING and is_clause


def _holds(spans: Iterable[Span], inner: Sequence[Span]) -> bool:
    return bool(inner) and any(span.start <= inner[0].start and inner[0].end <= span.end for span in spans)


def _full_names(ledger: Ledger) -> Iterator[tuple[Span, str]]:
    """Give the fullest name in the report at each mention of somebody with a name."""
    for source in ledger.sources:
        if source.naming == "named" and not source.is_unresolved and source.kind in {"person", "organisation"}:
            name = _NO_NAME.sub("", source.name)
            yield from ((span, name) for span in source.mentions if name)


def _named(ledger: Ledger) -> dict[Span, str]:
    """Find whom the pronouns of a report mean, where that is somebody with a name."""
    text = ledger.report.text
    found = {}
    for event in ledger.events:
        for party in (event.actor, event.recipient):
            if party and party.name[:1].isupper():
                found.update(dict.fromkeys(party.spans[:1], party.name))
    for source in ledger.sources:
        if source.naming == "named" and not source.is_unresolved:
            found.update(dict.fromkeys(source.mentions, source.name))
    return {
        span: name for span, name in found.items() if span.of(text).lower() in THIRD_PERSON and not _is_pronoun(name)
    }


def _is_pronoun(name: str) -> bool:
    return name.lower() in THIRD_PERSON | FIRST_PERSON


def _resolved(ledger: Ledger, spans: Sequence[Span], named: Mapping[Span, str]) -> tuple[str, tuple[Span, ...]]:
    """Write a name for every pronoun of which it is known whom it means, and tell where."""
    text, built, pronoun_spans = ledger.report.text, "", []
    for span in spans:
        at = span.start
        built += " " if built else ""
        for one in sorted(named):
            if at <= one.start and one.end <= span.end:
                built += text[at : one.start]
                pronoun_spans.append(Span(len(built), len(built) + len(named[one])))
                built += named[one] + ("’s" if one.of(text).lower() in POSSESSIVES else "")
                at = one.end
        built += text[at : span.end]
    return built, tuple(pronoun_spans)


def _without_headline(ledger: Ledger, found: Sequence[PlacedMention]) -> Iterator[PlacedMention]:
    """Leave out what the headline says if a mention beneath says it too."""
    end = ledger.report.headline_end
    telling = [_telling(one) for one in found]
    beneath = [terms for one, terms in zip(found, telling, strict=True) if one.spans[0].start >= end]
    for one, terms in zip(found, telling, strict=True):
        is_repeated = any(10 * len(terms & other) >= _REPEATED * len(terms) for other in beneath)
        if one.spans[0].start >= end or not is_repeated:
            yield one


def _telling(one: PlacedMention) -> set[str]:
    return {term for word in segment(one.claim.text).texts if idf_of(term := term_of(word)) >= _LEAST_RARITY}


def _with_keys(ledger: Ledger, found: Iterable[PlacedMention]) -> Iterator[PlacedMention]:
    seen: Counter[str] = Counter()
    for one in found:
        words = " ".join(span.of(ledger.report.text) for span in one.spans)
        told = "\x1f".join((ledger.report.id, words, str(seen[words])))
        seen[words] += 1
        digest = blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        yield replace(one, key=int.from_bytes(digest, "big", signed=True))
