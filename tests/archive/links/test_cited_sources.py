"""The list of sources that is kept: whatever changes, it is the one that counting gives."""

from contextlib import closing
from functools import partial

import pytest

from tests.support.planted import fill_planted
from tests.support.quick_reader import open_quickly, rows_of
from whence.archive.archive import Archive
from whence.archive.columnar.count import count_over, count_sources_in
from whence.archive.links.cited_sources import are_counted
from whence.archive.storage.store import Store
from whence.intake.inputs import Input
from whence.records.answers import Filters

PAGES = [(1, 0), (2, 1), (50, 0), (3, 4), (5, 500)]


@pytest.fixture
def path(tmp_path):
    path = fill_planted(tmp_path / "news.whence")
    with Archive(path) as archive:
        archive.link()
    return path


def add(archive, name, text):
    archive.add([Input(name=name, data=text.encode())], reader=open_quickly)


def is_kept(path):
    """Check whether the list is kept, and that it is right either way."""
    with closing(Store(path)) as store, Archive(path) as archive:
        for limit, offset in PAGES:
            count = partial(count_sources_in, store, Filters(), name=None, limit=limit, offset=offset)
            assert archive.sources(limit=limit, offset=offset) == count_over(store, count)
        return are_counted(store)


def test_the_list_is_the_same_whether_it_is_kept_or_counted(path):
    assert is_kept(path)
    with Archive(path) as archive:
        assert any(one.entity for one in archive.sources(limit=50))
        assert len(archive.sources(limit=50)) > 5
        assert archive.check() == []


def test_reports_that_wait_to_be_linked_are_added_to_what_is_kept(path):
    with Archive(path) as archive:
        before = archive.sources(limit=50)
        add(archive, "tide.txt", "Tide late\n\nInes Okafor said the tide is late.\n\nOfficials said it is not.\n")
        assert is_kept(path)
        assert archive.sources(limit=50) != before
        archive.link()
        assert is_kept(path)


def test_changed_and_removed_reports_are_counted_anew_until_they_are_linked(path):
    with Archive(path) as archive:
        archive.remove([archive.story(archive.stories()[0].id).reports[0].id])
        assert is_kept(path)
        archive.link()
        assert is_kept(path)
        add(archive, "https://a.example/1", "Boats\n\nInes Okafor said it leaks.\n")
        archive.link()
        add(archive, "https://a.example/1", "Boats\n\nThe mayor said it leaks badly.\n")
        assert is_kept(path)
        archive.link()
        assert is_kept(path)


def test_sources_of_no_attribution_leave_nothing_behind(path):
    with Archive(path) as archive:
        archive.remove([held.id for held in archive.reports()])
        archive.link()
        assert is_kept(path)
        assert archive.sources(limit=5) == []
    for table in ("cited_sources", "cited_totals", "uncounted"):
        assert rows_of(path, f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608 -- our own


def test_what_a_linking_did_that_was_stopped_before_its_end_is_counted_anew(path, monkeypatch):
    with Archive(path) as archive:
        add(archive, "tide.txt", "Tide late\n\nInes Okafor said the tide is late.\n")
        monkeypatch.setattr("whence.archive.linked_archive.update_cited_sources", lambda _: None)
        archive.link()
        monkeypatch.undo()
        assert is_kept(path)
        archive.link()
        assert is_kept(path)


def test_while_a_report_is_neither_kept_nor_waits_all_is_counted(path):
    with Archive(path):
        with closing(Store(path)) as store, store.writing():
            store.run("DELETE FROM linked WHERE item = (SELECT min(item) FROM linked)")
            store.run("DELETE FROM uncounted")
        assert not is_kept(path)
