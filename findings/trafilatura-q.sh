#!/bin/sh
# trafilatura 2.3.1: <q> in a sentence loses its quotation marks and breaks the sentence in two.
#
# One would expect: <q> is an inline quotation, which browsers show in quotation marks. Its sentence stays one line.
# What happens: it is taken for a block, like <blockquote>. In plain text and Markdown the quoted words have no marks
#   any more, so they read as the reporter's own, and a line ends behind them in the middle of the sentence.
# Output seen:
#   ['The harbour master said we will not wait for another storm', 'after the meeting of the council.']
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet trafilatura==2.3.1 lxml-html-clean==0.4.6  # pip 23.2 leaves the latter out
venv/bin/python <<'END'
import sys
from trafilatura import extract

PAGE = """<!doctype html><html lang="en"><head><title>Harbour to close</title></head><body><article>
<h1>Harbour to close</h1>
<p>The harbour master said <q>we will not wait for another storm</q> after the meeting of the council.</p>
<p>The fishermen will land their catch at Sandwich Bay until the spring, and the town pays for the fuel.</p>
<p>The council promised as much in its budget for the year, which it passed after a meeting of four hours.</p>
</article></body></html>"""
lines = extract(PAGE).splitlines()
seen = [line for line in lines if "storm" in line or "after the meeting of the" in line]
print(seen)
if seen != ["The harbour master said we will not wait for another storm", "after the meeting of the council."]:
    sys.exit("changed")
END
