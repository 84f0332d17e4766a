"""Terms of anonymity: the words in which a report says that a source will not be named, and why.

They are about a source and nothing that it says: "a banker, who asked not to be named, said". Whose they are where they
are a sentence of their own, `whence.reading.attributions.withheld_names` finds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whence.language.english import AUXILIARIES, BEFORE_VERBS, FINITE, FORMS_OF_BE, SAYING, THIRD_PERSON
from whence.language.words import Words, sentence_around
from whence.reading.model.decode import FoundAttribution, WordRange

__all__ = [
    "TELLING",
    "Terms",
    "asks_for_anonymity",
    "find_terms",
    "leads_to_terms",
    "only_tells_terms",
    "start_of_terms",
    "subject_of",
    "without_terms",
]

TELLING = frozenset({
    "named", "name", "names", "identified", "identity", "identities", "anonymous", "anonymously", "anonymity",
    "unnamed", "authorized", "authorised", "allowed", "permitted",
})  # fmt: skip
"""Each of the terms has one of these words."""
# These patterns search the words of a sentence in lower case, with a space between any two.
_NOT = r"(?: not|n ['’] t)"
_ASK = r"(?:ask|request|wish|want|prefer|insist|demand|chose|choos|opt)\w*(?: on| for| that(?: he| she| they)?)?"
_UNWILLING = rf"(?:did|do|does|would){_NOT} (?:want|wish|like|agree|consent)"
_DECLINE = rf"(?:(?:declin|refus)\w*|{_UNWILLING})"
_NAMED = r"(?:named|identified|quoted by name)"
_NAME = r"(?:his|her|their) (?:(?:real|full|last|own) )?(?:names?|identit(?:y|ies))"
_USED = r"(?:used|published|disclosed|revealed|printed|made public|mentioned)"
_TERMS = (
    rf"{_ASK}(?: to)? not(?: to)? be(?:ing)? {_NAMED}|{_DECLINE} to be {_NAMED}|"
    rf"{_ASK}(?: to)?(?: be| remain| stay| speak)? (?:anonymous(?:ly)?|anonymity|unnamed)|"
    rf"{_ASK} {_NAME} (?:(?:to )?be withheld|(?:not (?:to )?|to not |should not )be {_USED})|"
    rf"{_ASK} not to give {_NAME}|(?:declin\w*|{_UNWILLING}) to give {_NAME}|"
    rf"{_UNWILLING}(?: for)? {_NAME} (?:to be )?{_USED}|"
    r"(?:(?:speak|spoke|talk)(?:s|n|ed|ing)? (?:(?:to|with) (?:[\w’'-]+ ){1,4})?(?:only )?)?(?:on|under) "
    rf"(?:the )?condition (?:of anonymity|(?:that|of) (?:[\w’'-]+ ){{0,3}}not be(?:ing)? (?:{_NAMED}|{_USED}))|"
    r"(?:not|(?:is|are|was|were)n ['’] t) (?:authori[sz]ed|allowed|permitted) to (?:speak|talk|comment|discuss)"
    r"(?: [\w’'-]+){0,7}? (?:publicly|on the record|(?:to|with) (?:the )?(?:press|media|news media|reporters))|"
    r"(?:spoke|speaking|talked) anonymously|(?P<given>(?:granted|given|promised|offered) (?:full )?anonymity)"
)
_WHY = (
    r"(?: ,)? (?:because|since|so|due to|given|out of|in order|lest|citing|fearing|for fear|"
    r"to (?!police|the|an?\b|\w*[^s]s\b)\w+|"
    rf"for (?:\w+ ){{1,3}}reasons|as (?!an? )[^,.;]*\b(?:{'|'.join(sorted(FINITE))})) "
)
_WHERE = r"(?: in (?:this|the) (?:article|report|story)| in print| publicly)?"
_GOES_ON = rf"(?:and|but|when|while|until|in exchange|{'|'.join(sorted(SAYING))})\b"
# Who is "named as a suspect", "named captain" or "identified to police" does not speak of the report.
_FIND = re.compile(rf"\b(?:{_TERMS})\b{_WHERE}(?=(?P<why>{_WHY})| [,.;:—–)”\"!?]| {_GOES_ON}|$)")
_REASON = re.compile(r"[^,.;—–”\"]*")
# "The officials", "both", "in interviews, the two people, who know the matter,"; and an adverb.
_SUBJECT = re.compile(
    r"(?:(?:but|and|like [^,]{1,40} ,|in [^,]{1,40} ,) )?"
    r"(?P<who>he|she|they|both|all|(?:the|both|all|these|those)(?: [\w’'-]+){1,5}?)(?: , who [^,]+ ,)? "
    r"(?:(?:also|each|both|all|had|has|have|only|was|were|agreed to|[a-z]+ly) )*"
)
_ANY_SUBJECT = re.compile(r"(?:[^\s,.;:”\"]+ ){1,8}(?:, who [^,]+ , )?")
_ANOTHER_CLAUSE = re.compile(r" ; | , (?:and|but) ")
_NO_SUBJECT = SAYING | AUXILIARIES | {"that", "who"}
_BEFORE = FORMS_OF_BE | {",", "who", "has", "have", "had"}
"""Words between a source and its terms."""
_FEWEST_AFTER = 2
"""Words of the shortest content after the terms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Terms of anonymity. Ranges are of words."""

    run: WordRange
    """The words that ask for anonymity, or give it."""
    end: int
    """One past the last word of the reason, or of the terms if no reason follows."""
    is_given: bool
    """Whether somebody gives anonymity: "aides granted anonymity", but also "a court granted anonymity"."""


def find_terms(words: Words, run: WordRange) -> Iterator[Terms]:
    """Find terms of anonymity in a range of words.

    Args:
        words: The report's words.
        run: The range, at most a sentence.

    >>> from whence.language.words import segment
    >>> words = segment("A cook, who asked not to be named because she works there, asked to be named captain.")
    >>> [(" ".join(words.texts[slice(*one.run)]), words.texts[one.end]) for one in find_terms(words, (0, len(words)))]
    [('asked not to be named', ',')]
    """
    if not words.places_of(TELLING, run):
        return
    shown = " ".join(words.lower[slice(*run)])
    for found in _FIND.finditer(shown):
        first, last = (run[0] + shown.count(" ", 0, at) for at in found.span())
        end = last + 1
        if found["why"] and (reason := _REASON.match(shown, found.end("why"))):
            end = run[1] if reason.end() == len(shown) else run[0] + shown.count(" ", 0, reason.end())
        yield Terms(run=(first, last + 1), end=end, is_given=found["given"] is not None)


def asks_for_anonymity(words: Words, one: FoundAttribution) -> bool:
    """Check for an attribution that tells only terms of anonymity: "who asked not to be named because he feared it".

    Args:
        words: The report's words.
        one: The attribution; also one of what a pronoun does in the reason, "because | he | feared | it".
    """
    first = min((start for start, _ in one.contents), default=one.cue[1])
    verb = next((i for i in range(*one.cue) if words.lower[i] not in AUXILIARIES | BEFORE_VERBS), one.cue[0])
    for terms in find_terms(words, sentence_around(words, one.cue[0])):
        start, last = terms.run
        if start <= verb < last:
            return start <= first < terms.end
        is_pronoun = all(words.lower[i] in THIRD_PERSON for run in one.source for i in range(*run))
        if is_pronoun and last <= verb < terms.end and last <= first < terms.end:
            return True
    return False


def without_terms(words: Words, one: FoundAttribution, run: WordRange) -> WordRange:
    """Take terms of anonymity off a content: "according to two aides | granted anonymity to talk, | the deal is off".

    Args:
        words: The report's words.
        one: The attribution. Only a content right after its source begins with terms.
        run: The content.
    """
    start, end = run
    last = one.source[-1][1] if one.source else 0
    if not one.cue[1] <= last <= start <= last + 1:
        return run
    begin = next((i for i in range(start, end) if words.lower[i] not in _BEFORE), end)
    terms = next((found for found in find_terms(words, (begin, end)) if found.run[0] == begin), None)
    if terms is None or terms.end + _FEWEST_AFTER >= end or words.texts[terms.end] != ",":
        return run
    return terms.end + 1, end


def start_of_terms(words: Words, run: WordRange) -> int:
    """Find where terms of anonymity begin that end a description, "an aide | who asked not to be named"; else its end.

    Args:
        words: The report's words.
        run: The description.
    """
    for terms in find_terms(words, run):
        start = terms.run[0]
        while start - 1 > run[0] and words.lower[start - 1] in _BEFORE | {"and", "but"}:
            start -= 1
        if start > run[0] and terms.end >= run[1]:
            return start
    return run[1]


def leads_to_terms(words: Words, end: int, at: int) -> bool:
    """Check whether terms of anonymity are about a source: they stand in it, or right after, with "who was" between.

    Args:
        words: The report's words.
        end: The end of the source.
        at: The first word of the terms.
    """
    return _BEFORE.issuperset(words.lower[end:at])


def subject_of(words: Words, run: WordRange, terms: Terms) -> tuple[str, ...]:
    """Return the words for those whose terms a sentence tells, if it points back: "the", "officials"; else none.

    Args:
        words: The report's words.
        run: The sentence.
        terms: The terms.
    """
    told = _SUBJECT.fullmatch(_joined(words, run[0], terms.run[0]))
    who = tuple(told["who"].split()) if told else ()
    return who if _NO_SUBJECT.isdisjoint(who) else ()


def only_tells_terms(words: Words, run: WordRange) -> bool:
    """Check for a sentence that tells nothing but terms of anonymity.

    Args:
        words: The report's words.
        run: The sentence.

    >>> from whence.language.words import segment
    >>> words = segment("Both asked not to be named. They asked not to be named, but the gate is shut.")
    >>> only_tells_terms(words, (0, 7)), only_tells_terms(words, (7, 20))
    (True, False)
    """
    terms = next(find_terms(words, run), None)
    if terms is None or _ANOTHER_CLAUSE.search(_joined(words, terms.run[1] - 1, run[1])):
        return False
    before = _joined(words, run[0], terms.run[0])
    is_plain = _ANY_SUBJECT.fullmatch(before) and _NO_SUBJECT.isdisjoint(before.split(",")[0].split())
    return bool(is_plain or subject_of(words, run, terms))


def _joined(words: Words, start: int, end: int) -> str:
    """Write words in lower case, with a space before each but the first and after the last."""
    return " ".join((*words.lower[start:end], ""))
