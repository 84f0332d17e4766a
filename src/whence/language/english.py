"""What is known of English words: each list once, under a name that says what it decides."""

import re
from collections.abc import Iterator
from functools import lru_cache

from whence.language.quotation_marks import DOUBLE_MARKS

__all__ = [
    "ABOUT_A_NUMBER",
    "ANYBODY",
    "ARTICLES",
    "ARTICLES_ABROAD",
    "AUXILIARIES",
    "BEFORE_VERBS",
    "CLAUSE_ENDS",
    "CLAUSE_MARKS",
    "CLAUSE_OPENERS",
    "COMMONEST",
    "COMPANIES",
    "COPYRIGHT",
    "COUNTS",
    "DEFINITE",
    "DEMONSTRATIVES",
    "DESCRIBING",
    "EVERYDAY",
    "FEMININE",
    "FEMININE_NOUNS",
    "FIELDS_OF_BODIES",
    "FINITE",
    "FIRMS",
    "FIRST_PERSON",
    "FIRST_PLURAL",
    "FIRST_SINGULAR",
    "FORMS_OF_ADDRESS",
    "FORMS_OF_BE",
    "FRAMING",
    "GENERAL_BODIES",
    "HEADS_OF_BODIES",
    "HEARSAY",
    "INDEFINITE",
    "INTERVIEWERS",
    "MASCULINE",
    "MASCULINE_NOUNS",
    "MAY",
    "MEDIA",
    "MODALS",
    "NAMES_OR_POINTS",
    "NAMING",
    "NEGATIONS",
    "NEUTER",
    "NOT_ONLY",
    "NUMBER",
    "NUMBER_WORDS",
    "OFFICIALS",
    "ONE_OF_MANY",
    "OUTLET_NOUNS",
    "OUTLET_WORDS",
    "PHRASE_ENDS",
    "PLURAL_NUMBERS",
    "POSSESSIVES",
    "POSTS",
    "PUBLIC_BODIES",
    "REFLEXIVES",
    "RELATIVE",
    "ROLES_OF_TITLES",
    "SAYING",
    "SECOND_PERSON",
    "SEEMING",
    "SHORT_TITLES",
    "SPOKESMEN",
    "SUBJECT_PRONOUNS",
    "SURVEYS",
    "THIRD_PERSON",
    "THIRD_PLURAL",
    "TITLES",
    "VIEWS",
    "WHERE",
    "base_forms",
    "stem",
    "words_that_count",
]

# Pronouns, with the possessives that stand before a noun.
MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
THIRD_PLURAL = frozenset({"they", "them", "their", "themselves"})
RELATIVE = frozenset({"who", "whom", "which", "that"})
"""What stands for the noun or the name right before it."""
DESCRIBING = frozenset({"who", "which", "whose", "where"})
"""What begins a clause about the words before it."""
THIRD_PERSON = MASCULINE | FEMININE | NEUTER | THIRD_PLURAL | RELATIVE
MASCULINE_NOUNS = frozenset({
    "man", "boy", "gentleman", "husband", "father", "son", "brother", "uncle", "nephew", "grandfather", "stepfather",
    "boyfriend", "widower", "king", "prince", "duke", "monk", "businessman", "policeman", "spokesman", "fisherman",
})  # fmt: skip
FEMININE_NOUNS = frozenset({
    "woman", "girl", "lady", "wife", "mother", "daughter", "sister", "aunt", "niece", "grandmother", "stepmother",
    "girlfriend", "widow", "queen", "princess", "duchess", "countess", "nun", "businesswoman", "policewoman",
    "spokeswoman", "chairwoman", "congresswoman", "councilwoman", "actress", "waitress",
})  # fmt: skip
"""Nouns for people that tell the sex; "chairman" and "congressman" are said of women too."""
SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson"})
"""Who speaks for a body."""
POSTS = frozenset({"acp", "dc", "dm", "dsp", "sp"})
"""Letters for a post that are a body's or a place's, too: only "a DSP" is surely somebody who holds it."""
FIRST_SINGULAR = frozenset({"i", "me", "my"})
FIRST_PLURAL = frozenset({"we", "us", "our"})
FIRST_PERSON = FIRST_SINGULAR | FIRST_PLURAL
SECOND_PERSON = frozenset({"you", "your"})
OBJECT_PRONOUNS = frozenset({"him", "them", "me", "us"})
"""Those that are never subjects; "her" may be a possessive, too."""
REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})


