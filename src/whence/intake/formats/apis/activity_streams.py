"""Posts of an account as Mastodon and other services export them (ActivityStreams): a report each."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from whence.intake.formats.apis.posts import Post, post_to_input
from whence.intake.formats.cells import read_language, read_line, read_text
from whence.intake.formats.form import Document, Found
from whence.intake.formats.json_stream import JsonFlaw, stream_json
from whence.intake.formats.lines import open_lines
from whence.intake.opening import SOUND_COPY
from whence.records.report import Rejected

__all__ = ["is_outbox", "read_outbox"]

_TO_ALL = ("#Public", "as:Public", "/followers")
_POSTS = frozenset({"Note", "Article", "Page"})


def is_outbox(document: Document) -> bool:
    """Tell an export by the name of its list.

    >>> is_outbox(Document("outbox.json", b'{"type":"OrderedCollection","totalItems":4,"orderedItems":[]}'))
    True
    """
    return document.is_json and '"OrderedCollection' in document.text and '"orderedItems"' in document.text


def read_outbox(document: Document) -> Iterator[Found]:
    """Read a report from each post of the account; posts of others that it only shared are counted.

    >>> note = b'{"type":"Note","url":"https://tide.example/@post/4","content":"<p>Tide late.</p>"}'
    >>> start = b'{"type":"OrderedCollection","orderedItems":[{"type":"Create","object":'
    >>> (found,) = read_outbox(Document("outbox.json", start + note + b"}]}"))
    >>> found.data, found.metadata.url
    (b'Tide late.', 'https://tide.example/@post/4')
    """
    shared_count = number = 0
    with open_lines(document) as lines:
        for each in stream_json(lines, opens_objects=True):
            if isinstance(each, JsonFlaw):
                yield Rejected(input=document.name, reason=f"{each.problem}. {SOUND_COPY}.")
                continue
            if not each.is_listed or each.path[-1:] != ("orderedItems",) or not isinstance(each.value, dict):
                continue
            number += 1
            shared_count += each.value.get("type") == "Announce"
            if post := _read_activity(each.value, number):
                yield post_to_input(post, path=document.name, done=each.done)
    if shared_count:
        what = f"{shared_count:,} posts of other accounts that were shared are not in it"
        yield Rejected(input=document.name, reason=f"{what}. Add them by their own addresses.", is_list=True)


def _read_activity(activity: Mapping[str, object], number: int) -> Post | None:
    note = activity.get("object")
    if not isinstance(note, dict) or note.get("type") not in _POSTS:
        return None
    try:
        data, _ = read_text(note.get("content"), None)
    except ValueError:
        return None  # only a picture
    languages = note.get("contentMap")
    warning = read_line(note.get("summary"))
    return Post(
        text=data.decode("utf-8", "replace"),
        id=(read_line(note.get("id")) or "").rpartition("/")[2] or str(number),
        outlet=_read_account(read_line(note.get("attributedTo") or activity.get("actor"))),
        published=read_line(note.get("published") or activity.get("published")),
        headline=read_line(note.get("name")),
        url=read_line(note.get("url")) or read_line(note.get("id")),
        language=read_language(next(iter(languages), None)) if isinstance(languages, dict) else None,
        notes=tuple(_notes(note, warning)),
    )


def _notes(note: Mapping[str, object], warning: str | None) -> Iterator[str]:
    if warning:
        yield f"marked with a warning: {warning}"
    readers = [each for key in ("to", "cc") for each in _listed(note.get(key))]
    if readers and not any(str(each).endswith(_TO_ALL) for each in readers):
        yield "sent to some readers only"


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if value else []


def _read_account(address: str | None) -> str | None:
    """Write the address of an account as its readers know it: ``@post@tide.example``."""
    try:
        parts = urlsplit(address or "")
        name = parts.path.rstrip("/").rpartition("/")[2].lstrip("@")
    except ValueError:
        return None
    return f"@{name}@{parts.hostname}" if name and parts.hostname else None
