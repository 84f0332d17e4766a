"""What the words of a source say of it: its head, a name in it, what goes before and after."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from whence.language.date_words import WEEKDAYS
from whence.language.english import (
    DEFINITE,
    DEMONSTRATIVES,
    DESCRIBING,
    FIRST_PERSON,
    FIRST_PLURAL,
    FORMS_OF_ADDRESS,
    INDEFINITE,
    NAMING,
    NUMBER_WORDS,
    ONE_OF_MANY,
    PLURAL_NUMBERS,
    POSSESSIVES,
    POSTS,
    RELATIVE,
    SUBJECT_PRONOUNS,
    THIRD_PERSON,
    THIRD_PLURAL,
)
from whence.language.gazetteer import NounKind, country_of, find_outlet, kind_of_noun, singulars_of
from whence.language.words import CAPITALISED, Shape, Words
from whence.reading.model.decode import Name, WordRange
from whence.reading.sources.named_entities import Document, is_title_case, names_within
from whence.reading.sources.named_together import joined_persons, joined_to, leads_to_next
from whence.reading.sources.several_people import (
    are_several,
    is_agent,
    is_people_of_country,
    tells_shares,
)
from whence.reading.sources.titles import CORE_ENDS, SAYING_OR_JOINING, before_apposition, is_attribute, with_holder
from whence.records.ledger import Kind

__all__ = ["Description", "NounPhrases", "asked_words", "is_definite", "is_pronoun", "kind_of"]

_PRONOUNS = THIRD_PERSON | FIRST_PERSON
_PLURAL = FIRST_PLURAL | THIRD_PLURAL | {"these", "those"}
_BEFORE_PLURALS = PLURAL_NUMBERS | {
    "both", "most", "all", "more", "dozens", "hundreds", "thousands", "various", "multiple", "numerous", "these",
    "those", "certain", "unnamed", "anonymous",
}  # fmt: skip
_STOPS = frozenset(",;:()[]—–…?!")
_SHORT = 3
_LONGEST_PARTY = 8
"""Words within which a bracket after a name is closed."""
_BEGINS_ANOTHER = POSSESSIVES | SUBJECT_PRONOUNS | {"the", "an"}
_ADDRESS = re.compile(r"\w\.(?:com|org|net)$")
_ONE_OF_PEOPLE = re.compile(r"an$|^(?:Briton|Dane|Finn|Pole|Scot|Spaniard|Swede|Turk)$")
"""Words for one of a country's people, which do not stand for all of them or for the state as "the French" does."""
_MAY_BE_FIRMS = frozenset({"owner", "operator", "builder", "developer", "supplier", "maker", "publisher", "contractor"})
"""Nouns for persons that may be firms, too: "the owner of the mine, Corvane Metals"."""
_ASKED_ABOUT = _PRONOUNS | DEFINITE
_AFTER_APPOSED = RELATIVE | {",", ")", "(", "—", "–", "of"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """The words of a source taken apart. Ranges are of words."""

    span: WordRange
    core: WordRange
    """Up to what qualifies it: a preposition, a relative clause, a comma."""
    head: int
    """The word that carries the core: a noun, a pronoun, or the last word of a name."""
    name: Name | None
    """Who is meant by name: a name that ends the core, or stands in apposition to it."""
    also: tuple[Name, ...]
    """Further names joined to that by "and"."""
    noun: NounKind | None
    """What the head stands for, where it is a common noun that is known."""
    roles: tuple[WordRange, ...]
    """Titles before a name and appositions beside it."""
    is_plural: bool


def is_pronoun(words: Words, description: Description) -> bool:
    """Tell whether it is nothing but a pronoun."""
    return description.core[1] - description.core[0] == 1 and words.lower[description.head] in _PRONOUNS


def is_definite(words: Words, description: Description) -> bool:
    """Tell whether it points back: "the diplomat", "this person", but not "a diplomat" or "diplomats"."""
    return words.lower[description.core[0]] in DEFINITE


class NounPhrases:
    """The noun phrases of a text, each taken apart once, when it is first asked for.

    Args:
        words: The text's words.
        names: The text's names, in order.
        described: Phrases that were taken apart already.

    >>> from whence.language.words import segment
    >>> words = segment("Samuel Okafor, a spokesman for the company")
    >>> found = NounPhrases(words, [Name(0, 2, "person", 1.0)]).describe((0, 8))
    >>> found.name.kind, [words.texts[a:b] for a, b in found.roles]
    ('person', [('a', 'spokesman', 'for', 'the', 'company')])
    """

    def __init__(
        self, words: Words, names: Sequence[Name] = (), described: Mapping[WordRange, Description] | None = None
    ) -> None:
        self.words = words
        self._names = names
        self._described = dict(described or {})

    def with_names(self, names: Sequence[Name]) -> "NounPhrases":
        """Read the same text with other names. Phrases without a name, before and now, are not taken apart again."""
        kept = {
            span: found
            for span, found in self._described.items()
            if not any(names_within(self._names, found.span)) and not any(names_within(names, found.span))
        }
        return NounPhrases(self.words, names, kept)

    def describe(self, span: WordRange) -> Description:
        """Take the words of a source apart; there has to be one at least."""
        found = self._described.get(span)
        if found is None:
            found = self._described[span] = _take_apart(self.words, span, self._names)
        return found


def _take_apart(words: Words, span: WordRange, names: Sequence[Name]) -> Description:
    span = _without_edges(words, span)
    inside = names_within(names, span)
    core = _core(words, span, inside)
    core = with_holder(words, core, inside)
    titled = _titled(words, span, core, inside)
    named = [] if titled else [name for name in inside if core[0] <= name.start and name.end == core[1]]
    also = tuple(name for name in inside if named and name.end < named[0].start and leads_to_next(words, name, inside))
    apposed = None if named else titled or _apposed(words, span, core, inside)
    name = named[0] if named else apposed
    other = joined_to(words, span, inside)
    if other is not None:
        core = core[0], min(core[1], other)
        return _of_two(words, span, core)
    together = () if also else joined_persons(words, span, core, name, inside)
    if together:
        also, name, core = together[:-1], together[-1], (core[0], together[-1].end)
        named = [name]
    head = core[1] - 1 if named else name.end - 1 if name else _head(words, core)
    noun = None if named else kind_of_noun(words.texts[head])
    return Description(
        span=span,
        core=core,
        head=head,
        name=name,
        also=also,
        noun=noun,
        roles=() if together else _roles(words, span, core, name, apposed=bool(apposed)),
        is_plural=bool(also) or _is_plural(words, core, head, noun, name),
    )


def _of_two(words: Words, span: WordRange, core: WordRange) -> Description:
    head = _head(words, core)
    return Description(span=span, core=core, head=head, name=None, also=(), noun="group", roles=(), is_plural=True)


def asked_words(phrases: NounPhrases, runs: Sequence[WordRange]) -> list[int]:
    """List the words of a source that the model is asked about: a pronoun, or the head of what points back."""
    words = phrases.words  # only what begins like one of these is taken apart
    told = (span for span in runs if words.lower[_without_edges(words, span)[0]] in _ASKED_ABOUT)
    described = [phrases.describe(span) for span in told]
    return [one.head for one in described if is_pronoun(words, one) or is_definite(words, one)]


def kind_of(document: Document, found: Description) -> Kind:
    """Tell what a source is by its description alone."""
    words, core, word = document.words, document.shown(found.core), document.words.texts[found.head]
    # "People familiar with the talks" are no magazine.
    are_people = found.noun == "group" and (core.islower() or found.span[1] > found.core[1])
    # "The post" and "People", where a sentence begins, are no outlets.
    is_noun = found.noun in {"group", "document"} and not any(map(str.isupper, core[1:]))
    is_country = country_of(core) is not None and not is_people_of_country(core)
    if is_country and words.lower[found.core[0]] == "the" and _ONE_OF_PEOPLE.search(word):
        return "person"
    if (find_outlet(core) and not are_people and not is_noun) or is_country or _ADDRESS.search(core):
        return "organisation"
    is_count = found.noun is None or word.lower() in NUMBER_WORDS
    if is_count and tells_shares(words, found.span):
        return "group"
    if found.noun == "person" and are_several(words, found.core):
        return "group"
    is_agents = any(is_agent(one) for one in (word.lower(), *singulars_of(word.lower())))
    if found.noun is None and words.lower[found.core[0]] in DEMONSTRATIVES and not is_agents:
        return "document"  # "this revelation": what itself says something, and is nobody
    return _kind_by_form(document, found) if found.noun == "bare" or found.noun is None else found.noun


def _kind_by_form(document: Document, found: Description) -> Kind:
    """Tell the kind of a source by how its noun is written, where it is not known."""
    words, word = document.words, document.words.texts[found.head]
    several = found.is_plural or (found.noun is None and word.endswith("s") and not word.endswith("ss"))
    if country_of(word) and not word.endswith("s"):
        return "organisation"
    if word.lower() in POSTS and words.lower[found.core[0]] in ONE_OF_MANY:
        return "person"
    is_large = words.shapes[found.head] in CAPITALISED and not is_title_case(words, found.head)
    is_any = several and words.lower[found.core[0]] in _BEFORE_PLURALS | INDEFINITE
    proper = found.head > found.core[0] and is_large and not is_any
    if (proper or word.isupper()) and found.noun is None and not country_of(word):
        return "organisation"
    return "group" if several else "person"


def _without_edges(words: Words, span: WordRange) -> WordRange:
    start, end = span
    # "700,000 anglers" does not begin with the zeros.
    while start > 1 and words.texts[start - 1] == "," and _is_number(words, start):
        start -= 2
    while end - start > 1 and words.shapes[start] == Shape.PUNCTUATION:
        start += 1
        # "(UK) Harbour Line": a bracket before a name is no part of it.
        closed = next((i for i in range(start, end - 1) if words.texts[i] == ")"), None)
        if words.texts[start - 1] == "(" and closed is not None:
            start = closed + 1
    # "One, a former pilot who stayed": who it is follows.
    if end - start > 2 and words.lower[start] == "one" and words.texts[start + 1] == ",":  # noqa: PLR2004
        start += 2
    while end - start > 1 and words.shapes[end - 1] == Shape.PUNCTUATION and words.texts[end - 1] != ".":
        end -= 1
    # "The diver, 47": an age is no part of it.
    is_aged = end - start > 2 and words.texts[end - 2] == "," and words.texts[end - 1].isdigit()  # noqa: PLR2004
    return start, end - 2 if is_aged else end


def _is_number(words: Words, i: int) -> bool:
    """Tell whether a number goes on at a word after a comma: "000" of "700,000"."""
    is_tight = words.ends[i - 2] == words.starts[i - 1] and words.ends[i - 1] == words.starts[i]
    return is_tight and words.texts[i - 2].isdigit() and words.texts[i].isdigit()


def _core(words: Words, span: WordRange, inside: Sequence[Name]) -> WordRange:
    start, end = span
    within = {i for name in inside for i in range(name.start, name.end)}
    i = start
    while i < end:
        text = words.lower[i]
        is_hyphened = i > start and words.texts[i - 1] == "-" and not _is_dash(words, i - 1)  # "Marram-based"
        is_inside_number = text == "," and i + 1 < end and i > start and _is_number(words, i + 1)
        ends = (
            (text in _STOPS and not is_inside_number) or (text in CORE_ENDS and not is_hyphened) or _is_dash(words, i)
        )
        ends = ends or (i > start and _goes_on_as_clause(words, i, end, within))
        ends = ends or (text in WEEKDAYS and i > start + 1)  # "a statement Monday"
        if "(" in (text, words.texts[i - 1]) and i > start and (closed := _to_second_name(words, i, span, inside)):
            i = closed
            continue
        goes_on = ends and (_goes_on_as_name(words, i, end) or is_attribute(words, start, i, end))
        if i not in within and i > start and ends and not goes_on:
            break
        i += 1
    # An abbreviation's full stop, or a possessive's "s", is not what carries a core.
    while i - start > 1 and words.shapes[i - 1] == Shape.PUNCTUATION and i - 1 not in within:
        i -= 1
    return start, i


def _goes_on_as_clause(words: Words, i: int, end: int, within: Collection[int]) -> bool:
    """Tell whether a noun phrase ends before a participle: "a memo | kept back", "officers | asking Ivo Brandt"."""
    text, before = words.lower[i], words.texts[i - 1]
    is_noun = kind_of_noun(before) is not None
    is_counted = before.lower() in _BEFORE_PLURALS | {"half"}
    if is_noun and not is_counted and text in _BEGINS_ANOTHER and i + 1 < end and i - 1 not in within:
        return True  # "Figures | her campaign released", "the agency | he runs"
    if text.endswith(("ed", "ing")):
        is_several = before.endswith("s") and len(before) > _SHORT and words.shapes[i - 1] == Shape.LOWER
        is_done_to = text.endswith("ing") and is_several and words.shapes[i] == Shape.LOWER and i + 1 in within
        is_last = text.endswith("ed") and i - 1 in within and i + 1 == end and words.shapes[i] == Shape.LOWER
        return is_noun or is_done_to or is_last
    is_adverb = text.endswith("ly") and words.shapes[i] == Shape.LOWER and kind_of_noun(text) is None
    return is_noun and is_adverb


def _to_second_name(words: Words, i: int, span: WordRange, inside: Sequence[Name]) -> int | None:
    """Find where a source goes on after a party in brackets: "Ada Marsh (D) and former mayor Ivo Brandt (R)"."""
    closed = next((j for j in range(i, min(i + _LONGEST_PARTY, span[1] - 1)) if words.texts[j] == ")"), None)
    is_after_name = any(name.end == i and name.kind == "person" for name in inside)
    if words.texts[i] != "(" or closed is None or words.texts[closed + 1] != "and" or not is_after_name:
        return None
    return closed + 1 if any(name.kind == "person" and name.start > closed for name in inside) else None


def _goes_on_as_name(words: Words, i: int, end: int) -> bool:
    """Tell whether "of" or "for" is part of an office's name: "the Ministry of the Environment"."""
    if words.texts[i] not in {"of", "for"} or kind_of_noun(words.texts[i - 1]) != "organisation":
        return False
    after = next((j for j in range(i + 1, end) if words.lower[j] != "the"), i)
    return words.shapes[i - 1] in CAPITALISED and words.shapes[after] in CAPITALISED


def _is_dash(words: Words, i: int) -> bool:
    """Tell a dash from a hyphen, which has no space on either side."""
    if words.texts[i] != "-":
        return False
    return i + 1 >= len(words) or words.ends[i] != words.starts[i + 1] or words.ends[i - 1] != words.starts[i]


def _apposed(words: Words, span: WordRange, core: WordRange, inside: Sequence[Name]) -> Name | None:
    """Find the name in "the mayor, Mr. Haddad,", "a cook named Brandt" or "a diver, the former pilot Samuel Okafor"."""
    head = _head(words, core)
    kind = kind_of_noun(words.texts[head])
    others = POSSESSIVES | (ONE_OF_MANY if kind is None else set())  # "an ally, Ivo Brandt"
    is_person = words.lower[core[0]] in others or (kind is None and _ends_in_person(words, span, core, inside))
    if kind not in {"person", "organisation"} and not is_person:
        return None
    for name in inside:
        start = before_apposition(words, name.start, core[1])
        # "The company that runs it, Northern Grid".
        clause = core[1] + (words.lower[core[1] : core[1] + 1] == ("that",) and name.end == span[1])
        between = set(range(clause, start)) - {i for one in inside for i in range(one.start, one.end)}
        if SAYING_OR_JOINING & {words.lower[i] for i in between}:
            break
        is_told = words.lower[start] in NAMING or words.texts[start - 1] in {",", "—", "–", ":"}
        ends = name.end == span[1] or words.texts[name.end] in _AFTER_APPOSED
        is_of_kind = name.kind == (kind or "person") or (
            name.kind == "organisation" and words.lower[head] in _MAY_BE_FIRMS
        )
        if is_of_kind and start >= core[1] and is_told and ends:
            return name
    return None


def _ends_in_person(words: Words, span: WordRange, core: WordRange, inside: Sequence[Name]) -> bool:
    """Check for a person right after a comma as all that follows an unknown noun: "the netmaker, Ivo Brandt"."""
    last = inside[-1] if inside else None
    is_small = words.shapes[_head(words, core)] == Shape.LOWER
    return last is not None and last.kind == "person" and (last.start - 1, last.end) == (core[1], span[1]) and is_small


def _titled(words: Words, span: WordRange, core: WordRange, inside: Sequence[Name]) -> Name | None:
    """Find the person at the end of "the envoy to Drovia Ivo Brandt" and of "Marram, Skerry, pilot Ivo Brandt"."""
    last = inside[-1] if inside else None
    if last is None or last.kind != "person" or last.end != span[1] or last.start <= core[1]:
        return None
    title = kind_of_noun(words.texts[_head(words, core)]) == "person"
    office = any(name.end == last.start and name.kind != "person" for name in inside)
    before = words.texts[last.start - 1]
    office = office or (words.shapes[last.start - 1] in CAPITALISED and kind_of_noun(before) == "organisation")
    is_placed = inside[0].kind == "place" and inside[0].end == core[1] and kind_of_noun(before) == "person"
    return last if (title and office) or is_placed else None


def _head(words: Words, core: WordRange) -> int:
    """Find the last word of a core that is no mark and no possessive ending, before an office's "of the"."""
    end = next((i for i in range(core[0] + 1, core[1]) if words.texts[i] in {"of", "for"}), core[1])
    for i in range(end - 1, core[0] - 1, -1):
        if words.shapes[i] != Shape.PUNCTUATION and not (words.texts[i] == "s" and i > core[0]):
            return i
    return core[1] - 1


def _roles(
    words: Words, span: WordRange, core: WordRange, name: Name | None, *, apposed: bool
) -> tuple[WordRange, ...]:
    if name is None or name.kind != "person":
        return ()
    if apposed:
        end = name.start
        while end > core[1] and words.lower[end - 1 - (words.texts[end - 1] == ".")] in FORMS_OF_ADDRESS:
            end -= 1 + (words.texts[end - 1] == ".")
        return (_without_edges(words, (core[0], end)),)
    roles: list[WordRange] = []
    if name.start > core[0]:
        before = (core[0], name.start)
        if words.lower[before[1] - 1].rstrip(".") not in FORMS_OF_ADDRESS or before[1] - before[0] > 1:
            roles.append(before)
    if name.end < span[1] and words.texts[name.end] in {",", "("}:
        ends = {")", ";"} if words.texts[name.end] == "(" else {"(", ")", ";"}
        stop = next((i for i in range(name.end + 1, span[1]) if words.texts[i] in ends), span[1])
        if stop > name.end + 1 and words.lower[name.end + 1] not in DESCRIBING | {"and"}:
            roles.append(_without_edges(words, (name.end + 1, stop)))
    return tuple(role for role in roles if any(words.shapes[i] != Shape.PUNCTUATION for i in range(*role)))


def _is_plural(words: Words, core: WordRange, head: int, noun: NounKind | None, name: Name | None) -> bool:
    text = words.lower[head]
    if name is not None:
        return False
    if text in _PLURAL:
        return True
    first = words.lower[core[0]]
    if noun == "group":
        return True
    if first in ONE_OF_MANY:
        return False
    people = country_of(text) is not None and text.endswith("s")
    return people or first in _BEFORE_PLURALS or (text.endswith("s") and noun == "bare")
