"""JSON of strangers, and what is wrong with it in words."""

import json

__all__ = ["parse_json"]


def parse_json(text: str) -> object:
    """Parse a JSON document; NaN and Infinity, which JSON does not have, become floats.

    Raises:
        ValueError: It is no JSON, nested too deeply, or holds a number that is too long; its message says so.

    >>> parse_json('{"tide": 4}')
    {'tide': 4}
    >>> parse_json("9" * 5000)
    Traceback (most recent call last):
    ...
    ValueError: a number in it is too long
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        message = "it is no JSON: it is nested too deeply"
        raise ValueError(message) from error
    except json.JSONDecodeError as error:
        message = f"it is no JSON: {error.msg}"
        raise ValueError(message) from error
    except ValueError as error:  # Python takes no whole number of more than 4,300 digits
        message = "a number in it is too long"
        raise ValueError(message) from error
