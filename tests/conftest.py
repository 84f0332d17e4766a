"""How tests run, and a reader with the shipped model.

Hypothesis runs without a clock, so that a busy machine fails no law. A shell that starts the tests in the background
has interrupts ignored, which would go on to every process that a test starts and interrupts.
"""

import signal

import pytest
from hypothesis import settings

from whence.reading.reader import Reader

settings.register_profile("whence", deadline=None)
settings.load_profile("whence")
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def reader():
    return Reader()
