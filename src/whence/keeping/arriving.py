"""What an input is known by when it comes again, and how it came in."""

import os
from functools import cache
from importlib.metadata import version

from whence.intake.encodings import peek
from whence.intake.fetching import is_address
from whence.intake.inputs import Input, address_key
from whence.intake.markup import looks_like_html
from whence.keeping.writing import Arrival, host_of
from whence.records.answers import Receipt
from whence.records.ledger import Ledger
from whence.records.report import Report
from whence.version import VERSION

__all__ = ["READER", "addresses_of", "arrival_of", "marks_of", "places_of"]

READER = f"whence {VERSION}"
"""What reads inputs; another may read what this could not."""


def arrival_of(given: Input, ledger: Ledger) -> Arrival:
    """Put together what was read of an input, and how it came in."""
    receipt = Receipt(
        input=given.name,
        fetched=given.fetched,
        digest=given.digest or "",
        extractor=_extractor(given),
        etag=given.etag,
        modified=given.modified,
    )
    addresses = addresses_of(given, ledger.report)
    return Arrival(ledger=ledger, receipt=receipt, addresses=addresses, places=places_of(given), is_kept=given.is_kept)


def marks_of(given: Input) -> list[str]:
    """List all by which an input, not read yet, may be the same as another."""
    return [given.digest or "", *addresses_of(given, None), *places_of(given)]


def addresses_of(given: Input, report: Report | None) -> tuple[str, ...]:
    """List the addresses on the web that an input is known by when it comes again.

    The address that a page gives as its own counts where it is of the site that the page came from, as on copy taken
    over from an agency it may be the agency's; and where it is more than that site's.
    """
    fetched = given.url or given.given.url or (given.name if is_address(given.name) else None)
    own = address_key(report.url) if report and report.url else ""
    has_own = own != host_of(own) != ""
    if fetched is None:
        return (own,) if has_own else ()
    first = address_key(fetched)
    has_own = has_own and own != first and _is_of_one_site(host_of(own), host_of(first))
    return (first, own) if has_own else (first,)


def places_of(given: Input) -> tuple[str, ...]:
    """List what else an input is known by."""
    if given.address:
        return (given.address,)
    if is_address(given.name) or not os.path.isfile(given.name):  # noqa: PTH113 -- Path's fails on too long a name
        return ()
    # A name that is not in the file system's encoding has halves of characters, which are told apart here.
    return ("file:" + os.path.realpath(given.name).encode("utf-8", "backslashreplace").decode(),)


def _is_of_one_site(host: str, other: str) -> bool:
    return host == other or host.endswith("." + other) or other.endswith("." + host)


def _extractor(given: Input) -> str:
    is_page = not given.is_plain and looks_like_html(peek(given.data or b""))
    return f"{READER}, trafilatura {_trafilatura()}" if is_page else READER


@cache
def _trafilatura() -> str:
    return version("trafilatura")
