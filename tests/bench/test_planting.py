"""What is planted in the reports that copies and quotations are looked for in."""

from pathlib import Path

from bench.planting import Babbler, alter, plant
from bench.quotations_linked import measure, sharing_pairs
from bench.recombining import seeded
from bench.reuse import Groups, measure_passages, measure_quotations
from whence.linking.reuse.report_words import read_words
from whence.records.report import Report

NOWHERE = Path("nowhere")


def test_the_same_seed_plants_the_same_reports():
    assert plant(NOWHERE, count=30, seed=1) == plant(NOWHERE, count=30, seed=1)
    assert plant(NOWHERE, count=30, seed=1).reports != plant(NOWHERE, count=30, seed=2).reports


def test_what_was_planted_stands_in_both_reports():
    planting = plant(NOWHERE, count=3000, seed=1)
    assert planting.passages
    assert planting.quotations
    for one in (*planting.passages, *planting.quotations):
        source, copy = planting.reports[one.source], planting.reports[one.copy]
        assert source.published < copy.published
        for part in one.words.split("\n"):
            assert part in source.text
            assert one.rate or part in copy.text


def test_a_copy_keeps_its_first_and_last_word():
    random = seeded(1)
    altered = alter("The ferry was late again today", 100, Babbler(["It rained."], random), random)
    assert altered.startswith("The ")
    assert altered.endswith(" today")


def test_what_was_planted_is_found_among_the_examples_words():
    planting = plant(NOWHERE, count=300, seed=1)
    words = [read_words(one) for one in planting.reports]
    passages, quotations = measure_passages(planting, words), measure_quotations(planting, words)
    assert passages["planted"] == len(planting.passages)
    assert passages["recall"]["0 %"] == quotations["recall"]["0 %"] == 1.0


def test_groups_hold_what_is_joined_through_others():
    groups = Groups([(1, 2), (3, 4), (4, 1)])
    assert groups.has(2, 3)
    assert not groups.has(2, 5)


def test_reports_that_share_quoted_words_are_counted_by_story():
    said = "“The ferry to the far island leaves at nine today.”"
    stories = {Report(text=f"{said} {name}"): story for name, story in (("a", "x"), ("b", "x"), ("c", "y"))}
    assert len(sharing_pairs(stories)) == 3
    assert measure(stories, []) == {
        "reports": 3,
        "sharing": {"pairs": 1, "linked": 0, "linked_or_joined": 0},
        "sharing_elsewhere": {"pairs": 2, "linked": 0},
        "linked": 0,
        "wrong": 0,
    }
