"""Who heard it from whom: the chains of a ledger, each once, from the source to the page."""

from dataclasses import replace

from tests.support.ledgers_by_hand import ledger_of
from whence.showing.chains import draw_chain, list_chains, name_chains

MARKED = (
    "[1 A diver]1 {1 said}1 <1 that [2 the mayor]2 {2 told}2 them <2 that [3 Northarm]3 {3 knew}3 <3 of it>3>2>1. "
    "[4 Quill]4 {4 said}4 <4 so>4. [5 Lind]5 {5 agreed}5 <5 on that>5."
)


def ledger(**relays):
    made = ledger_of(MARKED, within={2: 1, 3: 2})
    by_id = {one.id: one for one in made.attributions}
    passed = {"a2": ("s1",), "a3": ("s1", "s2"), **relays}
    changed = [replace(by_id[key], relays=passed.get(key, ())) for key in by_id]
    return replace(made, attributions=tuple(changed))


def test_the_longest_chain_comes_first_and_holds_those_that_it_ends_with():
    chains = list_chains(ledger(a5=("s4",)))
    assert [draw_chain(one.steps) for one in chains] == [
        "Northarm → the mayor → A diver → this page",
        "Lind → Quill → this page",
    ]
    assert [one.numbers for one in chains] == [("2", "3"), ("5",)]


def test_nobody_between_the_page_and_the_source_is_no_chain():
    made = ledger()
    assert set(name_chains(made)) == {"a2", "a3"}
    assert len(list_chains(made)) == 1


def test_a_chain_that_begins_with_nobody_is_not_drawn():
    made = ledger(a5=("s4",))
    nobody = replace(made.attributions[4], source=None, source_spans=())
    assert "a5" not in name_chains(replace(made, attributions=(*made.attributions[:4], nobody)))


def test_chains_to_nobody_are_left_out():
    made = ledger(a5=("s4",))
    nobody = replace(made.attributions[4], source=None, source_spans=())
    chains = list_chains(replace(made, attributions=(*made.attributions[:4], nobody)))
    assert [one.numbers for one in chains] == [("2", "3")]


def test_pronouns_that_nobody_resolved_end_no_chain():
    made = ledger(a5=("s4",))
    lost = tuple(replace(one, is_unresolved=one.id == "s5") for one in made.sources)
    assert [one.numbers for one in list_chains(replace(made, sources=lost))] == [("2", "3")]


def test_a_document_that_is_a_step_of_a_chain_has_none_of_its_own():
    made = ledger_of(
        "{1 According to}1 [1 a letter]1, <1 [2 Lind]2 {2 said}2 <2 so>2>1. [3 The Clarion]3 {3 ran}3 it.",
        within={2: 1},
    )
    letter, said, ran = made.attributions
    sources = (replace(made.sources[0], kind="document"), *made.sources[1:])
    passed = (replace(letter, relays=("s3",)), replace(said, relays=("s3",), channel="statement"), ran)
    assert name_chains(replace(made, sources=sources, attributions=passed)) == {
        "a2": ("Lind", "statement", "The Clarion", "this page"),
    }
