"""Watching: what is new in feeds is added, what is fresh is asked whether it changed, and an end costs nothing."""

import gzip
import threading
from contextlib import ExitStack, closing
from itertools import islice

import pytest

from tests.support.quick_reader import open_quickly, rows_of
from tests.support.web_server import Clock, answer, asked, only_loopback, outside_world
from whence.archive.ingest.watch import Watcher
from whence.archive.storage.store import Store
from whence.errors import ArchiveBusyError
from whence.intake.web.visitor import Visitor

MINUTE, HOUR = 60.0, 3600.0


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def outside():
    with outside_world() as world:
        world.put("/robots.txt", answer(status="404 Not Found"))
        yield world


@pytest.fixture
def path(tmp_path):
    return tmp_path / "news.whence"


@pytest.fixture
def watch(path, clock):
    """Watch feeds for some rounds, in one go."""

    def watch(*feeds, rounds=1, on_progress=None, **options):
        with (
            closing(Store(path, create=True)) as store,
            Visitor(is_allowed=only_loopback, clock=clock, sleep=clock.sleep) as visitor,
        ):
            watcher = Watcher(
                store=store, visitor=visitor, reader=open_quickly, jobs=1, now=clock, sleep=clock.sleep, **options
            )
            return list(islice(watcher.watch(feeds, on_progress=on_progress), rounds))

    return watch


def page(headline, said, **headers):
    """Write out a page with a report on it."""
    article = f"<article><h1>{headline}</h1><p>{said}</p></article>"
    return answer(f"<html><head><title>{headline}</title></head><body>{article}</body></html>".encode(), **headers)


def feed(*paths, **headers):
    """Write out a feed that leads to pages."""
    items = "".join(f"<item><title>Of {path}</title><link>{path}</link></item>" for path in paths)
    body = f"<rss><channel><title>The Tidewater Post</title>{items}</channel></rss>"
    return answer(body.encode(), content_type="application/rss+xml", **headers)


def headlines(path):
    return [row[0] for row in rows_of(path, "SELECT headline FROM versions ORDER BY id")]


HARBOUR = page("Harbour to close", "Ines Okafor, the harbour master, said the crack in the mole had opened by a hand.")
QUAY = page("Quay to open again", "Ana Brandt, who works on the quay, said the cranes had been mended in the night.")


def test_what_a_feed_leads_to_is_added_once(outside, watch, path):
    address = outside.put("/feed", feed("/harbour", "/quay"))
    outside.put("/harbour", HARBOUR)
    outside.put("/quay", QUAY)
    first, second = watch(address, rounds=2, fresh_seconds=0)
    assert (first.tally.added, second.tally.added) == (2, 0)
    assert headlines(path) == ["Harbour to close", "Quay to open again"]
    assert (asked(outside).count("/harbour"), asked(outside).count("/feed")) == (1, 2)


def test_what_a_feed_tells_fills_in_what_a_page_leaves_out(outside, watch, path):
    outside.put("/harbour", HARBOUR)
    watch(outside.put("/feed", feed("/harbour")))
    assert rows_of(path, "SELECT publisher FROM versions") in ([("The Tidewater Post",)], [("127.0.0.1",)])


def test_what_comes_new_into_a_feed_is_added_in_the_next_round(outside, watch, path):
    outside.put("/harbour", HARBOUR)
    outside.put("/quay", QUAY)
    address = outside.put("/feed", feed("/harbour"))
    watch(address)
    outside.put("/feed", feed("/quay", "/harbour"))
    (later,) = watch(address, fresh_seconds=0)
    assert later.tally.added == 0  # it is not due yet
    (later,) = watch(address, fresh_seconds=0, every_seconds=1)
    assert headlines(path) == ["Harbour to close"]


def test_a_feed_that_is_due_again_is_asked_for_what_is_newer(outside, watch, clock, path):
    outside.put("/harbour", HARBOUR)
    address = outside.put("/feed", feed("/harbour", ETag='"one"'))
    watch(address)
    clock.sleep(15 * MINUTE)
    outside.put("/feed", answer(status="304 Not Modified", ETag='"one"'))
    (round_,) = watch(address)
    request = next(request for request in reversed(outside.requests) if request.startswith("GET /feed"))
    assert 'If-None-Match: "one"' in request
    assert [state.problem for state in round_.feeds] == [None]
    assert len(headlines(path)) == 1


