"""Word files: the text as it stands after all changes, and one report of it."""

import zipfile
from io import BytesIO

import pytest

from bench.downloads import pack_docx
from whence.errors import ReadError
from whence.intake.formats.documents.docx import read_docx, read_docx_paragraphs
from whence.intake.formats.documents.revisions import Revisions
from whence.intake.formats.form import Document
from whence.intake.load import read_input

TRACKED = "it has tracked changes, and was read as it stands after all of them"
STRUCK = "words that are struck through were left out"


def run(text, marks=""):
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def read(body, **parts):
    """Read the texts of the paragraphs that have one, and the notes."""
    revisions = Revisions()
    found = list(read_docx_paragraphs(Document("a.docx", pack_docx(body, **parts)), revisions))
    return [each.text for each in found if each.text], revisions.notes


def test_insertions_are_kept_and_deletions_left_out():
    inserted = f"<w:ins>{run('not ')}</w:ins>"
    deleted = "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
    assert read(paragraph(run("The mayor did "), inserted, deleted, run("resign."))) == (
        ["The mayor did not resign."],
        (TRACKED,),
    )


def test_moved_words_stand_where_they_were_moved_to():
    moved = paragraph(f"<w:moveFrom>{run('It rained. ')}</w:moveFrom>", run("The tide rose."))
    assert read(moved + paragraph(f"<w:moveTo>{run('It rained.')}</w:moveTo>"))[0] == ["The tide rose.", "It rained."]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    first = paragraph(run("The council "), properties="<w:rPr><w:del/></w:rPr>")
    assert read(first + paragraph(run("met."))) == (["The council met."], (TRACKED,))


def test_a_deleted_row_of_a_table_is_left_out():
    cells = "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in ("Quay", "4 metres"))
    table = f"<w:tbl><w:tr>{cells}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{cells}</w:tr></w:tbl>"
    assert read(table) == (["Quay | 4 metres"], (TRACKED,))


def test_a_frame_of_one_cell_keeps_its_paragraphs():
    inside = paragraph(run("The council met.")) + paragraph(run("It rained."))
    assert read(f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>")[0] == ["The council met.", "It rained."]


def test_struck_out_and_hidden_words_are_left_out():
    line = paragraph(run("The quay is "), run("open ", "<w:strike/>"), run("secret ", "<w:vanish/>"), run("shut."))
    assert read(line) == (["The quay is shut."], (STRUCK,))
    assert read(paragraph(run("The quay is shut.", '<w:strike w:val="false"/>'))) == (["The quay is shut."], ())


def test_content_controls_fields_and_links_are_kept_and_placeholders_are_not():
    control = f"<w:sdt><w:sdtContent>{run('Ana Brandt')}</w:sdtContent></w:sdt>"
    empty = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
    field = f"<w:fldSimple>{run(' of Tidewater')}</w:fldSimple><w:r><w:instrText>PAGE</w:instrText></w:r>"
    link = f"<w:hyperlink>{run(' spoke.')}</w:hyperlink>"
    block = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph(run('Enter'))}</w:sdtContent></w:sdt>"
    )
    assert read(paragraph(control, empty, field, link) + block)[0] == ["Ana Brandt of Tidewater spoke."]


def test_a_text_box_is_read_once():
    box = f"<w:txbxContent>{paragraph(run('The tide rose.'))}</w:txbxContent>"
    twice = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    alternate = (
        f'<w:r><mc:A xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{twice}</mc:A></w:r>'
    )
    assert read(paragraph(run("It rained."), alternate))[0] == ["It rained.", "The tide rose."]


def test_the_title_is_the_headline_in_an_edition_of_word_in_any_language():
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="Titel">'
        '<w:name w:val="Title"/></w:style></w:styles>'
    )
    body = "".join(
        [
            paragraph(run("The Tidewater Post")),
            paragraph(run("Harbour to close"), properties='<w:pStyle w:val="Titel"/>'),
            paragraph(run("By Li Wei")),
            paragraph(run("4 March 2031")),
            paragraph(run("The council will shut the harbour in April, the mayor said.")),
        ]
    )
    (given,) = read_docx(Document("a.docx", pack_docx(body, word__styles=styles)))
    report = read_input(given)
    assert (report.headline, report.byline, report.published) == ("Harbour to close", ("Li Wei",), "2031-03-04")
    assert report.text.endswith("\n\nThe council will shut the harbour in April, the mayor said.")


def test_what_the_document_calls_itself_is_its_headline_where_a_line_says_so():
    core = (
        '<c:core xmlns:c="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Quay shut</dc:title>'
        "<dc:creator>Somebody Else</dc:creator></c:core>"
    )
    lines = ("NEWS FROM THE HARBOUR OF TIDEWATER", "Quay shut", "The council met on Monday, and shut the quay.")
    (given,) = read_docx(
        Document("a.docx", pack_docx("".join(paragraph(run(line)) for line in lines), docProps__core=core))
    )
    assert given.metadata.headline == "Quay shut"
    assert given.metadata.byline == ()
    assert given.notes == ("above its headline stands: NEWS FROM THE HARBOUR OF TIDEWATER",)


def test_entities_are_refused():
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<!DOCTYPE a [<!ENTITY tide 'high'>]><a>&tide;</a>")
    with pytest.raises(ReadError, match="it declares XML entities"):
        list(read_docx(Document("a.docx", packed.getvalue())))


def test_empty_paragraphs_are_no_report():
    with pytest.raises(ReadError, match="it has no text"):
        list(read_docx(Document("a.docx", pack_docx("<w:p/>" * 100_000))))


def test_a_damaged_member_is_named():
    packed = bytearray(pack_docx(paragraph(run("The council met. " * 500))))
    at = packed.find(b"word/document.xml") + 60
    packed[at : at + 20] = bytes(20)
    with pytest.raises(ReadError, match=r"word/document\.xml in it is damaged|not well-formed"):
        list(read_docx(Document("a.docx", bytes(packed))))
