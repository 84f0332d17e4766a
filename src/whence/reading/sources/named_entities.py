"""Make a report's names consistent: remove titles, find all repetitions of a name, add names from the gazetteer."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from whence.language.date_words import MONTHS, WEEKDAYS
from whence.language.english import COMMONEST, MAY, NEGATIONS, TITLES
from whence.language.gazetteer import country_of, find_outlet, gender_of, is_region, kind_of_noun, seat_of
from whence.language.quotation_marks import APOSTROPHES
from whence.language.words import CAPITALISED, Shape, Words
from whence.reading.model.decode import Name, NameKind, WordRange
from whence.reading.sources.names_of_bodies import is_first_half
from whence.reading.sources.told_kinds import as_told
from whence.records.report import Span

__all__ = ["Document", "is_bracketed", "is_possessive", "is_title_case", "names_within", "spot_names"]

# Words written large that are no part of a name after them.
_NO_NAMES = MAY.union(COMMONEST, NEGATIONS, MONTHS, WEEKDAYS, {
    "republican", "democrat", "democratic", "republicans", "democrats", "gop", "labour", "conservative", "tory",
    "liberal", "when", "while", "after", "before", "if", "like", "even", "although", "though", "because", "since", "so",
    "yet", "then", "now", "what", "why", "how", "mr", "mrs", "ms", "did", "does", "do", "should", "asked", "says", "my",
    "our", "your", "its", "no", "yes", "or", "both", "either", "former", "first", "vice", "deputy", "acting", "chief",
    "poll", "video", "report", "according", "citing", "quoting", "meanwhile", "however", "despite", "unlike", "under",
    "over", "dear", "also", "only", "hey", "hi", "hello", "thanks", "thank", "welcome", "good", "morning", "afternoon",
    "evening", "night", "goodbye", "bye", "regards", "called", "hurricane", "storm", "defense", "defence",
    "congratulations", "sorry",
})  # fmt: skip
_LONGEST_GIVEN, _LONGEST_OFFICE = 3, 8
_NEAR_WORDS, _LONGER_WORD, _MOSTLY = 12, 4, 0.6
"""A headline: how far around a word it is looked at, words of how many letters, and which share has capitals."""
_LINKS = frozenset({"of", "for"})
_LINKS_AND_THE = _LINKS | {"the"}
_LONGEST_KNOWN = 4
# Gazetteer names that are also ordinary words: names only after "the", or as part of a longer name.
_COMMON = frozenset({
    "time", "post", "times", "sun", "globe", "metro", "vox", "journal", "nature", "sky", "today", "bild", "wired",
    "mirror", "express", "independent", "guardian", "telegraph", "standard", "nation", "hill", "economist", "verge",
    "this week", "forbes", "star", "mail", "i", "fars", "georgia", "jordan", "chad", "turkey", "china", "london",
    "paris", "sydney",
})  # fmt: skip
_LEADING = frozenset({"the", "told", "tells", "telling"})
_OPENING_MARKS, _CLOSING_MARKS = frozenset({"“", "‘", '"', "'"}), frozenset({"”", "’", '"', "'"})
_start_of = attrgetter("start")
_AFTER_NAMES = APOSTROPHES | {",", "-", "("}
_LONGEST_PREFIX = 3
"""Letters before the apostrophe of a given name: "D'Andre", "La'Toya"."""
_SYLLABLE = re.compile(r"(?:[bghjklmnpstwy]|ch|hs|sh|ts)?[yw]?(?:ae|ai|ee|ei|eo|eu|oo|ou|ui|[aeiou])(?:ng|[nkmlpth])?")
_GENRES = frozenset({"magazine", "newspaper", "agency"})
_CAPITALS_NEEDED = frozenset({
    "ap", "afp", "upi", "pti", "ani", "aa", "spa", "pap", "pa", "aap", "efe", "sana", "wafa", "ansa", "rt", "nbc",
    "cbs", "abc", "pbs", "npr", "dw", "ft", "rfa", "voa", "us", "uk", "uae", "drc", "roc", "rok", "ria", "cnn",
    "bbc", "wsj",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report's text, its words, and its names in order, none overlapping another."""

    text: str
    words: Words
    names: tuple[Name, ...]

    def shown(self, run: WordRange) -> str:
        """Return a range of words as the text writes it, on one line."""
        return " ".join(self.text[self.words.starts[run[0]] : self.words.ends[run[1] - 1]].split())

    def spans(self, ranges: Iterable[WordRange]) -> tuple[Span, ...]:
        """Convert ranges of words to spans of the text; an empty range has none."""
        return tuple(Span(self.words.starts[start], self.words.ends[end - 1]) for start, end in ranges if start < end)

    def names_in(self, run: WordRange) -> list[Name]:
        """Find the names inside a range of words."""
        return names_within(self.names, run)


