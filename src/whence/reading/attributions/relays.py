"""Whom an attribution came through on its way to the page: outlets, interviewers, officials and outer attributions.

What else is told of how it came about is found in `whence.reading.attributions.circumstances`, nested attributions in
`whence.reading.attributions.nested`; the editor's question about words from another outlet is asked in
`whence.reading.findings.second_hand`.
"""

import re
from collections.abc import Sequence

from whence.language.english import FIRST_PERSON, INTERVIEWERS, MEDIA, OFFICIALS, base_forms
from whence.language.gazetteer import find_outlet, is_region
from whence.language.quotation_marks import DOUBLE_MARKS, Mark
from whence.language.words import CAPITALISED, Words, sentence_around
from whence.reading.attributions.channels import CHANNELS, TOLD, speaks_beside
from whence.reading.attributions.citations import is_medium
from whence.reading.attributions.credits import Credit
from whence.reading.attributions.outlets import is_like_an_outlet, may_be_outlet
from whence.reading.attributions.programmes import SHOWS, titled_programmes
from whence.reading.attributions.stance import leaning_of
from whence.reading.attributions.unnamed_outlets import unnamed_outlets
from whence.reading.attributions.ways_to_outlets import (
    LEADING_TO,
    asks,
    is_credit_line,
    is_host_of_event,
    is_issued_by,
    is_of_another,
    is_said_to,
    lead_of,
    leads_through,
)
from whence.reading.model.decode import FoundAttribution, Name, WordRange
from whence.reading.sources.coreference import Speakers
from whence.reading.sources.named_entities import Document
from whence.reading.sources.speaker_register import Speaker

__all__ = ["find_carriers", "issues", "only_reacts", "passes_on", "told_officially"]

_MOST_BETWEEN = 8
"""Most words between "told" or "interview with" and the name of whom somebody spoke to."""
_LONGEST_OUTLET = 6
_MOST_TO = 3
"""Most words from a cue to the name of whom that is said to: "repeated to the Post"."""
_MOST_OF_ANOTHER = 6
"""Words before a name in which a cue makes a saying the attribution's own: "his claim in an interview with"."""
_MOST_BEFORE = 9
"""Most words between what tells of an outlet's part and its name: "said by telephone on NBC's"."""
# "Speaking on WQOR 710": a station's call sign.
_CALL_SIGN = re.compile(r"[KW][A-Z]{3}(?:-?(?:TV|FM|AM))?(?: ?\d{1,4})?|[KW][A-Z]{2} ?\d{2,4}")
_DOMAIN = re.compile(r"[\w-]+ ?\. ?(?:com|org|net|tv|news)")
_LEAVING = LEADING_TO | {",", "."}
_AIRED = frozenset({"website", "site", "show", "programme", "program", "channel", "page", "app", "podcast", "breakfast",
                    "morning", "evening", "nightly", "flagship"})  # fmt: skip
_OWNING = frozenset({"'", "’", "s", "“", '"', "‘", "''"})
"""What stands between an outlet and the programme that it owns."""
_WRITING = frozenset({"wrote", "writes", "write", "writing", "written"})
_OF_OUTLET = {("of",), ("at",), ("of", "the"), ("at", "the"), ("of", "The")}
_MOST_OF_OFFICIALS = 2
"""Most words before the noun for officials: "the Marram police", "FBI agents"."""
_REACTING = frozenset({
    "applaud", "attack", "back", "balk", "bash", "bemoan", "blast", "cheer", "chide", "condemn", "criticise",
    "criticize", "decry", "defend", "denounce", "deplore", "discredit", "dismiss", "dispute", "echo", "endorse", "hail",
    "knock", "lambast", "lament", "laud", "mock", "oppose", "praise", "prefer", "protest", "rail", "react", "rebuff",
    "rebuke", "rebut", "refer", "reject", "repudiate", "respond", "ridicule", "slam", "support", "vouch", "welcome",
})  # fmt: skip
"""Verbs of taking a stand on what the page tells."""
# Documents written by the source itself: they relay nobody else's words.
_OWN = re.compile(
    r"\b(?:[Ss]tatement|letter|memoir|tweet|post|e-?mail|speech|testimony|interview|brief|filing|op-ed|column|essay|"
    r"remarks|memo|note|message|release|appearance|address)s?\b"
)
_ISSUED = re.compile(rf"{_OWN.pattern}|released|issued|published")
"""What stands between a document and who issued it, before "by"."""
_POSSESSING = frozenset({"'", "’", "'s", "’s"})
_THE_OFFICIALS = OFFICIALS | {"the"}


