"""ALTO, TEI and what trafilatura writes: single texts in XML."""

import pytest

from tests.support.samples.wires import ALTO, EXTRACTED, HEADLINE, PARAGRAPHS, TEI, alto_line
from whence.errors import ReadError
from whence.intake.formats.form import Document
from whence.intake.forms import read_document, tell_form
from whence.intake.load import read_input


def read(data):
    (given,) = read_document(Document("page.xml", data.encode()))
    return read_input(given)


def page(*blocks, order=""):
    inside = "".join(f'<TextBlock ID="b{index}">{block}</TextBlock>' for index, block in enumerate(blocks))
    return f"<?xml version='1.0'?><alto><Layout>{order}<Page><PrintSpace>{inside}</PrintSpace></Page></Layout></alto>"


def test_words_of_a_page_are_read_in_blocks_without_its_margins():
    made = read(ALTO)
    assert made.text == "The council will close the harbour from 1 March."
    assert made.notes == (
        "a machine read these words from a picture (OCR), and some may be wrong",
        "the machine’s confidence in a word is 0.90 on average",
        "the whole page is one report, whatever articles and advertisements are on it",
    )


def test_words_divided_at_the_end_of_a_line_are_whole_again():
    told = (
        '<TextLine><String CONTENT="The"/><String CONTENT="har" SUBS_TYPE="HypPart1" SUBS_CONTENT="harbour"/><HYP '
        'CONTENT="-"/></TextLine><TextLine><String CONTENT="bour" SUBS_TYPE="HypPart2" SUBS_CONTENT="harbour"/>'
        '<String CONTENT="closes."/></TextLine>'
    )
    untold = (
        '<TextLine><String CONTENT="The"/><String CONTENT="har"/><HYP CONTENT="-"/></TextLine>'
        '<TextLine><String CONTENT="bour"/><String CONTENT="closes."/></TextLine>'
    )
    assert read(page(told)).text == read(page(untold)).text == "The harbour closes."


def test_blocks_stand_in_the_order_of_reading_if_it_is_told():
    order = '<ReadingOrder><OrderedGroup><ElementRef REF="b1"/><ElementRef REF="b0"/></OrderedGroup></ReadingOrder>'
    blocks = alto_line("It closes in March."), alto_line("The harbour closes.")
    assert read(page(*blocks, order=order)).text == "The harbour closes.\n\nIt closes in March."
    assert read(page(*blocks)).text == "It closes in March.\n\nThe harbour closes."


def test_a_page_without_words_is_refused():
    with pytest.raises(ReadError, match="there are no words on this page"):
        read(page())


@pytest.mark.parametrize("data", [TEI, EXTRACTED])
def test_a_text_extracted_from_a_page_gives_what_its_header_tells(data):
    made = read(data)
    assert (made.headline, made.publisher, made.byline) == (HEADLINE, "The Tidewater Post", ("Ana Brandt", "Li Wei"))
    assert (made.published, made.url) == ("2031-03-04", "https://post.example/2031/harbour")
    assert made.text.split("\n\n")[:4] == [HEADLINE, *PARAGRAPHS]
    assert "First!" not in made.text


def test_a_corpus_holds_several_texts():
    corpus = f"<?xml version='1.0'?><teiCorpus xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/>{TEI}{TEI}</teiCorpus>"
    assert len(list(read_document(Document("corpus.xml", corpus.encode())))) == 2


def test_the_day_on_which_a_page_was_loaded_is_not_its_day_of_publication():
    loaded = "<profileDesc><creation><date type='download'>2032-01-01</date></creation></profileDesc></teiHeader>"
    data = TEI.replace("<date>2031-03-04</date>", "<date/>").replace("</teiHeader>", loaded)
    assert read(data).published is None


def test_other_documents_named_doc_are_none():
    assert tell_form(Document("a.xml", b"<?xml version='1.0'?><doc><p>Tide late.</p></doc>")).family == "Not read"
