"""Records of web archives: in members of every kind, and with everything that can be broken."""

import gzip
import random
import tracemalloc
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from tests.support.warc_files import PAGE, answer, chunked, page, record
from whence.intake.formats.warc_pages import read_web_archive
from whence.intake.inputs import Input
from whence.records.report import Rejected

AGAIN = "Get an undamaged copy of the file."


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    """Work in a folder of its own, so that paths are short."""
    monkeypatch.chdir(tmp_path)


def read(data, *, name="news.warc"):
    Path(name).write_bytes(data)
    return list(read_web_archive(name))


def told(found):
    """Show what came: the number of a report, or what was wrong."""
    return [int(each.data.split()[1][:-1]) if isinstance(each, Input) else each.reason for each in found]


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("between", [b"", b"\n", b"\r\n\r\n\r\n"])
def test_line_ends_that_lack_or_abound_do_no_harm(line_end, between):
    whole = b"".join(page(number).rstrip(b"\r\n") + between for number in range(3))
    assert told(read(whole)) == [0, 1, 2]
    head, blank, body = page(1).partition(b"\r\n\r\n")
    assert told(read((head + blank).replace(b"\r\n", line_end) + body)) == [1]


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz"])
def test_members_may_hold_a_record_many_or_a_part(name):
    records = [page(number) for number in range(9)]
    whole = b"".join(records)
    ways = (
        whole,
        b"".join(map(gzip.compress, records)),
        gzip.compress(whole),
        b"".join(gzip.compress(whole[start : start + 100]) for start in range(0, len(whole), 100)),
        gzip.compress(b"") + gzip.compress(whole) + gzip.compress(b""),
        gzip.compress(whole) + bytes(70_000),
    )
    assert [told(read(way, name=name)) for way in ways] == [list(range(9))] * len(ways)


@pytest.mark.parametrize("length", [0, 60, 200, 250, 5000, 10**12, 10**18, -5, "many", None])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_record_with_a_wrong_length_costs_that_record_alone(length, pack):
    bad = page(1, Content_Length=length)
    found = read(b"".join(map(pack, [page(0), bad, page(2), page(3)])))
    assert told([found[0], *found[2:]]) == [0, 2, 3]
    assert found[1].input == "news.warc#2"
    assert [each.name for each in found if isinstance(each, Input)] == ["news.warc#1", "news.warc#3", "news.warc#4"]


def test_what_is_wrong_with_a_length_is_told():
    start = f"record 1, at byte {0}, "
    said = [read(page(1, Content_Length=length) + page(2))[0].reason for length in (250, 5000, "many", None)]
    left = len(page(1) + page(2)) - page(1, Content_Length=5000).index(b"HTTP/") + 1
    assert said == [
        f"{start}is not 250 bytes long, as it states. {AGAIN}",
        f"{start}is truncated, or gives a wrong length: it has {left} of 5,000 bytes. {AGAIN}",
        f"{start}gives no valid length, but: many. {AGAIN}",
        f"{start}gives no length. {AGAIN}",
    ]


def test_in_one_member_for_all_a_wrong_length_costs_that_record_alone_too():
    whole = b"".join([page(0), page(1, Content_Length=300), page(2), page(3)])
    assert told(read(gzip.compress(whole))) == [
        0,
        f"record 2, in the gzip member at byte 0, is not 300 bytes long, as it states. {AGAIN}",
        2,
        3,
    ]


def test_wrong_lengths_without_end_cost_no_more_than_a_hundred_readings(monkeypatch):
    monkeypatch.setattr("whence.intake.formats.record_streams._MAX_GIVEN_BACK_BYTES", 100_000)
    bad = page(1, Content_Length=50_000)
    whole = b"".join([bad] * 200 + [page(2)])
    found = told(read(gzip.compress(whole)))
    assert 2 < len(found) < 10
    assert all("is not 50,000 bytes long" in each or "is truncated" in each for each in found[:-1])


def test_a_wrong_length_beyond_what_is_kept_of_a_record_is_told():
    large = record(answer(b"x" * 11_000_000), length=11_000_000)
    for pack in (bytes, gzip.compress):
        found = read(pack(large) + pack(page(2)))
        assert "is not 11,000,000 bytes long" in found[0].reason
        assert told(found[1:]) == [2]


@pytest.mark.parametrize(
    "garbage",
    [b"garbage\nand more\r\n", b"\0" * 300, b"x" * 200_000, b"WARC/1.0 not really\n"],
    ids=["lines", "zeros", "long", "alike"],
)
def test_garbage_between_records_is_one_fault(garbage):
    wrong = f"record 2, at byte {len(page(0))}, is not a WARC record. {AGAIN}"
    assert told(read(page(0) + garbage + page(1) + page(2))) == [0, wrong, 1, 2]
    packed = list(map(gzip.compress, [page(0), page(1), page(2)]))
    found = read(packed[0] + garbage.lstrip(b"\0") + b"".join(packed[1:]))
    assert told([found[0], *found[-2:]]) == [0, 1, 2]
    found = read(packed[0] + gzip.compress(garbage) + b"".join(packed[1:]))
    assert told([found[0], *found[-2:]]) == [0, 1, 2]


