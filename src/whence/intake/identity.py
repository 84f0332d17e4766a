"""By which keys an input is known when it comes again: its digest, addresses and paths."""

import os

from whence.intake.inputs import Input
from whence.intake.urls import address_key, host_of_key, is_address, is_one_site
from whence.records.report import Report

__all__ = ["addresses_of", "marks_of", "places_of"]


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
    has_own = own != host_of_key(own) != ""
    if fetched is None:
        return (own,) if has_own else ()
    first = address_key(fetched)
    has_own = has_own and own != first and is_one_site(host_of_key(own), host_of_key(first))
    return (first, own) if has_own else (first,)


def places_of(given: Input) -> tuple[str, ...]:
    """List what else an input is known by."""
    if given.address:
        return (given.address,)
    if is_address(given.name) or not os.path.isfile(given.name):  # noqa: PTH113 -- Path's fails on too long a name
        return ()
    # A name that is not in the file system's encoding has halves of characters, which are told apart here.
    return ("file:" + os.path.realpath(given.name).encode("utf-8", "backslashreplace").decode(),)
