#!/bin/sh
# SQLite: one FTS5 table with contentless_delete=1 keeps older SQLite from listing the columns of a file's tables.
#
# One would expect: SQLite before 3.43, which does not know the option, fails on that table alone. Debian 12 has 3.40.
# What happens: a query for the columns of all tables fails as a whole, and tools that show databases begin with that.
#   Selecting from the other tables by name works, and PRAGMA integrity_check says ok.
# Seen with apsw 3.54.1.0 as the writer, apsw 3.40.0.0 as the reader (each carries the SQLite of its number):
#   SELECT headline FROM reports -> [('Harbour to close',)]
#   PRAGMA integrity_check -> [('ok',)]
#   SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c -> unrecognized option: "contentless_delete"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet apsw==3.54.1.0
python3 -m venv earlier
earlier/bin/python -m pip install --quiet --only-binary :all: apsw==3.40.0.0
venv/bin/python <<'END'
import apsw

file = apsw.Connection("news.db")
file.execute("CREATE TABLE reports (id INTEGER PRIMARY KEY, headline TEXT)")
file.execute("INSERT INTO reports (headline) VALUES ('Harbour to close')")
file.execute("CREATE VIRTUAL TABLE words USING fts5(headline, content='', contentless_delete=1)")
file.close()
END
earlier/bin/python <<'END'
import sys
import apsw

file = apsw.Connection("news.db", flags=apsw.SQLITE_OPEN_READONLY)
ask = lambda sql: print(sql, "->", result := list(file.execute(sql))) or result
readable = [ask("SELECT headline FROM reports"), ask("PRAGMA integrity_check")] == [[("Harbour to close",)], [("ok",)]]
try:
    ask("SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c")
except apsw.SQLError as error:
    print("describing the tables ->", error)
    sys.exit(0 if readable and "contentless_delete" in str(error) else "changed")
sys.exit("changed")
END