def names_within(names: Sequence[Name], run: WordRange) -> list[Name]:
    """Find the names inside a range of words, among names in order."""
    inside: list[Name] = []
    for i in range(bisect_left(names, run[0], key=_start_of), len(names)):
        name = names[i]
        if name.start >= run[1]:
            break
        if name.end <= run[1]:
            inside.append(name)
    return inside


def spot_names(words: Words, found: Sequence[Name]) -> list[Name]:
    """Make a report's names consistent.

    Args:
        words: The report's words.
        found: Names as the model found them, in order.

    Returns:
        Names that do not overlap, in order.

    >>> from whence.language.words import segment
    >>> words = segment("Mr. Okafor told Yonhap. Okafor left.")
    >>> [(words.texts[name.start], name.kind) for name in spot_names(words, [Name(0, 3, "person", 0.9)])]
    [('Okafor', 'person'), ('Yonhap', 'organisation'), ('Okafor', 'person')]
    """
    kept: list[Name] = []
    in_order: list[Name] = []

    def keep(names: Iterable[Name]) -> None:
        for name in names:
            at = bisect_left(in_order, name.end, key=_start_of)
            if name.start < name.end and (at == 0 or in_order[at - 1].end <= name.start):
                in_order.insert(at, name)
                kept.append(name)

    begun = {name.start for name in found}
    hyphened: dict[int, int] = {}
    stripped: list[Name] = []
    for name in found:
        if _names_anything(words, name):
            whole = _completed(words, _without_titles(words, name), begun, hyphened)
            while stripped and whole.start <= stripped[-1].start:
                stripped.pop()  # the first part of a name that the model cut
            if not stripped or whole.end > stripped[-1].end:  # "Nigeria" is part of "Central Bank of Nigeria"
                stripped.append(whole)
    keep(_known(words, stripped))
    keep(stripped)
    keep(_bracketed(words, list(in_order)))
    keep(_again(words, list(kept)))
    return in_order


def _without_titles(words: Words, name: Name) -> Name:
    """Remove titles from a person's name, and a possessive ending from any name."""
    start, end = name.start, name.end
    if name.kind == "person":
        while end - start > 1 and _is_title(words, start):
            start += 1 + (start + 2 < end and words.texts[start + 1] == ".")
    while end - start > 1 and (words.texts[end - 1] in _AFTER_NAMES or is_possessive(words, end - 1)):
        end -= 1
    return Name(start, end, name.kind, name.probability)


def _names_anything(words: Words, name: Name) -> bool:
    """Reject what is not a name: words such as "The" at the start of a sentence, and "Norwegians" and "Norwegian"."""
    word = words.texts[name.start]
    if name.end - name.start == 1 and country_of(word) and not is_region(word) and not seat_of(word):
        return False
    return any(words.lower[i] not in _NO_NAMES for i in range(name.start, name.end))


