"""What JSON can hold, as lines for programs."""

import json

from whence.records.form.ledger_form import ledger_to_form, rejected_to_form
from whence.records.ledger import Ledger
from whence.records.report import Rejected

__all__ = ["form_line", "json_line"]


# Inside strings only: what acts on a terminal, and what some programs take for the end of a line.
_ESCAPED = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029)}


def form_line(form: object) -> bytes:
    r"""Write what JSON can hold as one line of it.

    Returns:
        UTF-8 on any system, with a line end. A lone surrogate is escaped, so the line decodes whatever the text.

    >>> form_line({"tide": "late\x1b"})
    b'{"tide": "late\\u001b"}\n'
    """
    line = json.dumps(form, ensure_ascii=False, allow_nan=False).translate(_ESCAPED)
    # In UTF-8 only surrogates cannot be encoded, and \ud800 is how JSON too writes them.
    return line.encode("utf-8", "backslashreplace") + b"\n"


def json_line(result: Ledger | Rejected) -> bytes:
    r"""Write what became of an input as one line of JSON, in the one JSON form.

    Returns:
        UTF-8 on any system, with a line end. A lone surrogate is escaped, so the line decodes whatever the text.

    >>> json_line(Rejected(input="tide.txt", reason="the file is empty"))
    b'{"form": 1, "rejected": {"input": "tide.txt", "reason": "the file is empty"}}\n'
    """
    return form_line(ledger_to_form(result) if isinstance(result, Ledger) else rejected_to_form(result))
