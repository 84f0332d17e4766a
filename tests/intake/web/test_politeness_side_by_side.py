"""Many visits at once: in order, several hosts at a time, and no more than is asked for."""

import subprocess
import sys
import threading
from functools import partial

import pytest

from tests.support.web_server import answer, asked, only_loopback, outside_world
from whence.errors import BusyError
from whence.intake.inputs import ExternalMetadata, Input, Unchanged
from whence.intake.web.fetch import fetch
from whence.intake.web.http_connection import OpenConnections
from whence.intake.web.visitor import Visitor
from whence.records.report import Rejected

PAGE = b"<p>The council will shut the harbour.</p>"
NOT_FOUND = answer(status="404 Not Found")


@pytest.fixture
def outside():
    with outside_world() as world:
        world.put("/robots.txt", NOT_FOUND)
        yield world


@pytest.fixture
def visitor():
    with Visitor(pause_seconds=0, is_allowed=only_loopback) as visitor:
        yield visitor


def test_what_comes_back_is_complete_and_in_order(outside, visitor):
    told = ExternalMetadata(headline="Harbour to close")
    page = answer(
        PAGE, content_type="text/html; charset=utf-8", ETag='"1"', Last_Modified="Tue, 04 Mar 2031 09:30:00 GMT"
    )
    outside.put("/end", page)
    moved = outside.put("/harbour", answer(status="301 Moved Permanently", Location="/end"))
    inputs = [
        Input(name="reports/quay.txt"),
        Input(name=moved, metadata=told, done=0.5),
        Rejected(input="tide.txt", reason="it is a folder"),
        Input(name="http://example.org/kept", data=b"The tide."),
        Input(name=outside.put("/gone", NOT_FOUND)),
        Input(name=outside.put("/old", answer(status="304 Not Modified")), etag='"0"'),
        Input(name="http://[::1"),
    ]
    path, fetched, refused, kept, gone, old, invalid = visitor.visit_all(inputs)
    assert (path, refused, kept) == (inputs[0], inputs[2], inputs[3])
    assert (fetched.name, fetched.url, fetched.data) == (moved, f"{outside.address}/end", PAGE)
    assert (fetched.encoding, fetched.etag, fetched.metadata, fetched.done) == ("utf-8", '"1"', told, 0.5)
    assert fetched.modified == "Tue, 04 Mar 2031 09:30:00 GMT"
    assert fetched.fetched.endswith("+00:00")
    assert gone == Rejected(input=inputs[4].name, reason="it answers 404 (Not Found). Check the address.")
    assert isinstance(old, Unchanged)
    assert (old.input.name, old.input.etag, old.input.data) == (inputs[5].name, '"0"', None)
    assert invalid.reason == "this is not a valid address. Check the address."


def test_several_hosts_are_asked_at_the_same_time(visitor):
    both = threading.Barrier(2, timeout=5)

    def meet(connection):
        both.wait()
        connection.sendall(answer(PAGE))

    with outside_world() as first, outside_world() as second:
        for world in (first, second):
            world.put("/robots.txt", NOT_FOUND)
        addresses = [world.put("/harbour", meet) for world in (first, second)]
        found = list(visitor.visit_all(Input(name=address) for address in addresses))
    assert [each.data for each in found] == [PAGE, PAGE]


def test_one_host_is_asked_for_one_thing_at_a_time(outside, visitor):
    open_now = threading.Semaphore(1)

    def serve_alone(connection):
        if not open_now.acquire(blocking=False):
            connection.sendall(answer(status="400 Bad Request"))
            return
        outside.over.wait(timeout=0.02)
        open_now.release()
        connection.sendall(answer(PAGE))

    inputs = [Input(name=outside.put(f"/{number}", serve_alone)) for number in range(10)]
    others = [threading.Thread(target=visitor.visit, args=(inputs[0].name,)) for _ in range(2)]
    for other in others:
        other.start()
    assert [each.data for each in visitor.visit_all(inputs)] == [PAGE] * 10
    for other in others:
        other.join()
    assert asked(outside).count("/robots.txt") == 1


def test_inputs_are_taken_up_only_a_little_ahead(outside, visitor):
    taken = []

    def inputs():
        for number in range(100):
            taken.append(number)
            yield Input(name=outside.put(f"/{number}", answer(PAGE)))

    results = visitor.visit_all(inputs())
    next(results)
    assert len(taken) == 32
    assert [each.data for each in results] == [PAGE] * 99
    assert len(taken) == 100


def test_what_is_no_address_waits_for_nothing(visitor):
    def inputs():
        yield Input(name="reports/quay.txt")
        raise AssertionError

    assert next(visitor.visit_all(inputs())) == Input(name="reports/quay.txt")


def test_who_stops_listening_stops_the_asking(outside):
    is_released = threading.Event()

    def hold(connection):
        is_released.wait(timeout=5)
        connection.sendall(answer(PAGE))

    inputs = [Input(name=outside.put(f"/{number}", hold if number else answer(PAGE))) for number in range(10)]
    with Visitor(pause_seconds=0, is_allowed=only_loopback) as visitor:
        results = visitor.visit_all(inputs)
        assert next(results).data == PAGE
        results.close()
        is_released.set()
    assert set(asked(outside)) <= {"/robots.txt", "/0", "/1"}


def test_a_visitor_that_is_closed_asks_for_nothing_more(outside):
    told = []

    def wait_for(results):
        try:
            next(results)
        except RuntimeError as error:
            told.append(str(error))

    with Visitor(pause_seconds=60, is_allowed=only_loopback) as visitor:
        results = visitor.visit_all([Input(name=outside.put("/harbour", answer(PAGE)))])
        thread = threading.Thread(target=wait_for, args=(results,))
        thread.start()
        while not outside.requests:
            outside.over.wait(timeout=0.01)
    thread.join(timeout=5)
    assert told == ["the visitor is closed"]
    assert asked(outside) == ["/robots.txt"]
    with pytest.raises(RuntimeError, match="closed"):
        visitor.visit(f"{outside.address}/harbour")


@pytest.mark.parametrize("path", ["/robots.txt", "/harbour"])
def test_closing_a_visitor_breaks_off_the_request_that_is_under_way(outside, path):
    is_asked = threading.Event()

    def never_answer(connection):
        is_asked.set()
        connection.recv(1)

    outside.put("/harbour", answer(PAGE))
    outside.put(path, never_answer)
    with Visitor(pause_seconds=0, is_allowed=only_loopback) as visitor:
        address = f"{outside.address}/harbour"
        asking = visitor.start(address, partial(visitor.visit, address))
        assert is_asked.wait(timeout=5)
    assert asking.done()
    assert isinstance(asking.exception(), BusyError)


def test_lines_that_were_broken_off_are_not_opened_again(outside):
    connections = OpenConnections()
    connections.break_off()
    with pytest.raises(BusyError, match="the connection failed"):
        fetch(outside.put("/harbour", answer(PAGE)), is_allowed=only_loopback, connections=connections)
    assert outside.requests == []


def test_reading_a_file_loads_neither_feeds_nor_robots():
    code = (
        "import sys, whence.intake.load, whence.intake.web.fetch\n"
        "print(sorted({'protego', 'whence.intake.web.feeds', 'whence.intake.web.visitor'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"
