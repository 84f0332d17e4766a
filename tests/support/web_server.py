"""A tiny web server on loopback that plays the outside world, as badly behaved as a test wants it."""

import ipaddress
import socket
import socketserver
import threading
from contextlib import contextmanager

LOOPBACK = ipaddress.ip_address("127.0.0.1")


def only_loopback(address):
    """Allow the one address on which the outside world is played; a redirect to any other must fail."""
    return address == LOOPBACK


def answer(body=b"", *, status="200 OK", content_type="text/html; charset=utf-8", **headers):
    """Write out an HTTP answer; header names are given with underscores."""
    named = {"Content-Type": content_type, "Content-Length": str(len(body)), "Connection": "close"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value is not None)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


class Outside:
    """What is at each path: bytes to send, or a function that is given the connection.

    Args:
        address: Where the server listens, such as ``http://127.0.0.1:4000``.
    """

    def __init__(self, address):
        self.address = address
        self.places = {}
        self.requests = []
        self.over = threading.Event()

    def put(self, path, place):
        """Put something at a path and give its address."""
        self.places[path] = place
        return self.address + path


@contextmanager
def outside_world():
    """Run the server for as long as the context lasts."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            head = b""
            while b"\r\n\r\n" not in head and (block := self.request.recv(4096)):
                head += block
            if not head.endswith(b"\r\n\r\n"):
                return  # whoever asked has hung up, or speaks something else
            outside.requests.append(head.decode())
            place = outside.places[head.split(b" ")[1].decode()]
            try:
                if callable(place):
                    place(self.request)
                else:
                    self.request.sendall(place)
            except OSError:
                pass  # whoever asked has hung up in the middle

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server((str(LOOPBACK), 0), Handler) as server:
        outside = Outside("http://{}:{}".format(*server.server_address))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield outside
        finally:
            outside.over.set()
            server.shutdown()
            thread.join()


def asked(outside):
    """Tell which paths were asked for, in order."""
    return [request.split(" ")[1] for request in outside.requests]


class Clock:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self):
        self.now = 1000.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def closed_port():
    """Find a port on loopback where nobody listens."""
    with socket.socket() as free:
        free.bind((str(LOOPBACK), 0))
        return free.getsockname()[1]
