"""Adding to an archive: what it has is known, what has changed is a new version, what cannot be read is remembered."""

import json
from contextlib import closing

import apsw
import pytest

from tests.support.quick_reader import add, holdings_of, open_quickly, page, read_quickly, row, rows_of
from whence.archive.archive import Archive
from whence.intake.inputs import ExternalMetadata, Input
from whence.records.report import Rejected

TIDE = "Tide comes late\n\nInes Okafor said boats left at noon. The mayor spoke to people at the old harbour.\n"
LATER = TIDE.replace("at noon", "in the evening")
RAIN = "Rain on Monday\n\nOskar Lind said fields are dry. Farmers hope for clouds from a westerly direction.\n"
COPY = "https://post.example/tide"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "news.whence"


@pytest.fixture
def read(path):
    """Add files, and tell how many were added, changed, known, rejected."""

    def add_files(*names, **options):
        with Archive(path, create=True) as archive:
            return counts(archive.add(names, reader=open_quickly, **options))

    return add_files


def counts(tally):
    return tally.added, tally.changed, tally.known, tally.rejected


def asked(path):
    """List each version of each report: the report, its number, where it came from."""
    sql = "SELECT reports.id, number, input FROM versions JOIN reports ON reports.id = report ORDER BY versions.id"
    return rows_of(path, sql)


def test_adding_again_adds_nothing(path, read, tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "tide.txt").write_text(TIDE)
    (tmp_path / "news" / "rain.txt").write_text(RAIN)
    assert read(tmp_path / "news") == (2, 0, 0, 0)
    before = holdings_of(path)
    assert read(tmp_path / "news") == (0, 0, 2, 0)
    assert holdings_of(path) == before


def test_nothing_can_be_added(path, read):
    assert read() == (0, 0, 0, 0)
    assert rows_of(path, "SELECT count(*) FROM reports") == [(0,)]


def test_what_comes_in_twice_at_once_is_added_once(path):
    assert counts(add(path, page(COPY, TIDE), page(COPY, TIDE), row(RAIN), row(RAIN, 2))) == (2, 0, 2, 0)


def test_a_file_that_changed_is_a_new_version_and_the_difference_is_kept(path, read, tmp_path):
    file = tmp_path / "tide.txt"
    file.write_text(TIDE)
    read(file)
    file.write_text(LATER)
    assert read(file) == (0, 1, 0, 0)
    with Archive(path) as archive:
        (held,) = archive.reports()
        (change,) = archive.changes()
        assert (held.version, held.versions) == (2, 2)
        assert (change.id, change.version, change.field) == (held.id, 2, "text")
        assert (change.lead, change.before, change.after) == (
            "Ines Okafor said boats left",
            "at noon.",
            "in the evening.",
        )
        assert [archive.ledger(held.id, version=number).report.text for number in (1, 2)] == [TIDE, LATER]
        assert archive.search("evening").total == 1
        assert archive.search("noon").total == 0


def test_a_page_that_changed_is_a_new_version_even_if_nothing_of_it_stayed(path):
    add(path, page(COPY, TIDE))
    assert counts(add(path, page(COPY, RAIN))) == (0, 1, 0, 0)
    assert asked(path) == [(1, 1, COPY), (1, 2, COPY)]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_report_that_goes_back_to_an_old_text_is_changed_again(path, at_once):
    visits = [page(COPY, TIDE), page(COPY, LATER), page(COPY, TIDE)]
    for some in [visits] if at_once else [[each] for each in visits]:
        add(path, *some)
    assert [number for _, number, _ in asked(path)] == [1, 2, 3]
    with Archive(path) as archive:
        (held,) = archive.reports()
        assert archive.ledger(held.id).report.text == TIDE
        assert [change.version for change in archive.changes()] == [3, 2]
    assert counts(add(path, page(COPY, TIDE))) == (0, 0, 1, 0)


def test_a_table_with_both_texts_of_a_report_changes_it_once_however_often_it_is_added(read, tmp_path):
    table = tmp_path / "wire.jsonl"
    rows = [{"url": COPY, "text": TIDE}, {"url": COPY, "text": LATER}]
    table.write_text("".join(json.dumps(each) + "\n" for each in rows))
    assert read(table) == (1, 1, 0, 0)
    assert read(table) == (0, 0, 2, 0)
    table.write_text("".join(json.dumps(each) + "\n" for each in [*rows, {"text": RAIN}]))
    assert read(table) == (1, 0, 2, 0)


