"""The measure of a linking that is killed: what it compares, and what it would find."""

from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from bench.killing import compare
from bench.linking_killed import add_in_portions, links_of
from bench.planted_archive import plant_archive
from whence.archive.storage.store import Store
from whence.records.form.json_lines import json_line


@pytest.fixture(scope="module")
def lines():
    return [json_line(ledger) for ledger in plant_archive(Path("no/such/folder"), count=20, seed=2).ledgers()]


@pytest.fixture(scope="module")
def wanted(lines, tmp_path_factory):
    return links_of(linked(tmp_path_factory.mktemp("archive"), lines, portion=100))


def linked(folder, lines, *, portion):
    """Add and link reports in this order."""
    ledgers, archive = folder / "ledgers.jsonl", folder / "news.whence"
    ledgers.write_bytes(b"".join(lines))
    add_in_portions(archive, ledgers, portion=portion)
    return archive


@pytest.mark.parametrize("portion", [1, 7, 100])
def test_links_are_the_same_in_any_order_and_in_portions_of_any_size(tmp_path, lines, wanted, portion):
    shuffled = Random(portion).sample(lines, len(lines))  # noqa: S311
    assert compare(wanted, links_of(linked(tmp_path, shuffled, portion=portion))) == []


def test_reports_that_were_added_before_are_not_added_again(tmp_path, lines, wanted):
    linked(tmp_path, lines[:9], portion=4)
    assert compare(wanted, links_of(linked(tmp_path, lines, portion=4))) == []


def test_a_link_that_differs_is_found(tmp_path, lines, wanted):
    archive = linked(tmp_path, lines, portion=100)
    with closing(Store(archive)) as store, store.writing():
        store.run("DELETE FROM stories WHERE item = (SELECT max(item) FROM stories)")
    (told,) = compare(wanted, links_of(archive))
    assert told.startswith("stories: 1 rows missing, 0 needless")
