"""Standard output and standard error of a command, safe when closed, full, or a broken pipe."""

import errno
import os
import sys
from collections.abc import Callable
from functools import wraps
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import Concatenate, ParamSpec, TextIO, TypeVar

from whence.errors import UsageError

__all__ = ["OutputError", "UnreadError", "guard_streams"]

Given = ParamSpec("Given")
Result = TypeVar("Result")
_ANSWER, _COMPLAINTS = 1, 2
"""File descriptors of standard output and standard error."""


class OutputError(UsageError):
    """Standard output cannot be written: the disk is full, or it is closed."""


class UnreadError(OutputError):
    """The reader of standard output closed it early, as ``head`` does. No message is shown."""

    # As a shell reports a command that a signal, here SIGPIPE, ended: 128 and the signal's number.
    exit_code = 141


def guard_streams() -> None:
    """Make write errors on standard output raise an `OutputError`, and those on standard error pass silently.

    Unwritten output is dropped, so that there is no second error at the end of the process. Characters that the
    encoding of a terminal or a file lacks are written as escapes.
    """
    for number, stream in enumerate((sys.stdin, sys.stdout, sys.stderr)):
        # The next file opened would get the number of a closed stream, and so its output.
        if stream is None and _is_closed(number):
            os.open(os.devnull, os.O_RDONLY)
    sys.stdout = _guarded(sys.stdout, _ANSWER)
    sys.stderr = _guarded(sys.stderr, _COMPLAINTS)


def _telling(
    method: Callable[Concatenate[BufferedWriter, Given], Result],
) -> Callable[Concatenate[BufferedWriter, Given], Result]:
    """Make a stream's method drop everything after its first write error, which it raises or ignores."""

    @wraps(method)
    def tell(stream: BufferedWriter, /, *given: Given.args, **named: Given.kwargs) -> Result:
        try:
            return method(stream, *given, **named)
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            if stream.fileno() == _ANSWER:
                raise _explain(error) from error
            return method(stream, *given, **named)

    return tell


class _Stream(BufferedWriter):
    """A writable stream; ``io`` documents this way of extending it."""

    write = _telling(BufferedWriter.write)
    flush = _telling(BufferedWriter.flush)


def _guarded(stream: TextIO | None, number: int) -> TextIO:
    buffer = getattr(stream, "buffer", None)
    raw = getattr(buffer, "raw", buffer) or FileIO(number, "w", closefd=False)
    encoding = stream.encoding if stream else "utf-8"
    guarded = _Stream(raw)
    return TextIOWrapper(guarded, encoding=encoding, errors="backslashreplace", line_buffering=True)


def _is_closed(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return True
    return False


def _explain(error: OSError) -> OutputError:
    if isinstance(error, BrokenPipeError):
        return UnreadError("whence", "the reader of standard output closed it", "Read it to its end")
    reason = "it is closed" if error.errno == errno.EBADF else error.strerror or error
    problem = f"standard output cannot be written ({reason})"
    return OutputError("whence", problem, "Free disk space, or send the output elsewhere")
