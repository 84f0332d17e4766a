"""A programmer's mistake is a builtin error in Python's words: one name for many, numbers too small, after closing."""

from pathlib import Path

import pytest

import whence
from tests.support.quick_reader import add, open_quickly, row
from whence.archive.archive import Archive

TIDE = "Tide comes late\n\nInes Okafor said boats left.\n"


@pytest.fixture
def archive(tmp_path):
    add(tmp_path / "news.whence", row(TIDE))
    with Archive(tmp_path / "news.whence") as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("names", lambda archive, single: archive.add(single, reader=open_quickly)),
        ("names", lambda archive, single: archive.remove(single)),
        ("feeds", lambda archive, single: archive.watch(single)),
        ("fields", lambda archive, single: archive.search("boats", fields=single)),
        ("names", lambda _, single: whence.read_many(single)),
        ("byline", lambda _, single: whence.Report(text=TIDE, byline=single)),
        ("notes", lambda _, single: whence.Report(text=TIDE, notes=single)),
    ],
)
def test_a_single_name_where_several_go_is_to_be_put_in_a_list(archive, monkeypatch, name, call):
    monkeypatch.chdir(archive.path.parent)
    Path("harbour.txt").write_text(TIDE.replace("Tide", "Rain"))
    for single in ("harbour.txt", b"harbour.txt", Path("harbour.txt")):
        with pytest.raises(TypeError) as told:
            call(archive, single)
        assert str(told.value) == f"{name} must be a list: write [{single!r}] instead of {single!r}"
    assert len(archive.reports()) == 1


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda archive: archive.reports(limit=-1), "limit must be at least 0, not -1"),
        (lambda archive: archive.reports(offset=-2), "offset must be at least 0, not -2"),
        (lambda archive: archive.claims(offset=-2), "offset must be at least 0, not -2"),
        (lambda archive: archive.questions(offset=-2), "offset must be at least 0, not -2"),
        (lambda archive: archive.search("boats", limit=-1), "limit must be at least 0, not -1"),
        (lambda archive: archive.search("boats", offset=-1), "offset must be at least 0, not -1"),
        (lambda archive: archive.sources(limit=-1), "limit must be at least 0, not -1"),
        (lambda archive: archive.changes(limit=-1), "limit must be at least 0, not -1"),
        (lambda archive: archive.stats(top=-1), "top must be at least 0, not -1"),
        (lambda archive: archive.claims(limit=-1), "limit must be at least 0, not -1"),
        (lambda archive: archive.claims(min_reports=0), "min_reports must be at least 1, not 0"),
        (lambda archive: archive.add([], jobs=0), "jobs must be at least 1, not 0"),
        (lambda archive: archive.reread(jobs=-1), "jobs must be at least 1, not -1"),
        (lambda archive: archive.watch(jobs=0), "jobs must be at least 1, not 0"),
        (lambda archive: archive.watch(every_seconds=-1.0), "every_seconds must be at least 0, not -1.0"),
        (lambda archive: archive.watch(fresh_seconds=-1), "fresh_seconds must be at least 0, not -1"),
        (lambda _: whence.read_many([], jobs=0), "jobs must be at least 1, not 0"),
        (
            lambda archive: archive.search("boats", fields=["text", "nosuch"]),
            "each of fields must be one of text, contents, sources, headlines, not 'nosuch'",
        ),
        (lambda _: whence.Filters(sure=1.5), "sure must be a confidence from 0 to 1, not 1.5"),
        (
            lambda _: whence.Filters(since="soon"),
            "since must be a day such as 2031-03-04, a month or a year, not 'soon'",
        ),
        (lambda _: whence.Filters(naming="x"), "naming must be one of named, described, withheld, bare, not 'x'"),
    ],
)
def test_a_value_that_makes_no_sense_is_told_in_the_words_of_python(archive, call, sentence):
    with pytest.raises(ValueError, match="must be") as told:
        call(archive)
    assert str(told.value) == sentence


QUESTIONS = {
    "add": lambda archive: archive.add([], reader=open_quickly),
    "add_ledgers": lambda archive: archive.add_ledgers("out"),
    "watch": lambda archive: archive.watch(),
    "search": lambda archive: archive.search("boats"),
    "reports": lambda archive: archive.reports(),
    "sources": lambda archive: archive.sources(),
    "ledger": lambda archive: archive.ledger("r:1"),
    "ledgers": lambda archive: archive.ledgers(),
    "versions": lambda archive: archive.versions("r:1"),
    "changes": lambda archive: archive.changes(),
    "rejected": lambda archive: archive.rejected(),
    "forget_rejected": lambda archive: archive.forget_rejected(),
    "feeds": lambda archive: archive.feeds(),
    "unwatch": lambda archive: archive.unwatch([]),
    "stats": lambda archive: archive.stats(),
    "table": lambda archive: archive.table("texts"),
    "export": lambda archive: archive.export(archive.path.with_name("out")),
    "compact": lambda archive: archive.compact(),
    "check": lambda archive: archive.check(),
    "remove": lambda archive: archive.remove([]),
    "reread": lambda archive: archive.reread(reader=open_quickly),
    "link": lambda archive: archive.link(),
    "count_unlinked": lambda archive: archive.count_unlinked(),
    "links_version": lambda archive: archive.links_version(),
    "owners": lambda archive: archive.owners(),
    "set_owners": lambda archive: archive.set_owners("owners.csv"),
    "forget_owners": lambda archive: archive.forget_owners(),
    "publishers": lambda archive: archive.publishers(),
    "holdings": lambda archive: archive.holdings(),
    "data_version": lambda archive: archive.data_version(),
    "snapshot": lambda archive: archive.snapshot().__enter__(),
    "stories": lambda archive: archive.stories(),
    "story": lambda archive: archive.story("st:1"),
    "compare": lambda archive: archive.compare(["r:1", "r:2"]),
    "claims": lambda archive: archive.claims(),
    "claim": lambda archive: archive.claim("c:1"),
    "origins": lambda archive: archive.origins("c:1"),
    "source": lambda archive: archive.source("s:0000000000000001"),
    "outlet": lambda archive: archive.outlet("Coast"),
    "correct": lambda archive: archive.correct("r:1", "a1", is_wrong=True, author="Ana"),
    "corrections": lambda archive: archive.corrections(),
    "corrections_in": lambda archive: archive.corrections_in("r:1"),
    "withdraw_correction": lambda archive: archive.withdraw_correction("k:1", author="Ana"),
    "corrected_labels": lambda archive: archive.corrected_labels(),
    "add_note": lambda archive: archive.add_note("r:1", 1, note="Rang.", author="Ana"),
    "notes": lambda archive: archive.notes(),
    "questions": lambda archive: archive.questions(),
    "__enter__": lambda archive: archive.__enter__(),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_closed_archive_says_that_it_is_closed(archive, name):
    archive.close()
    archive.close()
    with pytest.raises(ValueError, match=r"^the archive is closed$"):
        QUESTIONS[name](archive)
    assert not archive.path.with_name("out").exists()


def test_every_question_is_tried_on_a_closed_archive():
    public = {name for name in dir(Archive) if callable(getattr(Archive, name)) and not name.startswith("_")}
    assert public - {"close"} == QUESTIONS.keys() - {"__enter__"}


def test_an_archive_that_is_closed_while_it_is_walked_over_says_so(archive):
    add(archive.path, row("Rain\n\nAna Lind said boats went.\n", 2))
    walk = archive.ledgers()
    next(walk)
    archive.close()
    with pytest.raises(ValueError, match=r"^the archive is closed$"):
        next(walk)
