"""How an attribution reached the page: outlets and officials that passed it on, its channel, access, anonymity.

Nested attributions are found in `whence.reading.attributions.nested`; the editor's question about words from another
outlet is asked in `whence.reading.findings.second_hand`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from whence.language.gazetteer import find_outlet, kind_of_noun
from whence.language.words import Words, lowered, sentence_around
from whence.reading.model.decode import FoundAttribution, Name, WordRange
from whence.reading.sources.named_entities import Document
from whence.records.ledger import Channel, Kind
from whence.records.report import Span

__all__ = ["Circumstances", "carries_as_relay", "circumstances", "find_carriers", "find_cited", "told_officially"]

_MOST_AHEAD = 14
"""Most words between "told" or "interview with" and the outlet that was told."""

# The first channel whose pattern matches around an attribution is chosen, so more specific channels come first.
# These patterns, and those of access and anonymity, search text in lower case.
_CHANNEL_WORDS: dict[Channel, str] = {
    "leaked or unseen document": (
        r"\bleaked\b|\binternal (?:briefing|document|memo)s?\b|\b(?:transcript|document|memo|letter|report|e-?mail|"
        r"recording|draft|copy|briefing|cable|note)s?\b[^.;]{0,40}\b(?:obtained|seen|reviewed|shared with|viewed)\b"
    ),
    "court or legislative record": (
        r"\b(?:testimony|testified|testifying|affidavit|deposition|indictment|lawsuit|subpoena|filing|ruling|ruled|"
        r"court (?:filing|paper|document|record)s?|complaint by|hearing|floor of the|judge|plaintiffs?|legal brief|"
        r"in (?:congress|parliament|court))\b"
    ),
    "social media": (
        r"\b(?:tweet(?:ed|s|ing)?|retweeted|twitter|facebook|instagram|telegram|youtube|weibo|hashtag|tiktok)\b"
    ),
    "news conference": r"\b(?:news|press) (?:conference|briefing)|\bbriefing (?:with )?reporters",
    "interview": r"\binterview(?:ed|s)?\b",
    "speech": r"\b(?:speech|rally|rallies|sermon|keynote|debate|town hall|address to|forum)\b",
    "statement": r"\b(?:statement|press release|news release|communiqu[eé]|readout)\b",
    "private conversation": r"\b(?:private(?:ly)?|confided|closed-door|behind closed doors)\b",
    "document": (
        r"\b(?:memoir|autobiography|letter|memo|memorandum|"
        r"in (?:an|his|her|their) (?:e-?mail|essay|op-ed|book|column))\b"
    ),
}
_CHANNELS = {channel: re.compile(pattern) for channel, pattern in _CHANNEL_WORDS.items()}
_ANY_CHANNEL = re.compile("|".join(_CHANNEL_WORDS.values()))
"""Nine attributions in ten have none, which one search tells five times as fast as nine."""
_ACCESS = re.compile(
    r"\b(?:(?:who (?:is|are|was|were) )?(?:familiar with|briefed on|with (?:direct |intimate )?knowledge of|"
    r"with (?:direct |restricted )?access to|privy to|close to the|involved in the|present at)|"
    r"who (?:has|have|had) (?:direct |restricted )?(?:access to|seen|read|reviewed|knowledge of|been briefed on)|"
    r"who (?:attended|witnessed|saw|accompanied|took part in|was in|were in|was on|lives? near(?:by)?|stayed)|"
    r"in the (?:room|chamber)\b)[^,.;—–”\"]*"
)
_ANONYMITY = re.compile(
    r"\b(?:(?:speaking |spoke |speak )?(?:on|under) (?:the )?condition (?:of anonymity|that (?:he|she|they)[^,.;]*)|"
    r"(?:who )?(?:asked|requested|declined|refused|wished|wanted|preferred|insisted)(?: on| for)?(?: not)?(?: to)?"
    r"(?: be| remain| being)? ?(?:named|identified|anonymity|anonymous|quoted by name|give (?:his|her|their) names?)|"
    r"who (?:was|were|is|are) not (?:named|identified|authori[sz]ed)|not authori[sz]ed to (?:speak|discuss|comment)|"
    r"(?:speaking |spoke )?anonymously|whose name (?:is|was|has been) (?:withheld|not)|"
    r"(?:name|identity) (?:has been |was |is )?(?:withheld|being withheld|changed|kept back)|un-?named|anonymous)\b"
    r"[^.;”\"]*"
)
# Words that stand beside others' names, too.
_WITHHELD = re.compile(r"(?:un-?named|anonymous)\b")
_TOLD = re.compile(r"^(?:told|tells|telling|tell|informed|assured)$", re.IGNORECASE)
_WITH = frozenset({"to", "with", "on", "by", "via", "in", "for", "at"})
_CARRYING = re.compile(
    r"\b(?:interview|speaking|spoke|appear(?:ed|ing|ance)|carried|quoted|published|reported|aired|broadcast|posted|cited|"
    r"obtained|statement|wrote|writing|said|saying|remarks|seen|op-ed|column|article|story|guest|host|released|phoned|call)\b",
    re.IGNORECASE,
)
_MEDIA = frozenset(
    {"media", "television", "tv", "newspaper", "newspapers", "agency", "outlet", "outlets", "broadcaster"}
)
_AIRED = frozenset({"website", "site", "show", "programme", "program", "channel", "page", "app", "podcast", "breakfast",
                    "morning", "evening", "nightly", "flagship"})  # fmt: skip
_TOLD_OFFICIALLY = frozenset({"police", "detectives", "investigators", "prosecutors", "officers", "paramedics"})
# Documents written by the source itself: they relay nobody else's words.
_OWN = re.compile(
    r"\b(?:statement|letter|memoir|tweet|post|e-?mail|speech|testimony|interview|brief|filing|op-ed|column|essay|remarks|"
    r"memo|note|message|release|appearance|address)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a report says about how one attribution came about. Fields are empty if it says nothing."""

    channel: Channel | None
    channel_spans: tuple[Span, ...]
    access_spans: tuple[Span, ...]
    anonymity_spans: tuple[Span, ...]
    """The words that withhold the source's name. Excludes "anonymous" inside a content, or about somebody else."""


