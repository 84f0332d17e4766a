"""Work spread over processes: order, bounds, deaths and interrupts."""

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from functools import partial
from itertools import count, islice
from pathlib import Path

import pytest

from whence.errors import ModelError
from whence.scaling.processes import Lost, map_in_processes


def double(item):
    return 2 * item


def die_of_three(item):
    if item == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def hand(work):
    return work


def refuse():
    name = "en-0"
    raise ModelError(name, "no such model", "Choose another")


def stumble():
    os._exit(7)


def lose_parent():
    parent = os.getppid()
    os.kill(parent, signal.SIGKILL)
    while os.getppid() == parent:
        time.sleep(0.01)
    return double


def sleep_for_long(place):
    Path(place).write_text(str(os.getpid()))
    time.sleep(600)


def test_results_come_in_the_order_of_the_items():
    assert list(map_in_processes(range(50), partial(hand, double), jobs=3)) == [2 * item for item in range(50)]


def test_no_items_no_results():
    assert list(map_in_processes([], partial(hand, double), jobs=2)) == []


def test_a_process_that_dies_costs_its_item_and_no_other():
    assert list(map_in_processes(range(6), partial(hand, die_of_three), jobs=2)) == [
        0,
        1,
        2,
        Lost(item=3, exit_code=-signal.SIGKILL),
        4,
        5,
    ]


def test_items_are_taken_up_only_as_fast_as_the_work_goes():
    taken = []
    endless = (taken.append(item) or item for item in count())
    with closing(map_in_processes(endless, partial(hand, double), jobs=2)) as results:
        assert list(islice(results, 100)) == [2 * item for item in range(100)]
        assert len(taken) <= 100 + 2 * 8
    assert multiprocessing.active_children() == []


def test_an_error_in_opening_the_work_arrives_as_it_was_raised():
    with pytest.raises(ModelError, match=r"en-0: no such model\. Choose another\."):
        list(map_in_processes(range(3), refuse, jobs=2))
    assert multiprocessing.active_children() == []


def test_a_process_that_never_gets_ready_is_an_error_and_not_an_endless_loop():
    with pytest.raises(RuntimeError, match="ended before it was ready"):
        list(map_in_processes(range(3), stumble, jobs=1))


def test_an_interrupt_from_the_terminal_ends_all_and_only_the_parent_speaks(tmp_path):
    script = tmp_path / "count.py"
    script.write_text(
        textwrap.dedent("""
        from functools import partial
        from itertools import count
        from tests.scaling.test_processes import double, hand
        from whence.scaling.processes import map_in_processes

        if __name__ == "__main__":
            try:
                for result in map_in_processes(count(), partial(hand, double), jobs=2):
                    print(result, flush=True)
            except KeyboardInterrupt:
                print("interrupted")
    """)
    )
    # A group of their own, as a terminal has it: the interrupt goes to parent and children alike.
    with subprocess.Popen(  # noqa: S603
        [sys.executable, script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
    ) as process:
        assert process.stdout.readline() == "0\n"
        os.killpg(process.pid, signal.SIGINT)
        assert process.stdout.read().endswith("interrupted\n")
        assert process.stderr.read() == ""


def test_processes_whose_parent_is_killed_end_without_a_word(tmp_path):
    script = tmp_path / "count.py"
    script.write_text(
        textwrap.dedent("""
        from tests.scaling.test_processes import lose_parent
        from whence.scaling.processes import map_in_processes

        if __name__ == "__main__":
            list(map_in_processes(range(3), lose_parent, jobs=1))
    """)
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, script], capture_output=True, env=environment, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, b"")


def test_a_process_in_the_midst_of_long_work_ends_within_seconds_of_its_parent(tmp_path):
    script, place = tmp_path / "sleep.py", tmp_path / "pid"
    script.write_text(
        textwrap.dedent("""
        import sys
        from functools import partial
        from tests.scaling.test_processes import hand, sleep_for_long
        from whence.scaling.processes import map_in_processes

        if __name__ == "__main__":
            list(map_in_processes(sys.argv[1:], partial(hand, sleep_for_long), jobs=1))
    """)
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, script, place], stdout=subprocess.PIPE, env=environment) as parent:  # noqa: S603
        while not (place.exists() and place.read_text()):
            assert parent.poll() is None
            time.sleep(0.01)
        parent.kill()
        begun = time.monotonic()
        # Parent and child hold the other end of this pipe, which ends when both are gone.
        assert parent.stdout.read() == b""
        assert time.monotonic() - begun < 10