def test_fresh_reports_are_asked_again_ever_more_seldom_and_changes_become_versions(outside, watch, path):
    outside.put("/harbour", HARBOUR)
    address = outside.put("/feed", feed("/harbour"))
    watch(address)
    outside.put("/harbour", page("Harbour to close", "Ines Okafor, the harbour master, said the crack had not opened."))
    rounds = watch(rounds=97, fresh_seconds=24 * HOUR)
    assert sum(one.tally.changed for one in rounds) == 1
    assert headlines(path) == ["Harbour to close"] * 2
    # At the beginning, and after 15 and 30 minutes, 1, 2, 4, 8 and 16 hours, or the look at the feed that follows.
    assert asked(outside).count("/harbour") in {7, 8}


CHANGED = gzip.compress(page("Harbour open", "Ines Okafor, the harbour master, said the mole had been mended.")[-150:])


@pytest.mark.parametrize(
    "cut_short",
    [
        answer(CHANGED[:-12], Content_Encoding="gzip"),
        answer(CHANGED[:-12], Content_Encoding="gzip", Content_Length=None),
        answer(b"<p>Ines Okafor, the harbour master, said", Content_Length="900"),
        answer(b"28\r\n<p>Ines Okafor, the harb", Content_Length=None, Transfer_Encoding="chunked"),
    ],
)
def test_a_page_that_is_cut_short_is_no_new_version(outside, watch, clock, path, cut_short):
    outside.put("/harbour", HARBOUR)
    watch(outside.put("/feed", feed("/harbour")))
    clock.sleep(HOUR)
    outside.put("/harbour", cut_short)
    (round_,) = watch()
    assert (round_.tally.changed, round_.tally.rejected) == (0, 1)
    assert headlines(path) == ["Harbour to close"]


def test_a_feed_that_fails_is_told_of_and_left_alone_ever_longer(outside, watch):
    address = outside.put("/feed", answer(status="404 Not Found"))
    first, second, third = watch(address, rounds=3)
    assert first.feeds[0].problem == "it answers 404 (Not Found). Check the address."
    rests = [second.next_due - first.next_due, third.next_due - second.next_due]
    assert rests == pytest.approx([HOUR, 2 * HOUR], abs=10)


def test_a_feed_that_is_a_page_is_told_of_and_the_others_are_looked_at(outside, watch):
    outside.put("/harbour", HARBOUR)
    (round_,) = watch(outside.put("/page", QUAY), outside.put("/feed", feed("/harbour")))
    problems = {state.url.removeprefix(outside.address): state.problem for state in round_.feeds}
    assert "web page" in problems["/page"]
    assert problems["/feed"] is None
    assert round_.tally.added == 1


def test_two_feeds_with_the_same_report_give_it_once(outside, watch, path):
    outside.put("/harbour", HARBOUR)
    one, other = outside.put("/one", feed("/harbour")), outside.put("/other", feed("/harbour?utm_source=other"))
    watch(one, other)
    assert headlines(path) == ["Harbour to close"]


def test_a_page_that_fails_is_rejected_and_asked_again_later(outside, watch, clock, path):
    address = outside.put("/feed", feed("/harbour"))
    outside.put("/harbour", answer(status="404 Not Found"))
    (round_,) = watch(address)
    assert round_.tally.rejected == 1
    outside.put("/harbour", HARBOUR)
    clock.sleep(HOUR)
    (later,) = watch(address)
    assert later.tally.added == 1
    assert rows_of(path, "SELECT count(*) FROM rejected") == [(0,)]


@pytest.fixture
def hosts():
    """Play three hosts, each with one report in its feed."""
    with ExitStack() as stack:
        worlds = [stack.enter_context(outside_world()) for _ in range(3)]
        for number, world in enumerate(worlds):
            world.put("/robots.txt", answer(status="404 Not Found"))
            world.put("/feed", feed("/report"))
            world.put("/report", page(f"Report {number}", f"Ines Okafor said that gate {number} would close."))
        yield worlds


def test_feeds_on_different_hosts_are_asked_at_the_same_time(hosts, watch):
    together = threading.Barrier(3, timeout=5)

    def meet(connection):
        together.wait()
        connection.sendall(feed("/report"))

    (round_,) = watch(*(host.put("/feed", meet) for host in hosts))
    assert (round_.tally.added, [state.problem for state in round_.feeds]) == (3, [None] * 3)


def test_what_is_in_feeds_is_added_in_their_order_whichever_host_is_first_to_answer(hosts, watch, path):
    addresses = sorted(host.address + "/feed" for host in hosts)
    order = sorted(hosts, key=lambda host: host.address)
    answered = [threading.Event() for _ in range(4)]
    answered[3].set()
    for number, host in enumerate(order):

        def answer_after_the_next(connection, number=number):
            answered[number + 1].wait(timeout=5)
            connection.sendall(feed("/report"))
            answered[number].set()

        host.put("/feed", answer_after_the_next)
    watch(*addresses)
    assert headlines(path) == [f"Report {hosts.index(host)}" for host in order]


