"""Ledgers as one self-contained web page: the highlighted text, with the list of who says what beside it."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from whence.records.ledger import Attribution, Ledger
from whence.records.report import Rejected
from whence.records.sourcing_mix import sourcing_mix, summary_line
from whence.records.sure import sure_statements
from whence.showing.chains import Chain, list_chains
from whence.showing.entries import (
    AttributionEntry,
    EventEntry,
    QuestionGroup,
    SourceEntry,
    group_by_source,
    list_attributions,
    list_events,
    list_questions,
    list_remarks,
)
from whence.showing.marks import (
    LEAST_SURE,
    Highlight,
    Piece,
    Remark,
    Stretch,
    cut_bar,
    cut_lines,
    is_unsure,
    number_of,
    one_line,
    visible,
)
from whence.showing.wording import VOICES, notes_of

__all__ = ["render_page"]

_DEEPEST = 3
"""Depth from which nested contents look the same."""
_CELLS = 100
"""Cells in the bar of the sourcing mix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A piece of text, as the template needs it. Keys identify a source or attribution within the page: ``r1-a3``."""

    text: str
    classes: str
    lights: str
    """Key of what lights up when the pointer is over this piece."""
    lit_by: str
    """Keys that light up this piece."""
    own: str
    """Keys of the attributions whose source or cue this piece is."""
    is_source: bool
    numbers: tuple[str, ...]
    """Numbers of the attributions whose cue ends here; each number appears once in the text."""
    letters: tuple[tuple[str, bool], ...]
    """Letters of the findings that end here, and whether this is their first place, where their entry's link leads."""
    says: str
    """Kind of a statement in the page's own voice; empty elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    """One ledger, as the template needs it."""

    key: str
    title: str
    headline: list[_Run]
    paragraphs: list[list[list[_Run]]]
    """Paragraphs, each a list of lines, each a list of runs."""
    particulars: list[str]
    notes: list[str]
    url: str | None
    language: str
    entries: list[AttributionEntry]
    source_entries: list[SourceEntry]
    bar: list[Stretch]
    """Empty for a report without attributions."""
    summary: str
    chains: list[Chain]
    """Who heard it from whom, the longest first."""
    groups: list[QuestionGroup]
    events: list[EventEntry]
    voices: list[str]
    """The kinds of statement in the report, in alphabetical order."""


def render_page(ledgers: Sequence[Ledger], rejected: Sequence[Rejected] = (), *, asks: bool = True) -> str:
    """Render one web page with any number of ledgers.

    The page loads nothing and runs only its own short script; a content security policy enforces that. All text of a
    report is escaped. Hovering over a source lights up all that it says; hovering over a cue or content, its
    attribution. Without the script, highlights, numbers and links still work.

    Args:
        ledgers: The ledgers, in order. If there are several, the page begins with a table of contents.
        rejected: Inputs that could not be read, listed at the end.
        asks: Whether to say so if there are no findings.

    >>> from whence.records.report import Report
    >>> tide = Ledger(report=Report(text="Tide late."), sources=(), attributions=(), model="en-6")
    >>> "<title>Tide late. – whence</title>" in render_page([tide])
    True
    """
    articles = [_article(ledger, f"r{number}") for number, ledger in enumerate(ledgers, start=1)]
    return _template().render(
        articles=articles,
        title=articles[0].title if len(articles) == 1 else f"{len(articles)} reports",
        rejected=[{"input": one_line(each.input), "reason": one_line(each.reason)} for each in rejected],
        voices=[(kind, told) for kind, told in VOICES.items() if any(kind in article.voices for article in articles)],
        asks=asks,
        least_sure=LEAST_SURE,
        has_unsure=any(is_unsure(entry.attribution) for article in articles for entry in article.entries),
        is_asked=any(article.groups for article in articles),
        makers=sorted({f"whence {ledger.whence}, model {one_line(ledger.model)}" for ledger in ledgers}),
    )


@cache
def _template() -> Template:
    """Load the page's template with its style, its script, and a policy that forbids any others."""
    environment = Environment(
        loader=PackageLoader("whence.showing", "html"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    style, script = (_own(name) for name in ("ledger_page.css", "ledger_page.js"))
    environment.tests["unsure"] = is_unsure
    environment.globals["style"], environment.globals["script"] = style, script
    environment.globals["policy"] = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    return environment.get_template("ledger_page.html")


def _article(ledger: Ledger, key: str) -> _Article:
    report = ledger.report
    groups = list_questions(ledger)
    lines = list(_lines(ledger, key, list_remarks(ledger, groups)))
    headline = lines.pop(0) if report.headline and lines else []
    first_words = next((line for line in report.text.splitlines() if line.strip()), "")
    published = (report.published or "").replace("T", " ")
    name = report.name if report.name != report.url else None
    entries = list_attributions(ledger)
    mix = sourcing_mix(ledger)
    particulars = [report.publisher, ", ".join(report.byline), published, name]
    return _Article(
        key=key,
        title=one_line(report.headline or first_words or report.name or report.url or "report")[:200],
        headline=headline,
        paragraphs=list(_paragraphs(lines)),
        particulars=[one_line(particular) for particular in particulars if particular],
        notes=[one_line(note) for note in notes_of(report)],
        url=visible(report.url) if report.url and report.url.startswith(("http://", "https://")) else None,
        language=visible(report.language or ""),
        entries=entries,
        source_entries=group_by_source(ledger, entries),
        bar=cut_bar(mix, _CELLS) if entries else [],
        summary=summary_line(mix),
        chains=list_chains(ledger),
        groups=groups,
        events=list_events(ledger),
        voices=sorted({told.kind for told in sure_statements(ledger)}),
    )


def _lines(ledger: Ledger, key: str, remarks: Iterable[Remark]) -> Iterator[list[_Run]]:
    ends = {attribution.id: _numbered_at(attribution) for attribution in ledger.attributions}
    lettered: set[str] = set()
    for pieces in cut_lines(ledger, remarks):
        yield [_run(piece, key, ends, lettered) for piece in pieces]


def _numbered_at(attribution: Attribution) -> int:
    """Find where to put an attribution's number: after its cue, or after the whole attribution if it has no cue."""
    spans = attribution.cue_spans or attribution.content_spans + attribution.source_spans
    return max((span.end for span in spans), default=0)


def _run(piece: Piece, key: str, ends: dict[str, int], lettered: set[str]) -> _Run:
    """Prepare a piece for the template; adds the letters that it shows to those already shown."""
    covering = piece.highlights.covering
    parts = {highlight.part: highlight.attribution for highlight in covering}
    part = next((part for part in ("source", "cue", "content") if part in parts), None)
    numbers = {
        number_of(highlight.attribution.id): None
        for highlight in piece.highlights.closing
        if highlight.span.end == ends[highlight.attribution.id]
    }
    letters = {remark.letter for remark in piece.remarks.closing if remark.letter}
    asked = [f"q{remark.letter}" for remark in piece.remarks.covering if remark.letter]
    lights = (parts[part].source if part == "source" else parts[part].id) if part else next(iter(asked), None)
    firsts = tuple((letter, letter not in lettered) for letter in sorted(letters, key=lambda one: (len(one), one)))
    lettered |= letters
    return _Run(
        text=visible(piece.text),
        classes=_classes(piece, sorted(parts)),
        lights=f"{key}-{lights}" if lights else "",
        lit_by=" ".join(filter(None, (_keys(covering, key), *(f"{key}-{one}" for one in dict.fromkeys(asked))))),
        own=_keys([highlight for highlight in covering if highlight.part == part != "content"], key),
        is_source=part == "source",
        numbers=tuple(numbers),
        letters=firsts,
        says=next((VOICES[mark.kind] for mark in piece.remarks.covering if mark.kind != "finding"), ""),
    )


def _classes(piece: Piece, parts: Sequence[str]) -> str:
    remarks = piece.remarks
    kinds = dict.fromkeys(
        "asked" if remark.kind == "finding" else f"voice {remark.kind}" for remark in remarks.covering
    )
    begins = any(remark.kind != "finding" for remark in remarks.opening)
    depth = f"depth{min(piece.depth, _DEEPEST)}" if piece.depth else ""
    covering = piece.highlights.covering
    unsure = "unsure" if covering and all(is_unsure(highlight.attribution) for highlight in covering) else ""
    return " ".join(filter(None, (*parts, depth, unsure, *sorted(kinds), "begins" if begins else "")))


def _keys(highlights: Iterable[Highlight], key: str) -> str:
    names = [(highlight.attribution.id, highlight.attribution.source) for highlight in highlights]
    return " ".join(dict.fromkeys(f"{key}-{name}" for pair in names for name in pair if name))


def _paragraphs(lines: Iterable[list[_Run]]) -> Iterator[list[list[_Run]]]:
    """Group lines into paragraphs, separated by empty lines."""
    paragraph: list[list[_Run]] = []
    for line in lines:
        if any(run.text.strip() or run.numbers or run.letters for run in line):
            paragraph.append(line)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _own(name: str) -> str:
    return (files("whence.showing.html") / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
