"""Findings on contradictions: two passages of a report that cannot both be right."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations

from whence.language.english import NUMBER, NUMBER_WORDS, stem
from whence.language.gazetteer import gender_of
from whence.language.words import Words, find_with
from whence.reading.attributions.assemble import Assembly
from whence.reading.findings.case import Case, finding
from whence.reading.model.decode import Name
from whence.records.ledger import Event, Finding, Time
from whence.records.report import Span

__all__ = ["disagreements"]

_SHORTEST_NAME, _TWO_LETTERS = 5, 2
_SIC_WITHIN = 4
_MOST_ALIKE = 8
"""Given names of one surname that sound alike: more of them are a list, or a text made to be slow."""
_ENDINGS = "aeio"
"""Letters that make another name of a name: Michaela, Maliki. So does an n after an a: Julian, Drovian."""
_SILENT = re.compile(r"[aeiouyh]")
_LOW = re.compile(r"\b(?:deputy|vice|assistant) \S+$")
_RANKED = re.compile(r"\b(?:deputy|vice|assistant|former|then|ex)\b")
# Searches the text in lower case. "No one" is none.
_HARMED = ("killed", "dead", "died", "injured", "wounded", "arrested", "missing", "detained")
_COUNTED = re.compile(
    rf"\b(no one|{NUMBER})(?: (people|persons|men|women|children|soldiers|civilians|passengers|officers))?"
    rf" (?:were |was |have been |had been |are )?({'|'.join(_HARMED)})\b"
)
_OTHER_TIME = re.compile(
    r"\b(?:another|other|earlier|between|since|every year|a year|per year|annually|in (?:[A-Z]\w+ )?(?:19|20)\d\d|"
    r"in \d+ )\b"
)
# Before a count, of what might be and of a part: "there should have been six dead", "of those, two died".
_NO_COUNT = re.compile(r"\b(?:should|would|could|might|may)\b|\bof (?:those|them|these)\b", re.IGNORECASE)
_SHORTEST_LEAD = 40
_END = re.compile(r"[.!?:;,][”’\"')\]]*$")
_AGED = re.compile(
    # After a nickname the surname alone is left: "Oskar “Ox” Reyes, 13,".
    r"(?<![”\"’'] )\b([A-Z][a-z]{1,30}(?: [A-Z]\.)?(?: [A-Z][\w’'-]{1,30}){0,4}), (\d{1,3}),|"
    # "A 26-year-old Marram man" is not called Marram.
    r"\b(\d{1,3})-year-old ([A-Z][a-z]{1,30}(?: [A-Z][\w’'-]{1,30}){0,4})\b"
    r"(?! (?:[A-Z]|man|woman|boy|girl|teen|resident|native|mother|father|student|citizen|national))"
)
# Tolls grow from entry to entry, and nobody dies of a defeat.
_CHANGING = frozenset({"live blog", "match report"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """A number that a text gives for a person or group."""

    number: int
    whom: str
    """A given name, or a noun such as "soldiers"; empty if the text does not say."""
    span: Span


def disagreements(case: Case) -> Iterator[Finding]:
    """Find passages that disagree: the spelling of a name, an age, a count of dead or injured, a day, a rank."""
    document = case.assembly.document
    places = (
        # Where names are declined, two endings are one name.
        *((_names_spelt_twice(case.assembly),) if case.report.language in {None, "en"} else ()),
        *(() if case.genre in _CHANGING else (_counts(case), _days(document.text, case.events))),
        _ages(document.text),
        _ranks(case.assembly),
    )
    for spans, note in chain.from_iterable(places):
        yield finding("disagreement", spans, note)


def _names_spelt_twice(assembly: Assembly) -> Iterator[tuple[tuple[Span, ...], str]]:
    """Find persons' names that differ by one letter or by two swapped letters, so that probably only one is right."""
    words = assembly.document.words
    places: dict[str, list[Name]] = {}
    parts: dict[str, set[bool]] = {}
    for name in assembly.document.names:
        if name.kind == "person":
            for i in range(name.start, name.end):
                if len(words.texts[i]) >= _SHORTEST_NAME:
                    if name.end - name.start > 1:
                        parts.setdefault(words.texts[i], set()).add(i == name.end - 1)
                    places.setdefault(words.texts[i], []).append(Name(i, i + 1, name.kind, name.probability))
    for one, other in _alike(sorted(places, key=lambda word: places[word][0].start)):
        # One is only ever a given name, the other only ever a surname: "Jonas Reyes" and "Ines Jonasz".
        are_parts = bool(parts.get(one) and parts.get(other)) and parts[one].isdisjoint(parts[other])
        is_told = any(_is_told_wrong(words, place) for place in (*places[one], *places[other]))
        if _is_slip(one, other) and not (are_parts or is_told) and not _are_two(words, places[one], places[other]):
            right, wrong = (one, other) if len(places[one]) >= len(places[other]) else (other, one)
            spans = sorted((_span(words, places[right][0]), _span(words, places[wrong][0])))
            yield tuple(spans), f"Is it {right} or {wrong}?"
    yield from _given_names_spelt_twice(assembly)


