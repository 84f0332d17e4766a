"""Write JSON values as lines of UTF-8 for other programs."""

import json
import re

from whence.records.form.ledger_form import ledger_to_form, rejected_to_form
from whence.records.ledger import Ledger
from whence.records.report import Rejected

__all__ = ["form_line", "json_line"]


# Escaped inside strings: characters that control a terminal, and characters that some programs take for a line end.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029]")


def form_line(form: object) -> bytes:
    r"""Write a JSON value as one line.

    Returns:
        UTF-8 on any system, with a line end. A lone surrogate is escaped, so the line decodes whatever the text.

    >>> form_line({"tide": "late\x1b"})
    b'{"tide": "late\\u001b"}\n'
    """
    line = json.dumps(form, ensure_ascii=False, allow_nan=False)
    line = _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", line)
    # Only surrogates cannot be encoded in UTF-8; JSON also writes them as \ud800.
    return line.encode("utf-8", "backslashreplace") + b"\n"


def json_line(result: Ledger | Rejected) -> bytes:
    r"""Write the result of reading an input, a ledger or a rejection, as one line in the JSON form.

    Returns:
        UTF-8 on any system, with a line end. A lone surrogate is escaped, so the line decodes whatever the text.

    >>> json_line(Rejected(input="tide.txt", reason="the file is empty"))
    b'{"form": 1, "rejected": {"input": "tide.txt", "reason": "the file is empty"}}\n'
    """
    return form_line(ledger_to_form(result) if isinstance(result, Ledger) else rejected_to_form(result))
