"""The older wires in text: IPTC 7901 and ANPA 1312, with control characters."""

import pytest

from tests.support.samples.wires import HEADLINE, PARAGRAPHS, PLAIN, anpa, iptc7901
from whence.intake.formats.form import Document
from whence.intake.formats.wires.wire_times import read_anpa_time, read_iptc_time
from whence.intake.forms import read_document, tell_form
from whence.intake.load import read_input
from whence.records.report import Rejected


def read(data):
    return list(read_document(Document("wire.txt", data)))


def report(data):
    (given,) = read(data)
    return read_input(given)


def test_a_message_of_iptc_7901_gives_its_text_without_notebook_and_initials():
    made = report(iptc7901())
    assert tell_form(Document("wire.txt", iptc7901())).name == "IPTC 7901"
    assert (made.headline, made.byline, made.published) == (HEADLINE, ("Ana Brandt",), "2031-03-04T09:30:00Z")
    assert made.text == "\n\n".join([HEADLINE, *PLAIN])


def test_a_message_of_anpa_1312_gives_its_text_with_its_quotation_marks_and_dashes():
    made = report(anpa())
    assert tell_form(Document("wire.txt", anpa())).name == "ANPA 1312"
    assert (made.headline, made.byline, made.publisher) == (HEADLINE, ("Ana Brandt",), "Tidewater News")
    assert made.published == "2031-03-04T09:30:00Z"
    assert made.text == "\n\n".join([HEADLINE, *PARAGRAPHS])


def test_fields_of_the_wire_are_notes():
    assert report(iptc7901(top=f"1ST LEAD\r\n{HEADLINE} =")).notes == (
        "the agency marks it as an update",
        "for editors: adds quotation in second paragraph",
        "fields of the wire: slug Tidewater-harbour; urgency 4; message twn062; marks 1ST LEAD",
    )
    assert report(anpa()).notes == (
        "the agency marks it as an update",
        "for editors: Adds quotation. With TW Photos",
        "fields of the wire: slug BC-TW--Harbour, 1st Ld-Writethru; priority urgent; credit TW",
    )


@pytest.mark.parametrize("data", [iptc7901(top=f"KILL\r\n{HEADLINE} ="), anpa("BC-TW--Harbour, KILL,40")])
def test_a_notice_that_kills_another_item_says_so_and_is_no_version_of_it(data):
    (given,) = read(data)
    assert given.address is None
    assert read_input(given).headline == f"KILL: {HEADLINE}"
    assert given.notes[0] == "it is a notice by which the agency withdraws another item"


def test_marks_between_the_slug_and_the_text_are_marks_and_a_known_agency_is_the_outlet():
    above = iptc7901().replace(b"harbour/\r\n", b"harbour/\r\nREFILE\r\n1ST LEAD\r\n").replace(b"twn 061", b"dpa 0045")
    made = report(above)
    assert made.publisher is not None
    assert made.notes[0] == "the agency marks it as a correction"
    assert "slug Tidewater-harbour; urgency 4; message twn062; marks REFILE, 1ST LEAD" in made.notes[-1]


def test_codes_before_the_slug_and_of_pictures_are_no_headline_and_a_line_on_pictures_is_one():
    data = anpa().replace(b"\x02^BC", b"\x02^*9006< ^BC").replace(HEADLINE.encode(), b"Photos show 12 sheds")
    made = report(data)
    assert made.headline == "Photos show 12 sheds"
    assert "slug BC-TW--Harbour, 1st Ld-Writethru" in made.notes[-1]


def test_every_message_of_a_file_is_a_report():
    assert [each.name for each in read(iptc7901() + iptc7901(number=63))] == ["wire.txt#1", "wire.txt#2"]
    assert len(read(anpa() * 3)) == 3


def test_a_message_that_is_cut_off_is_told_and_the_next_one_read():
    first, second = read(anpa().partition(b"\x03")[0] + anpa())
    assert isinstance(first, Rejected)
    assert first.reason.startswith("this message is cut off: it has no end, after “")
    assert second.metadata.headline == HEADLINE


def test_a_message_whose_start_is_damaged_is_told():
    first, second = read(anpa() + anpa().replace(b"\x01", b"#"))
    assert first.metadata.headline == HEADLINE
    assert second.reason == (
        "the start of another message is damaged, after this one. Get an undamaged copy of the file."
    )


def test_a_short_alert_with_as_many_controls_as_letters_is_read():
    alert = b"\x16\x16\x01W1645\x1fasian\r\nb a\x13\x11BC-TW--Alert 03-04 0358\r\n\x02^BC-TW--Alert,7<\r\n\tTide late."
    assert report(alert + b"\r\n\x03TW-WF-03-04-31 0930GMT<\r\n\x04").text == "Tide late."


def test_a_message_without_a_text_below_its_lines_is_the_lines():
    codes = b"\x16\x16\x01V4644\x1f-----\r\nr e\x13\x11TW-Top 03-04 0121\r\n"
    top = b"\x02^TW-Top,0176<\r\n^Tide late<\r\n^Quay shut<\r\n^Rain soon<\r\n"
    assert (
        report(codes + top + b"\r\n\x03TW-WF-03-04-31 0930GMT<\r\n\x04").text == "Tide late\n\nQuay shut\n\nRain soon"
    )


def test_a_paragraph_that_says_not_for_publication_does_not_end_the_text():
    words = b"   The letter, not for publication, says so.\r\n\r\n# twn NOTEBOOK"
    assert "not for publication, says so." in report(iptc7901().replace(b"# twn NOTEBOOK", words)).text


def test_updates_of_a_story_share_a_key_that_is_no_sure_identity():
    (first,), (second,) = read(anpa("BC-TW--Harbour,100")), read(anpa())
    assert first.address == second.address == "wire:tw:2031-03-04:bc-tw--harbour"


@pytest.mark.parametrize(
    ("read_time", "text", "time"),
    [
        (read_anpa_time, "AP-WF-12-31-99 2350EST", "1999-12-31T23:50:00-05:00"),
        (read_anpa_time, "AP-WF-13-31-99 2350GMT", None),
        (read_iptc_time, "312359 CET Dec 2030", "2030-12-31T23:59:00+01:00"),
        (read_iptc_time, "310000 Feb 30", None),
        (read_iptc_time, "no time", None),
    ],
)
def test_times_are_read_with_their_zone_and_only_if_they_exist(read_time, text, time):
    assert read_time(text) == time


def test_texts_with_a_stray_control_character_are_none():
    assert tell_form(Document("a.txt", b"\x01The council met.\x02")) is None
    assert tell_form(Document("a.txt", b"twn062 4 i 211\r\n\r\nThe council met.")) is None


def test_a_message_that_is_too_large_is_told_and_the_next_one_read(monkeypatch):
    monkeypatch.setattr("whence.intake.formats.wires.controls.MAX_BYTES", 2000)
    monkeypatch.setattr("whence.intake.formats.wires.controls._BLOCK_BYTES", 100)
    first, second = read(anpa().replace(b"\x03", b"\r\n\tTide late." * 200 + b"\x03") + anpa())
    assert first.reason.startswith("this message is larger than")
    assert second.metadata.headline == HEADLINE
