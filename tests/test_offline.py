"""It works offline: nothing is sent, nothing looked up, and nothing written but what was asked for.

Every child is watched from outside, as the libraries' native code tells Python nothing of what it does.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.web_server import answer, asked, outside_world
from whence.cli import main

EXAMPLES = Path(__file__).parent.parent / "examples"
STRACE = shutil.which("strace")
WATCHED = "network,openat,?open,?creat,mkdirat,?mkdir"
SOCKET = re.compile(r"\b(?:socket|socketpair|connect|sendto|sendmsg)\((?P<arguments>.*)")
WRITING = re.compile(r"\b(?:open(?:at)?\(.*O_(?:WRONLY|RDWR|CREAT)|creat\(|mkdir(?:at)?\()")
PATH = re.compile(r'"(?P<path>[^"]*)"')

# Every command in turn, in one process.
COMMANDS = [
    ["read", "examples/harbour.txt"],
    ["read", "--json", "examples/harbour.txt"],
    ["read", "--html", "page.html", "--events", "events.tsv", "examples/harbour.txt"],
    ["read", "saved.html"],
    ["add", "news.whence", "examples/harbour.txt", "examples/meridian.txt", "examples/gone.txt"],
    ["watch", "news.whence", "--once"],
    ["feeds", "news.whence"],
    ["unwatch", "news.whence", "http://127.0.0.1/feed.xml"],
    ["reread", "news.whence", "--all"],
    ["link", "news.whence"],
    ["owners", "news.whence", "owners.csv"],
    ["stories", "news.whence", "--min-reports", "1"],
    ["story", "news.whence", "st:7defdb3d7c0c555a"],
    ["compare", "news.whence", "r:7defdb3d7c0c555a", "r:7607478e5a23437b"],
    ["claims", "news.whence", "--about", "crack", "--min-reports", "1"],
    ["claim", "news.whence", "c:b05da00e"],
    ["origins", "news.whence", "c:b05da00e", "--svg", "claim.svg"],
    ["source", "news.whence", "Okafor"],
    ["outlet", "news.whence", "Drovinform"],
    ["correct", "news.whence", "r:7defdb3d7c0c555a", "a1", "--wrong", "--author", "Ana"],
    ["corrections", "news.whence", "--labels", "labels.jsonl"],
    ["questions", "news.whence"],
    ["note", "news.whence", "r:7defdb3d7c0c555a", "1", "--status", "asked", "--author", "Ana"],
    ["notes", "news.whence"],
    ["search", "news.whence", "harbour"],
    ["sources", "news.whence", "--format", "json"],
    ["reports", "news.whence", "--format", "csv"],
    ["show", "news.whence", "r:7defdb3d7c0c555a"],
    ["changes", "news.whence"],
    ["rejected", "news.whence"],
    ["stats", "news.whence"],
    ["inputs"],
    ["export", "news.whence", "lines"],
    ["export", "news.whence", "cells", "--format", "csv"],
    ["export", "news.whence", "columns", "--format", "parquet"],
    ["compact", "news.whence"],
    ["check", "news.whence", "--repair"],
    ["remove", "news.whence", "r:7defdb3d7c0c555a", "--yes"],
]
PAGE = "<html><title>Mole to close</title><p>The council will close the mole, its mayor said on Monday.</p></html>"
ALL_COMMANDS = """
import sys
from click.testing import CliRunner
from whence.cli import main
for line in sys.stdin:
    done = CliRunner().invoke(main, line.split())
    print(done.exit_code, line.strip())
"""
FROM_PYTHON = """
from contextlib import closing
from functools import partial
from pathlib import Path

import whence
from whence.archive.columnar.count import count_all_in, count_over_columns
from whence.archive.columnar.segments import fresh_segments, write_segments
from whence.archive.storage.store import Store

if __name__ == "__main__":
    inputs = sorted(map(str, Path("examples").iterdir()))
    whence.read(inputs[0])
    with whence.Archive("news.whence", create=True) as archive:
        print(archive.add(inputs, jobs=2).added)
        archive.stats()
        archive.table("reports")
    with closing(Store("news.whence")) as store:
        write_segments(store, size=5)
        count = partial(count_all_in, store, whence.Filters(), top=2)
        counted = count_over_columns(store, fresh_segments(store), count)
        print(counted.reports)
