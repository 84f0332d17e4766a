"""The reports that have a key are stored together for some weeks of publication."""

from contextlib import closing

import numpy as np
import pytest

from whence.archive.linking.story_postings import (
    Postings,
    add_postings,
    join_postings,
    posted_reports,
    read_postings,
    remove_postings,
)
from whence.archive.storage.store import Store


@pytest.fixture
def store(tmp_path):
    with closing(Store(tmp_path / "news.whence", create=True)) as store, store.writing():
        yield store


def postings(*rows):
    return Postings(*(np.array(column, np.int64) for column in zip(*rows, strict=True)))


def told(found):
    return list(zip(*(column.tolist() for column in found), strict=True))


def held(store):
    return [(*place, bytes(held).hex(" ", 9)) for *place, held in store.rows("SELECT * FROM story_postings")]


def test_reports_of_the_same_weeks_are_one_row_in_the_order_of_their_numbers(store):
    add_postings(store, postings((7, 640, 9), (7, 700, 5), (7, 704, 1), (8, 0, -2)))
    assert held(store) == [
        (7, 10, "05000000000000003c 090000000000000000"),
        (7, 11, "010000000000000000"),
        (8, 0, "feffffffffffffff00"),
    ]
    add_postings(store, postings((7, 641, 6)))
    assert held(store)[0] == (7, 10, "05000000000000003c 060000000000000001 090000000000000000")
    assert told(read_postings(store, [7, 9])) == [(7, 700, 5), (7, 641, 6), (7, 640, 9), (7, 704, 1)]
    assert posted_reports(store) == {9, 5, 1, -2, 6}


def test_a_report_that_goes_leaves_no_row_without_reports(store):
    add_postings(store, postings((7, 640, 9), (7, 700, 5), (8, 640, 9)))
    remove_postings(store, postings((7, 640, 9), (8, 640, 9)))
    assert held(store) == [(7, 10, "05000000000000003c")]


def test_no_postings_are_no_trouble(store):
    none = join_postings([])
    add_postings(store, none)
    remove_postings(store, none)
    assert told(read_postings(store, [])) == told(read_postings(store, [1])) == held(store) == []
