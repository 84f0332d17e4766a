"""Polite visits: what robots.txt asks, how often a host is asked, and how long a busy one is left alone."""

import gzip

import pytest

from tests.support.web_server import Clock, answer, asked, closed_port, only_loopback, outside_world
from whence.errors import BusyError, FetchError
from whence.intake.web.fetch import FEEDS
from whence.intake.web.visitor import Visitor

PAGE = b"<p>The council will shut the harbour.</p>"
NOT_FOUND = answer(status="404 Not Found")


@pytest.fixture
def outside():
    with outside_world() as world:
        world.put("/robots.txt", NOT_FOUND)
        yield world


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def visitor(clock):
    with Visitor(is_allowed=only_loopback, clock=clock, sleep=clock.sleep) as visitor:
        yield visitor


def robots(outside, text, **headers):
    outside.put("/robots.txt", answer(text.encode(), content_type="text/plain", **headers))


def in_turn(*answers):
    """Give one answer after the other, and the last ever after."""
    left = list(answers)
    return lambda connection: connection.sendall(left.pop(0) if len(left) > 1 else left[0])


def refusal(visitor, address, kind=FetchError):
    with pytest.raises(kind) as caught:
        visitor.visit(address)
    assert caught.value.args[0] == address
    return str(caught.value).removeprefix(f"{address}: ")


# What a host asks of robots.


def test_what_robots_txt_forbids_is_not_asked_for(outside, visitor):
    robots(outside, "User-agent: *\nDisallow: /private/\nAllow: /private/open\n")
    address = outside.put("/private/harbour", answer(PAGE))
    assert refusal(visitor, address) == (
        "its robots.txt forbids programs to fetch it. Open it in a browser, save the page and read the file."
    )
    assert visitor.visit(outside.put("/private/open", answer(PAGE))).data == PAGE
    assert asked(outside) == ["/robots.txt", "/private/open"]


def test_what_robots_txt_says_to_whence_counts_more_than_what_it_says_to_all(outside, visitor):
    robots(
        outside, "User-agent: *\nDisallow: /\n\nUser-agent: Whence\nDisallow: /archive\n\nUser-agent: when\nAllow: /\n"
    )
    assert visitor.visit(outside.put("/harbour", answer(PAGE))).data == PAGE
    assert refusal(visitor, outside.put("/archive", answer(PAGE))).startswith("its robots.txt forbids")


def test_robots_that_are_not_whence_are_no_concern_of_ours(outside, visitor):
    robots(outside, "User-agent: tidebot\nUser-agent: whencebot\nUser-agent: wh\nDisallow: /\n")
    assert visitor.visit(outside.put("/harbour", answer(PAGE))).data == PAGE


DISALLOWED = "User-agent: *\nDisallow: /private\n"
PARTS = [b"User-agent: *\nDis", b"allow: /private\n"]


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbf" + DISALLOWED.encode(),
        b"\xef\xbb\xbf\xef\xbb\xbf\r\n \t\r\n" + DISALLOWED.encode(),
        DISALLOWED.encode("utf-16"),
        b"\xfe\xff" + DISALLOWED.encode("utf-16-be"),
        DISALLOWED.encode("utf-16-le"),
        DISALLOWED.encode("utf-32"),
        b"\0" + DISALLOWED.encode() + b"\0",
        "\u200b\xa0".encode() + DISALLOWED.encode(),
        DISALLOWED.replace("\n", "\r\n").encode(),
        DISALLOWED.replace("\n", "\r").encode(),
        DISALLOWED.replace("\n", " \t\n  ").encode(),
        b"# \xe9t\xe9 \xff\n" + DISALLOWED.encode(),
        DISALLOWED.replace("*", "\ufeffwhence").encode(),
    ],
)
def test_marks_and_blanks_in_robots_txt_do_not_hide_its_rules(outside, visitor, text):
    outside.put("/robots.txt", answer(text, content_type="text/plain"))
    assert refusal(visitor, outside.put("/private", answer(PAGE))).startswith("its robots.txt forbids")
    assert visitor.visit(outside.put("/open", answer(PAGE))).data == PAGE


