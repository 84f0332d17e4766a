"""Findings on second-hand news: what a report took from other outlets, and what sources told other outlets.

`whence.reading.attributions.relays` finds who passed an attribution on, `nested` those inside another's content.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from whence.language.english import PUBLIC_BODIES, SUBJECT_PRONOUNS, TITLES
from whence.language.gazetteer import find_outlet
from whence.language.words import Words
from whence.reading.attributions.outlets import is_like_an_outlet, is_own, may_be_outlet, reports_as_outlet, squeeze
from whence.reading.findings.case import Case, finding, in_headline
from whence.reading.findings.outlets_named import (
    MEDIA_NAMED,
    cites_somebody,
    is_body,
    is_called_an_outlet,
    is_outlet,
    is_record,
)
from whence.reading.findings.span_index import SpanIndex
from whence.reading.model.decode import Name
from whence.records.ledger import Attribution, Finding, Source
from whence.records.report import Span

__all__ = ["second_hand"]

_WORDS_TOO = frozenset({"people", "time", "today", "the hill", "the week", "nature", "science"})
# "On The Morning Tide Show", "on CBS's "Face the Nation"", "in a televised interview".
_SHOWS = re.compile(
    r"\b[Oo]n (?:\w+[’']s (?:episode|edition) of )?[“\"]?(?:[A-Z][\w’']*,? (?:\w{1,4} )?){1,5}?"
    r"(?:Show|Press|Nation|Joe|Radio|Tonight|Hour|Podcast)\b|"
    r"\b[Oo]n (?:[\w’']+ ){1,3}(?:broadcast|episode|edition) of [“\"][A-Z][\w’']+(?: [A-Z][\w’']+){0,4}|"
    r"\bin an? (?:televised|television|radio|TV) interview\b|"
    r"\bin an interview (?:with|on) {1,2}(?:the )?[A-Z][\w’']+(?: [A-Z][\w’']+)* (?:magazine|radio|television)"
)
_LEADS = frozenset(
    {"by", "for", "of", "at", "with", "s", "site", "magazine", "newspaper", "broadcaster", "agency", "on", "from"}
)
_MOST_WORDS, _LONG_NAME = 6, 6
"""Words of a name that is shortened, and letters of one that may be the end of an outlet's full name."""
_Taken = tuple[str, dict[Span, None], list[Attribution]]
"""An outlet's name, the places that show what is taken from it, and the attributions."""
_NEAR, _LONGEST_LEAD = 5, 24
# An outlet's name within that of its work: "a Tidewater Post analysis".
_PIECE = re.compile(
    r"^(?:an?|the|its|this) (?:(?:\w+ )??(?P<whose>(?-i:[A-Z]).*?) "
    r"(?:article|account|report|story|editorial|column|piece|essay|analysis|review|investigation|count|tally)s?"
    r"(?: (?:published|posted|released|from|on|about|by|of)\b.*)?|"
    r"(?:[a-z]\w* ){1,3}?(?:by|in|from|of) (?:the )?"
    r"(?P<by>(?-i:[A-Z])[\w.&’'-]*(?: (?-i:[A-Z])[\w.&’'-]*| (?:of|and|the)(?= (?-i:[A-Z])))*).*)$",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"(?:[’']s?)? (?:\w+ )?(?:report|investigation|article|story|account|exclusive|exposé|interview)\b"
    r"(?! (?:is|was) (?:included|used))"
)
# "Haddad said, via the Tide", "seen by the Tide, the plans show", "as reported by the Tide".
_THROUGH = re.compile(
    r"(?:\b(?:said|says|wrote),? via|\bSeen by|\b(?:first|as|was|were) reported by|\baccording to|"
    r"\bour partners? at) (?:the |The )?$"
)
# Stations go by call signs and by the numbers of their channels: "KXYZ", "Channel 4", "Fox 12".
_STATION = re.compile(r"^[KW][A-Z]{2,3}\b|(?<!\d)\d{1,2}\b|\b(?:Eyewitness|Action) News\b")
_STAFF = re.compile(
    r"(?:[’']s)? (?:\w+ )?(?:executive|employee|staff|worker|investigator|agent|official|manager|lawyer|board)s?\b"
)
_CHANNEL = re.compile(r" \d{1,2}\b")
_BACK = re.compile(r"the (?:\w+ )?(?:newspaper|broadcaster|paper)$|(?:any|no) ", re.IGNORECASE)
# An outlet that only hosts an event, or prints what somebody wrote, is not a relay.
_HOSTS = re.compile(
    r"\b(?:sponsored|hosted|organi[sz]ed|moderated) by (?:the )?$|\bdebate,? (?:on|by) (?:the )?$|"
    r"\b(?:op-ed|essay|letter)s? in (?:the )?$"
)
_HOSTED = re.compile(
    r"(?:/[A-Z]\w*)? (?:debate|forum|town hall|summit|conference|lunch|breakfast|dinner|essay|op-ed|poll|survey)\b",
    re.IGNORECASE,
)
# Words after a name that make it another's: "Marram police", "the Journal of Tides".
_GOES_ON = re.compile(rf"(?<=Journal) of [A-Z]| (?:{'|'.join(sorted(PUBLIC_BODIES))})\b")
_SIGNS = " (@"  # what follows the name that signs a tweet
# What an outlet of which no name is known says of itself: "The Tide has learned".
_LEARNS = re.compile(r"^(?:has|have) (?:learned|received|obtained|confirmed through)\b|^(?:aired|learned)\b")
# How an outlet passes on what it learned; that it is disappointed, replays a speech or asks is none of it.
_PASSES_ON = re.compile(
    r"\b(?:report(?:s|ed|ing)?|according|sa(?:y|ys|id|ying)|note[sd]?|noting|wr(?:ites?|ote|iting)|cit(?:es?|ed|ing)|"
    r"quot(?:es?|ed|ing)|reveal\w*|disclos\w+|confirm\w*|describ\w+|identif\w+|determin\w+|publish\w+|f(?:inds?|ound)|"
    r"show(?:s|ed|n)?|explain\w*|estimat\w+|calculat\w+|speculat\w+|suggest(?:s|ed)?|put|add(?:s|ed)|learn(?:s|ed)|obtain(?:s|ed)|seen)\b",
    re.IGNORECASE,
)
# What only outlets do: "KMRM reports", "the Marram Advocate reported", "Harbour Watch first reported".
_REPORTS = re.compile(r"(?:(?:also|now|later|has|is|(?P<first>first)) )*report(?:s|ed|ing)(?: that)?")
_FINDS = re.compile(r"\b(?:finds?|found|shows?|showed)\b", re.IGNORECASE)
_ASKS_MANY = re.compile(r"\b(?:polls?|polled|surveys?|surveyed|percent|per cent|respondents)\b|\d%", re.IGNORECASE)
# An outlet's own opinion or question has no source to confirm it with, nor has what it only shared; of its own affairs
# it is the source.
_OPINES = re.compile(
    r"\bshar(?:es?|ed|ing)\b|\bendors\w+|\beditoriali[sz]|\bask(?:s|ed)?\b|\bquer(?:y|ies|ied)\b|\bannounc\w+|"
    r"\bden(?:y|ies|ied)\b|\bdeclin\w+|\bargu(?:es?|ed)\b|\bagree[sd]?\b|\brespond\w*|\breplie[sd]\b|"
    r"\bapologi[sz]\w+|\bretract\w*|\bcorrected\b|\bcall(?:s|ed) (?:on|for)\b|\burg(?:es|ed)\b|\brail(?:s|ed)\b|"
    # A list, a prize: "Time named her", "the Tide chose".
    r"\bnam(?:es|ed|ing)\b|\bchose\b|\bhono[u]?r\w*",
    re.IGNORECASE,
)
# What its work tells or brought about: "a Tide investigation found", "after the Tide report"; and not what it "probed".
_RESTS_ON = re.compile(r"\b(?:[Aa]fter|[Ff]ollowing|[Aa]ccording to|[Ii]n|[Cc]iting|[Ff]rom) (?:an? |the |its )?$")
_TELLS = re.compile(
    r"(?:,? (?:published |aired |released )?(?:on |in |last |this )?[\w’' ]{0,30}?)?,? (?:also |first )?"
    r"(?:said|says|found|finds|show(?:s|ed)|reveal(?:s|ed)|report(?:s|ed)|alleg(?:es|ed)|claim(?:s|ed)|detail(?:s|ed)|"
    r"describ(?:es|ed)|suggest(?:s|ed))\b"
)
# What an outlet has still to say or learn, pictures that it lent, and documents that the report's outlet may have got.
_YET_TO = re.compile(r"^(?:(?:will|would|could|may|might|should)|(?:is|are) working)\b")
_LENT = re.compile(
    r"\b(?:grab|photo\w*|pictures?|images?|stills?|video|footage)\b[^.\n]{0,40}"
    r"\b(?:via|courtesy of|credited to) (?:the )?$",
    re.IGNORECASE,
)
_GOT = re.compile(
    r"\b(?:(?:obtained|seen|reviewed|viewed) by|(?:provided|given|sent|e-?mailed|released) to) (?:the )?$",
    re.IGNORECASE,
)
# What somebody does on a show in so many words.
_SAYS_THERE = re.compile(
    r"\binterview\b|\b(?:sa(?:y|ys|id|ying)|t(?:old|ells?|elling)|add(?:s|ed)|ask(?:s|ed)|jok(?:es|ed)|call(?:s|ed)|repl\w+|explain\w+|"
    r"insist\w+|argu\w+|warn\w+|admit\w*|claim\w*|discuss\w*|describ\w+|defend\w*|speak\w*|spoke|mention\w*|blam\w+|"
    r"critici[sz]\w+|attack\w*|accus\w+|prais\w+|promis\w+|vow\w*|hint\w*|suggest\w*|reveal\w*|recall\w*|den(?:y|ies|ied))\b"
)
# Who speaks for an outlet as a firm or an expert: "president of entertainment at Fox", "reviews director at The Tide".
_OF_THE_FIRM = re.compile(r"\b(?:president|chief executive|chair\w*|spokes\w+|executive|director)\b", re.IGNORECASE)
_TOLD = re.compile(r"\btold\b|\btells\b")
_SAYS = re.compile(r"^(?:said|says?)$")
_OF_ITSELF = re.compile(r"^(?:that )?(?:it|its|they|their|we|our)\b", re.IGNORECASE)


