"""In which order reports were published, as far as their times tell."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from whence.language.iso_dates import days_of

__all__ = ["Order", "first_published", "order_of"]

_EARLIEST_ZONE, _LATEST_ZONE = 14 * 3600, 12 * 3600
"""Seconds that a clock may be ahead of universal time, and behind it: a time without a zone is uncertain by these."""
_DAY = 24 * 3600
_ZERO = datetime(1, 1, 1, tzinfo=UTC)
_ONE_SECOND = timedelta(seconds=1)
_AFTER_ALL = 1 << 62


@dataclass(frozen=True, slots=True, order=True)
class Order:
    """A report's place in the order of publication: dated reports first, undated ones last, ties by id.

    The order is total, so that it is the same wherever reports are sorted. It does not say which of two reports of the
    same day came first: that is what `first_published` is for.
    """

    is_undated: bool
    second: int
    """Seconds since the year 1, in universal time; the first of a day or a month; 0 if undated."""
    id: str

    @property
    def moment(self) -> int:
        """One whole number that sorts as the time does: the second; a second after all others if undated."""
        return _AFTER_ALL if self.is_undated else self.second


def order_of(id: str, published: str | None) -> Order:  # noqa: A002 -- what it is called everywhere
    """Find a report's place in the order of publication.

    Args:
        id: The report's id.
        published: Its time of publication, ISO 8601. A time that cannot be read counts as none.

    >>> sorted([order_of("r:1", None), order_of("r:3", "2031-03-04"), order_of("r:2", "2031-03")])[0].id
    'r:2'
    """
    told = _read(published)
    return Order(is_undated=told is None, second=0 if told is None else told.second, id=id)


def first_published(one: str | None, other: str | None) -> int | None:
    """Tell which of two reports was published first, if their times leave no doubt.

    A date stands for all of its day, and a time without a zone may be of any zone.

    Args:
        one: Time of publication of a report, ISO 8601.
        other: That of another.

    Returns:
        0 for the one, 1 for the other; None if it cannot be told.

    >>> first_published("2031-03-04T09:30:00Z", "2031-03-04T11:29:00+02:00")
    1
    >>> first_published("2031-03-04T09:30:00Z", "2031-03-04") is None
    True
    """
    first, second = _read(one), _read(other)
    if first is None or second is None:
        return None
    if first.latest < second.earliest:
        return 0
    return 1 if second.latest < first.earliest else None


@dataclass(frozen=True, slots=True)
class _Told:
    """What a time of publication says, in seconds since the year 1."""

    second: int
    earliest: int
    latest: int


def _read(published: str | None) -> _Told | None:
    if published is None:
        return None
    days = days_of(published)
    if days is not None:
        first, last = map(_start, days)
        return _Told(first, first - _EARLIEST_ZONE, last + _DAY - 1 + _LATEST_ZONE)
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    second = (moment.replace(tzinfo=UTC) - _ZERO) // _ONE_SECOND
    offset = moment.utcoffset()
    if offset is None:
        return _Told(second, second - _EARLIEST_ZONE, second + _LATEST_ZONE)
    second -= offset // _ONE_SECOND
    return _Told(second, second, second)


def _start(day: date) -> int:
    return (day.toordinal() - 1) * _DAY
