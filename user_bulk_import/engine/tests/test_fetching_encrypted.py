"""Pictures are fetched by https, and certificates are checked."""

import datetime
import ssl
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from fetching_client import PICTURE, client, reason_of
from web_server import drip, serving

from engine.fetching.client import UNREACHABLE


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
