"""Who is behind each attribution, and what carries on from one attribution to the next of the same speaker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from whence.language.date_words import WEEKDAYS
from whence.language.english import THIRD_PERSON
from whence.language.quotation_marks import Mark
from whence.language.words import Words, sentence_around
from whence.reading.attributions.channels import TOLD
from whence.reading.attributions.circumstances import Circumstances
from whence.reading.model.decode import FoundAttribution, WordRange
from whence.reading.sources.named_entities import Document
from whence.reading.sources.speaker_register import Speaker

__all__ = ["Credit", "carry_on", "is_quotation"]

_NEAR_PARAGRAPHS = 1
"""Most paragraphs between two attributions of one source for the second to continue the first's interview or speech."""
_GOING_ON = frozenset({
    "add", "added", "adding", "adds", "continue", "continued", "continues", "continuing", "went", "goes", "going",
    "concluded", "concludes", "concluding", "also",
})  # fmt: skip
"""Words of a cue that goes on with what was said before."""


@dataclass(slots=True, kw_only=True)
class Credit:
    """The speaker behind one attribution, and its channel and relays."""

    speaker: Speaker | None
    circumstances: Circumstances
    relays: list[Speaker] = field(default_factory=list)
    carriers: list[Speaker] = field(default_factory=list)
    """Outlets among the relays to which it was said, or which quote it."""
    source: tuple[WordRange, ...]
    """Words of the source: those found, or, if an outlet cites somebody, the words that name the cited source."""
    contents: tuple[WordRange, ...]
    is_without_cue: bool = False
    """Whether no words introduce the content, at most a colon: then the content is the speaker's own words."""
    asks_somebody: bool = False
    """Whether the speaker asks another: "Okafor asked the pilot why he came"."""
    only_reacts: bool = False
    """Whether the speaker takes a stand on what the page itself tells: it is not known through the speaker."""


def carry_on(
    document: Document, found: Sequence[FoundAttribution], outer: Mapping[int, int], listed: Sequence[Credit]
) -> None:
    """Copy the channel to an attribution that continues the same source's interview, speech or document.

    It goes on in the same sentence, and beyond to quotations and to what somebody "added". Relays go on in the same
    sentence, and to the one quotation right after in the same interview: further on, people speak of what they read in
    the paper as often as to it.

    Args:
        document: The report.
        found: Its attributions, in the order of their cues.
        outer: For each nested attribution, the index of the attribution that contains it.
        listed: Parallel to ``found``; changed in place.
    """
    paragraphs = document.words.paragraphs
    told = [list(one.carriers) for one in listed]
    for i in range(1, len(listed)):
        here = listed[i]
        # "It was old, she thought, he added" goes on with what stands before all of it.
        at = next((j for j in range(i - 1, -1, -1) if outer.get(j) != i), None)
        if at is None:
            continue
        before = listed[at]
        apart = paragraphs[found[i].cue[0]] - paragraphs[found[at].cue[0]]
        same = here.speaker is not None and here.speaker is before.speaker and apart <= _NEAR_PARAGRAPHS
        if not same or here.relays:
            continue
        is_same_sentence = _is_same_sentence(document.words, found[at], found[i])
        if outer.get(i) == outer.get(at) and is_same_sentence:
            here.relays = list(before.relays)
        if here.circumstances.channel is not None:
            continue
        if outer.get(i) == outer.get(at) and _goes_on(document.words, found[i], before, apart):
            here.relays, told[i] = list(told[at]), list(told[at])
        if is_same_sentence or (_says_more(document.words, found[i]) and not _is_shown(document, before)):
            way = before.circumstances
            here.circumstances = replace(here.circumstances, channel=way.channel, channel_spans=way.channel_spans)


def _is_shown(document: Document, one: Credit) -> bool:
    """Check whether the page shows a whole post, beyond which nothing is of it."""
    return any(document.text.startswith("@", span.start) for span in one.circumstances.channel_spans)


def _is_same_sentence(words: Words, before: FoundAttribution, here: FoundAttribution) -> bool:
    return sentence_around(words, before.cue[0]) == sentence_around(words, here.cue[0])


def _goes_on(words: Words, found: FoundAttribution, before: Credit, apart: int) -> bool:
    """Check whether what an outlet was told goes on as a quotation: "“We came late,” he added"."""
    if not before.carriers or not found.source or not found.contents:
        return False
    start, end = found.source[0]
    is_pronoun = end == start + 1 and words.lower[start] in THIRD_PERSON
    return (is_pronoun or apart == 0) and is_quotation(words, found)


def is_quotation(words: Words, found: FoundAttribution) -> bool:
    """Check whether more than a third of an attribution's content is quoted: no "he called it “odd”"."""
    marks = [words.marks[i] for run in found.contents for i in range(*run)]
    return 3 * marks.count(Mark.INSIDE) > len(marks)


def _says_more(words: Words, found: FoundAttribution) -> bool:
    """Check for a quotation, or a cue that goes on; whoever "told" somebody or spoke "on Friday" did so anew."""
    cue = {words.lower[i] for i in range(*found.cue)}
    if any(TOLD.match(text) for text in cue):
        return words.texts[found.cue[1] : found.cue[1] + 1] == ("reporters",)
    before = range(sentence_around(words, found.cue[0])[0], found.cue[0])
    if any(words.lower[i] in WEEKDAYS for i in before):
        return False
    return bool(cue & _GOING_ON) or any(words.marks[i] == Mark.INSIDE for run in found.contents for i in range(*run))
