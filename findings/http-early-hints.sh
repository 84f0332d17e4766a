#!/bin/sh
# http.client of Python 3.11.7, and urllib3 2.8.0 on top of it: "103 Early Hints" is taken for the final answer.
#
# One would expect: answers with a status of 1xx are passed over, as HTTP asks (RFC 9110, 15.2). 100 Continue is.
# What happens: 102 and 103 count as final. The caller gets status 103 and an empty body, and never the page.
# Output seen:
#   http.client 103 b''
#   urllib3 103 b''
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet urllib3==2.8.0
venv/bin/python <<'END'
import http.client
import socket
import sys
import threading
import urllib3

HINTS = b"HTTP/1.1 103 Early Hints\r\nLink: </tide.css>; rel=preload; as=style\r\n\r\n"
PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\ntide\n"


def serve():
    """Answer one request on a port of this machine, which is returned."""
    listener = socket.create_server(("127.0.0.1", 0))

    def answer():
        with listener, listener.accept()[0] as connection:
            connection.recv(65536)
            connection.sendall(HINTS + PAGE)

    threading.Thread(target=answer, daemon=True).start()
    return listener.getsockname()[1]


connection = http.client.HTTPConnection("127.0.0.1", serve(), timeout=10)
connection.request("GET", "/")
plain = connection.getresponse()
other = urllib3.PoolManager().request("GET", f"http://127.0.0.1:{serve()}/", retries=False, timeout=10)
seen = [("http.client", plain.status, plain.read()), ("urllib3", other.status, other.data)]
for line in seen:
    print(*line)
if seen != [("http.client", 103, b""), ("urllib3", 103, b"")]:
    sys.exit("changed")
END
