"""Archives whose links are written by hand, so that answers are tested without the steps of linking."""

from tests.support.archives import fill
from whence.archive.links.items import number_of_id, open_item
from whence.linking.claims.mentions import mentions_of
from whence.linking.reuse.reuse import open_words, shared_passages


def fill_linked(path, ledgers, *, same=(), disagreeing=(), people=()):
    """Store ledgers, and link them: all reports are on one story.

    Args:
        path: Path of the archive.
        ledgers: One of each report.
        same: Groups of mentions that are one claim, each as ``(number of the ledger, id of the attribution)``.
        disagreeing: Pairs of mentions.
        people: Groups of sources that are one person, each as ``(number of the ledger, id of the source)``.
    """
    store = fill(path, ledgers)
    with store.writing(), store.transaction():
        items = [open_item(store, version) for (version,) in store.rows("SELECT id FROM versions ORDER BY id")]
        keys = {}
        for at, item in enumerate(items):
            told = (item.number, item.version, item.report.id)
            store.run("INSERT INTO linked (item, version, report) VALUES (?, ?, ?)", told)
            first = min(one.number for one in items)
            store.run("INSERT INTO stories (item, story) VALUES (?, ?)", (item.number, first))
            for number, one in enumerate(mentions_of(item.ledger)):
                keys[at, one.attribution] = one.key
                _insert_mention(store, item.number, number, one)
        for group in same:
            claim = keys[group[0]]
            store.run_many(
                "UPDATE claim_mentions SET claim = ? WHERE key = ?", [(claim, keys[member]) for member in group]
            )
        for one, other in disagreeing:
            first, second = sorted((keys[one], keys[other]))
            store.run(
                "INSERT INTO claim_pairs (first, second, relation, score) VALUES (?, ?, 'disagreeing', 0)",
                (first, second),
            )
        for group in people:
            _insert_person(store, items, group)
        _insert_passages(store, items)
        _insert_quotations(store, items)
        store.run("DELETE FROM unlinked")
    return store


def _insert_mention(store, item, number, one):
    store.run(
        "INSERT INTO claim_mentions (item, number, key, attribution, start, claim) VALUES (?1, ?2, ?3, ?4, ?5, ?3)",
        (item, number, one.key, one.attribution, one.spans[0].start),
    )


def _insert_person(store, items, group):
    person = number_of_id(f"s:{items[group[0][0]].report.id[2:]}")
    store.run_many(
        "INSERT INTO named_sources (item, source, key, person, told) VALUES (?, ?, 0, ?, x'')",
        [(items[at].number, source, person) for at, source in group],
    )


def _insert_passages(store, items):
    ordered = sorted(items, key=lambda item: item.words.order)
    numbers = {item.report.id: item.number for item in items}
    for at, earlier in enumerate(ordered):
        for later in ordered[at + 1 :]:
            found = shared_passages(
                open_words(earlier.words), open_words(later.words), (earlier.credits, later.credits)
            )
            for number, one in enumerate(found):
                (start, end), (later_start, later_end) = ((span.start, span.end) for span in one.spans)
                first = numbers.get(one.first)
                store.run(
                    "INSERT INTO passages (earlier, later, number, earlier_start, earlier_end, later_start, later_end,"
                    " same_words, first, first_by, agency) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        *(earlier.number, later.number, number, start, end, later_start, later_end),
                        *(one.same_words, first, one.first_by, one.agency),
                    ),
                )


def _insert_quotations(store, items):
    """Let all quotations be one."""
    store.run_many(
        "INSERT INTO quotations (item, start, spans, quotation) VALUES (?, ?, '', 0)",
        [(item.number, one.quotation.spans[0].start) for item in items for one in item.words.quotations],
    )
