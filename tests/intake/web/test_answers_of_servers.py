"""Answers as servers give them: packed in parts, cut short, against the rules; read whole, told, or asked for again."""

import gzip
import zlib

import pytest

from tests.intake.test_compression import raw_deflate
from tests.support.web_server import answer, only_loopback, outside_world
from whence.errors import BusyError, FetchError, GarbledError
from whence.intake.web.fetch import Limits, fetch

PAGE = b"<p>The council will shut the harbour, said Ines Okafor.</p>"
PACKED = gzip.compress(PAGE)
OK = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture(scope="module")
def outside():
    with outside_world() as world:
        yield world


def fetch_here(address, **limits):
    return fetch(address, limits=Limits(**limits), is_allowed=only_loopback)


def chunked(data, size=20):
    chunks = (data[start : start + size] for start in range(0, len(data), size))
    return b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


def refusal(address):
    """Get the kind of an error and what it says."""
    with pytest.raises(FetchError) as caught:
        fetch_here(address)
    return type(caught.value), caught.value.reason


# Bodies.


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:])),
        ("gzip", b"".join(gzip.compress(PAGE[place : place + 1]) for place in range(len(PAGE)))),
        ("x-gzip", PACKED + gzip.compress(b"")),
        ("gzip", PACKED + b"tide"),
        ("GZIP", PACKED + bytes(30)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", raw_deflate(PAGE)),
        ("deflate, gzip", gzip.compress(zlib.compress(PAGE))),
        ("identity, gzip", PACKED),
        ("", PAGE),
    ],
)
def test_a_packed_page_is_read_to_its_last_member(outside, coding, packed):
    address = outside.put("/packed", answer(packed, Content_Encoding=coding))
    assert fetch_here(address).data == PAGE
    outside.put("/packed", answer(packed, Content_Encoding=coding, Content_Length=None))
    assert fetch_here(address).data == PAGE
    head = answer(Content_Encoding=coding, Content_Length=None, Transfer_Encoding="chunked")
    outside.put("/packed", head + chunked(packed))
    assert fetch_here(address).data == PAGE


def test_what_is_packed_and_empty_is_empty(outside):
    assert fetch_here(outside.put("/empty", answer(b"", Content_Encoding="gzip"))).data == b""


@pytest.mark.parametrize("cut", [1, 8, 9, len(PACKED) - 2, len(PACKED)])
def test_a_packed_page_that_breaks_off_is_to_be_asked_for_again(outside, cut):
    left = PACKED[:-cut]
    address = outside.put("/cut", answer(left, Content_Encoding="gzip", Content_Length=str(len(PACKED))))
    assert refusal(address) == (BusyError, f"the connection closed {cut} bytes before the end. Try again later.")
    outside.put("/cut", answer(left, Content_Encoding="gzip", Content_Length=None))
    assert refusal(address) == (BusyError, "the connection closed before the end. Try again later.")


@pytest.mark.parametrize("left", [PACKED[:-1], PACKED[:12], PACKED + PACKED[:12]])
def test_a_packed_page_that_is_served_cut_short_cannot_be_read(outside, left):
    told = "its response cannot be read: the compressed data end too soon. Open it in a browser, save the page and read"
    kind, reason = refusal(outside.put("/cut", answer(left, Content_Encoding="gzip")))
    assert (kind, reason) == (GarbledError, f"{told} the file.")


@pytest.mark.parametrize("sent", [b"", b"14\r\n<p>The council", b"5\r\n<p>Th\r\n", b"5\r\n<p>Th\r\n5", b"tide\r\n"])
def test_chunks_that_break_off_are_no_page(outside, sent):
    head = answer(Content_Length=None, Transfer_Encoding="chunked")
    assert refusal(outside.put("/chunks", head + sent)) == (
        BusyError,
        "the connection closed before the end. Try again later.",
    )


@pytest.mark.parametrize(
    ("sent_as", "told"),
    [("gzip, chunked", "sent as gzip, chunked"), ("gzip", "sent as gzip"), ("tide", "sent as tide")],
)
def test_a_body_that_is_sent_in_a_way_nobody_asked_for_is_no_page(outside, sent_as, told):
    address = outside.put("/sent", answer(chunked(PACKED), Content_Length=None, Transfer_Encoding=sent_as))
    kind, reason = refusal(address)
    assert kind is GarbledError
    assert reason.startswith(f"it is {told}, which was not requested.")


@pytest.mark.parametrize("status", ["204 No Content", "205 Reset Content", "206 Partial Content", "203 x"])
def test_an_answer_that_is_not_the_whole_page_is_told_by_its_status(outside, status):
    assert refusal(outside.put("/part", answer(PAGE, status=status)))[1].startswith(f"it answers {status[:3]} (")


