"""Linking: bring the tables of links up to date with the reports that came, changed or went.

Each step updates its own tables, and what it leaves in them is a function of the reports at hand: neither the order in
which they came nor how many were linked at once makes a difference. A batch is one transaction. So a linking that is
killed continues where it stopped, and readers never see half of one. Who the people are is found out at the end of a
linking, as somebody famous is in nearly every batch.
"""

from collections.abc import Callable, Iterator, Sequence

import apsw

from whence.archive.linking.claims import update_claims
from whence.archive.linking.compared_words import WordsOfBatch
from whence.archive.linking.items import Item, open_item
from whence.archive.linking.passages import update_passages
from whence.archive.linking.people import update_people
from whence.archive.linking.people_settling import settle_people
from whence.archive.linking.quotations import update_quotations
from whence.archive.linking.stories import update_stories
from whence.archive.linking.story_index import StoryIndex
from whence.archive.storage.link_tables import EMPTY_LINKS
from whence.archive.storage.store import Store
from whence.errors import ArchiveError

__all__ = ["OnLinked", "count_unlinked", "link"]

OnLinked = Callable[[int, int], None]
"""Called with the number of reports linked so far, and of those to link."""

RULES = 2
"""Number of the rules by which reports are linked. Whoever changes what a step writes raises it: then archives link
their reports again."""
_BATCH = 256
"""Reports linked in one transaction. With fewer, more stories are looked at again, and more pages written twice."""


def link(store: Store, *, on_progress: OnLinked | None = None) -> int:
    """Link the reports that came, changed or went since the last time.

    Args:
        store: The archive's file.
        on_progress: Called after each batch.

    Returns:
        Number of reports that were linked. Those whose ledger is damaged are passed over until it is repaired.

    Raises:
        ArchiveError: Another process is writing, or the file cannot be written. Batches before that are kept.
    """
    done = 0
    with store.writing():
        _follow_rules(store)
        total = count_unlinked(store)
        index = StoryIndex(store)
        while versions := [row[0] for row in store.rows("SELECT version FROM unlinked ORDER BY 1 LIMIT ?", (_BATCH,))]:
            with store.transaction():
                done += _link_batch(store, index, versions)
            if on_progress:
                on_progress(done, max(total, done))
        settle_people(store)
    return done


def _follow_rules(store: Store) -> None:
    """Forget the links if other rules made them."""
    if store.one("SELECT 1 FROM link_rules WHERE number = ?", (RULES,)):
        return
    with store.transaction():
        store.run(EMPTY_LINKS)
        store.run("INSERT INTO link_rules VALUES (?)", (RULES,))


def count_unlinked(store: Store, *, limit: int | None = None) -> int:
    """Count the reports that are still to be linked, up to a limit."""
    unlinked = "SELECT 1 FROM unlinked JOIN versions ON id = version WHERE is_latest LIMIT ?"
    (count,) = store.rows(f"SELECT count(*) FROM ({unlinked})", (-1 if limit is None else limit,))[0]
    return int(count)


def _link_batch(store: Store, index: StoryIndex, versions: Sequence[int]) -> int:
    new = list(_open_items(store, versions))
    gone = {item.number for item in new} | set(_numbers_of(store, versions))
    gone = {number for number in gone if store.one("SELECT 1 FROM linked WHERE item = ?", (number,))}
    store.run_many("DELETE FROM linked WHERE item = ?", [(number,) for number in sorted(gone)])
    store.run_many(
        "INSERT INTO linked (item, version, report) VALUES (?, ?, ?)",
        [(item.number, item.version, item.report.id) for item in new],
    )
    regrouped = update_stories(store, index, new, gone)
    words = WordsOfBatch(store, new, gone)
    shared = update_passages(store, words) | update_quotations(store, words)
    update_claims(store, new, gone, regrouped=regrouped, shared=shared)
    update_people(store, new, gone, regrouped=regrouped)
    store.run_many("DELETE FROM unlinked WHERE version = ?", [(version,) for version in versions])
    return len(new)


def _open_items(store: Store, versions: Sequence[int]) -> Iterator[Item]:
    """Open the latest versions among these; a damaged one is passed over."""
    for version in versions:
        if store.one("SELECT 1 FROM versions WHERE id = ? AND is_latest", (version,)):
            try:
                yield open_item(store, version)
            except ArchiveError as error:
                if isinstance(error.__cause__, apsw.Error):
                    raise


def _numbers_of(store: Store, versions: Sequence[int]) -> Iterator[int]:
    """List the reports that are linked by these versions."""
    for version in versions:
        yield from (row[0] for row in store.rows("SELECT item FROM linked WHERE version = ?", (version,)))
