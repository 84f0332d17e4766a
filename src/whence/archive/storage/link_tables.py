"""Tables of the links among reports: the SQL of their migration.

Links are those of the latest versions. Reports are numbered by their public ids (`whence.archive.linking.items`), so
that the tables depend on which reports there are and not on the order in which they came. Nothing here refers to
``versions``: what a report that was changed or removed had in common with others is needed to undo it, and
`whence.archive.linking.link` does so. Everything in these tables can be made again from the ledgers.

| table | one row is |
|---|---|
| linked | a report that is linked, and by which version |
| unlinked | a version to link, or a linked one that was replaced or removed; triggers write it |
| link_rules | the number of the rules by which reports were linked |
| story_keys | what a report is compared by when stories are found |
| story_postings | the reports that have a key, of some weeks of publication, to find the reports that share it |
| story_candidates | the reports that share the rarest keys with one |
| story_pairs | two reports that may be on one story, and how likely they are, in millionths |
| stories | a report: number of its story's earliest, its second of publication, the rarity its candidates reach |
| report_words | the words of a report as numbers, by which it is compared, and the agencies that it credits |
| fingerprints | a hash of five words of a report, to find the reports that share a passage |
| paragraphs, standing | a paragraph of an outlet's report; a paragraph that stands under many reports of an outlet |
| passages | a passage that two reports share, and by how many keys the two are linked |
| quotations, quotation_keys | a quotation and the number of the earliest of its group; the hashes that find it |
| quotation_pairs | two quotations that are the same, exact or altered, and by how many keys they are linked |
| claim_reports | what a comparison needs to know of a report's mentions of claims |
| claim_mentions | where a report makes a claim; its wording, the first mention of the story in these words; the claim;
  whether the report repeats it only to correct it |
| claim_pairs | two wordings that were compared, and whether they say the same, disagree, or neither |
| naming_reports, named_sources | a report that names sources, with its story and places; a source that it names |
| portraits, person_keys | sources that are one beyond doubt, and the keys that bring them together with others |
| unsettled_portraits, unsettled_stories, unsettled_people, lost_sources | what the end of a linking brings up to date |
| people | a person, organisation or document across reports |
| link_aliases | an id that was given to a story, claim or person once, and the number that it goes by now |
"""

import re

__all__ = ["CORRECTED_CLAIMS", "EMPTY_LINKS", "KEPT_POSTINGS", "LINK_TABLES", "MADE_TABLES", "UNSETTLED_TABLES"]

_LINKED = """
CREATE TABLE linked (
  item INTEGER PRIMARY KEY,
  version INTEGER NOT NULL UNIQUE,
  report TEXT NOT NULL UNIQUE
);
CREATE TABLE unlinked (
  version INTEGER PRIMARY KEY
);
CREATE TABLE link_rules (
  number INTEGER NOT NULL
);
CREATE TRIGGER version_added AFTER INSERT ON versions WHEN new.is_latest BEGIN
  INSERT OR IGNORE INTO unlinked VALUES (new.id);
END;
CREATE TRIGGER version_replaced AFTER UPDATE OF is_latest ON versions WHEN new.is_latest IS NOT old.is_latest BEGIN
  DELETE FROM unlinked WHERE version = new.id;
  INSERT INTO unlinked SELECT new.id WHERE new.is_latest OR new.id IN (SELECT version FROM linked);
END;
CREATE TRIGGER version_removed AFTER DELETE ON versions BEGIN
  DELETE FROM unlinked WHERE version = old.id;
  INSERT INTO unlinked SELECT old.id WHERE old.id IN (SELECT version FROM linked);
END;
CREATE TRIGGER ledger_replaced AFTER UPDATE OF ledger ON texts WHEN new.ledger IS NOT old.ledger BEGIN
  INSERT OR IGNORE INTO unlinked SELECT id FROM versions WHERE id = new.version AND is_latest;
END;
CREATE TRIGGER report_renamed AFTER UPDATE OF key ON reports WHEN new.key IS NOT old.key BEGIN
  INSERT OR IGNORE INTO unlinked SELECT id FROM versions WHERE report = new.id AND is_latest;
END;
CREATE TABLE link_aliases (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX link_aliases_number ON link_aliases (number);
"""

