"""The examples have the same ledgers with every version of the engine and on every processor.

Whoever changes what is found in them writes what is kept anew: ``python -m bench.same_everywhere --write``.
"""

from bench.same_everywhere import differences, keep_examples, read_kept
from whence.reading.reader import Reader
from whence.records.report import Report

HARBOUR = Report(
    text="Harbour to close\n\nThe harbour will close in May, said Ines Okafor, the mayor. “We cannot pay for it,” she "
    "added.\n\nA senior official, who was not authorised to speak, denied that. The ferry board reportedly agreed."
)
PILOTS = Report(
    text="Pilots, who have been on strike since Sunday, told The Marram Gazette that they had not been asked."
)


def test_a_report_has_the_same_ledger_alone_and_after_others_with_one_thread_and_with_two():
    reader = Reader()
    alone, _, after = (reader.read(report) for report in (HARBOUR, PILOTS, HARBOUR))
    assert alone.attributions
    assert alone == after == Reader(threads=2).read(HARBOUR)


def test_the_ledgers_of_the_examples_are_those_that_are_kept():
    read, kept = keep_examples(), read_kept()
    assert {name: differences(one, kept[name]) for name, one in read.items()} == {name: [] for name in kept}
