"""Archives of which a test says what is linked, so that answers are tested whatever linking finds."""

from tests.support.archives import fill
from whence.archive.linking.items import open_item
from whence.archive.linking.link import link
from whence.linking.claims.mentions import mentions_of


def fill_linked(path, ledgers, *, same=(), disagreeing=(), people=()):
    """Store ledgers and link them, all as one story; then write claims and people as they are given.

    Args:
        path: Path of the archive.
        ledgers: One of each report.
        same: Groups of mentions that are one claim, each as ``(number of the ledger, id of the attribution)``; the
            earliest first. All other mentions are claims of their own.
        disagreeing: Pairs of mentions.
        people: Groups of sources that are one person, each as ``(number of the ledger, id of the source)``.
    """
    store = fill(path, ledgers)
    with store.writing():
        link(store)
        with store.transaction():
            items = [open_item(store, version) for (version,) in store.rows("SELECT id FROM versions ORDER BY id")]
            _write_claims(store, items, same, disagreeing)
            for (first, own), *others in people:
                sql = "SELECT person FROM named_sources WHERE item = ? AND source = ?"
                ((person,),) = store.rows(sql, (items[first].number, own))
                store.run_many(
                    "UPDATE named_sources SET person = ? WHERE item = ? AND source = ?",
                    [(person, items[at].number, source) for at, source in others],
                )
            store.run("UPDATE stories SET story = (SELECT min(item) FROM stories)")
    return store


def _write_claims(store, items, same, disagreeing):
    keys = {(at, one.attribution): one.key for at, item in enumerate(items) for one in mentions_of(item.ledger)}
    store.run("UPDATE claim_mentions SET claim = key")
    for first, *others in same:
        store.run_many(
            "UPDATE claim_mentions SET claim = ? WHERE key = ?", [(keys[first], keys[member]) for member in others]
        )
    store.run("DELETE FROM claim_pairs")
    store.run_many(
        "INSERT INTO claim_pairs (first, second, relation, score) VALUES (?, ?, 'disagreeing', 0)",
        [sorted((keys[one], keys[other])) for one, other in disagreeing],
    )
