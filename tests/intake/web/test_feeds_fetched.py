"""Feeds as the outside world serves them: large, endless, packed, unchanged, in any script, and pages instead."""

import gzip

import pytest

from tests.support.web_server import answer, only_loopback, outside_world
from whence.errors import BusyError, FetchError, ReadError
from whence.intake.web.feeds import read_feed
from whence.intake.web.fetch import FEED_LIMITS, FEEDS, fetch
from whence.intake.web.visitor import Visitor

RSS = "application/rss+xml"


@pytest.fixture(scope="module")
def outside():
    with outside_world() as world:
        world.put("/robots.txt", answer(status="404 Not Found"))
        yield world


def fetch_feed(address, **versions):
    return fetch(address, accept=FEEDS, limits=FEED_LIMITS, is_allowed=only_loopback, **versions)


def read(address):
    fetched = fetch_feed(address)
    return read_feed(fetched.data, url=fetched.url, encoding=fetched.encoding)


def feed(title, headline, encoding, *, declares=True):
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>' if declares else ""
    item = f"<item><title>{headline}</title><link>/harbour</link></item>"
    return f"{declaration}<rss><channel><title>{title}</title>{item}</channel></rss>".encode(encoding)


@pytest.mark.parametrize(
    ("title", "headline", "encoding"),
    [
        ("바다신문", "항구가 문을 닫는다", "utf-8"),
        ("바다신문", "항구가 문을 닫는다", "euc-kr"),
        ("Морской вестник", "Гавань закроют в марте", "windows-1251"),
        ("潮報", "港は三月に閉まる", "shift_jis"),
        ("潮報", "港は三月に閉まる", "utf-16"),
    ],
)
def test_a_feed_in_any_script_and_encoding_is_read(outside, title, headline, encoding):
    found = read(outside.put("/declared", answer(feed(title, headline, encoding), content_type="text/xml")))
    assert (found.title, found.entries[0].metadata.headline) == (title, headline)
    assert found.entries[0].metadata.publisher == title


def test_the_encoding_that_the_server_declares_counts(outside):
    data = feed("Морской вестник", "Гавань закроют в марте", "windows-1251", declares=False)
    found = read(outside.put("/header", answer(data, content_type=f"{RSS}; charset=windows-1251")))
    assert (found.title, found.notes) == ("Морской вестник", ("read as windows-1251, as declared",))


def test_addresses_are_relative_to_where_the_feed_was_found_in_the_end(outside):
    outside.put("/new/rss.xml", answer(b"<rss><item><link>harbour</link></item></rss>", content_type=RSS))
    found = read(outside.put("/rss.xml", answer(status="301 Moved Permanently", Location="/new/rss.xml")))
    assert [entry.url for entry in found.entries] == [f"{outside.address}/new/harbour"]


def test_a_page_in_the_place_of_a_feed_is_told(outside):
    page = b'<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/all.xml"></head><p>Tide'
    with pytest.raises(ReadError) as caught:
        read(outside.put("/page", answer(page)))
    fix = f"Give the address of its feed, {outside.address}/all.xml."
    assert str(caught.value) == f"{outside.address}/page: it is a web page, not a feed. {fix}"


def test_a_feed_of_50_mb_is_refused(outside):
    def serve(connection):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {RSS}\r\nContent-Length: 50000000\r\n\r\n"
        connection.sendall(head.encode())
        for _ in range(50):
            connection.sendall(b"<item/>   " * 100_000)

    with pytest.raises(FetchError, match=r"the server sent more than 20 MB\. Give the address of a smaller feed\.$"):
        read(outside.put("/large", serve))


def test_a_feed_without_an_end_is_refused(outside):
    def serve(connection):
        connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: {RSS}\r\n\r\n<rss><channel>".encode())
        while not outside.over.is_set():
            connection.sendall(b"<item><link>/a</link></item>" * 1000)

    with pytest.raises(FetchError, match=r"the server sent more than 20 MB\."):
        read(outside.put("/endless", serve))


def test_a_feed_that_unpacks_to_very_much_is_refused_however_it_is_packed(outside):
    bomb = gzip.compress(b" " * 100_000_000)
    with pytest.raises(FetchError, match=r"the server sent more than 20 MB\."):
        read(outside.put("/bomb", answer(bomb, content_type=RSS, Content_Encoding="gzip")))
    with pytest.raises(ReadError, match=r"it has more than 50 MB\. Give the address of a smaller feed\.$"):
        read(outside.put("/bomb.gz", answer(bomb, content_type="application/gzip")))


@pytest.mark.parametrize("content_type", ["application/gzip", "application/x-gzip", "application/octet-stream"])
def test_a_packed_sitemap_is_read(outside, content_type):
    data = gzip.compress(b"<urlset><url><loc>/harbour</loc></url></urlset>")
    found = read(outside.put("/sitemap.xml.gz", answer(data, content_type=content_type)))
    assert [entry.url for entry in found.entries] == [f"{outside.address}/harbour"]


def test_a_feed_that_is_unchanged_is_not_sent_again(outside):
    versioned = answer(b"<rss/>", content_type=RSS, ETag='"tide-4"')
    address = outside.put("/rss", versioned)
    etag = fetch_feed(address).etag
    outside.put("/rss", answer(status="304 Not Modified"))
    assert fetch_feed(address, etag=etag).is_unchanged
    assert '\r\nIf-None-Match: "tide-4"\r\n' in outside.requests[-1]


def test_a_feed_that_is_asked_for_too_often_says_when_to_come_again(outside):
    address = outside.put("/often", answer(status="429 Too Many Requests", Retry_After="900"))
    with Visitor(pause_seconds=0, is_allowed=only_loopback) as visitor, pytest.raises(BusyError) as caught:
        visitor.visit(address, accept=FEEDS, limits=FEED_LIMITS)
    assert caught.value.seconds == 900
    assert str(caught.value) == f"{address}: it answers 429 (Too Many Requests). Try again in 900 s."
