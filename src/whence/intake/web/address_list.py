"""Lists of addresses: texts with an http or https address in every line."""

import re
from collections.abc import Iterator

__all__ = ["is_address_line", "looks_like_address_list", "read_address_list"]

_LINE = re.compile(r"[^\r\n]+")
_ADDRESS_LINE = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)


def is_address_line(line: str) -> bool:
    """Check whether a line is an http or https address and nothing else.

    >>> is_address_line("https://example.org/harbour"), is_address_line("See https://example.org")
    (True, False)
    """
    return _ADDRESS_LINE.fullmatch(line) is not None


def looks_like_address_list(text: str) -> bool:
    r"""Check whether every line of a text is an http or https address; ignore empty lines and those after a #.

    >>> looks_like_address_list("# Ports\nhttps://example.org/harbour\n"), looks_like_address_list("Harbour to close")
    (True, False)
    """
    is_empty = next(_address_lines(text), None) is None
    return not is_empty and all(is_address_line(line) for line in _address_lines(text))


def read_address_list(text: str) -> list[str]:
    r"""List the addresses in a list of addresses, in its order, without repetitions.

    >>> read_address_list("# Ports\nhttps://example.org/harbour\n\nhttps://example.org/quay\n")
    ['https://example.org/harbour', 'https://example.org/quay']
    """
    return list(dict.fromkeys(_address_lines(text)))


def _address_lines(text: str) -> Iterator[str]:
    lines = (found[0].strip("\ufeff \t") for found in _LINE.finditer(text))
    return (line for line in lines if line and not line.startswith("#"))
