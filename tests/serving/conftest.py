"""A desk over an empty archive."""

import pytest

from tests.support.desks import opened_desk


@pytest.fixture
def desk(tmp_path):
    with opened_desk(tmp_path / "news.whence") as client:
        yield client