@pytest.mark.parametrize("packed", [gzip.compress(DISALLOWED.encode()), b"".join(map(gzip.compress, PARTS))])
def test_a_packed_robots_txt_is_heeded(outside, visitor, packed):
    outside.put("/robots.txt", answer(packed, content_type="text/plain", Content_Encoding="gzip"))
    assert refusal(visitor, outside.put("/private", answer(PAGE))).startswith("its robots.txt forbids")


@pytest.mark.parametrize(
    "garbled",
    [
        answer(b"\x1f\x8b tide", Content_Encoding="gzip"),
        answer(gzip.compress(DISALLOWED.encode())[:-9], Content_Encoding="gzip"),
        answer(DISALLOWED.encode(), Content_Encoding="br"),
        b"hello\r\n",
    ],
)
def test_a_robots_txt_that_cannot_be_read_allows_nothing_for_an_hour(outside, visitor, clock, garbled):
    outside.put("/robots.txt", garbled)
    address = outside.put("/harbour", answer(PAGE))
    for _ in range(2):
        assert refusal(visitor, address).startswith("its robots.txt cannot be read, so nothing may be fetched: i")
    assert asked(outside) == ["/robots.txt"]
    outside.put("/robots.txt", NOT_FOUND)
    clock.now += 3700
    assert visitor.visit(address).data == PAGE


@pytest.mark.parametrize("status", ["404 Not Found", "401 Unauthorized", "403 Forbidden", "410 Gone"])
def test_a_host_without_robots_txt_allows_everything(outside, visitor, status):
    outside.put("/robots.txt", answer(status=status))
    assert visitor.visit(outside.put("/harbour", answer(PAGE))).data == PAGE


def test_a_page_in_the_place_of_robots_txt_forbids_nothing(outside, visitor):
    outside.put("/robots.txt", answer(PAGE))
    assert visitor.visit(outside.put("/harbour", answer(PAGE))).data == PAGE


@pytest.mark.parametrize("status", ["500 Internal Server Error", "503 Service Unavailable", "429 Too Many Requests"])
def test_a_host_whose_robots_txt_fails_is_not_asked_for_more(outside, visitor, status):
    outside.put("/robots.txt", answer(status=status))
    address = outside.put("/harbour", answer(PAGE))
    code, _, words = status.partition(" ")
    expected = f"its robots.txt cannot be fetched: it answers {code} ({words}). Try again later."
    assert refusal(visitor, address, BusyError) == expected
    outside.put("/robots.txt", NOT_FOUND)
    assert visitor.visit(address).data == PAGE
    assert asked(outside) == ["/robots.txt", "/robots.txt", "/harbour"]


def test_a_host_that_cannot_be_reached_is_told_by_its_robots_txt(visitor):
    address = f"http://127.0.0.1:{closed_port()}/harbour"
    assert refusal(visitor, address, BusyError) == (
        "its robots.txt cannot be fetched: the connection failed: Connection refused. Try again later."
    )


def test_robots_txt_is_read_once_a_day(outside, visitor, clock):
    robots(outside, "User-agent: *\nDisallow: /private\n")
    address = outside.put("/harbour", answer(PAGE))
    visitor.visit(address)
    clock.now += 86_000
    visitor.visit(address)
    assert asked(outside) == ["/robots.txt", "/harbour", "/harbour"]
    robots(outside, "User-agent: *\nDisallow: /\n")
    clock.now += 1000
    assert refusal(visitor, address).startswith("its robots.txt forbids")


def test_a_robots_txt_that_was_missing_is_looked_for_again_after_an_hour(outside, visitor, clock):
    address = outside.put("/harbour", answer(PAGE))
    visitor.visit(address)
    robots(outside, "User-agent: *\nDisallow: /\n")
    clock.now += 3700
    assert refusal(visitor, address).startswith("its robots.txt forbids")


