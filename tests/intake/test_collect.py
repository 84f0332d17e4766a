"""Whatever is named for an archive becomes inputs, each in its own way."""

import gzip
import json
from dataclasses import replace

import pytest

from tests.support.web_server import answer, asked, only_loopback, outside_world
from whence.errors import UsageError
from whence.intake.collect import Collector
from whence.intake.inputs import Input, Unchanged
from whence.intake.load import read_input
from whence.intake.web.visitor import Visitor
from whence.records.report import Rejected

REPORT = "Harbour to close\n\nThe council will shut the harbour, its mayor said."
PAGE = (
    b"<html><head><title>Harbour to close</title></head><body><article><h1>Harbour to close</h1>"
    b"<p>The council will shut the harbour, its mayor said.</p></article></body></html>"
)


@pytest.fixture(scope="module")
def outside():
    with outside_world() as world:
        world.put("/robots.txt", answer(status="404 Not Found"))
        yield world


def collected(*names, columns=None, choose=lambda given: given):
    with Visitor(pause_seconds=0, is_allowed=only_loopback) as visitor:
        return list(Collector(visitor=visitor, columns=columns or {}, choose=choose).collect(map(str, names)))


def texts(items):
    return [read_input(item).text for item in items]


def test_a_folder_gives_reports_pages_and_tables_alike(tmp_path):
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.html").write_bytes(PAGE)
    (tmp_path / "c.jsonl").write_text(json.dumps({"title": "Harbour to close", "text": "The council met."}) + "\n")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    items = collected(tmp_path)
    assert [item.name.rpartition("/")[2] for item in items] == ["a.txt", "b.html", "c.jsonl#1"]
    assert texts(items) == [REPORT, REPORT, "Harbour to close\n\nThe council met."]


def test_patterns_stand_for_the_files_that_they_fit(tmp_path):
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text(REPORT)
    assert [item.name for item in collected(tmp_path / "*.txt")] == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]


def test_a_pattern_that_fits_nothing_is_told_of(tmp_path):
    (item,) = collected(tmp_path / "*.txt")
    assert item == Rejected(input=str(tmp_path / "*.txt"), reason="no file matches this pattern. Check the pattern.")


def test_a_file_whose_name_looks_like_a_pattern_is_read(tmp_path):
    (tmp_path / "a[1].txt").write_text(REPORT)
    assert texts(collected(tmp_path / "a[1].txt")) == [REPORT]


def test_columns_reach_the_table(tmp_path):
    (tmp_path / "a.csv").write_text("wording,when\nThe council met.,2031-03-04\n")
    (item,) = collected(tmp_path / "a.csv", columns={"text": "wording", "published": "when"})
    assert (item.data, item.metadata.published) == (b"The council met.", "2031-03-04")


def test_a_column_that_is_not_there_ends_it(tmp_path):
    (tmp_path / "a.csv").write_text("wording\nThe council met.\n")
    with pytest.raises(UsageError):
        collected(tmp_path / "a.csv", columns={"text": "prose"})


def test_a_table_without_reports_is_told_of_and_the_rest_goes_on(tmp_path):
    (tmp_path / "a.csv").write_text("name,size\nquay,12\n")
    (tmp_path / "b.txt").write_text(REPORT)
    refused, read = collected(tmp_path)
    assert "no column has a usual name for the text" in refused.reason
    assert read.name.endswith("b.txt")


def test_a_list_of_addresses_is_asked_for_each(outside, tmp_path):
    addresses = [outside.put(path, answer(PAGE)) for path in ("/one", "/two")]
    (tmp_path / "list.txt").write_text("# ports\n" + "\n".join(addresses) + "\n")
    items = collected(tmp_path / "list.txt")
    assert [item.url for item in items] == addresses
    assert texts(items) == [REPORT, REPORT]


def test_the_address_of_a_page_is_asked_once(outside):
    address = outside.put("/page", answer(PAGE, ETag='"one"'))
    (item,) = collected(address)
    assert (item.name, item.url, item.etag) == (address, address, '"one"')
    assert asked(outside).count("/page") == 1


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
def test_the_address_of_a_sitemap_leads_to_its_pages(outside, pack):
    where = outside.put("/harbour", answer(PAGE))
    body = pack(f"<urlset><url><loc>{where}</loc></url></urlset>".encode())
    items = collected(outside.put("/map.xml", answer(body, content_type="application/octet-stream")))
    assert [item.url for item in items] == [where]


def test_a_feed_saved_as_a_file_leads_to_its_pages(outside, tmp_path):
    where = outside.put("/harbour", answer(PAGE))
    (tmp_path / "feed.xml").write_text(f"<rss><channel><item><link>{where}</link></item></channel></rss>")
    (item,) = collected(tmp_path / "feed.xml")
    assert item.url == where


