"""Readers' corrections: kept beside the ledgers, through later versions and readings, withdrawn, counted, exported."""

import json
from contextlib import closing
from dataclasses import replace

import pytest

from tests.support.quick_reader import rows_of
from tests.support.reviewed import FERRY, add_version, open_ferry, read_again
from whence.archive.archive import Archive
from whence.errors import UsageError
from whence.records.report import Span

ANA, KIM = "Ana Brandt", "Kim Da-eun"


@pytest.fixture
def store(tmp_path):
    with closing(open_ferry(tmp_path / "news.whence")) as store:
        yield store


@pytest.fixture
def archive(store):
    with Archive(store.path) as opened:
        yield opened


@pytest.fixture
def name(archive):
    return archive.reports()[0].id


def said(ledger):
    names = {source.id: source.name for source in ledger.sources}
    return [
        (names.get(one.source), " … ".join(span.of(ledger.report.text) for span in one.content_spans))
        for one in ledger.attributions
    ]


def test_a_correction_is_kept_beside_the_ledger_which_stays_as_it_was(archive, name):
    made = archive.correct(name, "a1", who="Tove Lind", author=ANA, note="She was on board.")
    assert (made.report, made.version, made.said, made.author, made.note, made.standing) == (
        *(name, 1, "who: Tove Lind"),
        *(ANA, "She was on board.", "counts"),
    )
    assert made.words == "He … said … “the ferry sank”"
    assert archive.ledger(name) == FERRY
    assert said(archive.ledger(name, corrected=True)) == [("Tove Lind", "“the ferry sank”"), ("Ivo Ness", "it")]
    assert archive.corrections() == archive.corrections(name) == [made]
    assert archive.stats().corrections == 1
    assert archive.check() == []


def test_an_attribution_can_be_named_by_its_words_or_its_number(archive, name):
    for asked in ("2", "a2", "denied it", "Ness  denied"):
        assert "denied" in archive.correct(name, asked, is_wrong=True, author=ANA).words
    with pytest.raises(UsageError, match="several attributions have these words: a1, a2"):
        archive.correct(name, "e", is_wrong=True, author=ANA)
    with pytest.raises(UsageError, match="no attribution of the report has this id or these words"):
        archive.correct(name, "a7", is_wrong=True, author=ANA)


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({}, "nothing is given as right"),
        ({"who": "Ines Okafor"}, "these words are not in the report"),
        ({"who": ""}, "one mention of the source is needed"),
        ({"content": ""}, "no words are given"),
        ({"source": [Span(0, 900)]}, "the report's text has only 112 characters"),
        ({"is_wrong": True, "author": " "}, "the name is empty"),
        ({"is_wrong": True, "version": 3}, "the report has no version of this number"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_kept(archive, name, told, problem):
    with pytest.raises(UsageError, match=problem):
        archive.correct(name, "a1", **{"author": ANA, **told})
    assert archive.corrections() == []


MISSED = {"source": "Tove Lind", "cue": "left", "content": "It rained"}


def test_an_attribution_that_was_missed_is_added_counted_and_a_label(store, archive, name):
    made = archive.correct(name, None, **MISSED, kind="person", author=ANA)
    assert (made.is_added, made.words, made.standing) == (True, "Tove Lind … left … It rained", "counts")
    assert made.said == "missed by whence; source: Tove Lind; cue: left; content: It rained; kind: person"
    assert (made.source_spans, made.cue_spans, made.content_spans) == ((), (), ())
    assert archive.ledger(name) == FERRY
    assert said(archive.ledger(name, corrected=True))[2:] == [("Tove Lind", "It rained")]
    assert archive.corrections() == [made]
    assert archive.stats().corrections == 1
    assert [one.name for one in archive.sources(corrected=True)] == ["He", "Ivo Ness", "Tove Lind"]
    (labels,) = archive.corrected_labels()
    *_, last = labels["attributions"]
    text = FERRY.report.text
    assert [text[slice(*last[part][0])] for part in ("source", "cue", "content")] == ["Tove Lind", "left", "It rained"]
    assert last["reviewed"] is True
    assert archive.check() == []
    read_again(store, attributions=(), sources=(), findings=())
    assert said(archive.ledger(name, corrected=True)) == [("Tove Lind", "It rained")]
    add_version(store, "Ferry\n\n", "Ferry\n\nIt is late. ")
    assert said(archive.ledger(name, corrected=True))[-1] == ("Tove Lind", "It rained")


def test_an_added_attribution_is_corrected_marked_as_none_and_withdrawn_by_its_correction(archive, name):
    made = archive.correct(name, None, **MISSED, author=ANA)
    archive.correct(name, made.id, who="Ivo Ness", author=KIM)
    assert said(archive.ledger(name, corrected=True))[2:] == [("Ivo Ness", "It rained")]
    wrong = archive.correct(name, made.id, is_wrong=True, author=KIM)
    assert len(archive.ledger(name, corrected=True).attributions) == 2
    archive.withdraw_correction(wrong.id, author=KIM)
    archive.withdraw_correction(made.id, author=ANA)
    with pytest.raises(UsageError, match="no attribution of the report has this id"):
        archive.correct(name, made.id, is_wrong=True, author=KIM)


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({}, "no words are given"),
        ({"content": ""}, "no words are given"),
        ({"content": "snow"}, "these words are not in the report"),
        ({"content": "e"}, "these words are not in the report"),
        ({"content": "Ferry", "cue": "said"}, "attribution a1 has these words"),
        ({"content": "the ferry sank"}, "attribution a1 has these words"),
        ({"content": "The rain stopped", "cue": "denied"}, "these words are not near the attribution"),
    ],
)
def test_what_was_not_missed_or_is_not_there_is_not_added(archive, name, told, problem):
    with pytest.raises(UsageError, match=problem):
        archive.correct(name, None, **told, author=ANA)
    with pytest.raises(ValueError, match="either wrong"):
        archive.correct(name, None, **told, is_wrong=True, author=ANA)
    assert archive.corrections() == []


