"""What the tests of fetching share: a server of this machine, and clients that may ask it."""

import pytest
from web_server import serving

from engine.fetching import Client, FetchError

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