def second_hand(case: Case) -> Iterator[Finding]:
    """Find what the report takes from outlets other than its own publisher, one finding per outlet."""
    found: dict[str, _Taken] = {}
    for one in case.assembly.attributions:
        for name, spans in _ways(case, one):
            _, places, about = found.setdefault(_key(name), (name, {}, []))
            places |= dict.fromkeys((*spans, *one.cue_spans))
            about.append(one)
    for name, span in _in_pieces(case):
        found.setdefault(_key(name), (name, {}, []))[1].setdefault(span)
    for name, places, about in _joined(found):
        if not all(in_headline(case, place) for place in places):
            yield _passed_on(name, sorted(places), about)
    # One more character, so that a show right beside a span touches it.
    told = SpanIndex((Span(span.start, span.end + 1), None) for _, places, _ in found.values() for span in places)
    yield from _on_shows(case, told)


def _joined(found: Mapping[str, _Taken]) -> Iterable[_Taken]:
    """Join what is taken from one outlet under two names: "the Marram Sun-Times" and "the Sun-Times"."""
    names = {key: squeeze(_outlet_in(name)) for key, (name, _, _) in found.items()}
    joined: dict[str, _Taken] = {}
    for key in sorted(found, key=lambda key: -len(names[key])):
        is_end = len(names[key]) >= _LONG_NAME
        whole = next((other for other in joined if is_end and names[other].endswith(names[key])), key)
        name, places, about = joined.setdefault(whole, (found[key][0], {}, []))
        joined[whole] = name, places | found[key][1], [*about, *found[key][2]]
    return joined.values()


