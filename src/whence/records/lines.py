"""What JSON can hold, as lines for programs."""

import json

__all__ = ["form_line"]

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
