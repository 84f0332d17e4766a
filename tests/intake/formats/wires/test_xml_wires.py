"""Wires in XML: NITF, NewsML 1 and G2, RCV1, with the forms that agencies give them."""

import pytest

from tests.support.samples.wires import (
    BYLINE,
    HEADLINE,
    MARKUP,
    PARAGRAPHS,
    message,
    news_item,
    newsml_1,
    nitf,
    rcv1,
)
from whence.intake.formats.form import Document
from whence.intake.forms import read_document, tell_form
from whence.intake.load import read_input
from whence.records.report import Rejected

TEXT = "\n\n".join(PARAGRAPHS)


def read(data, name="wire.xml"):
    data = data.encode() if isinstance(data, str) else data
    return list(read_document(Document(name, data)))


def report(data):
    (given,) = read(data)
    return read_input(given)


def body(made):
    return made.text[made.headline_end :].strip() if made.headline else made.text


@pytest.mark.parametrize(
    ("data", "form", "publisher"),
    [
        (nitf(), "NITF", "The Tidewater Post"),
        (news_item(), "NewsML-G2", "Tidewater News"),
        (message(news_item(nitf())), "NewsML-G2", "Tidewater News"),
        (newsml_1(), "NewsML 1", "Tidewater News"),
        (newsml_1(MARKUP), "NewsML 1", "Tidewater News"),
    ],
)
def test_an_item_gives_headline_outlet_writers_time_and_the_text_alone(data, form, publisher):
    data = data.encode() if isinstance(data, str) else data
    assert tell_form(Document("wire.xml", data)).name == form
    made = report(data)
    assert (made.headline, made.publisher, made.byline) == (HEADLINE, publisher, ("Ana Brandt",))
    assert (made.published, made.language) == ("2031-03-04T09:30:00Z", "en")
    assert body(made) == TEXT


def test_an_item_of_rcv1_has_the_day_of_its_publication():
    made = report(rcv1())
    assert (made.headline, made.publisher, made.byline) == (HEADLINE, "The Tidewater Post", ("Ana Brandt",))
    assert made.published == "2031-03-04"
    assert body(made) == TEXT


def test_every_item_of_a_message_is_a_report():
    found = read(message(news_item(), news_item(number=2, headline="Tide late"), news_item(number=3)))
    assert [each.metadata.headline for each in found] == [HEADLINE, "Tide late", HEADLINE]
    assert [each.name for each in found] == ["wire.xml#1", "wire.xml#2", "wire.xml#3"]
    assert len({each.address for each in found}) == 3


def test_items_inside_another_kind_of_file_are_found():
    feed = f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><entry>{nitf()}</entry></feed>"
    assert tell_form(Document("wire.xml", feed.encode())).name == "NITF"
    assert body(report(feed)) == TEXT


def test_what_is_no_text_is_told_with_what_it_is():
    picture = news_item("", number=2).replace("ninat:text", "ninat:picture")
    elsewhere = news_item("").replace("<inlineXML></inlineXML>", "<remoteContent href='harbour.html'/>")
    package = '<packageItem guid="urn:1"><groupSet root="g"/></packageItem>'
    assert [each.reason for each in read(message(picture, elsewhere, package))] == [
        "it is an item of the class picture, not a text. Add the items that are texts.",
        "its text is not in it but in another file, harbour.html. Add that file.",
        "it is a packageItem, which lists other items and is no report. Add those items.",
    ]


def test_lines_of_a_fixed_width_in_one_paragraph_are_parted_at_their_indents():
    set_lines = (
        "<html><body><p>(Adds quotation)\n\n    March 4 (TWN) - The council will close the\nharbour, its mayor said.\n"
        "    Dock workers were told\nby letter.\n\n (Reporting by Ana Brandt)</p></body></html>"
    )
    assert body(report(news_item(set_lines))).split("\n\n") == [
        "(Adds quotation)",
        "March 4 (TWN) - The council will close the harbour, its mayor said.",
        "Dock workers were told by letter.",
        "(Reporting by Ana Brandt)",
    ]


def test_lines_that_are_only_indented_as_xml_is_stay_one_paragraph():
    pretty = "<p>The council will close\n          the harbour, its mayor\n          said.\n        </p>"
    assert body(report(nitf(pretty))) == "The council will close the harbour, its mayor said."