def test_a_saved_page_that_goes_back_to_an_old_text_is_changed_again(path, read, tmp_path):
    saved = tmp_path / "tide.html"
    for text in (TIDE, LATER, TIDE):
        headline, body = text.split("\n\n")
        saved.write_text(
            f'<html><head><title>{headline}</title><link rel="canonical" href="{COPY}"></head>'
            f"<body><article><h1>{headline}</h1>{f'<p>{body}</p>' * 4}</article></body></html>"
        )
        read(saved)
    assert [number for _, number, _ in asked(path)] == [1, 2, 3]


def test_a_file_written_over_with_another_text_is_another_report(read, tmp_path):
    file = tmp_path / "today.txt"
    for text, expected in [(TIDE, (1, 0, 0, 0)), (RAIN, (1, 0, 0, 0)), (TIDE, (0, 0, 1, 0))]:
        file.write_text(text)
        assert read(file) == expected


def test_a_file_keeps_its_versions_whatever_its_folder_is_called(read, tmp_path):
    folder = tmp_path / "#1 news"
    folder.mkdir()
    (folder / "tide.txt").write_text(TIDE)
    read(folder)
    (folder / "tide.txt").write_text(LATER)
    assert read(folder) == (0, 1, 0, 0)


def test_the_same_content_at_another_address_of_the_host_is_known_there_too(path):
    other = "https://post.example/2031/tide"
    assert counts(add(path, page(COPY, TIDE), page(other, TIDE))) == (1, 0, 1, 0)
    assert counts(add(path, page(other, LATER))) == (0, 1, 0, 0)


def test_two_addresses_of_a_report_that_change_one_after_the_other_do_not_change_it_back(path):
    other = "https://post.example/2031/tide"
    add(path, page(COPY, TIDE), page(other, TIDE))
    assert counts(add(path, page(COPY, LATER), page(other, TIDE))) == (0, 1, 1, 0)
    assert counts(add(path, page(COPY, LATER), page(other, TIDE))) == (0, 0, 2, 0)
    assert counts(add(path, page(COPY, LATER), page(other, LATER))) == (0, 0, 2, 0)
    assert counts(add(path, page(other, TIDE))) == (0, 1, 0, 0)


def test_the_same_bytes_from_two_hosts_are_two_reports(path):
    add(path, page(COPY, TIDE), page("https://gazette.example/tide", TIDE))
    add(path, page("https://www.post.example/tide?utm_source=feed", TIDE))
    assert [report for report, _, _ in asked(path)] == [1, 2]


def linked(address, text=TIDE):
    headline, body = text.split("\n\n")
    return (
        f'<html><head><title>{headline}</title><link rel="canonical" href="{address}"></head>'
        f"<body><article><h1>{headline}</h1>{f'<p>{body}</p>' * 4}</article></body></html>"
    )


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("https://post.example/tide", 1),  # the page's own address tells
        ("https://agency.example/tide", 2),  # it is copy from elsewhere
        ("https://post.example/", 2),  # it says nothing
    ],
)
def test_a_page_s_own_address_counts_where_it_is_of_the_same_site(path, own, expected):
    add(path, page("https://post.example/a", linked(own)))
    add(path, page("https://amp.post.example/b", linked(own, LATER)))
    assert len({report for report, _, _ in asked(path)}) == expected


def test_a_page_is_known_by_its_own_address_only_if_it_is_alike(path):
    own = "https://post.example/section"  # as a careless site writes it on each of its pages
    add(path, page("https://post.example/a", linked(own)), page("https://post.example/b", linked(own, RAIN)))
    assert [(report, number) for report, number, _ in asked(path)] == [(1, 1), (2, 1)]


def test_captures_of_a_page_from_old_to_new_are_versions_and_known_all_when_they_come_again(path):
    days = [TIDE, LATER, TIDE, LATER + "Nobody was hurt.\n"]
    captures = [page(COPY, text, fetched=f"2031-03-0{day}T09:00:00Z") for day, text in enumerate([*days, days[-1]], 1)]
    assert counts(add(path, *captures)) == (1, 3, 1, 0)
    for _ in range(2):
        assert counts(add(path, *captures)) == (0, 0, 5, 0)
        assert counts(add(path, *reversed(captures))) == (0, 0, 5, 0)


