"""Desks over an empty archive, and over one of the examples."""

from pathlib import Path

import pytest

from tests.support.browsers import opened_browser
from tests.support.desks import opened_desk
from tests.support.sixty_stories import fill_stories
from whence.archive.archive import Archive

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def desk(tmp_path):
    with opened_desk(tmp_path / "news.whence") as client:
        yield client


@pytest.fixture(scope="module")
def browser():
    with opened_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def examples(tmp_path_factory):
    """An archive of the examples, as the model reads them, with something that readers said of one."""
    path = tmp_path_factory.mktemp("examples") / "news.whence"
    with Archive(path, create=True) as archive:
        archive.add(sorted(EXAMPLES.glob("*.txt")))
        archive.link()
        for question in archive.questions(limit=2):
            archive.add_note(question.report, question.number, author="Ana Brandt", status="asked", note="Rang them.")
            archive.correct(question.report, "a1", author="Ana Brandt", kind="group", note="More than one.")
    return path


@pytest.fixture(scope="session")
def stories(tmp_path_factory):
    """An archive of sixty invented stories, as the fast reader reads them."""
    return fill_stories(tmp_path_factory.mktemp("stories") / "news.whence")
