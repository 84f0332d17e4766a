"""LexisNexis and Nexis Uni: what belongs to an article, and what stands around it."""

from tests.support.samples.databases import NEXIS_CLASSIC, NEXIS_PAGE, NEXIS_UNI, docx, nexis_uni, rtf
from whence.intake.formats.databases.article import CUT_SHORT
from whence.intake.formats.form import Document
from whence.intake.forms import read_document, tell_form
from whence.intake.inputs import Input
from whence.records.report import Rejected


def read(name, data):
    return list(read_document(Document(name, data if isinstance(data, bytes) else data.encode())))


def told(given):
    metadata = given.metadata
    return metadata.headline, metadata.publisher, metadata.byline, metadata.published


def classic(*blocks, count="1 of 1 DOCUMENTS"):
    return "\n\n".join([f"     {count}", *blocks, ""])


HEAD = ("     The Tidewater Post", "     March 4, 2031 Tuesday")


def test_load_dates_and_cover_dates_are_no_dates_of_publication():
    for name, data in (("a.TXT", NEXIS_CLASSIC), ("a.docx", docx(NEXIS_UNI)), ("a.rtf", rtf(NEXIS_UNI))):
        assert [given.metadata.published for given in read(name, data)] == ["2031-03-04", "2031-03-05"]


def test_an_article_without_a_date_has_none():
    (given,) = read(
        "a.txt",
        classic("Tidewater Post", "Harbour to close", "LENGTH: 9 words", "It rained.", "LOAD-DATE: May 9, 2033"),
    )
    assert given.metadata.published is None


def test_editions_and_copyright_are_not_the_headline_or_the_outlet():
    texts = read("a.TXT", NEXIS_CLASSIC)
    assert told(texts[0]) == ("Harbour to close, and nobody was asked", "The Tidewater Post", ("Li Wei",), "2031-03-04")
    assert told(texts[1]) == ("Ferry talks end", "Varnholt Herald", (), "2031-03-05")


def test_wrapped_lines_are_joined_and_indented_ones_begin_a_paragraph():
    first, second = read("a.TXT", NEXIS_CLASSIC)
    assert first.data.decode().split("\n\n")[0] == "The council will shut the harbour in April, the mayor said."
    assert second.data.decode() == "Talks on the night ferry ended without a deal.\n\nThey go on in May."


def test_a_speaker_in_capitals_is_no_field():
    (given,) = read(
        "a.txt",
        classic(*HEAD, "Talks", "SHOW: TIDES 6:00 PM EST", "LENGTH: 9 words", "QUIRE: We cannot pay.",
                "BRANDT: You can.", "LANGUAGE: ENGLISH"),
    )  # fmt: skip
    assert given.data == b"QUIRE: We cannot pay.\n\nBRANDT: You can."
    assert given.metadata.headline == "Talks"


def test_the_outlet_is_found_where_the_headline_stands_above_the_date():
    (given,) = read(
        "a.txt", classic(HEAD[0], "Harbour to close", HEAD[1], "LENGTH: 2 words", "It rained.", "LANGUAGE: X")
    )
    assert told(given)[:2] == ("Harbour to close", "The Tidewater Post")


def test_fields_in_other_languages_are_known():
    (given,) = read(
        "a.txt",
        classic("Hafenbote", "4. März 2031 Dienstag", "Hafen schließt", "AUTOR: Ana Brandt", "RUBRIK: LOKALES; S. 4",
                "LÄNGE: 9 Wörter", "Der Rat schließt den Hafen.", "UPDATE: 9. Mai 2033", "SPRACHE: GERMAN; DEUTSCH",
                count="Dokument 1 von 1"),
    )  # fmt: skip
    assert told(given) == ("Hafen schließt", "Hafenbote", ("Ana Brandt",), "2031-03-04")
    assert given.metadata.language == "de"
    assert given.data.decode() == "Der Rat schließt den Hafen."
    assert given.notes == ("section and page: LOKALES; S. 4",)


def test_the_address_of_an_article_is_kept_and_that_of_an_outlet_is_not():
    tail = ("LOAD-DATE: May 9, 2033", "URL: {}")
    for url, kept in (("http://post.example/harbour", "http://post.example/harbour"), ("http://post.example/", None)):
        blocks = [each.format(url) for each in tail]
        (given,) = read("a.txt", classic(*HEAD, "Harbour to close", "LENGTH: 2 words", "It rained.", *blocks))
        assert given.metadata.url == kept


