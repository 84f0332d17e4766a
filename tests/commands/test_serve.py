"""The command that opens the desk: what it says if it cannot."""

import sys

import pytest
from click.testing import CliRunner

from tests.support.quick_reader import read_quickly
from whence.archive.archive import Archive
from whence.cli import main
from whence.serving import server


def serve(*options):
    return CliRunner().invoke(main, ["serve", *map(str, options)], prog_name="whence", obj=lambda _model: read_quickly)


@pytest.mark.parametrize("package", ["uvicorn", "starlette.applications", "python_multipart"])
def test_a_missing_package_is_named_with_what_installs_it(tmp_path, monkeypatch, package):
    for module in [name for name in sys.modules if name.startswith("whence.serving")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    done = serve(tmp_path / "news.whence")
    assert done.exit_code == 2
    assert done.stderr == (
        f"whence serve: it needs the package {package.partition('.')[0]}, which is not installed."
        " Install it with: pip install 'whence[desk]'.\n"
    )


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--host", "0.0.0.0"], "--host 0.0.0.0: other machines can reach this address, so it needs a token."),  # noqa: S104
        (["--host", "::", "--token", "short"], "--token: it has only 5 characters."),
        (["--host", "no such host", "--token", "0123456789abcdef"], "no such host:8642: it cannot be listened on"),
    ],
)
def test_an_address_that_cannot_be_used_is_said_in_words(tmp_path, options, problem):
    done = serve(tmp_path / "news.whence", "--new", *options)
    assert done.exit_code == 2
    assert done.stderr.startswith(problem)


def test_an_archive_that_does_not_exist_is_said_in_words_and_not_created(tmp_path):
    done = serve(tmp_path / "nwes.whence")
    assert done.exit_code == 2
    assert done.stderr == (
        f"{tmp_path / 'nwes.whence'}: there is no such archive."
        " Create one with whence add, or an empty one with --new.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_it_creates_an_archive_if_told_says_its_address_and_opens_the_browser(tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr(server.uvicorn.Server, "run", lambda self, sockets: setattr(self, "started", bool(sockets)))
    done = serve(tmp_path / "news.whence", "--new", "--port", 0, "--open")
    (address,) = opened
    assert done.stdout == f"{address} shows {tmp_path / 'news.whence'}. Ctrl-C ends it.\n"
    with Archive(tmp_path / "news.whence") as archive:
        assert archive.reports() == []
