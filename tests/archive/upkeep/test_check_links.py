"""Checking links: what is wrong with them is told, and after a repair the next linking makes them again."""

import shutil
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from tests.support.archives import HARBOUR, changed, fill, put_in
from tests.support.planted import LINKED_REPORTS, fill_planted
from tests.support.quick_reader import holdings_of
from whence.archive.archive import Archive
from whence.archive.linking.link import link
from whence.archive.storage.link_tables import EMPTY_LINKS, MADE_TABLES
from whence.archive.storage.store import Store


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    return fill_planted(tmp_path_factory.mktemp("archive") / "news.whence")


@pytest.fixture
def path(linked, tmp_path):
    """Copy the archive of linked reports."""
    return Path(shutil.copy(linked, tmp_path))


def change(path, sql):
    """Do to an archive what whence would not."""
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute(sql)


def check(path, **options):
    with Archive(path) as archive:
        return archive.check(**options)


def link_again(path):
    with closing(Store(path)) as store:
        return link(store)


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (
            "UPDATE linked SET version = 1 WHERE version = 31",
            "1 linked reports are not in the archive, or have a later",
        ),
        ("UPDATE linked SET report = 'r:0' WHERE version = 4", "1 linked reports are not in the archive, or have a"),
        ("UPDATE linked SET item = 7 WHERE version = 4", "The numbers of 1 linked reports were altered"),
        ("UPDATE linked SET report = CAST(x'ff' AS TEXT) WHERE version = 4", "Rows of 1 table cannot be read (linked)"),
        ("DELETE FROM linked WHERE version IN (2, 3)", "2 reports are neither linked nor queued"),
        ("INSERT INTO unlinked VALUES (1)", "1 versions are queued needlessly (1)"),
        ("DELETE FROM stories WHERE item = story", "6 columns refer to rows that do not exist (story_keys.item, "),
        ("DELETE FROM story_candidates", "1 columns refer to rows that do not exist (stories.item)"),
        (
            "INSERT INTO story_postings VALUES (1, 0, x'070000000000008000')",
            "Keys of 1 reports that are not linked are kept (r:0000000000000007)",
        ),
        ("INSERT INTO story_postings VALUES (1, 0, x'07')", "Rows of 1 table cannot be read (story_postings)"),
        ("UPDATE claim_mentions SET claim = 7", "1 columns refer to rows that do not exist (claim_mentions.claim)"),
        ("DELETE FROM people", "2 columns refer to rows that do not exist (named_sources.person, portraits.person)"),
    ],
)
def test_links_of_the_wrong_reports_and_to_what_is_not_there_are_told(path, harm, problem):
    change(path, harm)
    faults = check(path)
    assert [fault.problem for fault in faults if fault.problem.startswith(problem)], faults
    assert {(fault.where, fault.is_mended) for fault in faults} == {("links", False)}
    assert all(fault.problem.endswith("Run whence check --repair.") for fault in faults)


def test_rows_that_linking_does_not_make_are_told(path):
    change(path, "DELETE FROM claim_pairs; UPDATE people SET name = CAST(x'ff' AS TEXT); UPDATE stories SET bar = 1")
    change(path, "UPDATE named_sources SET source = 's' || source WHERE source = 's1'")
    (fault,) = check(path)
    assert fault.problem == (
        "4 tables differ from those that linking makes (stories, claim_pairs, named_sources and 1 more)."
        " Run whence check --repair."
    )


@pytest.mark.parametrize("harm", ["DELETE FROM stories", "UPDATE linked SET item = 7 WHERE version = 4"])
def test_after_a_repair_the_next_linking_makes_the_links_again(path, harm):
    before = holdings_of(path)
    change(path, harm)
    faults = check(path, repair=True)
    assert {(fault.where, fault.is_mended) for fault in faults} == {("links", True)}
    assert all(fault.problem.endswith("Run whence link to make all links again.") for fault in faults)
    assert check(path) == []
    assert link_again(path) == LINKED_REPORTS
    assert holdings_of(path) == before


def test_links_that_are_not_up_to_date_are_sound(path, tmp_path):
    later = changed(HARBOUR, before="ruin", after="rain")
    with closing(Store(path)) as store:
        put_in(store, [HARBOUR, later], addresses=["example.org/new", "example.org/new"])
    with Archive(path) as archive:
        archive.remove([archive.reports()[-1].id, archive.reports()[-2].id])
        assert archive.check() == []
        assert archive.check(repair=True, links=True) == []
    with closing(fill(tmp_path / "other.whence", [HARBOUR])) as store:
        assert check(store.path) == check(store.path, repair=True) == []


def test_links_that_older_rules_made_are_sound_and_made_again(path):
    before = holdings_of(path)
    change(path, "UPDATE link_rules SET number = 3; DELETE FROM story_keys; DELETE FROM story_candidates")
    assert check(path) == []
    assert link_again(path) == LINKED_REPORTS
    assert holdings_of(path) == before


def test_a_report_that_cannot_be_linked_because_it_is_damaged_is_told_once(path):
    change(path, "UPDATE texts SET ledger = x'00' WHERE version = 4")
    assert link_again(path) == 0
    assert [fault.where for fault in check(path)] == ["ledgers"]
    assert [fault.where for fault in check(path, repair=True)] == ["ledgers"]
    assert check(path) == []
    assert link_again(path) == 1
    assert check(path) == []


def test_where_a_report_has_lost_its_row_the_others_are_linked(path):
    change(path, EMPTY_LINKS)
    change(path, "PRAGMA foreign_keys = OFF; DELETE FROM reports WHERE id = 2")
    assert link_again(path) == LINKED_REPORTS - 1
    assert [fault.where for fault in check(path, repair=True)] == ["reports", "links"]
    assert link_again(path) == LINKED_REPORTS
    assert check(path) == []


def test_tables_of_more_than_a_few_reports_are_compared_when_asked(path, monkeypatch):
    monkeypatch.setattr("whence.archive.upkeep.check._MOST_COMPARED", LINKED_REPORTS - 1)
    change(path, "DELETE FROM story_postings")
    assert check(path) == []
    (fault,) = check(path, links=True)
    assert fault.problem == "1 tables differ from those that linking makes (story_postings). Run whence check --repair."


def test_links_whose_making_was_stopped_before_its_end_are_sound(path, monkeypatch):
    change(path, EMPTY_LINKS)
    monkeypatch.setattr("whence.archive.linking.link.settle_people", lambda *_: None)
    assert link_again(path) == LINKED_REPORTS
    assert check(path) == []
    monkeypatch.undo()
    assert link_again(path) == 0
    assert check(path) == []


def test_every_table_of_links_has_rows_but_those_of_what_is_left_to_do(path):
    with closing(Store(path)) as store:
        empty = [table for table in MADE_TABLES if not store.one(f"SELECT 1 FROM {table}")]  # noqa: S608
    assert empty == ["unsettled_portraits", "unsettled_stories", "unsettled_people", "lost_sources"]
