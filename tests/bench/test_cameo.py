"""The matcher of verb patterns, on a dictionary invented for it."""

import gzip
import json
import subprocess
import sys

import pytest

from bench.cameo import code_by_dictionary, read_dictionary

PATTERNS = """\
# A dictionary of the harbour.

&BOAT
+BOAT
+FISHING_BOAT
+YAWL_

--- GREET [040] ---
GREET
MEET {MEETS MET MEETING }   # irregular
+TALK_WITH
- * AT HARBOUR [044]
- NOT * [125]   # a longer one wins
- WILL NOT * [136]
- SAID * [010]
- * MOON [---]

--- SEIZE ---
SEIZE
STEAL {STOLE STOLEN }
NAB [173]
- * &BOAT [1711]
- + BEEN_* BY $ [171]
- $ SAID + * ^ NET [112]

--- HAND [081] ---
+HAND_OVER
RESCUE [---]
GIVE_
BRIBE [0871]
- * IN [07]

--- TELL [010] ---
SAY {SAYS SAID}
"""
TYPES = """\
# Codes and types.
03: AGREE
040: CONSULT, ,  # Meet
044: CONSULT, third-party,
070: AID,   ,
081: CONCEDE, ,
0871: RETREAT, ceasefire,
112: ACCUSE, disapprove,
120: REJECT, ,
130: THREATEN, ,
136: INVESTIGATE, ,
170: COERCE, ,
1711: COERCE, seize,
173: ASSAULT, ,
"""
MINI = read_dictionary(PATTERNS, TYPES)


def told(sentence):
    """Code a sentence whose actor stands in square brackets and its recipient in braces."""
    words, places, opened = [], {}, 0
    for word in sentence.split():
        if word in {"[", "{"}:
            opened = len(words)
        elif word in {"]", "}"}:
            places[word] = (opened, len(words))
        else:
            words.append(word)
    return code_by_dictionary(words, places["]"], places["}"], MINI)


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("[ The mayor ] greets { the crew }", "CONSULT"),
        ("[ The mayor ] greeted { the crew }", "CONSULT"),
        ("[ The mayor ] met { the crew }", "CONSULT"),
        ("[ The mayor ] talked with { the crew }", "CONSULT"),
        ("[ The mayor ] talked to { the crew }", None),
        ("[ The mayor ] nabbed { a gull }", "ASSAULT"),
        ("[ The mayor ] saw { the crew }", None),
    ],
)
def test_a_verb_in_any_form_tells_the_type_of_its_block_or_its_own(sentence, type_):
    assert told(sentence) == type_


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("[ The mayor ] did not meet { the crew }", "REJECT"),
        ("[ The mayor ] will not meet { the crew }", "ACCUSE"),
        ("[ The mayor ] stole { the crew } 's fishing boat", "COERCE"),
        ("[ The mayor ] stole { the crew } 's fishing net", None),
        ("{ The crew } has been seized by [ the mayor ]", "COERCE"),
        ("{ The crew } has been often seized by [ the mayor ]", None),
        ("[ The crew ] has been seized by { the mayor }", None),
        ("[ The mayor ] said { the crew } stole two nets", "ACCUSE"),
        ("[ The mayor ] said { the crew } stole", None),
    ],
)
def test_the_longest_pattern_that_fits_goes_before_the_verb_alone(sentence, type_):
    assert told(sentence) == type_


def test_words_of_a_pattern_may_stand_apart_but_not_too_far():
    assert told("[ The mayor ] seized { the crew } and a red boat") == "COERCE"
    assert told("[ The mayor ] seized { the crew } and " + "very " * 12 + "red boat") is None


def test_a_long_word_of_a_pattern_stands_for_all_that_begin_with_it_and_a_short_one_for_itself():
    assert told("[ The mayor ] seized { the crew } 's yawls") == "COERCE"
    assert told("[ The mayor ] seized { the crew } 's yaw") is None
    assert told("[ The mayor ] notes that he meets { the crew }") == "CONSULT"


def test_a_pattern_may_tell_that_there_is_no_event():
    assert told("[ The mayor ] met { the crew } under the moon") is None
    assert told("[ The mayor ] rescued { the crew }") is None


def test_what_the_newer_scheme_dropped_is_passed_over():
    assert told("[ The mayor ] said he met { the crew }") == "CONSULT"
    assert told("[ The mayor ] says { the crew } sang") is None


def test_types_that_were_split_or_merged_are_told_as_one():
    assert told("[ The mayor ] handed over { the crew }") == "YIELD"
    assert told("[ The mayor ] bribed { the crew }") == "YIELD"


def test_a_narrower_code_than_the_table_has_is_told_as_the_broader_one():
    assert MINI.type_of("1719") == "COERCE"
    assert MINI.type_of("044:045") == "CONSULT"
    assert MINI.type_of("010") is None


def test_of_several_verbs_the_one_between_the_parties_and_nearest_to_the_actor_tells():
    assert told("[ The mayor ] nabbed and met { the crew }") == "ASSAULT"
    assert told("[ The mayor ] met and nabbed { the crew }") == "CONSULT"
    assert told("He nabbed that [ the old mayor ] gladly and quickly met { the crew }") == "CONSULT"


def test_a_verb_in_a_name_does_not_count():
    assert told("[ The Meeting House ] sang to { the crew }") is None


def test_an_empty_dictionary_tells_nothing():
    assert code_by_dictionary(["Gulls", "met", "crews"], (0, 1), (2, 3), read_dictionary("", "")) is None


@pytest.fixture
def shared(tmp_path):
    events = tmp_path / "data" / "events"
    events.mkdir(parents=True)
    rows = [
        ("1", "The mayor met the crew.", "The mayor", "the crew", "CONSULT"),
        ("2", "The crew nabbed a gull.", "The crew", "a gull", "AID"),
        ("3", "The gull ate a fish.", "The gull", "a fish", "AID"),
    ]
    lines = ["sentence_id\tsentence\tsource\ttarget\tgold_root", *("\t".join(row) for row in rows)]
    (events / "plv-train.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (events / "CAMEO2PLOVER-2021.txt").write_text(TYPES, encoding="utf-8")
    return tmp_path


def run(shared):
    command = [sys.executable, "-m", "bench.cameo", "--shared", str(shared)]
    done = subprocess.run(  # noqa: S603 -- our own command
        command, check=True, capture_output=True, text=True
    )
    assert done.stderr == ""
    return done.stdout


def test_the_command_prints_how_many_sentences_are_coded_right(shared):
    with gzip.open(shared / "data" / "events" / "CAMEO.verbpatterns.txt.gz", "wt", encoding="utf-8") as file:
        file.write(PATTERNS)
    assert json.loads(run(shared)) == {"bench": "cameo", "sentences": 3, "accuracy": 33.3, "none": 1}


def test_the_command_says_so_where_the_dictionary_is_not(shared):
    assert run(shared).startswith("Skipped: ")
    assert run(shared).count("\n") == 1