def _passed_on(outlet: str, places: Sequence[Span], about: Sequence[Attribution]) -> Finding:
    note = f"Taken from {_named(outlet)}: has this been confirmed with the original source?"
    return finding("second-hand", places, note, about)


def _ways(case: Case, one: Attribution) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """List the outlets that an attribution came through: its relays, its source, or its source's employer."""
    report = case.report
    own = case.own_names
    behind = [case.sources[one.source]] if one.source else []
    relays = [] if behind and is_record(behind[0]) else [case.sources[relay] for relay in one.relays]
    told = bool(relays and _TOLD.search(case.shown(one.cue_spans)))
    relays = [relay for relay in relays if not _BACK.match(relay.name) and relay.name not in {*case.surnames, "News"}]
    passed = [relay for relay in relays if _relays_news(case, relay, one, told=told)]
    passed = [relay for relay in passed if not _only_hosts(report.text, _nearest(relay, one))]
    passed += [source for source in behind if _speaks_as_outlet(case, one, source)]
    role = case.roles[behind[0].id] if behind else ""
    passed = [outlet for outlet in passed if not (_OF_THE_FIRM.search(role) and outlet.name in role)]
    passed = [outlet for outlet in passed if not _GOES_ON.match(report.text, _nearest(outlet, one).end)]
    passed = [outlet for outlet in passed if not report.text.startswith(_SIGNS, _nearest(outlet, one).end)]
    # What an editorial says is its paper's opinion.
    passed = [outlet for outlet in passed if "editorial" not in outlet.name.lower()]
    for outlet in passed:
        names = (outlet.name, *outlet.aliases, _outlet_in(outlet.name))
        may_be_own = outlet in relays and _may_be_its_own(report.text, own, outlet.name, _nearest(outlet, one))
        if not may_be_own and not is_own(own, names):
            yield outlet.name, (_nearest(outlet, one),)
    if not passed and behind and not _OF_THE_FIRM.search(role) and _passes_on(case, one):
        for name, span in _employers(case, one, behind[0]):
            if name not in case.surnames and not is_own(own, (name,)) and not _only_hosts(report.text, span):
                yield name, (span,)


