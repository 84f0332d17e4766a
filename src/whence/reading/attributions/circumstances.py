"""How an attribution came about: its channel, why its source can know, and why its name is withheld.

Who passed it on is found in `whence.reading.attributions.relays`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from whence.language.english import FORMS_OF_BE
from whence.language.gazetteer import find_outlet
from whence.language.words import CAPITALISED, Words, find_with, lowered, sentence_around
from whence.reading.attributions.channels import TOLD, Place
from whence.reading.attributions.hearings import find_hearing
from whence.reading.model.decode import FoundAttribution, WordRange
from whence.reading.sources.anonymity_terms import find_terms, leads_to_terms
from whence.reading.sources.named_entities import Document
from whence.records.ledger import Channel, Kind
from whence.records.report import Span

__all__ = ["Circumstances", "circumstances"]

_ACCESS = re.compile(
    r"\b(?:(?:who (?:is|are|was|were) )?(?:familiar with|briefed on|with (?:direct |intimate )?knowledge of|"
    r"with (?:direct |restricted )?access to|privy to|close to the|involved in the|present at)|"
    r"who (?:has|have|had) (?:direct |restricted )?(?:access to|seen|read|reviewed|knowledge of|been briefed on)|"
    r"who (?:attended|witnessed|saw|accompanied|took part in|was in|were in|was on|lives? near(?:by)?|stayed)|"
    r"in the (?:room|chamber)\b)[^,.;—–”\"]*"
)
_OF_ACCESS = (
    "familiar with", "briefed on", "knowledge of", "access to", "privy to", "close to the", "involved in the",
    "present at", "who ", "in the room", "in the chamber",
)  # fmt: skip
"""Every match of the pattern above has one of these."""
_NO_ACCESS = re.compile(r"(?:\b(?:not|never)|n['’]t)(?: (?:been|yet|\w+ly))* $")
"""Before a match of the pattern above: "a biologist who was not involved in the work"."""
_HIDDEN = r"(?:undisclosed|exclusive|confidential|secret|private|back) (?:channels?|contacts?)"
_ANONYMITY = re.compile(
    r"\b(?:(?:speaking |spoke |speak )?(?:on|under) (?:the )?condition (?:of anonymity|that (?:he|she|they)[^,.;]*)|"
    r"(?:who )?(?:asked|requested|declined|refused|wished|wanted|preferred|insisted)(?: on| for)?(?: not)?(?: to)?"
    r"(?: be| remain| being)? ?(?:named|identified|anonymity|anonymous|quoted by name|give (?:his|her|their) names?)|"
    r"(?:who )?(?:did|do|does)(?: not|n['’]t) (?:want|wish)(?: (?:his|her|their) names?)? to "
    r"(?:be (?:named|identified|quoted by name|used|published)|give (?:his|her|their) (?:full )?names?)|"
    r"who (?:was|were|is|are) not (?:named|identified|authori[sz]ed)|not authori[sz]ed to (?:speak|discuss|comment)|"
    r"(?:speaking |spoke )?anonymously|whose name (?:is|was|has been) (?:withheld|not)|"
    r"(?:name|identity) (?:has been |was |is )?(?:withheld|being withheld|changed|kept back)|un-?named|anonymous)\b"
    rf"[^.;”\"]*|{_HIDDEN}\b"
)
_HANDLE = re.compile(r"\s?\((@\w+)\)")
_OF_ANONYMITY = ("condition", "name", "identi", "anonym", "authori", "channel", "contact")
"""Each match of the pattern above has one of these, which few sentences have."""
# Words that stand beside others' names, too.
_WITHHELD = re.compile(rf"(?:un-?named|anonymous)\b|{_HIDDEN}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a report says about how one attribution came about. Fields are empty if it says nothing."""

    channel: Channel | None
    channel_spans: tuple[Span, ...]
    access_spans: tuple[Span, ...]
    anonymity_spans: tuple[Span, ...]
    """The words that withhold the source's name. Excludes "anonymous" inside a content, or about somebody else."""


def circumstances(
    document: Document,
    found: FoundAttribution,
    kind: Kind | None,
    around: Sequence[WordRange] = (),
    beside: Sequence[FoundAttribution] = (),
) -> Circumstances:
    """Find the channel, the source's access and its anonymity in the sentence around an attribution.

    Args:
        document: The report, with its names.
        found: The attribution.
        kind: The kind of its source.
        around: The contents of the attribution that it is nested in, beyond which nothing is about it.
        beside: Other attributions nearby.
    """
    words = document.words
    bounds = next((run for run in around if run[0] <= found.cue[0] < run[1]), (0, len(words)))
    sentence, start = _outside(document, found, bounds)
    posted = _posted(document, found)
    place = Place(words=words, found=found, text=sentence, start=start, kind=kind, beside=beside)
    channel, channel_spans = ("social media", posted) if posted else _channel(place)
    may_withhold = any(part in sentence for part in _OF_ANONYMITY)
    withholding = _ANONYMITY.finditer(sentence) if may_withhold else ()
    anonymous = [match for match in withholding if _is_of(match, start, words, found)]
    told = find_with(_ACCESS, sentence, _OF_ACCESS) if found.source else ()
    known = (one for one in told if not _NO_ACCESS.search(sentence, 0, one.start()))
    access = next((one for one in known if _describes(one, sentence, start, words, found)), None)
    cue = words.starts[found.cue[0]]
    return Circumstances(
        channel=channel,
        channel_spans=channel_spans,
        access_spans=_spans_of([access], start, cue) if access else (),
        anonymity_spans=_with_terms(document, found, kind, _spans_of(anonymous, start, cue)) if found.source else (),
    )


