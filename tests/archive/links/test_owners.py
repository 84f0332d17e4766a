"""The table of owners in an archive: kept, shown, removed, and counted by in every answer."""

from contextlib import closing

import apsw
import pytest

from tests.support.ledgers_by_hand import ledger_of
from tests.support.linked_archives import fill_linked
from whence.archive.archive import Archive
from whence.errors import ReadError
from whence.records.answers import Filters

OWNERS = "outlet,owner\npost.example,Tide Media\nThe Marram Gazette,Tide Media\nCoast,Ebb\n"


@pytest.fixture
def archive(tmp_path):
    """Open an archive in which three reports make one claim."""
    said = "Ferry\n\n[1 Tove Lind]1 {1 said}1 <1 the ferry Bergljot was sunk off Gull Island>1."
    ledgers = [
        ledger_of(said, publisher=publisher, published=published, url=url)
        for publisher, published, url in (
            ("The Tidewater Post", "2031-03-04", "https://news.post.example/ferry"),
            ("The Marram Gazette", "2031-03-05", None),
            ("Radio Estuary", "2031-03-06", None),
        )
    ]
    fill_linked(tmp_path / "news", ledgers, same=[[(0, "a1"), (1, "a1"), (2, "a1")]]).close()
    (tmp_path / "owners.csv").write_text(OWNERS)
    with Archive(tmp_path / "news") as opened:
        yield opened


def outlets(archive):
    (claim,), (story,) = archive.claims(), archive.stories()
    details = archive.story(story.id)
    return {
        claim.outlets,
        archive.claim(claim.claim.id).origins.outlets,
        archive.origins(claim.claim.id).outlets,
        story.outlets,
        details.outlets,
        details.claims[0].outlets,
    }


def test_outlets_of_one_owner_count_once_in_every_answer_as_long_as_the_table_is_there(archive, tmp_path):
    assert outlets(archive) == {3}
    assert archive.set_owners(tmp_path / "owners.csv") == 3
    assert outlets(archive) == {2}
    with Archive(archive.path) as again:
        assert outlets(again) == {2}
    assert archive.forget_owners() == 3
    assert outlets(archive) == {3}
    assert archive.owners() == []


def test_the_explanation_names_the_rows_that_outlets_were_counted_together_by(archive, tmp_path):
    archive.set_owners(tmp_path / "owners.csv")
    first, *_ = archive.origins(archive.claims()[0].claim.id).collapses
    assert (first.count, first.kind, first.by) == ("outlets", "same owner", "Tide Media")
    assert [(row.line, row.outlet) for row in first.owners] == [(2, "post.example"), (3, "The Marram Gazette")]


def test_of_a_claim_the_first_place_of_an_owner_is_a_milestone(archive, tmp_path):
    archive.set_owners(tmp_path / "owners.csv")
    (claim,) = archive.story(archive.stories()[0].id).claims
    assert [(one.kind, one.publisher) for one in claim.milestones] == [
        ("first", "The Tidewater Post"),
        ("spread", "Radio Estuary"),
    ]


def test_each_row_is_listed_with_the_number_of_reports_that_it_applies_to(archive, tmp_path):
    archive.set_owners(tmp_path / "owners.csv")
    assert [(row.line, row.outlet, row.owner, row.reports) for row in archive.owners()] == [
        (2, "post.example", "Tide Media", 1),
        (3, "The Marram Gazette", "Tide Media", 1),
        (4, "Coast", "Ebb", 0),
    ]


def test_a_table_takes_the_place_of_the_one_before_and_a_bad_one_changes_nothing(archive, tmp_path):
    archive.set_owners(tmp_path / "owners.csv")
    (tmp_path / "owners.csv").write_text("outlet,owner\nHerald,Tide\nherald,Ebb\n")
    with pytest.raises(ReadError, match="line 3 gives herald another owner than line 2"):
        archive.set_owners(tmp_path / "owners.csv")
    assert len(archive.owners()) == 3
    (tmp_path / "owners.csv").write_text("outlet,owner\nHerald,Tide\n")
    archive.set_owners(tmp_path / "owners.csv")
    assert [row.outlet for row in archive.owners()] == ["Herald"]


def test_the_table_is_exported_and_survives_a_repair_and_a_new_linking(archive, tmp_path):
    archive.set_owners(tmp_path / "owners.csv")
    assert archive.table("owners").to_pylist()[0] == {"outlet": "post.example", "owner": "Tide Media", "line": 2}
    assert [fault.where for fault in archive.check(repair=True)] == ["links"]  # written by hand here
    archive.link()
    assert len(archive.owners()) == 3
    assert archive.check() == []


def test_the_table_is_saved_from_a_damaged_archive(archive, tmp_path):
    archive.set_owners(tmp_path / "owners.csv")
    archive.close()
    with closing(apsw.Connection(str(archive.path))) as connection:
        (page,) = (connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'feeds'").get,)
    with archive.path.open("r+b") as file:
        file.seek(4096 * (page - 1))
        file.write(b"\xff" * 4096)
    with Archive(archive.path) as damaged:
        damaged.check(repair=True)
    with Archive(tmp_path / "news-saved") as saved:
        assert len(saved.owners()) == 3


def test_sources_and_counts_have_outlets_of_one_owner_once_beside_the_publishers(archive, tmp_path):
    (source,), counted = archive.sources(), archive.stats()
    assert (source.publishers, source.outlets, counted.owners) == (3, None, ())
    archive.set_owners(tmp_path / "owners.csv")
    (source,), counted = archive.sources(), archive.stats()
    assert (source.publishers, source.outlets) == (3, 2)
    assert [(one.name, one.count) for one in counted.owners] == [("Tide Media", 2), ("Radio Estuary", 1)]
    assert len(counted.publishers) == 3
    assert archive.stats(filters=Filters(publisher="Radio*")).owners == counted.owners[1:]