def _relays_news(case: Case, relay: Source, one: Attribution, *, told: bool) -> bool:
    """Check whether a relay is an outlet, or may be one: by what it is called, was told, or reports citing somebody."""
    if is_outlet(relay) or (told and _may_be_told(case, relay, one)):
        return True
    if relay.kind != "organisation" or relay.naming != "named" or is_body(relay.name):
        return False
    mention, cue = _nearest(relay, one), case.shown(one.cue_spans)
    cites = cites_somebody(case.text, mention) and _REPORTS.fullmatch(cue) is not None
    cites = cites or cue.endswith(" with reference to")
    return is_called_an_outlet(case.text, mention) or (cites and may_be_outlet(relay.name))


def _may_be_its_own(text: str, own: Collection[str], name: str, mention: Span) -> bool:
    """Check for who got a document, if it is an agency, whose reports others print, or no other outlet is known.

    Where none is known, a station that somebody tells something is taken for the report's own too, unless it is
    introduced: "the news channel Skerry 4".
    """
    known = find_outlet(name)
    if _GOT.search(text[: mention.start][-_LONGEST_LEAD:]):
        return not own or (known is not None and known.is_agency)
    return not own and _is_station(text, name, mention) and not is_called_an_outlet(text, mention)


def _is_station(text: str, name: str, mention: Span) -> bool:
    """Check for a station's name: "KXYZ", "Channel 4", and "Fox" in "Fox 12"."""
    return bool(_CHANNEL.match(text, mention.end)) or (find_outlet(name) is None and bool(_STATION.search(name)))


def _only_hosts(text: str, mention: Span) -> bool:
    before = text[max(0, mention.start - _LONGEST_LEAD) : mention.start]
    lent = _LENT.search(text[max(0, mention.start - 3 * _LONGEST_LEAD) : mention.start])
    return bool(_HOSTS.search(before) or lent or _HOSTED.match(text, mention.end))