def _is_told_wrong(words: Words, name: Name) -> bool:
    """Check for "sic" right after a name, by which the report tells that somebody else misspelt it."""
    return "sic" in words.texts[name.end : name.end + _SIC_WITHIN]


def _given_names_spelt_twice(assembly: Assembly) -> Iterator[tuple[tuple[Span, ...], str]]:
    """Find rare given names of one surname that sound alike and differ by two letters: "Rovinka", "Ravanka"."""
    words = assembly.document.words
    alike: dict[tuple[str, str], dict[str, Name]] = {}
    for name in assembly.document.names:
        given = words.texts[name.start]
        is_full = name.kind == "person" and name.end - name.start > 1 and len(given) >= _SHORTEST_NAME
        if is_full and gender_of(given) is None:
            sound = (words.texts[name.end - 1], given[0] + _SILENT.sub("", given[1:]))
            alike.setdefault(sound, {}).setdefault(given, name)
    for some in alike.values():
        for (one, first), (other, second) in combinations(some.items() if len(some) <= _MOST_ALIKE else (), 2):
            if _letters_apart(one, other) == _TWO_LETTERS:
                yield (_span(words, first), _span(words, second)), f"Is it {one} or {other}?"


def _letters_apart(one: str, other: str) -> int:
    """Count the letters that must be added, left out or replaced to turn one spelling into another."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, opposite in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (letter != opposite))
    return row[-1]


def _alike(spellings: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair spellings that may differ by a typing error: they begin alike, and differ in one or two letters."""
    ranks: dict[tuple[str, int], int] = {}
    close: dict[str, list[str]] = {}
    for spelling in spellings:
        for group in _groups(spelling):
            ranks.setdefault(group, len(ranks))
        # If two spellings differ by a typing error, removing one letter from each, or from one, makes them equal.
        for rest in {spelling, *(spelling[:i] + spelling[i + 1 :] for i in range(len(spelling)))}:
            close.setdefault(rest, []).append(spelling)
    order = {spelling: i for i, spelling in enumerate(spellings)}
    pairs = {pair for some in close.values() for pair in combinations(some, 2)}
    shared = {pair: min(ranks[group] for group in groups) for pair in pairs if (groups := _shared_groups(*pair))}
    yield from sorted(shared, key=lambda pair: (shared[pair], order[pair[0]], order[pair[1]]))


def _groups(spelling: str) -> list[tuple[str, int]]:
    """List the keys that a spelling shares with variants of it: the first two letters, and an approximate length."""
    return [(spelling[:2].lower(), size) for size in (len(spelling) - 1, len(spelling))]


def _shared_groups(one: str, other: str) -> list[tuple[str, int]]:
    others = _groups(other)
    return [group for group in _groups(one) if group in others]


def _is_slip(one: str, other: str) -> bool:
    """Check whether two spellings are one typing error apart: a letter added, missing, replaced, or two swapped."""
    if one.lower() == other.lower() or abs(len(one) - len(other)) > 1 or one[0].lower() != other[0].lower():
        return False
    if any(letter.isdigit() for letter in one + other):
        return False
    shorter, longer = sorted((one, other), key=len)
    if longer[:-1] == shorter and (longer[-1] in _ENDINGS or longer.endswith("an")):
        return False
    if {one.rstrip("s"), other.rstrip("s")} == {one} or one.rstrip("s") == other.rstrip("s"):
        return False
    if len(one) == len(other):
        apart = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        exchanged = len(apart) == 2 and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]  # noqa: PLR2004
        # Names of different people often differ at the beginning; typing errors are rare there.
        return (len(apart) == 1 and apart[0] > 1) or (exchanged and apart[1] == apart[0] + 1)
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def _are_two(words: Words, some: Sequence[Name], others: Sequence[Name]) -> bool:
    """Check whether two spellings belong to two people: their given names differ, or their surnames do."""
    return any(
        one and other and one.isdisjoint(other)
        for one, other in ((_beside(words, some, step), _beside(words, others, step)) for step in (-1, 1))
    )


def _beside(words: Words, places: Sequence[Name], step: int) -> set[str]:
    """Collect the capitalised words right before (-1) or right after (1) some single words."""
    beside = (name.start + step for name in places)
    return {words.texts[at] for at in beside if 0 <= at < len(words.texts) and words.texts[at].istitle()}


