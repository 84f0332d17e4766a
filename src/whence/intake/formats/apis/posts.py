"""Messages of chats, channels and accounts: one record for all services, and an input made from it."""

from dataclasses import dataclass
from pathlib import Path

from whence.intake.bylines import read_byline
from whence.intake.inputs import ExternalMetadata, Input
from whence.intake.published import normalise_time

__all__ = ["Post", "post_to_input"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message as its service keeps it."""

    text: str
    id: str
    """Its number in its chat, channel or account."""
    outlet: str | None
    """The channel, group or account; None for a talk between two people."""
    outlet_id: str | None = None
    """What identifies that among all others: ``telegram:7``."""
    sender: str | None = None
    signature: str | None = None
    """Who signed it, in a channel."""
    published: str | None = None
    forwarded_from: str | None = None
    headline: str | None = None
    url: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


def post_to_input(post: Post, *, path: str, done: float | None = None) -> Input:
    """Make an input from a message. Only a sender other than the outlet itself is a writer.

    >>> post = Post(text="Tide late.", id="4", outlet="Tide Live", sender="Tide Live", signature="Ana Brandt")
    >>> made = post_to_input(post, path="chats/result.json")
    >>> made.name, made.address, made.metadata.publisher, made.metadata.byline
    ('chats/result.json#4', 'result.json#4', 'Tide Live', ('Ana Brandt',))
    """
    writers = [post.signature, post.sender if post.sender != post.outlet else None]
    names = next((names for writer in writers if writer and (names := read_byline(writer, is_list=True).names)), ())
    notes = post.notes + ((f"forwarded from {post.forwarded_from}",) if post.forwarded_from else ())
    return Input(
        name=f"{path}#{post.id}",
        data=post.text.encode("utf-8", "replace"),
        is_plain=True,
        notes=notes,
        metadata=ExternalMetadata(
            headline=post.headline,
            publisher=post.outlet,
            byline=names,
            published=normalise_time(post.published or ""),
            language=post.language,
            url=post.url,
        ),
        address=None if post.url else f"{post.outlet_id or Path(path).name}#{post.id}",
        lacks_capture_time=True,
        done=done,
    )
