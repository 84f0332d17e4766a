"""Identity keys of an input: by which an archive recognizes it when it is added again."""

import os
import re

from whence.intake.inputs import Input
from whence.intake.urls import address_key, host_of_key, is_address, is_same_site, read_capture
from whence.records.report import Report

__all__ = ["is_issued", "issued_key", "other_keys", "unread_keys", "web_keys"]

_ISSUED = "issued:"
# Other addresses, such as those of files in hdfs: or s3a:, may name many reports.
_WEB = re.compile(r"https?://", re.IGNORECASE)


def issued_key(identifier: str) -> str:
    """Make the identity key of a report from the id that its agency gave to it and to all later versions.

    >>> issued_key("urn:newsml:quaywire.example:20310304:1")
    'issued:urn:newsml:quaywire.example:20310304:1'
    """
    return _ISSUED + " ".join(identifier.split())


def is_issued(key: str) -> bool:
    """Check whether an identity key is an id that an agency gave, so that it is never another report's."""
    return key.startswith(_ISSUED)


def unread_keys(given: Input) -> list[str]:
    """List all identity keys that an input has before it is read: digest, web addresses, path or other name."""
    return [given.digest or "", *web_keys(given, None), *other_keys(given)]


def web_keys(given: Input, report: Report | None) -> tuple[str, ...]:
    """List the identity keys of an input made from web addresses.

    The canonical address in the page counts only if it is on the site that the page came from, as on syndicated copy it
    may be the agency's, and only if it is more than that site's front page.

    >>> web_keys(Input(name="https://example.org/harbour"), None)
    ('example.org/harbour',)
    >>> web_keys(Input(name="hdfs://press/news.jsonl#3"), None)
    ()
    """
    fetched = given.url or given.metadata.url or (given.name if _WEB.match(given.name) else None)
    # A copy in a web archive is known by the address of the original.
    capture = read_capture(fetched) if fetched else None
    fetched = capture.url if capture else fetched
    own = address_key(report.url) if report and report.url else ""
    has_own = own != host_of_key(own) != ""
    if fetched is None:
        return (own,) if has_own else ()
    first = address_key(fetched)
    has_own = has_own and own != first and is_same_site(host_of_key(own), host_of_key(first))
    return (first, own) if has_own else (first,)


def other_keys(given: Input) -> tuple[str, ...]:
    """List the identity keys of an input other than web addresses."""
    if given.address:
        return (given.address,)
    if is_address(given.name) or not os.path.isfile(given.name):  # noqa: PTH113 -- Path's fails on too long a name
        return ()
    # A name outside the file system's encoding has lone surrogates; escaping keeps such names distinct.
    return ("file:" + os.path.realpath(given.name).encode("utf-8", "backslashreplace").decode(),)
