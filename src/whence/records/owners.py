"""Who owns which outlets: the rows of a table of owners."""

from dataclasses import dataclass

__all__ = ["OutletOwner", "OwnerEntry"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class OutletOwner:
    """A row of a table of owners."""

    line: int
    """Number of its line in the file, counted from 1."""
    outlet: str
    """Name of an outlet, or its site: ``post.example``."""
    owner: str
    """Name of its owner. Outlets of one owner count once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerEntry:
    """A row of a table of owners, with what it applies to in an archive."""

    outlet: str
    owner: str
    line: int
    reports: int
    """Number of reports of this outlet in the archive."""
