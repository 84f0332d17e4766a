"""Whose terms of anonymity a sentence of its own tells: "The officials asked not to be named because …"."""

from collections.abc import Sequence
from dataclasses import replace

from whence.language.gazetteer import singulars_of
from whence.language.words import Words, sentence_around
from whence.reading.attributions.credits import Credit
from whence.reading.model.decode import FoundAttribution, WordRange
from whence.reading.sources.anonymity_terms import TELLING, find_terms, only_tells_terms, subject_of
from whence.reading.sources.named_entities import Document
from whence.reading.sources.speaker_register import Speaker

__all__ = ["withhold_names"]

_SEVERAL = frozenset({"they", "both", "all", "two", "three", "four"})
_PAIR = frozenset({"both", "two"})
_PRONOUNS = _SEVERAL | {"he", "she"}
_ANY_SOURCES = frozenset({"people", "sources", "persons", "individuals", "person", "source", "individual"})
"""Nouns that any source without a name may be called by later."""


def withhold_names(document: Document, found: Sequence[FoundAttribution], listed: Sequence[Credit]) -> None:
    """Let terms of anonymity in a sentence of their own reach the source that spoke before them.

    The last attribution of that source takes the words, with the reason.

    Args:
        document: The report.
        found: Its attributions, in the order of their cues.
        listed: Parallel to ``found``; changed in place.
    """
    words = document.words
    for run in dict.fromkeys(sentence_around(words, at) for at in words.places_of(TELLING)):
        terms = next(find_terms(words, run), None)
        if terms is None or not only_tells_terms(words, (run[0], terms.end)):
            continue
        before = [own for one, own in zip(found, listed, strict=True) if one.cue[0] < run[0]][::-1]
        after = [own for one, own in zip(found, listed, strict=True) if one.cue[0] >= run[1]]
        who = subject_of(words, run, terms)
        speakers = _introduced(after, (run[0], terms.run[0])) or _meant(words, who, [one.speaker for one in before])
        for speaker in speakers:
            speaker.is_withheld = True
            nearest = next(one for one in (*before, *after) if one.speaker is speaker)
            spans = (*nearest.circumstances.anonymity_spans, *document.spans([(terms.run[0], terms.end)]))
            nearest.circumstances = replace(nearest.circumstances, anonymity_spans=spans)


def _introduced(after: Sequence[Credit], subject: WordRange) -> Sequence[Speaker]:
    """Find who speaks below and is the subject: "Two aides spoke on condition of anonymity. They said"."""
    spoke = (one.speaker for one in after if one.speaker is not None and _is_unnamed(one.speaker))
    first = next((one for one in spoke if any(subject[0] <= a and b <= subject[1] for a, b in one.mentions)), None)
    return () if first is None else (first,)


def _meant(words: Words, who: Sequence[str], said: Sequence[Speaker | None]) -> Sequence[Speaker]:
    """Find whom a subject means among those who spoke before it, the last of them first.

    A pronoun means the last, "the people" the last without a name, "the officials" the last who is called that.
    """
    spoke = [one for one in dict.fromkeys(said) if one is not None and one.kind in {"person", "group"}]
    if not who:
        return ()
    noun = who[-1]
    if noun in _PAIR and len(spoke) > 1 and not any(map(_are_several, spoke[:2])):
        return spoke[:2] if all(map(_is_unnamed, spoke[:2])) else ()
    is_plural = noun in _SEVERAL or noun == "people" or any(singulars_of(noun))
    alike = [one for one in spoke if _are_several(one) == is_plural]
    if noun in _PRONOUNS:
        return alike[:1] if alike and _is_unnamed(alike[0]) else ()
    alike = [one for one in alike if _is_unnamed(one)]
    called = [one for one in alike if not _forms(noun).isdisjoint(_words_for(words, one))]
    return called[:1] or (alike[:1] if noun in _ANY_SOURCES else ())


def _are_several(speaker: Speaker) -> bool:
    return speaker.is_plural or speaker.kind == "group"


def _is_unnamed(speaker: Speaker) -> bool:
    return speaker.entity is None and not speaker.members and not speaker.is_unresolved


def _forms(noun: str) -> frozenset[str]:
    """List a noun, its plural and its singulars: "one of the whips" is "the whip"."""
    return frozenset({noun, f"{noun}s", *singulars_of(noun)})


def _words_for(words: Words, speaker: Speaker) -> frozenset[str]:
    return frozenset(words.lower[i] for run in speaker.qualified for i in range(*run))