COMPANIES = frozenset({"company", "firm"})
"""What every firm is called."""
FIRMS = COMPANIES | {
    "business", "corporation", "giant", "startup", "retailer", "maker", "manufacturer", "bank",
    "automaker", "carmaker", "chipmaker",
}  # fmt: skip
"""What a firm of any name may be called."""
GENERAL_BODIES = FIRMS | {
    "group", "organisation", "organization", "agency", "nonprofit", "charity", "club", "team", "party", "board",
}  # fmt: skip
"""Nouns that a body of any name may be called by. A union, a council or a court is called so in its name."""
PUBLIC_BODIES = frozenset({
    "assembly", "authority", "commission", "committee", "congress", "council", "court", "department", "federation",
    "legislature", "ministry", "office", "parliament", "party", "police", "senate", "tribunal", "university",
})  # fmt: skip
"""What bodies that are no firms have in their names."""
FIELDS_OF_BODIES = frozenset({
    "agriculture", "appeal", "appeals", "borough", "central", "city", "commerce", "county", "criminal", "defence",
    "district", "economy", "education", "emergency", "energy", "environment", "examiner", "external", "federal",
    "finance", "fire",
    "foreign", "general", "health", "high", "homeland", "homicide", "housing", "information", "interior",
    "international", "investigation", "justice", "labour", "law", "local", "medical", "metro",
    "municipal", "national", "news", "parish", "public",
    "regional", "revenue", "safety", "school", "schools", "security", "service", "services", "sheriff", "state",
    "statistics", "supreme", "town", "trade", "traffic", "transport", "transportation", "unit",
})  # fmt: skip
"""What public bodies are called by besides: alone, such words tell a body from others of its country at most."""
OUTLET_NOUNS = frozenset({"newspaper", "paper", "network", "publication", "broadcaster", "magazine", "outlet"})
"""What an outlet is called later: "the paper"."""


# What a noun phrase begins with.
ARTICLES = frozenset({"the", "a", "an"})
ARTICLES_ABROAD = frozenset({"der", "die", "das", "el", "la", "le", "les", "los", "las", "il"})
"""What the names of newspapers of other languages begin with: "Der Kurier", "La Gazeta"."""
DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
POSSESSIVES = frozenset({"his", "her", "its", "their"})
"""A phrase that begins with one means somebody other than the pronoun does: "her husband" is not she."""
DEFINITE = POSSESSIVES | DEMONSTRATIVES | {"the"}
"""A phrase that begins with one points back: "the diplomat", "their report"."""
ANYBODY = frozenset({
    "somebody", "someone", "something", "anybody", "anyone", "anything", "everybody", "everyone", "everything",
})  # fmt: skip
"""Pronouns that stand for no person or thing in particular. Those that deny, such as "nobody", are not among them."""
ONE_OF_MANY = frozenset({"a", "an", "one", "another"})
"""A phrase that begins with one is a singular."""
INDEFINITE = ONE_OF_MANY | {"some", "many", "several", "few", "other", "others", "any", "no"}
"""A phrase that begins with one means somebody new wherever it stands."""


WHERE = frozenset({"in", "at", "near", "across", "around", "from", "inside", "outside", "over"})
"""After one of these a place only says where."""
PHRASE_ENDS = WHERE | RELATIVE | {
    "of", "for", "on", "to", "with", "by", "about", "against", "during", "after", "before", "between", "among",
    "under", "behind", "within", "along", "including", "whose", "where", "as", "than", "like",
}  # fmt: skip
"""Before one of these the core of a noun phrase ends: "a spokesman | for the town", "a diver | who saw it"."""