def test_words_of_a_missed_attribution_that_stand_in_two_places_are_told_apart_by_their_spans(archive, name):
    text = FERRY.report.text
    with pytest.raises(UsageError, match="these words are in 2 places"):
        archive.correct(name, None, content="the", author=ANA)
    at = text.rindex("rain")
    made = archive.correct(name, None, content=[Span(at, at + 4)], author=ANA)
    assert made.right_content_spans == (Span(at, at + 4),)


def test_words_for_a_cue_are_looked_for_near_the_attribution_only(archive, name):
    assert archive.correct(name, "a2", cue="Ness", author=ANA).right_cue_spans
    with pytest.raises(UsageError, match="these words are not near the attribution"):
        archive.correct(name, "a2", cue="stopped", author=ANA)


def test_all_corrections_are_kept_and_the_latest_that_is_not_withdrawn_counts(archive, name):
    first = archive.correct(name, "a1", who="Tove Lind", author=ANA)
    second = archive.correct(name, "a1", who="Ivo Ness", author=KIM)
    assert [(one.id, one.standing) for one in archive.corrections(name)] == [
        (second.id, "counts"),
        (first.id, "superseded"),
    ]
    assert said(archive.ledger(name, corrected=True))[0][0] == "Ivo Ness"
    gone = archive.withdraw_correction(second.id[:8], author=ANA)
    assert (gone.withdrawn_by, gone.standing, bool(gone.withdrawn_at)) == (ANA, "withdrawn", True)
    assert said(archive.ledger(name, corrected=True))[0][0] == "Tove Lind"
    assert [one.standing for one in archive.corrections()] == ["withdrawn", "counts"]
    assert archive.stats().corrections == 1
    with pytest.raises(UsageError, match="Ana Brandt withdrew it before"):
        archive.withdraw_correction(second.id, author=KIM)
    for asked in ("k:0000", "*"):
        with pytest.raises(UsageError, match="there is no such correction"):
            archive.withdraw_correction(asked, author=KIM)


def test_a_correction_still_counts_after_the_report_is_read_again(store, archive, name):
    archive.correct(name, "a1", who="Tove Lind", author=ANA)
    archive.correct(name, "a2", is_wrong=True, author=ANA)
    second, first = (replace(FERRY.attributions[0], id="a2"), replace(FERRY.attributions[1], id="a1"))
    read_again(store, attributions=(first, second), findings=())
    assert said(archive.ledger(name, corrected=True)) == [("Tove Lind", "“the ferry sank”")]
    read_again(store, attributions=(), sources=(), findings=())
    assert said(archive.ledger(name)) == []
    assert said(archive.ledger(name, corrected=True)) == [("Tove Lind", "“the ferry sank”")]
    assert {one.standing for one in archive.corrections()} == {"counts"}


