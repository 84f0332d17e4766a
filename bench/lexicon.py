"""Word lists of the rule-based baseline."""

import re

__all__ = [
    "ABBREVIATED",
    "AUXILIARIES",
    "BEGINS_ASIDE",
    "BEGINS_DESCRIPTION",
    "BEGINS_OTHER_MATTER",
    "BEGINS_PHRASE",
    "BETWEEN_PHRASES",
    "CLOSING_MARKS",
    "HEDGES",
    "NOUN_FOLLOWS",
    "PLAINLY_REPORT",
    "PRONOUNS",
    "VERBS",
    "inflect",
]


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


HEDGES = _words("reportedly allegedly supposedly purportedly")
AUXILIARIES = _words("has have had would will could may might must should did does do not also then later")
NOUN_FOLLOWS = _words(
    "the a an this these those his her their its my our your no any some every each of in for by on with to from s be"
    " is are was were been being"
)
"""After one of these a word is more likely a noun, or a passive verb, than a reporting verb."""
PLAINLY_REPORT = _words("say says said show shows told")
"""Nouns that are a source even without an article or a name: "officials said"."""
PRONOUNS = _words("i he she it we you they who")
BEGINS_PHRASE = _words("the a an one two some many several former his her their") | PRONOUNS
BEGINS_DESCRIPTION = _words("the a an who whose his her its former")
BETWEEN_PHRASES = _words(
    "that but as when while because if although though what which whether where who whom how than so after before since"
    " and or until unless"
)
BEGINS_ASIDE = _words("on in at during last this after to as of about earlier , . ; : — –")
"""What continues a sentence after a reporting verb that follows its content."""
BEGINS_OTHER_MATTER = _words("while as adding citing according and but even despite which")
CLOSING_MARKS = _words("” ’ \" '' »")
ABBREVIATED = _words("mr mrs ms dr sen gov rep gen col st jr sr prof rev no vs")

_REGULAR = """
accuse acknowledge add admit advise advocate affirm agree allege announce answer argue ask assert assess assume assure
attest beg believe blame blast boast call caution charge cite claim clarify comment complain concede conclude concur
condemn confess confide confirm consider contend counter criticise criticize declare decline decry defend demand
denounce deny describe disclose dismiss dispute divulge doubt echo emphasise emphasize endorse estimate exclaim expect
explain expose express fear forecast hint hope imagine imply indicate infer inform insinuate insist interpret joke
lament learn maintain mention mock muse note object observe opine oppose outline plead pledge ponder portray praise
predict presume pretend proclaim promise propose protest question quip reaffirm realise realize reassure recall reckon
recommend recount refer refuse refute regret reiterate reject remark remember remind repeat reply report request respond
retort reveal scoff signal slam speculate stipulate stress submit suggest support suppose surmise suspect tease testify
threaten tout tweet underline urge vouch vow want warn whisper wonder worry
"""
_DOUBLED = _words("admit concur infer quip refer regret submit")
_IRREGULAR = """
feel felt, find found, foresee foresaw, foretell foretold, say said, show showed, swear swore, tell told, think thought,
understand understood, write wrote
"""
# Other forms of these are more often nouns, or do not report.
_SOME_FORMS = _words("stated stating posted continued continues")


def inflect(verb: str) -> set[str]:
    """List all forms of a verb, as if it were regular.

    >>> sorted(inflect("deny"))
    ['denied', 'denies', 'deny', 'denying']
    """
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    third = re.sub(r"([^aeiou])y$", r"\1ie", re.sub(r"(s|sh|ch|x|o)$", r"\1e", verb)) + "s"
    past = re.sub(r"([^aeiou])y$", r"\1ie", stem).removesuffix("e") + "ed"
    return {verb, third, past, re.sub(r"([^e])e$", r"\1", stem) + "ing"}


def _list_verbs() -> set[str]:
    forms = set(_SOME_FORMS)
    for verb in _REGULAR.split():
        forms |= inflect(verb)
    for pair in _IRREGULAR.split(","):
        verb, past = pair.split()
        forms |= (inflect(verb) - {verb + "ed"}) | {past}
    return forms


VERBS = frozenset(_list_verbs())
"""Reporting verbs in all their forms, in lower case."""
