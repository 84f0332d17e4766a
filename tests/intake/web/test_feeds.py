"""Feeds, sitemaps and lists of addresses: what is told of each report, and what is not believed."""

import json

import pytest

from tests.support.feeds import ATOM, DUBLIN_CORE, URL, only, read, rss
from whence.errors import ReadError
from whence.intake.inputs import ExternalMetadata
from whence.intake.web.address_list import looks_like_address_list, read_address_list


def refusal(text, **how):
    with pytest.raises(ReadError) as caught:
        read(text, **how)
    assert caught.value.args[0] == URL
    return str(caught.value).removeprefix(f"{URL}: ")


# Kinds of feeds.


def test_an_rss_feed_tells_headline_outlet_names_time_and_language():
    feed = read(
        rss(
            "<title>Harbour to close</title><link>https://post.example/harbour?day=4&amp;page=2</link>"
            "<guid isPermaLink='false'>77</guid><author>desk@post.example (Ana Brandt)</author>"
            "<pubDate>Tue, 04 Mar 2031 09:30:00 +0100</pubDate><description>The council met.</description>",
            head="<title>The Tidewater Post</title><link>https://post.example</link><language>en-gb</language>"
            "<image><title>A logo</title><url>logo.png</url></image>",
        )
    )
    assert (feed.kind, feed.title, feed.notes) == ("feed", "The Tidewater Post", ())
    assert only(feed).url == "https://post.example/harbour?day=4&page=2"
    assert only(feed).metadata == ExternalMetadata(
        headline="Harbour to close",
        publisher="The Tidewater Post",
        byline=("Ana Brandt",),
        published="2031-03-04T09:30:00+01:00",
        language="en",
    )
    assert only(feed).updated is None


def test_rss_1_lists_its_items_beside_its_channel():
    feed = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        f"{DUBLIN_CORE}><channel rdf:about='x'><title>Ufer-Zeitung</title><dc:language>de</dc:language></channel>"
        "<item rdf:about='https://post.example/hafen'><title>Der Hafen schließt</title>"
        "<link>https://post.example/hafen</link><dc:creator>Li Wei</dc:creator>"
        "<dc:date>2031-03-04T09:30Z</dc:date></item></rdf:RDF>"
    )
    assert only(feed).url == "https://post.example/hafen"
    assert only(feed).metadata == ExternalMetadata(
        headline="Der Hafen schließt",
        publisher="Ufer-Zeitung",
        byline=("Li Wei",),
        published="2031-03-04T09:30:00Z",
        language="de",
    )


def test_an_rss_0_91_feed_with_its_doctype_is_read():
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/publish/rss-0.91.dtd">'
    feed = read(
        f'<?xml version="1.0"?>{doctype}<rss version="0.91"><channel><item><link>/a</link></item></channel></rss>'
    )
    assert only(feed).url == "https://post.example/a"


def test_an_atom_feed_tells_which_link_is_the_report():
    feed = read(
        f'<feed {ATOM} xml:base="https://post.example/news/"><title type="html">Tide &amp;amp; Post</title>'
        "<author><name>The Whole Desk</name></author><entry xml:lang='ko'>"
        '<link rel="self" href="harbour.atom"/><link rel="alternate" href="harbour?a=1&amp;b=2#top"/>'
        '<link rel="enclosure" href="harbour.mp3"/><id>tag:post.example,2031:4</id>'
        "<published>2031-03-04T09:30:00Z</published><updated>2031-03-04T18:00:00Z</updated>"
        '<title type="html">&lt;i&gt;Harbour&lt;/i&gt;, to &amp;quot;close&amp;quot;</title>'
        "<author><name>Ana Brandt</name><email>ana@post.example</email></author><author><name>Li Wei</name></author>"
        "</entry></feed>"
    )
    assert feed.title == "Tide & Post"
    assert only(feed).url == "https://post.example/news/harbour?a=1&b=2"
    assert only(feed).metadata == ExternalMetadata(
        headline='Harbour, to "close"',
        publisher="Tide & Post",
        byline=("Ana Brandt", "Li Wei"),
        published="2031-03-04T09:30:00Z",
        language="ko",
    )
    assert only(feed).updated == "2031-03-04T18:00:00Z"


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("<title>Fish &amp;amp; chips</title>", "Fish &amp; chips"),
        ('<title type="html">Fish &amp;amp; chips&lt;br/&gt;dearer</title>', "Fish & chips dearer"),
        ('<title type="html"><![CDATA[Fish <b>&</b> chips]]></title>', "Fish & chips"),
        ('<title type="xhtml"><p xmlns="http://www.w3.org/1999/xhtml">Fish <b>&amp;</b> &lt;</p></title>', "Fish & <"),
        ("<title>\n Fish\n chips </title>", "Fish chips"),
        (f"<title>{'x' * 301}</title>", None),
        ("<title/>", None),
    ],
)  # fmt: skip
def test_a_headline_is_told_without_its_markup(title, headline):
    assert only(read(f"<feed {ATOM}><entry>{title}<link href='/a'/></entry></feed>")).metadata.headline == headline


