"""The only thread that writes: actions one after the other, each answered when it is committed."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TypeVar

from whence.archive.archive import Archive
from whence.errors import ArchiveBusyError, WhenceError
from whence.intake.web.visitor import Visitor
from whence.records.answers import Progress
from whence.scaling.batch import OpenReader
from whence.serving.action import Action, Writing
from whence.serving.news import News
from whence.serving.parameters import Asked

__all__ = ["ClosingError", "Writer"]

_Done = TypeVar("_Done")
_CLOSING = "it is being closed"


class ClosingError(WhenceError):
    """A desk that is being closed writes no more."""

    http_status = 503


class Writer:
    """Runs actions in one thread.

    The archive's write lock is held only while an action runs, so other processes can write in between. The reader of
    reports is loaded by the first action that needs it, and stays.

    Args:
        path: The archive.
        news: Where the progress is published.
        open_reader: Opens the reader of reports.
    """

    def __init__(self, path: Path, news: News, open_reader: OpenReader) -> None:
        self._news = news
        self._archive = Archive(path)
        self._visitor = Visitor()
        self._writing = Writing(
            archive=self._archive,
            reader=cache(open_reader),
            visitor=self._visitor,
            on_progress=self._show,
            on_added=news.publish_tally,
        )
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="whence-writer")
        self._waiting = 0
        self._is_closing = False

    async def run(self, action: Action[_Done], asked: Asked) -> _Done:
        """Run an action after those before it, and return what it did once that is committed.

        An action that has begun is completed even if nobody waits for it any more.

        Raises:
            ArchiveBusyError: Another process writes to the archive.
            WhenceError: Raised by the action.
        """
        self._waiting += 1
        try:
            done = await asyncio.get_running_loop().run_in_executor(self._thread, self._run, action, asked)
        finally:
            self._waiting -= 1
        if not self._waiting:
            self._thread.submit(self._link)
        return done

    def close(self) -> None:
        """End the action that runs, between two of its transactions, drop those that wait, and close the archive."""
        self._is_closing = True
        self._visitor.close()
        self._thread.shutdown(cancel_futures=True)
        self._archive.close()

    def _check_closing(self) -> None:
        if self._is_closing:
            where = "desk"
            raise ClosingError(where, _CLOSING, "Open it again, and send the same once more")

    def _run(self, action: Action[_Done], asked: Asked) -> _Done:
        self._check_closing()
        return action.run(self._writing, asked)

    def _show(self, progress: Progress) -> None:
        self._check_closing()
        self._news.publish_progress("Adding", progress)

    def _link(self) -> None:
        """Link what was added, unless more is about to be: then that is linked too."""
        if self._waiting:
            return
        with suppress(ArchiveBusyError, ClosingError):  # the other process links at its end, or the next action
            if self._archive.count_unlinked(limit=1):
                self._archive.link(on_progress=self._show_linking)

    def _show_linking(self, done: int, total: int) -> None:
        self._check_closing()
        share = done / max(1, total)
        self._news.publish_progress("Linking", Progress(added=done, changed=0, known=0, rejected=0, done=share))