def _speaks_as_outlet(case: Case, one: Attribution, source: Source) -> bool:
    """Check whether an attribution's source is an outlet, and not a person of that name or a common noun."""
    if (
        source.name in case.surnames
        or (source.name.casefold() in _WORDS_TOO and not _is_reporting(case, one, source))
        or (" and " in source.name and not MEDIA_NAMED.search(source.name))
        or not _passes_on(case, one)
        or _is_of_itself(case, one)
        or _YET_TO.search(case.shown(one.cue_spans))
        or (_may_be_unnamed(case, source) and _LEARNS.search(case.shown(one.cue_spans)))
        or _BACK.match(source.name)
        or "editorial" in source.name.lower()
        or source.name.rpartition(" ")[-1].lower() in SUBJECT_PRONOUNS  # A caption runs on into a sentence.
    ):
        return False
    shown = case.shown(one.source_spans)  # "The newspaper" was met before; "the tabloid Tidewater" is introduced.
    told = (MEDIA_NAMED.search(shown) and not _BACK.match(shown)) or _is_reporting(case, one, source)
    told = told or (source.naming == "named" and is_called_an_outlet(case.text, _nearest(source, one)))
    return is_outlet(source) or (source.kind == "organisation" and bool(told))


def _is_reporting(case: Case, one: Attribution, source: Source) -> bool:
    """Check for a body that reports something, and by its name, or as the first, does so as an outlet."""
    reports = _REPORTS.fullmatch(case.shown(one.cue_spans)) if source.naming == "named" else None
    if reports is None or is_body(source.name):
        return False
    return reports_as_outlet(source.name) or (reports["first"] is not None and may_be_outlet(source.name))


def _passes_on(case: Case, one: Attribution) -> bool:
    """Check whether an outlet passes on what it learned; it may state, opine, and find what it polled, by itself."""
    cue = case.shown(one.cue_spans)
    if not _PASSES_ON.search(cue) or _OPINES.search(cue):
        return False
    is_statement = one.channel == "statement" and "according" not in cue.lower()
    is_poll = _FINDS.search(cue) and _ASKS_MANY.search(case.sentence_of(one.cue_spans[0]).of(case.text))
    return not (is_statement or is_poll)


def _may_be_unnamed(case: Case, source: Source) -> bool:
    """Check whether the page may call itself by an outlet's name: no name of its own is known, or it is a station."""
    return not case.own_names or _STATION.search(source.name) is not None


def _is_of_itself(case: Case, one: Attribution) -> bool:
    """Check for what an outlet says of its own affairs: "CBS said it was dropping the show"."""
    return bool(_SAYS.match(case.shown(one.cue_spans)) and _OF_ITSELF.match(case.shown(one.content_spans)))


def _may_be_told(case: Case, relay: Source, one: Attribution) -> bool:
    """Check whether a source that was told something may be an outlet unknown to the tables, not a council or club.

    Nor is it one whose people are told, as in "told Northarm executives", or that goes by initials as offices do.
    """
    known = relay.kind == "organisation" and relay.naming == "named" and relay.country is None
    initials = relay.name.split()[-1]
    is_office = initials.isupper() and not _STATION.search(initials)
    is_office = is_office or relay.name.rstrip(".").lower() in TITLES
    return (
        known and not is_office and not _STAFF.match(case.text, _nearest(relay, one).end) and may_be_outlet(relay.name)
    )


