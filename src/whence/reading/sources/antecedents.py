"""Antecedents: whom a pronoun or a description may mean, and what speaks for each of them.

Hard tests come first: kind, gender, whom the words cannot mean. What speaks for each candidate that is left is a list
of numbers, from which `likelihood` estimates how likely it is meant.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, partial
from math import log

from whence.language.english import ARTICLES, FIRST_PERSON, PHRASE_ENDS, POSSESSIVES, THIRD_PERSON, THIRD_PLURAL
from whence.language.gazetteer import kind_of_noun
from whence.language.quotation_marks import APOSTROPHES, Mark
from whence.language.words import sentence_around
from whence.reading.model.decode import Meant, WordRange
from whence.reading.sources.agreement import gender_told, genders_told, may_be_called, may_be_one
from whence.reading.sources.asked import Asked, Candidate
from whence.reading.sources.body_evidence import BodyEvidence
from whence.reading.sources.captions import words_beside
from whence.reading.sources.cast import Cast
from whence.reading.sources.entities import Entity
from whence.reading.sources.likelihood import OFFICES, Mention, bounded, of_chance
from whence.reading.sources.named_entities import Document
from whence.reading.sources.next_speaker import is_told_to_say
from whence.reading.sources.noun_phrases import Description, NounPhrases, kind_of
from whence.reading.sources.pronoun_evidence import PronounEvidence, Spoken
from whence.reading.sources.relative_clauses import phrase_start
from whence.reading.sources.speaker_register import Speaker
from whence.reading.sources.told_apart import is_another
from whence.records.ledger import Kind

__all__ = ["Antecedents"]

_PERSONS: frozenset[Kind] = frozenset({"person", "group"})
_NEAR_PARAGRAPHS = 3
"""Paragraphs for which it counts to have spoken last."""
_LEAST_LEFT = 0.05
"""The least that is left of the model's probabilities once those who cannot be meant are left out."""
_LEAST_TOLD: dict[Mention, float] = {"person": 0.0, "body": 0.2, "noun": 0.05}
"""Least probability of the model for a name: "they" and "it" need more than to have been named last."""
_WORTH_A_LOOK = 0.05
"""Probability from which a word is looked at as the head of somebody who has not spoken."""
_NO_PHRASES = THIRD_PERSON | FIRST_PERSON | ARTICLES | POSSESSIVES
_MOST_HEADS = 24
"""Places where somebody without a name was cited that are looked at."""
_FEW_WORDS = 2
"""Words that may stand before a subject in its sentence."""