def _with_terms(
    document: Document, found: FoundAttribution, kind: Kind | None, spans: Sequence[Span]
) -> tuple[Span, ...]:
    """Add terms of anonymity right after the source, or in it, to words on anonymity that the pattern finds.

    "Two aides granted anonymity to talk said" are given it, but "a judge granted anonymity to a boy, saying" gives it.
    """
    words = document.words
    added: list[Span] = []
    for terms in find_terms(words, sentence_around(words, found.cue[0])):
        at, end = terms.run[0], min(terms.end, found.cue[0]) if terms.run[0] < found.cue[0] else terms.end
        before = next((run for run in found.source if run[0] < at and leads_to_terms(words, run[1], at)), None)
        is_giver = terms.is_given and words.lower[at - 1] not in FORMS_OF_BE and _gives(words, found, end)
        if before is None or is_giver or kind not in {"person", "group", None}:
            continue
        (span,) = document.spans([(at, end)])
        if not any(one.start < span.end and span.start < one.end for one in spans):
            added.append(span)
    return tuple(sorted((*spans, *added)))


def _gives(words: Words, found: FoundAttribution, end: int) -> bool:
    """Check whether a verb before a cue has the same subject as that: "granted anonymity, saying", "and said"."""
    cue = found.cue[0]
    is_before = cue < found.source[0][0]
    return not is_before and (cue < end or words.lower[cue].endswith("ing") or words.lower[cue - 1] in {"and", "but"})


def _outside(document: Document, found: FoundAttribution, bounds: WordRange) -> tuple[str, int]:
    """Return an attribution's sentence in lower case, extended to its source, with ``|`` in place of its contents.

    Args:
        document: The report, with its names.
        found: The attribution.
        bounds: Words beyond which the sentence is cut off.

    Returns:
        The sentence, and the offset in the text at which it starts; no character of the sentence is moved.
    """
    text, words = document.text, document.words
    first, last = sentence_around(words, found.cue[0])
    first, last = max(first, bounds[0]), min(last, bounds[1])
    for run in found.source:
        first, last = min(first, run[0]), max(last, run[1])
    start, end = words.starts[first], words.ends[last - 1]
    around = lowered(text[start:end])
    for run in found.contents:
        a, b = max(start, words.starts[run[0]]), min(end, words.ends[run[1] - 1])
        if a < b:
            around = around[: a - start] + "|" * (b - a) + around[b - start :]
    return around, start


def _channel(place: Place) -> tuple[Channel | None, tuple[Span, ...]]:
    words, found, kind = place.words, place.found, place.kind
    stated = place.channel()
    if stated is not None:
        return stated[0], _spans_of([stated[1]], place.start)
    if not found.source and (hearing := find_hearing(words, found.cue)):
        return "court or legislative record", (Span(words.starts[hearing[0]], words.ends[hearing[1] - 1]),)
    told = [i for i in range(*found.cue) if TOLD.match(words.texts[i])]
    if told and _told_outlet(words, told[0] + 1):
        return "interview", (Span(words.starts[told[0]], words.ends[told[0]]),)
    source = " ".join(words.texts[i] for run in found.source for i in range(*run))
    if kind == "document":
        return "document", ()
    # "The Post said", not "the post said".
    named = [i for run in found.source for i in range(*run) if words.lower[i] != "the"]
    is_name = any(words.shapes[i] in CAPITALISED for i in named)
    if is_name and kind == "organisation" and find_outlet(source):
        return "press report", ()
    return None, ()


def _posted(document: Document, found: FoundAttribution) -> tuple[Span, ...]:
    """Find the handle after the name under a post that the page embeds: "— Ana Brandt (@anabrandt) May 4, 2031"."""
    if not found.source:
        return ()
    end = document.words.ends[found.source[-1][1] - 1]
    handle = _HANDLE.match(document.text, end)
    return (Span(handle.start(1), handle.end(1)),) if handle else ()


def _told_outlet(words: Words, at: int) -> bool:
    """Check whether the words after "told" begin with an outlet's name."""
    for start in range(at, min(at + 2, len(words))):
        for end in range(min(start + 4, len(words)), start, -1):
            if find_outlet(" ".join(words.texts[start:end])) and words.texts[start][0].isupper():
                return True
    return False


def _describes(match: re.Match[str], sentence: str, start: int, words: Words, found: FoundAttribution) -> bool:
    """Check whether words on access stand in the source or right after it: others in the sentence know things, too."""
    runs = ((words.starts[run[0]] - start, words.ends[run[1] - 1] - start) for run in found.source)
    at = match.start()
    return any(low <= at < high or (high <= at and not sentence[high:at].strip(" ,0123456789")) for low, high in runs)


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
