"""One picture from one web address.

The connection goes to the very address that was checked: the name is not looked up again, which a
hostile name server would answer with another one. No proxy, cookie, login or environment variable
has a say. All of it, redirects included, is over at a deadline, however slowly bytes arrive.
"""

from __future__ import annotations

import os
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import quote, urljoin, urlsplit

from .addresses import may_connect

MAX_LENGTH = 2000
"""Characters of an address."""

TRIED = 3
"""Addresses of one name that are tried."""

REDIRECTS = (301, 302, 303, 307, 308)
CHUNK = 64 * 1024
_SAFE = "!#$%&'()*+,/:;=?@[]~"
_HEADERS = {
    "User-Agent": "Odoo user_bulk_import",
    "Accept": "image/jpeg, image/png, image/webp",
    "Accept-Encoding": "identity",
    "Connection": "close",
}

UNUSABLE, UNREACHABLE, REFUSED, TOO_BIG = "unusable", "unreachable", "refused", "too_big"


class FetchError(Exception):
    """A picture could not be fetched.

    :param reason: :data:`UNUSABLE` address; :data:`UNREACHABLE`, which is all that is told of
        names that do not exist, of addresses that are not allowed and of those that do not answer;
        :data:`REFUSED` with another status than 200; :data:`TOO_BIG`
    :param status: that the server answered with
    """

    def __init__(self, reason: str, status: int = 0):
        super().__init__(reason)
        self.reason, self.status = reason, status


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a request goes.

    :param host: as it stands in certificates and in the request
    :param target: path and query
    """

    secure: bool
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


@dataclass(frozen=True)
class Client:
    """Fetches pictures.

    :param max_bytes: of one picture
    :param seconds: for one picture in all
    :param wait: seconds without a byte, at most
    :param redirects: followed at most
    :param allowed: whether an IP address may be connected to at a port
    :param tls: whom to trust
    """

    max_bytes: int
    seconds: float = 20
    wait: float = 8
    redirects: int = 3
    allowed: Callable[[str, int], bool] = may_connect
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def fetch(self, url: str) -> bytes:
        """Return the bytes at an address.

        :raises FetchError: for whatever reason
        """
        deadline = time.monotonic() + self.seconds
        for _redirect in range(self.redirects + 1):
            answer = self._ask(_place(url), deadline)
            if isinstance(answer, bytes):
                return answer
            url = _joined(url, answer)
        raise FetchError(UNREACHABLE)

    def _ask(self, place: _Place, deadline: float) -> bytes | str:
        """Return the bytes that one request brings, or the address that it is sent on to."""
        try:
            with self._connected(place, deadline) as connection:
                connection.request(
                    "GET", place.target, headers=_HEADERS | {"Host": place.authority}
                )
                return self._answer(connection.getresponse(), deadline)
        except (OSError, HTTPException, ValueError) as error:
            raise FetchError(UNREACHABLE) from error

    @contextmanager
    def _connected(self, place: _Place, deadline: float) -> Iterator[HTTPConnection]:
        plain = self._socket(place, deadline)
        # Of the same connection, to end it by: another thread's socket object is not to be used.
        breaker = socket.socket(fileno=os.dup(plain.fileno()))
        timer = threading.Timer(max(0.0, deadline - time.monotonic()), _shut, [breaker])
        timer.daemon = True
        timer.start()
        connection = HTTPConnection(place.host, place.port)
        connection.auto_open = 0  # it never looks the name up by itself
        try:
            connection.sock = (
                self.tls.wrap_socket(plain, server_hostname=place.host) if place.secure else plain
            )
            yield connection
        finally:
            timer.cancel()
            connection.close()
            plain.close()
            breaker.close()

    def _socket(self, place: _Place, deadline: float) -> socket.socket:
        """Return a connection to one of the addresses of a name, all of which have to be allowed.

        :raises FetchError: none, one that is not allowed, or no answer
        """
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(item[4][0]) for item in found))
        if not all(self.allowed(address, place.port) for address in addresses):
            raise FetchError(UNREACHABLE)
        for address in addresses[:TRIED]:
            left = deadline - time.monotonic()
            if left <= 0:
                break
            try:
                # An address is taken as it is: nothing is looked up.
                return socket.create_connection((address, place.port), min(self.wait, left))
            except OSError:
                continue
        raise FetchError(UNREACHABLE)

    def _answer(self, response: HTTPResponse, deadline: float) -> bytes | str:
        if response.status in REDIRECTS:
            return response.headers.get("Location", "")
        if response.status != 200:
            raise FetchError(REFUSED, response.status)
        if response.length is not None and response.length > self.max_bytes:
            raise FetchError(TOO_BIG)
        content = bytearray()
        while chunk := response.read1(CHUNK):
            content += chunk
            if len(content) > self.max_bytes:
                raise FetchError(TOO_BIG)
            if time.monotonic() > deadline:
                raise FetchError(UNREACHABLE)
        if response.length or time.monotonic() > deadline:  # broken off
            raise FetchError(UNREACHABLE)
        return bytes(content)


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it is over already


def _place(url: str) -> _Place:
    """Return where the request for an address goes.

    :raises FetchError: where it is none of the web, or has a login in it
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        if "@" in parts.netloc or not host or "%" in host or len(url) > MAX_LENGTH:
            raise FetchError(UNUSABLE)
        host = host if host.isascii() else host.encode("idna").decode()
    except ValueError as error:
        raise FetchError(UNUSABLE) from error
    if parts.scheme not in ("http", "https"):
        raise FetchError(UNUSABLE)
    secure = parts.scheme == "https"
    path = quote(parts.path or "/", safe=_SAFE)
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    return _Place(secure, host, port or (443 if secure else 80), path + query)


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchError(UNREACHABLE) from error
