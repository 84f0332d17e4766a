"""Claims of a linked report, looked up: the same as those found in its ledger, or none."""

from dataclasses import replace

import pytest

from tests.support.archives import fill
from tests.support.ledgers_by_hand import ledger_of
from whence.archive.linking.claim_rows import stored_mentions
from whence.archive.linking.items import open_item
from whence.archive.linking.link import link
from whence.records.ledger import Statement
from whence.records.report import Span

STORM = (
    "[1 Ines Okafor]1 {1 said}1 <1 the storm destroyed twelve boats>1. "
    "<2 The harbour wall>2, {2 said}2 [2 Tove Lind]2, <2 was broken by the storm on Friday>2. "
    "[3 Ines Okafor]3 {3 said}3 <3 the storm destroyed twelve boats>3. "
    "The ferry had sunk off Gull Island in 2019 (Photo/Lind)"
)


def storm():
    ledger = ledger_of(STORM, published="2031-03-07")
    start = ledger.report.text.index("The ferry")
    statement = Statement(kind="record", spans=(Span(start, len(ledger.report.text)),))
    return replace(ledger, statements=(statement,))


@pytest.fixture
def store(tmp_path):
    store = fill(tmp_path / "news.whence", [storm()])
    with store.writing():
        link(store)
    return store


def write(store, sql):
    with store.writing(), store.transaction():
        store.run(sql)


def test_the_stored_claims_of_a_report_are_those_found_in_its_ledger(store):
    item = open_item(store, 1)
    found = stored_mentions(store, item)
    assert found == item.mentions
    assert [(one.claim.text, one.attribution) for one in found] == [
        ("the storm destroyed twelve boats", "a1"),
        ("The harbour wall was broken by the storm on Friday", "a2"),
        ("the storm destroyed twelve boats", "a3"),
        ("The ferry had sunk off Gull Island in 2019", None),
    ]
    assert len({one.key for one in found}) == 4


def test_there_are_none_of_a_report_that_is_not_linked(tmp_path):
    store = fill(tmp_path / "news.whence", [storm()])
    assert stored_mentions(store, open_item(store, 1)) is None


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE claim_mentions SET key = 7 WHERE number = 1",
        "UPDATE claim_mentions SET start = start + 1 WHERE number = 0",
        "UPDATE claim_mentions SET start = 9, end = 4 WHERE number = 0",
        "UPDATE claim_mentions SET attribution = 'a9' WHERE number = 0",
        "DELETE FROM claim_mentions WHERE number = 2",
        "UPDATE texts SET text = replace(text, 'twelve', 'eleven')",
    ],
)
def test_there_are_none_if_they_do_not_fit_the_ledger(store, sql):
    write(store, sql)
    assert stored_mentions(store, open_item(store, 1)) is None
