"""Whether a report tells what kind of source a description means: "the diver" is a person, "the removal" nobody."""

from collections.abc import Iterator

from whence.language.english import ANYBODY, INDEFINITE, NUMBER_WORDS, POSSESSIVES, SECOND_PERSON
from whence.language.gazetteer import country_of, kind_of_noun, singulars_of
from whence.language.words import CAPITALISED, Words, sentence_around
from whence.reading.sources.cast import PERSONAL
from whence.reading.sources.named_entities import is_title_case
from whence.reading.sources.several_people import is_agent, tells_shares
from whence.reading.sources.speaker_register import Speaker
from whence.records.ledger import Kind

__all__ = ["kind_told"]

_ANYONE = (
    ANYBODY
    | INDEFINITE
    | SECOND_PERSON
    | PERSONAL
    | {"one", "nobody", "both", "most", "all", "each", "people", "adults", "sides"}
)


def kind_told(words: Words, speaker: Speaker) -> Kind | None:
    """Return the kind of a speaker; None for what is taken for a person, or for several, for want of a known noun.

    Args:
        words: The report's words.
        speaker: The speaker, with the head words of its mentions.
    """
    if speaker.kind == "organisation" and speaker.entity is None and _joins_its_own(words, speaker):
        return "group"
    is_doubtful = speaker.kind in {"person", "group"} and speaker.entity is None and not speaker.members
    if not is_doubtful or speaker.is_unresolved or speaker.is_withheld or not speaker.heads:
        return speaker.kind
    is_told = any(_tells_people(words, at) for at in (*speaker.heads, *_joined(words, speaker)))
    is_told = is_told or (speaker.kind == "group" and speaker.is_named_within)
    is_told = is_told or any(tells_shares(words, run) for run in speaker.qualified)
    return speaker.kind if is_told else None


def _joins_its_own(words: Words, speaker: Speaker) -> bool:
    """Check for somebody joined to a body of that one's own: "Okafor and her campaign"."""
    runs = speaker.qualified or speaker.mentions
    return any(
        words.lower[i] == "and" and words.lower[i + 1] in POSSESSIVES
        for run in runs
        for i in range(run[0] + 1, run[1] - 1)
    )


def _joined(words: Words, speaker: Speaker) -> Iterator[int]:
    """List the nouns joined to the last one of a description: "detectives" of "detectives and patrols"."""
    for start, end in speaker.mentions:
        yield from (i - 1 for i in range(start + 1, end) if words.texts[i] == "and")


def _tells_people(words: Words, at: int) -> bool:
    word = words.lower[at]
    if kind_of_noun(word) in {"person", "group", "bare"} or word in _ANYONE or country_of(word) is not None:
        return True
    if any(is_agent(one) for one in _forms(word)) or kind_of_noun(f"{word}s") == "group":
        return True
    if word in NUMBER_WORDS or (word.isdigit() and words.lower[at - 1] == "of"):
        return True
    # "Millennials" and "the Pashtun" are people, as far as capitals tell.
    begins = sentence_around(words, at)[0] == at
    return words.shapes[at] in CAPITALISED and not begins and word.isalpha() and not is_title_case(words, at)


def _forms(word: str) -> Iterator[str]:
    yield word
    yield from singulars_of(word)
