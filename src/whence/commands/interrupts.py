"""What Ctrl-C does to a command: it ends within a second with exit status 130, whatever the command is doing.

Python turns an interrupt into a ``KeyboardInterrupt`` wherever the program happens to be. That is right where files
are to be closed, and wrong elsewhere: raised while a module is loaded, or in what a library calls back, it is printed
as a traceback or lost. So an interrupt ends the process at once, but within `unwinding`, and there too if it does not
end by itself. An archive is sound after either: what is written to it is written whole or not at all.

This is loaded before all else and so loads little. A library leaves signals alone: only the command calls this.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

__all__ = ["INTERRUPTED", "end_if_interrupted", "end_when_interrupted", "say_farewell", "see_to_the_end", "unwinding"]

# As a shell says of a command that a signal ended: 128 and the signal's number.
INTERRUPTED = 130
_PATIENCE_SECONDS = 0.6
"""How long closing what is open may take; then the process ends without."""


class _Interruption:
    """Whether an interrupt came, and what it does next."""

    __slots__ = ("farewell", "has_begun", "has_come", "unwinds")

    def __init__(self) -> None:
        self.farewell = "Interrupted.\n"
        """What is yet to be said at the end."""
        self.unwinds = False
        """Whether an interrupt is raised, so that what is open is closed."""
        self.has_begun = False
        """Whether a command is, or was, at work, and so may have started processes."""
        self.has_come = False


_interruption = _Interruption()


def end_when_interrupted() -> None:
    """Let Ctrl-C end this process, unless whoever started it had it ignored, as ``nohup`` and ``&`` may do."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _take)
        sys.unraisablehook = _pass_over


def see_to_the_end() -> None:
    """End this process a little after an interrupt, even if that was lost or the main thread is in native code."""
    if signal.getsignal(signal.SIGINT) is not _take or not hasattr(signal, "pthread_sigmask"):
        return
    # Loading this takes time that `end_when_interrupted` must not wait for.
    from threading import Thread  # noqa: PLC0415

    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    signal.set_wakeup_fd(theirs, warn_on_full_buffer=False)
    Thread(target=_outwait, args=(ours,), daemon=True).start()


@contextmanager
def unwinding(farewell: str) -> Iterator[None]:
    """Let an interrupt be raised within this, once; a second one ends the process at once.

    Args:
        farewell: What is said if the process ends without unwinding.

    Raises:
        KeyboardInterrupt: Somebody interrupted it.
    """
    _interruption.farewell = farewell
    _interruption.has_begun = _interruption.unwinds = True
    try:
        yield
    finally:
        _interruption.unwinds = False


def end_if_interrupted() -> None:
    """End this process with 130 if an interrupt came, even if something swallowed it."""
    if _interruption.has_come:
        _end()


def say_farewell() -> None:
    """Say that it was interrupted, once."""
    farewell, _interruption.farewell = _interruption.farewell, ""
    # Not through ``sys.stderr``, which the main program may be writing to just now.
    with suppress(OSError):
        os.write(2, farewell.encode())


def _take(_number: int, frame: FrameType | None) -> None:
    _interruption.has_come = True
    if not _interruption.unwinds or _is_importing(frame):
        _end()
    _interruption.unwinds = False
    raise KeyboardInterrupt


def _is_importing(frame: FrameType | None) -> bool:
    """Tell whether a module is being loaded: native ones print what is raised meanwhile, and raise something else."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def _pass_over(unraisable: "sys.UnraisableHookArgs") -> None:
    """Print what was raised where nothing can catch it, but no interrupt: that ends the process soon."""
    if not issubclass(unraisable.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)


def _outwait(news: int) -> None:
    from time import sleep  # noqa: PLC0415 -- as above

    os.read(news, 1)
    sleep(_PATIENCE_SECONDS)
    _end()


def _end() -> None:
    say_farewell()
    if _interruption.has_begun:
        # Loaded by then, as commands may start processes.
        from multiprocessing import active_children  # noqa: PLC0415

        for child in active_children():
            child.terminate()
    os._exit(INTERRUPTED)
