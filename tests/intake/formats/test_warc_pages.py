"""Web archives: which records become inputs, and how a page is unpacked."""

import gzip
import sys
import zlib
from pathlib import Path

import brotli
import pytest

from tests.support.warc_files import PAGE, answer, chunked, page, record
from whence.intake.formats.warc_pages import is_web_archive, read_web_archive
from whence.intake.inputs import Input
from whence.intake.load import read_input


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    """Work in a folder of its own, so that paths are short."""
    monkeypatch.chdir(tmp_path)


def read(data):
    Path("news.warc").write_bytes(data)
    return list(read_web_archive("news.warc"))


def read_one(block, **headers):
    (found,) = read(record(block, **headers))
    return found


def reason(block, **headers):
    """Tell what is wrong with the page in a record."""
    bad, good = read(record(block, **headers) + page(2))
    assert isinstance(good, Input)
    assert bad.input == "news.warc#1"
    assert bad.reason.startswith("record 1, at byte 0, ")
    return bad.reason.removeprefix("record 1, at byte 0, ")


@pytest.mark.parametrize(
    ("name", "expected"), [("a.warc", True), ("b/A.WARC.GZ", True), ("a.arc", False), ("warc", False)]
)
def test_a_web_archive_is_told_by_its_ending(name, expected):
    assert is_web_archive(name) == expected


def test_a_page_comes_with_its_address_and_all_that_was_said_of_it():
    block = answer(ETag='"7"', Last_Modified="Mon, 03 Mar 2031 08:00:00 GMT")
    assert read_one(block) == Input(
        name="news.warc#1",
        data=PAGE,
        encoding="utf-8",
        url="https://example.org/harbour",
        fetched="2031-03-04T09:30:00+00:00",
        etag='"7"',
        modified="Mon, 03 Mar 2031 08:00:00 GMT",
        done=1.0,
    )
    report = read_input(read_one(block))
    assert (report.headline, report.url) == ("Harbour to close", "https://example.org/harbour")


@pytest.mark.parametrize(
    ("written", "fetched"),
    [
        ("2031-03-04T09:30:00.123456Z", "2031-03-04T09:30:00+00:00"),
        ("2031-03-04T09:30:00+02:00", "2031-03-04T07:30:00+00:00"),
        ("2031-03-04", "2031-03-04T00:00:00+00:00"),
        ("0001-01-01T00:00:00+09:00", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_the_time_of_the_visit_is_told_in_utc(written, fetched):
    assert read_one(answer(), WARC_Date=written).fetched == fetched


def test_an_address_in_angle_brackets_is_read_and_one_that_is_missing_does_no_harm():
    assert read_one(answer(), WARC_Target_URI="<https://example.org/a>").url == "https://example.org/a"
    assert read_one(answer(), WARC_Target_URI=None).url is None


@pytest.mark.parametrize(
    ("content_type", "encoding"),
    [("text/html", None), ("TEXT/HTML;Charset='windows-1251'", "windows-1251"), ("text/plain; charset=", None)],
)
def test_pages_and_texts_are_taken_with_the_encoding_they_declare(content_type, encoding):
    assert read_one(answer(content_type=content_type)).encoding == encoding


def test_where_no_type_was_answered_the_one_that_the_crawler_found_counts():
    assert read_one(answer(content_type=None), WARC_Identified_Payload_Type="text/html").data == PAGE
    assert read(record(answer(content_type=None)) + page(2))[0].name == "news.warc#2"


def test_a_page_that_was_kept_without_its_answer_is_taken():
    assert read_one(PAGE, WARC_Type="resource", Content_Type="text/html").data == PAGE


def test_all_that_is_no_page_is_passed_over():
    others = (
        record(b"software: tide/1.0\r\n", WARC_Type="warcinfo", Content_Type="application/warc-fields"),
        record(b"GET / HTTP/1.1\r\n\r\n", WARC_Type="request"),
        record(b"via: x", WARC_Type="metadata", Content_Type="application/warc-fields"),
        record(answer(b""), WARC_Type="revisit"),
        record(b"20310304 example.org 192.0.2.1", WARC_Target_URI="dns:example.org", Content_Type="text/dns"),
        record(b"log", WARC_Type="resource", Content_Type="text/plain"),
        record(answer(b"User-agent: *", content_type="text/plain"), WARC_Target_URI="https://example.org/robots.txt"),
        record(answer(b"\xff\xd8\xff", content_type="image/jpeg")),
        record(answer(b"x" * 11_000_000, content_type="video/mp4")),
        record(answer(status="404 Not Found")),
        record(answer(status="301 Moved", Location="/")),
        record(b""),
    )
    found = read(b"".join(others[:-1]) + page(12))
    assert [each.name for each in found] == ["news.warc#12"]
    assert "has no HTTP response" in read(others[-1])[0].reason


def test_a_header_goes_on_in_the_next_line_and_counts_once():
    block = (
        answer().replace(b"text/html;", b"text/html;\r\n ").replace(b"\r\n\r\n", b"\r\nETag: a\r\netag: b\r\n\r\n", 1)
    )
    found = read_one(block)
    assert (found.encoding, found.etag) == ("utf-8", "a")


def packed_how(value):
    """Name a case by its packing, and not by its bytes."""
    return value if isinstance(value, str) else "page"


def raw_deflate(body):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        (None, PAGE),
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE[:50]) + gzip.compress(PAGE[50:])),
        ("gzip", b"".join(gzip.compress(PAGE[place : place + 1]) for place in range(len(PAGE)))),
        ("gzip", gzip.compress(PAGE) + bytes(9)),
        ("gzip", gzip.compress(PAGE) + b"tide"),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", raw_deflate(PAGE)),
        ("br", brotli.compress(PAGE)),
        ("deflate, gzip", gzip.compress(zlib.compress(PAGE))),
        # The header was left as it was, or names what is no packing.
        ("gzip", PAGE),
        ("deflate", PAGE),
        ("br", PAGE),
        ("UTF-8", PAGE),
    ],
    ids=packed_how,
)
def test_a_page_is_unpacked_and_its_chunks_are_joined(coding, packed):
    assert read_one(answer(packed, Content_Encoding=coding)).data == PAGE
    assert read_one(answer(chunked(packed), Content_Encoding=coding, Transfer_Encoding="chunked")).data == PAGE
    assert read_one(answer(packed, Content_Encoding=coding, Transfer_Encoding="chunked")).data == PAGE


