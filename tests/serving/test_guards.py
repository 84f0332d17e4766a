"""Who is answered: only the desk's own pages, its user, and programs that know the proof."""

import pytest

from tests.support.desks import BASE, OKAFOR, opened_desk, send
from whence.errors import UsageError
from whence.serving.action_table import ACTIONS
from whence.serving.guards import Guard, GuardedApp, check_token
from whence.serving.view_table import VIEWS

KEY = "a-token-of-the-harbour"
NAVIGATION = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
ROUTES = [
    (view.path if not ending else f"{view.stem}.{ending}").replace("{id}", "r:12")
    for view in VIEWS
    for ending in ("", *view.endings)
]
READS = [*ROUTES, "/events", "/proof.json", "/openapi.json", "/static/desk.js"]
WRITES = [action.path for action in ACTIONS]
FOREIGN = [
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": BASE, "Host": "evil.example"},
    {"Origin": "http://127.0.0.1:9999"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "cross-site"} | NAVIGATION,
    {"Sec-Fetch-Site": "same-site"},
]
"""What a browser sends when a page of another site posts a form, or runs a script that does."""


SAID = {"text": OKAFOR, "author": "Ana", "report": "r:12", "attribution": "a1", "number": "1", "correction": "c:1"}


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One desk for all requests that must change nothing."""
    with opened_desk(tmp_path_factory.mktemp("desk") / "news.whence") as client:
        yield client


def count(client):
    return client.get("/home.json").json()["reports"]


UNREAD = [
    {"Host": "evil.example"},
    {"Host": "127.0.0.1.evil.example:8642"},
    {"Host": ""},
    {"Host": "["},
    {"Origin": "http://["},
    {"Origin": ""},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:9999"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"},
]
"""The same when such a page reads, frames, or has been pointed here by its name server."""


@pytest.mark.parametrize("headers", UNREAD)
def test_a_foreign_page_reads_nothing(shared, headers):
    for path in READS:
        answer = shared.get(path, headers=headers)
        assert answer.status_code == 403, path
        assert "access-control-allow-origin" not in answer.headers
        assert shared.proof not in answer.text


def test_a_program_that_is_refused_gets_json(desk):
    answer = desk.get("/home.json", headers={"Origin": "null"})
    assert answer.json()["error"] == {
        "name": "null",
        "reason": "the desk does not answer requests from other pages. Open it by its own address.",
    }


def test_a_link_from_elsewhere_leads_to_the_page(desk):
    assert desk.get("/", headers={"Sec-Fetch-Site": "cross-site"} | NAVIGATION).status_code == 200


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_foreign_page_changes_nothing_even_if_it_knew_the_proof(shared, headers):
    for path in WRITES:
        for sent in ({"data": {**SAID, "proof": shared.proof}}, {"json": SAID}):
            answer = shared.post(path, **sent, headers={"X-Whence-Proof": shared.proof} | headers)
            assert answer.status_code == 403, path
    assert shared.get("/openapi.json").status_code == 200
    assert (count(shared), shared.get("/corrections.json").json()["corrections"]) == (0, [])


@pytest.mark.parametrize("path", WRITES)
def test_no_action_is_run_without_the_proof(shared, path):
    for headers in ({}, {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}, {"X-Whence-Proof": "0" * 64}):
        assert shared.post(path, data=SAID, headers=headers).status_code == 403
        assert shared.post(path, json=SAID, headers=headers).status_code == 403
    assert count(shared) == 0


@pytest.mark.parametrize("proof", [{}, {"proof": ""}, {"proof": "0" * 64}])
def test_without_the_proof_nothing_is_written(desk, proof):
    answer = desk.post("/add", data={"text": OKAFOR} | proof, headers={"Origin": BASE})
    assert answer.status_code == 403
    assert "Load the page again" in answer.text
    assert count(desk) == 0


def test_a_program_writes_with_the_proof_in_a_header(desk):
    proof = desk.get("/proof.json").json()["proof"]
    answer = desk.post("/add", json={"text": OKAFOR}, headers={"X-Whence-Proof": proof, "Accept": "application/json"})
    assert answer.status_code == 200
    assert (answer.json()["added"], count(desk)) == (1, 1)


@pytest.mark.parametrize("path", ["/", "/nope", "/report/r:12", "/home.json", "/static/desk.css"])
def test_every_answer_forbids_scripts_of_others_frames_and_foreign_pages(desk, path):
    headers = desk.get(path).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'; script-src 'self'")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(desk, method):
    assert desk.request(method, "/").status_code == 405
    assert desk.request(method, "/add").status_code == 405


def test_an_action_is_not_run_by_a_link(desk):
    assert desk.get("/add").status_code == 405


def test_an_upload_that_is_too_large_is_refused_before_and_while_it_is_read(desk):
    small = GuardedApp(desk.app._app, desk.desk.guard, desk.desk.refuse_unread, max_bytes=1000)  # noqa: SLF001
    desk._transport.app = small  # noqa: SLF001 -- the client has no other way to change it
    assert send(desk, text="x" * 2000).status_code == 413

    def pieces():
        yield b"text=" + b"x" * 600
        yield b"x" * 600

    form = {"Content-Type": "application/x-www-form-urlencoded", "Origin": BASE, "Transfer-Encoding": "chunked"}
    answer = desk.post("/add", content=pieces(), headers=form)
    assert answer.status_code == 413
    assert "whence add" in answer.text


@pytest.mark.parametrize("path", [*ROUTES, "/events", "/proof.json", "/openapi.json", *WRITES])
def test_with_a_token_nothing_is_shown_to_strangers(tmp_path, path):
    with opened_desk(tmp_path / "news.whence", token=KEY) as client:
        assert client.get(path).status_code == 401
        assert client.get(path, headers={"Authorization": "Bearer another-token-of-it"}).status_code == 401
        assert client.get(path, headers={"Cookie": "whence=guessed"}).status_code == 401


def test_a_browser_signs_in_with_the_token_and_a_program_sends_it(tmp_path):
    with opened_desk(tmp_path / "news.whence", token=KEY) as client:
        assert client.get("/", headers={"Authorization": f"Bearer {KEY}"}).status_code == 200
        assert send(client, "/sign-in", token="guessed").status_code == 401
        signed = send(client, "/sign-in", token=KEY)
        assert (signed.status_code, signed.headers["Location"]) == (303, "/")
        assert "HttpOnly" in signed.headers["Set-Cookie"]
        assert KEY not in signed.headers["Set-Cookie"]
        assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("host", "token", "problem"),
    [
        ("0.0.0.0", None, "needs a token"),  # noqa: S104
        ("192.0.2.1", None, "needs a token"),
        ("127.0.0.1", "short", "only 5 characters"),
    ],
)
def test_a_desk_that_others_can_reach_needs_a_long_token(host, token, problem):
    with pytest.raises(UsageError, match=problem):
        check_token(host, token)
    check_token("127.0.0.1", None)
    check_token(host, KEY)


def test_the_proof_is_new_for_each_start():
    assert Guard().proof != Guard().proof
