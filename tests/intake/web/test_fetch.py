"""Addresses: what is fetched, how much of it at most, and what is never asked."""

import gzip
import ipaddress
import pickle
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.web_server import answer, closed_port, only_loopback, outside_world
from whence.errors import BusyError, FetchError
from whence.intake.inputs import Input
from whence.intake.load import read_input
from whence.intake.urls import is_address
from whence.intake.web.fetch import FEED_LIMITS, FEEDS, Fetched, Limits, fetch, is_public

NOT_PUBLIC = """
    0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.169.254 172.16.0.1 192.0.2.1 192.168.0.1 198.18.0.1 224.0.0.1
    240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2001:db8::1 2002:7f00:1:: fc00::1 fe80::1
    fec0::1 ff02::1
"""
PAGE = b"<p>The council will shut the harbour.</p>"


@pytest.fixture(scope="module")
def outside():
    with outside_world() as world:
        yield world


def fetch_here(address, **limits):
    return fetch(address, limits=Limits(**limits), is_allowed=only_loopback)


def refusal(address, **limits):
    with pytest.raises(FetchError) as caught:
        fetch_here(address, **limits)
    assert caught.value.args[0] == address
    return str(caught.value).removeprefix(f"{address}: ")


def test_a_page_comes_with_its_address_and_declared_encoding(outside):
    address = outside.put("/harbour?day=4", answer(PAGE, content_type="text/html; charset=windows-1251"))
    fetched = fetch_here(address)
    assert fetched == Fetched(url=address, data=PAGE, encoding="windows-1251", content_type="text/html")


def test_the_request_is_honest_and_asks_for_the_host_by_name(outside):
    fetch_here(outside.put("/honest", answer(PAGE)))
    request = outside.requests[-1]
    assert request.startswith("GET /honest HTTP/1.1\r\n")
    assert f"\r\nHost: {outside.address.removeprefix('http://')}\r\n" in request
    assert "\r\nUser-Agent: whence/" in request


def test_spaces_and_other_scripts_in_an_address_are_escaped(outside):
    outside.put("/%D0%BF%D0%BE%D1%80%D1%82%20%31?q=%C3%A9", answer(PAGE))
    assert fetch_here(f"{outside.address}/порт %31?q=é#top").data == PAGE


@pytest.mark.parametrize("status", ["301 Moved Permanently", "302 Found", "303 See Other", "307 x", "308 x"])
def test_redirects_are_followed_and_the_last_address_is_kept(outside, status):
    end = outside.put("/end", answer(PAGE))
    start = outside.put("/start", answer(status=status, Location="/end#part"))
    assert fetch_here(start).url == end


def test_a_location_in_another_script_is_understood(outside):
    outside.put("/%D0%BF%D0%BE%D1%80%D1%82", answer(PAGE))
    head = "HTTP/1.1 302 Found\r\nLocation: /порт\r\nContent-Length: 0\r\n\r\n".encode()
    assert fetch_here(outside.put("/there", head)).data == PAGE


def test_the_sixth_redirect_is_one_too_many(outside):
    for number in range(6):
        outside.put(f"/hop{number}", answer(status="302 Found", Location=f"/hop{number + 1}"))
    outside.put("/hop5", answer(PAGE))
    assert fetch_here(f"{outside.address}/hop0").data == PAGE
    outside.put("/hop5", answer(status="302 Found", Location="/hop6"))
    outside.put("/hop6", answer(PAGE))
    assert refusal(f"{outside.address}/hop0") == "it redirects more than 5 times. Give the address it ends at."


@pytest.mark.parametrize(
    ("location", "where"),
    [
        ("http://10.0.0.1/", "10.0.0.1"),
        ("http://169.254.169.254/latest/", "169.254.169.254"),
        ("http://[::1]/", "::1"),
        ("http://2130706434/", "2130706434, at 127.0.0.2,"),
        ("//192.168.1.1/admin", "192.168.1.1"),
    ],
)
def test_a_redirect_into_a_private_network_is_not_followed(outside, location, where):
    start = outside.put("/inward", answer(status="302 Found", Location=location))
    target = f"http:{location}" if location.startswith("//") else location
    assert refusal(start) == (
        f"it redirects to {target}, and {where} is not on the public internet. "
        "Open it in a browser, save the page and read the file."
    )


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)"])
def test_a_redirect_to_another_scheme_is_not_followed(outside, location):
    start = outside.put("/away", answer(status="302 Found", Location=location))
    assert refusal(start).startswith(f"it redirects to {location}, and this is not an http or https address.")


