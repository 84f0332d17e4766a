"""Decode bytes to text: detect the encoding, decode what can be decoded, and note what was assumed."""

import codecs
import re
from dataclasses import dataclass

from chardetng_py.detector import EncodingDetector

from whence.errors import ReadError

__all__ = ["Decoded", "decode", "normalise_line_ends", "open_decoder", "peek"]

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"%!PS", "a PostScript document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh91AY&SY", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"ID3\x03", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)

# As on the web, these labels mean a larger encoding: WHATWG Encoding Standard, section 4.2.
_LARGER_RELATIVES = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
# Encodings that a page may ask for. Python has others that would be unsafe or wrong: "unicode_escape", "utf-7".
_EIGHT_BITS = re.compile(
    r"ascii|utf-8$|cp\d|iso8859|iso2022|koi8|mac|gb|hz|big5|euc|shift_jis|johab|tis-620|kz1048|ptcp154"
)
_USUAL_NAMES = {"gb18030": "GB 18030", "cp932": "Shift JIS", "cp949": "EUC-KR", "cp874": "windows-874"}

# A meta element counts only near the top, as in browsers; some pages have long scripts before it.
_HEAD_BYTES = 8192
_DECLARATION = re.compile(
    rb"<(?:meta\b[^>]{0,400}?charset|\?xml\b[^>]{0,400}?encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)

# Enough for a sure detection, which takes 3 ms.
_SAMPLE_BYTES = 100_000
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
# Of all byte values 11 % are control characters. A text with a few stray NULs has far fewer, a binary file about as
# many.
_MAX_CONTROL_SHARE = 0.05
_MAX_STRAY_CONTROLS = 4

# "surrogateescape" turns an invalid byte into a lone surrogate: 0xE9 into U+DCE9.
_STRAYS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A decoded text, and what was assumed to decode it."""

    text: str
    notes: tuple[str, ...] = ()
    """Sentences without a full stop; empty for valid UTF-8."""


def decode(data: bytes, *, name: str, declared: str | None = None) -> Decoded:
    r"""Decode a file or page, whatever its encoding.

    In order of precedence: a byte order mark, UTF-8 if valid, the declared encoding, a guess. Undecodable bytes become
    U+FFFD. NUL characters and line ends stay unchanged.

    Args:
        data: The whole file.
        name: Name for error messages.
        declared: Encoding declared outside the file, for example in an HTTP header. Overrides the page's own
            declaration.

    Raises:
        ReadError: The bytes are not text but a document, an archive, an image, or other binary data.

    >>> decode("It’s a café".encode("windows-1252"), name="cafe.txt")
    Decoded(text='It’s a café', notes=('read as windows-1252, which was guessed: it is not UTF-8',))
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _with_notes(*_decode_leniently(data[len(mark) :], encoding))
    _refuse_known_formats(data, name)
    wide = _find_unmarked_utf16(data)
    if wide is not None:
        text = data.decode(wide)
        return _with_notes(text, (f"read as {wide.upper()}, which was guessed: it has no byte order mark",))
    _refuse_control_characters(data, name)
    return _with_notes(*_decode_narrow(data, declared or _find_declaration(data), name))


def peek(data: bytes) -> str:
    """Decode well enough to recognize a page, feed or text; non-ASCII characters may be wrong.

    >>> peek(codecs.BOM_UTF16_LE + "<rss>".encode("utf-16-le"))
    '<rss>'
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return data.decode(_find_unmarked_utf16(data) or "latin-1")


def open_decoder(start: bytes, *, declared: str | None = None) -> tuple[codecs.IncrementalDecoder, tuple[str, ...]]:
    r"""Open a decoder for a file that is read in blocks, and tell what was assumed.

    Bytes that do not fit UTF-8 are read as windows-1252, those that do not fit another encoding become U+FFFD.

    Args:
        start: The beginning of the file.
        declared: Encoding declared outside the file.

    >>> decoder, notes = open_decoder(b"<?xml version='1.0'?>")
    >>> decoder.decode("It’s a café".encode()), decoder.decode(b"caf\xe9", final=True), notes
    ('It’s a café', 'café', ())
    """
    marked = next((encoding for mark, encoding in _BYTE_ORDER_MARKS if start.startswith(mark)), None)
    wide = None if marked else _find_unmarked_utf16(start[: len(start) // 2 * 2])
    if found := marked or wide:
        note = f"read as {found.upper()}, which was guessed: it has no byte order mark"
        return codecs.getincrementaldecoder(found)("replace"), (note,) if wide else ()
    codec = _find_codec(declared or _find_declaration(start))
    is_utf8 = _may_be_utf8(start) and (codec in {None, "utf-8", "cp1252"} or not start.isascii())
    if is_utf8 or (not start.isascii() and _decode_mixed(start) is not None):
        return codecs.getincrementaldecoder("utf-8")(_STRAY_HANDLER), ()
    if codec is not None and codec != "utf-8":
        return codecs.getincrementaldecoder(codec)("replace"), (f"read as {_usual_name(codec)}, as declared",)
    detector = EncodingDetector()
    detector.feed(start[:_SAMPLE_BYTES], last=False)
    guess = _find_codec(detector.guess(tld=None, allow_utf8=False)) or "cp1252"
    note = f"read as {_usual_name(guess)}, which was guessed: it is not UTF-8"
    return codecs.getincrementaldecoder(guess)("replace"), (note,)


def _may_be_utf8(start: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return False
    return True


def _decode_stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_STRAY_HANDLER = "whence.windows-1252"
codecs.register_error(_STRAY_HANDLER, _decode_stray)


def normalise_line_ends(text: str) -> str:
    r"""Turn every line end into a line feed.

    >>> normalise_line_ends("one\r\ntwo\rthree\n")
    'one\ntwo\nthree\n'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode_narrow(data: bytes, declared: str | None, name: str) -> tuple[str, tuple[str, ...]]:
    codec = _find_codec(declared)
    # The only encodings in use whose bytes are all ASCII, so they are valid UTF-8 too.
    if codec is not None and codec.startswith("iso2022") and b"\x1b" in data:
        return _decode_leniently(data, codec)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    mixed = _decode_mixed(data)
    if mixed is not None:
        return mixed
    if codec is not None and codec != "utf-8":
        text, notes = _decode_leniently(data, codec)
        return text, (f"read as {_usual_name(codec)}, as declared", *notes)
    detector = EncodingDetector()
    detector.feed(data[:_SAMPLE_BYTES], last=len(data) <= _SAMPLE_BYTES)
    guess = _find_codec(detector.guess(tld=None, allow_utf8=False)) or "cp1252"
    text, notes = _decode_leniently(data, guess)
    if (lost_count := text.count("\ufffd")) > max(_MAX_STRAY_CONTROLS, _MAX_CONTROL_SHARE * len(text)):
        problem = f"its encoding is not known: {lost_count} of {len(text)} characters cannot be decoded"
        raise ReadError(name, problem, "Save it as UTF-8")
    return text, (f"read as {_usual_name(guess)}, which was guessed: it is not UTF-8", *notes)


def _decode_mixed(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Decode UTF-8 with some stray windows-1252 bytes; None if the bytes are something else."""
    text = data.decode("utf-8", "surrogateescape")
    stray_count = len(data) - len(text.encode("utf-8", "ignore"))
    sound_count = len(text) - len(text.encode("ascii", "ignore")) - stray_count
    # In a legacy encoding two or three bytes may be valid UTF-8 by chance, but never most of them.
    if sound_count <= stray_count:
        return None
    mended = text.translate(_STRAYS)
    lost_count = mended.count("\ufffd") - text.count("\ufffd")
    note = f"read as UTF-8 mixed with windows-1252: {_count(stray_count, 'byte')} did not fit UTF-8"
    return mended, (note, *_replacement_notes(lost_count))


def _decode_leniently(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return text, _replacement_notes(text.count("\ufffd"))


def _with_notes(text: str, notes: tuple[str, ...]) -> Decoded:
    null_count = text.count("\0")
    if null_count:
        notes = (*notes, f"{_count(null_count, 'NUL character')} in it")
    return Decoded(text=text, notes=notes)


def _replacement_notes(lost_count: int) -> tuple[str, ...]:
    if not lost_count:
        return ()
    return (f"{_count(lost_count, 'undecodable place')} replaced by U+FFFD",)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _find_declaration(data: bytes) -> str | None:
    found = _DECLARATION.search(data[:_HEAD_BYTES])
    return found[1].decode("ascii", "replace") if found else None


def _find_codec(label: str | None) -> str | None:
    """Get Python's name of an encoding; None unless it is an eight-bit encoding that texts use."""
    try:
        codec = codecs.lookup((label or "").strip().lower().replace("windows-", "cp").removeprefix("x-")).name
    except (LookupError, ValueError):
        return None
    return _LARGER_RELATIVES.get(codec, codec) if _EIGHT_BITS.match(codec) else None


def _usual_name(codec: str) -> str:
    return _USUAL_NAMES.get(codec) or codec.upper().replace("CP12", "windows-12").replace("ISO8859", "ISO-8859")


def _find_unmarked_utf16(data: bytes) -> str | None:
    """Detect UTF-16 without a byte order mark by its NULs: many in one half of each pair, hardly any in the other."""
    sample = data[: _SAMPLE_BYTES - _SAMPLE_BYTES % 2]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    many, few = max(first, second), min(first, second)
    # In non-Latin scripts only spaces and full stops have a NUL: 7 % of the bytes in Russian.
    if many <= _MAX_STRAY_CONTROLS or many < _MAX_CONTROL_SHARE * len(sample) or few * 20 > many:
        return None
    encoding = "utf-16-le" if second > first else "utf-16-be"
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return encoding


def _refuse_known_formats(data: bytes, name: str) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            problem = f"it is {what}, not a text"
            raise ReadError(name, problem, "Save its text as a file and read that")


def _refuse_control_characters(data: bytes, name: str) -> None:
    if data and not data.strip(b"\0"):
        raise ReadError(name, f"it has {_count(len(data), 'NUL character')} and no text", "Get an undamaged copy of it")
    control_count = len(data) - len(data.translate(None, delete=_CONTROLS))
    held_count = len(data.strip(b"\0"))  # some disks and tapes pad a file's last block with NULs
    stray_count = control_count - (len(data) - held_count)
    if stray_count > max(_MAX_STRAY_CONTROLS, _MAX_CONTROL_SHARE * held_count):
        problem = f"it is a binary file: {control_count} of {len(data)} bytes are control characters"
        raise ReadError(name, problem, "Save its text as a file and read that")
