"""Checking links: what is wrong with them is told, and after a repair the next linking makes them again."""

from contextlib import closing

import apsw
import pytest

from tests.support.archives import HARBOUR, changed, fill, ledger_by, put_in
from tests.support.quick_reader import holdings_of
from whence.archive.archive import Archive
from whence.archive.links.link import link
from whence.archive.storage.link_tables import EMPTY_LINKS
from whence.archive.storage.store import Store

LATER = changed(HARBOUR, before="ruin", after="rain")
TEXT = (
    "Ines Okafor, the harbour master of Tidewater, said on Monday that the sea wall had cracked and that boats would"
    " have to leave the harbour before the spring tide comes in."
)


@pytest.fixture
def path(tmp_path):
    """Make an archive of linked reports: two share a passage, and one has two versions."""
    shared = [ledger_by("Ines Okafor", text=f"{TEXT} Boat {number} left.", published="2031-03-04") for number in (1, 2)]
    with closing(fill(tmp_path / "news.whence", [HARBOUR, *shared, ledger_by("Bo", text="Bo said it.")])) as store:
        put_in(store, [LATER], addresses=["example.org/0"])
        link(store)
        return store.path


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


HARMS = [
    ("UPDATE linked SET version = 1 WHERE version = 5", "1 linked reports are not in the archive, or have a later"),
    ("UPDATE linked SET report = 'r:0' WHERE version = 4", "1 linked reports are not in the archive, or have a later"),
    ("UPDATE linked SET item = 7 WHERE version = 4", "The numbers of 1 linked reports were altered"),
    ("UPDATE linked SET report = CAST(x'ff' AS TEXT) WHERE version = 4", "Rows of 1 table cannot be read (linked)"),
    ("DELETE FROM linked WHERE version IN (2, 3)", "2 reports are neither linked nor queued"),
    ("INSERT INTO unlinked VALUES (1)", "1 versions are queued needlessly (1)"),
]


@pytest.mark.parametrize(("harm", "problem"), HARMS)
def test_what_is_wrong_with_links_is_told_and_they_are_made_again(path, harm, problem):
    before = holdings_of(path)
    change(path, harm)
    faults = check(path)
    assert any(fault.problem.startswith(problem) for fault in faults)
    assert {(fault.where, fault.is_mended) for fault in faults} == {("links", False)}
    assert all(fault.problem.endswith("Run whence check --repair.") for fault in faults)
    mended = check(path, repair=True)
    assert {(fault.where, fault.is_mended) for fault in mended} == {("links", True)}
    assert all(fault.problem.endswith("Run whence link to make all links again.") for fault in mended)
    assert check(path) == []
    assert link_again(path) == 4
    assert check(path) == []
    assert holdings_of(path) == before


def test_links_that_are_not_up_to_date_are_sound(path, tmp_path):
    with closing(Store(path)) as store:
        put_in(
            store, [ledger_by("Ines", text="Ines said so."), HARBOUR], addresses=["example.org/new", "example.org/0"]
        )
    with Archive(path) as archive:
        archive.remove([archive.reports()[-1].id])
        assert archive.check() == []
        assert archive.check(repair=True, links=True) == []
    with closing(fill(tmp_path / "other.whence", [HARBOUR])) as store:
        assert check(store.path) == check(store.path, repair=True) == []


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
    assert link_again(path) == 3
    assert [fault.where for fault in check(path, repair=True)] == ["reports", "links"]
    assert link_again(path) == 4
    assert check(path) == []