def test_of_an_atom_entry_that_is_unchanged_the_only_time_is_that_of_its_publication():
    feed = read(f"<feed {ATOM}><entry><link href='/a'/><updated>2031-03-04</updated></entry></feed>")
    assert only(feed).metadata.published == "2031-03-04"


@pytest.mark.parametrize("version", ["https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"])
def test_a_json_feed_tells_the_same(version):
    item = {
        "id": 4,
        "url": "/harbour",
        "title": "Harbour to close",
        "authors": [{"name": "Ana Brandt"}, {"url": "https://post.example/li"}, "desk"],
        "author": {"name": "Li Wei"},
        "date_published": "2031-03-04T09:30:00Z",
        "date_modified": "2031-03-05T09:30:00Z",
    }
    others = [{"id": "https://post.example/quay", "title": {}}, {"external_url": "https://other.example/"}, {}, "tide"]
    feed = read(json.dumps({"version": version, "title": "Post", "language": "en-US", "items": [item, *others]}))
    assert [entry.url for entry in feed.entries] == [
        "https://post.example/harbour",
        "https://post.example/quay",
        "https://other.example/",
    ]
    assert feed.entries[0].metadata == ExternalMetadata(
        headline="Harbour to close",
        publisher="Post",
        byline=("Ana Brandt", "Li Wei"),
        published="2031-03-04T09:30:00Z",
        language="en",
    )
    assert feed.entries[0].updated == "2031-03-05T09:30:00Z"
    assert feed.notes == ("1 entry without an address skipped",)


def test_a_sitemap_of_news_tells_outlet_and_time_and_pictures_in_it_tell_nothing():
    feed = read(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url>'
        "<loc>https://post.example/harbour</loc><lastmod>2031-03-05</lastmod><news:news><news:publication>"
        "<news:name>The Tidewater Post</news:name><news:language>zh-tw</news:language></news:publication>"
        "<news:publication_date>2031-03-04T09:30+08:00</news:publication_date><news:title>港口关闭</news:title>"
        "</news:news><image:image><image:loc>a.png</image:loc><image:title>A crane</image:title></image:image></url>"
        "<url><loc>https://post.example/quay</loc></url></urlset>"
    )
    assert (feed.kind, feed.title, feed.notes) == ("sitemap", None, ())
    first, second = feed.entries
    assert (first.url, first.updated) == ("https://post.example/harbour", "2031-03-05")
    assert first.metadata == ExternalMetadata(
        headline="港口关闭", publisher="The Tidewater Post", published="2031-03-04T09:30:00+08:00", language="zh"
    )
    assert (second.url, second.metadata, second.updated) == ("https://post.example/quay", ExternalMetadata(), None)


def test_a_sitemap_index_leads_to_further_sitemaps():
    feed = read(
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>'
        "<loc>https://post.example/march.xml.gz</loc><lastmod>2031-03-01</lastmod></sitemap></sitemapindex>"
    )
    assert feed.kind == "sitemap index"
    assert (only(feed).url, only(feed).updated) == ("https://post.example/march.xml.gz", "2031-03-01")


