"""Assemble a ledger's attributions and sources from the word ranges that reading found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from whence.language.english import PHRASE_ENDS
from whence.language.quoted import quotation_of
from whence.language.words import Words
from whence.reading.attributions.certainty import Weighed, weigh
from whence.reading.attributions.credits import Credit
from whence.reading.attributions.listed_sources import list_sources
from whence.reading.attributions.speakers import credit
from whence.reading.model.decode import FoundAttribution
from whence.reading.scan import Scan
from whence.reading.sources.coreference import Speakers
from whence.reading.sources.name_clusters import find_entities
from whence.reading.sources.named_entities import Document, spot_names
from whence.reading.sources.same_speakers import Joined, find_same
from whence.reading.sources.same_voice import VoicePair
from whence.reading.sources.voice_evidence import Clues
from whence.records.ledger import Attribution, Certainty, Source

__all__ = ["Assembly", "assemble"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembly:
    """A report's attributions and sources, and the intermediate results that later steps use."""

    document: Document
    found: tuple[FoundAttribution, ...]
    """In the order of their cues."""
    attributions: tuple[Attribution, ...]
    """Parallel to ``found``."""
    sources: tuple[Source, ...]
    speakers: Speakers
    pairs: tuple[VoicePair, ...]
    """Pairs of speakers that may be one voice."""
    ids: Mapping[int, str]
    """Id of each source, by the ``id()`` of its `Speaker`."""
    innermost: Mapping[int, int]
    """For each word inside a content, the index of the attribution whose content is the smallest around it."""

    def around(self, at: int) -> Attribution | None:
        """Find the innermost attribution whose content contains a word; None if there is none."""
        i = self.innermost.get(at)
        return None if i is None else self.attributions[i]


def assemble(
    text: str, words: Words, found: Sequence[FoundAttribution], scan: Scan, own_outlet: Sequence[str] = ()
) -> Assembly:
    """Give attributions their spans, ids, quotation kinds, sources, relays and nesting, in the order of their cues.

    Args:
        text: The report's text.
        words: Its words.
        found: Its attributions.
        scan: The scan of the report: its names, reference candidates and certainty scores.
        own_outlet: Names of the outlet that publishes the report.
    """
    found = sorted(found, key=lambda one: one.cue)
    document = Document(text=text, words=words, names=tuple(spot_names(words, scan.names)))
    outer = _outer(found)
    entities = find_entities(document, _cited(document, found))
    speakers = Speakers(document, entities, scan.meant, scan.phrases)
    credited = credit(document, found, outer, speakers, own_outlet)
    told = [(credited[around].speaker, credited[i].speaker) for i, around in outer.items()]
    clues = Clues(
        meant=scan.meant, roles=speakers.roles, bearers=speakers.bearers, told=[(a, b) for a, b in told if a and b]
    )
    joined = _united(document, credited, clues)
    sources, ids = list_sources(document, credited, speakers)
    ids |= {id(gone): ids[id(kept)] for gone, kept in joined.kept.items()}
    attributions = (
        _attribution(document, one, own, ids, weigh(words, one, scan.weights))
        for one, own in zip(found, credited, strict=True)
    )
    unnamed = {source.id for source in sources if source.naming in {"withheld", "bare"}}
    numbered = (
        replace(
            one,
            id=f"a{i + 1}",
            within=f"a{outer[i] + 1}" if i in outer else None,
            page_certainty=_open(one.page_certainty) if i in outer or one.source in unnamed else one.page_certainty,
        )
        for i, one in enumerate(attributions)
    )
    return Assembly(
        document=document,
        found=tuple(found),
        attributions=tuple(numbered),
        sources=sources,
        speakers=speakers,
        pairs=joined.pairs,
        ids=ids,
        innermost=_innermost(found),
    )


