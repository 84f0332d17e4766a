"""How tests run, and a reader with the shipped model.

Several processes share the tests, and must agree on their names. A gzip file holds the time at which it was packed, so
binary parameters are named by argument and number.
Hypothesis runs without a clock, so that a busy machine fails no law; ``--hypothesis-profile=quick`` draws few examples.
A shell that starts the tests in the background has interrupts ignored, which would go on to every process that a test
starts and interrupts.
"""

import signal

import pytest
from hypothesis import settings

from tests.support.browsers import opened_browser
from tests.support.checkouts import copy_checkout
from whence.reading.reader import Reader

settings.register_profile("whence", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.load_profile("whence")
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_make_parametrize_id(val, argname):
    return argname if isinstance(val, bytes) and not val.isascii() else None


@pytest.fixture(scope="session")
def reader():
    return Reader()


@pytest.fixture(scope="session")
def browser():
    """A real browser, one for all tests of a process. Its event loop runs there until the end, and no other can."""
    with opened_browser() as opened:
        yield opened


@pytest.fixture
def checkout(tmp_path):
    return copy_checkout(tmp_path / "checkout")
