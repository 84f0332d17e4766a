"""Reading many inputs: the same in one process as in several, whatever is wrong with some of them."""

import os
from functools import partial

import pytest

from tests.support.ledgers_by_hand import open_by_hand
from whence.errors import ModelError, ReadError
from whence.intake.folders import find_inputs
from whence.records.ledger import Ledger
from whence.records.report import Rejected
from whence.scaling.batch import read, read_inputs


@pytest.fixture
def folder(tmp_path):
    """Write a dozen reports of one attribution each."""
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(f"Tide {number}\n\nInes said that {number} boats left.\n")
    return tmp_path


def results(inputs, *, jobs):
    return list(read_inputs(inputs, open_by_hand, jobs=jobs))


def test_ledgers_come_in_the_order_of_the_inputs(folder):
    ledgers = results(find_inputs([str(folder)]), jobs=1)
    assert [ledger.report.headline for ledger in ledgers] == [f"Tide {number}" for number in range(12)]


def test_several_processes_read_the_same_as_one(folder):
    inputs = list(find_inputs([str(folder)]))
    assert results(inputs, jobs=3) == results(inputs, jobs=1)


def test_a_ledger_does_not_depend_on_what_else_is_read(folder):
    inputs = list(find_inputs([str(folder)]))
    alone = [ledger for each in inputs for ledger in results([each], jobs=1)]
    assert alone == results(reversed(inputs), jobs=1)[::-1]


def test_a_few_inputs_are_read_in_this_process(folder):
    inputs = list(find_inputs([str(folder)]))[:8]
    process = []
    list(read_inputs(inputs, lambda: lambda _: process.append(os.getpid()), jobs=4))
    assert process == [os.getpid()] * 8


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_cannot_be_read_is_told_in_its_place_and_the_rest_is_read(folder, jobs):
    (folder / "05.txt").write_text("")
    (folder / "07.txt").write_text("trouble ahead\n")
    found = results(find_inputs([str(folder), str(folder / "gone.txt")]), jobs=jobs)
    rejected = {place: each for place, each in enumerate(found) if isinstance(each, Rejected)}
    assert rejected.keys() == {5, 7, 12}
    assert rejected[5].input == str(folder / "05.txt")
    assert not rejected[5].reason.startswith(rejected[5].input)
    assert rejected[5].reason.endswith(".")
    assert rejected[7] == Rejected(
        input=str(folder / "07.txt"),
        reason="reading it failed with KeyError: 'there is trouble'. Please report this.",
    )
    assert rejected[12].reason == "there is no such file or folder. Check the path."
    assert {each.exit_code for each in rejected.values()} == {1}


def test_a_report_that_kills_its_process_costs_no_other(folder):
    (folder / "03.txt").write_text("death\n")
    found = results(find_inputs([str(folder)]), jobs=2)
    assert found[3] == Rejected(
        input=str(folder / "03.txt"),
        reason="the process that read it ended with exit status -9, perhaps for lack of memory. Read it by itself.",
    )
    assert [isinstance(each, Ledger) for each in found] == [place != 3 for place in range(12)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_unknown_model_is_an_error_and_not_a_dozen_rejections(folder, jobs):
    with pytest.raises(ModelError, match="en-0"):
        list(read_inputs(find_inputs([str(folder)]), partial(open_by_hand, "en-0"), jobs=jobs))


def test_no_model_is_opened_where_nothing_can_be_read():
    rejected = Rejected(input="gone.txt", reason="there is no such file or folder. Check the path.")
    assert results([rejected], jobs=1) == [rejected]
    assert list(read_inputs([rejected], partial(open_by_hand, "en-0"))) == [rejected]


def test_reading_stops_when_nobody_listens(folder):
    opened = []
    reading = read_inputs(find_inputs([str(folder)]), lambda: opened.append, jobs=1)
    next(reading)
    reading.close()
    assert len(opened) == 1


def test_a_folder_is_not_one_report(tmp_path):
    with pytest.raises(ReadError, match="it is a folder"):
        read(tmp_path)