_STORIES = """
CREATE TABLE story_keys (
  item INTEGER PRIMARY KEY,
  keys BLOB NOT NULL,
  candidates BLOB NOT NULL
);
CREATE TABLE story_terms (
  term TEXT NOT NULL,
  day INTEGER NOT NULL,
  item INTEGER NOT NULL,
  PRIMARY KEY (term, day, item)
) WITHOUT ROWID;
CREATE TABLE story_pairs (
  first INTEGER NOT NULL,
  second INTEGER NOT NULL,
  score INTEGER NOT NULL,
  PRIMARY KEY (first, second)
) WITHOUT ROWID;
CREATE INDEX story_pairs_second ON story_pairs (second, score);
CREATE TABLE stories (
  item INTEGER PRIMARY KEY,
  story INTEGER NOT NULL,
  second INTEGER,
  bar INTEGER NOT NULL
);
CREATE INDEX stories_story ON stories (story);
"""

_REUSE = """
CREATE TABLE report_words (
  item INTEGER PRIMARY KEY,
  outlet TEXT,
  published TEXT,
  words BLOB NOT NULL,
  credits TEXT NOT NULL,
  standing TEXT NOT NULL
);
CREATE TABLE fingerprints (
  key INTEGER NOT NULL,
  second INTEGER NOT NULL,
  item INTEGER NOT NULL,
  PRIMARY KEY (key, second, item)
) WITHOUT ROWID;
CREATE TABLE paragraphs (
  outlet TEXT NOT NULL,
  key INTEGER NOT NULL,
  second INTEGER NOT NULL,
  item INTEGER NOT NULL,
  PRIMARY KEY (outlet, key, second, item)
) WITHOUT ROWID;
CREATE TABLE standing (
  outlet TEXT NOT NULL,
  key INTEGER NOT NULL,
  PRIMARY KEY (outlet, key)
) WITHOUT ROWID;
CREATE TABLE passages (
  earlier INTEGER NOT NULL,
  later INTEGER NOT NULL,
  number INTEGER NOT NULL,
  earlier_start INTEGER NOT NULL,
  earlier_end INTEGER NOT NULL,
  later_start INTEGER NOT NULL,
  later_end INTEGER NOT NULL,
  same_words INTEGER NOT NULL,
  first INTEGER,
  first_by TEXT,
  agency TEXT,
  links INTEGER NOT NULL,
  PRIMARY KEY (earlier, later, number)
) WITHOUT ROWID;
CREATE INDEX passages_later ON passages (later);
"""

_QUOTATIONS = """
CREATE TABLE quotations (
  item INTEGER NOT NULL,
  start INTEGER NOT NULL,
  second INTEGER NOT NULL,
  spans TEXT NOT NULL,
  quotation INTEGER NOT NULL,
  PRIMARY KEY (item, start)
) WITHOUT ROWID;
CREATE INDEX quotations_quotation ON quotations (quotation, second, item, start);
CREATE TABLE quotation_keys (
  key INTEGER NOT NULL,
  second INTEGER NOT NULL,
  item INTEGER NOT NULL,
  start INTEGER NOT NULL,
  PRIMARY KEY (key, second, item, start)
) WITHOUT ROWID;
CREATE TABLE quotation_pairs (
  earlier INTEGER NOT NULL,
  earlier_start INTEGER NOT NULL,
  later INTEGER NOT NULL,
  later_start INTEGER NOT NULL,
  same_words INTEGER NOT NULL,
  is_exact INTEGER NOT NULL,
  links INTEGER NOT NULL,
  PRIMARY KEY (earlier, earlier_start, later, later_start)
) WITHOUT ROWID;
CREATE INDEX quotation_pairs_later ON quotation_pairs (later, later_start);
"""

_CLAIMS = """
CREATE TABLE claim_reports (
  item INTEGER PRIMARY KEY,
  is_undated INTEGER NOT NULL,
  second INTEGER NOT NULL,
  mentions BLOB NOT NULL,
  rarities BLOB NOT NULL
);
CREATE TABLE claim_mentions (
  item INTEGER NOT NULL,
  number INTEGER NOT NULL,
  key INTEGER NOT NULL,
  attribution TEXT,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  words INTEGER NOT NULL,
  wording INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  PRIMARY KEY (item, number)
) WITHOUT ROWID;
CREATE UNIQUE INDEX claim_mentions_key ON claim_mentions (key);
CREATE INDEX claim_mentions_wording ON claim_mentions (wording);
CREATE INDEX claim_mentions_claim ON claim_mentions (claim);
CREATE TABLE claim_pairs (
  first INTEGER NOT NULL,
  second INTEGER NOT NULL,
  relation TEXT NOT NULL,
  score INTEGER NOT NULL,
  PRIMARY KEY (first, second)
) WITHOUT ROWID;
CREATE INDEX claim_pairs_second ON claim_pairs (second);
"""

