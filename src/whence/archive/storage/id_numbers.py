"""Numbers of public ids, as archives store them and as SQL takes many of them at once."""

import json
from collections.abc import Iterable

from whence.records.id_numbers import hexadecimal, number_of_id

__all__ = ["hexadecimal", "json_numbers", "number_of_id"]


def json_numbers(numbers: Iterable[int]) -> str:
    """Write numbers as SQL's ``json_each`` reads them."""
    return json.dumps(sorted(numbers))
