"""Who acts in an event that a cue tells: the source of its attribution, as in "Okafor came and blamed Vesk".

The model looks for the actor near the verb. The source of an attribution is known further off, and a pronoun is
resolved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from whence.language.english import AUXILIARIES, BEFORE_VERBS, PHRASE_ENDS, POSSESSIVES, RELATIVE
from whence.language.quotation_marks import APOSTROPHES
from whence.language.words import Words, sentence_around
from whence.reading.attributions.assemble import Assembly
from whence.reading.attributions.joined_verbs import before_adverbs
from whence.reading.events.roles import DONE_BY_WORDS, is_passive
from whence.reading.model.decode import FoundAttribution, FoundEvent, WordRange
from whence.records.ledger import Attribution
from whence.records.sure import SURE_ATTRIBUTION

__all__ = ["EventSpeakers"]

_ACTING = frozenset({"person", "organisation", "group"})
_AFTER_PARTICIPLES = frozenset({"of", "by", "for", "with", "over", "as"})
_WITHIN = PHRASE_ENDS | {"and", "or", "s", *APOSTROPHES}
"""Between a party and the noun before it, one of these tells that it is only a part of the phrase."""


@dataclass(frozen=True, slots=True)
class EventSpeakers:
    """The sources of a report's attributions, for the events that their cues tell."""

    assembly: Assembly
    sure: Sequence[tuple[FoundAttribution, Attribution]]
    """Sure attributions with a source that is known and can act."""
    by_cue: Mapping[int, Attribution]
    """Those, by each word of their cues."""

    @classmethod
    def of(cls, assembly: Assembly) -> "EventSpeakers":
        """List the attributions of an assembly whose sources are known and can act."""
        acting = {one.id for one in assembly.sources if one.kind in _ACTING and not one.is_unresolved}
        pairs = zip(assembly.found, assembly.attributions, strict=True)
        sure = [
            (found, one)
            for found, one in pairs
            if one.confidence >= SURE_ATTRIBUTION and one.source in acting and one.source_spans
        ]
        return cls(assembly, sure, {at: one for found, one in sure for at in range(*found.cue)})

    def with_source(self, event: FoundEvent, meant: WordRange | None = None) -> FoundEvent:
        """Give an event the source as its actor, if it has none or a part of the source's words.

        Who says it does not undergo it: "“It was late,” Okafor charged" accuses nobody by name.

        Args:
            event: The event.
            meant: The actor that the model found and was not sure of.
        """
        words = self.assembly.document.words
        one = self.by_cue.get(event.trigger) or self._joined(event, meant)
        if one is None or is_passive(words, event.trigger):
            return event
        source = self._words_of(one)
        if self._source_of(source) != one.source or not _is_verb(words, event.trigger, source):
            return event
        if event.actor is not None:
            return replace(event, actor=source) if _is_part(words, event.actor, source) else event
        told = replace(event, actor=source, actor_chance=1.0)
        if event.recipient is None or self._source_of(event.recipient) != one.source:
            return told
        return event if _is_undergone(words, event) else replace(told, recipient=None, recipient_chance=1.0)

    def _joined(self, event: FoundEvent, meant: WordRange | None) -> Attribution | None:
        """Find the attribution whose speaker goes on to do it: "Okafor said that it was late, and urged Vesk to go"."""
        words = self.assembly.document.words
        if meant is None or event.actor is not None or event.type not in DONE_BY_WORDS:
            return None
        verb = before_adverbs(words, event.trigger)
        if not words.lower[event.trigger].endswith("ed") or words.lower[max(0, verb - 1)] != "and":
            return None
        source, start = self._source_of(meant), sentence_around(words, event.trigger)[0]
        joined = (
            one
            for found, one in self.sure
            if one.source == source
            and start <= self._words_of(one)[0] < found.cue[0] < event.trigger
            and not any(first <= event.trigger < last for first, last in found.contents)
        )
        return next(joined, None)

    def _words_of(self, one: Attribution) -> WordRange:
        span = one.source_spans[0]
        return self.assembly.document.words.covering(span.start, span.end)

    def _source_of(self, run: WordRange) -> str | None:
        return self.assembly.ids.get(id(self.assembly.speakers.whom(run)))


def _is_verb(words: Words, trigger: int, source: WordRange) -> bool:
    """Check whether a trigger is a verb: by its ending, or since it follows who says it, as in "who slams Vesk".

    A bare noun before it may be a part of its phrase: "public criticism".
    """
    word = words.lower[trigger]
    if word.endswith(("ed", "ing")):
        return True
    start = source[1] + (words.texts[source[1] : source[1] + 1] == (",",))
    between = words.lower[start:trigger]
    last = words.lower[source[1] - 1]
    is_told = bool(between) or word.endswith("s") or last.endswith("s") or last in POSSESSIVES | RELATIVE
    if start > trigger or not is_told:
        return False
    return all(one in AUXILIARIES | BEFORE_VERBS or one.endswith("ly") for one in between)


def _is_part(words: Words, party: WordRange, source: WordRange) -> bool:
    """Check whether a party is only a part of the source: "the union" in "the head of the union", no apposition."""
    if not (source[0] < party[0] and party[1] <= source[1]):
        return False
    before = words.lower[source[0] : party[0] + 1]
    last = next((i for i in range(len(before) - 1, -1, -1) if before[i] == ","), -1)
    return not _WITHIN.isdisjoint(before[last + 1 :])


def _is_undergone(words: Words, event: FoundEvent) -> bool:
    """Check for a participle without "be": "Vesk, accused of theft,"."""
    return not _AFTER_PARTICIPLES.isdisjoint(words.lower[event.trigger + 1 : event.trigger + 2])
