"""Look-ups of what an archive holds: in which order reports are listed, how many there are, and of which outlets."""

from contextlib import closing

import pytest

from tests.support.archives import fill, ledger_by, put_in
from tests.support.quick_reader import open_quickly
from whence.archive.archive import Archive
from whence.archive.storage.store import Store
from whence.intake.inputs import ExternalMetadata, Input
from whence.records.answers import Count, Filters, Holdings


@pytest.fixture
def archive(tmp_path):
    by = [("The Tidewater Post", "2031-03-06"), ("Coastline Now", None), ("The Tidewater Post", "2031-03-04")]
    texts = ["It leaks, she said.", "It is late, she said.", "It broke, she said."]
    ledgers = [
        ledger_by("Okafor", publisher=publisher, published=day, text=text)
        for (publisher, day), text in zip(by, texts, strict=True)
    ]
    fill(tmp_path / "news.whence", [*ledgers, ledger_by("Okafor", text="It sank, she said.")]).close()
    with Archive(tmp_path / "news.whence") as opened:
        yield opened


def test_reports_are_listed_by_publication_or_by_arrival(archive):
    published = [held.published for held in archive.reports()]
    assert published == ["2031-03-06", "2031-03-04", None, None]
    assert [held.published for held in archive.reports(order="added")] == [None, "2031-03-04", None, "2031-03-06"]
    (last,) = archive.reports(order="added", limit=1, offset=1)
    assert last.published == "2031-03-04"


def test_outlets_are_counted_those_of_most_reports_first(archive):
    assert archive.publishers() == [Count(name="The Tidewater Post", count=2), Count(name="Coastline Now", count=1)]
    assert archive.publishers(limit=1) == [Count(name="The Tidewater Post", count=2)]
    assert archive.publishers(filters=Filters(since="2031-03-05")) == [Count(name="The Tidewater Post", count=1)]


def test_bytes_at_hand_are_added_under_the_name_that_they_are_given(archive):
    table = b'{"text": "Ines Okafor said the tide is late."}\n{"text": "Officials said it leaks."}\n'
    plain = Input(
        name="pasted",
        data=b'{"tide": "late"} is what Ines Okafor said on Monday.',
        is_plain=True,
        metadata=ExternalMetadata(publisher="Radio Estuary"),
    )
    empty = Input(name="sent:empty.txt", data=b"")
    tally = archive.add([Input(name="sent:table.jsonl", data=table), plain, empty], reader=open_quickly)
    assert (tally.added, tally.rejected) == (3, 1)
    latest = archive.reports(order="added", limit=3)
    assert [held.receipt.input for held in latest] == ["pasted", "sent:table.jsonl#2", "sent:table.jsonl#1"]
    assert latest[0].publisher == "Radio Estuary"
    assert tally.reports == tuple(held.id for held in reversed(latest))
    assert archive.holdings() == Holdings(reports=7, rejected=1)
    again = archive.add([plain], reader=open_quickly)
    assert (again.known, again.reports) == (1, (latest[0].id,))


def test_with_a_limit_those_that_were_tried_last_are_listed(archive):
    for name in ("b.txt", "a.txt"):
        archive.add([Input(name=name, data=b"")], reader=open_quickly)
    assert [one.input for one in archive.rejected()] == ["a.txt", "b.txt"]
    with closing(Store(archive.path)) as store, store.writing(), store.transaction():
        store.run("UPDATE rejected SET at = '2099-01-01T00:00:00+00:00' WHERE input = 'b.txt'")
    assert [one.input for one in archive.rejected(limit=1)] == ["b.txt"]


def test_a_snapshot_answers_from_one_state_of_the_file(archive):
    seen = archive.data_version()
    with closing(Store(archive.path)) as other, archive.snapshot():
        before = archive.holdings()
        put_in(other, [ledger_by("Brandt", text="It rose, she said.")], addresses=["example.org/new"])
        assert archive.holdings() == before
    assert archive.holdings().reports == before.reports + 1
    assert archive.data_version() != seen
