#!/bin/sh
# lxml 6.1.3 (libxml2 2.14.6), and 5.3.0 (2.12.9) too: text after </html> becomes a second <html> beside the first.
#
# One would expect: such text (some tools that save pages append a line) goes to the end of <body>, as in a browser.
# What happens: the tree has two roots. The parser returns the first, and the text is neither below it nor in its tail:
#   only root.itersiblings() finds it. With a TreeBuilder as target it returns the second root, and the page is gone.
# Output seen:
#   tree: <html><body><p>The tide is late.</p></body></html>
#   its siblings: ['<html><p>Saved at nine.</p></html>']
#   TreeBuilder: <html><p>Saved at nine.</p></html>
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet lxml==6.1.3
venv/bin/python <<'END'
import sys
from lxml import etree

PAGE = "<!doctype html><html><body><p>The tide is late.</p></body></html>\n<p>Saved at nine.</p>"
FIRST, SECOND = "<html><body><p>The tide is late.</p></body></html>", "<html><p>Saved at nine.</p></html>"
shown = lambda element: etree.tostring(element, encoding="unicode")
root = etree.fromstring(PAGE, etree.HTMLParser())
siblings = [shown(other) for other in root.itersiblings()]
built = etree.fromstring(PAGE, etree.HTMLParser(target=etree.TreeBuilder()))
print("tree:", shown(root))
print("its siblings:", siblings)
print("TreeBuilder:", shown(built))
if (shown(root), root.tail, siblings, shown(built)) != (FIRST, None, [SECOND], SECOND):
    sys.exit("changed")
END
