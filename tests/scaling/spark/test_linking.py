"""One machine and Spark link the same reports in the same way: every table of an export is equal, row by row."""

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner
from pyarrow import parquet

from bench.planted_archive import plant_archive, store_ledgers
from tests.support.sparks import needs_spark
from whence.archive.columnar.export import table
from whence.archive.linking.link import link
from whence.archive.links.linked_reports import LinkedReports
from whence.archive.links.origin_answers import mentions_of_claim, origins_of
from whence.archive.links.people_lookup import entities_of
from whence.archive.storage.id_numbers import hexadecimal
from whence.archive.storage.store import Store
from whence.cli import main
from whence.records.answers import Filters
from whence.records.form.ledger_form import ledger_to_form
from whence.records.form.origins_form import origins_to_form
from whence.records.ledger import Ledger, Source
from whence.records.report import Report, Span
from whence.scaling.spark.linking.components import find_components
from whence.scaling.spark.linking.link import link_output
from whence.scaling.spark.linking.rows import Work

EXPORTED = ["stories", "claims", "claim_pairs", "passages", "quotations", "people"]
SIGN_UP = "Do you want the news of the coast every morning? Sign up for our letter, it is free and it is rather short."
TOPICS = [
    "A bakery in Fenwick sells loaves with seaweed, which the owner gathers by hand before dawn.",
    "Voters in Aldermere chose a new council on Sunday after two years without any.",
    "The museum of clocks reopens, its oldest piece still an hour slow.",
    "Rowers from Kelby crossed the strait twice in one afternoon.",
]
SAFE = "The harbour is not safe for any ferry, and nobody on the council listened to the pilots"

HELD = {
    "standing": 2,
    "stories WHERE second IS NULL": 1,
    "passages WHERE first IS NULL": 6,
    "portraits WHERE is_bound": 1,
    "portraits WHERE bearer <> portrait": 2,
    "claim_pairs WHERE relation = 'disagreeing'": 5,
    "(SELECT 1 FROM claim_mentions JOIN stories USING (item) GROUP BY claim HAVING count(DISTINCT story) > 1)": 3,
    "(SELECT 1 FROM quotations GROUP BY quotation HAVING count(*) > 1)": 4,
}
"""Rows of an archive's tables, and how many there are."""


def ledger_of(*paragraphs, day, name, sources=()):
    report = Report(
        text="\n\n".join(paragraphs),
        publisher="The Tidewater Post",
        published=f"2031-03-{day:02}" if day else None,
        url=f"https://tidewater.example/{name}",
    )
    return Ledger(report=report, sources=sources, attributions=(), model="by-hand")


def naming(name, *, day):
    """Write a report on the quay in which somebody is named."""
    text = f"The harbour master, {name}, said the quay at Skerrivore would shut until the pilots of Aldermere return."
    span = Span(text.index(name), text.index(name) + len(name))
    role = Span(text.index("harbour"), text.index("harbour") + len("harbour master"))
    source = Source(id="s1", name=name, kind="person", naming="named", mentions=(span,), role_spans=(role,))
    return ledger_of(text, day=day, name=f"quay-{day}", sources=(source,))


def ledgers():
    """Make reports with something in every table of links."""
    planted = plant_archive(Path("no/such/folder"), count=60, seed=5).ledgers()
    standing = [ledger_of(topic, SIGN_UP, day=day, name=day) for day, topic in enumerate(TOPICS, 1)]
    quoting = [ledger_of(f"“{SAFE},” the pilot said.", TOPICS[day], day=day, name=f"q{day}") for day in (0, 2)]
    names = ("Ines Okafor", "Inés P. Okafor", "Okafor", "Rui Gil")
    return [*planted, *standing, *quoting, *(naming(name, day=day) for day, name in enumerate(names, 5))]


def write_ledgers(folder, found):
    """Write ledgers as reading writes them, in two files."""
    (folder / "ledgers").mkdir(parents=True)
    for number in (0, 1):
        some = found[number::2]
        columns = {
            "id": [one.report.id for one in some],
            "input": [f"in/{at}.txt" for at in range(len(some))],
            "digest": [f"{at:064x}" for at in range(len(some))],
            "ledger": [json.dumps(ledger_to_form(one)) for one in some],
        }
        parquet.write_table(pa.table(columns), folder / "ledgers" / f"{number}.parquet")