def circumstances(document: Document, found: FoundAttribution, kind: Kind | None) -> Circumstances:
    """Find the channel, the source's access and its anonymity in the sentence around an attribution.

    Args:
        document: The report, with its names.
        found: The attribution.
        kind: The kind of its source.
    """
    words = document.words
    around, start = _outside(document, found)
    channel, channel_spans = _channel(around, start, found, words, kind)
    anonymous = [match for match in _ANONYMITY.finditer(around) if _is_of(match, start, words, found)]
    access = _ACCESS.search(around)
    cue = words.starts[found.cue[0]]
    return Circumstances(
        channel=channel,
        channel_spans=channel_spans,
        access_spans=_spans_of([access], start, cue) if access and found.source else (),
        anonymity_spans=_spans_of(anonymous, start, cue) if found.source else (),
    )


def find_carriers(document: Document, found: FoundAttribution) -> list[Name]:
    """Find the outlets that passed on an attribution: "told the Post", "in a statement carried by TASS".

    Returns:
        Their names, the nearest to the page first, which is the last in the sentence.
    """
    words = document.words
    start, end = sentence_around(words, found.cue[0])
    inside = {i for run in found.contents for i in range(*run)}
    source = {i for run in found.source for i in range(*run)}
    carriers = []
    for name in document.names_in((start, end)):
        if not inside.isdisjoint(range(name.start, name.end)):
            continue
        if _was_told(words, found, name) or _carried(words, name, start, is_source=name.end - 1 in source):
            carriers.append(name)
    return carriers[::-1]


def find_cited(words: Words, found: FoundAttribution) -> WordRange | None:
    """Find the source that an outlet cites: "Citing South Korean officials, Yonhap reports", "state media quoted him".

    Returns:
        Range of its words; None if the attribution's source speaks for itself.
    """
    if not any(_is_medium(words, run) for run in found.source):
        return None
    start, end = sentence_around(words, found.cue[0])
    inside = {i for run in found.contents for i in range(*run)}
    own = {i for run in found.source for i in range(*run)}
    for i in range(start, end):
        text = words.texts[i].lower()
        if i in inside or text not in {"citing", "quoting", "quoted", "quotes", "cited"}:
            continue
        if text in {"quoted", "quotes", "cited"} and (i not in range(*found.cue) or i + 1 in own):
            continue
        stop = next(
            (
                j
                for j in range(i + 1, end)
                if words.texts[j] in {",", ";", "."} or words.texts[j] == "as" or j in inside
            ),
            end,
        )
        if stop > i + 1 and own.isdisjoint(range(i + 1, stop)) and own:
            return i + 1, stop
    return None


def _is_medium(words: Words, run: WordRange) -> bool:
    """Check whether words refer to an outlet: by its name, or as "state media"."""
    first = run[0] + (words.texts[run[0]].lower() == "the")
    name = " ".join(words.texts[first : run[1]])
    return find_outlet(name) is not None or words.texts[run[1] - 1].lower() in _MEDIA


def carries_as_relay(text: str, kind: Kind) -> bool:
    """Check whether a source relays the attributions nested in its content: a poll does, its own statement does not.

    >>> carries_as_relay("a transcript obtained by this reporter", "document")
    True
    >>> carries_as_relay("a statement", "document")
    False
    """
    return kind != "document" or not _OWN.search(text)


