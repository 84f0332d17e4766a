"""What two claims disagree on: a number, a date, who acts, whether it is so at all, or the place.

Each difference has the words on both sides. A difference alone is no disagreement: two claims on different things
differ too. Whether the rest is the same is for `whence.linking.claims.claim_scores` to say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from whence.language.english import COMMONEST, POSSESSIVES, base_forms
from whence.language.gazetteer import country_of, read_table
from whence.language.idf import term_of
from whence.language.iso_dates import days_of
from whence.language.scripts import likeness
from whence.language.words import CAPITALISED
from whence.linking.claims.claim_vectors import cosines
from whence.linking.claims.claims import SIDES, AnalysedClaim, Name
from whence.linking.claims.counted_things import Matter, matter_of
from whence.linking.claims.pointing import points_elsewhere
from whence.linking.claims.quantities import Quantity, are_compatible, are_of_one_vote
from whence.records.claims import DifferenceKind
from whence.records.ledger import Time
from whence.records.report import Span

__all__ = ["Difference", "find_differences"]

_NOT = frozenset({"not", "no", "never", "nobody", "none", "nothing", "cannot", "nor", "neither", "hardly"})
_ONLY = frozenset({"only", "just", "merely", "doubt"})
"""After one of these words a negation denies nothing: "not only"."""
_NOT_IN_TWO = frozenset({"t"})
"""What follows the apostrophe of "won't"."""
_SQUEEZED = frozenset({
    "cant", "dont", "didnt", "doesnt", "isnt", "wasnt", "arent", "werent", "couldnt", "wouldnt", "shouldnt", "hasnt",
    "havent", "hadnt",
})  # fmt: skip
"""Negations written without their apostrophe."""
_NOT_DOING = frozenset({
    "fail", "fails", "failed", "failing", "refuse", "refuses", "refused", "refusing", "deny", "denies", "denied",
    "denying", "decline", "declines", "declined", "lack", "lacks", "lacked", "unable", "unlikely", "failure", "refusal",
    "denial", "without",
})  # fmt: skip
"""Words that deny what follows them: "failed to sign", "denied the outbreak"."""
_DENY_ALWAYS = _NOT | _SQUEEZED
_DENYING = _DENY_ALWAYS | _NOT_IN_TWO | _NOT_DOING
_BEFORE_TO = frozenset({"fail", "fails", "failed", "failing"})
"""Those that deny only a verb: a failed campaign was a campaign."""
_ON_A_NAME = frozenset({"number", "date", "negation"})
_REACH, _CONTEXT = 4, 4
"""Words after a negation that it may deny; words around a number that tell what it counts."""
_LEAST_WEIGHT = 15
"""Least rarity of a word that a negation can deny, or that shows what a number counts."""
_ROLES, _BEFORE = frozenset({"of", "additional", "another", "further", "other", "but", "except"}), 4
"""What stands among the words before a number that counts something else than all of them: "21 of more than 200", "all
but five", "an additional 40"."""
_ONE_OF_MANY = [[be, article] for be in ("is", "was") for article in ("a", "an")]
_CLEAR_UNITS = frozenset({"%", "$", "£", "€", "¥", "minutes", "votes"})
"""Units by which numbers are comparable whatever they count."""
_JOINTS = frozenset({"-", "–", ")", "("})
"""What joins the parts of a number of a telephone."""
_LEAST_OF_COUNTED = 10
"""Least rarity of what a number counts: "years" is a common word."""
_COUNTED, _LEAST_NEAR = 3, 0.15
"""Words after a number among which what it counts is looked for; least cosine of two words for one thing: that of
"people" and "men" is 0.18, that of "years" and "charges" 0.02."""
_SAME_VERB = 0.5
"""Least cosine of two words for one deed: that of "sold" and "sell" is 0.83, of "relocated" and "move" 0.56, of
"warehouse" and "move" 0.08."""
_LIKE_NAMES, _SHORTEST_NAME = 4, 3
"""Letters that a name and its adjective begin with alike, "Vastria" and "Vastrian"; those of a name that is no
initial."""
_SAME_SPELLING = 0.8
"""Least likeness of two spellings of a name."""
_DAYS_OF_MONTH = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that two claims do not have in common, and the words that show it."""

    kind: DifferenceKind
    spans: tuple[Span, ...]
    """In the first claim's text; empty if only the other has words for it."""
    other_spans: tuple[Span, ...]
    """In the other claim's text."""
    is_doubtful: bool = False
    """True if the claims may be on two things, or one thing read in two ways: then they neither agree nor disagree."""
    matter: Matter = "number"
    """Of two numbers, what they are of."""


