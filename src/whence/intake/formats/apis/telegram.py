"""Messages of a chat or channel as Telegram Desktop exports them in JSON: a report each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

from whence.intake.formats.apis.posts import Post, post_to_input
from whence.intake.formats.cells import read_line
from whence.intake.formats.form import Document, Found
from whence.intake.formats.json_stream import JsonFlaw, stream_json
from whence.intake.formats.lines import open_lines
from whence.intake.inputs import Input
from whence.intake.opening import SOUND_COPY
from whence.records.report import Rejected

__all__ = ["is_telegram_json", "read_telegram_json"]

_CHAT = re.compile(
    r"\"type\":\s*\"(?:saved_messages|replies|verification_codes|(?:personal|bot)_chat|private_group"
    r"|(?:private|public)_(?:supergroup|channel))\",\s*(?:\"id\":\s*\d+,\s*)?\"messages\":\s*\["
)
_ABOUT_CHAT = frozenset({"name", "type", "id"})
# Zones lie at most so far from Greenwich, and begin at quarters of an hour.
_MAX_OFFSET = timedelta(hours=14)
_QUARTER = timedelta(minutes=15)


def is_telegram_json(document: Document) -> bool:
    """Tell an export by its description of a chat.

    >>> start = b'{"name": "Tide Live", "type": "public_channel", "id": 7, "messages": ['
    >>> is_telegram_json(Document("result.json", start))
    True
    """
    return document.is_json and _CHAT.search(document.text) is not None


def read_telegram_json(document: Document) -> Iterator[Found]:
    """Read a report from each message that has a text; the export may hold one chat or all of them.

    >>> start = b'{"name": "Tide Live", "type": "public_channel", "id": 7, "messages": ['
    >>> message = b'{"id": 4, "type": "message", "date": "2031-03-04T09:30:00", "text": "Tide late."}'
    >>> (found,) = read_telegram_json(Document("result.json", start + message + b"]}"))
    >>> found.name, found.data, found.metadata.publisher, found.metadata.published
    ('result.json#4', b'Tide late.', 'Tide Live', '2031-03-04T09:30:00')
    """
    chats: dict[tuple[str, ...], _Chat] = {}
    with open_lines(document) as lines:
        for each in stream_json(lines, opens_objects=True):
            if isinstance(each, JsonFlaw):
                yield Rejected(input=document.name, reason=f"{each.problem}. {SOUND_COPY}.")
            elif each.key in _ABOUT_CHAT:
                about = chats.get(each.path, _Chat()) if each.key != "name" else _Chat()
                chats[each.path] = about.with_fact(each.key or "", each.value)
            elif isinstance(each.value, dict) and isinstance(inner := each.value.get("messages"), list):
                chat = _Chat(about=each.value)
                yield from (found for one in inner if (found := chat.read_message(one, document.name, each.done)))
            elif each.is_listed and each.path[-1:] == ("messages",):
                chat = chats.get(each.path[:-1], _Chat())
                if found := chat.read_message(each.value, document.name, each.done):
                    yield found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chat:
    """A chat, group or channel."""

    about: Mapping[str, object] = field(default_factory=dict)

    def with_fact(self, key: str, value: object) -> "_Chat":
        """Return it with one fact more."""
        return _Chat(about={**self.about, key: value})

    def read_message(self, message: object, path: str, done: float) -> Input | None:
        """Make a report from a message; None if it has no text, or only tells what happened in the chat."""
        if not isinstance(message, dict) or message.get("type") != "message":
            return None
        text = _read_text(message.get("text"))
        if not text.strip():
            return None
        kind = str(self.about.get("type"))
        post = Post(
            text=text,
            id=str(message.get("id")),
            outlet=read_line(self.about.get("name")) if kind.endswith(("channel", "group")) else None,
            outlet_id=f"telegram:{self.about.get('id')}",
            sender=read_line(message.get("from")),
            signature=read_line(message.get("author")),
            published=_read_time(message),
            forwarded_from=read_line(message.get("forwarded_from")),
        )
        return post_to_input(post, path=path, done=done)


def _read_text(value: object) -> str:
    """Join a text: one string, or a list of strings and of objects for bold words, links and the like."""
    parts = value if isinstance(value, list) else [value]
    texts = (part.get("text") if isinstance(part, dict) else part for part in parts)
    return "".join(text for text in texts if isinstance(text, str))


def _read_time(message: Mapping[str, object]) -> str | None:
    """Get the time of a message: that of the clock of who exported it, with its zone if that can be worked out."""
    try:
        local = datetime.fromisoformat(str(message.get("date")))
    except ValueError:
        return None
    try:
        utc = datetime.fromtimestamp(int(str(message.get("date_unixtime"))), UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return local.isoformat()
    offset = local.replace(tzinfo=None) - utc
    if abs(offset) > _MAX_OFFSET or offset % _QUARTER:
        return local.isoformat()
    return local.replace(tzinfo=timezone(offset)).isoformat()
