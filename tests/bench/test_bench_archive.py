"""The measures of the archive, on invented reports: what they are made of, and what they would find."""

import json
import pickle
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

import apsw
import pytest

from bench.adding import growth
from bench.archives import Order, make_parser, percentile, pool_of, workplace
from bench.composing import compose, find_paragraphs, open_composer
from bench.killing import compare, dump, find_faults, with_surprises
from bench.recombining import draw_pool, page_of, read_paragraphs, recombine, write_reports
from bench.searching import Matter, draw_questions, read_matter, summarise
from bench.waiting import Waits, ask_on
from tests.support.archives import HARBOUR, fill, ledger_by
from tests.support.full_ledger import FULL
from tests.support.ledgers_by_hand import ledger_of
from whence.archive.archive import Archive
from whence.intake.formats.tables import read_table
from whence.intake.formats.warc_pages import read_web_archive
from whence.intake.load import read_bytes, read_input
from whence.records.report import Report, Span

POOL = [
    f"The {boat} came in with the {tide} tide." for boat in ("ferry", "tug", "pilot boat") for tide in ("ebb", "spring")
]


def written(path, *, seed=1, count=20):
    write_reports(recombine(POOL, count=count, words=12, seed=seed), path)
    return path.read_bytes()


@pytest.mark.parametrize("ending", [".jsonl", ".warc.gz"])
def test_the_same_seed_gives_the_same_bytes_and_another_others(tmp_path, ending):
    first, again = (written(tmp_path / f"{name}{ending}") for name in ("first", "again"))
    assert first == again
    assert first != written(tmp_path / f"other{ending}", seed=2)


def test_no_two_reports_have_the_same_text_even_of_a_small_pool():
    reports = list(recombine(POOL, count=300, words=12, seed=1))
    assert len({report.text for report in reports}) == len({report.url for report in reports}) == 300
    assert {line for report in reports for line in report.text.split("\n\n")} == set(POOL)


def test_reports_have_about_as_many_words_as_asked():
    pool = [f"Tide number {number} came in late." for number in range(500)]
    lengths = [len(report.text.split()) for report in recombine(pool, count=200, words=100, seed=1)]
    assert 95 <= sum(lengths) / 200 <= 110
    assert min(lengths) < 70
    assert max(lengths) > 130


def test_more_reports_than_a_pool_can_make_are_refused():
    with pytest.raises(ValueError, match="2 paragraphs do not make more than"):
        list(recombine(POOL[:2], count=5, words=8, seed=1))


def test_publishers_and_years_differ_in_size():
    reports = list(recombine(POOL * 50, count=1000, words=12, seed=1))
    publishers = Counter(report.publisher for report in reports).most_common()
    years = Counter(report.published[:4] for report in reports)
    assert publishers[0][1] > 5 * publishers[-1][1] > 0
    assert years["2024"] > 3 * years["2012"] > 0


def test_rows_are_read_as_the_reports_that_were_written(tmp_path):
    written(tmp_path / "reports.jsonl")
    reports = recombine(POOL, count=20, words=12, seed=1)
    for given, report in zip(read_table(str(tmp_path / "reports.jsonl"), columns={}), reports, strict=True):
        read = read_input(given)
        assert read.text == f"{report.headline}\n\n{report.text}"
        assert (read.headline, read.publisher, read.byline) == (report.headline, report.publisher, report.byline)
        assert (read.published, read.url) == (report.published, report.url)


def test_a_web_archive_holds_the_pages_of_the_reports(tmp_path):
    written(tmp_path / "reports.warc.gz", count=5)
    reports = recombine(POOL, count=5, words=12, seed=1)
    for given, report in zip(read_web_archive(str(tmp_path / "reports.warc.gz")), reports, strict=True):
        assert given.url == report.url
        assert given.data.decode() == page_of(report)


