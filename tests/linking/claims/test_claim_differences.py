"""What two claims disagree on, with the words on both sides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.linking.claims.claim_differences import find_differences
from whence.linking.claims.claim_vectors import open_vectors
from whence.linking.claims.claims import ClaimMention, analyse_claim


def differences(text, other, **told):
    claims = (
        analyse_claim(ClaimMention(id=words, text=words, published="2031-03-04", **told), open_vectors())
        for words in (text, other)
    )
    return [
        (found.kind, [span.of(text) for span in found.spans], [span.of(other) for span in found.other_spans])
        for found in find_differences(*claims)
    ]


@pytest.mark.parametrize(
    ("text", "other", "difference"),
    [
        ("The storm sank 12 boats", "Nineteen boats sank in the storm", ("number", ["12"], ["Nineteen"])),
        ("The pier reopens on 5 May", "The pier reopens on 9 May", ("date", ["5 May"], ["9 May"])),
        ("Okafor shut the pier", "The pier was shut by Brandt", ("actor", ["Okafor"], ["Brandt"])),
        ("A boat sank off Gull Island", "A boat sank off Eider Island", ("place", ["Gull Island"], ["Eider Island"])),
        ("The pier will reopen", "The pier will not reopen", ("negation", [], ["not"])),
        ("The council approved the pier", "The council rejected the pier", ("negation", ["approved"], ["rejected"])),
        ("The council sold the pier", "The council did not sell the pier", ("negation", [], ["not"])),
        ("The mill was relocated by Okafor", "Okafor did not move the mill", ("negation", [], ["not"])),
        ("Rain fell in the north", "Rain fell in the south", ("place", ["north"], ["south"])),
    ],
)
def test_one_thing_that_both_tell_differently_is_found(text, other, difference):
    assert differences(text, other) == [difference]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The storm sank 12 boats", "Twelve boats sank in the storm"),
        ("About 3,000 people came", "2,981 people came"),
        ("The pier reopens on 5 May", "The pier is to reopen on May 5"),
        ("The pier reopened in May 2030", "The pier reopened on 5 May 2030"),
        ("Ines Okafor shut the pier", "Okafor, the harbour master, shut the pier"),
        ("Soldiers from Vastria shut the pier", "Vastrian soldiers shut the pier"),
        ("The U.S. military shut the pier", "The American military shut the pier"),
        ("The World Tide Office shut the pier", "The WTO shut the pier"),
        ("The pier did not reopen", "The pier failed to reopen"),
        ("The pier is without power", "The pier has no power"),
        ("The storm sank 12 boats", "The storm sank boats"),
        ("Okafor shut the pier on Friday", "The pier was shut"),
        ("", "The pier was shut by 12 men"),
        ("Tide", "Ebb"),
    ],
)
def test_the_same_in_other_words_and_what_only_one_tells_are_no_difference(text, other):
    assert differences(text, other) == []


def test_a_claim_that_its_source_denies_contradicts_one_that_another_affirms():
    denied = ClaimMention(id="1", text="The pier will reopen", certainty=-3.0)
    told = ClaimMention(id="2", text="The pier will reopen", certainty=2.0)
    claims = [analyse_claim(mention, open_vectors()) for mention in (denied, told)]
    assert [found.kind for found in find_differences(*claims)] == ["negation"]


_TEXTS = st.lists(
    st.sampled_from([
        "Okafor", "shut", "not", "the", "pier", "on", "5 May", "12 boats", "in Larne", "no", "Friday", "Brandt",
        "north", "denied", ",", ".",
    ]),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(_TEXTS, _TEXTS)
def test_the_differences_are_the_same_from_both_sides(text, other):
    there, back = differences(text, other), differences(other, text)
    assert sorted(kind for kind, _, _ in there) == sorted(kind for kind, _, _ in back)
