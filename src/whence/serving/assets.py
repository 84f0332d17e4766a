"""Styles and scripts: those of a report's page, and those of the desk."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

from whence.showing.html.templates import page_file

__all__ = ["ICON", "MEDIA_TYPES", "SCRIPTS", "STYLES", "asset", "asset_path"]

STYLES = ("ledger_page.css", "desk.css")
SCRIPTS = ("ledger_page.js", "marking.js", "desk.js")
"""In the order in which a page loads them."""
ICON = "icon.svg"
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""The media type of each, by its ending."""
_OF_THE_REPORT = {STYLES[0], SCRIPTS[0]}
_DIGITS = 12


@cache
def asset(name: str) -> str:
    """Get the text of a style or script.

    >>> "prefers-color-scheme" in asset("ledger_page.css")
    True
    """
    if name in _OF_THE_REPORT:
        return page_file(name)
    return (files("whence.serving") / "static" / name).read_text(encoding="utf-8")


@cache
def asset_path(name: str) -> str:
    """Write its address, which changes with its content, so that browsers can keep it."""
    return f"/static/{name}?{sha256(asset(name).encode()).hexdigest()[:_DIGITS]}"