def test_a_correction_moves_with_its_words_to_a_later_version(store, archive, name):
    archive.correct(name, "a1", who="Tove Lind", author=ANA)
    add_version(store, "Ferry\n\n", "Ferry\n\nIt is late. ")
    assert said(archive.ledger(name, corrected=True)) == [("Tove Lind", "“the ferry sank”"), ("Ivo Ness", "it")]
    assert [(one.version, one.standing) for one in archive.corrections()] == [(1, "counts")]


def test_a_correction_says_when_the_text_was_changed_beneath_it_and_counts_no_more(store, archive, name):
    archive.correct(name, "a1", who="Tove Lind", author=ANA)
    add_version(store, "ferry sank", "ferry left")
    assert said(archive.ledger(name, corrected=True))[0] == ("He", "“the ferry left”")
    assert [one.standing for one in archive.corrections()] == ["text changed"]
    assert said(archive.ledger(name, version=1, corrected=True))[0] == ("Tove Lind", "“the ferry sank”")
    assert list(archive.corrected_labels()) == []


def test_sources_are_counted_as_corrected_where_that_is_asked(archive, name):
    archive.correct(name, "a1", who="Tove Lind", kind="person", naming="named", author=ANA)
    assert [(one.name, one.attributions) for one in archive.sources()] == [("He", 1), ("Ivo Ness", 1)]
    assert [(one.name, one.attributions) for one in archive.sources(corrected=True)] == [
        ("Ivo Ness", 1),
        ("Tove Lind", 1),
    ]
    assert [one.name for one in archive.sources(corrected=True, limit=1, offset=1)] == ["Tove Lind"]
    assert [one.name for one in archive.sources(corrected=True, name="Ness")] == ["Ivo Ness"]


def test_corrected_reports_are_labels_to_train_on(archive, name):
    archive.correct(name, "a1", who="Tove Lind", kind="person", naming="named", author=ANA)
    archive.correct(name, "a2", is_wrong=True, author=ANA)
    (labels,) = archive.corrected_labels()
    text = FERRY.report.text
    assert (labels["part"], labels["set"], labels["report"], labels["version"]) == ("read", "archive", name, 1)
    first, second = labels["attributions"]
    assert {key: [text[start:end] for start, end in first[key]] for key in ("source", "cue", "content")} == {
        "source": ["He"],
        "cue": ["said"],
        "content": ["the ferry sank"],
    }
    assert text[slice(*first["who"])] == "Tove Lind"
    assert (first["kind"], first["naming"], first["relays"], first["reviewed"]) == ("person", "named", [], True)
    assert (second["valid"], text[slice(*second["content"][0])]) == (False, "it")


def test_corrections_are_exported_and_go_with_their_report(archive, name, tmp_path):
    archive.correct(name, "a1", is_wrong=True, author=ANA)
    archive.export(tmp_path / "out")
    (row,) = map(json.loads, (tmp_path / "out" / "corrections.jsonl").read_text("utf-8").splitlines())
    assert (row["id"], row["version"], row["is_wrong"], row["author"], row["given"]) == (name, 1, True, ANA, None)
    archive.remove([name])
    assert rows_of(archive.path, "SELECT count(*) FROM corrections") == [(0,)]


def test_a_correction_is_kept_while_another_process_imports(store, archive, name):
    with store.writing():
        archive.correct(name, "a1", is_wrong=True, author=ANA)
        with store.transaction():
            store.run("INSERT INTO reports (key) VALUES ('r:1')")
        archive.correct(name, "a1", who="Tove Lind", author=ANA)
    assert len(archive.corrections(name)) == 2
    assert rows_of(archive.path, "SELECT count(*) FROM reports") == [(2,)]


def test_the_same_correction_made_again_at_once_is_kept_once(archive, name, monkeypatch):
    monkeypatch.setattr("whence.archive.review.corrections.current_second", lambda: "2031-03-05T06:00:00+00:00")
    first, again = (archive.correct(name, "a1", is_wrong=True, author=ANA) for _ in range(2))
    assert first == again
    assert archive.corrections() == [first]


def test_corrections_of_some_reports_are_listed_page_by_page(archive, name):
    made = [archive.correct(name, "a1", is_wrong=True, author=f"Reader {number}").author for number in range(3)]
    assert [one.author for one in archive.corrections(limit=1, offset=1)] == [made[1]]
    assert archive.corrections(name, limit=0) == []