RSS = "<rss><channel><item><link>WHERE</link></item></channel></rss>"
FEEDS = {
    "a comment at its top": f"<!-- Ports -->\n{RSS}",
    "a long comment at its top": "<!-- " + "Ports. " * 5000 + f"-->{RSS}",
    "a style of its own": f"<?xml-stylesheet href='a.xsl'?>\n{RSS}",
    "a declaration and a comment": f"<?xml version='1.0'?>\n<!-- <html> -->{RSS}",
    "a DOCTYPE": f"<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'r.dtd'>{RSS}",
    "a byte order mark": f"\ufeff{RSS}",
    "blanks at its top": f" \r\n\n{RSS}",
    "capital letters": RSS.replace("rss", "RSS"),
    "a prefix": "<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>"
    "<atom:entry><atom:link href='WHERE'/></atom:entry></atom:feed>",
    "RDF": "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
    "<item><link>WHERE</link></item></rdf:RDF>",
    "tags in CDATA": RSS.replace("</item>", "<description><![CDATA[<p>A</p><p>B</p>]]></description></item>"),
    "a sitemap with a comment": "<!-- Ports --><urlset><url><loc>WHERE</loc></url></urlset>",
}


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS.keys())
def test_a_feed_is_known_by_its_root_wherever_it_comes_from(outside, tmp_path, feed):
    where = outside.put("/harbour", answer(PAGE))
    written = feed.replace("WHERE", where)
    address = outside.put("/feed", answer(written.encode(), content_type="text/html; charset=utf-8"))
    (tmp_path / "feed.xml").write_text(written)
    (tmp_path / "saved.html").write_text(written)
    (tmp_path / "wide.xml").write_text(written, encoding="utf-16")
    for name in (address, *(tmp_path / each for each in ("feed.xml", "saved.html", "wide.xml"))):
        assert [item.url for item in collected(name)] == [where]


@pytest.mark.parametrize(
    "start",
    ["<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x.dtd'>\n", "<!-- <rss> -->"],
)
def test_a_page_in_xhtml_stays_a_page(outside, tmp_path, start):
    address = outside.put("/page.xml", answer(start.encode() + PAGE, content_type="application/xhtml+xml"))
    (tmp_path / "page.xml").write_bytes(start.encode() + PAGE)
    assert texts(collected(address)) == texts(collected(tmp_path / "page.xml")) == [REPORT]


def test_a_json_feed_is_known_by_its_version_whatever_tags_its_texts_hold(outside, tmp_path):
    where = outside.put("/harbour", answer(PAGE))
    item = {"url": where, "content_html": "<p>Tide.</p><p>Rain.</p>"}
    written = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item]})
    for name in ("feed.json", "saved.txt"):
        (tmp_path / name).write_text(written)
        assert [item.url for item in collected(tmp_path / name)] == [where]
    served = answer(written.encode(), content_type="application/feed+json")
    assert [item.url for item in collected(outside.put("/feed.json", served))] == [where]


def test_two_feeds_that_lead_to_one_page_ask_for_it_once(outside, tmp_path):
    where = outside.put("/shared", answer(PAGE))
    for name in ("one.rss", "two.rss"):
        (tmp_path / name).write_text(f"<rss><channel><item><link>{where}</link></item></channel></rss>")
    assert len(collected(tmp_path / "one.rss", tmp_path / "two.rss")) == 1


def test_an_index_of_sitemaps_that_leads_to_itself_comes_to_an_end(outside):
    address = outside.address + "/index.xml"
    body = f"<sitemapindex><sitemap><loc>{address}</loc></sitemap></sitemapindex>".encode()
    outside.put("/index.xml", answer(body, content_type="application/xml"))
    (item,) = collected(address)
    assert item.reason.startswith("it is a sitemap index within another, which is not read.")


def test_what_need_not_be_asked_is_not(outside):
    address = outside.put("/known", answer(PAGE))
    (item,) = collected(address, choose=lambda _: None)
    assert item == Unchanged(input=Input(name=address))
    assert "/known" not in asked(outside)


def test_a_page_that_is_as_it_was_is_told_apart(outside):
    address = outside.put("/same", answer(status="304 Not Modified"))
    (item,) = collected(address, choose=lambda given: replace(given, etag='"one"'))
    assert isinstance(item, Unchanged)
    assert item.input.fetched


def test_an_address_that_fails_is_told_of_and_the_rest_goes_on(outside, tmp_path):
    (tmp_path / "a.txt").write_text(REPORT)
    refused, read = collected(outside.put("/gone", answer(status="410 Gone")), tmp_path / "a.txt")
    assert refused.reason == "it answers 410 (Gone). Check the address."
    assert read.name == str(tmp_path / "a.txt")


def test_a_json_file_that_is_no_feed_is_told_of(tmp_path):
    (tmp_path / "a.json").write_text('[{"tide": 4}]')
    (item,) = collected(tmp_path / "a.json")
    assert isinstance(item, Rejected)


def test_each_input_tells_how_far_it_is(tmp_path):
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "b.csv").write_text("text\n" + "The council met.\n" * 50)
    shares = [item.done for item in collected(tmp_path / "a.txt", tmp_path / "b.csv")]
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.2
    assert shares[-1] == pytest.approx(1)