def test_a_sitemap_may_be_a_bare_list():
    feed = read("\ufeffhttps://post.example/harbour\r\n\r\n# Ports\r\nhttps://post.example/quay\r\n")
    assert feed.kind == "sitemap"
    assert [entry.url for entry in feed.entries] == ["https://post.example/harbour", "https://post.example/quay"]


# What is told badly.


@pytest.mark.parametrize(
    ("source", "publisher"),
    [
        ("<source url='https://wire.example/rss'>Harbour Wire</source>", "Harbour Wire"),
        ("<dc:source>An archive</dc:source>", "The Tidewater Post"),
        ("", "The Tidewater Post"),
    ],
)
def test_the_outlet_is_the_feeds_own_unless_the_entry_names_its_source(source, publisher):
    assert only(read(rss(f"<link>/a</link>{source}"))).metadata.publisher == publisher


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("<dc:creator>By Ana Brandt and Li Wei</dc:creator>", ("Ana Brandt", "Li Wei")),
        ("<dc:creator>Ana Brandt</dc:creator><dc:creator>Li Wei</dc:creator>", ("Ana Brandt", "Li Wei")),
        ("<author>desk@post.example</author>", ()),
        ("<dc:creator>The Tidewater Post</dc:creator>", ()),
        ("<itunes:author xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'>Ana Brandt</itunes:author>", ()),
        (f"<dc:creator>{'Ana Brandt, ' * 200}</dc:creator>", ()),
    ],
)
def test_names_are_told_from_what_is_none(author, names):
    assert only(read(rss(f"<link>/a</link>{author}"))).metadata.byline == names


@pytest.mark.parametrize(
    ("entry", "address"),
    [
        ("<link>\n /harbour \n</link>", "https://post.example/harbour"),
        ("<link><![CDATA[?a=1&b=2]]></link>", "https://post.example/feeds/rss.xml?a=1&b=2"),
        ("<link/><guid>https://post.example/harbour</guid>", "https://post.example/harbour"),
        ("<guid isPermaLink='false'>https://post.example/harbour</guid>", "https://post.example/harbour"),
        ("<link>https://post.example/порт#top</link>", "https://post.example/порт"),
    ],
)
def test_an_entry_is_where_its_link_leads_or_else_its_guid(entry, address):
    feed = read(rss(entry))
    assert (only(feed).url, feed.notes) == (address, ())


@pytest.mark.parametrize(
    "entry",
    [
        "<title>Harbour to close</title>",
        "<guid>harbour-4</guid>",
        "<guid isPermaLink='true'>/harbour</guid>",
        "<link>javascript:alert(1)</link>",
        "<link>file:///etc/passwd</link>",
        "<link>http://[::1</link>",
        f"<link>https://post.example/{'x' * 2000}</link>",
    ],
)
def test_an_entry_that_is_nowhere_is_left_out_and_told(entry):
    feed = read(rss(entry, "<link>/quay</link>", "<title>Tide</title>"))
    assert only(feed).url == "https://post.example/quay"
    assert feed.notes == ("2 entries without an address skipped",)


def test_the_same_address_is_listed_once():
    first = "<link>https://post.example/harbour?utm_source=rss</link><title>Harbour to close</title>"
    feed = read(rss(first, "<link>http://www.post.example/harbour/#top</link><title>Port to shut</title>"))
    assert only(feed).metadata.headline == "Harbour to close"


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Wed, 05 Mar 2031 12:00:00 GMT", "2031-03-05T12:00:00Z"),
        ("Fri, 07 Mar 2031 12:00:00 GMT", "2031-03-07T12:00:00Z"),
        ("Tue, 04 Mar 2031 09:30:00 EST", "2031-03-04T09:30:00-05:00"),
        ("2031-03-04", "2031-03-04"),
        ("2031/03/04 09:30:00", "2031-03-04T09:30:00"),
        ("2031-márc-4T9:30+01:00", None),
        ("2031-03", None),
        ("", None),
        ("yesterday", None),
        ("Tue, 31 Feb 2031 09:30:00 GMT", None),
        ("Mon, 01 Jan 0001 00:00:00 GMT", None),
    ],
)
def test_a_date_is_told_as_precisely_as_it_is_given(date, published):
    feed = read(rss(f"<link>/a</link><pubDate>{date}</pubDate>"))
    assert (only(feed).metadata.published, feed.notes) == (published, ())


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("Fri, 07 Mar 2031 12:00:01 GMT", "2031-03-07T12:00:01Z"),
        ("Fri, 01 Jan 2090 00:00:00 GMT", "2090-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59-12:00"),
    ],
)
def test_a_date_in_the_future_is_not_believed(date, told):
    feed = read(rss(f"<link>/a</link><pubDate>{date}</pubDate>", "<link>/b</link>"))
    assert [entry.metadata.published for entry in feed.entries] == [None, None]
    assert feed.notes == (f"1 entry dated in the future ({told}): the date was ignored",)