def find_differences(one: AnalysedClaim, other: AnalysedClaim) -> tuple[Difference, ...]:
    """Find in what two claims differ, in the order number, date, actor, place, negation.

    A number, date or name counts only if both have one that the other lacks: what one alone tells contradicts nothing.

    >>> from whence.linking.claims.claim_vectors import open_vectors
    >>> from whence.linking.claims.claims import ClaimMention, analyse_claim
    >>> texts = "Okafor opened the port with 12 ships", "Okafor opened the port with nineteen ships"
    >>> one, other = (analyse_claim(ClaimMention(id=text, text=text), open_vectors()) for text in texts)
    >>> [(found.kind, found.spans[0].of(texts[0])) for found in find_differences(one, other)]
    [('number', '12')]
    """
    found = (*_numbers(one, other), *_dates(one, other), *_names(one, other), *_negations(one, other))
    is_on_others = bool(found) and all(
        any(name.span and not name.is_place and not _has_name(b, name) for name in a.names)
        for a, b in ((one, other), (other, one))
    )
    is_elsewhere = bool(found) and (points_elsewhere(one) or points_elsewhere(other))
    return tuple(
        replace(told, is_doubtful=True) if is_elsewhere or (is_on_others and told.kind in _ON_A_NAME) else told
        for told in found
    )


def _numbers(one: AnalysedClaim, other: AnalysedClaim) -> Iterator[Difference]:
    mine = [a for a in one.quantities if not any(are_compatible(a, b) for b in other.quantities)]
    theirs = [b for b in other.quantities if not any(are_compatible(a, b) for a in one.quantities)]
    for a in mine:
        around = _context(one, a.span)
        alike = [b for b in theirs if a.unit == b.unit and (around & _context(other, b.span) or a.unit in _CLEAR_UNITS)]
        if alike:
            best = max(alike, key=lambda b: (_overlap(one, around & _context(other, b.span)), -b.span.start))
            theirs.remove(best)
            matter = matter_of(one, a, other, best)
            has_one_role = _role(one, a) == _role(other, best)
            yield Difference(
                kind="number",
                spans=(a.span,),
                other_spans=(best.span,),
                is_doubtful=matter == "apart" or not has_one_role or not _count_alike(one, a, other, best),
                matter=matter,
            )


def _role(claim: AnalysedClaim, number: Quantity) -> frozenset[str]:
    """Find the words before a number that tell it from the number of all: what it adds to, is part of, or leaves.

    Before an age they are those that tell somebody from somebody's brother.
    """
    first, _ = claim.words.covering(number.span.start, number.span.end)
    return (_ROLES | POSSESSIVES if number.unit == "years" else _ROLES).intersection(
        word.lower() for word in claim.words.texts[max(0, first - _BEFORE) : first]
    )


def _count_alike(one: AnalysedClaim, a: Quantity, other: AnalysedClaim, b: Quantity) -> bool:
    """Check whether two numbers may count the same things, by the words after them; a number of a code counts none."""
    if _is_of_code(one, a) or _is_of_code(other, b) or (a.unit == "votes" and not are_of_one_vote(a, b)):
        return False
    mine, theirs = _counted(one, a.span), _counted(other, b.span)
    if a.unit in _CLEAR_UNITS or not mine or not theirs or term_of(mine) == term_of(theirs):
        return True
    near = cosines(*(one.vectors.of_each([word]) for word in (mine, theirs)))
    return float(near[0, 0]) >= _LEAST_NEAR