@pytest.mark.parametrize(
    "content",
    [
        "<![CDATA[\n<p>\n   (TWN) - The council met.</p><p>Tide late.</p>]]>",
        "&lt;p&gt;(TWN) - The council met.&lt;/p&gt;&lt;p&gt;Tide late.&lt;/p&gt;",
        "<p>(TWN) - The council met.</p><p>Tide late.</p>",
    ],
)
def test_markup_that_is_written_as_text_is_markup(content):
    assert body(report(nitf(content))) == "(TWN) - The council met.\n\nTide late."
    assert body(report(news_item(content))) == "(TWN) - The council met.\n\nTide late."


def test_inline_data_may_be_plain_text_and_data_of_other_encodings_is_none():
    plain = (
        news_item()
        .replace("inlineXML", "inlineData")
        .replace(news_item().partition("<inlineXML>")[2].partition("</inlineXML>")[0], "The council met.\n\nTide late.")
    )
    assert body(report(plain)) == "The council met.\n\nTide late."
    (refused,) = read(plain.replace("<inlineData>", "<inlineData encoding='base64'>"))
    assert isinstance(refused, Rejected)


def test_what_frames_the_text_in_an_agencys_html_is_left_out():
    framed = (
        f"<html><body><header><ul><li>Ports</li></ul><h1>{HEADLINE}</h1><p>{BYLINE}</p></header>"
        f"<section class='main'>{MARKUP}</section>"
        "<section class='notepad'><p>Contacts: +00 30 0000</p></section></body></html>"
    )
    assert body(report(news_item(framed))) == TEXT


def test_a_headline_and_a_byline_above_the_text_are_no_part_of_it_and_neither_are_initials_below():
    assert body(report(nitf(f"<p>{HEADLINE}</p><p>{BYLINE}</p>{MARKUP}<p>ab/lw</p>"))) == TEXT


def test_captions_of_pictures_are_no_part_of_the_text():
    media = "<media><media-reference/><media-caption><p>The quay of Tidewater.</p></media-caption></media>"
    assert body(report(nitf(MARKUP + media))) == TEXT


def test_a_block_that_repeats_the_lead_counts_once():
    lead = f'<block class="lead_paragraph"><p>{PARAGRAPHS[0]}</p></block><block class="full_text">{MARKUP}</block>'
    assert body(report(nitf(lead))) == TEXT
    two = f"<block><p>{PARAGRAPHS[0]}</p></block><block><p>{PARAGRAPHS[1]}</p></block>"
    assert body(report(nitf(two))) == "\n\n".join(PARAGRAPHS[:2])


def test_an_archive_of_a_newspaper_has_the_name_of_the_newspaper_its_day_and_its_address():
    pubdata = (
        '<pubdata name="The Harbour Times" date.publication="20310304T000000" ex-ref="http://times.example/q?n=1"/>'
    )
    made = report(nitf().replace("</head>", f"{pubdata}</head>").replace("20310304T093000Z", ""))
    assert (made.publisher, made.published, made.url) == (
        "The Harbour Times",
        "2031-03-04",
        "http://times.example/q?n=1",
    )


def test_a_name_turned_round_for_an_index_and_initials_are_no_writers():
    turned = "<byline class='normalized_byline'>Van Der Berg, Ana Maria</byline>"
    assert report(nitf().replace("<byline>", f"{turned}<byline>")).byline == ("Ana Brandt",)
    assert report(nitf().replace(BYLINE, "ab/lw")).byline == ()


def test_creators_that_may_be_organisations_are_no_writers():
    item = news_item().replace(f"<by>{BYLINE}</by>", "<creator><name>Quay Wire</name></creator>")
    assert report(item).byline == ()
    person = item.replace("<creator>", "<creator type='cpnat:person'>").replace("Quay Wire", "Li Wei")
    assert report(person).byline == ("Li Wei",)


def test_the_outlet_is_no_host_and_no_company_if_the_agency_names_itself():
    item = (
        news_item()
        .replace("<catalogRef/>", "")
        .replace("<itemMeta>", "<rightsInfo><copyrightHolder literal='Tidewater Holdings'/></rightsInfo><itemMeta>")
    )
    assert report(item).publisher == "Tidewater News"
    without = item.replace("<infoSource role='cRole:origProv' literal='Tidewater News'/>", "")
    assert report(without.replace("</contentMeta>", "<creditline>TWN–</creditline></contentMeta>")).publisher == "TWN"
    assert report(without).publisher == "Tidewater Holdings"


def test_a_line_below_the_headline_is_not_the_headline():
    item = news_item().replace("<headline>", "<headline role='hld:subHeadline'>Nine people</headline><headline>")
    assert report(item).headline == HEADLINE


