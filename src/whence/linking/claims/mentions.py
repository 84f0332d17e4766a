"""Mentions: the places in a report where a claim is made, taken from the report's ledger.

A claim is made by the content of an attribution; by a sentence with a cue whose content says too little; and by a
statement in the page's own voice: what it takes as on record, and what tells an event.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import NamedTuple, TypeVar

from whence.language.english import (
    ANYBODY,
    ARTICLES,
    AUXILIARIES,
    COMMONEST,
    FIRST_PERSON,
    FIRST_PLURAL,
    FIRST_SINGULAR,
    POSSESSIVES,
    SAYING,
    SECOND_PERSON,
    SUBJECT_PRONOUNS,
    THIRD_PERSON,
)
from whence.language.idf import idf_of, term_of
from whence.language.words import segment, split_words
from whence.linking.claims.claim_words import ClaimWords, WordSource, claim_words
from whence.linking.claims.claims import MAX_WORDS, ClaimMention
from whence.linking.claims.cue_sentences import cue_sentences
from whence.records.ledger import Attribution, Ledger
from whence.records.report import Span

__all__ = ["Place", "PlacedMention", "mentions_of", "spans_of"]

_Told = TypeVar("_Told")
_FEWEST_WORDS, _FEWEST_TELLING, _LEAST_RARITY = 4, 2, 25
"""Words of a mention, and those of them that tell something, which are so rare at least."""
_UNTELLING = ANYBODY | AUXILIARIES | {"ought"}
"""Rare as some of them are, they tell nothing: "Somebody ought to ask them"."""
_VERBS = AUXILIARIES - {"s", "d", "m"}
"""One of them shows that a content has a verb, so that it is no noun: "the earlier offer" is no claim."""
_SAYING = SAYING | {
    "according", "adding", "announced", "confirmed", "noted", "reported", "saying", "stated", "tells", "tweeted",
    "wrote",
}  # fmt: skip
"""Cues whose content is a clause."""
_FEWEST_OF_EVENT = 6
"""Words of a content that has no verb but an event: "the new offer" is none."""
_FEWEST_OF_TITLE = 2
"""Common words with a capital that show a title."""
_COMMON = AUXILIARIES.union(COMMONEST)
_MOST_CHARACTERS = 20 * MAX_WORDS
"""Characters of a content that are looked at: more than those of the words that are compared."""
_NO_NAME = re.compile(r"(?:^|\s)[^A-Z]*$|^(?:[^A-Z\s]\S*\s+)+")
"""Small words before and after a name: "Naras organization", "chef Ana Brandt"."""
_CREDIT = re.compile(r"\s*\([^()]{0,80}(?:/|\b(?:Photo|File)\b)[^()]{0,80}\)\s*$")
"""Credit of a picture that a sentence ends with."""
_READERS = FIRST_PLURAL | SECOND_PERSON
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


def mentions_of(ledger: Ledger, words: WordSource | None = None) -> tuple[PlacedMention, ...]:
    r"""Find the claims that a report makes.

    Args:
        ledger: The report's ledger.
        words: The report's words, if they are at hand; found again if not.

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
    known = _read(ledger, words or WordSource(ledger.report.text, segment(ledger.report.text)))
    found = [*_attributed(ledger, known), *_own(ledger, known)]
    found += _with_cues(ledger, known, [span for one in found for span in one.spans])
    found.sort(key=lambda one: (one.spans[0], one.attribution or ""))
    return tuple(_with_keys(ledger, _without_headline(ledger, found)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What a ledger knows of places in the report's text, each in the order of the text."""

    pronouns: tuple[tuple[Span, str], ...]
    """Pronouns that mean somebody with a name, and the name."""
    names: tuple[tuple[Span, str], ...]
    """Mentions of somebody with a name, pronouns included, and the fullest name."""
    events: tuple[tuple[Span, str | None], ...]
    """Triggers of events, and the attribution that each is in."""
    words: WordSource
    """The words of the text."""


def _read(ledger: Ledger, words: WordSource) -> _Known:
    text = ledger.report.text
    named = [source for source in ledger.sources if source.naming == "named" and not source.is_unresolved]
    meant = {
        party.spans[0]: party.name
        for event in ledger.events
        for party in (event.actor, event.recipient)
        if party and party.spans and party.name[:1].isupper()
    }
    meant.update((span, source.name) for source in named for span in source.mentions)
    pronouns = {
        span: name for span, name in meant.items() if span.of(text).lower() in THIRD_PERSON and not _is_pronoun(name)
    }
    names = {
        span: name
        for source in named
        if source.kind in {"person", "organisation"} and (name := _NO_NAME.sub("", source.name))
        for span in source.mentions
    }
    return _Known(
        pronouns=tuple(sorted(pronouns.items())),
        names=tuple(sorted({**names, **pronouns}.items())),
        events=tuple(sorted(((event.spans[0], event.attribution) for event in ledger.events), key=lambda one: one[0])),
        words=words,
    )


def _inside(places: Sequence[tuple[Span, _Told]], span: Span) -> Iterator[tuple[Span, _Told]]:
    """List the places that lie within a span."""
    for at in range(bisect_left(places, span.start, key=lambda place: place[0].start), len(places)):
        if places[at][0].start >= span.end:
            return
        if places[at][0].end <= span.end:
            yield places[at]


def _attributed(ledger: Ledger, known: _Known) -> Iterator[PlacedMention]:
    sources = {source.id: source for source in ledger.sources}
    for one in ledger.attributions:
        speaker = sources[one.source] if one.source else None
        is_known = speaker is not None and speaker.naming == "named" and not speaker.is_plural
        yield from _mention(ledger, known, one.content_spans, one, speaker.name if speaker and is_known else "")


def _with_cues(ledger: Ledger, known: _Known, claimed: Sequence[Span]) -> Iterator[PlacedMention]:
    for sentence in cue_sentences(ledger, claimed):
        words = claim_words(segment(sentence.telling))
        tells = _says_something(words, is_said=True, has_event=False)
        if tells and not _only_names_title(sentence.telling, words) and not _addresses_readers(known, (sentence.span,)):
            own = sentence.attribution.id if sentence.attribution else None
            yield _placed(ledger, known, (sentence.span,), own)


def _own(ledger: Ledger, known: _Known) -> Iterator[PlacedMention]:
    for statement in ledger.statements:
        if statement.spans[-1].of(ledger.report.text).rstrip().endswith("?"):
            continue
        tells_event = any(within is None for span in statement.spans for _, within in _inside(known.events, span))
        if (statement.kind in {"record", "other"} or tells_event) and not _addresses_readers(known, statement.spans):
            yield from _mention(ledger, known, _without_credit(ledger, statement.spans))


def _addresses_readers(known: _Known, spans: Sequence[Span]) -> bool:
    """Check for an outlet's talk of itself and with its readers: "Send us a note", "Are you a fisherman?"."""
    ranges = known.words.ranges_of(spans)
    if ranges is None:
        return not _READERS.isdisjoint(split_words(" ".join(span.of(known.words.text) for span in spans).lower()))
    return any(not _READERS.isdisjoint(known.words.small[first:last]) for first, last in ranges)


def _without_credit(ledger: Ledger, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    credit = _CREDIT.search(spans[-1].of(ledger.report.text))
    if credit is None or not credit.start():
        return spans
    return (*spans[:-1], Span(spans[-1].start, spans[-1].start + credit.start()))


def _mention(
    ledger: Ledger, known: _Known, spans: Sequence[Span], attribution: Attribution | None = None, speaker: str = ""
) -> Iterator[PlacedMention]:
    """Make a mention of words that say something; of very many, the first are looked at."""
    read = list(_first(spans))
    words = known.words.of(read)
    has_event = any(True for span in read for _ in _inside(known.events, span))
    if not _says_something(words, is_said=_is_said(ledger, attribution), has_event=has_event) or _is_title(words):
        return
    speaks = speaker and not FIRST_SINGULAR.isdisjoint(word.lower() for word in words.texts)
    certainty = attribution.certainty.score if attribution and attribution.certainty else None
    own = attribution.id if attribution else None
    yield _placed(ledger, known, spans, own, certainty=certainty, speakers={speaker} if speaks else set())


def _placed(  # noqa: PLR0913 -- each tells another thing
    ledger: Ledger,
    known: _Known,
    spans: Sequence[Span],
    attribution: str | None,
    *,
    certainty: float | None = None,
    speakers: AbstractSet[str] = frozenset(),
) -> PlacedMention:
    """Make a mention, with all who act in it."""
    read = list(_first(spans))
    text, pronoun_spans = _resolved(ledger, read, known)
    claim = ClaimMention(
        id=f"{ledger.report.id}/{attribution or spans[0].start}",
        text=text,
        published=ledger.report.published,
        actors=tuple(sorted(speakers | {name for span in read for _, name in _inside(known.names, span)})),
        certainty=certainty,
        pronoun_spans=pronoun_spans,
    )
    return PlacedMention(claim=claim, key=0, attribution=attribution, spans=tuple(spans))


def _first(spans: Iterable[Span]) -> Iterator[Span]:
    """Cut off what no comparison looks at."""
    left = _MOST_CHARACTERS
    for span in spans:
        if left > 0:
            yield Span(span.start, min(span.end, span.start + left))
            left -= span.end - span.start


def _is_said(ledger: Ledger, attribution: Attribution | None) -> bool:
    """Check whether an attribution is of the kind whose content is a clause, and not a noun that a verb governs."""
    if attribution is None or attribution.quotation == "direct" or not attribution.cue_spans:
        return True  # A post or a turn of a transcript is said as it stands.
    cue = " ".join(span.of(ledger.report.text) for span in attribution.cue_spans).lower().split()
    return not _SAYING.isdisjoint(cue)


def _is_title(words: ClaimWords) -> bool:
    """Check whether all words that are not small have a capital, as in "Can't Stop the Tide"."""
    return all(word[0].isupper() or len(word) == 1 or word in COMMONEST for word in words.texts if word[0].isalpha())


def _only_names_title(telling: str, words: ClaimWords) -> bool:
    """Check whether the words of a sentence without source and cue are a title, and not names that were told.

    In "They dismissed Can't Stop The Tide" small words have a capital, in "They identified Tove Lind of Larne"
    none has. One alone may belong to a name ("Will", "The"), or open the sentence.
    """
    later = words.texts if telling[:1].isspace() else words.texts[1:]
    common = sum(word.istitle() and len(word) > 1 and word.lower() in _COMMON for word in later)
    return common >= _FEWEST_OF_TITLE and _is_title(words)


def _says_something(words: ClaimWords, *, is_said: bool, has_event: bool) -> bool:
    spoken = words.spoken
    if len(spoken) < _FEWEST_WORDS or not _tells_enough(words):
        return False
    has_verb = not _VERBS.isdisjoint(word.lower() for word in spoken) or _opens_clause(spoken)
    return is_said or has_verb or (has_event and len(spoken) >= _FEWEST_OF_EVENT)


def _tells_enough(words: ClaimWords) -> bool:
    """Check for enough telling terms; most claims have them among their first words."""
    telling: set[str] = set()
    for term, weight, word in zip(words.terms, words.weights, words.texts, strict=True):
        if weight >= _LEAST_RARITY and word.lower() not in _UNTELLING:
            telling.add(term)
            if len(telling) >= _FEWEST_TELLING:
                return True
    return False


def _opens_clause(spoken: Sequence[str]) -> bool:
    """Check whether words begin with a subject: "they left", "that the quay sank", but not "that offer"."""
    first, second = [*(word.lower() for word in spoken[:2]), "", ""][:2]
    return first in SUBJECT_PRONOUNS or (first == "that" and second in SUBJECT_PRONOUNS | ARTICLES | POSSESSIVES)


def _is_pronoun(name: str) -> bool:
    return name.lower() in THIRD_PERSON | FIRST_PERSON


def _resolved(ledger: Ledger, spans: Sequence[Span], known: _Known) -> tuple[str, tuple[Span, ...]]:
    """Write a name for every pronoun of which it is known whom it means, and tell where."""
    text, built, pronoun_spans = ledger.report.text, "", []
    for span in spans:
        at = span.start
        built += " " if built else ""
        for one, name in _inside(known.pronouns, span):
            if at <= one.start:
                built += text[at : one.start]
                pronoun_spans.append(Span(len(built), len(built) + len(name)))
                built += name + ("’s" if one.of(text).lower() in POSSESSIVES else "")
                at = one.end
        built += text[at : span.end]
    return built, tuple(pronoun_spans)


def _without_headline(ledger: Ledger, found: Sequence[PlacedMention]) -> Iterator[PlacedMention]:
    """Leave out what the headline says if a mention beneath says it too."""
    beneath = [one for one in found if one.spans[0].start >= ledger.report.headline_end]
    above = [one for one in found if one.spans[0].start < ledger.report.headline_end]
    told = [_telling(one) for one in beneath] if above else []
    for one in above:
        terms = _telling(one)
        if not any(10 * len(terms & other) >= _REPEATED * len(terms) for other in told):
            yield one
    yield from beneath


def _telling(one: PlacedMention) -> set[str]:
    return {term for word in split_words(one.claim.text) if idf_of(term := term_of(word)) >= _LEAST_RARITY}


def _with_keys(ledger: Ledger, found: Iterable[PlacedMention]) -> Iterator[PlacedMention]:
    seen: Counter[str] = Counter()
    for one in found:
        words = _words(ledger, one.spans)
        yield replace(one, key=_key(ledger.report.id, words, seen[words]))
        seen[words] += 1


def _words(ledger: Ledger, spans: Iterable[Span]) -> str:
    return " ".join(span.of(ledger.report.text) for span in spans)


def _key(report: str, words: str, times: int) -> int:
    told = "\x1f".join((report, words, str(times)))
    digest = blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


class Place(NamedTuple):
    """What is known of a mention without its words."""

    key: int
    attribution: str | None
    start: int
    """Where its first span begins."""
    end: int
    """Where its last span ends."""


def spans_of(ledger: Ledger, places: Iterable[Place]) -> list[tuple[Span, ...]] | None:
    """Find the words of a report's mentions again, which is much faster than to look for claims.

    Args:
        ledger: The report's ledger.
        places: All mentions that `mentions_of` found in it, in their order.

    Returns:
        The spans of each; None if some are not found, or their key fits two of them.
    """
    contents = {one.id: one.content_spans for one in ledger.attributions}
    statements = {one.spans[0].start: one.spans for one in ledger.statements}
    seen: Counter[str] = Counter()
    found = []
    for place in places:
        spans = statements.get(place.start, ()) if place.attribution is None else contents[place.attribution]
        fitting = [
            (words, each)
            for each in _possible(spans, place)
            if _key(ledger.report.id, words := _words(ledger, each), seen[words]) == place.key
        ]
        if len(fitting) != 1:
            return None
        ((words, own),) = fitting
        seen[words] += 1
        found.append(own)
    return found


def _possible(spans: tuple[Span, ...], place: Place) -> Iterator[tuple[Span, ...]]:
    """List what the words may be: a sentence; or a content or statement, perhaps without a credit behind it."""
    if not 0 <= place.start < place.end:
        return
    yield (Span(place.start, place.end),)
    if len(spans) > 1 and spans[0].start == place.start and spans[-1].start < place.end:
        yield (*spans[:-1], Span(spans[-1].start, place.end))
