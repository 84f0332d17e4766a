"""The libraries that find the article and the date of a page: trafilatura and htmldate. The only file that knows them.

Both import urllib3, which opens a socket on import to see whether the machine has IPv6. whence opens
sockets only to addresses that a user names, so here urllib3 gets Python's answer about IPv6 and does not test it.
"""

import logging
import socket

_HAS_IPV6 = socket.has_ipv6
socket.has_ipv6 = False
try:
    from htmldate import find_date
    from trafilatura import extract
    from urllib3.util import connection
finally:
    socket.has_ipv6 = _HAS_IPV6
connection.HAS_IPV6 = connection.HAS_IPV6 or _HAS_IPV6

__all__ = ["extract", "find_date"]

# Without a logging configuration, their warnings would go to standard error, among whence's own messages.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
