"""Rich text: characters, changes, and one report of it."""

import pytest

from whence.errors import ReadError
from whence.intake.formats.documents.revisions import Revisions
from whence.intake.formats.documents.rtf import parse_rtf, read_rtf
from whence.intake.formats.form import Document

HEAD = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fnil Arial;}{\f1\fnil\fcharset204 Arial Cyr;}{\f2\fcharset128 Gothic;}}"


def read(body, head=HEAD):
    revisions = Revisions()
    found = parse_rtf(head + body + b"}", name="a.rtf", revisions=revisions)
    return [each.text for each in found if each.text], revisions.notes


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"Caf\'e9 \'93open\'94", "Café “open”"),
        (rb"\uc1\u8220?Open\u8221? \u-10179?\u-8704?", "“Open” 😀"),
        (rb"\uc2\u26032\'93\'fa paper", "新 paper"),
        (rb"\f1 \'cf\'f0\'e8\'e2\'e5\'f2", "Привет"),
        (rb"\f2 \'93\'fa\'96\'7b", "日本"),
        ("It’s a café".encode(), "It’s a café"),
        (rb"A\~quay\_side \endash  B\line C\tab D", "A quay-side – B C D"),
        (rb"{\field{\*\fldinst HYPERLINK quay}{\fldrslt The quay}} is shut", "The quay is shut"),
        (rb"{\*\unknown {x} y}{\pict 00ff}{\header Page 1}It rained", "It rained"),
        (rb"{\upr{Kaf}{\*\ud Caf\u233?}}", "Café"),
        (rb"\bin4 }}}}It rained", "It rained"),
        (rb"{\v hidden }It rained", "It rained"),
    ],
)
def test_characters_of_every_kind_are_read(body, text):
    assert read(body) == ([text], ())


def test_a_legacy_character_of_two_bytes_is_not_taken_for_utf_8():
    head = rb"{\rtf1\ansi{\fonttbl{\f0\fcharset134 Song;}}\f0 "
    assert read(rb"\'c4\'bf", head)[0] == ["目"]


def test_pages_and_sections_end_a_paragraph():
    assert read(rb"One.\page Two.\sect Three.\par Four.")[0] == ["One.", "Two.", "Three.", "Four."]


def test_rows_of_tables_are_lines():
    assert read(rb"\trowd Quay\cell 4 metres\cell\row\pard After.\par")[0] == ["Quay | 4 metres", "After."]


def test_deleted_words_are_left_out_and_inserted_ones_kept():
    assert read(rb"The mayor did {\revised not }{\deleted never }resign.\par") == (
        ["The mayor did not resign."],
        ("it has tracked changes, and was read as it stands after all of them",),
    )


def test_struck_out_words_are_left_out():
    assert read(rb"The quay is {\strike open }\strike wide\strike0  shut.\par") == (
        ["The quay is shut."],
        ("words that are struck through were left out",),
    )


def test_what_is_cut_off_is_read_as_far_as_it_goes():
    assert read(rb"The council met.\par It ra", rb"{\rtf1 ")[0] == ["The council met.", "It ra"]


def test_groups_may_not_be_nested_without_end():
    with pytest.raises(ReadError, match="its groups are more than 1,000 deep"):
        list(parse_rtf(b"{\\rtf1 " + b"{" * 5000, name="a.rtf", revisions=Revisions()))


def test_a_title_style_is_the_headline():
    head = rb"{\rtf1\ansi{\stylesheet{\s0 Normal;}{\s15\sb240 Title;}}"
    body = (
        rb"\pard Tidewater\par \pard\s15 Harbour to close\par \pard By Li Wei\par \pard The council met on Monday.\par}"
    )
    (given,) = read_rtf(Document("a.rtf", head + body))
    assert (given.metadata.headline, given.metadata.byline) == ("Harbour to close", ("Li Wei",))
    assert given.data == b"The council met on Monday."
