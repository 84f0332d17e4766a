"""Desks for tests: an application over an archive, asked without a network, with a fast reader."""

import socket
from contextlib import closing, contextmanager
from threading import Thread

import uvicorn
from starlette.testclient import TestClient

from tests.support.quick_reader import open_quickly, read_quickly
from whence.archive.archive import Archive
from whence.cli import run
from whence.serving.app import Desk, build_app
from whence.serving.guards import Guard

BASE = "http://127.0.0.1:8642"
OKAFOR = "Harbour to close\n\nInes Okafor said the harbour will close in April. Officials said it leaks.\n"
"""A report as the fast reader reads it."""


@contextmanager
def opened_desk(path, *, token=None):
    """Open a desk over an archive, which is created if missing; gives a client that sends what a browser's page does.

    ``client.proof`` is the proof that a write sends along.
    """
    Archive(path, create=True).close()
    guard = Guard(token=token)
    desk = Desk.open(path, guard, open_quickly)
    with TestClient(build_app(desk), base_url=BASE, follow_redirects=False, raise_server_exceptions=True) as client:
        client.proof = guard.proof
        client.desk = desk
        yield client


def send(client, path="/add", *, files=None, headers=None, **fields):
    """Send a form as the desk's own page does."""
    own = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"} | (headers or {})
    return client.post(path, data={"proof": client.proof} | fields, files=files, headers=own)


@contextmanager
def served_desk(path):
    """Serve a desk over an archive from a thread of this process; gives its address."""
    Archive(path, create=True).close()
    desk = Desk.open(path, Guard(), open_quickly)
    server = uvicorn.Server(uvicorn.Config(build_app(desk), lifespan="on", log_level="warning"))
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started and thread.is_alive():
                thread.join(0.01)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            desk.news.end()
            server.should_exit = True
            thread.join()


def serve_quickly():
    """Run the command line with the fast reader, in a process of its own."""
    run(lambda _model: read_quickly)
