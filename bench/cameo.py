"""Measure CAMEO's verb dictionary: accuracy of the event type in coded sentences, given actor and recipient.

This is the baseline for events: hand-made patterns with known parties. No model was trained on the sentences.

Reference:
    Schrodt, Gerner and Yilmaz, "Conflict and Mediation Event Observations (CAMEO)", 2009. The dictionary is that of the
    coder PETRARCH of April 2015; codes are converted to PLOVER's by PLOVER's own table of 2021.
"""

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.lexicon import inflect
from bench.options import find_corpus, parse_options, print_figures
from training.coded import read_coded
from whence.language.words import segment
from whence.reading.model.decode import WordRange

__all__ = ["Dictionary", "code_by_dictionary", "open_dictionary", "read_dictionary"]

_MOST_BETWEEN = 12
"""Maximum number of words between two words of a pattern. On the sentences that are not held out, 8 and 20 do a little
worse."""
_PATTERN_IS_NEARER = 2
"""A verb with a pattern counts as nearer to the actor by this many words than a verb without; chosen in the same way.
"""
_LONGEST_PART = 6
"""Maximum number of words of a part; a name counts as one."""
_WHOLE_STEM = 4
"""A word of a pattern with at least this many letters stands for all words that begin with it."""

_HEADER = re.compile(r"---\s*\S+\s*(?:\[(.*?)\])?")
_PATTERN = re.compile(r"- (.*\*.*?)\s*\[(.*?)\]")
_VERB = re.compile(r"([^\s\[{(]+)\s*(?:[{(]([^}]*)\}?)?\s*(?:\[(.*?)\])?")
_CODE = re.compile(r"(\d{3,4}): (\w+)")
_ACTOR = frozenset({"$", "%"})
_NO_EVENT = "---"
_RENAMED = {"CONCEDE": "YIELD", "RETREAT": "YIELD", "INVESTIGATE": "ACCUSE"}