CLAUSE_MARKS = DOUBLE_MARKS | {".", ";", ":", "—", "–", "?", "!"}
CLAUSE_ENDS = CLAUSE_MARKS | {",", "and", "but", "who", "which", "that"}
"""A hedge or negation before one of these belongs to another clause."""


MAY = frozenset({"can", "could", "may", "might"})
"""Modal verbs that make a thing possible and no more."""
MODALS = MAY | {"would", "should", "must", "will"}
"""Those and the modal verbs of duty and of what is to come."""

NEGATIONS = ("not", "cannot", "never", "nor", "neither")
NOT_ONLY = r"not (?:only|just|merely)|no doubt|(?:cannot|could not) but"
"""Pattern of negations that deny nothing."""


SAYING = frozenset({"said", "says", "told", "added", "insisted", "warned"})
"""Verbs that nearly always attribute, and never stand within a noun phrase."""
FRAMING = frozenset({
    "framing", "portraying", "casting", "presenting", "depicting", "characterizing", "characterising", "describing",
})  # fmt: skip
"""Participles after a content with which its source says what it takes that for: "framing it as an accident"."""


ROLES_OF_TITLES = {
    "sen": "senator", "gov": "governor", "rep": "congressman", "dr": "doctor", "prof": "professor", "gen": "general",
    "rev": "pastor", "lt": "lieutenant", "sgt": "sergeant", "col": "colonel", "capt": "captain", "cpt": "captain",
    "cpl": "corporal", "maj": "major", "adm": "admiral", "cmdr": "commander", "det": "detective",
    "supt": "superintendent",
}  # fmt: skip
"""What a bearer of a shortened title is called later: "the senator"."""
SHORT_TITLES = frozenset({*ROLES_OF_TITLES, "mr", "mrs", "ms"})
"""Titles written with a full stop, which ends no sentence."""
FORMS_OF_ADDRESS = SHORT_TITLES | {"miss", "hon", "sir", "dame", "lord", "lady"}
"""Titles that alone before a name are no role of its bearer."""
TITLES = FORMS_OF_ADDRESS | {
    "sens", "reps", "president", "senator", "minister", "professor", "judge", "justice", "general", "king", "queen",
    "prince", "princess", "pope", "secretary", "chancellor", "congressman", "congresswoman", "representative",
    "governor", "mayor", "captain", "colonel", "sheriff", "ambassador", "chairman", "director", "sheikh", "sheik",
    "shaikh", "imam", "ayatollah", "mullah", "rabbi", "bishop", "archbishop", "cardinal", "prophet", "aunt", "uncle",
}  # fmt: skip
"""Words before a person's name that are no part of it."""


HEADS_OF_BODIES = frozenset({
    "head", "chief", "ceo", "chair", "chairman", "chairwoman", "chairperson", "director", "secretary", "minister",
    "president", "ambassador", "commissioner", "dean", "leader", "founder", "editor", "governor", "mayor", "manager",
    "chancellor", "professor", "prosecutor", "superintendent", "coordinator",
})  # fmt: skip
"""Offices that a name may follow with what they are of between: "the secretary of state Ines Okafor"."""
NAMING = frozenset({"named", "called"})
"""What leads from a description to its name: "a cook named Brandt"."""


