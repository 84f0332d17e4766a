import sys
from contextlib import closing
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.archives import HARBOUR, changed, fill, ledger_by, put_in
from tests.support.strategies import ledgers
from whence.archive.columnar.count import (
    SqliteTables,
    count_all,
    count_all_in,
    count_over,
    count_over_columns,
    count_sources,
    count_sources_in,
    count_versions,
    is_duckdb_faster,
)
from whence.archive.columnar.duckdb import DuckDbTables, open_duckdb
from whence.archive.columnar.segments import fresh_segments, segments_folder, write_segments
from whence.archive.storage.write import remove_reports, replace_ledger
from whence.records.answers import Count, Filters, SourceCount

ALL = Filters()
FILTERS = [
    ALL,
    Filters(publisher="the tidewater POST"),
    Filters(publisher="Ébène*"),
    Filters(publisher="%*"),
    Filters(since="2031-03", until="2031-03"),
    Filters(until="2030"),
    Filters(language="en"),
    Filters(source="Okafor"),
    Filters(source="Okafor", kind="person", certainty="certain"),
    Filters(kind="person"),
    Filters(kind="document", naming="withheld"),
    Filters(certainty="certain", publisher="the*"),
    Filters(event="accuse", language="en"),
    Filters(finding="denied", since="2031"),
    Filters(event="ACCUSE", finding="denied", source="mayor", naming="described"),
    Filters(sure=0.85),
    Filters(sure=0.5, kind="person", source="Okafor"),
    Filters(sure=1.0),
]


@pytest.fixture
def store(tmp_path):
    """Keep a few reports, one of them in three versions."""
    told = [
        HARBOUR,
        ledger_by("Bo", publisher="the tidewater post", published="2031-03-31"),
        ledger_by("Okafor", publisher="ÉBÈNE", published="2030-12"),
        ledger_by("Bo", publisher="Ébène Soir", text="Bo, and nobody else, said so."),
        changed(HARBOUR, before="ruin", after="rain"),
        ledger_by("Bo", text="Bo said so again."),
        changed(HARBOUR, before="ruin", after="pain"),
    ]
    pages = ["a", "b", "c", "d", "a", "e", "a"]
    return fill(tmp_path / "news.whence", told, addresses=[f"example.org/{page}" for page in pages])


def answers(store, tables, filters):
    return (
        count_all_in(store, filters, tables, top=2),
        count_sources_in(store, filters, tables, name=None, limit=None),
        count_sources_in(store, filters, tables, name="o*", limit=1) if filters == ALL else None,
        count_sources_in(store, filters, tables, name=None, limit=2),
    )


def both(store, filters):
    """Count over an archive's own tables, and over its columns."""
    with store.snapshot(), open_duckdb(store, fresh_segments(store)) as columns:
        return answers(store, SqliteTables(store), filters), answers(store, columns, filters)


def test_the_sources_cited_are_counted_in_the_latest_versions(store):
    assert count_sources(store, ALL, name=None, limit=2) == [
        SourceCount(
            name="Bo",
            kind="person",
            naming="named",
            country=None,
            attributions=3,
            reports=3,
            publishers=2,
            first="2031-03-31",
            last="2031-03-31",
        ),
        SourceCount(
            name="Okafor",
            kind="person",
            naming="named",
            country=None,
            attributions=2,
            reports=2,
            publishers=2,
            first="2030-12",
            last="2031-03-04",
        ),
    ]
    assert [each.name for each in count_sources(store, ALL, name="mayor", limit=None)] == ["the mayor"]
    assert count_sources(store, ALL, name=None, limit=0) == []


def test_reports_are_counted_by_their_latest_versions_and_versions_all(store):
    stats = count_all(store, ALL, top=1)
    assert (stats.reports, stats.versions, stats.attributions, stats.sources) == (5, 7, 6, 6)
    assert stats.months == (Count(name="", count=2), Count(name="2030-12", count=1), Count(name="2031-03", count=2))
    assert stats.publishers[0] == Count(name="", count=1)
    assert stats.findings == (Count(name="denied", count=1),)
    assert stats.event_types == (Count(name="ACCUSE", count=1),)
    assert [each.name for each in stats.cited] == ["Bo"]


def test_the_mix_is_the_average_to_four_places(store):
    with store.writing(), store.transaction():
        store.run("UPDATE versions SET named = 0, described = 0, nobody = 0, own = 1")
        store.run("UPDATE versions SET named = 0.0001, own = 0.9999 WHERE id = 2")
        store.run("UPDATE versions SET named = 0.0002, own = 0.9998 WHERE id = 3")
    assert dict(count_all(store, ALL, top=0).mix) == {
        "named": 0.0001,
        "described": 0.0,
        "withheld": 0.0,
        "documentary": 0.0,
        "nobody": 0.0,
        "own": 0.9999,
    }


