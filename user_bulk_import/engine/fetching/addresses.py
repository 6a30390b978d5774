"""Which network addresses anybody on the internet can reach too."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

PORTS = frozenset({80, 443})

_GLOBAL_V6 = ip_network("2000::/3")
"""All that is given out (RFC 4291, 2.4); IPv4 in its mapped and translated forms is not in it."""

_REFUSED = tuple(
    map(
        ip_network,
        (
            # Python's own list of what is global has changed from version to version.
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
            *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24"),
            *("192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
            *("224.0.0.0/4", "240.0.0.0/4"),
            # With an IPv4 address inside: Teredo and 6to4; and ORCHID, documentation, SRv6.
            *("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16"),
        ),
    )
)


def may_connect(address: str, port: int) -> bool:
    """Return whether a picture may be fetched from there: a global unicast address, by one of the
    ports of the web.

    :param address: an IP address, as the resolver gives it
    """
    try:
        ip = ip_address(address)
    except ValueError:  # one with a zone (fe80::1%eth0) among them
        return False
    return port in PORTS and _is_public(ip)


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv6Address) and (ip not in _GLOBAL_V6 or ip.ipv4_mapped is not None):
        return False
    return (
        ip.is_global
        and not ip.is_multicast
        and not ip.is_reserved
        and not any(ip in network for network in _REFUSED)
    )
