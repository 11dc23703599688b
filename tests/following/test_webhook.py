"""A notice reaches no machine of a private network, however its address is written."""

import socket
from ipaddress import ip_network

import pytest

from articles.following import NotDelivered, allowed_place
from articles.following.webhook import signed


def names(monkeypatch, *places):
    found = [(socket.AF_INET6 if ":" in place else socket.AF_INET, 0, 0, "", (place, 443)) for place in places]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)


@pytest.mark.parametrize(
    "place",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *("224.0.0.1", "255.255.255.255", "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1"),
        *("2002:a00:1::", "::", "ff02::1", "64:ff9b:1::a00:1", "::10.0.0.1", "fec0::1"),
    ],
)
def test_private_places_are_refused(monkeypatch, place):
    names(monkeypatch, place)

    with pytest.raises(NotDelivered, match="private network"):
        allowed_place("https://records.example.org/notices")


def test_a_name_with_one_private_place_among_public_ones_is_refused(monkeypatch):
    names(monkeypatch, "93.184.216.34", "10.0.0.1")

    with pytest.raises(NotDelivered, match="private network"):
        allowed_place("https://records.example.org/")


def test_a_public_place_is_looked_up_once_and_connected_to(monkeypatch):
    names(monkeypatch, "93.184.216.34")

    assert allowed_place("https://records.example.org/notices") == ("93.184.216.34", 443)


def test_a_network_that_was_opened_may_be_reached_also_without_encryption(monkeypatch, settings):
    names(monkeypatch, "10.20.1.1")
    settings.WEBHOOK_NETWORKS = [ip_network("10.20.0.0/16")]

    assert allowed_place("http://records.hospital.internal/") == ("10.20.1.1", 443)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://records.example.org/", "https"),
        ("ftp://records.example.org/", "no address"),
        ("https:///notices", "no address"),
        ("https://me:word@records.example.org/", "no address"),
        ("https://records.example.org:port/", "no address"),
        ("records.example.org", "no address"),
        ("https://[", "no address"),
        ("https://records.example.org/\r\nX-Other: 1", "no address"),
        ("https://records\n.example.org/", "no address"),
        ("https://records.example.org/a b", "no address"),
    ],
)
def test_what_is_no_address_for_notices_is_said(monkeypatch, address, said):
    names(monkeypatch, "93.184.216.34")

    with pytest.raises(NotDelivered, match=said):
        allowed_place(address)


def test_a_signature_is_the_one_that_standard_webhooks_describes():
    """The example of its specification."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'

    told = signed(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)

    assert told == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
