"""Errors keep their parts, say one sentence, and know their exit status."""

import inspect
import pickle

import pytest

from whence import errors
from whence.errors import FetchError, ModelError, ReadError, UsageError, WhenceError

KINDS = [WhenceError, ReadError, FetchError, UsageError, ModelError]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_says_where_what_and_what_to_do(kind):
    error = kind("tide.html", "no readable text: 0 characters left", "Save the page as text and read that")
    assert str(error) == "tide.html: no readable text: 0 characters left. Save the page as text and read that."
    assert error.args == ("tide.html", "no readable text: 0 characters left", "Save the page as text and read that")


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_survives_the_way_back_from_a_worker_process(kind):
    error = pickle.loads(pickle.dumps(kind("tide.html", "empty", "Give another file")))  # noqa: S301
    assert type(error) is kind
    assert error.args == ("tide.html", "empty", "Give another file")
    assert str(error) == "tide.html: empty. Give another file."


@pytest.mark.parametrize(
    ("kind", "exit_code", "http_status"),
    [(WhenceError, 1, 500), (ReadError, 1, 422), (FetchError, 1, 502), (UsageError, 2, 400), (ModelError, 2, 400)],
)
def test_each_error_has_its_exit_status_and_its_answer(kind, exit_code, http_status):
    assert (kind.exit_code, kind.http_status) == (exit_code, http_status)


def test_every_error_is_public_and_drawn_in_the_tree_with_its_figures():
    found = [value for value in vars(errors).values() if inspect.isclass(value) and issubclass(value, WhenceError)]
    assert sorted(kind.__name__ for kind in found) == errors.__all__
    for kind in found:
        line = next(line for line in errors.__doc__.splitlines() if kind.__name__ in line)
        assert kind is WhenceError or f"{kind.exit_code}, {kind.http_status}" in line