def test_a_page_is_read_as_its_report():
    pool = [
        f"The harbour office wrote that quay {number} was closed for repairs, and that the ferry would leave from the "
        "mole until the spring; nobody was told for how long, and the fishermen asked who would pay."
        for number in range(5)
    ]
    report = next(recombine(pool, count=1, words=120, seed=1))
    read = read_bytes(page_of(report).encode(), name="page.html")
    assert (read.headline, read.publisher, read.published) == (report.headline, report.publisher, report.published)
    assert [line for line in read.text.split("\n") if line in pool] == report.text.split("\n\n")


def test_paragraphs_are_neither_short_nor_long_nor_there_twice(tmp_path):
    folder = tmp_path / "data/stories"
    folder.mkdir(parents=True)
    fitting = " ".join(["tide"] * 15)
    text = f"{fitting}\nToo short.\n{fitting}\n{fitting} again\n{' '.join(['tide'] * 151)}"
    (folder / "dev.jsonl").write_text(json.dumps({"text": text}) + "\n", "utf-8")
    assert read_paragraphs(tmp_path) == [fitting, f"{fitting} again"]


def test_the_examples_stand_in_for_absent_corpora(tmp_path):
    order = Order.of(make_parser(None, reports=3).parse_args(["--shared", str(tmp_path), "--pool", "20"]))
    assert len(pool_of(order)) == 20
    assert pool_of(order) == pool_of(order)
    assert draw_pool(POOL, 100) == POOL


PILOT = ledger_of("<1 The mole leaks>1, [1 Okafor]1 {1 said}1. <2 It is safe>2, [2 Brandt]2 {2 says}2.")
OFFICE = ledger_of("[1 Okafor]1 {1 denied}1 <1 that it leaks>1. [2 A clerk]2 {2 wrote}2 <2 to the office>2.")

LATER = ledger_of("[1 Brandt]1 {1 added}1 <1 that it rains>1. [2 Okafor]2 {2 agreed}2.")


def named(ledger, *names):
    sources = (replace(one, naming="named" if one.name in names else "described") for one in ledger.sources)
    return replace(ledger, sources=tuple(sources))


def composed(*ledgers, headline="Mole leaks"):
    text = "\n\n".join([headline, *(ledger.report.text for ledger in ledgers)])
    paragraphs = {ledger.report.text: ledger for ledger in ledgers}
    return compose(Report(text=text, headline=headline), paragraphs=paragraphs)


def shown(ledger):
    """Write out a ledger's attributions by their words."""
    names = {source.id: source.name for source in ledger.sources}
    return [
        (
            names.get(one.source),
            *(
                tuple(span.of(ledger.report.text) for span in spans)
                for spans in (one.source_spans, one.cue_spans, one.content_spans)
            ),
        )
        for one in ledger.attributions
    ]


def test_a_composed_ledger_has_the_words_of_its_paragraphs():
    whole = composed(PILOT, OFFICE)
    assert shown(whole) == shown(PILOT) + shown(OFFICE)
    assert [one.id for one in whole.attributions] == ["a1", "a2", "a3", "a4"]


def test_sources_of_one_name_are_one_and_others_are_not():
    whole = composed(named(PILOT, "Okafor", "Brandt"), named(OFFICE, "Okafor"), named(LATER, "Brandt"))
    assert [one.name for one in whole.sources] == ["Okafor", "Brandt", "A clerk", "Okafor"]
    okafor, brandt, *_ = whole.sources
    assert [span.of(whole.report.text) for span in okafor.mentions] == ["Okafor", "Okafor"]
    assert [span.of(whole.report.text) for span in brandt.mentions] == ["Brandt", "Brandt"]
    assert [one.source for one in whole.attributions] == ["s1", "s2", "s1", "s3", "s2", "s4"]


