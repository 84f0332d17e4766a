"""Searching an archive for claims by a sentence: what is found, in which order, and what is not."""

import pytest

from tests.support.ledgers_by_hand import ledger_of
from tests.support.linked_archives import fill_linked
from whence.archive.archive import Archive
from whence.errors import UsageError
from whence.records.answers import Filters

SANK, SHUT, RAISED = (
    "the ferry Bergljot sank off Gull Island in the storm",
    "the harbour of Marram will be shut in April",
    "divers raised the wreck of the ferry in October",
)
LEDGERS = [
    ledger_of(
        f"News\n\n[1 Tove Lind]1 {{1 said}}1 <1 {first}>1.\n[2 Ivo Ness]2 {{2 said}}2 <2 {second}>2.",
        publisher=publisher,
        published=f"2031-03-0{day}",
    )
    for day, (first, second, publisher) in enumerate(
        [(SANK, SHUT, "The Tidewater Post"), (SHUT, RAISED, "Radio Estuary"), ("nobody was hurt", SHUT, "Herald")], 1
    )
]


@pytest.fixture
def archive(tmp_path):
    same = [[(0, "a2"), (1, "a1"), (2, "a2")]]
    fill_linked(tmp_path / "news", LEDGERS, same=same).close()
    with Archive(tmp_path / "news") as opened:
        yield opened


def texts(archive, like, **asked):
    return [entry.claim.text for entry in archive.claims(like=like, min_reports=1, **asked)]


@pytest.mark.parametrize(
    ("like", "found"),
    [
        ("Did the ferry sink off Gull Island?", SANK),
        ("A passenger boat went down off Gull Island", SANK),
        ("When does Marram close its harbours?", SHUT),
        ("the wrecks", RAISED),
    ],
)
def test_a_claim_is_found_by_a_sentence_or_question_in_other_words(archive, like, found):
    assert texts(archive, like)[0] == found


def test_the_nearest_claim_comes_first_however_many_reports_make_the_others(archive):
    assert texts(archive, "The ferry sank") == [SANK, RAISED]
    assert texts(archive, "The ferry sank", limit=1) == [SANK]
    assert texts(archive, "The ferry sank", limit=1, offset=1) == [RAISED]
    assert [entry.claim.text for entry in archive.claims(like="The harbour is shut")] == [SHUT]


def test_the_other_conditions_hold_as_well(archive):
    assert texts(archive, "The ferry sank", about="wreck") == [RAISED]
    assert texts(archive, "The ferry sank", filters=Filters(publisher="Radio Estuary")) == [RAISED]
    assert texts(archive, "The ferry sank", story=archive.stories()[0].id) == [SANK, RAISED]


def test_what_nobody_claims_is_not_found(archive):
    assert texts(archive, "The bishop sold a violin to the museum") == []


@pytest.mark.parametrize("like", ["", "…", "and of the"])
def test_a_sentence_without_a_telling_word_is_refused(archive, like):
    with pytest.raises(UsageError, match="it has no word by which claims are found"):
        archive.claims(like=like)


def test_a_refused_sentence_of_spaces_is_shown_as_an_empty_one(archive):
    with pytest.raises(UsageError, match=r'^"": it has no word'):
        archive.claims(like="  ")
