"""Passages and quotations in an archive: kept up to date, they are what comparing all reports at once gives."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.archives import put_in
from whence.archive.links.items import hexadecimal, number_of_id
from whence.archive.links.link import link
from whence.archive.links.shared_words import (
    passages_between,
    passages_of,
    quotation_links_between,
    shares_of_report,
    versions_of_quotation,
)
from whence.archive.storage.store import Store
from whence.linking.clusters import connected
from whence.linking.reuse.agencies import find_credits
from whence.linking.reuse.quotations import candidate_quotations, link_quotations
from whence.linking.reuse.report_words import read_words
from whence.linking.reuse.reuse import candidate_pairs, open_words, shared_passages
from whence.linking.reuse.standing import find_standing
from whence.records.ledger import Ledger
from whence.records.report import Report

TABLES = {
    "report_words": "item, outlet, published, words, credits, standing",
    "fingerprints": "key, second, item",
    "paragraphs": "outlet, key, second, item",
    "standing": "outlet, key",
    "passages": "earlier, later, number, earlier_start, earlier_end, later_start, later_end, same_words, first, first_by,"
    " agency, links",
    "quotations": "item, start, second, spans, quotation",
    "quotation_keys": "key, second, item, start",
    "quotation_pairs": "earlier, earlier_start, later, later_start, same_words, is_exact, links",
}
LEAD = (
    "The harbour will close for nine days in April while divers look for the crane that fell into the basin during the "
    "storm of last week."
)
MORE = "Ferries will sail from the old pier, where a tent keeps out the rain and two clerks sell tickets by hand."
SAFE = "The harbour is not safe for any ferry, and nobody on the council listened to the pilots"
SIGN_UP = "Do you want the news of the coast every morning? Sign up for our letter, it is free and it is rather short."
OTHERS = [
    "A bakery in Fenwick sells loaves with seaweed, which the owner gathers by hand before dawn.",
    "Voters in Aldermere chose a new council on Sunday after two years without any.",
    "The museum of clocks reopens, its oldest piece still an hour slow.",
    "Rowers from Kelby crossed the strait twice in one afternoon.",
]


def ledger(*paragraphs, outlet="The Tidewater Post", day=4, url=None):
    published = f"2031-03-{day:02}T09:30:00Z" if day else None
    report = Report(text="\n\n".join(paragraphs), publisher=outlet, published=published, url=url)
    return Ledger(report=report, sources=(), attributions=(), model="by-hand")


def quoting(quotation, **fields):
    return ledger(f"“{quotation},” the pilot said.", **fields)


def new_store():
    """Open an archive in memory, or rather in a file that nobody sees."""
    return Store(":memory:", create=True)


def tables_of(store):
    return {name: store.rows(f"SELECT {columns} FROM {name} ORDER BY {columns}") for name, columns in TABLES.items()}


def archive_of(path, ledgers):
    path.mkdir(exist_ok=True)
    for old in path.glob("*"):
        old.unlink()
    store = Store(path / "archive.whence", create=True)
    put_in(store, ledgers, addresses=[f"example.org/{one.report.id}" for one in ledgers])
    return store


def linked(path, *ledgers):
    store = archive_of(path, ledgers)
    link(store)
    return store


def numbers(*ledgers):
    return [number_of_id(one.report.id) for one in ledgers]


def remove(store, one):
    with store.writing(), store.transaction():
        store.run("DELETE FROM reports WHERE key = ?", (one.report.id,))
