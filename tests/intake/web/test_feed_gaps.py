"""Feeds with parts missing, indexes of sitemaps, and lists of feeds: what is missing is told, and the rest is read."""

from contextlib import closing
from functools import partial

import pytest

from tests.support.quick_reader import add, open_quickly, rows_of
from tests.support.web_server import answer, only_loopback, outside_world
from whence.archive.ingest.watch import Watcher
from whence.archive.storage.store import Store
from whence.intake.collect import Collector
from whence.intake.web.visitor import Visitor
from whence.records.report import Rejected

PAGE = (
    "<html><head><title>Harbour to close</title></head><p>The council will shut the harbour, its mayor said.</p></html>"
)


@pytest.fixture(scope="module")
def outside():
    with outside_world() as world:
        world.put("/robots.txt", answer(status="404 Not Found"))
        yield world


def collected(*names):
    with Visitor(pause_seconds=0, is_allowed=only_loopback) as visitor:
        return list(Collector(visitor=visitor, columns={}, choose=lambda given: given).collect(map(str, names)))


def sitemap(*addresses):
    places = "".join(f"<url><loc>{address}</loc></url>" for address in addresses)
    return answer(f"<urlset>{places}</urlset>".encode(), content_type="application/xml")


def index(*addresses):
    places = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return answer(f"<sitemapindex>{places}</sitemapindex>".encode(), content_type="application/xml")


@pytest.fixture
def maps(outside):
    """Serve an index of a sitemap that is gone, one that is none, an index, and one that leads to a page."""
    where = outside.put("/harbour", answer(PAGE.encode()))
    return [
        outside.put("/gone.xml", answer(status="410 Gone")),
        outside.put("/odd.xml", answer(b"<tide/>", content_type="application/xml")),
        outside.put("/inner.xml", index(where)),
        outside.put("/map.xml", sitemap(where)),
    ]


def test_a_sitemap_that_fails_is_told_and_the_others_are_read(outside, maps):
    *refused, page = collected(outside.put("/index.xml", index(*maps)))
    assert page.url == f"{outside.address}/harbour"
    assert [(each.input, each.reason) for each in refused] == [
        (maps[0], "it answers 410 (Gone). Check the address."),
        (maps[1], "it is neither a feed nor a sitemap. Give the address of a feed or a sitemap."),
        (
            maps[2],
            "it is a sitemap index within another, which is not read. Add the missing reports by their own addresses.",
        ),
    ]


def test_a_saved_index_of_sitemaps_leads_to_the_pages_of_its_sitemaps(outside, maps, tmp_path):
    (tmp_path / "index.xml").write_text(f"<sitemapindex><sitemap><loc>{maps[3]}</loc></sitemap></sitemapindex>")
    (item,) = collected(tmp_path / "index.xml")
    assert item.url == f"{outside.address}/harbour"


def test_of_a_large_index_the_rest_is_told(outside, maps, tmp_path):
    places = "".join(f"<sitemap><loc>{maps[3]}?part={number}</loc></sitemap>" for number in range(51))
    (tmp_path / "index.xml").write_text(f"<sitemapindex>{places}</sitemapindex>")
    outside.put("/map.xml", sitemap())
    assert [item.reason for item in collected(tmp_path / "index.xml") if item.input == str(tmp_path / "index.xml")] == [
        (
            "only the 50 most recently changed of its 51 sitemaps were read. "
            "Add the missing reports by their own addresses."
        )
    ]


