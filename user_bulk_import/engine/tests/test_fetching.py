"""Pictures are fetched from a web server, never from where only this machine gets, and never for
longer or more than is allowed."""

import datetime
import socket
import ssl
import threading
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from web_server import drip, endless, serving

from engine.fetching import Client, FetchError, fetch_all, may_connect
from engine.fetching.client import REFUSED, TOO_BIG, UNREACHABLE, UNUSABLE

PICTURE = b"\xff\xd8\xff" + bytes(range(256)) * 200


def anywhere(_address, _port):
    return True


def client(**options):
    return Client(**{"max_bytes": 100_000, "seconds": 5, "wait": 2, "allowed": anywhere, **options})


def reason_of(url, **options):
    with pytest.raises(FetchError) as caught:
        client(**options).fetch(url)
    return caught.value.reason


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


def test_a_picture_is_fetched(server):
    server.pages["/ann%20lee.jpg?size=9"] = PICTURE
    assert client().fetch(f"{server.url}/ann lee.jpg?size=9#top") == PICTURE
    [(_path, headers)] = server.asked
    assert headers["Host"] == server.url.removeprefix("http://")
    assert not {"Cookie", "Authorization", "Referer"} & headers.keys()


def test_letters_of_any_language_may_stand_in_a_link(server):
    server.pages["/f%C3%B6to.jpg?n=%C3%A9"] = PICTURE
    assert client().fetch(f"{server.url}/föto.jpg?n=é") == PICTURE


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "127.1", "0x7f.1", "2130706433", "0177.0.0.1", "[::ffff:127.0.0.1]"],
)
def test_this_machine_is_never_asked_by_whatever_name(server, host):
    server.pages["/a.jpg"] = PICTURE
    url = f"http://{host}:{server.server_port}/a.jpg"
    allowed = []

    def public_at_any_port(address, _port):
        allowed.append(address)
        return may_connect(address, 80)

    assert reason_of(url, allowed=public_at_any_port) == UNREACHABLE
    assert allowed and not server.asked


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
    "url",
    [
        "",
        "ann.jpg",
        "http://",
        "file:///etc/passwd",
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


# Encrypted


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Return a file with a key and its certificate, for the name localhost."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    path.write_bytes(key.private_bytes(encoding, form, plain) + made.public_bytes(encoding))
    return path


@pytest.fixture
def secure(certificate):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with serving({"/a.jpg": PICTURE}, tls) as made:
        yield made


def test_a_picture_is_fetched_encrypted(secure, certificate):
    trusting = ssl.create_default_context(cafile=certificate)
    assert client(tls=trusting).fetch(f"{secure.url}/a.jpg") == PICTURE


def test_certificates_are_checked(secure, certificate):
    assert reason_of(f"{secure.url}/a.jpg") == UNREACHABLE
    trusting = ssl.create_default_context(cafile=certificate)
    by_address = f"https://127.0.0.1:{secure.server_port}/a.jpg"
    assert reason_of(by_address, tls=trusting) == UNREACHABLE
    assert not secure.asked


def test_encrypted_servers_that_drip_are_left_too(secure, certificate):
    secure.pages["/drip"] = drip
    trusting = ssl.create_default_context(cafile=certificate)
    began = time.monotonic()
    assert reason_of(f"{secure.url}/drip", tls=trusting, seconds=0.4) == UNREACHABLE
    assert time.monotonic() - began < 1.5


# Several


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