def test_everything_of_a_ledger_moves_with_its_paragraph():
    line = FULL.report.text.replace("\n\n", "  ")
    paragraph = replace(FULL, report=Report(text=line))
    whole = composed(PILOT, paragraph)
    moved = whole.report.text.index(line)

    def words_of(ledger, start):
        told = (*ledger.events, *ledger.times, *ledger.statements, *ledger.findings)
        parts = [
            *told,
            *(part for event in ledger.events for part in (event.actor, event.recipient, event.place) if part),
        ]
        parts += [one.certainty for one in ledger.attributions if one.certainty]
        return [(span.start - start, span.of(ledger.report.text)) for part in parts for span in part.spans]

    assert words_of(whole, moved) == words_of(paragraph, 0)
    assert [one.id for one in whole.events] == ["e1", "e2"]
    assert whole.events[0].attribution == "a4"
    assert [one.attributions for one in whole.findings] == [(), ("a6",), ("a5",)]


def test_a_report_with_a_strange_paragraph_is_not_composed():
    with pytest.raises(KeyError, match="It is late"):
        compose(Report(text="It is late."), paragraphs={PILOT.report.text: PILOT})


def test_paragraphs_are_read_once_and_the_reader_goes_into_other_processes(tmp_path, reader):
    pool = ["“The bridge is safe,” said Ines Okafor, the harbour master.", "The tide came in."]
    path = find_paragraphs(tmp_path, pool, model="en-9")
    read = pickle.loads(pickle.dumps(partial(open_composer, str(path))))()  # noqa: S301 -- just dumped
    assert shown(read(Report(text="\n\n".join(pool)))) == shown(reader.read(Report(text=pool[0])))
    path.write_bytes(b"")
    assert find_paragraphs(tmp_path, pool, model="en-9").read_bytes() == b""


def test_memory_that_grows_is_told_from_memory_that_does_not():
    assert growth([900.0, 100.0, 100.0, 100.0]) == 1.0
    assert growth([0.0, 100.0, 150.0, 200.0]) == 2.0


def test_a_share_of_the_values_is_not_above_their_percentile():
    assert percentile(list(range(1, 101)), 0.95) == 95
    assert percentile([7.0], 0.5) == 7.0


def test_a_folder_that_is_kept_stays(tmp_path):
    parser = make_parser(None, reports=1)
    with workplace(Order.of(parser.parse_args(["--keep", str(tmp_path / "kept")]))) as kept:
        pass
    with workplace(Order.of(parser.parse_args([]))) as gone:
        assert gone.is_dir()
    assert (kept.is_dir(), gone.exists()) == (True, False)


MATTER = Matter(
    texts=["The ferry came in late, the harbour master said.", "Nobody said who would pay for the broken mole."],
    words={"rare": ["mole"], "middling": ["ferry"], "common": ["said", "the"]},
    names=["Ines Okafor"],
    other_scripts=["окафор"],
    publishers=["The Tidewater Post"],
)


def test_questions_are_of_all_sorts_with_filters_and_without_and_always_the_same():
    questions = draw_questions(MATTER, count=300, seed=1)
    assert questions == draw_questions(MATTER, count=300, seed=1)
    assert len(questions) == 300
    assert Counter(question.filtered for question in questions)[""] == 150
    sorts = {question.sort for question in questions}
    assert sorts >= {"rare", "common", "phrase", "prefix", "name", "other script", "two words", "three words", "said"}
    assert all(len(question.query.split()) == 3 for question in questions if question.sort == "three words")
    assert {question.filtered for question in questions if question.sort == "phrase"} >= {
        "",
        "publisher",
        "days",
        "kind",
    }


def test_an_archive_can_be_asked_every_question_that_is_drawn_from_it(tmp_path):
    fill(
        tmp_path / "news.whence",
        [HARBOUR, ledger_by("Brandt", publisher="Harbour Gazette", text="A mole, a quay, rain.")],
    )
    matter = read_matter(tmp_path / "news.whence", tmp_path)
    assert matter.names == ["Brandt", "Okafor"]
    assert matter.other_scripts == ["окафор", "брандт"]
    with Archive(tmp_path / "news.whence") as archive:
        found = [
            archive.search(question.query, filters=question.filters).total
            for question in draw_questions(matter, count=120, seed=1)
        ]
    assert max(found) > 0


