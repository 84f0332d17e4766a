"""Shared by all commands: write results, show progress, and turn errors into exit statuses."""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Literal, Self

import click

from whence.commands.interrupts import INTERRUPTED, PATIENCE_SECONDS, print_interrupt_message, unwinding
from whence.commands.standard_streams import OutputError, UnreadError
from whence.errors import UsageError, WhenceError
from whence.records.answers import Progress
from whence.showing.marks import one_line
from whence.showing.terminal.wrapping import Line, count_columns, crop

__all__ = [
    "ColorChoice",
    "ProgressLine",
    "ResultWriter",
    "TextProgress",
    "has_color",
    "phrase_progress",
    "print_error",
    "print_skipped",
    "reporting_errors",
    "write_file",
]

_PACE_SECONDS = 60.0
_LONG_SECONDS = 2.0
"""After this long, show the progress within a single input."""
_FAST = 100
"""Rate in inputs per second from which on decimals are omitted."""

ColorChoice = Literal["auto", "always", "never"]

# Columns: of the bar at most, of the text beside it (``Reading  []  123456/123456  1d 00:00:00``), and of a terminal
# that does not report its width.
_WIDEST_BAR, _BESIDE_BAR, _USUAL_COLUMNS = 36, 40, 80
_CLEAR_LINE = "\r\x1b[2K\x1b[?25h"
"""Move to the beginning of the line, erase it, and show the cursor, which click hides while its bar is shown."""