def test_a_watch_tells_which_sitemap_failed_adds_the_others_and_asks_for_all_again(outside, maps, tmp_path):
    address = outside.put("/index.xml", index(maps[0], maps[3]))
    path = tmp_path / "news.whence"
    with closing(Store(path, create=True)) as store, Visitor(pause_seconds=0, is_allowed=only_loopback) as visitor:
        watcher = Watcher(store=store, visitor=visitor, reader=open_quickly, jobs=1)
        done = next(watcher.watch([address]))
        assert [feed.problem for feed in done.feeds] == [f"{maps[0]}: it answers 410 (Gone). Check the address."]
    assert (done.tally.added, done.tally.rejected) == (1, 0)
    assert rows_of(path, "SELECT failures, etag FROM feeds") == [(0, None)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "<rss><channel><item><link>WHERE</link></item><item><title>Tide</title></item></channel></rss>",
            "1 entry without an address skipped. Add the missing reports by their own addresses.",
        ),
        (
            "<rss><channel><item><link>WHERE</link></item><item><title>Tide</title><link>/ti",
            "it is not well-formed XML, so parts of it may be missing. Add the missing reports by their own addresses.",
        ),
    ],
    ids=["no address", "cut"],
)
def test_what_is_missing_of_a_feed_is_told_and_the_rest_is_read(outside, tmp_path, text, reason):
    where = outside.put("/harbour", answer(PAGE.encode()))
    (tmp_path / "saved.xml").write_text(text.replace("WHERE", where))
    page, refused = collected(tmp_path / "saved.xml")
    assert page.url == where
    assert refused == Rejected(input=str(tmp_path / "saved.xml"), reason=reason, is_list=True)


def test_a_feed_that_is_only_badly_escaped_misses_nothing(outside, tmp_path):
    where = outside.put("/harbour", answer(PAGE.encode()))
    (tmp_path / "saved.xml").write_text(f"<rss><item><title>Fish & chips</title><link>{where}</link></item></rss>")
    assert [item.url for item in collected(tmp_path / "saved.xml")] == [where]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<rss><channel><title>Post</title></channel></rss>", "feed"),
        ("<urlset/>", "sitemap"),
        ("<sitemapindex/>", "sitemap index"),
        ('{"version": "https://jsonfeed.org/version/1", "items": []}', "feed"),
    ],
)
def test_a_feed_that_lists_nothing_is_told(tmp_path, text, kind):
    (tmp_path / "saved.xml").write_text(text)
    (item,) = collected(tmp_path / "saved.xml")
    assert item.reason == f"this {kind} is empty. Give another."


def test_a_feed_that_misses_something_is_not_asked_for_again_as_a_page(tmp_path):
    path, feed = tmp_path / "news.whence", "https://post.example/rss.xml"
    reasons = partial(Rejected, input=feed, reason="1 entry without an address skipped. Give another.")
    assert add(path, reasons(is_list=True)).rejected == 1
    assert rows_of(path, "SELECT url FROM visits") == []


# Lists of feeds.


def test_a_list_of_feeds_leads_to_what_each_of_them_leads_to(outside, tmp_path):
    where = outside.put("/harbour", answer(PAGE.encode()))
    feed = outside.put(
        "/rss.xml", answer(f"<rss><item><link>{where}</link></item></rss>".encode(), content_type="text/xml")
    )
    gone = outside.put("/gone.xml", answer(status="410 Gone"))
    outline = f"<outline text='Ports'><outline xmlUrl='{gone}'/><outline type='rss' xmlUrl='{feed}'/></outline>"
    head = "<?xml version='1.0'?><!-- mine --><opml version='2.0'><head><title>Ports</title></head>"
    (tmp_path / "feeds.opml").write_text(f"{head}<body>{outline}</body></opml>")
    refused, page = collected(tmp_path / "feeds.opml")
    assert (refused.input, page.url) == (gone, where)


@pytest.mark.parametrize("text", ["<opml><body><outline xmlUrl='feed.xml'/></body></opml>", "<opml/>"])
def test_a_list_of_feeds_without_an_address_is_told(tmp_path, text):
    (tmp_path / "feeds.opml").write_text(text)
    (item,) = collected(tmp_path / "feeds.opml")
    assert item.reason == "it is an OPML outline without addresses of feeds. Give the addresses of the feeds."


def test_a_list_of_feeds_that_declares_entities_is_refused(tmp_path):
    (tmp_path / "feeds.opml").write_text("<!DOCTYPE opml [<!ENTITY a 'tide'>]><opml><body/></opml>")
    (item,) = collected(tmp_path / "feeds.opml")
    assert item.reason.startswith("it declares XML entities")
