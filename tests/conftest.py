"""How Hypothesis runs: without a clock, so that a busy machine fails no law; and a reader with the shipped model."""

import pytest
from hypothesis import settings

from whence.reading.reader import Reader

settings.register_profile("whence", deadline=None)
settings.load_profile("whence")


@pytest.fixture(scope="session")
def reader():
    return Reader()
