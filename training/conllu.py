"""CoNLL-U documents with GUM's entity brackets: restores the text, with mentions as character ranges."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["Document", "Mention", "read_documents"]

_BRACKET = re.compile(r"\(([^()]*)\)|\(([^()]*)|([^()]+)\)")
_NAMES_KIND = {"organization": "organisation"}
_DEFINITE_PARTS = frozenset({"PROPN", "NUM"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One mention of an entity in a document."""

    entity: str
    kind: str
    span: tuple[int, int]
    head: tuple[int, int]
    """Character range of the head of the mention."""
    name: tuple[int, int] | None
    """Character range of the run of proper nouns around its head, if the head is a proper noun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text and its mentions, in the order of their ends."""

    text: str
    mentions: tuple[Mention, ...]


@dataclass(slots=True)
class _Token:
    start: int
    end: int
    part: str


@dataclass(slots=True)
class _Open:
    entity: str
    kind: str
    core: str
    first: int
    tokens: list[_Token] = field(default_factory=list)


def read_documents(content: str) -> Iterator[Document]:
    """Read CoNLL-U as GUM writes it; the text has a line break between paragraphs."""
    for block in re.split(r"(?m)^(?=# newdoc)", content):
        if block.strip():
            yield _document(block)


def _document(block: str) -> Document:
    text = ""
    tokens: list[_Token] = []
    opened: list[_Open] = []
    mentions: list[Mention] = []
    glued = True
    for line in block.splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            text, glued = text.rstrip() + "\n" if text else text, True
        columns = line.split("\t")
        if line.startswith("#") or len(columns) < 10 or not columns[0].isdigit():  # noqa: PLR2004 -- CoNLL-U has ten
            continue
        form, part, notes = columns[1], columns[3], columns[9]
        text += "" if glued else " "
        tokens.append(_Token(len(text), len(text) + len(form), part))
        text += form
        glued = "SpaceAfter=No" in notes
        for bracket in _brackets(notes):
            _follow(bracket, tokens, opened, mentions)
    return Document(text=text, mentions=tuple(mentions))


def _brackets(notes: str) -> Iterator[re.Match[str]]:
    entity = next((note.removeprefix("Entity=") for note in notes.split("|") if note.startswith("Entity=")), "")
    return _BRACKET.finditer(entity)


def _follow(bracket: re.Match[str], tokens: list[_Token], opened: list[_Open], mentions: list[Mention]) -> None:
    alone, opens, closes = bracket.groups()
    begun = alone or opens
    if begun:
        entity, kind, _, _, _, core = [*begun.split("-"), "", "", "", "", ""][:6]
        opened.append(_Open(entity, _NAMES_KIND.get(kind, kind), core, len(tokens) - 1))
    if alone or closes:
        entity = (alone or closes).split("-")[0]
        at = next((i for i in reversed(range(len(opened))) if opened[i].entity == entity), None)
        if at is not None:
            mentions.append(_close(opened.pop(at), tokens))


def _close(mention: _Open, tokens: list[_Token]) -> Mention:
    inside = tokens[mention.first :]
    core = [int(number) - 1 for number in mention.core.split(",") if number.isdigit()]
    core = [number for number in core if number < len(inside)] or [len(inside) - 1]
    name = None
    if inside[core[0]].part == "PROPN":
        first = last = core[0]
        while first and inside[first - 1].part in _DEFINITE_PARTS:
            first -= 1
        while last + 1 < len(inside) and inside[last + 1].part in _DEFINITE_PARTS:
            last += 1
        name = (inside[first].start, inside[last].end)
    return Mention(
        entity=mention.entity,
        kind=mention.kind,
        span=(inside[0].start, inside[-1].end),
        head=(inside[core[0]].start, inside[core[-1]].end),
        name=name,
    )
