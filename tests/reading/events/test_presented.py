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
    ("The mayor directed the harbour guards to [arrest] thieves.", "hypothetical"),
    # What came true.
    ("The mayor ordered the [arrest] of the thief.", "past"),
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
    ("The fire is being [investigated] by the harbour police.", "present"),
    ("Two fishermen are still being [questioned].", "present"),
    ("The fire was being [investigated].", "past"),
    ("Vesk is under [investigation].", "present"),
    ("Vesk was under [investigation].", "past"),
    ("Okafor had been [talking] with the mayor for weeks.", "past"),
    ("Okafor has been [talking] with the mayor for weeks.", "present"),
    ("The police do not say if the man at the wheel was [arrested].", "hypothetical"),
    ("Okafor asks whether the two guards at the gate had been [shot].", "hypothetical"),
    ("If the ferry sails, Okafor said that rebels [attacked] it.", "past"),
    # What is only thought of, and what was done.
    ("Okafor was leaning toward [supporting] the mayor.", "hypothetical"),
    ("They are looking into [suing] the ferry company.", "hypothetical"),
    ("He talks about [banning] nets.", "hypothetical"),
    ("They had talked for weeks about her [endorsing] the mayor.", "hypothetical"),
    ("The government's goal of [withdrawing] from the islands is dead.", "hypothetical"),
    ("He won on a platform of [deporting] sailors.", "hypothetical"),
    ("Her strategy for [fighting] the rebels is new.", "hypothetical"),
    ("She had the idea of a [boycott].", "hypothetical"),
    ("Their plan for a [strike] at the port is ready.", "planned"),
    ("Okafor called the plan a disgrace and [accused] the mayor of lying.", "past"),
    ("Okafor rejected Vesk's new plan and angrily [accused] him.", "past"),
    ("Okafor has a plan to sail and [attack] the port.", "planned"),
    ("The plan for a march and [strike] is ready.", "planned"),
    ("The guards plan to seize and [arrest] the thief.", "planned"),
    ("The mayor talked about the [attack].", "past"),
    ("The men spoke of [killing] a guard.", "past"),
    ("Okafor thinks about the [arrest] of his son.", "past"),
    ("The goal of the men who [attacked] the port is unknown.", "past"),
    ("The party has avoided direct [criticism] of the mayor.", "denied"),
    ("She avoids [criticising] him.", "denied"),
    ("The guards avoided the port and [arrested] two men.", "past"),
    ("The proposed sale was [approved] by the council.", "past"),
    ("The proposed [ban] would hurt the fishermen.", "hypothetical"),
    ("The proposed sale could be [approved].", "hypothetical"),
    ("Okafor refuses to disown the mayor's [endorsement].", "past"),
    ("The minister declined to discuss the [attack].", "past"),
    ("The guards failed to stop the [attack].", "past"),
    ("Guards refused to openly [attack] the port.", "denied"),
    ("The island refused to provide any [help].", "denied"),
    ("He wasn't hiding a thing by [refusing] the oath.", "past"),
    ("They did not know about the [attack].", "past"),
    ("They do not talk because of the [attack].", "past"),
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
