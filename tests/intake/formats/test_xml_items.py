"""Items of an XML file: one at a time, whatever is damaged around them."""

import pytest

from whence.errors import ReadError
from whence.intake.formats.form import Document
from whence.intake.formats.xml_items import XmlItem, read_items
from whence.records.report import Rejected


def read(data, *names):
    return list(read_items(Document("wire.xml", data), *(names or ("item",))))


def text_of(found):
    return "".join(found.element.itertext()) if isinstance(found, XmlItem) else found.reason


def test_namespaces_of_the_elements_around_an_item_count_in_it():
    (found,) = read(b"<w:wire xmlns:w='urn:w' xmlns='urn:d'><w:item><p>Tide late.</p></w:item></w:wire>")
    assert [each.tag for each in found.element.iter()] == ["{urn:w}item", "{urn:d}p"]


def test_an_item_that_is_the_whole_document_has_the_name_of_its_file():
    assert [each.name for each in read(b"<?xml version='1.0'?><!-- a --><item>Tide late.</item>")] == ["wire.xml"]
    assert [each.name for each in read(b"<wire><item/><item>Tide</item></wire>") if isinstance(each, XmlItem)] == [
        "wire.xml#2"
    ]


def test_one_damaged_item_costs_no_other():
    first, second, third = read(b"<wire><item>Tide late.</item><item>Rain <b>soon</item><item>Fog.</item></wire>")
    assert [text_of(first), text_of(third)] == ["Tide late.", "Fog."]
    assert isinstance(second, Rejected)
    assert second.input == "wire.xml#2"
    assert second.reason.startswith("it is not well-formed XML")


def test_an_item_whose_start_is_damaged_is_told():
    first, second = read(b"<wire><item>Tide late.</item><i#em>Rain.</item></wire>")
    assert text_of(first) == "Tide late."
    assert second.reason == ("the start of another item is damaged, after this one. Get an undamaged copy of the file.")


def test_an_item_whose_end_is_damaged_is_joined_to_no_other():
    first, second = read(b"<wire><item>Tide late.</itXm><item>Rain.</item></wire>")
    assert first.reason.startswith("this item is cut off: it has no end, after")
    assert text_of(second) == "Rain."


def test_an_item_at_which_the_file_ends_is_told_with_its_last_words():
    (found,) = read(b"<wire><item>Tide late, the harb")
    assert found.reason == (
        "this item is cut off: the file ends within it, after '<item>Tide late, the harb'. Get an undamaged copy of "
        "the file."
    )


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<wire><item>caf&eacute; &amp; &#8220;bar&#8221; R&D</item></wire>", "café & “bar” R&D"),
        (b"<?xml version='1.0' encoding='iso-8859-1'?><wire><item>caf\xe9</item></wire>", "café"),
        ("<wire><item>café</item></wire>".encode("utf-16"), "café"),
        (("<wire>" + "<item>café</item>" * 3 + "</wire>").encode() + b"<item>caf\xe9</item>", "café"),
        (b"<wire><item><![CDATA[a < b & c]]></item></wire>", "a < b & c"),
        (b"<wire><item>Tide\x07 late</item></wire>", "Tide� late"),
    ],
)
def test_characters_are_read_as_they_were_meant(data, text):
    assert {text_of(each) for each in read(data)} == {text}


def test_an_item_with_an_entity_that_the_document_declares_is_neither_resolved_nor_read_with_its_name():
    bomb = b"<!DOCTYPE wire [<!ENTITY tide 'high tide'>]><wire><item>&tide;</item><item>Tide late.</item></wire>"
    first, second = read(bomb)
    assert first.reason == (
        "its text is in an XML entity that the file declares, &tide;, which whence does not accept. Get another copy "
        "of it."
    )
    assert text_of(second) == "Tide late."


def test_many_damaged_items_one_after_another_end_the_reading():
    with pytest.raises(ReadError, match="1,000 items one after another are damaged"):
        read(b"<wire>" + b"<item>" * 2000)


def test_items_that_span_blocks_are_read_whole(monkeypatch):
    monkeypatch.setattr("whence.intake.formats.text_stream._BLOCK_BYTES", 7)
    data = b"<wire>" + b"".join(f"<item>Tide number {each} late.</item>".encode() for each in range(20)) + b"</wire>"
    assert [text_of(each) for each in read(data)] == [f"Tide number {each} late." for each in range(20)]


def test_an_item_that_is_too_large_is_told_and_the_next_one_read(monkeypatch):
    monkeypatch.setattr("whence.intake.formats.text_stream._MAX_PIECE_CHARACTERS", 1000)
    monkeypatch.setattr("whence.intake.formats.text_stream._MAX_HEAD_CHARACTERS", 100)
    monkeypatch.setattr("whence.intake.formats.text_stream._BLOCK_BYTES", 64)
    first, second = read(b"<wire><item>" + b"tide " * 1000 + b"</item><item>Rain.</item></wire>")
    assert first.reason == "this item is too large, with 5,013 characters. Divide it."
    assert text_of(second) == "Rain."


def test_the_share_that_was_read_grows_to_one():
    done = [each.done for each in read(b"<wire>" + b"<item>Tide</item>" * 3 + b"</wire>")]
    assert done == sorted(done)
    assert done[-1] == 1.0


def test_a_file_without_an_item_is_refused():
    with pytest.raises(ReadError, match="there is no element <item> in it"):
        read(b"<wire><header/></wire>")
