"""Files that take long to make: one of the processes that share the tests makes each, and the others wait for it."""

import fcntl
import os

__all__ = ["made_once"]


def made_once(tmp_path_factory, name, make):
    """Make a file that no test changes; gives its path.

    Args:
        tmp_path_factory: That of pytest.
        name: Name of the file.
        make: Called with a path, to make it there.
    """
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    path = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            unfinished = path.with_name(f"unfinished-{name}")
            make(unfinished)
            unfinished.rename(path)
    return path
