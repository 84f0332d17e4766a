"""What linking needs of reports, made in this process or ahead in another one: the same, in the same order."""

import multiprocessing
from contextlib import closing

import pytest

from tests.support.archives import fill
from tests.support.ledgers_by_hand import ledger_of
from whence.archive.linking.prepared_items import prepare_batches

TOLD = [
    f"[1 Ines Okafor]1 {{1 said}}1 <1 the storm destroyed {number} boats in Port Marram on Friday>1."
    for number in range(12, 19)
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    ledgers = [ledger_of(told, url=f"https://post.example/{number}") for number, told in enumerate(TOLD)]
    with closing(fill(tmp_path_factory.mktemp("prepared") / "news.whence", ledgers)) as opened:
        yield opened


def versions_in(store):
    return [row[0] for row in store.rows("SELECT id FROM versions ORDER BY id")]


def batches_in(store, size):
    versions = versions_in(store)
    return [tuple(versions[at : at + size]) for at in range(0, len(versions), size)]


def told_of(batches):
    return [
        (batch.versions, [(item.version, item.story_keys, item.claims, item.words.row) for item in batch.items])
        for batch in batches
    ]


def test_another_process_prepares_the_same_in_the_same_order(store):
    here, ahead = (prepare_batches(store, batches_in(store, 3), ahead=ahead) for ahead in (False, True))
    told = told_of(here)
    assert [len(items) for _, items in told] == [3, 3, 1]
    assert told_of(ahead) == told


def test_what_a_process_was_preparing_when_it_died_is_prepared_here(store):
    with closing(prepare_batches(store, batches_in(store, 2), ahead=True)) as batches:
        first = next(batches)
        for process in multiprocessing.active_children():
            process.kill()
        assert told_of([first, *batches]) == told_of(prepare_batches(store, batches_in(store, 2), ahead=False))


def test_versions_that_are_no_longer_the_latest_are_in_a_batch_without_an_item(store):
    (batch,) = prepare_batches(store, [(*versions_in(store), 999)], ahead=False)
    assert batch.versions[-1] == 999
    assert len(batch.items) == len(TOLD)