def find_carriers(
    document: Document, found: FoundAttribution, speakers: Speakers, beside: Sequence[FoundAttribution] = ()
) -> list[Speaker]:
    """Find whom an attribution came through: "told the Post", "carried by TASS", "in an interview with the host".

    An interviewer counts where no outlet is named.

    Args:
        document: The report, with its names.
        found: The attribution.
        speakers: Finds whom names mean.
        beside: Other attributions nearby: beyond what another says, an outlet is that one's.

    Returns:
        Those it came through, the nearest to the page first, which is the last in the sentence.
    """
    words = document.words
    start, end = sentence_around(words, found.cue[0])
    inside = {i for run in found.contents for i in range(*run)}
    names = [name for name in document.names_in((start, end)) if inside.isdisjoint(range(name.start, name.end))]
    others = [one.cue[0] for one in beside if names and one.source and speaks_beside(one, found)]
    names = [name for name in names if not _is_beyond(name, found.cue, others)]
    ways = {name: _way_to(words, name.start, start, inside) for name in names}
    carriers = [name for name in names if _is_carrier(document, found, name, ways[name])]
    carriers += [name for name in names if name not in carriers and _goes_with(words, name, carriers)]
    carriers = [name for name in sorted(carriers, key=_start_of) if not _owns(words, name, carriers)]
    outlets = [one for name in carriers if (one := speakers.named(name)) and not _is_persons(words, name, one)]
    titles = [run for run in titled_programmes(words, (start, end), inside) if not _is_named(names, run)]
    outlets += [speakers.find(run)[0] for run in titles]
    outlets = outlets or [speakers.find(run)[0] for run in unnamed_outlets(words, found, (start, end), inside)]
    if not outlets and not any(is_medium(words, run) for run in found.source):
        outlets = [
            speakers.named(name) for name in names if name.kind == "person" and _asks(document, found, name, speakers)
        ]
    return outlets[::-1]


def passes_on(
    document: Document, around: Credit, one: FoundAttribution, inner: Speaker | None, speakers: Speakers
) -> bool:
    """Check whether an outer source relays what is nested in its content: a poll does, a man's own statement does not.

    A statement may be of whoever speaks in it by name, or as "we". Of others, and of whom it quotes, it tells.

    Args:
        document: The report, with its names.
        around: The outer attribution, with a source.
        one: The nested attribution.
        inner: Its source.
        speakers: Finds whom names mean.
    """
    source, outer = (around.source[0][0], around.source[-1][1]), around.speaker
    words = document.words
    if outer is None or outer.kind != "document" or not _OWN.search(document.shown(source)):
        return True
    issuers = [speakers.named(name) for name in document.names_in(source) if issues(words, name)]
    if issuers:
        return any(issuer is not inner for issuer in issuers)
    if one.source and words.lower[one.source[0][0]] in FIRST_PERSON:
        return False
    is_named = inner is not None and inner.entity is not None
    is_anothers = any(words.texts[i] in _POSSESSING for i in range(*source))
    return not is_named or is_anothers or words.marks[one.cue[0]] == Mark.INSIDE


def issues(words: Words, name: Name) -> bool:
    """Check whether a name in a document's words is its issuer's: "Brandt's letter", "a statement issued by Brandt"."""
    before = [text.lower() for text in words.texts[max(0, name.start - 3) : name.start] if text.lower() != "the"]
    owns = words.texts[name.end : name.end + 1] in {("'",), ("’",), ("'s",), ("’s",)}
    return (
        owns
        or before[-1:] == ["from"]
        or (before[-1:] == ["by"] and _ISSUED.fullmatch("".join(before[-2:-1])) is not None)
    )