def _completed(words: Words, name: Name, begun: Collection[int], hyphened: dict[int, int]) -> Name:
    """Extend a truncated name: by a given name, the rest of a hyphenated word, or the rest of an office."""
    name = _with_given_name(words, _as_person(words, name))
    start, end = name.start, name.end
    if name.kind == "person":
        end = _end_of_hyphens(words, end, begun, hyphened)
    if name.kind == "organisation":
        # "NewsChannel 12" is one name.
        is_station = words.lower[end - 1].endswith("channel") and words.texts[end : end + 1]
        end += 1 if is_station and words.texts[end].isdigit() else 0
        while end - start > 1 and words.texts[end - 1] in _LINKS_AND_THE:
            end -= 1
        if words.texts[end : end + 1] and words.texts[end] in _LINKS and _is_office(words, end - 1):
            end = _end_of_office(words, end)
        lead = start - 1 - (start > 1 and words.lower[start - 1] == "the")
        if lead > 0 and words.texts[lead] in _LINKS and _is_office(words, lead - 1):
            start = lead - 1
    return Name(start, end, name.kind, name.probability)


def _end_of_hyphens(words: Words, end: int, begun: Collection[int], known: dict[int, int]) -> int:
    """Find where a hyphenated name ends that continues at ``end``; ``known`` caches results.

    "Brandt-Haddad" is one name, unless it is two that begin where the model says; "Brandt-led" is no name, and
    "Baek Seung-min" is.
    """
    at = end
    while (
        at not in known
        and at + 1 < len(words)
        and words.texts[at] == "-"
        and words.ends[at - 1] + 1 == words.starts[at + 1]
        and (words.shapes[at + 1] in CAPITALISED or _is_syllable(words, at))
        and at + 1 not in begun
    ):
        at += 2
    last = known.get(at, at)
    known.update(dict.fromkeys(range(end, at + 1, 2), last))
    return last


def _is_syllable(words: Words, hyphen: int) -> bool:
    """Check whether the second syllable of a Korean or Chinese given name follows a family name and the first."""
    word = words.texts[hyphen + 1]
    is_named = hyphen > 1 and words.shapes[hyphen - 2] == words.shapes[hyphen - 1] == Shape.TITLE
    is_common = len(word) == 1 or (word in COMMONEST and word != "in")
    return is_named and not is_common and _SYLLABLE.fullmatch(word) is not None


def _is_office(words: Words, i: int) -> bool:
    return words.shapes[i] in CAPITALISED and kind_of_noun(words.texts[i]) == "organisation"


def _end_of_office(words: Words, end: int) -> int:
    """Find the end of a name such as "Ministry of the Environment and Waters", from the word after its noun on."""
    at = end
    while at < min(len(words), end + _LONGEST_OFFICE) and words.paragraphs[at] == words.paragraphs[end - 1]:
        if words.shapes[at] in CAPITALISED:
            end = at + 1
        elif words.texts[at] not in _LINKS_AND_THE | {"and"}:
            break
        at += 1
    return end


def _as_person(words: Words, name: Name) -> Name:
    """Make a person of what the model took for a place or body, if it cut a given name before it: "Ines | Okafor".

    Or if the report tells it beside the name: "the mayor, Ines Okafor,"; and an outlet, of "the daily El Faro".
    """
    before, told = name.start - 1, as_told(words, name)
    if told is not name or name.kind == "person" or name.end - name.start > 1 or before < 0:
        return told
    pair = words.texts[before : name.end]
    is_pair = words.shapes[before] == words.shapes[name.start] == Shape.TITLE and not _parted(words, name.start)
    goes_on = name.end < len(words) and words.shapes[name.end] in CAPITALISED
    if not is_pair or goes_on or gender_of(pair[0]) is None or _is_taken(pair[0].lower()) or _known_alone(pair[1]):
        return name
    return Name(name.start, name.end, "person", name.probability)


def _is_taken(word: str) -> bool:
    return word in TITLES or word in _NO_NAMES or kind_of_noun(word) is not None or country_of(word) is not None


def _known_alone(word: str) -> bool:
    """Check whether a word is known as a country, region, seat of government, outlet or common noun."""
    return any((country_of(word), is_region(word), seat_of(word), find_outlet(word), kind_of_noun(word)))


