"""Small hand-written web archives."""

import random

__all__ = ["PAGE", "answer", "chunked", "page", "record"]

PAGE = b"<!DOCTYPE html><h1>Harbour to close</h1><p>The council will shut the harbour in April, the mayor said.</p>"


def record(block, *, length=None, **headers):
    """Write a record; headers with the value None are left out."""
    told = {
        "WARC-Type": "response",
        "WARC-Target-URI": "https://example.org/harbour",
        "WARC-Date": "2031-03-04T09:30:00Z",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": len(block) if length is None else length,
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value is not None)
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def answer(body=PAGE, *, status="200 OK", content_type="text/html; charset=utf-8", **headers):
    told = {"Content-Type": content_type} | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value is not None)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def page(number, **headers):
    """Write a record with a distinct page."""
    noise = random.Random(number).randbytes(40).hex()  # noqa: S311 - random, so that it does not compress to nothing
    return record(answer(f"<p>Report {number}: {noise}.</p>".encode()), **headers)


def chunked(body, size=7):
    parts = (body[start : start + size] for start in range(0, len(body), size))
    return b"".join(b"%x;tide=low\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
