"""Desks for tests: an application over an archive, asked without a network, with a fast reader."""

from contextlib import contextmanager

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
def opened_desk(path, *, token=None, host="127.0.0.1", open_reader=open_quickly):
    """Open a desk over an archive, which is created if missing; gives a client that sends what a browser's page does.

    ``client.proof`` is the proof that a write sends along.
    """
    Archive(path, create=True).close()
    guard = Guard(host=host, token=token)
    desk = Desk.open(path, guard, open_reader)
    with TestClient(build_app(desk), base_url=BASE, follow_redirects=False, raise_server_exceptions=True) as client:
        client.proof = guard.proof
        client.desk = desk
        yield client


def send(client, path="/add", *, files=None, headers=None, **fields):
    """Send a form as the desk's own page does."""
    own = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"} | (headers or {})
    return client.post(path, data={"proof": client.proof} | fields, files=files, headers=own)


def serve_quickly():
    """Run the command line with the fast reader, in a process of its own."""
    run(lambda _model: read_quickly)
