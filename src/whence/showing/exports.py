"""Ledgers for programs."""

from whence.records.form import ledger_to_form, rejected_to_form
from whence.records.ledger import Ledger
from whence.records.lines import form_line
from whence.records.report import Rejected

__all__ = ["form_line", "json_line"]


def json_line(result: Ledger | Rejected) -> bytes:
    r"""Write what became of an input as one line of JSON, in the one JSON form.

    Returns:
        UTF-8 on any system, with a line end. A lone surrogate is escaped, so the line decodes whatever the text.

    >>> json_line(Rejected(input="tide.txt", reason="the file is empty"))
    b'{"form": 1, "rejected": {"input": "tide.txt", "reason": "the file is empty"}}\n'
    """
    return form_line(ledger_to_form(result) if isinstance(result, Ledger) else rejected_to_form(result))
