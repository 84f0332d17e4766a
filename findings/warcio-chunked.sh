#!/bin/sh
# warcio 1.8.1: a page sent as "Transfer-Encoding: Chunked" is read with the sizes of its chunks between the words.
#
# One would expect: content_stream() "automatically decompresses and de-chunks". In HTTP such names are the same in upper
#   and lower case, and a web archive keeps the headers as they came.
# What happens: of Content-Encoding the case does not matter, but Transfer-Encoding is compared with "chunked" as it is
#   written. Otherwise the body is returned as it was sent: a size in hexadecimal stands in the middle of the text. If the
#   page is compressed as well, its bytes are returned compressed, since what cannot be decompressed is taken for plain.
#   There is no error and no warning. http.client reads the same bytes as they are meant.
# Output seen (coding, then what warcio and http.client of Python 3.11 read):
#   chunked b'The damage is 12500 euros.' b'The damage is 12500 euros.'
#   Chunked b'10\r\nThe damage is 12\r\na\r\n500 euros.\r\n0\r\n\r\n' b'The damage is 12500 euros.'
#   chunked and gzip: b'The damage is 12500 euros.'
#   Chunked and gzip: still compressed
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet warcio==1.8.1
venv/bin/python <<'END'
import gzip
import http.client
import io
import sys
from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

TEXT = b"The damage is 12500 euros."

class Socket:
    def __init__(self, sent):
        self.sent = sent
    def makefile(self, mode):
        return io.BytesIO(self.sent)

def sent_as(coding, body, more=""):
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: {coding}\r\n{more}\r\n"
    chunks = [body[:16], body[16:], b""]
    return head.encode() + b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)

def by_warcio(sent):
    archive = io.BytesIO()
    writer = WARCWriter(archive, gzip=True)
    writer.write_record(writer.create_warc_record("http://example.org/", "response", payload=io.BytesIO(sent)))
    archive.seek(0)
    return next(record.content_stream().read() for record in ArchiveIterator(archive))

def by_http_client(sent):
    response = http.client.HTTPResponse(Socket(sent))
    response.begin()
    return response.read()

same = True
for coding, read in [("chunked", TEXT), ("Chunked", b"10\r\nThe damage is 12\r\na\r\n500 euros.\r\n0\r\n\r\n")]:
    sent = sent_as(coding, TEXT)
    print(coding, by_warcio(sent), by_http_client(sent))
    same &= by_warcio(sent) == read and by_http_client(sent) == TEXT
for coding in ["chunked", "Chunked"]:
    read = by_warcio(sent_as(coding, gzip.compress(TEXT), "Content-Encoding: gzip\r\n"))
    print(f"{coding} and gzip:", "still compressed" if b"\x1f\x8b" in read else read)
    same &= (b"\x1f\x8b" in read) if coding == "Chunked" else read == TEXT
if not same:
    sys.exit("changed")
END
