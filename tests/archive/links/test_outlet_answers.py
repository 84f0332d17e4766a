"""One outlet of an archive: what its reports rest on, what they took from others, and silent changes."""

from contextlib import closing
from dataclasses import replace

import pytest

from tests.support.archives import put_in
from tests.support.ledgers_by_hand import ledger_of
from tests.support.linked_archives import fill_linked
from whence.archive.archive import Archive
from whence.archive.storage.store import Store
from whence.errors import UsageError
from whence.records.answers import Count
from whence.records.ledger import Finding

TAKEN = (
    " The ferry left the quay before dawn on Monday with nine people and four lorries on board, and it never arrived."
    " Boats from three harbours looked for it until the evening, when the wind rose and the coastguard called all back."
)


def report(said, *, kinds=(), **told):
    ledger = ledger_of(said, **told)
    unnamed = dict(kinds)
    return replace(
        ledger,
        sources=tuple(replace(one, kind=unnamed.get(one.name, "person"), naming="named") for one in ledger.sources),
    )


FIRST = report(
    "Ferry\n\n[1 Tove Lind]1 {1 said}1 <1 it sank>1." + TAKEN, publisher="Radio Estuary", published="2031-02-20"
)
LATER = replace(
    report(
        "Ferry\n\n[1 Radio Estuary]1 {1 said}1 <1 it had sunk>1." + TAKEN,
        publisher="The Tidewater Post",
        published="2031-03-04",
        url="https://post.example/1",
        kinds={"Radio Estuary": "organisation"},
    ),
    findings=(Finding(kind="second-hand", spans=(), attributions=("a1",), note="Who?", rule="Ask."),),
)
UNDATED = report("Tide\n\nIt comes late.", publisher="Tidewater Post")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "news.whence"
    fill_linked(path, [FIRST, LATER, UNDATED]).close()
    return path


def change(path, before, after):
    with closing(Store(path)) as store:
        ledger = replace(
            LATER, report=replace(LATER.report, text=LATER.report.text.replace(before, after)), findings=()
        )
        ledger = replace(ledger, attributions=(), sources=())
        put_in(store, [ledger], addresses=["example.org/1"])


def test_an_outlet_has_its_reports_under_all_its_names_with_what_they_rest_on(path):
    with Archive(path) as archive:
        found = archive.outlet("the tidewater post")
    assert (found.name, found.reports, found.first, found.last) == ("The Tidewater Post", 2, "2031-03-04", "2031-03-04")
    assert [(one.month, one.reports) for one in found.months] == [("2031-03", 1), ("", 1)]
    assert found.months[1].own == 1.0
    assert dict(found.mix)["named"] == round(found.months[0].named / 2, 4) > 0
    assert found.findings == (Count(name="second-hand", count=1),)


def test_shares_of_an_outlet_are_those_of_stats_whatever_the_months_round_to(tmp_path):
    days = ("2031-03-01", "2031-03-02", "2031-03-03", "2031-04-01", "2031-04-02")
    told = [report(f"Tide\n\nIt came on {day}.", publisher="Radio Estuary", published=day) for day in days]
    with closing(fill_linked(tmp_path / "news", told)) as store, store.writing():
        store.run("UPDATE versions SET named = 0.0001, own = 0.9999 WHERE day < '2031-03-03'")
    with Archive(tmp_path / "news") as archive:
        found, stats = archive.outlet("Radio Estuary"), archive.stats()
    assert [(one.month, one.named) for one in found.months] == [("2031-03", 0.0001), ("2031-04", 0.0)]
    assert found.mix == stats.mix
    assert dict(found.mix)["named"] == 0.0  # 0.0002 / 5, and not 3 * 0.0001 / 5


def test_an_outlet_has_what_it_took_from_others_and_whom_it_cites(path):
    with Archive(path) as archive:
        found, other = archive.outlet("The Tidewater Post"), archive.outlet("Radio Estuary")
    (taken,) = found.taken
    assert (taken.publisher, taken.reports, taken.agency) == ("Radio Estuary", 1, None)
    assert taken.words >= 15
    assert [(one.name, one.attributions, one.reports) for one in found.relays] == [("Radio Estuary", 1, 1)]
    assert (other.taken, other.relays) == ((), ())


def test_a_change_without_a_notice_is_silent(path):
    change(path, "four lorries", "five lorries")
    change(path, "nine people", "ten people")
    with Archive(path) as archive:
        found = archive.outlet("The Tidewater Post")
    assert found.changed == 2
    assert [(one.version, one.places) for one in found.silent] == [(3, 1), (2, 1)]


def test_a_change_that_a_notice_of_the_page_says_is_not_silent(path):
    change(
        path,
        "called all back.",
        "called all back.\n\nCorrection: An earlier version of this article said that it sank.",
    )
    with Archive(path) as archive:
        found = archive.outlet("The Tidewater Post")
    assert (found.changed, found.silent) == (1, ())


def test_an_outlet_has_its_owner_and_the_other_outlets_of_that(path, tmp_path):
    (tmp_path / "owners.csv").write_text("outlet,owner\npost.example,Tide Media\nRadio Estuary,Tide Media\n")
    with Archive(path) as archive:
        archive.set_owners(tmp_path / "owners.csv")
        found = archive.outlet("The Tidewater Post")
    assert (found.owner, found.siblings) == ("Tide Media", ("Radio Estuary",))


def test_reports_without_a_publisher_are_found_by_their_host(tmp_path):
    fill_linked(tmp_path / "news", [replace(LATER, report=replace(LATER.report, publisher=None))]).close()
    with Archive(tmp_path / "news") as archive:
        assert archive.outlet("post.example").reports == 1
        with pytest.raises(UsageError, match="no report is of this outlet"):
            archive.outlet("The Tidewater Post")
