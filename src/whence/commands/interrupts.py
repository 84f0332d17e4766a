"""Ctrl-C handling: a command ends within a second with exit status 130, whatever it is doing.

Python raises a ``KeyboardInterrupt`` wherever the program happens to be. That is right where files have to be closed,
and wrong elsewhere: raised while a module is imported, or in a library's callback, it is printed as a traceback or
lost. So an interrupt ends the process at once, except within `unwinding`, and there too if the process does not end by
itself. An archive stays sound either way, as writes to it are transactions.

This module is imported before all others, and so imports little. Only the command line installs the handler; the
library leaves signals alone.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

__all__ = [
    "INTERRUPTED",
    "PATIENCE_SECONDS",
    "end_if_interrupted",
    "end_when_interrupted",
    "print_interrupt_message",
    "unwinding",
    "watch_for_interrupt",
]

# As a shell reports a command that a signal ended: 128 and the signal's number.
INTERRUPTED = 130
PATIENCE_SECONDS = 0.6
"""Usual maximum time for closing open files; then the process ends without."""


class _Interruption:
    """State of the interrupt: whether one came, and what it does next."""

    __slots__ = ("has_begun", "has_come", "message", "patience_seconds", "unwinds")

    def __init__(self) -> None:
        self.message = "Interrupted.\n"
        """Message still to print at the end."""
        self.patience_seconds = PATIENCE_SECONDS
        self.unwinds = False
        """True if an interrupt raises a KeyboardInterrupt, so that open files are closed."""
        self.has_begun = False
        """True once a command has started, and so may have started processes."""
        self.has_come = False


_interruption = _Interruption()


def end_when_interrupted() -> None:
    """Make Ctrl-C end this process, unless the parent made it ignore SIGINT, as ``nohup`` and ``&`` may do."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _handle_interrupt)
        sys.unraisablehook = _print_unraisable


def watch_for_interrupt() -> None:
    """End this process soon after an interrupt, even if the interrupt is lost or the main thread is in native code."""
    if signal.getsignal(signal.SIGINT) is not _handle_interrupt or not hasattr(signal, "pthread_sigmask"):
        return
    # This import takes time, and `end_when_interrupted` must not wait for it.
    from threading import Thread  # noqa: PLC0415

    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    signal.set_wakeup_fd(theirs, warn_on_full_buffer=False)
    Thread(target=_end_after_wait, args=(ours,), daemon=True).start()


@contextmanager
def unwinding(message: str, *, patience_seconds: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Raise a KeyboardInterrupt for the first interrupt in this context; a second one ends the process at once.

    Args:
        message: Message if the process ends without unwinding.
        patience_seconds: Maximum time for unwinding.

    Raises:
        KeyboardInterrupt: The process was interrupted.
    """
    _interruption.message = message
    _interruption.patience_seconds = patience_seconds
    _interruption.has_begun = _interruption.unwinds = True
    try:
        yield
    finally:
        _interruption.unwinds = False


def end_if_interrupted() -> None:
    """End this process with status 130 if an interrupt came, even if it was swallowed."""
    if _interruption.has_come:
        _end()


def print_interrupt_message() -> None:
    """Print the message about the interrupt, once."""
    message, _interruption.message = _interruption.message, ""
    # Not through ``sys.stderr``, as the main thread may be writing to it.
    with suppress(OSError):
        os.write(2, message.encode())


def _handle_interrupt(_number: int, frame: FrameType | None) -> None:
    _interruption.has_come = True
    if not _interruption.unwinds or _is_importing(frame):
        _end()
    _interruption.unwinds = False
    raise KeyboardInterrupt


def _is_importing(frame: FrameType | None) -> bool:
    """Check whether a module is being imported: native modules print an exception raised then, and raise another."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def _print_unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    """Print an exception that nothing can catch, except an interrupt, which ends the process soon."""
    if not issubclass(unraisable.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)


def _end_after_wait(pipe: int) -> None:
    from time import sleep  # noqa: PLC0415 -- as above

    os.read(pipe, 1)
    sleep(_interruption.patience_seconds)
    _end()


def _end() -> None:
    print_interrupt_message()
    if _interruption.has_begun:
        # Imported by now, as commands may start processes.
        from multiprocessing import active_children  # noqa: PLC0415

        for child in active_children():
            child.terminate()
    os._exit(INTERRUPTED)
