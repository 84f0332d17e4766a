#!/bin/sh
# courlan 1.4.0: the parts of a query that have no value are removed, so that different reports get one address.
#
# One would expect: a cleaned address leads to the same page. Without strict=True only known trackers are taken out of it.
# What happens: the query is read by parse_qs, which leaves out what has no value. An address may well have its whole
#   query without "=": a number after "?", or a path, as sites do that cannot rewrite addresses. clean_url, check_url and
#   normalize_url return such addresses without the query and without strict. From a front page with three reports,
#   extract_links returns one address, which is that of no report. Trafilatura's crawler, feeds and sitemaps go by them.
# Output seen (address, then what clean_url makes of it):
#   https://example.org/news.php?1001 https://example.org/news.php
#   https://example.org/news.php?1002 https://example.org/news.php
#   https://example.org/index.php?/2026/03/bridge-shut https://example.org/index.php
#   https://example.org/news.php?id=1001 https://example.org/news.php?id=1001
#   https://example.org/search?q=&page=2 https://example.org/search?page=2
#   links of the front page: ['https://example.org/news.php']
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet courlan==1.4.0
venv/bin/python <<'END'
import sys
from courlan import check_url, clean_url, extract_links, normalize_url

MADE = {
    "https://example.org/news.php?1001": "https://example.org/news.php",
    "https://example.org/news.php?1002": "https://example.org/news.php",
    "https://example.org/index.php?/2026/03/bridge-shut": "https://example.org/index.php",
    "https://example.org/news.php?id=1001": "https://example.org/news.php?id=1001",
    "https://example.org/search?q=&page=2": "https://example.org/search?page=2",
}
same = True
for address, made in MADE.items():
    print(address, clean_url(address))
    same &= clean_url(address) == normalize_url(address) == check_url(address)[0] == made
page = "".join(
    f'<p><a href="/news.php?{number}">{title}</a></p>'
    for number, title in [(1001, "A bridge is closed"), (1002, "The port opens"), (1003, "Rain in the north")]
)
links = sorted(extract_links(page, url="https://example.org/"))
print("links of the front page:", links)
if not same or links != ["https://example.org/news.php"]:
    sys.exit("changed")
END
