"""A small web server on loopback that simulates the outside world, as badly behaved as a test needs."""

import ipaddress
import socket
import socketserver
import threading
from contextlib import contextmanager

LOOPBACK = ipaddress.ip_address("127.0.0.1")


def only_loopback(address):
    """Allow only the address of the simulated outside world; a redirect to any other must fail."""
    return address == LOOPBACK


def answer(body=b"", *, status="200 OK", content_type="text/html; charset=utf-8", **headers):
    """Write an HTTP response; header names are given with underscores."""
    named = {"Content-Type": content_type, "Content-Length": str(len(body)), "Connection": "close"}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value is not None)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


class Outside:
    """The resource at each path: bytes to send, or a function that is called with the connection.

    Args:
        address: Where the server listens, such as ``http://127.0.0.1:4000``.
    """

    def __init__(self, address):
        self.address = address
        self.places = {}
        self.requests = []
        self.over = threading.Event()

    def put(self, path, place):
        """Put a resource at a path, and return its address."""
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
                return  # the client has hung up, or does not speak HTTP
            outside.requests.append(head.decode())
            place = outside.places[head.split(b" ")[1].decode()]
            try:
                if callable(place):
                    place(self.request)
                else:
                    self.request.sendall(place)
            except OSError:
                pass  # the client has hung up during the response

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
    """List the requested paths, in order."""
    return [request.split(" ")[1] for request in outside.requests]


class Clock:
    """A clock that advances only when somebody sleeps."""

    def __init__(self):
        self.now = 1000.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def closed_port():
    """Find a port on loopback without a listener."""
    with socket.socket() as free:
        free.bind((str(LOOPBACK), 0))
        return free.getsockname()[1]