def _counts(case: Case) -> Iterator[tuple[tuple[Span, ...], str]]:
    """Find two counts of the dead, injured or detained. Two counts in one sentence are of different things."""
    text = case.text
    known: dict[str, _Figure] = {}
    differing: dict[str, list[tuple[tuple[Span, ...], str]]] = {}
    for match in find_with(_COUNTED, case.lowered_text, _HARMED):
        if _OTHER_TIME.search(text[max(0, match.start() - 60) : match.end() + 60]) or _is_aside(case, match):
            continue
        what, who = stem(match.group(3)), match.group(2) or "people"
        what = "dead" if what in {"kill", "died", "dead"} else what
        whom = "" if who in {"people", "persons"} else who
        one = _Figure(number=_value(match.group(1)), whom=whom, span=Span(match.start(), match.end()))
        first = known.setdefault(what, one)
        if _differ(first, one) and _are_of_one_place(case, first.span, one.span):
            note = f"Is it {first.number or 'none'} or {one.number or 'none'}?"
            differing.setdefault(what, []).append(((first.span, one.span), note))
    # Many counts are of many happenings: "other attacks of this kind".
    yield from chain.from_iterable(each for each in differing.values() if len({note for _, note in each}) == 1)


def _are_of_one_place(case: Case, first: Span, other: Span) -> bool:
    """Check whether two counts stand in two sentences that do not tell of two places: "in Marram", "in Aldhaven"."""
    sentences = [case.sentence_of(span) for span in (first, other)]
    one, another = (_places_in(case, sentence) for sentence in sentences)
    return sentences[0] != sentences[1] and not (one and another and one.isdisjoint(another))


def _places_in(case: Case, sentence: Span) -> set[str]:
    document = case.assembly.document
    names = document.names_in(document.words.covering(sentence.start, sentence.end))
    return {document.shown((name.start, name.end)) for name in names if name.kind == "place"}


def _is_aside(case: Case, match: re.Match[str]) -> bool:
    """Check for a count of a part, of what might be, or in the title of another story: a line without an end."""
    before = case.text[max(0, match.start() - _SHORTEST_LEAD) : match.start()]
    line, _, after = case.text[case.text.rfind("\n", 0, match.start()) + 1 :].partition("\n")
    is_title = match.start() >= case.headline_end and not (_END.search(line.rstrip()) or after[:1].islower())
    return is_title or _NO_COUNT.search(before) is not None


def _ages(text: str) -> Iterator[tuple[tuple[Span, ...], str]]:
    """Find two ages of one person."""
    known: dict[str, _Figure] = {}
    count = cache(text.count)
    for match in _AGED.finditer(text):
        name, age = (match.group(1), match.group(2)) if match.group(1) else (match.group(4), match.group(3))
        given, _, family = name.rpartition(" ")
        one = _Figure(number=int(age), whom=given, span=Span(match.start(), match.end()))
        first = known.setdefault(family, one)
        # A surname alone refers to its bearer, if there is only one.
        if _differ(first, one) and (first.whom == one.whom or count(f" {family}") == count(name)):
            yield (first.span, one.span), f"Is {name} {first.number} or {one.number}?"


def _days(text: str, events: Sequence[Event]) -> Iterator[tuple[tuple[Span, ...], str]]:
    """Find two days for events with the same trigger, actor and recipient."""
    known: dict[tuple[str, ...], Time] = {}
    for event in events:
        time, parties = event.time, (event.actor, event.recipient)
        if time is None or time.precision != "day" or event.told_as != "past" or not all(parties):
            continue
        key = (stem(event.spans[0].of(text).lower()), *(party.name.casefold() for party in parties if party))
        first = known.setdefault(key, time)
        if first.start != time.start:
            shown = [each.spans[0].of(text) for each in (first, time)]
            yield (*first.spans, *time.spans), f"Is it {shown[0]} or {shown[1]}?"


def _ranks(assembly: Assembly) -> Iterator[tuple[tuple[Span, ...], str]]:
    """Find a person who is "mayor" in one passage and "deputy mayor" in another."""
    text = assembly.document.text
    for source in assembly.sources:
        roles: dict[str, Span] = {}
        for span in source.role_spans if source.kind == "person" else ():
            roles.setdefault(" ".join(span.of(text).casefold().split()), span)
        pair = next(_contrary_ranks(list(roles)), None)
        if pair is not None:
            high, low = (roles[role] for role in pair)
            yield tuple(sorted((high, low))), f"Is {source.name} {high.of(text)} or {low.of(text)}?"


def _contrary_ranks(roles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair an office with a lower rank of it: "mayor" and "deputy mayor"."""
    heads: dict[str, list[str]] = {}
    for role in roles:
        heads.setdefault(role.split()[-1], []).append(role)
    for one in roles:
        same = heads[one.split()[-1]]
        # Yield each pair once, at its first member.
        same.pop(0)
        for other in same:
            high, low = sorted((one, other), key=len)
            if _LOW.search(low) and not _RANKED.search(high):
                yield high, low


def _differ(one: _Figure, other: _Figure) -> bool:
    """Check whether two numbers that may be of the same people differ."""
    return one.number != other.number and (not one.whom or not other.whom or one.whom == other.whom)


def _value(number: str) -> int:
    word = number.replace(",", "")
    if word == "no one":
        return 0
    return NUMBER_WORDS[word] if word in NUMBER_WORDS else int(word)


def _span(words: Words, name: Name) -> Span:
    return Span(words.starts[name.start], words.ends[name.end - 1])