def test_the_longest_text_of_an_item_with_pictures_and_alternatives_is_the_report():
    caption = "<ContentItem><MediaType FormalName='Text'/><DataContent><p>A quay.</p></DataContent></ContentItem>"
    data = newsml_1().replace(
        "<ContentItem><MediaType FormalName='Photo'/>", f"{caption}<ContentItem><MediaType FormalName='Photo'/>"
    )
    made = report(data)
    assert (made.headline, body(made)) == (HEADLINE, TEXT)


def test_a_canonical_address_is_the_reports():
    link = "<link rel='irel:canonical' href='https://post.example/2031/harbour'/>"
    assert report(news_item(meta=link)).url == "https://post.example/2031/harbour"


def test_fields_of_the_wire_are_notes():
    notes = report(
        news_item(version=3, meta="<edNote>Adds quotation.</edNote><embargoed>2031-03-05T06:00:00Z</embargoed>")
    ).notes
    assert notes == (
        "the agency put it under embargo until 2031-03-05T06:00:00Z",
        "for editors: Adds quotation",
        "fields of the wire: slug Tidewater-Harbour; version 3; urgency 4",
    )


@pytest.mark.parametrize(
    ("meta", "note"),
    [
        ("<signal qcode='sig:update'/>", "the agency marks it as an update"),
        ("<signal qcode='sig:correction'/>", "the agency marks it as a correction"),
        ("<edNote>CORRECTS day in third paragraph</edNote>", "the agency marks it as a correction"),
    ],
)
def test_marks_of_updates_and_corrections_are_notes(meta, note):
    assert report(news_item(meta=meta)).notes[0] == note


def test_a_headline_that_tells_of_updates_and_corrections_is_no_mark_and_a_label_is_one():
    assert "update" not in report(news_item(headline="Council updates its correction of the plan")).notes[0]
    assert report(news_item(headline="CORRECTED-Harbour to close")).notes[0] == "the agency marks it as a correction"


def test_a_line_to_editors_is_a_note():
    line = "<NewsLine><NewsLineType FormalName='AdvisoryLine'/><NewsLineText>CORRECTS day</NewsLineText></NewsLine>"
    assert report(newsml_1(lines=line)).notes[:2] == (
        "the agency marks it as a correction",
        "for editors: CORRECTS day",
    )


@pytest.mark.parametrize(
    "data",
    [
        news_item(status="canceled"),
        news_item(meta="<signal qcode='sig:kill'/>"),
        newsml_1(status="Canceled"),
        nitf(data="management-status='canceled'"),
        nitf(data="management-status='usable' management-doc-idref='twn.0' management-idref-status='canceled'"),
    ],
)
def test_an_item_that_was_withdrawn_says_so_in_its_headline(data):
    made = report(data)
    assert made.headline == f"WITHDRAWN: {HEADLINE}"
    assert made.notes[0].startswith("the agency withdrew it: its status is")


def test_a_withdrawn_item_without_a_text_is_its_note_to_editors():
    made = report(news_item("", status="canceled", meta="<edNote>Kill: the mayor denies it.</edNote>"))
    assert made.text == f"WITHDRAWN: {HEADLINE}\n\nKill: the mayor denies it."


def test_a_withheld_item_is_noted():
    assert report(news_item(status="withheld")).notes[0] == (
        "the agency withholds it from publication: its status is “withheld”"
    )


def test_a_report_on_killings_that_was_withdrawn_has_the_label():
    assert (
        report(news_item(status="canceled", headline="Two killed at quay")).headline == "WITHDRAWN: Two killed at quay"
    )
    assert report(news_item(status="canceled", headline="KILL: Two hurt at quay")).headline == "KILL: Two hurt at quay"


def test_versions_of_an_item_have_one_identity_key_and_other_items_another():
    (first,), (second,) = read(news_item()), read(news_item(version=2))
    assert first.address == second.address == "issued:urn:newsml:tidewater.example:20310304:1"
    (one,), (other,) = read(newsml_1()), read(newsml_1(revision="2"))
    assert one.address == other.address == "issued:tidewater.example:20310304:TX-1"
    kill = nitf(data="management-doc-idref='twn.0' management-idref-status='canceled'")
    assert [each.address for each in read(nitf()) + read(kill)] == ["issued:TWN:twn.1", "issued:TWN:twn.0"]


def test_pages_and_texts_that_write_of_wires_are_none():
    page = b"<!DOCTYPE html><html><body><p>A <code>&lt;nitf&gt;</code> and a <nitf> element.</p></body></html>"
    assert tell_form(Document("a.html", page)) is None
    assert tell_form(Document("a.txt", b"An element <newsItem guid='1'> holds one item.")) is None
