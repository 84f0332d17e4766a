"""What is planted in an archive that linking is measured on."""

from contextlib import closing
from pathlib import Path

import pytest

from bench.linking import link_whole
from bench.planted_archive import plant_archive, store_ledgers
from bench.planted_ledgers import QUOTED
from whence.archive.storage.store import Store

NOWHERE = Path("nowhere")


@pytest.fixture(scope="module")
def planted():
    return plant_archive(NOWHERE, count=300, seed=1)


@pytest.fixture(scope="module")
def written(planted):
    return list(planted.ledgers())


def words_at(ledger, place):
    own = place.partition("/")[2]
    by_id = {one.id: one.content_spans for one in ledger.attributions}
    by_start = {str(one.spans[0].start): one.spans for one in ledger.statements}
    return " ".join(span.of(ledger.report.text) for span in (by_id | by_start)[own])


def test_the_same_seed_plants_the_same_ledgers(written):
    assert list(plant_archive(NOWHERE, count=300, seed=1).ledgers()) == written


def test_every_mention_stands_where_it_is_said_to_stand(planted, written):
    for number, claim in enumerate(planted.claims):
        for mention in claim.mentions:
            (place,) = planted.places[mention.report][number]
            told = "".join(piece.text for piece in claim.claim.words(mention.wording))
            assert words_at(written[mention.report], place).lower() == told.lower()


def test_a_quotation_stands_in_quotation_marks_and_has_a_speaker(planted, written):
    quoted = [(ledger, place) for ledger, places in zip(written, planted.places, strict=True)
              for place in places.get(QUOTED, ())]  # fmt: skip
    assert quoted
    for ledger, place in quoted:
        assert f"“{words_at(ledger, place)},”" in ledger.report.text
        (said,) = (one for one in ledger.attributions if place == f"{ledger.report.id}/{one.id}")
        assert said.source


def test_a_copied_claim_has_the_paragraph_of_its_original(planted, written):
    copies = [(number, one) for number, claim in enumerate(planted.claims) for one in claim.mentions]
    copies = [(number, one) for number, one in copies if one.original is not None]
    assert copies
    for number, one in copies:
        whole = [written[report].report.text for report in (one.report, one.original)]
        words = words_at(written[one.report], planted.places[one.report][number][0])
        theirs = [next(part for part in text.split("\n\n") if words in part) for text in whole]
        assert theirs[0] == theirs[1]


def test_a_rival_tells_one_thing_differently(planted):
    rivals = [claim for claim in planted.claims if claim.rival is not None]
    assert rivals
    for rival in rivals:
        other = planted.claims[rival.rival].claim
        parts = ("actor", "number", "place", "day", "is_denied")
        assert sum(getattr(rival.claim, part) != getattr(other, part) for part in parts) == 1


def test_every_report_is_on_one_story(planted):
    assert sorted(one for story in planted.stories for one in story) == list(range(300))
    assert {len(story) for story in planted.stories} > {1, 2}


def test_a_planted_archive_is_stored_and_linked(tmp_path, written):
    paths = tmp_path / "few.whence", tmp_path / "late.whence"
    for path, ledgers in zip(paths, (written[:40], written[40:42]), strict=True):
        with closing(Store(path, create=True)) as store:
            store_ledgers(store, ledgers)
    taken = link_whole(*paths)
    assert taken["wall_seconds"] > 0
    assert taken["adding"]["all"]["longest"] > 0
    with closing(Store(paths[0])) as store:
        assert store.one("SELECT count(*) FROM linked") == (42,)