def _employers(case: Case, one: Attribution, source: Source) -> Iterator[tuple[str, Span]]:
    """Find employers: "Ana Brandt of The Tidewater Post", "the Post's Ana Brandt", "a report by The Tidewater Post"."""
    known = case.assembly.document
    words = known.words
    if is_record(source):
        return
    for place in one.source_spans:
        start, end = words.covering(place.start, place.end)
        for name in known.names_in((max(0, start - _NEAR), min(len(words), end + _NEAR))):
            shown = known.shown((name.start, name.end))
            before, after = name.end <= start, name.start >= end
            written_for = after and words.texts[name.start - 1] == "for" and "wr" in case.shown(one.cue_spans)
            if (before and name.end < start - 2) or (after and name.start > end + 2):
                continue
            # "AP reports", "reports from AP and TASS", "the BBC and TASS".
            is_its = (source.kind == "document" or " and " in source.name) and start <= name.start < end
            if (find_outlet(shown) is not None and (is_its or _is_led(words, name))) or (
                written_for and name.kind != "person"
            ):
                yield shown, Span(words.starts[name.start], words.ends[name.end - 1])


def _is_led(words: Words, name: Name) -> bool:
    before = words.lower[name.start - 1] if name.start else ""
    after = list(words.lower[name.end : name.end + 2])
    return before in _LEADS or after[-1:] == ["s"]


def _in_pieces(case: Case) -> Iterator[tuple[str, Span]]:
    """Find the work of other outlets that is told of: "a Bloomberg investigation", "after the TASS report"."""
    document = case.assembly.document
    for name in document.names:
        shown, end = document.shown((name.start, name.end)), document.words.ends[name.end - 1]
        start = document.words.starts[name.start]
        piece = _WORK.match(case.text, end)
        before = case.text[max(0, start - _LONGEST_LEAD) : start]
        piece = piece if piece and (_RESTS_ON.search(before) or _TELLS.match(case.text, piece.end())) else None
        is_through = _THROUGH.search(before) is not None
        is_outlets = find_outlet(shown) is not None or ("partner" in before and is_like_an_outlet(shown))
        is_anothers = is_outlets and not is_own(case.own_names, (shown,))
        if (piece or is_through) and is_anothers and not _HOSTED.match(case.text, end):
            yield shown, Span(start, piece.end() if piece else end)


def _on_shows(case: Case, told: SpanIndex[None]) -> Iterator[Finding]:
    """Find what was said on shows that have not been found as relays yet."""
    report, assembly = case.report, case.assembly
    said = SpanIndex((place, one) for one in assembly.attributions for place in (*one.cue_spans, *one.source_spans))
    for match in _SHOWS.finditer(report.text):
        span = Span(match.start(), match.end())
        sentence = case.sentence_of(span)
        near = said.starting(sentence.start, sentence.end)
        cues = (match.group(), *(case.shown(one.cue_spans) for one in near))
        about = near if any(map(_SAYS_THERE.search, cues)) else []
        # "Taped an appearance on The Morning Tide Show" tells of nothing that was said there.
        if about and not told.touches(Span(span.start, span.end + 1)) and not is_own(case.own_names, (match.group(),)):
            shown = re.sub(r"^(?:on|in an interview (?:with|on)|in) +", "", match.group(), flags=re.IGNORECASE)
            yield _passed_on(shown.strip('“"'), (span,), about)


def _key(name: str) -> str:
    """Return a key that identifies an outlet: from the tables, or its name without "a … article" around it."""
    bare = _outlet_in(name)
    known = find_outlet(bare)
    return known.domain if known else squeeze(bare)


def _outlet_in(name: str) -> str:
    """Return the outlet's name within the name of its work: "The Tide" of "a report by The Tide"."""
    piece = _PIECE.match(name)
    media = MEDIA_NAMED.search(name) if " and " in name else None
    return (piece["whose"] or piece["by"]) if piece else media[0] if media else name


def _named(name: str) -> str:
    """Shorten a name that says more than whose it is: "an analysis by The Tide of votes since 1972"."""
    return _outlet_in(name) if len(name.split()) > _MOST_WORDS or " and " in name else name


def _nearest(source: Source, one: Attribution) -> Span:
    cue = (one.cue_spans or one.content_spans)[0].start
    after = bisect_left(source.mentions, cue, key=_start_of)
    before = bisect_left(source.mentions, source.mentions[after - 1].start, key=_start_of) if after else 0
    return min(source.mentions[before : after + 1], key=lambda span: abs(span.start - cue))


def _start_of(span: Span) -> int:
    return span.start