def only_reacts(words: Words, found: FoundAttribution) -> bool:
    """Check whether an attribution takes a stand on what the page itself tells: "Okafor condemned Brandt's plan".

    So does whoever denies a claim. Whoever says "that" it is so tells of it.
    """
    if any(words.lower[start] == "that" for start, _ in found.contents):
        return False
    cue = words.lower[slice(*found.cue)]
    return leaning_of(cue).stance == "denies" or any(form in _REACTING for text in cue for form in base_forms(text))


def told_officially(words: Words, found: FoundAttribution) -> WordRange | None:
    """Find the officials in "one woman told police" and "told Marram police"."""
    inside = {i for run in found.contents for i in range(*run)}
    for told in (i for i in range(*found.cue) if TOLD.match(words.texts[i])):
        for i in range(told + 1, min(len(words), told + _MOST_OF_OFFICIALS + 2)):
            if i in inside or not (words.lower[i] in _THE_OFFICIALS or words.shapes[i] in CAPITALISED):
                break
            if words.lower[i] in OFFICIALS:
                return told + 1, i + 1
    return None


def _is_persons(words: Words, name: Name, meant: Speaker) -> bool:
    """Check whether what was taken for an outlet's name is a person's: "told Brandt", whom the report names in full."""
    is_taken = name.kind == "organisation" and meant.entity is not None and meant.entity.kind == "person"
    return is_taken and not is_like_an_outlet(_shown(words, name))


def _is_beyond(name: Name, cue: WordRange, others: Sequence[int]) -> bool:
    """Check whether another's cue stands between a cue and a name."""
    return any(cue[1] <= at < name.start or name.end <= at < cue[0] for at in others)


def _way_to(words: Words, at: int, start: int, inside: set[int]) -> str:
    """Return the words before a name, back to the sentence's beginning or the nearest content."""
    at -= at > start and words.marks[at - 1] == Mark.OPENS and at - 1 not in inside
    first = at
    while first > max(start, at - _MOST_BEFORE) and first - 1 not in inside:
        first -= 1
    return " ".join(words.texts[first:at])


def _is_carrier(document: Document, found: FoundAttribution, name: Name, way: str) -> bool:
    """Check whether an attribution came through an outlet that its sentence names.

    Args:
        document: The report, with its names.
        found: The attribution.
        name: A name in its sentence, outside its contents.
        way: The words before the name.
    """
    words = document.words
    following = words.texts[name.end] if name.end < len(words) else ""
    lead = lead_of(way)
    is_of_cue = found.cue[0] < name.start and found.cue[1] > name.start - _MOST_OF_ANOTHER
    if (
        is_host_of_event(way)
        or is_credit_line(way)
        or following.lower() in OFFICIALS
        or (is_of_another(lead) and not is_of_cue)
    ):
        return False
    shown = _shown(words, name)
    is_source = any(run[0] < name.end <= run[1] for run in found.source)
    if _tells_whence(document, name):
        return False
    is_issued = is_issued_by(lead) and not is_source
    if is_issued or (name.kind == "person" and not _DOMAIN.fullmatch(shown)):
        return is_issued or (f" {way}".lower().endswith(" on") and not SHOWS.isdisjoint(_owned(words, name)))
    is_known = is_like_an_outlet(shown) or _DOMAIN.fullmatch(shown) is not None or _is_station(shown, lead)
    may_be = is_known or (name.kind == "organisation" and may_be_outlet(shown))
    is_known = is_known or (may_be and not is_region(shown) and _is_called_an_outlet(document, name))
    if not is_source and _is_told(words, found, name):
        return is_known or (may_be and _is_bare(way))
    is_writers = is_source and is_known and _writes_for(document, found, name)
    if not is_writers and (_owns_a_thing(words, name) or CHANNELS["social media"].search(shown.lower())):
        return False
    is_near = found.cue[1] < name.start <= found.cue[1] + _MOST_TO or lead.strip() == "to"
    is_told_to = lead.endswith(" to") and is_near and not is_source
    is_led_to = bool(lead.strip()) and leads_through(lead, following, is_source=is_source)
    return is_writers or (may_be and is_said_to(lead)) or (is_known and (is_told_to or is_led_to))


