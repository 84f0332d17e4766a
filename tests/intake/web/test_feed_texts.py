"""Saved feeds that carry whole texts: where a page cannot be fetched, the text in the feed is the report."""

import json
from html import escape

import pytest

from tests.support.quick_reader import add
from tests.support.web_server import answer, only_loopback, outside_world
from whence.intake.collect import Collector
from whence.intake.html.fragments import Fragment, read_whole
from whence.intake.inputs import ExternalMetadata
from whence.intake.load import read_input
from whence.intake.web.feeds import read_feed
from whence.intake.web.visitor import Visitor
from whence.records.report import Rejected

FIRST = "The council will shut the harbour in March, its mayor Ines Okafor said on Monday."
SECOND = "The union called the step hasty. “We were told by letter,” its speaker Oskar Lind said."
MARKUP = f"<p>{FIRST}</p>\n<p>{SECOND}</p>"
TEXT = f"{FIRST}\n\n{SECOND}"
PAGE = f"<html><head><title>Harbour to close</title></head><article><h1>Harbour to close</h1><p>{FIRST}</p></article>"
NAMESPACES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'


@pytest.fixture(scope="module")
def outside():
    with outside_world() as world:
        world.put("/robots.txt", answer(status="404 Not Found"))
        yield world


@pytest.fixture
def gone(outside):
    return outside.put("/gone", answer(status="410 Gone"))


def collected(*names):
    with Visitor(pause_seconds=0, is_allowed=only_loopback) as visitor:
        return list(Collector(visitor=visitor, columns={}, choose=lambda given: given).collect(map(str, names)))


def rss(where, content, *, more=""):
    item = f"<title>Harbour to close</title><link>{where}</link>{more}{content}"
    return f"<rss {NAMESPACES}><channel><title>The Tidewater Post</title><item>{item}</item></channel></rss>"


def atom(where, content):
    entry = f"<title>Harbour to close</title><link href='{where}'/>{content}"
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>The Tidewater Post</title><entry>{entry}</entry></feed>"


def json_feed(where, **content):
    item = {"url": where, "title": "Harbour to close", **content}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "The Tidewater Post", "items": [item]})


FEEDS = {
    "RSS in CDATA": lambda where: rss(where, f"<content:encoded><![CDATA[{MARKUP}]]></content:encoded>"),
    "RSS escaped": lambda where: rss(where, f"<content:encoded>{escape(MARKUP)}</content:encoded>"),
    "RSS without its namespace": lambda where: rss(
        where, f"<content:encoded><![CDATA[{MARKUP}]]></content:encoded>"
    ).replace(NAMESPACES, ""),
    "Atom html": lambda where: atom(where, f"<content type='html'>{escape(MARKUP)}</content>"),
    "Atom xhtml": lambda where: atom(
        where, f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{MARKUP}</div></content>"
    ),
    "Atom text": lambda where: atom(where, f"<content>{TEXT}</content>"),
    "JSON markup": lambda where: json_feed(where, content_html=MARKUP, summary=FIRST),
    "JSON text": lambda where: json_feed(where, content_text=TEXT),
}


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS.keys())
def test_where_a_page_is_gone_the_text_in_a_saved_feed_is_the_report(gone, tmp_path, feed):
    (tmp_path / "saved.xml").write_text(feed(gone), encoding="utf-8")
    (item,) = collected(tmp_path / "saved.xml")
    report = read_input(item)
    assert (item.name, item.lacks_capture_time, report.url) == (gone, True, gone)
    assert (report.headline, report.publisher) == ("Harbour to close", "The Tidewater Post")
    assert report.text == f"Harbour to close\n\n{TEXT}"


def test_what_the_feed_tells_of_a_text_counts(gone, tmp_path):
    more = (
        "<dc:creator>Ana Brandt</dc:creator><pubDate>Thu, 04 Mar 2021 09:30:00 +0100</pubDate>"
        "<source url='https://wire.example/rss'>Harbour Wire</source><dc:language>en</dc:language>"
    )
    (tmp_path / "saved.xml").write_text(rss(gone, f"<content:encoded>{escape(MARKUP)}</content:encoded>", more=more))
    (item,) = collected(tmp_path / "saved.xml")
    assert item.metadata == ExternalMetadata(
        headline="Harbour to close",
        publisher="Harbour Wire",
        byline=("Ana Brandt",),
        published="2021-03-04T09:30:00+01:00",
        language="en",
        url=gone,
    )


def test_a_page_that_can_be_fetched_counts_more_than_the_text_in_the_feed(outside, tmp_path):
    where = outside.put("/harbour", answer(PAGE.encode()))
    (tmp_path / "saved.xml").write_text(FEEDS["RSS in CDATA"](where), encoding="utf-8")
    (item,) = collected(tmp_path / "saved.xml")
    assert read_input(item).text == f"Harbour to close\n\n{FIRST}"


def test_of_a_feed_on_the_web_the_text_is_no_report(outside, gone):
    served = answer(FEEDS["RSS in CDATA"](gone).encode(), content_type="application/rss+xml")
    (item,) = collected(outside.put("/rss.xml", served))
    assert item == Rejected(input=gone, reason="it answers 410 (Gone). Check the address.")


