"""Words of sources to whom they mean: names, pronouns, descriptions, each to one speaker or left as described."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from whence.reading.bearing import Entity
from whence.reading.decoding import Name, WordRange
from whence.reading.describing import (
    FIRST_PERSON,
    Description,
    describe,
    goes_before,
    is_definite,
    is_pronoun,
    kind_of,
    roles_beside,
)
from whence.reading.gazetteer import kind_of_noun
from whence.reading.segmenting import Words
from whence.reading.spotting import NamedText
from whence.records.ledger import Kind

__all__ = ["Meant", "Speaker", "Speakers"]

Meant = Mapping[int, Mapping[int, float]]
"""For a pronoun or the head of a description, the probability of each word around it meaning the same."""

_GENDERS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_PERSONAL = frozenset({*_GENDERS, "who", "whom"})
# How much it counts, beside the model's probabilities, to have spoken last, and for how many paragraphs it does.
_GOING_ON, _NEAR_PARAGRAPHS = 0.5, 3
# Nouns that only those can mean of whom the report says that they are it.
_OFFICES = frozenset({
    "judge", "mayor", "senator", "governor", "president", "minister", "doctor", "lawyer", "attorney", "spokesman",
    "spokeswoman", "spokesperson", "professor", "sheriff", "pastor", "ambassador", "court", "ministry",
    "department", "police", "state", "city", "country", "group",
})  # fmt: skip
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_TITLES_IN_FULL = {
    "sen": "senator", "gov": "governor", "rep": "congressman", "dr": "doctor", "prof": "professor", "gen": "general",
    "justice": "judge", "rev": "pastor", "lt": "lieutenant", "sgt": "sergeant", "col": "colonel", "capt": "captain",
}  # fmt: skip
_LONGEST_PHRASE, _LONGEST_POINTER = 6, 8
_PLURAL = frozenset({"they", "them", "their", "themselves"})
# A pronoun or description is taken to mean somebody who has at least this share of what speaks for all who are named or
# met, and at least this much in all. Chosen on the labelled attributions: python -m bench.speakers
_SHARE, _MASS = 0.4, 0.03
_SHARE_DESCRIBED, _MASS_DESCRIBED = 0.5, 0.1


@dataclass(slots=True, eq=False)
class Speaker:
    """Whoever stands behind one or more attributions or relays."""

    kind: Kind
    name: str
    entity: Entity | None = None
    heads: list[int] = field(default_factory=list)
    """Words that carry its mentions as a source."""
    mentions: list[WordRange] = field(default_factory=list)
    roles: list[WordRange] = field(default_factory=list)
    is_plural: bool = False
    is_bare: bool = False
    is_withheld: bool = False
    """Whether its name is said to be kept back."""
    is_named_within: bool = False
    """Whether a description identifies it by a name in it."""
    qualified: list[WordRange] = field(default_factory=list)
    """Whole descriptions, with what qualifies them."""
    is_unresolved: bool = False
    """A pronoun of which the report does not let tell whom it means."""

    def mention_words(self) -> frozenset[int]:
        """Collect every word of its names and of its mentions' heads."""
        return (self.entity.mention_words() if self.entity else frozenset()) | set(self.heads)