def test_a_damaged_member_costs_that_member_alone():
    packed = [gzip.compress(page(number)) for number in range(4)]
    place = f"record 2, in the gzip member at byte {len(packed[0])}, "
    damaged = f"{place}is damaged: its bytes cannot be decompressed. {AGAIN}"
    middle, end = len(packed[1]) // 2, packed[1][:-8] + b"\0\0\0\0" + packed[1][-4:]
    for bad in (packed[1][:middle] + b"\xff" * 20 + packed[1][middle + 20 :], end):
        assert told(read(packed[0] + bad + b"".join(packed[2:]))) == [0, damaged, 2, 3]
    large = gzip.compress(record(answer(random.Random(1).randbytes(300_000))))  # noqa: S311
    found = read(packed[0] + large[:-8] + b"\0\0\0\0" + large[-4:] + packed[2])
    assert told(found) == [0, damaged, 2]
    missing = read(packed[0] + packed[1][:middle] + packed[2])
    assert told([missing[0], missing[2]]) == [0, 2]


def test_a_header_without_end_is_told():
    endless = page(0)[:60] + b"X-Tide: " + b"x" * 100_000
    assert told(read(endless + b"\r\n\r\n" + page(1))) == [
        f"record 1, at byte 0, has a header that never ends. {AGAIN}",
        1,
    ]


@pytest.mark.parametrize("data", [b"", gzip.compress(b""), b"\r\n\r\n"], ids=["no byte", "packed", "line ends"])
def test_an_empty_file_is_told(data):
    assert read(data) == [Rejected(input="news.warc", reason="the file is empty. Give a WARC file with pages in it.")]


@pytest.mark.parametrize(
    "data",
    [PAGE, gzip.compress(PAGE), bytes(300), b"WARCRAFT", PAGE * 9000],
    ids=["page", "packed", "zeros", "alike", "long"],
)
def test_a_file_that_is_no_web_archive_is_told(data):
    assert read(data) == [
        Rejected(input="news.warc", reason="it is not a WARC file: it has no records. Check the path.")
    ]


def test_a_file_that_is_not_there_is_told():
    assert [each.reason for each in read_web_archive("gone.warc")] == [
        "there is no such file or folder. Check the path."
    ]


def test_a_gzip_bomb_is_left_at_its_bound():
    bombs = [bytes(150_000_000), record(answer(bytes(150_000_000))), record(answer(bytes(150_000_000)), length=9)]
    for bomb in bombs:
        data = gzip.compress(page(0)) + gzip.compress(bomb, 1) + gzip.compress(page(2))
        tracemalloc.start()
        found = read(data)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert told([found[0], found[2]]) == [0, 2]
        assert found[1].reason.startswith(f"record 2, in the gzip member at byte {len(gzip.compress(page(0)))}, ")
        assert peak < 45_000_000


def test_a_record_beyond_the_limit_takes_no_memory_of_its_own():
    large = record(answer(random.Random(1).randbytes(60_000_000)))  # noqa: S311
    for data in (large + page(2), gzip.compress(large, 1) + gzip.compress(page(2))):
        tracemalloc.start()
        found = read(data)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert "is larger than 10 MB" in found[0].reason
        assert told(found[1:]) == [2]
        assert peak < 45_000_000


def test_done_is_the_share_of_the_file_that_is_behind():
    records = [page(number) for number in range(2000)]
    for data in (b"".join(records), b"".join(map(gzip.compress, records)), gzip.compress(b"".join(records))):
        shares = [each.done for each in read(data)]
        assert shares == sorted(shares)
        assert shares[0] < 0.5 < shares[1500]
        assert shares[-1] == 1.0


SOUND = [
    record(b"software: tide/1.0\r\n", WARC_Type="warcinfo", Content_Type="application/warc-fields"),
    page(1),
    record(answer(gzip.compress(PAGE), Content_Encoding="gzip")),
    page(3),
]


@pytest.mark.parametrize(
    "whole",
    [b"".join(SOUND), b"".join(map(gzip.compress, SOUND)), gzip.compress(b"".join(SOUND))],
    ids=["plain", "a member each", "one member"],
)
def test_a_file_cut_anywhere_gives_what_came_before_and_at_most_one_fault(whole):
    expected = [replace(each, done=None) for each in read(whole)]
    assert len(expected) == 3
    for end in range(len(whole)):
        found = read(whole[:end])
        taken = [replace(each, done=None) for each in found if isinstance(each, Input)]
        assert taken == expected[: len(taken)]
        assert len(found) <= len(taken) + 1
        assert all(isinstance(each, Input) for each in found[: len(taken)])


@given(st.data())
def test_any_damage_makes_inputs_or_is_told(tmp_path_factory, data):
    whole = bytearray(data.draw(st.sampled_from([b"".join(SOUND), b"".join(map(gzip.compress, SOUND))])))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=4)):
        whole[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    path = tmp_path_factory.mktemp("any") / "news.warc"
    path.write_bytes(whole)
    found = list(read_web_archive(str(path)))
    assert found
    assert all(each.reason.endswith(".") if isinstance(each, Rejected) else each.digest for each in found)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_another_reader_of_web_archives_finds_the_same_in_a_sound_one(pack):
    records = [SOUND[0]]
    for number in range(20):
        body = f"<p>Report {number}: {'tide ' * number * 500}.</p>".encode()
        coding = "gzip" if number % 3 else None
        packed = chunked(gzip.compress(body) if coding else body, 900)
        block = answer(packed, Transfer_Encoding="chunked", Content_Encoding=coding)
        records.append(record(block, WARC_Target_URI=f"https://example.org/{number}"))
        records.append(record(b"GET / HTTP/1.1\r\n\r\n", WARC_Type="request"))
    whole = b"".join(map(pack, records))
    expected = [
        (each.rec_headers["WARC-Target-URI"], each.content_stream().read())
        for each in ArchiveIterator(BytesIO(whole))
        if each.rec_type == "response"
    ]
    assert len(expected) == 20
    assert [(each.url, each.data) for each in read(whole)] == expected