def _is_station(shown: str, lead: str) -> bool:
    """Check for a station's call sign where somebody speaks: "speaking on WQOR", not "told WIPO"."""
    return lead.endswith(" on") and _CALL_SIGN.fullmatch(shown) is not None


def _writes_for(document: Document, found: FoundAttribution, name: Name) -> bool:
    """Check for a writer and the outlet: "the Post's Ana Brandt wrote", "Ana Brandt of the Post wrote"."""
    words = document.words
    if _WRITING.isdisjoint(words.lower[i] for i in range(*found.cue)):
        return False
    own = [one for run in found.source for one in document.names_in(run) if one.kind == "person"]
    gaps = (words.texts[min(one.end, name.end) : max(one.start, name.start)] for one in own)
    return any(gap in _OF_OUTLET or _OWNING.issuperset(gap) for gap in gaps if gap)


def _is_called_an_outlet(document: Document, name: Name) -> bool:
    """Check for a noun for outlets beside a name: "the broadcaster Clarion", not "the Norway daily Clarion"."""
    texts = document.words.texts
    if name.start and texts[name.start - 1].lower() in MEDIA:
        return True
    is_before_noun = name.end < len(texts) and texts[name.end].lower() in MEDIA
    return is_before_noun and not any(one.start == name.end + 1 for one in document.names_in((name.end, name.end + 8)))


def _tells_whence(document: Document, name: Name) -> bool:
    """Check for a name that only tells where an outlet named after it is from: "the Skerry newspaper Clarion".

    So does an owner's name: "Skerry's Clarion", but not "the Clarion's Ana Brandt".
    """
    words = document.words
    if _OWNING.intersection(words.texts[name.end : name.end + 1]):
        owned = next((one for one in document.names_in((name.end, name.end + _LONGEST_OUTLET))), name)
        gap = words.texts[name.end : owned.start]
        is_owned = gap[-1:] in {("s",), ("'s",), ("’s",)} and _OWNING.issuperset(gap) and owned.kind == "organisation"
        return is_owned and owned is not name and not is_like_an_outlet(_shown(words, name))
    at = next(
        (i for i in range(name.end, min(len(words), name.end + _MOST_BETWEEN)) if not words.texts[i].islower()), 0
    )
    is_noun = at > name.end and words.lower[at - 1] in MEDIA
    is_before_name = is_noun and any(one.start == at for one in document.names_in((at, at + _LONGEST_OUTLET)))
    return is_before_name and find_outlet(_shown(words, name)) is None


def _goes_with(words: Words, name: Name, carriers: Sequence[Name]) -> bool:
    """Check whether a name joins an outlet's: "reported by TASS and the Clarion", "on the BBC's “Marram Daily”"."""
    if name.kind != "organisation" or not may_be_outlet(_shown(words, name)):
        return False
    before = (words.texts[one.end : name.start] for one in carriers if one.end < name.start <= one.end + _MOST_BETWEEN)
    return any(gap in {("and",), ("and", "the")} or _leads_to_programme(gap) for gap in before)


def _owns(words: Words, name: Name, carriers: Sequence[Name]) -> bool:
    """Check whether an outlet is named only as the owner of another that follows: "ABC's “Morning Tide”"."""
    gaps = (words.texts[name.end : one.start] for one in carriers if name.end < one.start <= name.end + _MOST_BETWEEN)
    return any(map(_leads_to_programme, gaps))


def _leads_to_programme(gap: Sequence[str]) -> bool:
    """Check for an outlet's possessive and an opening mark: whoever stands there without marks is one of its staff."""
    return len(gap) > 1 and _OWNING.issuperset(gap) and gap[-1] in DOUBLE_MARKS | {"‘"}


