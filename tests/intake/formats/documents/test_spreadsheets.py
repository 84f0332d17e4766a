"""Spreadsheets: rows as in CSV, whatever the program that wrote them does to numbers, dates and margins."""

import sys

import pytest

from tests.support.samples.documents import HEADLINE, SAMPLES, ods, ods_row, xlsx, xlsx_row
from tests.support.xls_files import xls
from whence.errors import ReadError
from whence.intake.formats.form import Document
from whence.intake.formats.tables import take_rows
from whence.intake.forms import read_document

TEXT = "The harbour master said on Monday that the quay would stay open until the spring."


def read(data, name="reports.xlsx"):
    return list(read_document(Document(name, data)))


def test_a_row_of_a_workbook_is_a_report_with_its_columns_as_fields():
    (given,) = read(SAMPLES["reports.xlsx"])
    told = given.metadata
    assert (told.headline, told.publisher, told.byline) == (HEADLINE, "The Seld Courier", ("Dana Finn",))
    assert given.data.decode().count("\n\n") == 2


def test_a_number_is_whole_and_a_date_a_day():
    (given,) = read(SAMPLES["reports.xlsx"])
    assert given.address == "reports.xlsx#20261105"
    assert given.metadata.published == "2019-04-09"


def test_an_old_workbook_is_read_in_the_same_way():
    (given,) = read(SAMPLES["reports.xls"], "reports.xls")
    assert (given.address, given.metadata.published) == ("reports.xls#20261105", "2019-04-09")
    assert given.metadata.publisher == "The Seld Courier"


def test_an_old_workbook_on_which_the_library_aborts_is_a_sentence():
    far = xls(("Text",)).replace(b"\x04\x02\x11\x00\x00\x00\x00\x00", b"\x04\x02\x11\x00\xff\xff\xff\xff")
    cut = SAMPLES["reports.xls"][:-700]
    for data in (far, cut):
        try:
            found = read(data, "reports.xls")
        except ReadError as error:
            found = [error]
        assert len(found) == 1


def test_the_wide_empty_margin_of_ods_counts_for_nothing():
    (given,) = read(SAMPLES["reports.ods"], "reports.ods")
    assert given.metadata.published == "2019-04-09"


def test_each_sheet_has_its_own_columns_and_a_sheet_without_texts_is_named():
    first = xlsx_row(1, "Title", "Body") + xlsx_row(2, "Quay", TEXT)
    second = xlsx_row(1, "Text", "Outlet") + xlsx_row(2, TEXT, "The Brakwater Post")
    codes = xlsx_row(1, "Code", "Meaning") + xlsx_row(2, 7, "ferry")
    found = read(xlsx({"One": first, "Empty": "", "Two": second, "Codes": codes}))
    assert [each.name for each in found[:2]] == ["reports.xlsx#One#2", "reports.xlsx#Two#2"]
    assert found[1].metadata.publisher == "The Brakwater Post"
    assert found[2].input == "reports.xlsx#Codes"
    assert "its columns are: Code, Meaning" in found[2].reason
    assert len(found) == 3


def test_a_title_above_the_column_names_is_no_row():
    rows = xlsx_row(1, "Reports on the ferry, May 2031") + xlsx_row(3, "Title", "Text") + xlsx_row(4, "Quay", TEXT)
    (given,) = read(xlsx({"A": rows}))
    assert (given.metadata.headline, given.name) == ("Quay", "reports.xlsx#4")


def test_a_row_without_a_text_is_named_with_its_own_number():
    rows = xlsx_row(1, "Title", "Text") + xlsx_row(2, "Quay", TEXT) + xlsx_row(3, "Pier")
    assert read(xlsx({"A": rows}))[1].input == "reports.xlsx#3"


def test_a_text_that_fills_its_cell_may_be_cut_off_and_says_so():
    rows = xlsx_row(1, "Title", "Text") + xlsx_row(2, "Quay", ("Tide. " * 6000)[:32_767])
    (given,) = read(xlsx({"A": rows}))
    assert "32,767 characters" in given.notes[0]


@pytest.mark.parametrize(
    "data",
    [
        xlsx({"A": xlsx_row(1, "Text") + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'}),
        ods(
            ods_row("Text"),
            '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>',
            ods_row("a", "b", "c", "d", "e", "f"),
        ),
        ods(
            '<table:table-row table:number-rows-repeated="100000"><table:table-cell office:value-type="float" '
            'office:value="1" table:number-columns-repeated="1000"/></table:table-row>'
        ),
    ],
)
def test_cells_that_span_a_huge_area_are_refused_before_they_are_read(data):
    with pytest.raises(ReadError, match="its cells span an area of"):
        read(data)


def test_a_sheet_whose_last_tags_are_damaged_is_refused():
    with pytest.raises(ReadError, match=r"the file content\.xml in it is damaged"):
        read(ods(ods_row("Text"), "</table:tabel>"))


def test_the_extra_is_named_where_it_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(ReadError, match=r"pip install 'whence\[documents\]'"):
        read(SAMPLES["reports.xlsx"])


def test_rows_of_any_table_are_read_in_the_same_way():
    (found,) = take_rows(lambda: iter([]), columns={}, path="a.xlsx")
    assert found.reason.startswith("it has no rows")