@pytest.fixture(scope="module")
def both(spark, tmp_path_factory):
    """Link the same reports twice: gives the archive's file, the output's folder, and what an ended linking left."""
    folder = tmp_path_factory.mktemp("linked")
    output, found, steps = folder / "output", ledgers(), []
    # One report comes twice: that of the first input counts.
    write_ledgers(output, [*found, replace(found[0], report=replace(found[0].report, byline=("Nobody",)))])

    def end_at_stories(step):
        steps.append(step)
        if step == "stories":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        link_output(spark, str(output), on_step=end_at_stories)
    left = {path.parent.name for path in output.glob("unfinished-links/*/*/_SUCCESS")}
    result = CliRunner().invoke(main, ["spark", "link", str(output)])
    assert (result.stdout, result.exit_code) == (f"{len(found)} reports linked.\n", 0)
    with closing(Store(folder / "archive.whence", create=True)) as store:
        store_ledgers(store, found)
        link(store)
        yield store, output, (steps, left)


def rows_of(arrow):
    return sorted((tuple(row.values()) for row in arrow.to_pylist()), key=repr)


@needs_spark
@pytest.mark.parametrize("name", EXPORTED)
def test_a_table_is_that_of_an_archive(both, name):
    store, output, _ = both
    here, there = table(store, name, filters=Filters()), parquet.read_table(output / name)
    assert there.schema.names == here.schema.names
    kinds = [str(kind).replace("element: ", "item: ") for kind in there.schema.types]
    assert kinds == list(map(str, here.schema.types))
    assert rows_of(there) == rows_of(here)
    assert len(there) > 0


@needs_spark
def test_what_is_easily_linked_in_another_way_is_among_the_reports(both):
    store, _, _ = both
    counts = {rows: store.one(f"SELECT count(*) FROM {rows}")[0] for rows in HELD}  # noqa: S608 -- written above
    assert counts == HELD


@needs_spark
def test_who_the_sources_are_is_what_an_archive_says(both):
    store, output, _ = both
    here = {
        (f"r:{hexadecimal(item)}", source): entity
        for (item,) in store.rows("SELECT item FROM linked")
        for source, entity in entities_of(store, item).items()
    }
    there = parquet.read_table(output / "entities").to_pylist()
    assert {(row["id"], row["source"]): row["entity"] for row in there} == here
    assert len(there) == len(here) > 100


@needs_spark
def test_the_origins_of_every_claim_are_what_an_archive_says(both):
    store, output, _ = both
    reports = LinkedReports(store)
    there = {row["claim"]: row for row in parquet.read_table(output / "origins").to_pylist()}
    here = {
        f"c:{hexadecimal(claim)}": origins_of(reports, mentions_of_claim(reports, claim))
        for (claim,) in store.rows("SELECT DISTINCT claim FROM claim_mentions")
    }
    assert there.keys() == here.keys()
    for claim, found in here.items():
        row = there[claim]
        assert (row["reports"], row["outlets"], row["least"], row["most"]) == (
            found.reports, found.outlets, found.least, found.most,
        )  # fmt: skip
        assert json.loads(row["origins"]) == json.loads(json.dumps(origins_to_form(found)))
    assert max(row["reports"] for row in there.values()) > 2


@needs_spark
def test_a_linking_that_was_ended_goes_on_with_what_it_had_and_leaves_only_tables(both):
    _, output, (steps, left) = both
    assert steps == ["reports", "passages", "quotations", "stories"]
    assert {"prepared", "passages", "quotation-pairs", "quotations"} <= left
    names = {"ledgers", "stories", "claims", "claim_pairs", "passages", "quotations", "people", "entities", "origins"}
    assert {path.name for path in output.iterdir()} == names


@needs_spark
def test_without_ledgers_one_sentence_says_so(spark, tmp_path):
    assert spark
    result = CliRunner().invoke(main, ["spark", "link", str(tmp_path / "nothing")])
    assert result.exit_code == 2
    assert result.stderr == (
        f"{tmp_path}/nothing/ledgers: there are no ledgers to link. Write them with: whence spark read INPUT OUTPUT.\n"
    )


@needs_spark
@pytest.mark.parametrize("most_in_one_task", [0, 100])
def test_components_are_the_same_on_all_machines_and_in_one_task(spark, tmp_path, most_in_one_task):
    chain = [(number, number + 1) for number in range(1, 9)]
    edges = spark.createDataFrame([*chain, (9, 4), (-7, -3), (-3, -9), (20, 30), (30, 20)], "one long, other long")
    found = find_components(
        Work(session=spark, folder=str(tmp_path)), edges, "parts", most_in_one_task=most_in_one_task
    ).read()
    assert {tuple(row) for row in found.collect()} == {
        *((number, 1) for number in range(1, 10)),
        *((number, -9) for number in (-9, -7, -3)),
        (20, 20),
        (30, 20),
    }
