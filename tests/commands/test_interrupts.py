"""Ctrl-C: whatever a command is doing, it ends within a second, with 130, without a traceback."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from subprocess import PIPE

import pytest

from bench.interrupting import Ended, interrupt
from bench.killing import find_faults

BEGIN = """\
import os, signal, sys
from whence.commands.interrupts import end_if_interrupted, end_when_interrupted, watch_for_interrupt, unwinding
def press():
    os.kill(os.getpid(), signal.SIGINT)
end_when_interrupted()
"""


def run(tmp_path, code):
    """Run a script in a process of its own, in a folder from which it can load modules."""
    script = tmp_path / "script.py"
    script.write_text(BEGIN + code)
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603
    return done.returncode, done.stdout, done.stderr


def test_before_a_command_is_at_work_it_ends_at_once(tmp_path):
    assert run(tmp_path, "press(); print('It ran on.')") == (130, "", "Interrupted.\n")


def test_at_work_it_closes_what_is_open_first(tmp_path):
    code = """
try:
    with unwinding("Bye."):
        press()
except KeyboardInterrupt:
    print("closed")
"""
    assert run(tmp_path, code) == (0, "closed\n", "")


def test_while_a_module_is_loaded_nothing_is_raised_that_the_module_could_make_something_else_of(tmp_path):
    (tmp_path / "tide.py").write_text("try:\n    import ebb\nexcept BaseException:\n    raise ImportError('no ebb')\n")
    (tmp_path / "ebb.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nx = 1\n")
    assert run(tmp_path, "with unwinding('Added reports are kept.\\n'):\n    import tide") == (
        130,
        "",
        "Added reports are kept.\n",
    )


def test_one_that_something_swallows_ends_it_all_the_same(tmp_path):
    code = """
watch_for_interrupt()
with unwinding("Bye.\\n"):
    try:
        press()
    except BaseException:
        while True:
            pass
"""
    assert run(tmp_path, code) == (130, "", "Bye.\n")


def test_one_that_came_last_is_not_lost_either(tmp_path):
    code = """
with unwinding("Bye.\\n"):
    try:
        press()
    except BaseException:
        print("done")
end_if_interrupted()
"""
    assert run(tmp_path, "import sys; sys.stdout.reconfigure(line_buffering=True)" + code) == (130, "done\n", "Bye.\n")


def test_a_database_that_is_long_about_its_answer_ends_too(tmp_path):
    code = """
import sqlite3, threading
watch_for_interrupt()
threading.Timer(0.1, press).start()
with unwinding("Bye.\\n"):
    forever = "WITH RECURSIVE tide(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM tide) SELECT max(n) FROM tide"
    sqlite3.connect(":memory:").execute(forever)
"""
    assert run(tmp_path, code) == (130, "", "Bye.\n")


def test_what_is_raised_where_nothing_can_catch_it_is_not_printed(tmp_path):
    code = """
class Tide:
    def __del__(self):
        press()
        for _ in range(1000):
            pass
watch_for_interrupt()
with unwinding("Bye.\\n"):
    Tide()
    while True:
        pass
"""
    assert run(tmp_path, code) == (130, "", "Bye.\n")


def test_a_second_one_is_not_waited_for(tmp_path):
    code = """
with unwinding("Bye.\\n"):
    try:
        press()
    finally:
        press()
        print("It ran on.")
"""
    assert run(tmp_path, code) == (130, "", "Bye.\n")


def test_where_it_is_ignored_it_stays_so(tmp_path):
    code = "signal.signal(signal.SIGINT, signal.SIG_IGN)\nend_when_interrupted()\npress()\nprint('It ran on.')"
    assert run(tmp_path, code) == (0, "It ran on.\n", "")


def test_whoever_imports_whence_keeps_what_ctrl_c_does():
    code = "import signal, whence, whence.cli; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "True\n"


def test_the_command_sets_it_before_it_loads_anything_that_takes_long():
    code = "import sys, whence.__main__; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert {"click", "numpy", "dataclasses", "threading", "socket"}.isdisjoint(done.stdout.split())


@pytest.mark.parametrize("after", [0, 0.1, 0.3])
def test_adding_ends_well_whenever_it_is_interrupted(tmp_path, after):
    script, archive = tmp_path / "script.py", tmp_path / "news.whence"
    script.write_text(BEGIN + "print(flush=True)\nfrom whence.cli import run\nif __name__ == '__main__':\n    run()\n")
    command = [sys.executable, script, "add", archive, Path(__file__).parents[2] / "examples"]
    with subprocess.Popen(command, stdout=PIPE, stderr=PIPE, text=True, start_new_session=True) as process:  # noqa: S603
        process.stdout.readline()
        time.sleep(after)
        os.killpg(process.pid, signal.SIGINT)
        told = process.stderr.read()
    assert process.returncode == 130
    assert told in {"Interrupted.\n", "Interrupted. Added reports are kept; run the same command to continue.\n"}
    assert find_faults(archive) == []


def test_how_an_interrupted_run_ended_is_told_apart():
    assert interrupt([sys.executable, "-c", "import time; time.sleep(9)"], after=0).exit_status != 0
    assert Ended(exit_status=0, seconds=0.1, complaint="").is_lost
    assert not Ended(exit_status=130, seconds=0.1, complaint="").is_lost
