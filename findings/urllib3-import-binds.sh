#!/bin/sh
# urllib3 2.8.0: importing it opens a socket and binds it to a port; so does all that imports urllib3.
#
# One would expect: an import touches no socket. courlan 1.4.0, which only takes addresses apart as text, even less.
# What happens: urllib3 finds out whether the machine has IPv6 by binding a socket to ::1, while it is imported. A
#   sandbox that forbids sockets, or a test that watches for them, reports a program that never uses the web.
# Output seen (where Python has IPv6):
#   urllib3 ('::1', 0)
#   courlan ('::1', 0)
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet urllib3==2.8.0 courlan==1.4.0
for module in urllib3 courlan; do
    venv/bin/python - "$module" <<'END'
import importlib
import sys

bound = []
sys.addaudithook(lambda event, details: bound.append(details[1]) if event == "socket.bind" else None)
importlib.import_module(sys.argv[1])
print(sys.argv[1], *bound)
if bound != [("::1", 0)]:
    sys.exit("changed")
END
done
