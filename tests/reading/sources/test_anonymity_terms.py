"""Terms of anonymity: words in which a report says that a source will not be named, and words that only look alike."""

import pytest

from tests.support.ledgers_by_hand import NOTHING
from whence.language.words import segment
from whence.reading.attributions.acts import attributes
from whence.reading.model.decode import FoundAttribution
from whence.reading.sources.anonymity_terms import find_terms, only_tells_terms, start_of_terms


def terms_in(text: str) -> list[str]:
    """List the terms of a sentence, each with its reason after a bar."""
    words = segment(text)
    parts = [
        (words.texts[slice(*one.run)], words.texts[one.run[1] : one.end]) for one in find_terms(words, (0, len(words)))
    ]
    return [" | ".join(" ".join(part) for part in pair if part) for pair in parts]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("A cook, who asked not to be named, said it leaked.", "asked not to be named"),
        (
            "The sources declined to be identified because it is secret.",
            "declined to be identified | because it is secret",
        ),
        ("They asked not to be named as the talks are private.", "asked not to be named | as the talks are private"),
        ("A cook who did not wish to be identified left.", ""),
        ("A cook who didn’t want to be identified, left.", "didn ’ t want to be identified"),
        ("A cook wished to remain anonymous, for fear of him.", "wished to remain anonymous | , for fear of him"),
        ("She did not want her name used because she hid.", "did not want her name used | because she hid"),
        ("He requested that his name not be used.", "requested that his name not be used"),
        (
            "Both spoke on condition of anonymity to discuss talks.",
            "spoke on condition of anonymity | to discuss talks",
        ),
        ("They spoke to the Courier on condition of anonymity.", "spoke to the Courier on condition of anonymity"),
        ("They spoke on condition that they not be named.", "spoke on condition that they not be named"),
        ("Two aides granted anonymity to speak, said no.", "granted anonymity | to speak"),
        ("They weren’t authorized to discuss it publicly.", "weren ’ t authorized to discuss it publicly"),
        # These do not speak of the report.
        ("She asked to be named captain.", ""),
        ("She asked not to be named captain.", ""),
        ("He declined to be named as a suspect.", ""),
        ("He refused to give his name.", ""),
        ("She declined to give her name to officers.", ""),
        ("She declined to give her name.", "declined to give her name"),
        ("Brandt declined to identify the buyer.", ""),
        ("Brandt requested anonymity for the witness.", ""),
        ("The men were not allowed to speak to their lawyers.", ""),
        ("It was named in the report as the cause.", ""),
    ],
)
def test_terms_are_told_from_what_only_sounds_like_them(text: str, terms: str) -> None:
    assert terms_in(text) == ([terms] if terms else [])


@pytest.mark.parametrize(
    ("text", "is_only"),
    [
        ("The officials spoke on condition of anonymity because they feared him.", True),
        ("In interviews, the two guards, who know the gate, asked not to be named.", True),
        ("Ana Brandt asked not to be identified.", True),
        ("The aides were not authorized to discuss it publicly and spoke on condition of anonymity.", True),
        ("They asked not to be named, but the gate is shut.", False),
        ("The bank said the guards asked not to be named.", False),
        ("The gate, a guard said, is shut.", False),
    ],
)
def test_a_sentence_of_terms_tells_nothing_else(text: str, is_only: bool) -> None:  # noqa: FBT001 -- a parameter
    words = segment(text)
    assert only_tells_terms(words, (0, len(words))) == is_only


@pytest.mark.parametrize(
    ("description", "name"),
    [
        ("an aide who asked not to be named", "an aide"),
        ("two aides who were granted anonymity to speak frankly", "two aides"),
        ("an aide, speaking on condition of anonymity", "an aide"),
        ("an aide who was there but spoke on condition of anonymity", "an aide who was there"),
        (
            "a cook not allowed to talk to the press and anonymous",
            "a cook not allowed to talk to the press and anonymous",
        ),
        ("an aide who was named captain", "an aide who was named captain"),
        ("an aide in the room", "an aide in the room"),
    ],
)
def test_terms_that_end_a_description_are_no_part_of_the_name(description: str, name: str) -> None:
    words = segment(description)
    end = start_of_terms(words, (0, len(words)))
    assert description[: words.ends[end - 1]] == name


@pytest.mark.parametrize(
    ("text", "is_saying"),
    [
        ("A cook, | who | asked | not to be named | , said it leaked", False),
        ("The people | declined | to be identified | because they fear him", False),
        ("They spoke on condition of anonymity because | they | feared for | their jobs", False),
        ("They spoke on condition of anonymity because | Ana Brandt | feared for | their jobs", True),
        ("The | family | has also asked | not to be named", False),
        ("The | aide | said | on condition of anonymity that it leaked", True),
        ("She | asked | not to be named captain", True),
        ("The aide, who asked not to be named, | warned | that it leaked", True),
    ],
)
def test_terms_of_anonymity_claim_nothing(text: str, is_saying: bool) -> None:  # noqa: FBT001 -- a parameter
    parts = text.split(" | ")
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(segment(part)))
    words = segment(" ".join(parts))
    at = next(
        i
        for i, part in enumerate(parts)
        if part in {"asked", "has also asked", "said", "declined", "feared for", "warned"}
    )
    one = FoundAttribution(
        source=((starts[at - 1], starts[at]),),
        cue=(starts[at], starts[at + 1]),
        contents=((starts[at + 1], starts[at + 2]),),
        confidence=0.9,
        evidence=NOTHING,
    )
    assert attributes(words, one) == is_saying
