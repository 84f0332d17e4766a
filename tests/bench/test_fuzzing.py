"""The bench that reads hostile texts and pages: what it counts, and that it can find a fault."""

from bench.fuzzing import Fuzzer
from tests.support.quick_reader import read_quickly


def test_a_round_reads_texts_and_pages_and_finds_nothing_wrong():
    fuzzer = Fuzzer(read_quickly, most=10)
    assert list(fuzzer.run_round(1)) == []
    assert (fuzzer.counts["texts"], fuzzer.counts["pages"]) == (10, 10)


def test_an_exception_is_told_with_what_was_read():
    faults = list(Fuzzer({}.__getitem__, most=10).run_round(1))
    assert len(faults) == 2
    assert ["text=''" in faults[0], "page=(" in faults[1]] == [True, True]
    assert all("KeyError: Report(" in fault for fault in faults)
