"""Markdown to the text that its readers see: no links, emphasis, pictures or comments."""

import re

__all__ = ["read_markdown"]

_ADDRESS = r"[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,2000})?"
_LINK = rf"\[(?P<shown>[^\[\]\n]{{0,1000}})\]\({_ADDRESS}(?:\s+\"[^\"\n]{{0,300}}\")?\)"
_WIKI_LINK = r"\[\[(?:[^\[\]|\n]{1,300}\|)?(?P<wiki>[^\[\]\n]{1,300})\]\]"
# Of a picture nothing is text; of a link, what is shown.
_PICTURES = re.compile(rf"!(?:{_LINK}|{_WIKI_LINK.replace('<wiki>', '<seen>')})")
_LINKS = re.compile(f"{_LINK}|{_WIKI_LINK}")
_COMMENTS = (("<!--", "-->"), ("%%", "%%"))
_FOOTNOTE = re.compile(r"(?m)^\[\^[^\[\]\n]{1,50}\]:.*$|\[\^[^\[\]\n]{1,50}\]")
# The inner ones first. None may hold its own mark, or a text of stray marks would take time quadratic in them.
_EMPHASIS = tuple(
    re.compile(rf"(?<![\w{mark[-1]}]){mark}(?=\S)(?P<inside>[^{mark[-1]}\n]{{1,1000}}?)(?<=\S){mark}(?![\w{mark[-1]}])")
    for mark in (r"\*", "_", r"\*\*", "__", r"\*\*\*", "~~", "==")
)
_LINE_MARK = re.compile(r"(?m)^(?:[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?(?:\[![\w-]{1,30}\][+-]?[ \t]*)?))+")
_RULE = re.compile(r"(?m)^[ \t]*(?:-[ \t]*){3,}$|^[ \t]*(?:\*[ \t]*){3,}$")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")


def read_markdown(text: str) -> list[str]:
    r"""Split a text in Markdown into its paragraphs; those that are only a link or a picture are dropped.

    Without empty lines each line is a paragraph.

    Args:
        text: With line feeds at line ends.

    >>> read_markdown("# Harbour\n\nThe **council** [met](https://example.org/4).\n\n![[quay.jpg]]\n\n[More](/more)")
    ['Harbour', 'The council met.']
    >>> read_markdown("The council met.\nIt is 3 * 4 [sic] long.")
    ['The council met.', 'It is 3 * 4 [sic] long.']
    """
    bare = _RULE.sub("", _without_comments(text)).strip()
    parts = _EMPTY_LINE.split(bare)
    parts = bare.split("\n") if len(parts) == 1 else parts
    shown = _read("\n\n".join(part for part in parts if not _is_link(part)))
    paragraphs = ("\n".join(filter(None, map(str.strip, part.split("\n")))) for part in _EMPTY_LINE.split(shown))
    return [paragraph for paragraph in paragraphs if paragraph]


def _without_comments(text: str) -> str:
    for opening, closing in _COMMENTS:
        kept, at = list[str](), 0
        while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start + len(opening))) >= 0:
            kept.append(text[at:start])
            at = end + len(closing)
        text = "".join(kept) + text[at:]
    return text


def _is_link(part: str) -> bool:
    return "[" in part and not _LINKS.sub("", _PICTURES.sub("", part)).strip()


def _read(text: str) -> str:
    shown = _LINKS.sub(lambda found: found["shown"] or found["wiki"] or "", _PICTURES.sub("", text))
    shown = _FOOTNOTE.sub("", _LINE_MARK.sub("", shown))
    for emphasis in _EMPHASIS:
        shown = emphasis.sub(r"\g<inside>", shown)
    return _ESCAPE.sub(r"\1", shown)