@pytest.mark.parametrize("filters", FILTERS, ids=repr)
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_columns_give_the_same_answers_as_the_tables(store, filters, size):
    write_segments(store, size=size)
    own, columns = both(store, filters)
    assert own == columns
    assert repr(own) == repr(columns)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    kept=st.lists(st.tuples(ledgers(), st.sampled_from("abc")), min_size=1, max_size=5),
    filters=st.sampled_from([ALL, Filters(kind="person"), Filters(event="ACCUSE"), Filters(publisher="*")]),
    size=st.integers(1, 3),
)
def test_columns_give_the_same_answers_whatever_is_kept(kept, filters, size, tmp_path_factory):
    path = tmp_path_factory.mktemp("archive") / "news.whence"
    with closing(fill(path, [ledger for ledger, _ in kept], addresses=[f"{page}.org/x" for _, page in kept])) as store:
        write_segments(store, size=size)
        own, columns = both(store, filters)
        assert repr(own) == repr(columns)


def test_columns_tell_of_what_was_changed_removed_and_read_again_after_sealing(store):
    write_segments(store, size=2)
    first = both(store, ALL)
    put_in(store, [changed(HARBOUR, before="ruin", after="gain")], addresses=["example.org/a"])
    put_in(store, [changed(ledger_by("Bo"), before="leaks", after="holds")], addresses=["example.org/b"])
    second = both(store, ALL)
    with store.writing(), store.transaction():
        remove_reports(store, [3])
    third = both(store, ALL)
    with store.writing(), store.transaction():
        replace_ledger(store, 4, ledger_by("Zoe", text="Bo, and nobody else, said so."))
    fourth = both(store, ALL)
    for own, columns in (first, second, third, fourth):
        assert own == columns
    assert len({repr(own) for own, _ in (first, second, third, fourth)}) == 4


def test_columns_are_opened_whatever_the_folder_is_called(tmp_path):
    folder = tmp_path / "it's [a-b] *new?"
    folder.mkdir()
    store = fill(folder / "news.whence", [HARBOUR, ledger_by("Bo")])
    write_segments(store, size=1)
    own, columns = both(store, ALL)
    assert own == columns


@pytest.mark.parametrize(
    ("sealed", "kept", "pays"),
    [
        (0, 0, False),
        (19_999, 19_999, False),
        (20_000, 20_000, True),
        (20_000, 40_000, True),
        (20_000, 40_001, False),
        (1_000_000, 1_200_000, True),
        (1_000_000, 1_200_001, False),
    ],
)
def test_columns_are_counted_over_where_enough_is_sealed_and_little_is_not(sealed, kept, pays):
    assert is_duckdb_faster(sealed=sealed, kept=kept) is pays


def test_a_segment_with_a_version_that_was_read_again_counts_as_not_sealed(store):
    def counted():
        return count_versions(store, fresh_segments(store))

    assert counted() == (0, 7)
    write_segments(store, size=2)
    assert counted() == (6, 7)
    with store.writing(), store.transaction():
        replace_ledger(store, 1, ledger_by("Zoe"))
    assert counted() == (4, 7)


def test_few_versions_are_counted_over_the_tables_though_they_are_sealed(store):
    write_segments(store, size=2)
    assert count_over(store, type) is SqliteTables


@pytest.mark.parametrize("package", ["duckdb", "pyarrow"])
def test_without_the_packages_the_tables_are_counted_over(store, package, monkeypatch):
    write_segments(store, size=2)
    assert count_over_columns(store, fresh_segments(store), type) is DuckDbTables
    monkeypatch.setitem(sys.modules, package, None)
    assert count_over_columns(store, fresh_segments(store), type) is SqliteTables


@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "noise"])
def test_where_a_segment_is_gone_or_damaged_the_tables_are_counted_over(store, damage):
    write_segments(store, size=2)
    expected = count_all(store, ALL, top=3)
    (file,) = segments_folder(store).glob("sources-000000003-*.parquet")
    data = file.read_bytes()
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes({"empty": b"", "cut": data[:-9], "noise": b"x" * len(data)}[damage])
    assert count_over_columns(store, fresh_segments(store), partial(count_all_in, store, ALL, top=3)) == expected


def test_counts_over_columns_are_of_one_moment_though_another_writes_and_seals(store):
    write_segments(store, size=2)
    expected = count_all(store, ALL, top=3)
    other = fill(store.path, [])

    def count(tables):
        with other.writing(), other.transaction():
            remove_reports(other, [1])
        write_segments(other, size=2)
        return count_all_in(store, ALL, tables, top=3)

    with store.snapshot():
        assert count_over_columns(store, fresh_segments(store), count) == expected
    assert count_all(store, ALL, top=3).reports == expected.reports - 1