# What will never get better, and what may.


@pytest.mark.parametrize(
    "sent",
    [
        answer(b"\x1f\x8b" + b"tide" * 9, Content_Encoding="gzip"),
        answer(PAGE, Content_Encoding="gzip"),
        answer(b"\xff" * 60, Content_Encoding="deflate"),
        answer(PAGE, Content_Encoding="br"),
        OK + b"".join(b"X-Tide-%d: high\r\n" % number for number in range(300)) + b"\r\n" + PAGE,
        OK + b"X-Tide: " + b"x" * 70_000 + b"\r\n\r\n" + PAGE,
        b"HTTP/1.1 " + b"2" * 70_000 + b"\r\n\r\n" + PAGE,
        b"hello\r\n",
        b"hello",
        b"\r\n\r\n",
        b"HTTP/3.0 200 OK\r\n\r\n",
        b"HTTP/1.1 two hundred\r\n\r\n",
        b"ICY 200 OK\r\n\r\n",
    ],
)
def test_an_answer_that_cannot_be_read_now_or_later_is_not_called_busy(outside, sent):
    kind, reason = refusal(outside.put("/garbled", sent))
    assert kind is GarbledError
    assert "again later" not in reason
    assert len(reason) < 400


@pytest.mark.parametrize("sent", [b"", b"HTT", b"HTTP/1.1 200 OK", OK, OK + b"Content-Type: text/html\r\nContent-"])
def test_an_answer_that_breaks_off_in_its_head_is_to_be_asked_for_again(outside, sent):
    kind, reason = refusal(outside.put("/head", sent))
    assert kind is BusyError
    assert reason.endswith(". Try again later.")


# Heads.


@pytest.mark.parametrize("blanks", [" ", "\t", " \t  "])
def test_blanks_around_a_header_are_no_part_of_it(outside, blanks):
    around = f"{blanks}{{}}{blanks}".format
    body = chunked(PACKED)
    headers = {
        "Content_Type": around("text/html; charset=koi8-r"),
        "Content_Encoding": around("gzip"),
        "Transfer_Encoding": around("chunked"),
        "ETag": around('"tide 4"'),
        "Last_Modified": around("Tue, 04 Mar 2031 09:30:00 GMT"),
    }
    end = outside.put("/page", answer(body, content_type=None, Content_Length=None, **headers))
    fetched = fetch_here(outside.put("/start", answer(status="302 Found", Location=around("/page"))))
    assert (fetched.url, fetched.data, fetched.encoding, fetched.content_type) == (end, PAGE, "koi8-r", "text/html")
    assert (fetched.etag, fetched.modified) == ('"tide 4"', "Tue, 04 Mar 2031 09:30:00 GMT")
    with pytest.raises(BusyError) as caught:
        fetch_here(outside.put("/busy", answer(status="429 x", Retry_After=around("7"))))
    assert caught.value.seconds == 7


@pytest.mark.parametrize(
    "line",
    [
        b"this is no header",
        b"X Tide: high",
        b": high",
        b"X-Tide:",
        b"X-Tide: high\rand low",
        b"X-Tide: high\r\n and low",
        b"Content-Encoding : identity",
        "X-Port: порт".encode(),
    ],
)
def test_a_line_that_is_no_header_does_not_hide_those_after_it(outside, line):
    after = b"Content-Type: text/html; charset=koi8-r\r\nTransfer-Encoding: chunked\r\n\r\n"
    fetched = fetch_here(outside.put("/odd", OK + line + b"\r\n" + after + chunked(PAGE)))
    assert (fetched.data, fetched.encoding) == (PAGE, "koi8-r")


def test_a_header_that_is_folded_is_one(outside):
    head = b"HTTP/1.1 302 Found\r\nLocation:\r\n  /page\r\nContent-Length: 0\r\n\r\n"
    end = outside.put("/page", answer(PAGE))
    assert fetch_here(outside.put("/fold", head)).url == end


def test_interim_answers_are_not_taken_for_the_answer(outside):
    early = b"HTTP/1.1 103 Early Hints\r\nLink: </tide.css>; rel=preload\r\n\r\n"
    assert fetch_here(outside.put("/early", b"HTTP/1.1 100 Continue\r\n\r\n" + early * 2 + answer(PAGE))).data == PAGE


def test_line_ends_may_be_bare(outside):
    head = b"HTTP/1.1 200 OK\nContent-Type: text/html\nTransfer-Encoding: chunked\n\n"
    assert fetch_here(outside.put("/bare", head + chunked(PAGE))).data == PAGE
