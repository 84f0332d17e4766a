"""Passages and quotations in an archive: kept up to date, they are what comparing all reports at once gives."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.archives import put_in
from tests.support.kept_links import passages_between, quotation_links_between, shares_of_report, versions_of_quotation
from whence.archive.linking.items import number_of_id, open_item
from whence.archive.linking.link import link
from whence.archive.linking.passages import update_passages
from whence.archive.links.shared_words import passages_of
from whence.archive.storage.store import Store
from whence.linking.clusters import connected
from whence.linking.reuse.quotations import candidate_quotations, link_quotations
from whence.linking.reuse.reuse import candidate_pairs, open_words, shared_passages
from whence.linking.reuse.standing import find_standing
from whence.records.ledger import Ledger
from whence.records.report import Report

TABLES = [
    "report_words", "fingerprints", "paragraphs", "standing", "passages", "quotations", "quotation_keys",
    "quotation_pairs",
]  # fmt: skip
LEAD = (
    "The harbour will close for nine days in April while divers look for the crane that fell into the basin during the "
    "storm of last week."
)
MORE = "Ferries will sail from the old pier, where a tent keeps out the rain and two clerks sell tickets by hand."
SAFE = "The harbour is not safe for any ferry, and nobody on the council listened to the pilots"
DRIFTED = SAFE.replace("nobody", "no one")
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


def linked(path, *ledgers):
    store = Store(path / "archive.whence", create=True)
    add(store, ledgers)
    link(store)
    return store


def add(store, ledgers):
    """Add reports; of two with one address the later is a new version."""
    put_in(store, ledgers, addresses=[one.report.url or f"example.org/{one.report.id}" for one in ledgers])


def remove(store, *keys):
    with store.writing(), store.transaction():
        store.run_many("DELETE FROM reports WHERE key = ?", [(key,) for key in keys])


def number_of(one):
    return number_of_id(one.report.id)


def tables_of(store):
    return {name: sorted(store.rows(f"SELECT * FROM {name}"), key=str) for name in TABLES}  # noqa: S608


def passages_at_once(reports):
    """Compare all reports at once, as without an archive."""
    standing = find_standing(one.words for one in reports)
    words = [open_words(one.words, standing.get(one.report.publisher or "", ())) for one in reports]
    credited = {one.report.id: one.credits for one in reports}
    return {
        passage
        for one, other in candidate_pairs(words)
        for passage in shared_passages(one, other, (credited[one.report.id], credited[other.report.id]))
    }


def quotations_at_once(reports):
    """Compare all quotations at once: the links, and the groups of those that are the same."""
    pairs = candidate_quotations(quotation for one in reports for quotation in one.words.quotations)
    links = {link for one, other in pairs if (link := link_quotations(one, other))}
    return links, set(connected(link.quotations for link in links))


def groups_in(store):
    """List the groups of quotations of two members and more, and check that each goes by its earliest."""
    groups = {}
    for number, item, start in store.rows("SELECT quotation, item, start FROM quotations ORDER BY second, item, start"):
        (report,) = store.one("SELECT report FROM linked WHERE item = ?", (item,))
        groups.setdefault(number, []).append(f"{report}#{start}")
    assert [number_of_id(members[0]) for members in groups.values()] == list(groups)
    return {tuple(sorted(members)) for members in groups.values() if len(members) > 1}


parts = st.sampled_from(
    [
        LEAD, MORE, SIGN_UP, *OTHERS, LEAD.replace("nine", "ten"), f"“{SAFE},” she said.", f"“{DRIFTED},” she said.",
        f"“{SAFE.removesuffix(' to the pilots')},” he wrote.",
    ]
)  # fmt: skip
ledgers = st.builds(
    lambda parts, outlet, day, address: ledger(*parts, outlet=outlet, day=day, url=f"example.org/{address}"),
    st.lists(parts, min_size=1, max_size=4),
    st.sampled_from(["The Tidewater Post", "Harbour Gazette", None]),
    st.sampled_from([None, 4, 5, 6, 7]),
    st.integers(0, 14),
)
steps = st.lists(st.lists(ledgers, min_size=1, max_size=6) | st.integers(0, 20), min_size=1, max_size=8)


@given(steps)
@settings(max_examples=15)
def test_whatever_came_changed_and_went_the_links_are_those_of_the_reports_at_hand(tmp_path_factory, steps):
    store = Store(tmp_path_factory.mktemp("archives") / "archive.whence", create=True)
    for step in steps:
        if isinstance(step, list):
            add(store, step)
        else:
            remove(
                store, *(key for (key,) in store.rows("SELECT key FROM reports ORDER BY 1 LIMIT 2 OFFSET ?", (step,)))
            )
        link(store)
    reports = [open_item(store, version) for (version,) in store.rows("SELECT version FROM linked")]
    numbers = {one.number for one in reports}
    links, groups = quotations_at_once(reports)
    assert set(passages_between(store, numbers)) == passages_at_once(reports)
    assert set(quotation_links_between(store, numbers)) == links
    assert groups_in(store) == groups
    kept = tables_of(store)
    with store.writing():
        store.run("DELETE FROM link_rules")
    link(store)
    assert tables_of(store) == kept
    store.close()


def test_reports_that_share_too_few_words_for_a_passage_are_none_whose_passages_changed(tmp_path, monkeypatch):
    told = []

    def recorded(store, batch):
        told.append(update_passages(store, batch))
        return told[-1]

    monkeypatch.setattr("whence.archive.linking.link.update_passages", recorded)
    twelve = "The harbour will close for nine days in April while divers look"
    reports = [ledger(f"{twelve} {rest}", url=f"a.org/{rest}") for rest in ("for a crane", "at the basin")]
    store = linked(tmp_path, *reports)
    shared = store.rows("SELECT key FROM fingerprints GROUP BY key HAVING count(*) > 1")
    assert (bool(shared), told) == (True, [set()])
    add(store, [ledger(LEAD, url="a.org/1"), ledger(LEAD, url="a.org/2", day=5)])
    link(store)
    assert len(told[-1]) == 1
    store.close()


def test_reports_linked_one_by_one_in_any_order_are_linked_as_all_at_once(tmp_path):
    reports = [ledger(LEAD, *OTHERS[i % 3 :], f"“{SAFE},” she said.", day=i, url=f"a.org/{i}") for i in range(14)]
    at_once = tables_of(linked(tmp_path, *reports))
    (tmp_path / "other").mkdir()
    store = Store(tmp_path / "other" / "archive.whence", create=True)
    for i in range(14):
        add(store, [reports[i * 5 % 14]])
        link(store)
    assert tables_of(store) == at_once


# Pairs that others come between.


def copies(count, *paragraphs):
    return [ledger(*paragraphs, outlet=f"Outlet {i}", day=i + 1, url=f"a.org/{i}") for i in range(count)]


def linked_reports(store, reports):
    days = {one.report.id: i for i, one in enumerate(reports)}
    return {tuple(days[name] for name in one.reports) for one in passages_between(store, map(number_of, reports))}


def test_a_report_that_comes_between_parts_a_pair_and_joins_it_again_when_it_goes(tmp_path):
    reports = copies(7, LEAD)
    store = linked(tmp_path, *reports[:3], *reports[4:])
    assert (0, 5) in linked_reports(store, reports)
    before = tables_of(store)
    add(store, [reports[3]])
    link(store)
    assert (0, 5) in linked_reports(store, reports)
    assert (0, 6) not in linked_reports(store, reports)
    remove(store, reports[3].report.id)
    link(store)
    assert tables_of(store) == before


def test_a_pair_that_is_parted_under_one_key_stays_if_another_brings_it_together(tmp_path):
    first, *between, last = copies(7, LEAD)
    first, last = (ledger(one.report.text, MORE, day=day, url=one.report.url) for one, day in ((first, 1), (last, 7)))
    store = linked(tmp_path, first, *between, last)
    found = passages_between(store, map(number_of, (first, last)))
    assert [one.spans[0].of(first.report.text) for one in found] == [f"{LEAD}\n\n{MORE}"[:-1]]


# Standing paragraphs.


def test_the_third_unrelated_carrier_makes_a_paragraph_a_standing_one_in_all_of_them(tmp_path):
    carriers = [ledger(text, SIGN_UP, day=i + 1) for i, text in enumerate(OTHERS)]
    store = linked(tmp_path, *carriers[:2])
    both = [number_of(one) for one in carriers[:2]]
    assert len(passages_between(store, both)) == 1
    add(store, [carriers[2]])
    link(store)
    assert passages_between(store, both) == []
    assert [shares_of_report(store, number).standing for number in both] == [len(SIGN_UP.split())] * 2
    remove(store, carriers[2].report.id)
    link(store)
    assert len(passages_between(store, both)) == 1
    assert [shares_of_report(store, number).standing for number in both] == [0, 0]


# Answers.


def test_passages_and_shares_tell_what_a_report_copied(tmp_path):
    first, second = ledger(LEAD, OTHERS[0]), ledger(OTHERS[1], LEAD, outlet="Harbour Gazette", day=5)
    store = linked(tmp_path, first, second)
    (passage,) = passages_of(store, number_of(second))
    assert passages_of(store, number_of(first)) == [passage]
    assert (passage.reports, passage.first) == ((first.report.id, second.report.id), first.report.id)
    shares = shares_of_report(store, number_of(second))
    assert (shares.copied, shares.own) == (26, 14)


def test_an_agency_that_a_report_credits_tells_who_was_first(tmp_path):
    agency = ledger(LEAD, outlet="Reuters", day=6)
    copy = ledger("MARRAM (Reuters) - It rained.", LEAD, outlet="Harbour Gazette", day=5)
    store = linked(tmp_path, agency, copy)
    (passage,) = passages_of(store, number_of(copy))
    assert (passage.first, passage.first_by, passage.agency) == (agency.report.id, "credit", "Reuters")


def test_quotations_tell_word_by_word_what_changed_and_list_the_versions(tmp_path):
    reports = [quoting(SAFE), quoting(SAFE, day=5), quoting(DRIFTED, day=6)]
    store = linked(tmp_path, *reports)
    links = quotation_links_between(store, map(number_of, reports))
    assert {tuple(change.words for change in link.changes) for link in links} == {(), (("nobody", "no one"),)}
    ((quotation,),) = store.rows("SELECT DISTINCT quotation FROM quotations")
    versions = versions_of_quotation(store, quotation)
    assert [(one.text, len(one.quotations)) for one in versions] == [(SAFE, 2), (DRIFTED, 1)]
    assert versions_of_quotation(store, quotation + 1) == ()


def test_what_an_archive_does_not_have_shares_nothing(tmp_path):
    store = linked(tmp_path)
    assert passages_between(store, [1, 2]) == quotation_links_between(store, [1, 2]) == passages_of(store, 1) == []


# Reports that nobody expects.


@pytest.mark.parametrize("text", ["", "Yes.", "“” “", "“Yes.”", "潮が満ちた。" * 3, "reportedly " * 3000])
def test_texts_of_hardly_any_words_are_linked(tmp_path, text):
    store = linked(
        tmp_path, ledger(text, url="a.org/1"), ledger(text, day=None, url="a.org/2"), ledger(LEAD, outlet="")
    )
    assert len(store.rows("SELECT * FROM report_words")) == 3


def test_a_hundred_copies_make_five_pairs_each(tmp_path):
    reports = [ledger(LEAD, f"“{SAFE},” she said.", outlet=f"Outlet {i}") for i in range(100)]
    store = linked(tmp_path, *reports)
    counts = "SELECT (SELECT count(*) FROM passages), (SELECT count(*) FROM quotation_pairs), count(DISTINCT quotation)"
    assert store.one(f"{counts} FROM quotations") == (485, 485, 1)
    remove(store, *(one.report.id for one in reports[1:99]))
    link(store)
    assert store.one(f"{counts} FROM quotations") == (1, 1, 1)


def test_a_text_that_was_damaged_does_not_keep_others_from_being_linked(tmp_path):
    first, second = quoting(SAFE, day=5), quoting(SAFE)
    store = linked(tmp_path, first)
    with store.writing():
        store.run("UPDATE texts SET text = CAST(x'ff' || CAST(substr(text, 2) AS BLOB) AS TEXT)")
    add(store, [second])
    link(store)
    assert len(quotation_links_between(store, map(number_of, (first, second)))) == 1
