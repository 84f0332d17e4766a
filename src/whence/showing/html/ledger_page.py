"""Ledgers as one self-contained web page: each report with its marks, and beside each paragraph who says what."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from whence.records.ledger import Ledger
from whence.records.report import Rejected
from whence.records.sourcing_mix import Footing, percents_of, sourcing_mix, summary_line
from whence.showing.chains import Chain, list_chains
from whence.showing.entries import (
    AttributionEntry,
    EventEntry,
    SourceEntry,
    StatementEntry,
    group_by_source,
    list_attributions,
    list_events,
    list_statements,
)
from whence.showing.html.marked_text import Run, join_lines, letter_once, list_runs
from whence.showing.marks import LEAST_SURE, Stretch, cut_bar, is_unsure, one_line, visible
from whence.showing.paragraphs import group_lines
from whence.showing.questions import MOST_AT_TOP, Question, list_questions, list_remarks
from whence.showing.wording import FOOTINGS, GENRES, SIGNS, VOICES, count_of, notes_of

__all__ = ["render_page"]

_CELLS = 100
"""Cells in the bar of the sourcing mix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One paragraph, and what stands beside it."""

    lines: list[list[Run]]
    entries: list[AttributionEntry]
    """The attributions whose numbers are in the paragraph."""
    questions: list[Question]
    """The questions whose first place is in the paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    """One ledger, as the template needs it."""

    key: str
    title: str
    headline: list[Run]
    rows: list[_Row]
    particulars: list[str]
    notes: list[str]
    url: str | None
    language: str
    entries: list[AttributionEntry]
    source_entries: list[SourceEntry]
    bar: list[Stretch]
    """Empty for a report without attributions."""
    percents: dict[Footing, str]
    summary: str
    chains: list[Chain]
    """Who heard it from whom, the longest first."""
    questions: list[Question]
    """The gravest first."""
    events: list[EventEntry]
    statements: list[StatementEntry]


def render_page(ledgers: Sequence[Ledger], rejected: Sequence[Rejected] = (), *, asks: bool = True) -> str:
    """Render one web page with any number of ledgers.

    Each report opens with what it rests on and its gravest questions. Beside each paragraph stands who says what in it,
    and what an editor would ask there. The page loads nothing and runs only its own short script; a content security
    policy enforces that. All text of a report is escaped. Without the script, highlights, numbers, folds and links
    still work.

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
        asks=asks,
        has_unsure=any(is_unsure(entry.attribution) for article in articles for entry in article.entries),
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
    environment.filters["count_of"] = count_of
    environment.globals |= {
        "style": style,
        "script": script,
        "footings": FOOTINGS,
        "signs": SIGNS,
        "voices": VOICES,
        "least_sure": LEAST_SURE,
        "most_at_top": MOST_AT_TOP,
        "policy": (
            f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
            "base-uri 'none'; form-action 'none'"
        ),
    }
    return environment.get_template("ledger_page.html")


def _article(ledger: Ledger, key: str) -> _Article:
    report = ledger.report
    questions = list_questions(ledger)
    lines = list_runs(ledger, key, list_remarks(ledger, questions))
    headline: list[Run] = []
    if report.headline:
        at = report.text.count("\n", 0, report.headline_end)
        (headline,), lines = letter_once([lines[at]], set()), lines[at + 1 :]
    first_words = next((line for line in report.text.splitlines() if line.strip()), "")
    published = (report.published or "").replace("T", " ")
    name = report.name if report.name != report.url else None
    entries = list_attributions(ledger)
    mix = sourcing_mix(ledger)
    genre = GENRES[ledger.genre] if ledger.genre else None
    particulars = [genre, report.publisher, ", ".join(report.byline), published, name]
    return _Article(
        key=key,
        title=one_line(report.headline or first_words or report.name or report.url or "report")[:200],
        headline=headline,
        rows=_rows(headline, lines, entries, questions),
        particulars=[one_line(particular) for particular in particulars if particular],
        notes=[one_line(note) for note in notes_of(report)],
        url=visible(report.url) if report.url and report.url.startswith(("http://", "https://")) else None,
        language=visible(report.language or ""),
        entries=entries,
        source_entries=group_by_source(ledger, entries),
        bar=cut_bar(mix, _CELLS) if entries else [],
        percents=percents_of(mix),
        summary=summary_line(mix),
        chains=list_chains(ledger),
        questions=questions,
        events=list_events(ledger),
        statements=list_statements(ledger),
    )


def _rows(
    headline: list[Run],
    lines: list[list[Run]],
    entries: list[AttributionEntry],
    questions: list[Question],
) -> list[_Row]:
    """Join lines to paragraphs, each with what belongs beside it; the headline's is beside the first paragraph."""
    numbered, lettered = ({entry.number: entry for entry in entries}, {each.letter: each for each in questions})
    # A line may hold nothing but the number of an attribution that ends at its break.
    texts = ["".join(run.text for run in line) or "·" * any(run.has_number for run in line) for line in lines]
    above = {letter for run in headline for letter in run.letters}
    rows = []
    for at, paragraph in enumerate(list(group_lines(texts)) or [[]]):
        shown = letter_once([join_lines([lines[number] for number in line]) for line in paragraph], above)
        runs = [*(headline if at == 0 else ()), *(run for line in shown for run in line)]
        rows.append(
            _Row(
                lines=shown,
                entries=[numbered[number] for run in runs for number in run.numbers],
                questions=[lettered[letter] for run in runs for letter in run.begun],
            )
        )
    return rows


def _own(name: str) -> str:
    return (files("whence.showing.html") / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
