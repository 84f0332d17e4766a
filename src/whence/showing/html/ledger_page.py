"""Ledgers as one self-contained web page: each report with its marks, and beside each paragraph who says what."""

from collections.abc import Sequence
from functools import cache

from jinja2 import Template

from whence.records.ledger import Ledger
from whence.records.report import Rejected
from whence.showing.html.article import article_of
from whence.showing.html.templates import open_templates, page_file, policy_of
from whence.showing.marks import one_line

__all__ = ["render_page"]


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
    articles = [article_of(ledger, f"r{number}-") for number, ledger in enumerate(ledgers, start=1)]
    return _template().render(
        articles=articles,
        title=articles[0].title if len(articles) == 1 else f"{len(articles)} reports",
        rejected=[{"input": one_line(each.input), "reason": one_line(each.reason)} for each in rejected],
        asks=asks,
    )


@cache
def _template() -> Template:
    """Load the page's template with its style, its script, and a policy that forbids any others."""
    environment = open_templates()
    style, script = page_file("ledger_page.css"), page_file("ledger_page.js")
    environment.globals |= {"style": style, "script": script, "policy": policy_of([style], [script])}
    return environment.get_template("ledger_page.html")
