"""What versions rest on, on average: the shares of their sourcing mixes, summed in SQL."""

from collections.abc import Sequence

from whence.records.sourcing_mix import ALL_FOOTINGS

__all__ = ["SUMS_OF_SHARES", "mean_shares"]

_UNITS = 10_000
"""Shares have four decimals. They are summed as integers, so that the order of the rows does not change the sum."""
SUMS_OF_SHARES = ", ".join(f"coalesce(sum(CAST(round({share} * {_UNITS}) AS INTEGER)), 0)" for share in ALL_FOOTINGS)
"""SQL columns: the sum of each share over rows of ``versions``, in ten-thousandths."""


def mean_shares(sums: Sequence[int], reports: int) -> tuple[tuple[str, float], ...]:
    """Get the mean of each share by its name, with four decimals; 0 without reports.

    Args:
        sums: What `SUMS_OF_SHARES` gives, or several of these added up.
        reports: Number of versions that they are the sums of.

    >>> mean_shares([5_000, 0, 0, 0, 2_500, 7_500], 2)[::5]
    (('named', 0.25), ('own', 0.375))
    """
    return tuple(
        (share, round(total / (_UNITS * max(1, reports)), 4)) for share, total in zip(ALL_FOOTINGS, sums, strict=True)
    )