BEFORE_VERBS = frozenset({"also", "later", "then", "now", "still", "once", "again", "even", "never", "not", "t", "n"})
"""Adverbs that may stand right before a verb: "and then insisted". The last two are pieces of "not"."""
SUBJECT_PRONOUNS = frozenset({"i", "you", "he", "she", "it", "we", "they", "there"})
CLAUSE_OPENERS = frozenset({"that", "whether", "how", "why", "if", "what", "who", "when", "where"})
"""A content that begins with one is a clause: it tells what is said or thought, whatever the verb."""
FORMS_OF_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
AUXILIARIES = MAY | FORMS_OF_BE | {
    "am", "has", "have", "had", "having", "do", "does", "did",
    "will", "would", "shall", "should", "must", "s", "re", "ve", "ll", "d", "m",
}  # fmt: skip
FINITE = frozenset(word for word in AUXILIARIES if len(word) > 1)
"""Auxiliaries that show a verb, with "be", "having" and the pieces "re", "ve" and "ll", but no single letters."""
IRREGULAR_PASTS = frozenset({
    "said", "told", "wrote", "thought", "knew", "felt", "swore", "spoke", "saw", "found", "heard", "held", "chose",
    "understood", "meant", "gave", "took", "made", "put", "began", "sought", "foresaw", "forgot", "left", "went",
    "came", "ran", "stood", "sat", "got", "met", "led", "kept", "won", "lost", "sent", "drove", "drew", "broke", "grew",
    "fled", "fell", "hid", "stole", "struck", "hit", "threw", "drank", "spent", "paid", "bought", "sold", "shot",
    "sank",
})  # fmt: skip
"""Verbs of the past that do not end in "-ed"."""


OFFICIALS = frozenset({
    "police", "detectives", "investigators", "prosecutors", "officers", "paramedics", "deputies", "authorities",
    "agents", "troopers", "dispatchers",
})  # fmt: skip

SEEMING = r"(?:\w+ ){0,3}(?:seem|appear|sound)(?:s|ed)?(?: \w+ly)?(?: like| as if| to(?: have| be)?)?"
"""Pattern of cues that show a thing as it looks to anybody."""
NAMES_OR_POINTS = (
    r"\bknown (?:as|for)\b|\b(?:go|goes|went|going) by\b|\bpoint(?:s|ed|ing)? at\b|\bc[ao]m(?:e|es|ing) up with\b"
)
"""Pattern of cues that tell what somebody is called, is known for or thinks of, or what a hand points at."""


VIEWS = frozenset({"view", "words", "opinion", "judgment", "judgement", "estimation", "telling", "eyes"})
"""Nouns in "in her view" and "in the words of", which attribute what else the sentence tells."""
COUNTS = frozenset({"count", "account", "estimate", "reckoning", "calculation", "admission"})
"""Nouns in "by her count", which attribute what else the sentence tells."""


HEARSAY = frozenset({"allegedly", "purportedly", "reportedly"})
"""Adverbs that attribute their sentence by themselves, and name no source."""


OUTLET_WORDS = (
    "Times|Post|Tribune|Journal|Herald|Gazette|Chronicle|Radio|TV|Magazine|Daily|Press|News|Telegraph|Weekly|Courier|"
    "Inquirer"
)
"""Pattern of words in the names of newspapers and broadcasters."""
MEDIA = frozenset({
    "media", "television", "tv", "newspaper", "newspapers", "paper", "agency", "outlet", "outlets", "broadcaster",
    "daily", "tabloid", "magazine", "network", "radio", "station", "channel",
})  # fmt: skip
"""Nouns for outlets: "state media", "the newspaper"."""
SURVEYS = frozenset({"poll", "polling", "survey"})
"""Nouns for documents in which shares of people say something."""
INTERVIEWERS = frozenset({
    "host", "co-host", "anchor", "presenter", "moderator", "interviewer", "broadcaster", "reporter", "correspondent",
    "journalist", "podcaster",
})  # fmt: skip
"""Nouns for those who ask the questions in an interview."""


COMMONEST = (
    "the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "as", "by", "at", "said", "from",
    "it", "he", "be", "has", "an", "are", "will", "not", "have", "his", "they", "but", "who", "this", "were", "which",
    "their", "had", "she", "her", "would", "we", "i", "you",
)  # fmt: skip
"""The words that make up most of any English text and of none in another language."""


