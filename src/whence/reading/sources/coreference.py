"""Words of sources to whom they mean: names, pronouns, descriptions, each to one speaker or left as described."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from whence.language.english import (
    FIRST_PERSON,
    FIRST_PLURAL,
    FIRST_SINGULAR,
    POSSESSIVES,
    RELATIVE,
    SECOND_PERSON,
    SPOKESMEN,
)
from whence.language.gazetteer import country_of, kind_of_noun
from whence.language.quotation_marks import Mark
from whence.reading.model.decode import Meant, Name, WordRange
from whence.reading.sources.accused_bodies import Accused, accused_before, may_deny
from whence.reading.sources.agreement import gender_told
from whence.reading.sources.antecedents import Antecedents
from whence.reading.sources.asked import Asked, Candidate, Choice, Clause
from whence.reading.sources.authors import find_author
from whence.reading.sources.cast import PERSONAL, Cast, kinds_of_pronoun
from whence.reading.sources.described_speakers import says_no_more
from whence.reading.sources.entities import Entity
from whence.reading.sources.introductions import Introductions
from whence.reading.sources.likelihood import chances_meant, least_chance
from whence.reading.sources.named_entities import Document, is_possessive
from whence.reading.sources.next_speaker import next_speaker
from whence.reading.sources.not_meant import asker_before, fronted, is_only_spoken_to, is_part, is_reported, owner_kind
from whence.reading.sources.noun_phrases import Description, NounPhrases, is_definite, is_pronoun, kind_of
from whence.reading.sources.relative_clauses import antecedent_of, apposed_name, is_set_off
from whence.reading.sources.roles import Roles, is_deputy_nearer, office_at
from whence.reading.sources.speaker_register import Speaker
from whence.records.ledger import Kind

__all__ = ["Speakers"]

_LEAD = 1
"""The last paragraph in which somebody is described before being named."""
_SURE_OF_SEX = 0.9
"""Chance from which a pronoun tells whether somebody is he or she: whoever is wrongly she is never he again."""
_WITHOUT_ARTICLE = frozenset({"police"})
_NOBODY_ELSE = RELATIVE | SECOND_PERSON


class Speakers:
    """Finds whom the words of sources mean; remembers whom it met.

    Args:
        document: The report, with its names.
        entities: Whom these name.
        meant: What the model says of pronouns and descriptions.
        phrases: The report's noun phrases, as far as they have been taken apart.
    """

    def __init__(self, document: Document, entities: Sequence[Entity], meant: Meant, phrases: NounPhrases) -> None:
        self._known, self._words = document, document.words
        self._phrases = phrases.with_names(document.names)
        self._by_name = {(name.start, name.end): entity for entity in entities for name in entity.mentions}
        self.roles = Roles(document.words)
        self._cast = Cast(document, self.roles)
        self.met = self._cast.met
        self._antecedents = Antecedents(document, entities, meant, self._phrases, self._cast)
        self.choices: dict[int, Choice] = {}
        # In the order of their first mention, as the entities are.
        self.bearers: dict[str, list[Entity]] = {}
        """The persons that each noun is said of."""
        self._by_part: dict[str, list[Entity]] = {}
        for entity in entities:
            for role in self.roles.nouns(entity):
                self.bearers.setdefault(role, []).append(entity)
            for part in set(entity.full):
                self._by_part.setdefault(part, []).append(entity)
        self._introductions = Introductions(document)
        self._author = find_author(document.words, document.names)

    def find(
        self,
        span: WordRange,
        *,
        within: Speaker | None = None,
        is_quoted: bool = False,
        others: Collection[Name] = (),
    ) -> tuple[Speaker, Description]:
        """Find whom a source's words mean.

        Args:
            span: The source's words.
            within: Who says the content that this source stands in: the "I" and "we" of it.
            is_quoted: Whether all of that content is its own words, as between quotation marks. In them whoever speaks
                is "I" and never "he".
            others: Names that are not the source's: of whom it speaks, or whom it speaks to.
        """
        found = self._phrases.describe(self._without_ending(span))
        named = (self._by_name.get((name.start, name.end)) for name in others)
        excluded = {self._antecedents.rank_of_entity(entity) for entity in named if entity}
        if is_pronoun(self._words, found) and (asker := asker_before(self._known, found.head)):
            excluded.add(self._antecedents.rank_of(self.named(asker)))
        reporter = within if within and within.kind == "person" else None
        is_said = is_quoted or self._words.marks[found.head] == Mark.INSIDE
        if reporter and is_said and not is_reported(self._words, found.head):
            excluded.add(self._antecedents.rank_of(reporter))
        speaker = self._whom(found, Clause(within=within, reporter=reporter, others=excluded))
        choice = self.choices.get(found.head)
        if speaker.entity and (choice is None or max(choice.chances, default=1.0) >= _SURE_OF_SEX):
            self.roles.learn(speaker.entity, self._words.texts[found.head].lower())
        self._antecedents.learn(speaker, found)
        self.met.mention(speaker, found.head)
        speaker.mentions.append(self._mention(found))
        speaker.roles |= dict.fromkeys(found.roles)
        speaker.qualified.append(found.span)
        return speaker, found

    def _without_ending(self, span: WordRange) -> WordRange:
        """Take off the possessive ending of a source: "Mayor Okafor's" before "remarks"."""
        start, end = span
        is_owner = end - start > 2 and is_possessive(self._words, end - 1)  # noqa: PLR2004 -- an owner, "’" and "s"
        return (start, end - 2) if is_owner else span

    def whom(self, span: WordRange) -> Speaker:
        """Find whom words mean that name no source: like `find`, but it leaves no trace among those who spoke."""
        count = len(self.met)
        speaker = self._whom(self._phrases.describe(span), Clause())
        self.met.forget(count)
        return speaker

    def named(self, name: Name) -> Speaker:
        """Find the speaker that a name names; "the Okafors" are no entity."""
        entity = self._by_name.get((name.start, name.end))
        return self._cast.named(entity) if entity else self._cast.family(self._phrases.describe((name.start, name.end)))

    def _whom(self, found: Description, clause: Clause) -> Speaker:
        first = self._words.texts[found.head].lower()
        if found.also:
            return self._together(found)
        if first in _NOBODY_ELSE:
            known = self._before(found.head, clause) if first in RELATIVE else None
            return known or self._cast.unresolved(found)
        run = apposed_name(self._known, found.core, found.span[1]) if found.name is None else None
        name = self._phrases.describe(run).name if run else found.name
        if name is not None and (name.start, name.end) in self._by_name:
            return self.named(name)
        if name is not None and name.kind == "person":
            return self._cast.family(found)
        if is_pronoun(self._words, found):
            known = self._who_says(found.head, clause) if first in FIRST_PERSON else self._third(found, clause)
            return known or self._cast.unresolved(found)
        return self._described(found, clause)

    def _third(self, found: Description, clause: Clause) -> Speaker | None:
        """Find whom a pronoun of the third person means: who is told to speak next, or who is likely meant."""
        word, rank = self._words.texts[found.head].lower(), self._antecedents.rank_of_entity
        if word in PERSONAL:
            told = next_speaker(self._known, found.head)
            if told.is_somebody:
                return None
            name = self._by_name.get((told.name.start, told.name.end)) if told.name else None
            is_other = name is not None and self.roles.gender(name) not in {None, gender_told(word)}
            if name is not None and not is_other and rank(name) not in clause.others:
                return self._cast.named(name)
            others = (self._by_name.get((one.start, one.end)) for one in told.barred if not is_other)
            barred = {rank(one) for one in others if one}
            told_of = self._antecedents.told_of_in(fronted(self._words, found.head))
            clause = replace(clause, barred=barred | told_of)
        body = self.met.going_on(found.head) if word == "it" else None
        if body is not None and self._antecedents.rank_of(body) not in clause.others:
            return body
        return self._meant_by(self._asked(found, kinds_of_pronoun(word), clause))

    def _described(self, found: Description, clause: Clause) -> Speaker:
        """Find whom a description means that holds no name: somebody known, or somebody of whom only that is known."""
        first = self._words.texts[found.head].lower()
        is_bare = found.core[1] - found.core[0] == 1 and (found.noun == "document" or first in _WITHOUT_ARTICLE)
        if is_definite(self._words, found) or is_bare:
            known = self._pointed_at(found, clause)
            if known is not None:
                return known
        beneath = self._named_beneath(found, clause)
        firm = self._firm_called(found) if beneath is None else None
        if firm is not None:
            beneath = self._cast.named(firm)
        key = self._cast.key_of(found) or str(found.head)
        return beneath or self._cast.described(found, kind=kind_of(self._known, found), key=key)

    def _who_says(self, at: int, clause: Clause) -> Speaker | None:
        """Find who is "I" or "we": whoever says it, the body that a spokesman says "we" of, or the author of it all."""
        within, pronoun = clause.within, self._words.texts[at].lower()
        if within is None and self._author and pronoun in FIRST_SINGULAR and self._words.marks[at] != Mark.INSIDE:
            return self.named(self._author)
        if within is None or within.kind == "document":
            return None
        return (self._spoken_for(within) if pronoun in FIRST_PLURAL else None) or within

    def _spoken_for(self, speaker: Speaker) -> Speaker | None:
        """Find the body that a spokesman says "we" of: the one named in what the spokesman is called."""
        for run in (*speaker.roles, *(speaker.qualified if speaker.entity is None else ())):
            if any(self._words.texts[i].lower() in SPOKESMEN for i in range(*run)):
                bodies = (name for name in self._known.names_in(run) if name.kind == "organisation")
                return next((self.named(name) for name in bodies if (name.start, name.end) in self._by_name), None)
        return None

    def _named_beneath(self, found: Description, clause: Clause) -> Speaker | None:
        """Find who is "a judge" in the headline or the lead: the only one whom the report calls a judge."""
        is_lead = self._words.paragraphs[found.head] <= _LEAD and found.noun == "person" and not found.is_plural
        noun = self._words.texts[found.head].lower()
        bearers = [one for one in self.bearers.get(noun, ()) if noun in self.roles.heads(one)] if is_lead else []
        if len(bearers) != 1 or found.span[1] > found.core[1] or not self.roles.may_be_of(bearers[0], found.core):
            return None
        # "Okafor's brother" is not Okafor, and "his brother" nobody who is named before.
        owners = [self._by_name.get((name.start, name.end)) for name in self._known.names_in(found.core)]
        is_his = self._words.lower[found.core[0]] in POSSESSIVES and bearers[0].mentions[0].start < found.head
        return None if is_his or bearers[0] in owners else self._named_unless(bearers[0], clause)

    def _firm_called(self, found: Description) -> Entity | None:
        """Find the one firm that a word for a country's people is short for: "American" for American Airlines."""
        word = self._words.texts[found.head]
        if found.span[1] > found.span[0] + 1 or not word[0].isupper() or country_of(word) is None:
            return None
        firms = [
            one
            for one in self._by_part.get(word.lower(), ())
            if one.kind == "organisation"
            and one.full[0] == word.lower()
            and kind_of_noun(one.full[-1]) != "organisation"
        ]
        return firms[0] if len(firms) == 1 else None

    def _named_unless(self, entity: Entity, clause: Clause) -> Speaker | None:
        """Return the speaker that a name stands for, unless it cannot be meant."""
        return None if self._antecedents.rank_of_entity(entity) in clause.others else self._cast.named(entity)

    def _together(self, found: Description) -> Speaker:
        """Make one group of two who are named together."""
        named = [one for one in (*found.also, found.name) if one and (one.start, one.end) in self._by_name]
        return self._cast.together(found, [(one, self.named(one)) for one in named])

    def _before(self, at: int, clause: Clause) -> Speaker | None:
        """Find whom a relative pronoun goes on about: whom its antecedent means.

        "The diver, who" is the one introduced before; "the diver who" is told by the clause alone.
        """
        run = antecedent_of(self._known, at)
        if run is None:
            return None
        found = self._phrases.describe(run)
        if found.name or is_set_off(self._words, at):
            speaker = self._whom(found, clause)
        else:
            kind = kind_of(self._known, found)
            # "Those who": persons, unlike "those" alone.
            is_personal = kind == "document" and self._words.texts[at].lower() in PERSONAL
            speaker = self._cast.described(found, kind="group" if is_personal else kind, key=str(found.head))
        if speaker.entity is None and found.head not in speaker.heads:
            speaker.mentions.append(self._mention(found))
            self.met.mention(speaker, found.head)
        return speaker

    def _pointed_at(self, found: Description, clause: Clause) -> Speaker | None:
        """Find who was introduced before as what a description says: "the mayor", "the diplomat", "the company"."""
        noun = self._words.texts[found.head].lower()
        kind = kind_of(self._known, found)
        if kind == "document":
            return self._same_document(found)
        if noun in _WITHOUT_ARTICLE:
            return self._only_body(found, clause)
        if accusation := accused_before(self._known, found.head):
            return self._denier(accusation, found, clause)
        return self._only_body(found, clause) or self._bearer(found, kind, noun, clause)

    def _denier(self, told: Accused, found: Description, clause: Clause) -> Speaker | None:
        """Find which body denies what one is accused of: the accused if a body, or else nobody who accuses."""
        accuser, accused = (one and self._by_name.get((one.start, one.end)) for one in (told.accuser, told.accused))
        noun = self._words.texts[found.head].lower()
        if accused and (accused.kind != "person" or not told.is_whole):
            return self._named_unless(accused, clause) if may_deny(accused, noun, told) else None
        others = {self._antecedents.rank_of_entity(accuser)} if accuser else set()
        clause = replace(clause, others=others.union(clause.others))
        return self._only_body(found, clause) or self._bearer(found, "organisation", noun, clause)

    def _bearer(self, found: Description, kind: Kind, noun: str, clause: Clause) -> Speaker | None:
        """Find whom a description means by its noun: whoever bears it, or whom the model says that it means."""
        is_person = kind == "person"
        bearers = self.bearers.get(office_at(self._words, found.head), []) if is_person else self._by_part.get(noun, [])
        before = [
            one for one in bearers if one.mentions[0].start < found.head and self.roles.may_be_of(one, found.core)
        ]
        if says_no_more(found, kind):
            again = self.met.described(noun, found.head) if found.core[1] - found.core[0] == 2 else None  # noqa: PLR2004
            last = (name.start for one in before for name in one.mentions if name.start < found.head)
            if again and again[0] > max(last, default=-1):
                return again[1]
            if len(before) == 1:
                is_unsure = is_person and is_deputy_nearer(self.bearers, noun, before[0], found.head)
                return None if is_unsure else self._named_unless(before[0], clause)
        # "Her husband" is not she, and who he is, only the page can tell; "the Okafor campaign" is no other body, and
        # neither is "the bank's board".
        has_owner = kind == "person" and owner_kind(self._known, found.core) is not None
        is_other = has_owner or self._words.texts[found.core[0]].lower() in POSSESSIVES
        is_own_part = kind == "organisation" and is_part(self._words, found.core, bearers)
        if is_other or is_own_part or (kind == "organisation" and self._known.names_in(found.core)):
            return None
        rank = self._antecedents.rank_of_entity
        ranks = {rank(entity) for entity in before}
        # Whoever is called by this noun without what stands before it: the mayor is not "the deputy mayor".
        alike = [*bearers, *self.bearers.get(noun, ())] if is_person else bearers
        foreign = {rank(one) for one in alike if not self.roles.may_be_of(one, found.core)}
        clause = replace(clause, others={*clause.others, *foreign})
        return self._meant_by(self._asked(found, {kind}, clause, noun=noun, bearers=ranks))

    def _asked(
        self,
        found: Description,
        kinds: Collection[Kind],
        clause: Clause,
        *,
        noun: str | None = None,
        bearers: Collection[int] = (),
    ) -> Asked:
        return Asked(
            at=found.head,
            kinds=kinds,
            noun=noun,
            phrase=found,
            reporter=clause.reporter,
            others=clause.others,
            barred=clause.barred,
            bearers=bearers,
        )

    def _only_body(self, found: Description, clause: Clause) -> Speaker | None:
        """Find the one body that "police" or "the zoo" means in a report that names no other by this noun."""
        noun, first = (self._words.texts[i].lower() for i in (found.head, found.core[0]))
        is_short = found.core[1] - found.core[0] == (1 if first in _WITHOUT_ARTICLE else 2)
        is_body = found.noun in {"organisation", None} and (first in _WITHOUT_ARTICLE or first == "the")
        if not is_short or not is_body or found.span[1] > found.core[1]:
            return None
        named = [one for one in self._by_part.get(noun, ()) if one.kind != "person" and one.full[0] != noun]
        described = self._introductions.bodies(noun) if found.noun else {}
        if len({*described, *(one.full[0] for one in named)}) != 1:
            return None
        if named:
            return self._named_unless(named[0], clause)
        (run,) = described.values()
        body = self._phrases.describe(run)
        speaker = self._cast.described(body, kind="organisation", key=self._cast.key_of(body))
        speaker.mentions.append(body.core)
        speaker.is_named_within = True
        return speaker

    def _same_document(self, found: Description) -> Speaker | None:
        """Find the fuller mention of "the poll": the same noun, before it, with a name or an issuer."""
        words = self._words
        if found.span[1] > found.core[1]:
            return None
        noun = words.lower[found.head]
        modifiers = [words.lower[i] for i in range(found.core[0] + 1, found.head)]
        at, run = (not modifiers and self._introductions.fuller_than(noun, found.head)) or (len(words), None)
        met = self.met.document(noun, found.head)
        if met is not None and met[0] <= at and not modifiers:
            return met[1]
        is_fuller = run is not None
        at, run = (at, run) if run else self._introductions.first_said(noun, found.head, modifiers) or (at, None)
        if run is None:
            return None
        described = self._phrases.describe(run)
        speaker = self._cast.described(described, kind="document", key=self._cast.key_of(described) or str(run))
        speaker.mentions.append(described.core)
        self.met.mention(speaker, at)
        speaker.is_named_within |= is_fuller
        return speaker

    def _meant_by(self, asked: Asked) -> Speaker | None:
        """Choose whom a pronoun or a description means, if it is likely enough."""
        found = self._antecedents.candidates(asked)
        chances = chances_meant(asked.mention, [one.features for one in found])
        self.choices[asked.at] = Choice(asked=asked, candidates=tuple(found), chances=tuple(chances))
        # Of equals the first: the one that was mentioned first.
        best = max(range(len(found)), key=lambda i: (chances[i], -i), default=None)
        if best is None or chances[best] < least_chance(is_named=found[best].is_named):
            return None
        one = self._antecedents.at_rank(found[best].rank or 0) if found[best].is_named else None
        if asked.mention == "person" and isinstance(one, Entity) and is_only_spoken_to(self._known, asked.at, one):
            return None
        return self.speaker_of(found[best])

    def speaker_of(self, chosen: Candidate) -> Speaker:
        """Return the speaker that a candidate is; somebody who was only mentioned becomes one."""
        if chosen.phrase is None:
            one = self._antecedents.at_rank(chosen.rank or 0)
            return one if isinstance(one, Speaker) else self._cast.named(one)
        found = chosen.phrase
        kind = kind_of(self._known, found)
        speaker = self._cast.described(found, kind=kind, key=self._cast.key_of(found) or str(found.head))
        speaker.mentions.append(found.core)
        self.met.mention(speaker, found.head)
        return speaker

    def _mention(self, found: Description) -> WordRange:
        return (found.name.start, found.name.end) if found.name and not found.also else found.core
