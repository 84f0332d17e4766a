"""Tables of the links among reports, as they are exported."""

import csv
import json
import shutil
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from pyarrow import parquet

from tests.support.planted import LINKED_REPORTS, fill_planted
from whence.archive.archive import Archive
from whence.archive.storage.store import Store
from whence.records.answers import Filters

LINKS = ["stories", "claims", "claim_pairs", "passages", "quotations", "people"]


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    return fill_planted(tmp_path_factory.mktemp("archive") / "news.whence")


@pytest.fixture(scope="module")
def tables(linked):
    """Read all tables of links, and the reports, sources and texts, as rows."""
    with Archive(linked) as archive:
        return {name: archive.table(name).to_pylist() for name in (*LINKS, "reports", "sources", "texts")}


@pytest.fixture
def copy(linked, tmp_path):
    return Path(shutil.copy(linked, tmp_path))


def rows_of(path, name, **filters):
    with Archive(path) as archive:
        return archive.table(name, filters=Filters(**filters)).to_pylist()


def texts_of(tables):
    return {(row["id"], row["version"]): row["text"] for row in tables["texts"]}


def test_every_latest_version_is_on_one_story_whose_id_is_that_of_its_first_report(tables):
    latest = {(row["id"], row["version"]) for row in tables["reports"] if row["is_latest"]}
    assert Counter((row["id"], row["version"]) for row in tables["stories"]) == Counter(latest)
    for row in tables["stories"]:
        assert (row["story"] == row["id"].replace("r:", "st:")) is row["is_first"]
    stories = Counter(row["story"] for row in tables["stories"])
    assert sum(row["is_first"] for row in tables["stories"]) == len(stories) < LINKED_REPORTS


def test_a_claim_has_its_words_and_the_story_of_its_report(tables):
    texts = texts_of(tables)
    stories = {row["id"]: row["story"] for row in tables["stories"]}
    for row in tables["claims"]:
        text = texts[row["id"], row["version"]]
        assert text[row["start"] :].startswith(row["words"].split(" … ")[0])
        assert row["story"] == stories[row["id"]]
    assert {row["attribution"] is None for row in tables["claims"]} == {True, False}
    several = [own for own, count in Counter(row["claim"] for row in tables["claims"]).items() if count > 1]
    assert several
    assert all(len(own) == 18 and own.startswith("c:") for own in several)


def test_pairs_of_claims_are_in_the_table_of_claims_and_name_the_claim_of_each_side(tables):
    claims = {(row["id"], row["start"]): row["claim"] for row in tables["claims"]}
    for row in tables["claim_pairs"]:
        assert claims[row["id"], row["start"]] == row["claim"]
        assert claims[row["other"], row["other_start"]] == row["other_claim"]
        assert 0 <= row["score"] <= 1
    assert {row["relation"] for row in tables["claim_pairs"]} == {"same", "disagreeing"}
    assert all(row["claim"] != row["other_claim"] for row in tables["claim_pairs"] if row["relation"] == "disagreeing")


def test_a_passage_is_in_both_texts(tables):
    texts = texts_of(tables)
    for row in tables["passages"]:
        own = texts[row["id"], row["version"]][row["start"] : row["end"]].split()
        other = texts[row["other"], row["other_version"]][row["other_start"] : row["other_end"]].split()
        assert (own[0], own[-1]) == (other[0], other[-1])
        assert row["first"] in {None, row["id"], row["other"]}
        assert (row["first"] is None) is (row["first_by"] is None)
    days = {row["id"]: row["published"] for row in tables["reports"]}
    assert all(days[row["other"]] <= days[row["id"]] for row in tables["passages"])


def test_a_quotation_has_its_words_and_the_same_id_wherever_it_is_quoted(tables):
    texts = texts_of(tables)
    for row in tables["quotations"]:
        text = texts[row["id"], row["version"]]
        assert text[row["start"] :].startswith(row["words"])
        assert text[row["start"] - 1] in '"“'
    again = [own for own, count in Counter(row["quotation"] for row in tables["quotations"]).items() if count > 1]
    assert again
    assert all(len(own) == 18 and own.startswith("q:") for own in again)


def test_sources_of_linked_versions_with_a_name_are_in_the_table_of_people(tables):
    people = {row["entity"]: row for row in tables["people"]}
    assert len(people) == len(tables["people"])
    assert {row["entity"] for row in tables["sources"]} == {*people, None}
    latest = {(row["id"], row["version"]): row["is_latest"] for row in tables["reports"]}
    for row in tables["sources"]:
        assert not row["entity"] or latest[row["id"], row["version"]]
        assert not row["entity"] or people[row["entity"]]["kind"] == row["kind"]
    assert any(row["roles"] for row in tables["people"])


def test_all_forms_hold_the_same(copy, tables, tmp_path):
    with Archive(copy) as archive:
        for form in ("jsonl", "csv", "parquet"):
            archive.export(tmp_path, form=form)
    for name in LINKS:
        lines = [json.loads(line) for line in (tmp_path / f"{name}.jsonl").read_text("utf-8").splitlines()]
        assert lines == tables[name]
        assert parquet.read_table(tmp_path / f"{name}.parquet").to_pylist() == lines
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert [row["id" if "id" in row else "entity"] for row in csv.DictReader(file)] == [
                row["id" if "id" in row else "entity"] for row in lines
            ]


def test_filters_select_reports_pairs_by_either_report_and_people_by_any(copy, tables):
    pair = tables["passages"][0]
    outlets = {row["id"]: row["publisher"] for row in tables["reports"]}
    for name in ("id", "other"):
        outlet = outlets[pair[name]]
        assert pair in rows_of(copy, "passages", publisher=outlet)
        assert {outlets[row["id"]] for row in rows_of(copy, "claims", publisher=outlet)} == {outlet}
        for row in rows_of(copy, "claim_pairs", publisher=outlet):
            assert outlet in {outlets[row["id"]], outlets[row["other"]]}
        entities = {row["entity"] for row in rows_of(copy, "sources", publisher=outlet)} - {None}
        assert {row["entity"] for row in rows_of(copy, "people", publisher=outlet)} == entities
    assert (
        rows_of(copy, "passages", publisher="Nobody's Post") == rows_of(copy, "people", publisher="Nobody's Post") == []
    )


def test_a_report_that_changed_is_left_out_until_it_is_linked_again(copy, tables):
    pair = tables["passages"][0]
    with closing(Store(copy)) as store, store.writing():
        store.run("INSERT INTO unlinked SELECT version FROM linked WHERE report = ?", (pair["other"],))
    for name in ("stories", "claims", "quotations"):
        assert rows_of(copy, name) == [row for row in tables[name] if row["id"] != pair["other"]]
    for name in ("claim_pairs", "passages"):
        left = [row for row in tables[name] if pair["other"] not in {row["id"], row["other"]}]
        assert rows_of(copy, name) == left
    assert pair not in rows_of(copy, "passages")
    with Archive(copy) as archive:
        archive.remove([pair["id"]])
        archive.link()
    assert {row["id"] for row in rows_of(copy, "stories")} == {row["id"] for row in tables["stories"]} - {pair["id"]}


def test_an_archive_that_is_not_linked_has_empty_tables_of_links(tmp_path):
    path = fill_planted(tmp_path / "news.whence", is_linked=False)
    assert [rows_of(path, name) for name in LINKS] == [[]] * len(LINKS)
    assert {row["entity"] for row in rows_of(path, "sources")} == {None}
