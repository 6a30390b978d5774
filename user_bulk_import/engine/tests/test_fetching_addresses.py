"""Pictures are never fetched from where only this machine gets, by whatever spelling or detour."""

import socket

import pytest
from fetching_client import PICTURE, client, reason_of
from web_server import serving

from engine.fetching import Client, FetchError, may_connect
from engine.fetching.client import UNREACHABLE, UNUSABLE


@pytest.fixture
def server():
    with serving({}) as made:
        yield made


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.1.2.3", "172.16.0.1", "172.31.9.9"),
        *("192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.254", "192.0.0.8"),
        *("192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.251", "239.1.1.1"),
        *("240.0.0.1", "255.255.255.255", "192.88.99.1"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "2001::1"),
        *("2001:db8::1", "2002:7f00:1::", "2002:c0a8:101::1", "3fff::1", "4000::1"),
        *("", "localhost", "8.8.8", "example.com"),
    ],
)
def test_addresses_that_are_not_everybodys_are_refused(address):
    assert not may_connect(address, 443)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111"]
)
def test_public_addresses_are_allowed_at_the_ports_of_the_web(address):
    assert may_connect(address, 80) and may_connect(address, 443)
    assert not any(may_connect(address, port) for port in (0, 22, 25, 5432, 6379, 8069, 8080))


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "127.0.0.1", "127.1", "0x7f.1", "0x7f000001", "2130706433", "0177.0.0.1"),
        *("017700000001", "0.0.0.0", "0", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "localhost."),
        *("LOCALHOST", "127.0.0.1.", "[::127.0.0.1]", "[::]", "①②⑦.⓪.⓪.①", "127。0。0。1"),
    ],
)
def test_this_machine_is_never_asked_by_whatever_name(server, host):
    server.pages["/a.jpg"] = PICTURE
    url = f"http://{host}:{server.server_port}/a.jpg"

    def public_at_any_port(address, _port):
        return may_connect(address, 80)

    assert reason_of(url, allowed=public_at_any_port) == UNREACHABLE
    assert not server.asked


def test_by_default_nobody_inside_is_asked(server):
    with pytest.raises(FetchError):
        Client(max_bytes=1000).fetch(f"{server.url}/a.jpg")
    assert not server.asked


def test_a_name_with_one_address_inside_is_refused(monkeypatch):
    both = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: both)
    assert reason_of("http://example.com/a.jpg", allowed=may_connect) == UNREACHABLE


def test_a_name_is_looked_up_once(server, monkeypatch):
    # A hostile name server answers the second time with another address.
    server.pages["/a.jpg"] = PICTURE
    real, names = socket.getaddrinfo, []

    def counting(host, *args, **options):
        names.append(host)
        return real("127.0.0.1" if host == "example.com" else host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", counting)
    url = f"http://example.com:{server.server_port}/a.jpg"
    assert client().fetch(url) == PICTURE
    assert names.count("example.com") == 1
    assert server.asked[0][1]["Host"].startswith("example.com")


def test_redirects_are_followed(server):
    server.pages |= {
        "/one": (302, {"Location": "/two"}, b""),
        "/two": (301, {"Location": f"{server.url}/a.jpg"}, b""),
        "/a.jpg": PICTURE,
    }
    assert client().fetch(f"{server.url}/one") == PICTURE


def test_redirects_without_end_are_not(server):
    server.pages["/one"] = (302, {"Location": "/one"}, b"")
    assert reason_of(f"{server.url}/one") == UNREACHABLE
    assert len(server.asked) == 4


def test_each_redirect_is_checked_again(server):
    with serving({"/secret": PICTURE}) as inside:
        server.pages["/one"] = (302, {"Location": f"{inside.url}/secret"}, b"")

        def only_the_first(_address, port):
            return port == server.server_port

        assert reason_of(f"{server.url}/one", allowed=only_the_first) == UNREACHABLE
        assert server.asked and not inside.asked


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://x/a", "http://a:b@localhost/", "gopher://x", "http://["],
)
def test_redirects_to_something_else_are_refused(server, location):
    server.pages["/one"] = (302, {"Location": location}, b"")
    assert reason_of(f"{server.url}/one") in (UNUSABLE, UNREACHABLE)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "0x7f.1", "2130706433"]
)
def test_redirects_lead_to_nobody_inside(server, host):
    with serving({"/secret": PICTURE}) as inside:
        location = f"http://{host}:{inside.server_port}/secret"
        server.pages["/one"] = (302, {"Location": location}, b"")
        asked_for = iter([True])

        def public_but_the_first(address, _port):
            return next(asked_for, False) or may_connect(address, 80)

        assert reason_of(f"{server.url}/one", allowed=public_but_the_first) == UNREACHABLE
        assert server.asked and not inside.asked


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ann.jpg",
        "http://",
        "file:///etc/passwd",
        "file://localhost/etc/passwd",
        "ftp://example.com/a.jpg",
        "//example.com/a.jpg",
        "http://a@b",
        "http://a%40b/",
        "http://example.com:80@10.0.0.1/",
        "http://ann:secret@example.com/a.jpg",
        "http://@example.com/",
        "http://example.com:99999/",
        "http://[fe80::1%25eth0]/",
        "http://[::1",
        "http://example.com/" + "a" * 2000,
    ],
)
def test_links_that_are_none_are_refused_unasked(url):
    assert reason_of(url) == UNUSABLE


def test_nothing_can_be_slipped_into_the_request(server):
    server.pages["/a"] = PICTURE
    reason_of(f"{server.url}/b\r\nX-Sneaky: 1\r\n\r\nGET /a HTTP/1.1")
    assert not any("X-Sneaky" in headers for _path, headers in server.asked)