def _owned(words: Words, name: Name) -> set[str]:
    """Return the words right after a possessive: "radio" and "show" in "Ana Brandt's radio show"."""
    after = list(words.lower[name.end : name.end + 5])
    return set(after[2:]) if after[:2] in (["'", "s"], ["’", "s"]) else set()


def _is_named(names: Sequence[Name], run: WordRange) -> bool:
    """Check whether a name covers a range of words."""
    return any(name.start <= run[0] and run[1] <= name.end for name in names)


def _start_of(name: Name) -> int:
    return name.start


def _is_bare(way: str) -> bool:
    """Check whether nothing but "the" stands between "told" and a name."""
    *_, last = re.sub(r" the$", "", way, flags=re.IGNORECASE).split(" ")
    return TOLD.match(last) is not None


def _is_told(words: Words, found: FoundAttribution, name: Name) -> bool:
    """Check whether a name is whom somebody told: "told the Financial Times", not "told them that the Times"."""
    told = next((i for i in range(*found.cue) if TOLD.match(words.texts[i])), None)
    if told is None or not told < name.start <= told + _MOST_BETWEEN:
        return False
    between = range(told + 1, name.start)
    # "Told Ana Brandt of the Clarion", not "told the mayor of the Clarion's fall".
    ofs = [i for i in between if words.lower[i] == "of" and words.shapes[i - 1] not in CAPITALISED]
    return not ofs and {words.lower[i] for i in between}.isdisjoint({"that", ",", ".", "and", "in", "at", "on"})


def _asks(document: Document, found: FoundAttribution, name: Name, speakers: Speakers) -> bool:
    """Check whether a person asked the questions: "told the host Ana Brandt", "an interview with Brandt"."""
    words = document.words
    if any(name.start >= run[0] and name.end <= run[1] for run in found.source):
        return False
    first = max(0, name.start - _MOST_BEFORE)
    leads = (i for i in range(name.start - 1, first, -1) if words.lower[i] in _LEAVING or TOLD.match(words.texts[i]))
    titled = next(leads, first)
    before = set(words.lower[titled : name.start])
    if asks(" ".join(words.texts[max(0, titled - 1) : titled + 1])):
        return True
    if not _is_told(words, found, name):
        return False
    told = speakers.named(name)
    beside = {words.lower[i] for role in told.roles for i in range(*role)}
    mentions = told.entity.mentions if told.entity else ()
    return not INTERVIEWERS.isdisjoint(before | beside) or any(_is_of_outlet(document, one) for one in mentions)


def _is_of_outlet(document: Document, name: Name) -> bool:
    """Check whether a mention tells of an outlet or a show: "the Clarion's Ana Brandt", "Brandt of ABC"."""
    words = document.words
    if not SHOWS.isdisjoint(_owned(words, name)):
        return True
    before = document.names_in((max(0, name.start - _LONGEST_OUTLET), name.start))
    owners = [one for one in before if one.end < name.start and _OWNING.issuperset(words.texts[one.end : name.start])]
    is_of = words.texts[name.end : name.end + 1] == ("of",)
    after = document.names_in((name.end, min(len(words), name.end + _LONGEST_OUTLET))) if is_of else ()
    owners += [one for one in after if one.start == name.end + 1]
    return any(one.kind == "organisation" and is_like_an_outlet(_shown(words, one)) for one in owners)


def _owns_a_thing(words: Words, name: Name) -> bool:
    """Detect "the search for Fox's replacement", unlike "an interview with CNN's Ana Brandt" and "on CNN's website"."""
    after = words.texts[name.end : name.end + 3]
    owned = next((text for text in after if text not in {"'", "’", "'s", "’s", "s"}), "")
    return len(after) > 1 and owned != after[0] and owned.islower() and owned not in _AIRED


def _shown(words: Words, name: Name) -> str:
    return " ".join(words.texts[name.start : name.end])
