"""The examples have the same ledgers with every version of the engine and on every processor.

Whoever changes what is found in them writes what is kept anew: ``python -m bench.same_everywhere --write``.
"""

from bench.same_everywhere import differences, keep_examples, read_kept


def test_the_ledgers_of_the_examples_are_those_that_are_kept():
    read, kept = keep_examples(), read_kept()
    assert {name: differences(one, kept[name]) for name, one in read.items()} == {name: [] for name in kept}