def test_of_a_long_robots_txt_the_first_500_kb_are_heeded(outside, visitor):
    filling = "# tide\n" * 71_500
    robots(outside, f"User-agent: *\nDisallow: /first\n{filling}Disallow: /before\n{filling}Disallow: /beyond\n")
    assert visitor.visit(outside.put("/beyond", answer(PAGE))).data == PAGE
    assert refusal(visitor, outside.put("/before", answer(PAGE))).startswith("its robots.txt forbids")


def test_a_robots_txt_that_names_thousands_of_robots_is_read(outside, visitor):
    names = "".join(f"User-agent: robot{number}\n" for number in range(12_000))
    rules = "".join(f"Disallow: /{number}\n" for number in range(12_000))
    robots(outside, f"{names}{rules}User-agent: *\nDisallow: /private\n")
    assert visitor.visit(outside.put("/77", answer(PAGE))).data == PAGE
    assert refusal(visitor, outside.put("/private", answer(PAGE))).startswith("its robots.txt forbids")


def test_a_rule_full_of_wildcards_takes_no_time_worth_telling(outside, visitor):
    robots(outside, "User-agent: *\nDisallow: /" + "*a" * 40 + "b\n")
    assert visitor.visit(outside.put(f"/{'a' * 200}", answer(PAGE))).data == PAGE


# The pace of requests.


def test_between_two_requests_to_a_host_there_is_a_pause(outside, visitor, clock):
    for path in ("/harbour", "/quay"):
        visitor.visit(outside.put(path, answer(PAGE)))
    assert clock.slept == [1.0, 1.0]  # after robots.txt, and after the first page


def test_time_that_went_by_anyway_counts_as_pause(outside, visitor, clock):
    address = outside.put("/harbour", answer(PAGE))
    visitor.visit(address)
    clock.now += 0.75
    visitor.visit(address)
    assert clock.slept == [1.0, 0.25]


@pytest.mark.parametrize(("asked_for", "slept"), [("0.5", 1.0), ("7", 7.0), ("86400", 60.0), ("-3", 1.0), ("inf", 1.0)])
def test_a_host_may_ask_for_a_longer_pause_but_not_for_ever(outside, visitor, clock, asked_for, slept):
    robots(outside, f"User-agent: *\nCrawl-delay: {asked_for}\n")
    address = outside.put("/harbour", answer(PAGE))
    visitor.visit(address)
    visitor.visit(address)
    assert clock.slept == [1.0, slept]


def test_a_host_that_is_not_busy_for_long_is_asked_again(outside, visitor, clock):
    busy = answer(status="429 Too Many Requests", Retry_After="7")
    address = outside.put("/harbour", in_turn(busy, answer(PAGE)))
    assert visitor.visit(address).data == PAGE
    assert clock.slept == [1.0, 7.0]


def test_a_host_that_is_still_busy_then_is_asked_no_third_time(outside, visitor):
    busy = answer(status="503 Service Unavailable", Retry_After="7")
    address = outside.put("/harbour", busy)
    assert refusal(visitor, address, BusyError) == "it answers 503 (Service Unavailable). Try again in 7 s."
    assert asked(outside) == ["/robots.txt", "/harbour", "/harbour"]


def test_a_host_that_is_busy_for_long_is_left_alone(outside, visitor, clock):
    busy = answer(status="429 Too Many Requests", Retry_After="600")
    address = outside.put("/harbour", in_turn(busy, answer(PAGE)))
    assert refusal(visitor, address, BusyError) == "it answers 429 (Too Many Requests). Try again in 600 s."
    clock.now += 60
    assert refusal(visitor, outside.put("/quay", answer(PAGE)), BusyError) == (
        "its host failed to answer earlier and will not be contacted for another 540 s. Try again later."
    )
    assert asked(outside) == ["/robots.txt", "/harbour"]
    clock.now += 540
    assert visitor.visit(address).data == PAGE


