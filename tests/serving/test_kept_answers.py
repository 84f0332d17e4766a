"""Answers about linked reports are kept, and never shown once they are out of date."""

from contextlib import closing

import apsw
import pytest
from starlette.responses import Response

from tests.support.desks import opened_desk, send
from tests.support.planted import fill_planted
from tests.support.quick_reader import open_quickly
from whence.archive.archive import Archive
from whence.archive.storage.link_tables import EMPTY_LINKS
from whence.intake.inputs import Input
from whence.serving.kept_answers import KeptAnswers


@pytest.fixture
def path(tmp_path):
    path = fill_planted(tmp_path / "news.whence")
    with Archive(path) as archive:
        archive.link()
    return path


def pages_of(client):
    story = client.get("/stories.json").json()["stories"][0]["id"]
    claim = client.get("/claims.json").json()["claims"][0]["claim"]["id"]
    return ["/stories", "/claims", f"/story/{story}", f"/claim/{claim}", f"/story/{story}.csv"]


def test_a_kept_answer_is_the_same_in_every_byte(path):
    with opened_desk(path) as client:
        for page in pages_of(client):
            first, again = client.get(page), client.get(page)
            assert first.content == again.content
            assert [*first.headers] == [*again.headers]
            if "." not in page:
                form = client.get(page, headers={"Accept": "application/json"})
                assert form.headers["content-type"].startswith("application/json")
            assert client.get(page).content == first.content


def test_an_answer_is_made_once_while_reports_are_added(path, monkeypatch):
    with opened_desk(path) as client:
        pages = pages_of(client)
        before = [client.get(page).content for page in pages]
        with Archive(path) as archive:
            archive.add([Input(name="tide.txt", data=b"Tide\n\nOkafor said it is late.\n")], reader=open_quickly)
        for method in ("story", "stories", "claim", "claims"):
            monkeypatch.setattr(Archive, method, None)
        assert [client.get(page).content for page in pages] == before


def test_what_another_process_links_or_removes_is_shown_at_once(path):
    with opened_desk(path) as client, Archive(path) as archive:
        for page in pages_of(client):
            client.get(page)
        story = archive.stories()[0].id
        gone = archive.story(story).reports[0].id
        assert gone in client.get(f"/story/{story}").text
        archive.remove([gone])
        assert gone not in client.get("/stories.json").text + client.get(f"/story/{story}").text
        archive.link()
        assert gone not in client.get("/stories.json").text + client.get(f"/story/{story}").text


def test_what_is_added_to_the_desk_is_shown_once_that_is_acknowledged(path):
    with opened_desk(path) as client:
        assert "Late ferry" not in client.get("/").text
        send(client, text="Late ferry\n\nInes Okafor said the ferry is late.")
        assert "Late ferry" in client.get("/").text
        assert "Late ferry" in client.get("/search?q=ferry").text


def test_what_was_linked_by_other_rules_is_said_to_be_linked_again_and_then_shown(path):
    with opened_desk(path) as client, Archive(path) as archive:
        pages = [page for page in pages_of(client) if page.startswith(("/story", "/claim")) and page.count("/") == 2]
        before = [client.get(page).text for page in pages]
        with closing(apsw.Connection(str(path))) as connection:
            connection.execute(EMPTY_LINKS)
        for page in pages:
            answer = client.get(page, headers={"Accept": "application/json"})
            assert answer.status_code == 404
            assert "some reports are not linked yet. Try again once they are" in answer.json()["error"]["reason"]
        archive.link()
        assert [client.get(page).text for page in pages] == before
        missing = client.get("/story/st:0000000000000000", headers={"Accept": "application/json"})
        assert "not linked yet" not in missing.json()["error"]["reason"]


def test_of_too_many_answers_those_that_were_not_asked_for_go():
    kept = KeptAnswers(most_bytes=40)
    for number in range(5):
        kept.put(f"/story/{number}", 1, Response(b"x" * 10))
        assert kept.get("/story/0", 1) is not None
    assert [number for number in range(5) if kept.get(f"/story/{number}", 1)] == [0, 2, 3, 4]
    kept.put("/story/9", 1, Response(b"x" * 11))
    assert kept.get("/story/9", 1) is None
    kept.put("/story/0", 2, Response(b"y"))
    assert (kept.get("/story/0", 1), kept.get("/story/0", 2).body) == (None, b"y")
