"""What is counted in tables of links is what is counted in the archive that they were exported from."""

from contextlib import closing
from pathlib import Path

import pytest
from pyarrow import parquet

from bench.linking_figures import measure_links, measure_tables
from bench.planted_archive import plant_archive, store_ledgers
from bench.table_links import TableLinks
from whence.archive.columnar.export import table
from whence.archive.linking.link import link
from whence.archive.storage.store import Store
from whence.records.answers import Filters

TABLES = ("stories", "claims", "claim_pairs", "passages", "quotations")


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    """Link planted reports, and count what is found: in the archive, and in the tables of its export."""
    folder = tmp_path_factory.mktemp("links")
    planted = plant_archive(Path("nowhere"), count=120, seed=4)
    with closing(Store(folder / "archive.whence", create=True)) as store:
        store_ledgers(store, planted.ledgers())
        link(store)
        for name in TABLES:
            (folder / name).mkdir()
            parquet.write_table(table(store, name, filters=Filters()), folder / name / "0.parquet")
        return measure_links(store, planted), measure_tables(TableLinks(folder), planted)


@pytest.mark.parametrize("what", ["stories", "passages", "claims", "disagreements"])
def test_each_kind_of_link_is_counted_alike(counted, what):
    here, there = counted
    assert there[what] == here[what]
    assert len(here[what]) > 3


def test_quotations_are_found_as_groups(counted):
    here, there = (dict(each["quotations"]) for each in counted)
    precision = here.pop("precision"), there.pop("precision")
    assert there == here
    assert here["planted"] > 5
    assert all(0.9 < each <= 1 for each in precision)
