import socket
from ipaddress import IPv4Address, ip_address, ip_network

# All that is routed on the internet in IPv6, and what a network without IPv4 makes of each address of that.
ROUTED, NAT64 = ip_network("2000::/3"), ip_network("64:ff9b::/96")


class NoSuchName(Exception):
    pass


def places_of(host: str, port: int) -> list[tuple[str, int]]:
    """All that the name stands for now. Raises NoSuchName. Connect to one of these, and never by the name again."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NoSuchName from None
    return [place[:2] for *_rest, place in found]


def is_public(address: str) -> bool:
    """Whether it is on the internet, also where IPv6 only carries an address of IPv4."""
    place = ip_address(address.partition("%")[0])
    if place.version == 6 and place in NAT64:
        place = IPv4Address(int(place) % 2**32)
    inside = getattr(place, "ipv4_mapped", None) or getattr(place, "sixtofour", None) or place
    return inside.is_global and not inside.is_multicast and (inside.version == 4 or inside in ROUTED)
