"""The command line in a child process, with a predictable reader, on a pseudo-terminal."""

import os
import subprocess
import sys

COMMAND = """\
from whence.commands.interrupts import end_when_interrupted
if __name__ == "__main__":
    end_when_interrupted()
    from tests.support.ledgers_by_hand import open_by_hand
    from whence.cli import run
    run(open_by_hand)
"""


def start(tmp_path, *arguments, columns=80, **options):
    """Start the command line in a new process group, as a shell does."""
    script = tmp_path / "command.py"
    script.write_text(COMMAND)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "COLUMNS": str(columns), "TERM": "xterm"}
    return subprocess.Popen(  # noqa: S603
        [sys.executable, script, *map(str, arguments)],
        env=environment | options.pop("env", {}),
        start_new_session=True,
        **options,
    )


def listen(terminal):
    """Read all output to a terminal until no process has it open."""
    heard = b""
    while True:
        try:
            heard += os.read(terminal, 10_000)
        except OSError:
            os.close(terminal)
            return heard.decode()
