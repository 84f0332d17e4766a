"""The number that tells whether answers about linked reports may have changed."""

import pytest

from tests.support.planted import fill_planted
from tests.support.quick_reader import open_quickly, rows_of
from whence.archive.archive import Archive
from whence.archive.storage.store import Store
from whence.intake.inputs import Input


@pytest.fixture
def archive(tmp_path):
    with Archive(fill_planted(tmp_path / "news.whence")) as archive:
        archive.link()
        yield archive


def add(archive, text):
    archive.add([Input(name="tide.txt", data=text.encode())], reader=open_quickly)


def test_it_stays_while_reports_are_added_and_grows_once_they_are_linked(archive):
    before = archive.links_version()
    add(archive, "Tide late\n\nInes Okafor said the tide is late.\n")
    assert archive.links_version() == before
    archive.link()
    assert archive.links_version() > before


def test_there_is_none_from_a_change_of_a_linked_report_until_it_is_linked_again(archive):
    before = archive.links_version()
    archive.remove([archive.story(archive.stories()[0].id).reports[0].id])
    assert archive.links_version() is None
    archive.link()
    assert archive.links_version() > before


def test_there_is_none_while_a_later_version_of_a_linked_report_waits(tmp_path):
    path = tmp_path / "news.whence"
    later = "Harbour to close\n\nThe mayor said it leaks.\n"
    with Archive(path, create=True) as archive:
        archive.add([Input(name="https://a.example/1", data=b"Boats\n\nOkafor said it leaks.\n")], reader=open_quickly)
        archive.link()
        assert archive.links_version() is not None
        archive.add([Input(name="https://a.example/1", data=later.encode())], reader=open_quickly)
        assert len(archive.versions(archive.reports()[0].id)) == 2
        assert archive.links_version() is None


def test_it_grows_with_a_table_of_owners(archive, tmp_path):
    before = archive.links_version()
    (tmp_path / "owners.csv").write_text("outlet,owner\nThe Tidewater Post,Estuary Media\n")
    archive.set_owners(tmp_path / "owners.csv")
    kept = archive.links_version()
    assert kept > before
    archive.forget_owners()
    assert archive.links_version() > kept


def test_every_transaction_of_a_linking_that_changes_links_makes_it_grow(tmp_path, monkeypatch):
    path = fill_planted(tmp_path / "news.whence")
    told = []
    transaction = Store.transaction

    def watched(store):
        told.append(rows_of(path, "SELECT number FROM link_revision")[0][0])
        return transaction(store)

    with Archive(path) as archive:
        add(archive, "Tide late\n\nInes Okafor said the tide is late.\n")
        monkeypatch.setattr(Store, "transaction", watched)
        archive.link()
    told.append(rows_of(path, "SELECT number FROM link_revision")[0][0])
    # The last three only keep entries of lists, which are what answers would make anew.
    assert told[:-3] == sorted(set(told[:-3]))
    assert len(told) > 3 + 3
