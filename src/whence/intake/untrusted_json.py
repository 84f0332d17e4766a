"""Parse hostile JSON, with errors in plain words."""

import json

__all__ = ["parse_json"]


def parse_json(text: str) -> object:
    """Parse a JSON document; NaN and Infinity, which JSON does not have, become floats.

    Raises:
        ValueError: It is not JSON, is nested too deeply, or has a number that is too long; the message says which.

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
        message = "it is not valid JSON: it is nested too deeply"
        raise ValueError(message) from error
    except json.JSONDecodeError as error:
        message = f"it is not valid JSON: {error.msg}"
        raise ValueError(message) from error
    except ValueError as error:  # Python accepts no integer of more than 4,300 digits
        message = "a number in it is too long"
        raise ValueError(message) from error