def test_what_was_rejected_is_not_read_again_unless_it_or_the_reader_is_another(path):
    read = []

    def open_choosy():
        return lambda report: (
            read.append(report.text) or {}[report.text] if "mayor" in report.text else read_quickly(report)
        )

    for _ in range(2):
        tally = add(path, page(COPY, TIDE), reader=open_choosy)
        assert counts(tally) == (0, 0, 0, 1)
        assert tally.refused[0].reason.startswith("reading it failed with KeyError")
    assert read == [TIDE]
    add(path, page(COPY, LATER), reader=open_choosy)
    assert read == [TIDE, LATER]
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute("UPDATE rejected SET reader = 'whence 0.0.1'")
    add(path, page(COPY, LATER), reader=open_choosy)
    assert read == [TIDE, LATER, LATER]


def test_what_could_not_be_read_is_forgotten_once_it_is_read_or_known(path, read, tmp_path):
    file = tmp_path / "tide.txt"
    for text, expected in [
        (b"", (0, 0, 0, 1)),
        (TIDE.encode(), (1, 0, 0, 0)),
        (b"", (0, 0, 0, 1)),
        (TIDE.encode(), (0, 0, 1, 0)),
    ]:
        file.write_bytes(text)
        assert read(file) == expected
        with Archive(path) as archive:
            assert [refused.input for refused in archive.rejected()] == [str(file)] * expected[-1]


def twice(name, first, second):
    """Give two inputs of one name, each bytes or a reason why there are none."""
    return [
        Rejected(input=name, reason=f"{one}. Give another.") if isinstance(one, str) else Input(name=name, data=one)
        for one in (first, second)
    ]


@pytest.mark.parametrize("already", [[], [TIDE.encode()]])
@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        ("it is empty", TIDE.encode(), []),
        (TIDE.encode(), "it is empty", ["tide.txt"]),
        (b" ", TIDE.encode(), []),
        (TIDE.encode(), b" ", ["tide.txt"]),
        (RAIN.encode(), TIDE.encode(), []),
        (TIDE.encode(), RAIN.encode(), ["tide.txt"]),
    ],
    ids=["none-read", "read-none", "blank-read", "read-blank", "failed-read", "read-failed"],
)
def test_the_last_input_of_a_name_decides_whether_it_is_rejected(path, already, first, second, left):
    """Whatever the order in which reading, loading and writing come to it."""

    def open_choosy():
        return lambda report: {}[report.text] if "farmers" in report.text.lower() else read_quickly(report)

    add(path, *(Input(name="another.txt", data=data) for data in already))
    later = Input(name="later.txt", data=LATER.encode())
    tally = add(path, *twice("tide.txt", first, second), later, reader=open_choosy)
    assert tally.rejected == 1
    with Archive(path) as archive:
        assert [refused.input for refused in archive.rejected()] == left


def test_a_thousand_that_cannot_be_read_are_all_remembered_and_a_few_told(path):
    tally = add(path, *(Rejected(input=f"{number}.txt", reason="it is empty. Give another.") for number in range(1000)))
    assert (tally.rejected, len(tally.refused)) == (1000, 20)
    assert rows_of(path, "SELECT count(*) FROM rejected") == [(1000,)]


def test_surrogates_and_nuls_in_hostile_input_cost_nothing_else(path):
    hostile = Input(
        name="bad\udce9.txt",
        data=b"Half \xed\xa0\x80 said a\x00b.\n",
        is_plain=True,
        metadata=ExternalMetadata(publisher="\ud800", byline=("\udfff",), headline="Half \udce9"),
    )
    assert counts(add(path, hostile, Input(name="worse\udce9.txt", data=b""), row(TIDE))) == (2, 0, 0, 1)
    assert counts(add(path, hostile, Input(name="worse\udce9.txt", data=b""), row(TIDE))) == (0, 0, 2, 1)
    with Archive(path) as archive:
        assert archive.search("\ud800 half").total == 1
        assert archive.search("boats").total == 1


def test_a_headline_may_be_very_long(path):
    headline = "Tide " * 20_000
    add(path, row("Ines said boats left.", headline=headline))
    with Archive(path) as archive:
        assert archive.reports()[0].headline == headline.strip()
        (hit,) = archive.search("tide").hits
        assert all(len(passage.text) < 400 for passage in hit.passages)
