"""Numbers of public ids, which are stored and compared faster than texts, and which sort as the ids do."""

import hashlib
import re

__all__ = ["hexadecimal", "number_of_id"]

_ID = re.compile(r"[a-z]+:([0-9a-f]{16})")
_HALF = 1 << 63


def number_of_id(public_id: str) -> int:
    """Turn an id of 16 hexadecimal digits into a number that sorts as the ids do; any other id into a hash of it.

    >>> number_of_id("r:8000000000000001"), number_of_id("r:7fffffffffffffff")
    (1, -1)
    """
    match = _ID.fullmatch(public_id)
    digits = match[1] if match else hashlib.sha256(public_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return int(digits, 16) - _HALF


def hexadecimal(number: int) -> str:
    """Turn the number of an id back into its 16 hexadecimal digits.

    >>> hexadecimal(number_of_id("r:5f0c000000000000"))
    '5f0c000000000000'
    """
    return f"{number + _HALF:016x}"
