"""What all web pages of whence share: how their templates are loaded, their style and script, and their policy."""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, StrictUndefined

from whence.showing.marks import visible
from whence.showing.questions import MOST_AT_TOP
from whence.showing.wording import FOOTINGS, SIGNS, VOICES, count_of

__all__ = ["open_templates", "page_file", "policy_of"]


def open_templates(*more: BaseLoader) -> Environment:
    """Open the templates of a report's page.

    Everything is escaped, whatever the name of the template ends in, and a name that a template lacks is an error.

    Args:
        more: Loaders of further templates, which are looked for first.
    """
    environment = Environment(
        loader=ChoiceLoader([*more, PackageLoader("whence.showing", "html")]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"count_of": count_of, "visible": visible}
    environment.globals |= {
        "footings": FOOTINGS,
        "signs": SIGNS,
        "voices": VOICES,
        "most_at_top": MOST_AT_TOP,
    }
    return environment


@cache
def page_file(name: str) -> str:
    """Get the text of the page's style (``ledger_page.css``) or script (``ledger_page.js``)."""
    return (files("whence.showing.html") / name).read_text(encoding="utf-8")


def policy_of(styles: Sequence[str], scripts: Sequence[str]) -> str:
    """Write a content security policy that allows these styles and scripts within a page, and nothing else.

    >>> policy_of([], [])
    "default-src 'none'; style-src 'none'; script-src 'none'; base-uri 'none'; form-action 'none'"
    """
    style, script = (" ".join(map(_hash, contents)) or "'none'" for contents in (styles, scripts))
    return f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