_PEOPLE = """
CREATE TABLE naming_reports (
  item INTEGER PRIMARY KEY,
  story INTEGER NOT NULL,
  places TEXT NOT NULL
);
CREATE INDEX naming_reports_story ON naming_reports (story);
CREATE TABLE named_sources (
  item INTEGER NOT NULL,
  source TEXT NOT NULL,
  key INTEGER NOT NULL,
  day INTEGER NOT NULL,
  portrait INTEGER NOT NULL,
  person INTEGER NOT NULL,
  told TEXT NOT NULL,
  PRIMARY KEY (item, source)
) WITHOUT ROWID;
CREATE INDEX named_sources_key ON named_sources (key);
CREATE INDEX named_sources_portrait ON named_sources (portrait, day, key);
CREATE INDEX named_sources_person ON named_sources (person);
CREATE TABLE portraits (
  portrait INTEGER PRIMARY KEY,
  is_bound INTEGER NOT NULL,
  bearer INTEGER NOT NULL,
  person INTEGER NOT NULL,
  day INTEGER NOT NULL,
  key INTEGER NOT NULL
);
CREATE INDEX portraits_bearer ON portraits (bearer, is_bound, day, key);
CREATE INDEX portraits_person ON portraits (person);
CREATE TABLE person_keys (
  key TEXT NOT NULL,
  portrait INTEGER NOT NULL,
  PRIMARY KEY (key, portrait)
) WITHOUT ROWID;
CREATE INDEX person_keys_portrait ON person_keys (portrait);
CREATE TABLE unsettled_portraits (
  number INTEGER PRIMARY KEY,
  portrait INTEGER NOT NULL UNIQUE,
  is_bound INTEGER NOT NULL
);
CREATE TABLE unsettled_stories (
  story INTEGER PRIMARY KEY
);
CREATE TABLE unsettled_people (
  portrait INTEGER PRIMARY KEY
);
CREATE TABLE lost_sources (
  key INTEGER PRIMARY KEY,
  person INTEGER NOT NULL,
  portraits TEXT NOT NULL
);
CREATE TABLE people (
  person INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  aliases TEXT NOT NULL,
  roles TEXT NOT NULL,
  countries TEXT NOT NULL
);
"""

CORRECTED_CLAIMS = "ALTER TABLE claim_mentions ADD COLUMN is_corrected INTEGER NOT NULL DEFAULT 0;"
"""A later step: whether a report repeats a claim only to correct it, and so does not count among those that make it."""

KEPT_POSTINGS = """
DROP TABLE story_terms;
DROP TABLE story_keys;
CREATE TABLE story_keys (
  item INTEGER PRIMARY KEY,
  keys BLOB NOT NULL
);
CREATE TABLE story_candidates (
  item INTEGER PRIMARY KEY,
  candidates BLOB NOT NULL
);
CREATE TABLE story_postings (
  term INTEGER NOT NULL,
  period INTEGER NOT NULL,
  held BLOB NOT NULL,
  PRIMARY KEY (term, period)
) WITHOUT ROWID;
"""
"""A later step: keys as they are compared, and those that bring reports together by weeks. The next linking makes all
links again, as other rules do (`whence.archive.linking.link.RULES`)."""

_QUEUE_ALL = "INSERT INTO unlinked SELECT id FROM versions WHERE is_latest;"
LINK_TABLES = _LINKED + _STORIES + _REUSE + _QUOTATIONS + _CLAIMS + _PEOPLE + _QUEUE_ALL
"""All tables of links, empty, with all reports to be linked."""

_NAMES = dict.fromkeys(re.findall(r"CREATE TABLE (\w+)", LINK_TABLES + KEPT_POSTINGS))
MADE_TABLES = tuple(name for name in _NAMES if name not in {"link_aliases", "unlinked", "story_terms"})
"""Names of the tables that follow from the reports at hand, once all are linked."""
UNSETTLED_TABLES = tuple(name for name in MADE_TABLES if name.startswith(("unsettled_", "lost_")))
"""Names of those that hold what is left for the end of a linking, and are empty after it."""
EMPTY_LINKS = "".join(f"DELETE FROM {name};" for name in (*MADE_TABLES, "unlinked")) + _QUEUE_ALL
"""Forget all links but the ids that were given out; all reports are to be linked again."""