def _counted(claim: AnalysedClaim, span: Span) -> str:
    """Find the first telling word right after a number: what it counts."""
    _, end = claim.words.covering(span.start, span.end)
    near = range(end, min(len(claim.words), end + _COUNTED))
    return next((claim.words.texts[i] for i in near if claim.weights[i] >= _LEAST_OF_COUNTED), "")


def _is_of_code(claim: AnalysedClaim, quantity: Quantity) -> bool:
    """Check whether a number stands next to another, as in the number of a telephone."""
    first, end = claim.words.covering(quantity.span.start, quantity.span.end)
    before, after = claim.words.texts[max(0, first - 2) : first][::-1], claim.words.texts[end : end + 2]
    return any(
        beside[:1] and (beside[0] if beside[0] not in _JOINTS else beside[-1])[:1].isdigit()
        for beside in (before, after)
    )


def _context(claim: AnalysedClaim, span: Span) -> frozenset[str]:
    """List the terms of some weight around a number or name: what it counts, and what it does."""
    first, end = claim.words.covering(span.start, span.end)
    near = range(max(0, first - _CONTEXT), min(len(claim.words), end + _CONTEXT))
    return frozenset(claim.terms[i] for i in near if claim.weights[i] >= _LEAST_WEIGHT and not first <= i < end)


def _overlap(claim: AnalysedClaim, terms: frozenset[str]) -> int:
    return sum(claim.rarities[term] for term in terms)


def _dates(one: AnalysedClaim, other: AnalysedClaim) -> Iterator[Difference]:
    def are_same(a: Time, b: Time) -> bool:
        # "Monday" of a plan and "Monday" of a result are a week apart; in reports of nearly one day they are the same,
        # and a text that is printed again a day later has its "today" from the day before.
        return _are_same_time(a, b) or (is_near and _words_of(one, a) == _words_of(other, b))

    is_near = _are_near(one.mention.published, other.mention.published)
    mine = [a for a in one.times if not any(are_same(a, b) for b in other.times)]
    theirs = [b for b in other.times if not any(are_same(a, b) for a in one.times)]
    if mine and theirs:
        spans, other_spans = (tuple(span for time in times for span in time.spans) for times in (mine, theirs))
        # What each report says of its own day happens every day: "nobody answered on Monday", "… on Tuesday".
        is_doubtful = all(_is_own_day(claim, time) for claim, times in ((one, mine), (other, theirs)) for time in times)
        yield Difference(kind="date", spans=spans, other_spans=other_spans, is_doubtful=is_doubtful)


def _is_own_day(claim: AnalysedClaim, time: Time) -> bool:
    """Check whether a time is the day on which the report was published."""
    return time.start == time.end == (claim.mention.published or "")[:10]


def _are_near(one: str | None, other: str | None) -> bool:
    """Check whether two reports were published on one day or the next, or both have no date."""
    if one is None or other is None:
        return one == other
    days, other_days = days_of(one[:10]), days_of(other[:10])
    if days is None or other_days is None:
        return False
    return abs(days[0].toordinal() - other_days[0].toordinal()) <= 1


def _words_of(claim: AnalysedClaim, time: Time) -> str:
    return " ".join(span.of(claim.mention.text).lower() for span in time.spans)


def _are_same_time(one: Time, other: Time) -> bool:
    """Check whether one time lies within the other; two open ones must have nearly the same bound."""
    a, b = _days(one), _days(other)
    if (one.start is None) == (other.start is None) and (one.end is None) == (other.end is None):
        if one.start is None or one.end is None:
            return abs(a[0] - b[0]) < _DAYS_OF_MONTH
        return (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])
    return a[0] <= b[1] and b[0] <= a[1]


def _days(time: Time) -> tuple[int, int]:
    """Return first and last day by number; of a time with an open end, its one bound twice."""
    bounds = [days_of(bound) for bound in (time.start, time.end) if bound]
    days = [day.toordinal() for bound in bounds if bound for day in bound] or [0]
    return min(days), max(days)


