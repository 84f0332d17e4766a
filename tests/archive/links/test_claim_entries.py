"""Entries of claims that are kept for lists: whatever changes, they are those that would be made anew."""

import shutil
from contextlib import closing

import apsw
import pytest

from tests.support.planted import fill_planted
from tests.support.quick_reader import rows_of
from whence.archive.archive import Archive
from whence.archive.links.claim_entries import STALE
from whence.records.answers import Filters


@pytest.fixture
def path(tmp_path):
    path = fill_planted(tmp_path / "news.whence")
    with Archive(path) as archive:
        archive.link()
    return path


def made_anew(path, **asked):
    """List the claims of a copy in which no entry is kept."""
    copy = path.with_name("copy.whence")
    shutil.copy(path, copy)
    with closing(apsw.Connection(str(copy))) as connection:
        connection.execute(
            "DELETE FROM claim_entries; INSERT OR IGNORE INTO stale_claims SELECT claim FROM claim_mentions"
        )
    with Archive(copy) as archive:
        return archive.claims(min_reports=1, **asked)


def kept(path):
    return rows_of(path, "SELECT count(*) FROM claim_entries WHERE entry IS NOT NULL")[0][0]


def stale(path):
    return rows_of(path, f"SELECT count(*) FROM ({STALE})")[0][0]  # noqa: S608 -- our own


def test_a_list_is_the_same_whether_entries_are_kept_or_made(path):
    assert (kept(path) > 5, stale(path)) == (True, 0)
    with Archive(path) as archive:
        assert archive.claims(min_reports=1) == made_anew(path)
        assert archive.claims(limit=2, offset=1) == archive.claims()[1:3]
        assert archive.check() == []


@pytest.mark.parametrize(
    "asked", [{"filters": Filters(since="2000")}, {"filters": Filters(kind="person")}, {"about": "harbour OR boats"}]
)
def test_a_list_of_some_claims_is_the_same_whether_entries_are_kept_or_made(path, asked):
    with Archive(path) as archive:
        found = archive.claims(min_reports=1, **asked)
        assert 0 < len(found) <= len(archive.claims(min_reports=1))
        assert found == made_anew(path, **asked)
        assert archive.claims(min_reports=1, limit=1, offset=1, **asked) == found[1:2]


def test_a_report_that_goes_makes_the_claims_of_its_story_stale_until_it_is_linked(path):
    with Archive(path) as archive:
        story = archive.stories()[0]
        archive.remove([archive.story(story.id).reports[0].id])
        assert stale(path) > 0
        assert archive.claims(min_reports=1) == made_anew(path)
        archive.link()
        assert stale(path) == 0
        assert archive.claims(min_reports=1) == made_anew(path)


def test_a_table_of_owners_makes_entries_stale(path, tmp_path):
    with Archive(path) as archive:
        publishers = [one.name for one in archive.stats().publishers if one.name]
        (tmp_path / "owners.csv").write_text("outlet,owner\n" + "".join(f"{name},Tide\n" for name in publishers))
        archive.set_owners(tmp_path / "owners.csv")
        assert stale(path) == kept(path)
        assert archive.claims(min_reports=1) == made_anew(path)
        archive.link()
        assert {one.outlets for one in archive.claims()} == {1}
        archive.forget_owners()
        assert archive.claims(min_reports=1) == made_anew(path)


def test_a_report_that_is_read_again_makes_its_claims_stale(path):
    with closing(apsw.Connection(str(path))) as connection:
        connection.createscalarfunction("checksum", lambda *_: 0)
        ((version, ledger),) = connection.execute(
            "SELECT version, ledger FROM linked JOIN texts USING (version) JOIN stories USING (item) LIMIT 1"
        ).fetchall()
        connection.execute("UPDATE texts SET ledger = ? WHERE version = ?", (ledger + b"\0", version))
    assert stale(path) > 0
    with Archive(path) as archive:
        assert archive.claims(min_reports=1) == made_anew(path)


def test_a_listed_claim_that_no_report_makes_is_found(path):
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute(
            "UPDATE claim_entries SET reports = reports + 1 WHERE claim = (SELECT min(claim) FROM claim_entries)"
        )
    with Archive(path) as archive:
        assert [fault.where for fault in archive.check()] == ["links"]
        assert all(fault.is_mended for fault in archive.check(repair=True))
        archive.link()
        assert archive.check() == []
        assert archive.claims(min_reports=1) == made_anew(path)
