#!/bin/sh
# rapidfuzz 3.14.6: sequences of other things than strings are compared by hash, so unequal items may count as equal.
#
# One would expect: Levenshtein.distance([0], [2**61 - 1]) is 1; the items are plain whole numbers, and differ.
# What happens: it is 0, as Python's hash of 2**61 - 1 is 0. Items of one character count as their code point, so
#   ["a"] and [97] are the same as well. Digests or ids of 64 bits should be numbered from 0 before they are compared.
# Output seen:
#   [0] [2305843009213693951] 0
#   [1] [2305843009213693952] 0
#   ['a'] [97] 0
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet rapidfuzz==3.14.6
venv/bin/python <<'END'
import sys
from rapidfuzz.distance import Levenshtein

for first, second in [([0], [2**61 - 1]), ([1], [2**61]), (["a"], [97])]:
    distance = Levenshtein.distance(first, second)
    print(first, second, distance)
    if distance != 0:
        sys.exit("changed")
END