"""
IMPORTED_BEFORE = """
import onnxruntime
import whence
print(len(whence.read("examples/harbour.txt").attributions) > 9)
"""
FETCHING = """
import sys
from tests.support.web_server import only_loopback
from whence.intake.web.fetch import fetch
print(len(fetch(sys.argv[1], is_allowed=only_loopback).data))
"""


class Seen:
    """What a child did, as strace told it.

    Args:
        lines: The calls, one a line.
        folder: Where the child may write.
    """

    def __init__(self, lines, folder):
        calls = {found["arguments"] for line in lines if (found := SOCKET.search(line))}
        self.sockets = {arguments for arguments in calls if "AF_UNIX" not in arguments}
        paths = {folder / PATH.search(line)["path"] for line in lines if WRITING.search(line)}
        allowed = (folder, "/dev/null", "/dev/shm")  # noqa: S108  where locks between processes are
        self.strays = {path for path in paths if not any(path.resolve().is_relative_to(place) for place in allowed)}


@pytest.fixture
def work(tmp_path):
    """Make a folder to work in, with ten reports and an empty home beside it."""
    for place in ("work/examples", "home"):
        (tmp_path / place).mkdir(parents=True)
    for path in sorted(EXAMPLES.glob("*.txt"))[:9]:
        shutil.copy(path, tmp_path / "work" / "examples")
    shutil.copy(EXAMPLES / "harbour.txt", tmp_path / "work" / "examples" / "again.txt")
    (tmp_path / "work" / "saved.html").write_text(PAGE)
    (tmp_path / "work" / "owners.csv").write_text("outlet,owner\nThe Tidewater Post,Tide Media\n")
    return tmp_path / "work"


def watch(work, *arguments, home=None, given="", **more):
    """Run Python under strace, and give what it printed, what it complained of, and what was seen of it."""
    if STRACE is None:
        assert "CI" not in os.environ, "strace has to be there"
        pytest.skip("strace is not installed: only it sees what native code does")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "ORT_"))}
    environment |= {"HOME": str(home or work.parent / "home"), "TMPDIR": str(work), "PYTHONDONTWRITEBYTECODE": "1"}
    log = work.parent / "calls"
    command = [STRACE, "-f", "-qq", "--seccomp-bpf", "-e", f"trace={WATCHED}", "-o", log, sys.executable, *arguments]
    done = subprocess.run(  # noqa: S603
        command, cwd=work, env=environment | more, input=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr, Seen(log.read_text().splitlines(), work)


def inhabitants(home):
    return sorted(home.rglob("*"))


@pytest.fixture(params=["empty", "in the way"])
def home(request, tmp_path):
    """Give a home that is empty, and one in which nothing can be written, not even by the administrator."""
    if request.param == "empty":
        return tmp_path / "home"
    (tmp_path / "in the way").touch()
    return tmp_path / "in the way"


def test_reading_opens_no_socket_and_leaves_the_home_alone(work, home):
    shown, complaints, seen = watch(work, "-m", "whence", "read", "examples/harbour.txt", home=home)
    assert "Ines Okafor" in shown
    assert complaints == ""
    assert (seen.sockets, seen.strays) == (set(), set())
    assert inhabitants(home) == []


def test_nor_do_the_processes_that_read_many(work, home):
    shown, complaints, seen = watch(work, "-m", "whence", "read", "--json", "--jobs", "2", "examples", home=home)
    assert shown.count("\n") == 10
    assert complaints == ""
    assert (seen.sockets, seen.strays) == (set(), set())
    assert inhabitants(home) == []


def test_no_setting_of_the_user_lets_the_engine_call_home(work):
    _, complaints, seen = watch(work, "-m", "whence", "read", "examples/harbour.txt", ORT_DISABLE_TELEMETRY="0")
    assert complaints == ""
    assert (seen.sockets, seen.strays) == (set(), set())


def test_no_command_opens_a_socket_or_writes_anything_but_what_was_asked_for(work):
    given = "\n".join(" ".join(arguments) for arguments in COMMANDS)
    shown, complaints, seen = watch(work, "-c", ALL_COMMANDS, given=given)
    assert {arguments[0] for arguments in COMMANDS} == set(main.commands) - {
        "serve",
        "spark",
    }  # they are there to be asked, by others and by Spark's processes
    assert complaints == ""
    # One of the inputs to be added is not there, nor are a feed to be unwatched and a report of that outlet.
    statuses = {"add": 1, "unwatch": 2, "outlet": 2}
    assert shown.splitlines() == [f"{statuses.get(line.split()[0], 0)} {line}" for line in given.splitlines()]
    assert (seen.sockets, seen.strays) == (set(), set())
    assert inhabitants(work.parent / "home") == []


def test_nor_does_a_program_that_imports_whence(work):
    (work / "program.py").write_text(FROM_PYTHON)
    shown, complaints, seen = watch(work, "program.py")
    assert (shown, complaints) == ("9\n9\n", "")
    assert (seen.sockets, seen.strays) == (set(), set())
    assert inhabitants(work.parent / "home") == []


def test_nor_does_the_engine_where_a_program_imports_it_after_whence(work):
    _, complaints, seen = watch(work, "-c", "import whence, onnxruntime; print(onnxruntime.get_device())")
    assert (complaints, seen.sockets, seen.strays) == ("", set(), set())
    assert inhabitants(work.parent / "home") == []


def test_a_program_that_imported_the_engine_before_can_still_read(work):
    assert watch(work, "-c", IMPORTED_BEFORE, ORT_DISABLE_TELEMETRY="1")[0] == "True\n"


def test_where_an_address_is_named_that_machine_alone_is_asked(work):
    with outside_world() as outside:
        address = outside.put("/page", answer(b"<p>The leak began on Sunday."))
        port = outside.address.rpartition(":")[2]
        shown, complaints, seen = watch(
            work, "-c", FETCHING, address, PYTHONPATH=os.pathsep.join([str(EXAMPLES.parent), *sys.path])
        )
        assert (shown, complaints) == ("28\n", "")
        assert asked(outside) == ["/page"]
    connections = [each for each in seen.sockets if "sa_family=AF_INET" in each]
    assert connections
    assert all(f"sin_port=htons({port})" in each and '"127.0.0.1"' in each for each in connections)


# The checks themselves can fail.


def test_a_socket_and_a_file_in_the_home_are_seen(work):
    code = "import os, pathlib, socket; socket.socket().close(); pathlib.Path.home().joinpath('tide').touch()"
    _, _, seen = watch(work, "-c", code)
    assert [each.partition(",")[0] for each in seen.sockets] == ["AF_INET"]
    assert seen.strays == {work.parent / "home" / "tide"}


def test_a_file_that_could_not_be_written_is_seen(work):
    code = "import contextlib, os\nwith contextlib.suppress(OSError):\n    os.mkdir(os.environ['HOME'] + '/tide')"
    _, _, seen = watch(work, "-c", code, home="/proc/nowhere")
    assert seen.strays == {Path("/proc/nowhere/tide")}