def _with_given_name(words: Words, name: Name) -> Name:
    """Add capitalised words right before a name, unless they are a title, a party or a nationality.

    Where a capital says little, at the beginning of a sentence, in a headline and before a name of several words, only
    a known given name is added: "Support Ines Okafor" begins with none.
    """
    start = _with_first_part(words, name) if name.kind == "person" else name.start
    is_told = name.end - start == 1 and not is_title_case(words, start)
    while start and name.kind != "place" and name.start - start < _LONGEST_GIVEN:
        before = start - 1
        word = words.lower[before]
        is_label = words.shapes[start] == Shape.UPPER and words.texts[name.end : name.end + 1] == (":",)
        given = name.kind == "person" and (gender_of(word) is not None or is_label)
        # "INES OKAFOR" in capitals is one name, "EPA PFAS" is two.
        alike = given and words.shapes[before] == words.shapes[start] and words.shapes[before] in CAPITALISED
        large = (words.shapes[before] == Shape.TITLE or alike) and not _parted(words, start)
        begins = before == 0 or words.shapes[before - 1] == Shape.PUNCTUATION or _parted(words, before)
        if not large or _is_taken(word) or not (given or (is_told and not begins)):
            break
        start -= 1
    return Name(start, name.end, name.kind, name.probability)


def _with_first_part(words: Words, name: Name) -> int:
    """Find where a person's name begins that the model cut: "D'Andre", "Eva-Maria", "R. Gil", "Ada “Dot” Brandt"."""
    start = name.start
    if start < 2:  # noqa: PLR2004 -- a first part and a mark
        return start
    mark, first = words.texts[start - 1], words.texts[start - 2]
    is_tight = words.ends[start - 2] == words.starts[start - 1]
    is_bound = is_tight and words.ends[start - 1] == words.starts[start]
    if words.shapes[start - 2] not in CAPITALISED or _parted(words, start - 1):
        return start
    if is_bound and ((mark in APOSTROPHES and len(first) <= _LONGEST_PREFIX) or (mark == "-" and gender_of(first))):
        return start - 2
    if mark == "." and is_tight and len(first) == 1 and name.end - start > 1 and not _parted(words, start):
        return start - 2
    given = words.texts[start - 4] if start > 3 else ""  # noqa: PLR2004 -- a given name and a nickname in marks
    is_nickname = mark in _CLOSING_MARKS and words.texts[start - 3] in _OPENING_MARKS
    return start - 4 if given and is_nickname and gender_of(given) else start


def is_title_case(words: Words, at: int) -> bool:
    """Check whether most longer words around a word, in its paragraph, begin with a capital, as in a headline."""
    near = range(max(0, at - _NEAR_WORDS), min(len(words), at + _NEAR_WORDS))
    longer = [
        words.shapes[i] in CAPITALISED
        for i in near
        if words.paragraphs[i] == words.paragraphs[at] and len(words.texts[i]) >= _LONGER_WORD
    ]
    return sum(longer) > _MOSTLY * len(longer)


def _parted(words: Words, i: int) -> bool:
    return words.paragraphs[i - 1] != words.paragraphs[i]


def _is_title(words: Words, i: int) -> bool:
    word = words.lower[i]
    return word in TITLES or words.shapes[i] == Shape.PUNCTUATION or (word != "king" and kind_of_noun(word) == "person")


def is_possessive(words: Words, i: int) -> bool:
    """Check whether a word is the "s" of a possessive ending, "’s"; it must not be the text's first."""
    return words.lower[i] == "s" and words.texts[i - 1] in APOSTROPHES


