"""In which order reports were published, and when that cannot be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.linking.chronology import first_published, order_of

published = (
    st.none() | st.dates().map(str) | st.datetimes().map(lambda one: f"{one.isoformat()}Z") | st.text(max_size=5)
)


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ("2031-03-04T09:30:00Z", "2031-03-04T09:31:00Z", 0),
        ("2031-03-04T09:30:00+02:00", "2031-03-04T08:30:00Z", 0),
        ("2031-03-04T09:30:00Z", "2031-03-04T09:30:00Z", None),
        # A day may be that of any zone.
        ("2031-03-04", "2031-03-04T23:00:00Z", None),
        ("2031-03-04", "2031-03-05", None),
        ("2031-03-04", "2031-03-07", 0),
        # A time without a zone too.
        ("2031-03-04T09:30:00", "2031-03-04T20:00:00", None),
        ("2031-03-04T09:30:00", "2031-03-06T20:00:00", 0),
        ("2031-03", "2031-03-20", None),
        ("2099-01-01", "2031-03-04", 1),
        (None, "2031-03-04", None),
        ("soon", "2031-03-04", None),
        ("", None, None),
    ],
)
def test_which_report_was_first_is_told_only_if_the_times_leave_no_doubt(one, other, first):
    assert first_published(one, other) == first
    assert first_published(other, one) == (None if first is None else 1 - first)


def test_undated_reports_come_last_and_ties_are_settled_by_the_id():
    given_times = {"r:1": None, "r:2": "2031-03-04", "r:3": "2031-03-04T00:00:00Z", "r:4": "2030-12-31", "r:5": "soon"}
    ranked = sorted(order_of(name, published) for name, published in given_times.items())
    assert [one.id for one in ranked] == ["r:4", "r:2", "r:3", "r:1", "r:5"]


@pytest.mark.parametrize(
    "published", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "9999-12-31", "1000-01"]
)
def test_times_at_the_ends_of_the_calendar_are_read(published):
    assert not order_of("r:1", published).is_undated


@given(published, published)
def test_the_first_report_never_sorts_after_the_other(one, other):
    first = first_published(one, other)
    if first is not None:
        assert (order_of("r:1", one) < order_of("r:2", other)) == (first == 0)