def test_a_redirect_to_what_is_no_address_is_told(outside):
    start = outside.put("/away", answer(status="302 Found", Location="http://[::1"))
    assert refusal(start) == "it redirects to http://[::1, which is not a valid address. Check the address."


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]"])
def test_this_machine_is_not_asked_by_any_of_its_names(outside, host):
    address = f"{outside.address.replace('127.0.0.1', host)}/private"
    asked = len(outside.requests)
    with pytest.raises(FetchError, match="is not on the public internet"):
        fetch(address)
    assert len(outside.requests) == asked


def test_taking_an_address_never_reaches_this_machine(outside):
    with pytest.raises(FetchError, match="is not on the public internet"):
        read_input(Input(name=outside.put("/take", answer(PAGE))))


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        (
            "ftp://example.org/",
            "this is not an http or https address. Give an http or https address, or the path of a file.",
        ),
        (
            "http:///harbour",
            "this is not an http or https address. Give an http or https address, or the path of a file.",
        ),
        ("http://ana:secret@127.0.0.1/", "it contains a user name. Leave it out."),
        ("http://[::1", "this is not a valid address. Check the address."),
        ("http://127.0.0.1:99999/", "this is not a valid address. Check the address."),
        ("http://127.0.0.1:0/", "this is not a valid address. Check the address."),
        ("http://tide tables.example/", "this is not a valid address. Check the address."),
        (f"http://{'a' * 70}.example/", "this is not a valid address. Check the address."),
        ("http://127.0.0.1/\udc80", "this is not a valid address. Check the address."),
    ],
)
def test_an_address_that_cannot_be_asked_is_refused_in_one_sentence(address, reason):
    assert refusal(address) == reason


def test_a_host_that_refuses_the_connection_is_told():
    address = f"http://127.0.0.1:{closed_port()}/"
    assert refusal(address) == "the connection failed: Connection refused. Try again later."


@pytest.mark.parametrize(
    ("status", "told"), [("404 Not Found", "404 (Not Found)"), ("410 x", "410 (Gone)"), ("299 x", "299")]
)
def test_an_answer_without_a_page_is_told_by_its_status(outside, status, told):
    assert refusal(outside.put("/gone", answer(PAGE, status=status))) == f"it answers {told}. Check the address."


def test_a_host_that_cannot_answer_now_says_when_it_can(outside):
    address = outside.put("/busy", answer(status="429 Too Many Requests", Retry_After="1200"))
    with pytest.raises(BusyError, match=r"it answers 429 \(Too Many Requests\)\. Try again in 1,200 s\.$") as caught:
        fetch_here(address)
    assert caught.value.seconds == 1200
    over = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own
    assert (type(over), over.args, over.seconds) == (BusyError, caught.value.args, 1200)


def test_a_host_may_say_by_date_when_it_can_answer(outside):
    for until, expected in ((datetime.now(UTC) + timedelta(minutes=30), 1800), (datetime(2001, 3, 4, tzinfo=UTC), 0)):
        head = answer(status="503 x", Retry_After=format_datetime(until, usegmt=True))
        with pytest.raises(BusyError) as caught:
            fetch_here(outside.put("/busy", head))
        assert caught.value.seconds == pytest.approx(expected, abs=30)


@pytest.mark.parametrize("said", [None, "", "soon", "-5", "9" * 5000, "Tue, 99 Mar 2031 09:30:00 GMT"])
def test_a_host_that_does_not_say_when_is_to_be_asked_later(outside, said):
    address = outside.put("/busy", answer(status="503 x", Retry_After=said))
    with pytest.raises(BusyError, match=r"it answers 503 \(Service Unavailable\)\. Try again later\.$") as caught:
        fetch_here(address)
    assert caught.value.seconds is None


