"""Linking: bring the tables of links up to date with the reports that came, changed or went.

Each step updates its own tables, and what it leaves in them is a function of the reports at hand: neither the order in
which they came nor how many were linked at once makes a difference. A batch is one transaction. So a linking that is
killed continues where it stopped, and readers never see half of one. Who the people are is found out at the end of a
linking, as somebody famous is in nearly every batch.
"""

from collections.abc import Callable, Sequence
from contextlib import closing

from whence.archive.linking.claims import update_claims
from whence.archive.linking.compared_words import WordsOfBatch
from whence.archive.linking.first_linking import opening_transactions
from whence.archive.linking.passages import update_passages
from whence.archive.linking.people import update_people
from whence.archive.linking.people_settling import settle_people
from whence.archive.linking.prepared_items import Batch, prepare_batches
from whence.archive.linking.quotations import update_quotations
from whence.archive.linking.rare_collection import collecting_rarely
from whence.archive.linking.stories import update_stories
from whence.archive.linking.story_index import StoryIndex
from whence.archive.storage.id_numbers import json_numbers
from whence.archive.storage.link_tables import EMPTY_LINKS
from whence.archive.storage.store import Store
from whence.scaling.processes import core_count

__all__ = ["OnLinked", "count_unlinked", "link"]

OnLinked = Callable[[int, int], None]
"""Called with the number of reports linked so far, and of those to link."""

RULES = 5
"""Number of the rules by which reports are linked. Whoever changes what a step writes raises it: then archives link
their reports again."""
_BATCH, _LARGEST_BATCH = 256, 2048
"""Reports linked in one transaction, and where very many are to be linked. With fewer, more lists and stories are
looked at again, and more pages written twice."""
_SHARE = 8
"""A batch is one in so many of the reports before it, so that the first is soon ready."""
_CACHE_MEGABYTES = 256
"""Pages of the file in memory: those that a batch changes are all over the file."""
_MANY = 4 * _BATCH
"""Reports from which on it saves time that another process reads ahead: it starts in a second or two."""


def link(store: Store, *, jobs: int | None = 1, on_progress: OnLinked | None = None) -> int:
    """Link the reports that came, changed or went since the last time.

    Args:
        store: The archive's file.
        jobs: Maximum number of processes, None for one per core; two are of use. With more than one, another process
            reads ahead while this one links, if there are many reports.
        on_progress: Called after each batch.

    Returns:
        Number of reports that were linked. Those whose ledger is damaged are passed over until it is repaired.

    Raises:
        ArchiveError: Another process is writing, or the file cannot be written. Batches before that are kept.
    """
    done = 0
    with store.writing(), collecting_rarely():
        _follow_rules(store)
        total = count_unlinked(store) if on_progress else 0
        index = StoryIndex(store)
        versions = [row[0] for row in store.rows("SELECT version FROM unlinked ORDER BY 1")]
        many = len(versions) >= _MANY
        ahead = many and (jobs or core_count()) > 1
        store.enlarge_cache(_CACHE_MEGABYTES)
        with (
            opening_transactions(store, many=many) as transactions,
            closing(prepare_batches(store, _batches_of(versions), ahead=ahead)) as batches,
        ):
            for batch in batches:
                with transactions.open(batch):
                    _link_batch(store, index, batch)
                done += len(batch.items)
                if on_progress:
                    on_progress(done, max(total, done))
            settle_people(store, transactions.open)
    return done


def _batches_of(versions: Sequence[int]) -> list[tuple[int, ...]]:
    batches: list[tuple[int, ...]] = []
    at = 0
    while at < len(versions):
        size = min(max(at // _SHARE, _BATCH), _LARGEST_BATCH)
        batches.append(tuple(versions[at : at + size]))
        at += size
    return batches


def _follow_rules(store: Store) -> None:
    """Forget the links if other rules made them."""
    if store.one("SELECT 1 FROM link_rules WHERE number = ?", (RULES,)):
        return
    with store.transaction():
        store.run(EMPTY_LINKS)
        store.run("INSERT INTO link_rules VALUES (?)", (RULES,))


def count_unlinked(store: Store, *, limit: int | None = None) -> int:
    """Count the reports that are still to be linked, up to a limit."""
    unlinked = "SELECT 1 FROM unlinked CROSS JOIN versions ON id = version WHERE is_latest LIMIT ?"
    (count,) = store.rows(f"SELECT count(*) FROM ({unlinked})", (-1 if limit is None else limit,))[0]
    return int(count)


def _link_batch(store: Store, index: StoryIndex, batch: Batch) -> None:
    new = batch.items
    sql = "SELECT item FROM linked WHERE {} IN (SELECT value FROM json_each(?))"
    gone = {row[0] for row in store.rows(sql.format("item"), (json_numbers(item.number for item in new),))}
    gone.update(row[0] for row in store.rows(sql.format("version"), (json_numbers(batch.versions),)))
    store.run_many("DELETE FROM linked WHERE item = ?", [(number,) for number in sorted(gone)])
    store.run_many(
        "INSERT INTO linked (item, version, report) VALUES (?, ?, ?)",
        [(item.number, item.version, item.report) for item in new],
    )
    regrouped = update_stories(store, index, new, gone)
    words = WordsOfBatch(store, [item.words for item in new], gone)
    shared = update_passages(store, words) | update_quotations(store, words)
    update_claims(store, new, gone, regrouped=regrouped, shared=shared)
    update_people(store, new, gone, regrouped=regrouped)
    store.run_many("DELETE FROM unlinked WHERE version = ?", [(version,) for version in batch.versions])
