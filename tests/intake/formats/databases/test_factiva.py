"""Factiva and Dow Jones snapshots: outlet and company, day and hour, codes and words of the text."""

import gzip

import pytest

from tests.support.samples.factiva import FACTIVA, FACTIVA_IN_ORDER, FACTIVA_PAGE, FACTIVA_XML, SNAPSHOT
from whence.errors import ReadError
from whence.intake.formats.databases.article import CUT_SHORT
from whence.intake.formats.form import Document
from whence.intake.forms import read_document, tell_form
from whence.records.report import Rejected


def read(name, data):
    return list(read_document(Document(name, data if isinstance(data, bytes) else data.encode())))


def told(given):
    metadata = given.metadata
    return metadata.headline, metadata.publisher, metadata.byline, metadata.published


def test_the_outlet_is_neither_the_database_nor_the_company():
    for name, data in (("a.html", FACTIVA_PAGE), ("a.xml", FACTIVA_XML), ("a.txt", "\n".join(FACTIVA))):
        assert [given.metadata.publisher for given in read(name, data)] == ["The Tidewater Post", "Varnholt Herald"]


def test_a_number_identifies_an_article_in_every_form():
    addresses = {
        read(name, data)[0].address for name, data in (("a.html", FACTIVA_PAGE), ("b.txt", "\n".join(FACTIVA)))
    }
    assert addresses == {"factiva:TIDEPO0020310304e748000b5"}


def test_the_hour_is_told_where_factiva_tells_it():
    assert [given.metadata.published for given in read("a.html", FACTIVA_PAGE)] == ["2031-03-04T06:30:00", "2031-03-05"]


def test_styles_that_fill_the_beginning_of_a_page_hide_nothing():
    styled = FACTIVA_PAGE.replace("</head>", f"<style>{'p { margin: 0 } ' * 10_000}</style></head>")
    assert len(read("a.html", styled)) == 2


def test_a_page_of_factiva_without_articles_is_refused():
    with pytest.raises(ReadError, match="there is no article in it"):
        read("a.html", "<html><head><title>Factiva</title></head><body><p>Sign in</p></body></html>")


def test_the_search_summary_is_no_part_of_the_last_article():
    given = read("a.txt", "\n".join(FACTIVA))
    assert len(given) == 2
    assert given[-1].data.decode().endswith("They go on in May.")


def test_articles_without_codes_are_read_by_their_order():
    (given,) = read("a.txt", "\n".join(FACTIVA_IN_ORDER))
    assert told(given) == (
        "Harbour to close before the summer",
        "The Tidewater Post",
        ("Li Wei",),
        "2031-03-04T06:30:00",
    )
    assert "Quay Publishing" not in given.data.decode()


def test_a_word_of_the_text_is_no_code():
    lines = list(FACTIVA)
    at = lines.index("TD")
    lines[at + 1 : at + 1] = ["HD", "ET", "The council met."]
    assert read("a.txt", "\n".join(lines))[0].metadata.headline == "Harbour to close"


def test_articles_whose_number_is_damaged_are_not_joined():
    first, second = read("a.txt", "\n".join(FACTIVA).replace("Document TIDEPO", "Document #"))
    assert told(first)[:2] == ("Harbour to close", "The Tidewater Post")
    assert told(second)[:2] == ("Ferry talks end", "Varnholt Herald")
    first, rest = read(
        "a.html", FACTIVA_PAGE.replace("class='article enArticle'><div id='hd'", "class='#'><div id='hd'")
    )
    assert "ferry" not in first.data.decode()
    assert rest.reason.startswith("another report follows it")


def test_the_last_article_of_a_file_that_is_cut_says_so():
    assert read("a.txt", "\n".join(FACTIVA).rpartition("They go on")[0])[-1].notes[-1] == CUT_SHORT
    assert read("a.html", FACTIVA_PAGE.rpartition("<p>Document")[0])[-1].notes[-1] == CUT_SHORT


def test_an_xml_file_that_is_cut_gives_what_it_has():
    first, cut = read("a.xml", FACTIVA_XML.rpartition("<tailParagraphs>")[0])
    assert first.metadata.headline == "Harbour to close"
    assert cut.input == "a.xml#2"
    assert cut.reason.startswith("this item is cut off: the file ends within it")


def test_a_damaged_article_of_an_xml_file_costs_no_other():
    bad, second = read("a.xml", FACTIVA_XML.replace("</headline>", "</headlin>", 1))
    assert (bad.input, second.name) == ("a.xml#1", "a.xml#2")
    assert bad.reason.startswith("it is not well-formed XML")
    assert second.metadata.headline == "Ferry talks end"


def test_words_in_marks_and_named_characters_are_kept():
    assert read("a.xml", FACTIVA_XML)[0].data.decode().startswith("The mayor: The council will shut the harbour")


def test_entities_that_a_file_declares_are_never_expanded():
    bomb = "<!DOCTYPE PPSResponse [<!ENTITY tide 'high water'>]>"
    found = read("a.xml", FACTIVA_XML.replace("<PPSResponse>", f"{bomb}<PPSResponse>").replace("shut", "&tide;"))
    assert isinstance(found[0], Rejected)
    assert "&tide;" in found[0].reason
    assert found[1].metadata.headline == "Ferry talks end"


def test_a_snapshot_has_the_lead_before_the_rest_and_no_hour_where_none_is_told():
    first, second = read("a.jsonl", SNAPSHOT)
    assert first.data == b"The council will shut the harbour.\n\nThe mayor said so.\n\nNobody was asked."
    assert [each.metadata.published for each in (first, second)] == ["2031-03-04T06:30:00Z", "2031-03-05"]
    assert second.data == b"Talks ended without a deal."


def test_a_compressed_snapshot_and_a_damaged_line_are_read():
    lines = SNAPSHOT.splitlines(keepends=True)
    damaged = "".join([lines[0], '{"an": oh}\n', lines[1]]).encode()
    first, bad, second = read("a.json.gz", gzip.compress(damaged))
    assert (first.metadata.headline, second.metadata.headline) == ("Harbour to close", "Ferry talks end")
    assert bad.reason.startswith("it is not valid JSON")


def test_a_text_that_names_a_document_is_none_of_factiva():
    assert tell_form(Document("a.txt", b"Harbour to close\n\nSee Document 4 of the council.")) is None
