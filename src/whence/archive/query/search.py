"""Full-text search: query parsing, ranking, and snippets.

Reference:
    https://www.sqlite.org/fts5.html; ranked by BM25: Robertson and Zaragoza, "The Probabilistic Relevance Framework:
    BM25 and Beyond", Foundations and Trends in Information Retrieval 3, 2009.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from whence.archive.query.filters import condition, other_spellings, phrase
from whence.archive.query.lookup import held_by_version
from whence.archive.query.snippets import Place, Term, best_passages
from whence.archive.storage.store import Store
from whence.errors import UsageError
from whence.records.answers import Filters, Hit, Passage, SearchResult
from whence.records.arguments import check_choice

__all__ = ["FIELDS", "Field", "Query", "match_all", "parse_query", "search"]

Field: TypeAlias = Literal["text", "contents", "sources", "headlines"]
"""Fields to search: the whole text, the contents of attributions, the names of sources, or headlines."""
FIELDS: tuple[Field, ...] = get_args(Field)

# A word in a headline counts as much as six in the text. Chosen by hand, as there are no relevance judgements to tune
# by.
_WEIGHTS = "6.0, 1.0, 2.0, 3.0"
_MOST_RANKED = 10_000
"""Maximum number of hits to rank. Of more hits the latest to arrive are ranked, as ranking 100,000 would take half a
second."""
# CROSS JOIN fixes the join order: otherwise the full-text index would be queried again for each version. The versions'
# columns that are needed here are close together in an index of their own: if nothing of the file is in memory, ten
# thousand of their rows take ten times as long (python -m bench.searching, cold). SQLite ranks them too, so that
# Python gets only the rows that are shown.
_RANKED = f"""
WITH found AS MATERIALIZED (
  SELECT versions.id AS id, -bm25(words, {_WEIGHTS}) AS score
  FROM words CROSS JOIN versions INDEXED BY versions_asked ON versions.id = words.rowid
  WHERE words MATCH ? AND {{}} ORDER BY words.rowid DESC LIMIT {_MOST_RANKED + 1}
), ranked AS (
  SELECT id, score FROM (SELECT id, score FROM found ORDER BY id DESC LIMIT {_MOST_RANKED})
  ORDER BY score DESC, id DESC LIMIT ? OFFSET ?
)
SELECT (SELECT count(*) FROM found), id, score FROM (SELECT TRUE) LEFT JOIN ranked ORDER BY score DESC, id DESC
"""
"""SQL for the best hits of a full-text query, and how many there are."""
_PART = re.compile(r'-?"[^"]*"?|\S+')
_LONGEST_QUERY = 1000
_MOST_JOINED = 3
"""Maximum number of adjacent words tried as one name in a script without spaces: "Kim Jong Un"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A parsed query: in the full-text query language, and as terms to mark in snippets."""

    match: str
    terms: tuple[Term, ...]
    groups: tuple[tuple[Term, ...], ...]
    """What is required: one term of each group."""
    banned: tuple[Term, ...]
    """What must not be found."""


def search(  # noqa: PLR0913 -- independent options
    store: Store,
    asked: str,
    *,
    filters: Filters,
    fields: Collection[str],
    limit: int,
    offset: int,
    all_versions: bool,
) -> SearchResult:
    """Find reports that contain some words.

    Raises:
        UsageError: The query contains no word.
        ValueError: There is no such field.
    """
    for field in fields:
        check_choice("each of fields", field, FIELDS)
    query = parse_query(store, asked)
    columns = f"{{{' '.join(sorted(set(fields)))}}} : " if fields else ""
    where_sql = condition(store, filters, all_versions=all_versions)
    with store.snapshot():
        rows = store.rows(
            _RANKED.format(where_sql.sql), (columns + f"({query.match})", *where_sql.values, limit, offset)
        )
        total = rows[0][0]
        ranked = [(version, score) for _, version, score in rows if version is not None]
        held = held_by_version(store, [version for version, _ in ranked])
        hits = [
            Hit(held=held[version], passages=_passages(store, version, query.terms, fields), score=round(score, 6))
            for version, score in ranked
        ]
    return SearchResult(hits=tuple(hits), total=min(total, _MOST_RANKED), is_more=total > _MOST_RANKED)


def parse_query(store: Store, asked: str) -> Query:
    """Parse a query as a user types it.

    All words are required, in any order. ``"two words"`` is a phrase, ``harb*`` a prefix, ``one OR other`` an
    alternative, ``-word`` an exclusion. Unless they are in quotation marks, names also match their spellings in other
    scripts.

    Raises:
        UsageError: The query contains no word that is required.
    """
    groups: list[list[Term]] = []
    parts = list(_read_parts(asked))
    for part in parts:
        if part.is_banned:
            continue
        found = [Term(words=part.words, is_prefix=part.is_prefix)]
        if part.is_plain:
            found += [Term(words=other) for other in other_spellings(store, part.words)]
        if part.is_either and groups:
            groups[-1] += found
        else:
            groups.append(found)
    if not groups:
        raise UsageError(asked or '""', "there is no word to search for", "Give a word, such as harbour")
    match = match_all(groups)
    terms = [term for group in groups for term in group]
    for name in _joined_names(store, [part.words for part in parts if part.is_plain], len(groups)):
        match = f"({match}) OR {phrase(name)}"
        terms.append(Term(words=name))
    banned = tuple(Term(words=part.words, is_prefix=part.is_prefix) for part in parts if part.is_banned)
    if banned:
        match = f"({match}) NOT ({' OR '.join(phrase(term.words) for term in banned)})"
    return Query(match=match, terms=tuple(terms), groups=tuple(map(tuple, groups)), banned=banned)


def match_all(groups: Iterable[Iterable[Term]]) -> str:
    """Write a full-text query for one term of each group."""
    options = ([phrase(term.words) + " *" * term.is_prefix for term in group] for group in groups)
    return " AND ".join(f"({' OR '.join(each)})" for each in options)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A word or a phrase of the query."""

    words: str
    is_banned: bool
    is_prefix: bool
    is_plain: bool
    """True if it is a single word without quotation marks and star."""
    is_either: bool
    """True if OR joins it to the part before it."""


