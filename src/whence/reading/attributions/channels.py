"""Channels: whether somebody spoke in a statement, an interview, a court or a speech, or wrote on social media.

Words for a channel count where they say how the words came about, not wherever they stand beside them: "said in a
tweet" and "tweeted", not "the founder of Twitter said" or "said after the hearing".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from whence.language.english import RELATIVE
from whence.language.gazetteer import kind_of_noun
from whence.language.words import Words
from whence.reading.model.decode import FoundAttribution, WordRange
from whence.records.ledger import Channel, Kind

__all__ = ["CHANNELS", "TOLD", "Place", "speaks_beside"]

TOLD = re.compile(r"^(?:told|tells|telling|tell|informed|assured)$", re.IGNORECASE)
"""A word of a cue that is followed by whom somebody told."""

_DETERMINERS = r"(?:an?|the|his|her|its|their|our|my|this|that|one|another|several|some)"
_LEADING = r"(?:in|on|at|of|to|for|by|with|from|and|or)"
_RULED_BY = (
    rf"(?! (?:(?!{_DETERMINERS}\b|{_LEADING}\b)[\w’'-]+ ){{0,2}}(?:party|parties|alliance|coalition|bloc|front|"
    r"movement|faction|council|junta|regime|class(?:es)?|elites?|famil(?:y|ies)|dynasty|majority)\b)"
)
"""What does not follow "ruling" where that is a court's: "the ruling party" rules."""
# The first channel whose pattern matches where it counts is chosen, so more specific channels come first.
# These patterns search text in lower case.
_CHANNEL_WORDS: dict[Channel, str] = {
    "leaked or unseen document": (
        r"\bleaked (?:[\w-]+ ){0,2}(?:document|memo|e-?mail|letter|report|recording|audio|video|transcript|paper|file|"
        r"draft|cable|cop(?:y|ie)|tape|message|note)s?\b|\binternal (?:briefing|document|memo)s?\b|\b(?:transcript|"
        r"document|memo|letter|report|e-?mail|recording|draft|copy|briefing|cable|note)s?\b[^.;]{0,40}"
        r"\b(?:obtained|seen|reviewed|shared with|viewed)\b"
    ),
    "court or legislative record": (
        rf"\b(?:testimony|testified|testifying|affidavit|deposition|indictment|lawsuit|subpoena|ruling{_RULED_BY}|ruled|"
        r"(?:court|legal|bankruptcy|divorce) (?:filing|paper|document|record)s?|"
        r"filing(?= (?:in|with|to) (?:\S+ ){0,3}court\b)|complaint by|hearing|judge|plaintiffs?|jury|jurors|"
        r"legal brief|floor of the (?:house|senate|chamber|assembly|parliament)|in (?:congress|parliament|court))\b"
    ),
    "social media": (
        r"\b(?:tweet(?:ed|s|ing)?|retweeted|twitter|facebook|instagram|telegram|youtube|weibo|hashtag|tiktok)\b"
    ),
    "news conference": r"\b(?:news|press) (?:conference|briefing)|\bbriefing (?:with )?reporters",
    "interview": r"\binterview(?:ed|s)?\b",
    "speech": r"\b(?:speech|rally|rallies|sermon|keynote|debate|town hall|address to|forum)\b",
    "statement": r"\b(?:statement|press release|news release|communiqu[eé]|readout)\b",
    "private conversation": (
        r"\b(?:privately|in private|private (?:conversation|meeting|call|dinner|chat|talk|message|remark|session|"
        r"fund-?raiser)s?|confided|closed-door|behind closed doors)\b"
    ),
    "document": (
        r"\b(?:memoir|autobiography|letter|memo|memorandum|filing|"
        r"in (?:an|his|her|their) (?:e-?mail|essay|op-ed|book|column))\b"
    ),
}
CHANNELS = {channel: re.compile(pattern) for channel, pattern in _CHANNEL_WORDS.items()}
_ANY_CHANNEL = re.compile("|".join(_CHANNEL_WORDS.values()))
"""Nine attributions in ten have none, which one search tells five times as fast as nine."""
_FREE = rf"(?: {_DETERMINERS}\b)?(?: (?!{_DETERMINERS} |{_LEADING} )[^\s,;:.|()]+){{0,4}} ?$"
"""A determiner and whatever is free to stand between it and a noun."""
# "In a long and angry", "at Monday's", "during": what stands before the noun for a channel.
_LED_TO = re.compile(
    r"(?:^|[\s|,;(—–“\"])(?:in|on|at|during|via|through|over|(?:took|taken|taking|turned|according) to|per)"
    rf"(?: the (?:outset|start|beginning|end|close|opening|middle|course) of)?{_FREE}"
)
_ISSUED = re.compile(
    r"\b(?:(?:releas|issu|post|publish|shar|deliver|circulat)(?:e|es|ed|ing)|sent|gave|giving|wrote|writing|read)"
    rf"{_FREE}"
)
_LED_BY = re.compile(r"(?:^|[\s|,;(—–])(?:in|on|at|via|through)\s[^,;|]*$")
_IN_WHICH = re.compile(r"(?:in|during|at|on) which|where")
_LEADING_THEMSELVES = frozenset({"in", "privately", "closed-door", "behind"})
_BY_ITSELF = re.compile(r"(?:^|[,|(—–]|\b(?:when|while|was|were|being|and)) ?$")
"""Before a verb that opens a clause of its own: ", interviewed"."""
_TOLD_TO = re.compile(r"\b(?:told|tells|telling|tell|asked|before) (?:the|an?|that)(?: \w+){0,2} $")
# A clause of its own, which tells of somebody else or of another time.
_APART = re.compile(
    r"^\W*(?:who|whom|whose|which|where|as|after|before|since|because|although|though|if|until|once|following|despite|"
    r"ahead|prior|hours|days|weeks|(?:when|while)(?! (?:\w+ing|\w+ed)\b)|"
    r"in (?:exchange|response|return|reply|reaction)|(?:and|but) (?:who|which))\b"
)
_BOUNDARY = re.compile(r"[,;—–|()]")
_VERB = re.compile(r"(?:interview|retweet|tweet|testif)(?:ed|ied|ying|ing)$|ruled$|confided$")
_NETWORK = re.compile(r"^(?:twitter|facebook|instagram|telegram|youtube|weibo|tiktok)$")
_OF_NETWORKS = re.compile(
    r"^(?:['’]s)? (?:\w+ )?(?:user|fan|account|page|post|message|poster|follower|video|status|feed|commenter|thread|"
    r"caption|photo|update|group|profile|story|stories|clip|live|comment|chat|statement)s?\b"
)
_HOLDERS = re.compile(r"(?:judge|plaintiffs?|jury|jurors)$")
_OWNED = re.compile(r"^ ?['’]")
# "The speech transcripts", "the interview room": there the word is part of another thing's name.
_FOLLOWED_BY_NOUN = re.compile(
    r"^ (?:room|officer|transcripts?|show|series|hall|chief|founder|executive|ceo|boss|owner|writer|coach|team|"
    r"schedule|stage|panel|moderator|host|invitation|request|tour|following|friends?|followers?|date|format)\b"
)
_TOLD_IN = re.compile(r"\b(?:identified|named|listed|described|detailed|disclosed|contained) (?:only )?in (?:the )?$")
_THAT = re.compile(r" (?:that|which|\|{4,5}) ")  # within a content it is masked
_CLAUSE_BEGINS = re.compile(r"(?:^|[,;:—–|(.”\"]|\b(?:and|but|while|when)) ?$")
_WITHIN_RELATIVE = re.compile(r"\b(?:who|whom|whose|which|where)\b")
_POSSESSED = re.compile(r"['’]s? (?:\w+ ){0,2}$")
"""Between a source and what it wrote: "Brandt's angry tweet saying"."""
_RELATIVE = RELATIVE | {"whose"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An attribution in its sentence."""

    words: Words
    """The report's words."""
    found: FoundAttribution
    text: str
    """The sentence in lower case, with the attribution's contents masked by ``|``."""
    start: int
    """Offset in the report at which the sentence begins."""
    kind: Kind | None
    """The kind of the source."""
    beside: Sequence[FoundAttribution] = ()
    """Attributions nearby."""

    def channel(self) -> tuple[Channel, re.Match[str]] | None:
        """Find the channel that the sentence states for the attribution, and the words for it."""
        if not _ANY_CHANNEL.search(self.text):
            return None
        for channel, pattern in CHANNELS.items():
            for match in pattern.finditer(self.text):
                if self._counts(match):
                    return channel, match
        return None

    @property
    def _cue(self) -> WordRange:
        return self._offsets(self.found.cue)

    @property
    def _source(self) -> list[WordRange]:
        return [self._offsets(run) for run in self.found.source]

    def _offsets(self, run: WordRange) -> WordRange:
        return self.words.starts[run[0]] - self.start, self.words.ends[run[1] - 1] - self.start

    def _counts(self, match: re.Match[str]) -> bool:
        """Check whether words for a channel say how the attribution came about."""
        at = match.start()
        if self._cue[0] <= at < self._cue[1]:
            return not self._is_of_another_thing(match)
        run = next((run for run in self._source if run[0] <= at < run[1]), None)
        if run is not None:
            return self._is_source(match, run)
        if any(run[1] <= at < self._cue[0] and _POSSESSED.match(self.text, run[1], at) for run in self._source):
            return not self._is_of_another_thing(match)
        is_before = bool(self.found.source) and at < self._source[0][0]
        if is_before and self.words.lower[self.found.source[0][0]] in _RELATIVE:
            return False
        is_apart = self._is_parted(at) or self._is_of_another_thing(match) or self._is_of_deed(match)
        return not is_apart and self._governs(match, is_before=is_before)

    def _is_source(self, match: re.Match[str], run: tuple[int, int]) -> bool:
        """Check whether the source is itself what the words are for: "a police affidavit", "one Twitter user"."""
        before, after = self.text[run[0] : match.start()], self.text[match.end() : run[1]]
        if _WITHIN_RELATIVE.search(before):
            return False
        if _NETWORK.match(match.group()):
            return _OF_NETWORKS.match(after) is not None
        if not after.strip(" |") and not match.group().startswith("in "):
            return True
        if _HOLDERS.match(match.group()):
            return not _OWNED.match(after) and self.kind not in {"organisation", "document"}
        is_led_by = self.kind not in {"person", "organisation"} or _LED_BY.search(before) is not None
        return is_led_by and not _OWNED.match(after) and not _FOLLOWED_BY_NOUN.match(after)

    def _is_of_another_thing(self, match: re.Match[str]) -> bool:
        after = self.text[match.end() :]
        if _NETWORK.match(match.group()) and _OWNED.match(after):
            return _OF_NETWORKS.match(after) is None
        return _FOLLOWED_BY_NOUN.match(after) is not None

    def _is_parted(self, at: int) -> bool:
        """Check whether the words stand in a clause of their own, or nearer to what another says."""
        low, high = sorted((at, self._cue[0]))
        others = (one.cue for one in self.beside if speaks_beside(one, self.found))
        if any(low < self._offsets(cue)[0] < high for cue in others):
            return True
        opening = max((one.end() for one in _BOUNDARY.finditer(self.text, 0, at)), default=0)
        is_shared = opening <= self._cue[0] < at or not _BOUNDARY.search(self.text, low, high)
        clause = self.text[opening:at]
        return bool(_APART.match(clause)) and not is_shared

    def _is_of_deed(self, match: re.Match[str]) -> bool:
        """Check for where something else is done: "will challenge it in court and accused", "identified in records"."""
        at, before = match.start(), self.text[: match.start()]
        # "Over a memo that lawmakers say": they speak of it.
        is_spoken_of = any(_THAT.fullmatch(self.text, match.end(), run[0]) for run in self._source[:1])
        if is_spoken_of or _TOLD_IN.search(before):
            return True
        is_of_source = any(run[1] <= at and not self.text[run[1] : at].strip() for run in self._source)
        is_late = match.group().startswith("in ") and at < self._cue[0] and _CLAUSE_BEGINS.search(before) is None
        return is_late and not is_of_source

    def _governs(self, match: re.Match[str], *, is_before: bool) -> bool:
        """Check whether the words are led to as the way in which something is said."""
        word, end = match.group().split()[0], match.end()
        before = self.text[: match.start()]
        if _HOLDERS.match(word):
            return _TOLD_TO.search(before) is not None
        if _VERB.match(word):
            return _BY_ITSELF.search(before) is not None
        # "In court", "in private", "in his book".
        if word in _LEADING_THEMSELVES or _IN_WHICH.search(self.text, end, max(end, self._cue[0])):
            return True
        led = _LED_TO.search(before)
        if led is None:
            # "It issued a subpoena over a memo that lawmakers say": whoever speaks after it did not issue it.
            return not is_before and _ISSUED.search(before) is not None
        *_, last = before[: led.start()].split() or ("",)
        is_told = any(TOLD.match(self.words.texts[i]) for i in range(*self.found.cue))
        is_somebodys = kind_of_noun(last) in {"person", "group"} and not is_told
        return not is_somebodys or any(run[0] < led.start() <= run[1] for run in self._source)


def speaks_beside(one: FoundAttribution, found: FoundAttribution) -> bool:
    """Check whether an attribution is another's than a given one, and does not stand in its content.

    >>> from whence.reading.model.decode import Evidence
    >>> nothing = Evidence(cue=0.0, roles=0.0, source=0.0, content=0.0, no_source=0.0, no_content=0.0)
    >>> said, told, knew = (
    ...     FoundAttribution(source=source, cue=cue, contents=contents, confidence=0.9, evidence=nothing)
    ...     for source, cue, contents in (
    ...         (((0, 1),), (1, 2), ((2, 5),)),
    ...         (((6, 7),), (7, 8), ((8, 9),)),
    ...         (((2, 3),), (3, 4), ((4, 5),)),
    ...     )
    ... )
    >>> speaks_beside(told, said), speaks_beside(knew, said), speaks_beside(said, said)
    (True, False, False)
    """
    if one.cue == found.cue or one.source == found.source:
        return False
    is_own = any(a < d and c < b for a, b in one.source for c, d in found.source)
    return not is_own and not any(start <= one.cue[0] < end for start, end in found.contents)
