"""What is new, for every open page: what arrived, how far an import is, and what could not be read.

Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress

from whence.errors import WhenceError
from whence.records.answers import Holdings, Progress, Tally
from whence.records.form.record_form import record_to_form
from whence.serving.readers import Readers

__all__ = ["MAX_STREAMS", "News"]

MAX_STREAMS = 64
"""Maximum number of open streams."""
_LOOK_SECONDS = 1.0
"""Time between two looks for what another process wrote."""
_ALIVE_SECONDS = 15.0
"""Time after which a comment is sent, so that a connection that is lost is noticed."""
_MAX_UNREAD = 200
"""Maximum number of events that wait for a slow reader; the oldest are dropped."""


class News:
    """Hands events to all streams. Publish from any thread; open streams in the event loop."""

    def __init__(self) -> None:
        self._streams: set[asyncio.Queue[bytes | None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_over = False

    @property
    def is_full(self) -> bool:
        """True if no more streams can be opened."""
        return len(self._streams) >= MAX_STREAMS

    def publish_progress(self, doing: str, progress: Progress) -> None:
        """Publish how far a run is."""
        form = record_to_form(progress)
        self._publish("progress", {"doing": doing, **(form if isinstance(form, dict) else {})})

    def publish_tally(self, tally: Tally) -> None:
        """Publish the outcome of a run, and what could not be read and why."""
        self._publish("done", record_to_form(tally))

    def publish_change(self, before: Holdings, now: Holdings) -> None:
        """Publish that the archive has changed, how much it holds now, and how much more that is."""
        more = {"arrived": now.reports - before.reports, "failed": now.rejected - before.rejected}
        self._publish("changed", {"reports": now.reports, "rejected": now.rejected, **more})

    async def stream(self) -> AsyncIterator[bytes]:
        """Yield events as they are published, until `end`."""
        unread: asyncio.Queue[bytes | None] = asyncio.Queue(_MAX_UNREAD)
        self._loop = asyncio.get_running_loop()
        self._streams.add(unread)
        try:
            yield b"retry: 2000\n\n"
            while not self._is_over:
                try:
                    event = await asyncio.wait_for(unread.get(), _ALIVE_SECONDS)
                except TimeoutError:
                    event = b": alive\n\n"
                if event is None:
                    return
                yield event
        finally:
            self._streams.discard(unread)

    async def watch(self, reader: Readers) -> None:
        """Notice whatever is written to the archive, by this process or another, for as long as this runs.

        Args:
            reader: Of a single thread, as each connection counts what the others commit.
        """
        seen: tuple[int, Holdings] | None = None
        while not self._is_over:
            with suppress(WhenceError):  # a damaged archive is reported by the views
                now = await reader.ask(lambda archive: (archive.data_version(), archive.holdings()))
                if seen is not None and now[0] != seen[0]:
                    self.publish_change(seen[1], now[1])
                seen = now
            await asyncio.sleep(_LOOK_SECONDS)

    def end(self) -> None:
        """End all streams, so that their connections can be closed. Thread-safe."""
        self._is_over = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._hand_out, None)

    def _publish(self, kind: str, form: object) -> None:
        if self._loop is None or self._loop.is_closed():
            return
        event = f"event: {kind}\ndata: {json.dumps(form)}\n\n".encode()
        self._loop.call_soon_threadsafe(self._hand_out, event)

    def _hand_out(self, event: bytes | None) -> None:
        for unread in self._streams:
            if unread.full():
                unread.get_nowait()
            unread.put_nowait(event)