def _cited(document: Document, found: Sequence[FoundAttribution]) -> frozenset[int]:
    """Find where the names of the persons who are cited begin: in "the mother of Ivo Brandt" that is nobody's."""
    starts = []
    for run in (run for one in found for run in one.source):
        first = next((name.start for name in document.names_in(run) if name.kind == "person"), run[0])
        if first == run[0] or document.words.lower[first - 1] not in PHRASE_ENDS:
            starts.append(first)
    return frozenset(starts)


def _united(document: Document, credited: Sequence[Credit], clues: Clues) -> Joined:
    """Credit each speaker that is another one over again to that one; return what became of whom."""
    met = [speaker for one in credited for speaker in (one.speaker, *one.relays) if speaker]
    joined = find_same(document, met, clues)
    same = joined.kept
    for one in credited:
        one.speaker = one.speaker and same.get(one.speaker, one.speaker)
        kept = dict.fromkeys(same.get(relay, relay) for relay in one.relays)
        one.relays = [relay for relay in kept if relay is not one.speaker]
    return joined


def _attribution(
    document: Document, one: FoundAttribution, credited: Credit, ids: Mapping[int, str], weighed: Weighed
) -> Attribution:
    """Build an attribution; its id and nesting are set later."""
    said = credited.circumstances
    return Attribution(
        id="",
        source_spans=document.spans(credited.source),
        cue_spans=document.spans((one.cue,)),
        content_spans=document.spans(one.contents),
        quotation=quotation_of(document.words, one.cue[0], one.contents),
        source=None if credited.speaker is None else ids[id(credited.speaker)],
        within=None,
        relays=tuple(ids[id(relay)] for relay in credited.relays),
        channel=said.channel,
        channel_spans=said.channel_spans,
        access_spans=said.access_spans,
        anonymity_spans=said.anonymity_spans,
        stance=weighed.stance,
        certainty=weighed.certainty,
        page_certainty=weighed.page_certainty,
        colouring=weighed.colouring,
        confidence=round(one.confidence, 4),
    )


def _open(certainty: Certainty | None) -> Certainty | None:
    """Leave open what somebody without a name says, or another in somebody's words: the page takes neither as fact."""
    if certainty is None or certainty.polarity == "against":
        return certainty
    return Certainty(level="uncommitted", polarity="for", score=0.0, spans=())


def _innermost(found: Sequence[FoundAttribution]) -> dict[int, int]:
    sizes = [sum(end - start for start, end in one.contents) for one in found]
    inner: dict[int, int] = {}
    # Smaller contents are written last and overwrite larger ones; of two equal contents, the first is written last.
    for i in sorted(range(len(found)), key=lambda i: (-sizes[i], -i)):
        inner |= {at: i for start, end in found[i].contents for at in range(start, end)}
    return inner


def _outer(found: Sequence[FoundAttribution]) -> dict[int, int]:
    """Find, for each attribution nested in others, the one with the smallest content around its cue.

    Args:
        found: Attributions in the order of their cues.
    """
    sizes = [sum(end - start for start, end in one.contents) for one in found]
    upcoming = sorted(((start, end, i) for i, one in enumerate(found) for start, end in one.contents), reverse=True)
    open_contents: list[tuple[int, int]] = []
    outer: dict[int, int] = {}
    outermost = list(range(len(found)))
    for i, inner in enumerate(found):
        start, end = inner.cue
        while upcoming and upcoming[-1][0] <= start:
            open_contents.append(upcoming.pop()[1:])
        open_contents = [one for one in open_contents if one[0] > start]
        around = sorted({(sizes[j], j) for last, j in open_contents if j != i and end <= last})
        # If two contents contain each other's cues, nesting would be circular.
        within = next((j for _, j in around if _root(outermost, j) != i), None)
        if within is not None:
            outer[i] = outermost[i] = within
    return outer


def _root(leads: list[int], i: int) -> int:
    """Find the root of a chain of nested attributions, with path compression."""
    while leads[i] != i:
        leads[i] = leads[leads[i]]
        i = leads[i]
    return i
