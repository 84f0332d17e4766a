"""Which body denies an accusation: on invented sentences, names and attributions marked."""

import pytest

from tests.support.marked_reports import read, speakers

THIS, THAT = "Northarm", "Brightwater"


def denier(before, after="[9 The company]9 {9 denies}9 <9 this>9.", **names):
    """Name who denies something, of whom the model says that it is likely Northarm."""
    known = {"persons": ["Ivo Brandt"], "organisations": [THIS, THAT, "Harbour Council"]} | names
    ledger = read(f"{before} {after}", **known, meant=[("company", 0, {THIS: 0.97})])
    return speakers(ledger)[-1]


@pytest.mark.parametrize(
    ("before", "who"),
    [
        ("Northarm has accused Brightwater of fraud.", THAT),
        ("Northarm sued on Monday. The council accused Brightwater of fraud.", THAT),
        ("Northarm accused the Brightwater of fraud.", THAT),
        # The model knows half of its name, or takes it for a person's.
        ("Northarm has accused Tessal Lines of fraud.", "The company"),
        # A person or a council is no company, and no firm accuses itself.
        ("The council accused Ivo Brandt of fraud, as Northarm fell.", THIS),
        ("Northarm has accused Ivo Brandt of fraud.", "The company"),
        ("Northarm has accused the Harbour Council of fraud.", "The company"),
        # Nobody accuses, or somebody is told to be accused.
        ("Northarm met Brightwater on Monday.", THIS),
        ("Northarm was accused by Brightwater of fraud.", THIS),
    ],
)
def test_the_company_that_denies_something_is_the_accused(before, who):
    assert denier(before, places=["Tessal"]) == who


@pytest.mark.parametrize(
    "after",
    [
        "[9 The company]9 {9 said}9 <9 it had proof>9.",
        "On Monday, [9 the company]9 {9 denied}9 <9 that it had waited>9.",
    ],
)
def test_a_company_that_says_more_or_later_may_be_the_accuser(after):
    assert denier("Northarm has accused Brightwater of fraud.", after) == THIS


def test_what_has_the_name_of_a_place_may_be_a_firm_but_no_country():
    assert denier("Northarm has accused Marram of fraud.", places=["Marram"]) == "Marram"
    assert denier("Northarm has accused Norway of fraud.", places=["Norway"]) == "The company"
