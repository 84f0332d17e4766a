"""The measures themselves, on invented texts: what they count, and how they end where there is nothing to read."""

import gzip
import subprocess
import sys

import pytest

from bench import attributions, gum
from bench.baseline import mark_with_rules
from bench.encoder_share import Clock
from bench.lexicon import VERBS
from bench.names import f1
from bench.options import find_corpus, parse_options
from bench.pronouns import choose
from bench.reports import read_plain, write_reports
from bench.size import count_bytes
from whence.records.report import Span


def by_rules(text):
    """Find attributions by the rules: source / cue / content, the parts of each separated by an ellipsis."""
    return [
        " / ".join(" … ".join(text[start:end] for start, end in one[role]) for role in ("source", "cue", "content"))
        for one in mark_with_rules(text)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“The bridge is safe,” she said.", ["she / said / The bridge is safe"]),
        ("The mayor said that the bridge was safe.", ["The mayor / said / that the bridge was safe"]),
        (
            "“It is safe,” said Ines Okafor, the harbour master.",
            ["Ines Okafor, the harbour master / said / It is safe"],
        ),
        ("“It leaks,” he said, “and it will sink.”", ["he / said / It leaks … and it will sink"]),
        (
            "“It leaks,” he said. “We have known for years.”",
            ["he / said / It leaks … We have known for years"],
        ),
        (
            "According to the harbour office, two ships ran aground.",
            ["the harbour office / According to / two ships ran aground"],
        ),
        ("The ferry reportedly sank.", [" / reportedly / The ferry … sank"]),
        ("Ana Brandt, a diver, has denied it, while others agreed.", ["Ana Brandt, a diver / has denied / it"]),
        ("Officials said so.", ["Officials / said / so"]),
        ("The pilot said he was tired and added that he slept.", 2),
        ("The mayor wrote:\n“I resign.”", ["The mayor / wrote / I resign"]),
        ("The report was long. Her claims, and a question, stayed.", []),
        ("The tide came in.", []),
        ("”” said , said “", 0),
        ("", []),
    ],
)
def test_the_rules_find(text, found):
    assert (len(by_rules(text)) if isinstance(found, int) else by_rules(text)) == found


def test_every_form_of_a_verb_is_known_and_none_that_does_not_exist():
    forms = {"says", "said", "saying", "denied", "denies", "admitted", "claiming", "agreed", "agreeing", "thought"}
    assert forms <= VERBS
    assert not {"sayed", "denyed", "admited", "claimeing", "agreing", "thinked"} & VERBS


CLAUSES = """\
1\tThe harbour master\t_\t_\t_\t_\t4\tattribution-positive_r
2\twho retired\t_\t_\t_\t_\t1\telaboration-attribute_r
3\tsaid\t_\t_\t_\t_\t1\tsame-unit_m
4\tit did n't leak .\t_\t_\t_\t_\t0\tROOT
"""
WORDS = ["The", "harbour", "master", "who", "retired", "said", "it", "did", "n't", "leak", "."]


def sentences():
    """Write the invented sentence as CoNLL-U, with "didn't" in one and the full stop joined on."""
    yield "# newdoc id = GUM_news_harbour\n"
    yield "# newpar\n"
    for number, word in enumerate(WORDS, 1):
        if word == "did":
            yield f"{number}-{number + 1}\tdidn't" + "\t_" * 8 + "\n"
        joined = "SpaceAfter=No" if word == "leak" else "_"
        yield f"{number}\t{word}" + "\t_" * 7 + f"\t{joined}\n"
    yield "\n"


@pytest.fixture
def corpus(tmp_path):
    for name in ("dev", "rst-dev"):
        (tmp_path / name).mkdir()
    (tmp_path / "rst-dev" / "GUM_news_harbour.rsd").write_text(CLAUSES, encoding="utf-8")
    with gzip.open(tmp_path / "dev" / "GUM_news_harbour.conllu.gz", "wt", encoding="utf-8") as file:
        file.writelines(sentences())
    return tmp_path


def test_an_attributing_clause_is_read_with_the_part_after_its_interruption(corpus):
    (document,) = gum.read_documents(corpus, "news")
    assert document.text == "The harbour master who retired said it didn't leak."
    assert [[span.of(document.text) for span in clause] for clause in document.clauses] == [
        ["The", "harbour", "master", "said"]
    ]


def test_paragraphs_are_parted_by_an_empty_line():
    lines = ["# newpar", "1\tTide" + "\t_" * 8, "# newpar", "1\tEbb" + "\t_" * 8, "2\tflow" + "\t_" * 8]
    text, words = gum.build_text(lines)
    assert text == "Tide\n\nEbb flow"
    assert [word.of(text) for word in words] == ["Tide", "Ebb", "flow"]