def _outside(document: Document, found: FoundAttribution) -> tuple[str, int]:
    """Return an attribution's sentence in lower case, extended to its source, with ``|`` in place of its contents.

    Returns:
        The sentence, and the offset in the text at which it starts; no character of the sentence is moved.
    """
    text, words = document.text, document.words
    first, last = sentence_around(words, found.cue[0])
    for run in found.source:
        first, last = min(first, run[0]), max(last, run[1])
    start, end = words.starts[first], words.ends[last - 1]
    around = lowered(text[start:end])
    for run in found.contents:
        a, b = max(start, words.starts[run[0]]), min(end, words.ends[run[1] - 1])
        if a < b:
            around = around[: a - start] + "|" * (b - a) + around[b - start :]
    return around, start


def _channel(
    around: str, start: int, found: FoundAttribution, words: Words, kind: Kind | None
) -> tuple[Channel | None, tuple[Span, ...]]:
    for channel, pattern in _CHANNELS.items() if _ANY_CHANNEL.search(around) else ():
        match = pattern.search(around)
        if match:
            return channel, _spans_of([match], start)
    told = [i for i in range(*found.cue) if _TOLD.match(words.texts[i])]
    if told and _told_outlet(words, told[0] + 1):
        return "interview", (Span(words.starts[told[0]], words.ends[told[0]]),)
    source = " ".join(words.texts[i] for run in found.source for i in range(*run))
    if kind == "document":
        return "document", ()
    if found.source and kind == "organisation" and find_outlet(source):
        return "press report", ()
    return None, ()


def _told_outlet(words: Words, at: int) -> bool:
    """Check whether the words after "told" begin with an outlet's name."""
    for start in range(at, min(at + 2, len(words))):
        for end in range(min(start + 4, len(words)), start, -1):
            if find_outlet(" ".join(words.texts[start:end])) and words.texts[start][0].isupper():
                return True
    return False


def _was_told(words: Words, found: FoundAttribution, name: Name) -> bool:
    told = [i for i in range(*found.cue) if _TOLD.match(words.texts[i])]
    if not told or not told[0] < name.start <= told[0] + _MOST_AHEAD:
        return False
    shown = " ".join(words.texts[name.start : name.end])
    between = [text.lower() for text in words.texts[told[0] + 1 : name.start]]
    if {"that", ",", "."} & set(between):
        return False
    return name.kind != "person" and (find_outlet(shown) is not None or not between or between == ["the"])


def _carried(words: Words, name: Name, start: int, *, is_source: bool) -> bool:
    shown = " ".join(words.texts[name.start : name.end])
    if find_outlet(shown) is None or name.start == start or _owns_a_thing(words, name):
        return False
    lead = name.start - 1
    if words.texts[lead].lower() in {"the", "a", "an", "his", "her"} and lead > start:
        lead -= 1
    before = " ".join(words.texts[max(start, lead - 8) : lead])
    if words.texts[lead].lower() in _WITH:
        return bool(_CARRYING.search(before)) or not is_source
    # An outlet's own staff: "a commentator in Israeli newspaper Haaretz".
    kinds = {kind_of_noun(text) for text in words.texts[max(start, name.start - 7) : name.start]}
    return is_source and "person" in kinds


def _owns_a_thing(words: Words, name: Name) -> bool:
    """Detect "the search for Fox's replacement", unlike "an interview with CNN's Ana Brandt" and "on CNN's website"."""
    after = words.texts[name.end : name.end + 3]
    owned = next((text for text in after if text not in {"'", "’", "'s", "’s", "s"}), "")
    return len(after) > 1 and owned != after[0] and owned.islower() and owned not in _AIRED


def _is_of(match: re.Match[str], start: int, words: Words, found: FoundAttribution) -> bool:
    """Check whether words on anonymity are about this source: a bare "anonymous" counts only inside the source."""
    if not _WITHHELD.match(match.group()):
        return True
    at = start + match.start()
    return any(words.starts[run[0]] <= at < words.ends[run[1] - 1] for run in found.source)


def _spans_of(matches: Sequence[re.Match[str]], start: int, cue: int | None = None) -> tuple[Span, ...]:
    """Convert matches in a sentence to spans of the text, each cut off at the first masked content and at the cue."""
    spans = []
    for match in matches:
        first = start + match.start()
        kept = match.group().split("|")[0]
        if cue is not None and first < cue:
            kept = kept[: cue - first]
        spans.append(Span(first, first + len(kept.rstrip(" ,—–-"))))
    return tuple(spans)


def told_officially(words: Words, found: FoundAttribution) -> WordRange | None:
    """Find the officials in "one woman told police"."""
    for i in range(*found.cue):
        if _TOLD.match(words.texts[i]) and i + 1 < len(words) and words.texts[i + 1].lower() in _TOLD_OFFICIALLY:
            return i + 1, i + 2
    return None
