"""Answers of an archive for the terminal: search results, changes, rejected inputs, feeds, integrity problems."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from whence.records.answers import (
    Change,
    Fault,
    FeedState,
    Held,
    Hit,
    InputForm,
    Passage,
    Refused,
    SearchResult,
    SourceCount,
)
from whence.records.owners import OwnerEntry
from whence.showing.marks import one_line, visible
from whence.showing.terminal.columns import (
    LINKED_SOURCE_COLUMNS,
    OUTLETS_COLUMN,
    OWNER_COLUMNS,
    REPORT_COLUMNS,
    SOURCE_COLUMNS,
    draw_table,
)
from whence.showing.terminal.styles import ADDED, BOLD, DIM, MARKED, REMOVED, indent_beside, paint
from whence.showing.terminal.wrapping import NARROWEST, Line, Style, count_columns, crop, fit, shorten, wrap
from whence.showing.wording import count_of, phrase_moment

__all__ = [
    "count_of",
    "mark_change",
    "render_changes",
    "render_faults",
    "render_feeds",
    "render_forms",
    "render_owners",
    "render_rejected",
    "render_reports",
    "render_search_result",
    "render_sources",
    "write_lines",
]

_INDENT = 11
"""Indent of the text beside a field's name; ``published`` is the longest name."""
_NARROW = 30
_FORM_INDENT, _NOTE_INDENT = 2, 6
"""Up to this width, the text goes below the field's name."""
_PASSAGE_LINES, _HEADLINE_LINES = 3, 2
_LONGEST_CHANGE = 240
"""Longest removed or added text shown, in columns. A rewritten report would fill screens."""
_DAY = len("2031-03-04")


def render_search_result(found: SearchResult, *, width: int, color: bool) -> str:
    """Show search results: each report's headline, publisher and date, and snippets with the words marked.

    The words are marked by colour, or by brackets.

    Args:
        found: The search result.
        width: Columns of the terminal.
        color: Whether to write escape sequences.

    >>> print(render_search_result(SearchResult(hits=(), total=0, is_more=False), width=80, color=False), end="")
    Nothing found.
    """
    room = fit(width)
    lines: list[Line] = [[(_how_many(found), (DIM,) if found.hits else ())]]
    for hit in found.hits:
        lines += [[], *_lay_out_hit(hit, room, color=color)]
    return write_lines(lines, room, color=color)


def render_changes(changes: Sequence[Change], *, width: int, color: bool) -> str:
    """Show what changed in reports, version by version: removed words and added words.

    Without colour the words are marked as ``[-removed-]`` and ``{+added+}``.

    >>> print(render_changes([], width=80, color=False), end="")
    No changes.
    """
    room = fit(width)
    if not changes:
        return write_lines([[("No changes.", ())]], room, color=color)
    legend = [*mark_change("removed", REMOVED, color=color), (" ", ()), *mark_change("added", ADDED, color=color)]
    lines: list[Line] = [[("What changed   ", (BOLD,)), *legend]]
    for _, group in groupby(changes, key=lambda change: (change.id, change.version)):
        first, *rest = group
        lines += [[], *_head(first.headline, room)]
        version = f"version {first.version}, added {phrase_moment(first.added)}"
        lines.append([(_joined(first.publisher, first.id, version), (DIM,))])
        for field, same in groupby((first, *rest), key=lambda change: change.field):
            indent = _indent(room)
            text = chain.from_iterable(wrap(_lay_out_change(one, color=color), room - indent) for one in same)
            lines += _beside_field(field, text, indent)
    return write_lines(lines, room, color=color)


def render_rejected(refused: Sequence[Refused], *, width: int, color: bool) -> str:
    """Show which inputs could not be read, why, and when reading was last tried.

    >>> late = Refused(input="tide.txt", reason="It is empty.", at="2031-03-04T09:30:00+00:00")
    >>> print(render_rejected([late], width=80, color=False), end="")
    tide.txt · 2031-03-04 09:30 UTC
         It is empty.
    """
    room = fit(width)
    lines: list[Line] = []
    for one in refused:
        lines += _lay_out_entry(one.input, phrase_moment(one.at), one.reason, room)
    if not refused:
        lines.append([("No input was rejected.", ())])
    return write_lines(lines, room, color=color)


