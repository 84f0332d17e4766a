"""Messages of a chat or channel as Telegram Desktop exports them in HTML: a report each."""

import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import html

from whence.errors import ReadError
from whence.intake.formats.apis.posts import Post, post_to_input
from whence.intake.formats.form import Document, Found
from whence.intake.html.markup import clean_line, parse_html
from whence.records.report import Rejected

__all__ = ["is_telegram_page", "read_telegram_page"]

_MESSAGE = re.compile(r"<div\b[^<>]{0,200}?\bclass=\"message [^\"<>]{1,100}\"[^<>]{0,200}>")
_ID = re.compile(r"\bid=\"message(-?\d+)\"")
_MAX_TAG_CHARACTERS = 500
_TIME = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d(?::\d\d)?)(?: UTC([+-]\d\d:\d\d))?")


def is_telegram_page(document: Document) -> bool:
    """Tell an export by the classes of its elements.

    >>> page = b'<html><div class="page_wrap"><div class="message default clearfix" id="message4">'
    >>> is_telegram_page(Document("messages.html", page))
    True
    """
    found = _MESSAGE.search(document.text) if document.is_html and 'class="page_wrap"' in document.text else None
    return found is not None and _ID.search(found[0]) is not None


def read_telegram_page(document: Document) -> Iterator[Found]:
    """Read a report from each message that has a text.

    Each message is parsed by itself: a page holds a thousand, and a damaged one must not spoil the others.
    """
    text = document.decode().text
    starts = [found.start() for found in _MESSAGE.finditer(text)]
    outlet = _read_outlet(text[: starts[0]] if starts else text, document.name)
    messages: list[_Message] = []
    for count, (start, end) in enumerate(pairwise([*starts, len(text)])):
        own_id = _ID.search(text, start, min(end, start + _MAX_TAG_CHARACTERS))
        try:
            before = messages[-1].sender if messages else None
            messages.append(_Message(text[start:end], id_=own_id[1] if own_id else f"{count}", sender=before))
        except ReadError as error:
            yield Rejected(input=f"{document.name}#{count}", reason=error.reason)
    senders = {message.sender for message in messages} - {None}
    # A talk has the name of one of the two who talk. A channel has no other sender, and a group is none.
    is_talk = outlet in senders and len(senders) > 1
    for message in messages:
        if message.text:
            yield post_to_input(_make_post(message, outlet, is_talk=is_talk), path=document.name)


def _make_post(message: "_Message", outlet: str | None, *, is_talk: bool) -> Post:
    return Post(
        text=message.text,
        id=message.id,
        outlet=None if is_talk else outlet,
        outlet_id=f"telegram:{outlet}" if outlet else None,
        sender=message.sender,
        signature=message.signature,
        published=message.published,
        forwarded_from=message.forwarded_from,
    )


def _read_outlet(head: str, name: str) -> str | None:
    """Read the name of the chat, which stands at the top of the page."""
    try:
        shown = parse_html(head, name=name).find_class("text")
    except ReadError:
        return None
    return next(filter(None, (clean_line(each.text_content()) for each in shown)), None)


class _Message:
    """One message of the page.

    Args:
        markup: Its elements.
        id_: Its number.
        sender: Who sent the message before.
    """

    def __init__(self, markup: str, *, id_: str, sender: str | None) -> None:
        tree = parse_html(markup, name=id_)
        self.id = id_
        is_service = bool(tree.find_class("service"))
        texts = [] if is_service else [each for each in tree.find_class("text") if each.tag == "div"]
        self.text = "\n\n".join(filter(None, map(_read_lines, texts)))
        times = (_read_time(each.get("title") or "") for each in tree.find_class("date"))
        self.published = next(filter(None, times), None)
        forwarded = [each for body in tree.find_class("forwarded") for each in body.find_class("from_name")]
        self.forwarded_from = next(map(_own_line, forwarded), None)
        named = (_own_line(each) for each in tree.find_class("from_name") if each not in forwarded)
        # Further messages of one sender do not repeat the name.
        self.sender = next(filter(None, named), sender)
        self.signature = next((_own_line(each) for each in tree.find_class("signature")), None)


def _own_line(element: html.HtmlElement) -> str | None:
    return clean_line(element.text or "") or None


def _read_lines(element: html.HtmlElement) -> str:
    """Join an element's text; each ``<br>`` ends a line."""
    pieces = [element.text or ""]
    for each in element.iterdescendants():
        pieces += ["\n" if each.tag == "br" else each.text or "", each.tail or ""]
    lines = (" ".join(line.split()) for line in re.sub(r"[\t\r ]*\n[\t\r ]*", "\n", "".join(pieces)).split("\n"))
    return "\n".join(lines).strip()


def _read_time(title: str) -> str | None:
    found = _TIME.search(title)
    return f"{found[3]}-{found[2]}-{found[1]}T{found[4]}{found[5] or ''}" if found else None