def test_clauses_that_are_not_of_this_text_are_refused(corpus):
    (corpus / "rst-dev" / "GUM_news_harbour.rsd").write_text(CLAUSES.replace("leak .", "leak"), encoding="utf-8")
    with pytest.raises(ValueError, match="10 words in the clauses and 11 in the sentences"):
        list(gum.read_documents(corpus, "news"))


def test_cues_are_counted_inside_and_outside_attributing_clauses():
    text = "She said it leaked. The pilot allegedly slept."
    document = gum.Document(genre="news", text=text, clauses=((Span(0, 3), Span(4, 8)), (Span(20, 23), Span(24, 29))))
    said, leaked, allegedly = (
        {"source": [], "cue": [list(cue)], "content": []} for cue in ((4, 8), (12, 18), (30, 39))
    )
    counts = gum.tally(document, [said, leaked, allegedly])
    assert counts == gum.Tally(clauses=2, clauses_with_cue=1, cues=3, cues_outside=2)
    assert (counts + counts).figures() == {"recall": 50.0, "clauses": 4, "false_alarms": 66.7, "cues": 6}


def test_what_was_found_goes_to_the_scorer_report_by_report(tmp_path):
    scorer = tmp_path / "scorer.py"
    scorer.write_text(
        "import json, pathlib, sys\n"
        "gold, predicted = (pathlib.Path(name).read_text().splitlines() for name in sys.argv[1:])\n"
        "print(json.dumps({'gold': len(gold), 'found': [json.loads(line) for line in predicted]}))\n",
        encoding="utf-8",
    )
    gold = tmp_path / "gold.jsonl"
    gold.write_text("{}\n{}\n", encoding="utf-8")
    found = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11]]}
    reports = [{"id": "tide", "text": "She said so"}, {"id": "ebb", "text": ""}]
    assert attributions.score(reports, [[found], []], scorer=scorer, gold=gold) == {
        "gold": 2,
        "found": [{"id": "tide", "attributions": [found]}, {"id": "ebb", "attributions": []}],
    }


def test_a_measure_ends_well_where_its_corpus_is_not(tmp_path, capsys):
    with pytest.raises(SystemExit) as end:
        find_corpus(parse_options(None, ["--shared", str(tmp_path)]).shared, "gum")
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith(f"Skipped: {tmp_path}")


@pytest.mark.parametrize("name", ["attributions", "gum"])
def test_a_command_without_its_corpus_says_one_sentence(tmp_path, name):
    command = [sys.executable, "-m", f"bench.{name}", "--shared", str(tmp_path)]
    done = subprocess.run(  # noqa: S603 -- our own command
        command, check=True, capture_output=True, text=True
    )
    assert done.stdout.count("\n") == 1
    assert done.stdout.startswith("Skipped: ")
    assert done.stderr == ""


def test_the_examples_stand_in_for_an_absent_corpus(tmp_path):
    reports = read_plain(tmp_path)
    assert len(reports) == 84
    assert sum("Harbour to close, council says" in report["text"] for report in reports) >= 6


def test_reports_are_written_as_they_are_and_in_order(tmp_path):
    texts = [f"Tide {number}\r\nébb\n" for number in range(12)]
    write_reports(texts, tmp_path)
    assert [path.read_bytes().decode() for path in sorted(tmp_path.iterdir())] == texts


def test_a_clock_adds_up_what_it_times():
    clock, done = Clock(), []
    clock.time(lambda: done.append("ebb"))
    first = clock.wall
    clock.time(lambda: done.append("flow"))
    assert done == ["ebb", "flow"]
    assert 0 < first < clock.wall


def test_bytes_are_counted_in_a_folder_and_in_a_file(tmp_path):
    (tmp_path / "tide").mkdir()
    (tmp_path / "tide" / "ebb").write_bytes(b"12345")
    (tmp_path / "flow").write_bytes(b"123")
    assert count_bytes(tmp_path) == 8
    assert count_bytes(tmp_path / "flow") == 3


def test_a_name_is_right_where_its_words_and_its_kind_are():
    gold = {(0, 1, 2, "person"), (0, 4, 6, "place")}
    assert f1(gold, {(0, 1, 2, "person"), (0, 4, 6, "organisation")}) == 50.0


def test_a_pronoun_means_the_name_with_more_to_say_for_it_unless_others_have_far_more():
    places = {"A": frozenset({3}), "B": frozenset({8, 9})}
    assert choose({3: 0.1, 9: 0.05}, places, []) == "A"
    assert choose({3: 0.1, 9: 0.05, 20: 0.8}, places, [frozenset({20})]) is None