def _names(one: AnalysedClaim, other: AnalysedClaim) -> Iterator[Difference]:
    mine = [name for name in one.names if not _has_name(other, name)]
    theirs = [name for name in other.names if not _has_name(one, name)]
    for is_place in (False, True):
        a, b = ([name for name in names if name.is_place == is_place] for names in (mine, theirs))
        spans = _spans_beside(one, a, other, b)
        other_spans = _spans_beside(other, b, one, a)
        if is_place:
            spans, other_spans = (*spans, *_sides(one, other)), (*other_spans, *_sides(other, one))
        if spans and other_spans:
            kind: DifferenceKind = "place" if is_place else "actor"
            named = [(one, span) for span in spans] + [(other, span) for span in other_spans]
            is_doubtful = not is_place and any(_is_doubtful(claim, span) for claim, span in named)
            yield Difference(kind=kind, spans=spans, other_spans=other_spans, is_doubtful=is_doubtful)


def _is_doubtful(claim: AnalysedClaim, span: Span) -> bool:
    """Check whether a name may be another one: a pronoun's, initials, or one of many ("Okafor is a pilot")."""
    name = span.of(claim.mention.text)
    is_pronoun = any(span.start < own.end and own.start < span.end for own in claim.mention.pronoun_spans)
    _, end = claim.words.covering(span.start, span.end)
    is_of_many = [word.lower() for word in claim.words.texts[end : end + 2]] in _ONE_OF_MANY
    return is_pronoun or is_of_many or (country_of(name) is None and ("." in name or len(name) < _SHORTEST_NAME))


def _spans_beside(
    one: AnalysedClaim, names: Sequence[Name], other: AnalysedClaim, others: Sequence[Name]
) -> tuple[Span, ...]:
    """Keep the names that stand beside the same words as a name of the other claim."""
    around = [_context(other, name.span) for name in others if name.span]
    return tuple(
        name.span for name in names if name.span and any(_context(one, name.span) & context for context in around)
    )


def _sides(claim: AnalysedClaim, other: AnalysedClaim) -> Iterator[Span]:
    """Find points of the compass that the other claim lacks."""
    for i, word in enumerate(claim.words.texts):
        is_side = word.lower() in SIDES and word.lower() not in {own.lower() for own in other.words.texts}
        if is_side and not any(SIDES.get(word) == SIDES.get(o) for o in other.words.texts):
            yield _span_of(claim, i)


def _has_name(claim: AnalysedClaim, name: Name) -> bool:
    """Check whether a claim has a name, in full, in part, in initials or as an adjective."""
    if any(name.terms == own.terms for own in claim.names):
        return True
    large = (w for w, shape in zip(claim.words.texts, claim.words.shapes, strict=True) if shape in CAPITALISED)
    if name.acronym and name.acronym in "".join(word[0] for word in large).lower():
        return True
    return any(_are_same_name(name, own) for own in claim.names) or all(
        term in claim.rarities or any(_are_like(term, own) for own in claim.rarities) for term in name.terms
    )


def _are_same_name(one: Name, other: Name) -> bool:
    if one.country is not None and one.country == other.country:
        return True
    if (one.acronym and one.acronym in other.initials) or (other.acronym and other.acronym in one.initials):
        return True
    few, many = sorted((one.terms, other.terms), key=lambda terms: (len(terms), sorted(terms)))
    return all(any(_are_like(a, b) for b in many) for a in few)


def _are_like(one: str, other: str) -> bool:
    """Check whether two terms are one name, spelled alike, or a name and its adjective."""
    few, many = sorted((one, other), key=lambda term: (len(term), term))
    if few == many:
        return True
    if len(few) < _LIKE_NAMES:
        return False
    is_adjective = many.startswith(few[:-1]) and len(many) - len(few) <= 3  # noqa: PLR2004
    is_as_long = few[0] == many[0] and len(many) - len(few) <= 2  # noqa: PLR2004
    return is_adjective or (is_as_long and likeness(few, many) >= _SAME_SPELLING)


