"""Desks over an empty archive, and over one of the examples."""

from pathlib import Path

import pytest

from tests.support.desk_views import addresses_of
from tests.support.desks import opened_desk, served_desk
from tests.support.made_once import made_once
from tests.support.sixty_stories import fill_stories
from whence.archive.archive import Archive

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def desk(tmp_path):
    with opened_desk(tmp_path / "news.whence") as client:
        yield client


@pytest.fixture(scope="session")
def examples(tmp_path_factory):
    """An archive of the examples, as the model reads them, with something that readers said of one."""
    return made_once(tmp_path_factory, "examples.whence", _fill_examples)


def _fill_examples(path):
    with Archive(path, create=True) as archive:
        archive.add(sorted(EXAMPLES.glob("*.txt")))
        archive.link()
        for question in archive.questions(limit=2):
            archive.add_note(question.report, question.number, author="Ana Brandt", status="asked", note="Rang them.")
            archive.correct(question.report, "a1", author="Ana Brandt", kind="group", note="More than one.")


@pytest.fixture(scope="session")
def examples_address(examples):
    """The address of a desk over the examples, for tests that change nothing."""
    with served_desk(examples) as address:
        yield address


@pytest.fixture(scope="session")
def examples_views(examples):
    """The address of every view of that desk, by the view's name."""
    with Archive(examples, read_only=True) as archive:
        return addresses_of(archive, "harbour") | {"review": f"/review/{archive.notes()[0].report}"}


@pytest.fixture(scope="session")
def stories(tmp_path_factory):
    """An archive of sixty invented stories, as the fast reader reads them."""
    return made_once(tmp_path_factory, "stories.whence", fill_stories)
