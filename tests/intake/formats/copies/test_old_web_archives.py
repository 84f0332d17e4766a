"""WACZ, ARC and WET: pages under their own address, with the time of the capture."""

import gzip
import zipfile

import pytest

from tests.support.samples.copies import (
    BODY,
    HEADLINE,
    ORIGINAL,
    TEXT,
    arc_file,
    arc_record,
    page_of,
    wacz_of,
    wet_record,
    zip_of,
)
from tests.support.warc_files import answer, page, record
from whence.errors import ReadError
from whence.intake.formats.copies.wet import read_whole_page
from whence.intake.formats.form import Document
from whence.intake.forms import read_document, tell_form
from whence.intake.inputs import Input
from whence.intake.load import read_input
from whence.records.report import Rejected

PAGE = page_of().encode()


def read(data, name):
    return list(read_document(Document(name, data)))


def test_every_warc_in_a_wacz_is_read_and_its_pages_are_not_listed_twice():
    found = read(wacz_of(gzip.compress(page(1)), page(2) + page(3)), "crawl.wacz")
    assert [each.name for each in found] == [
        "crawl.wacz#archive/data-0.warc.gz#1",
        "crawl.wacz#archive/data-1.warc.gz#1",
        "crawl.wacz#archive/data-1.warc.gz#2",
    ]
    assert found[0].fetched == "2031-03-04T09:30:00+00:00"


def test_a_large_warc_is_read_in_place(monkeypatch):
    monkeypatch.setattr("whence.intake.formats.copies.packed.MAX_BYTES", 1000)
    warc = b"".join(gzip.compress(page(number)) for number in range(50))
    found = read(wacz_of(warc, b"".join(map(page, range(50)))), "crawl.wacz")
    assert len(found) == 100
    assert all(isinstance(each, Input) for each in found)
    assert 0 < found[0].done < found[49].done <= 1


def test_a_large_warc_in_a_compressed_archive_is_read_as_a_stream(monkeypatch):
    monkeypatch.setattr("whence.intake.formats.copies.packed.MAX_BYTES", 1000)
    warcs = [("a.warc.gz", b"".join(gzip.compress(page(number)) for number in range(50)))]
    warcs.append(("b.warc", b"".join(map(page, range(50)))))
    found = read(zip_of(warcs), "crawl.zip")
    assert len(found) == 100


def test_damage_without_random_access_says_that_the_rest_is_lost(monkeypatch):
    monkeypatch.setattr("whence.intake.formats.copies.packed.MAX_BYTES", 1000)
    members = [gzip.compress(page(number)) for number in range(50)]
    members[20] = members[20][:40] + b"\xff" * 9 + members[20][49:]
    found = read(zip_of([("a.warc.gz", b"".join(members))]), "crawl.zip")
    assert len([each for each in found if isinstance(each, Input)]) == 20
    assert "the records after the damage cannot be found" in found[-1].reason


def test_a_wacz_without_warcs_says_so():
    with pytest.raises(ReadError, match="no WARC file"):
        read(zip_of([("datapackage.json", b"{}"), ("pages/pages.jsonl", b"{}")]), "crawl.wacz")


def test_both_versions_of_arc_are_read():
    other = answer(PAGE)
    line = f"{ORIGINAL} 192.0.2.1 20310305101112 text/html 200 Q5SA - 734 selwick.arc {len(other)}\n".encode()
    records = [*arc_file(arc_record(ORIGINAL, other)), line + other + b"\n"]
    for data in (b"".join(records), b"".join(map(gzip.compress, records))):
        found = read(data, "crawl.arc")
        assert [each.url for each in found] == [ORIGINAL, ORIGINAL]
        assert found[0].fetched == "2031-03-05T10:11:12+00:00"
        assert read_input(found[1]).text == TEXT


def test_an_arc_is_told_by_its_first_line_whatever_its_name():
    form = tell_form(Document("crawl-0001.gz", gzip.compress(arc_file()[0])))
    assert form is not None
    assert form.name == "ARC"
    assert tell_form(Document("news.arc", b"http://selwick.example/ is closed.\n")) is None


def test_an_arc_whose_first_line_is_damaged_is_still_no_page():
    whole = b"".join(arc_file(arc_record(ORIGINAL, answer(PAGE))))
    found = read(whole.replace(b"filedesc", b"\xff\xfedesc"), "crawl.arc")
    assert [each.input for each in found if isinstance(each, Rejected)] == ["crawl.arc#1"]
    assert [each.url for each in found if isinstance(each, Input)] == [ORIGINAL]


def test_a_wrong_length_in_an_arc_costs_one_page():
    wrong = arc_record(ORIGINAL, answer(PAGE)).replace(b"text/html ", b"text/html 9", 1)
    found = read(
        b"".join([*arc_file(arc_record(ORIGINAL, answer(PAGE))), wrong, arc_record(ORIGINAL, answer())]), "a.arc"
    )
    assert len([each for each in found if isinstance(each, Input)]) == 2
    assert len([each for each in found if isinstance(each, Rejected)]) == 1


def test_an_arc_that_ends_too_soon_says_so():
    data = b"".join(arc_file(arc_record(ORIGINAL, answer(PAGE))))
    (refused,) = read(data[:-200], "crawl.arc")
    assert "truncated" in refused.reason


def test_dns_answers_and_images_in_an_arc_are_skipped():
    others = [
        arc_record("dns:selwick.example", b"20310305101112\nselwick.example. 1 IN A 192.0.2.1\n", kind="text/dns"),
        arc_record(f"{ORIGINAL}.jpg", answer(b"\xff\xd8", content_type="image/jpeg"), kind="image/jpeg"),
    ]
    assert read(b"".join(arc_file(*others)), "crawl.arc") == []


def test_the_text_of_a_whole_page_is_cut_to_the_report():
    menu = ["Home", "News", "Sport", "Tides", "Contact"]
    text = "\n".join([f"{HEADLINE} | The Selwick Mirror", *menu, HEADLINE, BODY[0], *menu, *BODY[1:], "© 2031", *menu])
    (given,) = read(wet_record(text), "crawl.warc.wet")
    report = read_input(given)
    assert (report.headline, report.url) == (HEADLINE, ORIGINAL)
    assert report.text == TEXT
    assert report.published is None
    assert report.publisher is None
    assert given.fetched == "2031-03-04T09:30:00+00:00"
    assert report.notes


def test_a_page_of_menus_in_a_wet_file_is_named():
    (refused,) = read(wet_record("Home\nNews\nSport\nImprint"), "crawl.wet.gz")
    assert refused.reason.startswith("record 1, at byte 0, has no sentences")


def test_a_short_subheading_stays_in_the_text_of_a_whole_page():
    text = read_whole_page("\n".join([HEADLINE, BODY[0], "What comes next", BODY[1]]), url=None).text
    assert text == "\n\n".join([BODY[0], "What comes next", BODY[1]])


def test_conversions_to_other_types_are_skipped():
    other = record(b"\xff\xd8", WARC_Type="conversion", Content_Type="image/jpeg")
    assert read(other, "crawl.warc") == []


def test_a_warc_is_told_in_gzip_without_its_extension():
    form = tell_form(Document("crawl-0001.gz", gzip.compress(page(1))))
    assert form is not None
    assert form.name == "WARC"
    assert len(read(zip_of([("crawl", page(1))], compression=zipfile.ZIP_STORED), "crawl.zip")) == 1