def test_a_host_that_does_not_answer_holds_up_no_report_of_the_others(hosts, watch, path):
    seen = []

    def answer_when_all_else_is_in(connection):
        for _ in range(500):
            if headlines(path)[1:] or hosts[0].over.wait(timeout=0.01):
                break
        seen.extend(headlines(path))
        connection.sendall(answer(status="404 Not Found"))

    hosts[0].put("/robots.txt", answer_when_all_else_is_in)
    hosts[0].put("/feed", answer(status="404 Not Found"))
    (round_,) = watch(*(host.address + "/feed" for host in hosts), grace_seconds=0.1)
    assert sorted(seen) == ["Report 1", "Report 2"]
    assert (round_.tally.added, sum(state.problem is not None for state in round_.feeds)) == (2, 1)


def test_how_far_a_round_is_counts_what_was_added_before_the_late_feeds(hosts, watch):
    told = []

    def answer_late(connection):
        hosts[0].over.wait(timeout=0.5)
        connection.sendall(feed("/report"))

    hosts[0].put("/feed", answer_late)
    watch(*(host.address + "/feed" for host in hosts), grace_seconds=0.1, on_progress=told.append)
    assert [progress.added for progress in told] == sorted(progress.added for progress in told)
    assert told[-1].added == 3


def test_a_page_that_failed_is_asked_for_again_even_if_its_feed_lists_it_no_longer(outside, watch, clock, path):
    address = outside.put("/feed", feed("/harbour"))
    outside.put("/harbour", answer(status="503 Service Unavailable"))
    (round_,) = watch(address, fresh_seconds=0)
    assert round_.tally.rejected == 1
    outside.put("/harbour", HARBOUR)
    outside.put("/feed", feed())
    clock.sleep(HOUR)
    (later,) = watch(fresh_seconds=0)
    assert (later.tally.added, headlines(path)) == (1, ["Harbour to close"])


def test_a_page_that_goes_back_to_what_it_was_before_it_had_no_version_is_asked_for_whole(outside, watch, clock, path):
    changed = page("Harbour to close", "Ines Okafor, the harbour master, said that the crack had not opened.")
    outside.put("/harbour", page("Harbour to close", "Ines Okafor said the crack had opened by a hand.", ETag='"one"'))
    watch(outside.put("/feed", feed("/harbour")))
    for shown, hours in ((changed, 4), (HARBOUR, 9)):
        outside.put("/harbour", shown)
        clock.sleep(hours * HOUR)
        watch()
    requests = [request for request in outside.requests if request.startswith("GET /harbour")]
    assert ["If-None-Match" in request for request in requests] == [False, True, False]
    assert len(headlines(path)) == 3


def test_what_is_watched_stays_watched(outside, watch, clock):
    outside.put("/harbour", HARBOUR)
    watch(outside.put("/feed", feed("/harbour")))
    clock.sleep(HOUR)
    (round_,) = watch()
    assert [state.url for state in round_.feeds] == [outside.address + "/feed"]


def test_a_sitemap_index_leads_to_the_pages_of_its_sitemaps(outside, watch, path):
    outside.put("/harbour", HARBOUR)
    where = outside.address
    outside.put("/map.xml", answer(f"<urlset><url><loc>{where}/harbour</loc></url></urlset>".encode()))
    index = f"<sitemapindex><sitemap><loc>{where}/map.xml</loc></sitemap></sitemapindex>".encode()
    watch(outside.put("/index.xml", answer(index, content_type="application/xml")))
    assert headlines(path) == ["Harbour to close"]


def test_while_another_writes_a_watch_waits(outside, watch, clock, path):
    outside.put("/harbour", HARBOUR)
    address = outside.put("/feed", feed("/harbour"))
    with closing(Store(path, create=True)) as other:
        writing = other.writing()
        writing.__enter__()
        sleep = clock.sleep

        def until_free(seconds):
            sleep(seconds)
            if seconds == 30.0:
                writing.__exit__(None, None, None)

        clock.sleep = until_free
        (round_,) = watch(address)
    assert round_.tally.added == 1


def test_two_cannot_write_at_once(path):
    with (
        closing(Store(path, create=True)) as one,
        closing(Store(path)) as other,
        one.writing(),
        pytest.raises(ArchiveBusyError, match="another whence process is writing to it"),
        other.writing(),
    ):
        pass