Piece = tuple[tuple[str, ...], ...]
"""Alternatives for one place of a pattern: words, or a symbol for actor, recipient or any word."""
Names = tuple[WordRange, WordRange]
"""Actor and recipient."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Adjacent pieces of a pattern."""

    pieces: tuple[Piece, ...]
    is_tight: bool
    """True if no word may stand between this part and the one nearer to the verb."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pattern:
    """Words before and after a verb, each from the verb outward, and the resulting code."""

    before: tuple[_Part, ...]
    after: tuple[_Part, ...]
    length: tuple[int, int]
    """Number of words, and of symbols for actor or recipient."""
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """The dictionary's entry for a verb."""

    code: str
    """Code if no pattern fits."""
    patterns: tuple[_Pattern, ...]
    """Longest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """Verbs in all their forms with their patterns, and the event types of codes."""

    entries: Mapping[tuple[str, ...], Sequence[_Entry]]
    types: Mapping[str, str]

    def type_of(self, code: str) -> str | None:
        """Find the type of a code, or of the broader code; None if PLOVER dropped both."""
        first = code.partition(":")[0].strip()
        for broader in (first, first[:3], first[:2] + "0"):
            if broader in self.types:
                return self.types[broader]
        return None


def main() -> None:
    """Measure, and print the figures."""
    options = parse_options(__doc__)
    sentences = find_corpus(options.shared, "events/plv-train.tsv")
    dictionary = open_dictionary(options.shared)
    outcomes: Counter[str] = Counter()
    for row in read_coded(sentences, held_out=True):
        words = segment(row.text)
        told = code_by_dictionary(
            [row.text[start:end] for start, end in zip(words.starts, words.ends, strict=True)],
            words.covering(*row.actor),
            words.covering(*row.recipient),
            dictionary,
        )
        outcomes["right" if told == row.type else "wrong" if told else "none"] += 1
    count = outcomes.total()
    print_figures(
        "cameo",
        {"sentences": count, "accuracy": round(100 * outcomes["right"] / max(1, count), 1), "none": outcomes["none"]},
    )


def open_dictionary(shared: Path) -> Dictionary:
    """Read the dictionary from the folder of the corpora; if it is missing, print a message and exit."""
    with gzip.open(find_corpus(shared, "events/CAMEO.verbpatterns.txt.gz"), "rt", encoding="utf-8") as file:
        patterns = file.read()
    return read_dictionary(patterns, find_corpus(shared, "events/CAMEO2PLOVER-2021.txt").read_text("utf-8"))


def code_by_dictionary(
    words: Sequence[str], actor: WordRange, recipient: WordRange, dictionary: Dictionary
) -> str | None:
    """Code what an actor does to a recipient, by the verb nearest to the actor and the words around it.

    Verbs between the two take precedence; words within their names are ignored.

    Returns:
        A PLOVER type; None if no verb gives one.
    """
    lower = [word.lower() for word in words]
    apart = sorted((actor, recipient))
    best: tuple[tuple[bool, int], str] | None = None
    for start, end, entry in _verbs(lower, dictionary):
        if any(one[0] <= start < one[1] for one in apart):
            continue
        pattern = _longest_fitting(lower, (start, end), entry, (actor, recipient), dictionary)
        told = dictionary.type_of(pattern.code if pattern else entry.code)
        if told is None:
            continue
        distance = start - actor[1] if start >= actor[1] else actor[0] - start
        nearness = (_PATTERN_IS_NEARER if pattern else 0) - distance
        rank = (apart[0][1] <= start < apart[1][0], nearness)
        if best is None or rank > best[0]:
            best = rank, told
    return best[1] if best else None


def read_dictionary(patterns: str, types: str) -> Dictionary:
    """Read a dictionary of verb patterns in PETRARCH's format, and the table of PLOVER's types.

    Args:
        patterns: Synonym sets, then blocks of verbs and patterns.
        types: Lines such as ``042: CONSULT, visit``.
    """
    found = {code: _RENAMED.get(kind, kind) for code, kind in _CODE.findall(types)}
    lines = [line.split("#")[0].rstrip() for line in patterns.splitlines()]
    lines = [line for line in lines if line]
    first = next((number for number, line in enumerate(lines) if line.startswith("---")), len(lines))
    synonyms = _read_synonyms(lines[:first])
    entries: dict[tuple[str, ...], list[_Entry]] = {}
    for block in _blocks(lines[first:]):
        header = _HEADER.match(block[0])
        default = (header and header[1]) or _NO_EVENT
        told = [_pattern(row[1], row[2], synonyms) for row in map(_PATTERN.match, block) if row]
        ordered = tuple(sorted(told, key=lambda pattern: pattern.length, reverse=True))
        for row in (_VERB.match(line) for line in block[1:] if not line.startswith("- ")):
            if row:
                entry = _Entry(code=row[3] or default, patterns=ordered)
                for form in _forms(row[1].lower(), (row[2] or "").lower().split()):
                    entries.setdefault(form, []).append(entry)
    return Dictionary(entries=entries, types=found)


def _read_synonyms(lines: Iterable[str]) -> dict[str, Piece]:
    sets: dict[str, list[tuple[str, ...]]] = {}
    members: list[tuple[str, ...]] = []
    for line in lines:
        if line.startswith("&"):
            members = sets.setdefault(line.strip().rstrip("_").lower(), [])
        elif line.startswith("+"):
            members.append(tuple(line[1:].strip().lower().strip("_").split("_")))
    return {name: tuple(members) for name, members in sets.items()}


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.startswith("---") and block:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _forms(verb: str, irregular: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """List the forms of a verb of one or several words: ``+carry_out`` is inflected at the plus sign."""
    parts = verb.split("_")
    at = next((i for i, part in enumerate(parts) if "+" in part), 0)
    stem = parts[at].replace("+", "")
    regular = inflect(stem)
    if re.search(r"[^aeiou][aeiou][bdglmnprt]$", stem):
        regular |= {stem + stem[-1] + "ed", stem + stem[-1] + "ing"}
    own = [tuple(form.replace("+", "").split("_")) for form in irregular]
    yield from dict.fromkeys([*own, *((*parts[:at], form, *parts[at + 1 :]) for form in sorted(regular))])


def _pattern(text: str, code: str, synonyms: Mapping[str, Piece]) -> _Pattern:
    """Parse a pattern: ``$`` actor, ``+`` recipient, ``%`` both, ``^`` any word, ``&`` synonyms, ``_`` adjacency."""
    before, after = text.lower().split("*", 1)
    pieces = [piece for piece in re.split(r"[\s_*]+", before + " " + after) if piece]
    signs = sum(piece in {"$", "+", "%"} for piece in pieces)
    left, right = _parts(before.split(" "), synonyms), _parts(after.replace("*", "").split(" "), synonyms)
    # An underscore next to the verb means that the words are adjacent: "been_*_in".
    return _Pattern(
        before=tuple(_tight(reversed(left), touching=before.endswith("_"))),
        after=tuple(_tight(right, touching=after.startswith("_"))),
        length=(len(pieces) - signs - pieces.count("^"), signs),
        code=code,
    )


def _parts(texts: Iterable[str], synonyms: Mapping[str, Piece]) -> list[tuple[Piece, ...]]:
    split = [[piece for piece in text.split("_") if piece] for text in texts]
    return [tuple(synonyms.get(piece, ((piece,),)) for piece in pieces) for pieces in split if pieces]


def _tight(parts: Iterable[tuple[Piece, ...]], *, touching: bool) -> Iterator[_Part]:
    for number, pieces in enumerate(parts):
        yield _Part(pieces=pieces, is_tight=touching and number == 0)


def _verbs(words: Sequence[str], dictionary: Dictionary) -> Iterator[tuple[int, int, _Entry]]:
    """Find verbs; if several begin at one word, the longest."""
    longest = max((len(form) for form in dictionary.entries), default=0)
    for start in range(len(words)):
        for end in range(min(len(words), start + longest), start, -1):
            entries = dictionary.entries.get(tuple(words[start:end]), ())
            yield from ((start, end, entry) for entry in entries)
            if entries:
                break


def _longest_fitting(
    words: Sequence[str], verb: WordRange, entry: _Entry, names: Names, dictionary: Dictionary
) -> _Pattern | None:
    """Find the longest pattern of a verb that fits a sentence.

    Skip patterns with a code that PLOVER dropped, but not those that mean that there is no event.
    """
    for pattern in entry.patterns:
        is_told = pattern.code == _NO_EVENT or dictionary.type_of(pattern.code) is not None
        if is_told and _fits_after(words, verb[1], pattern, names) and _fits_before(words, verb[0], pattern, names):
            return pattern
    return None


def _fits_after(words: Sequence[str], start: int, pattern: _Pattern, names: Names) -> bool:
    for part in pattern.after:
        last = start if part.is_tight else min(len(words), start + _MOST_BETWEEN)
        ends = (_end_of(part, words, at, names) for at in range(start, last + 1))
        end = next((end for end in ends if end is not None), None)
        if end is None:
            return False
        start = end
    return True


def _fits_before(words: Sequence[str], end: int, pattern: _Pattern, names: Names) -> bool:
    for part in pattern.before:
        nearest = end if part.is_tight else end - _MOST_BETWEEN
        for at in range(end - 1, max(-1, nearest - _LONGEST_PART - 1), -1):
            reached = _end_of(part, words, at, names)
            if reached is not None and nearest <= reached <= end:
                end = at
                break
        else:
            return False
    return True


def _end_of(part: _Part, words: Sequence[str], at: int, names: Names) -> int | None:
    """Find the end of a part that starts at a word; None if it does not match there."""
    for piece in part.pieces:
        ends = (_end_of_words(one, words, at, names) for one in piece)
        end = next((end for end in ends if end is not None), None)
        if end is None:
            return None
        at = end
    return at


def _end_of_words(stems: Sequence[str], words: Sequence[str], at: int, names: Names) -> int | None:
    actor, recipient = names
    if stems[0] in _ACTOR or stems[0] == "+":
        start, end = recipient if stems[0] == "+" else actor
        return end if start <= at < end else None
    if at + len(stems) > len(words):
        return None
    if all(stem == "^" or _is_form(word, stem) for stem, word in zip(stems, words[at:], strict=False)):
        return at + len(stems)
    return None


def _is_form(word: str, stem: str) -> bool:
    if len(stem) >= _WHOLE_STEM:
        return word.startswith(stem)
    return word in {stem, stem + "s", stem + "ed", stem + "ing"}


if __name__ == "__main__":
    main()