def render_feeds(feeds: Sequence[FeedState], *, width: int, color: bool) -> str:
    """Show which feeds are watched, when each is checked next, and why its last check failed.

    >>> due = FeedState(url="http://example.org/feed", asked=None, due="1970-01-01T00:00:00+00:00", problem=None)
    >>> print(render_feeds([due], width=80, color=False), end="")
    http://example.org/feed · not checked yet
    """
    room = fit(width)
    lines: list[Line] = []
    for feed in feeds:
        when = f"next {phrase_moment(feed.due)}" if feed.asked else "not checked yet"
        lines += _lay_out_entry(feed.url, when, feed.problem, room)
    if not feeds:
        lines.append([("No feed is watched.", ())])
    return write_lines(lines, room, color=color)


def render_forms(forms: Sequence[InputForm], *, width: int, color: bool) -> str:
    """Show the forms of files that are read, in families.

    >>> told = {"told_by": "root", "gives": ("text", "byline"), "extra": None}
    >>> form = InputForm(family="Newswires", name="NITF", endings=(".xml",), **told)
    >>> print(render_forms([form], width=80, color=False), end="")
    Newswires
      NITF · .xml
          recognised by root; gives text, byline
    """
    room = fit(width)
    lines: list[Line] = []
    for family, found in groupby(forms, lambda form: form.family):
        lines.append([(family, (BOLD,))])
        for form in found:
            title = [(form.name, ()), (f" · {' '.join(form.endings)}", (DIM,))]
            lines += indent_beside("", wrap(title, room - _FORM_INDENT), indent=_FORM_INDENT)
            needs = f"; needs whence[{form.extra}]" if form.extra else ""
            told = f"recognised by {form.told_by}; gives {', '.join(form.gives)}{needs}"
            lines += indent_beside("", wrap([(told, (DIM,))], room - _NOTE_INDENT), indent=_NOTE_INDENT)
    return write_lines(lines, room, color=color)


def _lay_out_entry(name: str, when: str, problem: str | None, room: int) -> Iterator[Line]:
    """Show one entry of a list: its name and time, and below them the problem."""
    yield [(one_line(name), (BOLD,)), (f" · {when}", (DIM,))]
    if problem:
        indent = 5 if room > _NARROW else 2
        yield from indent_beside("", wrap([(one_line(problem), ())], room - indent), indent=indent)


def render_faults(faults: Sequence[Fault], *, width: int, color: bool) -> str:
    """Show the integrity problems of an archive, and which of them were repaired.

    >>> print(render_faults([Fault(where="reports", problem="A row is lost.", is_mended=True)], width=80, color=False))
    reports: A row is lost. It was repaired.
    <BLANKLINE>
    """
    lines: list[Line] = [
        [(f"{one_line(one.where)}: ", (BOLD,)), (one_line(one.problem) + " It was repaired." * one.is_mended, ())]
        for one in faults
    ]
    if not faults:
        lines.append([("No problems found.", ())])
    return write_lines(lines, fit(width), color=color)


def render_reports(reports: Sequence[Held], *, width: int, color: bool) -> str:
    """Show reports as a table."""
    room = max(NARROWEST, width)  # a table may be as wide as the terminal
    lines: list[Line] = draw_table(reports, REPORT_COLUMNS, room) if reports else [[("No reports.", ())]]
    return write_lines(lines, room, color=color)


def render_sources(sources: Sequence[SourceCount], *, width: int, color: bool) -> str:
    """Show sources as a table; if some are linked, with their roles."""
    room = max(NARROWEST, width)  # a table may be as wide as the terminal
    columns = LINKED_SOURCE_COLUMNS if any(source.entity for source in sources) else SOURCE_COLUMNS
    if any(source.outlets is not None for source in sources):
        columns = (*columns, OUTLETS_COLUMN)
    lines: list[Line] = draw_table(sources, columns, room) if sources else [[("No sources.", ())]]
    return write_lines(lines, room, color=color)


