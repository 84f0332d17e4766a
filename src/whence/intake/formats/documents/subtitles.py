"""Read subtitles (SubRip, WebVTT, SBV): what is said in a broadcast, without numbers and times, by speakers if told."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from whence.errors import ReadError
from whence.intake.encoding import normalise_line_ends
from whence.intake.formats.form import Document, Found
from whence.intake.inputs import ExternalMetadata, Input

__all__ = ["is_subrip", "is_webvtt", "read_subtitles"]

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d\d)[.,](\d{3})"
_TIMES = re.compile(rf"\s*{_TIME}(?:\s*-->\s*|,){_TIME}(?:\s.*)?")
_SUBRIP = re.compile(rf"\s*(?:\d{{1,6}}[ \t]*\r?\n)?\s*{_TIME}(?:[ \t]*-->|,{_TIME}[ \t]*\r?\n)")
_WEBVTT = re.compile(r"WEBVTT(?:[ \t](.*))?(?:\r|\n|$)")
_HEADER_FIELD = re.compile(r"Language:\s*([a-z]{2})\b", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^\s>]+)*\s+([^>]{1,200})>|</v>")
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>|<[\d:.]{5,20}>|\{\\[^{}]{0,100}\}", re.IGNORECASE)
_SOUND = re.compile(r"[\[(][^\[\]()]{1,100}[\])]|[\s♪♫#*-]*[♪♫].*")
_NEW_SPEAKER = re.compile(r"(?:>>+|[-–—]\s)\s*(?=\S)")
_LABEL = re.compile(r"(?=[^a-z]{2,40}:)(?:[A-Z][\w.'’() -]*):\s")
_SENTENCE_END = re.compile(r"""[.!?…。？！][\"'”’»)\]]*$""")  # noqa: RUF001 -- full stops of other scripts
_PAUSE_SECONDS = 2.0
_LONG_PARAGRAPH = 500
"""Characters after which a paragraph ends with its sentence: subtitles have no paragraphs of their own."""
_LONGEST_PARAGRAPH = 2000
"""Characters after which it ends in any case: automatic captions have no full stops."""
_END_CHARACTERS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cue:
    start: float
    end: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What one speaker says in a cue."""

    text: str
    voice: str | None
    is_new: bool
    """True if a mark says that another speaker begins."""
    start: float
    end: float


def is_webvtt(document: Document) -> bool:
    """Check by its first line whether a document is WebVTT."""
    found = _WEBVTT.match(document.text)
    return found is not None and (not found[1] or "-->" in document.text)


def is_subrip(document: Document) -> bool:
    """Check by the times at its beginning whether a document is SubRip (SRT), or as YouTube writes it (SBV)."""
    return _SUBRIP.match(document.text) is not None


def read_subtitles(document: Document) -> Iterator[Found]:
    r"""Read the one text of a file.

    Raises:
        ReadError: It cannot be read, or nothing is said in it.

    >>> track = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana Brandt>Is it late?\n<v Li Wei>The tide\nis late.\n"
    >>> next(read_subtitles(Document("news.vtt", track.encode()))).data
    b'Ana Brandt: Is it late?\n\nLi Wei: The tide is late.'
    """
    decoded = document.decode()
    text = normalise_line_ends(decoded.text).lstrip("\ufeff")
    cues = _without_rolling(list(_read_cues(text.split("\n"), is_webvtt=is_webvtt(document))))
    words = [each for cue in cues for each in _words_of(cue)]
    kept = [each for each in words if not _SOUND.fullmatch(each.text)]
    if not kept:
        raise ReadError(document.name, "nothing is said in these subtitles", "Give subtitles of a report")
    notes = ["it is the text of subtitles, and has no numbers and times of them"]
    if len(kept) < len(words):
        notes.append(f"{len(words) - len(kept)} subtitles for sounds were left out")
    language = _HEADER_FIELD.search(text[: text.find("\n\n")]) if is_webvtt(document) else None
    yield Input(
        name=document.name,
        data="\n\n".join(_paragraphs(kept)).encode("utf-8", "replace"),
        is_plain=True,
        notes=(*decoded.notes, *notes),
        metadata=ExternalMetadata(language=language[1].lower() if language else None),
    )


def _read_cues(lines: Sequence[str], *, is_webvtt: bool) -> Iterator[_Cue]:
    """Read the cues: each is the lines after its times, up to an empty line, or in SubRip to the next number."""
    places = [(index, found) for index, line in enumerate(lines) if ":" in line and (found := _TIMES.fullmatch(line))]
    ends = [index for index, _ in places[1:]] + [len(lines)] * bool(places)
    for (index, found), end in zip(places, ends, strict=True):
        if not is_webvtt and end < len(lines) and end - 1 > index and lines[end - 1].strip().isdigit():
            end -= 1  # noqa: PLW2901 -- the number of the next cue
        said = [line.strip() for line in lines[index + 1 : end]]
        if is_webvtt and "" in said:
            said = said[: said.index("")]
        parts = found.groups()
        yield _Cue(start=_seconds(parts[:4]), end=_seconds(parts[4:]), lines=tuple(filter(None, said)))


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000


def _without_rolling(cues: list[_Cue]) -> list[_Cue]:
    """Leave out lines that roll up: in automatic captions most cues begin with the last lines of the one before."""
    cleaned = [tuple(filter(None, map(_plain, cue.lines))) for cue in cues]
    repeated = [0, *(_overlap(before, lines) for before, lines in pairwise(cleaned))]
    if 2 * sum(map(bool, repeated)) <= len(cues):
        return cues
    return [
        _Cue(start=cue.start, end=cue.end, lines=lines[count:])
        for cue, lines, count in zip(cues, cleaned, repeated, strict=False)
    ]


def _overlap(before: Sequence[str], lines: Sequence[str]) -> int:
    most = min(len(before), len(lines))
    return next((count for count in range(most, 0, -1) if before[-count:] == lines[:count]), 0)


def _plain(line: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", line)).split())


def _words_of(cue: _Cue) -> Iterator[_Words]:
    """Divide the words of a cue by speakers: each voice has its own, and a dash or >> begins another's."""
    voice: str | None = None
    for line in cue.lines:
        at = 0
        for found in [*_VOICE.finditer(line), None]:
            text = _plain(line[at : found.start() if found else len(line)])
            mark = _NEW_SPEAKER.match(text)
            if text := text[mark.end() :] if mark else text:
                yield _Words(text=text, voice=voice, is_new=mark is not None, start=cue.start, end=cue.end)
            if found:
                voice, at = _plain(found[1] or "") or None, found.end()


def _paragraphs(words: Sequence[_Words]) -> Iterator[str]:
    """Join words to paragraphs: one for each speaker, divided where a sentence ends before a pause."""
    pieces: list[str] = []
    length = 0
    last: _Words | None = None
    for each in words:
        if last is not None and _begins_paragraph(each, last, length):
            yield " ".join(pieces)
            pieces.clear()
            length = 0
        label = f"{each.voice}: " if each.voice and (last is None or each.voice != last.voice) else ""
        pieces.append(label + each.text)
        length += len(pieces[-1]) + 1
        last = each
    if pieces:
        yield " ".join(pieces)


def _begins_paragraph(words: _Words, last: _Words, length: int) -> bool:
    """Check whether words begin a paragraph after one of this length, which ends with these last words."""
    if words.voice != last.voice or words.is_new or _LABEL.match(words.text):
        return True
    if _SENTENCE_END.search(last.text[-_END_CHARACTERS:]):
        return words.start - last.end >= _PAUSE_SECONDS or length >= _LONG_PARAGRAPH
    return length >= _LONGEST_PARAGRAPH
