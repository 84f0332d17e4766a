"""The genre of a report, if its form shows it: its address, its labels, its turns, its lines and its pronouns.

A genre decides what an editor would ask: scores are no tolls, and an opinion is its writer's. No genre is better than a
wrong one, so each needs a label that says it, or a form that hardly anything else has.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from urllib.parse import urlsplit

from whence.language.english import FIRST_SINGULAR
from whence.language.quotation_marks import Mark
from whence.language.words import Shape, Words
from whence.reading.attributions.transcripts import find_turns
from whence.reading.findings.headings import CLOCK
from whence.reading.sources.named_entities import Document
from whence.records.ledger import Genre
from whence.records.report import Report

__all__ = ["genre_of"]

# Folders of an address that hold nothing else: "/opinion/2031/why-the-ferry.html".
_FOLDERS: Mapping[str, Genre] = {
    **dict.fromkeys(("opinion", "opinions", "editorial", "editorials", "op-ed", "columnists"), "opinion"),
    **dict.fromkeys(("commentisfree", "letters-to-the-editor"), "opinion"),
    **dict.fromkeys(("live", "live-blog", "liveblog", "live-news", "live-updates"), "live blog"),
}
# What a headline begins or ends with, beside a colon, a bar or a dash, and what a line near the top says alone.
_LABELS: Mapping[Genre, re.Pattern[str]] = {
    "opinion": re.compile(
        r"opinions?|op-?eds?|editorials?|(?:guest )?column|commentary|letters?(?: to the editor)?", re.IGNORECASE
    ),
    "first-person": re.compile(r"(?:personal )?essay|first[- ]person", re.IGNORECASE),
    "live blog": re.compile(r"live(?:[- ]?blog| updates?)?|as it happened|the latest", re.IGNORECASE),
}
_BESIDE = re.compile(r"^([^:|]{3,30})(?=[:|])|[:|–—-] ?([^:|–—-]{3,30})$")
_FIRST_LINES = 4
_FEWEST_TURNS, _TURNS_SHARE = 4, 0.5
_FEWEST_TIMES, _FEWEST_ENTRIES = 3, 4
_FEWEST_LINES, _LONGEST_ITEM = 8, 15
_ITEMS_SHARE, _ROW_SHARE = 0.5, 0.3
_IS_SENTENCE = re.compile(r"[.!?…:;,–—-][\"”’')\]]*$|\w\w[.!?] [A-Z]")
_NUMBER = re.compile(r"\d+")
_SCORE = re.compile(
    r"\b(?:(?:beat\w*|defeat\w*|rout\w*|top(?:s|ped)|edg(?:es?|ed)|down(?:s|ed)|lift\w*|past|over|hold off|held off|"
    r"w[io]ns?|los[et]s?|victory|draw|drew|win|loss|rall(?:y|ied))\b|d\.) ?"
    r"[^.:;\n]{0,60}?\b\d{1,3}[-–]\d{1,3}\b(?![-–]\d)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=\w\w[.!?]) (?=[A-Z])")
_SPORT = frozenset({
    "goal", "goals", "goalkeeper", "goaltender", "striker", "midfielder", "defender", "halftime", "overtime", "inning",
    "innings", "wicket", "wickets", "touchdown", "touchdowns", "quarterback", "rebound", "rebounds", "assist",
    "assists", "kickoff", "scored", "unbeaten", "equaliser", "tiebreak", "homer", "saves", "yards", "shutout", "coach",
    "playoff", "playoffs", "season", "penalty", "period", "quarter", "game", "games", "match", "set", "points", "half",
})  # fmt: skip
_FEWEST_SPORT, _SPORT_SHARE = 5, 0.02
_FEWEST_WORDS, _I_SHARE, _I_PARAGRAPHS = 100, 0.025, 0.5


def genre_of(report: Report, document: Document) -> Genre | None:
    """Tell the genre of a report in English; None for ordinary news, and wherever the form leaves it open.

    Args:
        report: The report.
        document: Its words and names.
    """
    lines = [line.strip() for line in report.text.splitlines() if line.strip()]
    is_readable = lines and report.language in {None, "en"}
    return next(_shown(report, document, lines), None) if is_readable else None


def _shown(report: Report, document: Document, lines: Sequence[str]) -> Iterator[Genre]:
    """List the genres that the form shows, the surest first."""
    if _is_transcript(document):
        yield "transcript"
    labels = {*_folders(report.url), *_labels(lines)}
    if _is_live_blog(lines, is_labelled="live blog" in labels):
        yield "live blog"
    if "opinion" in labels:
        yield "opinion"
    if _is_listing(lines[1:]):
        yield "listing"
    if _is_match_report(lines, document.words):
        yield "match report"
    if "first-person" in labels or _is_first_person(document.words):
        yield "first-person"


def _folders(url: str | None) -> list[Genre]:
    folders = urlsplit(url or "").path.lower().split("/")[:-1]
    return [_FOLDERS[folder] for folder in folders if folder in _FOLDERS]


def _labels(lines: Sequence[str]) -> list[Genre]:
    """List the genres that a label tells: beside the headline, or alone on one of the next lines."""
    beside = [part for match in _BESIDE.finditer(lines[0]) for part in match.groups() if part]
    told = [label.strip(" .:") for label in (*beside, *lines[1:_FIRST_LINES])]
    return [genre for genre, pattern in _LABELS.items() if any(map(pattern.fullmatch, told))]


def _is_transcript(document: Document) -> bool:
    """Check for turns of two speakers, from the first to the last over most of the text."""
    turns = find_turns(document.words, document.names)
    speakers = {document.shown(turn.label) for turn in turns}
    if len(turns) < _FEWEST_TURNS or len(speakers) == 1:
        return False
    return turns[-1].contents[0][1] - turns[0].label[0] >= _TURNS_SHARE * len(document.words)


def _is_live_blog(lines: Sequence[str], *, is_labelled: bool) -> bool:
    """Check for entries by the clock: several times that stand alone, or at the head of lines under a label."""
    times = [(match.end(), len(line)) for line in lines if (match := CLOCK.match(line))]
    return sum(end == length for end, length in times) >= _FEWEST_ENTRIES or (
        is_labelled and len(times) >= _FEWEST_TIMES
    )


def _is_listing(lines: Sequence[str]) -> bool:
    """Check whether most lines, and most words, are items and rows of figures, and no sentences."""
    items = [line for line, after in zip_longest(lines, lines[1:], fillvalue="") if _is_item(line, after)]
    words, listed = (sum(len(line.split()) for line in some) for some in (lines, items))
    return len(lines) >= _FEWEST_LINES and len(items) >= _ITEMS_SHARE * len(lines) and listed >= _ITEMS_SHARE * words


def _is_item(line: str, after: str) -> bool:
    length = len(line.split())
    is_row = len(_NUMBER.findall(line)) >= max(2, _ROW_SHARE * length)
    # A line that ends without a stop, or goes on in lower case, may be part of a text that is cut into lines.
    is_cut = line[0].islower() or after[:1].islower()
    return is_row or (length <= _LONGEST_ITEM and not is_cut and not _IS_SENTENCE.search(line))


def _is_match_report(lines: Sequence[str], words: Words) -> bool:
    """Check whether the first lines give a score with who won, and the words are those of a game."""
    sport = [words.lower[i] for i in words.places_of(_SPORT)]
    is_sport = len(set(sport)) >= _FEWEST_SPORT and len(sport) >= _SPORT_SHARE * len(words)
    return is_sport and any(_SCORE.search(_SENTENCE_END.split(line, maxsplit=1)[0]) for line in lines[:_FIRST_LINES])


def _is_first_person(words: Words) -> bool:
    """Check whether the writer speaks of himself all along, outside quotation marks."""
    said = [i for i in words.places_of(FIRST_SINGULAR) if words.marks[i] != Mark.INSIDE]
    if not said:
        return False
    own = [i for i, mark in enumerate(words.marks) if mark != Mark.INSIDE and words.shapes[i] != Shape.PUNCTUATION]
    paragraphs = {words.paragraphs[i] for i in own}
    is_long = len(own) >= _FEWEST_WORDS and len(said) >= _I_SHARE * len(own)
    return is_long and len({words.paragraphs[i] for i in said}) >= _I_PARAGRAPHS * len(paragraphs)