def render_owners(owners: Sequence[OwnerEntry], *, width: int, color: bool) -> str:
    """Show the table of owners, and how many reports are of each outlet."""
    room = max(NARROWEST, width)  # a table may be as wide as the terminal
    lines: list[Line] = draw_table(owners, OWNER_COLUMNS, room) if owners else [[("No table of owners.", ())]]
    return write_lines(lines, room, color=color)


def write_lines(lines: Iterable[Line], width: int, *, color: bool) -> str:
    """Write lines for the terminal, wrapped if they are too long."""
    return "".join(f"{paint(part, color=color)}\n" for line in lines for part in wrap(line, width))


def _how_many(found: SearchResult) -> str:
    if not found.hits:
        return "Nothing found."
    reports = count_of(found.total, "report")
    if found.is_more:
        return f"The best {len(found.hits)} of the newest {reports}; more reports match."
    return reports if found.total <= len(found.hits) else f"The best {len(found.hits)} of {reports}."


def _lay_out_hit(hit: Hit, room: int, *, color: bool) -> Iterator[Line]:
    held = hit.held
    # If the headline itself matches, show it once.
    whole = ("headline", one_line(held.headline or ""))
    headline = next((one for one in hit.passages if (one.field, one.text) == whole), None)
    marked = list(_mark_words(headline, (BOLD,), color=color)) if headline else None
    yield from _head(held.headline, room, marked)
    version = f"version {held.version} of {held.versions}" if held.versions > 1 else None
    yield [(_joined(held.publisher, (held.published or "")[:_DAY], held.id, version), (DIM,))]
    for passage in hit.passages:
        if passage is not headline:
            words = list(_mark_words(passage, (), color=color))
            indent = _indent(room)
            yield from _beside_field(passage.field, shorten(words, room - indent, max_lines=_PASSAGE_LINES), indent)


def _indent(room: int) -> int:
    return _INDENT if room > _NARROW else 2


def _beside_field(field: str, lines: Iterable[Line], indent: int) -> Iterator[Line]:
    """Set lines beside a field's name, or below it if there is no room."""
    if indent == _INDENT:
        yield from indent_beside(field, lines, indent=indent)
        return
    yield [(field, (DIM,))]
    yield from indent_beside("", lines, indent=indent)


def _head(headline: str | None, room: int, marked: Line | None = None) -> list[Line]:
    return shorten(marked or [(one_line(headline or "Without a headline"), (BOLD,))], room, max_lines=_HEADLINE_LINES)


def _mark_words(passage: Passage, base: Style, *, color: bool) -> Iterator[tuple[str, Style]]:
    """Mark the search words in a snippet."""
    position = 0
    for mark in passage.marks:
        yield _inline(passage.text[position : mark.start]), base
        word = _inline(mark.of(passage.text))
        yield (word, MARKED) if color else (f"[{word}]", base)
        position = mark.end
    yield _inline(passage.text[position:]), base


def _lay_out_change(change: Change, *, color: bool) -> Line:
    line: Line = [(f"… {one_line(change.lead)} ", (DIM,))] if change.lead.strip() else []
    if change.before:
        line += mark_change(change.before, REMOVED, color=color)
    if change.before and change.after:
        line.append((" ", ()))
    if change.after:
        line += mark_change(change.after, ADDED, color=color)
    return line


def mark_change(words: str, style: Style, *, color: bool) -> Line:
    """Mark words as removed or added: by the style, or without colour by brackets."""
    shown = one_line(words)
    if count_columns(shown) > _LONGEST_CHANGE:
        shown = "".join(text for text, _ in crop([(shown, style)], _LONGEST_CHANGE))
    left, right = ("", "") if color else ("[-", "-]") if style == REMOVED else ("{+", "+}")
    return [(f"{left}{shown}{right}", style)]


def _inline(text: str) -> str:
    return visible(text).replace("\n", " ").replace("\t", " ")


def _joined(*parts: str | None) -> str:
    return " · ".join(one_line(part) for part in parts if part)
