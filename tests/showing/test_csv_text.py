"""Tables for spreadsheets: nothing that a report says runs in one."""

import csv
import io

import pytest

from tests.support.archives import fill, ledger_by
from tests.support.desks import opened_desk
from whence.showing.csv_text import csv_text

FORMULAS = ["=1+1", "+47", "-7 boats", "@office", "\t=1+1", " =1+1", "＝1+1", '=HYPERLINK("http://a.example")']


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_runs_as_a_formula(text):
    ((cell,),) = list(csv.reader(io.StringIO(csv_text(["a"], [[text]]))))[1:]
    assert cell == f"'{text}"


def test_numbers_stay_numbers_and_nothing_stays_empty():
    assert csv_text(["a", "b", "c"], [[-1, 0.5, None]]) == "a,b,c\r\n-1,0.5,\r\n"


def test_no_headline_runs_as_a_formula_in_any_table_of_the_desk(tmp_path):
    path = tmp_path / "news.whence"
    formula = '=cmd|" /C calc"!A0'
    fill(path, [ledger_by(formula, publisher=formula, published="2031-03-04", text=f"{formula} it leaks.")]).close()
    with opened_desk(path) as client:
        for address in ("/search.csv", "/sources.csv", "/outlets.csv"):
            cells = [cell for row in csv.reader(io.StringIO(client.get(address).text)) for cell in row]
            assert any("calc" in cell for cell in cells), address
            assert [cell for cell in cells if cell.startswith("=")] == [], address
