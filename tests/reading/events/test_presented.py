"""How a report presents an event, by its own words."""

import pytest

from whence.language.words import segment
from whence.reading.events.presented import told_as

PRESENTED = [
    # What was to be done, without word that it was.
    ("The council asked the guards to [protect] the harbour.", "hypothetical"),
    ("She called for advisers in Skerry to [assist] the local forces.", "hypothetical"),
    ("The fund has been set up to [help] the widow's family.", "hypothetical"),
    ("Sailors were sent to the front to [destroy] the loudspeakers.", "hypothetical"),
    ("The group will press firms to boycott the fair to [protest] his words.", "hypothetical"),
    ("The members voted to [ban] the nets.", "hypothetical"),
    ("A third of the seats is enough to [veto] any bill.", "hypothetical"),
    ("Okafor was brave enough (to [back] the mayor).", "hypothetical"),
    ("He pays for any word that leads to the [arrest] of the thief.", "hypothetical"),
    ("A judge signed an [arrest] warrant for Vesk.", "hypothetical"),
    ("Police hold a warrant for his [arrest].", "hypothetical"),
    # What came true.
    ("The guards managed to [arrest] two fishermen.", "past"),
    ("Rebels began to [shell] the port at dawn.", "past"),
    ("Okafor went on to [accuse] the mayor of theft.", "past"),
    ("The mayor was forced to [resign] on Friday.", "past"),
    ("He was the first to [praise] the harbour master.", "past"),
    ("The men are said to have [attacked] the port.", "past"),
    ("The closure was a response to [attacks] on ferries.", "past"),
    ("Vesk was wanted in the [shooting] of two fishermen.", "past"),
    ("Vesk is wanted on drug [charges] in Skerry.", "past"),
    ("Vesk is wanted for [killing] a guard.", "past"),
    # What is denied, and what is not.
    ("Rebels did not [attack] the base.", "denied"),
    ("There was no indication that Vesk [fired] at the guards.", "denied"),
    ("The inspector found no sign that rebels [shelled] the mill.", "denied"),
    ("There is no evidence of an [attack].", "denied"),
    ("Police now have no one in [custody].", "denied"),
    ("The court decided not to [charge] Okafor.", "denied"),
    ("The judge refused to [jail] him.", "denied"),
    ("Okafor didn't need to [meet] the mayor.", "hypothetical"),
    ("The mayor does not have to [resign].", "hypothetical"),
    ("She is not sure she can [vote] for Vesk.", "hypothetical"),
    ("Okafor asked the governments not to [expel] the sailors.", "hypothetical"),
    ("The minister urged the crew not to [strike].", "hypothetical"),
    ("Okafor declined to say why he was [charged].", "past"),
    # What goes on, and what only stands near it.
    ("Police are [questioning] a third fisherman.", "present"),
    ("Police are still [investigating] the fire.", "present"),
    ("Guards are now also [searching] the mill.", "present"),
    ("Police [investigating] shooting at the mill", "present"),
    ("A boy is dead after a [shooting] at the mill.", "past"),
    ("They are taking steps after a [shooting] that hurt two.", "past"),
    ("The office is looking into a [shooting] at the mill.", "past"),
    ("The reason is that people were [fighting] for land.", "past"),
    ("He is accused of [killing] a guard.", "past"),
    ("The two will [meet] on Friday.", "planned"),
    ("The army is to [attack] the port.", "planned"),
    ("The mayor agreed to [meet] the crew.", "planned"),
    ("Rebels could [attack] the port.", "hypothetical"),
    ("Rebels [attacked] the port.", "past"),
]


@pytest.mark.parametrize(("text", "expected"), PRESENTED)
def test_an_event_is_presented_by_the_words_before_it(text, expected):
    before, _, rest = text.partition("[")
    words = segment(before + rest.replace("]", "", 1))
    trigger = words.covering(len(before), len(before) + 1)[0]
    actor = (0, 1) if words.texts[trigger].endswith("ing") and trigger == 1 else None
    assert told_as(words, trigger, None, 0.5, actor=actor) == expected