def test_a_page_that_is_unchanged_brings_no_data(outside):
    address = outside.put("/same", answer(status="304 Not Modified", content_type=None))
    fetched = fetch(address, etag='W/"4"', modified="Tue, 04 Mar 2031 09:30:00 GMT", is_allowed=only_loopback)
    assert (fetched.is_unchanged, fetched.data, fetched.url) == (True, b"", address)
    assert (fetched.etag, fetched.modified) == ('W/"4"', "Tue, 04 Mar 2031 09:30:00 GMT")
    assert '\r\nIf-None-Match: W/"4"\r\n' in outside.requests[-1]
    assert "\r\nIf-Modified-Since: Tue, 04 Mar 2031 09:30:00 GMT\r\n" in outside.requests[-1]


def test_a_page_comes_with_its_version(outside):
    versioned = answer(PAGE, ETag='"5"', Last_Modified="Wed, 05 Mar 2031 09:30:00 GMT")
    fetched = fetch(outside.put("/new", versioned), etag='"4"', is_allowed=only_loopback)
    assert (fetched.is_unchanged, fetched.data) == (False, PAGE)
    assert (fetched.etag, fetched.modified) == ('"5"', "Wed, 05 Mar 2031 09:30:00 GMT")


def test_a_page_without_a_version_does_not_keep_the_old_one(outside):
    fetched = fetch(outside.put("/new", answer(PAGE)), etag='"4"', modified="Tue", is_allowed=only_loopback)
    assert (fetched.etag, fetched.modified) == (None, None)


def test_a_page_that_is_unchanged_since_nobody_knows_when_is_none(outside):
    address = outside.put("/same", answer(status="304 Not Modified"))
    assert refusal(address) == "it answers 304 (Not Modified). Check the address."


@pytest.mark.parametrize("etag", ["4\r\nX-Tide: high", "порт", "x" * 1001, ""])
def test_a_version_that_no_header_may_hold_is_not_sent(outside, etag):
    assert fetch(outside.put("/new", answer(PAGE)), etag=etag, is_allowed=only_loopback).data == PAGE
    assert "If-None-Match" not in outside.requests[-1]
    assert "X-Tide" not in outside.requests[-1]


def test_a_redirect_to_nowhere_is_no_page(outside):
    assert refusal(outside.put("/nowhere", answer(status="302 Found"))) == "it answers 302 (Found). Check the address."


@pytest.mark.parametrize("content_type", ["application/pdf", "image/png", "application/json", "text/css"])
def test_only_pages_and_texts_are_fetched(outside, content_type):
    address = outside.put("/other", answer(PAGE, content_type=content_type))
    assert refusal(address) == f"the server sent {content_type}, not a page or a text. Give the address of a report."


@pytest.mark.parametrize("content_type", ["text/plain", "application/xhtml+xml", "TEXT/HTML", None])
def test_texts_and_answers_without_a_type_are_fetched(outside, content_type):
    fetched = fetch_here(outside.put("/type", answer(PAGE, content_type=content_type)))
    assert fetched.data == PAGE
    assert fetched.encoding is None
    assert fetched.content_type == (content_type or "text/plain").lower()


@pytest.mark.parametrize("content_type", [*FEEDS.content_types, None])
def test_where_a_feed_is_looked_for_what_may_be_one_is_fetched(outside, content_type):
    address = outside.put("/feed", answer(b"<rss/>", content_type=content_type))
    assert fetch(address, accept=FEEDS, is_allowed=only_loopback).data == b"<rss/>"
    assert "\r\nAccept: application/rss+xml, application/atom+xml, " in outside.requests[-1]


def test_where_a_feed_is_looked_for_it_may_be_larger_than_a_page_but_no_picture(outside):
    address = outside.put("/feed", answer(b" " * 20_000_000, content_type="text/xml"))
    assert len(fetch(address, accept=FEEDS, limits=FEED_LIMITS, is_allowed=only_loopback).data) == 20_000_000
    picture = outside.put("/picture", answer(b"", content_type="image/png"))
    with pytest.raises(
        FetchError, match=r"the server sent image/png, not a feed or a sitemap\. Give the address of a feed\.$"
    ):
        fetch(picture, accept=FEEDS, is_allowed=only_loopback)


def test_a_compressed_page_is_unpacked(outside):
    for encoding, packed in (("gzip", gzip.compress(PAGE)), ("deflate", zlib.compress(PAGE)), ("identity", PAGE)):
        assert fetch_here(outside.put("/packed", answer(packed, Content_Encoding=encoding))).data == PAGE


