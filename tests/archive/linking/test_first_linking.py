"""The first linking of an archive: no triggers run, and what they would note is noted all the same."""

from contextlib import closing

import pytest

from tests.support.planted import fill_planted
from whence.archive.archive import Archive
from whence.archive.linking import link as linking
from whence.archive.linking.first_linking import opening_transactions
from whence.archive.storage.link_tables import MADE_TABLES
from whence.archive.storage.store import Store

NEVER = 1_000_000
RENAME = "UPDATE people SET name = name || '!'"


@pytest.fixture(scope="module")
def unlinked(tmp_path_factory):
    return fill_planted(tmp_path_factory.mktemp("archive") / "unlinked.whence", is_linked=False).read_bytes()


def linked(path, unlinked, monkeypatch, *, many, batch=256):
    """Link an archive whose linking counts as that of many reports from a number of reports on."""
    monkeypatch.setattr(linking, "_MANY", many)
    monkeypatch.setattr(linking, "_BATCH", batch)
    path.write_bytes(unlinked)
    with closing(Store(path)) as store:
        linking.link(store)
        tables = (*MADE_TABLES, "stale_claims", "uncounted")
        told = ((table, store.rows(f"SELECT * FROM {table}")) for table in tables)  # noqa: S608 -- our own names
        return {table: sorted(map(repr, rows)) for table, rows in told}


@pytest.mark.parametrize("batch", [7, 256])
def test_all_tables_are_what_triggers_would_have_made(tmp_path, unlinked, monkeypatch, batch):
    noted = linked(tmp_path / "a.whence", unlinked, monkeypatch, many=1, batch=batch)
    assert noted == linked(tmp_path / "b.whence", unlinked, monkeypatch, many=NEVER, batch=batch)
    assert noted["stale_claims"]
    assert noted["uncounted"]


def test_answers_that_were_kept_are_known_to_be_old(tmp_path, unlinked, monkeypatch):
    path = tmp_path / "a.whence"
    path.write_bytes(unlinked)
    with Archive(path) as archive:
        before = archive.links_version()
    linked(path, unlinked, monkeypatch, many=1)
    with Archive(path) as archive:
        assert archive.links_version() > before


def test_triggers_run_once_something_was_made_of_links(tmp_path, unlinked, monkeypatch):
    monkeypatch.setattr(linking, "_MANY", 1)
    path = tmp_path / "a.whence"
    path.write_bytes(unlinked)
    with Archive(path) as archive:
        archive.link()
    with closing(Store(path)) as store, store.writing():
        assert not store.one("SELECT 1 FROM uncounted")
        with opening_transactions(store, many=True) as transactions, transactions.open():
            store.run(RENAME)
        assert store.one("SELECT 1 FROM uncounted")


def test_no_triggers_run_while_they_are_off(tmp_path, unlinked):
    path = tmp_path / "a.whence"
    path.write_bytes(unlinked)
    with Archive(path) as archive:
        archive.link()
    with closing(Store(path)) as store, store.writing():
        with store.without_triggers():
            store.run(RENAME)
        assert not store.one("SELECT 1 FROM uncounted")
        store.run(RENAME)
        assert store.one("SELECT 1 FROM uncounted")
