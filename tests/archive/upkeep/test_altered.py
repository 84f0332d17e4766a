"""Whatever was altered in an archive since it was stored is told, and no repair makes it valid."""

from contextlib import closing
from random import Random

import apsw
import pytest

from bench.flipping import check_flip, flip, held_in
from tests.support.quick_reader import add, holdings_of, open_quickly, page, row
from whence.archive.archive import Archive

WHO = "Harbour to close\n\nWho knew? “The mole moved,” said Ines Okafor. Ana Lind said boats left. All week was fair.\n"
TIDE = "Tide comes late\n\nInes Okafor said boats left. Somebody accused the ferry of haste.\n"


@pytest.fixture
def path(tmp_path):
    """Make an archive of three reports, one with two versions, and an input that was rejected."""
    path = tmp_path / "news.whence"
    told = {
        "publisher": "The Post?",
        "byline": ("Ana Brandt",),
        "published": "2031-03-04T06:00",
        "url": "https://a.example/1",
    }
    add(
        path,
        row(WHO, 1, **told),
        page("https://post.example/tide", TIDE, fetched="2031-03-04T06:00:00+00:00"),
        page("https://post.example/tide", TIDE.replace("left", "went"), fetched="2031-03-05T06:00:00+00:00"),
        row(TIDE.replace("Tide", "Rain?"), 2),
        row("", 3),
    )
    return path


def change(path, sql):
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute(sql)


def check(path, *, repair=False):
    with Archive(path) as archive:
        return archive.check(repair=repair)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE texts SET text = replace(text, 'week', 'weak') WHERE version = 1",
        "UPDATE texts SET text = CAST(text AS BLOB) WHERE version = 1",
        "UPDATE texts SET text = CAST(x'ff' AS TEXT) || text WHERE version = 1",
        "UPDATE versions SET added = '2031-01-01T00:00:00+00:00' WHERE id = 1",
        "UPDATE versions SET fetched = NULL WHERE id = 2",
        "UPDATE versions SET input = 'rows.jsonl#9' WHERE id = 1",
        "UPDATE versions SET digest = replace(digest, 'a', 'b') WHERE id = 1",
        "UPDATE versions SET extractor = 'another' WHERE id = 2",
        "UPDATE versions SET etag = '' WHERE id = 2",
        "UPDATE versions SET content = 'x' WHERE id = 1",
        "UPDATE versions SET key = 'r:0000000000000000' WHERE id = 1",
        "UPDATE versions SET key = 'r:0000000000000000' WHERE id = 1; UPDATE reports SET key = 'r:1' WHERE id = 1",
        "UPDATE versions SET headline = 'Harbor' WHERE id = 1; UPDATE texts SET ledger = x'00' WHERE version = 1",
        "UPDATE rejected SET reason = 'because'",
        "UPDATE rejected SET at = '2031-01-01T00:00:00+00:00'",
    ],
)
def test_what_stands_nowhere_else_stays_told_after_a_repair(path, harm):
    change(path, harm)
    before = check(path)
    assert before
    assert [fault for fault in check(path, repair=True) if not fault.is_mended]
    after = check(path)
    assert after
    assert not any("check --repair" in fault.problem for fault in after)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE versions SET headline = 'Harbour to stay', byline = '[]' WHERE id = 1",
        "UPDATE versions SET published = '2031-03-04T06:01', day = '2031-03-05', url = url || '?' WHERE id = 1",
        "UPDATE versions SET publisher = 'The Post', language = 'de', model = 'another' WHERE id = 1",
        "UPDATE versions SET publisher = NULL, url = NULL WHERE id = 1",
        "UPDATE versions SET own = own + 0.0001 WHERE id = 1",
        "UPDATE reports SET key = replace(key, 'r:', 's:')",
        "UPDATE changes SET before = 'went'",
        "DELETE FROM changes",
        "UPDATE attributions SET content = content || '!' WHERE version = 1",
        "UPDATE attributions SET score = -score",
        "UPDATE sources SET naming = 'withheld'",
        "UPDATE events SET certainty = certainty - 1",
        "UPDATE findings SET note = 'Nothing.'",
        "DELETE FROM findings",
    ],
)
def test_what_follows_from_something_else_is_brought_back_as_it_was(path, harm):
    before = holdings_of(path)
    change(path, harm)
    assert [fault.is_mended for fault in check(path)] == [False]
    assert [fault.is_mended for fault in check(path, repair=True)] == [True]
    assert check(path) == []
    assert holdings_of(path) == before


@pytest.mark.parametrize("table", ["addresses", "digests"])
def test_by_what_a_report_is_known_is_taken_out_where_it_was_altered(path, table):
    before = holdings_of(path)
    change(path, f"UPDATE {table} SET version = 4 WHERE version = 1")  # noqa: S608
    assert [(fault.where, fault.is_mended) for fault in check(path)] == [(table, False)]
    assert [(fault.where, fault.is_mended) for fault in check(path, repair=True)] == [(table, True)]
    assert check(path) == []
    assert set(holdings_of(path)[table]) < set(before[table])


def test_a_report_that_was_altered_is_removed_with_its_words_and_added_again(path):
    before = holdings_of(path)
    change(path, "UPDATE texts SET text = replace(text, 'week', 'weak') WHERE version = 1")
    (fault,) = check(path, repair=True)
    assert "with whence remove, and add them again" in fault.problem
    with Archive(path) as archive:
        archive.remove([fault.problem.partition("(")[2].partition(" ")[0]])
        assert archive.search("mole OR week OR weak").total == 0
    assert check(path) == []
    assert {row for row in before["words"] if row[0] != 1} == set(holdings_of(path)["words"])


def test_a_report_that_was_altered_is_not_read_again(path):
    change(path, "UPDATE texts SET text = replace(text, 'week', 'weak') WHERE version = 1")
    with Archive(path) as archive:
        tally = archive.reread(everything=True, reader=open_quickly)
        assert (tally.changed, tally.rejected) == (3, 1)
        assert tally.refused[0].reason.startswith("it was altered in the archive")
        assert [fault.where for fault in archive.check()] == ["texts"]


def test_a_bit_flipped_anywhere_is_told(path, tmp_path):
    held, copy, random = held_in(path), tmp_path / "flipped.whence", Random(7)  # noqa: S311
    mattered = 0
    while mattered < 25:
        flip(path, copy, bit=random.randrange(8 * path.stat().st_size))
        if held_in(copy) != held:
            mattered += 1
            assert check_flip(path, copy) == (True, True)


def test_an_archive_whose_checksums_are_gone_is_told_as_altered(path):
    change(path, "DELETE FROM checksums WHERE version = 1")
    assert next(fault.where for fault in check(path)) == "texts"
