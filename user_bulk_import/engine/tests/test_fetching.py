"""Pictures are fetched from a web server, and never for longer or more than is allowed."""

import socket
import threading
import time

import pytest
from fetching_client import PICTURE, client, reason_of
from web_server import drip, endless, serving

from engine.fetching import FetchError, fetch_all
from engine.fetching.client import REFUSED, TOO_BIG, UNREACHABLE


@pytest.fixture
def server():
    with serving({}) as made:
        yield made


def test_a_picture_is_fetched(server):
    server.pages["/ann%20lee.jpg?size=9"] = PICTURE
    assert client().fetch(f"{server.url}/ann lee.jpg?size=9#top") == PICTURE
    [(_path, headers)] = server.asked
    assert headers["Host"] == server.url.removeprefix("http://")
    assert not {"Cookie", "Authorization", "Referer"} & headers.keys()


def test_letters_of_any_language_may_stand_in_a_link(server):
    server.pages["/f%C3%B6to.jpg?n=%C3%A9"] = PICTURE
    assert client().fetch(f"{server.url}/föto.jpg?n=é") == PICTURE


def test_other_answers_are_told_by_their_status(server):
    server.pages["/private"] = (403, {}, b"no")
    with pytest.raises(FetchError) as caught:
        client().fetch(f"{server.url}/private")
    assert (caught.value.reason, caught.value.status) == (REFUSED, 403)
    assert reason_of(f"{server.url}/elsewhere") == REFUSED


def test_too_much_is_refused_by_what_the_server_says(server):
    server.pages["/big"] = (200, {"Content-Length": 10**12}, b"")
    assert reason_of(f"{server.url}/big") == TOO_BIG


def test_too_much_is_refused_while_it_comes(server):
    server.pages["/endless"] = endless
    began = time.monotonic()
    assert reason_of(f"{server.url}/endless") == TOO_BIG
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n",
        b"",
    ],
)
def test_servers_that_drip_are_left_at_the_deadline(server, start):
    server.pages["/drip"] = lambda handler: drip(handler, start)
    began = time.monotonic()
    assert reason_of(f"{server.url}/drip", seconds=0.4) == UNREACHABLE
    assert time.monotonic() - began < 1.5


def test_silent_servers_are_left(server):
    server.pages["/silent"] = lambda handler: threading.Event().wait(2)
    began = time.monotonic()
    assert reason_of(f"{server.url}/silent", wait=0.2) == UNREACHABLE
    assert time.monotonic() - began < 1.5


def test_what_breaks_off_is_no_picture(server):
    server.pages["/cut"] = (200, {"Content-Length": 5000, "Connection": "close"}, b"abc")
    assert reason_of(f"{server.url}/cut", wait=0.3) == UNREACHABLE


def test_what_is_no_web_server_is_told_like_one_that_is_not_there():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        def answer():
            other, _address = listening.accept()
            other.sendall(b"-ERR unknown command 'GET'\r\n")
            other.close()

        threading.Thread(target=answer, daemon=True).start()
        assert reason_of(f"http://localhost:{port}/") == UNREACHABLE
    assert reason_of(f"http://localhost:{port}/") == UNREACHABLE
    assert reason_of("http://no-such-host.invalid/a.jpg") == UNREACHABLE


def test_the_environment_has_no_say(server, monkeypatch):
    server.pages["/a.jpg"] = PICTURE
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert client().fetch(f"{server.url}/a.jpg") == PICTURE


def test_several_are_fetched_at_once(server):
    def slow(handler):
        time.sleep(0.2)
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc")

    paths = [f"/{number}.jpg" for number in range(8)]
    server.pages |= dict.fromkeys(paths[:7], slow)
    began = time.monotonic()
    results = dict(fetch_all(client(), [server.url + path for path in paths]))
    assert time.monotonic() - began < 1.2
    assert [result for url, result in results.items() if url[-5] != "7"] == [b"abc"] * 7
    assert isinstance(results[f"{server.url}/7.jpg"], FetchError)