@pytest.mark.parametrize(
    ("coding", "packed"),
    [("gzip", gzip.compress(PAGE)), ("deflate", zlib.compress(PAGE)), ("br", brotli.compress(PAGE)), (None, PAGE)],
    ids=packed_how,
)
def test_a_page_that_breaks_off_is_told(coding, packed):
    broken = "has a truncated page. Save the page itself and read that."
    if coding:
        assert reason(answer(packed[:-9], Content_Encoding=coding)) == broken
    assert reason(answer(chunked(packed)[:-30], Content_Encoding=coding, Transfer_Encoding="chunked")) == broken
    assert reason(answer(chunked(packed)[:-5], Content_Encoding=coding, Transfer_Encoding="chunked")) == broken


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)[:10] + b"\x06" * 60),
        ("gzip", gzip.compress(PAGE) + b"\x1f\x8b\x08" + b"\xff" * 60),
        ("deflate", b"\xff" * 60),
        ("br", b"\xff" * 60),
        ("zstd", b"\x28\xb5\x2f\xfd\x00"),
    ],
    ids=packed_how,
)
def test_a_page_that_cannot_be_unpacked_is_told(coding, packed):
    problem = f"has a page in an unsupported compression: {coding}. Save the page itself and read that."
    assert reason(answer(packed, Content_Encoding=coding)) == problem


def test_a_page_packed_too_often_is_told():
    problem = "has a page compressed 4 times. Save the page itself and read that."
    assert reason(answer(Content_Encoding="gzip, gzip, gzip, gzip")) == problem


def test_where_brotli_is_missing_a_sentence_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "brotli", None)
    assert reason(answer(brotli.compress(PAGE), Content_Encoding="br")) == (
        "has a page compressed with Brotli, and the package brotli is not installed. "
        "Install it with: pip install 'whence[webarchives]'."
    )
    assert read_one(answer(Content_Encoding="br")).data == PAGE


@pytest.mark.parametrize(
    ("coding", "pack"), [(None, bytes), ("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)]
)
def test_ten_megabytes_are_read_and_no_more_also_after_unpacking(coding, pack):
    fits, beyond = b"x" * 10_000_000, b"x" * 10_000_001
    assert len(read_one(answer(pack(fits), Content_Encoding=coding)).data) == len(fits)
    too_large = "is larger than 10 MB. Save the page itself and read that."
    assert reason(answer(pack(beyond), Content_Encoding=coding)) == too_large