def _negations(one: AnalysedClaim, other: AnalysedClaim) -> Iterator[Difference]:
    mine, theirs = _negated(one), _negated(other)
    spans, other_spans = _denied(mine, one, other), _denied(theirs, other, one)
    # Two negations on one side and none on the other, or one on each, may well say the same.
    is_told = len(mine) % 2 != len(theirs) % 2 and bool(spans or other_spans)
    if not is_told and (opposed := _opposites(one, other)):
        is_told, spans, other_spans = True, {opposed[0]}, {opposed[1]}
    if is_told != (_is_against(one) != _is_against(other)):
        yield Difference(
            kind="negation",
            spans=tuple(sorted(spans if is_told else ())),
            other_spans=tuple(sorted(other_spans if is_told else ())),
            is_doubtful=bool(mine and theirs),
        )


def _is_against(claim: AnalysedClaim) -> bool:
    return claim.mention.certainty is not None and claim.mention.certainty < 0


@dataclass(frozen=True, slots=True)
class _Negation:
    """A word that denies, and what it denies: the first word of some weight after it."""

    span: Span
    word: str = ""
    forms: frozenset[str] = frozenset()
    """The word in its base forms and as a term."""


def _negated(claim: AnalysedClaim) -> list[_Negation]:
    """Find the negations of a claim."""
    words = [word.lower() for word in claim.words.texts]
    found: list[_Negation] = []
    for i, word in enumerate(words if not _DENYING.isdisjoint(words) else ()):
        is_cue = word in _DENY_ALWAYS or (word in _NOT_IN_TWO and i > 0 and words[i - 1] in {"'", "’"})
        is_cue = is_cue or (word in _NOT_DOING and not (word in _BEFORE_TO and words[i + 1 : i + 2] != ["to"]))
        # "Neither … nor" denies once, and "not … until" says when.
        is_second = (word == "nor" and "neither" in words[:i]) or "until" in words[i:]
        if is_cue and not is_second and not _ONLY.intersection(words[i + 1 : i + 2]):
            span = _span_of(claim, i)
            follow = (j for j in range(i + 1, min(i + 1 + _REACH, len(words))) if _counts(claim, j))
            told = (_Negation(span, words[j], frozenset({claim.terms[j], *base_forms(words[j])})) for j in follow)
            found.append(next(told, _Negation(span)))
    return found


def _denied(negations: Sequence[_Negation], claim: AnalysedClaim, other: AnalysedClaim) -> set[Span]:
    """Choose the negations of what the other claim tells too, perhaps in another word: "sold" and "did not sell"."""
    told = other.rarities.keys() | other.base_words.keys()
    return {one.span for one in negations if one.forms & told or _is_told(one.word, claim, other)}


def _is_told(word: str, claim: AnalysedClaim, other: AnalysedClaim) -> bool:
    """Check whether a claim has a word for what another denies that this other one lacks."""
    is_new = [term not in claim.rarities for term in other.rarities]
    if not word or not any(is_new):
        return False
    return bool((cosines(other.directions[is_new], claim.vectors.of_each([word])) >= _SAME_VERB).any())


def _counts(claim: AnalysedClaim, i: int) -> bool:
    return claim.weights[i] >= _LEAST_WEIGHT and claim.words.texts[i].lower() not in COMMONEST


def _opposites(one: AnalysedClaim, other: AnalysedClaim) -> tuple[Span, Span] | None:
    """Find a word of one claim whose opposite the other has, if neither has both."""
    mine, theirs, table = one.base_words, other.base_words, _opposites_table()
    for word, at in mine.items():
        for opposite in sorted(table[word] & theirs.keys()) if word in table else ():
            if opposite not in mine and word not in theirs:
                return _span_of(one, at), _span_of(other, theirs[opposite])
    return None


def _span_of(claim: AnalysedClaim, i: int) -> Span:
    return Span(claim.words.starts[i], claim.words.ends[i])


@cache
def _opposites_table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_table("opposites.tsv"):
        for opposite in row["opposites"].split():
            found.setdefault(row["word"], set()).add(opposite)
            found.setdefault(opposite, set()).add(row["word"])
    return {word: frozenset(opposites) for word, opposites in found.items()}