def test_a_feed_is_asked_for_texts_only_where_they_are_wanted():
    data = FEEDS["Atom xhtml"]("https://post.example/harbour").encode()
    assert read_feed(data, url="https://post.example/rss.xml").entries[0].content is None
    (entry,) = read_feed(data, url="rss.xml", with_texts=True).entries
    assert entry.content == Fragment(text=f"<div>{MARKUP}</div>", is_html=True)


LONG = "<p>" + "The ships left the harbour, and nobody knew where they went. " * 12 + "</p>"
SNIPPETS = {
    "one sentence": f"<content:encoded>{FIRST}</content:encoded>",
    "an ellipsis": f"<content:encoded>{escape(MARKUP)} […]</content:encoded>",
    "three full stops": f"<content:encoded>{escape(MARKUP)}&lt;p&gt;The dockers...&lt;/p&gt;</content:encoded>",
    "a link to the rest": f"<content:encoded>{escape(MARKUP)}&lt;a&gt;Read more »&lt;/a&gt;</content:encoded>",
    "the summary once more": "".join(f"<{tag}>{escape(MARKUP)}</{tag}>" for tag in ("description", "content:encoded")),
    "a summary": f"<description>{escape(MARKUP)}</description>",
    "a wall": f"<content:encoded>{escape('<p>Subscribe to read on the harbour.</p>' * 4)}</content:encoded>",
    "nothing": "<content:encoded> </content:encoded>",
    "a picture": "<content type='image/png'>iVBORw0KGgo</content>",
    "more than a chapter": f"<content:encoded>{escape(LONG) * 300}</content:encoded>",
}


@pytest.mark.parametrize("content", SNIPPETS.values(), ids=SNIPPETS.keys())
def test_a_snippet_in_a_feed_is_no_report(gone, tmp_path, content):
    (tmp_path / "saved.xml").write_text(rss(gone, content), encoding="utf-8")
    (item,) = collected(tmp_path / "saved.xml")
    assert isinstance(item, Rejected)
    assert item.input == gone


def whole(markup, **how):
    return read_whole(Fragment(text=markup, is_html=True, **how), name="feed.xml")


def test_a_summary_that_is_long_and_has_several_paragraphs_is_the_whole_text():
    assert whole(MARKUP + LONG, is_summary=True).startswith(f"{TEXT}\n\nThe ships left")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (f"{FIRST}<br><br/>{SECOND}", TEXT),
        (f"{FIRST}\n\n{SECOND}", TEXT),
        (f"<div>{FIRST}<div>{SECOND}</div></div>", TEXT),
        (f"<figure><img><figcaption>A crane</figcaption></figure>{MARKUP}<script>track()</script>", TEXT),
        (f"{MARKUP}<p>READ MORE: Ferry line to stop</p><p>The post Harbour appeared first on The Post.</p>", TEXT),
        (MARKUP.replace("harbour in", "<b>har</b>bour\n in&nbsp;").replace("“", "&ldquo;"), TEXT),
        (f"{MARKUP}<p>“There is no money for more.”</p>", f"{TEXT}\n\n“There is no money for more.”"),
    ],
)
def test_the_text_in_a_feed_is_told_without_its_markup(markup, text):
    assert whole(markup) == text


@pytest.mark.parametrize("markup", ["<div>" * 40_000 + MARKUP, MARKUP + "<i>" * 40_000, "<!--", "", "<p>" * 9])
def test_markup_that_is_made_to_be_slow_or_empty_is_no_text(markup):
    assert whole(markup) is None


def test_text_that_lies_very_deep_is_read():
    assert whole("<div>" * 3000 + MARKUP) == TEXT


def test_the_text_of_a_feed_adds_nothing_once_its_page_is_in(outside, tmp_path):
    where = outside.put("/harbour", answer(PAGE.encode()))
    path = tmp_path / "news.whence"
    (tmp_path / "saved.xml").write_text(FEEDS["RSS in CDATA"](where), encoding="utf-8")
    assert add(path, *collected(tmp_path / "saved.xml")).added == 1
    outside.put("/harbour", answer(status="410 Gone"))
    again = add(path, *collected(tmp_path / "saved.xml"))
    assert (again.added, again.changed, again.known, again.rejected) == (0, 0, 1, 0)


def test_a_page_that_is_there_again_takes_the_place_of_the_text_of_its_feed(outside, tmp_path):
    where = outside.put("/harbour", answer(status="410 Gone"))
    path = tmp_path / "news.whence"
    (tmp_path / "saved.xml").write_text(FEEDS["RSS in CDATA"](where), encoding="utf-8")
    assert add(path, *collected(tmp_path / "saved.xml")).added == 1
    assert add(path, *collected(tmp_path / "saved.xml")).known == 1
    outside.put("/harbour", answer(PAGE.encode()))
    assert add(path, *collected(tmp_path / "saved.xml")).changed == 1