class Speakers:
    """Finds whom the words of sources mean; remembers whom it met.

    Args:
        known: The report, with its names.
        entities: Whom these name.
        meant: What the model says of pronouns and descriptions.
    """

    def __init__(self, known: NamedText, entities: Sequence[Entity], meant: Meant) -> None:
        self._known, self._words, self._names, self._meant = known, known.words, known.names, meant
        self._of_entity: dict[int, Speaker] = {}
        self._entities = entities
        self._by_name = {(name.start, name.end): entity for entity in entities for name in entity.mentions}
        self._described: dict[str, Speaker] = {}
        self.met: list[Speaker] = []
        self._roles = {id(entity): self._roles_of(entity) for entity in entities}

    def find(self, span: WordRange, *, within: Speaker | None = None) -> tuple[Speaker, Description]:
        """Find whom a source's words mean.

        Args:
            span: The source's words.
            within: Who says the content that this source stands in: the "I" and "we" of it.
        """
        found = describe(self._words, self._without_ending(span), self._names)
        speaker = self._whom(found, within)
        speaker.heads.append(found.head)
        speaker.mentions.append(self._mention(found))
        speaker.roles += [role for role in found.roles if role not in speaker.roles]
        speaker.qualified.append(found.span)
        return speaker, found

    def _without_ending(self, span: WordRange) -> WordRange:
        """Take the possessive ending off a name that is all of a source: "Okafor's" before "remarks"."""
        name = next((name for name in self._names if name.start == span[0] and name.end == span[1] - 2), None)
        return (name.start, name.end) if name and self._words.texts[span[1] - 1] == "s" else span

    def whom(self, span: WordRange) -> Speaker:
        """Find whom words mean that name no source: like `find`, but it leaves no trace among those who spoke."""
        count = len(self.met)
        speaker = self._whom(describe(self._words, span, self._names), None)
        del self.met[count:]
        return speaker

    def named(self, name: Name) -> Speaker:
        """Find the speaker that a name names."""
        return self._for_entity(self._by_name[name.start, name.end])

    def _whom(self, found: Description, within: Speaker | None) -> Speaker:
        first = self._words.texts[found.head].lower()
        if found.also:
            return self._together(found)
        if first in _RELATIVE:
            return self._before(found.head) or self._unresolved(found)
        if found.name is not None and (found.name.start, found.name.end) in self._by_name:
            return self.named(found.name)
        if is_pronoun(self._words, found):
            if first in FIRST_PERSON:
                known = within if within and within.kind != "document" else None
            else:
                known = self._meant_by(found.head, _pronoun_fits(first), share=_SHARE, mass=_MASS)
            return known or self._unresolved(found)
        if is_definite(self._words, found) or (found.noun == "document" and found.core[1] - found.core[0] == 1):
            known = self._pointed_at(found)
            if known is not None:
                return known
        return self._describe(found, kind=kind_of(self._known, found), key=self._description_key(found))

    def _together(self, found: Description) -> Speaker:
        """Make one group of two who are named together, under their fullest names."""
        named = [one for one in (*found.also, found.name) if one and (one.start, one.end) in self._by_name]
        fullest = " and ".join(self.named(one).name for one in named)
        speaker = self._describe(found, kind="group", key=fullest)
        speaker.name = fullest or speaker.name
        speaker.is_plural = True
        return speaker

    def _before(self, at: int) -> Speaker | None:
        """Find whom a relative pronoun goes on about: the name or the noun phrase right before it."""
        end = at - 1 if at and self._words.texts[at - 1] in {",", "—", "–", "-"} else at
        name = next((name for name in self._names if name.end == end and (name.start, name.end) in self._by_name), None)
        if name is not None:
            return self.named(name)
        start = end
        while start and end - start < _LONGEST_PHRASE and goes_before(self._words, start - 1):
            start -= 1
        if start == end:
            return None
        found = describe(self._words, (start, end), self._names)
        return self._describe(found, kind=kind_of(self._known, found), key=None)

    def _pointed_at(self, found: Description) -> Speaker | None:
        """Find who was introduced before as what a description says: "the mayor", "the diplomat", "the company"."""
        noun = self._words.texts[found.head].lower()
        kind = kind_of(self._known, found)
        if kind == "document":
            return self._same_document(found)
        if kind == "group":
            return None
        if found.core[1] - found.core[0] > _LONGEST_POINTER or found.span[1] > found.core[1]:
            return None
        before = [entity for entity in self._entities if entity.mentions[0].start < found.head]
        bearers = [e for e in before if noun in (self._roles[id(e)] if kind == "person" else e.full)]
        if len(bearers) == 1:
            return self._for_entity(bearers[0])
        if noun in _OFFICES or found.noun is None or (kind == "organisation" and self._holds_name(found.core)):
            return None
        return self._meant_by(found.head, {kind}, share=_SHARE_DESCRIBED, mass=_MASS_DESCRIBED, noun=noun)

    def _holds_name(self, run: WordRange) -> bool:
        """Tell "the Okafor campaign", which is no other body, from "the campaign"."""
        return any(run[0] <= name.start and name.end <= run[1] for name in self._names)

    def _same_document(self, found: Description) -> Speaker | None:
        """Find the fuller mention of "the poll": the same noun, before it, with a name or an issuer."""
        words = self._words
        if found.core[1] - found.core[0] > 2 or found.span[1] > found.core[1]:  # noqa: PLR2004 -- "the" and a noun
            return None
        noun = words.texts[found.head].lower()
        for at in (*range(found.head), *range(found.head + 1, len(words))):
            if words.texts[at].lower() != noun:
                continue
            start = at
            while start and at - start < _LONGEST_PHRASE and goes_before(words, start - 1):
                start -= 1
                if words.texts[start].lower() in {"a", "an", "the"}:
                    break
            met = next((speaker for speaker in self.met if speaker.kind == "document" and at in speaker.heads), None)
            if met is not None and at < found.head:
                return met
            end = self._issued(at)
            if end or any(start <= name.start and name.end <= at for name in self._names):
                fuller = describe(words, (start, end or at + 1), self._names)
                speaker = self._describe(fuller, kind="document", key=self._description_key(fuller))
                speaker.mentions.append(fuller.core)
                speaker.heads.append(at)
                speaker.is_named_within = True
                return speaker
        return None

    def _issued(self, at: int) -> int | None:
        """Find where "a study by the Harbour Office" ends, from its noun on; none where no issuer follows."""
        lead = at + 1
        while lead < min(len(self._words), at + 3) and self._words.texts[lead].lower() not in {"by", "from"}:
            lead += 1
        names = (name for name in self._names if lead < name.start <= lead + 2)
        return next((name.end for name in names), None) if self._words.texts[lead : lead + 1] else None

    def _meant_by(
        self, at: int, kinds: set[str], *, share: float, mass: float, noun: str | None = None
    ) -> Speaker | None:
        """Weigh everybody named or met against each other by what the model says of the words that mention them."""
        scores = self._meant.get(at, {})
        latest = None if noun else self._latest(at, kinds)
        gender = _GENDERS.get(self._words.texts[at].lower())
        weighed = [
            (sum(scores.get(i, 0.0) for i in one.mention_words() if i != at) + _GOING_ON * (one is latest), one)
            for one in self._candidates(kinds, gender, noun)
        ]
        # Of equals the first: the one that was mentioned first.
        most, best = max(weighed, key=lambda one: one[0], default=(0.0, None))
        if best is None or most < mass or most < share * sum(weight for weight, _ in weighed):
            return None
        return self._for_entity(best) if isinstance(best, Entity) else best

    def _candidates(self, kinds: set[str], gender: str | None, noun: str | None) -> Iterator[Entity | Speaker]:
        """Find everybody of a kind who is named or was met: speakers where they spoke, with all that mentions them."""
        for entity in self._entities:
            kind = "organisation" if entity.kind == "place" else entity.kind
            if kind in kinds and not (gender and entity.gender and gender != entity.gender):
                yield self._of_entity.get(id(entity), entity)
        for speaker in self.met:
            if speaker.entity is None and speaker.kind in kinds and self._is_told(speaker):
                same = noun is None or speaker.is_bare or self._words.texts[speaker.heads[0]].lower() == noun
                if same:
                    yield speaker

    def _is_told(self, speaker: Speaker) -> bool:
        """Tell whether a description's kind is known from its noun and not only likely."""
        return not speaker.is_unresolved and kind_of_noun(self._words.texts[speaker.heads[0]]) is not None

    def _latest(self, at: int, kinds: set[str]) -> Speaker | None:
        """Find who spoke last before a word, not many paragraphs before: most often "he said" goes on with the same."""
        spoken = [
            (max(before), speaker)
            for speaker in self.met
            if speaker.kind in kinds and not speaker.is_unresolved and (before := [i for i in speaker.heads if i < at])
        ]
        last, speaker = max(spoken, key=lambda one: one[0], default=(0, None))
        near = self._words.paragraphs[at] - self._words.paragraphs[last] <= _NEAR_PARAGRAPHS
        return speaker if near else None

    def _for_entity(self, entity: Entity) -> Speaker:
        speaker = self._of_entity.get(id(entity))
        if speaker is None:
            kind: Kind = "person" if entity.kind == "person" else "organisation"
            speaker = Speaker(kind=kind, name=entity.name, entity=entity)
            speaker.roles = list(self._role_ranges(entity))
            self._of_entity[id(entity)] = speaker
            self.met.append(speaker)
        return speaker

    def _unresolved(self, found: Description) -> Speaker:
        word = self._words.texts[found.head].lower()
        kind: Kind = "person" if word in _PERSONAL or word in {"i", "me", "my"} else "group"
        kind = "organisation" if word in {"it", "its", "which"} else kind
        speaker = Speaker(kind=kind, name=self._shown(found.core), is_unresolved=True, is_bare=True)
        speaker.is_plural = kind == "group"
        self.met.append(speaker)
        return speaker

    def _describe(self, found: Description, *, kind: Kind, key: str | None) -> Speaker:
        known = self._described.get(key) if key else None
        if known is not None:
            return known
        speaker = Speaker(kind=kind, name=self._shown(found.span), is_plural=found.is_plural)
        speaker.is_bare = found.noun == "bare" and self._says_no_more(found)
        self.met.append(speaker)
        if key:
            self._described[key] = speaker
        return speaker

    def _says_no_more(self, found: Description) -> bool:
        """Tell "a source" and "two sources" from "a source in the ministry" and "a diplomatic source"."""
        before = [self._words.texts[i].lower() for i in range(found.core[0], found.head)]
        return found.span[1] <= found.core[1] and len(before) <= 1

    def _description_key(self, found: Description) -> str | None:
        """Tell descriptions apart: a definite one or a bare plural is the same wherever it stands, "a diver" is not."""
        first = self._words.texts[found.core[0]].lower()
        if first in {"a", "an", "another", "one", "some", "two", "three", "several", "many", "few", "other", "others"}:
            return None
        return " ".join(self._shown(found.core).casefold().split()).removeprefix("the ")

    def _mention(self, found: Description) -> WordRange:
        return (found.name.start, found.name.end) if found.name and not found.also else found.core

    def _shown(self, run: WordRange) -> str:
        return self._known.shown(run).strip(" ,;:")

    def _role_ranges(self, entity: Entity) -> list[WordRange]:
        if entity.kind != "person":
            return []
        return [role for name in entity.mentions for role in roles_beside(self._words, name)]

    def _roles_of(self, entity: Entity) -> set[str]:
        """Collect the nouns for persons that stand beside an entity's names."""
        return {
            self._words.texts[i].lower()
            for role in self._role_ranges(entity)
            for i in range(*role)
            if kind_of_noun(self._words.texts[i]) == "person"
        } | {
            _TITLES_IN_FULL[title]
            for name in (entity.mentions if entity.kind == "person" else ())
            for i in range(max(0, name.start - 2), name.start)
            if (title := self._words.texts[i].lower()) in _TITLES_IN_FULL
        }


def _pronoun_fits(word: str) -> set[str]:
    if word in _PERSONAL:
        return {"person"}
    if word in _PLURAL:
        return {"group", "organisation"}
    return {"organisation", "document"}


def asked_words(words: Words, runs: Sequence[WordRange]) -> list[int]:
    """List the words of a source that the model is asked about: a pronoun, or the head of what points back."""
    asked = []
    for span in runs:
        description = describe(words, span, ())
        if is_pronoun(words, description) or is_definite(words, description):
            asked.append(description.head)
    return asked
