r"""Read rich text (RTF): paragraphs as they stand after all tracked changes.

Reference:
    Microsoft, Rich Text Format Specification 1.9.1: groups and destinations, `\ucN`, `\deleted`, `\fcharset`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from whence.errors import ReadError
from whence.intake.formats.documents.revisions import Revisions
from whence.intake.formats.documents.single_report import read_single_report
from whence.intake.formats.form import Document, Found
from whence.intake.formats.paragraphs import Paragraph

__all__ = ["parse_rtf", "read_rtf"]

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,9})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
_HEAD_BYTES = 1_000_000
_MAX_DEPTH = 1000
_CELL = "\x1f"
_BREAKS = frozenset({b"par", b"sect", b"page", b"row", b"nestrow"})
_CHARACTERS = {
    "tab": " ", "line": " ", "softline": " ", "column": " ", "cell": _CELL, "nestcell": _CELL, "emspace": " ",
    "enspace": " ", "qmspace": " ", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}"}
# Groups that are no part of the text. A group that begins with \* is one as well, unless it holds the text in Unicode.
_ASIDE = frozenset({
    "annotation", "atnauthor", "atnid", "bkmkend", "bkmkstart", "colorschememapping", "colortbl", "datastore",
    "filetbl", "fldinst", "fonttbl", "footer", "footerf", "footerl", "footerr", "footnote", "generator", "header",
    "headerf", "headerl", "headerr", "info", "latentstyles", "listoverridetable", "listtable", "nesttableprops",
    "nonesttables", "nonshppict", "object", "pict", "pntext", "revtbl", "rsidtbl", "shppict", "stylesheet", "tc",
    "themedata", "upr", "xe", "xmlnstbl",
})  # fmt: skip
_TEXT_ASIDE = "ud"
# Code pages by the number of a font's character set.
_CODE_PAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_FONT = re.compile(rb"\\f([0-9]{1,6})(?![0-9])[^{};]{0,200}?\\fcharset([0-9]{1,3})")
_STYLE = re.compile(rb"\{\\s([0-9]{1,6})(?![0-9])[^{};]{0,2000}? ([^\\{};]{1,100});")
_ANSI = re.compile(rb"\\ansicpg([0-9]{3,5})")
_TITLE = re.compile(rb"\{\\info\b[^{}]{0,100}\{\\title ([^\\{}]{1,500})\}")
_HIGH_SURROGATES, _LOW_SURROGATES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)


@dataclass(slots=True)
class _State:
    """Formatting within a group."""

    code_page: str
    is_aside: bool = False
    is_deleted: bool = False
    is_struck: bool = False
    is_hidden: bool = False
    stand_in_length: int = 1
    """How many characters follow one in Unicode, for programs that know none."""


def parse_rtf(data: bytes, *, name: str, revisions: Revisions) -> Iterator[Paragraph]:
    r"""Parse rich text to paragraphs; a row of a table is a paragraph, and a page break ends one.

    Fields give their results. Headers, footers, footnotes, pictures and hidden text are left out. Bytes outside ASCII
    are UTF-8 where they are valid as such, as some programs write them, else in the code page of their font.

    Args:
        data: The file; where it is cut, what there is of it.
        name: Name for error messages.
        revisions: Told of tracked changes and struck-out words, as they are met.

    Raises:
        ReadError: It is nested too deeply.

    >>> data = rb"{\rtf1\ansi The mayor did {\deleted not }resign.\par Caf\'e9 {\b closed}\par}"
    >>> [each.text for each in parse_rtf(data, name="report.rtf", revisions=Revisions())]
    ['The mayor did resign.', 'Café closed']
    """
    return _Parser(data, name, revisions).parse()


class _Parser:
    def __init__(self, data: bytes, name: str, revisions: Revisions) -> None:
        head = data[:_HEAD_BYTES]
        ansi = _ANSI.search(head)
        default = f"cp{ansi[1].decode()}" if ansi else "cp1252"
        self._data = data
        self._name = name
        self._revisions = revisions
        self._code_page = default if _is_code_page(default) else "cp1252"
        self._font_pages = {
            int(font): _CODE_PAGES.get(int(charset), self._code_page) for font, charset in _FONT.findall(head)
        }
        self._style_names = {int(style): name.decode("latin-1").strip().lower() for style, name in _STYLE.findall(head)}
        self._state = _State(self._code_page)
        self._outer: list[_State] = []
        self._text: list[str] = []
        self._bytes = bytearray()  # of one code page, as a character may have two
        self._skipped = 0  # characters left that stand for one in Unicode
        self._high_surrogate = 0
        self._is_starred = False
        self._style = ""
        self._is_outlined = False

    def parse(self) -> Iterator[Paragraph]:
        """Go through the file, and yield each paragraph at its end."""
        position = 0
        while found := _TOKEN.match(self._data, position):
            position = found.end()
            if found[1] in _BREAKS and not self._state.is_aside:
                yield self._end_paragraph()
            self._read_token(found)
            if found[1] == b"bin":
                position += max(0, int(found[2] or 0))
        last = self._end_paragraph()
        if last.text:
            yield last

    def _read_token(self, found: re.Match[bytes]) -> None:
        word, parameter, byte, symbol, brace, text = found.groups()
        if text:
            self._add_bytes(text) if text.isascii() else self._add_raw(text)
        elif word:
            self._control(word.decode(), int(parameter) if parameter else None)
        elif byte:
            self._add_bytes(bytes([int(byte, 16)]))
        elif brace:
            self._open() if brace == b"{" else self._close()
        elif symbol:
            self._read_symbol(symbol.decode("latin-1"))

    def _end_paragraph(self) -> Paragraph:
        self._flush()
        cells = (" ".join(cell.split()) for cell in "".join(self._text).split(_CELL))
        self._text.clear()
        is_heading = self._is_outlined or self._style.startswith("heading ")
        return Paragraph(text=" | ".join(filter(None, cells)), is_title=self._style == "title", is_heading=is_heading)

    def _open(self) -> None:
        self._flush()
        if len(self._outer) >= _MAX_DEPTH:
            raise ReadError(self._name, f"its groups are more than {_MAX_DEPTH:,} deep", "Save it anew")
        self._outer.append(self._state)
        self._state = replace(self._state)
        self._is_starred = False

    def _close(self) -> None:
        self._flush()
        if self._outer:
            self._state = self._outer.pop()
        self._skipped = 0

    def _read_symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._is_starred = True
        elif symbol in _SYMBOLS:
            self._add(_SYMBOLS[symbol])

    def _control(self, name: str, number: int | None) -> None:
        state = self._state
        if name in _ASIDE or (self._is_starred and name != _TEXT_ASIDE):
            state.is_aside = True
        elif self._is_starred:
            state.is_aside = False
        self._is_starred = False
        if name == "u" and number is not None:
            self._add_unicode(number)
        elif name in _CHARACTERS:
            self._add(_CHARACTERS[name])
        elif name == "f" and number is not None:
            self._flush()
            state.code_page = self._font_pages.get(number, self._code_page)
        elif name in {"s", "outlinelevel", "pard"}:
            self._set_paragraph(name, number)
        else:
            self._set_formatting(name, is_on=number != 0, number=number)

    def _set_paragraph(self, name: str, number: int | None) -> None:
        if name == "pard":
            self._style, self._is_outlined = "", False
        elif name == "s":
            self._style = self._style_names.get(number or 0, "")
        else:
            self._is_outlined = number in range(9)

    def _set_formatting(self, name: str, *, is_on: bool, number: int | None) -> None:
        state = self._state
        if name in {"deleted", "strike", "striked", "v", "plain"}:
            self._flush()
        if name == "deleted":
            state.is_deleted = is_on
        elif name in {"strike", "striked"}:
            state.is_struck = is_on
        elif name == "v":
            state.is_hidden = is_on
        elif name == "plain":
            state.is_deleted = state.is_struck = state.is_hidden = False
            state.code_page = self._code_page
        elif name == "revised":
            self._revisions.are_tracked |= is_on
        elif name == "uc":
            state.stand_in_length = max(0, number or 0)

    def _add_unicode(self, number: int) -> None:
        code = number % 0x10000
        self._skipped = 0
        if code in _HIGH_SURROGATES:
            self._high_surrogate = code
        else:
            if code in _LOW_SURROGATES and self._high_surrogate:
                code = 0x10000 + (self._high_surrogate - 0xD800) * 0x400 + code - 0xDC00
            self._high_surrogate = 0
            self._add("\ufffd" if code in _LOW_SURROGATES else chr(code))
        self._skipped = self._state.stand_in_length

    def _add_bytes(self, data: bytes) -> None:
        skipped = min(self._skipped, len(data))
        self._skipped -= skipped
        self._bytes += data[skipped:]

    def _add_raw(self, data: bytes) -> None:
        """Add bytes that should have been escaped; some programs write UTF-8 so."""
        self._flush()
        self._skipped = 0
        try:
            self._keep(data.decode("utf-8"))
        except UnicodeDecodeError:
            self._keep(data.decode(self._state.code_page, "replace"))

    def _add(self, text: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        self._flush()
        self._keep(text)

    def _flush(self) -> None:
        """Decode the bytes read so far, before something else follows."""
        if self._bytes:
            text = self._bytes.decode(self._state.code_page, "replace")
            self._bytes.clear()
            self._keep(text)

    def _keep(self, text: str) -> None:
        state = self._state
        if state.is_aside or state.is_hidden:
            return
        self._revisions.are_tracked |= state.is_deleted
        self._revisions.are_struck |= state.is_struck
        if not (state.is_deleted or state.is_struck):
            self._text.append(text)


def _is_code_page(name: str) -> bool:
    try:
        b"".decode(name)
    except LookupError:
        return False
    return True


def read_rtf(document: Document) -> Iterator[Found]:
    """Read rich text that holds one report."""
    data = document.read()
    data = data[max(0, data.find(b"{")) :]  # some programs write a byte order mark before it
    revisions = Revisions()
    title = _TITLE.search(data, 0, _HEAD_BYTES)
    paragraphs = parse_rtf(data, name=document.name, revisions=revisions)
    made = read_single_report(document, paragraphs, title=title[1].decode("latin-1") if title else None)
    is_cut = not data.rstrip(b"\0\x1a\r\n\t ").endswith(b"}")
    cut = ("it may be cut off: it has no closing bracket at its end",) if is_cut else ()
    yield replace(made, notes=(*made.notes, *revisions.notes, *cut))
