#!/bin/sh
# feedparser 6.0.14: of an offset without a colon, such as +0545, only the last digit is read as minutes.
#
# One would expect: 10:00:00+0545 is 04:15 UTC, as it is with +05:45, or else there is no parsed date. Atom asks for the
#   colon, but "%z" of strftime and DATE_ISO8601 of PHP leave it out.
# What happens: the parser skips one character too many where no colon is, so that the minutes of +0545 are "5", and
#   those of +0530 are "0". The wrong time comes without bozo or a warning. Whole hours such as +0100 are right, so that
#   tests in most places pass. News from India, Iran, Nepal or Adelaide is up to 40 minutes off. The same offset in a
#   date of RFC 822 is read well. In the basic form of ISO 8601, where it is valid, the time of day is lost altogether.
# Output seen (date, parsed, what it means):
#   2026-03-10T10:00:00+05:45 04:15 04:15
#   2026-03-10T10:00:00+0545 04:55 04:15
#   2026-03-10T10:00:00+0530 05:00 04:30
#   2026-03-10T10:00:00-0330 13:00 13:30
#   2026-03-10T10:00:00+0100 09:00 09:00
#   Tue, 10 Mar 2026 10:00:00 +0545 04:15 04:15
#   20260310T100000+0545 00:00 04:15
#   bozo: False
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet feedparser==6.0.14
venv/bin/python <<'END'
import sys
import time
import feedparser

MEANT = {
    "2026-03-10T10:00:00+05:45": "04:15",
    "2026-03-10T10:00:00+0545": "04:15",
    "2026-03-10T10:00:00+0530": "04:30",
    "2026-03-10T10:00:00-0330": "13:30",
    "2026-03-10T10:00:00+0100": "09:00",
    "Tue, 10 Mar 2026 10:00:00 +0545": "04:15",
    "20260310T100000+0545": "04:15",
}
entries = "".join(
    f"<entry><id>urn:example:{n}</id><title>A bridge is closed</title><updated>{date}</updated></entry>"
    for n, date in enumerate(MEANT)
)
feed = feedparser.parse(
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>urn:example:feed</id><title>News</title>'
    f"<updated>2026-03-10T12:00:00Z</updated>{entries}</feed>"
)
seen = []
for entry in feed.entries:
    parsed = entry.get("updated_parsed")
    seen.append(time.strftime("%H:%M", parsed) if parsed else "none")
    print(entry.updated, seen[-1], MEANT[entry.updated])
print("bozo:", bool(feed.bozo))
if seen != ["04:15", "04:55", "05:00", "13:00", "09:00", "04:15", "00:00"] or feed.bozo:
    sys.exit("changed")
END
