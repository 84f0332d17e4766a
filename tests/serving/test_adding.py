"""Adding from the desk: what is acknowledged is in the archive, once."""

import io
import zipfile

import pytest

from tests.support.desks import OKAFOR, opened_desk, send
from whence.archive.archive import Archive
from whence.errors import ArchiveBusyError
from whence.serving.action_table import ACTIONS


def held(client):
    return client.get("/home.json").json()


def test_a_pasted_text_is_read_and_shown(desk):
    answer = send(desk, text=OKAFOR)
    (report,) = held(desk)["latest"]
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/report/{report['id']}")
    assert "Ines Okafor" in desk.get(answer.headers["Location"]).text


def test_a_text_that_is_pasted_again_is_there_once_and_leads_to_the_same_page(desk):
    first, second = send(desk, text=OKAFOR), send(desk, text=OKAFOR)
    assert first.headers["Location"] == second.headers["Location"]
    assert held(desk)["reports"] == 1


def test_a_pasted_text_keeps_where_it_was_published(desk):
    url = "https://post.example/harbour"
    send(desk, text=OKAFOR, publisher="The Tidewater Post", published="2031-03-04", url=url)
    (report,) = held(desk)["latest"]
    assert (report["publisher"], report["published"], report["url"]) == ("The Tidewater Post", "2031-03-04", url)
    assert send(desk, text="It leaks.", url="harbour.html").status_code == 400


def test_the_source_of_a_page_can_be_pasted(desk):
    send(desk, text="<!doctype html><title>Tide</title><h1>Tide</h1><p>Ines Okafor said the tide is late today.</p>")
    (report,) = held(desk)["latest"]
    assert report["headline"] == "Tide"


def test_files_are_read_and_those_that_cannot_be_are_named_with_the_reason(desk):
    sent = [("files", ("one.txt", OKAFOR.encode())), ("files", ("two.txt", b"")), ("files", ("", b""))]
    answer = send(desk, files=sent)
    assert answer.status_code == 200
    assert "1 report added" in answer.text
    assert "sent:two.txt" in answer.text
    assert held(desk)["rejected"] == 1


def test_a_file_of_many_reports_gives_many(desk):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(3):
            archive.writestr(f"{number}.txt", f"Ines Okafor said {number} boats left the harbour on Monday.")
    answer = send(desk, files=[("files", ("reports.zip", packed.getvalue()))])
    assert "3 reports added" in answer.text


@pytest.mark.parametrize("name", ["/etc/hostname", "../../etc/hostname", "C:\\tide.txt", "http://example.org/", "-"])
def test_the_name_of_a_file_that_is_sent_is_never_a_path_or_an_address(desk, name):
    send(desk, files=[("files", (name, OKAFOR.encode()))])
    (report,) = held(desk)["latest"]
    assert report["receipt"]["input"].startswith("sent:")
    assert "/" not in report["receipt"]["input"]


@pytest.mark.parametrize("address", ["/etc/hostname", "reports/*.txt", "-", "//etc"])
def test_what_is_no_web_address_is_not_read(desk, address):
    answer = send(desk, addresses=address)
    assert answer.status_code == 400
    assert "this is not a web address" in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/",
        "http://169.254.169.254/a",
        "http://localhost/",
        "file:///etc/hostname",
        "ftp://a.example/",
    ],
)
def test_addresses_that_are_not_of_the_public_web_are_not_fetched(desk, address):
    answer = send(desk, addresses=address)
    assert answer.status_code == 200
    assert "0 reports added" in answer.text
    assert held(desk)["reports"] == 0


def test_nothing_to_read_is_said(desk):
    answer = send(desk, text="  ")
    assert answer.status_code == 400
    assert "there is nothing to read" in answer.text


def test_while_another_process_writes_the_answer_says_so(tmp_path):
    path = tmp_path / "news.whence"
    with opened_desk(path) as client, Archive(path) as other:
        with other._store.writing():  # noqa: SLF001 -- as another process does
            answer = send(client, text=OKAFOR)
            assert answer.status_code == ArchiveBusyError.http_status == 503
            assert "another whence process is writing to it" in answer.text
            assert answer.headers["Retry-After"] == "5"
            assert client.get("/").status_code == 200
        assert send(client, text=OKAFOR).status_code == 303


def test_every_action_is_described(desk):
    paths = desk.get("/openapi.json").json()["paths"]
    assert [action.path for action in ACTIONS if "post" not in paths[action.path]] == []


@pytest.mark.parametrize("body", ["[", "[]", "1", '{"text": {}}', '{"text": [null]}'])
def test_json_that_is_no_object_of_texts_is_refused(desk, body):
    headers = {"X-Whence-Proof": desk.proof, "Content-Type": "application/json"}
    assert desk.post("/add", content=body, headers=headers).status_code == 400