class Antecedents:
    """Collects the candidates of each pronoun and description, with what speaks for them.

    Args:
        document: The report, with its names.
        entities: Whom these name.
        meant: What the model says of pronouns and descriptions.
        phrases: The report's noun phrases.
        cast: Everybody who speaks.
    """

    def __init__(
        self, document: Document, entities: Sequence[Entity], meant: Meant, phrases: NounPhrases, cast: Cast
    ) -> None:
        self._known, self._words, self._entities = document, document.words, entities
        self._meant, self._phrases, self._cast, self._met, self._roles = meant, phrases, cast, cast.met, cast.roles
        self._ranks = {id(entity): rank for rank, entity in enumerate(entities)}
        self._by_word = {i: rank for rank, entity in enumerate(entities) for i in entity.mention_words()}
        self._ends = {name.start: name.end for entity in entities for name in entity.mentions}
        self._roles_by_word = {
            i: rank for rank, entity in enumerate(entities) for run in self._roles.ranges(entity) for i in range(*run)
        }
        self._starts = [[name.start for name in entity.mentions] for entity in entities]
        self._beside = words_beside(document.words)
        self._pronouns = PronounEvidence(document.words, entities)
        self._bodies = BodyEvidence(document.words, entities)

    def rank_of(self, speaker: Speaker) -> int:
        """Return a speaker's rank: those who are named come first, then those who were met."""
        if speaker.entity is not None:
            return self.rank_of_entity(speaker.entity)
        return len(self._entities) + self._met.rank(speaker)

    def rank_of_entity(self, entity: Entity) -> int:
        """Return an entity's rank."""
        return self._ranks[id(entity)]

    def learn(self, speaker: Speaker, found: Description) -> None:
        """Remember whom a source was taken to mean, and what it calls that one, as that speaks for the same one."""
        if speaker.kind in _PERSONS:
            is_known = not speaker.is_unresolved and (speaker.entity is not None or self._met.knows(speaker))
            self._pronouns.remember(found.head, self.rank_of(speaker) if is_known else -1)
        if speaker.entity is not None:
            rank = self.rank_of_entity(speaker.entity)
            self._roles_by_word |= {i: rank for run in found.roles for i in range(*run) if i not in self._by_word}

    def at_rank(self, rank: int) -> Entity | Speaker:
        """Return who has a rank."""
        return self._entities[rank] if rank < len(self._entities) else self._met[rank - len(self._entities)]

    def told_of_in(self, run: WordRange | None) -> set[int]:
        """List the ranks of those whom words mention, but not by a pronoun alone."""
        pointing = THIRD_PERSON | POSSESSIVES
        told = (i for i in range(*run or (0, 0)) if self._words.lower[i] not in pointing)
        return {rank for i in told for rank in self._mentioned_by(i)}

    def candidates(self, asked: Asked) -> list[Candidate]:
        """List everybody whom a pronoun or description may mean."""
        everything, is_person = self._told_of(asked.at), "person" in asked.kinds
        fits = cache(partial(self._fits, asked=asked))
        fit = {rank for rank in everything if fits(rank)}
        # What speaks for somebody whom "she" cannot mean speaks for nobody. All else may mean what has no name.
        unfit = (
            sum(chance for rank, chance in everything.items() if rank not in fit) if asked.mention == "person" else 0.0
        )
        told = {rank: everything[rank] / max(_LEAST_LEFT, 1 - unfit) for rank in fit}
        spoken = {} if asked.noun else dict(self._spoken(asked, fits))
        first = set(filter(fits, self._bodies.named_near(asked.at, asked.noun) if not is_person else asked.bearers))
        phrases = list(self._only_mentioned(asked))
        chances = [*told.values(), *(chance for _, chance in phrases)]
        found = []
        for rank in sorted(told.keys() | spoken.keys() | first):
            chance, of_last = told.get(rank, 0.0), spoken.get(rank, {})
            is_likely = chance >= _LEAST_TOLD[asked.mention] or of_last.get("after_quotation") or rank in first
            if rank < len(self._entities) and not is_likely:
                continue
            features = of_chance(chance, chances) | of_last | self._of_rank(rank, asked)
            found.append(Candidate(rank=rank, phrase=None, features=features))
        for phrase, chance in phrases:
            same = float(self._words.texts[phrase.head].lower() == asked.noun)
            features = of_chance(chance, chances) | {"only_mentioned": 1.0, "same_noun": same}
            features |= self._of_place(phrase.head, phrase.head, asked)
            found.append(Candidate(rank=None, phrase=phrase, features=features))
        common = {"bias": 1.0, "rivals": log(len(found) or 1)} | self._of_asked(asked)
        if asked.kinds == {"organisation"}:
            common["one_named"] = float(sum(one.is_named for one in found) == 1)
        if asked.mention == "person":
            found += self._less_likely(asked, everything, {one.rank for one in found})
            common |= self._pronouns.of_pronoun(asked.at)
        return [Candidate(rank=one.rank, phrase=one.phrase, features={**common, **one.features}) for one in found]

    def _less_likely(
        self, asked: Asked, told: Mapping[int, float], known: Collection[int | None]
    ) -> Iterator[Candidate]:
        """List the persons whom a pronoun may mean though hard tests or the model speak against it."""
        at, ranks = asked.at, self._pronouns.named_near(asked.at)
        known = {*known, *asked.barred, None if asked.reporter is None else self.rank_of(asked.reporter)}
        gender = gender_told(self._words.texts[at].lower())
        for rank in sorted((ranks | told.keys()) - known):
            entity = self._entities[rank] if rank < len(self._entities) else None
            is_person = entity is not None and self._roles.gender(entity) in {None, gender}
            if entity is not None and is_person and entity.kind == "person" and self._is_introduced(entity, at):
                chance = told.get(rank, 0.0)
                features = of_chance(chance, list(told.values())) | self._of_rank(rank, asked)
                yield Candidate(rank=rank, phrase=None, features=features)

    def _told_of(self, at: int) -> dict[int, float]:
        """Add up what the model says of the words that mention each, by their ranks."""
        told: dict[int, float] = {}
        for i, chance in self._meant.get(at, {}).items():
            for rank in self._mentioned_by(i) if i != at else ():
                told[rank] = told.get(rank, 0.0) + chance
        return told

    def _mentioned_by(self, at: int) -> Collection[int]:
        """Find whom a word mentions, by their ranks. Most words mention nobody."""
        named = self._by_word.get(at, self._roles_by_word.get(at))
        known = () if named is None else (named,)
        met = self._met.at(at)
        return {*map(self.rank_of, met), *known} if met else known

    def _spoken(self, asked: Asked, fits: Callable[[int], bool]) -> Iterator[tuple[int, dict[str, float]]]:
        """List who spoke last before a pronoun, and who says what it stands in, whatever the model says of them."""
        words, at = self._words, asked.at
        last = self._met.latest(at, asked.kinds)
        of_last: dict[str, float] = {}
        if last is not None and words.paragraphs[at] - words.paragraphs[last[0]] <= _NEAR_PARAGRAPHS:
            is_near = self._follows_quotation(at) or sentence_around(words, at)[0] <= last[0]
            of_last = {"spoke_last": 1.0, "without_break": is_near, "after_quotation": self._follows_quotation(at)}
        speakers = (last[1] if of_last and last else None, of_last), (asked.reporter, {"reports_it": 1.0})
        found: dict[int, dict[str, float]] = {}
        for speaker, features in speakers:
            rank = -1 if speaker is None else self.rank_of(speaker)
            if rank >= 0 and fits(rank):
                found[rank] = found.get(rank, {}) | features
        yield from found.items()

    def _only_mentioned(self, asked: Asked) -> Iterator[tuple[Description, float]]:
        """Find those whom the model says are meant, and who have no name and have not spoken: "officers arrived"."""
        words = self._words
        chances = {
            i: chance
            for i, chance in self._meant.get(asked.at, {}).items()
            if i < asked.at and chance >= _WORTH_A_LOOK and not self._mentioned_by(i)
        }
        for head in chances:
            word = words.lower[head]
            if head + 1 in chances or word in _NO_PHRASES or is_told_to_say(words, head, asked.at):
                continue
            start = phrase_start(self._known, head)
            phrase = self._phrases.describe((start, head + 1))
            is_known = phrase.head == head and phrase.name is None and kind_of_noun(word) is not None
            if is_known and self._may_mean(kind_of(self._known, phrase), word, asked):
                yield phrase, sum(chances.get(i, 0.0) for i in range(start, head + 1))

    def _agrees(self, word: str, asked: Asked) -> bool:
        gender = gender_told(self._words.texts[asked.at].lower())
        return not gender or gender_told(word) in {None, gender}

    def _fits(self, rank: int, asked: Asked) -> bool:
        """Tell whether somebody can be meant: by kind and gender, and if named, whether that name was met before."""
        is_named = rank < len(self._entities)
        if rank in {*asked.others, *asked.barred} or (asked.bearers and is_named and rank not in asked.bearers):
            return False
        if not is_named:
            return self._described_fits(self._met[rank - len(self._entities)], asked)
        entity = self._entities[rank]
        kind: Kind = "organisation" if entity.kind == "place" else entity.kind
        if kind not in asked.kinds or not self._is_introduced(entity, asked.at):
            return False
        gender = gender_told(self._words.texts[asked.at].lower())
        is_other = gender and self._roles.gender(entity) not in {None, gender}
        return not is_other and self._may_be_called(entity, asked)

    def _may_be_called(self, entity: Entity, asked: Asked) -> bool:
        """Tell whether somebody with a name may be what a description says, or anybody a pronoun."""
        if asked.noun is None or not self._roles.is_of_country(entity, asked.phrase.core):
            return asked.noun is None
        if entity.kind != "person":
            return may_be_called(entity, asked.noun)
        is_more = asked.phrase.span[1] - asked.phrase.span[0] > _FEW_WORDS
        is_bearer = self.rank_of_entity(entity) in asked.bearers
        return is_bearer or self._roles.may_hold(entity, asked.noun, is_more=is_more)

    def _described_fits(self, speaker: Speaker, asked: Asked) -> bool:
        head = self._noun_of(speaker)
        if head is None or speaker.is_unresolved or not self._may_mean(speaker.kind, head, asked):
            return False
        if asked.noun is not None and is_another(self._words, speaker, asked.phrase.core, asked.at):
            return False
        if not self._is_of_sex(speaker, gender_told(self._words.lower[asked.at])):
            return False
        # "The American people" are not "some of the candidates".
        return asked.noun is None or self._roles.countries([asked.phrase.core]) <= self._roles.countries(
            speaker.mentions
        )

    def _is_of_sex(self, speaker: Speaker, gender: str | None) -> bool:
        """Tell whether somebody without a name may be he or she: whoever was "she" once is not "he"."""
        return gender is None or genders_told(self._words, speaker.heads[:_MOST_HEADS]) <= {gender}

    def _may_mean(self, kind: Kind, noun: str, asked: Asked) -> bool:
        """Tell whether somebody told by a noun alone can be meant."""
        is_other = asked.noun is not None and not may_be_one(kind, noun, asked.noun)
        return kind in asked.kinds and not is_other and self._agrees(noun, asked)

    def _noun_of(self, speaker: Speaker) -> str | None:
        """Return the first noun of a known kind for somebody, not the "who" after it; several with names are people."""
        if speaker.members:
            return "people"
        return next((word.lower() for at in speaker.heads if kind_of_noun(word := self._words.texts[at])), None)

    def _is_introduced(self, entity: Entity, at: int) -> bool:
        """Tell whether somebody is named before a word, or, where that stands in a headline, anywhere beneath.

        To be named in a caption is not enough, but for the words of that caption.
        """
        paragraphs = self._words.paragraphs
        starts = (name.start for name in entity.mentions)
        told = (i for i in starts if i not in self._beside or paragraphs[i] == paragraphs[at])
        first = next(told, len(paragraphs))
        return first < at or (paragraphs[at] == 0 and first < len(paragraphs) and paragraphs[first] > 0)

    def _follows_quotation(self, at: int) -> bool:
        return Mark.CLOSES in self._words.marks[max(0, at - 2) : at]

    def _of_rank(self, rank: int, asked: Asked) -> dict[str, float]:
        one = self.at_rank(rank)
        if isinstance(one, Speaker):
            return {
                "met": 1.0,
                "cited": log(1 + len(one.heads)),
                "same_noun": float(self._noun_of(one) == asked.noun),
                **self._of_place(_last_before(one.heads, asked.at), one.heads[0], asked),
            } | (self._of_person(rank, asked) if asked.mention == "person" else {})
        gender = gender_told(self._words.texts[asked.at].lower())
        heads = self._cast.heads_of(one)
        starts = self._starts[rank]
        before = bisect_left(starts, asked.at)
        last = max(starts[before - 1] if before else -1, _last_before(heads, asked.at))
        return (
            {
                "gender_known": float(gender is not None and self._roles.gender(one) == gender),
                "bearer": float(rank in asked.bearers),
                "times_named": log(len(one.mentions)),
                "one_word": float(len(one.full) == 1),
                "cited": log(1 + len(heads)),
            }
            | self._of_place(last, starts[0], asked)
            | (
                self._of_person(rank, asked)
                if asked.mention == "person"
                else self._bodies.of_body(rank, asked.at, last, asked.noun)
            )
        )

    def _of_person(self, rank: int, asked: Asked) -> dict[str, float]:
        one = self.at_rank(rank)
        spoken = Spoken(
            rank=rank,
            entity=one if isinstance(one, Entity) else None,
            starts=self._starts[rank] if isinstance(one, Entity) else sorted(one.heads[-_MOST_HEADS:]),
            heads=self._cast.heads_of(one) if isinstance(one, Entity) else one.heads,
            gender=self._roles.gender(one) if isinstance(one, Entity) else None,
        )
        reporter = None if asked.reporter is None else self.rank_of(asked.reporter)
        features = self._pronouns.of_person(spoken, asked.at, reporter=reporter, others=asked.others)
        if spoken.entity is not None:
            features |= self._pronouns.of_others(rank, asked.at, lambda other: self._fits(other, asked))
        return features

    def _of_place(self, last: int, first: int, asked: Asked) -> dict[str, float]:
        """Tell where somebody was mentioned last before a word, and where first."""
        words, at = self._words, asked.at
        if last < 0:
            return {"named_after": 1.0}
        start = sentence_around(words, at)[0]
        before = sentence_around(words, start - 1)[0] if start else 0
        apart = words.paragraphs[at] - words.paragraphs[last]
        return {
            "same_sentence": float(last >= start),
            "sentence_before": float(before <= last < start),
            "same_paragraph": float(apart == 0),
            "paragraphs_apart": log(1 + apart),
            "subject": float(last - sentence_around(words, last)[0] <= _FEW_WORDS),
            "owner": float(words.texts[self._ends.get(last, last + 1)] in APOSTROPHES),
            "governed": float(last > 0 and words.lower[last - 1] in PHRASE_ENDS),
            "in_headline": float(words.paragraphs[first] == 0),
            "in_same_quotation": float(words.marks[last] == words.marks[at] == Mark.INSIDE),
            "in_other_quotation": float(words.marks[last] == Mark.INSIDE != words.marks[at]),
        }

    def _of_asked(self, asked: Asked) -> dict[str, float]:
        words, (start, end) = self._words, asked.phrase.core
        word = words.lower[asked.at]
        return {
            "quoted": float(words.marks[asked.at] == Mark.INSIDE),
            "plural": float(word in THIRD_PLURAL),
            "bearers": float(bool(asked.bearers)),
            "modified": log(end - start),
            "qualified": float(asked.phrase.span[1] > end),
            "known_noun": float(asked.phrase.noun is not None),
            "office": float(asked.noun in OFFICES),
            "person": float("person" in asked.kinds),
            "nobody": log(bounded(1 - sum(self._meant.get(asked.at, {}).values()))),
            "asked": float(asked.at in self._meant),
        }


def _last_before(heads: Sequence[int], at: int) -> int:
    """Find the last head before a word, -1 if there is none; heads are nearly in the order of the text."""
    return next((head for head in reversed(heads) if head < at), -1)