def test_the_slowest_question_is_named():
    questions = draw_questions(MATTER, count=24, seed=1)
    figures = summarise(questions, [*([1.0] * 22), 90.0, 3.0])
    assert (figures["median"], figures["percentile_95"], figures["slowest"]) == (1.0, 3.0, 90.0)
    assert figures["slowest_question"]["query"] == questions[22].query


def test_waits_are_timed_and_errors_counted_by_what_is_wrong(tmp_path):
    fill(tmp_path / "news.whence", [HARBOUR])
    turns = iter([True, True, False])
    waits = ask_on(tmp_path / "news.whence", while_=lambda: next(turns))
    assert not waits.errors
    assert [len(taken) for taken in waits.milliseconds.values()] == [1, *[2] * 7]
    turns = iter([True, False])
    missing = ask_on(tmp_path / "nothing.whence", while_=lambda: next(turns))
    assert list(missing.errors.values()) == [1]
    assert "there is no such archive" in next(iter(missing.errors))
    assert Waits().all == []


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "news.whence"
    fill(path, [HARBOUR, ledger_by("Brandt")]).close()
    return path


def alter(path, sql):
    connection = apsw.Connection(str(path))
    connection.execute(sql)
    connection.close()


def test_archives_that_hold_the_same_are_equal_whenever_it_was_added(archive, tmp_path):
    fill(tmp_path / "other.whence", [HARBOUR, ledger_by("Brandt")]).close()
    alter(tmp_path / "other.whence", "UPDATE versions SET added = '2032-01-01T00:00:00+00:00'")
    assert compare(dump(archive), dump(tmp_path / "other.whence")) == []


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ("UPDATE versions SET headline = 'Harbour to stay' WHERE number = 1 AND headline IS NOT NULL", "versions"),
        ("DELETE FROM findings", "findings"),
        ("UPDATE addresses SET address = 'example.org/9' WHERE address = 'example.org/1'", "addresses"),
        ("INSERT INTO words (rowid, text) VALUES (9, 'rain')", "words"),
        ("CREATE TABLE tides (hour)", None),
    ],
)
def test_a_planted_difference_is_found(archive, sql, table):
    wanted = dump(archive)
    alter(archive, sql)
    assert [told.partition(":")[0] for told in compare(wanted, dump(archive))] == ([table] if table else [])


def test_a_row_that_is_there_twice_is_a_difference():
    once = {"texts": Counter(["('The tide came in.',)"])}
    twice = {"texts": once["texts"] + once["texts"]}
    assert compare(once, twice) == ["texts: 0 rows missing, 1 needless, such as ('The tide came in.',)"]
    assert compare(once, once) == []


def test_faults_are_found_where_a_row_points_at_nothing(archive):
    assert find_faults(archive) == []
    assert find_faults(Path("no/such/archive")) == []
    alter(archive, "PRAGMA foreign_keys = OFF; DELETE FROM reports WHERE id = 1")
    assert "versions 1 points at nothing" in find_faults(archive)


def test_among_the_reports_some_come_again_or_changed_or_broken():
    lines = [json.dumps({"url": f"example.org/{n}", "text": f"Tide {n}.\n\nEbb {n}."}) + "\n" for n in range(100)]
    added = Counter(with_surprises(lines))
    again = [line for line in lines if added[line] == 2]
    strange = [line for line in added if line not in lines]
    changed = [json.loads(line) for line in strange if line.endswith("}\n")]
    assert (len(again), len(changed), len(strange) - len(changed)) == (6, 5, 4)
    assert changed[0] == {"url": "example.org/13", "text": "Ebb 13."}
    assert len(list(with_surprises(lines, has_changed=False))) == 110


def test_spans_of_a_composed_report_lie_behind_its_headline():
    whole = composed(PILOT)
    assert whole.attributions[0].content_spans == (Span(12, 26),)