def _read_parts(asked: str) -> Iterator[_Part]:
    is_either = False
    for part in _PART.findall(asked[:_LONGEST_QUERY]):
        if part == "OR":
            is_either = True
            continue
        words = part.removeprefix("-")
        is_quoted = words.startswith('"')
        is_prefix = not is_quoted and words.endswith("*")
        if any(character.isalnum() for character in words):
            yield _Part(
                words=words.strip('"').rstrip("*"),
                is_banned=part.startswith("-"),
                is_prefix=is_prefix,
                is_plain=not (is_quoted or is_prefix or part.startswith("-")),
                is_either=is_either,
            )
        is_either = False


def _joined_names(store: Store, plain: Sequence[str], group_count: int) -> list[str]:
    """Find one-word spellings of a name that makes up the whole query."""
    if not 1 < len(plain) == group_count <= _MOST_JOINED:
        return []
    return other_spellings(store, " ".join(plain))


def _passages(store: Store, version: int, terms: Sequence[Term], fields: Collection[str]) -> tuple[Passage, ...]:
    """Cut snippets: the headline, and where most of the terms are close together."""
    text, headline = store.rows(
        "SELECT text, headline FROM texts JOIN versions ON versions.id = texts.version WHERE version = ?", (version,)
    )[0]
    places: list[Place] = []
    if not fields or "headlines" in fields:
        is_in_text = bool(headline) and text.startswith(headline)
        places.append(Place(field="headline", text=headline or "", start=0 if is_in_text else None))
    if "contents" in fields:
        rows = store.rows("SELECT number, content FROM attributions WHERE version = ? ORDER BY number", (version,))
        places += [Place(field="contents", text=content, own=f"a{number}") for number, content in rows]
    if "sources" in fields:
        rows = store.rows("SELECT id, name FROM sources WHERE version = ? ORDER BY length(id), id", (version,))
        places += [Place(field="sources", text=name, own=own) for own, name in rows]
    if not fields or "text" in fields:
        start = text.find("\n") + 1 if headline else 0
        places.append(Place(field="text", text=text[start:], start=start))
    return best_passages(places, terms)
