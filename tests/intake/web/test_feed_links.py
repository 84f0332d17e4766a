"""Links in feeds that lead through other services, and times and titles of every version of RSS and Atom."""

from urllib.parse import quote

import pytest

from tests.support.feeds import ATOM, DUBLIN_CORE, only, read, rss
from whence.intake.inputs import ExternalMetadata
from whence.intake.urls import address_key, unwrap
from whence.intake.web.feeds import read_feed

# Addresses that lead to others.

TARGET = "https://post.example/harbour?day=4"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.google.com/url?rct=j&sa=t&url=https%3A%2F%2Fpost.example%2Fharbour%3Fday%3D4&ct=ga&usg=AOv",
        "https://www.google.co.uk/url?q=https://post.example/harbour%3Fday%3D4&sa=U",
        "http://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fpost.example%2fharbour%3fday%3d4&c=1",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fpost.example%2Fharbour%3Fday%3D4%23top&h=AT0",
        "https://duckduckgo.com/l/?uddg=https%3A%2F%2Fpost.example%2Fharbour%3Fday%3D4",
        "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fpost.example%2Fharbour%3Fday%3D4&data=05",
        "https://track.letters.example/c?id=4&url=https%3A%2F%2Fpost.example%2Fharbour%3Fday%3D4",
        "https://www.google.com/url?url=https%3A%2F%2Fx.example%2Fr%2Fout%3Fu%3D"
        + quote(quote(TARGET, safe=""), safe=""),
    ],
)
def test_an_address_that_passes_its_visitors_on_is_the_one_that_it_leads_to(address):
    assert unwrap(address) == TARGET
    assert address_key(address) == address_key(TARGET)
    assert only(read(rss(f"<link>{address.replace('&', '&amp;')}</link>"))).url == TARGET


@pytest.mark.parametrize(
    "address",
    [
        "https://post.example/share?url=https://other.example/quay",
        "https://post.example/url?url=https://post.example/quay",
        "https://www.google.com/url?url=/quay",
        "https://www.google.com/url?url=https://[quay",
        "https://www.google.com/url?url=https://a.example/&q=https://b.example/",
        "https://out.example/style?url=https://other.example/quay",
        "https://archive.example/2031/https://other.example/quay",
    ],
)
def test_any_other_address_stays_as_it_is(address):
    assert unwrap(address) == address


def test_a_service_that_sends_alerts_publishes_nothing_of_what_it_lists():
    link = "<link href='https://www.google.com/url?url=https://other.example/quay'/>"
    title = "<title type='html'>&lt;b&gt;Quay&lt;/b&gt; to open</title>"
    feed = read(f"<feed {ATOM}><title>Google Alert - quay</title><entry>{link}{title}</entry></feed>")
    assert only(feed).metadata == ExternalMetadata(headline="Quay to open")


def test_what_a_counter_of_readers_leads_to_is_told_beside_it():
    counter = 'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    link = "<link>http://feedproxy.example/~r/post/~3/4</link>"
    entry = f"{link}<feedburner:origLink>https://post.example/harbour</feedburner:origLink>"
    assert only(read(rss(entry, attributes=counter))).url == "https://post.example/harbour"


def test_addresses_in_a_file_are_relative_to_what_its_feed_gives_as_its_own():
    saved = rss("<link>/harbour</link>", head="<title>Post</title><link>https://post.example/</link>").encode()
    assert only(read_feed(saved, url="saved/rss.xml")).url == "https://post.example/harbour"
    saved = f"<feed {ATOM}><link href='https://post.example/'/><link rel='self' href='https://post.example/a/rss'/>"
    feed = read_feed(f"{saved}<entry><link href='harbour'/></entry></feed>".encode(), url="saved.xml")
    assert only(feed).url == "https://post.example/a/harbour"


# Other versions of Atom and RSS.


def test_an_atom_0_3_feed_is_read():
    feed = read(
        "<feed version='0.3' xmlns='http://purl.org/atom/ns#' xml:lang='de'><title>Ufer-Zeitung</title><entry>"
        "<link rel='alternate' type='text/html' href='/hafen'/><author><name>Li Wei</name></author>"
        "<title mode='escaped' type='text/html'>Hafen &amp;amp; &lt;i&gt;Kai&lt;/i&gt;</title>"
        "<issued>2031-03-04T09:30:00Z</issued><modified>2031-03-05T09:30:00Z</modified></entry></feed>"
    )
    assert only(feed).metadata == ExternalMetadata(
        headline="Hafen & Kai",
        publisher="Ufer-Zeitung",
        byline=("Li Wei",),
        published="2031-03-04T09:30:00Z",
        language="de",
    )
    assert only(feed).updated == "2031-03-05T09:30:00Z"


@pytest.mark.parametrize(
    ("times", "published", "updated"),
    [
        ("<dc:date>2031-03-01</dc:date>", "2031-03-01", "2031-03-01"),
        ("<pubDate>4 Mar 2031 09:30 GMT</pubDate><dc:date>2031-03-05</dc:date>", "2031-03-04T09:30:00Z", "2031-03-05"),
        ("<t:issued>2031-03-01</t:issued><t:modified>2031-03-02</t:modified>", "2031-03-01", "2031-03-02"),
        ("<pubDate> </pubDate><dc:date>2031-03-01</dc:date>", "2031-03-01", "2031-03-01"),
    ],
)  # fmt: skip
def test_times_are_told_by_rss_or_by_dublin_core(times, published, updated):
    entry = only(read(rss(f"<link>/a</link>{times}", attributes=f'{DUBLIN_CORE} xmlns:t="http://purl.org/dc/terms/"')))
    assert (entry.metadata.published, entry.updated) == (published, updated)


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("AT&amp;amp;T &lt;b&gt;cuts&lt;/b&gt; line", "AT&T cuts line"),
        ("<![CDATA[Tide&#8217;s out]]>", "Tide’s out"),
        ("3 &lt; 5 &amp; 6 &gt; 4", "3 < 5 & 6 > 4"),
    ],
)
def test_a_title_of_rss_is_markup_if_it_looks_so(title, headline):
    assert only(read(rss(f"<link>/a</link><title>{title}</title>"))).metadata.headline == headline


def test_links_are_completed_by_every_base_around_them():
    entry = "<entry xml:base='news/'><link xml:base='2031/' href='harbour'/></entry>"
    feed = read(f"<feed {ATOM} xml:base='https://post.example/'>{entry}</feed>")
    assert only(feed).url == "https://post.example/news/2031/harbour"
