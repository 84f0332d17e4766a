"""The queue of versions to link: whatever comes, changes or goes is in it, and nothing else."""

from contextlib import closing
from dataclasses import replace

import apsw
import pytest

from tests.support.archives import HARBOUR, changed, fill, ledger_by, put_in
from whence.archive.archive import Archive
from whence.archive.linking.link import link
from whence.archive.storage.link_tables import EMPTY_LINKS
from whence.archive.storage.rows import ledger_of
from whence.archive.storage.store import Store
from whence.archive.storage.write import remove_reports, replace_ledger
from whence.archive.upkeep.compact import compact

NEW = ledger_by("Ines", text="Ines said that the tide comes late.")
LATER = changed(HARBOUR, before="ruin", after="rain")


@pytest.fixture
def store(tmp_path):
    """Keep three reports as versions 1 to 3, all of them linked."""
    store = fill(tmp_path / "news.whence", [HARBOUR, ledger_by("Kim Da-eun"), ledger_by("Bo", text="Bo said it.")])
    assert queue_of(store) == [1, 2, 3]
    link(store)
    assert queue_of(store) == []
    return store


def queue_of(store):
    return [version for (version,) in store.rows("SELECT version FROM unlinked ORDER BY 1")]


def write(store, *statements):
    with store.writing(), store.transaction():
        for statement in statements:
            store.run(statement)


def test_a_report_that_is_added_is_queued_and_one_that_is_known_is_not(store):
    put_in(store, [NEW, HARBOUR], addresses=["example.org/new", "example.org/0"])
    assert queue_of(store) == [4]


def test_of_a_report_that_changed_the_linked_version_and_the_new_one_are_queued(store):
    put_in(store, [LATER], addresses=["example.org/0"])
    assert queue_of(store) == [1, 4]


def test_a_version_that_is_replaced_before_it_was_linked_leaves_the_queue(store):
    put_in(store, [LATER, HARBOUR], addresses=["example.org/0", "example.org/0"])
    later = changed(LATER, before="mayor", after="major")
    put_in(store, [later], addresses=["example.org/0"])
    latest = store.rows("SELECT id FROM versions WHERE is_latest AND report = 1")[0][0]
    assert queue_of(store) == [1, latest]


def test_a_report_that_is_read_again_with_another_result_is_queued_by_its_latest_version(store):
    put_in(store, [LATER], addresses=["example.org/0"])
    link(store)
    with store.writing(), store.transaction():
        for version in (1, 2, 4):
            replace_ledger(store, version, ledger_of(store, version))
    assert queue_of(store) == []
    with store.writing(), store.transaction():
        for version in (1, 2, 4):
            replace_ledger(store, version, replace(ledger_of(store, version), model="newer"))
    assert queue_of(store) == [2, 4]


def test_a_report_that_is_removed_is_queued_only_if_it_was_linked(store):
    put_in(store, [LATER, NEW], addresses=["example.org/0", "example.org/new"])
    with store.writing(), store.transaction():
        remove_reports(store, [1, 2, 4])
    assert queue_of(store) == [1, 2]


def test_a_removal_by_sql_queues_what_goes_with_it(store):
    write(store, "DELETE FROM reports WHERE id IN (1, 3)")
    assert store.rows("SELECT id FROM versions") == [(2,)]
    assert queue_of(store) == [1, 3]


def test_a_new_version_under_the_number_of_a_removed_one_is_queued_for_both(store):
    with store.writing(), store.transaction():
        remove_reports(store, [3])
    put_in(store, [NEW], addresses=["example.org/new"])
    assert store.rows("SELECT id FROM versions ORDER BY 1") == [(1,), (2,), (3,)]
    assert queue_of(store) == [3]


def test_what_leaves_a_report_as_it_was_queues_nothing(store):
    with Archive(store.path) as archive:
        archive.forget_rejected()
        assert archive.check(repair=True) == []
    write(store, "UPDATE versions SET number = number, added = added", "UPDATE texts SET text = text")
    assert queue_of(store) == []


def test_a_report_whose_id_changes_is_queued(store):
    write(store, "UPDATE reports SET key = 'r:0' WHERE id = 2")
    assert queue_of(store) == [2]


def test_the_queue_and_the_triggers_outlast_compaction(store):
    put_in(store, [LATER], addresses=["example.org/0"])
    compact(store)
    assert queue_of(store) == [1, 4]
    put_in(store, [NEW], addresses=["example.org/new"])
    assert queue_of(store) == [1, 4, 5]


def test_when_links_are_emptied_all_latest_versions_are_queued_and_ids_that_were_given_out_stay(store):
    put_in(store, [LATER], addresses=["example.org/0"])
    write(store, "INSERT INTO link_aliases VALUES ('st:0', 7)", EMPTY_LINKS)
    assert queue_of(store) == [2, 3, 4]
    assert store.rows("SELECT * FROM linked") == store.rows("SELECT * FROM link_rules") == []
    assert store.rows("SELECT * FROM link_aliases") == [("st:0", 7)]


@pytest.mark.parametrize(
    ("harm", "queued"),
    [
        ("UPDATE texts SET ledger = x'00' WHERE version = 2", [2]),
        ("UPDATE attributions SET content = 'nothing' WHERE version = 3", []),
        ("UPDATE versions SET is_latest = 1", []),
        ("UPDATE versions SET is_latest = 0 WHERE report = 1", [4]),
        ("UPDATE versions SET number = number + 3 WHERE report = 1", []),
        ("UPDATE reports SET key = 'r:0' WHERE id = 2", [2]),
        ("PRAGMA foreign_keys = OFF; DELETE FROM reports WHERE id = 2", []),
        ("UPDATE changes SET before = 'x'; DELETE FROM digests WHERE version = 3", []),
    ],
)
def test_a_repair_queues_what_it_changes(store, harm, queued):
    put_in(store, [LATER], addresses=["example.org/0"])
    link(store)
    with closing(apsw.Connection(str(store.path))) as connection:
        connection.execute(harm)
    with Archive(store.path) as archive:
        archive.check(repair=True)
    assert queue_of(store) == queued


def test_of_a_damaged_archive_all_that_is_saved_is_queued_and_ids_that_were_given_out_stay(tmp_path):
    texts = [f"Bo said it {number}. " + "It leaks, he said. " * 300 for number in range(40)]
    store = fill(tmp_path / "news.whence", [HARBOUR, *(ledger_by("Bo", text=text) for text in texts)])
    put_in(store, [LATER], addresses=["example.org/0"])
    link(store)
    write(store, "INSERT INTO link_aliases VALUES ('st:0', 7)")
    store.close()
    with store.path.open("r+b") as file:
        file.truncate(store.path.stat().st_size * 3 // 4 // 4096 * 4096)
    with Archive(store.path) as archive:
        archive.check(repair=True)
    with closing(Store(tmp_path / "news.whence-saved")) as saved:
        latest = [version for (version,) in saved.rows("SELECT id FROM versions WHERE is_latest ORDER BY 1")]
        assert len(latest) > 5
        assert queue_of(saved) == latest
        assert saved.rows("SELECT * FROM linked") == []
        assert saved.rows("SELECT * FROM link_aliases") == [("st:0", 7)]
