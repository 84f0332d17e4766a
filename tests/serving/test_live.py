"""What is new reaches open pages, and a desk ends when it is asked to, whatever is open."""

import http.client
import json
import re
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, closing, contextmanager

import pytest

from tests.support.archives import HARBOUR, put_in
from tests.support.desks import OKAFOR, opened_desk
from whence.archive.archive import Archive
from whence.archive.storage.store import Store
from whence.serving import news

# A server of its own, with the fast reader.
SERVE = "from tests.support.desks import serve_quickly; serve_quickly()"


@contextmanager
def served(path):
    """Serve an archive in a process of its own; gives the process, and opens connections to it."""
    command = [sys.executable, "-c", SERVE, "serve", str(path), "--port", "0"]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process,  # noqa: S603
        ExitStack() as connections,
    ):
        connections.callback(process.kill)
        port = int(re.search(r":(\d+)/", process.stdout.readline())[1])

        def connect():
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            return connections.enter_context(closing(connection))

        yield process, connect


@pytest.fixture
def path(tmp_path):
    Archive(tmp_path / "news.whence", create=True).close()
    return tmp_path / "news.whence"


def test_no_part_of_an_answer_waits_until_the_browser_acknowledges_another(path):
    with served(path) as (_, connect):
        connection, seconds = connect(), []
        for _ in range(12):
            begun = time.perf_counter()
            connection.request("GET", "/read")
            connection.getresponse().read()
            seconds.append(time.perf_counter() - begun)
    # The acknowledgement comes after 40 milliseconds; that of the first answers comes at once.
    assert min(seconds[4:]) < 0.03


def events_of(connection):
    """Open the stream of events, and give what reads them one by one."""
    connection.request("GET", "/events")
    answer = connection.getresponse()
    connection.stream = answer  # kept open by it, and closed with it
    assert (answer.status, answer.getheader("Content-Type").split(";")[0]) == (200, "text/event-stream")
    assert answer.readline().startswith(b"retry: ")
    return read_events(answer)


def read_events(answer):
    while line := answer.readline():
        assert line != b": alive\n", "nothing was told for a long time"
        if line.startswith(b"event: "):
            yield line[7:].strip().decode(), json.loads(answer.readline()[6:])


def post(connection, text):
    connection.request("GET", "/proof.json")
    proof = json.load(connection.getresponse())["proof"]
    headers = {"Content-Type": "application/json", "Accept": "application/json", "X-Whence-Proof": proof}
    connection.request("POST", "/add", json.dumps({"text": text}), headers)
    return json.load(connection.getresponse())


def test_what_another_process_adds_is_noticed(path):
    with served(path) as (_, connect):
        events = events_of(connect())
        store = Store(path)
        put_in(store, [HARBOUR], addresses=["example.org/harbour"])
        store.close()
        assert next(events) == ("changed", {"reports": 1, "rejected": 0, "arrived": 1, "failed": 0})


def test_what_is_added_from_the_desk_is_told_to_all(path):
    with served(path) as (_, connect):
        events = events_of(connect())
        assert post(connect(), OKAFOR)["added"] == 1
        kinds = {}
        for kind, form in events:
            kinds[kind] = form
            if {"done", "changed"} <= kinds.keys():
                break
        assert kinds["done"]["added"] == 1
        assert kinds["changed"]["reports"] == 1
        assert kinds["progress"]["doing"] in {"Adding", "Linking"}


@pytest.mark.parametrize(("number", "status", "said"), [(signal.SIGTERM, 0, ""), (signal.SIGINT, 130, "Closed.\n")])
def test_it_ends_when_it_is_asked_to_though_streams_are_open(path, number, status, said):
    with served(path) as (process, connect):
        streams = [events_of(connect()) for _ in range(3)]
        post(connect(), OKAFOR)
        for stream in streams:
            next(stream)
        process.send_signal(number)
        for stream in streams:
            list(stream)  # ends, rather than breaks
        assert process.wait(10) == status
        assert process.stdout.read() == said


def test_whatever_was_acknowledged_is_there_once_though_the_server_was_killed(path):
    acknowledged = set()
    for start in range(3):
        with served(path) as (process, connect):
            connection = connect()
            for number in range(3 * start, 3 * start + 6):  # half of them are sent again by the next
                text = f"{OKAFOR} {number} boats left."
                acknowledged |= {one["id"] for one in post(connection, text)["reports"]}
            process.kill()
    with Archive(path) as archive:
        held = [report.id for report in archive.reports()]
        assert archive.check() == []
    assert sorted(held) == sorted(acknowledged)
    assert len(held) == 12


def test_there_is_a_limit_of_open_streams(tmp_path, monkeypatch):
    monkeypatch.setattr(news, "MAX_STREAMS", 0)
    with opened_desk(tmp_path / "news.whence") as client:
        assert client.get("/events").status_code == 503
        assert client.head("/events").status_code == 200


def test_a_port_that_is_taken_is_said_in_words(path):
    with served(path) as (_, connect):
        port = connect().port
        command = [sys.executable, "-m", "whence", "serve", str(path), "--port", str(port)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"127.0.0.1:{port}: it cannot be listened on")


def test_an_archive_that_is_none_is_said_in_words(tmp_path):
    (tmp_path / "tide.txt").write_text("The tide is late. " * 100)
    command = [sys.executable, "-m", "whence", "serve", str(tmp_path / "tide.txt"), "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stdout) == (2, "")
    assert "it is not a whence archive" in done.stderr
