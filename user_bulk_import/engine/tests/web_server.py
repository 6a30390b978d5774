"""A web server of this machine, for the tests of whoever fetches from one."""

import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        answer = self.server.pages.get(self.path, (404, {}, b"nothing here"))
        if callable(answer):
            answer(self)
            return
        status, headers, content = answer if isinstance(answer, tuple) else (200, {}, answer)
        self.send_response(status)
        for name, value in ({"Content-Length": len(content)} | headers).items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args):
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_args):
        pass  # the other side has hung up


@contextmanager
def serving(pages, tls=None):
    """Serve ``pages`` (content, or status, headers and content, or a function) by path.

    The server given has ``url`` and, in ``asked``, what was asked of it.

    :param tls: an ``ssl.SSLContext`` with a certificate
    """
    server = _Server(("127.0.0.1", 0), _Handler)
    server.pages, server.asked = pages, []
    server.url = f"{'https' if tls else 'http'}://localhost:{server.server_port}"
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def drip(handler, start=b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", wait=0.02):
    """Answer byte by byte, without end."""
    connection: socket.socket = handler.connection
    try:
        connection.sendall(start)
        for _byte in range(5000):
            connection.sendall(b"x")
            time.sleep(wait)
    except OSError:
        return  # the other side has had enough


def endless(handler):
    """Answer at full speed, without end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n")
    try:
        while True:
            handler.wfile.write(b"\xff\xd8\xff" + bytes(100_000))
    except OSError:
        return
