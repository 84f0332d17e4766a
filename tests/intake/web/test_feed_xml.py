"""The sieve that feeds go through: broken ones are read as far as they go, hostile ones take neither time nor room."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import ReadError
from whence.intake.web.feed_xml import filter_feed, unpack
from whence.intake.web.feeds import read_feed

URL = "https://post.example/rss.xml"
ENTRY = "<item><link>/harbour</link></item>"
BROKEN = "it is not well-formed XML, so parts of it may be missing"


def read(text):
    return read_feed(text.encode(), url=URL)


def links(feed):
    return [entry.url.removeprefix("https://post.example") for entry in feed.entries]


def refusal(data):
    with pytest.raises(ReadError) as caught:
        read_feed(data, url=URL)
    return str(caught.value).removeprefix(f"{URL}: ")


# Broken documents.


def test_a_feed_that_is_cut_is_read_up_to_its_last_whole_entry():
    whole = "<rss><channel><title>Post</title><item><link>/harbour</link></item><item><link>/quay</link></item>"
    cut = read(f"{whole}<item><title>Tide</title><link>/tid")
    assert (links(cut), cut.title, cut.notes) == (["/harbour", "/quay"], "Post", (BROKEN,))
    assert links(read(f"{whole}<item><link>/tide</link></item></channel></rss>")) == ["/harbour", "/quay", "/tide"]


@given(st.integers(min_value=0))
def test_wherever_a_feed_is_cut_no_address_is_made_up(place):
    text = (
        "<?xml version='1.0'?><rss><channel><title>Post</title><item><link>/harbour?a=1&amp;b=2</link></item>"
        "<item><guid>https://post.example/quay</guid><link/></item></channel></rss>"
    )
    try:
        feed = read(text[: place % len(text)])
    except ReadError as error:
        assert "neither a feed nor a sitemap" in str(error) or "it is empty" in str(error)  # noqa: PT017
    else:
        assert links(feed) == ["/harbour?a=1&b=2", "/quay"][: len(feed.entries)]


def test_what_a_feed_forgot_to_escape_is_read_as_it_was_meant():
    feed = read(
        "<rss><channel><title>Fish & chips &eacute; &copy;&nbsp;2031 &tide; &#xD800; &#1;\x01 &lt;3</title>"
        "<item><link>/a?x=1&y=2&amp;z=3</link></item><item><link><![CDATA[/b?x=1&y=2]]></link></item></channel></rss>"
    )
    assert feed.title == "Fish & chips é © 2031 &tide; \ufffd <3"
    assert links(feed) == ["/a?x=1&y=2&z=3", "/b?x=1&y=2"]
    assert feed.notes == (BROKEN,)


def test_a_namespace_that_is_not_declared_is_understood_by_its_usual_prefix():
    feed = read(
        "<rss><channel><item><media:title>A crane</media:title><title>Harbour to close</title>"
        "<dc:creator>Ana Brandt</dc:creator><atom:link href='/harbour'/></item></channel></rss>"
    )
    assert links(feed) == ["/harbour"]
    assert feed.entries[0].metadata.headline == "Harbour to close"
    assert feed.entries[0].metadata.byline == ("Ana Brandt",)


def test_what_stands_before_and_after_a_feed_does_no_harm():
    feed = read(
        "\n\n<?xml version='1.0' encoding='utf-8'?>\n<?xml-stylesheet href='a.xsl'?><!-- made by <rss> -->\n"
        "<!DOCTYPE rss [ <!ELEMENT rss ANY> ]>\n<rss><channel><item><link>/a</link></item></channel></rss>\n"
        "<!-- served from a cache -->\n"
    )
    assert (links(feed), feed.notes) == (["/a"], ())
    assert links(read("<rss><channel><item><link>/a</link></item></channel></rss>Fatal error on line 4")) == ["/a"]


# Hostile documents.


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE rss [<!ENTITY a 'tide'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>",
        "<!DOCTYPE rss [<!ENTITY secret SYSTEM 'file:///etc/passwd'>]>",
        "<!-- a --><!DOCTYPE rss [\n<!entity % outside SYSTEM 'http://post.example/a.dtd'> %outside; ]>",
        "<!DOCTYPE rss [ <!ENTITY a ']>'> <!-- ]]> --> ]>",
    ],
)
def test_a_feed_that_declares_entities_is_refused(doctype):
    text = f"<?xml version='1.0'?>{doctype}<rss><channel><item><link>/a</link></item></channel></rss>"
    assert refusal(text.encode()) == (
        "it declares XML entities, which whence does not accept. Give the address of a feed or a sitemap."
    )


def test_no_trick_gets_an_entity_into_a_feed():
    hidden = "<!DOCTYPE rss [ <!-- ]> --> <!ENTITY secret SYSTEM 'file:///etc/passwd'> ]>"
    feed = "<rss><channel><title>&secret;</title><item><link>/a</link></item></channel></rss>"
    assert refusal((hidden + feed).encode()).startswith("it is neither a feed nor a sitemap.")
    assert read(f"<rss><!DOCTYPE rss [<!ENTITY secret 'tide'>]>{feed[5:]}").title in {None, "&secret;"}


def test_a_feed_that_is_packed_is_unpacked_once():
    text = b"<rss><channel><item><link>/a</link></item></channel></rss>"
    assert links(read_feed(gzip.compress(text), url=URL)) == ["/a"]
    members = gzip.compress(b"ti") + gzip.compress(b"de")
    assert [unpack(members + after, name="tide.gz") for after in (b"", bytes(9), b"more")] == [b"tide"] * 3
    assert refusal(gzip.compress(gzip.compress(text))) == (
        "it is a gzip archive, not a text. Give the address of a feed or a sitemap."
    )


@pytest.mark.parametrize(
    "data", [gzip.compress(b"<rss/>")[:-9], gzip.compress(b"<rss/>") * 2 + b"\x1f\x8b\x08", b"\x1f\x8b"]
)
def test_a_damaged_archive_is_told(data):
    assert refusal(data).startswith("its compressed data are damaged: ")
    assert refusal(data).endswith(". Get an undamaged copy of it.")


def test_a_feed_of_more_than_50_mb_is_refused_packed_or_not():
    reason = "it has more than 50 MB. Give the address of a smaller feed."
    assert refusal(b"<rss>" + b" " * 50_000_000) == reason
    assert refusal(gzip.compress(b"<rss>" + b" " * 300_000_000)) == reason


def test_of_very_many_entries_the_first_are_taken():
    items = "".join(f"<item><link>/{number}</link></item>" for number in range(10_001))
    feed = read(f"<rss><channel><title>Post</title>{items}</channel></rss>")
    assert (len(feed.entries), feed.entries[-1].url) == (10_000, "https://post.example/9999")
    assert feed.notes == ("only its first 10,000 entries were read",)
    whole = read(f"<rss><channel>{items.replace('<item><link>/10000</link></item>', '')}</channel></rss>")
    assert (len(whole.entries), whole.notes) == (10_000, ())


def test_of_a_very_long_list_the_first_50_000_are_taken():
    feed = read("".join(f"https://post.example/{number}\n" for number in range(50_001)))
    assert (len(feed.entries), feed.notes) == (50_000, ("only its first 50,000 entries were read",))


@pytest.mark.parametrize(
    "text",
    [
        f"<rss>{ENTRY}" + "<a>" * 1_000_000,
        "<rss " + " ".join(f'a{number}="1"' for number in range(200_000)) + f">{ENTRY}</rss>",
        "<rss " + " ".join(f'xmlns:a{number}="1"' for number in range(200_000)) + f">{ENTRY}</rss>",
        "<rss>" + "".join(f"<a{number}:b/>" for number in range(100_000)) + f"{ENTRY}</rss>",
        f"<rss>{ENTRY}" + "<![CDATA[" * 500_000 + "</rss>",
        f"<rss>{ENTRY}" + "<!--" * 500_000 + "</rss>",
        "<!-- -->" * 500_000 + f"<rss>{ENTRY}</rss>",
        "<rss><channel><title>" + "&tide " * 500_000 + f"</title></channel>{ENTRY}</rss>",
    ],
    ids=["depth", "attributes", "namespaces", "prefixes", "sections", "comments", "prolog", "ampersands"],
)
def test_a_feed_that_is_made_to_be_slow_is_read_all_the_same(text):
    feed = read(text)
    assert (feed.title, links(feed)) == (None, ["/harbour"])


def test_a_feed_of_very_many_elements_is_left_off():
    feed = read("<rss><channel><item><link>/a</link></item>" + "<a/>" * 1_000_000 + "<item><link>/b</link></item>")
    assert (links(feed), feed.notes) == (["/a"], ("only its first 1,000,000 elements were read",))


def test_names_of_any_length_take_no_time_worth_telling():
    author = f"<author>{'a' * 1900}</author>"
    item = f"<item><link>/a</link>{author * 20}</item>"
    assert links(read(f"<rss><channel>{item * 200}</channel></rss>")) == ["/a"]


def test_only_what_is_wanted_is_left():
    filtered = filter_feed(
        "<rss xmlns:a='http://www.w3.org/2005/Atom'><channel onclick='x'><item><description>The council</description>"
        "<title class='x'>Harbour <b>to</b> close</title><a:link href='/a' style='x'/><item><link>/b</link></item>"
        "</item></channel></rss>",
        name=URL,
        most={"rss": 9},
    )
    (channel,) = filtered.root
    (item,) = channel
    assert [(each.tag, each.text, dict(each.attrib)) for each in item] == [
        ("title", "Harbour to close", {}),
        ("{http://www.w3.org/2005/Atom}link", None, {"href": "/a"}),
    ]