def test_a_page_in_chunks_is_put_together(outside):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert fetch_here(outside.put("/chunks", head + b"3\r\n<p>\r\n4\r\nThe \r\n0\r\n\r\n")).data == b"<p>The "


def test_a_compression_nobody_asked_for_is_refused(outside):
    address = outside.put("/br", answer(PAGE, Content_Encoding="br"))
    assert refusal(address).startswith("it is compressed with br, which was not requested.")


def test_damaged_compression_is_told(outside):
    reason = refusal(outside.put("/damaged", answer(b"no gzip", Content_Encoding="gzip")))
    assert reason.startswith("its response cannot be read: Error -3 while decompressing data")


def test_no_more_is_read_than_the_limit_allows(outside):
    def serve_without_end(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not outside.over.is_set():
            connection.sendall(b"x" * 65536)

    address = outside.put("/endless", serve_without_end)
    assert refusal(address, body_bytes=1_000_000) == "the server sent more than 1 MB. Give the address of one report."


def test_the_limit_is_on_what_a_compressed_page_unpacks_to(outside):
    address = outside.put("/bomb", answer(gzip.compress(b" " * 20_000_000), Content_Encoding="gzip"))
    assert refusal(address) == "the server sent more than 10 MB. Give the address of one report."


def test_a_page_of_just_the_limit_is_read(outside):
    address = outside.put("/fits", answer(b"x" * 1000))
    assert len(fetch_here(address, body_bytes=1000).data) == 1000
    assert refusal(address, body_bytes=999) == "the server sent more than 0.000999 MB. Give the address of one report."


def test_what_is_beyond_the_limit_can_be_left_out(outside):
    address = outside.put("/cut", answer(b"tide" * 1000))
    assert fetch_here(address, body_bytes=10, cuts=True).data == b"tidetideti"


def test_a_page_that_breaks_off_is_told(outside):
    address = outside.put("/short", answer(PAGE, Content_Length="100"))
    assert refusal(address) == "the connection closed 59 bytes before the end. Try again later."


def hang(outside, *before):
    def place(connection):
        for block in before:
            connection.sendall(block)
        outside.over.wait(timeout=5)

    return place


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize("before", [(), (b"HTTP/1.1 200",), (HEAD,), (HEAD + b"\r\n", b"<p>The")])
def test_a_server_that_falls_silent_is_left_at_the_deadline(outside, before):
    address = outside.put("/silent", hang(outside, *before))
    assert refusal(address, total_seconds=0.2) == "the server did not answer in time. Try again later."


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nX-Slow: ", HEAD + b"\r\n"])
def test_a_server_that_drips_is_left_at_the_deadline(outside, start):
    def drip(connection):
        connection.sendall(start)
        while not outside.over.wait(timeout=0.02):
            connection.sendall(b"x")

    assert (
        refusal(outside.put("/drip", drip), total_seconds=0.3) == "the server did not answer in time. Try again later."
    )


def test_what_is_no_http_is_told(outside):
    address = outside.put("/smtp", b"220 mail.example ESMTP\r\n")
    assert refusal(address).startswith("its response cannot be read: 220 mail.example ESMTP.")


def test_a_plain_server_cannot_pass_for_a_secure_one(outside):
    address = outside.put("/tls", answer(PAGE)).replace("http:", "https:")
    assert refusal(address, total_seconds=0.2) == "the server did not answer in time. Try again later."


def test_a_fetch_error_survives_the_way_back_from_a_worker():
    error = FetchError("http://example.org/", "it answers 404", "Check the address")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_addresses_of_this_machine_and_of_networks_are_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_of_the_internet_are_public(address):
    assert is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_in_the_clothes_of_the_other_family_is_as_public_as_before(address):
    for prefix in ("::ffff:", "64:ff9b::"):
        assert is_public(ipaddress.ip_address(f"{prefix}{address}")) == is_public(address)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("http://x", True), ("HTTPS://x", True), ("ftp://x", True), ("C:\\x", False), ("a/b", False), ("-", False)],
)
def test_addresses_are_told_from_paths(name, expected):
    assert is_address(name) == expected