def test_a_text_far_shorter_than_told_is_noted():
    (given,) = read(
        "a.txt", classic(*HEAD, "Harbour to close", "LENGTH: 1,042 words", "It rained.", "LANGUAGE: ENGLISH")
    )
    assert given.notes == ("it has 2 words, and the database counts 1,042, so a part of it may be missing",)


def test_an_article_without_text_is_told_and_the_others_are_read():
    lines = [
        *nexis_uni("Photo of the quay", "The Post", "March 4, 2031", []),
        *nexis_uni("Rain", "The Post", "March 5, 2031", ["It rained."]),
    ]
    empty, given = read("a.docx", docx(lines))
    assert empty.reason == "there is no text under the headline “Photo of the quay”. Download its full text."
    assert given.metadata.headline == "Rain"


def test_articles_that_the_cover_lists_and_the_file_lacks_are_told():
    *given, missing = read("a.docx", docx(NEXIS_UNI[: NEXIS_UNI.index("End of Document") + 1]))
    assert [each.metadata.headline for each in given] == ["Harbour to close"]
    assert missing == Rejected(
        input="a.docx", reason="its cover lists 2 articles, and 1 were found. Download the others again."
    )


def test_the_last_article_of_a_file_that_is_cut_says_so():
    assert read("a.rtf", rtf(NEXIS_UNI)[:-120])[-1].notes[-1] == CUT_SHORT
    assert read("a.txt", NEXIS_CLASSIC[:-10])[-1].notes[-1] != CUT_SHORT
    assert read("a.txt", NEXIS_CLASSIC.rpartition("LOAD-DATE")[0])[-1].notes[-1] == CUT_SHORT
    assert read("a.html", NEXIS_PAGE.rpartition("<!--")[0])[-1].notes[-1] == CUT_SHORT


def test_articles_whose_dividing_mark_is_damaged_are_not_joined():
    for name, data in (
        ("a.txt", NEXIS_CLASSIC.replace("2 of 2 DOCUMENTS", "2 of 2 D#CUMENTS")),
        ("a.rtf", rtf(NEXIS_UNI).replace(b"End of Document", b"End of D#cument", 1)),
        ("a.html", NEXIS_PAGE.replace("<DOC NUMBER=2>", "<D#C NUMBER=2>")),
    ):
        first, rest, *_ = read(name, data)
        assert "ferry" not in first.data.decode()
        assert rest.reason.startswith("another report follows it without the mark that divides them")


def test_an_hour_and_its_zone_are_read():
    first, second = read("a.html", NEXIS_PAGE)
    assert first.metadata.published == "2031-02-27T21:50:00+01:00"
    assert second.metadata.published == "2031-03-05"


def test_other_documents_are_none_of_nexis():
    for name, data in (
        ("a.txt", b"We found that 1 of 2 documents is lost.\n\n     1 of 2 documents\n\nLength: 4 metres\n"),
        ("a.docx", docx(["Harbour to close", "The Tidewater Post", "4 March 2031", "Text", "The council met."])),
        ("a.docx", docx(["Application", "Job Number: 4", "The council met.", "End of Document"])),
    ):
        form = tell_form(Document(name, data))
        assert form is None or form.name == "Word (DOCX)"


def test_every_article_of_a_large_download_is_a_report():
    lines = [
        line
        for number in range(300)
        for line in nexis_uni(f"Talk {number}", "The Post", "March 4, 2031", ["It rained."])
    ]
    given = read("a.docx", docx(lines))
    assert len(given) == 300
    assert all(isinstance(each, Input) for each in given)
    assert given[-1].name == "a.docx#300"


def test_a_list_of_contents_of_any_length_is_passed_over():
    listed = [line for number in range(800) for line in (f"{number}. Talk", "Client/Matter: -None-", "News", "-None-")]
    cover = ["User Name: A. Reader", "Date and Time: Tuesday, May 2, 2033 10:11:00 AM CET", "Documents (1)", *listed]
    (given,) = read(
        "a.rtf", rtf([*cover, *nexis_uni("Harbour to close", "The Tidewater Post", "March 4, 2031", ["It rained."])])
    )
    assert told(given)[:2] == ("Harbour to close", "The Tidewater Post")
    assert given.data == b"It rained."