def test_no_host_is_left_alone_for_more_than_an_hour(outside, visitor, clock):
    busy = answer(status="503 Service Unavailable", Retry_After="864000")
    address = outside.put("/harbour", in_turn(busy, answer(PAGE)))
    refusal(visitor, address, BusyError)
    clock.now += 3600
    assert visitor.visit(address).data == PAGE


def test_a_host_that_fails_is_left_alone_ever_longer_until_it_answers(outside, visitor, clock):
    failing = answer(status="500 Internal Server Error")
    address = outside.put("/harbour", in_turn(failing, failing, failing, answer(PAGE), failing, answer(PAGE)))
    for _ in range(3):
        refusal(visitor, address, BusyError)
    visitor.visit(address)
    refusal(visitor, address, BusyError)
    visitor.visit(address)
    assert clock.slept == [1.0, 2.0, 4.0, 8.0, 1.0, 2.0]


def test_a_host_that_always_fails_is_asked_once_an_hour_in_the_end(outside, visitor, clock):
    address = outside.put("/harbour", answer(status="500 Internal Server Error"))
    for _ in range(20):
        refusal(visitor, address, BusyError)
        clock.now += 3600
    before = asked(outside).count("/harbour")
    for _ in range(50):
        refusal(visitor, address, BusyError)
        clock.now += 60
    assert asked(outside).count("/harbour") - before == 1


def test_a_missing_page_is_no_failure_of_its_host(outside, visitor, clock):
    address = outside.put("/gone", NOT_FOUND)
    for _ in range(3):
        assert refusal(visitor, address) == "it answers 404 (Not Found). Check the address."
    assert clock.slept == [1.0, 1.0, 1.0]


def test_of_very_many_hosts_the_oldest_are_forgotten(visitor, clock):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("whence.intake.web.visitor._MOST_HOSTS", 2)
        with outside_world() as first, outside_world() as second, outside_world() as third:
            for world in (first, second, third, third):
                world.put("/robots.txt", NOT_FOUND)
                visitor.visit(world.put("/harbour", answer(PAGE)))
                clock.now += 10
            visitor.visit(first.address + "/harbour")
            assert asked(first) == ["/robots.txt", "/harbour"] * 2
            assert asked(third) == ["/robots.txt", "/harbour", "/harbour"]


# One visit.


def test_a_feed_can_be_looked_for_too(outside, visitor):
    address = outside.put("/rss", answer(b"<rss/>", content_type="application/rss+xml"))
    assert refusal(visitor, address).startswith("the server sent application/rss+xml, not a page or a text.")
    assert visitor.visit(address, accept=FEEDS).data == b"<rss/>"


def test_the_version_that_one_has_is_named(outside, visitor):
    address = outside.put("/harbour", answer(status="304 Not Modified"))
    assert visitor.visit(address, etag='"tide-4"').is_unchanged
    assert '\r\nIf-None-Match: "tide-4"\r\n' in outside.requests[-1]
    assert "If-None-Match" not in outside.requests[0]


def test_an_address_inside_this_network_is_not_asked(outside):
    with Visitor(pause_seconds=0) as visitor:
        assert "is not on the public internet" in refusal(visitor, outside.put("/harbour", answer(PAGE)))
    assert outside.requests == []


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        (
            "ftp://example.org/",
            "this is not an http or https address. Give an http or https address, or the path of a file.",
        ),
        ("http://[::1", "this is not a valid address. Check the address."),
        ("http://127.0.0.1:99999/", "this is not a valid address. Check the address."),
        ("http://ana:secret@127.0.0.1/", "it contains a user name. Leave it out."),
        ("http://127.0.0.1/\udc80", "this is not a valid address. Check the address."),
    ],
)
def test_an_address_that_cannot_be_asked_is_refused_as_by_a_fetch(visitor, address, reason):
    assert refusal(visitor, address) == reason
