"""Cells of tables that people open in a spreadsheet."""

__all__ = ["inert_cell"]

_ACTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001 - spreadsheets also accept the full-width forms


def inert_cell(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula.

    Reference:
        OWASP, "CSV Injection".

    >>> inert_cell("=1+1"), inert_cell(" @tide"), inert_cell("tide = 1")
    ("'=1+1", "' @tide", 'tide = 1')
    """
    return f"'{text}" if text.lstrip().startswith(_ACTS) else text