class TextProgress:
    """Progress within a single long input.

    Args:
        clock: Monotonic clock, in seconds.
    """

    def __init__(self, *, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._begun = clock()

    def phrase(self, done: int, total: int) -> str:
        """Describe how many of its words are read; '' during the first seconds.

        >>> text_progress = TextProgress(clock=iter([0.0, 0.0, 90.0]).__next__)
        >>> text_progress.phrase(0, 1_000_000)
        ''
        >>> text_progress.phrase(250_000, 1_000_000)
        '250,000 of 1,000,000 words · 2,778 a second · 25%, 4 min left'
        """
        now = self._clock()
        if not done:
            self._begun = now
        seconds = now - self._begun
        if not done or seconds < _LONG_SECONDS:
            return ""
        left = f", {_phrase_seconds(seconds * (total - done) / done)} left" if done < total else ""
        return f"{done:,} of {total:,} words · {done / seconds:,.0f} a second · {done / total:.0%}{left}"


class ResultWriter:
    """Writes results to standard output, and a progress bar to standard error if that is a terminal.

    Args:
        total: Number of results to come.
    """

    def __init__(self, total: int) -> None:
        width = max(1, min(_WIDEST_BAR, _error_columns() - _BESIDE_BAR))
        self._bar = click.progressbar(length=total, label="Reading", show_pos=True, width=width, file=sys.stderr)
        self._shows = total > 1 and _shows_progress()
        self._text_progress, self._has_line = TextProgress(), False

    def __enter__(self) -> Self:
        if self._shows:
            self._bar.render_progress()
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()

    def write(self, content: str | bytes, *, color: bool = False) -> None:
        """Write a result to standard output."""
        if sys.stdout.isatty():
            self._clear()
        click.echo(content, nl=False, color=color)

    def print_note(self, sentence: str) -> None:
        """Write a sentence to standard error."""
        self._clear()
        click.echo(one_line(sentence), err=True)

    def count(self) -> None:
        """Count one result; a file of many reports counts once."""
        if self._shows and self._bar.pos < (self._bar.length or 0):
            self._bar.update(1)

    def show_text_progress(self, done: int, total: int) -> None:
        """Show the progress within a single long input, in place of the bar."""
        text = self._text_progress.phrase(done, total) if _shows_progress() else ""
        if text:
            self._has_line = True
            _overwrite_line(f"Reading  {text}")

    def _clear(self) -> None:
        """Erase the progress line until the next result is counted."""
        if self._shows or self._has_line:
            click.echo(_CLEAR_LINE, nl=False, err=True)


class ProgressLine:
    """Progress of a run of possibly unknown length: a line on standard error, if that is a terminal.

    Args:
        doing: What the run does, in one word.
        clock: Monotonic clock, in seconds.
    """

    def __init__(self, doing: str, *, clock: Callable[[], float] = monotonic) -> None:
        self._doing = doing
        self._clock = clock
        self._shows = _shows_progress()
        self._text_progress = TextProgress()
        self._seen: deque[tuple[float, int, float]] = deque([(clock(), 0, 0.0)])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def show(self, progress: Progress) -> None:
        """Show the progress of the run, with the pace of the last minute."""
        now, done = self._clock(), progress.done or 0.0
        while len(self._seen) > 1 and now - self._seen[1][0] > _PACE_SECONDS:
            self._seen.popleft()
        then, count, share = self._seen[0]
        self._seen.append((now, progress.count, done))
        if now > then:
            rate = (progress.count - count) / (now - then)
            left = (1 - done) * (now - then) / (done - share) if done > share else None
            self.show_text(f"{self._doing}  {phrase_progress(progress, rate=rate, seconds_left=left)}")

    def show_text_progress(self, done: int, total: int) -> None:
        """Show the progress within a single long input."""
        if text := self._text_progress.phrase(done, total):
            self.show_text(f"{self._doing}  {text}")

    def show_text(self, text: str) -> None:
        """Show a text on the line."""
        if self._shows:
            _overwrite_line(text)

    def clear(self) -> None:
        """Erase the line, and restart the measurement of the pace."""
        self._seen = deque([(self._clock(), 0, 0.0)])
        if self._shows:
            click.echo(_CLEAR_LINE, nl=False, err=True)


def phrase_progress(progress: Progress, *, rate: float, seconds_left: float | None) -> str:
    """Describe the progress of a run.

    Args:
        progress: Inputs handled so far.
        rate: Inputs per second.
        seconds_left: Estimated time left; None if unknown.

    >>> progress = Progress(added=1200, changed=0, known=30, rejected=2, done=0.4)
    >>> phrase_progress(progress, rate=8.13, seconds_left=227)
    '1,232 · 8.1 a second · 40%, 4 min left · 2 could not be read'
    """
    parts = [f"{progress.count:,}"]
    if rate > 0:
        parts.append(f"{rate:,.1f} a second" if rate < _FAST else f"{rate:,.0f} a second")
    if progress.done is not None:
        left = f", {_phrase_seconds(seconds_left)} left" if seconds_left else ""
        parts.append(f"{progress.done:.0%}{left}")
    if progress.rejected:
        parts.append(f"{progress.rejected:,} could not be read")
    return " · ".join(parts)


def _phrase_seconds(seconds: float) -> str:
    for size, unit in ((86_400, "days"), (3_600, "h"), (60, "min")):
        if seconds >= 1.5 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"


@contextmanager
def reporting_errors(
    context: click.Context,
    *,
    interrupted: str = "Interrupted.",
    kept: str = "",
    patience_seconds: float = PATIENCE_SECONDS,
) -> Iterator[None]:
    """End a failing command with one sentence and an exit status instead of a traceback.

    Args:
        context: The command's context.
        interrupted: Message after an interrupt.
        kept: Additional message if only the output could not be written.
        patience_seconds: Maximum time for ending after an interrupt.
    """
    try:
        message = f"{_CLEAR_LINE if _shows_progress() else ''}{interrupted}\n"
        with unwinding(message, patience_seconds=patience_seconds):
            yield
    except WhenceError as error:
        print_error(error, kept if isinstance(error, OutputError) else "")
        context.exit(error.exit_code)
    except KeyboardInterrupt:
        print_interrupt_message()
        context.exit(INTERRUPTED)


def print_error(error: WhenceError, *more: str) -> None:
    """Write an error and further sentences to standard error; nothing if the output's reader has closed it."""
    if not isinstance(error, UnreadError):
        click.echo(one_line(" ".join(filter(None, (str(error), *more)))), err=True)


def print_skipped(counts: Mapping[str, int]) -> None:
    """List the files that were skipped because they hold no report, in one line on standard error."""
    if counts:
        parts = [f"{count:,} {kind}" + "s" * (count > 1 and kind.endswith("folder")) for kind, count in counts.items()]
        click.echo(one_line(f"Skipped: {', '.join(parts)}."), err=True)


def write_file(name: str, written: str) -> None:
    """Write a file, or standard output if the name is ``-``.

    Raises:
        UsageError: The file cannot be written.
    """
    content = written.encode("utf-8", "replace")
    if name == "-":
        click.echo(content, nl=False)
        return
    try:
        Path(name).write_bytes(content)
    except OSError as exc:
        raise UsageError(name, f"the file cannot be written ({exc.strerror})", "Name another file") from exc
    click.echo(f"{name} written.", err=True)


def _overwrite_line(text: str) -> None:
    room = _error_columns() - 1
    line: Line = [(text, ())] if count_columns(text) <= room else crop([(text, ())], room)
    click.echo(_CLEAR_LINE + "".join(text for text, _ in line), nl=False, err=True)


def has_color(choice: ColorChoice) -> bool:
    """Decide whether to write in colour.

    ``auto`` does if standard output is a terminal with colour and NO_COLOR is not set (https://no-color.org).
    """
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _shows_progress() -> bool:
    """Check whether standard error is a terminal on which a line can be overwritten."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _error_columns() -> int:
    """Get the width of standard error in columns; click looks at standard output only."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or _USUAL_COLUMNS
    except (OSError, ValueError):
        return _USUAL_COLUMNS
