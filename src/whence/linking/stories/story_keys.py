"""What a report is known by when stories are looked for: its heaviest words, and the days it tells of.

The keys of a report depend on its ledger alone, and words are weighed by a fixed table. So nothing that is added later
changes them, and one machine, an archive and a cluster compute the same.

Reference:
    Allan (ed.), "Topic Detection and Tracking: Event-based Information Organization", 2002.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import log

from whence.language.idf import idf_of, idfs_of, term_of
from whence.language.iso_dates import days_of
from whence.language.words import CAPITALISED, Shape, Words, segment
from whence.reading.attributions.outlets import own_names
from whence.records.ledger import Ledger, Time

__all__ = ["MOST_COMPARED", "MOST_KEYS", "MOST_TERMS", "RARE", "StoryKeys", "story_keys"]

MOST_KEYS = 40
"""A report's heaviest terms; those of them that are rare bring it together with others."""
MOST_COMPARED = 60
"""Its heaviest terms that are compared word by word."""
MOST_TERMS = 120
"""Its terms that are kept for comparison, the keys among them."""
RARE = 40
"""Least weight in the table of a key: such a word stands in less than one text of fifty. With commoner ones too,
half as many reports again share keys, and the stories are no better (``python -m bench.stories``)."""
_LEAD_WORDS = 120
"""The first words of a report, which tell what happened; what follows is background, and other reports' headlines."""
_NAME, _HEADLINE, _LEAD = 1.5, 1.3, 1.3
"""How much more a term weighs that is a name, stands in the headline, or in the lead."""
_SHORTEST = 2
_SCALE, _HEAVIEST = 4, 255
"""A weight is kept as a byte, in units of 0.4 of a natural logarithm; few terms weigh more than a byte holds."""
_OUTLETS = frozenset({Shape.UPPER, Shape.MIXED})


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryKeys:
    """A report's heaviest terms and its days."""

    id: str
    """The report's id."""
    day: int | None
    """Day of publication, counted as `datetime.date.toordinal` does; None if the report is not dated to the day."""
    terms: tuple[str, ...]
    """At most `MOST_TERMS`, as `term_of` writes them, the heaviest first."""
    weights: bytes
    """The weight of each term, 0 to 255."""
    names: frozenset[str]
    """Those terms that are parts of names."""
    headline: frozenset[str]
    """Those terms that stand in the headline, or in the first line if there is none."""
    lead: frozenset[str]
    """Those terms that stand among the first words."""
    days: frozenset[int]
    """The days that the report tells of, other than its own."""
    event_days: frozenset[int]
    """The days of its events; if no event has one, all days that it tells of."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The rare ones among the heaviest terms, which bring the report together with others."""
        return tuple(term for term in self.terms[:MOST_KEYS] if idf_of(term) >= RARE)


def story_keys(ledger: Ledger, words: Words | None = None, terms_of_words: Sequence[str] | None = None) -> StoryKeys:
    r"""Find a report's keys.

    Names are the words written with a capital within sentences, and those of named sources, of parties and places of
    events. The outlet's own name is left out: its reports on all things share it.

    Args:
        ledger: The report's ledger.
        words: The words of its text, if they are at hand; found again if not.
        terms_of_words: The term of each word, if these are at hand. Those of punctuation are not looked at.

    >>> from whence.records.report import Report
    >>> report = Report(text="Okafor shuts harbour\n\nThe harbour was shut by Ines Okafor on Monday.")
    >>> story_keys(Ledger(report=report, sources=(), attributions=(), model="none")).keys
    ('okafor', 'harbour', 'ines', 'shut')
    """
    report = ledger.report
    words = words or segment(report.text)
    counted = _own_words(words, own_names(report))
    terms = {i: terms_of_words[i] if terms_of_words else term_of(words.texts[i]) for i in counted}
    counts = Counter(terms.values())
    headline = {term for i, term in terms.items() if words.paragraphs[i] == 0}
    lead = {term for i, term in terms.items() if i < _LEAD_WORDS}
    first = 1 if report.headline else 0
    names = (_capitalised(words, terms, first) | set(_named(ledger))) & counts.keys()
    weights = {
        term: rarity
        * (1 + log(count))
        * (_NAME if term in names else 1)
        * (_HEADLINE if term in headline else 1)
        * (_LEAD if term in lead else 1)
        for (term, count), rarity in zip(counts.items(), idfs_of(counts), strict=True)
    }
    ranked = sorted([(-round(weight, 6), term) for term, weight in weights.items()])
    heaviest = [term for _, term in ranked[:MOST_TERMS]]
    kept = frozenset(heaviest)
    day = _day_of(report.published or "")
    told = _days(ledger.times)
    return StoryKeys(
        id=report.id,
        day=day,
        terms=tuple(heaviest),
        weights=bytes(min(round(weights[term] / _SCALE), _HEAVIEST) for term in heaviest),
        names=kept & names,
        headline=kept & headline,
        lead=kept & lead,
        days=frozenset(told - {day}),
        event_days=frozenset(_days(event.time for event in ledger.events) or told),
    )


def _own_words(words: Words, outlets: tuple[str, ...]) -> list[int]:
    """List the words that are a report's own: no letters alone, punctuation, or short names of its outlet: *KSLA*."""
    squeezed = " ".join(re.sub(r"\W", "", outlet.lower()) for outlet in outlets)
    punctuation = Shape.PUNCTUATION
    return [
        i
        for i, (text, shape) in enumerate(zip(words.texts, words.shapes, strict=True))
        if shape != punctuation
        and len(text) >= _SHORTEST
        # Looked up first: hardly any word is in the names of its outlet.
        and not (len(text) > _SHORTEST and text.lower() in squeezed and _may_be_short_name(text, shape))
    ]


def _may_be_short_name(text: str, shape: Shape) -> bool:
    return shape in _OUTLETS or (shape != Shape.NUMBER and any(map(str.isdigit, text)))


def _capitalised(words: Words, terms: dict[int, str], first: int) -> set[str]:
    """Find the terms that mostly have a capital where it tells something: within sentences, and in no headline."""
    starts = set(words.sentence_starts)
    inside = [(i, term) for i, term in terms.items() if i not in starts and words.paragraphs[i] >= first]
    large = Counter(term for i, term in inside if words.shapes[i] in CAPITALISED)
    counts = Counter(term for _, term in inside)
    return {term for term, count in large.items() if 2 * count > counts[term]}


def _named(ledger: Ledger) -> Iterator[str]:
    """List the terms of what the ledger names: sources, parties and places."""
    text = ledger.report.text
    named = [name for source in ledger.sources if source.naming == "named" for name in (source.name, *source.aliases)]
    for event in ledger.events:
        named += [party.name for party in (event.actor, event.recipient) if party and party.name[:1].isupper()]
        named += [span.of(text) for span in event.place.spans] if event.place else []
    for name in named:
        yield from (term_of(word) for word in re.findall(r"\w+", name) if word[0].isupper())


def _days(times: Iterable[Time | None]) -> set[int]:
    """Collect the days of times that are told to the day."""
    return {found for time in times if time and time.precision == "day" if (found := _day_of(time.start or ""))}


def _day_of(told: str) -> int | None:
    """Find the day of an ISO 8601 date or moment, as its date is written: the hours between two moments tell less."""
    days: tuple[date, date] | None = days_of(told[:10])
    return days[0].toordinal() if days and days[0] == days[1] else None
