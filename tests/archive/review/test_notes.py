"""Notes on questions, and the status that they give them."""

import json
from contextlib import closing
from dataclasses import replace

import pytest

from tests.support.quick_reader import rows_of
from tests.support.reviewed import FERRY, add_version, open_ferry, read_again
from whence.archive.archive import Archive
from whence.errors import UsageError
from whence.records.answers import Count, Filters

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


def statuses(archive, **asked):
    return [(one.number, one.kind, one.status, one.notes) for one in archive.questions(**asked)]


def test_every_question_is_open_until_a_reader_gives_it_a_status(archive, name):
    assert statuses(archive) == [(1, "bare-source", "open", 0), (2, "denied", "open", 0)]
    archive.add_note(name, 1, status="asked", note="Rang the editor.", author=ANA)
    archive.add_note(name, 1, note="No answer yet.", author=KIM)
    assert statuses(archive) == [(1, "bare-source", "asked", 2), (2, "denied", "open", 0)]
    (question,) = archive.questions(name, status="asked")
    assert (question.author, question.words, question.question) == (ANA, "He", "Who?")
    assert statuses(archive, status="open") == [(2, "denied", "open", 0)]
    assert statuses(archive, filters=Filters(finding="denied")) == [(2, "denied", "open", 0)]
    assert statuses(archive, limit=1, offset=1) == [(2, "denied", "open", 0)]
    assert archive.stats().statuses == (Count(name="asked", count=1),)
    assert archive.check() == []


def test_the_history_of_a_question_is_kept(archive, name):
    for status, author in (("asked", ANA), ("confirmed", KIM), ("open", ANA)):
        archive.add_note(name, 2, status=status, author=author)
    assert [(one.status, one.author, one.words) for one in archive.notes(name)] == [
        ("open", ANA, "Ivo Ness"),
        ("confirmed", KIM, "Ivo Ness"),
        ("asked", ANA, "Ivo Ness"),
    ]
    assert statuses(archive)[1] == (2, "denied", "open", 3)
    assert len(archive.notes(limit=2, offset=2)) == 1


def test_a_note_stays_with_its_question_in_a_later_version_and_after_another_reading(store, archive, name):
    archive.add_note(name, 2, status="confirmed", author=ANA)
    add_version(store, "Ferry\n\n", "Ferry\n\nIt is late. ")
    assert statuses(archive)[1] == (2, "denied", "confirmed", 1)
    assert [one.is_asked for one in archive.notes()] == [True]


def test_a_note_says_when_nothing_asks_its_question_any_more(store, archive, name):
    archive.add_note(name, 2, status="confirmed", author=ANA)
    read_again(store, findings=FERRY.findings[:1])
    assert statuses(archive) == [(1, "bare-source", "open", 0)]
    assert [(one.is_asked, one.status) for one in archive.notes()] == [(False, "confirmed")]


def test_of_two_questions_with_the_same_words_only_the_one_that_was_meant_has_the_note(store, archive, name):
    twice = replace(FERRY.findings[0], spans=FERRY.attributions[0].cue_spans)
    other = replace(twice, spans=FERRY.attributions[1].cue_spans)
    text = FERRY.report.text.replace("denied", "said  ")
    read_again(store, findings=(twice, other), report=replace(FERRY.report, text=text))
    with store.writing(), store.transaction():
        store.run("UPDATE texts SET text = ?", (text,))
        store.run("UPDATE findings SET words = 'said'")
    archive.add_note(name, 1, status="asked", author=ANA)
    assert [one.status for one in archive.questions()] == ["asked", "open"]


def test_a_note_that_says_nothing_or_is_on_no_question_is_refused(archive, name):
    with pytest.raises(UsageError, match="neither a status nor a note is given"):
        archive.add_note(name, 1, author=ANA, note=" ")
    with pytest.raises(UsageError, match="question 3: the report has 2"):
        archive.add_note(name, 3, author=ANA, status="asked")
    with pytest.raises(ValueError, match="status must be one of open, asked, confirmed, withdrawn"):
        archive.add_note(name, 1, author=ANA, status="closed")
    assert archive.notes() == []


def test_notes_are_exported_and_go_with_their_report(archive, name, tmp_path):
    archive.add_note(name, 1, status="asked", note="Rang.", author=ANA)
    archive.export(tmp_path / "out")
    (row,) = map(json.loads, (tmp_path / "out" / "notes.jsonl").read_text("utf-8").splitlines())
    assert (row["id"], row["kind"], row["status"], row["note"], row["words"]) == (
        *(name, "bare-source"),
        *("asked", "Rang.", "He"),
    )
    archive.remove([name])
    assert rows_of(archive.path, "SELECT count(*) FROM notes") == [(0,)]


def test_an_altered_note_is_found(store, archive, name):
    archive.add_note(name, 1, status="asked", author=ANA)
    with store.writing(), store.transaction():
        store.run("UPDATE notes SET author = 'Somebody'")
    assert [(fault.where, fault.is_mended) for fault in archive.check(repair=True)] == [("notes", False)]


def test_a_copy_of_the_file_has_what_readers_said(archive, name, tmp_path):
    archive.add_note(name, 1, author=ANA, status="asked", note="Rang them.")
    archive.correct(name, "a1", author=ANA, kind="group")
    (tmp_path / "copy.whence").write_bytes((tmp_path / "news.whence").read_bytes())
    with Archive(tmp_path / "copy.whence") as copy:
        assert (len(copy.notes()), len(copy.corrections())) == (1, 1)
