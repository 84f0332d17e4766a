"""JSON read as a stream: the values of a list one at a time, in bounded memory, and past damaged places."""

import json
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from whence.intake.formats.lines import Lines

__all__ = ["JsonFlaw", "JsonValue", "stream_json"]

# The longest report that is read has 5 million characters. At 4 bytes a character, and with copies, memory stays far
# below 500 MB.
_MAX_VALUE_CHARACTERS = 8_000_000
_BLOCK_CHARACTERS = 500_000
_MAX_DEPTH = 5
# An error so near the end of what was read may only mean that a word goes on: "tru", "\u00e".
_LONGEST_WORD = 20
_BLANK = re.compile(r"[ \t\r\n]*")
_NO_UTF_8 = re.compile("[\udc80-\udcff]")
_DELIMITER = re.compile(r"[,:\[\]{}\"]")
_OBJECT = re.compile(r"[,\[\]}\n]\s{0,1000}(?=\{)")
# After a damaged place the next object is looked for, and a hostile file may have millions that are none.
_MAX_FALSE_STARTS = 20_000
_TRUNCATED = "the file is truncated here"


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonValue:
    """A value of a list, a whole document, or a member of an object that is not given whole."""

    path: tuple[str, ...]
    """The names that lead to its list or object; empty at the top."""
    value: object
    key: str | None = None
    """Its name, for the member of an object."""
    is_listed: bool = False
    """True if it stands in a list."""
    done: float = 0.0
    """Share of the file read so far, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonFlaw:
    """A place that cannot be read."""

    path: tuple[str, ...]
    """The names that lead to its list or object."""
    problem: str


def stream_json(lines: Lines, *, opens_objects: bool = False) -> Iterator[JsonValue | JsonFlaw]:
    r"""Read JSON, or several JSON values one after another such as JSON Lines, one value at a time.

    A list is never held whole: each of its values is given by itself. An object is given whole, unless it has more
    than 8 million characters, is damaged, or ends too early: then its members are given, those of lists one by one.

    Args:
        lines: The text.
        opens_objects: Whether to give the members of outer objects in any case.

    >>> from io import BufferedReader, BytesIO
    >>> lines = Lines(BufferedReader(BytesIO(b'[{"tide": 4}, {"tide": oh}, {"tide": 5}]')), "tides.json")
    >>> [each.value if isinstance(each, JsonValue) else each.problem for each in stream_json(lines)]
    [{'tide': 4}, 'it is not valid JSON: Expecting value', {'tide': 5}]
    """
    return _Walk(lines, opens_objects=opens_objects).read_all()


class _FlawError(Exception):
    """The text cannot be read from this place on."""


class _PassedError(_FlawError):
    """A value cannot be used, but the text goes on behind it."""


class _EndError(_FlawError):
    """The text ends inside a value."""


class _TooLongError(_FlawError):
    """A value is longer than may be read whole."""


@dataclass(slots=True)
class _Text:
    """The text from the current place on."""

    lines: Lines
    _text: str = ""
    _at: int = 0
    _has_ended: bool = False
    _false_starts: int = 0
    _decoder: json.JSONDecoder = field(default_factory=json.JSONDecoder)

    was_stopped: bool = False
    """True if the rest is left unread."""

    def peek(self) -> str:
        """Skip blanks, and return the next character; an empty string at the end."""
        while True:
            found = _BLANK.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._fill():
                return ""

    def skip(self) -> None:
        """Skip a character."""
        self._at += 1

    def take(self) -> object:
        """Read a value, and go on behind it.

        Raises:
            _FlawError: There is none that can be read.
        """
        value, end = self._decode()
        is_flawed = _NO_UTF_8.search(self._text, self._at, end) is not None
        self._at = end
        if is_flawed:
            message = "it is not valid UTF-8"
            raise _PassedError(message)
        return value

    def skip_to_object(self, keys: AbstractSet[str]) -> bool:
        """Go on to the next object that has at least half of these keys; False if there is none."""
        while self._false_starts < _MAX_FALSE_STARTS:
            found = _OBJECT.search(self._text, self._at)
            if found is None:
                self._at = max(self._at, len(self._text) - 1)
                if not self._fill():
                    self._at = len(self._text)
                    return False
                continue
            self._at = found.end()
            try:
                value, _ = self._decode()
            except _FlawError:
                self._false_starts += 1
                continue
            if isinstance(value, dict) and 2 * len(keys & value.keys()) >= len(keys):
                return True
            self._false_starts += 1
        return False

    def stop(self) -> None:
        """Leave the rest unread."""
        self._text, self._at, self._has_ended, self.was_stopped = "", 0, True, True

    def _fill(self) -> bool:
        """Drop what was read, and read on: twice as much each time, so that a long value is not begun too often."""
        rest = self._text[self._at :]
        more = "" if self._has_ended else self.lines.read_block(max(_BLOCK_CHARACTERS, len(rest)))
        self._has_ended = not more
        self._text, self._at = rest + more, 0
        return bool(more)

    def _decode(self) -> tuple[object, int]:
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
                if end < len(self._text) or self._has_ended or self._text[self._at] in '{["':
                    return value, end
            except RecursionError as error:
                message = "it is not valid JSON: it is nested too deeply"
                raise _FlawError(message) from error
            except json.JSONDecodeError as error:
                if self._has_ended or not self._goes_on(error):
                    raise self._explain(error) from error
            except ValueError as error:  # Python accepts no integer of more than 4,300 digits
                message = "a number in it is too long"
                raise _FlawError(message) from error
            if len(self._text) - self._at > _MAX_VALUE_CHARACTERS:
                message = f"it is longer than {_MAX_VALUE_CHARACTERS // 1_000_000} million characters"
                raise _TooLongError(message)
            self._fill()

    def _goes_on(self, error: json.JSONDecodeError) -> bool:
        """Check whether an error may only mean that more is to be read."""
        return error.msg.startswith("Unterminated") or error.pos >= len(self._text) - _LONGEST_WORD

    def _explain(self, error: json.JSONDecodeError) -> _FlawError:
        is_end = error.msg.startswith("Unterminated") or _DELIMITER.search(self._text, error.pos) is None
        return _EndError(_TRUNCATED) if is_end else _FlawError(f"it is not valid JSON: {error.msg}")


class _Walk:
    """The way through a document, from value to value."""

    def __init__(self, lines: Lines, *, opens_objects: bool) -> None:
        self._text = _Text(lines)
        self._opens_objects = opens_objects

    def read_all(self) -> Iterator[JsonValue | JsonFlaw]:
        keys: AbstractSet[str] = frozenset()
        while first := self._text.peek():
            if first in ",]}":
                self._text.skip()
                continue
            try:
                if first == "[":
                    self._text.skip()
                    yield from self._read_elements(())
                elif first == "{" and not keys:
                    for found in self._read_object((), None, depth=0):
                        yield found
                        keys = _keys_of(found) or keys
                else:
                    yield self._value((), self._text.take())
            except _FlawError as error:
                yield from self._recover((), error, keys)

    def _read_object(self, path: tuple[str, ...], key: str | None, *, depth: int) -> Iterator[JsonValue | JsonFlaw]:
        """Give an object whole or, where that cannot be, its members."""
        if not self._opens_objects:
            try:
                value = self._text.take()
            except _PassedError:
                raise
            except _FlawError:
                pass  # its members may still be read
            else:
                yield self._value(path, value, key=key)
                return
        self._text.skip()
        inner = path if key is None else (*path, key)
        while (first := self._text.peek()) != "}":
            if not first:
                yield from self._end(inner)
                return
            try:
                yield from self._read_member(inner, first, depth=depth)
            except _FlawError as error:
                yield from self._recover(inner, error, frozenset())
                yield from self._read_elements(inner)
        self._text.skip()

    def _read_member(self, path: tuple[str, ...], first: str, *, depth: int) -> Iterator[JsonValue | JsonFlaw]:
        if first == ",":
            self._text.skip()
            return
        key = self._text.take()
        if not isinstance(key, str) or self._text.peek() != ":":
            message = "it is not valid JSON: Expecting a name and a colon"
            raise _FlawError(message)
        self._text.skip()
        first = self._text.peek()
        if first == "[":
            self._text.skip()
            yield from self._read_elements((*path, key))
        elif first == "{" and depth < _MAX_DEPTH:
            yield from self._read_object(path, key, depth=depth + 1)
        else:
            yield self._value(path, self._text.take(), key=key)

    def _read_elements(self, path: tuple[str, ...]) -> Iterator[JsonValue | JsonFlaw]:
        """Give the values of a list up to its end."""
        keys: AbstractSet[str] = frozenset()
        while (first := self._text.peek()) not in {"]", ""}:
            if first == ",":
                self._text.skip()
                continue
            try:
                found = self._value(path, self._text.take(), is_listed=True)
            except _FlawError as error:
                yield from self._recover(path, error, keys)
            else:
                yield found
                keys = _keys_of(found) or keys
        if not first:
            yield from self._end(path)
        self._text.skip()

    def _end(self, path: tuple[str, ...]) -> Iterator[JsonFlaw]:
        """Tell once that the text ends too early."""
        if not self._text.was_stopped:
            yield JsonFlaw(path=path, problem=_TRUNCATED)
        self._text.stop()

    def _recover(self, path: tuple[str, ...], error: _FlawError, keys: AbstractSet[str]) -> Iterator[JsonFlaw]:
        """Tell of a flaw, and go on behind it, to the next object of the same kind."""
        yield JsonFlaw(path=path, problem=str(error))
        if isinstance(error, _PassedError):
            return
        if isinstance(error, _EndError):
            self._text.stop()
        elif not self._text.skip_to_object(keys):
            if self._text.peek():
                yield JsonFlaw(path=path, problem="the rest of the file cannot be read")
            self._text.stop()

    def _value(
        self, path: tuple[str, ...], value: object, *, key: str | None = None, is_listed: bool = False
    ) -> JsonValue:
        return JsonValue(path=path, value=value, key=key, is_listed=is_listed, done=self._text.lines.done)


def _keys_of(found: JsonValue | JsonFlaw) -> AbstractSet[str]:
    return found.value.keys() if isinstance(found, JsonValue) and isinstance(found.value, dict) else frozenset()