_STOPWORDS = DEMONSTRATIVES.union(COMMONEST, MAY - {"can"}, {
    "its", "or", "them", "him", "been", "being", "no", "says", "say", "what", "when", "after", "before", "over",
    "under", "about", "into", "than", "more", "also", "new", "amid", "our", "there", "so", "if", "do", "does", "did",
    "up", "out", "one",
})  # fmt: skip
"""Small words, which tell nothing of what a text is about."""
EVERYDAY = PHRASE_ENDS | INDEFINITE | AUXILIARIES | SUBJECT_PRONOUNS | THIRD_PERSON | FIRST_PERSON | _STOPWORDS | {
    "don", "didn", "doesn", "isn", "wasn", "aren", "weren", "wouldn", "couldn", "shouldn", "won", "hasn", "haven",
    "hadn", "ain", "t", "just", "all", "get", "got", "know", "think", "go", "going", "like", "because", "can", "very",
    "really", "people", "want", "how", "why", "even", "now", "then", "thing", "things", "lot", "something", "anything",
    "everything", "nothing", "make", "way", "only", "feel", "say", "see", "tell", "take", "come",
    # Of condolences.
    "thoughts", "prayers", "heart", "hearts", "deepest", "condolences", "sympathy", "sympathies", "family", "families",
    "loved", "loss", "tragedy", "tragic", "victims", "sorry",
}  # fmt: skip
"""Words that make up most of what anybody says, so that two people may say them alike. Contractions are two words."""


COPYRIGHT = r"^[^\w\n]{0,4}(?:©|\(c\)|copyright\s{1,3}(?:©|\(c\)|\d{4}\b|by\b))"
"""Pattern of the beginning of a line that is a copyright notice."""


@lru_cache(maxsize=1024)
def words_that_count(text: str) -> frozenset[str]:
    """List what a text is about: its words in lower case, stemmed, without stop words.

    >>> sorted(words_that_count("The council closes the harbours"))
    ['clos', 'council', 'harbour']
    """
    words = re.findall(r"\w+", text.lower())
    return frozenset(stem(word) for word in words if word not in _STOPWORDS and len(word) > 1)


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Remove the most common ending from a lower-case English word.

    >>> stem("closing"), stem("boats")
    ('clos', 'boat')
    """
    for ending in ("ingly", "edly", "ing", "ed", "ies", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:  # noqa: PLR2004
            return word.removesuffix(ending)
    return word


@lru_cache(maxsize=16_384)
def base_forms(word: str) -> tuple[str, ...]:
    """List what a lower-case word may be without the regular endings of verbs and nouns, itself first.

    >>> base_forms("denied"), base_forms("banned")
    (('denied', 'denie', 'deni', 'deny'), ('banned', 'banne', 'bann', 'ban'))
    """
    return tuple(_base_forms(word))


def _base_forms(word: str) -> Iterator[str]:
    yield word
    for ending in ("s", "d", "es", "ed", "ing"):
        base = word.removesuffix(ending)
        if base != word:
            yield base
            if ending == "ing":
                yield f"{base}e"
            if len(base) > 1 and base[-1] == base[-2]:
                yield base[:-1]
    for ending in ("ies", "ied"):
        if word.endswith(ending):
            yield f"{word.removesuffix(ending)}y"


NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100,
}  # fmt: skip


PLURAL_NUMBERS = frozenset(NUMBER_WORDS) - {"one"}
"""A phrase that begins with one is a plural."""


_DIGITS = r"(?<![\d,])(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,9})(?![\d,]*\d)"
NUMBER = rf"(?:{_DIGITS}|{'|'.join(NUMBER_WORDS)})"


ABOUT_A_NUMBER = (
    r"(?:almost|nearly|about|around|some|roughly|approximately|"
    r"more than|over|up to|at least|fewer than|less than|under)"
)