def _known(words: Words, found: Sequence[Name]) -> Iterator[Name]:
    """Find outlets, countries and seats of government, longest names first, that are not inside a longer name."""
    inside = _holders(found)
    surnames = {words.texts[one.end - 1] for one in found if one.kind == "person" and one.end - one.start > 1}
    large = [i for i, shape in enumerate(words.shapes) if shape in CAPITALISED]
    last = {*large, *words.places_of(_GENRES)}
    for size in range(_LONGEST_KNOWN, 0, -1):
        for start in large:
            end = start + size
            if end - 1 not in last:
                continue
            holder = inside.get(start)
            if holder is not None and (holder.end > end or holder.start < start):
                continue
            is_person = holder is not None and holder.kind == "person" and size == 1
            if is_person and words.texts[start] in surnames:
                continue
            kind = _known_kind(words, start, end)
            if kind is not None:
                yield Name(start, end, kind, 1.0)


def _holders(names: Sequence[Name]) -> dict[int, Name]:
    """Find, for each word within names, the last name that contains it. Names that share an end share most words."""
    holders: dict[int, Name] = {}
    for name in reversed(names):
        i = name.start
        while i < name.end:
            later = holders.setdefault(i, name)
            i = i + 1 if later is name else later.end
    return holders


def _known_kind(words: Words, start: int, end: int) -> NameKind | None:
    shown = _written(words, start, end)
    key = shown.lower()
    is_common = key in _COMMON or (end - start == 1 and kind_of_noun(key) is not None)
    if is_common and not (start and words.lower[start - 1] in _LEADING):
        return None
    if key in _CAPITALS_NEEDED and not shown.isupper():
        return None
    if find_outlet(shown) and not (end - start == 1 and shown.islower()) and not is_first_half(words, start, end):
        # In "The Times" the article belongs to the name, so it is looked up with the next word.
        return "organisation"
    known = seat_of(shown) or (country_of(shown) and is_region(shown))
    return "place" if known and not key.startswith("the ") else None


def _bracketed(words: Words, names: Sequence[Name]) -> Iterator[Name]:
    """Find the short form of a body's name in brackets after it: "Estuary Workers Union (EWU)"."""
    for name in names:
        if name.kind == "organisation" and is_bracketed(words, name.end):
            yield Name(name.end + 1, name.end + 2, name.kind, name.probability)


def is_bracketed(words: Words, at: int) -> bool:
    """Check whether one word written in capitals stands in brackets, the first of them at ``at``."""
    between = words.texts[at : at + 3]
    return between[:1] == ("(",) and between[2:] == (")",) and words.shapes[at + 1] in {Shape.UPPER, Shape.MIXED}


def _again(words: Words, names: Sequence[Name]) -> Iterator[Name]:
    """Find further mentions of a name, or of a person's surname."""
    # Indexed by first word, then by number of words.
    wanted: dict[str, dict[int, dict[tuple[str, ...], NameKind]]] = {}
    for name in names:
        texts = words.texts[name.start : name.end]
        options = [texts]
        if name.kind == "person" and len(texts) > 1 and len(texts[-1]) > 2:  # noqa: PLR2004 -- "Jr", an initial
            options.append(texts[-1:])
        for option in options:
            is_written = words.shapes[name.end - 1] in CAPITALISED or words.texts[name.end - 1].isdigit()
            if is_written and name.probability > 0.5:  # noqa: PLR2004 -- likelier than not
                wanted.setdefault(option[0], {}).setdefault(len(option), {}).setdefault(option, name.kind)
    longest_first = {text: sorted(by_size.items(), reverse=True) for text, by_size in wanted.items()}
    for start in words.places_of({text.lower() for text in longest_first}):
        for size, sized in longest_first.get(words.texts[start], ()):
            kind = sized.get(words.texts[start : start + size]) if start + size <= len(words) else None
            if kind is not None:
                yield Name(start, start + size, kind, 0.6)
                break


def _written(words: Words, start: int, end: int) -> str:
    """Return a range of words as the text writes it, with its spaces."""
    gaps = (" " if words.starts[i] > words.ends[i - 1] else "" for i in range(start + 1, end))
    return words.texts[start] + "".join(gap + words.texts[i] for i, gap in enumerate(gaps, start + 1))