def test_an_entry_cannot_have_changed_in_the_future():
    times = "<published>2031-03-04</published><updated>2090-01-01</updated>"
    feed = read(f"<feed {ATOM}><entry><link href='/a'/>{times}</entry></feed>")
    assert (only(feed).metadata.published, only(feed).updated) == ("2031-03-04", None)


def test_what_describes_a_picture_or_a_podcast_does_not_describe_the_report():
    media = "<media:title xmlns:media='http://search.yahoo.com/mrss/'>A crane</media:title>"
    assert only(read(rss(f"{media}<title>Harbour to close</title><link>/a</link>{media}"))).metadata.headline == (
        "Harbour to close"
    )


# What is no feed.


def test_a_web_page_is_told_and_its_feed_named():
    page = (
        "<!DOCTYPE html><html><head><title>The Tidewater Post</title>"
        '<link rel="stylesheet" href="a.css"><link rel="alternate" hreflang="de" href="/de/">'
        '<link rel="alternate" type="application/rss+xml" href="/all.xml">'
        '<link rel="alternate" type="application/atom+xml" href="/atom.xml"></head><body><p>Harbour to close'
    )
    assert refusal(page) == (
        "it is a web page, not a feed. Give the address of its feed, https://post.example/all.xml."
    )
    assert refusal("<!-- x --><html><body><p>Harbour to close") == (
        "it is a web page, not a feed. Give the address of its feed."
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty. "),
        ("Harbour to close", "it is neither a feed nor a sitemap. "),
        ("<opml><body><outline xmlUrl='x'/></body></opml>", "it is neither a feed nor a sitemap. "),
        ('{"items": []}', "it is JSON, but not a JSON Feed. "),
        ('{"version": "https://jsonfeed.org/version/1"}', "it is JSON, but not a JSON Feed. "),
        (b"\x89PNG\r\n\x1a\n", "it is a PNG image, not a text. "),
    ],
)
def test_what_is_neither_feed_nor_sitemap_is_refused(text, reason):
    assert refusal(text) == reason + "Give the address of a feed or a sitemap."


@pytest.mark.parametrize("text", ['{"version"', '{"a":' + "[" * 100_000, '{"a": ' + "1" * 5000 + "}"])
def test_damaged_json_is_refused(text):
    assert refusal(text).startswith(("it is not valid JSON: ", "a number in it is too long. "))


def test_json_of_a_million_brackets_is_not_read():
    reason = "it has more than 1,000,000 brackets. Give the address of a smaller feed."
    assert refusal('{"items": [' + "{}," * 1_000_000 + "{}]}") == reason


# Lists of addresses.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://post.example/a\nHTTP://post.example/b", True),
        ("# Ports\n\n  https://post.example/a  \n", True),
        ("https://post.example/a and more", False),
        ("https://post.example/a\nharbour", False),
        ("ftp://post.example/a", False),
        ("https://", False),
        ("# nothing", False),
        ("", False),
    ],
)
def test_a_list_of_addresses_holds_nothing_else(text, expected):
    assert looks_like_address_list(text) == expected


def test_a_list_is_read_in_its_order_and_each_address_once():
    text = "\ufeffhttps://post.example/b\r\n#https://post.example/c\nhttps://post.example/a\n\nhttps://post.example/b"
    assert read_address_list(text) == ["https://post.example/b", "https://post.example/a"]
