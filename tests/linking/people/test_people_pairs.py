from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.linking.people.named_sources import NamedSource
from whence.linking.people.people_evidence import points_of_names
from whence.linking.people.people_pairs import keys_of, shared_names_of_initials

BODIES = [
    "Gale Inquiry Report", "Gorse Inquiry Report", "Gorse Inquiry Report Group", "Report of the Gorse Inquiry", "GIR",
    "Guardian Inquiry Review", "Ministry of Defence", "Ministry of Defence of Ukraine", "Defence Ministry", "MOD",
    "Marram Police", "Marram Police Department", "Malin Police Department", "MPD", "Police Department", "Ukraine",
    "UKR", "Reuters", "Reuters News Agency", "The Of", "”",
]  # fmt: skip
forms = st.lists(st.sampled_from(BODIES), min_size=1, max_size=2, unique=True)


def body(*forms):
    return NamedSource(id="", key="", report="", day=None, kind="organisation", forms=forms)


@settings(max_examples=300, deadline=None)
@given(st.lists(forms, min_size=2, max_size=5))
def test_bodies_that_may_be_one_share_more_than_initials_unless_these_are_told_to_bring_them_together(drawn):
    bodies = [body(*some) for some in drawn]
    for key in frozenset[str]().union(*map(keys_of, bodies)):
        holders = [one for one in bodies if key in keys_of(one)]
        shared = shared_names_of_initials(key, map(keys_of, holders))
        for one, other in combinations(holders, 2):
            if shared is not None and points_of_names(one, other) is not None:
                assert keys_of(one) & keys_of(other) & shared


@pytest.mark.parametrize(
    ("key", "forms", "shared"),
    [
        ("GIR", ["Gale Inquiry Report", "Gorse Inquiry Report"], frozenset()),
        ("GIR", ["Gale Inquiry Report", "Gale Inquiry Report"], {"organisation gale inquiry report "}),
        ("GIR", ["Gale Inquiry Report", "GIR"], None),
        ("MOD", ["Ministry of Defence", "Ministry of Defence", "Museum of Dolls"], {"organisation defence ministry "}),
        ("gale inquiry report ", ["Gale Inquiry Report"], None),
        ("UKR", ["Ukraine", "Ukraine"], None),
    ],
)
def test_initials_bring_bodies_together_that_go_by_them(key, forms, shared):
    assert shared_names_of_initials(f"organisation {key}", [keys_of(body(form)) for form in forms]) == shared
